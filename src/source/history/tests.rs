//! History read from real repositories, made by git for each test.

use crate::diag::{Diagnostic, Failure, Severity};
use crate::source::history::{History, HistoryState, Way, files_changed, past, range};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

/// Runs git in a folder, as somebody, on some day.
fn git(folder: &Path, who: &str, day: &str, words: &[&str]) {
    let done = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "protocol.file.allow=always"])
        .args(words)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_AUTHOR_NAME", who)
        .env("GIT_AUTHOR_EMAIL", format!("{who}@example.com"))
        .env("GIT_AUTHOR_DATE", format!("{day}T23:30:00+0200"))
        .env("GIT_COMMITTER_NAME", "c")
        .env("GIT_COMMITTER_EMAIL", "c@example.com")
        .env("GIT_COMMITTER_DATE", format!("{day}T12:00:00Z"))
        .output()
        .unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
}

fn commit(folder: &Path, who: &str, day: &str) {
    git(folder, who, day, &["add", "-A"]);
    git(folder, who, day, &["commit", "-q", "-m", "x"]);
}

/// A repository with a base in the folder `kb`: three commits, one of them a rename.
fn repository() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    git(root, "Ann", "2026-01-01", &["init", "-q"]);
    fs::create_dir_all(root.join("kb/content")).unwrap();
    fs::write(root.join("kb/content/old.md"), "one\ntwo\nthree\n").unwrap();
    fs::write(root.join("outside.md"), "o").unwrap();
    commit(root, "Ann", "2026-01-01");
    git(
        root,
        "Bo",
        "2026-02-02",
        &["mv", "kb/content/old.md", "kb/content/caf\u{e9} 1.md"],
    );
    commit(root, "Bo", "2026-02-02");
    fs::write(
        root.join("kb/content/caf\u{e9} 1.md"),
        "one\ntwo\nthree\nfour\n",
    )
    .unwrap();
    fs::write(root.join(".mailmap"), "Bo Holm <Bo@example.com>\n").unwrap();
    commit(root, "Bo", "2026-03-03");
    dir
}

/// What a base is told.
fn read(root: &Path) -> (History, Vec<Diagnostic>) {
    let (past, found) = past(root, None);
    (past.map(|past| past.history()).unwrap_or_default(), found)
}

fn facts(history: &History) -> Vec<String> {
    history
        .files
        .iter()
        .map(|(path, h)| {
            let who = h.contributors.join(", ");
            format!("{path}: {} {} {who}", h.created, h.updated)
        })
        .collect()
}

#[test]
fn renames_mailmap_and_the_sub_folder_are_respected() {
    let dir = repository();
    let (history, found) = read(&dir.path().join("kb"));
    assert_eq!(
        facts(&history),
        ["content/caf\u{e9} 1.md: 2026-01-01 2026-03-03 Bo Holm, Ann"]
    );
    assert_eq!(history.state, HistoryState::Full);
    assert!(found.is_empty());
}

#[test]
fn a_shallow_clone_is_warned_of() {
    let dir = repository();
    let url = format!("file://{}", dir.path().display());
    git(
        dir.path(),
        "Ann",
        "2026-04-04",
        &["clone", "-q", "--depth", "1", &url, "copy"],
    );
    let (history, found) = read(&dir.path().join("copy/kb"));
    assert_eq!(history.state, HistoryState::Shallow);
    assert_eq!(history.files.len(), 1);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].code.0, found[0].severity),
        ("KB009", Severity::Warning)
    );
    assert!(found[0].help.contains("git fetch --unshallow"));
}

#[test]
fn without_a_history_there_is_a_note() {
    let dir = tempfile::tempdir().unwrap();
    let none = |why: &str| {
        let (history, found) = read(dir.path());
        assert_eq!(history, History::default());
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].code.0, found[0].severity),
            ("KB008", Severity::Note)
        );
        assert!(found[0].message.contains(why), "{}", found[0].message);
    };
    none("no git repository");
    git(dir.path(), "Ann", "2026-01-01", &["init", "-q"]);
    none("no commit yet");
    git(
        dir.path(),
        "Ann",
        "2026-01-01",
        &["commit", "-q", "--allow-empty", "-m", "x"],
    );
    none("no file of this folder");
}

/// `git rev-parse` of something.
fn id(folder: &Path, rev: &str) -> String {
    let asked = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["rev-parse", rev])
        .output()
        .unwrap();
    String::from_utf8(asked.stdout).unwrap().trim().to_owned()
}

