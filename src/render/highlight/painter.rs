//! Spans around pieces of code.
//!
//! Takes pieces and their classes in order. Gives HTML in which neighbours of one class share a span. Never loses a character.

use crate::render::escape::push_text;

/// Joins pieces of one class.
#[derive(Default)]
pub(crate) struct Painter {
    out: String,
    class: &'static str,
    /// White space that may stand inside or behind the span.
    space: String,
}

impl Painter {
    /// Adds a piece.
    pub(crate) fn add(&mut self, class: &'static str, text: &str) {
        // White space looks the same in every colour: it never begins or ends a span.
        let words = text.trim_end();
        if words.is_empty() {
            self.space.push_str(text);
            return;
        }
        if class == self.class {
            self.out.push_str(&self.space);
        } else {
            self.close();
            self.out.push_str(&self.space);
            self.open(class);
        }
        self.space.clear();
        self.space.push_str(&text[words.len()..]);
        push_text(&mut self.out, words);
    }

    /// A prompt: its space belongs to it, so that a copied command begins with its first letter.
    pub(crate) fn prompt(&mut self, text: &str) {
        self.close();
        self.out.push_str(&self.space);
        self.space.clear();
        self.open("pr");
        push_text(&mut self.out, text);
        self.close();
    }

    fn open(&mut self, class: &'static str) {
        if !class.is_empty() {
            self.out.push_str("<span class=\"");
            self.out.push_str(class);
            self.out.push_str("\">");
        }
        self.class = class;
    }

    fn close(&mut self) {
        if !self.class.is_empty() {
            self.out.push_str("</span>");
        }
        self.class = "";
    }

    /// The HTML.
    pub(crate) fn finish(mut self) -> String {
        self.close();
        self.out.push_str(&self.space);
        self.out
    }
}

#[cfg(test)]
mod tests {
    use crate::render::highlight::painter::Painter;

    #[test]
    fn neighbours_share_a_span_and_white_space_is_outside() {
        let mut painter = Painter::default();
        for (class, text) in [
            ("k", "if"),
            ("", " "),
            ("k", "not "),
            ("", "a\n"),
            ("s", "<b>\n"),
            ("", "\n"),
        ] {
            painter.add(class, text);
        }
        painter.prompt("$ ");
        let want = "<span class=\"k\">if not</span> a\n<span class=\"s\">&lt;b&gt;</span>\n\n<span class=\"pr\">$ </span>";
        assert_eq!(painter.finish(), want);
    }
}
