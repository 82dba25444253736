//! Files that could run in a reader's browser.
//!
//! Takes articles that show and link to them. Gives what is published and what is said. Never opens a browser: that is
//! done in `tests/browser/hostile.test.mjs`.

use crate::kb::Kb;

const SVG: &str = "xmlns=\"http://www.w3.org/2000/svg\"";

#[test]
fn what_could_run_is_named_and_not_published() {
    let kb = Kb::new()
        .file("content/x.svg", format!("<svg {SVG} onload=\"x()\"/>"))
        .file("content/y.html", "<p>Hello</p>")
        .file("content/LICENSE", "<html><script>x()</script>")
        .file("content/_redirects", "/* https://example.com/ 301")
        .file("content/good.svg", format!("<svg {SVG} width=\"9\" height=\"9\"/>"))
        .file("content/task.xml", "<?xml version=\"1.0\"?><Task/>")
        .file(
            "content/a.md",
            "# Linked\n\n![x](x.svg) [x](x.svg) [y](y.html) [l](LICENSE) [r](_redirects) ![g](good.svg) [t](task.xml)\n",
        )
        .git();
    let ran = kb.run(&["build"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for (name, published) in [
        ("x.svg", false),
        ("y.html", false),
        ("LICENSE", false),
        ("_redirects", false),
        ("good.svg", true),
        ("task.xml", true),
    ] {
        assert_eq!(kb.has(&format!("public/{name}")), published, "{name}");
        let told = ran
            .stderr
            .matches(&format!("`content/{name}` could run"))
            .count();
        assert_eq!(told, usize::from(!published), "{name}: {}", ran.stderr);
    }
    assert!(ran.stderr.contains("KB047") && ran.stderr.contains("content/a.md:3:1"));
}
