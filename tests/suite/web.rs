//! A built site as a reader's browser sees it: pages, links, places on pages.
//!
//! Takes the files of a folder. Gives each link with where it leads, and the plain text of packed files. Never renders.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::read::GzDecoder;
use percent_encoding::percent_decode_str;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

/// The files of a site: path below its root, and bytes.
pub(crate) type Site = BTreeMap<String, Vec<u8>>;

/// A start tag.
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }
}

/// The start tags of a page, comments and the inside of scripts left out.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let mut found: Vec<Tag> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (tag, after) = tag(rest);
            rest = after;
            if ["script", "style"].contains(&tag.name.as_str()) {
                rest = rest
                    .split_once(&format!("</{}", tag.name))
                    .map_or("", |(_, after)| after);
            }
            found.push(tag);
        }
    }
    found
}

/// Reads one start tag behind its `<`.
fn tag(text: &str) -> (Tag, &str) {
    let end = text
        .find(|c: char| c.is_whitespace() || c == '>' || c == '/')
        .unwrap_or(text.len());
    let name = text[..end].to_lowercase();
    let mut attributes = Vec::new();
    let mut rest = text[end..].trim_start();
    while !rest.is_empty() && !rest.starts_with('>') {
        let end = rest
            .find(|c: char| c.is_whitespace() || "=>".contains(c))
            .unwrap_or(rest.len());
        let key = rest[..end].trim_matches('/').to_lowercase();
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            (value, rest) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    after[1..].split_once(quote).unwrap_or((&after[1..], ""))
                }
                _ => after.split_at(
                    after
                        .find(|c: char| c.is_whitespace() || c == '>')
                        .unwrap_or(after.len()),
                ),
            };
            rest = rest.trim_start();
        }
        if !key.is_empty() {
            attributes.push((key, unescape(value)));
        }
    }
    (
        Tag { name, attributes },
        rest.strip_prefix('>').unwrap_or(rest),
    )
}

/// Character references that HTML writers make.
pub(crate) fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let known = rest
            .find(';')
            .and_then(|end| Some((character(&rest[1..end])?, end)));
        if let Some((c, end)) = known {
            out.push(c);
            rest = &rest[end + 1..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out + rest
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => return None,
    })
}

/// Ids of a page.
fn ids(html: &str) -> BTreeSet<String> {
    tags(html)
        .iter()
        .filter_map(|tag| tag.get("id").map(str::to_owned))
        .collect()
}

/// Everything a page links to or loads.
pub(crate) fn links(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for tag in tags(html) {
        for name in ["href", "src", "action", "poster"] {
            found.extend(tag.get(name).map(str::to_owned));
        }
        if tag
            .get("http-equiv")
            .is_some_and(|v| v.eq_ignore_ascii_case("refresh"))
        {
            let target = tag
                .get("content")
                .and_then(|v| v.split_once("url="))
                .map(|(_, url)| url.to_owned());
            found.extend(target);
        }
    }
    found
}

/// Links of a site that lead nowhere: page, link, why. `root` is where absolute paths count from.
pub(crate) fn broken_links(site: &Site, root: &str) -> Vec<String> {
    let text = |path: &str| String::from_utf8(site[path].clone()).unwrap();
    let pages: Vec<&String> = site.keys().filter(|p| p.ends_with(".html")).collect();
    let anchors: BTreeMap<&str, BTreeSet<String>> =
        pages.iter().map(|p| (p.as_str(), ids(&text(p)))).collect();
    let mut broken = Vec::new();
    for page in pages {
        for link in links(&text(page)) {
            if let Err(why) = follow(site, &anchors, (page, root), &link) {
                broken.push(format!("{page}: {link}: {why}"));
            }
        }
    }
    broken
}

fn follow(
    site: &Site,
    anchors: &BTreeMap<&str, BTreeSet<String>>,
    (page, root): (&str, &str),
    link: &str,
) -> Result<(), &'static str> {
    let scheme = link.split_once(':').map_or("", |(scheme, _)| scheme);
    if !scheme.is_empty()
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    {
        return if ["javascript", "data", "file"].contains(&scheme) {
            Err("not an address")
        } else {
            Ok(())
        };
    }
    let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
    let path = path.split('?').next().unwrap_or_default();
    let decoded = percent_decode_str(path)
        .decode_utf8()
        .map_err(|_| "not UTF-8")?;
    let target = match path.strip_prefix('/') {
        Some(_) if page != "404.html" => return Err("an absolute path works in no sub-folder"),
        Some(_) => decoded
            .strip_prefix(root)
            .ok_or("leaves the root")?
            .to_owned(),
        None if path.is_empty() => page.to_owned(),
        None => resolve(page, &decoded).ok_or("leaves the root")?,
    };
    let target = if target.is_empty() || target.ends_with('/') {
        format!("{target}index.html")
    } else {
        target
    };
    if !site.contains_key(&target) {
        return Err("no such file");
    }
    let fragment = percent_decode_str(fragment)
        .decode_utf8()
        .map_err(|_| "not UTF-8")?;
    let known = anchors
        .get(target.as_str())
        .is_none_or(|ids| ids.contains(fragment.as_ref()));
    if fragment.is_empty() || known {
        Ok(())
    } else {
        Err("no such place on the page")
    }
}

/// A relative path from a page, without `..` left over.
fn resolve(page: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    if path.ends_with("..") || path.ends_with("/.") || path == "." {
        parts.push("");
    }
    Some(parts.join("/"))
}

/// The bytes of a file, and what is packed in them: gzip, and base64 of gzip in a script.
pub(crate) fn unpacked(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut all = vec![bytes.to_vec()];
    if let Some(plain) = gunzip(bytes) {
        all.push(plain);
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        let quoted = text.split(['"', '\'', '`']).filter(|s| s.len() > 16);
        let decoded = quoted.filter_map(|s| BASE64_STANDARD.decode(s).ok());
        for packed in decoded {
            all.extend(gunzip(&packed));
            all.push(packed);
        }
    }
    all
}

fn gunzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut plain = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut plain).ok()?;
    Some(plain)
}

#[test]
fn the_reader_of_pages_can_read() {
    let html = r##"<!-- <a href="no"> --><a class=x href='a&amp;b#c'>t</a><script>"<a href='no'>"</script><img src="i.png"/>
        <meta http-equiv="refresh" content="0; url=../x/">"##;
    assert_eq!(links(html), ["a&b#c", "i.png", "../x/"]);
    assert_eq!(resolve("a/b/index.html", "../c/").as_deref(), Some("a/c/"));
    assert_eq!(resolve("index.html", "../c/"), None);
    let page = |html: &str| html.as_bytes().to_vec();
    let site = Site::from([
        (
            "a/index.html".into(),
            page(
                r##"<a href="../b/#x"></a><a href="../b/#y"></a><a href="/b/"></a><a href="../c/"></a>"##,
            ),
        ),
        ("b/index.html".into(), page(r#"<h2 id="x">"#)),
    ]);
    assert_eq!(broken_links(&site, "/").len(), 3);
}
