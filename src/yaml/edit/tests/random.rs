//! Any front matter, any change: nothing but the key may differ.

use crate::yaml::edit::tests::{ORDER, edited};
use crate::yaml::edit::{Change, Item, Layout};
use proptest::prelude::{Just, Strategy, prop_assert, prop_assert_eq, prop_oneof, proptest};
use std::fmt::Write as _;

/// A line or two of YAML for a key, as somebody might write it.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,6}( [a-z0-9]{1,4}){0,2}",
        "'[a-z:#, ]{0,8}'",
        "\"[a-z:#, ]{0,8}\"",
        "\\[[a-z]{1,3}(, [a-z' ]{0,3}[a-z]){0,2}\\]",
        "\\{[a-z]{1,3}: [a-z]{1,3}\\}",
        "[|>]-?\n  [a-z# ]{0,6}x\n\n?  [a-z]{1,4}",
        "\n  - [a-z]{1,4}\n  - '[a-z: ]{1,4}'",
        "\n- [a-z]{1,4}\n- [a-z]{1,4}: [a-z]{1,3}\n  t: 1",
        "\n  [a-z]{1,4}: [a-z]{1,4}",
        Just(String::new()),
    ]
}

fn block() -> impl Strategy<Value = String> {
    let entry = (value(), "( # [A-Z]{1,4})?", "(\n|\n\n|\n# [A-Z]{1,4}\n)");
    proptest::collection::vec((proptest::sample::select(ORDER), entry), 0..6).prop_map(|entries| {
        let mut seen = Vec::new();
        let mut text = String::new();
        for (key, (value, comment, end)) in entries {
            if !seen.contains(&key) {
                seen.push(key);
                let comment = if value.contains('\n') { "" } else { &comment };
                let _ = write!(text, "{key}: {value}{comment}{end}");
            }
        }
        text
    })
}

fn change() -> impl Strategy<Value = Change> {
    let word = || "[a-z0-9:#,'\" \\[-]{1,8}".prop_map(|w| w.trim().to_owned());
    let words = move || proptest::collection::vec(word().prop_map(Item::Text), 1..3);
    prop_oneof![
        word().prop_map(|w| Change::Set(Item::Text(w))),
        words().prop_map(|w| Change::List(w, Layout::Inline)),
        words().prop_map(|w| Change::List(w, Layout::Lines)),
        words().prop_map(|w| Change::Append(w, Layout::Lines)),
        words().prop_map(|w| Change::Append(w, Layout::Inline)),
        Just(Change::Take(vec![0])),
        Just(Change::Remove),
    ]
}

/// Lines that are nobody's but their key's: all but those of the key itself.
fn others<'a>(text: &'a str, key: &str) -> Vec<&'a str> {
    let mut own = false;
    let other = text.split_inclusive('\n').filter(|line| {
        own = match line.chars().next() {
            Some(' ' | '-' | '\n' | '\r') | None => own,
            Some('#') => false,
            Some(_) => line.starts_with(&format!("{key}:")),
        };
        !own && !line.trim().is_empty()
    });
    other.collect()
}

proptest! {
    #[test]
    fn everything_but_the_key_stays_byte_for_byte(
        text in block(),
        key in proptest::sample::select(ORDER),
        change in change(),
        windows in proptest::bool::ANY,
    ) {
        let text = if windows { text.replace('\n', "\r\n") } else { text };
        let readable = crate::yaml::parse(&text, 0).is_ok();
        match edited(&text, key, &change) {
            // What it reads as is proven by the editor itself before it hands the text over.
            Ok(new) => {
                prop_assert_eq!(others(&text, key), others(&new, key));
                // Comments are written in capitals here, values are not.
                let comments = |text: &str| text.chars().filter(char::is_ascii_uppercase).count();
                let gone = change == Change::Remove || matches!(change, Change::Take(_));
                prop_assert!(gone || comments(&text) <= comments(&new), "{:?} {:?}", text, new);
            }
            Err(why) => prop_assert!(!readable || why.ends_with("in the file") , "{}", why),
        }
    }

    #[test]
    fn plain_front_matter_is_never_refused(
        value in "[a-z0-9:#' ]{1,8}",
        key in proptest::sample::select(ORDER),
        keys in proptest::sample::subsequence(ORDER.to_vec(), 0..8),
    ) {
        let lines: Vec<_> = keys.iter().map(|k| format!("{k}: word # why\n")).collect();
        let text = lines.concat();
        let set = Change::Set(Item::Text(value.trim().to_owned()));
        prop_assert!(edited(&text, key, &set).is_ok());
        let more = Change::Append(vec![Item::Text(format!("x{}", value.trim()))], Layout::Lines);
        prop_assert!(edited(&text, key, &more).is_ok());
    }
}
