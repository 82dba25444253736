//! Front matter as people write it, and each change of it.

use crate::yaml::edit::{Change, Document, Item, Layout};

mod random;

pub(crate) const ORDER: &[&str] = &[
    "id",
    "title",
    "type",
    "symptoms",
    "os",
    "confidence",
    "owner",
    "flags",
];

fn rank(key: &str) -> Option<usize> {
    ORDER.iter().position(|k| *k == key)
}

pub(crate) fn edited(text: &str, key: &str, change: &Change) -> Result<String, String> {
    let eol = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let document = Document::read(text, eol).map_err(|r| r.0)?;
    document.edit(key, change, &rank).map_err(|r| r.0)
}

fn text(value: &str) -> Item {
    Item::Text(value.to_owned())
}

fn texts(values: &[&str]) -> Vec<Item> {
    values.iter().map(|v| text(v)).collect()
}

#[track_caller]
fn all(cases: &[(&str, &str, Change, &str)]) {
    for (before, key, change, after) in cases {
        let found = edited(before, key, change);
        assert_eq!(found.as_deref(), Ok(*after), "{before:?} {key} {change:?}");
        if before.ends_with('\n') {
            let windows = edited(&before.replace('\n', "\r\n"), key, change);
            assert_eq!(
                windows,
                Ok(after.replace('\n', "\r\n")),
                "Windows line ends"
            );
        }
    }
}

#[test]
#[rustfmt::skip] // one case is one line
fn a_value_changes_in_its_place_and_in_its_quotes() {
    let set = |value: &str| Change::Set(text(value));
    all(&[
        ("owner: a\n", "owner", set("b"), "owner: b\n"),
        ("owner:   a   # who\nid: x\n", "owner", set("b: c"), "owner:   'b: c'   # who\nid: x\n"),
        ("owner: \"a\"\n", "owner", set("b"), "owner: \"b\"\n"),
        ("owner: 'a'\n", "owner", set("it's"), "owner: 'it''s'\n"),
        ("owner: # who\nos: x\n", "owner", set("b"), "owner: b # who\nos: x\n"),
        ("owner:\n", "owner", set("b"), "owner: b\n"),
        ("owner: ~\n", "owner", set("b"), "owner: b\n"),
        ("\"owner\": a\n", "owner", set("b"), "\"owner\": b\n"),
        ("title: >-\n  two\n  lines\nos: x\n", "title", set("one"), "title: one\nos: x\n"),
        ("title: 'two\n  lines'\nos: x\n", "title", set("one"), "title: one\nos: x\n"),
        ("  id: x\n  os: y\n", "owner", set("b"), "  id: x\n  os: y\n  owner: b\n"),
        ("a: &x 1\nowner: *x\n", "owner", set("b"), "a: &x 1\nowner: b\n"),
        ("confidence: wip\n", "confidence", Change::Set(Item::Bare("true".to_owned())), "confidence: true\n"),
    ]);
}

#[test]
#[rustfmt::skip] // one case is one line
fn a_new_key_goes_to_its_place() {
    let set = Change::Set(text("x"));
    all(&[
        ("id: a\n\n# state\nconfidence: wip\nfoo: 1\n", "type", set.clone(), "id: a\ntype: x\n\n# state\nconfidence: wip\nfoo: 1\n"),
        ("# first\nconfidence: wip\n", "id", set.clone(), "id: x\n# first\nconfidence: wip\n"),
        ("foo: 1\n# end\n", "owner", set.clone(), "foo: 1\nowner: x\n# end\n"),
        ("symptoms:\n- a\n- b\nconfidence: wip\n", "os", set.clone(), "symptoms:\n- a\n- b\nos: x\nconfidence: wip\n"),
        ("title: |\n  a\n\n  b\n\nconfidence: wip\n", "type", set.clone(), "title: |\n  a\n\n  b\ntype: x\n\nconfidence: wip\n"),
        ("", "os", set, "os: x\n"),
        ("id: a\n", "os", Change::List(texts(&["a", "b, c"]), Layout::Inline), "id: a\nos: [a, 'b, c']\n"),
        ("id: a\nos: x\n", "symptoms", Change::Append(texts(&["Error: 5"]), Layout::Lines), "id: a\nsymptoms:\n  - 'Error: 5'\nos: x\n"),
    ]);
}

