//! What does not show in the texts: bytes that are no text, what was left out, and what changes while a build runs.
//!
//! Takes the small base. Gives whether it stands. Never needs the rights of a special user.

use crate::pipeline::standing::keep;
use crate::pipeline::standing::tests::{CSV, Desk, PROGRAM, put, told};
use crate::pipeline::{Kept, Plan};
use std::fs;
use std::fs::File;
use std::sync::Arc;

/// The same text may come of other bytes, of which a build says other things.
#[test]
fn bytes_that_read_as_the_same_text_are_not_the_same() {
    let desk = Desk::new();
    let plan = desk.plan();
    let (desk, truth) = desk.kept(&plan);
    let text = |bytes: &[u8]| [b"---\ntitle: Bytes\naudience: public\n---\n\n", bytes].concat();
    let cases = [
        ("content/e.md", text("K\u{fffd}ln.\n".as_bytes())),
        ("content/e.md", text(b"K\xfcln.\n")),
        (
            "content/d.md",
            b"---\ntitle: Marked\naudience: public\n---\n\nText.\n".to_vec(),
        ),
    ];
    for (path, bytes) in cases {
        let had = put(&desk.path(path), &bytes);
        assert_eq!(told(&plan), None, "{path}");
        put(&desk.path(path), &had);
        assert_eq!(told(&plan).as_ref(), Some(&truth));
    }
    let marked = [
        b"\xef\xbb\xbf",
        &fs::read(desk.path("content/b.md")).unwrap()[..],
    ]
    .concat();
    put(&desk.path("content/b.md"), &marked);
    assert_eq!(told(&plan), None, "one more mark");
}

/// Files that are left out are not in the site, but a build says why.
#[cfg(unix)]
#[test]
fn what_is_left_out_counts() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let desk = Desk::new();
    let plan = desk.plan();
    let link = desk.path("content/link.md");
    symlink("nowhere.md", &link).unwrap();
    let (desk, truth) = desk.kept(&plan);
    assert!(truth.found.iter().any(|d| d.message.contains("nowhere")));
    fs::remove_file(&link).unwrap();
    symlink("/etc", &link).unwrap();
    assert_eq!(told(&plan), None, "it leads out now");
    fs::remove_file(&link).unwrap();
    symlink("nowhere.md", &link).unwrap();
    assert_eq!(told(&plan).as_ref(), Some(&truth));
    let name = std::ffi::OsStr::from_bytes(b"content/\xff.png");
    // Not every disk takes such a name.
    if fs::write(desk.root().join(name), "x").is_ok() {
        assert_eq!(told(&plan), None, "a name that is no text");
    }
}

/// A file that could not be read may be readable the next time, and nobody would notice.
#[test]
fn a_base_that_was_not_read_whole_is_not_kept() {
    let desk = Desk::new();
    let plan = desk.plan();
    let large = File::create(desk.path("content/large.md")).unwrap();
    large.set_len(17 << 20).unwrap();
    let (desk, truth) = desk.kept(&plan);
    assert!(truth.found.iter().any(|d| d.code.0 == "KB062"));
    assert_eq!(told(&plan), None);
    assert!(!desk.path(".deskbook").exists());
    fs::remove_file(desk.path("content/large.md")).unwrap();
    let (desk, truth) = desk.kept(&plan);
    assert_eq!(told(&plan), Some(truth));
    fs::remove_dir_all(desk.path(".deskbook")).unwrap();
    fs::remove_dir_all(desk.path("exports")).unwrap();
    let (_desk, truth) = desk.kept(&plan);
    assert!(truth.found.iter().any(|d| d.code.0 == "KB063"));
    assert_eq!(told(&plan), None);
}

/// An export that is replaced while it is counted.
#[test]
fn an_export_that_changes_meanwhile_is_not_kept() {
    let desk = Desk::with_git();
    let plan = desk.plan();
    let kept = Kept::default();
    let (built, list) = desk.built(&plan, &kept);
    let more = format!("{CSV}INC2,the door is stuck,2026-03-02 09:00:00\n");
    fs::write(desk.path("exports/a.csv"), more).unwrap();
    keep(&plan, PROGRAM, (&built, list), &kept);
    assert_eq!(told(&plan), None);
    // An edition that shows no tickets does not mind.
    let public = Plan {
        audience: Some("public".to_owned()),
        ..plan
    };
    let (_desk, truth) = desk.kept(&public);
    assert_eq!(told(&public), Some(truth));
}

/// An image that is moved away and back while a build runs: its name was there, its bytes were not.
#[test]
fn an_image_that_was_gone_for_a_moment_is_missed() {
    let desk = Desk::new();
    let plan = desk.plan();
    let kept = Kept::default();
    let (mut built, list) = desk.built(&plan, &kept);
    for (path, is_kept) in [("content/form.pdf", false), ("", true)] {
        let mut assets = (*built.loaded.assets).clone();
        let had = assets.len();
        assets.retain(|p, _| p.as_str() != path);
        assert_eq!(assets.len() == had, is_kept);
        let all = std::mem::replace(&mut built.loaded.assets, Arc::new(assets));
        keep(&plan, PROGRAM, (&built, list), &kept);
        assert_eq!(told(&plan).is_some(), is_kept, "{path}");
        built.loaded.assets = all;
    }
}
