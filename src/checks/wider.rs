//! Links that are whole for the authors and broken for a wider audience.
//!
//! Takes the site of the narrowest audience. Gives KB041 and KB045 for every wider one that an article names. Never
//! assembles another site: what a wider one lacks can be told from this one.

use crate::checks::links::{has_anchor, left_out, no_heading, place};
use crate::checks::shortened;
use crate::diag::{Diagnostic, Span};
use crate::model::article::{Article, Target};
use crate::model::edition::{Edition, admits};
use crate::model::{ArticleId, Site};
use crate::parse::markdown::{Body, RawLink};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Reads the body of an article again, without its internal blocks.
pub type Reduced<'a> = &'a (dyn Fn(&Article) -> Arc<Body> + Sync);

/// What the readers of one edition see.
struct View<'a> {
    site: &'a Site,
    /// Whether the edition holds the article.
    held: Vec<bool>,
    /// Bodies that are shorter for wider audiences.
    reduced: &'a BTreeMap<ArticleId, Arc<Body>>,
}

/// Every such link, once for each audience.
#[must_use]
pub fn links(site: &Site, reduced: Reduced<'_>) -> Vec<Diagnostic> {
    let own = site.edition.rung;
    let rungs: BTreeSet<usize> = site.articles.iter().map(|a| a.rung).collect();
    let rungs: Vec<usize> = rungs.into_iter().filter(|rung| *rung > own).collect();
    if rungs.is_empty() {
        return Vec::new();
    }
    let shorter: Vec<(ArticleId, &Article)> = site
        .iter()
        .filter(|(_, a)| a.rung > own && !a.body.internal.is_empty())
        .collect();
    let shorter = shorter.par_iter().map(|(id, a)| (*id, reduced(a)));
    let shorter: BTreeMap<ArticleId, Arc<Body>> = shorter.collect();
    let of = |rung: usize| {
        let view = View {
            site,
            held: held(site, rung),
            reduced: &shorter,
        };
        let articles: Vec<(ArticleId, &Article)> = site.iter().collect();
        let found: Vec<Vec<Diagnostic>> = articles
            .par_iter()
            .filter(|(id, _)| view.held[id.0 as usize])
            .map(|(_, article)| view.article(article))
            .collect();
        found.into_iter().flatten()
    };
    rungs.into_iter().flat_map(of).collect()
}

fn held(site: &Site, rung: usize) -> Vec<bool> {
    let edition = Edition {
        audience: site.settings.audiences[rung].clone(),
        rung,
        client: site.edition.client.clone(),
    };
    let holds = |a: &Article| admits(&edition, &site.settings, a.rung, &a.front).is_ok();
    site.articles.iter().map(holds).collect()
}

impl View<'_> {
    fn article(&self, article: &Article) -> Vec<Diagnostic> {
        let pairs = article.body.links.iter().zip(&article.targets);
        let seen = pairs.filter(|(link, _)| !is_internal(&article.body, link.span));
        seen.filter_map(|(link, target)| self.finding(article, link, target))
            .collect()
    }

    fn finding(&self, article: &Article, link: &RawLink, target: &Target) -> Option<Diagnostic> {
        let Target::Article { id, anchor } = target else {
            return None;
        };
        let found = if self.held[id.0 as usize] {
            let (anchor, body) = (anchor.as_deref()?, self.reduced.get(id)?);
            let to = self.site.article(*id);
            if has_anchor(body, anchor) || !has_anchor(&to.body, anchor) {
                return None;
            }
            no_heading(article, to, body, anchor)
        } else {
            left_out(article, &shortened(&link.target))
        };
        Some(found.at(place(article, link)))
    }
}

fn is_internal(body: &Body, span: Span) -> bool {
    let holds = |block: &Span| block.start <= span.start && span.end <= block.end;
    body.internal.iter().any(holds)
}
