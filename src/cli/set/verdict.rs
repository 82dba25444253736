//! Whether changes may be made: values, content standard, roles.
//!
//! Takes articles as they are and as they would be. Gives the reasons against it, or nothing. Never judges what is wrong
//! with an article already, unless the change calls it validated.

use crate::cli::set::Edited;
use crate::diag::{Diagnostic, Failure, FileId, Severity, Span};
use crate::kcs::transitions::{Change, Standing, judge};
use crate::parse::block;
use crate::parse::edit::place;
use crate::parse::front_matter::Confidence;
use crate::pipeline::{self, Loaded, Plan};
use crate::source::Sources;
use crate::source::history::me;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Why nothing may be written.
#[derive(Debug)]
pub(crate) struct Verdict {
    /// Findings that stand in the way, with the texts as they would be.
    pub(crate) found: Vec<Diagnostic>,
    /// The files of the findings.
    pub(crate) sources: Sources,
    /// Reasons in words.
    pub(crate) lines: Vec<String>,
    /// How many articles were to be changed.
    pub(crate) articles: usize,
}

/// Keys about which roles have rules of their own.
const STATE: &[&str] = &["confidence", "audience", "clients", "governance"];

/// The reasons against the changes.
pub(crate) fn verdict(
    plan: &Plan,
    loaded: &Loaded,
    changes: &[&Edited],
    today: Date,
) -> Result<Option<Verdict>, Failure> {
    if changes.is_empty() {
        return Ok(None);
    }
    let mut lines = by_role(plan, loaded, changes);
    let texts: BTreeMap<_, _> = changes
        .iter()
        .map(|e| (e.article.path.clone(), e.text.clone()))
        .collect();
    let after = pipeline::check_as_if(plan, today, &texts)?;
    let mut found = misfits(plan, &after, changes, today)?;
    for change in changes.iter().filter(|c| confirms(loaded, c)) {
        let of = of_file(&after.found, change.article.file);
        let label = &change.article.label;
        if !of.is_empty() {
            let this = if of.len() == 1 {
                "this has"
            } else {
                "these have"
            };
            lines.push(format!(
                "{label} cannot be validated: {this} to be mended first"
            ));
        }
        found.extend(of.into_iter().cloned());
    }
    found.dedup();
    if found.is_empty() && lines.is_empty() {
        return Ok(None);
    }
    Ok(Some(Verdict {
        found,
        sources: after.sources,
        lines,
        articles: changes.len(),
    }))
}

/// Errors and warnings of a file.
fn of_file(found: &[Diagnostic], file: FileId) -> Vec<&Diagnostic> {
    let counts = |d: &&Diagnostic| d.file == Some(file) && d.severity <= Severity::Warning;
    found.iter().filter(counts).collect()
}

/// Findings at the keys that change, which were not there before.
fn misfits(
    plan: &Plan,
    after: &Loaded,
    changes: &[&Edited],
    today: Date,
) -> Result<Vec<Diagnostic>, Failure> {
    let dialect = &after.site.settings.dialect;
    let mut found = Vec::new();
    for change in changes {
        let lines = change.keys.iter();
        let lines: Vec<Span> = lines
            .filter_map(|key| place(&change.text, key, dialect))
            .collect();
        let within = |d: &&Diagnostic| {
            let span = d.span.unwrap_or_default();
            lines
                .iter()
                .any(|l| l.start <= span.start && span.start < l.end)
        };
        let here = of_file(&after.found, change.article.file);
        found.extend(here.into_iter().filter(within).cloned());
    }
    if !found.is_empty() {
        let before = pipeline::check(plan, today)?.found;
        let was = |new: &Diagnostic| {
            let same = |old: &Diagnostic| {
                (old.file, old.code, &old.message) == (new.file, new.code, &new.message)
            };
            before.iter().any(same)
        };
        found.retain(|new| !was(new));
    }
    Ok(found)
}

/// Whether the change calls the article validated.
fn confirms(loaded: &Loaded, change: &Edited) -> bool {
    let state = |text: &str| {
        let front = block::read(FileId(0), text, &loaded.site.settings.dialect).0;
        front.confidence.map(|c| c.value)
    };
    let validated = Some(Confidence::Validated);
    state(&change.text) == validated && state(&change.article.text) != validated
}

/// What the role of the configured user does not allow.
fn by_role(plan: &Plan, loaded: &Loaded, changes: &[&Edited]) -> Vec<String> {
    let settings = &loaded.site.settings;
    if settings.kcs.people.is_empty() {
        return Vec::new();
    }
    let Some(email) = me(&plan.root).email else {
        let why = "git does not know who you are, and the settings give roles to people; say `git config user.email`";
        return vec![why.to_owned()];
    };
    let standing = |change: &Edited, text: &str| {
        let front = block::read(FileId(0), text, &settings.dialect).0;
        Standing::of(
            &change.article.path,
            &front,
            &loaded.sources.content,
            settings,
        )
    };
    let reasons = |change: &&Edited| {
        let acts = Change {
            before: Some(standing(change, &change.article.text)),
            after: Some(standing(change, &change.text)),
            text: change.keys.iter().any(|key| !STATE.contains(key)),
            flags: false,
        };
        let refused = judge(&settings.kcs, &email, &acts).into_iter();
        let label = change.article.label.clone();
        refused
            .map(|(_, why)| format!("{label}: {}; {}", why.reason, why.help))
            .collect::<Vec<_>>()
    };
    changes.iter().flat_map(reasons).collect()
}
