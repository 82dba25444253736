//! `deskbook check --since`: who changed what on a branch, and whether they may.
//!
//! Takes real repositories with commits of five people. Gives the verdict on each. Never looks at the forms of ordinary
//! findings: those are in `check`.

use crate::kb::{Kb, Ran};
use serde_json::Value;

const SETTINGS: &str = "audiences: [internal, public]\nkcs:\n  people:\n    can@example.com: candidate\n    \
    con@example.com: contributor\n    net@example.com: { role: contributor, categories: [network] }\n    \
    pub@example.com: { role: publisher, also: [pub@old.example] }\n    coach@example.com: coach\n  compliance: [can@example.com]\n";

/// The front matter of an article that nothing is wrong with, and its text.
fn article(id: &str, state: &str, text: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: How to do {id}\ntype: how-to\nowner: desk\nreview_by: 2027-06-30\n{state}---\n\n\
         ## Resolution\n\n1. Open the settings.\n2. Choose {text}.\n3. Press Save.\n"
    )
}

const VALIDATED: &str = "confidence: validated\n";
const OPEN: &str = "confidence: not-validated\n";
const BOUND: &str = "confidence: validated\ngovernance: compliance\n";

/// A base with three articles on `main`, and a branch that begins there.
fn base() -> Kb {
    let kb = Kb::new()
        .settings(SETTINGS)
        .file("content/network/a.md", article("KB1", VALIDATED, "one"))
        .file("content/network/b.md", article("KB2", OPEN, "two"))
        .file("content/accounts/c.md", article("KB3", BOUND, "three"))
        .git();
    kb.git_by("can", &["switch", "--quiet", "--create", "branch"]);
    kb
}

fn commit(kb: &Kb, who: &str, path: &str, text: &str) {
    kb.write(path, text);
    save(kb, who);
}

/// Commits another state and text of one of the three articles.
fn put(kb: &Kb, who: &str, id: &str, (state, text): (&str, &str)) {
    let path = match id {
        "KB1" => "content/network/a.md",
        "KB2" => "content/network/b.md",
        _ => "content/accounts/c.md",
    };
    commit(kb, who, path, &article(id, state, text));
}

fn save(kb: &Kb, who: &str) {
    kb.git_by(who, &["add", "--all"]);
    kb.git_by(who, &["commit", "--quiet", "--message=x"]);
}

fn since(kb: &Kb, more: &[&str]) -> Ran {
    let args = ["check", "--today", "2026-11-22", "--since", "main"];
    kb.run(&[&args, more].concat())
}

