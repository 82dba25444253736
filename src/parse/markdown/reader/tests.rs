//! Tests of what is read from a body.

use crate::diag::{Diagnostic, FileId};
use crate::parse::Internal;
use crate::parse::markdown::{Body, LinkKind, body};
use crate::paths::ContentPath;
use crate::source::SourceFile;
use proptest::prelude::{prop_assert, proptest};

fn read_all(text: &str, offset: usize, internal: Internal) -> (Body, Vec<Diagnostic>) {
    let file = SourceFile {
        id: FileId(0),
        path: ContentPath::new("a.md").unwrap(),
        text: text.into(),
    };
    body(&file, offset, internal)
}

fn read(text: &str) -> Body {
    read_all(text, 0, Internal::Remove).0
}

fn sections(text: &str) -> Vec<String> {
    let body = read(text);
    let name = |s: Option<usize>| s.map_or("-", |i| &body.outline[i].text);
    let all = body.sections.iter();
    all.map(|s| format!("{}: {}", name(s.heading), s.text))
        .collect()
}

#[test]
fn the_outline_and_the_title() {
    for (text, title, outline) in [
        (
            "# T\n\n## A `b` *c*\n### A b c\n",
            "T",
            "2 a-b-c, 3 a-b-c-1",
        ),
        ("<!-- x -->\n\n# T {#t}\n# U", "T", "1 u"),
        ("#\n\n## Cause\n", "", "1 s, 2 cause"),
        ("T\\\nU\n===\nA\0\\\nB\n---\n", "T U", "2 a-b"),
        ("a\n\n# T\n", "", "1 t"),
        ("> # T\n", "", "1 t"),
        ("## A\n# B\n", "", "2 a, 1 b"),
        ("T\n===\nA {#x .c}\n---\n", "T", "2 x"),
        ("## A {#}\n## [B](c) {#q/x}\n", "", "2 a, 2 q-x"),
        ("## ![logo](x.png) Start\n", "", "2 logo-start"),
    ] {
        let body = read(text);
        let got: Vec<String> = body
            .outline
            .iter()
            .map(|h| format!("{} {}", h.level, h.id))
            .collect();
        assert_eq!(
            body.title.map(|t| t.text).unwrap_or_default(),
            title,
            "{text:?}"
        );
        assert_eq!(got.join(", "), outline, "{text:?}");
    }
}

#[test]
fn sections_are_plain_text() {
    let text = "lead *in*  two\nlines\n\n## A\n\n- x `y`\n- z\n\n| h | i |\n|---|---|\n| 1 | a<br>b |\n\n```sh\nls  -l\ncd\n```\n![alt](p.png) &amp; &lt;b>\n\n## B\n\n<table><tr><td>c&nbsp;d</td><td>e</td></tr></table>\n<script>no()</script>\n\nIn <script>no()</script> <b>bold</b> https://<instance>.example\n## C\n";
    assert_eq!(
        sections(text),
        [
            "-: lead in two lines",
            "A: x y\nz\nh i\n1 a\nb\nls -l\ncd\nalt & <b>",
            "B: c d e\nIn bold https://<instance>.example",
            "C: ",
        ]
    );
}

#[test]
fn links_and_their_places() {
    let text = "---\n---\n[a *b*](x.md) ![c](p.png \"t\") [[KB0042]] [[KB0043|two words]] <https://e.org> <m@e.org>\n[r][ref] [ref] [![i](i.png)](big.png)\n\n> <a href='y&amp;z.md'>w <b>v</b></a>\n> <img alt=\"q\" src=p2.png>\n\n[ref]: r.md\n";
    let (body, diagnostics) = read_all(text, 8, Internal::Remove);
    let show = |k: LinkKind| match k {
        LinkKind::Link => "link",
        LinkKind::Image => "image",
        LinkKind::Wiki => "wiki",
        LinkKind::Auto => "auto",
    };
    let got: Vec<String> = body
        .links
        .iter()
        .map(|l| {
            format!(
                "{} {} ({}) {}",
                show(l.kind),
                l.target,
                l.text,
                &text[l.span.start..l.span.end]
            )
        })
        .collect();
    assert_eq!(
        got,
        [
            "link x.md (a b) [a *b*](x.md)",
            "image p.png (c) ![c](p.png \"t\")",
            "wiki KB0042 (KB0042) [[KB0042]]",
            "wiki KB0043 (two words) [[KB0043|two words]]",
            "auto https://e.org (https://e.org) <https://e.org>",
            "auto m@e.org (m@e.org) <m@e.org>",
            "link r.md (r) [r][ref]",
            "link r.md (ref) [ref]",
            "link big.png (i) [![i](i.png)](big.png)",
            "image i.png (i) ![i](i.png)",
            "link y&z.md (w v) y&amp;z.md",
            "image p2.png (q) p2.png",
        ]
    );
    assert_eq!(diagnostics, []);
}

