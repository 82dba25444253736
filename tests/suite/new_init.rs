//! `deskbook init` and `deskbook new`: from nothing to a site that is clean.
//!
//! Takes empty folders. Gives what a new team sees first. Never compares the texts of the templates word by word.

use crate::kb::Kb;
use crate::web::broken_links;
use snapbox::str;

#[test]
fn init_then_check_then_build() {
    let kb = Kb::new();
    kb.done(&["init"]).shows(str![[r#"
exit 0
--- stdout
made 10 files in .
  deskbook.yaml
  content/accounts/reset-password.md
  content/network/vpn-error-809.md
  content/printing/printer-offline.md
  .gitignore
  .github/workflows/knowledge-base.yml
  .gitlab-ci.yml
  .vscode/settings.json
  .schema/deskbook.json
  .schema/article.json

next:
  deskbook serve --open          see the site while you write
  deskbook new "Title"           write an article
  deskbook check                 see what is missing

"#]]);
    let names = kb.files(".").into_keys().collect::<Vec<_>>().join("\n");
    crate::kb::snapshot(
        names,
        str![[r#"
.github/workflows/knowledge-base.yml
.gitignore
.gitlab-ci.yml
.schema/article.json
.schema/deskbook.json
.vscode/settings.json
content/accounts/reset-password.md
content/network/vpn-error-809.md
content/printing/printer-offline.md
deskbook.yaml
"#]],
    );
    let kb = kb.git();
    let _ = kb.done(&["check", "--deny", "warnings"]);
    let _ = kb.done(&["build"]);
    let broken = broken_links(&kb.files("public"), "/");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn init_makes_the_folder_it_is_told() {
    let kb = Kb::new();
    let _ = kb.done(&["init", "desk/help"]);
    assert!(kb.has("desk/help/deskbook.yaml"));
    let _ = kb.done(&["--root", "desk/help", "build"]);
    assert!(kb.has("desk/help/public/index.html"));
}

#[test]
fn init_overwrites_nothing() {
    let kb = Kb::new()
        .settings("title: Mine\n")
        .file(".gitignore", "mine\n");
    let ran = kb.run(&["init"]);
    ran.shows(str![[r#"
exit 3
--- stderr
error: deskbook.yaml, .gitignore exist already; nothing was written
  = help: choose another name or folder, or move the old file away

"#]]);
    assert_ne!(ran.code, 0);
    assert_eq!(kb.read("deskbook.yaml"), "title: Mine\n");
    assert_eq!(kb.files(".").len(), 2, "all or nothing");
}

fn base() -> Kb {
    let kb = Kb::new();
    let _ = kb.done(&["init"]);
    kb
}

/// The one file that a run added.
fn added(kb: &Kb, args: &[&str]) -> String {
    let before = kb.files(".");
    let ran = kb.done(args);
    let new: Vec<String> = kb
        .files(".")
        .into_keys()
        .filter(|name| !before.contains_key(name))
        .collect();
    assert_eq!(new.len(), 1, "{new:?}\n{}{}", ran.stdout, ran.stderr);
    assert_eq!(
        ran.stdout.trim().trim_start_matches("./"),
        new[0],
        "the path alone is on stdout"
    );
    new[0].clone()
}

#[test]
fn new_makes_an_article_that_check_accepts() {
    let kb = base();
    for kind in ["break-fix", "how-to", "faq", "reference", "known-error"] {
        let title = format!("Scanner: error 0x8007 on a {kind} day");
        let path = added(
            &kb,
            &["new", &title, "--type", kind, "--category", "hardware"],
        );
        assert!(path.starts_with("content/hardware/"), "{path}");
        let text = kb.read(&path);
        assert!(
            text.contains(&format!("type: {kind}")) && text.contains("confidence: wip"),
            "{text}"
        );
    }
    let ran = kb.git().run(&["check", "--format", "short"]);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn new_takes_the_next_free_id_and_never_one_that_is_used() {
    let kb = base().article("content/last.md", "Last", "id: KB0977\n");
    let path = added(&kb, &["new", "Fax machine answers in French"]);
    assert!(kb.read(&path).contains("id: KB0978"), "{}", kb.read(&path));
    let ran = kb.run(&["new", "Fax machine answers in Latin", "--id", "KB0977"]);
    assert_ne!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn new_does_not_overwrite() {
    let kb = base();
    let path = added(&kb, &["new", "Door badge is dead"]);
    kb.write(&path, "mine\n");
    let ran = kb.run(&["new", "Door badge is dead"]);
    assert_eq!(kb.read(&path), "mine\n", "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn new_shows_what_exists() {
    let kb = base().article(
        "content/vpn.md",
        "VPN error 809 on Windows",
        "id: KB0977\nsymptoms: [Error 809]\n",
    );
    let ran = kb.run(&["new", "VPN error 809"]);
    assert!(
        ran.stderr.contains("VPN error 809 on Windows"),
        "{}{}",
        ran.stdout,
        ran.stderr
    );
}

#[test]
fn a_title_cannot_leave_the_folder_or_the_yaml() {
    let kb = base();
    for title in ["../../etc: passwd # \"quoted\"", "Ошибка VPN", "  "] {
        let ran = kb.run(&["new", title]);
        let _ = ran.code;
    }
    assert!(!kb.has("../etc") && !kb.root().join("../../etc-passwd.md").exists());
    let ran = kb.git().run(&["check", "--format", "short"]);
    assert!(!ran.stdout.contains("KB001"), "{}", ran.stdout);
    assert_eq!(Kb::new().run(&["new"]).code, 2);
}

#[test]
fn new_stops_where_the_article_exists() {
    let kb = base();
    let before = kb.files(".");
    let ran = kb.run(&["new", "VPN: error 809 (on Windows)"]);
    ran.shows(str![[r#"
exit 1
--- stderr
KB0002 exists: VPN error 809 on Windows  content/network/vpn-error-809.md
  add the requester's words: deskbook set KB0002 symptoms+="…"
  or write a second one: --anyway

"#]]);
    assert_eq!(kb.files("."), before);
    let path = added(&kb, &["new", "VPN: error 809 (on Windows)", "--anyway"]);
    assert!(kb.read(&path).contains("id: KB0004"), "{path}");
}

#[test]
fn the_hook_is_written_and_may_be_run() {
    let kb = base();
    let ran = kb.done(&["init", "--hook"]);
    assert!(
        ran.stdout.contains("git config core.hooksPath .githooks"),
        "{}",
        ran.stdout
    );
    assert!(
        kb.read(".githooks/pre-commit")
            .contains("deskbook check --since HEAD")
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(kb.path(".githooks/pre-commit")).unwrap();
        assert_eq!(
            mode.permissions().mode() & 0o111,
            0o111,
            "git runs no other"
        );
    }
    assert_eq!(kb.run(&["init", "--hook"]).code, 3, "not written twice");
}

#[test]
fn schemas_know_the_words_of_the_base() {
    let kb = base();
    assert!(
        kb.read("deskbook.yaml")
            .starts_with("# yaml-language-server: $schema=.schema/deskbook.json\n")
    );
    let ran = kb.done(&["schema"]);
    assert_eq!(ran.stdout, kb.read(".schema/article.json"));
    for word in [
        "windows-11",
        "printing",
        "\"internal\"",
        "not-validated",
        "2020-12",
    ] {
        assert!(ran.stdout.contains(word), "{word}");
    }
    let ran = kb.done(&["schema", "settings"]);
    assert_eq!(ran.stdout, kb.read(".schema/deskbook.json"));
    assert!(ran.stdout.contains("\"additionalProperties\": false"));
    let ran = Kb::new().done(&["schema", "front-matter"]);
    assert!(
        ran.stdout.contains("macos"),
        "without a base the usual words"
    );
}
