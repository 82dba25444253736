//! Families of word forms with their postings: what can be looked up.
//!
//! Takes the inverted index. Gives [`Terms`]: groups of forms with one stem, each with its articles and how much it
//! matters there (1 to 15). Browser and terminal read the same groups. Never stems what somebody typed: a form is known
//! or it is not.

use crate::diag::Failure;
use crate::model::Site;
use crate::search::document::{FIELDS, HEADINGS, SYMPTOMS, TITLE};
use crate::search::group::{Group, Surface};
use crate::search::impact::Weigher;
use crate::search::index::{Form, Inverted};
use crate::text::stem::Stem;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator, ParallelSliceMut};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// All groups, in the order of their keys.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// The groups; a number of a group is an index into this.
    pub groups: Vec<Group>,
    /// Every form with the number of its group, in order.
    forms: Vec<(String, u32)>,
}

/// The order of strings in a browser: by UTF-16 units.
#[must_use]
pub fn browser_order(a: &str, b: &str) -> Ordering {
    if a.is_ascii() || b.is_ascii() {
        // Where one side has only ASCII, both orders agree.
        return a.cmp(b);
    }
    a.encode_utf16().cmp(b.encode_utf16())
}

impl Terms {
    /// Groups the forms of an index.
    ///
    /// # Errors
    /// As for [`Inverted::build`].
    pub fn build(site: &Site, inverted: &Inverted) -> Result<Self, Failure> {
        let forms = inverted.forms()?;
        let weigher = Weigher::new(&inverted.lengths);
        let families = families(site, inverted, &forms);
        let scratch = || Scratch::new(inverted.articles.len());
        let mut groups: Vec<Group> = families
            .par_iter()
            .map_init(scratch, |scratch, family| {
                scratch.name(family.stem.as_deref());
                for form in &family.forms {
                    scratch.take(form, |visit| inverted.each_posting(form, visit));
                }
                scratch.group(&weigher)
            })
            .collect();
        groups.extend(crate::search::beginnings::beginnings(&groups));
        Ok(Self::of(groups))
    }

    fn of(mut groups: Vec<Group>) -> Self {
        groups.sort_by(|a, b| browser_order(a.key(), b.key()));
        let mut forms: Vec<(String, u32)> = (0..)
            .zip(&groups)
            .flat_map(|(i, g)| g.surfaces.iter().map(move |s| (s.text.clone(), i)))
            .collect();
        forms.sort_by(|a, b| browser_order(&a.0, &b.0));
        Self { groups, forms }
    }

    /// The number of the group that holds a form.
    #[must_use]
    pub fn lookup(&self, form: &str) -> Option<u32> {
        let at = self
            .forms
            .binary_search_by(|(f, _)| browser_order(f, form))
            .ok()?;
        Some(self.forms[at].1)
    }

    /// All forms that begin so, with their groups.
    pub fn beginning_with<'a>(
        &'a self,
        beginning: &'a str,
    ) -> impl Iterator<Item = (&'a str, u32)> {
        let start = self
            .forms
            .partition_point(|(f, _)| browser_order(f, beginning) == Ordering::Less);
        self.forms[start..]
            .iter()
            .take_while(move |(f, _)| f.starts_with(beginning))
            .map(|(f, g)| (f.as_str(), *g))
    }

    /// A group by its number.
    #[must_use]
    pub fn group(&self, number: u32) -> &Group {
        &self.groups[number as usize]
    }
}

