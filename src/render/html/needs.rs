//! What the next team needs: the labelled lines of the Escalation section as blocks that can be ticked and copied.
//!
//! Takes lists, paragraphs and headings of that section whose label is known ([`need`]). Gives each need a block of its
//! own; lines of one need that follow each other share it. Never drops a word: what has no label stays as it is written.

use crate::parse::needs::{Need, need};
use crate::render::escape::push_text;
use crate::render::html::writer::{Placed, Writer};
use pulldown_cmark::{Event, Tag, TagEnd};

/// What opened the block that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opened {
    /// A heading: it reaches to the next one.
    Heading,
    /// A line above a list: it reaches to the end of the list.
    Line,
}

/// Where the writer is among needs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Needs {
    /// The block that is open at the top of the section.
    block: Option<Opened>,
    /// The depth of the items of a labelled list, and the need of the last one.
    list: Option<(usize, Option<Need>)>,
    /// Whether the next list is all there is of a need.
    bare: bool,
}

/// A label, and what stands behind it.
struct Label {
    need: Need,
    /// The first event behind the label.
    next: usize,
    /// The rest of the text that the label is the beginning of.
    rest: String,
    /// Whether words follow it in its own line.
    words: bool,
}

impl<'a> Writer<'a> {
    fn is_escalation(&self) -> bool {
        self.role() == "escalation"
    }

    /// The label that begins at an event.
    fn label(&self, at: usize) -> Option<Label> {
        let at = match self.event_at(at) {
            Some(Event::Start(Tag::Paragraph)) => at + 1,
            _ => at,
        };
        let (words, next, tail) = match self.event_at(at)? {
            Event::Start(Tag::Strong) => {
                let (Event::Text(words), Event::End(TagEnd::Strong)) =
                    (self.event_at(at + 1)?, self.event_at(at + 2)?)
                else {
                    return None;
                };
                let (tail, next) = match self.event_at(at + 3) {
                    Some(Event::Text(tail)) => (&**tail, at + 4),
                    _ => ("", at + 3),
                };
                (&**words, next, tail)
            }
            Event::Text(words) => {
                let (label, tail) = words.split_once(':')?;
                (label, at + 1, tail)
            }
            _ => return None,
        };
        let need = need(words)?;
        let closed = words.trim_end().ends_with(':');
        let rest = if closed {
            tail
        } else {
            tail.trim_start().trim_start_matches(':')
        };
        let ends = matches!(
            self.event_at(next),
            None | Some(Event::End(_) | Event::Start(Tag::List(_)) | Event::SoftBreak)
        );
        Some(Label {
            need,
            next,
            rest: rest.trim_start().to_owned(),
            words: !rest.trim().is_empty() || !ends,
        })
    }

