//! `deskbook check --fix`, and what is allowed or judged otherwise.
//!
//! Takes the fixtures of all findings, and small bases. Gives what is mended and what is left. Never fixes twice.

use crate::kb::{Kb, copy, repository};
use snapbox::str;
use std::collections::BTreeSet;

const SHORT: &[&str] = &[
    "check",
    "--today",
    "2026-08-11",
    "--format",
    "short",
    "--verbose",
];

fn slips() -> Kb {
    Kb::new()
        .file(
            "content/a.md",
            "\u{feff}---\r\ntitle: First\r\ntype: FAQ # a question\r\nreview_by: '2027/1/31'\r\n---\r\nText.\r\n",
        )
        .file("content/b.md", "---\ntitle: Second\nconfidence: WIP\n---\nText.\n")
        .settings("standard: {levels: {KB004: off, KB008: off}}\n")
}

/// Findings without their places.
fn findings(kb: &Kb) -> BTreeSet<String> {
    let screen = kb.run(SHORT).stdout;
    let bare = |line: &str| {
        let (path, rest) = line.split_once(": ").unwrap_or((line, ""));
        let path = path.split(':').next().unwrap_or_default();
        format!("{path} {rest}")
    };
    screen.lines().map(bare).collect()
}

#[test]
fn fixes_are_made_in_the_files() {
    let kb = slips();
    kb.run(&["check", "--fix"]).shows(str![[r#"
exit 0
--- stdout
2 notes (shown with --verbose)
--- stderr
fixed 4 findings in 2 files

"#]]);
    assert_eq!(
        kb.read("content/a.md"),
        "---\r\ntitle: First\r\ntype: faq # a question\r\nreview_by: 2027-01-31\r\n---\r\nText.\r\n"
    );
    let before = kb.files("content");
    let again = kb.run(&["check", "--fix"]);
    assert!(
        again.stderr.contains("nothing that could be fixed"),
        "{}",
        again.stderr
    );
    assert_eq!(kb.files("content"), before);
}

#[test]
fn a_dry_run_shows_a_patch_and_changes_nothing() {
    let kb = slips();
    let before = kb.files("content");
    kb.run(&["check", "--fix", "--dry-run"]).shows(str![[r#"
exit 1
--- stdout
--- a/content/a.md
+++ b/content/a.md
@@ -3,1 +3,1 @@
-type: FAQ # a question
+type: faq # a question
@@ -4,1 +4,1 @@
-review_by: '2027/1/31'
+review_by: 2027-01-31
--- a/content/b.md
+++ b/content/b.md
@@ -3,1 +3,1 @@
-confidence: WIP
+confidence: wip

"#]]);
    assert_eq!(kb.files("content"), before);
}

#[test]
fn no_fix_of_the_fixtures_makes_a_new_finding_and_none_is_left() {
    let kb = Kb::new();
    copy(&repository().join("tests/fixtures/diagnostics"), &kb.root());
    let before = findings(&kb);
    assert!(kb.run(&["check", "--fix"]).stderr.contains("fixed "));
    let after = findings(&kb);
    let new: Vec<_> = after.difference(&before).collect();
    assert!(new.is_empty(), "{new:?}");
    let again = kb.run(&["check", "--fix"]);
    assert!(
        again.stderr.contains("nothing that could be fixed"),
        "{}",
        again.stderr
    );
    kb.run(&["check", "--fix", "--dry-run"]).shows(str![[r#"
exit 0

"#]]);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_base_is_not_written_through() {
    let kb = slips();
    let outside = kb.root().join("../outside.md");
    std::fs::write(&outside, "---\ntitle: Out\ntype: FAQ\n---\nText.\n").unwrap();
    std::os::unix::fs::symlink(&outside, kb.path("content/out.md")).unwrap();
    let _ = kb.run(&["check", "--fix"]);
    assert!(std::fs::read_to_string(&outside).unwrap().contains("FAQ"));
}

#[test]
fn settings_and_comments_judge_findings() {
    let kb = Kb::new()
        .settings("standard: {levels: {KB023: error, KB044: off}}\n")
        .file(
            "content/a.md",
            "---\ntitle: A # deskbook: allow KB021 kept for the museum\ntype: how-to\nrelated: [KB0099]\nreview_by: 2020-01-01\n---\nText.\n",
        )
        .git();
    kb.run(&["check", "--format", "short"]).shows(str![[r#"
exit 1
--- stdout
content/a.md:2:8: error[KB023] section is missing or empty: `## Steps`

"#]]);
}

#[test]
fn a_code_is_explained() {
    Kb::new()
        .run(&["check", "--explain", "kb021"])
        .shows(str![[r#"
exit 0
--- stdout
KB021 warning: review is overdue

Steps for menus and versions of two years ago send people round in circles, and then they call.

Follow the steps once. If they hold, set a new `review_by`; if nobody needs them any more, set `confidence: archived`.

Its level is set by `standard: {levels: {KB021: off}}`; one article is let off by the comment `# deskbook: allow KB021 reason`.

"#]]);
    Kb::new()
        .run(&["check", "--explain", "KB21"])
        .shows(str![[r#"
exit 2
--- stderr
error: there is no code `KB21`
  = help: did you mean `KB021`?

"#]]);
}

#[test]
fn a_patch_that_hides_a_secret_says_that_it_cannot_be_applied() {
    let kb = Kb::new()
        .file(
            "content/a.md",
            "---\ntitle: Drives\ntype: FAQ # net use Z: \\\\files\\x /user:bo Xk93mQ7pL2\n---\nText.\n",
        )
        .settings("standard: {levels: {KB004: off, KB008: off}}\n");
    kb.run(&["check", "--fix", "--dry-run"]).shows(str![[r#"
exit 1
--- stdout
--- a/content/a.md
+++ b/content/a.md
@@ -3,1 +3,1 @@
-type: FAQ # net use Z: //files/x /user:bo **********
+type: faq # net use Z: //files/x /user:bo **********
--- stderr
2 lines of this patch cannot be applied: secrets and invisible characters are not shown as they are; use --fix alone

"#]]);
}
