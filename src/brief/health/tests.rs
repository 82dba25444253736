//! The forms of the health report: whole, calm about nothing, and proof against the words of authors.

use crate::brief::health::sample::{empty, hostile, whole};
use crate::brief::health::{body, checklist, html, markdown, sample_json, words};
use crate::brief::sample::article;
use crate::brief::{About, Links};
use crate::kcs::measures::sample::{Sample, Sampled};

const ABOUT: About<'_> = About {
    title: "Desk <1>",
    lang: "en",
    accent: None,
    links: Links::Folders,
};

#[test]
fn the_first_sentence_is_the_whole_base() {
    let said = "7 articles: 2 validated, 2 not validated, 1 in progress, 1 without a state, 1 archived; 1 review overdue, 1 flag open";
    assert_eq!(words::headline(&whole()), said);
    assert_eq!(
        words::headline(&empty()),
        "0 articles; 0 reviews overdue, 0 flags open"
    );
    assert!(markdown(&whole(), "Desk").contains(said) && body(&whole(), &ABOUT).contains(said));
}

#[test]
fn every_part_stands_on_the_page_and_in_its_contents() {
    let page = html(&whole(), &ABOUT);
    for id in [
        "happened",
        "states",
        "reviews",
        "flags",
        "in-progress",
        "ready",
        "general",
        "lonely",
        "tickets",
        "time",
        "standard",
        "people",
        "method",
    ] {
        assert!(page.contains(&format!("<h2 id=\"{id}\"")), "{id}");
        assert!(page.contains(&format!("href=\"#{id}\"")), "{id}");
    }
    assert!(page.contains("<a href=\"../desk/printer-jam/\">Printer jam</a>"));
    // Every drawing says what it shows, or is hidden because words beside it say the same.
    let drawn = page.matches("<svg").count();
    let said = page.matches("<title>").count() - 1 + page.matches("aria-hidden=\"true\"").count();
    assert_eq!(drawn, said);
}

#[test]
fn a_page_is_safe_whatever_authors_write() {
    for page in [html(&hostile(), &ABOUT), body(&hostile(), &ABOUT)] {
        let lower = page.to_lowercase();
        for word in [
            "<script", " style=", " onclick", "\u{1b}", "http://", "https://",
        ] {
            assert!(!lower.contains(word), "{word}");
        }
    }
    let text = markdown(&hostile(), "a|b");
    assert!(!text.contains("<script>") && !text.contains('\u{1b}'));
    let row = text
        .lines()
        .find(|l| l.starts_with("| &lt;script"))
        .unwrap();
    assert_eq!(row.replace("\\|", "").matches('|').count(), 7, "{row}");
}

#[test]
fn what_is_missing_is_said_and_not_counted_as_nothing() {
    let page = body(&empty(), &ABOUT);
    assert!(page.contains("There is no git history"), "{page}");
    for id in ["states", "time", "people", "tickets", "reviews"] {
        assert!(!page.contains(&format!("<h2 id=\"{id}\"")), "{id}");
    }
    assert!(markdown(&empty(), "Desk").contains("There is no git history"));
}

#[test]
fn people_are_material_for_a_talk() {
    for text in [body(&whole(), &ABOUT), markdown(&whole(), "Desk")] {
        assert!(text.contains("no score and no target"), "{text}");
    }
}

#[test]
fn a_sample_is_a_checklist_to_fill() {
    let sample = Sample {
        author: Some("Ann".to_owned()),
        seed: "x".to_owned(),
        of: 1200,
        articles: vec![Sampled {
            article: article("KB0001", "Jam | <b>"),
            confidence: Some("wip"),
            findings: vec![("KB023".to_owned(), "section is missing".to_owned())],
        }],
    };
    let text = checklist(&sample);
    assert!(
        text.starts_with("# Sample of Ann\n\n1 of 1,200 articles"),
        "{text}"
    );
    assert!(
        text.contains("## KB0001: Jam \\| &lt;b>")
            && text.contains("- [ ] KB023: section is missing")
    );
    assert_eq!(text.matches("- [ ]").count(), 8);
    assert!(!text.contains("[x]"));
    let value: serde_json::Value = serde_json::from_str(&sample_json(&sample)).unwrap();
    assert_eq!((&value["format"], &value["of"]), (&1.into(), &1200.into()));
}
