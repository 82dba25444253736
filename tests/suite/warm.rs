//! A build that finds nothing changed: it stops there, says what the build before it said, and touches nothing.
//!
//! Takes a base that is large enough to be remembered. Gives screens, time stamps and bytes. Never counts seconds.

use crate::kb::{Kb, Ran};
use std::fs;

/// The smallest base that is remembered, and some more.
const MANY: usize = 520;

/// As many articles as it takes; one of them has an error, one a fault that can be mended.
fn many() -> Kb {
    let kb = Kb::new().settings(
        "title: Desk\naudiences: [internal, public]\nbase_url: https://desk.example.com/\n",
    );
    for n in 0..MANY {
        let front = "audience: public\n";
        kb.write(
            &format!("content/{}/a{n}.md", n % 7),
            format!("---\ntitle: Number {n}\n{front}---\n\nText {n}.\n"),
        );
    }
    kb.file(
        "content/0/a0.md",
        "---\ntitle: Number 0\naudience: public\nreview_by: 31.1.2027\n---\n\n[Lost](lost.md).\n",
    )
    .file("content/0/own.gif", b"GIF89a\x03\0\x02\0\0\0\0")
}

/// What stands before the time and the sizes.
fn head(ran: &Ran) -> (i32, String) {
    (ran.code, ran.stderr.clone())
}

#[test]
fn a_build_without_changes_stops_and_a_harmed_one_is_mended() {
    let kb = many();
    let first = kb.done(&["build"]);
    assert!(first.stderr.contains("lost.md"), "{}", first.stderr);
    assert_eq!(
        kb.files(".deskbook").len(),
        5,
        "the record, articles, pages, segments, and .gitignore"
    );
    let (site, times) = (kb.files("public"), kb.times("public"));
    let kept = kb.times(".deskbook");
    let again = |what: &str| {
        let ran = kb.done(&["build"]);
        assert_eq!(head(&ran), head(&first), "{what}");
        assert!(kb.files("public") == site, "{what}: other bytes");
        ran.stdout
    };
    for _ in 0..2 {
        let said = again("nothing changed");
        assert!(said.contains("nothing changed"), "{said}");
        assert!(kb.times("public") == times, "a file was touched");
        // A build that goes on makes the record anew.
        assert!(kb.times(".deskbook") == kept, "it did not stop");
    }
    // An error refuses a strict build, whatever stands.
    let strict = kb.run(&["build", "--strict"]);
    assert_eq!((strict.code, &*strict.stdout), (3, ""));
    assert!(strict.stderr.contains("lost.md"), "{}", strict.stderr);
    assert!(kb.times("public") == times);
    // The folder of the site is harmed.
    kb.write("public/0/a0/index.html", "x");
    fs::remove_file(kb.path("public/1/a1/index.html")).unwrap();
    let said = again("mended");
    assert!(said.contains("2 changed"), "{said}");
    // What is kept is harmed.
    let name = kb
        .files(".deskbook")
        .into_keys()
        .find(|n| n.starts_with("site-"));
    let record = format!(".deskbook/{}", name.unwrap());
    let bytes = fs::read(kb.path(&record)).unwrap();
    kb.write(&record, &bytes[..bytes.len() / 2]);
    again("half a record");
    assert_eq!(
        fs::read(kb.path(&record)).unwrap(),
        bytes,
        "it is made anew"
    );
    // Another edition in the same folder, and back.
    let _ = kb.done(&["build", "--audience", "internal"]);
    again("after another edition");
}

/// What lies where the folder should be.
type Place = (&'static str, fn(&Kb));

const PLACES: &[Place] = &[
    ("a file", |kb| kb.write(".deskbook", "mine")),
    #[cfg(unix)]
    ("a link", |kb| {
        fs::create_dir(kb.path("elsewhere")).unwrap();
        std::os::unix::fs::symlink("elsewhere", kb.path(".deskbook")).unwrap();
    }),
    #[cfg(unix)]
    ("a folder that cannot be written", |kb| {
        use std::os::unix::fs::PermissionsExt as _;
        fs::create_dir(kb.path(".deskbook")).unwrap();
        let locked = fs::Permissions::from_mode(0o555);
        fs::set_permissions(kb.path(".deskbook"), locked).unwrap();
    }),
];

#[test]
fn a_site_is_built_whatever_lies_in_the_way_of_what_is_kept() {
    let kb = many();
    let mut site = None;
    for (what, lay) in PLACES {
        lay(&kb);
        let ran = kb.done(&["build"]);
        assert!(ran.stderr.contains("lost.md"), "{what}: {}", ran.stderr);
        let built = kb.files("public");
        assert!(
            *site.get_or_insert_with(|| built.clone()) == built,
            "{what}"
        );
        let there = kb.path(".deskbook");
        if there.is_dir() && !there.is_symlink() {
            fs::remove_dir_all(there).unwrap();
        } else {
            assert!(!kb.has("elsewhere") || kb.files("elsewhere").is_empty());
            fs::remove_file(there).unwrap();
        }
    }
}

/// The record, with other words for a finding and the right sum: nobody but this program can have written it, it seems.
fn forged(kb: &Kb, record: &[u8]) -> Vec<u8> {
    /// Where the content begins, behind mark and sum.
    const BODY: usize = 48;
    let program = fs::read(kb.command(&[]).get_program()).unwrap();
    let key = format!("1 {}", blake3::hash(&program).to_hex());
    let body = String::from_utf8(record[BODY..].to_vec()).unwrap();
    let body = body.replace("leads nowhere", "leads to gold");
    let mut sum = blake3::Hasher::new();
    sum.update(&(key.len() as u64).to_le_bytes());
    sum.update(key.as_bytes()).update(body.as_bytes());
    [&record[..16], sum.finalize().as_bytes(), body.as_bytes()].concat()
}

/// Somebody may commit a record that says of any folder that it is the site.
#[test]
fn a_record_that_came_with_the_repository_is_not_believed() {
    let kb = many().git();
    let _ = kb.done(&["build"]);
    let kept = kb.files(".deskbook");
    let (name, record) = kept.iter().find(|(n, _)| n.starts_with("site-")).unwrap();
    let name = format!(".deskbook/{name}");
    kb.write(&name, forged(&kb, record));
    let believes = || kb.done(&["build"]).stderr.contains("leads to gold");
    assert!(believes(), "the forgery is no good");
    // On some disks the second is the same folder.
    kb.write(".Deskbook/x", "x");
    for path in [&name, ".Deskbook/x"] {
        kb.git_run(&["add", "--force", path]);
        assert!(!believes(), "{path}");
        kb.git_run(&["rm", "--quiet", "--cached", path]);
        assert!(believes(), "{path} is gone from the repository");
    }
    kb.git_run(&["add", "--force", &name]);
    kb.write(
        "content/1/a1.md",
        "---\ntitle: New\naudience: public\n---\n\nNew.\n",
    );
    assert!(!believes());
    assert_eq!(
        fs::read(kb.path(&name)).unwrap(),
        forged(&kb, record),
        "nor is it written"
    );
}
