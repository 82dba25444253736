//! The Markdown twin of every article, for people and programs that rather read the source.
//!
//! Takes an article. Gives its text with a short head, at the page's address with `.md`, so that relative links between
//! articles and to images hold. Never holds more than the page does: internal blocks are gone before, front matter that
//! only the desk needs is left out, and links to articles of other editions are reduced to their words.

use crate::model::article::{Article, Target};
use crate::parse::markdown::twin::twin;
use crate::render::shell::shown_key;
use std::fmt::Write as _;

/// The twin's text.
#[must_use]
pub fn text(article: &Article) -> String {
    let mut out = String::from("---\n");
    let mut line = |key: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(out, "{key}: {}", quoted(value));
        }
    };
    line("id", &shown_key(article));
    line("title", &article.title);
    line("summary", &article.summary);
    line("os", &article.os.join(", "));
    line("products", &article.products.join(", "));
    line("lang", &article.lang);
    line(
        "updated",
        &article
            .dates
            .updated
            .map(|d| d.to_string())
            .unwrap_or_default(),
    );
    out.push_str("---\n");
    if !article.symptoms.is_empty() {
        out.push('\n');
        for symptom in &article.symptoms {
            let _ = writeln!(out, "- {}", symptom.replace('\n', " "));
        }
    }
    out.push('\n');
    out.push_str(body(article).trim());
    out.push('\n');
    out
}

/// A YAML scalar in double quotes; JSON's escapes are YAML's.
fn quoted(value: &str) -> String {
    serde_json::Value::from(value).to_string()
}

/// The text as it may be published, a link to nowhere reduced to its words.
fn body(article: &Article) -> String {
    let links = article.body.links.iter().zip(&article.targets);
    let broken = links.filter(|(_, target)| matches!(target, Target::Broken(_)));
    let instead: Vec<_> = broken
        .map(|(link, _)| (link.span, link.text.as_str()))
        .collect();
    folded(&twin(&article.body, &instead))
}

/// At most one blank line in a row, no blanks at the ends of lines (two, which break a line, stay).
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for line in text.lines() {
        let bare = line.trim_end();
        if bare.is_empty() && blank {
            continue;
        }
        blank = bare.is_empty();
        out.push_str(bare);
        if !blank && line.ends_with("  ") {
            out.push_str("  ");
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn holes_close_and_hard_breaks_stay() {
        assert_eq!(folded("a  \r\nb \n\n   \n\nc"), "a  \nb\n\nc\n");
    }
}
