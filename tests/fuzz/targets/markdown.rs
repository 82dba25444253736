//! Markdown to HTML.
//!
//! Takes the body of an article. Gives nothing. Never lets anything through that the sanitising library would take away, an
//! id that stands twice, or a place that is none.

use crate::Target;
use crate::corpus;
use crate::features::Features;
use crate::targets::{file, findings, place, text};
use ammonia::{Builder, UrlRelative};
use deskbook::parse::Internal;
use deskbook::parse::markdown::{Body, LinkKind, RawLink, body, events};
use deskbook::render::escape::is_safe_url;
use deskbook::render::highlight::Highlighter;
use deskbook::render::html::{HtmlWords, Input, LinkHref, article};
use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

const WORDS: &[&str] = &[
    "# ",
    "## ",
    "### ",
    "- ",
    "* ",
    "1. ",
    "999999999. ",
    "> ",
    "> [!NOTE]\n> ",
    "> [!WARNING]\n",
    "```",
    "~~~",
    "```powershell\n",
    "```html\n",
    "    ",
    "\n\n",
    "\n",
    "  \n",
    "\\\n",
    "|",
    "|---|\n",
    "| a | b |\n|---|---|\n| c | d |\n",
    "- [ ] ",
    "- [x] ",
    "[^1]",
    "[^1]: ",
    "[a](b)",
    "![a](b.png)",
    "[[KB0042]]",
    "[[KB0042|words]]",
    "[a]: b\n",
    "[a][b]",
    "<https://example.org>",
    "<a@b.c>",
    "`",
    "``",
    "*",
    "**",
    "_",
    "~~",
    "{#id}",
    "{.x}",
    ":::internal\n",
    ":::\n",
    "::: internal\n",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<script>",
    "</script>",
    "<style>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "<svg>",
    "<a href=\"",
    "javascript:",
    "<img src=x onerror=alert(1)>",
    "<details>",
    "<summary>",
    "<table>",
    "<td>",
    "<h2 id=x>",
    "<kbd>",
    "<br>",
    "<pre>",
    "&lt;",
    "&#x6a;",
    "&#0;",
    "&amp",
    "&NotEqualTilde;",
    "&",
    "<",
    ">",
    "\"",
    "## Resolution\n",
    "## Issue\n",
    "## Escalation\n",
    "**Error:** ",
    "---\n",
    "***\n",
    "===\n",
    "$$",
    "^a^",
    "http://x.y",
    "\\",
    "\t",
];

pub(crate) const TARGET: Target = Target {
    name: "markdown",
    seeds,
    words: WORDS,
    count: 500,
    run,
};

fn seeds() -> Vec<Vec<u8>> {
    let mut all = corpus::of_repository("content", ".md");
    all.extend(corpus::of_repository("tests/fixtures/diagnostics", ".md"));
    // A whole article is too much to harm at once.
    for article in &mut all {
        article.truncate(1500);
    }
    all
}

static HIGHLIGHTER: LazyLock<Highlighter> = LazyLock::new(Highlighter::new);

/// A second opinion on what may stand in an article: it knows every element that harms nobody, and any id and class.
static SECOND: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .add_tags(["section", "input"])
        .add_generic_attributes([
            "class",
            "id",
            "role",
            "title",
            "lang",
            "dir",
            "tabindex",
            "aria-label",
        ])
        .add_tag_attributes("input", ["type", "disabled", "checked"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("a", ["rel"])
        .add_tag_attributes("li", ["value"])
        .add_tag_attributes("ol", ["reversed", "type"])
        .add_tag_attributes("pre", ["data-lang"])
        .add_tag_attributes("img", ["loading", "decoding"])
        .url_schemes(
            deskbook::paths::SAFE_SCHEMES
                .iter()
                .copied()
                .collect::<HashSet<_>>(),
        )
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None);
    builder
});

fn href(link: &RawLink) -> LinkHref {
    LinkHref {
        href: (!link.target.contains("nowhere") && is_safe_url(&link.target))
            .then(|| link.target.clone()),
        external: link.target.starts_with("http"),
        title: if link.kind == LinkKind::Wiki {
            "T & <U>".to_owned()
        } else {
            String::new()
        },
        size: link.target.contains(".png").then_some((400, 200)),
    }
}

