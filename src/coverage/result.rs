//! What was measured: the value that every form of the report is written from.
//!
//! Takes nothing. Gives [`Coverage`]. Never holds text that is not redacted, and no figure that cannot be traced to ticket
//! ids.

use crate::config::tickets::TicketSettings;
use crate::tickets::intake::Intake;
use jiff::civil::Date;

/// By what a ticket is covered; the first that holds, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Evidence {
    /// The ticket names the article.
    Linked,
    /// A pattern of the article matches.
    Pattern,
    /// The article claims the ticket's category.
    Category,
    /// Our own search finds the article, with a score over the calibrated threshold.
    Text,
}

impl Evidence {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Linked, Self::Pattern, Self::Category, Self::Text];
}

/// For whom the articles count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum View {
    /// Articles that end users can see.
    SelfService,
    /// Any article.
    Agents,
}

/// How many of some tickets are covered, and by what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// All.
    pub all: u32,
    /// Covered, by evidence in the order of [`Evidence::ALL`].
    pub by: [u32; 4],
}

impl Share {
    /// Covered tickets.
    #[must_use]
    pub fn covered(&self) -> u32 {
        self.by.iter().sum()
    }

    /// Tickets without an article.
    #[must_use]
    pub fn uncovered(&self) -> u32 {
        self.all - self.covered()
    }

    /// Covered part, from 0 to 1; 0 where there is nothing.
    #[must_use]
    pub fn share(&self) -> f64 {
        if self.all == 0 {
            0.0
        } else {
            f64::from(self.covered()) / f64::from(self.all)
        }
    }
}

/// How well a category or topic is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Less than 20 % (settings).
    None,
    /// Less than 70 % (settings).
    Partial,
    /// More.
    Covered,
}

/// Whether something grows: the second half of the window against the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// At least twice as many, and at least 5.
    Rising,
    /// At most half as many, from at least 5.
    Falling,
    /// Neither.
    Steady,
    /// The tickets have no dates.
    Unknown,
}

/// Tickets over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trend {
    /// In the first half of the window.
    pub first: u32,
    /// In the second half.
    pub second: u32,
    /// What that means.
    pub direction: Direction,
    /// A week each, oldest first, as [`Coverage::weeks`].
    pub weeks: Vec<u32>,
}

/// Figures that only some systems give: `None` is "n/a".
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Service {
    /// Share solved by the first person.
    pub first_contact: Option<f64>,
    /// Share whose service level was missed.
    pub breached: Option<f64>,
    /// Share opened again.
    pub reopened: Option<f64>,
    /// Median hours from opening to solution.
    pub hours: Option<f64>,
    /// Median minutes of work.
    pub effort: Option<f64>,
}

/// One ticket as evidence; its text is redacted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The system's number.
    pub id: String,
    /// Day it was opened.
    pub day: Option<Date>,
    /// Its summary, or the beginning of its text; at most 160 characters.
    pub text: String,
}

/// A number of tickets under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub name: String,
    /// How many.
    pub count: u32,
}

/// An article that is named in the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleRef {
    /// `KB0042`.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its file below the root.
    pub path: String,
    /// Its page, below the root of the site, without the leading `/`.
    pub url: String,
}

/// A category of the vendor, or a topic found in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// `Network > VPN`, or the topic's telling phrases.
    pub name: String,
    /// The levels of a category, widest first; of a topic those of the category whose tickets it groups.
    pub path: Vec<String>,
    /// Whether it was found in the text.
    pub is_topic: bool,
    /// Levels above it: 0 for the widest. Topics stand at level 0 or below the category whose tickets they group.
    pub depth: u32,
    /// With everything below it.
    pub self_service: Share,
    /// With everything below it.
    pub agents: Share,
    /// By the self-service view.
    pub state: State,
    /// At least 5 tickets, on 3 days, from 2 requesters (settings).
    pub recurring: bool,
    /// On so many days.
    pub days: u32,
    /// By so many people, where the export says.
    pub requesters: Option<u32>,
    /// Over time.
    pub trend: Trend,
    /// Figures of its tickets.
    pub service: Service,
    /// Operating systems that its tickets name, most first.
    pub os: Vec<Named>,
    /// Products and services, most first.
    pub products: Vec<Named>,
    /// Articles that answer it, most tickets first.
    pub articles: Vec<(ArticleRef, u32)>,
}

