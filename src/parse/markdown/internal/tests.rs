//! Tests of internal blocks: what is hidden, what is not, and that nothing of a block survives.

use crate::parse::Internal;
use crate::parse::markdown::internal::{Settled, settle};
use proptest::prelude::{
    Just, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest,
};

fn removed(body: &str) -> Settled {
    settle(body, Internal::Remove)
}

/// The words that are left.
fn left(body: &str) -> String {
    let text = removed(body).text;
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn blocks_are_hidden_wherever_they_stand() {
    for (body, want) in [
        ("a\n:::internal\nX\n:::\nb\n", "a b"),
        ("a\r\n:::internal\r\nX\r\n:::\r\nb\r\n", "a b"),
        ("a\r:::internal\rX\r:::\rb", "a b"),
        ("a\n\n   ::: internal\nX\n   :::\nb", "a b"),
        ("1. a\n   :::internal\n   X\n   :::\n2. b", "1. a 2. b"),
        (
            "- a\n\n      :::internal\n      X\n      :::\n- b",
            "- a - b",
        ),
        ("> a\n> :::internal\n> X\n> :::\n> b", "> a > b"),
        ("- :::internal\n  X\n  :::\n- b", "- b"),
        (":::internal X :::\nb", "b"),
        (":::Internal for agents X\nX\n:::\nb", "b"),
        (":::internal\nX\n:::internal\nX\n:::\nX\n:::\nb", "b"),
        (":::internal\n:::tip\nX\n:::\nX\n:::\nb", "b"),
        ("::::internal\n:::\nX\n::::\nb", "b"),
        (":::tip\n:::internal\nX\n:::\nb\n:::\n", ":::tip b :::"),
        (":::internal\n```\n:::\nX\n```\nX\n:::\nb", "b"),
        (":::internal\n```\n    ```\n:::\nX\n```\n:::\nb", "b"),
        (":::internal\n    :::\n    X\n:::\nb", "b"),
        (":::internal\n<!--\n:::\n-->\nX\n:::\nb", "b"),
        (":::internal\nuse `<!--` X\n:::\nb", "b"),
        (":::internal\n- :::\n  X\n:::\nb", "b"),
        (":::interal\nX\n:::\nb", "b"),
        ("::internal\nX\n:::\nb", "b"),
        ("a\n:::internal\nX", "a"),
        (":::internal\n```\nX\n:::\nX", ""),
        ("<div>\n:::internal\nX\n:::\n</div>", "<div> </div>"),
        // The scanner sees a comment or code that the Markdown parser does not.
        (
            "write `` `<!-- `` and\n\n:::internal\nX\n:::\nb",
            "write `` `<!-- `` and b",
        ),
        ("- ```\n  code\n\n:::internal\nX\n:::\nb", "- ``` code b"),
        ("a `b\n:::internal\nX\n:::\nc` d", "a `b c` d"),
    ] {
        let got = removed(body);
        assert!(!got.text.contains('X'), "{body:?} gives {:?}", got.text);
        assert_eq!(left(body), want, "{body:?}");
    }
}

#[test]
fn text_is_left_alone() {
    for body in [
        "std::internal\na::b ::",
        "```\n:::internal\nX\n:::\n```\n",
        "~~~md\n:::internal\n~~~~\n",
        "<!--\n:::internal\nX\n:::\n-->\n",
        "`:::internal`",
        ":::tip\nX\n:::",
    ] {
        assert_eq!(removed(body).text, body);
        assert!(removed(body).blocks.is_empty(), "{body:?}");
    }
}

#[test]
fn what_is_wrong_is_said() {
    for (body, want) in [
        (":::internal\nX", "KB024 error 0..11"),
        ("a\n:::\n", "KB025 warning 2..5"),
        (":::tip\nX\n:::", "KB025 warning 0..6"),
        (":::image a=\"b\":::\nX", "KB025 warning 0..17"),
        (":::interal\nX\n:::", "KB025 error 0..10"),
        ("a :::internal b", "KB025 error 2..15"),
        ("a \\:::internal b", ""),
        (":::internal\nX\n:::", ""),
        ("`:::internal`", ""),
    ] {
        let got: Vec<String> = removed(body)
            .findings
            .iter()
            .map(|f| format!("{} {} {:?}", f.code, f.severity, f.at))
            .collect();
        assert_eq!(got.join(", "), want, "{body:?}");
    }
}

#[test]
fn kept_blocks_lose_only_their_fences() {
    let body = "a\n> :::internal for you\n> X\n> :::\n:::internal now :::\nb";
    let kept = settle(body, Internal::Keep);
    assert_eq!(
        kept.text,
        "a\n> for you            \n> X\n>    \nnow                \nb"
    );
    assert_eq!(kept.blocks, removed(body).blocks);
    assert_eq!(kept.text.len(), body.len());
}

#[test]
fn long_nonsense_takes_no_time() {
    for piece in [
        ":::internal\n",
        ":::",
        ":::\n",
        "> ",
        "::: internal :::\n",
        "<!-- :::internal\n",
        "`:::internal ",
    ] {
        removed(&piece.repeat(50_000));
    }
}

/// A block of Markdown that leaves nothing open, with `WORD` where its words stand.
fn whole() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        Just("WORD and more\n"),
        Just("* item WORD\n* item\n\n  more\n\n"),
        Just("1. step WORD\n\n   ```sh\n   :::\n   ```\n\n"),
        Just("> quote WORD\n> > deeper\n\n"),
        Just("```\nWORD\n:::\n:::internal\n```\n"),
        Just("~~~~ x\n```\n:::internal\nWORD\n~~~\n~~~~\n"),
        Just("<!-- WORD\n:::internal\n:::\n-->\n"),
        Just("<!-- WORD --> `<!--`\n"),
        Just("<div>WORD\n\n</div>\n\n"),
        Just("| a | WORD |\n|---|---|\n| `|` | b |\n\n"),
        Just("## WORD\n"),
        Just("WORD\n===\n"),
        Just("[WORD]: /x\n"),
        Just("[^1]: WORD\n\n"),
        Just("an `open tick WORD *star\n"),
        Just("\n"),
        Just(":::tip\nWORD\n:::\n"),
        Just("    indented WORD\n\n"),
        Just("- [ ] task [WORD](x.md)\n\n"),
    ]
}

