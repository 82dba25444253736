//! Pages from the site.

pub mod context;
pub mod escape;
pub mod highlight;
pub mod html;
