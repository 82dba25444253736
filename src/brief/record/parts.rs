//! The twins of what was measured, for JSON.
//!
//! Takes groups, gaps and weeks. Gives values with frozen names. Never changes a figure: those that a system
//! does not give are `null`.

use crate::brief::figures::direction;
use crate::brief::named::Article;
use crate::brief::words::state;
use crate::coverage::result::{
    ArticleRef, Direction, Example, Gap, Group, Named, Service, Share, Trend, Week,
};
use serde::Serialize;

/// At most six digits behind the point: more say nothing, and differ between machines that read them.
pub(super) fn tidy(figure: f64) -> f64 {
    (figure * 1e6).round() / 1e6
}

/// How many are covered, and by what.
#[derive(Serialize)]
pub(super) struct Shared {
    tickets: u32,
    covered: u32,
    linked: u32,
    pattern: u32,
    category: u32,
    text: u32,
}

impl Shared {
    pub(super) fn of(share: &Share) -> Self {
        let [linked, pattern, category, text] = share.by;
        Self {
            tickets: share.all,
            covered: share.covered(),
            linked,
            pattern,
            category,
            text,
        }
    }
}

/// Figures that only some systems give.
#[derive(Serialize)]
pub(super) struct Served {
    first_contact: Option<f64>,
    breached: Option<f64>,
    reopened: Option<f64>,
    median_hours: Option<f64>,
    median_effort_minutes: Option<f64>,
}

impl Served {
    pub(super) fn of(service: &Service) -> Self {
        Self {
            first_contact: service.first_contact.map(tidy),
            breached: service.breached.map(tidy),
            reopened: service.reopened.map(tidy),
            median_hours: service.hours.map(tidy),
            median_effort_minutes: service.effort.map(tidy),
        }
    }
}

/// A number under a name.
#[derive(Serialize)]
pub(super) struct Counted<'a> {
    name: &'a str,
    tickets: u32,
}

impl<'a> Counted<'a> {
    pub(super) fn all(named: &'a [Named]) -> Vec<Self> {
        let one = |n: &'a Named| Self {
            name: &n.name,
            tickets: n.count,
        };
        named.iter().map(one).collect()
    }
}

/// A ticket; its text is redacted.
#[derive(Serialize)]
pub(super) struct Shown<'a> {
    id: &'a str,
    day: Option<String>,
    text: &'a str,
}

impl<'a> Shown<'a> {
    pub(super) fn all(examples: &'a [Example]) -> Vec<Self> {
        let one = |e: &'a Example| Self {
            id: &e.id,
            day: e.day.map(|d| d.to_string()),
            text: &e.text,
        };
        examples.iter().map(one).collect()
    }
}

/// Tickets over time.
#[derive(Serialize)]
pub(super) struct Going<'a> {
    first_half: u32,
    second_half: u32,
    direction: Option<&'static str>,
    weeks: &'a [u32],
}

impl<'a> Going<'a> {
    fn of(trend: &'a Trend) -> Self {
        let known = trend.direction != Direction::Unknown;
        Self {
            first_half: trend.first,
            second_half: trend.second,
            direction: known.then(|| direction(trend.direction)),
            weeks: &trend.weeks,
        }
    }
}

/// An article and how many tickets it answers.
#[derive(Serialize)]
pub(super) struct Answering<'a> {
    article: Article<'a>,
    tickets: u32,
}

/// A category or topic.
#[derive(Serialize)]
pub(super) struct Grouped<'a> {
    name: &'a str,
    path: &'a [String],
    topic: bool,
    level: u32,
    self_service: Shared,
    agents: Shared,
    state: &'static str,
    recurring: bool,
    days: u32,
    requesters: Option<u32>,
    trend: Going<'a>,
    service: Served,
    os: Vec<Counted<'a>>,
    products: Vec<Counted<'a>>,
    articles: Vec<Answering<'a>>,
}

impl<'a> Grouped<'a> {
    pub(super) fn of(group: &'a Group) -> Self {
        let answering = |(article, tickets): &'a (ArticleRef, u32)| Answering {
            article: Article::of(article),
            tickets: *tickets,
        };
        Self {
            name: &group.name,
            path: &group.path,
            topic: group.is_topic,
            level: group.depth,
            self_service: Shared::of(&group.self_service),
            agents: Shared::of(&group.agents),
            state: state(group.state),
            recurring: group.recurring,
            days: group.days,
            requesters: group.requesters,
            trend: Going::of(&group.trend),
            service: Served::of(&group.service),
            os: Counted::all(&group.os),
            products: Counted::all(&group.products),
            articles: group.articles.iter().map(answering).collect(),
        }
    }
}

/// What should be written.
#[derive(Serialize)]
pub(super) struct Writable<'a> {
    id: &'a str,
    group: Grouped<'a>,
    tickets: &'a [String],
    weight: f64,
    cost_year: f64,
    cumulated: f64,
    pareto: bool,
    phrases: &'a [String],
    codes: Vec<Counted<'a>>,
    examples: Vec<Shown<'a>>,
}

impl<'a> Writable<'a> {
    pub(super) fn of(gap: &'a Gap) -> Self {
        Self {
            id: &gap.id,
            group: Grouped::of(&gap.group),
            tickets: &gap.tickets,
            weight: tidy(gap.weight),
            cost_year: tidy(gap.cost),
            cumulated: tidy(gap.cumulated),
            pareto: gap.in_pareto,
            phrases: &gap.phrases,
            codes: Counted::all(&gap.codes),
            examples: Shown::all(&gap.examples),
        }
    }
}

/// A week.
#[derive(Serialize)]
pub(super) struct Weekly<'a> {
    monday: String,
    self_service: Shared,
    published: Vec<Article<'a>>,
}

impl<'a> Weekly<'a> {
    pub(super) fn of(week: &'a Week) -> Self {
        Self {
            monday: week.monday.to_string(),
            self_service: Shared::of(&week.share),
            published: week.published.iter().map(Article::of).collect(),
        }
    }
}

/// Systems by category.
#[derive(Serialize)]
pub(super) struct Mixed<'a> {
    pub(super) os: &'a [String],
    pub(super) categories: &'a [String],
    pub(super) uncovered: &'a [Vec<u32>],
    pub(super) all: &'a [Vec<u32>],
}
