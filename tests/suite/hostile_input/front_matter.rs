//! Front matter in which every key carries something else.
//!
//! Takes each key of an article with each wrong value. Gives what is built and said. Never lets a value name a file outside
//! the site, and never lets one article keep another from being built.

use super::paths::{beside_a_secret, is_apart};
use super::{findings, guarded, many};
use crate::kb::repository;

/// The keys of an article, as the reader knows them.
fn keys() -> Vec<String> {
    let text = std::fs::read_to_string(repository().join("src/parse/keys.rs")).unwrap();
    let table = text.split("pub const TICKETS").next().unwrap();
    let keys: Vec<String> = table
        .lines()
        .filter_map(|line| line.trim().strip_prefix("key(\"")?.split_once('"'))
        .map(|(key, _)| key.to_owned())
        .collect();
    assert!(keys.len() >= 23, "{keys:?}");
    keys
}

/// Values that no key wants.
fn values() -> Vec<(&'static str, String)> {
    let long = "x".repeat(many(20_000));
    vec![
        ("null", "~".to_owned()),
        ("empty", "''".to_owned()),
        ("blank", "' \\t '".to_owned()),
        ("truth", "yes".to_owned()),
        ("number", "-1e999".to_owned()),
        ("date", "2026-13-45".to_owned()),
        ("list", "[[a], {b: c}, ~, 1, true]".to_owned()),
        ("map", "{a: {b: c}}".to_owned()),
        ("long", long.clone()),
        ("words", "word ".repeat(many(2_000))),
        ("deep", vec![&long[..300]; 50].join("/")),
        ("climbs", "../../evil".to_owned()),
        ("absolute", "/evil/../../evil".to_owned()),
        ("encoded", "%2e%2e%2fevil".to_owned()),
        ("backslash", "'..\\..\\evil'".to_owned()),
        ("drive", "'C:/evil'".to_owned()),
        ("reserved", "con/aux".to_owned()),
        ("address", "'javascript:alert(1)'".to_owned()),
        ("control", "\"\\u001b[31m\\u202e\\0\\r\\nx\"".to_owned()),
        ("markup", "'<script>alert(1)</script>'".to_owned()),
        (
            "template",
            "'{{ site.title }}{% include \"x\" %}'".to_owned(),
        ),
        ("formula", "'=cmd|calc'".to_owned()),
        (
            "many",
            format!(
                "[{}]",
                (0..many(500))
                    .map(|i| format!("/a{i}/"))
                    .collect::<Vec<_>>()
                    .join(",")
            ),
        ),
    ]
}

