//! `deskbook set` and `deskbook flag`: an author changes the head of an article without an editor.
//!
//! Takes small bases. Gives the screens and the files afterwards. Never judges the roles themselves, only that they are
//! asked.

use crate::kb::Kb;
use snapbox::str;

const WHOLE: &str = "---
# the head
id: KB0042
title: 'VPN: error 809'   # as people say it
type: faq
symptoms:
  - the vpn drops   # at noon
confidence: not-validated
foo: [1,  2]
---

## Answer

Open the door.
";

fn base() -> Kb {
    let settings = "audiences: [internal, public]\nignore_fields: [foo]\n";
    Kb::new().settings(settings).file("content/vpn.md", WHOLE)
}

/// The lines that differ.
fn changed(before: &str, after: &str) -> Vec<String> {
    let (before, after): (Vec<_>, Vec<_>) = (before.lines().collect(), after.lines().collect());
    let gone = before.iter().filter(|l| !after.contains(l));
    let new = after.iter().filter(|l| !before.contains(l));
    gone.map(|l| format!("-{l}"))
        .chain(new.map(|l| format!("+{l}")))
        .collect()
}

#[test]
fn set_changes_what_it_is_told_and_no_other_byte() {
    let kb = base();
    let ran = kb.done(&[
        "set",
        "kb0042",
        "audience=public",
        "symptoms+=Error 809: no",
        "title=VPN: it says 809",
        "keywords=vpn,tunnel",
        "summary=",
    ]);
    ran.shows(str![[r#"
exit 0
--- stdout
content/vpn.md
--- stderr
KB0042 audience: none → public
KB0042 symptoms: + Error 809: no
KB0042 title: VPN: error 809 → VPN: it says 809
KB0042 keywords: none → vpn, tunnel
KB0042 summary: none, as before

"#]]);
    assert_eq!(
        changed(WHOLE, &kb.read("content/vpn.md")),
        [
            "-title: 'VPN: error 809'   # as people say it",
            "+title: 'VPN: it says 809'   # as people say it",
            "+  - 'Error 809: no'",
            "+audience: public",
            "+keywords: [vpn, tunnel]",
        ]
    );
}

#[test]
fn set_twice_changes_nothing_the_second_time() {
    let kb = base();
    let args = [
        "set",
        "content/vpn.md",
        "symptoms+=new words",
        "related+=KB0042",
    ];
    let _ = kb.done(&args[..3]);
    let first = kb.read("content/vpn.md");
    let ran = kb.done(&args[..3]);
    assert_eq!(kb.read("content/vpn.md"), first);
    assert_eq!(ran.stdout, "", "no file is named that did not change");
    assert!(ran.stderr.contains("as before"), "{}", ran.stderr);
}

#[test]
fn several_articles_change_or_none() {
    let kb = base().article("content/two.md", "Two", "id: KB0043\n");
    let ran = kb.run(&["set", "KB0042", "KB0099", "owner=network-team"]);
    ran.shows(str![[r#"
exit 2
--- stderr
error: there is no article `KB0099`
  = help: did you mean `KB0043`?

"#]]);
    assert_eq!(kb.read("content/vpn.md"), WHOLE);
    let ran = kb.done(&["set", "KB0042", "KB0043", "owner=network-team"]);
    assert_eq!(ran.stdout, "content/vpn.md\ncontent/two.md\n");
}

#[test]
fn what_does_not_fit_is_refused() {
    let kb = base();
    for (word, why, code) in [
        ("confidence=good", "`good` is no value of `confidence`", 2),
        ("review_by=soon", "`soon` is not a date", 2),
        ("colour=red", "articles have no key `colour`", 2),
        ("audience=everyone", "everyone", 1),
        ("related=KB9999", "no article has the id `KB9999`", 1),
    ] {
        let ran = kb.run(&["set", "KB0042", word]);
        assert_eq!(ran.code, code, "{word}: {}", ran.stderr);
        assert!(ran.stderr.contains(why), "{word}: {}", ran.stderr);
        assert_eq!(ran.stdout, "");
    }
    assert_eq!(kb.read("content/vpn.md"), WHOLE);
    assert_eq!(kb.run(&["set", "KB0042"]).code, 2);
    assert_eq!(kb.run(&["set", "owner=x"]).code, 2);
}

#[test]
fn only_an_article_without_findings_is_validated() {
    let kb = base().file(
        "content/open.md",
        "---\nid: KB0050\ntitle: Printer is dead\ntype: break-fix\nconfidence: wip\n---\n\nSee [there](gone.md).\n",
    );
    let before = kb.read("content/open.md");
    let ran = kb.run(&["set", "KB0050", "confidence=validated"]);
    assert_eq!(ran.code, 1, "{}{}", ran.stdout, ran.stderr);
    assert!(
        ran.stderr.contains("KB040"),
        "the findings are listed: {}",
        ran.stderr
    );
    assert!(
        ran.stderr.contains("KB0050 cannot be validated"),
        "{}",
        ran.stderr
    );
    assert_eq!(kb.read("content/open.md"), before);
    let ran = kb.done(&["set", "KB0050", "confidence=not-validated"]);
    assert!(ran.stderr.contains("wip → not-validated"), "{}", ran.stderr);
}

#[test]
fn roles_are_asked() {
    let kb = base().git();
    let people = "kcs:\n  people: {ann@example.com: coach, bo@example.com: candidate}\n";
    kb.write("deskbook.yaml", &(kb.read("deskbook.yaml") + people));
    let config = kb.read(".git/config");
    let user = |email: &str| {
        let user = format!("{config}[user]\n\tname = Somebody\n\temail = {email}\n");
        kb.write(".git/config", user);
    };
    user("bo@example.com");
    let ran = kb.run(&["set", "KB0042", "audience=public"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("bo@example.com is a candidate"),
        "{}",
        ran.stderr
    );
    assert_eq!(kb.read("content/vpn.md"), WHOLE);
    let _ = kb.done(&["flag", "KB0042", "step 1 is wrong"]);
    user("ann@example.com");
    let _ = kb.done(&["set", "KB0042", "audience=public"]);
    kb.write(".git/config", config.as_str());
    let ran = kb.run(&["set", "KB0042", "audience=internal"]);
    assert!(
        ran.stderr.contains("git does not know who you are"),
        "{}",
        ran.stderr
    );
}

#[test]
fn flags_come_and_go() {
    let kb = base().git();
    kb.write(
        ".git/config",
        kb.read(".git/config") + "[user]\n\tname = Ada Finch\n\temail = ada@example.com\n",
    );
    let ran = kb.done(&["flag", "KB0042", "step 3 is wrong: no menu"]);
    assert_eq!(ran.stdout, "content/vpn.md\n");
    assert_eq!(ran.stderr, "KB0042 flagged, 1 flag now\n");
    let _ = kb.done(&["flag", "vpn.md", "the picture is old"]);
    let text = kb.read("content/vpn.md");
    assert!(
        text.contains("    by: Ada Finch\n    text: 'step 3 is wrong: no menu'\n  - date: 20"),
        "{text}"
    );
    let ran = kb.done(&["flag", "KB0042", "--list"]);
    let words: Vec<_> = ran
        .stdout
        .lines()
        .map(|l| l.split("  ").collect::<Vec<_>>())
        .collect();
    assert_eq!(
        (words[0][2], words[0][3]),
        ("Ada Finch", "step 3 is wrong: no menu")
    );
    assert_eq!(words[1][0], "2");
    assert_eq!(kb.run(&["flag", "KB0042", "--resolve", "3"]).code, 2);
    let _ = kb.done(&["flag", "KB0042", "--resolve", "1"]);
    assert!(
        !kb.read("content/vpn.md").contains("step 3"),
        "{}",
        kb.read("content/vpn.md")
    );
    let _ = kb.done(&["flag", "KB0042", "--resolve", "all"]);
    assert_eq!(
        kb.read("content/vpn.md"),
        WHOLE,
        "as it was before the first flag"
    );
}

#[test]
fn windows_files_and_files_without_a_head_are_edited_too() {
    let kb = Kb::new()
        .file("a.md", "\u{feff}---\r\ntitle: A\r\n---\r\n\r\nText.\r\n")
        .file("b.md", "# B\n\nText.\n");
    let _ = kb.done(&["set", "a.md", "b.md", "owner=x"]);
    assert_eq!(
        kb.read("a.md"),
        "\u{feff}---\r\ntitle: A\r\nowner: x\r\n---\r\n\r\nText.\r\n"
    );
    assert_eq!(kb.read("b.md"), "---\nowner: x\n---\n# B\n\nText.\n");
}

#[test]
fn what_cannot_be_written_safely_is_left_alone() {
    let kb = Kb::new()
        .file(
            "latin.md",
            b"---\ntitle: Caf\xe9\n---\n\nText.\n".as_slice(),
        )
        .file("braces.md", "---\n{title: B, owner: b}\n---\n\nText.\n");
    let ran = kb.run(&["set", "latin.md", "owner=x"]);
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    assert!(ran.stderr.contains("not UTF-8"), "{}", ran.stderr);
    let ran = kb.run(&["set", "braces.md", "owner=x"]);
    ran.shows(str![[r#"
exit 3
--- stderr
error: braces.md: `title` does not stand at the head of a line; change it in the file
  = help: nothing was written

"#]]);
    assert_eq!(
        kb.read("braces.md"),
        "---\n{title: B, owner: b}\n---\n\nText.\n"
    );
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_base_is_not_written_through() {
    let kb = base();
    let outside = kb.root().parent().unwrap().join("outside.md");
    std::fs::write(&outside, "---\ntitle: Outside\n---\n\nText.\n").unwrap();
    std::os::unix::fs::symlink(&outside, kb.path("content/link.md")).unwrap();
    let ran = kb.run(&["set", "content/link.md", "owner=x"]);
    assert_ne!(ran.code, 0, "{}", ran.stderr);
    assert!(!std::fs::read_to_string(&outside).unwrap().contains("owner"));
}
