//! An article under all checks, and what is told of it.
//!
//! Takes the text of an article. Gives nothing. Never lets a finding through that cannot be shown on every screen, or a fix
//! that cannot be made.

use crate::Target;
use crate::corpus;
use crate::drive::scratch;
use crate::features::Features;
use crate::targets::place;
use deskbook::diag::Diagnostic;
use deskbook::diag::mending::{mended, together};
use deskbook::pipeline::{Plan, Purpose, Trails, check};
use deskbook::report::gather::{count, gather};
use deskbook::report::{Options, Style};
use deskbook::report::{github, human, json, overlay, patch, sarif, short};
use deskbook::source::Sources;
use jiff::civil::date;
use std::fs;

const WORDS: &[&str] = &[
    "Azure AD",
    "simply",
    "just",
    "please",
    "obviously",
    "fixed the issue",
    "click here",
    "password: hunter2",
    "AKIAABCDEFGHIJKLMNOP",
    "ada@example.com",
    "192.168.0.1",
    "+49 30 1234567",
    "TODO",
    "Windows 7",
    "in order to",
    "e.g.",
    "VPN",
    "utilize",
    "the user",
    "## Resolution\n",
    "## Cause\n",
    "## Issue\n",
    "## Steps\n",
    "1. Click **OK**.\n",
    "- [ ] ",
    "![](a.png)",
    "[here](b.md)",
    "[[KB9999]]",
    "https://localhost/",
    "colour",
    "\u{202e}",
    "\u{200b}",
    "е",
    "title: ",
    "id: KB1\n",
    "type: break-fix\n",
    "symptoms: [a]\n",
    "os: [windows]\n",
    "tickets: {patterns: ['a OR b']}\n",
    "review_by: 2020-01-01\n",
    "# deskbook: allow KB021 because\n",
    "owner: x\n",
    "lang: de\n",
    ":::internal\n",
    "\t",
    "  \n",
    "\r\n",
    "!!!",
    "???",
    "NEVER",
];

pub(crate) const TARGET: Target = Target {
    name: "checks",
    seeds,
    words: WORDS,
    count: 80,
    run,
};

fn seeds() -> Vec<Vec<u8>> {
    let mut all = corpus::of_repository("tests/fixtures/diagnostics", ".md");
    all.extend(corpus::of_repository("content", ".md"));
    for article in &mut all {
        article.truncate(2500);
    }
    all
}

const SETTINGS: &str = "title: Help\naudiences: [internal, public]\nkcs:\n  people:\n    - {name: Ada, email: ada@example.com, role: coach}\n";
const OTHER: &str = "---\nid: KB0001\ntitle: VPN error 809\n---\nRestart the client.\n";

fn run(input: &[u8], features: &mut Features) {
    let root = scratch("checks");
    fs::create_dir(root.join("content")).unwrap();
    for (path, bytes) in [
        ("deskbook.yaml", SETTINGS.as_bytes()),
        ("content/a.md", input),
        ("content/b.md", OTHER.as_bytes()),
    ] {
        fs::write(root.join(path), bytes).unwrap();
    }
    let plan = Plan {
        root,
        out: None,
        audience: None,
        client: None,
        base_url: None,
        purpose: Purpose::Preview,
        trails: Trails::Never,
    };
    let loaded = check(&plan, date(2026, 5, 17)).unwrap();
    for d in &loaded.found {
        if let (Some(file), Some(span)) = (d.file, d.span) {
            place(&loaded.sources.file(file).text, span);
        }
        features.see((d.code, d.severity, d.fix.is_some()));
    }
    told(&loaded.found, &loaded.sources);
    for file in &loaded.sources.files {
        let own = loaded.found.iter().filter(|d| d.file == Some(file.id));
        let fixes = together(&file.text, own.filter_map(|d| d.fix.as_ref()));
        let new = mended(&file.text, &fixes);
        features.see((fixes.is_empty(), new.len() < file.text.len()));
        patch::write(
            &mut Vec::new(),
            (file.path.as_str(), &file.text),
            &fixes,
            Style::Colour,
        )
        .unwrap();
    }
}

/// All ways to tell it.
fn told(found: &[Diagnostic], sources: &Sources) {
    let findings = gather(found, sources);
    let counts = count(&findings);
    let mut out = Vec::new();
    human::write(&mut out, &findings, counts, &Options::default()).unwrap();
    short::write(&mut out, findings.iter()).unwrap();
    github::write(&mut out, &findings, "kb/").unwrap();
    let screen = String::from_utf8(out).unwrap();
    let harm = screen.chars().find(|c| c.is_control() && *c != '\n');
    assert!(harm.is_none(), "{harm:?} reaches the screen");
    for write in [json_of, sarif_of] {
        let text = write(found, sources);
        assert!(serde_json::from_slice::<serde_json::Value>(&text).is_ok());
    }
    let html = overlay::html(found, sources).unwrap_or_default();
    assert!(!html.contains("<script"), "{html}");
}

fn json_of(found: &[Diagnostic], sources: &Sources) -> Vec<u8> {
    let mut out = Vec::new();
    let findings = gather(found, sources);
    json::write(&mut out, &findings, count(&findings)).unwrap();
    out
}

fn sarif_of(found: &[Diagnostic], sources: &Sources) -> Vec<u8> {
    let mut out = Vec::new();
    sarif::write(&mut out, &gather(found, sources), "kb").unwrap();
    out
}
