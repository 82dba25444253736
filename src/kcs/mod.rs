//! Knowledge-centred work: what each role may do, and how the base is doing.
//!
//! Takes the site with its audit, and ticket coverage where there are tickets. Gives verdicts on changes and measures, each
//! with its formula and counts. Never sets a goal on an activity and never ranks people.

pub mod measures;
pub mod roles;
pub mod transitions;
