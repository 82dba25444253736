//! Text from articles, made harmless for a terminal.
//!
//! Takes any text. Gives it with every control and direction character shown as a visible sign. Never lets an escape
//! sequence through: an article must not be able to colour, move or rename the reader's terminal.

use std::borrow::Cow;

/// Characters that change how other characters are shown, or that cannot be seen at all.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

/// One character as it is shown: itself, a control picture (`␛`), or `<U+202E>`.
///
/// Control pictures are Unicode's own: U+2400 plus the number of the control character.
pub fn push(out: &mut String, c: char) {
    match c {
        '\t' => out.push_str("    "),
        '\u{7F}' => out.push('\u{2421}'),
        '\0'..='\u{1F}' => out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}')),
        c if is_unseen(c) => {
            use std::fmt::Write;
            // Writing to a String cannot fail.
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
        }
        c => out.push(c),
    }
}

/// The text on one line, with nothing unseen in it.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unseen) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    text.chars().for_each(|c| push(&mut out, c));
    Cow::Owned(out)
}

/// A message as it is shown: a line, even where it repeats a megabyte that an author wrote.
#[must_use]
pub fn message(text: &str) -> Cow<'_, str> {
    const MOST: usize = 600;
    if text.len() <= MOST {
        return visible(text);
    }
    let head = text.floor_char_boundary(MOST - 100);
    let tail = text.ceil_char_boundary(text.len() - 60);
    Cow::Owned(format!(
        "{}…{}",
        visible(&text[..head]),
        visible(&text[tail..])
    ))
}

#[cfg(test)]
mod tests {
    use crate::report::visible::{is_unseen, message, visible};
    use proptest::prelude::{any, prop_assert, proptest};

    #[test]
    fn unseen_characters_are_shown() {
        let cases = [
            ("plain ä 日本", "plain ä 日本"),
            ("\u{1b}[31mred\u{7}", "␛[31mred␇"),
            ("a\r\nb", "a␍␊b"),
            ("x\u{202E}y\u{9B}2J", "x<U+202E>y<U+009B>2J"),
            ("a\tb\u{7f}", "a    b␡"),
        ];
        for (text, shown) in cases {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn a_message_is_a_line_and_not_a_page() {
        let text = format!("`{}` is no value of `id`", "ä".repeat(100_000));
        let shown = message(&text);
        assert!(shown.len() < 700 && shown.starts_with("`ää") && shown.ends_with("of `id`"));
        assert_eq!(message("a\u{1b}b"), "a␛b");
    }

    proptest! {
        #[test]
        fn nothing_unseen_is_left(text in any::<String>()) {
            prop_assert!(!visible(&text).chars().any(is_unseen));
        }
    }
}
