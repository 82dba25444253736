//! Files that come, go and move, and what is committed.
//!
//! Takes the small base and one change after the other, each with its way back. Gives whether the site stands. Never leaves
//! two changes at a time, so that none can hide behind another.

use crate::pipeline::standing::tests::{CSV, Desk, FILES, told};
use std::fs;

/// A change, and the way back.
type Change = (&'static str, fn(&Desk), fn(&Desk));

fn touch(desk: &Desk, path: &str) {
    fs::write(desk.path(path), "x").unwrap();
}

fn drop_file(desk: &Desk, path: &str) {
    fs::remove_file(desk.path(path)).unwrap();
}

fn back(desk: &Desk, path: &str) {
    let bytes = FILES.iter().find(|(p, _)| *p == path).unwrap().1;
    fs::write(desk.path(path), bytes).unwrap();
}

fn swap(desk: &Desk, from: &str, to: &str) {
    fs::rename(desk.path(from), desk.path(to)).unwrap();
}

const CHANGES: &[Change] = &[
    (
        "a file that nobody links to comes",
        |d| touch(d, "content/i/new.png"),
        |d| drop_file(d, "content/i/new.png"),
    ),
    (
        "an article comes",
        |d| touch(d, "content/new.md"),
        |d| drop_file(d, "content/new.md"),
    ),
    (
        "an article has another name",
        |d| swap(d, "content/b.md", "content/bb.md"),
        |d| swap(d, "content/bb.md", "content/b.md"),
    ),
    (
        "an article goes",
        |d| drop_file(d, "content/b.md"),
        |d| back(d, "content/b.md"),
    ),
    (
        "an overlay goes",
        |d| drop_file(d, "content/c.acme.md"),
        |d| back(d, "content/c.acme.md"),
    ),
    (
        "an image goes",
        |d| drop_file(d, "content/i/one.gif"),
        |d| back(d, "content/i/one.gif"),
    ),
    (
        "an image is another folder's",
        |d| swap(d, "content/i", "content/j"),
        |d| swap(d, "content/j", "content/i"),
    ),
    (
        "a file of the theme goes",
        |d| drop_file(d, "themes/default/static/style.css"),
        |d| back(d, "themes/default/static/style.css"),
    ),
    (
        "a file of the theme comes",
        |d| touch(d, "themes/default/static/new.svg"),
        |d| drop_file(d, "themes/default/static/new.svg"),
    ),
    (
        "the learnt words go",
        |d| drop_file(d, "vocabulary.yaml"),
        |d| back(d, "vocabulary.yaml"),
    ),
    (
        "the export goes",
        |d| drop_file(d, "exports/a.csv"),
        |d| back(d, "exports/a.csv"),
    ),
    (
        "one more export comes",
        |d| fs::write(d.path("exports/b.csv"), CSV).unwrap(),
        |d| drop_file(d, "exports/b.csv"),
    ),
    (
        "an export has another name",
        |d| swap(d, "exports/a.csv", "exports/z.csv"),
        |d| swap(d, "exports/z.csv", "exports/a.csv"),
    ),
    (
        "something is committed",
        |d| d.git(&["commit", "--quiet", "--allow-empty", "--message=y"]),
        |d| d.git(&["reset", "--quiet", "--soft", "HEAD^"]),
    ),
    (
        "an author is called otherwise",
        |d| fs::write(d.path(".mailmap"), "Bo <ada@example.com>\n").unwrap(),
        |d| drop_file(d, ".mailmap"),
    ),
    (
        "the history is gone",
        |d| swap(d, ".git", ".gone"),
        |d| swap(d, ".gone", ".git"),
    ),
];

#[test]
fn a_changed_base_does_not_stand() {
    let desk = Desk::with_git();
    let plan = desk.plan();
    let (desk, truth) = desk.kept(&plan);
    for (what, change, undo) in CHANGES {
        change(&desk);
        assert_eq!(told(&plan), None, "{what}");
        undo(&desk);
        assert_eq!(told(&plan).as_ref(), Some(&truth), "taken back: {what}");
    }
}
