//! Every figure with its formula and its counts.
//!
//! Takes what was measured. Gives [`Measure`]s, in the order of the report. Never gives a figure that the input cannot tell,
//! and never a value without what it was made of.

mod activity;

use crate::kcs::measures::figures::activity::{tickets, time, work};
use crate::kcs::measures::result::{Health, Measure, Past, State, Team, Value};
use std::collections::BTreeSet;

/// Key, name and formula of a figure.
type Plate = (&'static str, &'static str, String);

/// All figures.
pub(crate) fn all(health: &Health) -> Vec<Measure> {
    let mut all = states(health);
    all.extend(upkeep(health));
    all.extend(leading(health));
    all.extend(tickets(health));
    all.extend(time(health));
    all.extend(work(health));
    all.push(count(
        plate(
            "findings",
            "Findings of the content standard",
            "findings of `check` in articles; of: articles with at least one",
        ),
        health.findings.iter().map(|f| f.count).sum(),
        with_findings(health),
    ));
    all
}

fn plate(key: &'static str, name: &'static str, formula: &str) -> Plate {
    (key, name, formula.to_owned())
}

fn count((key, name, formula): Plate, some: u32, of: u32) -> Measure {
    Measure {
        key,
        name,
        formula,
        some,
        of,
        value: Value::Count,
    }
}

fn share(plate: Plate, some: u32, of: u32) -> Measure {
    let share = (of > 0).then(|| f64::from(some) / f64::from(of));
    Measure {
        value: Value::Share(share),
        ..count(plate, some, of)
    }
}

fn days(plate: Plate, (some, of): (usize, u32), value: Option<f64>) -> Measure {
    Measure {
        value: Value::Days(value),
        ..count(plate, some as u32, of)
    }
}

fn live(health: &Health) -> u32 {
    health.articles() - health.count(State::Archived)
}

fn states(health: &Health) -> Vec<Measure> {
    let of_live = |state, key, name, word| {
        let formula =
            format!("articles with `confidence: {word}` ÷ articles that are not archived");
        share((key, name, formula), health.count(state), live(health))
    };
    vec![
        of_live(State::Validated, "validated", "Validated", "validated"),
        of_live(
            State::NotValidated,
            "not_validated",
            "Not validated",
            "not-validated",
        ),
        of_live(State::Wip, "wip", "In progress", "wip"),
        share(
            plate(
                "unstated",
                "Without a state",
                "articles without `confidence` ÷ articles that are not archived",
            ),
            health.count(State::Unstated),
            live(health),
        ),
        count(
            plate(
                "archived",
                "Archived",
                "articles with `confidence: archived`; of: all articles",
            ),
            health.count(State::Archived),
            health.articles(),
        ),
    ]
}

fn upkeep(health: &Health) -> Vec<Measure> {
    let flagged: BTreeSet<&str> = health.flags.iter().map(|f| &f.article.key[..]).collect();
    let mut measures = reviews(health);
    measures.extend((health.past == Past::Full).then(|| too_long(health)));
    measures.push(count(
        plate(
            "flags",
            "Open flags",
            "entries of `flags` in front matter; of: articles that have one",
        ),
        health.flags.len() as u32,
        flagged.len() as u32,
    ));
    measures
}

fn reviews(health: &Health) -> Vec<Measure> {
    let sum = |of: fn(&Team) -> u32| health.teams.iter().map(of).sum();
    let all = sum(|team| team.articles);
    let of_live = |(key, name), words: &str, some| {
        let formula = format!("articles {words}; of: articles that are not archived");
        count((key, name, formula), some, all)
    };
    vec![
        share(
            plate(
                "reviews_overdue",
                "Reviews overdue",
                "articles whose `review_by` lies before the day of the report ÷ articles that are not archived",
            ),
            sum(|team| team.overdue),
            all,
        ),
        of_live(
            ("reviews_30", "Reviews due within 30 days"),
            "whose `review_by` is this day or one of the next 30",
            sum(|team| team.in_30),
        ),
        of_live(
            ("reviews_90", "Reviews due within 31 to 90 days"),
            "whose `review_by` lies 31 to 90 days ahead",
            sum(|team| team.in_90),
        ),
        of_live(
            ("reviews_undated", "Without a review date"),
            "without `review_by`",
            sum(|team| team.undated),
        ),
    ]
}

fn too_long(health: &Health) -> Measure {
    let most = i32::try_from(health.wip_days).unwrap_or(i32::MAX);
    let all = &health.unfinished;
    let old = all
        .iter()
        .filter(|u| u.days.is_some_and(|days| days > most));
    let formula = format!(
        "articles in progress for more than {} days; of: articles in progress",
        health.wip_days
    );
    count(
        ("wip_old", "Too long in progress", formula),
        old.count() as u32,
        all.len() as u32,
    )
}

fn leading(health: &Health) -> Vec<Measure> {
    let shown = live(health) - health.count(State::Wip);
    let tickets = if health.tickets.is_some() {
        "ticket or "
    } else {
        ""
    };
    let mut all = vec![
        share(
            (
                "ready",
                "Ready to validate",
                format!(
                    "articles with `confidence: not-validated` that a {tickets}link of another article leads to ÷ all with that state"
                ),
            ),
            health.ready.len() as u32,
            health.count(State::NotValidated),
        ),
        share(
            (
                "never_linked",
                "Nothing leads to them",
                format!(
                    "articles that no {tickets}link of another article (text or `related`) leads to, without folders’ own pages ÷ articles neither archived nor in progress"
                ),
            ),
            health.lonely.len() as u32,
            shown,
        ),
    ];
    all.extend(health.tickets.is_some().then(|| {
        count(
            plate(
                "generic",
                "Perhaps too general",
                "articles that at least 10 tickets name, in at least 3 top categories with a tenth of these tickets each, or with more than 20 % of all links; of: articles neither archived nor in progress",
            ),
            health.generic.len() as u32,
            shown,
        )
    }));
    all
}

fn with_findings(health: &Health) -> u32 {
    let keys = health.findings.iter().flat_map(|f| &f.articles);
    keys.collect::<BTreeSet<_>>().len() as u32
}
