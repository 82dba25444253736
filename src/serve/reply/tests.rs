//! Answers to requests, without a socket.

use crate::diag::Diagnostic;
use crate::output::{Artifact, Draw, Output};
use crate::paths::{ContentPath, OutPath};
use crate::serve::desk::{Desk, Snapshot};
use crate::serve::reply::{Ask, Content, reply};
use crate::serve::{Notice, Pages};
use axum::http::{Response, header};
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

fn snapshot(files: &[(&str, &str)]) -> Arc<Snapshot> {
    let mut output = Output::default();
    for (path, text) in files {
        let artifact = Artifact::Text((*text).to_owned());
        output.add(OutPath::new(path).unwrap(), artifact).unwrap();
    }
    let copy = Artifact::CopyOf {
        from: ContentPath::new("content/p.png").unwrap(),
        hash: [7; 32],
        len: 3,
    };
    output.add(OutPath::new("a/p.png").unwrap(), copy).unwrap();
    let desk = Desk::new(PathBuf::new());
    let pages = Pages {
        output: Arc::new(output),
        mark: [0; 32],
    };
    let notice = Notice {
        overlay: Some("<p>wrong</p>".to_owned()),
        errors: 1,
    };
    desk.publish(Some(pages), &notice);
    desk.current()
}

fn get(snapshot: &Snapshot, path: &str, tag: Option<&str>) -> Response<Content> {
    let (path, query) = path
        .split_once('?')
        .map_or((path, None), |(p, q)| (p, Some(q)));
    let ask = Ask {
        path,
        query,
        if_none_match: tag,
    };
    reply(snapshot, &ask).unwrap()
}

fn text(answer: &Response<Content>) -> &str {
    match answer.body() {
        Content::Bytes(bytes) => std::str::from_utf8(bytes).unwrap(),
        Content::File(path) => path.as_str(),
    }
}

fn head<'a>(answer: &'a Response<Content>, name: &header::HeaderName) -> &'a str {
    answer
        .headers()
        .get(name)
        .map_or("", |v| std::str::from_utf8(v.as_bytes()).unwrap())
}

#[test]
fn addresses_lead_where_a_good_host_leads_them() {
    let site = snapshot(&[
        ("index.html", "home"),
        ("a/b/index.html", "page"),
        ("a b\u{e9}.txt", "text"),
        ("404.html", "lost"),
        ("search/0123456789ab/x.bin", "shard"),
    ]);
    let cases = [
        ("/", 200, "home"),
        ("/a/b/", 200, "page"),
        ("/a/b/index.html", 200, "page"),
        ("/a%20b%C3%A9.txt", 200, "text"),
        ("/a/p.png?v=1", 200, "content/p.png"),
        ("/a/b", 308, ""),
        ("/a", 404, "lost"),
        ("/a/", 404, "lost"),
        ("//a/b/", 404, "lost"),
        ("//a/b", 404, "lost"),
        ("/a/../index.html", 404, "lost"),
        ("/%2e%2e/%2e%2e/etc/passwd", 404, "lost"),
        ("/..%2fetc/passwd", 404, "lost"),
        ("/a%5cb", 404, "lost"),
        ("/%ff", 404, "lost"),
        ("/__deskbook/nothing", 404, "Nothing"),
    ];
    for (path, status, body) in cases {
        let answer = get(&site, path, None);
        assert_eq!(answer.status(), status, "{path}");
        assert!(text(&answer).contains(body), "{path}: {}", text(&answer));
    }
    let answer = get(&site, "/a/b?q=1", None);
    assert_eq!(head(&answer, &header::LOCATION), "/a/b/?q=1");
}

#[test]
fn pages_get_the_script_and_nothing_else_does() {
    let site = snapshot(&[
        ("index.html", "<body>x</body> </body>\n"),
        ("x.js", "</body>"),
    ]);
    let page = get(&site, "/", None);
    let script = format!("reload.js?v={}\" defer></script></body>\n", site.name());
    assert!(text(&page).ends_with(&script), "{}", text(&page));
    assert!(text(&page).starts_with("<body>x</body> <script"));
    assert!(head(&page, &header::CONTENT_SECURITY_POLICY).starts_with("default-src 'self'; "));
    assert_eq!(text(&get(&site, "/x.js", None)), "</body>");
}

#[test]
fn what_the_browser_has_is_not_sent_again() {
    let site = snapshot(&[("index.html", "x"), ("search/0123456789ab/x", "s")]);
    for path in ["/", "/a/p.png", "/search/0123456789ab/x"] {
        let first = get(&site, path, None);
        let tag = head(&first, &header::ETAG).to_owned();
        let again = get(&site, path, Some(&format!("\"other\", W/{tag}")));
        assert_eq!((again.status().as_u16(), text(&again)), (304, ""), "{path}");
        assert_eq!(get(&site, path, Some("\"other\"")).status(), 200);
    }
    let caching = |path| head(&get(&site, path, None), &header::CACHE_CONTROL).to_owned();
    assert_eq!(caching("/"), "no-cache");
    assert!(caching("/search/0123456789ab/x").contains("immutable"));
}

