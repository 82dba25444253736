//! YAML that explodes, nests or lies.
//!
//! Takes the same text as front matter, as settings and as a theme's. Gives the finding with its place. Never lets one
//! article keep another from being built.

use super::{findings, guarded, many};
use crate::kb::Kb;

#[expect(clippy::too_many_lines, reason = "a table of cases")]
/// A text, and what is said of it: where from the first line of the YAML on, and a piece of the message.
fn cases() -> Vec<(&'static str, String, &'static str, &'static str)> {
    let deep = many(10_000);
    let chain = |line: fn(char, char) -> String| -> String {
        ('b'..='j')
            .map(|c| line((c as u8 - 1) as char, c))
            .collect()
    };
    let laugh = |p, c| format!("{c}: &{c} [{}]\n", vec![format!("*{p}"); 9].join(","));
    let merge = |p, c| {
        format!(
            "{c}: &{c}\n  <<: [{}]\n",
            vec![format!("*{p}"); 9].join(",")
        )
    };
    vec![
        (
            "laughs",
            format!("a: &a [l,l,l]\n{}", chain(laugh)),
            "5:",
            "references repeat too much",
        ),
        (
            "merges",
            format!("a: &a {{x: 1}}\n{}", chain(merge)),
            ":",
            "references repeat too much",
        ),
        (
            "circle",
            "a: &a [*a]\n".into(),
            "1:8",
            "leads back to itself",
        ),
        (
            "unknown alias",
            "title: *nope\n".into(),
            "1:8",
            "unknown anchor",
        ),
        (
            "brackets",
            format!("k: {}{}\n", "[".repeat(deep), "]".repeat(deep)),
            "1:",
            "nested too deeply",
        ),
        (
            "braces",
            format!("k: {}{}\n", "{a: ".repeat(deep), "}".repeat(deep)),
            "1:",
            "nested too deeply",
        ),
        (
            "dashes",
            format!("k:\n  {}a\n", "- ".repeat(deep)),
            "2:",
            "nested too deeply",
        ),
        (
            "steps",
            (0..500).map(|i| format!("{}a:\n", " ".repeat(i))).collect(),
            "25:25",
            "nested too deeply",
        ),
        (
            "values",
            format!("k: [{}]\n", vec!["a"; 300_000].join(",")),
            "1:",
            "too many values",
        ),
        (
            "number",
            format!("id: {}\n", "9".repeat(many(50_000))),
            "1:5",
            "put it in quotes",
        ),
        ("infinity", "id: .inf\n".into(), "1:5", "put it in quotes"),
        ("tab", "title: a\n\tb: c\n".into(), "1:8", "found a tab"),
        (
            "zero byte",
            "title: a\0b\n".into(),
            "1:9",
            "unexpected character",
        ),
        (
            "list as key",
            "? [a, b]\n: c\n".into(),
            "1:3",
            "a key is a list or a mapping",
        ),
        (
            "tag",
            "!include /etc/passwd\n".into(),
            "1:10",
            "wants a mapping, not text",
        ),
        (
            "block",
            "title: |9999999999\n x\n".into(),
            "1:8",
            "block scalar",
        ),
        (
            "twice",
            "title: a\ntitle: b\n".into(),
            "2:1",
            "`title` is written twice",
        ),
        (
            "key",
            format!("{}: 1\n", "k".repeat(many(100_000))),
            "1:",
            "mapping values are not allowed",
        ),
    ]
}

/// `1:8` of the YAML as a place of a file in which it begins `lines` lower.
fn place(path: &str, at: &str, lines: usize) -> String {
    let (line, column) = at.split_once(':').unwrap();
    let line = line
        .parse::<usize>()
        .map_or(String::new(), |n| format!("{}:{column}", n + lines));
    format!("{path}:{line}")
}

