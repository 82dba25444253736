//! Markdown that nests without end, repeats without end, or never ends its line.
//!
//! Takes one article for each trick. Gives a check and a build of all of them. Never loses the words around.

use super::{findings, guarded, many};
use crate::kb::Kb;

/// What is repeated. Each is one line, one line each time, and one paragraph each time.
const REPEATED: [&str; 86] = [
    "> ",
    "- ",
    "1. ",
    "[",
    "![",
    "[[",
    "[[KB1]]",
    "](x)",
    "*a ",
    "*a**a",
    "**x*",
    "*a _b ",
    "_",
    "~~a~",
    "`a ",
    "`",
    "<",
    "<a ",
    "<!--",
    "<![CDATA[",
    "<?",
    "a<b c=\"",
    "<b>a ",
    "<details>",
    "<table><tr><td>",
    "<svg>",
    "<kbd>a</kbd> ",
    "&amp",
    "&#x1",
    "<http://a",
    "http://",
    "www.a.b/(",
    "a@",
    "a.b@example.com ",
    "[^1]",
    "[^a]: [^b] ",
    "|a",
    "a|b\n-|-\n",
    "# a ",
    "###### ",
    ":::internal ",
    ":::",
    "> [!NOTE] ",
    "~~~a ",
    "- [ ] a ",
    "\\",
    "a\u{301}",
    "\u{202e}",
    "👩‍👩‍👧",
    "漢字",
    "A b. ",
    "...",
    "? ",
    "«",
    "\"a ",
    "'a",
    "(",
    "((a) ",
    "Error 0x80070005 ",
    "KB0001 ",
    "10.0.0.1 ",
    "192.168.1.7 ",
    "1.",
    "1-",
    "password: hunter2Xq9! ",
    "AKIAIOSFODNN7EXAMPLQ ",
    "eyJhbGciOiJIUzI1NiJ9.",
    "-----BEGIN RSA PRIVATE KEY----- ",
    "4111 1111 1111 1112 ",
    "5500 0000 0000 0004 ",
    "DE89370400440532013000 ",
    "+49 170 1234567 ",
    "Regards, Bo Lee ",
    "From: Bo Lee ",
    "Azure AD ",
    "\"Azure AD ",
    "[Azure AD](https://x.corp/y) ",
    "Simply please just click. ",
    "Bitte klicken Sie einfach. ",
    "internal only ",
    "do not share a with b ",
    "\\\\lark-fs01\\teams ",
    "a1b.corp ",
    "XYZQ ",
    "Windows 11 macOS ",
    "[a](#x) ",
];

fn article(body: &str, sentinel: &str) -> String {
    format!(
        "---\ntitle: A thing to do\naudience: public\nconfidence: validated\nsymptoms: [a]\n---\n\n{sentinel}\n\n## Resolution\n\n{body}\n"
    )
}

