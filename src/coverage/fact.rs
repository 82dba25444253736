//! What is kept of a ticket: numbers instead of words.
//!
//! Takes nothing. Gives [`Raw`], which a ticket becomes in parallel, and [`Fact`], some seventy bytes that stay. Never holds
//! who asked, only a number that tells people apart.

use crate::coverage::categories::CategoryId;
use crate::coverage::window::Day;
use crate::model::ArticleId;
use std::sync::Arc;

/// An article that the search finds for a ticket, and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Candidate {
    /// The article.
    pub(crate) article: ArticleId,
    /// From 0 to 1.
    pub(crate) confidence: f32,
}

/// Why a ticket is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Apart {
    /// Withdrawn, a duplicate, deleted.
    Cancelled,
    /// No request of a person.
    Noise,
}

/// What only some systems tell of a ticket.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Told {
    /// Hours from opening to solution.
    pub(crate) hours: Option<f32>,
    /// Minutes of work.
    pub(crate) effort: Option<f32>,
    /// Whether a service level was missed.
    pub(crate) breached: Option<bool>,
    /// Whether it was opened again.
    pub(crate) reopened: Option<bool>,
    /// Whether the first person solved it.
    pub(crate) first_contact: Option<bool>,
}

/// What was found in the words of a ticket; shared by tickets of the same words.
#[derive(Debug, Default)]
pub(crate) struct Said {
    /// Patterns that match, ascending.
    pub(crate) patterns: Vec<u32>,
    /// Systems as bits, by their places in the settings.
    pub(crate) systems: u64,
    /// Products of the settings.
    pub(crate) products: Vec<u32>,
    /// Error codes.
    pub(crate) codes: Vec<String>,
}

/// A ticket as it comes from the threads.
#[derive(Debug)]
pub(crate) struct Raw {
    /// The system's own number.
    pub(crate) id: String,
    /// The day it was opened.
    pub(crate) day: Option<Day>,
    /// The vendor's category path.
    pub(crate) category: Vec<String>,
    /// The affected service; may be empty.
    pub(crate) service: String,
    /// Who asked, as a number.
    pub(crate) requester: Option<u64>,
    /// Why it is not counted, if so.
    pub(crate) apart: Option<Apart>,
    /// Figures.
    pub(crate) told: Told,
    /// What its words say.
    pub(crate) said: Arc<Said>,
    /// Articles that it names, in order.
    pub(crate) links: Vec<ArticleId>,
    /// What the search finds, by view; nothing where a better evidence makes the question idle.
    pub(crate) candidates: [Option<Candidate>; 2],
    /// Words by which the search found it, by view; only where every ticket is to be explained.
    pub(crate) found_by: [String; 2],
    /// Its own words, cut to what the report needs.
    pub(crate) words: String,
    /// Whether an article that end users see answers it by link, pattern or category.
    pub(crate) is_settled: bool,
}

/// Lists of a fact in [`crate::coverage::store::Store`]: patterns, links, products and codes, one behind the other.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lists {
    /// Where the first begins.
    pub(crate) start: u32,
    /// How long each is.
    pub(crate) lens: [u8; 4],
}

/// A ticket.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fact {
    /// The day it was opened.
    pub(crate) day: Option<Day>,
    /// Its category.
    pub(crate) category: Option<CategoryId>,
    /// Its words, by their number.
    pub(crate) words: Option<u32>,
    /// Who asked, as a number.
    pub(crate) requester: Option<u64>,
    /// Why it is not counted, if so.
    pub(crate) apart: Option<Apart>,
    /// Figures.
    pub(crate) told: Told,
    /// Systems as bits.
    pub(crate) systems: u64,
    /// What the search finds, by view.
    pub(crate) candidates: [Option<Candidate>; 2],
    /// Its lists.
    pub(crate) lists: Lists,
}
