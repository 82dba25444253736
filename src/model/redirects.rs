//! Old addresses, and the short one made of the id.
//!
//! Takes the articles. Gives the files that lead to them. Never lets an alias take a page's place or leave the site.

use crate::diag::{Code, Diagnostic, FileId, Severity, Spanned};
use crate::model::ArticleId;
use crate::model::article::Article;
use crate::paths::{OutPath, UrlPath};
use std::collections::{BTreeMap, BTreeSet};

/// Pages that the site may have beside those of articles: an alias must not stop the whole build for one of them.
const OWN: [&str; 6] = [
    "all",
    "coverage",
    "error-codes",
    "health",
    "search",
    "symptoms",
];
/// No disk takes a name of more than 255 bytes, and few a path of more than a few thousand.
const LONGEST_PART: usize = 200;
const LONGEST: usize = 1_000;

/// All redirects of a site: `/KB0042/` for every written id, then the aliases.
pub(crate) fn redirects(
    articles: &[Article],
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<OutPath, ArticleId> {
    let own = OWN.iter().map(|page| UrlPath::of([*page]).file());
    let pages = articles.iter().map(|a| a.url.file()).chain(own);
    let pages: BTreeSet<String> = pages.map(|file| lower(&file)).collect();
    let mut all = BTreeMap::new();
    let mut taken = pages;
    for (id, article) in (0..).map(ArticleId).zip(articles) {
        let file = UrlPath::of([&article.key]).file();
        if article.has_key && taken.insert(lower(&file)) {
            all.insert(file, id);
        }
    }
    for (id, article) in (0..).map(ArticleId).zip(articles) {
        for alias in &article.front.aliases {
            match place(&alias.value) {
                None => found.push(outside(article.file, alias)),
                Some(file) if taken.insert(lower(&file)) => {
                    all.insert(file, id);
                }
                Some(file) if all.get(&file) == Some(&id) || file == article.url.file() => {}
                Some(_) => found.push(collides(article.file, alias)),
            }
        }
    }
    all
}

fn lower(path: &OutPath) -> String {
    path.as_str().to_lowercase()
}

/// The file for an old address: `/a/b/` and `/a/b` are folders, `/a/b.html` is a file.
fn place(alias: &str) -> Option<OutPath> {
    let path = alias.trim().trim_start_matches('/');
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    let is_file = [".html", ".htm"]
        .iter()
        .any(|end| last.to_ascii_lowercase().ends_with(end));
    // A server reads `%2e%2e` as `..`.
    let climbs =
        |part: &str| matches!(part.to_lowercase().replace("%2e", ".").as_str(), "." | "..");
    let is_long = path.len() > LONGEST || path.split('/').any(|part| part.len() > LONGEST_PART);
    let is_odd = path.contains([':', '\\']) || path.chars().any(char::is_control);
    if path.is_empty() || is_odd || is_long || path.split('/').any(climbs) {
        return None;
    }
    if is_file {
        return OutPath::new(path);
    }
    OutPath::new(path).and_then(|folder| OutPath::new(&format!("{folder}/index.html")))
}

fn outside(file: FileId, alias: &Spanned<String>) -> Diagnostic {
    let message = format!("the alias `{}` is no address of this site", alias.value);
    Diagnostic::new(Code("KB048"), Severity::Error, file, message)
        .at(alias.span)
        .help("write the old path from the site's root: `/how-to/vpn-809/`")
}

fn collides(file: FileId, alias: &Spanned<String>) -> Diagnostic {
    let message = format!("the alias `{}` is taken by another page", alias.value);
    Diagnostic::new(Code("KB033"), Severity::Error, file, message)
        .at(alias.span)
        .help("remove it here, or there")
}

#[cfg(test)]
mod tests {
    use super::place;
    use crate::paths::OutPath;

    #[test]
    fn an_alias_is_a_file_below_the_root_or_nothing() {
        let long = "x".repeat(300);
        let cases = [
            ("/how-to/vpn-809/", Some("how-to/vpn-809/index.html")),
            ("old", Some("old/index.html")),
            ("/old/page.html?x=1#y", Some("old/page.html")),
            ("/../etc/passwd", None),
            ("https://evil.example/", None),
            ("/", None),
            ("/%2e%2e/x/", None),
            ("/a/%2E./x/", None),
            ("/a\\..\\x/", None),
            (long.as_str(), None),
        ];
        for (alias, file) in cases {
            assert_eq!(place(alias).as_ref().map(OutPath::as_str), file, "{alias}");
        }
    }
}