#[test]
fn undefined_references_are_said() {
    for (text, want) in [
        ("a [b][nope] c", "KB043 2..11"),
        ("a [nope][]", "KB043 2..8"),
        ("a [b] [ ] `[b][c]`\n\n```\n[b][c]\n```\n", ""),
        ("a[^1]\n\n[^1]: b", ""),
        ("- [ ] a\n- [x] b", ""),
    ] {
        let (_, diagnostics) = read_all(text, 0, Internal::Remove);
        let got: Vec<String> = diagnostics
            .iter()
            .map(|d| {
                d.span.map_or_else(String::new, |s| {
                    format!("{} {}..{}", d.code, s.start, s.end)
                })
            })
            .collect();
        assert_eq!(got.join(", "), want, "{text:?}");
    }
}

#[test]
fn the_lead_is_the_first_prose() {
    for (text, want) in [
        (
            "# T\n\n> [!NOTE]\n> n\n\n- l\n\n**Issue**\n\n![x](y.png)\n\nFirst *words*.\n\nSecond.",
            "First words.",
        ),
        ("## A\n\nText <b>b</b>", "Text b"),
        ("**All strong** but this", "All strong but this"),
        ("- a\n\n  b\n", ""),
        (":::internal\nX\n:::\nY", "Y"),
    ] {
        assert_eq!(read(text).lead, want, "{text:?}");
        assert_eq!(read_all(text, 0, Internal::Keep).0.lead, want, "{text:?}");
    }
    assert!(read(&"word ".repeat(1000)).lead.chars().count() <= 401);
}

#[test]
fn anchors_of_raw_html_without_those_of_headings() {
    let body = read("<a name=\"x\"></a> <a id=y>\n\n## Z\n<div id='z'><p id=\"db-q\">\n<b name=n>");
    assert_eq!(body.anchors, ["x", "y"]);
}

#[test]
fn internal_blocks_leave_no_trace() {
    let text =
        "a\n\n:::internal\n## X1\n[X2](X3.md) <a name=X4></a> [X5][X6]\n\n[r]: X7\n:::\nb [r]";
    let (body, diagnostics) = read_all(text, 0, Internal::Remove);
    let all = format!("{body:?} {diagnostics:?}");
    assert!(!all.contains('X'), "{all}");
    assert!(body.has_internal);
    assert_eq!(
        &text[body.internal[0].start..body.internal[0].end]
            .lines()
            .count(),
        &6
    );
    let (kept, _) = read_all(text, 0, Internal::Keep);
    assert_eq!(kept.outline.len(), 1);
}

#[test]
fn big_and_deep_articles_take_little_time() {
    for piece in [
        "> ",
        "- ",
        "* a\n",
        "[",
        "![",
        "[[",
        "**a ",
        "`a",
        "<a ",
        "<b>",
        "[a](",
        "[^a]",
        "[^a]: ",
        "|a",
        "| a |\n|---|\n",
        "a\n",
        "](",
        "[a][b] ",
        "<!-- ",
        "~~",
        "# a\n",
        "&amp;",
        "\\",
        "1. ",
        "~~~\n",
        "[a]: b\n",
        "\u{0}",
        "[x] ",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        read(&text);
    }
}

#[test]
fn a_very_long_article_is_noted() {
    let (_, diagnostics) = read_all(&"words and more\n".repeat(100_000), 0, Internal::Remove);
    assert_eq!(
        diagnostics.iter().map(|d| d.code.0).collect::<Vec<_>>(),
        ["KB007"]
    );
}

proptest! {
    #[test]
    fn any_text_can_be_read(text in "\\PC{0,80}|([#>*`<a=\"'/:|!&;() \\[\\]\n-]|\\^1|a){0,80}") {
        let (body, _) = read_all(&text, 0, Internal::Keep);
        for link in &body.links {
            prop_assert!(text.get(link.span.start..link.span.end).is_some());
        }
        prop_assert!(body.links.windows(2).all(|w| w[0].span.start <= w[1].span.start));
    }
}
