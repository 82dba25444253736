//! Findings over the last good page of the live preview.
//!
//! Takes diagnostics and the sources. Gives them as data ([`json`], for a script that builds nodes) and as a fragment
//! of HTML ([`html`]) without style or script. Never trusts a text: everything is escaped.

use crate::diag::{Diagnostic, Severity};
use crate::render::escape::push_attr;
use crate::report::excerpt::excerpt;
use crate::report::gather::{Counts, Finding, count, gather};
use crate::report::number::{counted, grouped};
use crate::report::visible::{message, visible};
use crate::source::Sources;
use serde::Serialize;
use std::fmt::Write;

/// So many findings are shown; nobody mends more before the next save.
const LIMIT: usize = 50;

/// What the overlay shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Overlay {
    /// `2 errors, 1 warning`.
    pub title: String,
    /// The first findings, errors before warnings; no notes.
    pub items: Vec<Item>,
    /// How many more there are.
    pub more: usize,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// `error` or `warning`.
    pub severity: String,
    /// `KB040`.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// `content/a.md:3:12`, or empty.
    pub place: String,
    /// The line before the mark, the marked part, the line behind it; all empty where there is no place.
    pub line: [String; 3],
    /// A word or two at the mark; may be empty.
    pub label: String,
    /// What to do; may be empty.
    pub help: String,
}

/// The overlay's content; nothing where there is neither error nor warning.
#[must_use]
pub fn overlay(found: &[Diagnostic], sources: &Sources) -> Option<Overlay> {
    let mut findings = gather(found, sources);
    let counts = count(&findings);
    findings.retain(|f| f.diagnostic.severity < Severity::Note);
    findings.sort_by_key(|f| f.diagnostic.severity);
    (!findings.is_empty()).then(|| Overlay {
        title: title(counts),
        items: findings.iter().take(LIMIT).map(item).collect(),
        more: findings.len().saturating_sub(LIMIT),
    })
}

fn title(counts: Counts) -> String {
    let parts = [(counts.errors, "error"), (counts.warnings, "warning")];
    let parts: Vec<_> = parts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| counted(number, word))
        .collect();
    parts.join(", ")
}

fn item(finding: &Finding<'_>) -> Item {
    let diagnostic = finding.diagnostic;
    let mut place = finding
        .path
        .map_or_else(String::new, |p| visible(p).into_owned());
    let mut line = [String::new(), String::new(), String::new()];
    if let Some(region) = &finding.region {
        let _ = write!(place, ":{}:{}", region.start.line, region.start.column);
        let shown = excerpt(&region.line, &region.mark);
        let (before, after) = (
            &shown.text[..shown.mark.start],
            &shown.text[shown.mark.end..],
        );
        line = [before, &shown.text[shown.mark.clone()], after].map(str::to_owned);
    }
    Item {
        severity: diagnostic.severity.to_string(),
        code: diagnostic.code.0,
        message: message(&diagnostic.message).into_owned(),
        place,
        line,
        label: visible(&diagnostic.label).into_owned(),
        help: visible(&diagnostic.help).into_owned(),
    }
}

/// The overlay as a JSON object; nothing where there is nothing to show.
#[must_use]
pub fn json(found: &[Diagnostic], sources: &Sources) -> Option<String> {
    serde_json::to_string(&overlay(found, sources)?).ok()
}

/// The overlay as a fragment of HTML: a `section` with a heading and a list; nothing where there is nothing to show.
#[must_use]
pub fn html(found: &[Diagnostic], sources: &Sources) -> Option<String> {
    let overlay = overlay(found, sources)?;
    let mut out = format!(
        "<section class=\"overlay\"><h2>{}</h2><ol>",
        escape(&overlay.title)
    );
    overlay
        .items
        .iter()
        .for_each(|item| push_item(&mut out, item));
    out += "</ol>";
    if overlay.more > 0 {
        let _ = write!(out, "<p>… and {} more</p>", grouped(overlay.more));
    }
    out += "</section>";
    Some(out)
}

fn push_item(out: &mut String, item: &Item) {
    let [severity, message, place] =
        [&item.severity, &item.message, &item.place].map(|t| escape(t));
    let _ = write!(
        out,
        "<li class=\"{severity}\"><p><b>{severity}[{}]</b> {message}</p>",
        item.code
    );
    if !place.is_empty() {
        let _ = write!(out, "<p class=\"place\">{place}</p>");
    }
    if item.line.iter().any(|part| !part.is_empty()) {
        let [before, mark, after] = item.line.each_ref().map(|t| escape(t));
        let _ = write!(out, "<pre>{before}<mark>{mark}</mark>{after}</pre>");
    }
    for (class, text) in [("label", &item.label), ("help", &item.help)] {
        if !text.is_empty() {
            let _ = write!(out, "<p class=\"{class}\">{}</p>", escape(text));
        }
    }
    out.push_str("</li>");
}

/// Text as HTML, safe between tags and in attributes in double quotes.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    push_attr(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use crate::diag::{Code, Diagnostic, FileId, Severity, Span};
    use crate::report::overlay::{html, json, overlay};
    use crate::report::tests::{samples, sources};

    #[test]
    fn errors_come_first_and_notes_stay_away() {
        let (found, sources) = samples();
        let shown = overlay(&found, &sources).unwrap();
        assert_eq!(shown.title, "1 error, 1 warning");
        assert_eq!(shown.items.len(), 2);
        assert_eq!(shown.items[0].place, "content/a,b: 50%.md:2:5");
        assert_eq!(shown.items[0].line.concat(), "see x.md");
        assert_eq!(overlay(&found[..1], &sources), None);
    }

    #[test]
    fn nothing_of_an_article_becomes_markup() {
        let sources = sources(&[("a\"<b>.md", "<script>alert('x')</script>")]);
        let found = [Diagnostic::new(
            Code("KB040"),
            Severity::Error,
            FileId(0),
            "<img src=x onerror=y>",
        )
        .at(Span::new(0, 8))
        .label("</pre><script>")
        .help("a & b")];
        let shown = html(&found, &sources).unwrap();
        for bad in ["<script", "<img", "<b>.md", "a & b"] {
            assert!(!shown.contains(bad), "{bad} in {shown}");
        }
        assert!(shown.contains("<mark>&lt;script&gt;</mark>alert('x')"));
        assert!(
            json(&found, &sources)
                .unwrap()
                .starts_with("{\"title\":\"1 error\"")
        );
    }
}
