//! The inverted index: segments side by side, documents in URL order.
//!
//! Takes the site. Gives every word form with the articles it stands in, by field, as if there were one segment. Never
//! lets it show where one segment ends and the next begins.

use crate::diag::Failure;
use crate::model::{ArticleId, Site};
use crate::search::document::{Document, FIELDS, Lengths};
use crate::search::kept::Files;
use crate::search::segment::{Place, Segment, broken};
use crate::source::store::pack::Pack;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::termdict::{TermMerger, TermStreamer};

/// No segment has fewer documents, but the last.
const FEWEST: usize = 512;
/// No segment has more.
const MOST: usize = 2048;
/// One address in 256 ends a segment, if it is long enough: the one whose hash begins so.
const LAST: u8 = 255;

/// The index with what else is known of its documents.
pub struct Inverted {
    /// Each with the number of its first document.
    segments: Vec<(u32, Arc<Segment>)>,
    /// The article of each document, in URL order.
    pub articles: Vec<ArticleId>,
    /// Number of words of each document, by field.
    pub lengths: Vec<Lengths>,
}

/// Segments of the time before, by what they were made from: those whose articles have not changed are taken again.
#[derive(Default)]
pub struct Segments(Mutex<HashMap<blake3::Hash, Arc<Segment>>>);

/// A word form and where its postings lie.
#[derive(Clone, Debug)]
pub struct Form {
    /// The folded form.
    pub text: String,
    places: Vec<Place>,
}

impl Form {
    /// Whether it stands in a field.
    #[must_use]
    pub fn is_in(&self, field: usize) -> bool {
        let mut fields = self.places.iter().map(|place| usize::from(place.field));
        fields.any(|own| own == field)
    }
}

impl Inverted {
    /// Indexes all listed articles; what has not changed since `kept` was filled is taken from there, or from what earlier
    /// runs left in `pack`.
    ///
    /// # Errors
    /// [`Failure`] if tantivy refuses, which in memory means that there is no more of it.
    pub fn build(site: &Site, kept: &Segments, pack: &Pack) -> Result<Self, Failure> {
        let (articles, documents): (Vec<ArticleId>, Vec<Document<'_>>) = site
            .listed()
            .map(|(id, article)| (id, Document::of(site, article)))
            .unzip();
        let runs = runs(site, &articles);
        let keyed = |run: &std::ops::Range<usize>| {
            let documents = &documents[run.clone()];
            let key = key(documents);
            let known = kept.get(&key);
            let known = known.or_else(|| {
                let files: Files = pack.recall(key.as_bytes())?;
                Segment::again(files).map(Arc::new)
            });
            let make = || Segment::of(documents, (key.as_bytes(), pack)).map(Arc::new);
            let segment = known.map_or_else(make, Ok)?;
            Ok((run.start as u32, key, segment))
        };
        let made: Vec<(u32, blake3::Hash, Arc<Segment>)> =
            runs.par_iter().map(keyed).collect::<Result<_, Failure>>()?;
        kept.put(
            made.iter()
                .map(|(_, key, segment)| (*key, Arc::clone(segment))),
        );
        let all = made.iter().flat_map(|(_, _, segment)| &segment.lengths);
        Ok(Self {
            lengths: all.copied().collect(),
            segments: made.into_iter().map(|(first, _, s)| (first, s)).collect(),
            articles,
        })
    }

    /// All word forms, in order of their bytes.
    ///
    /// # Errors
    /// As for [`Inverted::build`].
    pub fn forms(&self) -> Result<Vec<Form>, Failure> {
        let mut owners: Vec<(u16, u8)> = Vec::new();
        let mut streams: Vec<TermStreamer<'_>> = Vec::new();
        for (number, (_, segment)) in (0_u16..).zip(&self.segments) {
            for field in 0..FIELDS {
                let Some(reader) = segment.field(field) else {
                    continue;
                };
                streams.push(reader.terms().stream().map_err(broken)?);
                owners.push((number, field as u8));
            }
        }
        let mut merger = TermMerger::new(streams);
        let mut forms = Vec::new();
        while merger.advance() {
            let text = String::from_utf8_lossy(merger.key()).into_owned();
            let found = merger.current_segment_ords_and_term_infos();
            let mut places: Vec<Place> = found
                .map(|(stream, info)| Place::new(owners[stream].0, owners[stream].1, &info))
                .collect();
            places.sort_unstable_by_key(|place| (place.field, place.segment));
            forms.push(Form { text, places });
        }
        Ok(forms)
    }

    /// Visits the postings of a form: field, document, count; by field, documents in order.
    pub fn each_posting(&self, form: &Form, mut visit: impl FnMut(usize, u32, u32)) {
        for place in &form.places {
            let (first, segment) = &self.segments[usize::from(place.segment)];
            let field = usize::from(place.field);
            segment.each_posting(place, |document, count| {
                visit(field, first + document, count);
            });
        }
    }
}

impl Segments {
    fn get(&self, key: &blake3::Hash) -> Option<Arc<Segment>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(key).map(Arc::clone)
    }

    /// Keeps these and no others.
    fn put(&self, segments: impl Iterator<Item = (blake3::Hash, Arc<Segment>)>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = segments.collect();
    }
}

