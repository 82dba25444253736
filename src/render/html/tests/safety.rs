//! Tricks to run script in a reader's browser. None may work, and cleaning must find nothing left to do.

use crate::parse::markdown::entity::decode;
use crate::render::html::clean::clean;
use crate::render::html::tests::{html, parts};
use proptest::prelude::{prop, prop_assert, proptest};

const TRICKS: [&str; 72] = [
    // Addresses of Markdown.
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](<java\tscript:alert(1)>)",
    "[a](&#106;avascript:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](&#x6A&#x61;vascript:alert(1))",
    "[a](\\javascript:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:msgbox(1))",
    "[a](file:///etc/passwd)",
    "[a][r]\n\n[r]: javascript:alert(1)",
    "![a](javascript:alert(1))",
    "![a](data:image/svg+xml;base64,PHN2Zz4=)",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "[[javascript:alert(1)]]",
    "[[javascript:alert(1)|a]]",
    "[a](\u{1}javascript:alert(1))",
    "[a](&NewLine;javascript:alert(1))",
    "[a](&Tab;java&Tab;script:alert(1))",
    // Titles, alternative texts, ids, languages.
    "[a](b \"\\\" onclick=alert(1) x=\\\"\")",
    "![\\\" onerror=alert(1) x=\\\"](a.png)",
    "![a](a.png '\"><script>alert(1)</script>')",
    "![<img src=x onerror=alert(1)>](a.png)",
    "## a {#\"onclick=alert(1)}",
    "## a {#x\"><script>alert(1)</script>}",
    "## a {onclick=alert(1) .\"><script>}",
    "## <script>alert(1)</script>",
    "## a\n### \"><img src=x onerror=alert(1)>",
    "```\"><script>alert(1)</script>\na\n```",
    "```x\" onclick=\"alert(1)\na\n```",
    "```html\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    "`<script>alert(1)</script>`",
    "a[^\"><script>alert(1)</script>]\n\n[^\"><script>alert(1)</script>]: b",
    "a[^1]\n\n[^1]: <script>alert(1)</script><img src=x onerror=alert(1)>",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "- [ ] <input onfocus=alert(1) autofocus>",
    "> [!NOTE]\n> <svg/onload=alert(1)>",
    // Tags written by hand.
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//e.org/x.js></SCRIPT>",
    "<script\n>alert(1)",
    "a <script>alert(1)",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=`javascript:alert(1)`>",
    "<img src=\"javascript:alert(1)\">",
    "<img/src=x/onerror=alert(1)>",
    "<img \"\"\"><script>alert(1)</script>\">",
    "<a href=\"javascript:alert(1)\">a</a>",
    "<a href=\" &#14; javascript:alert(1)\">a</a>",
    "<a href=java&#x0A;script:alert(1)>a</a>",
    "<a href='x' onclick='alert(1)'>a</a>",
    "<a title='\" onclick=alert(1) x=\"' href=b>a</a>",
    "<svg><script>alert(1)</script></svg>",
    "<svg onload=alert(1)><a xlink:href=\"javascript:alert(1)\"><text>x",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe src=\"javascript:alert(1)\" srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=\"javascript:alert(1)\"></object><embed src=\"javascript:alert(1)\">",
    "<form action=\"javascript:alert(1)\"><button formaction=\"javascript:alert(1)\">a</button></form>",
    "<base href=\"javascript:alert(1)//\"><meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<link rel=stylesheet href=\"javascript:alert(1)\"><style>@import 'javascript:alert(1)'</style>",
    "<div style=\"background:url(javascript:alert(1))\" onmouseover=alert(1)>a</div>",
    "<details open ontoggle=alert(1)><summary>a</summary></details>",
    "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)>",
    "<body onload=alert(1)><p onclick=alert(1) id=db-search>a",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<textarea></textarea><script>alert(1)</script><xmp><img src=x onerror=alert(1)></xmp>",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><script>alert(1)</script> -->",
    "<template><script>alert(1)</script></template><x onclick=alert(1)>a</x>",
    "<![CDATA[<script>alert(1)</script>]]><?x <script>alert(1)</script>?>",
];

