//! What puts one of two articles first that answer equally well.
//!
//! Takes the site. Gives each listed article a few hundredths by which its score is raised: for being validated, for
//! having been worked on lately, for being led to by others. Never asks the clock: what is fresh is measured from the
//! newest date in the base, so that the same base gives the same index.

use crate::config::Prior;
use crate::model::article::Article;
use crate::model::{ArticleId, Site};
use crate::parse::front_matter::Confidence;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Each prior raises the score by at most so many hundredths; together they stay below what a word in the title is worth.
const MOST: u8 = 2;
/// An article is fresh for so many days.
const FRESH_DAYS: i64 = 180;

/// Hundredths for each listed article, in URL order.
pub(crate) fn priors(site: &Site) -> Vec<u8> {
    let has = |prior| site.settings.priors.contains(&prior);
    let since = newest(site).filter(|_| has(Prior::Fresh));
    let links = if has(Prior::Linked) {
        sources(site)
    } else {
        BTreeMap::new()
    };
    let prior = |(id, article): (ArticleId, &Article)| {
        let validated = has(Prior::Validated) && article.confidence == Some(Confidence::Validated);
        let fresh = since.is_some_and(|newest| is_fresh(article, newest));
        let linked = links.get(&id).map_or(0, BTreeSet::len);
        MOST * (u8::from(validated) + u8::from(fresh)) + points(linked)
    };
    site.listed().map(prior).collect()
}

/// The newest change of any listed article.
fn newest(site: &Site) -> Option<Date> {
    site.listed().filter_map(|(_, a)| a.dates.updated).max()
}

/// Whether it was changed within half a year of the newest change, and its review was not due by then.
fn is_fresh(article: &Article, newest: Date) -> bool {
    let Ok(since) = newest.checked_sub(FRESH_DAYS.days()) else {
        return false;
    };
    let overdue = article.front.review_by.as_ref();
    let overdue = overdue.is_some_and(|due| due.value < newest);
    !overdue && article.dates.updated.is_some_and(|date| date >= since)
}

/// The other articles that lead to each: from their text, or because their authors named it as related.
fn sources(site: &Site) -> BTreeMap<ArticleId, BTreeSet<ArticleId>> {
    let mut sources: BTreeMap<ArticleId, BTreeSet<ArticleId>> = BTreeMap::new();
    for (id, article) in site.listed() {
        let listed = |from: &&ArticleId| !site.article(**from).is_archived();
        let from = article.backlinks.iter().filter(listed);
        sources.entry(id).or_default().extend(from);
        let named = |to: &&ArticleId| {
            let key = site.article(**to).key.to_lowercase();
            let mut related = article.front.related.iter();
            **to != id && related.any(|r| r.value.to_lowercase() == key)
        };
        for to in article.related.iter().filter(named) {
            sources.entry(*to).or_default().insert(id);
        }
    }
    sources
}

/// One for one or two links, two for more: the first ones say the most.
fn points(links: usize) -> u8 {
    (links + 1).ilog2().min(u32::from(MOST)) as u8
}