fn run(input: &[u8], features: &mut Features) {
    let text = text(input);
    let source = file("content/a.md", &text);
    for internal in [Internal::Keep, Internal::Remove] {
        let (body, found) = body(&source, 0, internal);
        findings(&text, &found, features);
        shape(&text, &body, features);
        let targets: Vec<LinkHref> = body.links.iter().map(href).collect();
        let made = article(&Input {
            body: &body,
            targets: &targets,
            highlighter: &HIGHLIGHTER,
            words: &HtmlWords::default(),
        });
        let mut ids = BTreeSet::new();
        for part in &made.parts {
            features.see(part.role);
            if !part.id.is_empty() {
                assert!(
                    ids.insert(part.id.clone()),
                    "the id {:?} stands twice",
                    part.id
                );
            }
            assert!(!part.heading.contains(['\n', '\0']), "{:?}", part.heading);
            harmless(&part.html, &mut ids, features);
        }
        assert_eq!(targets.len(), body.links.len());
        let twin = deskbook::parse::markdown::twin::twin(&body, &[]);
        features.count("twin", twin.len());
    }
}

/// What was read of the body.
fn shape(text: &str, body: &Body, features: &mut Features) {
    for heading in &body.outline {
        place(text, heading.span);
        features.see((heading.level, heading.id.len() < 3));
    }
    for link in &body.links {
        place(text, link.span);
        features.see(std::mem::discriminant(&link.kind));
    }
    for section in &body.sections {
        assert!(section.heading.is_none_or(|h| h < body.outline.len()));
        assert!(!section.text.contains('\0') || text.contains('\0'));
    }
    let mut last = None;
    for (event, range) in events(&body.markdown) {
        assert!(
            body.markdown.get(range).is_some(),
            "an event stands nowhere"
        );
        let now = std::mem::discriminant(&event);
        features.see((last, now));
        last = Some(now);
    }
}

/// The tags of a page in lower case.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<')
        .skip(1)
        .map(|t| t.split('>').next().unwrap_or_default())
}

/// The names and values of the attributes of a tag as this program writes it.
fn attributes(tag: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = tag
        .split_once(char::is_whitespace)
        .map_or("", |(_, rest)| rest);
    while let Some((name, tail)) = rest.split_once('=') {
        let Some((value, tail)) = tail.strip_prefix('"').and_then(|t| t.split_once('"')) else {
            break;
        };
        found.push((
            name.split_whitespace()
                .last()
                .unwrap_or_default()
                .to_lowercase(),
            value.to_owned(),
        ));
        rest = tail;
    }
    found
}

fn harmless(html: &str, ids: &mut BTreeSet<String>, features: &mut Features) {
    assert!(!html.contains('\0'), "a NUL in a page");
    for tag in tags(html) {
        let name: String = tag
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        assert!(
            !matches!(
                &*name.to_lowercase(),
                "script"
                    | "style"
                    | "iframe"
                    | "object"
                    | "form"
                    | "svg"
                    | "math"
                    | "base"
                    | "meta"
                    | "link"
            ),
            "<{tag}>"
        );
        for (attribute, value) in attributes(tag) {
            assert!(
                !attribute.starts_with("on") && attribute != "style",
                "<{tag}>"
            );
            let is_address = attribute == "href" || attribute == "src";
            assert!(
                !is_address || is_safe_url(&deskbook::parse::markdown::entity::decode(&value)),
                "<{tag}>"
            );
            if attribute == "id" {
                assert!(ids.insert(value.clone()), "the id {value:?} stands twice");
            }
            features.see((&name, &attribute));
        }
    }
    // The library may put torn tables right and takes away addresses that lead nowhere (`http:`), but no tag and no other
    // attribute.
    let again = SECOND.clean(html).to_string();
    let count = |html: &str, what: &str| html.matches(what).count();
    for name in [
        "<a ",
        "<img ",
        "<input ",
        " id=\"",
        " class=\"",
        " title=\"",
        " dir=\"",
        " lang=\"",
    ] {
        assert!(
            count(&again, name) >= count(html, name),
            "{name} is gone\n{html}\n{again}"
        );
    }
    assert_eq!(
        SECOND.clean(&again).to_string().len(),
        again.len(),
        "cleaning has no end: {again}"
    );
}
