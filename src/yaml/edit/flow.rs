//! Lists in brackets.
//!
//! Takes the text and where a bracket opens. Gives where it closes and where its items stand. Never decides what is done.

use std::ops::Range;

/// A list in brackets, as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Brackets {
    /// From the opening bracket to one past the closing one.
    pub(crate) whole: Range<usize>,
    /// Each item without the blanks around it.
    pub(crate) items: Vec<Range<usize>>,
}

/// Reads the list that opens at `open`; nothing where it does not close.
pub(crate) fn brackets(text: &str, open: usize) -> Option<Brackets> {
    let mut scan = Scan {
        depth: 0,
        within: Within::Values,
        before: ' ',
        fresh: true,
        item: None,
        items: Vec::new(),
    };
    for (at, c) in text[open..].char_indices() {
        let at = open + at;
        if scan.step(at, c) {
            return Some(Brackets {
                whole: open..at + 1,
                items: scan.items,
            });
        }
        scan.before = c;
    }
    None
}

/// What the present character is part of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Values,
    Comment,
    Single,
    Double,
    /// Behind `\` in double quotes.
    Escape,
}

struct Scan {
    depth: usize,
    within: Within,
    before: char,
    /// Whether a value may begin here, so that a quotation mark opens one.
    fresh: bool,
    item: Option<Range<usize>>,
    items: Vec<Range<usize>>,
}

impl Scan {
    /// Reads one character; true at the bracket that closes the list.
    fn step(&mut self, at: usize, c: char) -> bool {
        match self.within {
            Within::Comment => {
                if c == '\n' {
                    self.within = Within::Values;
                }
                return false;
            }
            Within::Values => return self.value(at, c),
            // The second of two single quotes opens the rest of the same value.
            Within::Single if c == '\'' => {
                self.within = Within::Values;
                self.fresh = true;
            }
            Within::Double if c == '"' => self.within = Within::Values,
            Within::Double if c == '\\' => self.within = Within::Escape,
            Within::Escape => self.within = Within::Double,
            Within::Single | Within::Double => {}
        }
        self.grow(at, c);
        false
    }

    fn value(&mut self, at: usize, c: char) -> bool {
        match c {
            '#' if self.before.is_whitespace() => {
                self.within = Within::Comment;
                return false;
            }
            '[' | '{' => {
                self.depth += 1;
                self.fresh = true;
                if self.depth > 1 {
                    self.grow(at, c);
                }
                return false;
            }
            ']' | '}' => {
                self.depth -= 1;
                if self.depth == 0 {
                    self.items.extend(self.item.take());
                    return true;
                }
            }
            ',' if self.depth == 1 => {
                self.items.extend(self.item.take());
                self.fresh = true;
                return false;
            }
            '\'' if self.fresh => self.within = Within::Single,
            '"' if self.fresh => self.within = Within::Double,
            _ => {}
        }
        if !c.is_whitespace() {
            self.fresh = matches!(c, ',' | ':');
            self.grow(at, c);
        } else if self.before == '\'' {
            self.fresh = false;
        }
        false
    }

    fn grow(&mut self, at: usize, c: char) {
        let end = at + c.len_utf8();
        self.item.get_or_insert(at..end).end = end;
    }
}

#[cfg(test)]
mod tests {
    use super::brackets;

    #[test]
    fn items_are_found_whatever_stands_in_them() {
        let cases: [(&str, &[&str]); 8] = [
            ("[]", &[]),
            ("[a, b c ]", &["a", "b c"]),
            (
                "[it's, 'it''s, too', \"a \\\" ] b\"]",
                &["it's", "'it''s, too'", "\"a \\\" ] b\""],
            ),
            ("[a, # one, two]\n b,\n]", &["a", "b"]),
            (
                "[{date: x, by: 'a, b'}, [c, d]]",
                &["{date: x, by: 'a, b'}", "[c, d]"],
            ),
            ("['']", &["''"]),
            ("[C#, 'a' , b]", &["C#", "'a'", "b"]),
            ("[ä, \"日本\"]", &["ä", "\"日本\""]),
        ];
        for (text, expected) in cases {
            let line = format!("k: {text} # c ]\n");
            let found = brackets(&line, 3).unwrap();
            let items: Vec<_> = found.items.iter().map(|r| &line[r.clone()]).collect();
            assert_eq!(items, expected, "{text}");
            assert_eq!(&line[found.whole], text);
        }
        assert_eq!(brackets("[a, 'b]", 0), None);
    }
}
