//! What a change does to a site, at a glance in review.
//!
//! Takes a base of three articles, which stays as it is, and the demo base. Gives the whole site of the one, and of the
//! other a line for each page. Never says what is right: `SNAPSHOTS=overwrite` accepts what a change did, and the review
//! of `tests/golden` decides.

use crate::build::demo;
use crate::kb::{Kb, copy, repository, snapshot};
use snapbox::Data;
use std::fmt::Write as _;

/// A text kept in `tests/golden`.
fn kept(name: &str) -> Data {
    Data::read_from(&repository().join("tests/golden").join(name), None).raw()
}

/// Without what stands for the content of a style, a script or an index: `.71f112db.` and `/42992a6fb9b6/`.
fn without_hashes(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['.', '/']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let sign = &from[..1];
        out.push_str(sign);
        rest = &from[1..];
        let length = if sign == "." { 8 } else { 12 };
        let hash = rest.get(..length).unwrap_or("");
        let is_hash = hash.len() == length && hash.bytes().all(|b| b.is_ascii_hexdigit());
        if is_hash && rest[length..].starts_with(sign) {
            out.push_str("[HASH]");
            rest = &rest[length..];
        }
    }
    out + rest
}

/// What stands between two marks of a page, or nothing.
fn between<'a>(page: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(start)?;
    rest.split_once(end).map(|(inside, _)| inside)
}

/// Text without its tags.
fn untagged(html: &str) -> String {
    let parts = html
        .split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.collect::<Vec<_>>().join(" ")
}

/// One page is kept whole; of the others the middle, since all have the same frame.
const WHOLE: &str = "network/vpn-error-809/index.html";

#[test]
fn a_small_base_is_the_site_that_it_was() {
    let kb = Kb::new();
    copy(&repository().join("tests/golden/base"), &kb.root());
    for (audience, name) in [("public", "site.txt"), ("internal", "inside.txt")] {
        let _ = kb.done(&["build", "--audience", audience, "--out", audience]);
        let mut told = String::new();
        for (path, bytes) in kb.files(audience) {
            let shown = without_hashes(&path);
            let is_text = [".html", ".md", ".txt", ".xml"]
                .iter()
                .any(|end| path.ends_with(end));
            let text = String::from_utf8_lossy(&bytes);
            let main = between(&text, "<main", "</main>");
            let is_whole = path == WHOLE && audience == "public";
            let text = match main {
                Some(main) if !is_whole => format!("…<main{main}</main>…"),
                _ if is_text => text.into_owned(),
                _ => String::new(),
            };
            writeln!(told, "==== {shown}\n{}", without_hashes(&text).trim_end()).unwrap();
        }
        snapshot(told, kept(name));
    }
}

#[test]
fn the_pages_of_the_demo_site_are_those_that_they_were() {
    let mut told = String::new();
    for out in ["public", "inside"] {
        let files = demo().files(out);
        writeln!(told, "==== {out}").unwrap();
        for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
            let page = String::from_utf8_lossy(bytes);
            let Some(main) = between(&page, "<main", "</main>") else {
                writeln!(told, "{path}  leads elsewhere").unwrap();
                continue;
            };
            let heading =
                between(main, "<h1", "</h1>").map_or("", |h| h.split_once('>').unwrap().1);
            let title = untagged(heading)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let words = untagged(main).split_whitespace().count();
            writeln!(told, "{path}  {words} words  {title}").unwrap();
        }
        let is_page = |path: &&String| path.ends_with(".html");
        let is_index = |path: &&String| path.starts_with("search/");
        for path in files.keys().filter(|p| !is_page(p) && !is_index(p)) {
            writeln!(told, "{}", without_hashes(path)).unwrap();
        }
    }
    snapshot(told, kept("demo.txt"));
}

#[test]
fn hashes_are_left_out_and_nothing_else() {
    for (text, shown) in [
        ("static/site.47dfc802.js", "static/site.[HASH].js"),
        (
            "x search/42992a6fb9b6/d0.js, a.b",
            "x search/[HASH]/d0.js, a.b",
        ),
        ("1.2.3 and 12345678.9 /abc/", "1.2.3 and 12345678.9 /abc/"),
    ] {
        assert_eq!(without_hashes(text), shown);
    }
}
