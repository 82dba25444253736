//! Front matter: read, and changed in place.
//!
//! Takes the text of an article. Gives nothing. Never lets a change of one key touch anything else.

use crate::Target;
use crate::corpus;
use crate::features::Features;
use crate::targets::{choice, file, findings, place, text};
use deskbook::diag::FileId;
use deskbook::parse::block::{Dialect, KEYS, read};
use deskbook::parse::edit::edit;
use deskbook::parse::{Internal, parse};
use deskbook::yaml::edit::{Change, Item, Layout};
use deskbook::yaml::{self, Node, Value};
use std::collections::BTreeMap;

const WORDS: &[&str] = &[
    "---\n",
    "...\n",
    "title: ",
    "id: ",
    "type: ",
    "summary: ",
    "symptoms:",
    "os: ",
    "products:",
    "category: ",
    "tickets:",
    "patterns:",
    "linked:",
    "categories:",
    "confidence: ",
    "audience: ",
    "clients: ",
    "governance: ",
    "owner: ",
    "review_by: ",
    "workaround: ",
    "problem: ",
    "keywords: ",
    "aliases: ",
    "related: ",
    "lang: ",
    "flags:",
    "verified:",
    "break-fix",
    "how-to",
    "validated",
    "wip",
    "archived",
    "2026-01-31",
    "# deskbook: allow KB021 because",
    "&a ",
    "*a",
    "<<: *a",
    "!!str ",
    "!!binary ",
    "!x ",
    "? ",
    "|\n  ",
    ">-\n  ",
    "|2+\n",
    "[",
    "]",
    "{",
    "}",
    ", ",
    ": ",
    "'",
    "\"",
    "''",
    "\\x41",
    "\\u0000",
    "\\",
    "%YAML 1.2\n",
    "%TAG ! x\n",
    "@",
    "`",
    "~",
    "null",
    "true",
    "yes",
    "- ",
    "\t",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "\r\n",
    "\n\n",
    " #",
];

pub(crate) const READ: Target = Target {
    name: "front_matter",
    seeds: articles,
    words: WORDS,
    count: 4000,
    run: run_read,
};
pub(crate) const EDIT: Target = Target {
    name: "yaml_edit",
    seeds: heads,
    words: WORDS,
    count: 4000,
    run: run_edit,
};

fn articles() -> Vec<Vec<u8>> {
    let mut all = corpus::of_repository("tests/fixtures/diagnostics", ".md");
    all.extend(heads());
    all
}

/// The articles of the demo base, without most of their text.
fn heads() -> Vec<Vec<u8>> {
    let mut all = corpus::of_repository("content", ".md");
    for article in &mut all {
        let end = article.windows(5).position(|w| w == b"\n---\n");
        article.truncate(end.map_or(400, |end| end + 60));
    }
    all
}

fn kind(node: &Value, depth: usize, features: &mut Features) {
    features.see((node.kind(), depth.min(6)));
    match node {
        Value::List(items) => items
            .iter()
            .for_each(|i| kind(&i.value, depth + 1, features)),
        Value::Map(pairs) => pairs
            .iter()
            .for_each(|(_, v)| kind(&v.value, depth + 1, features)),
        _ => {}
    }
}

fn run_read(input: &[u8], features: &mut Features) {
    let text = text(input);
    let (front, offset, found) = read(FileId(0), &text, &Dialect::default());
    assert!(
        text.is_char_boundary(offset),
        "the body begins in the middle of a letter"
    );
    findings(&text, &found, features);
    if let Some(span) = front.span {
        place(&text, span);
        if let Ok(node) = yaml::parse(&text[span.start..span.end], span.start) {
            places(&text, &node);
            kind(&node.value, 0, features);
        }
    }
    let whole = parse(
        &file("content/a.md", &text),
        &Dialect::default(),
        Internal::Keep,
    );
    assert_eq!(*whole.front, front, "an article is not what its block is");
    // The same text as settings would have it: no fences.
    if let Ok(node) = yaml::parse(&text, 0) {
        places(&text, &node);
        kind(&node.value, 0, features);
    }
}

/// Every node has a place.
fn places(text: &str, node: &Node) {
    place(text, node.span);
    match &node.value {
        Value::List(items) => items.iter().for_each(|i| places(text, i)),
        Value::Map(pairs) => pairs.iter().for_each(|(key, value)| {
            place(text, key.span);
            places(text, value);
        }),
        _ => {}
    }
}

