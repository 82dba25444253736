//! A leak that somebody plants stops the build, and words that meet by chance do not.
//!
//! Takes a base whose own theme says what only colleagues or another client may read, in one dress after the other. Gives
//! the finding with both places. Never relies on a fault of the program to make a leak.

use crate::kb::{Kb, repository};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::Write;

const INTERNAL: &str = "---\nid: KB-4471X\ntitle: The vault\n---\n\nCall Wiltrud, wiltrud@keller.example, in room seven of the old wing on level two, \
    at 0170 5551234. Then press the green button twice.\n";
const PUBLIC: &str = "---\nid: KB0001\ntitle: The printer\naudience: public\nowner: cellar_team_9\n---\n\nPress the button in the old room.\n\n\
    <!-- ask ottokar@keller.example -->\n\n:::internal\nThe spare key hangs behind the tall mirror upstairs.\n:::\n";
const SETTINGS: &str = "title: Desk\nbase_url: https://desk.example/\naudiences: [internal, public]\ntheme: own\nkcs:\n  people: {agnes@desk.example: publisher}\n\
    clients:\n  acme: {title: Acme help}\n  globex: {title: Globex help, contact: {mail: bo@globex.example}}\n";

/// The kinds of pages that the site has, and one page of each.
const PAGES: [(&str, &str); 4] = [
    ("home", "index.html"),
    ("article", "printer/index.html"),
    ("search", "search/index.html"),
    ("not-found", "404.html"),
];

/// A base whose theme puts a text at the foot of the pages of each kind.
fn base(planted: &[String]) -> Kb {
    let path = repository().join("themes/default/templates/base.html");
    let page = fs::read_to_string(path).unwrap();
    let kinds = PAGES.iter().zip(planted);
    let foot: String = kinds
        .map(|((kind, _), text)| format!("{{% if page.kind == \"{kind}\" %}}{text}{{% endif %}}\n"))
        .collect();
    let page = page.replace("</body>", &format!("{foot}</body>"));
    Kb::new()
        .settings(SETTINGS)
        .file("content/vault.md", INTERNAL)
        .file("content/printer.md", PUBLIC)
        .file(
            "content/printer.globex.md",
            "---\nproblem: PRB-77812\n---\n\n## Escalation\n\nRing the bell of the northern gate three times, then wait.\n",
        )
        .file("themes/own/templates/base.html", page)
        .file("themes/own/strings/en.yaml", "skip: Skip to the imprint of the vault\n")
}

fn base64(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(bytes)
}

fn packed(text: &str) -> Vec<u8> {
    let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
    gz.write_all(text.as_bytes()).unwrap();
    gz.finish().unwrap()
}

/// The build stops and writes nothing; gives what it tells of each leak.
fn told(kb: &Kb) -> Vec<String> {
    let ran = kb.run(&["build", "--client", "acme"]);
    assert_eq!(ran.code, 3, "{}{}", ran.stdout, ran.stderr);
    assert!(!kb.has("public/index.html"));
    let told = ran.stderr.split("error[KB065]").skip(1);
    told.map(str::to_owned).collect()
}

/// What is planted, and the file that it is from.
fn plants() -> Vec<(String, &'static str)> {
    let vault = "content/vault.md";
    let mail = "wiltrud@keller.example";
    let percent: String = mail.bytes().map(|b| format!("%{b:02x}")).collect();
    let references: String = mail.bytes().map(|b| format!("&#{b};")).collect();
    let escapes: String = mail.bytes().map(|b| format!("\\u{b:04x}")).collect();
    let sentence = "in room seven of the old wing on level two";
    vec![
        (format!("<a href=\"mailto:{mail}\">x</a>"), vault),
        (format!("<a href=mailto:{mail}>x</a>"), vault),
        (format!("<a href=\"mailto:{percent}\">x</a>"), vault),
        (format!("<p>{references}</p>"), vault),
        (format!("<p title='{mail}'></p>"), vault),
        (format!("<!-- {mail} -->"), vault),
        (
            format!("<script type=\"application/json\">\"{escapes}\"</script>"),
            vault,
        ),
        (
            format!(
                "<p data-x=\"{}\"></p>",
                base64(format!("to {mail}").as_bytes())
            ),
            vault,
        ),
        (
            format!("<p data-x=\"{}\"></p>", base64(&packed(mail))),
            vault,
        ),
        ("<p>0170 5551234</p>".to_owned(), vault),
        ("<p>kb-4471x</p>".to_owned(), vault),
        (format!("<p>{sentence}</p>"), vault),
        (
            format!(
                "<p>{}</p>",
                sentence.replace("old", "<b>old</b>").to_uppercase()
            ),
            vault,
        ),
        (
            "<p>The spare key hangs behind the tall mirror.</p>".to_owned(),
            "content/printer.md",
        ),
        (
            "<meta content=\"cellar_team_9\">".to_owned(),
            "content/printer.md",
        ),
        (
            "<p>ottokar@keller.example</p>".to_owned(),
            "content/printer.md",
        ),
        ("<p>agnes@desk.example</p>".to_owned(), "deskbook.yaml"),
        ("<p>bo@globex.example</p>".to_owned(), "deskbook.yaml"),
        (
            "<p>ring the bell of the northern gate</p>".to_owned(),
            "content/printer.globex.md",
        ),
        ("<p>PRB-77812</p>".to_owned(), "content/printer.globex.md"),
    ]
}

#[test]
fn a_theme_that_says_what_it_may_not_stops_the_build() {
    let leaks = plants();
    for some in leaks.chunks(PAGES.len()) {
        let planted: Vec<String> = some.iter().map(|(text, _)| text.clone()).collect();
        let told = told(&base(&planted));
        for ((text, from), (_, page)) in some.iter().zip(PAGES) {
            let there = format!("would stand in {page}\n");
            let told = told.iter().find(|told| told.contains(&there));
            let is_named = told.is_some_and(|told| told.contains(&format!("--> {from}:")));
            assert!(is_named, "{text} in {page}: {told:?}");
        }
    }
}

#[test]
fn a_file_of_the_theme_that_says_what_it_may_not_stops_the_build() {
    let kb = base(&[]).file(
        "themes/own/static/own.css",
        "/* ask wiltrud@keller.example */\n",
    );
    let told = told(&kb);
    assert!(
        told.len() == 1 && told[0].contains("static/own.") && told[0].contains("content/vault.md:"),
        "{told:?}"
    );
}

#[test]
fn words_that_meet_by_chance_stop_nothing() {
    // Each is in an internal text: words of templates and of the interface, dates, roles, words of structured data.
    let words = "<p>Imprint, vault, green, twice: can't miss it</p>".to_owned();
    let kb = base(&[words])
        .file("content/a.md", "---\ntitle: Roles\nreview_by: 2026-03-01\n---\n\nA publisher changed it on 2026-03-01. The imprint of the vault: you can't miss it. Organization, headline, breadcrumb, schema.\n")
        .file("content/b.md", "---\ntitle: The button\naudience: public\nconfidence: validated\n---\n\nTwo lines of text that both of us have written in the same words.\n")
        .file("content/c.md", "---\ntitle: The other button\n---\n\nTwo lines of text that both of us have written in the same words.\n");
    kb.write(
        "deskbook.yaml",
        format!("{SETTINGS}show_not_validated: false\n"),
    );
    let kb = kb.git();
    let ran = kb.run(&["build"]);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    assert!(kb.read("public/index.html").contains("can't miss it"));
}
