//! A repository for tests.
//!
//! Takes commits. Gives their audit. Never lets in anything of the machine but git.

use crate::audit::{Audit, Trail, read};
use crate::parse::block::Dialect;
use crate::source::history;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A repository whose clock goes on by a day with each command.
pub(super) struct Repository {
    dir: tempfile::TempDir,
    day: u32,
}

impl Repository {
    pub(super) fn new() -> Self {
        let mut repository = Self {
            dir: tempfile::tempdir().unwrap(),
            day: 0,
        };
        repository.git("c", &["init", "-q", "-b", "main"]);
        repository
    }

    pub(super) fn root(&self) -> &Path {
        self.dir.path()
    }

    /// Runs git as somebody; whether it ended well.
    pub(super) fn try_git(&mut self, who: &str, words: &[&str]) -> bool {
        self.day += 1;
        let day = format!("2026-03-{:02}T23:30:00+0200", self.day);
        let done = Command::new("git")
            .arg("-C")
            .arg(self.root())
            .args([
                "-c",
                "core.autocrlf=false",
                "-c",
                "merge.conflictStyle=merge",
            ])
            .args(words)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_AUTHOR_NAME", who)
            .env("GIT_AUTHOR_EMAIL", format!("{who}@Example.com"))
            .env("GIT_AUTHOR_DATE", &day)
            .env("GIT_COMMITTER_NAME", "committer")
            .env("GIT_COMMITTER_EMAIL", "c@example.com")
            .env("GIT_COMMITTER_DATE", &day)
            .output()
            .unwrap();
        done.status.success()
    }

    #[track_caller]
    pub(super) fn git(&mut self, who: &str, words: &[&str]) {
        assert!(self.try_git(who, words), "git {words:?}");
    }

    pub(super) fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    #[track_caller]
    pub(super) fn commit(&mut self, who: &str, path: &str, text: &str) {
        self.write(path, text);
        self.git(who, &["add", "-A"]);
        self.git(who, &["commit", "-qm", "x"]);
    }

    pub(super) fn audit(&self) -> Audit {
        audit(self.root())
    }

    pub(super) fn trail(&self, path: &str) -> Trail {
        self.audit().trails.remove(path).unwrap_or_default()
    }
}

/// The audit of a base.
pub(super) fn audit(root: &Path) -> Audit {
    let past = history::past(root, None).0.unwrap();
    read(root, &past, &Dialect::default())
}