#[test]
fn every_key_may_carry_anything() {
    let mut kb = beside_a_secret();
    kb.write(
        "deskbook.yaml",
        "title: Desk\nbase_url: https://desk.example/\naudiences: [internal, public]\n",
    );
    let mut names = Vec::new();
    for key in keys() {
        for (kind, value) in values() {
            // An article for nobody, for everybody: each is built for its own audience, most for the narrowest.
            let name = format!("{}-{kind}", key.replace('_', "-"));
            let id = if key == "id" {
                String::new()
            } else {
                format!("id: {name}\n")
            };
            let title = if key == "title" {
                ""
            } else {
                "title: A thing to do\n"
            };
            kb = kb.file(
                &format!("content/{name}.md"),
                format!("---\n{id}{title}{key}: {value}\n---\n\nzebra{name}\n"),
            );
            names.push((key.clone(), name));
        }
    }
    let shown = findings(&kb);
    assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown:?}");
    let longest = shown.lines().map(str::len).max().unwrap();
    assert!(longest < 1_000, "{longest}: a message is a line");
    let ran = guarded(&kb, &["build", "--quiet", "--audience", "internal"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let pages: Vec<String> = kb
        .files("public")
        .into_iter()
        .filter(|(name, _)| name.ends_with("index.html"))
        .map(|(_, bytes)| String::from_utf8(bytes).unwrap())
        .collect();
    for (key, name) in names {
        let found = pages
            .iter()
            .any(|page| page.contains(&format!("zebra{name}")));
        assert!(found, "{key}: {name} is not built");
    }
    for page in &pages {
        for bad in ["<script>alert", "href=\"javascript:", "src=\"javascript:"] {
            let at = page.find(bad).map(|at| &page[at.saturating_sub(60)..]);
            assert_eq!(at.map(|at| at.chars().take(160).collect::<String>()), None);
        }
    }
    is_apart(&kb);
}

#[expect(clippy::too_many_lines, reason = "a table of cases")]
#[test]
fn old_addresses_stay_below_the_root() {
    let long = "x".repeat(400);
    let aliases = [
        "/../../evil/",
        "../evil",
        "/%2e%2e/evil/",
        "/a/%2E./evil/",
        "/a\\\\..\\\\evil/",
        "C:/evil/",
        "/evil%2f..%2fx/",
        "https://evil.example/",
        "//evil.example/",
        "/evil\\n/x/",
        "/",
        "\\0",
        "/evil\\u202e/",
        long.as_str(),
        "/search/",
        "/all/",
        "/good/",
        "/con/",
        "/evil./",
        "/evil /x/",
        "/evil%00/",
        "/evil%ff/",
        "/index.html/",
        "/.git/evil/",
        "/.deskbook-manifest/",
        "/good/index.html/evil/",
        "/sitemap.xml/",
        "/../",
        "/./",
        "/evil*/",
        "/a//evil/",
        "/nul.html",
    ];
    let kb = beside_a_secret();
    let line = |alias: &&str| format!("  - \"{alias}\"\n");
    let lines: String = aliases.iter().map(line).collect();
    kb.write(
        "content/old.md",
        format!("---\ntitle: Old\naliases:\n{lines}---\n\nWords.\n"),
    );
    let shown = findings(&kb);
    for (i, alias) in aliases.iter().enumerate() {
        let place = format!("content/old.md:{}:5: ", i + 4);
        assert!(shown.contains(&place), "{alias}\n{shown}");
    }
    let ran = guarded(&kb, &["build", "--quiet"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(kb.has("public/old/index.html"));
    let evil: Vec<String> = kb
        .files("public")
        .into_keys()
        .filter(|name| name.contains("evil"))
        .collect();
    assert_eq!(evil, Vec::<String>::new());
    is_apart(&kb);
    // Thousands of old addresses are redirects, each once.
    let many: String = (0..many(3_000)).map(|i| format!("/o{}/,", i / 2)).collect();
    kb.write(
        "content/old.md",
        format!("---\ntitle: Old\naliases: [{many}]\n---\n\nWords.\n"),
    );
    let ran = guarded(&kb, &["build", "--quiet"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(kb.has("public/o0/index.html") && kb.has("public/o1499/index.html"));
}

#[test]
fn settings_name_no_file_outside_of_the_base() {
    let places = [
        "../secret.png",
        "/etc/passwd",
        "/dev/zero",
        "content/../../secret.png",
        "link.png",
        "pipe.png",
        "%2e%2e/secret.png",
        "..\\secret.png",
        "C:/secret.png",
        "https://evil.example/x.png",
        "//evil.example/x.png",
        "javascript:alert(1)",
        "",
        ".",
        "con.png",
        "a\\nb.png",
    ];
    let kb = beside_a_secret();
    std::os::unix::fs::symlink("../secret.png", kb.path("link.png")).unwrap();
    super::paths::pipe(&kb, "pipe.png");
    for key in ["logo", "favicon"] {
        for place in places {
            kb.write(
                "deskbook.yaml",
                format!("title: Desk\ntheme:\n  {key}: '{place}'\n"),
            );
            let shown = guarded(&kb, &["check", "--format", "short"]);
            let said = shown.stdout + &shown.stderr;
            assert!(
                said.contains("is no file of the base") || place.is_empty(),
                "{key}: {place}\n{said}"
            );
            let ran = guarded(&kb, &["build", "--quiet"]);
            assert!(
                (0..=3).contains(&ran.code),
                "{key}: {place}\n{}",
                ran.stderr
            );
            is_apart(&kb);
            for (name, bytes) in kb.files("public") {
                let text = String::from_utf8_lossy(&bytes);
                assert!(
                    !text.contains("evil.example") && !text.contains("=\"javascript:"),
                    "{key}: {place}: {name}"
                );
            }
        }
    }
}

#[test]
fn overlays_and_clients_are_read_as_carefully() {
    let kb = || beside_a_secret().settings("title: Desk\nclients:\n  acme: {title: Acme}\n");
    for client in [
        "../x: {title: a}",
        "'': {title: a}",
        "\"a\\nb\": {title: a}",
        "\"\\u202e\": {title: a}",
        "a: [b]",
        "a: &a {b: *a}",
        "a: {title: [b]}",
        "a: {nonsense: b}",
        "? [a]\n  : b",
        "a: {theme: {logo: ../secret.png}}",
        "a: {contact: {mail: [b]}}",
    ] {
        let kb = kb();
        kb.write(
            "deskbook.yaml",
            format!("title: Desk\nclients:\n  {client}\n"),
        );
        for args in [
            &["check"][..],
            &["build", "--client", "../x"],
            &["build", "--client", "a"],
        ] {
            let ran = guarded(&kb, args);
            assert!(!(ran.stdout + &ran.stderr).contains('\u{202e}'), "{client}");
        }
        is_apart(&kb);
    }
    let laughs: String = ('b'..='j')
        .map(|c| {
            format!(
                "{c}: &{c} [{}]\n",
                vec![format!("*{}", (c as u8 - 1) as char); 9].join(",")
            )
        })
        .collect();
    for (front, message) in [
        (format!("a: &a [l]\n{laughs}"), "repeat too much"),
        ("extends: ../../../secret.md\n".to_owned(), "extends"),
        (
            format!("extends: {}\n", "[".repeat(9_999)),
            "nested too deeply",
        ),
        ("audience: [a]\n".to_owned(), "audience"),
    ] {
        let kb = kb();
        kb.write(
            "clients/acme/good.md",
            format!("---\n{front}---\n\n## Resolution\n\nTheirs.\n"),
        );
        kb.write(
            "content/good.acme.md",
            format!("---\n{front}---\n\n## Resolution\n\nTheirs.\n"),
        );
        let shown = findings(&kb);
        assert!(shown.contains(message), "{message}\n{shown}");
        let _ = guarded(&kb, &["build", "--quiet", "--client", "acme"]);
        is_apart(&kb);
    }
}
