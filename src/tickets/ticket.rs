//! One ticket, whatever system wrote it.
//!
//! Takes nothing. Gives [`Ticket`]: plain text, dates, and figures only where the system gives them. Never holds markup,
//! quoted mail threads or signatures, and never a guess: what a system does not say is `None`.

use jiff::civil::DateTime;

/// Where a ticket stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Nobody has answered for good.
    Open,
    /// Waits for somebody or something.
    Pending,
    /// Solved, may be reopened.
    Solved,
    /// Solved for good.
    Closed,
    /// Withdrawn, a duplicate, spam or deleted: not counted.
    Cancelled,
    /// A word of the desk's own that says nothing to us.
    Unknown,
}

/// Why something in a queue is no request of a person: counted apart and left out of coverage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Noise {
    /// An out-of-office reply or a delivery report.
    AutoReply,
    /// Written by a monitoring system.
    Alert,
    /// A report of a phishing mail or spam.
    Phishing,
    /// No words at all.
    Empty,
}

/// Where a ticket was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Index of the file in the run.
    pub file: u16,
    /// Line of the file (text) or number of the record, from 1.
    pub line: u32,
}

/// One ticket.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticket {
    /// The system's own number (`INC0010023`, `4711`); `row 17` of its file where there is none.
    pub id: String,
    /// Where it was read.
    pub place: Place,
    /// One line, plain text.
    pub summary: String,
    /// The requester's text, plain, without quoted threads and signatures; may be empty.
    pub description: String,
    /// How it was solved, plain text; may be empty.
    pub resolution: String,
    /// The vendor's category path, widest first (`["Network", "VPN"]`); empty where there is none.
    pub category: Vec<String>,
    /// The affected service, product or configuration item; may be empty.
    pub service: String,
    /// Where it stands.
    pub status: Status,
    /// From 1 (critical) to 5 (planning).
    pub priority: Option<u8>,
    /// How it came in, as the system writes it; may be empty.
    pub channel: String,
    /// Who asked: an opaque name, only ever counted.
    pub requester: Option<String>,
    /// The team that has it; may be empty.
    pub group: String,
    /// When it was opened, as written (no time zone is applied).
    pub created: Option<DateTime>,
    /// When it was solved; when it was closed, where only that is known.
    pub resolved: Option<DateTime>,
    /// Whether a service level was missed.
    pub breached: Option<bool>,
    /// How often it was opened again.
    pub reopens: Option<u32>,
    /// Whether the first person who took it solved it (a proxy, per system).
    pub first_contact: Option<bool>,
    /// Work on it, in minutes.
    pub effort: Option<f64>,
    /// Ids or addresses of articles in a column of its own.
    pub articles: Vec<String>,
    /// Why it is no request of a person, if so.
    pub noise: Option<Noise>,
}

impl Ticket {
    /// Summary and description: what the requester said.
    #[must_use]
    pub fn words(&self) -> String {
        match (self.summary.is_empty(), self.description.is_empty()) {
            (false, false) => format!("{}\n{}", self.summary, self.description),
            (false, true) => self.summary.clone(),
            (true, _) => self.description.clone(),
        }
    }
}
