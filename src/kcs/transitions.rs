//! What a change does to an article, as acts that a role allows or not.
//!
//! Takes what an article said of itself before and after. Gives the [`Act`]s of the change, and [`judge`]s them. Never
//! looks at who made it before all acts are known.

use crate::config::Settings;
use crate::config::kcs::KcsSettings;
use crate::kcs::roles::{Act, Place, Refusal, may};
use crate::model::article::Article;
use crate::model::identity::category;
use crate::parse::front_matter::{Confidence, FrontMatter, Governance};
use crate::paths::ContentPath;
use std::collections::BTreeSet;

/// What an article says of itself, as far as roles are asked about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Slug of its category; empty at the root of the base.
    pub category: String,
    /// As written.
    pub confidence: Option<Confidence>,
    /// Rung of the ladder, 0 the narrowest.
    pub rung: usize,
    /// Only these clients; empty is everyone.
    pub clients: BTreeSet<String>,
    /// Whether it is under `governance: compliance`.
    pub is_bound: bool,
}

impl Standing {
    /// What a front matter says, in the file at `path` of a base with the content folder `content`.
    #[must_use]
    pub fn of(path: &ContentPath, front: &FrontMatter, content: &str, settings: &Settings) -> Self {
        let rung = |word: &str| settings.rung(word).unwrap_or(0);
        let governance = front.governance.as_ref().map(|g| g.value);
        Self {
            category: category(path, front, content),
            confidence: front.confidence.as_ref().map(|c| c.value),
            rung: front.audience.as_ref().map_or(0, |a| rung(&a.value)),
            clients: front.clients.iter().map(|c| c.value.clone()).collect(),
            is_bound: governance == Some(Governance::Compliance),
        }
    }

    /// What an article of the site says.
    #[must_use]
    pub fn of_article(article: &Article, content: &str, settings: &Settings) -> Self {
        Self::of(&article.path, &article.front, content, settings)
    }

    fn is_validated(&self) -> bool {
        self.confidence == Some(Confidence::Validated)
    }

    fn is_archived(&self) -> bool {
        self.confidence == Some(Confidence::Archived)
    }
}

/// A change of one article; nothing before is a new one, nothing after a deleted one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Before.
    pub before: Option<Standing>,
    /// After.
    pub after: Option<Standing>,
    /// Whether anything else changed than confidence, audience, clients, governance and flags.
    pub text: bool,
    /// Whether flags changed.
    pub flags: bool,
}

/// Everything that a change does.
#[must_use]
pub fn acts(change: &Change) -> Vec<Act> {
    let mut acts = match (&change.before, &change.after) {
        (None, None) => Vec::new(),
        (None, Some(after)) => created(after),
        (Some(before), None) => vec![deleted(before)],
        (Some(before), Some(after)) => changed(before, after, change.text),
    };
    if change.flags {
        acts.push(Act::Flag);
    }
    acts
}

/// A new article is for the narrowest audience until somebody widens it.
fn created(after: &Standing) -> Vec<Act> {
    let acts = [
        (true, Act::Create),
        (after.is_validated(), Act::Confirm),
        (after.is_archived(), Act::Archive),
        (after.rung > 0, Act::Widen),
        (after.is_bound, Act::Bind),
    ];
    chosen(&acts)
}

fn deleted(before: &Standing) -> Act {
    if before.is_validated() || before.is_archived() {
        Act::DeleteKept
    } else {
        Act::Delete
    }
}

fn changed(before: &Standing, after: &Standing, text: bool) -> Vec<Act> {
    let text = text || before.category != after.category;
    let stays = before.is_validated() && after.is_validated();
    let (left, archived) = (before.is_validated() && !stays, after.is_archived());
    let comes = archived && !before.is_archived();
    let wider = after.rung > before.rung || gains(&before.clients, &after.clients);
    let narrower = after.rung < before.rung || gains(&after.clients, &before.clients);
    let acts = [
        (text && stays, Act::ImproveValidated),
        (text && !stays, Act::Improve),
        (after.is_validated() && !stays, Act::Confirm),
        (left && !archived, Act::Doubt),
        (left && archived, Act::ArchiveValidated),
        (comes && !left, Act::Archive),
        (before.is_archived() && !archived, Act::Revive),
        (wider, Act::Widen),
        (narrower, Act::Narrow),
        (after.is_bound && !before.is_bound, Act::Bind),
        (before.is_bound && !after.is_bound, Act::Release),
    ];
    chosen(&acts)
}

fn chosen(acts: &[(bool, Act)]) -> Vec<Act> {
    let done = acts.iter().filter(|(done, _)| *done);
    done.map(|(_, act)| *act).collect()
}

/// Whether anybody sees the article in the second list who does not in the first; an empty list is everyone.
fn gains(before: &BTreeSet<String>, after: &BTreeSet<String>) -> bool {
    !before.is_empty() && (after.is_empty() || !after.is_subset(before))
}