/// What should be written next.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// `G1`, by rank.
    pub id: String,
    /// The category or topic.
    pub group: Group,
    /// Uncovered tickets (self-service), each weighted with 1 + 1 for a missed service level + 1 for a reopening + ½ for
    /// more than one contact; what a system does not say weighs nothing.
    pub weight: f64,
    /// Cost of a year at this pace, by the assumptions.
    pub cost: f64,
    /// Uncovered tickets of this gap and of those before it, as a share of all uncovered ones.
    pub cumulated: f64,
    /// Whether it belongs to the Pareto set.
    pub in_pareto: bool,
    /// Telling phrases of its uncovered tickets, in the requesters' own words, redacted, best first.
    pub phrases: Vec<String>,
    /// Error codes that they name, most first.
    pub codes: Vec<Named>,
    /// Uncovered tickets, most typical first, at most 5.
    pub examples: Vec<Example>,
    /// All ids of uncovered tickets, in order of the export.
    pub tickets: Vec<String>,
}

/// An article that exists and is not found: covered by pattern or text and never linked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findability {
    /// The article.
    pub article: ArticleRef,
    /// Tickets that it would have answered and that do not name it.
    pub unlinked: u32,
    /// Tickets that name it.
    pub linked: u32,
    /// Some of them.
    pub examples: Vec<Example>,
}

/// What is the matter with a pattern.
#[derive(Clone, Debug, PartialEq)]
pub enum Health {
    /// Matches something, and not too much.
    Good,
    /// Matches nothing.
    Dead,
    /// Matches more than 5 % of all tickets (settings), or 3 and more top categories with at least a tenth of it each.
    Broad {
        /// Its share of all tickets.
        share: f64,
        /// Categories that it matches, most first.
        categories: Vec<Named>,
    },
    /// At least half of what it matches is matched by another article's pattern too.
    Overlapping {
        /// The other article.
        with: ArticleRef,
        /// Its pattern.
        pattern: String,
        /// Tickets that both match.
        both: u32,
    },
}

/// A pattern and what it matches.
#[derive(Clone, Debug, PartialEq)]
pub struct PatternHealth {
    /// The article.
    pub article: ArticleRef,
    /// As written.
    pub pattern: String,
    /// Line of its file, from 1.
    pub line: usize,
    /// Tickets that it matches.
    pub matches: u32,
    /// What is the matter.
    pub health: Health,
    /// Some of them.
    pub examples: Vec<Example>,
}

/// A figure before and after, with an interval of its change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Before.
    pub before: f64,
    /// After.
    pub after: f64,
    /// The interval of 95 % of the change (a ratio for tickets a week, a difference otherwise).
    pub interval: (f64, f64),
}

/// What an article changed. Nothing is said of articles with fewer than 10 tickets on a side.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// The article.
    pub article: ArticleRef,
    /// First commit, which is when it was there.
    pub published: Date,
    /// Days on each side.
    pub days: u32,
    /// Tickets before and after.
    pub counts: (u32, u32),
    /// Tickets a week; the interval is that of the ratio of two Poisson rates, wider where weeks scatter more.
    pub weekly: Option<Change>,
    /// Median hours to solution.
    pub hours: Option<Change>,
    /// Share solved by the first person.
    pub first_contact: Option<Change>,
}

/// Tickets of one week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub monday: Date,
    /// Tickets and what covers them (self-service).
    pub share: Share,
    /// Articles that came in this week.
    pub published: Vec<ArticleRef>,
}

