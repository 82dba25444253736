//! Audits of real repositories, made by git for each test.

mod repository;

use crate::audit::{Audit, Deed, Event, Key, Trail};
use repository::{Repository, audit};
use std::fs;

/// An article with a state and a line of text.
fn text(confidence: &str, line: &str) -> String {
    let lines: Vec<String> = (1..20).map(|n| format!("Line {n}.\n")).collect();
    let lines = lines.concat();
    format!("---\nid: KB1\nconfidence: {confidence}\naudience: internal\n---\n\n{lines}{line}\n")
}

/// `ann: created`, oldest first.
fn told(trail: &Trail) -> Vec<String> {
    trail.events.iter().map(line).collect()
}

fn line(event: &Event) -> String {
    let said = |word: &Option<String>| word.clone().unwrap_or_else(|| "-".to_owned());
    let deed = |deed: &Deed| match deed {
        Deed::Created => "created".to_owned(),
        Deed::Modified => "modified".to_owned(),
        Deed::Renamed { from } => format!("from {from}"),
        Deed::Changed { key, from, to } => format!("{} {}>{}", key.word(), said(from), said(to)),
        Deed::Deleted => "deleted".to_owned(),
    };
    let deeds: Vec<String> = event.deeds.iter().map(deed).collect();
    format!("{}: {}", event.author.name, deeds.join(", "))
}

#[test]
fn every_change_of_state_has_its_author_and_renames_are_followed() {
    let mut kb = Repository::new();
    kb.commit("ann", "a.md", &text("wip", "one"));
    kb.commit("bo", "a.md", &text("wip", "two"));
    kb.git("cy", &["mv", "a.md", "b c.md"]);
    kb.commit("cy", "b c.md", &text("not-validated", "two"));
    kb.commit(
        "di",
        "b c.md",
        &text("validated", "two").replace("internal", "public"),
    );
    kb.git("di", &["commit", "-q", "--allow-empty", "-m", "nothing"]);
    kb.commit("di", "picture.png", "p");
    let trail = kb.trail("b c.md");
    assert_eq!(
        told(&trail),
        [
            "ann: created",
            "bo: modified",
            "cy: from a.md, confidence wip>not-validated",
            "di: confidence not-validated>validated, audience internal>public",
        ]
    );
    let who = |event: Option<&Event>| event.map(|e| e.author.email.clone()).unwrap_or_default();
    assert_eq!(who(trail.created()), "ann@example.com");
    assert_eq!(who(trail.published()), "cy@example.com");
    assert_eq!(who(trail.since(Key::Confidence)), "di@example.com");
    assert_eq!(who(trail.since(Key::Governance)), "ann@example.com");
    let first = &trail.events[0];
    assert_eq!(
        (first.day.to_string(), first.commit.len()),
        ("2026-03-03".to_owned(), 40)
    );
    assert_eq!(first.time.to_string(), "2026-03-03T21:30:00Z");
    assert_eq!(first.state.confidence.as_deref(), Some("wip"));
    assert_eq!(kb.audit().trails.len(), 1, "only articles have trails");
}

#[test]
fn broken_yaml_hides_no_change_of_state() {
    let mut kb = Repository::new();
    kb.commit("ann", "a.md", &text("wip", "one"));
    kb.commit("bo", "a.md", "---\nid: a: b\nconfidence: validated\n---\n");
    kb.commit("cy", "a.md", &text("wip", "two"));
    kb.commit("cy", "a.md", "---\nid: a: b\n---\n");
    kb.commit("bo", "a.md", &text("validated", "two"));
    let trail = kb.trail("a.md");
    assert_eq!(
        told(&trail),
        [
            "ann: created",
            "bo: modified",
            "cy: modified",
            "cy: modified",
            "bo: confidence wip>validated",
        ]
    );
    assert!(trail.events[1].state.broken);
    assert_eq!(trail.published().unwrap().day.to_string(), "2026-03-11");
}

#[test]
fn a_plain_merge_changes_nothing_and_branches_do_not_undo_each_other() {
    let mut kb = Repository::new();
    kb.commit("ann", "a.md", &text("wip", "one"));
    kb.git("bo", &["checkout", "-qb", "work"]);
    kb.commit("bo", "a.md", &text("validated", "one"));
    kb.git("ann", &["checkout", "-q", "main"]);
    kb.commit("cy", "a.md", &text("wip", "two"));
    kb.git("di", &["merge", "-q", "--no-edit", "work"]);
    assert!(
        fs::read_to_string(kb.root().join("a.md"))
            .unwrap()
            .contains("validated")
    );
    let mut found = told(&kb.trail("a.md"));
    found.sort();
    assert_eq!(
        found,
        [
            "ann: created",
            "bo: confidence wip>validated",
            "cy: modified"
        ]
    );
}