    fn event_at(&self, index: usize) -> Option<&'a Event<'a>> {
        self.events.get(index).map(|(event, _): &Placed<'a>| event)
    }

    /// Whether the list that begins has a labelled item; then it becomes blocks.
    pub(crate) fn need_list(&mut self) -> bool {
        if !self.is_escalation() {
            return false;
        }
        let bare = std::mem::take(&mut self.needs.bare);
        if bare || (self.needs.block.is_some() && self.frames.is_empty()) {
            self.open("<ul class=\"need-list\">\n", "</ul>\n");
            return true;
        }
        if !self.frames.is_empty() || !self.has_labels() {
            return false;
        }
        self.open("<div class=\"needs\">\n", "</div>\n");
        self.needs.list = Some((self.frames.len(), None));
        true
    }

    /// Whether an item of the list that has just begun has a label.
    fn has_labels(&self) -> bool {
        let mut depth = 0usize;
        for index in self.next..self.events.len() {
            match self.event_at(index) {
                Some(Event::Start(tag)) => {
                    if depth == 0 && *tag == Tag::Item && self.label(index + 1).is_some() {
                        return true;
                    }
                    depth += 1;
                }
                Some(Event::End(_)) if depth == 0 => return false,
                Some(Event::End(_)) => depth -= 1,
                _ => {}
            }
        }
        false
    }

    /// Writes how an item of a labelled list begins; false for an item of any other list.
    pub(crate) fn need_item(&mut self) -> bool {
        let Some((depth, last)) = self.needs.list.filter(|(d, _)| *d == self.frames.len()) else {
            return false;
        };
        let label = self.label(self.next);
        let following = self.item_behind().and_then(|at| self.label(at));
        let this = label.as_ref().map(|l| l.need);
        self.needs.list = Some((depth, this));
        let Some(label) = label else {
            self.open("<div class=\"need\">", "</div>\n");
            return true;
        };
        let first = last != this;
        let alone = following.is_none_or(|l| Some(l.need) != this);
        if first {
            self.name(label.need);
        }
        let bare = first && alone && !label.words;
        self.needs.bare = bare;
        match (bare, first, alone) {
            (true, ..) => self.open("", "</div>\n"),
            (_, true, true) => self.open("<ul class=\"need-list\">\n<li>", "</li>\n</ul></div>\n"),
            (_, true, false) => self.open("<ul class=\"need-list\">\n<li>", "</li>\n"),
            (_, false, true) => self.open("<li>", "</li>\n</ul></div>\n"),
            (_, false, false) => self.open("<li>", "</li>\n"),
        }
        self.behind(&label);
        true
    }

    /// Where the item after this one begins: the event behind its start.
    fn item_behind(&self) -> Option<usize> {
        let mut depth = 0usize;
        for index in self.next..self.events.len() {
            match self.event_at(index)? {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => {
                    let next = matches!(self.event_at(index + 1), Some(Event::Start(Tag::Item)));
                    return next.then_some(index + 2);
                }
                Event::End(_) => depth -= 1,
                _ => {}
            }
        }
        None
    }

    /// Goes on behind a label. The end of a paragraph that was passed over needs a frame.
    fn behind(&mut self, label: &Label) {
        if matches!(self.event_at(self.next), Some(Event::Start(Tag::Paragraph))) {
            self.open("", "");
        }
        push_text(&mut self.out, &label.rest);
        self.next = label.next;
    }

    /// Opens the block of a need and names it.
    fn name(&mut self, need: Need) {
        self.out.push_str("<div class=\"need need-");
        self.out.push_str(need.word());
        self.out.push_str("\"><p class=\"need-name unsearched\">");
        let words = self.input.words;
        push_text(
            &mut self.out,
            match need {
                Need::Tests => &words.tests,
                Need::Error => &words.error,
                Need::State => &words.state,
                Need::Team => &words.team,
            },
        );
        self.out.push_str("</p>\n");
    }

    /// Writes a paragraph that begins with a label; false for any other.
    pub(crate) fn need_line(&mut self) -> bool {
        if !self.is_escalation() || !self.frames.is_empty() {
            return false;
        }
        let Some(label) = self.label(self.next) else {
            return false;
        };
        let bold = matches!(self.event_at(self.next), Some(Event::Start(Tag::Strong)));
        let over_list = self.event_at(label.next) == Some(&Event::End(TagEnd::Paragraph))
            && matches!(
                self.event_at(label.next + 1),
                Some(Event::Start(Tag::List(_)))
            );
        if label.words && bold {
            self.close_need();
            self.name(label.need);
            self.open("<ul class=\"need-list\">\n<li>", "</li>\n</ul></div>\n");
        } else if !label.words && over_list {
            self.close_need();
            self.name(label.need);
            self.needs.block = Some(Opened::Line);
            self.open("", "");
        } else {
            return false;
        }
        self.behind(&label);
        true
    }

    /// A heading below the section's own: the block of a need begins with it, or none.
    pub(crate) fn need_heading(&mut self, heading: &str) {
        self.close_need();
        if let Some(need) = need(heading).filter(|_| self.is_escalation() && self.frames.is_empty())
        {
            self.out.push_str("<div class=\"need need-");
            self.out.push_str(need.word());
            self.out.push_str("\">\n");
            self.needs.block = Some(Opened::Heading);
        }
    }

    /// A list has ended, and with it the block of the line above it, or the list of needs.
    pub(crate) fn end_need_list(&mut self) {
        if self
            .needs
            .list
            .is_some_and(|(depth, _)| depth > self.frames.len())
        {
            self.needs.list = None;
        }
        if self.needs.block == Some(Opened::Line) && self.frames.is_empty() {
            self.close_need();
        }
    }

    /// Closes the block that is open.
    pub(crate) fn close_need(&mut self) {
        if self.needs.block.take().is_some() {
            self.out.push_str("</div>\n");
        }
    }
}
