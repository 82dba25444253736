//! Files that are not published, because they could act in the reader's name.
//!
//! Takes the site and what is known of its images and attachments. Gives KB047 where an article links to one that is active,
//! once an article, and for a logo, an icon or a file of the theme. Never looks into a file.

use crate::diag::{Code, Diagnostic, Severity};
use crate::model::Site;
use crate::model::article::{Article, Target};
use crate::paths::ContentPath;
use crate::render::article::Assets;
use std::collections::BTreeSet;

const ACTIVE: Code = Code("KB047");

/// What is said of active files.
pub(super) fn told(site: &Site, assets: &Assets) -> Vec<Diagnostic> {
    let active = active(assets);
    if active.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Diagnostic> = site
        .articles
        .iter()
        .flat_map(|article| in_article(article, &active))
        .collect();
    let theme = &site.settings.theme;
    let brand: Vec<_> = [&theme.logo, &theme.favicon]
        .into_iter()
        .flatten()
        .filter_map(|path| ContentPath::new(path))
        .collect();
    let own = |path: &ContentPath| {
        let of_theme = path.as_str().starts_with("themes/") && path.as_str().contains("/static/");
        of_theme || brand.contains(path)
    };
    found.extend(
        active.into_iter().filter(|path| own(path)).map(|path| {
            Diagnostic::general(ACTIVE, Severity::Error, message(path)).help(help(path))
        }),
    );
    found
}

/// What is said of active files that one article links to.
pub(super) fn told_of(article: &Article, assets: &Assets) -> Vec<Diagnostic> {
    in_article(article, &active(assets))
}

fn active(assets: &Assets) -> BTreeSet<&ContentPath> {
    let active = assets.iter().filter(|(_, asset)| asset.active);
    active.map(|(path, _)| path).collect()
}

fn in_article(article: &Article, active: &BTreeSet<&ContentPath>) -> Vec<Diagnostic> {
    let mut said = BTreeSet::new();
    let links = article.body.links.iter().zip(&article.targets);
    links
        .filter_map(|(link, target)| match target {
            Target::Asset { from, .. } if active.contains(from) && said.insert(from) => Some(
                Diagnostic::new(ACTIVE, Severity::Error, article.file, message(from))
                    .at(link.span)
                    .help(help(from)),
            ),
            _ => None,
        })
        .collect()
}

fn message(path: &ContentPath) -> String {
    format!("`{path}` could run in the reader's browser, and is not published")
}

fn help(path: &ContentPath) -> &'static str {
    match path.extension().as_str() {
        "svg" | "svgz" => {
            "export it as plain SVG, without script, `on…` attributes, `foreignObject` and links to other hosts"
        }
        _ => "put it into a ZIP archive, or write what it says into the article",
    }
}
