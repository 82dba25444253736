//! `deskbook history`: who did what, for people and programs, and what is kept beside the base.
//!
//! Takes bases with real histories. Gives screens and JSON against what the commits say. Never looks into the kept files:
//! only that no answer depends on them.

use crate::kb::{Kb, Ran};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

const ANN: (&str, &str) = ("Ann Ito", "Ann@example.com");
const BO: (&str, &str) = ("Bo Holm", "bo@example.com");

fn text(confidence: &str, line: &str) -> String {
    format!(
        "---\nid: KB0042\ntitle: VPN error 809\nconfidence: {confidence}\naudience: internal\n---\n\nRestart the client.\n\n{line}\n"
    )
}

/// An article with a life: created, changed twice, moved and confirmed.
fn base() -> Kb {
    let kb = Kb::new().settings("title: Desk\n").git();
    kb.write("content/vpn.md", text("wip", "One."));
    kb.git_commit(ANN, "2026-03-03");
    kb.write("content/vpn.md", text("wip", "Two."));
    kb.git_commit(BO, "2026-03-04");
    kb.write("content/vpn.md", text("wip", "Three."));
    kb.git_commit(BO, "2026-03-05");
    fs::create_dir(kb.path("content/network")).unwrap();
    kb.git_run(&["mv", "content/vpn.md", "content/network/vpn.md"]);
    kb.write("content/network/vpn.md", text("validated", "Three."));
    kb.git_commit(ANN, "2026-03-06");
    kb
}

