//! Bodies as mail programs, portals and exports leave them.

use super::{adf, is_mended, own, plain};
use proptest::prelude::{prop_assert, proptest};
use std::borrow::Cow;

#[test]
fn plain_text_of_bodies() {
    for (text, wanted) in [
        ("a\r\nb\r\n\r\n\r\n\r\nc  d \t e", "a\nb\n\nc d e"),
        ("line_x000D_\nnext my_x_file", "line\nnext my_x_file"),
        (
            "Drucker f\u{c3}\u{bc}r K\u{c3}\u{a4}the \u{e2}\u{20ac}\u{201c} defekt",
            "Drucker für Käthe – defekt",
        ),
        ("it\u{e2}\u{20ac}\u{2122}s 5\u{c2}\u{b0}", "it’s 5°"),
        ("\u{c3}\u{192}\u{c2}\u{a4}rger", "ärger"),
        (
            "<p>Hello,</p><p>the <b>VPN</b> fails&nbsp;with 809</p>",
            "Hello,\n\nthe VPN fails with 809",
        ),
        (
            "<div>one<br>two</div><ul><li>a</li><li>b</li></ul>",
            "one\ntwo\n- a\n- b",
        ),
        (
            "<html><head><style>p{color:red}</style></head><body><script>x()</script>text</body></html>",
            "text",
        ),
        ("AT&amp;T line &lt; 5 ms", "AT&T line < 5 ms"),
        ("&lt;p&gt;escaped body&lt;/p&gt;", "escaped body"),
        (
            "error <unknown> from <anna@example.org>",
            "error <unknown> from <anna@example.org>",
        ),
        (
            "<p>mail <anna@example.org> & co</p>",
            "mail <anna@example.org> & co",
        ),
        (
            "keep\nlines <b>here</b>\nplease",
            "keep\nlines here\nplease",
        ),
        (
            "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
            "a b\nc",
        ),
        ("\u{feff}first", "first"),
    ] {
        assert_eq!(plain(text), wanted, "{text}");
    }
    let quoted = plain("<div>mine</div><blockquote><p>theirs</p></blockquote><div>after</div>");
    assert_eq!(own(&quoted), "mine\nafter", "{quoted:?}");
}

#[test]
fn right_text_is_left_alone_and_not_copied() {
    for text in [
        "Straße, Größe und Übermaß – „Gruß“ und ‚so‘, ÄÖÜ…",
        "L'été, ça coûte 5 € : « déjà vu » à l'hôtel, ŒUVRE, CAFÉ”",
        "Tôi không thể đăng nhập, vui lòng giúp đỡ. Cà phê ấm",
        "パスワードを忘れました。ログインできません",
        "Não consigo: AÇÃO, MAÇÔ e IRMÃ…",
        "Ærø Åse naïve Ÿ, São Paulo â€ 1",
        "Straße“ 10 °C ± 5 % §§ 1–3",
        "Привет, не могу войти",
        "a & b, x < y > z, R&D; C:\\x_x00\\",
    ] {
        assert!(
            matches!(plain(text), Cow::Borrowed(_)),
            "{text} → {}",
            plain(text)
        );
        assert!(!is_mended(text), "{text}");
    }
    assert!(is_mended("f\u{c3}\u{bc}r"));
}

#[test]
fn documents_of_jira() {
    let doc = serde_json::json!({"type": "doc", "version": 1, "content": [
        {"type": "heading", "content": [{"type": "text", "text": "VPN"}]},
        {"type": "paragraph", "content": [{"type": "text", "text": "fails "}, {"type": "text", "text": "daily"},
            {"type": "hardBreak"}, {"type": "text", "text": "at nine"}]},
        {"type": "bulletList", "content": [{"type": "listItem", "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": "809"}]}]}]},
    ]});
    assert_eq!(adf(&doc), "VPN\nfails daily\nat nine\n- 809");
    assert_eq!(adf(&serde_json::json!("text")), "text");
    assert_eq!(adf(&serde_json::json!(null)), "");
}

#[test]
fn own_words() {
    for (text, wanted) in [
        ("Password reset", "Password reset"),
        (
            "Hi team, my laptop is slow. Thanks in advance!",
            "my laptop is slow.",
        ),
        (
            "Hello,\n\nthe printer jams.\n\nKind regards,\nAnna Keller\nSales\n+49 89 1234",
            "the printer jams.",
        ),
        (
            "Still broken.\n\nOn Mon, 3 Mar 2025 at 10:00, IT Support wrote:\n> did you restart?\n> IT",
            "Still broken.",
        ),
        (
            "Still broken.\n\nOn Mon, 3 Mar 2025 at 10:00, IT Support\n<it@example.org> wrote:\nDid you?",
            "Still broken.",
        ),
        (
            "No.\n-----Original Message-----\nFrom: IT\nTo: me\nSubject: x\nDid it help?",
            "Did it help?",
        ),
        (
            "It did not help at all.\n-----Original Message-----\nFrom: IT\nTo: me\nSubject: x\nDid it?",
            "It did not help at all.",
        ),
        (
            "Das Laufwerk fehlt mir immer noch.\n\nVon: IT\nGesendet: Montag\nAn: mich\nBetreff: Ihr Ticket\n\nGelöst",
            "Das Laufwerk fehlt mir immer noch.",
        ),
        (
            "FYI\n\nFrom: Anna\nSent: Monday\nTo: IT\nSubject: Excel\n\nExcel crashes on save\n\nRegards\nAnna",
            "Excel crashes on save",
        ),
        ("Scanner jams\nSent from my iPhone", "Scanner jams"),
        (
            "Scanner jams daily\n\nThis e-mail and its attachments are confidential and intended for you.",
            "Scanner jams daily",
        ),
        (
            "Guten Tag,\nOutlook hängt.\nMit freundlichen Grüßen\nKatrin Vogel",
            "Outlook hängt.",
        ),
        (
            "Bonjour,\nExcel plante.\nCordialement,\nÉlodie",
            "Excel plante.",
        ),
        (
            "Thanks for the mouse. The keyboard is dead\nplease help",
            "Thanks for the mouse. The keyboard is dead\nplease help",
        ),
        ("Hello,", "Hello,"),
        ("> only quoted words", "> only quoted words"),
        ("Thanks", "Thanks"),
        ("Dear all,\nThanks\nAnna", "Thanks\nAnna"),
        ("Hi cannot print", "Hi cannot print"),
    ] {
        assert_eq!(own(text), wanted, "{text}");
    }
}

proptest! {
    #[test]
    fn a_text_with_words_keeps_words(text in "(hi|thanks|regards|>|--|from:|[a-z ,.!\n<&;]){0,20}") {
        let clean = plain(&text).into_owned();
        let words = |t: &str| t.chars().any(char::is_alphanumeric);
        prop_assert!(words(&own(&clean)) == words(&clean), "{clean:?} {:?}", own(&clean));
    }

    #[test]
    fn nothing_panics_and_what_is_plain_stays_so(text in "\\PC{0,80}") {
        let once = plain(&text).into_owned();
        let _ = own(&once);
        prop_assert!(!once.contains("  "));
    }
}