/// Where segments begin and end. An article's address says whether a segment may end behind it, so that an article more or
/// less moves the borders beside it and no others.
fn runs(site: &Site, articles: &[ArticleId]) -> Vec<std::ops::Range<usize>> {
    let mut runs = Vec::new();
    let mut start = 0;
    for (at, id) in articles.iter().enumerate() {
        let length = at + 1 - start;
        let hash = || blake3::hash(site.article(*id).url.as_str().as_bytes());
        let may_end = length >= FEWEST && hash().as_bytes()[0] == LAST;
        if may_end || length == MOST {
            runs.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < articles.len() {
        runs.push(start..articles.len());
    }
    runs
}

/// What a segment is made from.
fn key(documents: &[Document<'_>]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    let mut add = |text: &str| {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    };
    for document in documents {
        add(document.lang);
        for texts in &document.fields {
            for text in texts {
                add(text);
            }
            // No text is followed by this.
            add("\u{0}");
        }
    }
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::{FEWEST, Inverted, MOST, Segments, runs};
    use crate::model::{ArticleId, Site};
    use crate::search::tests::small::small_base;
    use crate::source::store::Store;
    use crate::source::store::pack::Pack;
    use std::sync::Arc;

    /// The small base, its articles repeated at other addresses.
    fn many(copies: usize) -> Site {
        let mut site = small_base();
        let own = std::mem::take(&mut site.articles);
        let mut all = Vec::new();
        for copy in 0..copies {
            for article in &own {
                let mut article = article.clone();
                let path = format!("{}{copy}", article.url.as_str());
                article.url = crate::paths::UrlPath::of([path.as_str()]);
                all.push(article);
            }
        }
        site.articles = all.into_iter().collect();
        site
    }

    #[test]
    fn an_article_more_moves_the_borders_beside_it_and_no_others() {
        let site = many(1200);
        let ids: Vec<ArticleId> = site.iter().map(|(id, _)| id).collect();
        let all = runs(&site, &ids);
        assert!(all.len() > 3, "{all:?}");
        assert!(
            all.iter()
                .rev()
                .skip(1)
                .all(|r| r.len() >= FEWEST && r.len() <= MOST)
        );
        let fewer = runs(&site, &ids[1..]);
        let ends = |runs: &[std::ops::Range<usize>], more: usize| -> Vec<usize> {
            runs.iter().map(|r| r.end + more).collect()
        };
        let (a, b) = (ends(&all, 0), ends(&fewer, 1));
        let same = a.iter().filter(|end| b.contains(end)).count();
        assert!(same * 2 > a.len(), "{a:?} {b:?}");
    }

    #[test]
    fn segments_make_one_index_and_are_taken_again() {
        let site = many(700);
        let kept = Segments::default();
        let index = Inverted::build(&site, &kept, &Pack::default()).unwrap();
        assert!(index.segments.len() > 1);
        let alone = Inverted::build(&small_base(), &Segments::default(), &Pack::default()).unwrap();
        let forms = index.forms().unwrap();
        let expected = alone.forms().unwrap();
        let words = |forms: &[super::Form]| -> Vec<String> {
            forms.iter().map(|form| form.text.clone()).collect()
        };
        assert_eq!(words(&forms), words(&expected));
        for (form, once) in forms.iter().zip(&expected) {
            let (mut found, mut wanted) = (Vec::new(), 0);
            index.each_posting(form, |field, document, _| found.push((field, document)));
            alone.each_posting(once, |_, _, _| wanted += 1);
            assert_eq!(found.len(), wanted * 700, "{}", form.text);
            assert!(found.is_sorted(), "{}", form.text);
        }
        let again = Inverted::build(&site, &kept, &Pack::default()).unwrap();
        let pairs = index.segments.iter().zip(&again.segments);
        assert!(pairs.into_iter().all(|(a, b)| Arc::ptr_eq(&a.1, &b.1)));
    }

    /// A form and its postings: field, document, count.
    type Said = (String, Vec<(usize, u32, u32)>);

    /// Everything an index says.
    fn said(index: &Inverted) -> Vec<Said> {
        let said = |form: super::Form| {
            let mut postings = Vec::new();
            index.each_posting(&form, |field, document, count| {
                postings.push((field, document, count));
            });
            (form.text, postings)
        };
        index.forms().unwrap().into_iter().map(said).collect()
    }

    #[test]
    fn an_index_of_recalled_segments_says_the_same() {
        let root = tempfile::TempDir::new().unwrap();
        let pack = |program| Store::of(root.path()).pack("segments", program);
        let build =
            |site: &Site, pack: &Pack| Inverted::build(site, &Segments::default(), pack).unwrap();
        let site = many(700);
        let fresh = build(&site, &Pack::default());
        for run in 0..3 {
            let index = build(&site, &pack("test"));
            assert!(index.segments.len() > 1);
            assert_eq!(said(&index), said(&fresh), "{run}");
            assert_eq!(index.lengths, fresh.lengths, "{run}");
        }
        let key = {
            let (ids, documents): (Vec<ArticleId>, Vec<super::Document<'_>>) = site
                .listed()
                .map(|(id, article)| (id, super::Document::of(&site, article)))
                .unzip();
            *super::key(&documents[runs(&site, &ids)[0].clone()]).as_bytes()
        };
        assert!(pack("test").recall::<super::Files>(&key).is_some());
        assert!(pack("other").recall::<super::Files>(&key).is_none());
        let none = build(&many(0), &pack("test"));
        assert!(said(&none).is_empty());
    }
}
