//! `deskbook new --from-gap` and `--from-ticket`: from what people say to a draft.
//!
//! Takes a small base and a small export. Gives the draft and what is said about it. Never needs the demo base.

use crate::kb::Kb;
use std::fmt::Write as _;

/// Twelve tickets about a PIN, half of them with the message of the screen, and twelve about other things.
fn export() -> String {
    let said = [
        (
            "pin is not available",
            "My PIN is refused since the update.",
        ),
        ("cannot sign in with my pin", "I can only use the password."),
        (
            "Windows Hello broken",
            "Face recognition is gone too and the pin is refused.",
        ),
    ];
    let mut text = "number,opened_at,caller_id,short_description,description,category,subcategory,state,reassignment_count,reopen_count,made_sla,close_notes\n".to_owned();
    for at in 0..12 {
        let (summary, words) = said[at % 3];
        let screen = if at % 2 == 0 {
            "\nError: Something happened and your PIN isn't available."
        } else {
            ""
        };
        let _ = writeln!(
            text,
            "INC00{},2026-10-{:02} 09:00:00,Person {at},{summary},\"{words} Write to ines.falk@example.com.{screen}\",Windows,Sign-in,Closed,0,0,true,\"Deleted the NGC folder and set up the PIN again, variant {}.\"",
            10 + at,
            1 + at,
            at % 2
        );
        let _ = writeln!(
            text,
            "INC00{},2026-10-{:02} 10:00:00,Person {at},toner is empty again,Please bring toner number {at} to the office.,Printing,Toner,Closed,0,0,true,Done.",
            50 + at,
            1 + at
        );
    }
    text
}

fn base() -> Kb {
    Kb::new()
        .settings("title: Desk\nlang: en\nos:\n  windows-11: Windows 11\ncategories:\n  windows: { name: Windows }\n")
        .article("content/windows/layout.md", "Choose another keyboard layout", "")
        .file("export.csv", export())
}

/// The name of the gap in the category of the PIN.
fn gap(kb: &Kb) -> String {
    let ran = kb.run(&["gaps", "export.csv", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let gaps = told["gaps"].as_array().unwrap();
    let pin = gaps.iter().find(|gap| gap.to_string().contains("Sign-in"));
    pin.unwrap()["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_gap_becomes_a_draft_that_checks() {
    let kb = base();
    let ran = kb.done(&["new", "--from-gap", &gap(&kb), "--tickets", "export.csv"]);
    let path = ran.stdout.trim();
    assert!(path.starts_with("content/windows/"), "{path}");
    assert!(ran.stderr.contains("proposed pattern: "), "{}", ran.stderr);
    assert!(
        ran.stderr
            .contains(" of 12 tickets of this gap and no other"),
        "{}",
        ran.stderr
    );
    let text = kb.read(path);
    for wanted in [
        "confidence: wip",
        "  - 'My PIN is refused since the update'\n",
        "- `Something happened and your PIN isn't available.`\n",
        "  linked: [INC0010, INC0011, INC0012, ",
        "Deleted the NGC folder and set up the PIN again, variant 0. (INC0010 and 11 more)\n",
    ] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
    assert!(
        !text.contains("ines.falk") && !text.contains("toner"),
        "{text}"
    );
    let _ = kb.done(&["check"]);
}

#[test]
fn a_ticket_becomes_a_draft_under_a_title_of_its_own() {
    let kb = base();
    let ran = kb.done(&[
        "new",
        "PIN refused",
        "--from-ticket",
        "INC0010",
        "--tickets",
        "export.csv",
    ]);
    assert_eq!(ran.stdout.trim(), "content/windows/pin-refused.md");
    let text = kb.read("content/windows/pin-refused.md");
    assert!(
        text.contains("title: PIN refused\n") && text.contains("linked: [INC0010]\n"),
        "{text}"
    );
    let _ = kb.done(&["check"]);
}

#[test]
fn what_is_not_there_is_named() {
    let kb = base();
    let said = |args: &[&str]| kb.run(args).stderr;
    assert!(
        said(&["new", "--from-gap", "G99", "--tickets", "export.csv"])
            .contains("there is no gap `G99`")
    );
    assert!(
        said(&["new", "--from-ticket", "INC7", "--tickets", "export.csv"])
            .contains("there is no ticket `INC7`")
    );
    assert!(said(&["new", "--from-gap", "G1"]).contains("no ticket export is named"));
    assert!(said(&["new"]).contains("<TITLE>"));
}
