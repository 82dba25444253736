//! Addresses that a pull request lets die.
//!
//! Takes the changed articles and the site as it is now. Gives KB097 for an address that leads nowhere any more, and KB098
//! for an id that became another. Never asks for the address of an article that was in progress: nobody had it.

use crate::diag::{Code, Diagnostic, Severity, Span};
use crate::model::identity::url;
use crate::parse::front_matter::Confidence;
use crate::paths::UrlPath;
use crate::pipeline::Loaded;
use crate::pipeline::since::tales::Tale;
use std::collections::BTreeSet;

const DIES: Code = Code("KB097");
const OTHER_ID: Code = Code("KB098");

/// All of them, in the order of the articles.
pub(super) fn found(tales: &[Tale], loaded: &Loaded) -> Vec<Diagnostic> {
    let alive = alive(loaded);
    let one = |tale: &Tale| of(tale, loaded, &alive);
    let own = tales.iter().filter(|t| !t.is_overlay);
    own.flat_map(one).collect()
}

/// Every address of the site, in lower case.
fn alive(loaded: &Loaded) -> BTreeSet<String> {
    let site = &loaded.site;
    let pages = site.articles.iter().map(|a| a.url.file());
    let all = pages.chain(site.redirects.keys().cloned());
    all.map(|file| file.as_str().to_lowercase()).collect()
}

fn of(tale: &Tale, loaded: &Loaded, alive: &BTreeSet<String>) -> Vec<Diagnostic> {
    let story = &tale.story;
    let Some(base) = &story.base else {
        return Vec::new();
    };
    let lives = |url: &UrlPath| alive.contains(&url.file().as_str().to_lowercase());
    let short = tale.old_id().map(|id| UrlPath::of([id]));
    let page = url(&base.path, &loaded.sources.content);
    let mut found = Vec::new();
    match (&story.last, tale.old_id(), tale.id()) {
        (None, ..) => {
            let address = short.as_ref().unwrap_or(&page);
            let was_read = base.standing.confidence != Some(Confidence::Wip);
            if was_read && !lives(address) {
                let message = format!("{} is deleted, and its address {address} dies", tale.path);
                found.push(Diagnostic::general(DIES, Severity::Error, message).help(format!(
                    "archive it instead, or add `{address}` to the `aliases` of the article that replaces it"
                )));
            }
            return found;
        }
        (_, Some(old), None) if !short.as_ref().is_some_and(lives) => {
            let message = format!("the id `{old}` is gone, and its address /{old}/ dies");
            let help = format!("write `id: {old}` again: links in tickets lead there");
            found.extend(at(tale, DIES, message).map(|d| d.help(help)));
        }
        (_, Some(old), Some(new)) if !old.eq_ignore_ascii_case(new) => {
            let message = format!("the id was `{old}` and is `{new}` now");
            let help = "an id is for ever: write the old one again";
            let severity = if short.as_ref().is_some_and(lives) {
                Severity::Warning
            } else {
                Severity::Error
            };
            found.extend(at(tale, OTHER_ID, message).map(|d| Diagnostic {
                severity,
                ..d.help(help)
            }));
        }
        _ => {}
    }
    if base.standing.confidence != Some(Confidence::Wip) && !lives(&page) {
        let message = format!("the address {page} of this article dies with its move");
        let help = format!("add it to the front matter: `aliases: [{page}]`");
        found.extend(at(tale, DIES, message).map(|d| Diagnostic {
            severity: Severity::Warning,
            ..d.help(help)
        }));
    }
    found
}

/// A finding at the id of an article that is there, or else at its title.
fn at(tale: &Tale, code: Code, message: String) -> Option<Diagnostic> {
    let last = tale.story.last.as_ref()?;
    let front = &last.front;
    let written = front.id.as_ref().map(|id| id.span);
    let title = front.title.as_ref().map(|t| t.span);
    let span: Option<Span> = written.or(title).filter(|_| last.is_readable);
    let found = Diagnostic::new(code, Severity::Error, tale.file?, message);
    Some(match span {
        Some(span) => found.at(span),
        None => found,
    })
}
