//! The process that watches.
//!
//! Takes a target. Gives a failed test with the input, as small as it could be made, and the command that runs it again,
//! where the child panics, is stopped by the limit of memory, or does nothing for too long. Never waits for ever.

use crate::Target;
use crate::child;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// An input that takes longer hangs. The machine may be slow and busy, so this is no measure of speed.
const HANGS: Duration = Duration::from_secs(40);
/// Address space of the child, in KB.
const MEMORY: u32 = 3_000_000;
/// So long a failing input is made smaller.
const SHRINKS: Duration = Duration::from_mins(1);

/// What a run is.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) seed: u64,
    pub(crate) until: Until,
}

/// When a run ends.
#[derive(Debug)]
pub(crate) enum Until {
    /// After the count of the target.
    Count,
    /// After so long.
    Time(Duration),
    /// After this input.
    Input(PathBuf),
}

impl Until {
    pub(crate) fn goes_on(&self, target: &Target, count: u32, start: Instant) -> bool {
        match self {
            Self::Count => count < target.count,
            Self::Time(time) => start.elapsed() < *time,
            Self::Input(_) => false,
        }
    }
}

/// A word from outside.
#[expect(
    clippy::disallowed_methods,
    reason = "the command for long runs speaks to the test in this way"
)]
fn told(name: &str) -> Option<String> {
    std::env::var(format!("DESKBOOK_FUZZ_{name}")).ok()
}

/// A new, empty folder of this name for the input that is being run; the parent removes it in the end.
pub(crate) fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(&told("CHILD").unwrap())
        .join("scratch")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

impl Plan {
    pub(crate) fn told() -> Self {
        let seconds = told("SECONDS").map(|s| Duration::from_secs(s.parse().unwrap()));
        let input = told("INPUT").map(PathBuf::from);
        Self {
            seed: told("SEED").map_or(1, |s| s.parse().unwrap()),
            until: input
                .map(Until::Input)
                .or(seconds.map(Until::Time))
                .unwrap_or(Until::Count),
        }
    }
}

/// How a child ended that did not end well.
#[derive(Debug)]
struct Fault {
    input: Vec<u8>,
    /// What it said.
    said: String,
    /// By which the same fault is known again.
    kind: String,
}

/// Runs a target; this process is the parent, unless it was told to be the child.
pub(crate) fn target(target: &'static Target) {
    if let Some(folder) = told("CHILD") {
        child::run(target, Path::new(&folder), Plan::told());
        return;
    }
    let plan = Plan::told();
    let folder = tempfile::Builder::new().prefix("fuzz").tempdir().unwrap();
    match run(target, folder.path(), None) {
        Ok(told) => {
            report(&format!("{}, seed {}: {told}", target.name, plan.seed));
            if matches!(plan.until, Until::Time(_)) {
                let slowest = fs::read(folder.path().join("slowest")).unwrap();
                fs::write(place(target, "slowest"), slowest).unwrap();
            }
        }
        Err(fault) => {
            let input = if matches!(plan.until, Until::Input(_)) {
                fault.input.clone()
            } else {
                smaller(target, folder.path(), &fault)
            };
            let hash = blake3::hash(&input).to_hex();
            let file = place(target, &hash[..12]);
            fs::write(&file, &input).unwrap();
            panic!(
                "{}: {}\n{}\n{} bytes of input: {:?}\nkept as {file}\nrun it again: tests/fuzz/run {} --input {file}",
                target.name,
                fault.kind,
                fault.said,
                input.len(),
                String::from_utf8_lossy(&input[..input.len().min(600)]),
                target.name,
                file = file.display(),
            );
        }
    }
}

/// A file below the target folder.
fn place(target: &Target, name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz");
    fs::create_dir_all(&folder).unwrap();
    folder.join(format!("{}-{name}", target.name))
}

