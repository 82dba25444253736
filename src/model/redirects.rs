//! Old addresses, and the short one made of the id.
//!
//! Takes the articles. Gives the files that lead to them. Never lets an alias take a page's place or leave the site.

use crate::diag::{Code, Diagnostic, FileId, Severity, Spanned};
use crate::model::ArticleId;
use crate::model::article::Article;
use crate::model::places::Files;
use crate::paths::{OutPath, UrlPath};
use std::collections::BTreeMap;

/// No disk takes a name of more than 255 bytes, and few a path of more than a few thousand.
const LONGEST_PART: usize = 200;
const LONGEST: usize = 1_000;

/// All redirects of a site: `/KB0042/` for every written id, then the aliases.
pub(crate) fn redirects(
    articles: &[Article],
    mut files: Files,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<OutPath, ArticleId> {
    let mut all = BTreeMap::new();
    for (id, article) in (0..).map(ArticleId).zip(articles) {
        let url = UrlPath::of([&article.key]);
        if !article.has_key || url.as_str().eq_ignore_ascii_case(article.url.as_str()) {
            continue;
        }
        if files.take(&url.file()) {
            all.insert(url.file(), id);
        } else if let Some(written) = &article.front.id {
            found.push(taken(article.file, written));
        }
    }
    for (id, article) in (0..).map(ArticleId).zip(articles) {
        for alias in &article.front.aliases {
            match place(&alias.value) {
                None => found.push(outside(article.file, alias)),
                Some(file) if files.take(&file) => {
                    all.insert(file, id);
                }
                Some(file) if all.get(&file) == Some(&id) || file == article.url.file() => {}
                Some(_) => found.push(collides(article.file, alias)),
            }
        }
    }
    all
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

fn taken(file: FileId, id: &Spanned<String>) -> Diagnostic {
    let message = format!("the address /{}/ is taken, so this id has none", id.value);
    Diagnostic::new(Code("KB034"), Severity::Warning, file, message)
        .at(id.span)
        .help("links by id work all the same; with another id there is a short address too")
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
