//! What was read, and how it was computed.
//!
//! Takes the intake, the calibration and the rules of the run. Gives HTML. Never leaves a row of an export uncounted.

use crate::brief::figures::{grouped, percent};
use crate::brief::markup::{esc, section, table};
use crate::brief::words::{assumptions, intake, known};
use crate::coverage::result::{Coverage, Rules};
use crate::tickets::intake::{Count, Source};
use std::fmt::Write as _;

/// Writes both parts.
pub(crate) fn write(out: &mut String, coverage: &Coverage) {
    let mut read = String::new();
    for sentence in intake(coverage) {
        let _ = writeln!(read, "<p class=\"cov-note\">{}</p>", esc(&sentence));
    }
    sources(&mut read, &coverage.intake.sources);
    places(&mut read, coverage);
    section(out, ("read", "What was read"), &read);
    section(
        out,
        ("method", "How it was computed"),
        &definitions(coverage),
    );
}

fn sources(out: &mut String, sources: &[Source]) {
    if sources.is_empty() {
        return;
    }
    let row = |source: &Source| {
        let mut notes = String::new();
        for note in &source.notes {
            let _ = write!(notes, "<span class=\"cov-above\">{}</span>", esc(note));
        }
        format!(
            "<tr><th scope=\"row\">{}{notes}</th><td>{}</td><td>{}</td><td class=\"cov-wide\">{}</td><td class=\"cov-wide\">{}</td><td class=\"cov-n\">{}</td></tr>\n",
            esc(&source.name),
            esc(source.vendor),
            esc(&source.container),
            esc(&source.encoding),
            esc(&source.dates),
            grouped(source.rows)
        )
    };
    let rows: String = sources.iter().map(row).collect();
    let heads = [
        ("", "File"),
        ("", "System"),
        ("", "Form"),
        ("cov-wide", "Encoding"),
        ("cov-wide", "Dates"),
        ("cov-n", "Rows"),
    ];
    table(out, ("cov-sources", "Table of files"), &heads, &rows);
}

/// The first places of what was merged, repaired and refused.
fn places(out: &mut String, coverage: &Coverage) {
    let intake = &coverage.intake;
    let kinds = [
        ("Refused", &intake.refused),
        ("Repaired", &intake.repaired),
        ("Merged", &intake.merged),
    ];
    let mut items = String::new();
    for (name, count) in kinds.iter().filter(|(_, c)| c.count > 0) {
        let first: Vec<String> = first(count, &intake.sources);
        let _ = writeln!(
            items,
            "<div><dt>{name}</dt><dd>{}: {}{}</dd></div>",
            grouped(count.count),
            esc(&first.join("; ")),
            if count.count > first.len() as u64 {
                " …"
            } else {
                ""
            }
        );
    }
    if !items.is_empty() {
        let _ = writeln!(out, "<dl class=\"cov-facts\">\n{items}</dl>");
    }
}

/// `incidents.csv:20412 the last row is cut`.
pub(crate) fn first(count: &Count, sources: &[Source]) -> Vec<String> {
    let name = |file: u16| sources.get(usize::from(file)).map_or("", |s| &s.name[..]);
    count
        .first
        .iter()
        .map(|(place, what)| format!("{}:{} {what}", name(place.file), place.line))
        .collect()
}

fn definitions(coverage: &Coverage) -> String {
    let rules = &coverage.rules;
    let mut out = String::from("<dl class=\"cov-facts cov-words\">\n");
    let terms = [
        ("Answered", "The first of these that holds. Linked: the ticket names a live article. Pattern: a ticket pattern of an article matches. Category: an article claims the ticket’s category. Text: our own search finds an article with enough confidence. Articles in work and archived ones never count.".to_owned()),
        ("People, agents", "People: articles that end users can see. Agents: any article.".to_owned()),
        ("Recurring", recurring(rules)),
        ("Answered: none, partial, covered", format!("Less than {} of the tickets have an answer, less than {}, or more.", percent(rules.none_below), percent(rules.partial_below))),
        ("Gap", "A recurring category or topic that is answered in part or not at all. A topic is a group of tickets with the same problem, found in their text.".to_owned()),
        ("80 % line", format!("The gaps down to this line hold {} of all tickets without an answer, or all gaps where they do not reach it.", percent(rules.pareto))),
        ("Trend", "The second half of the window against the first. Rising: at least twice as many, and at least 5. Falling: at most half, from at least 5.".to_owned()),
        ("Cost", format!("Tickets without an answer in a year at this pace × share that an article takes off the desk × (cost of a ticket − cost of an answer found). {}", assumptions(coverage))),
        ("Patterns", format!("Dead: matches nothing. Too broad: more than {} of all tickets, or three and more categories with a tenth of it each. Overlapping: another article’s pattern matches at least half of the same tickets.", percent(rules.broad))),
        ("Effect", "Equal windows before and after an article came in; an interval of 95 % for the change; nothing under 10 tickets a side. Other causes are not ruled out.".to_owned()),
        ("Confidence of text", calibration(coverage)),
        ("KCS", known(coverage)),
    ];
    for (term, text) in terms.iter().filter(|(_, t)| !t.is_empty()) {
        let _ = writeln!(out, "<div><dt>{term}</dt><dd>{}</dd></div>", esc(text));
    }
    out.push_str("</dl>\n");
    out
}

fn recurring(rules: &Rules) -> String {
    format!(
        "In the window of {} days: at least {} tickets, on at least {} days, by at least {} people where that is known.",
        rules.window, rules.tickets, rules.days, rules.requesters
    )
}

fn calibration(coverage: &Coverage) -> String {
    let c = &coverage.calibration;
    if c.method.is_empty() {
        return String::new();
    }
    let known = c.known.map_or_else(String::new, |(all, right)| {
        format!(
            " Tried on {} tickets that name their article: over the threshold {} were right.",
            grouped(u64::from(all)),
            grouped(u64::from(right))
        )
    });
    format!(
        "{} Threshold {:.2}, chosen for {} wrong answers at most.{known}",
        c.method,
        c.threshold,
        percent(c.expected_wrong)
    )
}
