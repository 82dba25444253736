//! Figures of what happens: tickets, publishing, work on articles.
//!
//! Takes what was measured. Gives [`Measure`]s. Never gives one that needs a beginning which is not known.

use crate::kcs::measures::days::{median, ninth};
use crate::kcs::measures::figures::{count, days, plate, share};
use crate::kcs::measures::result::{Health, Measure, Past};
use std::collections::BTreeSet;

pub(super) fn tickets(health: &Health) -> Vec<Measure> {
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

pub(super) fn time(health: &Health) -> Vec<Measure> {
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
                "the same for articles that were published in the period; of: all published articles".to_owned(),
            ),
            (late.len(), all.len() as u32),
            median(&late),
        ),
    ]
}

pub(super) fn work(health: &Health) -> Vec<Measure> {
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
