//! Each gap with its evidence: what people wrote, which tickets, and the figures.
//!
//! Takes the gaps. Gives HTML that opens without a script. Never shows text that was not redacted before.

use crate::brief::About;
use crate::brief::figures::{
    counted, day, decimal, grouped, hours, minutes, money, or_missing, percent,
};
use crate::brief::markup::{article, esc, section, table, tight};
use crate::brief::words::{state, trend};
use crate::coverage::result::{Coverage, Example, Gap, Named, Service};
use std::fmt::Write as _;

/// So many ticket ids stand in the page; all of them stand in the JSON form.
const IDS: usize = 60;
/// On paper so many gaps have their evidence; a meeting reads no more.
const PRINTED: usize = 12;
/// So many systems, products and articles are named.
const NAMES: usize = 5;

/// Writes all gaps.
pub(crate) fn write(out: &mut String, coverage: &Coverage, about: &About<'_>) {
    if coverage.gaps.is_empty() {
        return;
    }
    let mut inner = String::new();
    for (rank, gap) in coverage.gaps.iter().enumerate() {
        let class = if rank < PRINTED {
            "cov-one"
        } else {
            "cov-one cov-screen"
        };
        one(&mut inner, (gap, class), coverage, about);
    }
    if let Some(more) = coverage
        .gaps
        .len()
        .checked_sub(PRINTED)
        .filter(|more| *more > 0)
    {
        let _ = writeln!(
            inner,
            "<p class=\"cov-fine cov-paper\">The evidence of {more} smaller gaps stands in the page on the screen.</p>"
        );
    }
    section(out, ("evidence", "The gaps one by one"), &inner);
}

fn one(out: &mut String, (gap, class): (&Gap, &str), coverage: &Coverage, about: &About<'_>) {
    let _ = write!(
        out,
        "<details class=\"{class}\" id=\"gap-{id}\">\n<summary><h3><span class=\"cov-id\">{id}</span> {}</h3> <span class=\"cov-many\">{}</span></summary>\n<div class=\"cov-inside\">\n",
        esc(&gap.group.name),
        counted(gap.tickets.len() as u64, "ticket"),
        id = esc(&gap.id)
    );
    let lang = esc(about.lang);
    words(out, gap, &lang);
    examples(out, gap, &lang);
    facts(out, gap, coverage);
    there(out, gap, about);
    ids(out, &gap.tickets);
    let _ = write!(
        out,
        "<p class=\"cov-fine\">Begin the article: <code>deskbook new --from-gap {}</code></p>\n</div>\n</details>\n",
        esc(&gap.id)
    );
}

fn words(out: &mut String, gap: &Gap, lang: &str) {
    if !gap.phrases.is_empty() {
        out.push_str("<h4>In the requesters’ words</h4>\n<ul class=\"cov-quotes\">");
        for phrase in &gap.phrases {
            let _ = write!(out, "<li lang=\"{lang}\">{}</li>", esc(phrase));
        }
        out.push_str("</ul>\n");
    }
    if !gap.codes.is_empty() {
        out.push_str("<h4>Error codes</h4>\n<ul class=\"cov-codes\">");
        for code in &gap.codes {
            let _ = write!(
                out,
                "<li><code>{}</code> {}</li>",
                esc(&code.name),
                grouped(u64::from(code.count))
            );
        }
        out.push_str("</ul>\n");
    }
}

fn examples(out: &mut String, gap: &Gap, lang: &str) {
    if gap.examples.is_empty() {
        return;
    }
    let row = |example: &Example| {
        format!(
            "<tr><th scope=\"row\">{}</th><td class=\"cov-day\">{}</td><td lang=\"{lang}\">{}</td></tr>\n",
            esc(&example.id),
            example.day.map(|d| tight(&day(d))).unwrap_or_default(),
            esc(&example.text)
        )
    };
    let rows: String = gap.examples.iter().map(row).collect();
    let label = format!("Typical tickets of {}", gap.id);
    out.push_str("<h4>Typical tickets</h4>\n");
    let heads = [("", "Ticket"), ("", "Opened"), ("", "What they say")];
    table(out, ("cov-examples", &label), &heads, &rows);
}

