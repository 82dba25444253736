//! One line of Markdown as the scanner of internal blocks sees it.
//!
//! Takes a line without its ending. Gives what it opens or closes: a `:::` block, fenced code, a comment. Never knows
//! the lines around it; where the reading is in doubt it takes the one that hides more.

use crate::diag::nearest;
use std::ops::Range;

/// What a line of colons does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// Opens a block that is hidden; `sure` is false where the word is only nearly `internal`.
    OpenInternal {
        /// Whether the author wrote exactly `:::internal`.
        sure: bool,
    },
    /// Opens a block of another name.
    OpenOther,
    /// `:::` alone.
    Close,
}

/// A line of colons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// What it does.
    pub(crate) action: Action,
    /// How many colons.
    pub(crate) colons: usize,
    /// Width of what stands before the colons, in bytes.
    pub(crate) indent: usize,
    /// Words behind the name, as a range of the line.
    pub(crate) words: Range<usize>,
    /// Whether the block closes on the same line.
    pub(crate) one_line: bool,
}

/// White space and the invisible characters that editors and copied text leave behind.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{feff}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}'
        )
}

/// Length of the quote marks and white space at the head of a line.
fn quote_prefix(line: &str) -> usize {
    line.len() - line.trim_start_matches(|c| is_blank(c) || c == '>').len()
}

/// Length of everything a block may have before it: quote marks, list markers, white space.
fn block_prefix(line: &str) -> usize {
    let mut at = quote_prefix(line);
    loop {
        let rest = &line[at..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let marker = match (digits, rest.as_bytes().get(digits)) {
            (0, Some(b'-' | b'*' | b'+')) => 1,
            (1..=9, Some(b'.' | b')')) => digits + 1,
            _ => return at,
        };
        let space = quote_prefix(&rest[marker..]);
        if space == 0 {
            return at;
        }
        at += marker + space;
    }
}

/// Reads a line of colons, or nothing.
pub(crate) fn mark(line: &str) -> Option<Mark> {
    let indent = block_prefix(line);
    let rest = &line[indent..];
    let colons = rest.bytes().take_while(|b| *b == b':').count();
    if colons < 2 {
        return None;
    }
    let tail = rest[colons..].trim_matches(is_blank);
    if tail.is_empty() {
        let close = colons >= 3 && quote_prefix(line) == indent;
        return close.then_some(Mark {
            action: Action::Close,
            colons,
            indent,
            words: indent..indent,
            one_line: false,
        });
    }
    named(line, indent, colons)
}

/// Reads a line of colons with a name behind them.
fn named(line: &str, indent: usize, colons: usize) -> Option<Mark> {
    let after = &line[indent + colons..];
    let tail = after.trim_start_matches(|c| is_blank(c) || matches!(c, '{' | '.' | '['));
    let name: String = tail
        .chars()
        .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    let action = action(&name, colons)?;
    if colons < 3 && tail.trim_end_matches(is_blank) != name {
        return None;
    }
    let start = line.len() - tail.len() + name.len();
    let behind = line[start..].trim_matches(|c| is_blank(c) || matches!(c, '}' | ']'));
    let one_line = behind.ends_with(":::");
    let words = behind.trim_end_matches(':').trim_end_matches(is_blank);
    let lead = line[start..].len()
        - line[start..]
            .trim_start_matches(|c| is_blank(c) || matches!(c, '}' | ']'))
            .len();
    Some(Mark {
        action,
        colons,
        indent,
        words: start + lead..start + lead + words.len(),
        one_line,
    })
}

/// What a name asks for. A slip of the pen must not publish what was meant to be hidden: what is nearly `internal` counts.
fn action(name: &str, colons: usize) -> Option<Action> {
    let lower = name.to_lowercase();
    if colons >= 3 && lower == "internal" {
        return Some(Action::OpenInternal { sure: true });
    }
    let near = lower != "external" && nearest(&lower, ["internal"]).is_some();
    if near || lower.starts_with("intern") {
        return Some(Action::OpenInternal { sure: false });
    }
    (colons >= 3 && !name.is_empty()).then_some(Action::OpenOther)
}

/// The fence of a code block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CodeFence {
    byte: u8,
    len: usize,
    indent: usize,
}

