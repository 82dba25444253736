//! Publishing to real folders.

mod drawn;
mod standing;

use crate::diag::Failure;
use crate::output::disk::{Outcome, Written, open_gate, write};
use crate::output::{Artifact, Output};
use crate::paths::{ContentPath, OutPath};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn site(files: &[(&str, &str)]) -> Output {
    let mut output = Output::default();
    for (path, text) in files {
        let artifact = Artifact::Text((*text).to_owned());
        output.add(OutPath::new(path).unwrap(), artifact).unwrap();
    }
    output
}

/// A base, and the folder for its site.
struct Desk {
    dir: tempfile::TempDir,
    out: PathBuf,
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("content")).unwrap();
        let out = dir.path().join("public");
        Self { dir, out }
    }

    fn build(&self, files: &[(&str, &str)]) -> Result<Written, String> {
        self.write(&site(files)).map_err(|e| e.to_string())
    }

    /// Writes a site that nobody minds.
    fn write(&self, output: &Output) -> Result<Written, Failure> {
        match write(output, &open_gate, self.dir.path(), &self.out)? {
            Outcome::Written(written, _) => Ok(written),
            Outcome::Refused(found) => panic!("{found:?}"),
        }
    }

    fn put(&self, path: &str, text: &str) {
        let file = self.out.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// Everything in the output folder but the list, by path.
    fn tree(&self) -> BTreeMap<String, String> {
        let mut tree = files(&self.out);
        tree.remove(".deskbook-manifest");
        tree
    }

    /// Names beside the output folder.
    fn beside(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.dir.path())
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|e| !e.file_type().is_dir())
        .map(|e| {
            let path = e.path().strip_prefix(folder).unwrap();
            let text = fs::read_to_string(e.path()).unwrap_or_default();
            (path.to_str().unwrap().to_owned(), text)
        })
        .collect()
}

fn tree(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files
        .iter()
        .map(|(p, t)| ((*p).to_owned(), (*t).to_owned()))
        .collect()
}

#[cfg(unix)]
fn inode(file: &Path) -> (u64, std::time::SystemTime) {
    use std::os::unix::fs::MetadataExt;
    let meta = fs::metadata(file).unwrap();
    (meta.ino(), meta.modified().unwrap())
}

#[cfg(unix)]
#[test]
fn what_has_not_changed_is_not_touched() {
    let desk = Desk::new();
    let first = desk.build(&[("index.html", "a"), ("x/y.html", "b"), ("z", "c")]);
    assert_eq!(
        first.unwrap(),
        Written {
            created: 3,
            bytes: 3,
            ..Written::default()
        }
    );
    let (folder, page) = (inode(&desk.out), inode(&desk.out.join("index.html")));
    let again = desk.build(&[("index.html", "a"), ("x/y.html", "b"), ("z", "c")]);
    assert_eq!((again.unwrap().same, inode(&desk.out)), (3, folder));
    let third = desk.build(&[("index.html", "a"), ("x/y.html", "B"), ("w", "d")]);
    assert_eq!(
        third.unwrap(),
        Written {
            created: 1,
            changed: 1,
            removed: 1,
            same: 1,
            bytes: 3
        }
    );
    assert_eq!(inode(&desk.out.join("index.html")), page);
    assert_eq!(
        desk.tree(),
        tree(&[("index.html", "a"), ("x/y.html", "B"), ("w", "d")])
    );
    assert_eq!(desk.beside(), ["content", "public"]);
}

#[test]
fn a_file_that_was_tampered_with_is_written_again() {
    let desk = Desk::new();
    desk.build(&[("a", "one"), ("b", "two")]).unwrap();
    desk.put("a", "eno");
    fs::remove_file(desk.out.join("b")).unwrap();
    assert_eq!(
        desk.build(&[("a", "one"), ("b", "two")]).unwrap().changed,
        2
    );
    assert_eq!(desk.tree(), tree(&[("a", "one"), ("b", "two")]));
}

#[test]
fn a_folder_of_somebody_else_is_refused_and_an_empty_one_is_not() {
    let desk = Desk::new();
    desk.put("thesis.doc", "years of work");
    let refused = desk.build(&[("a", "one")]).unwrap_err();
    assert!(refused.contains("did not make"), "{refused}");
    assert_eq!(desk.tree(), tree(&[("thesis.doc", "years of work")]));
    fs::remove_file(desk.out.join("thesis.doc")).unwrap();
    desk.build(&[("a", "one")]).unwrap();
    assert_eq!(desk.tree(), tree(&[("a", "one")]));
}