fn facts(out: &mut String, gap: &Gap, coverage: &Coverage) {
    let group = &gap.group;
    let people = group.requesters.map_or_else(String::new, |n| {
        format!(", by {} people", grouped(u64::from(n)))
    });
    let all = [
        (
            "Without an answer",
            format!(
                "{} of {} of this kind; answered: {}",
                grouped(gap.tickets.len() as u64),
                counted(u64::from(group.self_service.all), "ticket"),
                state(group.state)
            ),
        ),
        ("Trend", trend(&group.trend)),
        (
            "On",
            format!("{}{people}", counted(u64::from(group.days), "day")),
        ),
        ("Systems", names(&group.os)),
        ("Products", names(&group.products)),
        ("Weight", decimal(gap.weight)),
        ("Cost a year", money(gap.cost, &coverage.assumptions)),
    ];
    let service = service(&group.service, &coverage.service);
    out.push_str("<h4>Figures</h4>\n<dl class=\"cov-facts\">\n");
    for (name, figure) in all
        .into_iter()
        .chain(service)
        .filter(|(_, f)| !f.is_empty())
    {
        let _ = writeln!(out, "<div><dt>{name}</dt><dd>{}</dd></div>", esc(&figure));
    }
    out.push_str("</dl>\n");
}

/// The figures that only some systems give, beside those of all tickets.
fn service(own: &Service, all: &Service) -> [(&'static str, String); 5] {
    type Show = fn(f64) -> String;
    let beside = |own: Option<f64>, all: Option<f64>, show: Show| match (own, all) {
        (Some(own), Some(all)) => format!("{} (all tickets: {})", show(own), show(all)),
        (own, _) => or_missing(own, show),
    };
    [
        (
            "Solved by the first person",
            beside(own.first_contact, all.first_contact, percent),
        ),
        (
            "Service level missed",
            beside(own.breached, all.breached, percent),
        ),
        ("Opened again", beside(own.reopened, all.reopened, percent)),
        (
            "Median time to the solution",
            beside(own.hours, all.hours, hours),
        ),
        ("Median work", beside(own.effort, all.effort, minutes)),
    ]
}

fn names(named: &[Named]) -> String {
    let named: Vec<String> = named
        .iter()
        .take(NAMES)
        .map(|n| format!("{} {}", n.name, grouped(u64::from(n.count))))
        .collect();
    named.join(", ")
}

/// Articles that answer some of the same tickets: perhaps one of them only needs a paragraph more.
fn there(out: &mut String, gap: &Gap, about: &About<'_>) {
    let some: Vec<String> = gap
        .group
        .articles
        .iter()
        .filter(|(_, tickets)| *tickets > 0)
        .take(NAMES)
        .map(|(named, tickets)| {
            let tickets = counted(u64::from(*tickets), "ticket");
            format!("<li>{} {tickets}</li>", article(named, about.links))
        })
        .collect();
    if !some.is_empty() {
        let _ = writeln!(
            out,
            "<h4>Articles that answer others of this kind</h4>\n<ul class=\"cov-list\">{}</ul>",
            some.concat()
        );
    }
}

fn ids(out: &mut String, ids: &[String]) {
    let shown: Vec<String> = ids.iter().take(IDS).map(|id| esc(id)).collect();
    let more = match ids.len().saturating_sub(IDS) {
        0 => String::new(),
        more => format!(
            " … and {} more, all of them in the JSON form",
            grouped(more as u64)
        ),
    };
    let _ = writeln!(
        out,
        "<h4>Tickets</h4>\n<p class=\"cov-ids\">{}{more}</p>",
        shown.join(" ")
    );
}
