//! Which tickets have an article, and what should be written next.
//!
//! Takes the tickets, the site and its search index. Gives [`result::Coverage`], from which every form of the report is
//! written. Never claims what the export does not say.

mod links;
pub mod result;
mod text;
