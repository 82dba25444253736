//! Tests of the HTML of articles: what each construct looks like, and that no trick runs anything.

mod needs;
mod safety;

use crate::diag::FileId;
use crate::parse::Internal;
use crate::parse::markdown::{Body, LinkKind, body};
use crate::paths::ContentPath;
use crate::render::highlight::Highlighter;
use crate::render::html::{HtmlWords, Input, LinkHref, Parts, article};
use crate::source::SourceFile;

fn read(text: &str) -> Body {
    let file = SourceFile {
        id: FileId(0),
        path: ContentPath::new("a.md").unwrap(),
        text: text.into(),
    };
    body(&file, 0, Internal::Keep).0
}

/// Every link leads where it says, but for those to `nowhere`.
fn hrefs(body: &Body) -> Vec<LinkHref> {
    let one = |l: &crate::parse::markdown::RawLink| LinkHref {
        href: (!l.target.contains("nowhere")).then(|| l.target.clone()),
        external: l.target.starts_with("http"),
        title: if l.kind == LinkKind::Wiki {
            "T & U".to_owned()
        } else {
            String::new()
        },
        size: l.target.contains(".png").then_some((400, 200)),
    };
    body.links.iter().map(one).collect()
}

fn parts(text: &str) -> Parts {
    let body = read(text);
    let targets = hrefs(&body);
    article(&Input {
        body: &body,
        targets: &targets,
        highlighter: &Highlighter::new(),
        words: &HtmlWords::default(),
    })
}

/// All parts in one text, their headings as comments.
fn html(text: &str) -> String {
    let mut out = String::new();
    for part in parts(text).parts {
        if part.role != "lead" {
            out += &["[", part.role, " ", &*part.id, " ", &*part.heading, "]"].concat();
        }
        out += part.html.trim();
    }
    out.replace('\n', "")
}