#[test]
#[rustfmt::skip] // one case is one line
fn lists_grow_and_change() {
    let more = |layout| Change::Append(texts(&["x, y"]), layout);
    let other = |layout| Change::List(texts(&["p", "q"]), layout);
    all(&[
        ("os: [a, b] # c\n", "os", more(Layout::Inline), "os: [a, b, 'x, y'] # c\n"),
        ("os: []\n", "os", more(Layout::Inline), "os: ['x, y']\n"),
        ("os: [\n  a, # one\n  b # two\n]\nid: 1\n", "os", more(Layout::Inline), "os: [\n  a, # one\n  b, 'x, y' # two\n]\nid: 1\n"),
        ("os: a, b # c\n", "os", more(Layout::Inline), "os: [a, b, 'x, y'] # c\n"),
        ("os:\n", "os", more(Layout::Inline), "os: ['x, y']\n"),
        ("symptoms:\n    - a # one\n    # two\n\n# three\nos: x\n", "symptoms", more(Layout::Lines), "symptoms:\n    - a # one\n    # two\n    - x, y\n\n# three\nos: x\n"),
        ("symptoms:\n- a\n- >\n  b\n  c\nos: x\n", "symptoms", more(Layout::Lines), "symptoms:\n- a\n- >\n  b\n  c\n- x, y\nos: x\n"),
        ("symptoms: 'a' # one\n", "symptoms", more(Layout::Lines), "symptoms: # one\n  - 'a'\n  - x, y\n"),
        ("symptoms: a\n", "symptoms", more(Layout::Lines), "symptoms:\n  - a\n  - x, y\n"),
        ("symptoms: # none\n", "symptoms", more(Layout::Lines), "symptoms: # none\n  - x, y\n"),
        ("os: [a, b] # c\n", "os", other(Layout::Inline), "os: [p, q] # c\n"),
        ("os: a # c\n", "os", other(Layout::Inline), "os: [p, q] # c\n"),
        ("symptoms:\n- a\nos: x\n", "symptoms", other(Layout::Lines), "symptoms:\n- p\n- q\nos: x\n"),
        ("symptoms: a # c\n", "symptoms", other(Layout::Lines), "symptoms: # c\n  - p\n  - q\n"),
    ]);
}

#[test]
#[rustfmt::skip] // one case is one line
fn keys_and_items_go() {
    all(&[
        ("id: 1\nowner: a # who\n# next\nos: x\n", "owner", Change::Remove, "id: 1\n# next\nos: x\n"),
        ("symptoms:\n  - a\n  - b\n\nos: x\n", "symptoms", Change::Remove, "\nos: x\n"),
        ("os: x\n", "owner", Change::Remove, "os: x\n"),
        ("os: x\n", "os", Change::Remove, ""),
        ("flags:\n  - date: 1\n    text: a\n  - b\n  - c\n", "flags", Change::Take(vec![0, 2]), "flags:\n  - b\n"),
        ("flags: [a, {text: b}, 'c']\n", "flags", Change::Take(vec![1]), "flags: [a, 'c']\n"),
        ("flags: [a, b, c]\n", "flags", Change::Take(vec![1, 2]), "flags: [a]\n"),
        ("flags: one\nid: 1\n", "flags", Change::Take(vec![0]), "id: 1\n"),
        ("flags: [a, b]\nid: 1\n", "flags", Change::Take(vec![0, 1]), "id: 1\n"),
    ]);
}

#[test]
#[rustfmt::skip] // one case is one line
fn flags_are_written_a_line_each() {
    let flag = Item::Map(vec![
        ("date", Item::Bare("2026-11-22".to_owned())),
        ("by", text("Ann Lee")),
        ("text", text("step 3: wrong, see #4")),
    ]);
    let more = Change::Append(vec![flag], Layout::Lines);
    all(&[
        ("id: 1\n", "flags", more.clone(), "id: 1\nflags:\n  - date: 2026-11-22\n    by: Ann Lee\n    text: 'step 3: wrong, see #4'\n"),
        ("flags: [a]\n", "flags", more, "flags: [a, {date: 2026-11-22, by: Ann Lee, text: 'step 3: wrong, see #4'}]\n"),
    ]);
}

#[test]
#[rustfmt::skip] // one case is one line
fn what_would_be_lost_is_refused() {
    let set = Change::Set(text("x"));
    let other = Change::List(texts(&["x"]), Layout::Lines);
    let by_hand = |key: &str, why: &str| format!("`{key}` {why}; change it in the file");
    let cases = [
        ("{id: 1, owner: a}\n", "owner", &set, by_hand("id", "does not stand at the head of a line")),
        ("owner: &a b\n", "owner", &set, by_hand("owner", "has an anchor or a tag")),
        ("symptoms:\n  - a\n  # why\n  - b\n", "symptoms", &other, by_hand("symptoms", "has a comment among its lines")),
        ("os: [a, # why\n  b]\n", "os", &other, by_hand("os", "has a comment among its lines")),
        ("owner: > # why\n  a\n", "owner", &set, by_hand("owner", "has a comment among its lines")),
        ("owner: a\nowner: b\n", "owner", &set, "`owner` is written twice; remove one of the two".to_owned()),
        ("? owner\n: a\n", "owner", &set, by_hand("owner", "does not stand at the head of a line")),
        ("a: b: c\n", "owner", &set, String::new()),
        ("- a\n", "owner", &set, "the front matter is not a mapping".to_owned()),
    ];
    for (before, key, change, why) in cases {
        let refused = edited(before, key, change).unwrap_err();
        assert!(refused == why || why.is_empty(), "{before:?}: {refused}");
    }
}