/// One child from beginning to end.
fn run(target: &Target, folder: &Path, input: Option<&Path>) -> Result<String, Fault> {
    let _ = fs::remove_file(folder.join("done"));
    fs::write(folder.join("input"), [0; 8]).unwrap();
    let mut child = start(target, folder, input);
    let (mut number, mut since) = (0, Instant::now());
    let mut pause = Duration::from_millis(2);
    let kind = loop {
        if let Some(status) = child.try_wait().unwrap() {
            if status.success() {
                return Ok(fs::read_to_string(folder.join("done")).expect("the child ran nothing"));
            }
            break String::new();
        }
        let now = current(folder).0;
        if now != number {
            (number, since) = (now, Instant::now());
        } else if since.elapsed() > HANGS {
            child.kill().unwrap();
            child.wait().unwrap();
            break "hangs".to_owned();
        }
        sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(50));
    };
    let said = fs::read(folder.join("said")).unwrap();
    let said = String::from_utf8_lossy(&said).into_owned();
    let kind = if kind.is_empty() {
        self::kind(&said)
    } else {
        kind
    };
    Err(Fault {
        input: current(folder).1,
        said,
        kind,
    })
}

fn start(target: &Target, folder: &Path, input: Option<&Path>) -> Child {
    let said = File::create(folder.join("said")).unwrap();
    // The shell sets the limit: this crate may not call the system for it.
    let script = format!("ulimit -v {MEMORY} 2>/dev/null; ulimit -c 0; exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command
        .args(["-c", &script])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", target.name, "--nocapture", "--test-threads=1"])
        .env("DESKBOOK_FUZZ_CHILD", folder)
        .env("RAYON_NUM_THREADS", "2")
        .env("MALLOC_ARENA_MAX", "2")
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::null())
        .stdout(said.try_clone().unwrap())
        .stderr(said);
    if let Some(input) = input {
        command.env("DESKBOOK_FUZZ_INPUT", input);
    }
    command.spawn().unwrap()
}

/// The number of the input that is being run, and the input.
fn current(folder: &Path) -> (u64, Vec<u8>) {
    let bytes = fs::read(folder.join("input")).unwrap_or_default();
    match bytes.split_first_chunk() {
        Some((number, input)) => (u64::from_le_bytes(*number), input.to_vec()),
        None => (0, Vec::new()),
    }
}

/// Where or why a child ended.
fn kind(said: &str) -> String {
    let place = said
        .lines()
        .find_map(|line| line.split_once("panicked at "));
    let others = ["memory allocation of", "overflowed its stack"];
    let other = || others.into_iter().find(|other| said.contains(other));
    place
        .map_or_else(
            || other().unwrap_or("ended without a word"),
            |(_, place)| place,
        )
        .to_owned()
}

/// The same fault from less: pieces are left out, the larger ones first, until none can be.
fn smaller(target: &Target, folder: &Path, fault: &Fault) -> Vec<u8> {
    let start = Instant::now();
    let mut input = fault.input.clone();
    if fault.kind == "hangs" {
        return input;
    }
    let file = folder.join("smaller");
    let fails = |input: &[u8]| {
        fs::write(&file, input).unwrap();
        run(target, folder, Some(&file)).is_err_and(|f| f.kind == fault.kind)
    };
    let mut size = input.len().div_ceil(2);
    while size > 0 && start.elapsed() < SHRINKS {
        let mut at = 0;
        let mut less = false;
        while at < input.len() && start.elapsed() < SHRINKS {
            let end = (at + size).min(input.len());
            let without = [&input[..at], &input[end..]].concat();
            if fails(&without) {
                input = without;
                less = true;
            } else {
                at = end;
            }
        }
        if !less || size > input.len() {
            size = if size == 1 {
                0
            } else {
                size.div_ceil(2).min(size - 1)
            };
        }
    }
    input
}

#[expect(
    clippy::print_stderr,
    reason = "the command for long runs shows it; a short run keeps it to itself"
)]
pub(crate) fn report(line: &str) {
    eprintln!("{line}");
}
