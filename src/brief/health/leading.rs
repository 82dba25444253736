//! What leads to articles: ready to validate, never linked, too general; and what tickets say of them.
//!
//! Takes the lists. Gives HTML. Never calls an article bad: nothing leading to it may only mean that it is new.

use crate::brief::About;
use crate::brief::figures::{counted, day, grouped, percent};
use crate::brief::health::charts::{Chart, Names, bar, figure};
use crate::brief::health::happened::more;
use crate::brief::health::time::folded;
use crate::brief::health::words;
use crate::brief::markup::{article, esc, section, swatch, table, tight};
use crate::kcs::measures::result::{Generic, Health, Lonely, Reused, TicketMonth, Tickets};
use jiff::civil::Date;
use std::fmt::Write as _;

/// So many rows of a table are shown; all of them are in the JSON form.
const ROWS: usize = 25;

/// The three lists.
pub(crate) fn write(out: &mut String, health: &Health, about: &About<'_>) {
    if !health.ready.is_empty() {
        let mut inner = "<p class=\"cov-note\">Nobody has validated these, and people use them. The more leads to one, the more a look is worth.</p>\n".to_owned();
        let row = |one: &Reused| {
            format!(
                "<tr><th scope=\"row\">{}</th><td class=\"cov-n\">{}</td><td class=\"cov-n\">{}</td></tr>\n",
                article(&one.article, about.links),
                grouped(one.tickets.len() as u64),
                grouped(one.articles.len() as u64)
            )
        };
        let rows: String = health.ready.iter().take(ROWS).map(row).collect();
        let heads = [
            ("", "Article"),
            ("cov-n", "Tickets that name it"),
            ("cov-n", "Articles that link to it"),
        ];
        table(
            &mut inner,
            ("cov-ready", "Table of articles that are ready to validate"),
            &heads,
            &rows,
        );
        inner.push_str(&more(health.ready.len(), ROWS));
        section(out, ("ready", "Ready to validate"), &inner);
    }
    general(out, &health.generic, about);
    lonely(out, health, about);
}

fn general(out: &mut String, all: &[Generic], about: &About<'_>) {
    if all.is_empty() {
        return;
    }
    let mut inner = "<p class=\"cov-note\">Tickets of many kinds name these. Perhaps each hides several problems that deserve an article of their own.</p>\n".to_owned();
    let row = |one: &Generic| {
        let kinds: Vec<String> = one
            .categories
            .iter()
            .map(|c| format!("{} {}", esc(&c.name), grouped(u64::from(c.count))))
            .collect();
        format!(
            "<tr><th scope=\"row\">{}</th><td class=\"cov-n\">{}</td><td class=\"cov-n\">{}</td><td>{}</td></tr>\n",
            article(&one.article, about.links),
            grouped(one.tickets.len() as u64),
            tight(&percent(one.share)),
            kinds.join(", ")
        )
    };
    let rows: String = all.iter().take(ROWS).map(row).collect();
    let heads = [
        ("", "Article"),
        ("cov-n", "Tickets"),
        ("cov-n", "Of all links"),
        ("", "Categories"),
    ];
    table(
        &mut inner,
        ("cov-general", "Table of articles that may be too general"),
        &heads,
        &rows,
    );
    section(out, ("general", "Perhaps too general"), &inner);
}

