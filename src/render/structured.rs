//! What search engines read of an article: JSON-LD.
//!
//! Takes the site and the page's frame. Gives a text that may stand in a `script` element. Never says more than the page.

use crate::model::{ArticleId, Site};
use crate::render::context::PageContext;
use serde::Serialize;
use serde_json::json;

/// Schema.org's `TechArticle` and its breadcrumbs; only where the site has an address.
pub(crate) fn structured(site: &Site, id: ArticleId, frame: &PageContext) -> String {
    if frame.canonical.is_empty() {
        return String::new();
    }
    let article = site.article(id);
    let base = site.settings.base_url.clone().unwrap_or_default();
    let up = std::iter::successors(article.category, |c| site.categories[*c].parent);
    let mut trail: Vec<(String, String)> = up
        .map(|c| &site.categories[c])
        .map(|c| (c.name.clone(), format!("{base}{}", c.url.as_str())))
        .collect();
    trail.reverse();
    trail.push((article.title.clone(), frame.canonical.clone()));
    let items: Vec<_> = (1..)
        .zip(&trail)
        .map(|(n, (name, url))| json!({"@type": "ListItem", "position": n, "name": name, "item": url}))
        .collect();
    let date = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string());
    let mut about = json!({
        "@type": "TechArticle",
        "headline": article.title,
        "description": frame.description,
        "inLanguage": article.lang,
        "url": frame.canonical,
        "publisher": {"@type": "Organization", "name": site.settings.title},
    });
    for (key, day) in [
        ("datePublished", date(article.dates.created)),
        ("dateModified", date(article.dates.updated)),
    ] {
        if let Some(day) = day {
            about[key] = day.into();
        }
    }
    json_ld(&json!({
        "@context": "https://schema.org",
        "@graph": [about, {"@type": "BreadcrumbList", "itemListElement": items}],
    }))
}

/// Structured data that may stand in a `script` element: nothing in it can close the element.
fn json_ld(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).unwrap_or_default();
    text.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::json_ld;

    #[test]
    fn data_cannot_leave_its_element() {
        assert_eq!(json_ld(&"</script>&"), "\"\\u003c/script\\u003e\\u0026\"");
    }
}
