//! The words of the report, each held to its definition by figures that were computed by hand.

pub(crate) mod base;
mod covered;
mod gaps;
mod groups;
mod over_time;
mod whole;
