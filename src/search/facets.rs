//! Ways to narrow an answer: system, product, category, kind, language.
//!
//! Takes the site and the documents of the index. Gives for each facet its values with the documents that have them; a
//! version of a system counts for the system and a sub-category for its category. Never lists a value that no document has.

use crate::model::{ArticleId, Site};
use std::collections::{BTreeMap, BTreeSet};

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// `windows-11`.
    pub slug: String,
    /// `Windows 11`.
    pub name: String,
    /// Index of the value above in the same facet.
    pub parent: Option<usize>,
    /// The documents, in order.
    pub docs: BTreeSet<u32>,
}

/// A facet: its name in options and files, and its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// `os`, `product`, `category`, `kind`, `lang`.
    pub name: &'static str,
    /// The values, in the order of the site.
    pub values: Vec<Value>,
}

/// The facets that have at least one value, for documents in this order.
#[must_use]
pub fn facets(site: &Site, documents: &[ArticleId]) -> Vec<Facet> {
    let number: BTreeMap<ArticleId, u32> = documents.iter().copied().zip(0..).collect();
    let listed = |articles: &[ArticleId]| {
        articles
            .iter()
            .filter_map(|a| number.get(a).copied())
            .collect()
    };
    let os = site.os.iter().map(|o| Value {
        slug: o.slug.clone(),
        name: o.name.clone(),
        parent: o.parent,
        docs: listed(&o.articles),
    });
    let product = site.products.iter().map(|p| Value {
        slug: p.slug.clone(),
        name: p.name.clone(),
        parent: None,
        docs: listed(&p.articles),
    });
    let by = |slug: &dyn Fn(ArticleId) -> Option<String>| plain(documents, slug);
    let all = [
        ("os", os.collect()),
        ("product", product.collect()),
        ("category", categories(site, documents)),
        (
            "kind",
            by(&|id| site.article(id).kind.map(|k| k.word().to_owned())),
        ),
        ("lang", by(&|id| Some(site.article(id).lang.clone()))),
    ];
    // One with a single value stays: whoever asks for the language that all articles have must find them.
    let filled = |(_, values): &(&str, Vec<Value>)| values.iter().any(|v| !v.docs.is_empty());
    let facet = |(name, values)| Facet { name, values };
    all.into_iter().filter(filled).map(facet).collect()
}

fn categories(site: &Site, documents: &[ArticleId]) -> Vec<Value> {
    let value = |c: &crate::model::taxonomy::Category| Value {
        slug: c.slug.clone(),
        name: c.name.clone(),
        parent: c.parent,
        docs: BTreeSet::new(),
    };
    let mut values: Vec<Value> = site.categories.iter().map(value).collect();
    for (doc, id) in (0..).zip(documents) {
        let mut at = site.article(*id).category;
        while let Some(value) = at.and_then(|i| values.get_mut(i)) {
            // A category is listed before its children, so this walk ends.
            at = value.parent.filter(|p| Some(*p) != at);
            if !value.docs.insert(doc) {
                break;
            }
        }
    }
    values
}

/// A facet without names of its own: the slug is shown, or translated by the interface.
fn plain(documents: &[ArticleId], slug: &dyn Fn(ArticleId) -> Option<String>) -> Vec<Value> {
    let mut values: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for (doc, id) in (0..).zip(documents) {
        if let Some(slug) = slug(*id) {
            values.entry(slug).or_default().insert(doc);
        }
    }
    let value = |(slug, docs): (String, BTreeSet<u32>)| Value {
        name: slug.clone(),
        slug,
        parent: None,
        docs,
    };
    values.into_iter().map(value).collect()
}
