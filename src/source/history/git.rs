//! The git program, asked and never obeyed.
//!
//! Takes the root folder. Gives a command that looks only there, runs no hook and no helper, changes nothing and stays
//! off the network. Never writes to the repository.

use crate::diag::Failure;
use std::fmt::Display;
use std::io::{self, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;

/// What must not reach git. The first four are set while a hook runs, and then they name another place than the root; the
/// others change what a path means or how much git tells.
const STRANGE: [&str; 10] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_PREFIX",
    "GIT_INDEX_FILE",
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_DIFF_OPTS",
    "GIT_EXTERNAL_DIFF",
];

/// The git program, told to look only at the root, to run nothing, to change nothing and to stay off the network.
pub(super) fn git(root: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .arg("--no-pager")
        .arg("-C")
        .arg(root)
        .args(["-c", "core.fsmonitor=false", "-c", "core.quotePath=false"])
        .args(["-c", "log.follow=false", "-c", "protocol.allow=never"])
        .args(["-c", "log.showRoot=true", "-c", "diff.relative=false"])
        .args(["-c", "log.showSignature=false", "-c", "log.mailmap=true"])
        .args(["-c", "i18n.logOutputEncoding=UTF-8"])
        .args(["-c", "diff.suppressBlankEmpty=false"])
        .args(["-c", "diff.orderFile=/dev/null"])
        // Names are those of the repository's `.mailmap`, not of one that this person keeps.
        .args(["-c", "mailmap.file=", "-c", "mailmap.blob="])
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C");
    for name in STRANGE {
        command.env_remove(name);
    }
    command
}

/// What git is told, a line each.
pub(super) fn lines<T: Display>(things: impl IntoIterator<Item = T>) -> Vec<u8> {
    let mut told = String::new();
    for thing in things {
        told.push_str(&thing.to_string());
        told.push('\n');
    }
    told.into_bytes()
}

/// What git answers to a few words; an error is its complaint, by its first line.
pub(in crate::source) fn answer(root: &Path, words: &[&str]) -> Result<Vec<u8>, String> {
    let asked = git(root).args(words).stdin(Stdio::null()).output();
    let asked = asked.map_err(|e| format!("git cannot be run: {e}"))?;
    if asked.status.success() {
        return Ok(asked.stdout);
    }
    let complaint = String::from_utf8_lossy(&asked.stderr);
    let line = complaint.lines().next().unwrap_or("git refused");
    Err(line.trim_start_matches("fatal: ").to_owned())
}

/// What a person is told where git does not answer.
pub(super) fn no_answer(why: &str) -> Failure {
    Failure::Other {
        what: format!("git cannot say what changed: {why}"),
        help: "run it in a git repository that has commits".to_owned(),
    }
}

/// A running git that is told something and answers at length.
pub(super) struct Pipe {
    child: Child,
    /// What it says.
    pub(super) out: BufReader<ChildStdout>,
}

impl Pipe {
    /// Starts it and tells it `input`, beside whoever reads.
    pub(super) fn open(root: &Path, words: &[&str], input: Vec<u8>) -> io::Result<Self> {
        let mut child = git(root)
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        // Git that stops listening says so by how it ends.
        thread::spawn(move || stdin.write_all(&input));
        Ok(Self {
            child,
            out: BufReader::with_capacity(1 << 16, stdout),
        })
    }

    /// Waits for its end.
    pub(super) fn close(mut self) -> io::Result<()> {
        if self.child.wait()?.success() {
            Ok(())
        } else {
            Err(io::Error::other("git broke off"))
        }
    }
}
