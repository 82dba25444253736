//! One request, one answer.
//!
//! Takes a snapshot and what was asked for. Gives the answer as a good host would send it, with the reload script in
//! pages. Never looks at the disk: what is not in the snapshot does not exist.

use crate::output::{self, Artifact};
use crate::paths::{ContentPath, OutPath};
use crate::render::escape::push_text;
use crate::serve::desk::Snapshot;
use crate::serve::kinds::{is_hashed, media_type};
use axum::http::response::Builder;
use axum::http::{Response, StatusCode, header};
use percent_encoding::percent_decode_str;

/// Where everything stands that belongs to the preview and not to the site.
pub(super) const OURS: &str = "/__deskbook/";

/// What pages may do: what the manual tells hosts to send.
const POLICY: &str = "default-src 'self'; require-trusted-types-for 'script'; trusted-types deskbook; \
    object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self' mailto:";

/// The overlay stands in a frame of its own, and runs nothing.
const OVERLAY_POLICY: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// Where a site has no page for what is not there.
const NOT_FOUND: &str = "<!doctype html><title>Not found</title><p>There is no such page.</p>";

/// What is asked for.
pub(super) struct Ask<'a> {
    /// The path as it was sent, percent signs and all.
    pub path: &'a str,
    /// What stands behind `?`.
    pub query: Option<&'a str>,
    /// The content that the browser has already.
    pub if_none_match: Option<&'a str>,
}

/// What is sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The content of a file of the base.
    File(ContentPath),
}

/// An answer, or nothing if it cannot be put into words.
pub(super) type Reply = Option<Response<Content>>;

/// Answers.
pub(super) fn reply(snapshot: &Snapshot, ask: &Ask<'_>) -> Reply {
    if let Some(name) = ask.path.strip_prefix(OURS) {
        return ours(snapshot, name);
    }
    if snapshot.pages.is_none() {
        return page(
            StatusCode::SERVICE_UNAVAILABLE,
            "<!doctype html><title>Not built yet</title><p>There is no site yet.</p>",
            snapshot,
        );
    }
    match find(snapshot, ask.path) {
        Found::File(path, artifact) => send(snapshot, ask, &path, artifact),
        Found::Folder => redirect(ask),
        Found::Nothing => {
            let html = not_found(snapshot);
            let html = html.as_deref().unwrap_or(NOT_FOUND);
            page(StatusCode::NOT_FOUND, html, snapshot)
        }
    }
}

/// The site's own page for what is not there.
fn not_found(site: &Snapshot) -> Option<String> {
    let path = OutPath::new("404.html")?;
    match site.file(&path)?.content().ok()? {
        output::Content::Bytes(bytes) => String::from_utf8(bytes.into_owned()).ok(),
        output::Content::CopyOf { .. } => None,
    }
}

/// What an address leads to.
enum Found<'a> {
    File(OutPath, &'a Artifact),
    /// A page's folder, named without the closing `/`.
    Folder,
    Nothing,
}

fn find<'a>(site: &'a Snapshot, path: &str) -> Found<'a> {
    let Ok(path) = percent_decode_str(path).decode_utf8() else {
        return Found::Nothing;
    };
    let path = path.strip_prefix('/').unwrap_or(&path);
    let is_folder = path.is_empty() || path.ends_with('/');
    let name = if is_folder {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    // An address has one spelling: what has dots or double slashes to be resolved is another.
    let exact = |name: &str| OutPath::new(name).filter(|path| path.as_str() == name);
    let Some(file) = exact(&name) else {
        return Found::Nothing;
    };
    if let Some(artifact) = site.file(&file) {
        return Found::File(file, artifact);
    }
    match exact(&format!("{name}/index.html")) {
        Some(inside) if !is_folder && site.file(&inside).is_some() => Found::Folder,
        _ => Found::Nothing,
    }
}

fn redirect(ask: &Ask<'_>) -> Reply {
    let query = ask.query.map_or_else(String::new, |q| format!("?{q}"));
    plain(StatusCode::PERMANENT_REDIRECT)
        .header(header::LOCATION, format!("{}/{query}", ask.path))
        .header(header::CACHE_CONTROL, "no-cache")
        .body(Content::Bytes(Vec::new()))
        .ok()
}

/// What every answer has.
fn plain(status: StatusCode) -> Builder {
    Response::builder()
        .status(status)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::REFERRER_POLICY, "same-origin")
}

