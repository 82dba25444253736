//! Whether a published site still stands.
//!
//! Takes a small site and what may happen to its folder. Gives the answer, and what is left there. Never counts on how
//! fast the clock of the disk ticks.

use crate::output::disk::tests::{Desk, files, site, tree};
use crate::output::disk::{Outcome, Written, open_gate, standing, write};
use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

const SITE: &[(&str, &str)] = &[
    ("a/b.html", "two"),
    ("c.css", "three"),
    ("index.html", "one"),
];
const LIST: &str = ".deskbook-manifest";

/// A site, and the hash of its list.
fn published() -> (Desk, [u8; 32]) {
    let desk = Desk::new();
    let list = publish(&desk);
    (desk, list)
}

fn publish(desk: &Desk) -> [u8; 32] {
    let written = write(&site(SITE), &open_gate, desk.dir.path(), &desk.out).unwrap();
    let Outcome::Written(_, list) = written else {
        panic!("{written:?}");
    };
    list
}

fn stands(desk: &Desk, list: [u8; 32]) -> Option<Written> {
    standing(desk.dir.path(), &desk.out, list).unwrap()
}

/// Makes a file younger than it is.
fn younger(file: &Path) {
    let time = fs::metadata(file).unwrap().modified().unwrap() + Duration::from_mins(1);
    let file = File::options().append(true).open(file).unwrap();
    file.set_modified(time).unwrap();
}

#[test]
fn a_site_stands_and_nothing_of_it_is_touched() {
    let (desk, list) = published();
    desk.put("CNAME", "example.com");
    desk.put("a/own", "mine");
    let before = files(&desk.out);
    let wanted = Written {
        same: 3,
        bytes: 11,
        ..Written::default()
    };
    assert_eq!(stands(&desk, list), Some(wanted));
    // The list is the same whoever asks for it: a build that has nothing to do, and one that begins.
    assert_eq!(publish(&desk), list);
    assert_eq!(published().1, list);
    // Touched, not changed.
    younger(&desk.out.join("index.html"));
    assert_eq!(stands(&desk, list), Some(wanted));
    assert_eq!(files(&desk.out), before);
    assert_eq!(desk.beside(), ["content", "public"]);
}

/// What happens to a folder.
type Harm = (&'static str, fn(&Desk));

const HARM: &[Harm] = &[
    ("other bytes, newer", |d| {
        d.put("index.html", "eno");
        younger(&d.out.join("index.html"));
    }),
    ("longer, older", |d| {
        d.put("index.html", "one more");
        let file = File::options().append(true).open(d.out.join("index.html"));
        file.unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
    }),
    ("a file is gone", |d| {
        fs::remove_file(d.out.join("c.css")).unwrap();
    }),
    ("a folder is gone", |d| {
        fs::remove_dir_all(d.out.join("a")).unwrap();
    }),
    ("a folder for a file", |d| {
        fs::remove_file(d.out.join("c.css")).unwrap();
        fs::create_dir(d.out.join("c.css")).unwrap();
    }),
    #[cfg(unix)]
    ("a link to the same bytes", |d| {
        fs::rename(d.out.join("c.css"), d.dir.path().join("moved")).unwrap();
        std::os::unix::fs::symlink(d.dir.path().join("moved"), d.out.join("c.css")).unwrap();
    }),
    ("the list is gone", |d| {
        fs::remove_file(d.out.join(LIST)).unwrap();
    }),
    ("a shorter list", |d| {
        let text = fs::read_to_string(d.out.join(LIST)).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        fs::write(d.out.join(LIST), lines[..lines.len() - 1].join("\n") + "\n").unwrap();
    }),
    ("the same list in other words", |d| {
        let text = fs::read_to_string(d.out.join(LIST)).unwrap();
        let swapped: Vec<&str> = text
            .lines()
            .take(2)
            .chain(text.lines().skip(2).collect::<Vec<_>>().into_iter().rev())
            .collect();
        fs::write(d.out.join(LIST), swapped.join("\n") + "\n").unwrap();
    }),
    ("another site", |d| {
        d.build(&[("index.html", "one"), ("c.css", "three")])
            .unwrap();
    }),
    ("no folder", |d| fs::remove_dir_all(&d.out).unwrap()),
    ("an empty folder", |d| {
        fs::remove_dir_all(&d.out).unwrap();
        fs::create_dir(&d.out).unwrap();
    }),
];

#[test]
fn a_harmed_site_does_not_stand() {
    for (what, harm) in HARM {
        let (desk, list) = published();
        harm(&desk);
        let before = desk.out.exists().then(|| files(&desk.out));
        assert_eq!(stands(&desk, list), None, "{what}");
        let after = desk.out.exists().then(|| files(&desk.out));
        assert_eq!(after, before, "{what}");
    }
    let (desk, list) = published();
    let mut other = list;
    other[31] ^= 1;
    assert_eq!(stands(&desk, other), None);
    assert!(stands(&desk, list).is_some());
}

#[test]
fn a_list_that_cannot_be_read_is_said_as_a_build_says_it() {
    for text in ["", "# somebody else's\n"] {
        let (desk, list) = published();
        desk.put(LIST, text);
        let said = standing(desk.dir.path(), &desk.out, list).unwrap_err();
        let built = desk.build(SITE).unwrap_err();
        assert_eq!(said.to_string(), built);
        assert!(built.contains("another version"), "{built}");
    }
}

#[test]
fn what_killed_builds_left_is_tidied_on_the_way() {
    let (desk, list) = published();
    let half = desk.dir.path().join(".public.deskbook-new-0");
    fs::create_dir(&half).unwrap();
    fs::copy(desk.out.join(LIST), half.join(LIST)).unwrap();
    fs::write(half.join("index.html"), "half").unwrap();
    fs::write(half.join("late"), "saved just before").unwrap();
    assert!(stands(&desk, list).is_some());
    assert_eq!(desk.beside(), ["content", "public"]);
    let mut wanted = tree(SITE);
    wanted.insert("late".to_owned(), "saved just before".to_owned());
    assert_eq!(desk.tree(), wanted);
    // A build was killed between two renames.
    fs::rename(&desk.out, desk.dir.path().join(".public.deskbook-old-0")).unwrap();
    assert!(stands(&desk, list).is_some());
    assert_eq!(desk.tree(), wanted);
    // While another build writes, nobody can say.
    let place = crate::output::disk::place::Place::find(desk.dir.path(), &desk.out).unwrap();
    let _lock = place.lock().unwrap();
    let said = standing(desk.dir.path(), &desk.out, list).unwrap_err();
    assert!(said.to_string().contains("another build"), "{said}");
}