/// The answer to programs.
fn json(ran: &Ran) -> Value {
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

#[test]
fn an_article_tells_its_story_newest_first() {
    let kb = base();
    let ran = kb.run(&["history", "kb0042"]);
    // Ids of commits differ between machines.
    let steady: Vec<&str> = ran
        .stdout
        .lines()
        .map(|line| match line.rsplit_once("  ") {
            Some((rest, id)) if id.len() == 10 => rest.trim_end(),
            _ => line,
        })
        .collect();
    assert_eq!(
        steady,
        [
            "KB0042 VPN error 809",
            "content/network/vpn.md",
            "",
            "2026-03-06  Ann Ito  renamed from content/vpn.md, confidence: wip → validated",
            "2026-03-05  Bo Holm  text changed 2 times since 2026-03-04",
            "2026-03-03  Ann Ito  created (wip, internal)",
            "",
            "created 2026-03-03 by Ann Ito; published 2026-03-06 by Ann Ito; 3 changes, 2 people",
        ]
    );
    for word in [
        "content/network/vpn.md",
        "./content/network/vpn.md",
        "/network/vpn/",
    ] {
        assert_eq!(kb.run(&["history", word]).stdout, ran.stdout, "{word}");
    }
}

#[test]
fn programs_are_told_everything() {
    let kb = base();
    let told = json(&kb.run(&["history", "KB0042", "--format", "json"]));
    assert_eq!(told["format"], 1);
    assert_eq!(told["complete"], true);
    assert_eq!(told["path"], "content/network/vpn.md");
    assert_eq!(told["created"]["time"], "2026-03-03T10:00:00Z");
    assert_eq!(told["published"]["email"], "ann@example.com");
    assert_eq!(told["contributors"][0]["commits"], 2);
    let newest = &told["events"][0];
    assert_eq!(newest["commit"].as_str().unwrap().len(), 40);
    assert_eq!(newest["deeds"][0]["deed"], "renamed");
    let changed = serde_json::json!({"deed": "changed", "key": "confidence", "from": "wip", "to": "validated"});
    assert_eq!(newest["deeds"][1], changed);
    assert_eq!(newest["state"]["confidence"], "validated");
    assert_eq!(told["events"].as_array().unwrap().len(), 4);
    let since = [
        "history",
        "KB0042",
        "--since",
        "2026-03-05",
        "--format",
        "json",
    ];
    assert_eq!(json(&kb.run(&since))["events"].as_array().unwrap().len(), 2);
}

#[test]
fn the_base_tells_its_newest_changes_of_state_and_the_gone() {
    let kb = base();
    kb.write("content/mail.md", "---\ntitle: Mail\n---\n\nText.\n");
    kb.git_commit(BO, "2026-03-07");
    kb.git_run(&["rm", "--quiet", "content/network/vpn.md"]);
    kb.git_commit(BO, "2026-03-08");
    let ran = kb.done(&["history"]);
    let rows: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(rows.len(), 4, "{}", ran.stdout);
    assert!(
        rows[0].starts_with("2026-03-08  KB0042           deleted"),
        "{}",
        rows[0]
    );
    assert!(
        rows[1].starts_with("2026-03-07  content/mail.md  created"),
        "{}",
        rows[1]
    );
    assert!(rows[3].contains("created (wip, internal)"), "{}", rows[3]);
    let ran = kb.done(&["history", "--limit", "1"]);
    assert!(
        ran.stdout.contains("1 event of 4; `--limit` shows more"),
        "{}",
        ran.stdout
    );
    // One that is gone can still be asked for.
    let ran = kb.done(&["history", "KB0042"]);
    assert!(
        ran.stdout.contains("deleted") && ran.stdout.contains("4 changes, 2 people"),
        "{}",
        ran.stdout
    );
}

#[test]
fn what_cannot_be_told_is_said() {
    let kb = base();
    let ran = kb.run(&["history", "KB0024"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("there is no article `KB0024`"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr.contains("did you mean `KB0042`?"),
        "{}",
        ran.stderr
    );
    assert_eq!(kb.run(&["history", "--since", "soon"]).code, 2);
    kb.write(
        "content/new.md",
        "---\nid: KB0043\ntitle: New\n---\n\nText.\n",
    );
    let ran = kb.done(&["history", "KB0043"]);
    assert!(
        ran.stdout.contains("no commit holds it yet"),
        "{}",
        ran.stdout
    );
    let bare = Kb::new().article("content/a.md", "A", "id: KB1\n");
    let ran = bare.run(&["history", "KB1"]);
    assert_eq!(ran.code, 3);
    assert!(
        ran.stderr
            .contains("there is no history: this is no git repository"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_shallow_clone_says_what_is_missing() {
    let clone = base().clone_with_depth(2);
    let ran = clone.done(&["history", "KB0042"]);
    assert!(ran.stderr.contains("KB009"), "{}", ran.stderr);
    assert!(
        !ran.stdout.contains("; published") && !ran.stdout.contains("\ncreated"),
        "{}",
        ran.stdout
    );
    let told = json(&clone.run(&["history", "KB0042", "--format", "json"]));
    assert_eq!(
        (&told["complete"], &told["created"]),
        (&Value::Bool(false), &Value::Null)
    );
}

/// A base with more commits than are read anew each time, made at once.
fn long() -> Kb {
    let kb = Kb::new().settings("title: Desk\n").git();
    let mut stream = String::new();
    for n in 0..700 {
        let state = ["wip", "not-validated", "validated"][n % 3];
        let text = format!(
            "---\nid: KB{}\ntitle: T\nconfidence: {state}\n---\n\nText {n}.\n",
            n % 40
        );
        let when = 1_780_000_000 + n * 1000;
        let from = if n == 0 {
            "from refs/heads/main^0\n"
        } else {
            ""
        };
        let _ = write!(
            stream,
            "commit refs/heads/main\nauthor Ann <a@b> {when} +0000\ncommitter Ann <a@b> {when} +0000\ndata 1\nx\n{from}\
             M 100644 inline content/a{}.md\ndata {}\n{text}\n",
            n % 40,
            text.len()
        );
    }
    let mut import = Command::new("git")
        .args(["fast-import", "--quiet"])
        .current_dir(kb.root())
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    import
        .stdin
        .take()
        .unwrap()
        .write_all(stream.as_bytes())
        .unwrap();
    assert!(import.wait().unwrap().success());
    kb.git_run(&["reset", "--quiet", "--hard"]);
    kb
}

#[test]
fn what_is_kept_changes_no_answer() {
    let kb = long();
    let ask = || {
        let all = kb
            .done(&["history", "--limit", "9999", "--format", "json"])
            .stdout;
        all + &kb.done(&["history", "KB7"]).stdout
    };
    let cold = ask();
    for name in ["log", "states", ".gitignore"] {
        assert!(kb.has(&format!(".deskbook/{name}")), "{name}");
    }
    assert_eq!(ask(), cold, "warm");
    for name in ["log", "states"] {
        let path = format!(".deskbook/{name}");
        let whole = fs::read(kb.path(&path)).unwrap();
        let mut damaged = whole.clone();
        let middle = damaged.len() / 2;
        damaged[middle] ^= 1;
        for bytes in [
            &damaged,
            &whole[..middle].to_vec(),
            &Vec::new(),
            &b"foreign".to_vec(),
        ] {
            kb.write(&path, bytes);
            assert_eq!(ask(), cold, "{name}, {} bytes", bytes.len());
            assert_eq!(fs::read(kb.path(&path)).unwrap(), whole, "made anew");
        }
    }
    fs::remove_dir_all(kb.path(".deskbook")).unwrap();
    kb.write(".deskbook", "a file in the way");
    assert_eq!(ask(), cold, "no place to keep it");
    fs::remove_file(kb.path(".deskbook")).unwrap();
    // Git does not see the folder, and pages do not hold it.
    ask();
    let status = Command::new("git")
        .args(["status", "--porcelain"])
        .current_dir(kb.root())
        .output()
        .unwrap();
    assert!(
        status.stdout.is_empty(),
        "{}",
        String::from_utf8_lossy(&status.stdout)
    );
}

#[test]
fn what_is_kept_grows_with_the_history_and_never_lags() {
    let kb = long();
    let _ = kb.done(&["history"]);
    let old = fs::read(kb.path(".deskbook/log")).unwrap();
    // A branch from some way back, merged: its commits stand between older ones.
    kb.git_run(&["checkout", "--quiet", "-b", "work", "main~50"]);
    kb.write(
        "content/b.md",
        "---\nid: KB99\ntitle: B\nconfidence: wip\n---\n\nText.\n",
    );
    kb.git_commit(BO, "2026-03-09");
    kb.git_run(&["checkout", "--quiet", "main"]);
    kb.git_run(&["merge", "--quiet", "--no-edit", "work"]);
    kb.write(".mailmap", "Bo Later <bo@example.com>\n");
    let ask = || {
        kb.done(&["history", "--limit", "9999", "--format", "json"])
            .stdout
    };
    let grown = ask();
    assert!(grown.contains("KB99") && grown.contains("Bo Later") && !grown.contains("Bo Holm"));
    assert_ne!(fs::read(kb.path(".deskbook/log")).unwrap(), old);
    fs::remove_dir_all(kb.path(".deskbook")).unwrap();
    assert_eq!(ask(), grown, "cold");
    // Back to where it was: what came since is gone.
    kb.git_run(&["reset", "--quiet", "--hard", "main~1"]);
    let back = ask();
    assert!(!back.contains("KB99"));
    fs::remove_dir_all(kb.path(".deskbook")).unwrap();
    assert_eq!(ask(), back, "cold");
}

#[test]
fn what_came_with_the_repository_is_not_believed() {
    let kb = long();
    let cold = kb.done(&["history", "KB7"]).stdout;
    // Somebody commits a folder that tells another story; its sums are right.
    let told = fs::read(kb.path(".deskbook/log")).unwrap();
    kb.git_run(&["add", "--force", ".deskbook/log"]);
    kb.git_run(&["commit", "--quiet", "--message=x"]);
    let _ = kb.done(&["history", "KB7"]);
    assert_eq!(
        fs::read(kb.path(".deskbook/log")).unwrap(),
        told,
        "neither read nor written"
    );
    assert_eq!(kb.done(&["history", "KB7"]).stdout, cold);
}
