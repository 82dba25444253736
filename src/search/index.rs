//! The inverted index: tantivy in memory, one segment, documents in URL order.
//!
//! Takes the site. Gives every word form with the articles it stands in, by field. Never stems (families of
//! words are made by [`crate::search::terms`]) and never stores the texts themselves.

use crate::diag::Failure;
use crate::model::{ArticleId, Site};
use crate::search::document::{Document, FIELDS, NAMES};
use crate::text::fold::fold;
use crate::text::stop::function_words;
use crate::text::tokenize::each_slot;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};
use tantivy::directory::RamDirectory;
use tantivy::postings::{Postings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{DocSet, Index, InvertedIndexReader, Searcher, TERMINATED, TantivyDocument};

/// Articles are cut into terms in batches of this size, in parallel; so much lies in memory at a time.
const BATCH: usize = 256;
/// Memory that tantivy may take before it would spill, in bytes; one segment never spills.
const MEMORY: usize = 256 << 20;

/// The index with what else is known of its documents.
pub struct Inverted {
    searcher: Searcher,
    fields: [Field; FIELDS],
    /// The article of each document, in URL order.
    pub articles: Vec<ArticleId>,
    /// Number of words of each document, by field.
    pub lengths: Vec<[u32; FIELDS]>,
}

/// A word form and where its postings lie, by field.
#[derive(Clone, Debug)]
pub struct Form {
    /// The folded form.
    pub text: String,
    places: [Option<TermInfo>; FIELDS],
}

impl Form {
    /// Whether it stands in a field.
    #[must_use]
    pub fn is_in(&self, field: usize) -> bool {
        self.places[field].is_some()
    }
}

/// What an analysed article adds to the index.
struct Analysed {
    fields: [Vec<Token>; FIELDS],
    lengths: [u32; FIELDS],
}

fn broken(error: impl std::fmt::Display) -> Failure {
    Failure::Other {
        what: format!("the search index could not be made: {error}"),
        help: "this should not happen: please report it with the articles that cause it".to_owned(),
    }
}

impl Inverted {
    /// Indexes all listed articles.
    ///
    /// # Errors
    /// [`Failure`] if tantivy refuses, which in memory means that there is no more of it.
    pub fn build(site: &Site) -> Result<Self, Failure> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::WithFreqs);
        let options = TextOptions::default().set_indexing_options(indexing);
        let fields = NAMES.map(|name| schema.add_text_field(name, options.clone()));
        let mut writer = Index::builder()
            .schema(schema.build())
            .single_segment_index_writer::<TantivyDocument>(RamDirectory::create(), MEMORY)
            .map_err(broken)?;
        let (articles, documents): (Vec<ArticleId>, Vec<Document<'_>>) = site
            .listed()
            .map(|(id, article)| (id, Document::of(site, article)))
            .unzip();
        let stops = stops(documents.iter().map(|d| d.lang));
        let mut lengths = Vec::with_capacity(documents.len());
        for batch in documents.chunks(BATCH) {
            let analysed: Vec<Analysed> = batch.par_iter().map(|d| analyse(d, &stops)).collect();
            for one in analysed {
                lengths.push(one.lengths);
                let mut document = TantivyDocument::default();
                for (field, tokens) in fields.into_iter().zip(one.fields) {
                    let text = String::new();
                    document.add_pre_tokenized_text(field, PreTokenizedString { text, tokens });
                }
                writer.add_document(document).map_err(broken)?;
            }
        }
        let index = writer.finalize().map_err(broken)?;
        Ok(Self {
            searcher: index.reader().map_err(broken)?.searcher(),
            fields,
            articles,
            lengths,
        })
    }

    /// All word forms, in order of their bytes.
    ///
    /// # Errors
    /// As for [`Inverted::build`].
    pub fn forms(&self) -> Result<Vec<Form>, Failure> {
        let mut all: BTreeMap<String, [Option<TermInfo>; FIELDS]> = BTreeMap::new();
        for (number, reader) in self.readers()?.iter().enumerate() {
            let mut stream = reader.terms().stream().map_err(broken)?;
            while stream.advance() {
                let text = String::from_utf8_lossy(stream.key()).into_owned();
                all.entry(text).or_default()[number] = Some(stream.value().clone());
            }
        }
        let form = |(text, places)| Form { text, places };
        Ok(all.into_iter().map(form).collect())
    }

    /// One reader a field, for [`each_posting`]; none where there is no article.
    ///
    /// # Errors
    /// As for [`Inverted::build`].
    pub fn readers(&self) -> Result<Vec<std::sync::Arc<InvertedIndexReader>>, Failure> {
        let Some(segment) = self.searcher.segment_readers().first() else {
            return Ok(Vec::new());
        };
        let reader = |field: &Field| segment.inverted_index(*field).map_err(broken);
        self.fields.iter().map(reader).collect()
    }
}

/// Calls `visit(field, document, count)` for each posting of a form.
pub fn each_posting(
    readers: &[std::sync::Arc<InvertedIndexReader>],
    form: &Form,
    mut visit: impl FnMut(usize, u32, u32),
) {
    for (field, place) in form.places.iter().enumerate() {
        let Some(info) = place else { continue };
        let option = IndexRecordOption::WithFreqs;
        let Ok(mut postings) = readers[field].read_postings_from_terminfo(info, option) else {
            continue;
        };
        while postings.doc() != TERMINATED {
            visit(field, postings.doc(), postings.term_freq());
            postings.advance();
        }
    }
}

/// Function words of each language that occurs.
fn stops<'a>(langs: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, BTreeSet<&'static str>> {
    let langs: BTreeSet<&str> = langs.collect();
    langs
        .into_iter()
        .map(|lang| (lang, function_words(lang).collect()))
        .collect()
}

fn analyse(document: &Document<'_>, stops: &BTreeMap<&str, BTreeSet<&'static str>>) -> Analysed {
    let none = BTreeSet::new();
    let stop = stops.get(document.lang).unwrap_or(&none);
    let mut all = Analysed {
        fields: Default::default(),
        lengths: [0; FIELDS],
    };
    for (field, texts) in document.fields.iter().enumerate() {
        for text in texts {
            all.lengths[field] += tokens_of(text, stop, &mut all.fields[field]);
        }
    }
    all
}

/// Adds the tokens of one text; gives the number of words.
fn tokens_of(text: &str, stop: &BTreeSet<&str>, tokens: &mut Vec<Token>) -> u32 {
    let mut count = 0;
    each_slot(&fold(text), |terms| {
        for (i, term) in terms.iter().enumerate() {
            if stop.contains(&**term) || (i > 0 && term.len() < 2) {
                continue;
            }
            count += u32::from(i == 0);
            tokens.push(Token {
                text: term.to_string(),
                position: 0,
                ..Token::default()
            });
        }
    });
    count
}