/// What is done to the text, by a number.
fn change(number: usize) -> (&'static str, Change) {
    let value = [
        "x",
        "a: b",
        "- y",
        "# no",
        "it's \"so\"",
        "",
        "0042",
        "true",
        "ä\u{2028}b",
        "[a",
        "  z  ",
        "two\nlines",
    ];
    let text = |n: usize| Item::Text(value[n % value.len()].to_owned());
    let n = number / 8;
    let layout = if n.is_multiple_of(2) {
        Layout::Lines
    } else {
        Layout::Inline
    };
    let items = vec![text(n), text(n / 12 + 1)];
    let change = match number % 8 {
        0 | 1 => Change::Set(text(n)),
        2 => Change::Set(Item::Bare("2026-05-17".to_owned())),
        3 => Change::List(items, layout),
        4 => Change::Append(items, layout),
        5 => Change::Append(
            vec![Item::Map(vec![
                ("date", Item::Bare("2026-05-17".to_owned())),
                ("text", text(n)),
            ])],
            Layout::Lines,
        ),
        6 => Change::Take(vec![n % 3]),
        _ => Change::Remove,
    };
    (KEYS[number % KEYS.len()], change)
}

/// The keys of a block with their values, places aside.
fn plain(block: &str) -> Option<BTreeMap<String, Vec<String>>> {
    let Ok(Node {
        value: Value::Map(pairs),
        ..
    }) = yaml::parse(block, 0)
    else {
        return None;
    };
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (key, value) in pairs {
        all.entry(key.value).or_default().push(bare(&value.value));
    }
    Some(all)
}

fn bare(value: &Value) -> String {
    match value {
        Value::Null => "~".to_owned(),
        Value::Bool(b) => format!("{b}"),
        Value::Number(n) => format!("number {n}"),
        Value::Text(t) => format!("{t:?}"),
        Value::List(items) => format!(
            "[{}]",
            items
                .iter()
                .map(|i| bare(&i.value) + ",")
                .collect::<String>()
        ),
        Value::Map(pairs) => {
            let pairs = pairs
                .iter()
                .map(|(k, v)| format!("{:?}: {},", k.value, bare(&v.value)));
            format!("{{{}}}", pairs.collect::<String>())
        }
    }
}

fn run_edit(input: &[u8], features: &mut Features) {
    let text = text(input);
    let dialect = Dialect::default();
    let (key, change) = change(choice(input));
    let new = match edit(&text, key, &change, &dialect) {
        Ok(new) => new,
        Err(refusal) => {
            features.say(&refusal.0);
            return;
        }
    };
    features.see((
        std::mem::discriminant(&change),
        new.len() > text.len(),
        text.contains('\r'),
    ));
    let (old_front, old_body, _) = read(FileId(0), &text, &dialect);
    let (new_front, new_body, _) = read(FileId(0), &new, &dialect);
    let start = if old_body == 0 {
        text.trim_start_matches('\u{feff}')
    } else {
        &text[old_body..]
    };
    let end = if new_body == 0 {
        new.trim_start_matches('\u{feff}')
    } else {
        &new[new_body..]
    };
    assert_eq!(
        start, end,
        "the text of the article is another: {change:?} of {key}\n{new:?}"
    );
    let block = |span: Option<deskbook::diag::Span>, text: &str| {
        span.map_or(String::new(), |s| text[s.start..s.end].to_owned())
    };
    let (old, changed) = (block(old_front.span, &text), block(new_front.span, &new));
    if !old.trim().is_empty() {
        let (old, new) = (plain(&old), plain(&changed));
        let (Some(mut old), Some(mut new)) = (
            old,
            new.or_else(|| changed.trim().is_empty().then(BTreeMap::new)),
        ) else {
            panic!("changed what cannot be read: {change:?} of {key}\n{text:?}\n{changed:?}");
        };
        old.remove(key);
        new.remove(key);
        assert_eq!(old, new, "another key changed: {change:?} of {key}");
    }
    // The same change again finds it done, where it says what the value is to be.
    if let Change::Set(_) | Change::Remove = change {
        assert_eq!(
            edit(&new, key, &change, &dialect).as_ref(),
            Ok(&new),
            "twice is not once: {change:?} of {key}"
        );
    }
}
