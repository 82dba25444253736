//! The settings of ticket coverage: where exports lie, how unknown ones are read, what counts as a gap.
//!
//! Takes nothing but its defaults; [`read`] takes the settings file. Gives [`TicketSettings`]. Never changes what a
//! vendor's own columns mean.

pub mod read;

use std::collections::BTreeMap;

/// Which of two numbers comes first in `03/04/2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 3 April.
    DayFirst,
    /// March 4.
    MonthFirst,
}

/// `tickets:` of the settings file.
#[derive(Clone, Debug, PartialEq)]
pub struct TicketSettings {
    /// Exports below the root that `gaps` and internal builds read; `*` stands for anything but `/`.
    pub files: Vec<String>,
    /// Column (or dotted JSON path) of each field, for exports that no vendor wrote: `summary: Betreff`.
    pub columns: BTreeMap<String, String>,
    /// The order of dates, where the files do not decide it.
    pub date_order: Option<DateOrder>,
    /// What separates the levels of one category cell; `>` and `::` by default.
    pub category_separators: Vec<String>,
    /// The id or name of the custom field that holds the category (Zendesk, Freshdesk, Jira).
    pub category_field: Option<String>,
    /// Days back from the newest ticket.
    pub window: u32,
    /// A category recurs from so many tickets …
    pub min_tickets: u32,
    /// … on so many days …
    pub min_days: u32,
    /// … by so many requesters, where they are known.
    pub min_requesters: u32,
    /// Below this share a category has no article, from 0 to 1.
    pub none_below: f64,
    /// Below this share it is covered in part.
    pub partial_below: f64,
    /// Share of all uncovered tickets that the Pareto set holds.
    pub pareto: f64,
    /// A pattern that matches more than this share of all tickets is too broad.
    pub broad: f64,
    /// Share of uncovered tickets that an article would take off the desk.
    pub deflectable: f64,
    /// Cost of a ticket that a person answers, in the desk's currency.
    pub assisted_cost: f64,
    /// Cost of an answer that a reader finds herself.
    pub self_service_cost: f64,
    /// The sign before (or, behind a blank, after) amounts: `$`, `€`.
    pub currency: String,
    /// Names of categories that say nothing: their tickets are grouped by their text.
    pub vague: Vec<String>,
    /// Further regular expressions of what may never be shown of a ticket.
    pub redact: Vec<String>,
    /// Further patterns (query language) of tickets that are no requests of people.
    pub noise: Vec<String>,
}

impl Default for TicketSettings {
    fn default() -> Self {
        let words = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect();
        Self {
            files: Vec::new(),
            columns: BTreeMap::new(),
            date_order: None,
            category_separators: words(&[" > ", "::"]),
            category_field: None,
            window: 180,
            min_tickets: 5,
            min_days: 3,
            min_requesters: 2,
            none_below: 0.2,
            partial_below: 0.7,
            pareto: 0.8,
            broad: 0.05,
            deflectable: 0.3,
            assisted_cost: 22.0,
            self_service_cost: 2.0,
            currency: "$".to_owned(),
            vague: words(&[
                "other",
                "others",
                "misc",
                "miscellaneous",
                "general",
                "unknown",
                "none",
                "n/a",
                "uncategorized",
                "uncategorised",
                "inquiry / help",
                "request",
                "question",
                "incident",
                "sonstiges",
                "allgemein",
                "autre",
                "otros",
            ]),
            redact: Vec::new(),
            noise: Vec::new(),
        }
    }
}
