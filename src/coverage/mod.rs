//! Which tickets have an article, and what should be written next.
//!
//! Takes the tickets, the site and its search index. Gives [`result::Coverage`], from which every form of the report is
//! written. Never claims what the export does not say.

mod categories;
mod claims;
mod clusters;
mod desk;
mod effects;
mod explain;
pub mod explained;
mod fact;
mod figures;
mod findability;
mod gaps;
mod groups;
mod health;
mod judge;
pub mod learn;
mod ledger;
mod links;
mod live;
mod matched;
mod measure;
mod memo;
mod mentions;
mod named;
mod overview;
mod patterns;
mod proof;
pub mod result;
pub mod reuse;
mod samples;
mod store;
pub(crate) mod text;
mod texts;
mod tree;
mod window;

pub use desk::{Desk, Request, published_rung, redactor};
pub(crate) use live::article_ref;
pub use measure::Measured;
pub use mentions::Kind;

use crate::diag::Failure;
use crate::source::exports::Exports;
use crate::tickets;

/// Measures the coverage of tickets.
///
/// # Errors
/// As [`tickets::read`], and [`Failure::Usage`] where a pattern of `tickets.noise` cannot be read.
pub fn measure(
    desk: &Desk<'_>,
    exports: &Exports,
    request: &Request<'_>,
) -> Result<Measured, Failure> {
    measure::measure(desk, request, &|settings, work, keep| {
        tickets::read(exports, settings, work, keep)
    })
}

#[cfg(test)]
mod tests;
