//! Ticket exports: what five systems and a mapping really write.
//!
//! Takes files of any of them. Gives [`ticket::Ticket`]s, one after the other, and [`intake::Intake`]: what was understood
//! and what became of every row. Never drops a row uncounted.

pub mod dates;
pub mod intake;
pub mod noise;
pub mod ticket;
pub mod words;
