//! What the screen shows, and that it is one screen.

use crate::brief::sample::{empty, hostile, small, year};
use crate::coverage::result::Coverage;
use crate::report::Style;
use crate::report::gaps::{Shown, write};
use unicode_width::UnicodeWidthStr;

const USUAL: Shown = Shown {
    patterns: false,
    limit: 20,
};

fn shown(coverage: &Coverage, what: &Shown, style: Style) -> String {
    let mut out = Vec::new();
    write(&mut out, coverage, what, style).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_year_fits_on_one_screen() {
    let text = shown(&year(), &USUAL, Style::Plain);
    assert!(text.lines().count() <= 40, "{}", text.lines().count());
    for line in text.lines() {
        assert!(line.width() <= 100, "{}: {line}", line.width());
        assert!(!line.ends_with(' '), "{line:?}");
    }
    for part in [
        " of tickets have an answer that people can find  █",
        "articles would answer",
        "G4   Network > VPN > Mobile hotspot",
        "→",
        "not found  4 articles answer 1,337 tickets",
        "patterns   46 patterns: 1 dead, 1 too broad, 1 overlapping",
        "effect     KB0042: from 12.1 to 4.3 tickets a week",
        "read       17,568 rows read from 1 file",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let last = text.lines().last().unwrap_or_default();
    assert!(last.contains("88 phishing reports"), "{last}");
}

#[test]
fn little_and_nothing_are_said_in_few_words() {
    let text = shown(&small(), &USUAL, Style::Plain);
    assert!(
        text.contains("One article would answer 100 % of the rest."),
        "{text}"
    );
    assert!(
        text.contains("n/a") && text.contains("9 tickets, no dates in the export"),
        "{text}"
    );
    let text = shown(&empty(), &USUAL, Style::Plain);
    assert!(
        text.starts_with("n/a  of tickets") && !text.contains("gap "),
        "{text}"
    );
    assert!(text.lines().count() < 12, "{text}");
}

#[test]
fn fewer_gaps_where_they_are_asked_for() {
    let few = Shown { limit: 3, ..USUAL };
    let text = shown(&year(), &few, Style::Plain);
    assert_eq!(text.lines().filter(|l| l.starts_with('G')).count(), 3);
    assert!(text.contains("11 smaller gaps in --html"), "{text}");
}

#[test]
fn patterns_are_listed_with_their_tickets() {
    let all = Shown {
        patterns: true,
        ..USUAL
    };
    let text = shown(&year(), &all, Style::Plain);
    for part in [
        "fax -machine",
        "broad, 11 %",
        "overlaps KB0012",
        "INC0031007",
        "-office.md:14",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(!text.contains("good"), "{text}");
    assert!(text.lines().all(|l| l.width() <= 100), "{text}");
}

#[test]
fn a_ticket_cannot_speak_to_the_terminal() {
    let all = Shown {
        patterns: true,
        ..USUAL
    };
    assert!(!shown(&hostile(), &all, Style::Plain).contains('\u{1b}'));
    assert!(shown(&year(), &all, Style::Colour).contains('\u{1b}'));
}