impl CodeFence {
    /// The fence that a line opens.
    pub(crate) fn open(line: &str) -> Option<Self> {
        let indent = block_prefix(line);
        let rest = &line.as_bytes()[indent..];
        let byte = *rest.first().filter(|b| matches!(b, b'`' | b'~'))?;
        let len = rest.iter().take_while(|b| **b == byte).count();
        let info_ok = byte == b'~' || !rest[len..].contains(&b'`');
        (len >= 3 && info_ok).then_some(Self { byte, len, indent })
    }

    /// Whether a line closes it; never laxer than CommonMark, so that code is not left too early.
    pub(crate) fn is_closed_by(self, line: &str) -> bool {
        let indent = quote_prefix(line);
        let rest = line[indent..].trim_end_matches([' ', '\t']);
        indent <= self.indent.max(3)
            && rest.len() >= self.len
            && rest.bytes().all(|b| b == self.byte)
    }
}

/// Whether the line leaves a comment open; `open` says whether it began in one.
pub(crate) fn in_comment_after(line: &str, open: bool) -> bool {
    let mut rest = line;
    if open {
        match rest.find("-->") {
            Some(end) => rest = &rest[end + 3..],
            None => return true,
        }
    }
    while let Some(start) = rest.find("<!--") {
        let inside = &rest[start + 4..];
        match inside.find("-->") {
            Some(end) => rest = &inside[end + 3..],
            None => return !is_code_span(line, line.len() - inside.len()),
        }
    }
    false
}

/// Whether the byte at `at` stands between two single backticks.
fn is_code_span(line: &str, at: usize) -> bool {
    let odd = |s: &str| s.matches('`').count() % 2 == 1;
    !line.contains("``") && odd(&line[..at]) && odd(&line[at..])
}

#[cfg(test)]
mod tests {
    use crate::parse::markdown::fence::{Action, CodeFence, in_comment_after, mark};

    const SURE: Action = Action::OpenInternal { sure: true };
    const NEAR: Action = Action::OpenInternal { sure: false };

    #[test]
    fn lines_of_colons() {
        for (line, want) in [
            (":::internal", Some((SURE, 3, 0, false))),
            ("   ::: Internal  ", Some((SURE, 3, 3, false))),
            ("> :::internal", Some((SURE, 3, 2, false))),
            ("- ::::internal", Some((SURE, 4, 2, false))),
            ("12. > :::{.internal}", Some((SURE, 3, 6, false))),
            ("\u{feff}:::internal", Some((SURE, 3, 3, false))),
            (":::internal words here", Some((SURE, 3, 0, false))),
            (":::internal secret :::", Some((SURE, 3, 0, true))),
            (":::interal", Some((NEAR, 3, 0, false))),
            (":::internals", Some((NEAR, 3, 0, false))),
            (":::intern", Some((NEAR, 3, 0, false))),
            ("::internal", Some((NEAR, 2, 0, false))),
            (":::tip", Some((Action::OpenOther, 3, 0, false))),
            (
                ":::image source=\"a.png\":::",
                Some((Action::OpenOther, 3, 0, true)),
            ),
            (":::", Some((Action::Close, 3, 0, false))),
            (" > ::::  ", Some((Action::Close, 4, 3, false))),
            ("- :::", None),
            ("::", None),
            ("::tip", None),
            ("text :::internal", None),
            ("::: !!!", None),
            ("std::internal", None),
            ("::internal::detail()", None),
            (":::external", Some((Action::OpenOther, 3, 0, false))),
        ] {
            let got = mark(line).map(|m| (m.action, m.colons, m.indent, m.one_line));
            assert_eq!(got, want, "{line:?}");
        }
        let line = "> :::internal for agents :::";
        assert_eq!(&line[mark(line).unwrap().words], "for agents");
    }

    #[test]
    fn code_fences_open_early_and_close_late() {
        let fence = CodeFence::open("- ````sh").unwrap();
        assert!(fence.is_closed_by("  ````") && fence.is_closed_by("`````"));
        assert!(!fence.is_closed_by("  ```") && !fence.is_closed_by("     ````"));
        assert!(!fence.is_closed_by("```` x"));
        assert_eq!(CodeFence::open("``` a`b"), None);
        assert_eq!(CodeFence::open("``"), None);
    }

    #[test]
    fn comments() {
        for (line, open, want) in [
            ("a <!-- b --> c", false, false),
            ("a <!-- b", false, true),
            ("b", true, true),
            ("b --> c <!-- d", true, true),
            ("write `<!--` to", false, false),
            ("``<!--` ", false, true),
            ("<!-->", false, true),
        ] {
            assert_eq!(in_comment_after(line, open), want, "{line}");
        }
    }
}