/// The codes of what is not allowed, with the reason; ordinary findings are not asked.
#[track_caller]
fn refused(kb: &Kb) -> Vec<String> {
    let ran = since(kb, &["--format", "json"]);
    assert!(ran.stderr.is_empty(), "{}", ran.stderr);
    let all: Value = serde_json::from_str(&ran.stdout).unwrap();
    let found = all["diagnostics"].as_array().unwrap().iter();
    let text = |d: &Value| {
        let message = d["message"].as_str().unwrap();
        let message = message.split(" (").next().unwrap();
        format!("{} {message}", d["code"].as_str().unwrap())
    };
    let of_roles = |line: &String| line.as_str() >= "KB094";
    found.map(text).filter(of_roles).collect()
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table, one row a rule")]
fn each_rule_allows_and_refuses() {
    let validated = "KB095 can@example.com is a candidate and may not set `confidence: validated`";
    let a = "content/network/a.md";
    let b = "content/network/b.md";
    let c = "content/accounts/c.md";
    let table: &[(&str, &str, String, &[&str])] = &[
        ("can", b, article("KB2", VALIDATED, "two"), &[validated]),
        ("con", b, article("KB2", VALIDATED, "two"), &[]),
        ("net", b, article("KB2", VALIDATED, "two"), &[]),
        ("can", b, article("KB2", OPEN, "more"), &[]),
        (
            "can",
            a,
            article("KB1", VALIDATED, "more"),
            &[
                "KB095 can@example.com is a candidate and may not change an article that stays validated",
            ],
        ),
        ("can", a, article("KB1", OPEN, "more"), &[]),
        ("con", a, article("KB1", VALIDATED, "more"), &[]),
        (
            "con",
            a,
            article("KB1", "confidence: validated\naudience: public\n", "one"),
            &[
                "KB095 con@example.com is a contributor and may not widen the audience of an article",
            ],
        ),
        (
            "pub",
            a,
            article("KB1", "confidence: validated\naudience: public\n", "one"),
            &[],
        ),
        (
            "con",
            a,
            article("KB1", "confidence: archived\n", "one"),
            &["KB095 con@example.com is a contributor and may not archive validated articles"],
        ),
        (
            "con",
            b,
            article("KB2", "confidence: archived\n", "two"),
            &[],
        ),
        (
            "con",
            a,
            article("KB1", BOUND, "one"),
            &["KB095 con@example.com is a contributor and may not set `governance: compliance`"],
        ),
        ("pub", a, article("KB1", BOUND, "one"), &[]),
        (
            "coach",
            c,
            article("KB3", BOUND, "more"),
            &[
                "KB096 coach@example.com is not named to change articles under `governance: compliance`",
            ],
        ),
        (
            "coach",
            c,
            article("KB3", VALIDATED, "three"),
            &[
                "KB096 coach@example.com is not named to change articles under `governance: compliance`",
            ],
        ),
        ("can", c, article("KB3", VALIDATED, "more"), &[]),
        (
            "coach",
            c,
            article(
                "KB3",
                "confidence: validated\ngovernance: compliance\nflags: [step 2 is wrong]\n",
                "three",
            ),
            &[],
        ),
        (
            "net",
            "content/accounts/d.md",
            article("KB4", VALIDATED, "four"),
            &[
                "KB095 net@example.com is a candidate in `accounts` and may not set `confidence: validated`",
            ],
        ),
        (
            "who",
            "content/accounts/d.md",
            article("KB4", OPEN, "four"),
            &[],
        ),
        (
            "who",
            "content/accounts/d.md",
            article(
                "KB4",
                "confidence: not-validated\naudience: public\n",
                "four",
            ),
            &["KB095 who@example.com is a candidate and may not widen the audience of an article"],
        ),
    ];
    for (who, path, text, expected) in table {
        let kb = base();
        commit(&kb, who, path, text);
        assert_eq!(refused(&kb), *expected, "{who} {path}\n{text}");
    }
}

#[test]
fn what_is_taken_back_or_confirmed_is_no_finding() {
    let kb = base();
    put(&kb, "can", "KB2", (VALIDATED, "two"));
    assert_eq!(refused(&kb).len(), 1);
    put(&kb, "can", "KB2", (OPEN, "two"));
    assert_eq!(refused(&kb), [""; 0]);
    put(&kb, "con", "KB2", (VALIDATED, "two"));
    assert_eq!(refused(&kb), [""; 0], "the last to set it is a contributor");

    let kb = base();
    put(&kb, "can", "KB1", (VALIDATED, "more"));
    assert_eq!(refused(&kb).len(), 1);
    put(&kb, "con", "KB1", (VALIDATED, "even more"));
    assert_eq!(refused(&kb), [""; 0], "a contributor looked at it later");
    put(&kb, "can", "KB1", (VALIDATED, "too much"));
    assert_eq!(refused(&kb).len(), 1);
    kb.git_by("can", &["revert", "--no-edit", "HEAD"]);
    assert_eq!(refused(&kb), [""; 0], "a revert is a change back");
}

#[test]
fn a_squash_and_a_rebase_count_by_their_new_commits() {
    let kb = base();
    put(&kb, "can", "KB2", (VALIDATED, "two"));
    put(&kb, "con", "KB2", (VALIDATED, "more"));
    assert_eq!(refused(&kb).len(), 1, "the state is the candidate's");
    kb.git_by("con", &["reset", "--quiet", "--soft", "main"]);
    kb.git_by(
        "con",
        &[
            "commit",
            "--quiet",
            "--message=squashed\n\nCo-authored-by: Can <can@example.com>",
        ],
    );
    assert_eq!(refused(&kb), [""; 0]);

    let kb = base();
    put(&kb, "can", "KB2", (VALIDATED, "two"));
    kb.git_by("coach", &["switch", "--quiet", "main"]);
    commit(
        &kb,
        "coach",
        "content/network/e.md",
        &article("KB5", VALIDATED, "five"),
    );
    kb.git_by("coach", &["switch", "--quiet", "branch"]);
    kb.git_by("coach", &["rebase", "--quiet", "main"]);
    assert_eq!(refused(&kb).len(), 1, "the author stays");
}

#[test]
fn a_merge_counts_for_what_it_changed_itself() {
    let merged = |evil: bool| {
        let kb = base();
        put(&kb, "can", "KB2", (OPEN, "two and more"));
        kb.git_by("coach", &["switch", "--quiet", "--create", "side", "main"]);
        let two = article("KB2", OPEN, "two").replace("owner: desk", "owner: team");
        commit(&kb, "coach", "content/network/b.md", &two);
        put(
            &kb,
            "pub",
            "KB1",
            ("confidence: validated\naudience: public\n", "one"),
        );
        kb.git_by("can", &["switch", "--quiet", "branch"]);
        kb.git_by(
            "can",
            &["merge", "--quiet", "--no-commit", "--no-ff", "side"],
        );
        if evil {
            let text = kb.read("content/network/b.md");
            kb.write(
                "content/network/b.md",
                text.replace("not-validated", "validated"),
            );
        }
        save(&kb, "can");
        kb
    };
    assert_eq!(refused(&merged(false)), [""; 0]);
    assert_eq!(
        refused(&merged(true)),
        ["KB095 can@example.com is a candidate and may not set `confidence: validated`"]
    );
}

#[test]
fn commits_that_came_from_the_base_do_not_count() {
    let kb = base();
    kb.git_by("coach", &["switch", "--quiet", "main"]);
    put(
        &kb,
        "who",
        "KB1",
        ("confidence: validated\naudience: public\n", "x"),
    );
    kb.git_by("can", &["switch", "--quiet", "branch"]);
    put(&kb, "can", "KB2", (OPEN, "more"));
    kb.git_by("can", &["merge", "--quiet", "--no-edit", "main"]);
    assert_eq!(refused(&kb), [""; 0]);
    let ran = since(&kb, &[]);
    assert!(
        ran.stdout.contains("1 article changed since main"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_rename_follows_the_article_and_its_address() {
    let kb = base();
    kb.git_by(
        "con",
        &["mv", "content/network/a.md", "content/network/z.md"],
    );
    save(&kb, "con");
    commit(
        &kb,
        "can",
        "content/network/z.md",
        &article("KB1", VALIDATED, "more"),
    );
    assert_eq!(
        refused(&kb),
        [
            "KB097 the address /network/a/ of this article dies with its move",
            "KB095 can@example.com is a candidate and may not change an article that stays validated",
        ]
    );
    commit(
        &kb,
        "con",
        "content/network/z.md",
        &article(
            "KB1",
            "confidence: validated\naliases: [/network/a/]\n",
            "more",
        ),
    );
    assert_eq!(refused(&kb), [""; 0]);
    // Into a category where she has no role.
    kb.git_by(
        "net",
        &["mv", "content/network/z.md", "content/accounts/z.md"],
    );
    save(&kb, "net");
    assert_eq!(
        refused(&kb)
            .iter()
            .filter(|r| r.starts_with("KB095"))
            .count(),
        1
    );
}

#[test]
fn an_article_that_moves_in_two_commits_is_still_the_same() {
    let kb = base();
    let text = kb.read("content/accounts/c.md");
    kb.git_by("coach", &["rm", "--quiet", "content/accounts/c.md"]);
    save(&kb, "coach");
    commit(
        &kb,
        "coach",
        "content/accounts/new.md",
        &text
            .replace("three", "other")
            .replace("governance: compliance\n", "aliases: [/accounts/c/]\n"),
    );
    let found = refused(&kb);
    assert!(
        !found.is_empty() && found.iter().all(|r| r.starts_with("KB096")),
        "{found:?}"
    );
}

#[test]
fn a_deleted_article_needs_the_role_and_leaves_its_address() {
    let deleted = |who: &str, alias: &str| {
        let kb = base();
        kb.git_by(who, &["rm", "--quiet", "content/network/a.md"]);
        save(&kb, who);
        if !alias.is_empty() {
            let state = format!("confidence: not-validated\naliases: [{alias}]\n");
            commit(
                &kb,
                who,
                "content/network/b.md",
                &article("KB2", &state, "two"),
            );
        }
        refused(&kb)
    };
    let dies = "KB097 content/network/a.md is deleted, and its address /KB1/ dies";
    assert_eq!(deleted("pub", ""), [dies]);
    assert_eq!(deleted("pub", "/KB1/"), [""; 0]);
    assert_eq!(
        deleted("con", "/KB1/"),
        [
            "KB095 content/network/a.md: con@example.com is a contributor and may not delete validated and archived articles"
        ]
    );
}

#[test]
fn an_overlay_is_a_change_of_its_article() {
    let kb = base();
    let settings = SETTINGS.to_owned() + "clients: [acme]\n";
    commit(&kb, "coach", "deskbook.yaml", &settings);
    let overlay = "---\n---\n\n## Resolution\n\n1. Call Acme.\n";
    commit(&kb, "con", "content/network/a.acme.md", overlay);
    assert_eq!(refused(&kb), [""; 0]);
    commit(&kb, "coach", "content/accounts/c.acme.md", overlay);
    commit(&kb, "can", "content/network/a.acme.md", "Nothing.\n");
    let found: Vec<String> = refused(&kb).iter().map(|r| r[..12].to_owned()).collect();
    assert_eq!(found, ["KB096 coach@", "KB095 can@ex"]);
}

#[test]
fn an_id_is_for_ever() {
    let kb = base();
    commit(
        &kb,
        "con",
        "content/network/b.md",
        &article("KB22", OPEN, "two"),
    );
    assert_eq!(refused(&kb), ["KB098 the id was `KB2` and is `KB22` now"]);
    let text = article("x", OPEN, "two").replace("id: x\n", "");
    commit(&kb, "con", "content/network/b.md", &text);
    assert_eq!(
        refused(&kb),
        ["KB097 the id `KB2` is gone, and its address /KB2/ dies"]
    );
}

#[test]
fn uncommitted_changes_belong_to_the_configured_person() {
    let kb = base();
    kb.git_by("can", &["config", "user.email", "Can@Example.com"]);
    kb.write("content/network/b.md", article("KB2", VALIDATED, "two"));
    kb.write("content/network/new.md", article("KB6", VALIDATED, "six"));
    let ran = kb.run(&["check", "--since", "HEAD", "--format", "short"]);
    let lines = ran.stdout.lines().filter(|l| l.contains("KB095"));
    assert_eq!(lines.count(), 2, "{}", ran.stdout);
    assert!(ran.stdout.contains("not committed") && ran.code == 1);
    kb.git_by("con", &["config", "user.email", "con@example.com"]);
    assert_eq!(refused(&kb), [""; 0]);
}

#[test]
fn people_are_known_by_all_their_addresses() {
    let public = article("KB1", "confidence: validated\naudience: public\n", "one");
    let kb = base();
    kb.write("content/network/a.md", &public);
    kb.git_by("can", &["add", "--all"]);
    kb.git_by(
        "can",
        &[
            "commit",
            "--quiet",
            "--message=x",
            "--author=Pub <PUB@old.example>",
        ],
    );
    assert_eq!(refused(&kb), [""; 0]);

    let kb = base();
    kb.git_by("coach", &["switch", "--quiet", "main"]);
    commit(
        &kb,
        "coach",
        ".mailmap",
        "Pub <pub@example.com> <laptop@example.com>\n",
    );
    kb.git_by("can", &["switch", "--quiet", "branch"]);
    kb.git_by("can", &["merge", "--quiet", "main"]);
    commit(&kb, "laptop", "content/network/a.md", &public);
    assert_eq!(refused(&kb), [""; 0]);
}

#[test]
fn nobody_promotes_herself() {
    let coach = "KB099 can@example.com is a candidate and may not change `kcs` or `audiences` in the settings";
    let validated = "KB095 can@example.com is a candidate and may not set `confidence: validated`";
    let kb = base();
    commit(
        &kb,
        "can",
        "deskbook.yaml",
        &SETTINGS.replace("can@example.com: candidate", "can@example.com: coach"),
    );
    put(&kb, "can", "KB2", (VALIDATED, "two"));
    assert_eq!(refused(&kb), [validated, coach]);

    let kb = base();
    commit(
        &kb,
        "can",
        ".mailmap",
        "Coach <coach@example.com> <can@example.com>\n",
    );
    put(&kb, "can", "KB2", (VALIDATED, "two"));
    assert_eq!(
        refused(&kb),
        [
            "KB099 .mailmap says who is who: can@example.com is a candidate and may not change `kcs` or `audiences` in the settings"
        ]
    );
}

#[test]
fn a_new_rung_is_wider_than_all_before() {
    let coach = "KB099 can@example.com is a candidate and may not change `kcs` or `audiences` in the settings";
    let kb = base();
    commit(
        &kb,
        "can",
        "deskbook.yaml",
        &SETTINGS.replace("[internal, public]", "[everyone, internal, public]"),
    );
    put(
        &kb,
        "can",
        "KB2",
        ("confidence: not-validated\naudience: everyone\n", "two"),
    );
    assert_eq!(
        refused(&kb),
        [
            "KB095 can@example.com is a candidate and may not widen the audience of an article",
            coach,
        ]
    );
}

#[test]
fn a_coach_may_change_the_rules() {
    let kb = base();
    commit(
        &kb,
        "coach",
        "deskbook.yaml",
        &SETTINGS.replace("can@example.com: candidate", "can@example.com: coach"),
    );
    assert_eq!(refused(&kb), [""; 0]);
}

#[test]
fn the_first_roles_hold_at_once_and_that_is_said() {
    let kb = Kb::new()
        .file("content/network/b.md", article("KB2", OPEN, "two"))
        .git();
    kb.git_by("can", &["switch", "--quiet", "--create", "branch"]);
    put(&kb, "can", "KB2", (VALIDATED, "two"));
    assert_eq!(refused(&kb), [""; 0]);
    commit(&kb, "coach", "deskbook.yaml", SETTINGS);
    assert_eq!(refused(&kb).len(), 1);
    let ran = since(&kb, &[]);
    assert!(
        ran.stdout
            .ends_with("nobody had a role at main: the roles of today's settings hold\n"),
        "{}",
        ran.stdout
    );
}

#[test]
fn findings_of_other_articles_are_left_out_unless_they_name_a_changed_one() {
    let kb = Kb::new()
        .file("content/old.md", "---\nid: KB7\ntitle: Old\nkolor: red\n---\n\nSee [it](gone.md) and [that](there.md).\n")
        .file("content/there.md", "---\nid: KB8\ntitle: There\nconfidence: wip\n---\n\nText.\n")
        .git();
    kb.git_by("can", &["switch", "--quiet", "--create", "branch"]);
    commit(
        &kb,
        "can",
        "content/fresh.md",
        "---\ntitle: Fresh\nkolour: red\n---\n\nText.\n",
    );
    let ran = since(&kb, &["--format", "short"]);
    assert!(
        ran.stdout.contains("kolour") && !ran.stdout.contains("old.md"),
        "{}",
        ran.stdout
    );
    kb.git_by("can", &["rm", "--quiet", "content/there.md"]);
    save(&kb, "can");
    let ran = since(&kb, &[]);
    assert!(
        ran.stdout.contains("`there.md`") && !ran.stdout.contains("gone.md`"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout
            .contains("findings in articles that did not change are not shown"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_revision_that_is_not_here_says_how_to_get_it() {
    let kb = base();
    let ran = kb.run(&["check", "--since", "origin/trunk"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("git fetch origin trunk"),
        "{}",
        ran.stderr
    );
    put(&kb, "can", "KB2", (OPEN, "more"));
    put(&kb, "can", "KB2", (OPEN, "most"));
    let clone = kb.clone_with_depth(2);
    let ran = clone.run(&["check", "--since", "HEAD~1"]);
    assert!(
        ran.code == 2 && ran.stderr.contains("fetch-depth: 0"),
        "{}",
        ran.stderr
    );
}

/// A change that is allowed, and one that is not.
fn two_changes() -> Kb {
    let kb = base();
    put(&kb, "con", "KB2", (VALIDATED, "two"));
    commit(
        &kb,
        "can",
        "content/accounts/d.md",
        &article("KB4", VALIDATED, "four"),
    );
    kb
}

#[test]
fn people_are_told_what_changed() {
    let kb = two_changes();
    let ran = since(&kb, &[]);
    let table: Vec<String> = ran
        .stdout
        .lines()
        .skip_while(|l| *l != "changes of state")
        .map(|l| {
            l.split_whitespace()
                .filter(|w| w.len() != 8 || !w.bytes().all(|b| b.is_ascii_hexdigit()))
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    assert_eq!(
        table,
        [
            "changes of state",
            "article what change who commit",
            "KB4 article added Can ✓",
            "KB4 confidence – → validated Can ✗",
            "KB2 confidence not-validated → validated Con ✓",
            "",
            "2 articles changed since main",
        ],
        "{}",
        ran.stdout
    );
    assert_eq!(ran.code, 1);
}

#[test]
fn programs_are_told_what_changed() {
    let kb = two_changes();
    let json: Value = serde_json::from_str(&since(&kb, &["--format", "json"]).stdout).unwrap();
    assert_eq!(
        (&json["format"], &json["since"]["rules"]),
        (&Value::from(1), &Value::from("base"))
    );
    let change = &json["since"]["articles"][1]["changes"][0];
    assert_eq!(
        (
            &change["what"],
            &change["to"],
            &change["email"],
            &change["allowed"]
        ),
        (
            &Value::from("confidence"),
            &Value::from("validated"),
            &Value::from("con@example.com"),
            &Value::from(true)
        )
    );

    let told = |more: &[&str]| since(&kb, &[&["--format", "github"], more].concat()).stdout;
    assert!(
        told(&[]).contains("::error file=content/accounts/d.md,line=7"),
        "{}",
        told(&[])
    );
    assert!(!told(&[]).contains("KB100"));
    assert!(
        told(&["--verbose"])
            .contains("title=KB100::confidence from not-validated to validated by Con"),
        "{}",
        told(&["--verbose"])
    );
}