#[test]
fn the_files_of_others_come_along() {
    let desk = Desk::new();
    desk.build(&[("a/b/c", "one"), ("d", "x")]).unwrap();
    for (path, text) in [
        ("CNAME", "example.com"),
        (".git/HEAD", "ref"),
        ("a/b/own", "o"),
    ] {
        desk.put(path, text);
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc", desk.out.join("etc")).unwrap();
    desk.build(&[("d", "y")]).unwrap();
    let mut expected = tree(&[
        ("CNAME", "example.com"),
        (".git/HEAD", "ref"),
        ("a/b/own", "o"),
        ("d", "y"),
    ]);
    if cfg!(unix) {
        expected.insert("etc".to_owned(), String::new());
        assert!(desk.out.join("etc").is_symlink() && Path::new("/etc").is_dir());
    }
    assert_eq!(desk.tree(), expected);
    assert_eq!(desk.beside(), ["content", "public"]);
}

#[test]
fn what_stands_in_the_way_stops_the_build_and_not_the_site() {
    let cases: [(&str, &str); 4] = [
        ("robots.txt", "robots.txt"),
        ("a", "a/index.html"),
        ("a/x/y", "a"),
        ("a/index.html/x", "a/index.html"),
    ];
    for (theirs, ours) in cases {
        let desk = Desk::new();
        desk.build(&[("d", "old")]).unwrap();
        desk.put(theirs, "theirs");
        let refused = desk.build(&[("d", "new"), (ours, "ours")]).unwrap_err();
        assert!(refused.contains("in the way"), "{refused}");
        assert_eq!(desk.tree(), tree(&[("d", "old"), (theirs, "theirs")]));
        assert_eq!(desk.beside(), ["content", "public"]);
    }
}

#[test]
fn a_file_of_the_same_bytes_is_adopted() {
    let desk = Desk::new();
    desk.build(&[("d", "old")]).unwrap();
    desk.put("robots.txt", "same");
    desk.build(&[("d", "old"), ("robots.txt", "same"), ("e", "")])
        .unwrap();
    let last = desk.build(&[("d", "old")]).unwrap();
    assert_eq!((last.removed, desk.tree()), (2, tree(&[("d", "old")])));
}

#[test]
fn a_failure_leaves_the_old_site() {
    let desk = Desk::new();
    desk.build(&[("a", "old"), ("same", "s")]).unwrap();
    let mut output = site(&[("a", "new"), ("same", "s")]);
    let gone = Artifact::CopyOf {
        from: ContentPath::new("content/gone.png").unwrap(),
        hash: [0; 32],
        len: 1,
    };
    output.add(OutPath::new("gone.png").unwrap(), gone).unwrap();
    let refused = desk.write(&output).unwrap_err();
    assert!(refused.to_string().contains("content/gone.png"));
    assert_eq!(desk.tree(), tree(&[("a", "old"), ("same", "s")]));
    assert_eq!(desk.beside(), ["content", "public"]);
}

#[test]
fn files_of_the_base_are_copied_and_links_out_are_not() {
    let desk = Desk::new();
    let copy = |name: &str, text: &[u8]| {
        let mut output = Output::default();
        let artifact = Artifact::CopyOf {
            from: ContentPath::new(&format!("content/{name}")).unwrap(),
            hash: *blake3::hash(text).as_bytes(),
            len: text.len() as u64,
        };
        output.add(OutPath::new(name).unwrap(), artifact).unwrap();
        desk.write(&output)
    };
    fs::write(desk.dir.path().join("content/p.png"), b"picture").unwrap();
    assert_eq!(copy("p.png", b"picture").unwrap().created, 1);
    assert_eq!(copy("p.png", b"picture").unwrap().same, 1);
    assert_eq!(desk.tree(), tree(&[("p.png", "picture")]));
    #[cfg(unix)]
    {
        let link = desk.dir.path().join("content/q.png");
        std::os::unix::fs::symlink("/etc/hostname", link).unwrap();
        assert!(copy("q.png", b"x").is_err());
    }
}

#[test]
fn the_remains_of_killed_builds_are_cleared_and_nothing_else() {
    let desk = Desk::new();
    desk.build(&[("a", "one")]).unwrap();
    desk.put("CNAME", "example.com");
    // Killed while filling: a half-made tree with its list, a carried file and one that only it has.
    let half = desk.dir.path().join(".public.deskbook-new-0");
    fs::create_dir(&half).unwrap();
    fs::copy(
        desk.out.join(".deskbook-manifest"),
        half.join(".deskbook-manifest"),
    )
    .unwrap();
    fs::write(half.join("a"), "half").unwrap();
    fs::write(half.join("CNAME"), "example.com").unwrap();
    fs::write(half.join("late"), "saved just before").unwrap();
    // Not ours: no list.
    let other = desk.dir.path().join(".public.deskbook-new-1");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("x"), "keep").unwrap();
    desk.build(&[("a", "one")]).unwrap();
    assert_eq!(
        desk.tree(),
        tree(&[
            ("a", "one"),
            ("CNAME", "example.com"),
            ("late", "saved just before")
        ])
    );
    assert_eq!(desk.beside()[0], ".public.deskbook-new-1");
}

#[test]
fn a_folder_that_was_moved_away_is_brought_back() {
    let desk = Desk::new();
    desk.build(&[("a", "one")]).unwrap();
    desk.put("CNAME", "example.com");
    fs::rename(&desk.out, desk.dir.path().join(".public.deskbook-old-1")).unwrap();
    desk.build(&[("a", "two")]).unwrap();
    assert_eq!(desk.tree(), tree(&[("a", "two"), ("CNAME", "example.com")]));
    assert_eq!(desk.beside(), ["content", "public"]);
}

#[test]
fn two_builds_of_one_site_are_the_same_to_the_byte() {
    let (one, two) = (Desk::new(), Desk::new());
    for desk in [&one, &two] {
        desk.build(&[("a", "1"), ("b/c", "2")]).unwrap();
    }
    assert_eq!(files(&one.out), files(&two.out));
}