#[test]
fn each_construct() {
    for (text, want) in [
        (
            "a *b* **c** ~~d~~ `e<`\\\nf",
            "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;</code><br>f</p>",
        ),
        ("3. a\n4. b", "<ol start=\"3\"><li>a</li><li>b</li></ol>"),
        ("- a\n\n  b", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ("> a", "<blockquote><p>a</p></blockquote>"),
        (
            "> [!warning]\n> a",
            "<aside class=\"alert alert-warning\" role=\"note\"><p class=\"alert-title\">Warning</p><p>a</p></aside>",
        ),
        (
            "|a|b|\n|-:|---|\n|1|2|",
            "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Table 1\"><table><thead><tr><th scope=\"col\" class=\"right\">a</th><th scope=\"col\">b</th></tr></thead><tbody><tr><td class=\"right\">1</td><td>2</td></tr></tbody></table></div>",
        ),
        (
            "- [x] a\n- [ ] b",
            "<ul><li class=\"task\"><input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"Done\"> a</li><li class=\"task\"><input type=\"checkbox\" disabled=\"\" aria-label=\"To do\"> b</li></ul>",
        ),
        (
            "```text\na<\n```",
            "<pre class=\"code\" data-lang=\"text\" tabindex=\"0\"><code>a&lt;</code></pre>",
        ),
        (
            "    a",
            "<pre class=\"code\" tabindex=\"0\"><code>a</code></pre>",
        ),
        ("a\n\n---\n", "<p>a</p><hr>"),
        ("a\n: b", "<p>a: b</p>"),
    ] {
        assert_eq!(html(text), want, "{text}");
    }
}

#[test]
fn links() {
    for (text, want) in [
        (
            "[a](b/ \"t\\\"\")",
            "<p><a href=\"b/\" title=\"t&quot;\">a</a></p>",
        ),
        (
            "[a](https://e.org/?a=1&b=2)",
            "<p><a href=\"https://e.org/?a=1&amp;b=2\" class=\"external\" rel=\"noopener\">a</a></p>",
        ),
        (
            "[a *b*](nowhere.md)",
            "<p><span class=\"broken-link\">a <em>b</em></span></p>",
        ),
        (
            "[[KB0042]] [[KB0042|w]] [[nowhere]]",
            "<p><a href=\"KB0042\"><span class=\"unsearched\">T &amp; U</span></a> <a href=\"KB0042\">w</a> <span class=\"broken-link\"><span class=\"unsearched\">T &amp; U</span></span></p>",
        ),
        (
            "<a href=\"b\">c</a> <a href=nowhere>d</a> e",
            "<p><a href=\"b\">c</a> <span class=\"broken-link\">d</span> e</p>",
        ),
    ] {
        assert_eq!(html(text), want, "{text}");
    }
}

#[test]
fn images() {
    let img = "<img src=\"a.png\" alt=\"b c\" width=\"400\" height=\"200\"";
    for (text, want) in [
        ("![b *c*](a.png)", format!("<figure><a class=\"zoom\" href=\"a.png\">{img} decoding=\"async\"></a></figure>")),
        (
            "![b c](a.png \"t\") ",
            format!("<figure><a class=\"zoom\" href=\"a.png\">{img} decoding=\"async\" title=\"t\"></a><figcaption>t</figcaption></figure>"),
        ),
        ("x ![b c](a.png)", format!("<p>x <a class=\"zoom\" href=\"a.png\">{img} decoding=\"async\"></a></p>")),
        ("[![b c](a.png)](l)", format!("<figure><a href=\"l\">{img} decoding=\"async\"></a></figure>")),
        ("![](a.png)![](a.png)", "<p><img src=\"a.png\" alt=\"\" width=\"400\" height=\"200\" decoding=\"async\"><img src=\"a.png\" alt=\"\" width=\"400\" height=\"200\" loading=\"lazy\" decoding=\"async\"></p>".to_owned()),
        ("![b](http://e.org/a.png)", "<p><a href=\"http://e.org/a.png\" class=\"external\" rel=\"noopener\">b</a></p>".to_owned()),
        ("![](x/nowhere.png)", "<p><span class=\"broken-link\">nowhere.png</span></p>".to_owned()),
        ("<img src=a.png width=100 alt=q>", "<a class=\"zoom\" href=\"a.png\"><img src=\"a.png\" alt=\"q\" width=\"100\" height=\"50\" decoding=\"async\"></a>".to_owned()),
    ] {
        assert_eq!(html(text), want, "{text}");
    }
}

#[test]
fn parts_and_headings() {
    for (text, want) in [
        (
            "# T\n\na\n\n## Issue\nb\n### C\nc",
            "<p>a</p>[issue issue Issue]<p>b</p><h3 id=\"c\">C <a class=\"anchor\" href=\"#c\" aria-label=\"Link to this section: C\">#</a></h3><p>c</p>",
        ),
        (
            "## Fix `x`\n1. a\n   1. b",
            "[resolution fix-x Fix x]<ol class=\"steps\"><li>a<ol><li>b</li></ol></li></ol>",
        ),
        (
            "### A\n### B\n#### C",
            "[other a A][other b B]<h3 id=\"c\">C <a class=\"anchor\" href=\"#c\" aria-label=\"Link to this section: C\">#</a></h3>",
        ),
        (
            "a\n\n# B\n## C\n> # D",
            "<p>a</p>[other b B]<h3 id=\"c\">C <a class=\"anchor\" href=\"#c\" aria-label=\"Link to this section: C\">#</a></h3><blockquote><h3 id=\"d\">D <a class=\"anchor\" href=\"#d\" aria-label=\"Link to this section: D\">#</a></h3></blockquote>",
        ),
    ] {
        assert_eq!(html(text), want, "{text}");
    }
    let toc = parts("## A\n### B\n#### X\n### C\n## D").toc;
    assert_eq!(
        toc.iter()
            .map(|e| (&*e.id, e.children.len()))
            .collect::<Vec<_>>(),
        [("a", 2), ("d", 0)]
    );
}

#[test]
fn footnotes_have_numbers_and_ways_back() {
    let got = html("a[^x] b[^Y] c[^x]\n\n[^x]: X\n[^y]: Y\n[^z]: Z");
    let want = "<p>a<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\">1</a></sup>";
    assert!(got.starts_with(want), "{got}");
    assert!(
        got.contains("href=\"#fn-2\"") && got.contains("id=\"fnref-1-2\""),
        "{got}"
    );
    assert!(got.contains("<li id=\"fn-1\"><p>X</p> <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#fnref-1\" aria-label=\"Back to the text 1\">↩</a> <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#fnref-1-2\""), "{got}");
    assert!(
        got.contains("<li id=\"fn-3\"><p>Z</p></li></ol></section>"),
        "{got}"
    );
}

#[test]
fn internal_blocks_stand_apart() {
    let open = "<div class=\"internal\" role=\"note\" aria-label=\"Internal\">";
    for (text, want) in [
        (
            "a\n:::internal\nb\n\nc\n:::\nd",
            format!("<p>a</p>{open}<p>b</p><p>c</p></div><p>d</p>"),
        ),
        (
            "- a\n  :::internal\n  b\n  :::\n- c",
            format!("<ul><li><p>a</p>{open}<p>b</p></div></li><li><p>c</p></li></ul>"),
        ),
        (
            ":::internal\n- a\n:::\n- b",
            format!("<ul><li>{open}<p>a</p></div></li><li><p>b</p></li></ul>"),
        ),
        (
            ":::internal\n- a\n:::\n\nb",
            format!("{open}<ul><li>a</li></ul></div><p>b</p>"),
        ),
        (
            ":::internal\na\n## B\nc\n:::\nd",
            format!("{open}<p>a</p></div>[other b B]{open}<p>c</p></div><p>d</p>"),
        ),
        ("a\n:::internal\nb", format!("<p>a</p>{open}<p>b</p></div>")),
    ] {
        assert_eq!(html(text), want, "{text}");
    }
}

#[test]
fn raw_html() {
    for (text, want) in [
        (
            "a<br>b <kbd>C</kbd> &nbsp;<b>d",
            "<p>a<br>b <kbd>C</kbd> &nbsp;<b>d</b></p>",
        ),
        (
            "<details><summary>a</summary>\n\n**b**\n\n</details>\n\nc",
            "<details><summary>a</summary><p><strong>b</strong></p></details><p>c</p>",
        ),
        (
            "<table border=1><tr><td align=right style='x' colspan=2>a</td></tr></table>",
            "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Table 1\"><table><tbody><tr><td colspan=\"2\" class=\"right\">a</td></tr></tbody></table></div>",
        ),
        (
            "https://<instance>.example",
            "<p>https://&lt;instance&gt;.example</p>",
        ),
        (
            "<a name=\"x\"></a>b <a id=x></a>",
            "<p><a id=\"x\"></a>b <a></a></p>",
        ),
        ("</div></p>a", "<p></p>a"),
        (
            "a <script>b</script> c\n\nd <style> e\n\nf",
            "<p>a  c</p><p>d </p><p>f</p>",
        ),
        ("<h1>a</h1>", "<h2>a</h2>"),
        (
            "> <table>\n> <tr><td>a\n> </table>",
            "<blockquote><div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Table 1\"><table><tbody><tr><td>a</td></tr></tbody></table></div></blockquote>",
        ),
    ] {
        assert_eq!(html(text), want, "{text}");
    }
}

#[test]
fn deep_and_long_articles_take_little_time() {
    for piece in [
        "\n\n<div>",
        "<b>a ",
        "<table><td>",
        "<a href=x>",
        "> ",
        "* a\n",
        "a\n\n:::internal\nb\n:::\n\n",
        "```js\n/* a\n```\n\n",
    ] {
        let got = html(&piece.repeat(100_000 / piece.len()));
        assert!(got.len() < 3_000_000, "{piece}: {}", got.len());
    }
    let rows = format!("<table>{}</table>", "<tr><td>a<td>b".repeat(300));
    assert_eq!(html(&rows).matches("<td>").count(), 600);
    assert!(html("x\n:::internal\na\n:::\nb").contains("</div><p>b"));
}
