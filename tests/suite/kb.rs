//! The one builder of knowledge bases.
//!
//! Takes files, settings and a history. Gives a folder that is deleted with the value, and the program's screens. Never
//! lets anything of the machine in: the environment is scrubbed, and times are taken out of what is compared.

use snapbox::assert::Assert;
use snapbox::data::IntoData;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;
use tempfile::TempDir;
use walkdir::WalkDir;

/// A knowledge base in a folder of its own.
#[derive(Debug)]
pub(crate) struct Kb {
    dir: TempDir,
}

/// The screen after a run.
#[derive(Debug)]
#[must_use]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    /// The folder it ran in.
    root: String,
}

impl Kb {
    /// An empty folder.
    #[must_use]
    pub(crate) fn new() -> Self {
        Self::within(&std::env::temp_dir(), "kb")
    }

    /// An empty folder on a disk of one's choice; its name begins with `prefix`.
    #[must_use]
    pub(crate) fn within(disk: &Path, prefix: &str) -> Self {
        let mut builder = tempfile::Builder::new();
        let dir = builder.prefix(prefix).tempdir_in(disk).unwrap();
        fs::create_dir(dir.path().join("base")).unwrap();
        Self { dir }
    }

    /// A copy of the demo base, without its history.
    #[must_use]
    pub(crate) fn demo() -> Self {
        let kb = Self::new();
        let repository = repository();
        copy(&repository.join("content"), &kb.path("content"));
        fs::copy(repository.join("deskbook.yaml"), kb.path("deskbook.yaml")).unwrap();
        kb
    }

    /// Writes a file; folders are made.
    #[must_use]
    pub(crate) fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.write(path, bytes);
        self
    }

    /// Writes `deskbook.yaml`.
    #[must_use]
    pub(crate) fn settings(self, text: &str) -> Self {
        self.file("deskbook.yaml", text)
    }

    /// Writes an article that nothing is wrong with; `front` is further front matter.
    #[must_use]
    pub(crate) fn article(self, path: &str, title: &str, front: &str) -> Self {
        let text = format!("---\ntitle: {title}\n{front}---\n\nWhat to do about it.\n");
        self.file(path, text)
    }

    /// Makes it a repository with one commit of 2 March 2026.
    #[must_use]
    pub(crate) fn git(self) -> Self {
        self.git_run(&["init", "--quiet", "--initial-branch=main"]);
        self.git_again()
    }

    /// One more commit of the same day.
    #[must_use]
    pub(crate) fn git_again(self) -> Self {
        self.git_run(&["add", "--all"]);
        self.git_run(&["commit", "--quiet", "--allow-empty", "--message=first"]);
        self
    }

    /// A clone that knows only the last commits.
    #[must_use]
    pub(crate) fn clone_with_depth(&self, depth: u32) -> Self {
        let clone = Self::new();
        let from = format!("file://{}", self.root().display());
        clone.git_run(&["clone", "--quiet", &format!("--depth={depth}"), &from, "."]);
        clone
    }

    /// Makes it a repository with one commit by somebody, who says something of it.
    pub(crate) fn git_by_name(&self, (name, mail): (&str, &str), message: &str) {
        for args in [
            &["init", "--quiet", "--initial-branch=main"][..],
            &["add", "--all"],
            &["commit", "--quiet", "--message", message],
        ] {
            self.git_with(name, mail, args);
        }
    }

    /// Commits everything as somebody, on a day.
    pub(crate) fn git_commit(&self, (name, mail): (&str, &str), day: &str) {
        self.git_run(&["add", "--all"]);
        let author = format!("--author={name} <{mail}>");
        let date = format!("--date={day}T10:00:00+00:00");
        self.git_run(&["commit", "--quiet", "--message=x", &author, &date]);
    }

    /// Runs git in the name of somebody: `bo` is Bo, `bo@example.com`.
    pub(crate) fn git_by(&self, who: &str, args: &[&str]) {
        let name = format!("{}{}", who[..1].to_uppercase(), &who[1..]);
        self.git_with(&name, &format!("{who}@example.com"), args);
    }

    /// Runs git in the folder of the base.
    pub(crate) fn git_run(&self, args: &[&str]) {
        self.git_with("Ada Finch", "ada@example.com", args);
    }

    fn git_with(&self, name: &str, email: &str, args: &[&str]) {
        let done = bare("git")
            .args(["-c", &format!("user.name={name}")])
            .args(["-c", &format!("user.email={email}")])
            .args(["-c", "core.autocrlf=false", "-c", "commit.gpgsign=false"])
            .args(args)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_AUTHOR_DATE", "2026-03-02T10:00:00+00:00")
            .env("GIT_COMMITTER_DATE", "2026-03-02T10:00:00+00:00")
            .current_dir(self.root())
            .status()
            .unwrap();
        assert!(done.success(), "git {args:?}");
    }

    /// Writes a file of a base that is in use.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The folder of the base.
    pub(crate) fn root(&self) -> PathBuf {
        self.dir.path().join("base")
    }

    /// A path below the folder of the base.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// The text of a file below the folder of the base.
    pub(crate) fn read(&self, path: &str) -> String {
        let path = self.path(path);
        String::from_utf8(fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display())))
            .unwrap()
    }

    /// Whether there is a file or folder.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.path(path).exists()
    }

    /// The program (or the one that `DESKBOOK` names), ready to run in the folder of the base.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let own = env!("CARGO_BIN_EXE_deskbook");
        let program = std::env::var_os("DESKBOOK").unwrap_or_else(|| own.into());
        let mut command = bare(&program);
        command
            .args(args)
            .current_dir(self.root())
            .stdin(Stdio::null());
        command
    }

    /// Runs the program in the folder of the base.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        Ran::of(&mut self.command(args))
    }

    /// Runs the program and wants it to end well.
    pub(crate) fn done(&self, args: &[&str]) -> Ran {
        let ran = self.run(args);
        assert_eq!(ran.code, 0, "{args:?}\n{}{}", ran.stdout, ran.stderr);
        ran
    }

    /// All files below a folder of the base: path with `/`, and bytes.
    pub(crate) fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let read = |path: &PathBuf| fs::read(path).unwrap();
        self.paths(folder)
            .iter()
            .map(|(name, path)| (name.clone(), read(path)))
            .collect()
    }

    /// When each file below a folder was written.
    pub(crate) fn times(&self, folder: &str) -> BTreeMap<String, SystemTime> {
        let time = |path: &PathBuf| fs::metadata(path).unwrap().modified().unwrap();
        self.paths(folder)
            .iter()
            .map(|(name, path)| (name.clone(), time(path)))
            .collect()
    }

    fn paths(&self, folder: &str) -> BTreeMap<String, PathBuf> {
        let root = self.path(folder);
        let files = WalkDir::new(&root).into_iter().map(Result::unwrap);
        files
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| (below(entry.path(), &root), entry.into_path()))
            .collect()
    }
}