proptest! {
    #[test]
    fn nothing_of_a_block_survives(
        before in prop::collection::vec(whole(), 0..5),
        inside in prop::collection::vec(whole(), 0..5),
        after in prop::collection::vec(whole(), 0..5),
        windows in any::<bool>(),
    ) {
        let part = |pieces: &[&str], word: &str| pieces.concat().replace("WORD", word);
        let mut body = format!(
            "{}:::internal\n{}CANARY\n:::\n{}",
            part(&before, "BEFORE"), part(&inside, "CANARY"), part(&after, "AFTER"),
        );
        if windows {
            body = body.replace('\n', "\r\n");
        }
        let got = removed(&body);
        prop_assert!(!got.text.contains("CANARY"), "{}", got.text);
        prop_assert_eq!(got.text.matches("BEFORE").count(), body.matches("BEFORE").count());
        prop_assert_eq!(got.text.matches("AFTER").count(), body.matches("AFTER").count());
    }

    #[test]
    fn places_stay_true(body in "(:::internal|:::|```|<!--|-->|[ >-]{1,4}|ä|\r\n|\n|\r|[a-z]{1,3}){0,30}") {
        for mode in [Internal::Keep, Internal::Remove] {
            let got = settle(&body, mode);
            prop_assert_eq!(got.text.len(), body.len());
            let ends = |s: &str| s.bytes().map(|b| matches!(b, b'\n' | b'\r')).collect::<Vec<_>>();
            prop_assert_eq!(ends(&got.text), ends(&body));
        }
    }
}
