//! What is remembered is what was kept, or nothing.

use super::{Key, Pack, RUNS, Store};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const PROGRAM: &str = "a program";

fn key(of: &str) -> Key {
    *blake3::hash(of.as_bytes()).as_bytes()
}

fn pack(root: &Path, program: &str) -> Pack {
    Store::of(root).pack("values", program)
}

fn file(root: &Path) -> PathBuf {
    root.join(crate::source::store::FOLDER).join("values")
}

/// A value that tells where it came from.
fn value(of: &str) -> (String, Vec<u32>) {
    (of.repeat(40), (0..20).collect())
}

fn recalled(pack: &Pack, of: &str) -> bool {
    let found: Option<(String, Vec<u32>)> = pack.recall(&key(of));
    assert!(
        found.as_ref().is_none_or(|found| *found == value(of)),
        "{of}: {found:?}"
    );
    found.is_some()
}

/// A root whose pack holds these.
fn kept(names: &[&str]) -> TempDir {
    let root = TempDir::new().unwrap();
    let pack = pack(root.path(), PROGRAM);
    for name in names {
        assert!(!recalled(&pack, name));
        pack.keep(&key(name), &value(name));
    }
    pack.close();
    root
}

#[test]
fn a_value_is_there_for_the_next_run_of_the_same_program() {
    let root = kept(&["a", "b", "a"]);
    let same = pack(root.path(), PROGRAM);
    assert!(recalled(&same, "a") && recalled(&same, "b") && !recalled(&same, "c"));
    let other = pack(root.path(), "another program");
    assert!(!recalled(&other, "a"));
    let bytes = fs::metadata(file(root.path())).unwrap().len();
    assert!(bytes < 3 * 62 + 300, "each value lies there once: {bytes}");
}

#[test]
fn by_default_nothing_is_remembered() {
    let none = Pack::default();
    none.keep(&key("a"), &value("a"));
    none.close();
    assert!(!none.is_open() && !recalled(&none, "a"));
}

#[test]
fn what_no_run_asks_for_goes_after_some_runs() {
    let root = kept(&["mine", "other"]);
    for run in 0..RUNS {
        let pack = pack(root.path(), PROGRAM);
        assert!(recalled(&pack, "mine"), "{run}");
        // Nothing is written where nothing is new.
        pack.keep(&key(&format!("new {run}")), &value("x"));
    }
    let pack = pack(root.path(), PROGRAM);
    assert!(recalled(&pack, "mine") && !recalled(&pack, "other"));
}

#[test]
fn a_run_without_anything_new_writes_nothing() {
    let root = kept(&["a"]);
    let before = fs::read(file(root.path())).unwrap();
    let time = fs::metadata(file(root.path())).unwrap().modified().unwrap();
    let again = pack(root.path(), PROGRAM);
    assert!(recalled(&again, "a"));
    drop(again);
    assert_eq!(fs::read(file(root.path())).unwrap(), before);
    let after = fs::metadata(file(root.path())).unwrap().modified().unwrap();
    assert_eq!(time, after);
}

#[test]
fn what_is_damaged_gives_nothing_and_is_mended() {
    let root = kept(&["a", "b", "c"]);
    let path = file(root.path());
    let whole = fs::read(&path).unwrap();
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        fs::write(&path, &bytes).unwrap();
        let pack = pack(root.path(), PROGRAM);
        // `recalled` fails on a value that is not the one that was kept.
        let found = ["a", "b", "c"].map(|name| recalled(&pack, name));
        assert!(found.contains(&false), "a change at {at} shows");
    }
    for len in [0, 1, 15, 16, 40, 55, 56, whole.len() - 40, whole.len() - 1] {
        fs::write(&path, &whole[..len]).unwrap();
        assert!(!recalled(&pack(root.path(), PROGRAM), "a"), "{len}");
    }
    let mut bytes = whole.clone();
    bytes[20] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let broken = pack(root.path(), PROGRAM);
    assert!(!recalled(&broken, "a"));
    broken.keep(&key("a"), &value("a"));
    drop(broken);
    let mended = pack(root.path(), PROGRAM);
    assert!(["a", "b", "c"].iter().all(|name| recalled(&mended, name)));
}

#[test]
fn lists_that_lie_about_lengths_are_refused_before_memory_is_taken() {
    let root = kept(&["a"]);
    let path = file(root.path());
    let whole = fs::read(&path).unwrap();
    for len in [u64::MAX, 1 << 40, whole.len() as u64] {
        let mut bytes = whole.clone();
        let at = bytes.len() - 40;
        bytes[at..at + 8].copy_from_slice(&len.to_le_bytes());
        fs::write(&path, &bytes).unwrap();
        assert!(!recalled(&pack(root.path(), PROGRAM), "a"));
    }
}

#[test]
fn a_folder_that_cannot_be_written_costs_nothing_else() {
    let root = TempDir::new().unwrap();
    let pack = pack(root.path(), PROGRAM);
    fs::write(root.path().join(crate::source::store::FOLDER), "a file").unwrap();
    pack.keep(&key("a"), &value("a"));
    pack.keep(&key("b"), &value("b"));
    pack.close();
    assert!(!recalled(&pack, "a"));
}

#[test]
fn two_runs_at_once_leave_values_or_nothing() {
    let root = kept(&["a"]);
    let (one, two) = (pack(root.path(), PROGRAM), pack(root.path(), PROGRAM));
    for pack in [&one, &two] {
        assert!(recalled(pack, "a"));
        for i in 0..200 {
            pack.keep(&key(&format!("v{i}")), &value(&format!("v{i}")));
        }
    }
    one.close();
    let between = pack(root.path(), PROGRAM);
    for i in 0..200 {
        recalled(&between, &format!("v{i}"));
    }
    drop(between);
    two.close();
    let after = pack(root.path(), PROGRAM);
    for i in 0..200 {
        recalled(&after, &format!("v{i}"));
    }
}
