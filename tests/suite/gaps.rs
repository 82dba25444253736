//! `deskbook gaps`: from an export to what should be written next.
//!
//! Takes a small base and a small export. Gives screens, files and exit codes. Never measures text evidence: that has its
//! own corpus.

use crate::kb::{Kb, Ran};
use serde_json::Value;
use std::fmt::Write as _;

/// Forty tickets of ServiceNow on ten days: jams that a pattern covers, a dock that nobody has written about.
fn export() -> String {
    let mut csv = "number,short_description,description,category,subcategory,opened_at,resolved_at,state,caller_id,made_sla\n".to_owned();
    for n in 0..40 {
        let (words, category) = if n % 2 == 0 {
            ("printer jam on floor", "Printing,Paper")
        } else {
            (
                "zzqx wobbles, asks ada.finch@example.com, code 0x80070005",
                "Hardware,Dock",
            )
        };
        let (day, made) = (n % 10 + 1, n % 4 == 0);
        writeln!(
            csv,
            "INC{n:07},\"{words}\",,{category},2026-03-{day:02} 09:00:00,2026-03-{day:02} 11:00:00,Closed,person{},{made}",
            n % 5
        )
        .unwrap();
    }
    csv
}

fn base() -> Kb {
    let pattern = "id: KB0001\ntickets:\n  patterns: [printer jam]\n";
    Kb::new()
        .settings("title: Desk\n")
        .article("content/jam.md", "Printer jam", pattern)
        .file("incidents.csv", export())
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout)
        .unwrap_or_else(|e| panic!("{e}: {}{}", ran.stdout, ran.stderr))
}

#[test]
fn the_screen_names_the_gap() {
    let ran = base().run(&["gaps", "incidents.csv"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for words in ["G1", "Hardware > Dock", "50 %"] {
        assert!(ran.stdout.contains(words), "{words}: {}", ran.stdout);
    }
    assert!(ran.stdout.lines().count() <= 40, "{}", ran.stdout);
}

#[test]
fn machines_read_the_same() {
    let value = json(&base().run(&["gaps", "incidents.csv", "--format", "json"]));
    assert_eq!(value["format"], 1);
    let text = value.to_string();
    assert!(text.contains("INC0000001") && text.contains("0x80070005"));
    assert!(!text.contains("ada.finch"), "redacted");
}

#[test]
fn documents_are_written_and_say_the_same_twice() {
    let kb = base();
    let args = [
        "gaps",
        "incidents.csv",
        "--html",
        "out/a.html",
        "--csv",
        "out/a.csv",
        "--json",
        "out/a.json",
        "--markdown",
        "out/a.md",
        "--explain",
        "out/a.jsonl",
    ];
    let first = kb.run(&args);
    assert_eq!(first.code, 0, "{}", first.stderr);
    let files = [
        "out/a.html",
        "out/a.csv",
        "out/a.json",
        "out/a.md",
        "out/a.jsonl",
    ];
    let before = files.map(|f| kb.read(f));
    assert_eq!(kb.run(&args).stdout, first.stdout);
    assert_eq!(before, files.map(|f| kb.read(f)));
    assert!(before.iter().all(|text| !text.contains("ada.finch")));
    assert_eq!(before[4].lines().count(), 40);
    let line: Value = serde_json::from_str(before[4].lines().next().unwrap()).unwrap();
    assert_eq!(line["id"], "INC0000000");
    assert_eq!(line["evidence"], "pattern");
    assert_eq!(line["article"], "KB0001");
    assert_eq!(line["why"], "printer jam");
}

#[test]
fn text_is_shown_as_it_is_only_when_that_is_said() {
    let ran = base().run(&["gaps", "incidents.csv", "--format", "json", "--no-redact"]);
    assert!(ran.stdout.contains("ada.finch@example.com"));
    assert!(ran.stderr.contains("as they are"), "{}", ran.stderr);
}

#[test]
fn too_little_coverage_is_a_finding() {
    let kb = base();
    assert_eq!(
        kb.run(&["gaps", "incidents.csv", "--fail-under", "50"])
            .code,
        0
    );
    let ran = kb.run(&["gaps", "incidents.csv", "--fail-under", "50.1"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr
            .contains("self-service coverage is 50.0 %, less than the 50.1 % asked for"),
        "{}",
        ran.stderr
    );
    assert_eq!(
        kb.run(&["gaps", "incidents.csv", "--fail-under", "101"])
            .code,
        2
    );
}

#[test]
fn without_a_file_the_settings_name_them() {
    let kb = base();
    let ran = kb.run(&["gaps"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("no ticket export was named"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("tickets: {files:"), "{}", ran.stderr);
    kb.write(
        "deskbook.yaml",
        "title: Desk\ntickets:\n  files: ['*.csv']\n",
    );
    let ran = kb.run(&["gaps"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("Hardware > Dock"));
}

#[test]
fn a_window_counts_back_from_the_newest_ticket() {
    let kb = base();
    let all = |window: &str| {
        let value = json(&kb.run(&[
            "gaps",
            "incidents.csv",
            "--format",
            "json",
            "--window",
            window,
        ]));
        value["window"].clone()
    };
    assert_eq!(all("1w").to_string().matches("2026-03-04").count(), 1);
    assert_eq!(all("3d").to_string().matches("2026-03-08").count(), 1);
    let ran = kb.run(&["gaps", "incidents.csv", "--window", "soon"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("180d"), "{}", ran.stderr);
}

#[test]
fn settings_with_errors_stop_the_report() {
    let kb = base();
    kb.write("deskbook.yaml", "title: Desk\ntickets:\n  windw: 30\n");
    let ran = kb.run(&["gaps", "incidents.csv"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("windw"), "{}", ran.stderr);
}

#[test]
fn patterns_are_listed_with_what_is_the_matter() {
    let kb = base().article(
        "content/dead.md",
        "Fax",
        "id: KB0002\ntickets:\n  patterns: [fax carrier tone]\n",
    );
    let ran = kb.run(&["gaps", "incidents.csv", "--patterns"]);
    assert!(ran.stdout.contains("fax carrier tone"), "{}", ran.stdout);
}
