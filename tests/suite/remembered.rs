//! What earlier runs made of articles, taken again: the site is the one that a first build makes, to the byte.
//!
//! Takes a base that is large enough to be remembered, and changes it step by step. Gives each site beside that of a base that
//! nothing was remembered of. Never looks into what is kept but to harm it.

use crate::kb::{Kb, Ran};
use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

/// The smallest base that is remembered, and some more.
const MANY: usize = 510;

const SETTINGS: &str = "title: Desk\naudiences: [internal, public]\nbase_url: https://desk.example.com/\nclients:\n  acme: {title: Acme}\n";

/// Everything that a text can hold.
const RICH: &str = "## Issue {#seen}\n\nError 0x80070643 and *emphasis*, [the next](../1/a1.md#cause), [[A2]], ![own](own.gif).\n\n\
    > [!WARNING]\n> Mind **this**.\n\n## Cause\n\n```sh\necho one # two\n```\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n- [ ] open\n- [x] done\n\n\
    ## Resolution\n\n1. Do it.[^n]\n\n<details><summary>More</summary>\n\nText <kbd>Ctrl</kbd>.\n\n</details>\n\n[^n]: Or not.\n";

/// What stands in most articles, in turn.
const TEXTS: [&str; 4] = [
    "Plain words.\n",
    RICH,
    ":::internal\nFor colleagues.\n:::\n\nFor all.\n\n## Then\n\nMore.\n",
    "# Own title\n\nLead.\n\n[Lost](lost.md) and [undefined][nowhere].\n",
];

fn many() -> Kb {
    let kb = Kb::new().settings(SETTINGS);
    for n in 0..MANY {
        let audience = if n % 9 == 3 { "internal" } else { "public" };
        let text = TEXTS[n % TEXTS.len()];
        kb.write(
            &format!("content/{}/a{n}.md", n % 7),
            format!("---\nid: A{n}\ntitle: Number {n}\naudience: {audience}\nsymptoms: [it says {n}]\n---\n\nText {n}.\n\n{text}"),
        );
    }
    for folder in 0..7 {
        kb.write(
            &format!("content/{folder}/own.gif"),
            b"GIF89a\x03\0\x02\0\0\0\0",
        );
    }
    kb.file(
        "content/1/a1.acme.md",
        "---\ntitle: For Acme\n---\n\n## Cause\n\nTheirs.\n",
    )
}

/// A site, and what was said of it.
fn built(kb: &Kb, edition: &[&str], out: &str) -> (i32, String, BTreeMap<String, Vec<u8>>) {
    let Ran { code, stderr, .. } = kb.run(&[&["build", "--out", out], edition].concat());
    assert!(kb.has(out), "{code} {stderr}");
    (code, stderr, kb.files(out))
}

/// Builds with what is remembered, and without.
fn compare(kb: &Kb, edition: &[&str], what: &str) {
    let warm = built(kb, edition, "warm");
    let (kept, aside) = (kb.path(".deskbook"), kb.path("aside"));
    fs::rename(&kept, &aside).unwrap();
    let cold = built(kb, edition, "cold");
    fs::remove_dir_all(&kept).unwrap();
    fs::rename(&aside, &kept).unwrap();
    assert_eq!((warm.0, &warm.1), (cold.0, &cold.1), "{what} {edition:?}");
    for (path, bytes) in &cold.2 {
        let own = warm.2.get(path);
        // The list of files speaks of their times.
        let is_same = own == Some(bytes) || path == ".deskbook-manifest";
        assert!(is_same, "{what} {edition:?}: {path}");
    }
    assert_eq!(warm.2.len(), cold.2.len(), "{what} {edition:?}");
}

const PUBLIC: &[&str] = &["--audience", "public"];
const INTERNAL: &[&str] = &["--audience", "internal"];
const ACME: &[&str] = &["--audience", "public", "--client", "acme"];

