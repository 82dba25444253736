//! Names, links and addresses that want to be somewhere else.
//!
//! Takes a base beside a file that must never be read. Gives what is built and said. Never lets a byte of the neighbour in,
//! or a byte of the site out.

use super::{findings, guarded};
use crate::kb::Kb;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

/// A pipe that nobody writes to.
pub(super) fn pipe(kb: &Kb, path: &str) {
    assert!(
        Command::new("mkfifo")
            .arg(kb.path(path))
            .status()
            .unwrap()
            .success()
    );
}

/// A base beside a file that must never be read.
pub(super) fn beside_a_secret() -> Kb {
    let kb = Kb::new()
        .settings("title: Desk\n")
        .article("content/good.md", "VPN drops", "");
    for name in ["../secret.md", "../secret.png", "../folder/secret.md"] {
        kb.write(name, "# Neighbour\n\nTOPSECRET\n");
    }
    kb
}

/// Nothing came in, nothing went out.
#[track_caller]
pub(super) fn is_apart(kb: &Kb) {
    let files = if kb.has("public") {
        kb.files("public")
    } else {
        BTreeMap::new()
    };
    for (name, bytes) in files {
        assert!(!bytes.windows(9).any(|w| w == b"TOPSECRET"), "{name}");
    }
    let around = kb.root().join("..");
    let mut names: Vec<_> = fs::read_dir(around)
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["base", "folder", "secret.md", "secret.png"]);
}

#[test]
fn links_of_the_disk_lead_nowhere_else_and_no_pipe_is_waited_for() {
    let kb = beside_a_secret();
    let content = kb.path("content");
    fs::create_dir(content.join("f")).unwrap();
    for (target, name) in [
        ("../../secret.md", "out.md"),
        ("../../folder", "out"),
        ("../..", "up"),
        ("/dev/zero", "zero.md"),
        ("/dev/zero", "zero.png"),
        ("../../secret.png", "pic.png"),
        ("/proc/self/environ", "proc.md"),
        (".", "f/loop"),
        ("nowhere", "gone.md"),
    ] {
        symlink(target, content.join(name)).unwrap();
    }
    pipe(&kb, "content/pipe.md");
    pipe(&kb, "content/pipe.png");
    let _socket = UnixListener::bind(content.join("sock.md")).unwrap();
    kb.write(
        "content/pics.md",
        "# Pictures\n\n![a](pic.png) ![b](zero.png) ![c](pipe.png) [d](pipe.md)\n",
    );
    let shown = findings(&kb);
    for line in [
        "content/out.md: error[KB061] the link leads out of the base",
        "content/out: error[KB061] the link leads out of the base",
        "content/up: error[KB061] the link leads out of the base",
        "content/zero.md: error[KB061] the link leads out of the base",
        "content/proc.md: error[KB061] the link leads out of the base",
        "content/f/loop: warning[KB061] the link leads back to a folder above it",
        "content/gone.md: warning[KB061] the link leads nowhere",
        "content/pipe.md: warning[KB060] this is a pipe, a socket or a device",
        "content/sock.md: warning[KB060] this is a pipe, a socket or a device",
        "content/pics.md:3:6: error[KB042] image `pic.png` is missing",
        "content/pics.md:3:20: error[KB042] image `zero.png` is missing",
        "content/pics.md:3:35: error[KB042] image `pipe.png` is missing",
    ] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    let ran = guarded(&kb, &["build", "--quiet"]);
    assert!(
        ran.code == 0 && kb.has("public/good/index.html"),
        "{}",
        ran.stderr
    );
    is_apart(&kb);
}

#[test]
fn addresses_that_climb_are_broken_links() {
    let climbs = [
        "../../secret.md",
        "%2e%2e/%2e%2e/secret.md",
        "/../secret.md",
        "file:///etc/passwd",
        "..%2f..%2fsecret.md",
        "/etc/passwd",
        "....//....//secret.md",
        "..\\..\\secret.md",
        "./../../folder/../secret.md",
        "\\\\server\\secret.md",
    ];
    let kb = beside_a_secret();
    let line = |(i, to): (usize, &&str)| {
        format!(
            "a{i} [x](<{to}>)\n\nb{i} ![x](<{}>)\n\n",
            to.replace(".md", ".png")
        )
    };
    kb.write(
        "content/climb.md",
        format!(
            "# Climb\n\n{}",
            climbs.iter().enumerate().map(line).collect::<String>()
        ),
    );
    let shown = findings(&kb);
    for row in 0..climbs.len() * 2 {
        let place = format!("content/climb.md:{}:", 3 + row * 2);
        assert!(
            shown
                .lines()
                .any(|l| l.starts_with(&place) && l.contains("error[")),
            "{place}\n{shown}"
        );
    }
    let _ = guarded(&kb, &["build", "--quiet"]);
    is_apart(&kb);
}

#[test]
fn the_site_is_written_to_a_folder_of_its_own_only() {
    let kb = beside_a_secret();
    kb.write("full/mine.txt", "mine");
    fs::create_dir(kb.path("themes")).unwrap();
    symlink("../folder", kb.path("linked")).unwrap();
    for out in [
        "..",
        "/",
        ".",
        "content",
        "../base",
        "content/f",
        "full",
        "/dev/null",
        "linked",
        "deskbook.yaml",
        "../secret.md",
    ] {
        let ran = guarded(&kb, &["build", "--quiet", "--out", out]);
        assert!(
            ran.code >= 2 && ran.stderr.contains("= help: "),
            "{out}: {}\n{}",
            ran.code,
            ran.stderr
        );
    }
    assert_eq!(kb.read("full/mine.txt"), "mine");
    assert_eq!(
        fs::read_dir(kb.root().join("../folder")).unwrap().count(),
        1
    );
    assert!(Path::new("/dev/null").exists());
}