/// The tags of a page, without what stands between them.
fn tags(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        // Our own attributes never hold a bare `>`.
        let end = rest[start..]
            .find('>')
            .map_or(rest.len(), |i| start + i + 1);
        out.push_str(&rest[start..end]);
        rest = &rest[end..];
    }
    out.to_lowercase()
}

/// Opening tags among tags.
fn opening(tags: &str) -> Vec<String> {
    let all = tags.split_inclusive('>').map(decode);
    all.filter(|t| !t.starts_with("</"))
        .map(Into::into)
        .collect()
}

/// The names of the attributes of a tag.
fn attribute_names(tag: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut quoted = false;
    let mut name = String::new();
    for c in tag.chars().skip(1) {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '=' => names.push(std::mem::take(&mut name)),
            c if c.is_whitespace() || c == '<' => name.clear(),
            c => name.push(c),
        }
    }
    names
}

fn assert_harmless(trick: &str) {
    let html = html(trick);
    let tags = tags(&html);
    for bad in [
        "<script",
        "<style",
        "<svg",
        "<math",
        "<iframe",
        "<object",
        "<embed",
        "<form",
        "<base",
        "<meta",
        "<link",
        "<body",
        "<template",
        "javascript:",
        "data:",
        "vbscript:",
        "file:",
        "=\"db-",
    ] {
        // Titles and names may say anything: they are not addresses.
        let told = bad.ends_with(':') && !tags.contains(&format!("=\"{bad}"));
        assert!(told || !tags.contains(bad), "{bad} of {trick:?} in {html}");
    }
    for tag in tags.split_inclusive('>') {
        for name in attribute_names(tag) {
            assert!(
                !name.starts_with("on") && name != "style" && name != "srcdoc",
                "{name} of {trick:?} in {html}"
            );
        }
    }
    for part in parts(trick).parts {
        // What the sanitising library would write for the same document: nothing may be missing in it.
        let cleaned = clean(&part.html);
        assert_eq!(canonical(&cleaned), canonical(&part.html), "{trick:?}");
    }
}

/// HTML without the ways of writing that do not matter.
fn canonical(html: &str) -> String {
    decode(html).into_owned()
}

#[test]
fn no_trick_works() {
    for trick in TRICKS {
        for around in [
            "WORD",
            "a WORD b",
            "> WORD",
            "- WORD\n- b",
            "<div>\nWORD\n</div>",
            "<b>WORD",
            "## A\n\nWORD\n\n## B",
            "[x WORD y](z)",
            "**WORD**",
        ] {
            assert_harmless(&around.replace("WORD", trick));
        }
    }
}

#[test]
fn the_checks_of_this_file_can_fail() {
    assert_eq!(
        attribute_names("<a href=\"on=\" onclick=x>"),
        ["href", "onclick"]
    );
    assert_eq!(tags("a<b>c<d e=\"f\">"), "<b><d e=\"f\">");
}

proptest! {
    #[test]
    fn pieces_of_tricks_in_any_order(pieces in prop::collection::vec(prop::sample::select(vec![
        "<a href=", "\"", "'", ">", "<", "</", "javascript:", "[", "](", ")", "![", "`", "```\n", "\n\n", "<script>", "</script>",
        "<img src=x ", "onerror=", "<!--", "-->", "&#x6a;", "<svg>", "<table>", "</td>", "| a |\n|---|\n", "- ", "> ", "[^1]", "[^1]: ",
        "## ", "{#", "}", "<style>", "<div ", "a", " ", "<br>", "</a>", "*", "<title>", "<p id=x>",
    ]), 0..14)) {
        let text = pieces.concat();
        let html = html(&text);
        let all = tags(&html);
        prop_assert!(!all.contains("<script") && !all.contains("<style") && !all.contains("href=\"javascript"), "{text:?} {html}");
        for part in parts(&text).parts {
            // Torn tables may be mended twice, but no tag and no attribute may be taken away.
            let again = decode(&tags(&clean(&part.html))).into_owned();
            for tag in opening(&tags(&part.html)) {
                prop_assert!(again.contains(&tag), "{text:?}\n{tag}\n{}", part.html);
            }
        }
    }
}