#[test]
fn settings_are_refused_and_the_old_site_stays() {
    let kb = Kb::new()
        .settings("title: Desk\n")
        .article("content/good.md", "VPN drops", "");
    let _ = kb.done(&["build"]);
    let before = kb.files("public");
    for (name, yaml, at, message) in cases() {
        kb.write("deskbook.yaml", &yaml);
        let ran = guarded(&kb, &["build"]);
        let start = place("--> deskbook.yaml", at, 0);
        assert_eq!(ran.code, 2, "{name}\n{}", ran.stderr);
        assert!(
            ran.stderr.contains(&start) && ran.stderr.contains(message),
            "{name}\n{}",
            ran.stderr
        );
        assert!(
            ran.stderr.contains("= help: ") || name == "tag",
            "{name}\n{}",
            ran.stderr
        );
    }
    assert_eq!(before, kb.files("public"));
}

#[test]
fn front_matter_is_refused_with_its_place_and_nothing_else_is() {
    let mut kb = Kb::new().article("content/good.md", "VPN drops", "");
    for (i, (_, yaml, _, _)) in cases().iter().enumerate() {
        kb = kb.file(
            &format!("content/c{i}.md"),
            format!("---\n{yaml}---\n\nzebra{i}\n"),
        );
    }
    let shown = findings(&kb);
    for (i, (name, _, at, message)) in cases().iter().enumerate() {
        let start = place(&format!("content/c{i}.md"), at, 1);
        let mut lines = shown.lines();
        let told = lines.any(|l| l.starts_with(&start) && l.contains(message));
        assert!(told, "{name}: {start} {message}\n{shown}");
    }
    assert!(
        shown.lines().all(|line| line.len() < 1_000),
        "a message is a line"
    );
    let ran = guarded(&kb, &["build", "--quiet"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(kb.has("public/good/index.html"));
    for i in 0..cases().len() {
        let page = kb.read(&format!("public/c{i}/index.html"));
        assert!(page.contains(&format!("zebra{i}")), "{i}");
    }
}

#[test]
fn settings_that_are_no_text_or_no_file_are_refused() {
    let utf16: Vec<u8> = "title: Desk\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for (bytes, message) in [
        ([&[0xff, 0xfe], utf16.as_slice()].concat(), "is not UTF-8"),
        (b"title: K\xf6ln\n".to_vec(), "is not UTF-8 (byte 8)"),
        (vec![b'#'; (16 << 20) + 1], "is larger than 16 MB"),
    ] {
        let kb = Kb::new()
            .article("content/a.md", "A", "")
            .file("deskbook.yaml", bytes);
        let ran = guarded(&kb, &["check"]);
        assert!(
            ran.code >= 2 && ran.stderr.contains(message),
            "{message}\n{}",
            ran.stderr
        );
    }
    let kb = Kb::new().article("content/a.md", "A", "");
    super::paths::pipe(&kb, "deskbook.yaml");
    let ran = guarded(&kb, &["check"]);
    assert!(
        ran.code == 3 && ran.stderr.contains("it is no file"),
        "{}",
        ran.stderr
    );
}

#[test]
fn thousands_of_keys_and_crooked_line_ends_are_read() {
    let keys: String = (0..many(2_000)).map(|i| format!("k{i}: 1\n")).collect();
    let kb = Kb::new()
        .file(
            "content/keys.md",
            format!("---\ntitle: Keys\n{keys}---\n\nzebra\n"),
        )
        .file(
            "content/crlf.md",
            "---\r\ntitle: Lines\r\n---\r\n\r\nzebra\r\n",
        )
        .file(
            "content/mark.md",
            "\u{feff}---\ntitle: Mark\n---\n\nzebra\n",
        )
        .file(
            "content/latin.md",
            b"---\ntitle: K\xf6ln\n---\n\nzebra\n".as_slice(),
        );
    let shown = findings(&kb);
    assert_eq!(shown.matches("unknown key").count(), many(2_000));
    assert!(
        shown.contains("content/latin.md:2:9: error[KB002]"),
        "{shown}"
    );
    let _ = guarded(&kb, &["build", "--quiet"]);
    for (page, title) in [
        ("keys", "Keys"),
        ("crlf", "Lines"),
        ("mark", "Mark"),
        ("latin", "K\u{fffd}ln"),
    ] {
        let page = kb.read(&format!("public/{page}/index.html"));
        assert!(page.contains(title) && page.contains("zebra"), "{title}");
    }
}
