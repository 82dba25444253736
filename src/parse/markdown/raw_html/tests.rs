//! Tests of raw HTML: what is a tag, what is text, what vanishes.

use crate::parse::markdown::entity::decode;
use crate::parse::markdown::raw_html::{Curtain, Token, tokens};
use proptest::prelude::{prop_assert, proptest};

fn show(html: &str) -> String {
    let mut curtain = Curtain::default();
    let mut out = String::new();
    for (token, _) in tokens(html) {
        if curtain.shows(&token) {
            match token {
                Token::Open { name, attrs } => {
                    out += "[";
                    out += &name;
                    for a in attrs {
                        out += &[" ", &*a.name, "=", &*a.value].concat();
                    }
                    out += "]";
                }
                Token::Close { name } => out += &["[/", &*name, "]"].concat(),
                Token::Text(text) => out += text,
            }
        }
    }
    out
}

#[test]
fn tags_text_and_what_vanishes() {
    for (html, want) in [
        ("a <b>c</b> d", "a [b]c[/b] d"),
        (
            "<A HREF='x&amp;y' name=z checked>",
            "[a href=x&y name=z checked=]",
        ),
        (
            "<img src = \"a b.png\" alt=\"\"/>",
            "[img src=a b.png alt=]",
        ),
        (
            "https://<instance>.example/<your name>",
            "https://<instance>.example/<your name>",
        ),
        ("a<!-- <b> -->c<!DOCTYPE x><?php a ?>d", "acd"),
        ("<script>if (a<b) { '</b>' }</script>e", "e"),
        ("<STYLE>p{}</sTyLe >f<svg><a>g</a></svg>", "f"),
        ("x<script>y", "x"),
        ("1 < 2 <3", "1 < 2 <3"),
        ("<a href=\"x", "<a href=\"x"),
        ("<!-- never closed <b>", ""),
        ("</div x>", "[/div]"),
    ] {
        assert_eq!(show(html), want, "{html}");
    }
}

#[test]
fn values_know_their_places() {
    let html = "x <a title=q href='a.md'>";
    let all = tokens(html);
    let (Token::Open { attrs, .. }, _) = &all[1] else {
        panic!("no tag");
    };
    assert_eq!(&html[attrs[1].at.clone()], "a.md");
}

#[test]
fn long_nonsense_takes_no_time() {
    for piece in ["<a ", "<", "<!--", "<script>", "</", "<a b=\"", "&", "&a"] {
        let _ = tokens(&piece.repeat(200_000));
        let _ = decode(&piece.repeat(200_000));
    }
}

proptest! {
    #[test]
    fn any_text_has_tokens_in_order(html in "[<>/a-c \"'=!?&;-]{0,60}|\\PC{0,40}") {
        let mut at = 0;
        for (_, range) in tokens(&html) {
            prop_assert!(range.start >= at && range.end >= range.start && html.get(range.clone()).is_some());
            at = range.end;
        }
    }
}
