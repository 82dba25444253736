//! Why a ticket counts as covered, or not.
//!
//! Takes nothing. Gives [`Explained`], one a ticket. Never holds the ticket's own words.

use crate::coverage::result::Evidence;

/// What was decided about one ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// The system's number.
    pub id: String,
    /// `Network > VPN`; empty where the export names none.
    pub category: String,
    /// The topic that was found in its text.
    pub topic: Option<String>,
    /// Whether an article that end users can see answers it.
    pub covered: bool,
    /// By what it is covered.
    pub evidence: Option<Evidence>,
    /// The key of the article.
    pub article: Option<String>,
    /// The link, the pattern, the claim, or the words and the score.
    pub why: String,
}
