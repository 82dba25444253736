//! What the checks find, and who did what.
//!
//! Takes findings and people. Gives HTML. Never orders people by a number, and never adds them up.

use crate::brief::figures::{MISSING, counted, grouped};
use crate::brief::health::words::{self, COACHING};
use crate::brief::markup::{esc, section, table};
use crate::kcs::measures::result::{Findings, Health, Person};
use std::fmt::Write as _;

/// So many keys of articles stand in a row; all of them are in the JSON form.
const KEYS: usize = 8;

/// Findings by code.
pub(crate) fn findings(out: &mut String, health: &Health) {
    let mut inner = String::new();
    if health.findings.is_empty() {
        inner.push_str("<p class=\"cov-note\">The checks find nothing in the articles.</p>\n");
    } else {
        let row = |one: &Findings| {
            format!(
                "<tr><td>{}</td><th scope=\"row\">{}</th><td>{}</td><td class=\"cov-n\">{}</td><td class=\"cov-wide\">{}</td></tr>\n",
                esc(one.code.0),
                esc(one.title),
                one.severity,
                grouped(u64::from(one.count)),
                keys(&one.articles)
            )
        };
        let rows: String = health.findings.iter().map(row).collect();
        let heads = [
            ("", "Code"),
            ("", "What"),
            ("", "Level"),
            ("cov-n", "Findings"),
            ("cov-wide", "Articles"),
        ];
        table(
            &mut inner,
            ("cov-findings", "Table of findings"),
            &heads,
            &rows,
        );
    }
    section(out, ("standard", "Content standard"), &inner);
}

/// `KB0001, KB0002 and 3 more`.
pub(crate) fn keys(all: &[String]) -> String {
    let shown: Vec<String> = all.iter().take(KEYS).map(|key| esc(key)).collect();
    match all.len().saturating_sub(KEYS) {
        0 => shown.join(", "),
        more => format!("{} and {} more", shown.join(", "), grouped(more as u64)),
    }
}

/// People, by name.
pub(crate) fn people(out: &mut String, health: &Health) {
    if health.people.is_empty() {
        return;
    }
    let mut inner = format!("<p class=\"cov-note\">{}</p>\n", esc(COACHING));
    if let Some(took) = health.measure("participation") {
        let _ = writeln!(
            inner,
            "<p class=\"cov-note\">Participation of the team: {} ({} people).</p>",
            esc(&words::value(took)),
            esc(&words::counts(took))
        );
    }
    let cell = |all: &[String]| {
        let keys = if all.is_empty() {
            String::new()
        } else {
            format!("<span class=\"cov-above\">{}</span>", keys(all))
        };
        format!(
            "<td><b>{}</b>{keys}</td>",
            counted(all.len() as u64, "article")
        )
    };
    let reused = |person: &Person| {
        person.reused.as_ref().map_or_else(
            || MISSING.to_owned(),
            |ids| counted(ids.len() as u64, "ticket"),
        )
    };
    let row = |one: &Person| {
        format!(
            "<tr><th scope=\"row\">{}</th>{}{}{}<td class=\"cov-wide\">{}</td></tr>\n",
            esc(&one.name),
            cell(&one.created),
            cell(&one.improved),
            cell(&one.validated),
            reused(one)
        )
    };
    let rows: String = health.people.iter().map(row).collect();
    let heads = [
        ("", "Name"),
        ("", "Created"),
        ("", "Improved"),
        ("", "Validated"),
        ("cov-wide", "Reused in"),
    ];
    table(
        &mut inner,
        ("cov-people", "Table of people by name"),
        &heads,
        &rows,
    );
    inner.push_str("<p class=\"cov-fine\">Reused in: tickets that name an article which the person created, at whatever time.</p>\n");
    section(out, ("people", "Contribution, for coaching"), &inner);
}
