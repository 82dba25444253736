//! What holds for the whole page, whatever was measured.

use crate::brief::sample::{empty, hostile, small, year};
use crate::brief::{About, Links, body, html};

fn about(links: Links) -> About<'static> {
    About {
        title: "Example <Desk>",
        lang: "en",
        accent: None,
        links,
    }
}

#[test]
fn nothing_from_outside_becomes_markup() {
    let page = body(&hostile(), &about(Links::Files));
    assert!(
        !page.contains("<script") && !page.contains("<b>\u{a0}"),
        "a text was not escaped"
    );
    assert!(!page.contains('\u{1b}'), "a control character came through");
    assert!(page.contains("Example &lt;Desk&gt;"));
}

/// The site's page runs under `default-src 'self'`.
#[test]
fn the_body_has_no_style_and_no_script() {
    for coverage in [empty(), small(), year()] {
        let page = body(&coverage, &about(Links::None));
        for word in [
            "<style", " style=", "<script", "<link", " onclick", " onload", "http:", "https:",
            "url(",
        ] {
            assert!(!page.contains(word), "{word}");
        }
    }
}

#[test]
fn the_file_needs_no_other() {
    let accent = ("#123456".to_owned(), "#abcdef".to_owned());
    let about = About {
        accent: Some(&accent),
        ..about(Links::None)
    };
    let page = html(&year(), &about);
    assert!(page.contains("--accent-light: #123456; --accent-dark: #abcdef;"));
    for word in [
        "src=",
        "<link",
        "@import",
        "url(",
        "<a href=\"..",
        "<script",
    ] {
        assert!(!page.contains(word), "{word}");
    }
}

#[test]
fn an_accent_that_is_no_colour_stays_out() {
    let accent = ("red}</style>".to_owned(), "#fff".to_owned());
    let about = About {
        accent: Some(&accent),
        ..about(Links::None)
    };
    assert!(!html(&year(), &about).contains("red}"));
}

#[test]
fn every_open_tag_is_closed_and_every_id_stands_once() {
    for coverage in [empty(), small(), year(), hostile()] {
        let page = body(&coverage, &about(Links::Folders));
        for tag in [
            "div", "section", "table", "tr", "td", "th", "svg", "ul", "li", "dl", "details",
            "figure", "span", "p", "a",
        ] {
            let opened = page.matches(&format!("<{tag}>")).count()
                + page.matches(&format!("<{tag} ")).count();
            assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
        }
        let mut ids: Vec<&str> = page
            .split(" id=\"")
            .skip(1)
            .filter_map(|p| p.split('"').next())
            .collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }
}

#[test]
fn parts_without_anything_to_say_are_left_out() {
    let page = body(&empty(), &about(Links::None));
    for part in [
        "write-next",
        "by-category",
        "by-week",
        "by-system",
        "evidence",
        "patterns",
        "effects",
    ] {
        assert!(!page.contains(&format!("id=\"{part}\"")), "{part}");
    }
    assert!(page.contains("No tickets were counted") && page.contains("id=\"method\""));
    assert!(body(&small(), &about(Links::None)).contains("n/a"));
}

#[test]
fn the_way_down_leads_to_every_part_that_there_is() {
    for (coverage, parts) in [(empty(), 2), (year(), 10)] {
        let page = body(&coverage, &about(Links::None));
        let nav = page.split("</nav>").next().unwrap_or_default();
        let goals = nav.matches("href=\"#").count();
        assert_eq!((goals, page.matches("<h2 ").count()), (parts, parts));
        for goal in nav
            .split("href=\"#")
            .skip(1)
            .filter_map(|g| g.split('"').next())
        {
            assert!(page.contains(&format!("<h2 id=\"{goal}\"")), "{goal}");
        }
    }
}
