//! Input that was made to hurt: bombs, nests, endless lines, crooked names.
//!
//! Takes bases and exports that no person would write. Gives what the real commands say of them, under a ceiling of memory
//! and a guard against hanging. Never measures time: `DESKBOOK_HOSTILE=20 cargo test --test suite hostile` tries giant sizes.

mod front_matter;
mod markdown;
mod names;
mod paths;
mod patterns;
mod themes;
mod tickets;
mod yaml;

use crate::kb::{Kb, Ran};
use std::process::{Command, Stdio};

/// Memory that a run may reserve, in KB; a bomb asks for more.
const MEMORY: usize = 3 << 20;
/// Seconds after which a run hangs, whatever the machine has to do besides.
const HANGS: &str = "300";

#[expect(clippy::disallowed_methods, reason = "sizes of a test")]
/// A count of repetitions, times the size that was asked for.
fn many(count: usize) -> usize {
    let times = std::env::var("DESKBOOK_HOSTILE").ok();
    count * times.and_then(|n| n.parse().ok()).unwrap_or(1)
}

/// Runs the program with bounded memory; it has to end by itself, with one of its own exit codes.
#[track_caller]
fn guarded(kb: &Kb, args: &[&str]) -> Ran {
    let limit = format!("ulimit -v {MEMORY}; exec \"$@\"");
    let ran = Ran::of(&mut inside(
        kb,
        args,
        &["timeout", HANGS, "sh", "-c", &limit, "sh"],
    ));
    assert!(
        (0..=3).contains(&ran.code) && !ran.stderr.contains("panicked"),
        "{args:?} ended with {}\n{}",
        ran.code,
        ran.stderr
    );
    ran
}

/// The program as it is run by another one.
fn inside(kb: &Kb, args: &[&str], outer: &[&str]) -> Command {
    let inner = kb.command(args);
    let mut command = Command::new(outer[0]);
    command
        .args(&outer[1..])
        .arg(inner.get_program())
        .args(inner.get_args())
        .current_dir(kb.root())
        .stdin(Stdio::null());
    for (name, value) in inner.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
}

/// Every finding of a check on a line: `path:line:column: error[CODE]: …`.
#[track_caller]
fn findings(kb: &Kb) -> String {
    guarded(kb, &["check", "--format", "short"]).stdout
}

#[test]
fn only_the_preview_knows_of_a_network() {
    let src = crate::kb::repository().join("src");
    let mut read = 0;
    for entry in walkdir::WalkDir::new(&src).into_iter().map(Result::unwrap) {
        let path = entry.path();
        let is_ours = !path.starts_with(src.join("serve"));
        if path.extension().is_some_and(|end| end == "rs") && is_ours {
            let text = std::fs::read_to_string(path).unwrap();
            read += 1;
            for word in [
                "tokio::",
                "axum::",
                "TcpStream",
                "TcpListener",
                "UdpSocket",
                "UnixStream",
                "ToSocketAddrs",
            ] {
                let line = text
                    .lines()
                    .find(|line| line.contains(word) && !line.trim().starts_with("//"));
                assert_eq!(line, None, "{}", path.display());
            }
        }
    }
    assert!(read > 300, "{read}");
}

#[expect(clippy::print_stderr, reason = "a skipped test says why")]
#[test]
fn no_command_makes_a_network_call() {
    let works = Command::new("strace").arg("-V").output();
    if !works.is_ok_and(|out| out.status.success()) {
        eprintln!("skipped: there is no strace on this machine");
        return;
    }
    let kb = Kb::new()
        .settings("title: Desk\nbase_url: https://desk.example/\n")
        .article("content/vpn.md", "VPN drops", "")
        .file(
            "content/a.md",
            "# Out\n\n[x](https://example.com/) ![y](https://example.com/y.png)\n",
        )
        .file(
            "t.csv",
            "number,short_description,category,opened_at\nINC1,VPN drops,N,2026-02-03\n",
        )
        .git();
    for args in [
        &["check"][..],
        &["build"],
        &["search", "vpn"],
        &["tickets", "t.csv"],
        &["gaps", "t.csv", "--html", "r.html"],
        &["report"],
        &["learn", "t.csv", "--dry-run"],
        &["schema"],
        &["history"],
        &["new", "Printer jams"],
        &["init", "other"],
    ] {
        let trace = [
            "strace",
            "-f",
            "-qq",
            "-e",
            "trace=network",
            "-o",
            "trace.txt",
        ];
        let ran = Ran::of(&mut inside(&kb, args, &trace));
        if ran.stderr.contains("ptrace") {
            eprintln!("skipped: nothing may be traced here");
            return;
        }
        assert!((0..=2).contains(&ran.code), "{args:?}\n{}", ran.stderr);
        // A pair of connected sockets between the program's own processes leads nowhere.
        let trace = kb.read("trace.txt");
        let calls = trace.lines().filter(|l| {
            let out = ["AF_INET", "AF_PACKET", "connect(", "sendto("];
            out.iter().any(|word| l.contains(word))
        });
        assert_eq!(calls.collect::<Vec<_>>(), Vec::<&str>::new(), "{args:?}");
    }
}

#[test]
fn no_cell_of_a_table_that_we_write_is_a_formula() {
    let rows: String = ["=", "+", "-", "@", "\t=", "\r="]
        .iter()
        .enumerate()
        .flat_map(|(i, sign)| {
            (0..6).map(move |j| {
                format!(
                    "INC{i}{j},\"{sign}cmd|calc\",\"{sign}cat{i}\",2026-02-0{} 10:00:00\n",
                    j + 1
                )
            })
        })
        .collect();
    let kb = Kb::new().article("content/vpn.md", "VPN drops", "").file(
        "t.csv",
        format!("number,short_description,category,opened_at\n{rows}"),
    );
    let ran = guarded(&kb, &["gaps", "t.csv", "--csv", "out.csv"]);
    let table = kb.read("out.csv");
    assert!(table.contains("cat0"), "{}\n{table}", ran.stdout);
    for cell in table.split(['\n', '\r', ',']) {
        let bare = cell.trim_start_matches('"');
        let number = bare.trim_end_matches('"').parse::<f64>().is_ok();
        assert!(
            number || !bare.starts_with(['=', '+', '-', '@', '\t']),
            "{cell}\n{table}"
        );
    }
}
