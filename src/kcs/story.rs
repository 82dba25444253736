//! What a pull request did to one article: which of its steps count.
//!
//! Takes the article before and after, and every commit that touched it. Gives [`Outcome`]s: each change that is there
//! in the end, by whom, allowed or not. Never holds a state against anybody that was changed back.

use crate::config::kcs::KcsSettings;
use crate::kcs::roles::{Act, Place, Refusal, may};
use crate::kcs::snapshot::{Snapshot, Subject};
use crate::kcs::transitions::{Change, acts, judge};
use crate::parse::front_matter::Confidence;
use crate::paths::ContentPath;
use std::collections::{BTreeMap, BTreeSet};

/// What one commit did to the article.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// The number of the step.
    pub step: usize,
    /// Address of its author.
    pub email: String,
    /// The article in each parent.
    pub before: Vec<Option<Snapshot>>,
    /// The article afterwards.
    pub after: Option<Snapshot>,
}

/// What a pull request did to an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    /// Before; nothing for a new article.
    pub base: Option<Snapshot>,
    /// Afterwards; nothing for a deleted one.
    pub last: Option<Snapshot>,
    /// The commits that touched it, oldest first.
    pub made: Vec<Made>,
}

/// A change that is there in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Of what.
    pub subject: Subject,
    /// As it was; nothing where nobody wrote it.
    pub from: Option<String>,
    /// As it is now.
    pub to: Option<String>,
    /// The number of the step that made it so.
    pub step: usize,
    /// Why it is not allowed, if so.
    pub refusal: Option<Refusal>,
}

/// One step, with what the commit itself changed.
struct Own {
    step: usize,
    email: String,
    change: Change,
    /// What it changed.
    subjects: BTreeSet<Subject>,
    /// Its text before and afterwards.
    texts: (Option<Text>, Option<Text>),
}

/// Where an article lay, and its lines without its state.
type Text = (ContentPath, Vec<String>);

/// Every change that is there in the end, in the order of [`Subject`]; `fallback` is the step for what no step explains.
#[must_use]
pub fn outcomes(story: &Story, settings: &KcsSettings, fallback: (usize, &str)) -> Vec<Outcome> {
    let net = change(story.base.as_ref(), story.last.as_ref());
    let own: Vec<Own> = story.made.iter().map(own).collect();
    let done = acts(&net);
    let mut found = Vec::new();
    for subject in subjects(story) {
        let by = own.iter().rfind(|o| o.subjects.contains(&subject));
        let (step, email) = by.map_or(fallback, |o| (o.step, o.email.as_str()));
        let before = by.and_then(|o| o.change.before.as_ref());
        let is_bound = before.is_some_and(|b| b.is_bound);
        let mut acts = done.iter().filter(|a| about(**a, story) == Some(subject));
        let said = |s: &Option<Snapshot>| s.as_ref().and_then(|s| s.said(subject));
        found.push(Outcome {
            subject,
            from: said(&story.base),
            to: said(&story.last),
            step,
            refusal: acts.find_map(|act| refused(settings, email, &net, (*act, is_bound))),
        });
    }
    if story.last.is_some() && net.text {
        let confirmed = found.iter().find(|o| o.subject == Subject::Confidence);
        let told = confirmed.filter(|o| o.refusal.is_some()).map(|o| o.step);
        found.extend(texts(&own, &net, settings, told));
    }
    found.sort_by_key(|o| (o.subject, o.step));
    found
}

/// What is another thing in the end: whether it is there, and its keys. Keys of an article that is gone say nothing.
fn subjects(story: &Story) -> Vec<Subject> {
    let said = |s: &Option<Snapshot>, key| s.as_ref().and_then(|s| s.said(key));
    let differs =
        |key: &Subject| story.last.is_some() && said(&story.base, *key) != said(&story.last, *key);
    let mut subjects: Vec<Subject> = Subject::KEYS.into_iter().filter(differs).collect();
    if story.base.is_some() != story.last.is_some() {
        subjects.push(Subject::Article);
    }
    subjects
}