#[test]
fn a_merge_that_changes_the_state_itself_is_told() {
    let mut kb = Repository::new();
    kb.commit("ann", "a.md", &text("wip", "one"));
    kb.git("bo", &["checkout", "-qb", "work"]);
    kb.commit("bo", "a.md", &text("not-validated", "two"));
    kb.git("ann", &["checkout", "-q", "main"]);
    kb.commit("cy", "a.md", &text("archived", "three"));
    assert!(
        !kb.try_git("di", &["merge", "-q", "--no-edit", "work"]),
        "a conflict"
    );
    kb.commit("di", "a.md", &text("validated", "two"));
    let trail = kb.trail("a.md");
    assert_eq!(
        told(&trail).last().unwrap(),
        "di: confidence archived>validated"
    );
    // A merge without a conflict, changed by hand before it was committed, and a text of its own without a state.
    kb.git("bo", &["checkout", "-q", "work"]);
    kb.commit("bo", "b.md", "b");
    kb.git("ann", &["checkout", "-q", "main"]);
    kb.git("eve", &["merge", "-q", "--no-ff", "--no-commit", "work"]);
    kb.write("a.md", &text("validated", "evil"));
    kb.commit("eve", "b.md", &text("validated", "evil"));
    assert_eq!(told(&kb.trail("a.md")).last().unwrap(), "eve: modified");
    assert_eq!(
        told(&kb.trail("b.md")),
        [
            "bo: created",
            "eve: confidence ->validated, audience ->internal"
        ]
    );
}

#[test]
fn a_base_in_a_folder_sees_its_own_files_only() {
    let mut kb = Repository::new();
    kb.commit("ann", "kb/a.md", &text("wip", "one"));
    kb.commit("ann", "outside.md", "o");
    kb.git("bo", &["checkout", "-qb", "work"]);
    kb.git("bo", &["mv", "kb/a.md", "kb/b.md"]);
    kb.commit("bo", "kb/b.md", &text("not-validated", "one"));
    kb.git("ann", &["checkout", "-q", "main"]);
    kb.commit("cy", "kb/a.md", &text("archived", "one"));
    assert!(!kb.try_git("di", &["merge", "-q", "--no-edit", "work"]));
    kb.commit("di", "kb/b.md", &text("validated", "one"));
    let trails = audit(&kb.root().join("kb")).trails;
    assert_eq!(trails.keys().collect::<Vec<_>>(), ["b.md"]);
    let mut found = told(&trails["b.md"]);
    assert_eq!(found.pop().unwrap(), "di: confidence archived>validated");
    found.sort();
    assert_eq!(
        found,
        [
            "ann: created",
            "bo: from a.md, confidence wip>not-validated",
            "cy: confidence wip>archived",
        ]
    );
}

#[test]
fn squashed_and_rebased_commits_bear_their_authors() {
    let mut kb = Repository::new();
    kb.commit("ann", "a.md", &text("wip", "one"));
    kb.git("bo", &["checkout", "-qb", "work"]);
    kb.commit("bo", "a.md", &text("not-validated", "one"));
    kb.commit("bo", "a.md", &text("validated", "one"));
    kb.git("ann", &["checkout", "-q", "main"]);
    kb.commit("cy", "b.md", "b");
    kb.git("di", &["checkout", "-q", "work"]);
    kb.git("di", &["rebase", "-q", "main"]);
    // Rebased: the author stays, the steps stay, though the commits came later than `b.md`.
    assert_eq!(
        told(&kb.trail("a.md"))[1..],
        [
            "bo: confidence wip>not-validated",
            "bo: confidence not-validated>validated"
        ]
    );
    kb.git("di", &["checkout", "-q", "main"]);
    kb.git("di", &["merge", "-q", "--squash", "work"]);
    kb.git("di", &["commit", "-qm", "squashed"]);
    assert_eq!(
        told(&kb.trail("a.md"))[1..],
        ["di: confidence wip>validated"]
    );
}

#[test]
fn the_gone_and_the_living_are_told_apart() {
    let mut kb = Repository::new();
    kb.commit("ann", "a.md", &text("wip", "one"));
    kb.commit("ann", "b.md", "b");
    kb.git("bo", &["rm", "-q", "a.md", "b.md"]);
    kb.git("bo", &["commit", "-qm", "x"]);
    let audit = kb.audit();
    let gone = &audit.trails["a.md"];
    assert_eq!(told(gone), ["ann: created", "bo: deleted"]);
    assert!(gone.is_gone() && gone.published().is_none());
    assert_eq!(
        gone.events[1].state.id.as_deref(),
        Some("KB1"),
        "what it said last"
    );
    kb.commit("cy", "a.md", &text("validated", "quite another one"));
    assert_eq!(told(&kb.trail("a.md")), ["cy: created"]);
    assert_eq!(
        kb.audit().events().first().unwrap().0,
        "a.md",
        "newest first"
    );
}

#[test]
fn the_mailmap_of_today_names_people() {
    let mut kb = Repository::new();
    kb.commit("ann", "a.md", &text("wip", "one"));
    kb.commit(
        "ann",
        ".mailmap",
        "Ann Holm <Ann.Holm@example.com> <ann@example.com>\n",
    );
    let author = |kb: &Repository| {
        let trail = kb.trail("a.md");
        let author = &trail.events[0].author;
        format!("{} {}", author.name, author.email)
    };
    assert_eq!(author(&kb), "Ann Holm ann.holm@example.com");
    kb.write(".mailmap", "");
    assert_eq!(author(&kb), "ann ann@example.com");
}

#[test]
fn no_past_is_no_audit() {
    assert_eq!(Audit::default().events().len(), 0);
    let trail = Trail::default();
    assert!(trail.created().is_none() && trail.contributors().is_empty() && !trail.is_gone());
}
