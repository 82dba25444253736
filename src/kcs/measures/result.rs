//! What was measured: the value that every form of the report is written from.
//!
//! Takes nothing. Gives [`Health`]. Never holds a figure that cannot be traced to articles or tickets, and of people no more
//! than a name.

use crate::audit::Key;
use crate::coverage::result::{ArticleRef, Named};
use crate::diag::{Code, Severity};
use jiff::civil::Date;

/// What an article says of its confidence, for a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// `validated`.
    Validated,
    /// `not-validated`.
    NotValidated,
    /// `wip`.
    Wip,
    /// Nothing, or a word that is none of ours.
    Unstated,
    /// `archived`.
    Archived,
}

impl State {
    /// All of them, in the order in which figures hold them.
    pub const ALL: [Self; 5] = [
        Self::Validated,
        Self::NotValidated,
        Self::Wip,
        Self::Unstated,
        Self::Archived,
    ];
}

/// Articles by state, in the order of [`State::ALL`].
pub type States = [u32; 5];

/// How much of its past a base can tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Past {
    /// Git knows every commit.
    Full,
    /// A shallow clone: what lies before its first commit is not known, so nothing is said of beginnings.
    Shallow,
    /// No history was read.
    #[default]
    Missing,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// The numerator itself.
    Count,
    /// Numerator ÷ denominator; nothing where the denominator is 0.
    Share(Option<f64>),
    /// So many days; nothing where there is no article to count.
    Days(Option<f64>),
}

/// One figure, with everything that makes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// A name that does not change: `link_rate`.
    pub key: &'static str,
    /// A name for people.
    pub name: &'static str,
    /// How it is computed, in words.
    pub formula: String,
    /// What was counted.
    pub some: u32,
    /// Among how many.
    pub of: u32,
    /// The figure.
    pub value: Value,
}

/// The base at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// The last day of a month; of the last entry the day of the report.
    pub day: Date,
    /// Articles.
    pub states: States,
}

/// From the first commit to the first that readers could see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The article.
    pub article: ArticleRef,
    /// Its first commit.
    pub created: Date,
    /// The first commit in which it was neither in progress nor archived.
    pub published: Date,
    /// Days between the two.
    pub days: i32,
}

/// A review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The article.
    pub article: ArticleRef,
    /// Its team.
    pub owner: Option<String>,
    /// `review_by`.
    pub day: Date,
    /// Days until then; below 0 it is overdue.
    pub left: i32,
}

/// The reviews of a team.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Team {
    /// As articles name it; empty for articles without an owner.
    pub owner: String,
    /// Articles that are not archived.
    pub articles: u32,
    /// Overdue.
    pub overdue: u32,
    /// Due within 30 days.
    pub in_30: u32,
    /// Due within 31 to 90 days.
    pub in_90: u32,
    /// Without a date.
    pub undated: u32,
}

impl Team {
    /// The columns of a table: articles, overdue, due in 30 days, in 90 days, without a date.
    #[must_use]
    pub fn counts(&self) -> [u32; 5] {
        [
            self.articles,
            self.overdue,
            self.in_30,
            self.in_90,
            self.undated,
        ]
    }
}

/// An article in progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// The article.
    pub article: ArticleRef,
    /// Its team.
    pub owner: Option<String>,
    /// In progress since, where the history tells.
    pub since: Option<Date>,
    /// Days since then.
    pub days: Option<i32>,
}

/// A flag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flagged {
    /// The article.
    pub article: ArticleRef,
    /// When it was raised.
    pub day: Option<Date>,
    /// Days since then.
    pub days: Option<i32>,
    /// By whom.
    pub by: Option<String>,
    /// What is wrong.
    pub text: String,
}

/// An article and what leads to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reused {
    /// The article.
    pub article: ArticleRef,
    /// Tickets that name it.
    pub tickets: Vec<String>,
    /// Keys of articles that link to it or name it as related.
    pub articles: Vec<String>,
}

/// An article that tickets of many kinds name.
#[derive(Clone, Debug, PartialEq)]
pub struct Generic {
    /// The article.
    pub article: ArticleRef,
    /// Tickets that name it.
    pub tickets: Vec<String>,
    /// Their share of all links.
    pub share: f64,
    /// Top categories of these tickets with at least a tenth of them, most first.
    pub categories: Vec<Named>,
}

/// An article to which nothing leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lonely {
    /// The article.
    pub article: ArticleRef,
    /// Its first commit.
    pub created: Option<Date>,
}

/// Tickets of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TicketMonth {
    /// Its first day.
    pub day: Date,
    /// Tickets that count.
    pub tickets: u32,
    /// Those that name an article.
    pub linked: u32,
}

/// What tickets say of the articles, by their links alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tickets {
    /// First and last day.
    pub window: Option<(Date, Date)>,
    /// Tickets that count.
    pub all: u32,
    /// Tickets that name an article which was there before them.
    pub known: Vec<String>,
    /// Tickets that an article was written from, or that name one which came on their day or later.
    pub new: Vec<String>,
    /// Tickets that name none.
    pub unknown: u32,
    /// Over time, oldest first; empty where the tickets have no dates.
    pub months: Vec<TicketMonth>,
}

