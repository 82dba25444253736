//! The manual's pages of findings, made from the table of codes.
//!
//! Takes `diag::codes` and the pages. Gives a failure for a page that says something else, and writes the pages anew with
//! `SNAPSHOTS=overwrite`. Never touches what people wrote below: everything from the first heading on is theirs.

use crate::kb::repository;
use deskbook::diag::Severity;
use deskbook::diag::codes::{CODES, CodeInfo};
use deskbook::diag::freedom::{Freedom, freedom};
use deskbook::diag::mending::MENDED;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Groups of the index, each with the first code behind it.
const GROUPS: &[(&str, &str)] = &[
    ("Files", "KB010"),
    ("Front matter", "KB020"),
    ("The article", "KB030"),
    ("Ids, titles and repetitions", "KB040"),
    ("Links and images", "KB050"),
    ("Settings and theme", "KB060"),
    ("Reading the base", "KB070"),
    ("Tickets and clients", "KB080"),
    ("Safety and currency", "KB090"),
    ("Language", "KB095"),
    ("Roles and pull requests", "KB110"),
];

fn manual() -> PathBuf {
    repository().join("content/manual")
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Note => "Note",
    }
}

/// The first sentence, without signs of code.
fn summary(text: &str) -> String {
    let end = text.find(". ").unwrap_or(text.len() - 1);
    format!("{}.", &text[..end]).replace('`', "")
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// What the table says of a code.
fn page(entry: &CodeInfo) -> String {
    let code = entry.code.0;
    let judged = match freedom(entry.code) {
        Freedom::Fixed => {
            "It holds in every base: neither the settings nor a comment in an article changes it."
                .to_owned()
        }
        Freedom::Article => format!(
            "No setting changes its level. One article is let off by a [comment with a reason](../check.md#allow): `# deskbook: allow {code} reason`."
        ),
        Freedom::Free => format!(
            "Its level is set under [`standard.levels`](../settings.md#standard), and one article is let off by a [comment with a reason](../check.md#allow): `# deskbook: allow {code} reason`."
        ),
    };
    let mends = if MENDED.contains(&code) {
        " Where it can mean only one thing, `deskbook check --fix` mends it."
    } else {
        ""
    };
    let (title, summary) = (
        quoted(&format!("{code}: {}", entry.title)),
        quoted(&summary(entry.why)),
    );
    format!(
        "---\nid: DB-{code}\ntitle: {title}\ntype: reference\nsummary: {summary}\nkeywords: [{code}, finding, check]\naudience: public\n\
         confidence: validated\ngovernance: experience\nowner: deskbook\nreview_by: 2027-06-30\n---\n\
         **{}: {}.** {}\n\n**What to do.** {}\n\n{judged}{mends}\n",
        severity(entry.severity),
        entry.title,
        entry.why,
        entry.fix
    )
}

/// The body of the index: a table for each group.
fn index() -> String {
    let mut out = String::new();
    let mut groups = GROUPS.iter().peekable();
    let mut behind = "";
    for entry in CODES {
        let code = entry.code.0;
        if code >= behind {
            while groups.peek().is_some_and(|(_, end)| code >= *end) {
                groups.next();
            }
            let (name, end) = groups.next().unwrap();
            behind = end;
            let head = format!("\n## {name}\n\n| Code | Severity | Meaning |\n|---|---|---|\n");
            out.push_str(&head);
        }
        let severity = severity(entry.severity).to_lowercase();
        let title = entry.title;
        let line = format!("| [`{code}`](checks/{code}.md) | {severity} | {title} |\n");
        out.push_str(&line);
    }
    out
}

/// What people wrote: everything from the first heading on.
fn by_hand(text: &str) -> &str {
    text.find("\n## ").map_or("", |at| &text[at..])
}

/// Compares a page with what it should be, or writes it.
fn hold(path: &Path, wanted: &str, wrong: &mut Vec<String>) {
    let found = fs::read_to_string(path).unwrap_or_default();
    if found == wanted {
        return;
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "as the other snapshots of the suite are written anew"
    )]
    let renew = std::env::var("SNAPSHOTS").is_ok_and(|v| v == "overwrite");
    if renew {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, wanted).unwrap();
    } else {
        wrong.push(path.display().to_string());
    }
}

#[test]
fn the_manual_has_a_page_for_every_code_and_no_other() {
    let folder = manual().join("checks");
    let mut wrong = Vec::new();
    for entry in CODES {
        let path = folder.join(format!("{}.md", entry.code));
        let written = fs::read_to_string(&path).unwrap_or_default();
        hold(&path, &(page(entry) + by_hand(&written)), &mut wrong);
    }
    let codes: BTreeSet<String> = CODES.iter().map(|c| format!("{}.md", c.code)).collect();
    let files = fs::read_dir(&folder).unwrap();
    let files = files.map(|f| f.unwrap().file_name().into_string().unwrap());
    wrong.extend(files.filter(|f| f != "index.md" && !codes.contains(f)));
    assert!(
        wrong.is_empty(),
        "SNAPSHOTS=overwrite writes them: {wrong:#?}"
    );
}

#[test]
fn the_index_names_every_code() {
    let path = manual().join("codes.md");
    let written = fs::read_to_string(&path).unwrap();
    let head = written
        .find("\n## ")
        .map_or(written.as_str(), |at| &written[..at]);
    let mut wrong = Vec::new();
    hold(
        &path,
        &format!("{}\n{}", head.trim_end(), index()),
        &mut wrong,
    );
    assert!(
        wrong.is_empty(),
        "SNAPSHOTS=overwrite writes it: {wrong:#?}"
    );
}