fn lonely(out: &mut String, health: &Health, about: &About<'_>) {
    if health.lonely.is_empty() {
        return;
    }
    let tickets = if health.tickets.is_some() {
        "No ticket names them, and no"
    } else {
        "No"
    };
    let mut inner = format!(
        "<p class=\"cov-note\">{tickets} other article links to them. Readers may still find them by search.</p>\n<ul class=\"cov-list\">"
    );
    for Lonely {
        article: one,
        created,
    } in health.lonely.iter().take(4 * ROWS)
    {
        let came = created.map_or_else(String::new, |on| {
            format!(
                " <span class=\"cov-above\">came on {}</span>",
                tight(&day(on))
            )
        });
        let _ = write!(inner, "<li>{}{came}</li>", article(one, about.links));
    }
    inner.push_str("</ul>\n");
    inner.push_str(&more(health.lonely.len(), 4 * ROWS));
    let count = grouped(health.lonely.len() as u64);
    let all = format!(
        "<details class=\"cov-one\">\n<summary><h3>Articles</h3> <span class=\"cov-many\">{count}</span></summary>\n<div class=\"cov-inside\">\n{inner}</div>\n</details>\n"
    );
    section(out, ("lonely", "Nothing leads to them"), &all);
}

/// Known, new and unknown, and the link rate month by month.
pub(crate) fn tickets(out: &mut String, health: &Health) {
    let Some(tickets) = &health.tickets else {
        return;
    };
    let mut inner = format!(
        "<p class=\"cov-note\">{}, {}. By links alone: a ticket counts where it names an article, not where one would fit.</p>\n",
        counted(u64::from(tickets.all), "ticket"),
        esc(&words::window(tickets))
    );
    if tickets.all > 0 {
        let kinds = kinds(tickets);
        let parts: Vec<(&str, u32)> = kinds.iter().map(|(class, _, n)| (*class, *n)).collect();
        let _ = writeln!(inner, "{}\n<ul class=\"cov-series\">", bar(&parts));
        for (class, key, _) in kinds {
            if let Some(measure) = health.measure(key) {
                let _ = write!(
                    inner,
                    "<li>{}{} <b>{}</b> ({})</li>",
                    swatch(class),
                    measure.name.to_lowercase(),
                    tight(&words::value(measure)),
                    grouped(u64::from(measure.some))
                );
            }
        }
        inner.push_str("</ul>\n");
        months(&mut inner, &tickets.months);
    }
    section(out, ("tickets", "Tickets that name an article"), &inner);
}

fn kinds(tickets: &Tickets) -> [(&'static str, &'static str, u32); 3] {
    [
        ("cov-c0", "known", tickets.known.len() as u32),
        ("cov-c2", "new", tickets.new.len() as u32),
        ("cov-c4", "unknown", tickets.unknown),
    ]
}

fn months(out: &mut String, months: &[TicketMonth]) {
    let (Some(first), Some(last)) = (months.first(), months.last()) else {
        return;
    };
    if months.len() < 2 {
        return;
    }
    let days: Vec<Date> = months.iter().map(|m| m.day).collect();
    let columns: Vec<Vec<u32>> = months
        .iter()
        .map(|m| vec![m.linked, m.tickets - m.linked])
        .collect();
    let rate = |m: &TicketMonth| percent(f64::from(m.linked) / f64::from(m.tickets.max(1)));
    figure(
        out,
        &Chart {
            title: "Tickets that name an article, month by month",
            says: &format!(
                "Link rate from {} to {}. The table below holds the numbers.",
                rate(first),
                rate(last)
            ),
            series: &[("cov-c0", "name an article"), ("cov-c4", "name none")],
            names: Names::Days(&days),
            columns: &columns,
        },
    );
    let row = |m: &TicketMonth| {
        format!(
            "<tr><th scope=\"row\">{} {}</th><td class=\"cov-n\">{}</td><td class=\"cov-n\">{}</td><td class=\"cov-n\">{}</td></tr>\n",
            crate::brief::figures::month(m.day),
            m.day.year(),
            grouped(u64::from(m.tickets)),
            grouped(u64::from(m.linked)),
            tight(&rate(m))
        )
    };
    let rows: String = months.iter().map(row).collect();
    let heads = [
        ("", "Month"),
        ("cov-n", "Tickets"),
        ("cov-n", "Name an article"),
        ("cov-n", "Link rate"),
    ];
    folded(out, ("Table of months", &heads), &rows);
}
