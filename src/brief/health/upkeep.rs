//! Reviews, articles in progress and flags: what waits for somebody.
//!
//! Takes the lists. Gives HTML. Never hides that a list goes on.

use crate::brief::About;
use crate::brief::figures::{MISSING, day, grouped};
use crate::brief::health::happened::more;
use crate::brief::health::words;
use crate::brief::markup::{article, esc, section, table, tight};
use crate::kcs::measures::result::{Due, Flagged, Health, Team, Unfinished};
use std::fmt::Write as _;

/// So many rows of a table are shown; all of them are in the JSON form.
const ROWS: usize = 25;

/// Reviews by team, then one by one.
pub(crate) fn reviews(out: &mut String, health: &Health, about: &About<'_>) {
    if health.teams.is_empty() {
        return;
    }
    let mut inner = String::new();
    let cell = |n: u32| format!("<td class=\"cov-n\">{}</td>", grouped(u64::from(n)));
    let row = |team: &Team| {
        let cells: String = team.counts().into_iter().map(cell).collect();
        format!(
            "<tr><th scope=\"row\">{}</th>{cells}</tr>\n",
            esc(words::team(team))
        )
    };
    let rows: String = health.teams.iter().map(row).collect();
    let heads = [
        ("", "Owner"),
        ("cov-n", "Articles"),
        ("cov-n", "Overdue"),
        ("cov-n", "In 30 days"),
        ("cov-n", "In 90 days"),
        ("cov-n", "No date"),
    ];
    table(
        &mut inner,
        ("cov-teams", "Table of reviews by owner"),
        &heads,
        &rows,
    );
    if !health.reviews.is_empty() {
        let row = |due: &Due| {
            format!(
                "<tr><th scope=\"row\">{}</th><td class=\"cov-mid\">{}</td><td class=\"cov-day\">{}</td><td>{}</td></tr>\n",
                article(&due.article, about.links),
                esc(words::owner(due.owner.as_deref())),
                tight(&day(due.day)),
                esc(&words::left(due))
            )
        };
        let rows: String = health.reviews.iter().take(ROWS).map(row).collect();
        let heads = [
            ("", "Article"),
            ("cov-mid", "Owner"),
            ("", "Review by"),
            ("", "That is"),
        ];
        inner.push_str("<h3 class=\"cov-sub\">Overdue and next</h3>\n");
        table(&mut inner, ("cov-due", "Table of reviews"), &heads, &rows);
        inner.push_str(&more(health.reviews.len(), ROWS));
    }
    section(out, ("reviews", "Reviews"), &inner);
}

/// Articles in progress, and flags.
pub(crate) fn waiting(out: &mut String, health: &Health, about: &About<'_>) {
    if !health.flags.is_empty() {
        let mut inner = String::new();
        let row = |flag: &Flagged| {
            format!(
                "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n",
                article(&flag.article, about.links),
                esc(&flag.text),
                esc(&words::raised(flag))
            )
        };
        let rows: String = health.flags.iter().take(ROWS).map(row).collect();
        let heads = [("", "Article"), ("", "What is wrong"), ("", "Raised")];
        table(
            &mut inner,
            ("cov-flags", "Table of open flags"),
            &heads,
            &rows,
        );
        inner.push_str(&more(health.flags.len(), ROWS));
        section(out, ("flags", "Open flags"), &inner);
    }
    if !health.unfinished.is_empty() {
        let mut inner = String::new();
        let row = |one: &Unfinished| {
            format!(
                "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                article(&one.article, about.links),
                esc(words::owner(one.owner.as_deref())),
                one.since
                    .map_or_else(|| MISSING.to_owned(), |since| tight(&day(since))),
                one.days.map_or_else(
                    || MISSING.to_owned(),
                    |days| tight(&words::whole_days(days))
                )
            )
        };
        let rows: String = health.unfinished.iter().take(ROWS).map(row).collect();
        let heads = [
            ("", "Article"),
            ("", "Owner"),
            ("", "In progress since"),
            ("", "That is"),
        ];
        table(
            &mut inner,
            ("cov-wip", "Table of articles in progress"),
            &heads,
            &rows,
        );
        inner.push_str(&more(health.unfinished.len(), ROWS));
        if let Some(old) = health.measure("wip_old") {
            let _ = writeln!(
                inner,
                "<p class=\"cov-fine\">{} in progress for more than {} days.</p>",
                esc(&words::counts(old)),
                health.wip_days
            );
        }
        section(out, ("in-progress", "In progress"), &inner);
    }
}
