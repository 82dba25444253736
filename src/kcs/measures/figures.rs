//! Every figure with its formula and its counts.
//!
//! Takes what was measured. Gives [`Measure`]s, in the order of the report. Never gives a figure that the input cannot tell,
//! and never a value without what it was made of.

use crate::kcs::measures::days::{median, ninth};
use crate::kcs::measures::result::{Health, Measure, Past, State, Value};
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
    let all: u32 = health.teams.iter().map(|t| t.articles).sum();
    let sum =
        |of: fn(&crate::kcs::measures::result::Team) -> u32| health.teams.iter().map(of).sum();
    let old = |days: &i32| *days > i32::try_from(health.wip_days).unwrap_or(i32::MAX);
    let old = health
        .unfinished
        .iter()
        .filter(|u| u.days.as_ref().is_some_and(old));
    let flagged: BTreeSet<&str> = health.flags.iter().map(|f| &f.article.key[..]).collect();
    let formula = format!(
        "articles in progress for more than {} days; of: articles in progress",
        health.wip_days
    );
    let old = count(
        ("wip_old", "Too long in progress", formula),
        old.count() as u32,
        health.unfinished.len() as u32,
    );
    let mut measures = vec![
        share(
            plate(
                "reviews_overdue",
                "Reviews overdue",
                "articles whose `review_by` lies before the day of the report ÷ articles that are not archived",
            ),
            sum(|t| t.overdue),
            all,
        ),
        count(
            plate(
                "reviews_30",
                "Reviews due within 30 days",
                "articles whose `review_by` is this day or one of the next 30; of: articles that are not archived",
            ),
            sum(|t| t.in_30),
            all,
        ),
        count(
            plate(
                "reviews_90",
                "Reviews due within 31 to 90 days",
                "articles whose `review_by` lies 31 to 90 days ahead; of: articles that are not archived",
            ),
            sum(|t| t.in_90),
            all,
        ),
        count(
            plate(
                "reviews_undated",
                "Without a review date",
                "articles without `review_by`; of: articles that are not archived",
            ),
            sum(|t| t.undated),
            all,
        ),
    ];
    measures.extend((health.past == Past::Full).then_some(old));
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

fn tickets(health: &Health) -> Vec<Measure> {
    let Some(tickets) = &health.tickets else {
        return Vec::new();
    };
    let [known, new] = [&tickets.known, &tickets.new].map(|ids| ids.len() as u32);
    let of = tickets.all;
    vec![
        share(
            plate(
                "link_rate",
                "Link rate",
                "tickets that name an article, or that one was written from ÷ tickets that count",
            ),
            known + new,
            of,
        ),
        share(
            plate(
                "known",
                "Known",
                "tickets that name an article which was there before them ÷ tickets that count",
            ),
            known,
            of,
        ),
        share(
            plate(
                "new",
                "New",
                "tickets that an article was written from, or that name only articles which came on their day or later ÷ tickets that count",
            ),
            new,
            of,
        ),
        share(
            plate(
                "unknown",
                "Unknown",
                "tickets that name no article ÷ tickets that count",
            ),
            tickets.unknown,
            of,
        ),
    ]
}

fn time(health: &Health) -> Vec<Measure> {
    if health.past != Past::Full {
        return Vec::new();
    }
    let all: Vec<i32> = health.published.iter().map(|p| p.days).collect();
    let late = health
        .published
        .iter()
        .filter(|p| p.published >= health.since && p.published <= health.as_of);
    let late: Vec<i32> = late.map(|p| p.days).collect();
    let of = health.articles();
    let first = "days from an article’s first commit to the first in which it was neither in progress nor archived";
    vec![
        days(
            (
                "publish_median",
                "Time to publish, median",
                format!("{first}: the middle value; of: all articles"),
            ),
            (all.len(), of),
            median(&all),
        ),
        days(
            (
                "publish_p90",
                "Time to publish, nine of ten",
                format!("{first}: the value that nine of ten do not exceed; of: all articles"),
            ),
            (all.len(), of),
            ninth(&all),
        ),
        days(
            (
                "publish_period",
                "Time to publish in the period, median",
                format!(
                    "the same for articles that were published in the period; of: all published articles"
                ),
            ),
            (late.len(), all.len() as u32),
            median(&late),
        ),
    ]
}

fn work(health: &Health) -> Vec<Measure> {
    if health.past != Past::Full {
        return Vec::new();
    }
    let digest = &health.digest;
    let of = health.articles();
    let validated =
        |change: &&crate::kcs::measures::result::Change| change.to.as_deref() == Some("validated");
    let validated: BTreeSet<&str> = digest
        .changes
        .iter()
        .filter(validated)
        .map(|c| &c.article.key[..])
        .collect();
    let took = &health.participation;
    vec![
        count(
            plate(
                "created",
                "Created in the period",
                "articles whose first commit lies in the period; of: all articles",
            ),
            digest.new.len() as u32,
            of,
        ),
        count(
            plate(
                "improved",
                "Improved in the period",
                "articles that were changed in the period and were there before, without commits that change more than 20 articles at once; of: all articles",
            ),
            digest.improved.len() as u32,
            of,
        ),
        count(
            plate(
                "validated_period",
                "Validated in the period",
                "articles whose `confidence` became `validated` in the period; of: all articles",
            ),
            validated.len() as u32,
            of,
        ),
        share(
            plate(
                "participation",
                "Participation",
                "people who created, improved or validated an article in the period ÷ people of the settings and of this period; where the settings name nobody, people who worked on an article in the last 365 days. Who links an article to a ticket is not read from exports",
            ),
            took.active,
            took.all,
        ),
    ]
}

fn with_findings(health: &Health) -> u32 {
    let keys = health.findings.iter().flat_map(|f| &f.articles);
    keys.collect::<BTreeSet<_>>().len() as u32
}
