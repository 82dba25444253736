//! Articles that exist: not found, matched by poor patterns, and what they changed.
//!
//! Takes findability gaps, pattern health and effects. Gives HTML. Never claims an effect without its counts and interval.

use crate::brief::About;
use crate::brief::effects::{counts, sentences};
use crate::brief::figures::{capital, day, grouped, spelled};
use crate::brief::markup::{article, esc, section, table, tight};
use crate::brief::words::{health, patterns};
use crate::coverage::result::{Coverage, Effect, Example, Findability, Health, PatternHealth};
use std::fmt::Write as _;

/// So many rows a table; more stand in the JSON form.
const ROWS: usize = 40;

/// Writes the three parts, each where it has something to say.
pub(crate) fn write(out: &mut String, coverage: &Coverage, about: &About<'_>) {
    findability(out, &coverage.findability, about);
    health_of(out, coverage, about);
    effects(out, coverage, about);
}

fn ids(examples: &[Example]) -> String {
    let ids: Vec<String> = examples.iter().take(3).map(|e| esc(&e.id)).collect();
    ids.join(", ")
}

fn more(out: &mut String, all: usize) {
    if all > ROWS {
        let _ = writeln!(
            out,
            "<p class=\"cov-fine\">{} more stand in the JSON form.</p>",
            grouped((all - ROWS) as u64)
        );
    }
}

fn findability(out: &mut String, found: &[Findability], about: &About<'_>) {
    if found.is_empty() {
        return;
    }
    let row = |one: &Findability| {
        format!(
            "<tr><th scope=\"row\">{}</th><td class=\"cov-n\">{}</td><td class=\"cov-n\">{}</td><td class=\"cov-wide\">{}</td></tr>\n",
            article(&one.article, about.links),
            grouped(u64::from(one.unlinked)),
            grouped(u64::from(one.linked)),
            ids(&one.examples)
        )
    };
    let rows: String = found.iter().take(ROWS).map(row).collect();
    let mut inner = String::from(
        "<p class=\"cov-note\">These articles answer tickets that do not name them: nobody found them, or nobody said so.</p>\n",
    );
    let heads = [
        ("", "Article"),
        ("cov-n", "Would have answered"),
        ("cov-n", "Is named in"),
        ("cov-wide", "For example"),
    ];
    table(
        &mut inner,
        ("cov-findable", "Table of articles that are not found"),
        &heads,
        &rows,
    );
    more(&mut inner, found.len());
    section(out, ("not-found", "Written, and not found"), &inner);
}

fn health_of(out: &mut String, coverage: &Coverage, about: &About<'_>) {
    if coverage.patterns.is_empty() {
        return;
    }
    let ill: Vec<&PatternHealth> = coverage
        .patterns
        .iter()
        .filter(|p| p.health != Health::Good)
        .collect();
    let mut inner = format!("<p class=\"cov-note\">{}.</p>\n", esc(&patterns(coverage)));
    let row = |one: &&PatternHealth| {
        format!(
            "<tr><th scope=\"row\"><code>{}</code></th><td>{}</td><td class=\"cov-n\">{}</td><td>{}</td><td class=\"cov-wide\">{}</td></tr>\n",
            esc(&one.pattern),
            article(&one.article, about.links),
            grouped(u64::from(one.matches)),
            esc(&health(one)),
            ids(&one.examples)
        )
    };
    let rows: String = ill.iter().take(ROWS).map(row).collect();
    let heads = [
        ("", "Pattern"),
        ("", "Article"),
        ("cov-n", "Matches"),
        ("", "What is the matter"),
        ("cov-wide", "For example"),
    ];
    if !ill.is_empty() {
        table(
            &mut inner,
            ("cov-patterns", "Table of patterns"),
            &heads,
            &rows,
        );
        more(&mut inner, ill.len());
    }
    section(out, ("patterns", "Ticket patterns"), &inner);
}

fn effects(out: &mut String, coverage: &Coverage, about: &About<'_>) {
    if coverage.effects.is_empty() && coverage.too_few == 0 {
        return;
    }
    let mut inner = String::new();
    if !coverage.effects.is_empty() {
        inner.push_str("<ul class=\"cov-effects\">\n");
        coverage
            .effects
            .iter()
            .for_each(|one| effect(&mut inner, one, about));
        inner.push_str("</ul>\n");
    }
    if coverage.too_few > 0 {
        let many = capital(&spelled(coverage.too_few as usize));
        let (articles, have) = if coverage.too_few == 1 {
            ("article", "has")
        } else {
            ("articles", "have")
        };
        let _ = writeln!(
            inner,
            "<p class=\"cov-fine\">{many} more {articles} came in and {have} fewer than 10 tickets before or after: nothing is said of them.</p>"
        );
    }
    section(out, ("effects", "What articles changed"), &inner);
}

fn effect(out: &mut String, effect: &Effect, about: &About<'_>) {
    let mut said = String::new();
    for sentence in sentences(effect) {
        let _ = write!(said, "<li>{}</li>", esc(&capital(&sentence)));
    }
    let _ = writeln!(
        out,
        "<li><h3>{}</h3><p class=\"cov-fine\">Came in on {}; {}</p><ul class=\"cov-list\">{said}</ul></li>",
        article(&effect.article, about.links),
        tight(&day(effect.published)),
        esc(&counts(effect))
    );
}
