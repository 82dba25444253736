//! One base, a site for each client: overlays, own names and colours, and nothing of the others.
//!
//! Takes a base with overlays of two clients. Gives pages, screens and every byte of every edition. Never trusts the
//! packing of the search index.

use crate::kb::Kb;
use crate::web::unpacked;

/// Made-up words in every place of the overlays of two clients.
const ACME: &[(&str, &str)] = &[
    ("title", "kqzvjxwotub"),
    ("summary", "zxqkvjwobut"),
    ("symptom", "wqkzjvxobut"),
    ("code", "0x8bd7aaec"),
    ("text", "xqzkjvwotab"),
    ("heading", "jzqxkvwobat"),
    ("lead", "vzqkxjwobit"),
    ("image", "qjzxvkwobot"),
    ("internal", "xjqzvkwubot"),
    ("owner", "kzjqxvwabot"),
];
const GLOBEX: &[(&str, &str)] = &[
    ("text", "bqzkxjvwotu"),
    ("keyword", "hqjzkxvwoda"),
    ("orphan", "gqxkzjvwohu"),
    ("settings", "pqxzkjvwona"),
];

fn word(of: &[(&str, &'static str)], place: &str) -> &'static str {
    of.iter().find(|(name, _)| *name == place).unwrap().1
}

const ARTICLE: &str = "---\nid: KB0001\ntitle: The tunnel\nsummary: Base summary.\naudience: public\nconfidence: validated\ntype: reference\nsymptoms: [no tunnel]\n---\n\n\
    First words of the base.\n\n## Issue\n\nThe base issue.\n\n## Resolution\n\nThe base resolution.\n\n## Escalation\n\nThe base team.\n";

fn base() -> Kb {
    let a = |place| word(ACME, place);
    let g = |place| word(GLOBEX, place);
    let svg =
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="3"/></svg>"#;
    let acme = format!(
        "---\ntitle: Tunnel {}\nsummary: Sum {}.\nowner: {}\nsymptoms: ['{}', 'Error {}']\n---\n\nLead {}.\n\n## Fix\n\nText {} ![Drawing](images/{}.svg).\n\n\
         :::internal\nInside {}.\n:::\n\n## Call {}\n\nBy telephone.\n",
        a("title"),
        a("summary"),
        a("owner"),
        a("symptom"),
        a("code"),
        a("lead"),
        a("text"),
        a("image"),
        a("internal"),
        a("heading"),
    );
    let globex = format!(
        "---\nkeywords: [{}]\n---\n\n## Issue\n\nText {}.\n",
        g("keyword"),
        g("text")
    );
    Kb::new()
        .settings(&format!(
            "title: Desk\nbase_url: https://desk.example.com/\naudiences: [internal, public]\nclients:\n  acme:\n    title: Acme help\n    contact: {{mail: desk@acme.example}}\n    theme: {{accent: '#123456'}}\n  globex:\n    title: Globex {}\n",
            g("settings")
        ))
        .file("content/tunnel.md", ARTICLE)
        .file("content/tunnel.acme.md", acme)
        .file("content/tunnel.globex.md", globex)
        .file("content/lost.globex.md", format!("---\ntitle: Lost {}\naudience: public\n---\n\nText.\n", g("orphan")))
        .file("content/release.2026.md", "---\ntitle: A dot in its name\naudience: public\nconfidence: validated\n---\n\nText.\n")
        .file(&format!("content/images/{}.svg", a("image")), svg)
        .git()
}

/// The words of a client that stand anywhere in the built files, packed ones included.
fn heard(kb: &Kb, words: &[(&str, &'static str)]) -> Vec<String> {
    let mut found = Vec::new();
    for (name, bytes) in kb.files("public") {
        let mut texts: Vec<String> = unpacked(&bytes)
            .iter()
            .map(|b| String::from_utf8_lossy(b).to_lowercase())
            .collect();
        texts.push(name.to_lowercase());
        for (place, word) in words {
            let core = if word.starts_with("0x") {
                word
            } else {
                &word[2..word.len() - 1]
            };
            if texts.iter().any(|t| t.contains(core)) {
                found.push(format!("{place} in {name}"));
            }
        }
    }
    found
}

#[test]
fn other_sites_hold_no_byte_of_a_client() {
    let kb = base();
    for (args, silent) in [
        (&["build"][..], [ACME, GLOBEX].concat()),
        (
            &["build", "--audience", "internal"],
            [ACME, GLOBEX].concat(),
        ),
        (&["build", "--client", "acme"], GLOBEX.to_vec()),
        (
            &["build", "--client", "globex"],
            [ACME, &[("orphan", word(GLOBEX, "orphan"))]].concat(),
        ),
        (
            &["build", "--client", "globex", "--audience", "internal"],
            ACME.to_vec(),
        ),
    ] {
        let _ = kb.run(args);
        let found = heard(&kb, &silent);
        assert!(found.is_empty(), "{args:?}\n{}", found.join("\n"));
    }
}

#[test]
fn the_words_of_a_client_can_be_heard_on_its_own_site() {
    let kb = base();
    let _ = kb.run(&["build", "--client", "acme", "--audience", "internal"]);
    let found = heard(&kb, ACME).join("\n");
    for (place, _) in ACME {
        assert!(found.contains(&format!("{place} in ")), "{place}\n{found}");
    }
    assert!(found.contains("search/"), "the decoding is blind\n{found}");
    let _ = kb.run(&["build", "--client", "acme"]);
    let found = heard(&kb, ACME).join("\n");
    assert!(
        found.contains("text in ")
            && !found.contains("internal in ")
            && !found.contains("owner in "),
        "{found}"
    );
}

#[test]
fn a_client_reads_her_sections_and_the_rest_of_the_article() {
    let kb = base();
    let _ = kb.run(&["build", "--client", "acme"]);
    let page = kb.read("public/tunnel/index.html");
    for (text, there) in [
        ("The base issue.", true),
        ("The base team.", true),
        ("The base resolution.", false),
        ("First words of the base.", false),
        ("no tunnel", true),
        ("By telephone.", true),
        ("Acme help", true),
        ("desk@acme.example", true),
    ] {
        assert_eq!(page.contains(text), there, "{text}");
    }
    assert!(page.find("By telephone.") < page.find("The base team."));
    assert!(kb.read("public/KB0001/index.html").contains("tunnel/"));
    assert!(kb.has("public/release-2026/index.html"));
}

#[test]
fn colleagues_are_told_which_clients_read_something_else() {
    let kb = base();
    let _ = kb.run(&["build", "--audience", "internal"]);
    let page = kb.read("public/tunnel/index.html");
    assert!(
        page.contains("acme, globex") && page.contains("The base resolution."),
        "{page}"
    );
    let _ = kb.run(&["build"]);
    assert!(!kb.read("public/tunnel/index.html").contains("acme"));
}

#[test]
fn what_is_wrong_with_an_overlay_is_said_at_its_place() {
    let kb = Kb::new()
        .settings("title: Desk\nclients: [acme]\n")
        .file("content/a.md", ARTICLE)
        .file(
            "content/a.acme.md",
            "---\nid: KB0002\naudience: public\nowner: [x\n---\n",
        )
        .file(
            "content/b.md",
            ARTICLE
                .replace("KB0001", "KB0003")
                .replace("tunnel", "bridge"),
        )
        .file(
            "content/b.acme.md",
            "---\nid: KB0002\nreview_by: soon\n---\n\n## Issue\n\nSee [this](nowhere.md).\n",
        )
        .file("content/c.acme.md", "Alone.\n")
        .file(
            "content/d.md",
            ARTICLE
                .replace("KB0001", "KB0004")
                .replace("audience: public", "audience: partners")
                .replace("tunnel", "ladder"),
        )
        .file("content/d.acme.md", "---\naudience: public\n---\n")
        .file(
            "content/e.md",
            ARTICLE
                .replace("KB0001", "KB0005")
                .replace("tunnel", "window"),
        )
        .file("content/e.acme.md", "---\n---\n");
    let ran = kb.run(&["check", "--format", "json"]);
    for (code, path, line) in [
        ("KB001", "content/a.acme.md", 4),
        ("KB073", "content/c.acme.md", 1),
        ("KB074", "content/b.acme.md", 2),
        ("KB013", "content/b.acme.md", 3),
        ("KB040", "content/b.acme.md", 8),
        ("KB074", "content/d.acme.md", 2),
        ("KB074", "content/e.acme.md", 1),
    ] {
        let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        let all = json["diagnostics"].as_array().unwrap();
        let hits = all
            .iter()
            .filter(|d| d["code"] == code && d["path"] == path && d["line"] == line);
        assert_eq!(
            hits.count(),
            1,
            "{code} {path}:{line}\n{:#}",
            json["diagnostics"]
        );
    }
}

#[test]
fn an_overlay_allows_its_own_findings_and_no_others() {
    let text =
        |allow: &str| format!("---\n{allow}owner: x\n---\n\n## Issue\n\nSee [this](nowhere.md).\n");
    let kb = Kb::new()
        .settings("title: Desk\nclients: [acme, globex]\n")
        .file("content/a.md", ARTICLE)
        .file(
            "content/a.acme.md",
            text("# deskbook: allow KB040 it comes next week\n"),
        )
        .file(
            "content/a.globex.md",
            text("# deskbook: allow KB041 it is not needed\n"),
        );
    for args in [
        &["check", "--verbose"][..],
        &["check", "--verbose", "--client", "acme"],
        &["build", "--client", "acme", "--audience", "internal"],
    ] {
        let ran = kb.run(args);
        let told = format!("{}{}", ran.stdout, ran.stderr);
        assert!(!told.contains("a.acme.md"), "{args:?}: {told}");
    }
    let ran = kb.run(&["check", "--verbose"]);
    let told = format!("{}{}", ran.stdout, ran.stderr);
    assert!(
        told.contains("a.globex.md:8") && told.contains("KB040"),
        "{told}"
    );
    assert!(
        told.contains("a.globex.md:2") && told.contains("KB056"),
        "{told}"
    );
}

#[test]
fn whole_overlays_are_no_finding() {
    let kb = base();
    let ran = kb.run(&["check"]);
    let shown = format!("{}{}", ran.stdout, ran.stderr);
    assert!(
        !shown.contains("tunnel.acme.md") && !shown.contains("KB074"),
        "{shown}"
    );
    assert!(shown.contains("KB073"), "{shown}");
}

#[test]
fn an_overlay_that_cannot_be_read_hides_its_article_from_the_client() {
    let kb = Kb::new()
        .settings("title: Desk\nclients: [acme]\naudiences: [internal, public]\n")
        .file("content/a.md", ARTICLE)
        .file(
            "content/a.acme.md",
            "---\naudience: [internal\n---\n\n## Issue\n\nOnly for us.\n",
        );
    let _ = kb.run(&["build", "--client", "acme"]);
    assert!(!kb.has("public/a/index.html"));
    let _ = kb.run(&["build"]);
    assert!(kb.has("public/a/index.html"));
}