/// What an act is about; text is judged step by step.
fn about(act: Act, story: &Story) -> Option<Subject> {
    let rung = |s: &Option<Snapshot>| s.as_ref().map_or(0, |s| s.standing.rung);
    Some(match act {
        Act::Create | Act::Delete | Act::DeleteKept => Subject::Article,
        Act::Confirm | Act::Doubt | Act::Archive | Act::ArchiveValidated | Act::Revive => {
            Subject::Confidence
        }
        Act::Narrow | Act::Widen if rung(&story.base) != rung(&story.last) => Subject::Audience,
        Act::Narrow | Act::Widen => Subject::Clients,
        Act::Bind | Act::Release => Subject::Governance,
        Act::Improve | Act::ImproveValidated | Act::Flag | Act::Rule => return None,
    })
}

/// The first of the places that does not allow the act.
fn refused(
    settings: &KcsSettings,
    email: &str,
    net: &Change,
    (act, is_bound): (Act, bool),
) -> Option<Refusal> {
    let sides = [&net.before, &net.after];
    let is_bound = is_bound || net.before.as_ref().is_some_and(|b| b.is_bound);
    let mut verdicts = sides.into_iter().flatten().map(|standing| {
        let place = Place {
            category: &standing.category,
            is_bound,
        };
        may(settings, email, place, act)
    });
    verdicts.find_map(Result::err).map(|r| *r)
}

/// The authors of the text, each by the last of her steps that counts, and whether she may.
///
/// A change of an article that is validated in the end needs somebody who may confirm: its author, or whoever changed
/// the article after her and left it validated.
fn texts(own: &[Own], net: &Change, settings: &KcsSettings, told: Option<usize>) -> Vec<Outcome> {
    let ends_bound = net.after.as_ref().is_some_and(|a| a.is_bound);
    let started_bound = net.before.as_ref().is_some_and(|b| b.is_bound);
    let ends_validated = net
        .after
        .as_ref()
        .is_some_and(|a| a.confidence == Some(Confidence::Validated));
    let undone = undone(own);
    let mut by: BTreeMap<&str, Outcome> = BTreeMap::new();
    for (at, step) in own.iter().enumerate() {
        if !step.subjects.contains(&Subject::Text) || undone.contains(&at) {
            continue;
        }
        let mut change = step.change.clone();
        if let Some(before) = &mut change.before {
            before.is_bound &= ends_bound || started_bound;
        }
        let is_bound = change.before.as_ref().is_some_and(|b| b.is_bound);
        let refusal = if is_bound || !ends_validated {
            let mut found = judge(settings, &step.email, &change).into_iter();
            found
                .find(|(act, _)| matches!(act, Act::Improve | Act::ImproveValidated))
                .map(|f| f.1)
        } else if told.is_some_and(|told| told >= step.step)
            || is_confirmed(&own[at + 1..], settings)
        {
            None
        } else {
            let act = Act::ImproveValidated;
            refused(settings, &step.email, &change, (act, false))
        };
        let outcome = by.entry(&step.email).or_insert_with(|| Outcome {
            subject: Subject::Text,
            from: None,
            to: None,
            step: step.step,
            refusal: None,
        });
        outcome.step = step.step;
        outcome.refusal = refusal.or(outcome.refusal.take());
    }
    by.into_values().collect()
}

/// The steps whose texts were taken back: those that lead, each from where the one before ended, back to a text.
fn undone(own: &[Own]) -> BTreeSet<usize> {
    let mut undone = BTreeSet::new();
    for start in 0..own.len() {
        let (from, mut now) = (&own[start].texts.0, &own[start].texts.1);
        let mut chain = vec![start];
        while now != from {
            let after = chain[chain.len() - 1] + 1;
            let next = (after..own.len()).find(|k| &own[*k].texts.0 == now);
            let Some(next) = next else {
                chain.clear();
                break;
            };
            chain.push(next);
            now = &own[next].texts.1;
        }
        undone.extend(chain.into_iter().filter(|_| from != &own[start].texts.1));
    }
    undone
}

