//! Tests of the query language.

use crate::text::query::{Kind, Loose, Query, loose, parse};
use proptest::prelude::{prop_assert, proptest};
use std::time::{Duration, Instant};

/// A query as a line of text, for tables.
fn show(query: &Query) -> String {
    let list = |parts: &[Query]| parts.iter().map(show).collect::<Vec<_>>().join(" ");
    match &query.kind {
        Kind::Word(word) => word.clone(),
        Kind::Prefix(word) => format!("{word}*"),
        Kind::Phrase(words) => format!("\"{words}\""),
        Kind::Regex(inner) => format!("/{inner}/"),
        Kind::Not(inner) => format!("(not {})", show(inner)),
        Kind::All(parts) => format!("(all {})", list(parts)),
        Kind::Any(parts) => format!("(any {})", list(parts)),
    }
}

#[test]
fn queries_become_trees() {
    for (text, tree) in [
        ("vpn", "vpn"),
        ("vpn error", "(all vpn error)"),
        ("\"error 809\"", "\"error 809\""),
        (
            "vpn (drops OR disconnects) -mobile",
            "(all vpn (any drops disconnects) (not mobile))",
        ),
        ("a b OR c", "(any (all a b) c)"),
        ("print* -\"on hold\"", "(all print* (not \"on hold\"))"),
        ("wi-fi - x", "(all wi-fi - x)"),
        ("“error 809” x", "(all \"error 809\" x)"),
        (
            r"printer /0x0{4}(11b|\/)/",
            r"(all printer /0x0{4}(11b|\/)/)",
        ),
        ("-/a b/ and/or", "(all (not /a b/) and/or)"),
        ("(/a\\\\/)", "/a\\\\/"),
    ] {
        assert_eq!(parse(text).map(|q| show(&q)), Ok(tree.to_owned()), "{text}");
    }
}

#[test]
fn errors_have_a_place() {
    for (text, start, end, message) in [
        ("", 0, 0, "a word is missing here"),
        ("vpn \"error", 4, 10, "the quote is not closed"),
        ("(vpn", 0, 1, "the parenthesis is not closed"),
        ("vpn)", 3, 4, "a closing parenthesis without an opening one"),
        ("vpn OR", 6, 6, "a word is missing here"),
        ("OR vpn", 0, 2, "a word is missing here"),
        ("vpn AND error", 4, 7, "`AND` is no operator here"),
        ("vpn /err", 4, 8, "the regular expression is not closed"),
        (
            "/var/log",
            0,
            5,
            "the regular expression ends in the middle of a word",
        ),
    ] {
        let found = parse(text).unwrap_err();
        assert_eq!((found.span.start, found.span.end), (start, end), "{text}");
        assert_eq!(found.message, message, "{text}");
    }
    assert!(parse(&"(".repeat(9000)).is_err());
}

#[test]
fn a_search_box_takes_everything() {
    let read = |words: &str, phrases: &[&str], not: &[&str]| Loose {
        words: words.to_owned(),
        phrases: phrases.iter().map(|&p| p.to_owned()).collect(),
        not: not.iter().map(|&n| n.to_owned()).collect(),
    };
    assert_eq!(loose("vpn drops "), read("vpn drops ", &[], &[]));
    assert_eq!(
        loose("“error 809” -mobile vpn"),
        read(" error 809   vpn", &["error 809"], &["mobile"])
    );
    assert_eq!(loose("wi-fi \"open"), read("wi-fi \"open", &[], &[]));
}

#[test]
fn long_texts_are_read_in_time() {
    for part in [
        "a",
        "\"",
        "-a ",
        "(",
        "\"a b\" ",
        "-\"",
        "a OR ",
        "“",
        "*",
        "\u{85}-é",
        "/",
        "/\\",
        "/a/ ",
    ] {
        let text = part.repeat(100_000 / part.len());
        let start = Instant::now();
        let _ = (parse(&text), loose(&text));
        assert!(start.elapsed() < Duration::from_secs(5), "{part}");
    }
}

proptest! {
    #[test]
    fn what_a_search_box_takes_is_all_in_the_text(text in "[\\PC\\s]{0,60}") {
        let _ = parse(&text);
        let read = loose(&text);
        let straight = text.replace(['“', '”', '„', '«', '»'], "\"");
        for part in read.phrases.iter().chain(&read.not) {
            prop_assert!(straight.contains(part.as_str()));
        }
        prop_assert!(read.not.iter().all(|n| !n.contains(char::is_whitespace) && !n.is_empty()));
        prop_assert!(read.phrases.iter().all(|p| !p.contains('"')));
        prop_assert!(read.words.matches('"').count() < 2);
    }

    #[test]
    fn no_text_makes_either_reader_panic(text in "[a-zé \"()\\-*OR“/\\\\]{0,40}") {
        let _ = parse(&text);
        let _ = loose(&text);
    }
}