/// What a person did in the period: material for a talk with the coach, never a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// A name, never an address.
    pub name: String,
    /// Keys of articles that she created.
    pub created: Vec<String>,
    /// Keys of articles that she changed and did not create in the period.
    pub improved: Vec<String>,
    /// Keys of articles that she set to `validated`.
    pub validated: Vec<String>,
    /// Tickets that name articles which she created, at whatever time; nothing without tickets.
    pub reused: Option<Vec<String>>,
}

/// Who took part in the period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Participation {
    /// People who created, changed or validated an article.
    pub active: u32,
    /// People who could have: those of the settings and those who ever did.
    pub all: u32,
}

/// Findings of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findings {
    /// Their code.
    pub code: Code,
    /// How much the worst of them matters.
    pub severity: Severity,
    /// What the code means.
    pub title: &'static str,
    /// How many.
    pub count: u32,
    /// Keys of the articles.
    pub articles: Vec<String>,
}

/// Something that happened to an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The article.
    pub article: ArticleRef,
    /// The day; of several the last.
    pub day: Date,
    /// By whom, each once.
    pub by: Vec<String>,
}

/// A change of state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The article.
    pub article: ArticleRef,
    /// The day.
    pub day: Date,
    /// By whom.
    pub by: String,
    /// What.
    pub key: Key,
    /// As it was.
    pub from: Option<String>,
    /// As it is since.
    pub to: Option<String>,
}

/// A commit that changed many articles at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mass {
    /// Its full id.
    pub commit: String,
    /// The day.
    pub day: Date,
    /// By whom.
    pub by: String,
    /// Articles that it changed.
    pub articles: u32,
}

/// What happened in the period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    /// Articles that came.
    pub new: Vec<Step>,
    /// Articles that were changed, and were there before.
    pub improved: Vec<Step>,
    /// Mass edits, whose articles are not listed one by one.
    pub mass: Vec<Mass>,
    /// Changes of state, oldest first.
    pub changes: Vec<Change>,
    /// Paths of articles that went, with the day.
    pub removed: Vec<(String, Date)>,
    /// Flags that were raised.
    pub flags: Vec<Flagged>,
    /// Reviews that became due.
    pub due: Vec<Due>,
}

/// Everything that was measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Health {
    /// The day that the report is for.
    pub as_of: Date,
    /// The first day of the period.
    pub since: Date,
    /// Whether somebody asked for this period.
    pub asked: bool,
    /// How much of the past is known.
    pub past: Past,
    /// Articles by state, in the order of [`State::ALL`], each by its key.
    pub states: [Vec<String>; 5],
    /// The same over time, oldest first; empty without a full history.
    pub months: Vec<Month>,
    /// Time to publish, by article; empty without a full history.
    pub published: Vec<Published>,
    /// Days since the newest commit, by key; empty without a history.
    pub ages: Vec<(String, i32)>,
    /// Reviews that are overdue or due within 90 days, the oldest first.
    pub reviews: Vec<Due>,
    /// The same by team, by name.
    pub teams: Vec<Team>,
    /// Articles without a review date.
    pub undated: Vec<String>,
    /// Articles in progress, the longest first.
    pub unfinished: Vec<Unfinished>,
    /// From so many days on that is too long (settings).
    pub wip_days: u32,
    /// Open flags, the oldest first.
    pub flags: Vec<Flagged>,
    /// Articles that nobody has validated and that something leads to, most first.
    pub ready: Vec<Reused>,
    /// Articles to which nothing leads.
    pub lonely: Vec<Lonely>,
    /// Articles that tickets of many kinds name, most tickets first.
    pub generic: Vec<Generic>,
    /// Tickets, where some were given.
    pub tickets: Option<Tickets>,
    /// People, by name.
    pub people: Vec<Person>,
    /// Who took part.
    pub participation: Participation,
    /// What the checks find in articles, by code.
    pub findings: Vec<Findings>,
    /// What happened in the period.
    pub digest: Digest,
    /// Every figure with its formula and counts.
    pub measures: Vec<Measure>,
}

impl Health {
    /// All articles.
    #[must_use]
    pub fn articles(&self) -> u32 {
        self.states.iter().map(|keys| keys.len() as u32).sum()
    }

    /// How many of a state.
    #[must_use]
    pub fn count(&self, state: State) -> u32 {
        self.states[state as usize].len() as u32
    }

    /// How many of each.
    #[must_use]
    pub fn counts(&self) -> States {
        State::ALL.map(|state| self.count(state))
    }

    /// Reviews that are overdue.
    pub fn overdue(&self) -> impl Iterator<Item = &Due> {
        self.reviews.iter().filter(|due| due.left < 0)
    }

    /// A figure by its key.
    #[must_use]
    pub fn measure(&self, key: &str) -> Option<&Measure> {
        self.measures.iter().find(|m| m.key == key)
    }
}