/// Forms with one stem together. In a base of several languages a form is stemmed by the rules of the language that has
/// most of the articles it stands in.
fn families<'f>(site: &Site, inverted: &Inverted, forms: &'f [Form]) -> Vec<Family<'f>> {
    let langs: Vec<&str> = inverted
        .articles
        .iter()
        .map(|id| site.article(*id).lang.as_str())
        .collect();
    let known: Vec<&str> = langs
        .iter()
        .copied()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let stems: Vec<Stem> = known.iter().map(|lang| Stem::of(lang)).collect();
    let of_document: Vec<usize> = langs
        .iter()
        .map(|lang| known.binary_search(lang).unwrap_or_default())
        .collect();
    let stem = |form: &'f Form| {
        let mut votes = vec![0_u32; known.len()];
        if known.len() > 1 {
            inverted.each_posting(form, |_, doc, _| {
                votes[of_document[doc as usize]] += 1;
            });
        }
        let most = (0..votes.len())
            .rev()
            .max_by_key(|i| votes[*i])
            .unwrap_or_default();
        (
            stems
                .get(most)
                .map_or_else(|| form.text.clone(), |s| s.stem(&form.text)),
            form,
        )
    };
    let mut stemmed: Vec<(String, &Form)> = forms.par_iter().map(stem).collect();
    // Forms of one stem stay in their order.
    stemmed.par_sort_by(|(a, _), (b, _)| a.cmp(b));
    let is_form = |text: &String| forms.binary_search_by(|f| f.text.cmp(text)).is_ok();
    let family = |same: &[(String, &'f Form)]| Family {
        stem: Some(same[0].0.clone()).filter(|s| s.chars().count() > 2 && !is_form(s)),
        forms: same.iter().map(|(_, form)| *form).collect(),
    };
    stemmed.chunk_by(|a, b| a.0 == b.0).map(family).collect()
}

/// Forms with one stem.
struct Family<'f> {
    /// The stem, if no article has it as a word: whoever types `crash` or `crashing` finds `crashes` by it.
    stem: Option<String>,
    forms: Vec<&'f Form>,
}

/// Counts of one family at a time, for all documents.
struct Scratch {
    counts: Vec<[u32; FIELDS]>,
    /// The last form that was seen in a document, so that its articles are counted once.
    seen: Vec<u32>,
    touched: Vec<u32>,
    surfaces: Vec<Surface>,
    stamp: u32,
}

impl Scratch {
    fn new(documents: usize) -> Self {
        Self {
            counts: vec![[0; FIELDS]; documents],
            seen: vec![0; documents],
            touched: Vec::new(),
            surfaces: Vec::new(),
            stamp: 0,
        }
    }

    fn name(&mut self, stem: Option<&str>) {
        self.surfaces.extend(stem.map(|stem| Surface {
            text: stem.to_owned(),
            df: 0,
            strong: false,
        }));
    }

    fn take(&mut self, form: &Form, postings: impl FnOnce(&mut dyn FnMut(usize, u32, u32))) {
        self.stamp += 1;
        let mut df = 0;
        postings(&mut |field, doc, count| {
            let at = doc as usize;
            if self.counts[at] == [0; FIELDS] {
                self.touched.push(doc);
            }
            if self.seen[at] != self.stamp {
                self.seen[at] = self.stamp;
                df += 1;
            }
            self.counts[at][field] += count;
        });
        self.surfaces.push(Surface {
            text: form.text.clone(),
            df,
            strong: [TITLE, SYMPTOMS, HEADINGS].iter().any(|f| form.is_in(*f)),
        });
    }

    /// The group of the forms taken since the last one.
    fn group(&mut self, weigher: &Weigher<'_>) -> Group {
        let mut touched = std::mem::take(&mut self.touched);
        touched.sort_unstable();
        let impact = |doc: &u32| {
            let counts = std::mem::take(&mut self.counts[*doc as usize]);
            (*doc, weigher.impact(*doc, &counts))
        };
        let postings: Vec<(u32, u8)> = touched.iter().map(impact).collect();
        let mut surfaces = std::mem::take(&mut self.surfaces);
        surfaces.sort_by(|a, b| browser_order(&a.text, &b.text));
        let length = |s: &Surface| s.text.encode_utf16().count();
        if let Some(key) = (0..surfaces.len()).min_by_key(|i| length(&surfaces[*i])) {
            surfaces[..=key].rotate_right(1);
        }
        Group {
            surfaces,
            df: postings.len() as u32,
            postings,
        }
    }
}
