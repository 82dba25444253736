//! The addresses of the pages that are the site's own.
//!
//! Takes nothing. Gives [`UrlPath`]s below the site's root. Never says whether a site has the page.

use crate::paths::UrlPath;

/// The page of all articles, by category.
#[must_use]
pub fn all_page() -> UrlPath {
    UrlPath::of(["all"])
}

/// The search page.
#[must_use]
pub fn search_page() -> UrlPath {
    UrlPath::of(["search"])
}

/// The index of symptoms.
#[must_use]
pub fn symptoms_page() -> UrlPath {
    UrlPath::of(["symptoms"])
}

/// The page of ticket coverage.
#[must_use]
pub fn coverage_page() -> UrlPath {
    UrlPath::of(["coverage"])
}

/// The page of the base's health.
#[must_use]
pub fn health_page() -> UrlPath {
    UrlPath::of(["health"])
}

/// The index of error codes.
#[must_use]
pub fn codes_page() -> UrlPath {
    UrlPath::of(["error-codes"])
}

/// Where logo and icon stand in the site.
#[must_use]
pub fn brand_file(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    format!("static/brand/{name}")
}
