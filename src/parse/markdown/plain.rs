//! Plain text from pieces.
//!
//! Takes words and breaks as the reader of the Markdown meets them. Gives text with white space folded and one line feed
//! between blocks. Never begins or ends with white space, never has two of it in a row.

/// Text in the making.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plain {
    text: String,
    space: bool,
    line: bool,
}

impl Plain {
    /// Adds words.
    pub(crate) fn words(&mut self, words: &str) {
        for c in words.chars() {
            if c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}') {
                self.space = true;
            } else {
                self.settle();
                // CommonMark's own rule: no page, feed or index may hold a NUL.
                self.text.push(if c == '\0' { '\u{fffd}' } else { c });
            }
        }
    }

    /// Adds the lines of a code block: their ends are kept, the white space within is folded.
    pub(crate) fn lines(&mut self, code: &str) {
        for line in code.split_inclusive('\n') {
            self.words(line);
            self.line |= line.ends_with('\n');
        }
    }

    /// A space, if anything follows.
    pub(crate) fn space(&mut self) {
        self.space = true;
    }

    /// A line feed, if anything follows.
    pub(crate) fn line(&mut self) {
        self.line = true;
    }

    /// The place to ask [`Self::since`] about.
    pub(crate) fn mark(&self) -> usize {
        self.text.len()
    }

    /// What was added since a mark, without white space at its ends.
    pub(crate) fn since(&self, mark: usize) -> &str {
        self.text.get(mark..).unwrap_or_default().trim()
    }

    /// The text so far; an empty one takes its place.
    pub(crate) fn take(&mut self) -> String {
        std::mem::take(self).text
    }

    fn settle(&mut self) {
        if !self.text.is_empty() {
            if self.line {
                self.text.push('\n');
            } else if self.space {
                self.text.push(' ');
            }
        }
        self.space = false;
        self.line = false;
    }
}

/// The text up to `limit` characters, cut after a word.
pub(crate) fn shorten(text: &str, limit: usize) -> String {
    let Some((cut, _)) = text.char_indices().nth(limit) else {
        return text.to_owned();
    };
    let head = &text[..cut];
    let end = head
        .rfind(char::is_whitespace)
        .filter(|i| *i * 2 > cut)
        .unwrap_or(cut);
    format!(
        "{}…",
        head[..end].trim_end_matches([' ', '\n', ',', ';', ':'])
    )
}

#[cfg(test)]
mod tests {
    use crate::parse::markdown::plain::{Plain, shorten};

    #[test]
    fn white_space_is_folded_and_blocks_are_lines() {
        let mut plain = Plain::default();
        plain.line();
        plain.words("  a\u{a0}  b ");
        plain.words("c");
        plain.line();
        plain.space();
        let mark = plain.mark();
        plain.lines("x  y\n\n z\n");
        plain.line();
        assert_eq!(plain.since(mark), "x y\nz");
        assert_eq!(plain.take(), "a b c\nx y\nz");
        assert_eq!(plain.take(), "");
        plain.words("a\0b");
        assert_eq!(plain.take(), "a\u{fffd}b");
    }

    #[test]
    fn text_is_cut_after_a_word() {
        assert_eq!(shorten("one two three", 20), "one two three");
        assert_eq!(shorten("one two, three", 10), "one two…");
        assert_eq!(shorten("abcdefghijkl", 5), "abcde…");
        assert_eq!(shorten("äöü äöü", 5), "äöü…");
    }
}