/// How the text evidence was calibrated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration {
    /// A ticket counts as answered by text from this confidence, from 0 to 1.
    pub threshold: f64,
    /// The share of wrong ones among them that the threshold was chosen for.
    pub expected_wrong: f64,
    /// Known answers (tickets that name an article) over the threshold, and how many of them were right.
    pub known: Option<(u32, u32)>,
    /// How it was done, in a sentence.
    pub method: String,
}

/// What the cost was computed with; always printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumptions {
    /// Share of uncovered tickets that an article would take off the desk.
    pub deflectable: f64,
    /// Cost of a ticket that a person answers.
    pub assisted: f64,
    /// Cost of an answer that a reader finds herself.
    pub self_service: f64,
    /// Sign of the currency.
    pub currency: String,
    /// Whether they are the program's own: the desk has set none of them.
    pub are_own: bool,
}

/// Operating systems by category.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heat {
    /// Columns: names of operating systems.
    pub os: Vec<String>,
    /// Rows: top categories, most tickets first, at most 12.
    pub categories: Vec<String>,
    /// Uncovered tickets, by category and system.
    pub uncovered: Vec<Vec<u32>>,
    /// All tickets, by category and system.
    pub all: Vec<Vec<u32>>,
}

/// What the words of the report mean in this run; always printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rules {
    /// Days back from the newest ticket.
    pub window: u32,
    /// A group recurs from so many tickets …
    pub tickets: u32,
    /// … on so many days …
    pub days: u32,
    /// … by so many requesters, where they are known.
    pub requesters: u32,
    /// Below this share a group has no article, from 0 to 1.
    pub none_below: f64,
    /// Below this share it is covered in part.
    pub partial_below: f64,
    /// Share of all uncovered tickets that the Pareto set holds.
    pub pareto: f64,
    /// A pattern that matches more than this share of all tickets is too broad.
    pub broad: f64,
}

impl From<&TicketSettings> for Rules {
    fn from(settings: &TicketSettings) -> Self {
        Self {
            window: settings.window,
            tickets: settings.min_tickets,
            days: settings.min_days,
            requesters: settings.min_requesters,
            none_below: settings.none_below,
            partial_below: settings.partial_below,
            pareto: settings.pareto,
            broad: settings.broad,
        }
    }
}

/// Everything that was measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// What was read.
    pub intake: Intake,
    /// First and last day of the window; `None` where the tickets have no dates.
    pub window: Option<(Date, Date)>,
    /// Kept tickets that lie outside the window.
    pub outside: u32,
    /// Tickets that were cancelled, or are no requests of people.
    pub not_counted: u32,
    /// By articles that end users can see.
    pub self_service: Share,
    /// By any article.
    pub agents: Share,
    /// By link only, as in KCS. Known: tickets that name an article that was there before them. New: those that an article
    /// was written from, or that name one that came on their day or later. Unknown: no link.
    pub known_new_unknown: (u32, u32, u32),
    /// Figures of all tickets.
    pub service: Service,
    /// Weeks of the window, oldest first.
    pub weeks: Vec<Week>,
    /// All categories, each before those below it, most tickets first; then topics.
    pub groups: Vec<Group>,
    /// Uncovered tickets of all recurring groups that are gaps.
    pub gaps: Vec<Gap>,
    /// How many of the gaps hold 80 % (settings) of all uncovered tickets; all of them where they do not reach it.
    pub pareto: usize,
    /// Categories × systems.
    pub heat: Heat,
    /// Articles that exist and are not found, most tickets first.
    pub findability: Vec<Findability>,
    /// Every pattern, worst first.
    pub patterns: Vec<PatternHealth>,
    /// What articles changed, strongest first.
    pub effects: Vec<Effect>,
    /// Articles that came in the window and have too few tickets to say anything.
    pub too_few: u32,
    /// How the text evidence was calibrated.
    pub calibration: Calibration,
    /// What the cost was computed with.
    pub assumptions: Assumptions,
    /// What the words mean in this run.
    pub rules: Rules,
}
