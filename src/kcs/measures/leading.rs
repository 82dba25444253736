//! What leads to each article: tickets that name it, and articles that link to it.
//!
//! Takes links of tickets and of texts. Gives articles that are ready to be validated, those that nothing leads to, and
//! those that tickets of many kinds name. Never takes a link of an article to itself for one.

use crate::coverage::article_ref;
use crate::coverage::result::Named;
use crate::kcs::measures::input::Input;
use crate::kcs::measures::result::{Generic, Lonely, Reused};
use crate::model::ArticleId;
use crate::model::article::Article;
use crate::parse::front_matter::Confidence;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Fewer tickets say nothing of how general an article is.
const LEAST: usize = 10;
/// From so many top categories on …
const KINDS: usize = 3;
/// … with at least this part of its tickets each, or from this share of all links on, an article is general.
const SHARE: f64 = 0.2;

/// The three lists.
pub(crate) struct Leading {
    pub(crate) ready: Vec<Reused>,
    pub(crate) lonely: Vec<Lonely>,
    pub(crate) generic: Vec<Generic>,
}

/// Tickets by article: number and top category.
type ByArticle<'a> = BTreeMap<ArticleId, Vec<(&'a str, &'a str)>>;

/// Looks at every article.
pub(crate) fn leading(input: &Input<'_>) -> Leading {
    let tickets = tickets(input);
    let related = related(input);
    let links = |id: ArticleId| -> BTreeSet<ArticleId> {
        let own = input.site.article(id).backlinks.iter().copied();
        let all = own.chain(related.get(&id).into_iter().flatten().copied());
        all.filter(|from| *from != id && !input.site.article(*from).is_archived())
            .collect()
    };
    let reused = |(id, _): (ArticleId, &Article)| Reused {
        article: article_ref(input.site, id),
        tickets: ids(tickets.get(&id)),
        articles: links(id)
            .into_iter()
            .map(|id| input.site.article(id).key.clone())
            .collect(),
    };
    let waiting = input
        .live()
        .filter(|(_, a)| a.confidence == Some(Confidence::NotValidated));
    let mut ready: Vec<Reused> = waiting.map(reused).collect();
    ready.retain(|r| !r.tickets.is_empty() || !r.articles.is_empty());
    ready.sort_by_key(|r| Reverse((r.tickets.len(), r.articles.len())));
    let lonely = |(id, article): (ArticleId, &Article)| {
        let is_led_to = tickets.contains_key(&id) || !links(id).is_empty();
        (!is_led_to).then(|| Lonely {
            article: article_ref(input.site, id),
            created: article.dates.created.filter(|_| input.knows_all()),
        })
    };
    let shown = |a: &Article| a.confidence != Some(Confidence::Wip) && !a.is_index;
    let shown = input.live().filter(|(_, a)| shown(a));
    Leading {
        ready,
        lonely: shown.filter_map(lonely).collect(),
        generic: generic(input, &tickets),
    }
}

fn ids(tickets: Option<&Vec<(&str, &str)>>) -> Vec<String> {
    let all = tickets.into_iter().flatten();
    all.map(|(ticket, _)| (*ticket).to_owned()).collect()
}

fn tickets<'a>(input: &Input<'a>) -> ByArticle<'a> {
    let mut all: ByArticle<'a> = BTreeMap::new();
    for ticket in input.reuse.into_iter().flat_map(|r| &r.linked) {
        for article in &ticket.articles {
            let of = all.entry(*article).or_default();
            of.push((&ticket.id, &ticket.category));
        }
    }
    all
}

/// Articles whose front matter names each as related.
fn related(input: &Input<'_>) -> BTreeMap<ArticleId, Vec<ArticleId>> {
    let keys: BTreeMap<String, ArticleId> = input
        .site
        .iter()
        .map(|(id, a)| (a.key.to_lowercase(), id))
        .collect();
    let mut all: BTreeMap<ArticleId, Vec<ArticleId>> = BTreeMap::new();
    for (from, article) in input.site.iter() {
        for named in &article.front.related {
            if let Some(to) = keys.get(&named.value.to_lowercase()) {
                all.entry(*to).or_default().push(from);
            }
        }
    }
    all
}

fn generic(input: &Input<'_>, tickets: &ByArticle<'_>) -> Vec<Generic> {
    let links: usize = tickets.values().map(Vec::len).sum();
    let one = |(id, of): (&ArticleId, &Vec<(&str, &str)>)| {
        let categories = categories(of);
        let share = of.len() as f64 / links.max(1) as f64;
        let is_general = of.len() >= LEAST && (categories.len() >= KINDS || share > SHARE);
        is_general.then(|| Generic {
            article: article_ref(input.site, *id),
            tickets: ids(Some(of)),
            share,
            categories,
        })
    };
    let mut all: Vec<Generic> = tickets.iter().filter_map(one).collect();
    all.sort_by_key(|g| Reverse(g.tickets.len()));
    all
}

/// Top categories with at least a tenth of the tickets.
fn categories(tickets: &[(&str, &str)]) -> Vec<Named> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for (_, category) in tickets.iter().filter(|(_, c)| !c.is_empty()) {
        *counts.entry(category).or_default() += 1;
    }
    let least = tickets.len().div_ceil(10) as u32;
    let mut all: Vec<Named> = counts
        .into_iter()
        .filter(|(_, count)| *count >= least)
        .map(|(name, count)| Named {
            name: name.to_owned(),
            count,
        })
        .collect();
    all.sort_by_key(|named| Reverse(named.count));
    all
}