/// Whether somebody who may confirm touched the article later and left it validated.
fn is_confirmed(later: &[Own], settings: &KcsSettings) -> bool {
    let confirms = |own: &Own| {
        let Some(after) = &own.change.after else {
            return false;
        };
        let place = Place {
            category: &after.category,
            is_bound: false,
        };
        let validated = after.confidence == Some(Confidence::Validated);
        validated
            && !own.subjects.is_empty()
            && may(settings, &own.email, place, Act::Confirm).is_ok()
    };
    later.iter().any(confirms)
}

/// The change from one snapshot to another.
fn change(before: Option<&Snapshot>, after: Option<&Snapshot>) -> Change {
    let (text, flags) = match (before, after) {
        (Some(b), Some(a)) => (b.rest != a.rest || b.path != a.path, !b.has_flags_of(a)),
        _ => (true, false),
    };
    Change {
        before: before.map(|b| b.standing.clone()),
        after: after.map(|a| a.standing.clone()),
        text,
        flags,
    }
}

/// What a commit itself changed: of a merge, only what no parent had.
fn own(made: &Made) -> Own {
    let before = match made.before.as_slice() {
        [one] => one.clone(),
        parents => merged(parents, made.after.as_ref()),
    };
    let change = change(before.as_ref(), made.after.as_ref());
    let mut subjects = BTreeSet::new();
    if before.is_some() != made.after.is_some() {
        subjects.insert(Subject::Article);
    }
    if change.text && made.after.is_some() {
        subjects.insert(Subject::Text);
    }
    for key in Subject::KEYS {
        let said = |s: Option<&Snapshot>| s.and_then(|s| s.said(key));
        if said(before.as_ref()) != said(made.after.as_ref()) {
            subjects.insert(key);
        }
    }
    let text = |s: Option<&Snapshot>| s.map(|s| (s.path.clone(), s.rest.clone()));
    Own {
        step: made.step,
        email: made.email.clone(),
        change,
        subjects,
        texts: (text(before.as_ref()), text(made.after.as_ref())),
    }
}

/// What a merge began with: for each key and for the text what a parent had that it left so, else what the first had.
fn merged(parents: &[Option<Snapshot>], after: Option<&Snapshot>) -> Option<Snapshot> {
    let known: Vec<&Snapshot> = parents.iter().flatten().collect();
    let mut start = (*known.first()?).clone();
    let Some(after) = after else {
        return Some(start);
    };
    for key in Subject::KEYS {
        if let Some(same) = known.iter().find(|p| p.said(key) == after.said(key)) {
            take(&mut start, same, key);
        }
    }
    if known.iter().any(|p| p.path == after.path) {
        start.path = after.path.clone();
    }
    if !adds_text(&known, after) {
        start.rest.clone_from(&after.rest);
        start.standing.category.clone_from(&after.standing.category);
    }
    Some(start)
}

fn take(to: &mut Snapshot, from: &Snapshot, key: Subject) {
    match key {
        Subject::Article | Subject::Text => {}
        Subject::Confidence => {
            to.front.confidence.clone_from(&from.front.confidence);
            to.standing.confidence = from.standing.confidence;
        }
        Subject::Audience => {
            to.front.audience.clone_from(&from.front.audience);
            to.standing.rung = from.standing.rung;
        }
        Subject::Clients => {
            to.front.clients.clone_from(&from.front.clients);
            to.standing.clients.clone_from(&from.standing.clients);
        }
        Subject::Governance => {
            to.front.governance.clone_from(&from.front.governance);
            to.standing.is_bound = from.standing.is_bound;
        }
    }
}

/// Whether a merge has a line that no parent has, or lacks one that all of them have.
fn adds_text(parents: &[&Snapshot], after: &Snapshot) -> bool {
    let lines = |s: &Snapshot| -> BTreeSet<String> { s.rest.iter().cloned().collect() };
    let sides: Vec<BTreeSet<String>> = parents.iter().map(|p| lines(p)).collect();
    let now = lines(after);
    let is_new = |line: &String| !sides.iter().any(|s| s.contains(line));
    let is_lost = |line: &String| sides.iter().all(|s| s.contains(line)) && !now.contains(line);
    now.iter().any(is_new) || sides.first().is_some_and(|s| s.iter().any(is_lost))
}