impl Ran {
    /// Runs a command and keeps its screen.
    pub(crate) fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
            root: command.get_current_dir().unwrap().display().to_string(),
        }
    }

    /// Exit code, stdout and stderr against a snapshot; what differs between machines stands in `[…]`.
    #[track_caller]
    pub(crate) fn shows(&self, expected: impl IntoData) {
        let rule = |name: &str, text: &str| match text.trim_end() {
            "" => String::new(),
            text => format!("--- {name}\n{text}\n"),
        };
        let screen = format!(
            "exit {}\n{}{}",
            self.code,
            rule("stdout", &steady(&self.stdout, &self.root)),
            rule("stderr", &steady(&self.stderr, &self.root))
        );
        snapshot(screen, expected);
    }
}

/// Compares a text with a snapshot; `SNAPSHOTS=overwrite` accepts the text.
#[track_caller]
pub(crate) fn snapshot(text: impl IntoData, expected: impl IntoData) {
    Assert::new().action_env("SNAPSHOTS").eq(text, expected);
}

/// What differs between machines and versions of the theme: `3 articles · 57 files · 192.2 KB → public   0.42 s` becomes
/// `3 articles · [FILES] · [SIZE] → public   [TIME]`.
pub(crate) fn steady(text: &str, root: &str) -> String {
    text.replace(root, "[ROOT]")
        .lines()
        .map(|line| steady_line(line) + "\n")
        .collect()
}

fn steady_line(line: &str) -> String {
    let (head, last) = line.rsplit_once("   ").unwrap_or(("", line));
    let time = last.strip_suffix(" ms").or_else(|| last.strip_suffix(" s"));
    if time.is_none_or(|n| n.parse::<f64>().is_err()) {
        return line.to_owned();
    }
    let parts: Vec<&str> = head.split(" · ").collect();
    let (last, rest) = parts.split_last().unwrap();
    let (size, out) = last.split_once(" → ").unwrap_or((last, ""));
    let kept = rest.iter().chain([&size]).map(|part| {
        let unit = part.rsplit(' ').next().unwrap();
        match unit {
            "file" | "files" => "[FILES]",
            "B" | "KB" | "MB" => "[SIZE]",
            _ => part,
        }
    });
    format!("{} → {out}   [TIME]", kept.collect::<Vec<_>>().join(" · "))
}

/// A command without the habits of this machine.
fn bare(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if ["GIT_", "LC_", "RUST_", "CLICOLOR"]
            .iter()
            .any(|start| name.starts_with(start))
        {
            command.env_remove(name);
        }
    }
    command
        .env("NO_COLOR", "1")
        .env("LC_ALL", "C")
        .env("TZ", "UTC")
        .env("TERM", "dumb")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env_remove("COLUMNS")
        .env_remove("LANG")
        .env_remove("LANGUAGE");
    command
}

/// The folder of this repository.
pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A path below a folder, with `/`.
pub(crate) fn below(path: &Path, folder: &Path) -> String {
    let parts = path.strip_prefix(folder).unwrap().components();
    let names: Vec<_> = parts
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    names.join("/")
}

/// Copies a folder.
pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from).into_iter().map(Result::unwrap) {
        let to = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).unwrap();
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}
