//! Where files of the settings stand in the site.
//!
//! Takes the path of a logo or an icon. Gives its file below the site's root. Never says whether it is there.

/// Where logo and icon stand in the site.
#[must_use]
pub fn brand_file(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    format!("static/brand/{name}")
}
