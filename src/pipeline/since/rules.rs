//! Whose rules hold for a pull request, and who changed the rules.
//!
//! Takes the range and the present settings. Gives the settings by which changes are judged, and KB099 for a change of the
//! rules by somebody who may not. Never lets a pull request grant itself a right.

use crate::config::Settings;
use crate::config::read::read as read_settings;
use crate::diag::{Code, Diagnostic, Failure, FileId, Severity, Span};
use crate::kcs::roles::{Act, Place, may};
use crate::paths::ContentPath;
use crate::pipeline::Loaded;
use crate::pipeline::since::place;
use crate::source::SourceFile;
use crate::source::history::Range;
use crate::source::history::steps::{Step, Version, mailmap};
use crate::source::history::texts::texts_at;
use std::path::Path;
use std::sync::Arc;

/// The settings file.
pub(super) const SETTINGS: &str = "deskbook.yaml";

const CHANGED: Code = Code("KB099");

/// Whose roles held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    /// Those from before the pull request.
    Base,
    /// Those of today, since nobody had a role before.
    Present,
    /// Nobody has a role.
    None,
}

impl Rules {
    /// As reports write it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Present => "present",
            Self::None => "none",
        }
    }
}

/// By what changes are judged.
#[derive(Debug)]
pub(super) struct Standing {
    /// Whose roles hold.
    pub(super) rules: Rules,
    /// Today's settings with the roles and the ladder that hold.
    pub(super) settings: Settings,
    /// The settings before.
    pub(super) before: Settings,
}

/// Settles whose rules hold.
pub(super) fn standing(root: &Path, range: &Range, loaded: &Loaded) -> Result<Standing, Failure> {
    let text = texts_at(root, &range.merge_base, &[SETTINGS])?.remove(SETTINGS);
    let before = text.map(|t| settings(&t)).unwrap_or_default();
    let mut settings = Settings::clone(&loaded.site.settings);
    let rules = if !before.kcs.people.is_empty() {
        settings.kcs.clone_from(&before.kcs);
        Rules::Base
    } else if settings.kcs.people.is_empty() {
        Rules::None
    } else {
        Rules::Present
    };
    if before.from_file {
        // An audience that is new counts as wider than all before: nobody can tell by whom it was meant.
        let mut ladder = before.audiences.clone();
        let new = settings.audiences.iter().filter(|a| !ladder.contains(a));
        let new: Vec<String> = new.cloned().collect();
        ladder.extend(new);
        settings.audiences = ladder;
    }
    Ok(Standing {
        rules,
        settings,
        before,
    })
}

fn settings(text: &Arc<str>) -> Settings {
    let file = ContentPath::new(SETTINGS).map(|path| SourceFile {
        id: FileId(0),
        path,
        text: Arc::clone(text),
    });
    file.map(|file| read_settings(&file).0).unwrap_or_default()
}

/// Changes of the rules by people who may not change them.
pub(super) fn found(
    root: &Path,
    range: &Range,
    (steps, standing): (&[Step], &Standing),
    loaded: &Loaded,
) -> Result<Vec<Diagnostic>, Failure> {
    if standing.rules != Rules::Base {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    let now = &loaded.site.settings;
    for (key, same) in [
        ("kcs", standing.before.kcs == now.kcs),
        ("audiences", standing.before.audiences == now.audiences),
    ] {
        let changes = |step: &&Step| !same && changes(step, key);
        for step in steps.iter().filter(changes) {
            let who = (step.email.as_str(), step.commit.as_deref());
            found.extend(
                refused(who, standing).map(|(message, help)| {
                    at_key(loaded, key, message).label("changed").help(help)
                }),
            );
        }
    }
    for change in mailmap(root, range)? {
        let who = (change.email.as_str(), change.commit.as_deref());
        found.extend(refused(who, standing).map(|(message, help)| {
            let message = format!(".mailmap says who is who: {message}");
            Diagnostic::general(CHANGED, Severity::Error, message).help(help)
        }));
    }
    found.dedup();
    Ok(found)
}

/// Why the author may not change the rules, if so.
fn refused((email, commit): (&str, Option<&str>), standing: &Standing) -> Option<(String, String)> {
    let everywhere = Place {
        category: "",
        is_bound: false,
    };
    let refusal = may(&standing.settings.kcs, email, everywhere, Act::Rule).err()?;
    let message = format!("{} ({})", refusal.reason, place(commit));
    Some((message, refusal.help))
}

/// Whether a step changed what a key of the settings means: not as in any parent.
fn changes(step: &Step, key: &str) -> bool {
    let touch = step.touches.iter().find(|t| {
        let sides = t.before.iter().chain([&t.after]).flatten();
        sides.into_iter().any(|v| v.path == SETTINGS)
    });
    let said = |version: &Option<Version>| {
        let settings = version
            .as_ref()
            .map(|v| settings(&v.text))
            .unwrap_or_default();
        match key {
            "kcs" => (Some(settings.kcs), None),
            _ => (None, Some(settings.audiences)),
        }
    };
    touch.is_some_and(|touch| {
        let now = said(&touch.after);
        touch.before.iter().all(|b| said(b) != now)
    })
}

/// A finding at a top key of the settings.
fn at_key(loaded: &Loaded, key: &str, message: String) -> Diagnostic {
    let Some(id) = loaded.sources.settings else {
        return Diagnostic::general(CHANGED, Severity::Error, message);
    };
    let found = Diagnostic::new(CHANGED, Severity::Error, id, message);
    let text = &loaded.sources.file(id).text;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line
            .strip_prefix(key)
            .is_some_and(|rest| rest.starts_with(':'))
        {
            return found.at(Span::new(at, at + key.len()));
        }
        at += line.len();
    }
    found
}