/// A page that counts how often it is drawn.
struct Counted(AtomicUsize);

impl Draw for Counted {
    fn draw(&self) -> Result<String, Box<Diagnostic>> {
        let before = self.0.fetch_add(1, Ordering::Relaxed);
        Ok(format!("drawn {before} times before"))
    }
}

#[test]
fn a_page_that_the_browser_has_is_not_even_drawn() {
    let page = Arc::new(Counted(AtomicUsize::new(0)));
    let one = |path: &str| {
        let mut output = Output::default();
        let artifact = Artifact::Page(Arc::clone(&page) as Arc<dyn Draw>);
        output.add(OutPath::new(path).unwrap(), artifact).unwrap();
        output
    };
    let desk = Desk::new(PathBuf::new());
    let publish = |mark| {
        let output = Arc::new(one("index.html"));
        desk.publish(Some(Pages { output, mark }), &Notice::default());
    };
    publish([1; 32]);
    desk.complete(
        desk.turn(),
        Some(one("health/index.html")),
        &Notice::default(),
    );
    let drawn = || page.0.load(Ordering::Relaxed);
    let status = |path: &str, tag: &str| get(&desk.current(), path, Some(tag)).status().as_u16();
    let tag = head(&get(&desk.current(), "/", None), &header::ETAG).to_owned();
    assert_eq!((status("/", &tag), drawn()), (304, 1));
    publish([1; 32]);
    assert_eq!((status("/", &tag), drawn()), (304, 1), "made from the same");
    publish([2; 32]);
    assert_eq!(
        (status("/", &tag), drawn()),
        (200, 2),
        "made from something else"
    );
    let tag = head(&get(&desk.current(), "/health/", None), &header::ETAG).to_owned();
    assert_eq!(
        (status("/health/", &tag), drawn()),
        (200, 4),
        "made afterwards, and other each time"
    );
}

#[test]
fn the_overlay_may_be_framed_by_our_pages_and_runs_nothing() {
    let site = snapshot(&[]);
    let answer = get(&site, "/__deskbook/overlay.html", None);
    assert!(text(&answer).contains("<p>wrong</p>"));
    let policy = head(&answer, &header::CONTENT_SECURITY_POLICY);
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'self'"));
}

#[test]
fn before_the_first_site_there_is_a_page_that_waits_for_it() {
    let answer = get(&Snapshot::default(), "/any/page/", None);
    assert_eq!(answer.status(), 503);
    assert!(text(&answer).contains("reload.js"));
    let script = get(&Snapshot::default(), "/__deskbook/reload.js", None);
    assert_eq!(script.status(), 200);
}

proptest! {
    /// What is asked for stands in the site under that very name, or is not found; no spelling leads around it.
    #[test]
    fn no_spelling_leads_out_of_the_site(
        pieces in proptest::collection::vec(proptest::sample::select(vec![
            "/", "a", "p.png", "index.html", "..", ".", "%2e", "%2E%2e", "%2f", "%5c", "\\", "%00", "%", "%zz", "%c0%ae", "?", "?a=b", "#", "__deskbook",
            "reload.js", "overlay.html", "404.html", "\u{e4}", " ", "//", "content", "deskbook.yaml", "~", ":", "\r\nX-A: b", "%0d%0aX-A:%20b",
        ]), 0..9),
        tag in "[\\*W/\",a-f0-9]{0,12}",
    ) {
        let site = snapshot(&[("index.html", "home"), ("a/index.html", "a page"), ("404.html", "none")]);
        let path = format!("/{}", pieces.concat());
        let (asked, query) = path.split_once('?').map_or((&*path, None), |(p, q)| (p, Some(q)));
        let ask = Ask { path: asked, query, if_none_match: Some(&tag) };
        // An address with a line end cannot be answered with itself.
        let Some(answer) = reply(&site, &ask) else {
            prop_assert!(path.contains(['\r', '\n']), "{path:?}");
            return Ok(());
        };
        match (answer.status().as_u16(), answer.body()) {
            (200, Content::File(file)) => prop_assert_eq!(file.as_str(), "content/p.png"),
            (200, Content::Bytes(bytes)) => {
                let ours = asked.starts_with("/__deskbook/");
                let known = ["home", "a page", "none"].iter().any(|text| bytes.starts_with(text.as_bytes()));
                prop_assert!(ours || known, "{path:?}");
            }
            (308, _) => {
                let to = head(&answer, &header::LOCATION);
                prop_assert!(to.starts_with('/') && !to.starts_with("//"), "{path:?} leads to {to}");
            }
            (status, _) => prop_assert!(matches!(status, 304 | 404), "{status} for {path:?}"),
        }
    }
}
