//! Owners that are gone.
//!
//! Takes `owner` and the teams and people of the settings. Gives KB018. Never speaks of an article without an owner
//! (KB022 asks for one), and never judges where the settings name nobody.

use crate::checks::{Check, Scene};
use crate::config::kcs::KcsSettings;
use crate::diag::{Code, Diagnostic, Severity, nearest};
use crate::model::article::Article;

/// The check.
#[derive(Debug)]
pub struct Owners;

const GONE: Code = Code("KB018");

impl Check for Owners {
    fn codes(&self) -> &'static [Code] {
        &[GONE]
    }

    fn article(&self, scene: &Scene<'_>, article: &Article) -> Vec<Diagnostic> {
        let kcs = &scene.site.settings.kcs;
        let Some(owner) = article.front.owner.as_ref() else {
            return Vec::new();
        };
        if article.is_archived() || is_known(kcs, &owner.value) {
            return Vec::new();
        }
        let help = match nearest(&owner.value, names(kcs)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                "name a team or person of `kcs:` in the settings, or add the team there".to_owned()
            }
        };
        let message = format!("no team or person is called `{}`", owner.value);
        vec![
            Diagnostic::new(GONE, Severity::Warning, article.file, message)
                .at(owner.span)
                .label("gone?")
                .help(help),
        ]
    }
}

/// Whether the settings know the owner, or cannot tell: where they name people but no teams, only an address can be wrong.
fn is_known(kcs: &KcsSettings, owner: &str) -> bool {
    let silent = kcs.teams.is_empty() && (kcs.people.is_empty() || !owner.contains('@'));
    let folded = owner.to_lowercase();
    silent || names(kcs).any(|name| name.to_lowercase() == folded)
}

/// Teams by slug, people by every address and by name.
fn names(kcs: &KcsSettings) -> impl Iterator<Item = &str> {
    let teams = kcs.teams.iter().map(|team| team.slug.as_str());
    let people = kcs.people.iter();
    let people = people.flat_map(|p| p.emails.iter().chain(&p.name).map(String::as_str));
    teams.chain(people)
}

#[cfg(test)]
mod tests {
    use crate::checks::owners::is_known;
    use crate::config::kcs::{KcsSettings, Person, Role, Team};

    #[test]
    fn only_settings_that_name_somebody_can_miss_an_owner() {
        let person = Person {
            emails: vec!["ada@example.com".to_owned()],
            name: Some("Ada Finch".to_owned()),
            role: Role::Coach,
            categories: Vec::new(),
        };
        let team = Team {
            slug: "network-team".to_owned(),
            members: Vec::new(),
        };
        let of = |people: &[Person], teams: &[Team]| KcsSettings {
            people: people.to_vec(),
            teams: teams.to_vec(),
            ..KcsSettings::default()
        };
        let nobody = of(&[], &[]);
        let people = of(std::slice::from_ref(&person), &[]);
        let both = of(&[person], &[team]);
        for (settings, owner, known) in [
            (&nobody, "anybody", true),
            (&people, "a-team", true),
            (&people, "Ada@Example.com", true),
            (&people, "bob@example.com", false),
            (&both, "network-team", true),
            (&both, "ada finch", true),
            (&both, "a-team", false),
        ] {
            assert_eq!(is_known(settings, owner), known, "{owner}");
        }
    }
}