/// A branch `work` with one commit of its own, and one more on `main`, merged into the branch.
fn branches() -> tempfile::TempDir {
    let dir = repository();
    let root = dir.path();
    git(root, "Ann", "2026-05-01", &["branch", "-M", "main"]);
    git(root, "Ann", "2026-05-01", &["checkout", "-qb", "work"]);
    git(
        root,
        "Bo",
        "2026-05-02",
        &["mv", "kb/content/caf\u{e9} 1.md", "kb/content/b.md"],
    );
    commit(root, "Bo", "2026-05-02");
    git(root, "Ann", "2026-05-03", &["checkout", "-q", "main"]);
    fs::write(root.join("kb/content/theirs.md"), "t").unwrap();
    commit(root, "Ann", "2026-05-03");
    git(root, "Bo", "2026-05-04", &["checkout", "-q", "work"]);
    git(
        root,
        "Bo",
        "2026-05-04",
        &["merge", "-q", "--no-edit", "main"],
    );
    dir
}

#[test]
fn a_branch_has_its_own_commits_and_not_those_it_merged() {
    let dir = branches();
    let root = dir.path();
    let range = range(&root.join("kb"), "main").unwrap();
    assert_eq!(range.merge_base, id(root, "main"));
    let own = [id(root, "HEAD"), id(root, "HEAD^1")];
    assert_eq!(range.commits, own.into());
    assert!(!range.is_shallow);
}

#[test]
fn changed_files_are_those_of_commits_and_of_the_folder() {
    let dir = branches();
    let root = dir.path().join("kb");
    fs::write(root.join("content/theirs.md"), "t").unwrap();
    fs::write(root.join("content/new \u{fc}.md"), "n").unwrap();
    fs::write(root.join("ignored.txt"), "n").unwrap();
    fs::write(root.join(".gitignore"), "ignored.txt\n").unwrap();
    fs::write(dir.path().join("outside.md"), "other").unwrap();
    let base = range(&root, "main").unwrap().merge_base;
    let found = files_changed(&root, &base).unwrap();
    let found: Vec<(&str, &Way)> = found.iter().map(|c| (c.path.as_str(), &c.way)).collect();
    let from = "content/caf\u{e9} 1.md".to_owned();
    assert_eq!(
        found,
        [
            (".gitignore", &Way::Added),
            ("content/b.md", &Way::Renamed { from }),
            ("content/new \u{fc}.md", &Way::Added),
        ]
    );
    fs::remove_file(root.join("content/theirs.md")).unwrap();
    let found = files_changed(&root, &base).unwrap();
    assert!(found.iter().any(|c| c.way == Way::Deleted));
}

#[test]
fn a_revision_that_is_not_here_says_how_to_get_it() {
    let dir = branches();
    let said = |root: &Path, rev: &str| match range(root, rev) {
        Err(Failure::Usage { what, help } | Failure::Other { what, help }) => {
            format!("{what}; {help}")
        }
        other => format!("{other:?}"),
    };
    assert_eq!(
        said(dir.path(), "origin/main"),
        "git knows no revision `origin/main` here; fetch it: `git fetch origin main`"
    );
    assert!(said(dir.path(), "--all").contains("no revision `--all`"));
    git(
        dir.path(),
        "Ann",
        "2026-06-01",
        &["checkout", "-q", "--orphan", "other"],
    );
    commit(dir.path(), "Ann", "2026-06-01");
    assert!(said(dir.path(), "main").contains("no commit in common"));
    let bare = tempfile::tempdir().unwrap();
    assert!(said(bare.path(), "main").contains("git cannot say what changed"));
}

#[test]
fn what_was_told_is_told_again_until_something_changes() {
    let dir = repository();
    let root = dir.path().join("kb");
    let first = past(&root, None).0.unwrap();
    let again = past(&root, Some(&first)).0.unwrap();
    assert!(Arc::ptr_eq(&first, &again));
    fs::write(dir.path().join(".mailmap"), "").unwrap();
    let renamed = past(&root, Some(&first)).0.unwrap();
    assert!(!Arc::ptr_eq(&first, &renamed));
    assert_eq!(
        facts(&renamed.history()),
        ["content/caf\u{e9} 1.md: 2026-01-01 2026-03-03 Bo, Ann"]
    );
    fs::write(root.join("content/new.md"), "n").unwrap();
    commit(dir.path(), "Ann", "2026-04-01");
    let later = past(&root, Some(&renamed)).0.unwrap();
    assert_eq!(later.history().files.len(), 2);
}
