//! Wrong calls: what a slip of the fingers brings about.
//!
//! Takes commands with arguments that make no sense. Gives exit code 2, a sentence that says why, and files as they were.
//! Never asks for words that the reader of arguments chooses.

use crate::kb::Kb;

const TICKETS: &str = "number,opened_at,short_description\nINC1,2026-01-05 10:00:00,vpn is slow\n";

fn desk() -> Kb {
    Kb::new()
        .settings("title: Desk\n")
        .article("content/network/vpn.md", "VPN error 809", "id: KB0001\n")
        .file("t.csv", TICKETS)
        .file("folder/x.txt", "x")
}

#[test]
fn a_wrong_call_says_why_and_changes_nothing() {
    let kb = desk();
    let before = kb.files(".");
    for (call, words) in [
        (
            &["gaps", "t.csv", "--html", "t.csv"][..],
            "take the place of t.csv",
        ),
        (
            &["gaps", "t.csv", "--csv", "folder/../t.csv"],
            "take the place of",
        ),
        (
            &["gaps", "t.csv", "--markdown", "deskbook.yaml"],
            "take the place of deskbook.yaml",
        ),
        (
            &["gaps", "t.csv", "--json", "a", "--html", "./a"],
            "two reports",
        ),
        (
            &["report", "--tickets", "t.csv", "--html", "t.csv"],
            "take the place of t.csv",
        ),
        (&["report", "--html", "a", "--json", "a"], "two reports"),
        (&["report", "--sample", "0"], "1 or more"),
        (&["tickets", "folder"], "not a file: `folder`"),
        (&["tickets", "gone.csv"], "no such file: `gone.csv`"),
        (&["search", ""], "the question is empty"),
        (&["search", " ", ""], "the question is empty"),
        (&["search", "vpn", "--limit", "0"], "1 or more"),
        (&["serve", "--port", "x"], "0 to 65535"),
        (&["serve", "--port", "65536"], "0 to 65535"),
        (&["history", "--limit", "x"], "1 or more"),
        (&["new", "A title", "--tickets", "t.csv"], "--from-gap"),
        (
            &["new", "--from-gap", "G1", "--from-ticket", "INC1"],
            "cannot be used with",
        ),
        (&["init", "--hook", "gone"], "there is no base in gone"),
        (&["build", "--base-url", "/help/"], "no address of a site"),
    ] {
        let ran = kb.run(call);
        assert_eq!(ran.code, 2, "{call:?}\n{}{}", ran.stdout, ran.stderr);
        assert!(ran.stderr.contains(words), "{call:?}\n{}", ran.stderr);
        assert_eq!(kb.files("."), before, "{call:?}");
    }
}

#[test]
fn a_report_may_be_written_again() {
    let kb = desk();
    for _ in 0..2 {
        let _ = kb.done(&[
            "gaps",
            "t.csv",
            "--html",
            "new/gaps.html",
            "--json",
            "gaps.json",
        ]);
    }
    assert_eq!(kb.read("t.csv"), TICKETS);
}