/// The tag of a file: of its content, or, where it would have to be drawn for that, of what all pages are made from.
fn tag(snapshot: &Snapshot, path: &OutPath, hash: [u8; 32]) -> String {
    let hash = blake3::Hash::from(hash).to_hex();
    if is_page(path) {
        // The script in the page names the snapshot.
        format!("\"{}-{}\"", &hash[..24], snapshot.name())
    } else {
        format!("\"{}\"", &hash[..24])
    }
}

fn is_page(path: &OutPath) -> bool {
    media_type(path.as_str()).starts_with("text/html")
}

fn send(snapshot: &Snapshot, ask: &Ask<'_>, path: &OutPath, artifact: &Artifact) -> Reply {
    let is_known = |tag: &str| ask.if_none_match.is_some_and(|tags| has(tags, tag));
    let source = snapshot.source(path, artifact);
    if let Some(tag) = source.map(|mark| tag(snapshot, path, mark))
        && is_known(&tag)
    {
        return known(path, &tag);
    }
    let content = match artifact.content() {
        Ok(content) => content,
        Err(broken) => return cannot_draw(&broken.message, snapshot),
    };
    let tag = tag(snapshot, path, source.unwrap_or_else(|| content.hash()));
    if is_known(&tag) {
        return known(path, &tag);
    }
    let content = match content {
        output::Content::Bytes(bytes) if is_page(path) => {
            Content::Bytes(with_script(&String::from_utf8_lossy(&bytes), snapshot))
        }
        output::Content::Bytes(bytes) => Content::Bytes(bytes.into_owned()),
        output::Content::CopyOf { from, .. } => Content::File(from.clone()),
    };
    file(StatusCode::OK, path, &tag)
        .header(header::CONTENT_TYPE, media_type(path.as_str()))
        .body(content)
        .ok()
}

/// The browser has it already.
fn known(path: &OutPath, tag: &str) -> Reply {
    file(StatusCode::NOT_MODIFIED, path, tag)
        .body(Content::Bytes(Vec::new()))
        .ok()
}

/// What every answer about a file has.
fn file(status: StatusCode, path: &OutPath, tag: &str) -> Builder {
    let keep = if is_hashed(path.as_str()) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    plain(status)
        .header(header::ETAG, tag)
        .header(header::CACHE_CONTROL, keep)
        .header(header::CONTENT_SECURITY_POLICY, POLICY)
}

/// Instead of a page whose template cannot be drawn.
fn cannot_draw(why: &str, snapshot: &Snapshot) -> Reply {
    let mut html = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Not drawn</title><body><p>".to_owned();
    push_text(&mut html, why);
    html.push_str("</p></body></html>");
    page(StatusCode::INTERNAL_SERVER_ERROR, &html, snapshot)
}

/// Whether one of the tags that a browser sent is this one.
fn has(tags: &str, tag: &str) -> bool {
    tags.split(',')
        .map(|t| t.trim().trim_start_matches("W/"))
        .any(|t| t == tag || t == "*")
}

/// A page that must not be kept.
fn page(status: StatusCode, html: &str, snapshot: &Snapshot) -> Reply {
    plain(status)
        .header(header::CONTENT_TYPE, media_type("x.html"))
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::CONTENT_SECURITY_POLICY, POLICY)
        .body(Content::Bytes(with_script(html, snapshot)))
        .ok()
}

/// A page with the reload script before the end of its body.
fn with_script(html: &str, snapshot: &Snapshot) -> Vec<u8> {
    let script = format!(
        "<script src=\"{OURS}reload.js?v={}\" defer></script>",
        snapshot.name()
    );
    let at = html.rfind("</body>").unwrap_or(html.len());
    [&html[..at], &script, &html[at..]].concat().into_bytes()
}

/// What belongs to the preview.
fn ours(snapshot: &Snapshot, name: &str) -> Reply {
    let (text, policy) = match name {
        "reload.js" => (include_str!("client/reload.js").to_owned(), POLICY),
        "reload.css" => (include_str!("client/reload.css").to_owned(), POLICY),
        "overlay.css" => (include_str!("client/overlay.css").to_owned(), POLICY),
        "overlay.html" => (overlay(snapshot), OVERLAY_POLICY),
        _ => return page(StatusCode::NOT_FOUND, "<p>Nothing here.</p>", snapshot),
    };
    plain(StatusCode::OK)
        .header(header::CONTENT_TYPE, media_type(name))
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::CONTENT_SECURITY_POLICY, policy)
        .body(Content::Bytes(text.into_bytes()))
        .ok()
}

fn overlay(snapshot: &Snapshot) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>What is wrong</title>\
         <link rel=\"stylesheet\" href=\"{OURS}overlay.css\"><body>{}</body></html>",
        snapshot.notice.overlay.as_deref().unwrap_or_default()
    )
}

#[cfg(test)]
mod tests;
