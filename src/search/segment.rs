//! A run of documents, indexed by itself: tantivy in memory.
//!
//! Takes documents. Gives every word form with the documents it stands in, by field. Never stems (families of words are
//! made by [`crate::search::terms`]), never stores the texts themselves, and never knows of other runs.

use crate::diag::Failure;
use crate::search::document::{Document, FIELDS, Lengths, NAMES};
use crate::search::kept::Files;
use crate::source::store::pack::{Key, Pack};
use crate::text::fold::fold;
use crate::text::stop::function_words;
use crate::text::tokenize::each_slot;
use std::collections::BTreeSet;
use std::sync::Arc;
use tantivy::directory::RamDirectory;
use tantivy::postings::{Postings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};
use tantivy::{DocSet, Index, InvertedIndexReader, TERMINATED, TantivyDocument};

/// From this tantivy reckons the size of its first tables, in bytes; a single segment never spills.
const MEMORY: usize = 16 << 20;
/// The name of our tokenizer.
const TERMS: &str = "terms";

/// A run of documents, indexed.
pub struct Segment {
    /// One for each field.
    readers: Vec<Arc<InvertedIndexReader>>,
    /// Number of words of each document, by field.
    pub lengths: Vec<Lengths>,
}

/// Where the postings of a form in one field of one segment lie.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The segment's number.
    pub segment: u16,
    /// The field.
    pub field: u8,
    documents: u32,
    start: u32,
    end: u32,
}

pub(super) fn broken(error: impl std::fmt::Display) -> Failure {
    Failure::Other {
        what: format!("the search index could not be made: {error}"),
        help: "this should not happen: please report it with the articles that cause it".to_owned(),
    }
}

impl Segment {
    /// Indexes documents in their order; the segment is kept under the key.
    ///
    /// # Errors
    /// [`Failure`] if tantivy refuses, which in memory means that there is no more of it.
    pub(super) fn of(
        documents: &[Document<'_>],
        (key, kept): (&Key, &Pack),
    ) -> Result<Self, Failure> {
        let directory = RamDirectory::create();
        let (index, lengths) = indexed(documents, directory.clone()).map_err(broken)?;
        // What cannot be kept is made again the next time.
        if kept.is_open()
            && let Ok(files) = Files::of((&index, &directory), &lengths)
        {
            kept.keep(key, &files);
        }
        Self::open(&index, lengths).map_err(broken)
    }

    /// A segment that was kept; nothing if tantivy cannot read it.
    pub(super) fn again(files: Files) -> Option<Self> {
        let (index, lengths) = files.index().ok()?;
        Self::open(&index, lengths).ok()
    }

    /// A segment of an index that has no other; `lengths` is the number of words of each document, by field.
    ///
    /// # Errors
    /// When tantivy cannot read it.
    fn open(index: &Index, lengths: Vec<Lengths>) -> tantivy::Result<Self> {
        let fields = NAMES.map(|name| index.schema().get_field(name));
        let searcher = index.reader()?.searcher();
        let readers = match searcher.segment_readers().first() {
            Some(segment) => {
                let reader = |field: tantivy::Result<Field>| segment.inverted_index(field?);
                fields.into_iter().map(reader).collect::<Result<_, _>>()?
            }
            None => Vec::new(),
        };
        Ok(Self { readers, lengths })
    }

    /// The index of one field; nothing in a segment without documents.
    pub(super) fn field(&self, field: usize) -> Option<&InvertedIndexReader> {
        self.readers.get(field).map(|reader| &**reader)
    }

    /// Visits the postings of a place: document in this segment, count.
    pub(super) fn each_posting(&self, place: &Place, mut visit: impl FnMut(u32, u32)) {
        let option = IndexRecordOption::WithFreqs;
        let Some(reader) = self.field(usize::from(place.field)) else {
            return;
        };
        // In memory there is nothing that could fail.
        let Ok(mut postings) = reader.read_postings_from_terminfo(&place.info(), option) else {
            return;
        };
        while postings.doc() != TERMINATED {
            visit(postings.doc(), postings.term_freq());
            postings.advance();
        }
    }
}

impl Place {
    /// A place by what tantivy says of it. Postings of a segment are far below 4 GiB.
    pub(super) fn new(segment: u16, field: u8, info: &TermInfo) -> Self {
        Self {
            segment,
            field,
            documents: info.doc_freq,
            start: info.postings_range.start as u32,
            end: info.postings_range.end as u32,
        }
    }

    fn info(self) -> TermInfo {
        TermInfo {
            doc_freq: self.documents,
            postings_range: self.start as usize..self.end as usize,
            positions_range: 0..0,
        }
    }
}

/// An index of documents in the directory, and the lengths of the documents.
fn indexed(
    documents: &[Document<'_>],
    directory: RamDirectory,
) -> tantivy::Result<(Index, Vec<Lengths>)> {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(TERMS)
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::WithFreqs);
    let options = TextOptions::default().set_indexing_options(indexing);
    let fields = NAMES.map(|name| schema.add_text_field(name, options.clone()));
    let tokenizers = TokenizerManager::new();
    tokenizers.register(TERMS, Lines::default());
    let mut writer = Index::builder()
        .schema(schema.build())
        .tokenizers(tokenizers)
        .single_segment_index_writer::<TantivyDocument>(directory, MEMORY)?;
    let mut lengths = Vec::with_capacity(documents.len());
    for document in documents {
        let (document, length) = analysed(document, fields);
        lengths.push(length);
        writer.add_document(document)?;
    }
    Ok((writer.finalize()?, lengths))
}

/// A document's terms, a line each, as tantivy takes them; and the number of its words by field.
fn analysed(document: &Document<'_>, fields: [Field; FIELDS]) -> (TantivyDocument, Lengths) {
    let stop: BTreeSet<&str> = function_words(document.lang).collect();
    let mut lengths = [0; FIELDS];
    let mut analysed = TantivyDocument::default();
    for (at, texts) in document.fields.iter().enumerate() {
        let mut lines = String::new();
        for text in texts {
            lengths[at] += add_terms(text, &stop, &mut lines);
        }
        analysed.add_text(fields[at], lines);
    }
    (analysed, lengths)
}

/// Adds the terms of a text to a field; gives the number of its words.
fn add_terms(text: &str, stop: &BTreeSet<&str>, lines: &mut String) -> u32 {
    let mut count = 0;
    each_slot(&fold(text), |terms| {
        for (i, term) in terms.iter().enumerate() {
            // Single letters are words of their own, but not parts of a longer one.
            if stop.contains(&**term) || (i > 0 && term.len() < 2) {
                continue;
            }
            count += u32::from(i == 0);
            lines.push_str(term);
            lines.push('\n');
        }
    });
    count
}

/// Takes each line for a term.
#[derive(Clone, Default)]
struct Lines {
    token: Token,
}

/// The lines that are left.
struct Rest<'a> {
    lines: std::str::Lines<'a>,
    token: &'a mut Token,
}

impl Tokenizer for Lines {
    type TokenStream<'a> = Rest<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Rest<'a> {
        // Nobody asks for places within a field, so all terms stand at the first.
        self.token.position = 0;
        Rest {
            lines: text.lines(),
            token: &mut self.token,
        }
    }
}

impl TokenStream for Rest<'_> {
    fn advance(&mut self) -> bool {
        let Some(line) = self.lines.next() else {
            return false;
        };
        self.token.text.clear();
        self.token.text.push_str(line);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
