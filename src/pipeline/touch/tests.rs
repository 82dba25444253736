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

/// What is done to a base: a path, and the text it has then; nothing where the file goes.
type Change = (&'static str, Option<&'static str>);

/// What is done, and whether the article is all that has to be looked at.
const CHANGES: &[(&str, bool, &[Change])] = &[
    (
        "a sentence",
        true,
        &[(
            "content/print.md",
            Some(
                "---\ntitle: Printers\naudience: public\nsymptoms: [it jams]\n---\nTwo and a half, with 0x80070005.\n\n## Paper\n\nLoad.\n",
            ),
        )],
    ),
    (
        "nothing",
        true,
        &[(
            "content/print.md",
            Some(
                "---\ntitle: Printers\naudience: public\nsymptoms: [it jams]\n---\nTwo and a half, with 0x80070005.\n\n## Paper\n\nLoad.\n",
            ),
        )],
    ),
    (
        "a heading that others lead to",
        false,
        &[(
            "content/print.md",
            Some(
                "---\ntitle: Printers\naudience: public\nsymptoms: [it jams]\n---\nTwo, with 0x80070005.\n\n## Trays\n\nLoad.\n",
            ),
        )],
    ),
    (
        "an error code",
        false,
        &[(
            "content/print.md",
            Some(
                "---\ntitle: Printers\naudience: public\nsymptoms: [it jams]\n---\nTwo, with 0x80070006.\n\n## Trays\n\nLoad.\n",
            ),
        )],
    ),
    (
        "words around links that lead nowhere",
        true,
        &[(
            "content/mail.md",
            Some(
                "---\ntitle: Mail\naudience: public\nrelated: [KB1]\n---\nAnother lead, and longer. [nobody](none.md)\n\n![x](pic.gif)\n\n[page](run.html)\n",
            ),
        )],
    ),
    (
        "a new heading that nobody leads to",
        true,
        &[(
            "content/mail.md",
            Some(
                "---\ntitle: Mail\naudience: public\nrelated: [KB1]\n---\nAnother lead. [nobody](none.md)\n\n## New\n\n![x](pic.gif)\n\n[page](run.html) [undefined][x]\n",
            ),
        )],
    ),
    (
        "two articles",
        true,
        &[
            (
                "content/mail.md",
                Some(
                    "---\ntitle: Mail\naudience: public\nrelated: [KB1]\n---\nA third. [nobody](none.md)\n\n![x](pic.gif)\n\n[page](run.html)\n",
                ),
            ),
            (
                "content/print.md",
                Some(
                    "---\ntitle: Printers\naudience: public\nsymptoms: [it jams]\n---\nThree, with 0x80070006.\n\n## Trays\n\nLoad.\n",
                ),
            ),
        ],
    ),
    (
        "a link",
        false,
        &[(
            "content/mail.md",
            Some(
                "---\ntitle: Mail\naudience: public\nrelated: [KB1]\n---\nA third. [somebody](print.md)\n\n![x](pic.gif)\n",
            ),
        )],
    ),
    (
        "front matter",
        false,
        &[(
            "content/mail.md",
            Some(
                "---\ntitle: Post\naudience: public\n---\nA third. [somebody](print.md)\n\n![x](pic.gif)\n",
            ),
        )],
    ),
    (
        "no title of its own",
        false,
        &[(
            "content/late.md",
            Some("\nNo title yet, still.\n\n## Later\n\nWords.\n"),
        )],
    ),
    (
        "an article with an overlay",
        false,
        &[(
            "content/net/vpn.md",
            Some(
                "---\ntitle: VPN\nid: KB1\naudience: public\n---\nOne and more.\n\n## Steps\n\nDo it. See [printers](../print.md#paper).\n",
            ),
        )],
    ),
    (
        "an overlay",
        false,
        &[(
            "content/net/vpn.acme.md",
            Some("---\ntitle: VPN at Acme\n---\n\n## Steps\n\nDo it here.\n"),
        )],
    ),
    (
        "a new article",
        false,
        &[(
            "content/new.md",
            Some("---\ntitle: New\naudience: public\n---\nFour.\n"),
        )],
    ),
    (
        "an internal block",
        false,
        &[(
            "content/new.md",
            Some("---\ntitle: New\naudience: public\n---\nFour.\n\n:::internal\nHush.\n:::\n"),
        )],
    ),
    (
        "another internal block",
        true,
        &[(
            "content/new.md",
            Some(
                "---\ntitle: New\naudience: public\n---\nFour.\n\n:::internal\nHush, hush.\n:::\n",
            ),
        )],
    ),
    ("an empty file", false, &[("content/new.md", Some(" \n"))]),
    ("an article that goes", false, &[("content/new.md", None)]),
    (
        "a file that came and went",
        true,
        &[("content/.vpn.md.swp", None), ("content/4913", None)],
    ),
    (
        "an image",
        false,
        &[(
            "content/pic.gif",
            Some("GIF89a\x04\x00\x02\x00\x00\x00\x00"),
        )],
    ),
    (
        "settings",
        false,
        &[("deskbook.yaml", Some("title: Other\nclients: [acme]\n"))],
    ),
    (
        "a template",
        false,
        &[(
            "themes/default/templates/footer.html",
            Some("<footer>x</footer>"),
        )],
    ),
    (
        "line ends",
        false,
        &[(
            "content/print.md",
            Some("---\r\ntitle: Printers\r\naudience: public\r\n---\r\nTwo.\r\n"),
        )],
    ),
    (
        "a sentence again",
        true,
        &[(
            "content/print.md",
            Some("---\r\ntitle: Printers\r\naudience: public\r\n---\r\nTwo!\r\n"),
        )],
    ),
];

#[test]
fn a_preview_after_any_change_is_that_of_a_base_read_anew() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    base(root);
    let plan = plan(root);
    let kept = Kept::default();
    let mut last = preview(&plan, &kept, None).unwrap();
    for (what, is_small, changes) in CHANGES {
        let mut paths: Vec<PathBuf> = Vec::new();
        for (path, text) in *changes {
            match text {
                Some(text) => write(root, path, text),
                None => drop(fs::remove_file(root.join(path))),
            }
            paths.push(root.join(path));
        }
        let next = preview(&plan, &kept, Some(&paths)).unwrap();
        let anew = preview(&plan, &Kept::default(), None).unwrap();
        assert_eq!(shown(&next), shown(&anew), "{what}");
        let frames = |p: &Preview| Arc::clone(&p.draft.press.frames);
        assert_eq!(
            Arc::ptr_eq(&frames(&next), &frames(&last)),
            *is_small,
            "{what}"
        );
        let is_same = shown(&next).0 == shown(&last).0;
        assert_eq!(next.mark == last.mark, is_same && *is_small, "{what}");
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
