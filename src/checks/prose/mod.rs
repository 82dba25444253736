//! The words of an article, block by block, with their places.
//!
//! Takes an [`Article`]. Gives [`Prose`]: headings, paragraphs, steps, list items and cells as plain text, each with its
//! sentences and the way back to the file. Never holds code (a sign stands for it), images, raw HTML or link targets.

mod reader;

use crate::diag::Span;
use crate::model::article::Article;
use crate::parse::roles::Role;
use crate::text::grade::Lang;
use std::ops::Range;

/// What a block of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A heading, or a short line of strong words alone, which stands for one (level 7).
    Heading(u8),
    /// A paragraph; in a list, one that goes on with an item.
    Paragraph,
    /// The beginning of a numbered item.
    Step,
    /// The beginning of another item.
    Item,
    /// A cell of a table.
    Cell,
}

/// One block of text.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// What the section is for, told by the nearest heading above that tells.
    pub role: Option<Role>,
    /// The list it stands in, counted from 1; 0 outside of lists.
    pub list: usize,
    /// How many lists are around.
    pub depth: usize,
    /// Whether it is part of a quotation.
    pub quoted: bool,
    /// Whether code in lines of its own or a picture stands in it or right behind it.
    pub shows: bool,
    /// Its plain text.
    pub text: String,
    /// The sentences of the text.
    pub sentences: Vec<Range<usize>>,
    /// Strong words (names of buttons) and links.
    marked: Places,
    /// What stands in quotation marks.
    quotations: Places,
    pieces: Vec<Piece>,
}

/// A run of text as it stands in the file.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where it begins in the text.
    at: usize,
    /// How long it is there.
    len: usize,
    /// Where it stands in the file.
    source: Span,
    /// Whether it is written as it reads.
    exact: bool,
}

impl Block {
    /// The place of a part of the text.
    #[must_use]
    pub fn span(&self, part: &Range<usize>) -> Span {
        // Pieces stand in the order of the text.
        let from = self.pieces.partition_point(|p| p.at + p.len <= part.start);
        let to = self.pieces.partition_point(|p| p.at < part.end);
        let pieces = self.pieces.get(from..to).unwrap_or_default();
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
            return Span::default();
        };
        let start = if first.exact {
            first.source.start + part.start.saturating_sub(first.at)
        } else {
            first.source.start
        };
        let end = if last.exact {
            last.source.start + (part.end - last.at).min(last.len)
        } else {
            last.source.end
        };
        Span::new(start, end.max(start))
    }

    /// The place of a part that is written as it reads, so that it can be replaced.
    #[must_use]
    pub fn exact(&self, part: &Range<usize>) -> Option<Span> {
        let holds = |p: &&Piece| p.exact && p.at <= part.start && part.end <= p.at + p.len;
        let from = self.pieces.partition_point(|p| p.at + p.len < part.start);
        let near = self.pieces[from..].iter();
        let mut near = near.take_while(|p| p.at <= part.start);
        near.find(holds).map(|_| self.span(part))
    }

    /// Whether a part is a name, a link or a quotation.
    #[must_use]
    pub fn is_marked(&self, part: &Range<usize>) -> bool {
        self.is_quotation(part) || self.marked.overlap(part)
    }

    /// Whether a part stands in quotation marks.
    #[must_use]
    pub fn is_quotation(&self, part: &Range<usize>) -> bool {
        self.quotations.overlap(part)
    }

    /// Whether all of it is one name, link or quotation.
    #[must_use]
    pub fn all_marked(&self) -> bool {
        let (start, end) = (
            self.text.len() - self.text.trim_start().len(),
            self.text.trim_end().len(),
        );
        let all = [&self.marked, &self.quotations];
        all.into_iter().any(|places| places.hold(&(start..end)))
    }

    /// Whether it is running text that people read sentence by sentence.
    #[must_use]
    pub fn is_running(&self) -> bool {
        !self.quoted && matches!(self.kind, Kind::Paragraph | Kind::Step | Kind::Item)
    }
}

/// Places in a text, by their beginnings, each with the furthest end so far: a question is a search, not a walk through
/// all of them.
#[derive(Clone, Debug, Default)]
struct Places(Vec<(usize, usize)>);

impl Places {
    fn of(mut places: Vec<Range<usize>>) -> Self {
        places.sort_by_key(|place| place.start);
        let mut end = 0;
        let reach = |place: Range<usize>| {
            end = end.max(place.end);
            (place.start, end)
        };
        Self(places.into_iter().map(reach).collect())
    }

    /// Whether a place has a byte in common with the part.
    fn overlap(&self, part: &Range<usize>) -> bool {
        let before = self.0.partition_point(|(start, _)| *start < part.end);
        before > 0 && part.start < self.0[before - 1].1
    }

    /// Whether one place holds all of the part.
    fn hold(&self, part: &Range<usize>) -> bool {
        let before = self.0.partition_point(|(start, _)| *start <= part.start);
        before > 0 && part.end <= self.0[before - 1].1
    }
}

/// The words of one article.
#[derive(Debug)]
pub struct Prose<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its language, where checks of language know it.
    pub lang: Option<Lang>,
    /// Its blocks in order.
    pub blocks: Vec<Block>,
}

impl<'a> Prose<'a> {
    /// Reads an article.
    #[must_use]
    pub fn of(article: &'a Article) -> Self {
        Self {
            article,
            lang: Lang::of(&article.lang),
            blocks: reader::read(&article.body),
        }
    }

    /// Every sentence of running text with its block.
    pub fn sentences(&self) -> impl Iterator<Item = (&Block, &Range<usize>)> {
        let running = self.blocks.iter().filter(|b| b.is_running());
        running.flat_map(|b| b.sentences.iter().map(move |s| (b, s)))
    }
}