/// What somebody does to the base.
type Step = (&'static str, fn(&Kb));

const STEPS: &[Step] = &[
    ("a sentence", |kb| {
        change(kb, "content/4/a4.md", "Plain", "Simple");
    }),
    ("a sentence of a rich one", |kb| {
        change(kb, "content/5/a5.md", "Mind", "Heed");
    }),
    ("a heading that others lead to", |kb| {
        change(kb, "content/1/a1.md", "## Cause", "## Reason");
    }),
    ("a title that others show", |kb| {
        change(kb, "content/1/a1.md", "Number 1", "Another");
    }),
    ("front matter alone: the text moves", |kb| {
        change(
            kb,
            "content/5/a5.md",
            "audience:",
            "confidence: wip\naudience:",
        );
    }),
    ("an internal block that opens", |kb| {
        change(kb, "content/2/a2.md", ":::internal", "::: other");
    }),
    ("an article goes", |kb| {
        fs::remove_file(kb.path("content/2/a2.md")).unwrap();
    }),
    ("an article moves", |kb| {
        fs::rename(kb.path("content/6/a13.md"), kb.path("content/0/new.md")).unwrap();
    }),
    ("an article comes with a text that another has", |kb| {
        let text = kb.read("content/5/a5.md").replace("A5", "B5");
        kb.write("content/4/copy.md", text);
    }),
    ("the size of an image", |kb| {
        kb.write("content/5/own.gif", b"GIF89a\x09\0\x08\0\0\0\0");
    }),
    ("the language", |kb| {
        kb.write("deskbook.yaml", format!("{SETTINGS}lang: de\n"));
    }),
    ("words of requesters", |kb| {
        kb.write("vocabulary.yaml", "A1:\n  elevator: 4\n");
    }),
    ("what a client changes", |kb| {
        change(kb, "content/1/a1.acme.md", "Theirs", "Ours");
    }),
    ("nothing", |_| {}),
];

fn change(kb: &Kb, path: &str, from: &str, to: &str) {
    let text = kb.read(path);
    assert!(text.contains(from), "{path} has no {from}");
    kb.write(path, text.replace(from, to));
}

#[test]
fn whatever_changes_the_site_is_that_of_a_first_build() {
    let kb = many();
    for edition in [PUBLIC, INTERNAL, ACME] {
        compare(&kb, edition, "at first");
    }
    for (n, (what, step)) in STEPS.iter().enumerate() {
        step(&kb);
        compare(&kb, [INTERNAL, PUBLIC, ACME][n % 3], what);
    }
}

/// What becomes of a file that is kept.
type Harm = (&'static str, fn(&mut Vec<u8>));

const HARMS: &[Harm] = &[
    ("half of it", |bytes| bytes.truncate(bytes.len() / 2)),
    ("nothing of it", Vec::clear),
    ("another beginning", |bytes| bytes[3] ^= 1),
    ("another value", |bytes| {
        for at in (20..bytes.len() * 2 / 3).step_by(97) {
            bytes[at] ^= 4;
        }
    }),
    ("another list", |bytes| {
        let at = bytes.len() - 400;
        bytes[at] ^= 1;
    }),
    ("another sum", |bytes| {
        let at = bytes.len() - 1;
        bytes[at] ^= 1;
    }),
    ("something behind it", |bytes| bytes.extend([0; 40])),
];

const KEPT: [&str; 3] = ["articles", "pages", "segments"];

#[test]
fn what_is_damaged_or_of_another_kind_is_made_anew() {
    let kb = many();
    compare(&kb, INTERNAL, "at first");
    let whole = KEPT.map(|name| fs::read(kb.path(&format!(".deskbook/{name}"))).unwrap());
    for (n, (what, harm)) in HARMS.iter().enumerate() {
        for (name, whole) in KEPT.iter().zip(&whole) {
            let mut bytes = whole.clone();
            harm(&mut bytes);
            kb.write(&format!(".deskbook/{name}"), bytes);
        }
        once_more(&kb, n);
        compare(&kb, INTERNAL, what);
    }
    for (name, other) in KEPT.iter().zip(whole.iter().rev()) {
        kb.write(&format!(".deskbook/{name}"), other);
    }
    once_more(&kb, 10);
    compare(&kb, INTERNAL, "one for the other");
    for name in KEPT {
        let path = kb.path(&format!(".deskbook/{name}"));
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
    }
    once_more(&kb, 11);
    compare(&kb, INTERNAL, "folders");
}

#[test]
fn other_commands_find_the_same_with_it_and_without() {
    let kb = many();
    let searches: [&[&str]; 3] = [
        &["search", "number 77"],
        &["search", "it says 12", "--json"],
        &["check"],
    ];
    let fresh = searches.map(|args| kb.run(args));
    let first = KEPT.map(|name| kb.has(&format!(".deskbook/{name}")));
    assert_eq!(
        first,
        [true, false, true],
        "what reading and indexing leaves"
    );
    let again = searches.map(|args| kb.run(args));
    for (a, b) in fresh.iter().zip(&again) {
        assert_eq!(
            (a.code, &a.stdout, &a.stderr),
            (b.code, &b.stdout, &b.stderr)
        );
    }
}

#[test]
fn nothing_is_kept_of_a_small_base() {
    let kb = Kb::demo();
    let _ = kb.done(&["build", "--out", "site"]);
    assert!(!kb.has(".deskbook/articles"));
}

fn once_more(kb: &Kb, n: usize) {
    let text = kb.read("content/1/a1.md");
    kb.write("content/1/a1.md", format!("{text}\nOnce more {n}.\n"));
}

#[test]
fn killed_runs_and_two_at_once_leave_what_can_be_believed() {
    let kb = many();
    let start = |out: &str| {
        let mut command = kb.command(&["build", "--quiet", "--audience", "internal", "--out", out]);
        command.stderr(Stdio::null()).spawn().unwrap()
    };
    for n in 0..8 {
        once_more(&kb, n);
        let mut build = start("warm");
        sleep(Duration::from_millis(20 + 70 * n as u64));
        build.kill().unwrap();
        build.wait().unwrap();
        if n % 3 == 2 {
            compare(&kb, INTERNAL, "killed");
        }
    }
    for n in 8..10 {
        once_more(&kb, n);
        let mut both = [start("warm"), start("cold")];
        for build in &mut both {
            assert!(build.wait().unwrap().success());
        }
        assert!(kb.files("warm")["1/a1/index.html"] == kb.files("cold")["1/a1/index.html"]);
        compare(&kb, INTERNAL, "two at once");
    }
}
