//! Blanks and line ends.
//!
//! Takes text. Gives it with `\n` for every line end, single blanks, at most one empty line between paragraphs and none
//! at the edges. Never copies a text that is tidy already.

use std::borrow::Cow;

/// Tidies a text; borrowed where only the edges go.
pub(super) fn tidy(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_unseen(c));
    if is_tidy(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => end_line(&mut out),
            _ if is_unseen(c) => {}
            _ if c.is_whitespace() => {
                if !out.ends_with([' ', '\n']) {
                    out.push(' ');
                }
            }
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

fn end_line(out: &mut String) {
    if out.ends_with(' ') {
        out.pop();
    }
    if !out.ends_with("\n\n") {
        out.push('\n');
    }
}

/// What takes no room: the byte order mark, joiners, soft hyphens, control characters. Joiners inside words are letters
/// to some scripts, so those two stay.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
        || (c.is_control() && !c.is_whitespace())
}

fn is_tidy(text: &str) -> bool {
    let (mut before, mut lines) = (b'x', 0);
    for byte in text.bytes() {
        match byte {
            b' ' if matches!(before, b' ' | b'\n') => return false,
            b'\n' if before == b' ' || lines == 2 => return false,
            b'\n' => lines += 1,
            0..0x20 | 0x7f => return false,
            // Lead bytes of no-break and thin blanks, joiners and control characters: looked at closely below.
            0xc2 | 0xe1..=0xe3 | 0xef => return is_tidy_closely(text),
            _ => lines = 0,
        }
        before = byte;
    }
    true
}

fn is_tidy_closely(text: &str) -> bool {
    let odd = |c: char| is_unseen(c) || (c.is_whitespace() && c != ' ' && c != '\n');
    !text.chars().any(odd)
        && !["  ", " \n", "\n ", "\n\n\n"]
            .iter()
            .any(|run| text.contains(run))
}
