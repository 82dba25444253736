//! Old addresses, and the short one made of the id.
//!
//! Takes the articles. Gives the files that lead to them. Never lets an alias take a page's place or leave the site.

use crate::diag::{Code, Diagnostic, FileId, Severity, Spanned};
use crate::model::ArticleId;
use crate::model::article::Article;
use crate::model::parts::{is_folder_name, is_odd, is_one_of};
use crate::model::places::Files;
use crate::paths::{OutPath, UrlPath};
use percent_encoding::percent_decode_str;
use std::collections::BTreeMap;

/// Few disks take a path of more than a few thousand bytes.
const LONGEST: usize = 1_000;

/// All redirects of a site: `/KB0042/` for every written id, then the aliases; `files` are those that are taken.
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
    let path = alias.trim();
    // Two slashes begin the name of another host.
    if path.starts_with("//") {
        return None;
    }
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = path.strip_prefix('/').unwrap_or(path);
    let folders = path.strip_suffix('/').unwrap_or(path).split('/');
    // A server looks for the letters that `%20` means.
    let parts: Vec<String> = folders
        .map(|part| Some(percent_decode_str(part).decode_utf8().ok()?.into_owned()))
        .collect::<Option<_>>()?;
    let (last, above) = parts.split_last()?;
    let is_page = is_one_of(last, &[".html", ".htm"]);
    let is_folder = path.ends_with('/') || !is_page;
    let mut folders = above.iter().chain(is_folder.then_some(last));
    let is_long = path.len() > LONGEST;
    if is_long || parts.iter().any(|p| is_odd(p)) || !folders.all(|p| is_folder_name(p)) {
        return None;
    }
    let path = parts.join("/");
    OutPath::new(&if is_folder {
        format!("{path}/index.html")
    } else {
        path
    })
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
            ("//evil.example/", None),
            ("/caf%C3%A9%20menu/", Some("caf\u{e9} menu/index.html")),
            ("/a%2fb/", None),
            ("/a%00/", None),
            ("/a%ff/", None),
            ("/index.html/", None),
            ("/sitemap.xml/x.html", None),
            ("/v1.2/page.HTM", Some("v1.2/page.HTM")),
            ("/.deskbook-manifest/", None),
            ("/.well-known/x/", Some(".well-known/x/index.html")),
            ("/Con.old/", None),
            ("/com1/", None),
            ("/common/", Some("common/index.html")),
            ("/a./", None),
            ("/a\u{202e}b/", None),
            ("/a//b/", None),
        ];
        for (alias, file) in cases {
            assert_eq!(place(alias).as_ref().map(OutPath::as_str), file, "{alias}");
        }
    }
}
