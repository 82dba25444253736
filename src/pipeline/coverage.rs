//! The page of ticket coverage in the authors' own site.
//!
//! Takes what was loaded, and the search. Gives the body of the page, for a site that has it. Never fails: where the exports
//! cannot be read the page says so, since its address is linked.

use crate::brief::{self, About};
use crate::coverage::{self, Desk, Request, published_rung, redactor};
use crate::diag::{Code, Diagnostic, Failure, Severity};
use crate::pipeline::Loaded;
use crate::render::escape::push_text;
use crate::render::shell::has_coverage;
use crate::search::SearchIndex;
use crate::source::exports::Exports;
use std::sync::OnceLock;

/// Ticket coverage as it was measured first: a preview keeps it, since reading a year of tickets takes longer than
/// everything else that a saved article asks for.
#[derive(Debug, Default)]
pub(super) struct KeptBody {
    body: OnceLock<String>,
    /// The hash of the exports before they were read.
    pub(super) exports: OnceLock<[u8; 32]>,
}

/// The body of the page, and what is wrong with the exports; nothing for a site that has no such page.
pub(super) fn body(
    loaded: &Loaded,
    index: &SearchIndex<'_>,
    kept: &KeptBody,
) -> Option<(String, Option<Diagnostic>)> {
    if !has_coverage(&loaded.site) {
        return None;
    }
    if let Some(body) = kept.body.get() {
        return Some((body.clone(), None));
    }
    Some(match measured(loaded, index, kept) {
        Ok(body) => (kept.body.get_or_init(|| body).clone(), None),
        Err(failure) => (said(&failure), Some(finding(&failure))),
    })
}

fn measured(loaded: &Loaded, index: &SearchIndex<'_>, kept: &KeptBody) -> Result<String, Failure> {
    let site = &loaded.site;
    let settings = &site.settings;
    let exports = Exports::of_settings(&loaded.sources.root, &settings.tickets.files)?;
    let _ = kept.exports.set(exports.hash()?);
    let redactor = redactor(&settings.tickets)?;
    let desk = Desk {
        site,
        sources: &loaded.sources,
        index,
        published_rung: published_rung(site),
        redactor: Some(&redactor),
    };
    let coverage = coverage::measure(&desk, &exports, &Request::default())?.coverage;
    Ok(brief::body(&coverage, &About::page(settings)))
}

/// What the page says instead.
fn said(failure: &Failure) -> String {
    let mut out = "<p>".to_owned();
    push_text(&mut out, &failure.to_string());
    out.push_str("</p>\n");
    out
}

fn finding(failure: &Failure) -> Diagnostic {
    let message = format!("there is no ticket coverage: {failure}");
    let help = match failure {
        Failure::Usage { help, .. } | Failure::Other { help, .. } => help.as_str(),
        Failure::Read { .. } | Failure::Write { .. } => "look at `tickets.files` in deskbook.yaml",
    };
    Diagnostic::general(Code("KB063"), Severity::Error, message).help(help)
}
