//! The manager's report as documents: HTML with charts, CSV, JSON, Markdown.
//!
//! Takes [`crate::coverage::result::Coverage`]. Gives text. Never computes a figure.
