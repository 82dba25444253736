//! A preview after each of many changes, beside one that begins anew.

use crate::output::Artifact;
use crate::pipeline::{Kept, Plan, Preview, Purpose, Trails, preview};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const SETTINGS: &str = "title: Desk\nclients: [acme]\ncategories:\n  net: {name: Network}\n";

/// A base in which articles speak of each other in every way there is.
fn base(root: &Path) {
    for (path, text) in [
        ("deskbook.yaml", SETTINGS),
        (
            "content/net/vpn.md",
            "---\ntitle: VPN\nid: KB1\naudience: public\n---\nOne.\n\n## Steps\n\nDo it. See [printers](../print.md#paper).\n",
        ),
        (
            "content/net/vpn.acme.md",
            "---\ntitle: VPN at Acme\n---\n\n## Steps\n\nDo it there.\n",
        ),
        (
            "content/print.md",
            "---\ntitle: Printers\naudience: public\nsymptoms: [it jams]\n---\nTwo, with 0x80070005.\n\n## Paper\n\nLoad.\n",
        ),
        (
            "content/mail.md",
            "---\ntitle: Mail\naudience: public\nrelated: [KB1]\n---\nThree lead. [nobody](none.md)\n\n![x](pic.gif)\n\n[page](run.html)\n",
        ),
        ("content/late.md", "\nNo title yet.\n\n## Later\n\nWords.\n"),
        ("content/run.html", "<script>alert(1)</script>"),
        ("content/pic.gif", "GIF89a\x03\x00\x02\x00\x00\x00\x00"),
    ] {
        write(root, path, text);
    }
}

fn write(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn plan(root: &Path) -> Plan {
    Plan {
        root: root.to_owned(),
        out: Some(root.join("public")),
        audience: None,
        client: None,
        base_url: Some("https://desk.example/".to_owned()),
        purpose: Purpose::Preview,
        trails: Trails::Pages,
    }
}

/// Every file as it is sent, and every finding.
fn shown(preview: &Preview) -> (BTreeMap<String, String>, Vec<String>) {
    let file = |artifact: &Artifact| match artifact.content() {
        Ok(content) => blake3::Hash::from(content.hash()).to_string(),
        Err(found) => format!("{found:?}"),
    };
    let output = preview.draft.output.iter();
    let files = output.map(|(path, artifact)| (path.as_str().to_owned(), file(artifact)));
    let found = preview.draft.judged([]);
    let mut found: Vec<String> = found.iter().map(|d| format!("{d:?}")).collect();
    found.sort();
    (files.collect(), found)
}

/// What is done, one change after the other, and whether the article is all that has to be looked at.
const CHANGES: &str = include_str!("changes.txt");

/// A name, and files with their texts.
type Change = (String, Vec<(String, Option<String>)>);

/// One change: `small` or `whole` with its name, and the files as they are then; nothing where one goes.
fn changes() -> Vec<Change> {
    let file = |part: &str| {
        let (head, text) = part.split_once('\n').unwrap_or((part, ""));
        match head.split_once(": ") {
            Some((path, "gone")) => (path.to_owned(), None),
            Some((path, _)) => (path.to_owned(), Some(text.replace('\n', "\r\n"))),
            None => (head.to_owned(), Some(text.to_owned())),
        }
    };
    let change = |part: &str| {
        let (name, files) = part.split_once('\n').unwrap();
        // An article may begin with `---` itself, but with no blank behind it.
        (
            name.to_owned(),
            format!("\n{files}")
                .split("\n--- ")
                .skip(1)
                .map(file)
                .collect(),
        )
    };
    CHANGES.split("=== ").skip(1).map(change).collect()
}

#[test]
fn a_preview_after_any_change_is_that_of_a_base_read_anew() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    base(root);
    let plan = plan(root);
    let kept = Kept::default();
    let mut last = preview(&plan, &kept, None).unwrap();
    for (what, changes) in changes() {
        let is_small = what.starts_with("small");
        let mut paths: Vec<PathBuf> = Vec::new();
        for (path, text) in changes {
            match text {
                Some(text) => write(root, &path, &text),
                None => drop(fs::remove_file(root.join(&path))),
            }
            paths.push(root.join(&path));
        }
        let next = preview(&plan, &kept, Some(&paths)).unwrap();
        let anew = preview(&plan, &Kept::default(), None).unwrap();
        assert_eq!(shown(&next), shown(&anew), "{what}");
        let frames = |p: &Preview| Arc::clone(&p.draft.press.frames);
        assert_eq!(
            Arc::ptr_eq(&frames(&next), &frames(&last)),
            is_small,
            "{what}"
        );
        let is_same = shown(&next).0 == shown(&last).0;
        assert_eq!(next.mark == last.mark, is_same && is_small, "{what}");
        last = next;
    }
}

#[test]
fn without_word_of_what_was_touched_everything_is_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    base(root);
    let (plan, kept) = (plan(root), Kept::default());
    let first = preview(&plan, &kept, None).unwrap();
    let again = preview(&plan, &kept, None).unwrap();
    assert_eq!(first.mark, again.mark);
    write(
        root,
        "content/print.md",
        "---\ntitle: Printers\n---\nElse.\n",
    );
    let other = preview(&plan, &kept, None).unwrap();
    assert_ne!(first.mark, other.mark);
    let anew = preview(&plan, &Kept::default(), None).unwrap();
    assert_eq!(shown(&other), shown(&anew));
    assert_eq!(other.mark, anew.mark);
}
