//! Footnotes.
//!
//! Takes references and definitions as the writer meets them. Gives numbers in order of the references and the list at the end
//! of the article. Never gives two elements one id, however often a note is named.

use crate::render::escape::push_attribute;
use crate::render::html::HtmlWords;
use std::collections::HashMap;

/// One footnote.
#[derive(Debug, Default)]
struct Note {
    /// How often the text names it.
    references: usize,
    html: Option<String>,
}

/// All footnotes of an article.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    numbers: HashMap<String, usize>,
    notes: Vec<Note>,
}

impl Notes {
    /// The index of the note with this label.
    fn index(&mut self, label: &str) -> usize {
        let next = self.notes.len();
        let index = *self.numbers.entry(label.to_lowercase()).or_insert(next);
        if index == next {
            self.notes.push(Note::default());
        }
        index
    }

    /// Adds the raised number that leads to a note.
    pub(crate) fn refer(&mut self, label: &str, out: &mut String) {
        let index = self.index(label);
        let note = &mut self.notes[index];
        note.references += 1;
        let (number, id) = (index + 1, back_id(index, note.references));
        let link = format!(
            "<sup class=\"footnote-ref\"><a href=\"#fn-{number}\" id=\"{id}\" role=\"doc-noteref\">{number}</a></sup>"
        );
        out.push_str(&link);
    }

    /// Takes in what a note says.
    pub(crate) fn define(&mut self, label: &str, html: String) {
        let index = self.index(label);
        self.notes[index].html.get_or_insert(html);
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    /// Adds the list of notes; those that nothing names come too, so that no text is lost.
    pub(crate) fn list(&self, words: &HtmlWords, out: &mut String) {
        if self.notes.iter().all(|n| n.html.is_none()) {
            return;
        }
        out.push_str("<section class=\"footnotes\" role=\"doc-endnotes\"");
        push_attribute(out, "aria-label", &words.footnotes);
        out.push_str("><ol>");
        for (index, note) in self.notes.iter().enumerate() {
            let start = format!("<li id=\"fn-{}\">", index + 1);
            out.push_str(&start);
            out.push_str(note.html.as_deref().unwrap_or_default());
            for reference in 1..=note.references {
                let id = back_id(index, reference);
                out.push_str(" <a class=\"footnote-back\" role=\"doc-backlink\"");
                push_attribute(out, "href", &format!("#{id}"));
                push_attribute(out, "aria-label", &format!("{} {}", words.back, index + 1));
                out.push_str(">↩</a>");
            }
            out.push_str("</li>");
        }
        out.push_str("</ol></section>");
    }
}

/// The id of the `reference`-th place that names a note.
fn back_id(index: usize, reference: usize) -> String {
    match reference {
        1 => format!("fnref-{}", index + 1),
        more => format!("fnref-{}-{more}", index + 1),
    }
}