/// The acts of a change that the owner of an address may not do. An article that moves asks for the role in both
/// categories.
#[must_use]
pub fn judge(settings: &KcsSettings, email: &str, change: &Change) -> Vec<(Act, Refusal)> {
    let is_bound = change.before.as_ref().is_some_and(|b| b.is_bound);
    let places: Vec<Place<'_>> = [&change.before, &change.after]
        .into_iter()
        .flatten()
        .map(|standing| Place {
            category: &standing.category,
            is_bound,
        })
        .collect();
    let refused = |act: Act| {
        let mut verdicts = places.iter().map(|place| may(settings, email, *place, act));
        let refusal = verdicts.find_map(Result::err);
        refusal.map(|r| (act, *r))
    };
    acts(change).into_iter().filter_map(refused).collect()
}

#[cfg(test)]
mod tests {
    use crate::config::kcs::{KcsSettings, Person, Role};
    use crate::kcs::roles::Act;
    use crate::kcs::transitions::{Change, Standing, acts, judge};
    use crate::parse::front_matter::Confidence::{self, Archived, NotValidated, Validated, Wip};

    fn standing(confidence: Option<Confidence>) -> Standing {
        Standing {
            confidence,
            ..Standing::default()
        }
    }

    fn change(before: Standing, after: Standing, text: bool) -> Change {
        Change {
            before: Some(before),
            after: Some(after),
            text,
            flags: false,
        }
    }

    #[test]
    fn every_step_of_confidence_is_an_act() {
        type Step = (Option<Confidence>, Option<Confidence>, bool, &'static [Act]);
        let table: &[Step] = &[
            (Some(Wip), Some(NotValidated), false, &[]),
            (Some(Wip), Some(NotValidated), true, &[Act::Improve]),
            (None, None, true, &[Act::Improve]),
            (Some(NotValidated), Some(Validated), false, &[Act::Confirm]),
            (None, Some(Validated), true, &[Act::Improve, Act::Confirm]),
            (Some(Validated), Some(Validated), false, &[]),
            (
                Some(Validated),
                Some(Validated),
                true,
                &[Act::ImproveValidated],
            ),
            (
                Some(Validated),
                Some(NotValidated),
                true,
                &[Act::Improve, Act::Doubt],
            ),
            (Some(Validated), None, false, &[Act::Doubt]),
            (
                Some(Validated),
                Some(Archived),
                false,
                &[Act::ArchiveValidated],
            ),
            (Some(Wip), Some(Archived), false, &[Act::Archive]),
            (Some(Archived), Some(NotValidated), false, &[Act::Revive]),
            (
                Some(Archived),
                Some(Validated),
                false,
                &[Act::Confirm, Act::Revive],
            ),
            (Some(Archived), Some(Archived), true, &[Act::Improve]),
        ];
        for (before, after, text, expected) in table {
            let found = acts(&change(standing(*before), standing(*after), *text));
            assert_eq!(found, *expected, "{before:?} to {after:?}");
        }
    }

    #[test]
    fn who_sees_it_and_who_is_bound_are_acts() {
        let with = |rung: usize, clients: &[&str], is_bound: bool| Standing {
            rung,
            clients: clients.iter().map(|c| (*c).to_owned()).collect(),
            is_bound,
            ..Standing::default()
        };
        let open = || with(0, &[], false);
        for (before, after, expected) in [
            (open(), with(3, &[], false), vec![Act::Widen]),
            (with(3, &[], false), open(), vec![Act::Narrow]),
            (with(0, &["a"], false), open(), vec![Act::Widen]),
            (open(), with(0, &["a"], false), vec![Act::Narrow]),
            (
                with(0, &["a"], false),
                with(0, &["b"], false),
                vec![Act::Widen, Act::Narrow],
            ),
            (open(), with(0, &[], true), vec![Act::Bind]),
            (with(0, &[], true), open(), vec![Act::Release]),
        ] {
            assert_eq!(acts(&change(before, after, false)), expected);
        }
        let new = Change {
            after: Some(with(1, &[], true)),
            text: true,
            ..Change::default()
        };
        assert_eq!(acts(&new), [Act::Create, Act::Widen, Act::Bind]);
        let gone = Change {
            before: Some(standing(Some(Archived))),
            ..Change::default()
        };
        assert_eq!(acts(&gone), [Act::DeleteKept]);
    }

    #[test]
    fn a_move_asks_for_the_role_in_both_categories() {
        let settings = KcsSettings {
            people: vec![Person {
                emails: vec!["net@x".to_owned()],
                name: None,
                role: Role::Contributor,
                categories: vec!["network".to_owned()],
            }],
            ..KcsSettings::default()
        };
        let at = |category: &str| Standing {
            category: category.to_owned(),
            ..standing(Some(Validated))
        };
        let refused = |from: &str, to: &str| {
            let found = judge(&settings, "net@x", &change(at(from), at(to), false));
            found.into_iter().map(|(act, _)| act).collect::<Vec<_>>()
        };
        assert_eq!(refused("network", "network/vpn"), []);
        assert_eq!(refused("accounts", "network"), [Act::ImproveValidated]);
        assert_eq!(refused("network", "accounts"), [Act::ImproveValidated]);
    }
}
