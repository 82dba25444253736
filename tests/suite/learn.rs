//! `deskbook learn`: from an export to words that the search finds articles by.
//!
//! Takes a small base and a small export. Gives the file, the screen and what the search makes of it.

use crate::kb::Kb;
use std::fmt::Write as _;

/// Tickets of eight people about each of two articles.
fn base() -> Kb {
    let mut csv = "number,caller_id,short_description,close_notes,opened_at,state\n".to_owned();
    for n in 0..16 {
        let (words, id) = if n % 2 == 0 {
            ("tunnel collapses, mail ada.finch@example.com", "KB0001")
        } else {
            ("paper is crumpled", "KB0002")
        };
        writeln!(
            csv,
            "INC{n:07},p{},\"{words}\",{id},2026-03-{:02} 09:00:00,Closed",
            n / 2,
            n + 1
        )
        .unwrap();
    }
    Kb::new()
        .settings("title: Desk\n")
        .article("content/vpn.md", "VPN error 809", "id: KB0001\n")
        .article("content/jam.md", "Printer jam", "id: KB0002\n")
        .file("incidents.csv", csv)
}

#[test]
fn words_are_learnt_reviewed_and_found() {
    let kb = base();
    let dry = kb.run(&["learn", "incidents.csv", "--dry-run"]);
    assert!(dry.stderr.contains("nothing was written"), "{}", dry.stderr);
    let before = kb.run(&["search", "tunnel"]);
    assert_eq!(before.code, 1, "{}", before.stdout);
    let ran = kb.run(&["learn", "incidents.csv"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        ran.stdout
            .contains("KB0001 VPN error 809\n  collapses (8), tunnel (8)\n"),
        "{}",
        ran.stdout
    );
    assert!(
        !ran.stdout.contains("finch") && !ran.stdout.contains("example"),
        "{}",
        ran.stdout
    );
    let after = kb.run(&["search", "tunnel"]);
    assert!(after.stdout.contains("VPN error 809"), "{}", after.stdout);
    let again = kb.run(&["learn", "incidents.csv"]);
    assert!(
        again.stderr.contains("vocabulary.yaml stays as it is"),
        "{}",
        again.stderr
    );
}

#[test]
fn words_of_no_article_are_said() {
    let kb = base().file(
        "vocabulary.yaml",
        "KB0001:\n  tunnel: 4\nKB0003:\n  cable: 3\nKB0002: jam\n".to_owned(),
    );
    let ran = kb.run(&["check"]);
    for words in [
        "KB055",
        "vocabulary.yaml:3:1",
        "no article has the id `KB0003`",
        "`KB0002` has no words",
    ] {
        assert!(ran.stdout.contains(words), "{words}: {}", ran.stdout);
    }
}

#[test]
fn no_export_is_a_matter_of_usage() {
    let ran = base().run(&["learn"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("deskbook learn incidents.csv"),
        "{}",
        ran.stderr
    );
}
