//! Elements of an XML file, as ServiceNow writes it: `<xml><incident>…</incident>…</xml>`.
//!
//! Takes a [`Window`]. Gives the text of one ticket's element after the other. Never parses the file as a whole, and never
//! follows an entity of the file's own.

use crate::tickets::container::record::{Form, Record, Records};
use crate::tickets::container::window::Window;

/// No element is longer.
const LONGEST: usize = 16 << 20;
/// No tag is longer: each attribute of one is compared with all others.
const LONGEST_TAG: usize = 16 << 10;

/// The elements below the root.
pub(crate) struct Elements<'a> {
    window: Window<'a>,
    is_inside: bool,
}

/// Follows tags, comments and raw text.
#[derive(Default)]
struct Tags {
    open: usize,
    /// The tag that is being read, from behind `<`; its first bytes are enough to know its kind.
    tag: Option<Vec<u8>>,
    /// How long that tag is so far.
    length: usize,
    /// Whether a tag is longer than anybody writes.
    is_long: bool,
    quote: Option<u8>,
    last: [u8; 2],
}

impl Tags {
    /// Whether the element that began with the first byte ends with this one.
    fn closes(&mut self, byte: u8) -> bool {
        let before = self.last;
        self.last = [before[1], byte];
        let Some(tag) = &mut self.tag else {
            if byte == b'<' {
                self.tag = Some(Vec::new());
                self.length = 0;
            }
            return false;
        };
        if tag.len() < 8 {
            tag.push(byte);
        }
        let is_markup = matches!(tag.first(), Some(b'!' | b'?'));
        self.length += 1;
        self.is_long |= !is_markup && self.length > LONGEST_TAG;
        if !is_markup && self.quote.is_some() {
            if self.quote == Some(byte) {
                self.quote = None;
            }
            return false;
        }
        if !is_markup && matches!(byte, b'"' | b'\'') {
            self.quote = Some(byte);
            return false;
        }
        let ends = byte == b'>'
            && match tag.as_slice() {
                [b'!', b'-', b'-', ..] => before == *b"--",
                [b'!', b'[', ..] => before == *b"]]",
                _ => true,
            };
        if !ends {
            return false;
        }
        let (is_end, is_empty) = (tag.first() == Some(&b'/'), before[1] == b'/');
        self.tag = None;
        if is_markup {
            return false;
        }
        match (is_end, is_empty) {
            (true, _) => self.open = self.open.saturating_sub(1),
            (false, false) => self.open += 1,
            (false, true) => {}
        }
        self.open == 0
    }
}

impl<'a> Elements<'a> {
    /// The elements of a file.
    pub(crate) fn new(window: Window<'a>) -> Self {
        Self {
            window,
            is_inside: false,
        }
    }

    /// Passes over everything up to the next element's `<`.
    fn approach(&mut self) -> bool {
        loop {
            if self.window.seek(|b| b == b'<').is_none() {
                return false;
            }
            self.window.fill(4);
            match self.window.bytes().get(1) {
                // Declarations and comments; the root's end tag, behind which another root may follow.
                Some(b'?' | b'!') => {
                    let mut tags = Tags::default();
                    let ends = |b| {
                        tags.closes(b);
                        tags.tag.is_none() && b == b'>'
                    };
                    let Some(len) = self.window.measure(LONGEST, ends) else {
                        return false;
                    };
                    self.window.skip(len);
                }
                Some(b'/') => {
                    self.is_inside = false;
                    self.window.skip(1);
                }
                _ if self.is_inside => return true,
                // The root.
                _ => {
                    self.is_inside = true;
                    self.window.skip(1);
                }
            }
        }
    }
}

impl Records for Elements<'_> {
    fn next(&mut self) -> Option<Record> {
        if !self.approach() {
            return None;
        }
        let line = self.window.line();
        let mut tags = Tags::default();
        let form = if let Some(len) = self.window.measure(LONGEST, |b| tags.closes(b)) {
            if tags.is_long {
                self.window.skip(len);
                Form::Broken("one of its tags is longer than 16 KB")
            } else {
                Form::Xml(self.window.take(len))
            }
        } else {
            self.window.skip(self.window.bytes().len());
            Form::Broken("the element is not complete")
        };
        Some(Record { line, form })
    }

    fn fault(&self) -> Option<&str> {
        self.window.fault.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use crate::tickets::container::record::{Form, Records};
    use crate::tickets::container::window::Window;
    use crate::tickets::container::xml::Elements;

    fn read(text: &str) -> Vec<(u32, String)> {
        let mut bytes = text.as_bytes();
        let mut elements = Elements::new(Window::new(&mut bytes));
        let mut found = Vec::new();
        while let Some(record) = elements.next() {
            let told = match record.form {
                Form::Xml(text) => String::from_utf8(text).unwrap(),
                Form::Broken(why) => format!("! {why}"),
                Form::Row(_) | Form::Json(_) | Form::Cells(_) => unreachable!(),
            };
            found.push((record.line, told));
        }
        found
    }

    #[test]
    fn elements_are_found_whatever_they_hold() {
        let one = "<incident a='>'><n>1</n><t><![CDATA[a < b </incident> ]]></t><!-- </x> --><e/></incident>";
        let two = "<incident>\n<n>2</n></incident>";
        let text = format!("<?xml version=\"1.0\"?>\n<!-- <a> -->\n<xml>\n{one}\n{two}</xml>\n");
        let expected = [(4, one.to_owned()), (5, two.to_owned())];
        assert_eq!(read(&text), expected);
        assert_eq!(read("<xml><a>1</a></xml><xml><a>2</a></xml>").len(), 2);
    }

    #[test]
    fn a_cut_file_costs_its_last_element() {
        let found = read("<xml>\n<a>1</a>\n<a><b>2");
        assert_eq!(found[1], (3, "! the element is not complete".to_owned()));
        assert_eq!(found.len(), 2);
    }
}
