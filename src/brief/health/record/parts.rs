//! The twins of what was measured, for JSON.
//!
//! Takes lists. Gives values with frozen names. Never changes a figure: what is not known is `null`.

use crate::brief::named::Article;
use crate::kcs::measures::result::{
    Due, Flagged, Generic, Lonely, Month, Published, Reused, State, States, Team, Unfinished,
};
use jiff::civil::Date;
use serde::Serialize;

/// At most six digits behind the point: more say nothing, and differ between machines that read them.
pub(super) fn tidy(figure: f64) -> f64 {
    (figure * 1e6).round() / 1e6
}

pub(super) fn text(day: Option<Date>) -> Option<String> {
    day.map(|d| d.to_string())
}

/// Keys by state.
#[derive(Serialize)]
pub(super) struct Named<'a> {
    validated: &'a [String],
    not_validated: &'a [String],
    wip: &'a [String],
    unstated: &'a [String],
    archived: &'a [String],
}

impl<'a> Named<'a> {
    pub(super) fn of(states: &'a [Vec<String>; 5]) -> Self {
        Self {
            validated: &states[State::Validated as usize],
            not_validated: &states[State::NotValidated as usize],
            wip: &states[State::Wip as usize],
            unstated: &states[State::Unstated as usize],
            archived: &states[State::Archived as usize],
        }
    }
}

/// The end of a month.
#[derive(Serialize)]
pub(super) struct Monthly {
    day: String,
    validated: u32,
    not_validated: u32,
    wip: u32,
    unstated: u32,
    archived: u32,
}

impl Monthly {
    pub(super) fn of(month: &Month) -> Self {
        let states: &States = &month.states;
        Self {
            day: month.day.to_string(),
            validated: states[State::Validated as usize],
            not_validated: states[State::NotValidated as usize],
            wip: states[State::Wip as usize],
            unstated: states[State::Unstated as usize],
            archived: states[State::Archived as usize],
        }
    }
}

/// Time to publish.
#[derive(Serialize)]
pub(super) struct Aged<'a> {
    article: Article<'a>,
    created: String,
    published: String,
    days: i32,
}

impl<'a> Aged<'a> {
    pub(super) fn of(one: &'a Published) -> Self {
        Self {
            article: Article::of(&one.article),
            created: one.created.to_string(),
            published: one.published.to_string(),
            days: one.days,
        }
    }
}

/// Days since the newest commit.
#[derive(Serialize)]
pub(super) struct Checked<'a> {
    key: &'a str,
    days: i32,
}

impl<'a> Checked<'a> {
    pub(super) fn of((key, days): &'a (String, i32)) -> Self {
        Self { key, days: *days }
    }
}

/// A review.
#[derive(Serialize)]
pub(super) struct Dated<'a> {
    article: Article<'a>,
    owner: Option<&'a str>,
    review_by: String,
    days_left: i32,
}

impl<'a> Dated<'a> {
    pub(super) fn of(due: &'a Due) -> Self {
        Self {
            article: Article::of(&due.article),
            owner: due.owner.as_deref(),
            review_by: due.day.to_string(),
            days_left: due.left,
        }
    }
}

/// The reviews of a team.
#[derive(Serialize)]
pub(super) struct Owned<'a> {
    owner: Option<&'a str>,
    articles: u32,
    overdue: u32,
    in_30_days: u32,
    in_90_days: u32,
    undated: u32,
}

impl<'a> Owned<'a> {
    pub(super) fn of(team: &'a Team) -> Self {
        Self {
            owner: (!team.owner.is_empty()).then_some(&team.owner[..]),
            articles: team.articles,
            overdue: team.overdue,
            in_30_days: team.in_30,
            in_90_days: team.in_90,
            undated: team.undated,
        }
    }
}

/// An article in progress.
#[derive(Serialize)]
pub(super) struct Waiting<'a> {
    article: Article<'a>,
    owner: Option<&'a str>,
    since: Option<String>,
    days: Option<i32>,
}

impl<'a> Waiting<'a> {
    pub(super) fn of(one: &'a Unfinished) -> Self {
        Self {
            article: Article::of(&one.article),
            owner: one.owner.as_deref(),
            since: text(one.since),
            days: one.days,
        }
    }
}

/// A flag.
#[derive(Serialize)]
pub(super) struct Open<'a> {
    article: Article<'a>,
    date: Option<String>,
    days: Option<i32>,
    by: Option<&'a str>,
    text: &'a str,
}

impl<'a> Open<'a> {
    pub(super) fn of(flag: &'a Flagged) -> Self {
        Self {
            article: Article::of(&flag.article),
            date: text(flag.day),
            days: flag.days,
            by: flag.by.as_deref(),
            text: &flag.text,
        }
    }
}

/// An article that is ready to validate.
#[derive(Serialize)]
pub(super) struct Ready<'a> {
    article: Article<'a>,
    tickets: &'a [String],
    articles: &'a [String],
}

impl<'a> Ready<'a> {
    pub(super) fn of(one: &'a Reused) -> Self {
        Self {
            article: Article::of(&one.article),
            tickets: &one.tickets,
            articles: &one.articles,
        }
    }
}

/// An article to which nothing leads.
#[derive(Serialize)]
pub(super) struct Lone<'a> {
    article: Article<'a>,
    created: Option<String>,
}

impl<'a> Lone<'a> {
    pub(super) fn of(one: &'a Lonely) -> Self {
        Self {
            article: Article::of(&one.article),
            created: text(one.created),
        }
    }
}

/// A number of tickets under a name.
#[derive(Serialize)]
pub(super) struct Counted<'a> {
    name: &'a str,
    tickets: u32,
}

/// An article that may be too general.
#[derive(Serialize)]
pub(super) struct General<'a> {
    article: Article<'a>,
    tickets: &'a [String],
    share: f64,
    categories: Vec<Counted<'a>>,
}

impl<'a> General<'a> {
    pub(super) fn of(one: &'a Generic) -> Self {
        let counted = |c: &'a crate::coverage::result::Named| Counted {
            name: &c.name,
            tickets: c.count,
        };
        Self {
            article: Article::of(&one.article),
            tickets: &one.tickets,
            share: tidy(one.share),
            categories: one.categories.iter().map(counted).collect(),
        }
    }
}
