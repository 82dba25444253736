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

#[cfg(test)]
mod tests {
    use crate::config::Prior;
    use crate::diag::{Span, Spanned};
    use crate::model::article::Article;
    use crate::model::{ArticleId, Site};
    use crate::parse::front_matter::Confidence;
    use crate::search::tests::base::{article, site};
    use crate::search::{Options, build};
    use jiff::civil::date;
    use proptest::prelude::{ProptestConfig, proptest};
    use std::collections::BTreeSet;
    use std::sync::Arc;

    type Change = fn(&mut [Article]);

    /// Two articles that answer alike, and some that lead to the second.
    fn twins(change: impl FnOnce(&mut [Article])) -> Site {
        let one = |url| article(url, "Printer is offline", &[], &[("Fix", "Turn it on.")]);
        let mut all = vec![one("a/first"), one("b/second")];
        all.push(article("c/third", "Toner", &[], &[]));
        change(&mut all);
        site(all, Vec::new())
    }

    fn best(site: &Site, query: &str) -> String {
        let answer = build(site).unwrap().search(query, &Options::default());
        let first = answer.hits.first().unwrap();
        site.article(first.article).url.as_str().to_owned()
    }

    fn with(mut site: Site, priors: &[Prior]) -> Site {
        Arc::make_mut(&mut site.settings).priors = priors.iter().copied().collect();
        site
    }

    fn validated(all: &mut [Article]) {
        all[0].confidence = Some(Confidence::NotValidated);
        all[1].confidence = Some(Confidence::Validated);
    }

    fn fresh(all: &mut [Article]) {
        all[0].dates.updated = Some(date(2024, 1, 1));
        all[1].dates.updated = Some(date(2026, 1, 1));
        all[2].dates.updated = Some(date(2026, 2, 1));
    }

    fn overdue(all: &mut [Article]) {
        all[0].dates.updated = Some(date(2026, 1, 1));
        all[1].dates.updated = Some(date(2026, 1, 1));
        Arc::make_mut(&mut all[0].front).review_by =
            Some(Spanned::new(date(2025, 6, 1), Span::default()));
    }

    fn linked(all: &mut [Article]) {
        all[1].backlinks = vec![ArticleId(2)];
    }

    fn related(all: &mut [Article]) {
        all[2].related = vec![ArticleId(0), ArticleId(1)];
        // The first is only a neighbour by subject: nobody named it.
        Arc::make_mut(&mut all[2].front).related =
            vec![Spanned::new("B/second".to_owned(), Span::default())];
    }

    #[test]
    fn each_prior_turns_a_tie_and_nothing_where_it_is_off() {
        assert_eq!(best(&twins(|_| {}), "printer offline"), "a/first/");
        let cases: [(Prior, Change); 5] = [
            (Prior::Validated, validated),
            (Prior::Fresh, fresh),
            (Prior::Fresh, overdue),
            (Prior::Linked, linked),
            (Prior::Linked, related),
        ];
        for (prior, change) in cases {
            assert_eq!(
                best(&twins(change), "printer offline"),
                "b/second/",
                "{prior:?}"
            );
            let alone = with(twins(change), &[prior]);
            assert_eq!(best(&alone, "printer offline"), "b/second/", "{prior:?}");
            let others: Vec<Prior> = Prior::ALL.into_iter().filter(|p| *p != prior).collect();
            let off = with(twins(change), &others);
            assert_eq!(
                best(&off, "printer offline"),
                "a/first/",
                "{prior:?} is off"
            );
        }
    }

    #[test]
    fn together_they_are_six_hundredths_at_most() {
        let site = twins(|all| {
            validated(all);
            fresh(all);
            all[1].backlinks = vec![ArticleId(0), ArticleId(1), ArticleId(2)];
        });
        assert_eq!(super::priors(&site), [0, 6, 2]);
    }

    #[test]
    fn the_own_system_can_be_switched_off() {
        let by_system = |priors: &[Prior]| {
            let mut site = with(twins(|all| all[1].os = vec!["macos".to_owned()]), priors);
            site.os = vec![crate::search::tests::base::os(&site, "macos")];
            let options = Options {
                prefer: Some("macos".to_owned()),
                ..Options::default()
            };
            let answer = build(&site).unwrap().search("printer offline", &options);
            answer.hits[0].article
        };
        assert_eq!(by_system(&Prior::ALL), ArticleId(1));
        assert_eq!(by_system(&[Prior::Validated]), ArticleId(0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        /// An article whose title is the question, word for word, stays above one with every prior whose title holds less of it.
        #[test]
        fn no_prior_lifts_a_lower_match_over_an_exact_title(picked in proptest::sample::subsequence(
            vec!["outlook", "calendar", "sharing", "invite", "delegate", "mailbox", "folder"], 2..6,
        ), missing in 0_usize..6) {
            let title = picked.join(" ");
            let mut less: BTreeSet<&str> = picked.iter().copied().collect();
            less.remove(picked[missing % picked.len()]);
            let less: Vec<&str> = less.into_iter().collect();
            let mut all = vec![article("a/less", &less.join(" "), &[], &[("Fix", "Start again.")])];
            all[0].confidence = Some(Confidence::Validated);
            all[0].dates.updated = Some(date(2026, 1, 1));
            all[0].backlinks = (1..5).map(ArticleId).collect();
            all.push(article("z/exact", &title, &[], &[("Fix", "Start again.")]));
            all.extend((0..4).map(|i| article(&format!("m/{i}"), "Something else", &[], &[])));
            let site = site(all, Vec::new());
            assert_eq!(best(&site, &title), "z/exact/");
        }
    }
}
