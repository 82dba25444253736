//! Pages from the site.

pub mod context;