#[test]
fn whatever_is_repeated_is_checked_and_built() {
    let mut kb = Kb::new().settings("title: Desk\naudiences: [internal, public]\n");
    let mut names = Vec::new();
    for (i, part) in REPEATED.iter().enumerate() {
        for (j, gap) in ["", "\n", "\n\n"].iter().enumerate() {
            let name = format!("t{i}-{j}");
            let body = format!("{part}{gap}").repeat(many(40));
            kb = kb.file(
                &format!("content/{name}.md"),
                article(&body, &format!("zebra{name}")),
            );
            names.push(name);
        }
    }
    let _ = findings(&kb);
    let ran = guarded(&kb, &["build", "--quiet", "--audience", "public"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for name in names {
        assert!(
            kb.read(&format!("public/{name}/index.html"))
                .contains(&format!("zebra{name}")),
            "{name}"
        );
    }
}

#[expect(clippy::too_many_lines, reason = "a table of cases")]
#[test]
fn what_grows_is_checked_and_built() {
    let n = many(500);
    let lines = |line: fn(usize) -> String| (0..n).map(line).collect::<String>();
    let fence = |language: &str, part: &str| {
        format!(
            "```{language}\n{}\n```\n",
            (part.repeat(1_900 / part.len()) + "\n").repeat(20)
        )
    };
    let mut tricks = vec![
        (
            "nested-brackets",
            format!("{}a{}", "[".repeat(n), "]".repeat(n)),
        ),
        (
            "nested-emphasis",
            format!("{}a{}", "**x*".repeat(n), "*x**".repeat(n)),
        ),
        (
            "nested-containers",
            format!("{}x\n{}", ":::internal\n".repeat(n), ":::\n".repeat(n)),
        ),
        (
            "staircase",
            lines(|i| format!("{}- a\n", " ".repeat(2 * (i % 500)))),
        ),
        (
            "quotes",
            lines(|i| format!("{} a\n", ">".repeat(i % 500 + 1))),
        ),
        (
            "definitions",
            lines(|i| format!("[r{i}]: /x{i}\n")) + "\n[r1]\n",
        ),
        (
            "expansion",
            format!("[r]: /x \"{}\"\n\n{}", "t".repeat(1_000), "[r] ".repeat(n)),
        ),
        (
            "footnote-circle",
            "[^1]\n\n[^1]: [^2]\n[^2]: [^1]\n".to_owned(),
        ),
        (
            "footnotes",
            lines(|i| format!("[^{i}] a\n\n[^{i}]: b [^{i}]\n\n")),
        ),
        (
            "wide-table",
            format!(
                "|{}\n|{}\n{}",
                "a|".repeat(n),
                "-|".repeat(n),
                "|\n".repeat(300)
            ),
        ),
        ("headings", lines(|i| format!("## h{i}\n\n"))),
        ("same-headings", "## h\n\n".repeat(n)),
        (
            "backticks",
            lines(|i| format!("{}a ", "`".repeat(i % 300 + 1))),
        ),
        ("long-line", "word ".repeat(many(50_000))),
        ("long-word", "w".repeat(many(200_000))),
        ("open-bold", "<b>a\n\n".repeat(n)),
        (
            "numbers",
            lines(|i| format!("INC{i:07} 0x{i:08x} bo{i}@lark.com pw: Xq9{i}hunter2! ")),
        ),
        (
            "control",
            "a\0b\rc\u{1b}[31m\u{202e}\u{2066}\u{feff}\n".to_owned(),
        ),
    ];
    let parts = [
        "(", "\\", "\"", "a ", "{{", "<!", "$(", "/*", "'''", "<?php ", "a=a+", "[[", "#{", "@@",
        "%{", "\t", "é",
    ];
    let languages = [
        "js", "ts", "html", "php", "python", "ruby", "bash", "c", "cpp", "java", "css", "sql",
        "yaml", "xml", "ps1", "md", "latex", "perl", "toml", "console",
    ];
    let code: Vec<String> = languages
        .iter()
        .flat_map(|l| parts.iter().map(|p| fence(l, p)))
        .take(many(12))
        .collect();
    tricks.push(("code", code.concat()));
    let mut kb = Kb::new().settings("title: Desk\naudiences: [internal, public]\n");
    for (name, body) in &tricks {
        kb = kb.file(
            &format!("content/{name}.md"),
            article(body, &format!("zebra-{name}")),
        );
    }
    let _ = findings(&kb);
    let ran = guarded(&kb, &["build", "--quiet", "--audience", "public"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for (name, _) in &tricks {
        assert!(
            kb.read(&format!("public/{name}/index.html"))
                .contains(&format!("zebra-{name}")),
            "{name}"
        );
    }
    assert!(!kb.read("public/control/index.html").contains('\0'));
}

#[test]
fn a_file_larger_than_any_article_is_left_out_and_said() {
    let kb = Kb::new()
        .article("content/good.md", "VPN drops", "")
        .file("content/giant.md", "x".repeat((16 << 20) + 1));
    assert!(findings(&kb).contains("content/giant.md: error[KB062] the file is larger than 16 MB"));
    let _ = guarded(&kb, &["build", "--quiet"]);
    assert!(kb.has("public/good/index.html") && !kb.has("public/giant/index.html"));
}
