//! The report as a page, part by part.
//!
//! Takes what was measured. Gives its HTML, alone or for the site. Never names a file outside of itself, and never writes
//! a style attribute or a script.

use crate::brief::About;
use crate::brief::markup::esc;
use crate::brief::{articles, categories, gap, heat, method, next, opening, weeks};
use crate::coverage::result::Coverage;
use std::fmt::Write as _;

/// The one style sheet, which the site's page loads as a file.
const STYLE: &str = include_str!("../../themes/default/static/coverage.css");

/// A whole file.
pub(crate) fn whole(coverage: &Coverage, about: &About<'_>) -> String {
    file("Ticket coverage", &body(coverage, about), about)
}

/// A report as a file of its own, from its name and its body.
pub(crate) fn file(name: &str, body: &str, about: &About<'_>) -> String {
    let title = esc(about.title);
    let accent = accent(about);
    format!(
        "<!doctype html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{name} · {title}</title>\n<meta name=\"robots\" content=\"noindex\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<style>\n{STYLE}{accent}</style>\n</head>\n\
         <body class=\"cov-alone\">\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}

/// The accent of the settings; colours hold nothing but these characters.
fn accent(about: &About<'_>) -> String {
    let is_colour = |text: &str| {
        let plain = |c: char| c.is_ascii_alphanumeric() || "#(),.% /-".contains(c);
        !text.contains("/*") && text.chars().all(plain)
    };
    match about.accent {
        Some((light, dark)) if is_colour(light) && is_colour(dark) => {
            format!(":root {{ --accent-light: {light}; --accent-dark: {dark}; }}\n")
        }
        _ => String::new(),
    }
}

/// Everything that stands on the page.
pub(crate) fn body(coverage: &Coverage, about: &About<'_>) -> String {
    let mut parts = String::new();
    next::write(&mut parts, coverage);
    categories::write(&mut parts, coverage);
    weeks::write(&mut parts, coverage, about);
    heat::write(&mut parts, &coverage.heat);
    gap::write(&mut parts, coverage, about);
    articles::write(&mut parts, coverage, about);
    method::write(&mut parts, coverage);
    let mut out = String::from("<div class=\"coverage\" lang=\"en\" dir=\"ltr\">\n");
    opening::write(&mut out, coverage, about);
    out.push_str(&contents(&parts));
    out.push_str(&parts);
    out.push_str("</div>\n");
    out
}

/// The way down the page, to the parts that there are.
pub(crate) fn contents(parts: &str) -> String {
    let mut out = String::from("<nav class=\"cov-nav\" aria-label=\"Parts of the report\"><ul>");
    for heading in parts.split("<h2 id=\"").skip(1) {
        let Some((id, rest)) = heading.split_once("\">") else {
            continue;
        };
        let title = rest.split('<').next().unwrap_or_default();
        let _ = write!(out, "<li><a href=\"#{id}\">{title}</a></li>");
    }
    out.push_str("</ul></nav>\n");
    out
}

#[cfg(test)]
mod tests;
