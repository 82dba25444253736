//! What the next team needs, in every way that authors write it.

use crate::render::html::tests::html;

fn escalation(text: &str) -> String {
    let shown = html(&format!("## Escalation\n\n{text}"));
    let shown = shown.replace("[escalation escalation Escalation]", "");
    let shown = shown.replace(" class=\"need-list\"", "");
    shown.replace("<p class=\"need-name unsearched\">", "<p>")
}

const TESTS: &str = "<div class=\"need need-tests\"><p>Test first</p>";
const TEAM: &str = "<div class=\"need need-team\"><p>Hand over to</p>";

#[test]
fn labelled_items_become_blocks() {
    for (text, want) in [
        (
            "- **Test:** a *b*\n- Tests: c\n- Team: N",
            format!("<div class=\"needs\">{TESTS}<ul><li>a <em>b</em></li><li>c</li></ul></div>{TEAM}<ul><li>N</li></ul></div></div>"),
        ),
        (
            "- Tests:\n  - a\n  - b\n- call us\n- **Team**: N",
            format!("<div class=\"needs\">{TESTS}<ul><li>a</li><li>b</li></ul></div><div class=\"need\">call us</div>{TEAM}<ul><li>N</li></ul></div></div>"),
        ),
        (
            "- Test: a\n\n- Test: b\n\n  more",
            format!("<div class=\"needs\">{TESTS}<ul><li>a</li><li>b<p>more</p></li></ul></div></div>"),
        ),
        (
            "1. Error: `0x1`",
            "<div class=\"needs\"><div class=\"need need-error\"><p>Exact error message</p><ul><li><code>0x1</code></li></ul></div></div>".to_owned(),
        ),
        (
            "- Test: one of\n  - a\n  - Team: b\n- Test: c",
            format!("<div class=\"needs\">{TESTS}<ul><li>one of<ul class-><li>a</li><li>Team: b</li></ul></li><li>c</li></ul></div></div>").replace("<ul class->", "<ul>"),
        ),
    ] {
        assert_eq!(escalation(text), want, "{text}");
    }
}

#[test]
fn lines_and_headings_become_blocks() {
    for (text, want) in [
        (
            "Words.\n\n**Tests:**\n\n- a\n\nMore.\n\n**Team:** N",
            format!(
                "<p>Words.</p>{TESTS}<ul><li>a</li></ul></div><p>More.</p>{TEAM}<ul><li>N</li></ul></div>"
            ),
        ),
        ("Tests:\n\n- a", format!("{TESTS}<ul><li>a</li></ul></div>")),
    ] {
        assert_eq!(escalation(text), want, "{text}");
    }
    let shown = escalation("### Tests\n\n- a\n\n### Where\n\nb\n\n### Team\n\nN");
    for piece in [
        "<div class=\"need need-tests\"><h3 id=\"tests\">",
        "<ul><li>a</li></ul></div><h3 id=\"where\">",
        "<p>b</p><div class=\"need need-team\">",
    ] {
        assert!(shown.contains(piece), "{piece}\n{shown}");
    }
    assert!(shown.ends_with("<p>N</p></div>"), "{shown}");
}

#[test]
fn what_has_no_label_and_what_stands_elsewhere_stays_as_it_is() {
    for text in [
        "- a\n- b",
        "Team: N and more.",
        "The team: N",
        "- Testing: x",
    ] {
        assert!(!escalation(text).contains("need"), "{text}");
    }
    assert!(!html("## Resolution\n\n- Test: a").contains("need"));
}

#[test]
fn an_internal_block_around_needs_stays_whole() {
    let shown = escalation(":::internal\n**Tests:**\n\n- a\n:::\n\nAfter.");
    assert!(
        shown.ends_with(&format!(
            "{TESTS}<ul><li>a</li></ul></div></div><p>After.</p>"
        )),
        "{shown}"
    );
}
