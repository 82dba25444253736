//! Two builds at once.
//!
//! Takes one base and several builds. Gives each its folder, or a message that says who is there. Never waits for a lock
//! that nobody holds any more.

use crate::faults::base::Desk;
use crate::kb::Kb;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

fn start(kb: &Kb, args: &[&str]) -> Child {
    let mut command = kb.command(args);
    let command = command.stdout(Stdio::null()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

#[cfg(unix)]
fn signal(child: &Child, name: &str) {
    let process = child.id().to_string();
    // It may have ended by itself.
    let _ = Command::new("kill").args([name, &process]).output();
}

/// A build that holds the lock and does not go on.
#[cfg(unix)]
fn held(desk: &Desk) -> Child {
    for turn in 0..200 {
        desk.turn(turn % 2);
        let mut child = start(&desk.kb, &["build"]);
        let stage = desk.kb.path(".public.deskbook-new-0");
        while !stage.exists() && child.try_wait().unwrap().is_none() {
            sleep(Duration::from_micros(100));
        }
        signal(&child, "-STOP");
        // It takes a moment until the signal has reached all threads.
        sleep(Duration::from_millis(20));
        if desk.kb.has(".public.deskbook-lock") {
            return child;
        }
        signal(&child, "-CONT");
        let _ = child.wait();
    }
    panic!("no build can be stopped while it writes");
}

#[cfg(unix)]
#[test]
fn a_second_build_says_who_is_there_and_a_dead_one_is_not() {
    let desk = Desk::new();
    let mut first = held(&desk);
    let before = desk.published("held");
    let second = desk.kb.run(&["build"]);
    assert_eq!(second.code, 3, "{}", second.stderr);
    let who = format!("another build (process {}, since 20", first.id());
    assert!(second.stderr.contains(&who), "{}", second.stderr);
    assert!(
        second
            .stderr
            .contains("= help: wait until it ends, or choose another --out")
    );
    assert_eq!(desk.published("refused"), before);
    let elsewhere = desk.kb.run(&["build", "--out", "../elsewhere"]);
    assert_eq!(elsewhere.code, 0, "{}", elsewhere.stderr);
    first.kill().unwrap();
    let _ = first.wait();
    desk.recovers_at_last();
}

#[test]
fn of_many_builds_at_once_each_writes_a_whole_site_or_none() {
    let desk = Desk::new();
    let mut done = 0;
    for round in 0..6 {
        desk.turn(round % 2);
        let builds: Vec<Child> = (0..4).map(|_| start(&desk.kb, &["build"])).collect();
        for build in builds {
            let output = build.wait_with_output().unwrap();
            let told = String::from_utf8(output.stderr).unwrap();
            match output.status.code() {
                Some(0) => done += 1,
                code => {
                    assert_eq!(code, Some(3), "{told}");
                    assert!(told.contains("another build"), "{told}");
                }
            }
        }
        assert_eq!(desk.published("at once"), round % 2);
        desk.is_clean("at once");
    }
    assert!(done >= 6, "each round has at least one that writes");
}

#[test]
fn two_editions_are_built_at_once_into_two_folders() {
    // The root itself is the content, so that each build meets the folder of the other.
    let kb = Kb::new().settings("audiences: [internal, public]\n");
    for n in 0..5 {
        let audience = ["internal", "public"][n % 2];
        let front = format!("audience: {audience}\n");
        let kb = &kb;
        kb.write(
            &format!("net/a{n}.md"),
            format!("---\ntitle: Article {n}\n{front}---\n\nWhat to do.\n"),
        );
    }
    let build = |out: &'static str| ["build", "--audience", out, "--out", out];
    let whole = ["internal", "public"].map(|edition| {
        let _ = kb.done(&build(edition));
        kb.files(edition)
    });
    assert_ne!(whole[0], whole[1]);
    for round in 0..5 {
        // A changed article, so that there is something to write; and the same again.
        let text = ["---\ntitle: New\naudience: public\n---\n\nNew.\n", ""][round % 2];
        kb.write("net/new.md", text);
        let builds = ["internal", "public"].map(|edition| start(&kb, &build(edition)));
        for build in builds {
            let output = build.wait_with_output().unwrap();
            let told = String::from_utf8(output.stderr).unwrap();
            assert!(output.status.success(), "{told}");
        }
        if round % 2 == 1 {
            assert_eq!(kb.files("internal"), whole[0]);
            assert_eq!(kb.files("public"), whole[1]);
        } else {
            assert!(kb.has("internal/net/new/index.html") && kb.has("public/net/new/index.html"));
        }
    }
}
