//! The coach's sample: one checklist an article, to be filled in and talked over.
//!
//! Takes the sample. Gives Markdown with boxes, or JSON. Never fills a box, and never adds up a score.

use crate::brief::figures::grouped;
use crate::brief::plain::md;
use crate::kcs::measures::sample::{Sample, Sampled};
use serde::Serialize;
use std::fmt::Write as _;

/// What to look at in every article.
const BOXES: [&str; 7] = [
    "the title names the problem, and the text is about it",
    "the symptoms are in the requester’s words",
    "it is complete: somebody else could follow it to the end",
    "it has one cause",
    "the steps are actions, one each, in order",
    "systems, products and audience are right",
    "it holds no personal data and no secrets",
];

/// Checklists.
pub(crate) fn write(sample: &Sample) -> String {
    let of = sample
        .author
        .as_ref()
        .map_or_else(String::new, |name| format!(" of {}", md(name)));
    let mut out = format!(
        "# Sample{of}\n\n{} of {} articles that {}, drawn at random (seed `{}`). To be read together, not to be counted.\n",
        sample.articles.len(),
        grouped(u64::from(sample.of)),
        if sample.author.is_some() {
            "this person created or changed"
        } else {
            "are not archived"
        },
        sample.seed.replace('`', "'")
    );
    for one in &sample.articles {
        let _ = write!(
            out,
            "\n## {}: {}\n\n`{}`{}\n\n",
            md(&one.article.key),
            md(&one.article.title),
            one.article.path.replace('`', "'"),
            one.confidence
                .map_or_else(String::new, |word| format!(", {word}"))
        );
        for text in BOXES {
            let _ = writeln!(out, "- [ ] {text}");
        }
        findings(&mut out, one);
        out.push_str("\nGood in it:\n\nTo talk about:\n");
    }
    out
}

fn findings(out: &mut String, one: &Sampled) {
    if one.findings.is_empty() {
        out.push_str("\n`deskbook check` finds nothing in it.\n");
        return;
    }
    out.push_str("\n`deskbook check` finds:\n\n");
    for (code, message) in &one.findings {
        let _ = writeln!(out, "- [ ] {code}: {}", md(message));
    }
}

#[derive(Serialize)]
struct Drawn<'a> {
    format: u32,
    author: Option<&'a str>,
    seed: &'a str,
    of: u32,
    articles: Vec<One<'a>>,
    questions: [&'static str; 7],
}

#[derive(Serialize)]
struct One<'a> {
    key: &'a str,
    title: &'a str,
    path: &'a str,
    confidence: Option<&'static str>,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    message: &'a str,
}

/// The same for programs.
pub(crate) fn json(sample: &Sample) -> String {
    let one = |one| {
        let one: &Sampled = one;
        One {
            key: &one.article.key,
            title: &one.article.title,
            path: &one.article.path,
            confidence: one.confidence,
            findings: one
                .findings
                .iter()
                .map(|(code, message)| Finding { code, message })
                .collect(),
        }
    };
    let drawn = Drawn {
        format: 1,
        author: sample.author.as_deref(),
        seed: &sample.seed,
        of: sample.of,
        articles: sample.articles.iter().map(one).collect(),
        questions: BOXES,
    };
    // Text, numbers and lists can always be written.
    let mut text = serde_json::to_string_pretty(&drawn).unwrap_or_default();
    text.push('\n');
    text
}
