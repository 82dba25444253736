//! Stories told from words as git writes them.

use crate::source::history::dates::dates;
use crate::source::history::log::{Log, Reader};
use crate::source::history::people::person;
use crate::source::history::stories::tell;
use std::collections::BTreeMap;

const A: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const NONE: &str = "0000000000000000000000000000000000000000";

/// A commit: its head, and a line of `STATUS PATH [PATH]` for each file; `MR` and the like are those of merges.
struct Said<'a>(&'a str, &'a str, &'a [&'a str]);

/// As git writes it: the mark with an id, time, day, name, address, and the files.
fn stream(commits: &[Said<'_>]) -> String {
    let mut words: Vec<String> = Vec::new();
    for (number, Said(day, who, files)) in commits.iter().enumerate() {
        words.push(format!("\u{1}{number:040}"));
        words.extend([
            number.to_string(),
            (*day).to_owned(),
            (*who).to_owned(),
            format!("{who}@X"),
        ]);
        for (i, file) in files.iter().enumerate() {
            let mut parts = file.split(' ');
            let status = parts.next().unwrap();
            let line_end = if i == 0 { "\n" } else { "" };
            words.push(format!("{line_end}{}", raw(status)));
            words.extend(parts.map(|path| path.replace('_', " ")));
        }
    }
    words.join("\0") + "\0"
}

fn raw(status: &str) -> String {
    let absent = |is: bool| if is { ("000000", NONE) } else { ("100644", A) };
    // Of a merge every parent has a letter.
    let parents = status.chars().filter(char::is_ascii_alphabetic);
    let sides: Vec<_> = parents
        .map(|c| absent(c == 'A'))
        .chain([absent(status.starts_with('D'))])
        .collect();
    let modes: Vec<&str> = sides.iter().map(|s| s.0).collect();
    let ids: Vec<&str> = sides.iter().map(|s| s.1).collect();
    let colons = ":".repeat(sides.len() - 1);
    format!("{colons}{} {} {status}", modes.join(" "), ids.join(" "))
}

/// The log of the commits, newest first; `living` are the paths of the newest.
fn log(living: &[&str], commits: &[Said<'_>]) -> Log {
    let mut log = Log::default();
    let mut reader = Reader::new(&mut log, "");
    let read = reader.commits(stream(commits).as_bytes()).unwrap();
    let row = |path: &&str| format!("100644 blob {A}\t{path}\0");
    let listed: Vec<String> = living.iter().map(row).collect();
    reader.living(listed.concat().as_bytes());
    log.commits = read;
    log
}

/// Path, dates and people of each file of today.
fn seen(living: &[&str], commits: &[Said<'_>]) -> Vec<String> {
    let log = log(living, commits);
    let people: Vec<_> = log.people.iter().map(|(n, m)| person(n, m)).collect();
    let found = dates(&log, &tell(&log), &people);
    let shown = found.iter().map(|(path, h)| {
        let who = h.contributors.join(", ");
        format!("{path}: {} {} {who}", h.created, h.updated)
    });
    shown.collect()
}

/// The last path of each story that is gone, and its number of commits.
fn gone(living: &[&str], commits: &[Said<'_>]) -> BTreeMap<String, usize> {
    let log = log(living, commits);
    let stories = tell(&log);
    let gone = stories.iter().filter(|s| !s.is_alive);
    gone.map(|s| (log.paths[s.path as usize].clone(), s.touches.len()))
        .collect()
}

#[test]
fn a_renamed_file_keeps_its_past_and_the_old_name_starts_anew() {
    let found = seen(
        &["old.md", "new.md", "b.md"],
        &[
            Said("2026-03-01", "Ann", &["A old.md"]),
            Said("2026-02-01", "Bo", &["R090 old.md new.md", "M b.md"]),
            Said("2026-01-01", "Cy", &["A old.md", "A b.md"]),
        ],
    );
    // The second `old.md` is a file of its own; further back its name means what is now `new.md`.
    assert_eq!(
        found,
        [
            "b.md: 2026-01-01 2026-02-01 Bo, Cy",
            "new.md: 2026-01-01 2026-02-01 Bo, Cy",
            "old.md: 2026-03-01 2026-03-01 Ann",
        ]
    );
}

#[test]
fn contributors_stand_by_commits_and_then_by_name() {
    let found = seen(
        &["a.md"],
        &[
            Said("2026-01-04", "Zoe", &["M a.md"]),
            Said("2026-01-03", "Bo", &["M a.md"]),
            Said("2026-01-02", "Zoe", &["M a.md"]),
            Said("2026-01-05", "Ann", &["A a.md"]),
        ],
    );
    assert_eq!(found, ["a.md: 2026-01-02 2026-01-05 Zoe, Ann, Bo"]);
}

#[test]
fn what_is_gone_is_not_among_the_files_and_oddities_do_not_stop_it() {
    let commits = [
        Said("2026-01-03", "Bo", &["D gone.md", "A a_b.md"]),
        Said("2026-01-02", "Bo", &[]),
        Said("no day", "Bo", &["M a_c.md"]),
        Said("2026-01-01", "", &["A gone.md", "A a_c.md"]),
    ];
    let living = ["a b.md", "a c.md"];
    assert_eq!(
        seen(&living, &commits),
        [
            "a b.md: 2026-01-03 2026-01-03 Bo",
            "a c.md: 2026-01-01 2026-01-01 "
        ]
    );
    assert_eq!(gone(&living, &commits), [("gone.md".to_owned(), 2)].into());
    assert!(seen(&[], &[]).is_empty());
}

#[test]
fn a_file_that_came_again_is_another_one() {
    let commits = [
        Said("2026-01-04", "Ann", &["M a.md"]),
        Said("2026-01-03", "Ann", &["A a.md"]),
        Said("2026-01-02", "Bo", &["D a.md"]),
        Said("2026-01-01", "Bo", &["A a.md"]),
    ];
    assert_eq!(
        seen(&["a.md"], &commits),
        ["a.md: 2026-01-03 2026-01-04 Ann"]
    );
    assert_eq!(gone(&["a.md"], &commits), [("a.md".to_owned(), 2)].into());
}

#[test]
fn branches_side_by_side_mean_the_same_file() {
    // One branch deleted it, the other changed it, and the merge kept it.
    let kept = [
        Said("2026-01-03", "Ann", &["D a.md"]),
        Said("2026-01-02", "Bo", &["M a.md"]),
        Said("2026-01-01", "Cy", &["A a.md"]),
    ];
    assert_eq!(
        seen(&["a.md"], &kept),
        ["a.md: 2026-01-01 2026-01-02 Bo, Cy"]
    );
    // The same, and the merge deleted it: whichever branch git tells first, the end is the end.
    let lost = [
        Said("2026-01-02", "Bo", &["M a.md"]),
        Said("2026-01-03", "Ann", &["D a.md"]),
        Said("2026-01-01", "Cy", &["A a.md"]),
    ];
    assert_eq!(gone(&[], &lost), [("a.md".to_owned(), 3)].into());
    // One branch renamed it, the other changed it under its old name.
    let moved = [
        Said("2026-01-04", "Di", &["MR new.md old.md new.md"]),
        Said("2026-01-03", "Bo", &["M old.md"]),
        Said("2026-01-02", "Ann", &["R100 old.md new.md"]),
        Said("2026-01-01", "Cy", &["A old.md"]),
    ];
    assert_eq!(
        seen(&["new.md"], &moved),
        ["new.md: 2026-01-01 2026-01-03 Ann, Bo, Cy"]
    );
    assert!(gone(&["new.md"], &moved).is_empty());
}

#[test]
fn words_that_are_no_log_are_refused() {
    for odd in ["x\0", "\u{1}no id\0", ":100644 x\0"] {
        let mut log = Log::default();
        assert!(
            Reader::new(&mut log, "").commits(odd.as_bytes()).is_err(),
            "{odd:?}"
        );
    }
}
