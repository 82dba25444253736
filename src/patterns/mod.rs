//! Saved searches over tickets, all in one matcher.
//!
//! Takes patterns in the query language and texts. Gives, for each text, the patterns that match it. Never reads an article
//! or a ticket itself.
