//! What articles say of each other and of the settings' words.
//!
//! Takes the articles of one edition, alone. Gives each its targets, backlinks, translations and neighbours, and
//! findings for names that nothing has. Never adds or removes an article.

use crate::config::Settings;
use crate::diag::{Code, Diagnostic, Severity, Spanned, nearest};
use crate::model::ArticleId;
use crate::model::article::{Article, Target};
use crate::model::links::Names;
use crate::model::related::related;
use crate::parse::markdown::{Body, LinkKind};
use crate::text::slug::slug;
use rayon::iter::{IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Resolves links, and what follows from them: backlinks, translations, neighbours.
pub(crate) fn connect(articles: &mut [Article], names: &Names, found: &mut Vec<Diagnostic>) {
    articles.par_iter_mut().for_each(|a| {
        let resolve = |link| names.resolve(&a.path, link);
        a.targets = a.body.links.iter().map(resolve).collect();
    });
    settle_anchors(articles);
    let mut backlinks: Vec<BTreeSet<ArticleId>> = vec![BTreeSet::new(); articles.len()];
    for (id, article) in (0..).map(ArticleId).zip(articles.iter()) {
        for (target, link) in article.targets.iter().zip(&article.body.links) {
            if let Target::Article { id: to, .. } = target
                && *to != id
                && link.kind != LinkKind::Image
            {
                backlinks[to.0 as usize].insert(id);
            }
        }
    }
    let chosen: Vec<Vec<ArticleId>> = articles
        .iter()
        .map(|a| authors_choice(a, (&*articles, names), found))
        .collect();
    let translations = translations(articles, names);
    let neighbours = related(articles, &chosen);
    let extras = backlinks.into_iter().zip(translations).zip(neighbours);
    for (article, ((backlinks, translations), neighbours)) in articles.iter_mut().zip(extras) {
        article.backlinks = backlinks.into_iter().collect();
        article.translations = translations;
        article.related = neighbours;
    }
}

/// Other tools make other ids of the same heading (`#a--b`, `#Step_1`): an anchor that no heading has, but whose slug one
/// has, means that one. The heading that became the title is the top of the page.
fn settle_anchors(articles: &mut [Article]) {
    let bodies: Vec<Arc<Body>> = articles.iter().map(|a| Arc::clone(&a.body)).collect();
    let settle = |target: &mut Target| {
        let Target::Article { id, anchor } = target else {
            return;
        };
        let body = &bodies[id.0 as usize];
        let Some(written) = anchor.as_ref().filter(|a| !has_id(body, a)) else {
            return;
        };
        let plain = slug(written);
        let title = body.title.as_ref().map(|heading| &heading.id);
        if title.is_some_and(|t| t == written || *t == plain) {
            *anchor = None;
        } else if has_id(body, &plain) {
            *anchor = Some(plain);
        }
    };
    articles
        .par_iter_mut()
        .for_each(|a| a.targets.iter_mut().for_each(settle));
}

/// Whether a heading or an anchor of a text has the id.
fn has_id(body: &Body, id: &str) -> bool {
    body.outline.iter().any(|h| h.id == id) || body.anchors.iter().any(|a| a == id)
}

/// The articles an author named as related.
fn authors_choice(
    article: &Article,
    (articles, names): (&[Article], &Names),
    found: &mut Vec<Diagnostic>,
) -> Vec<ArticleId> {
    let is_archived = |id: ArticleId| articles[id.0 as usize].is_archived();
    let mut all = Vec::new();
    for key in &article.front.related {
        let lower = key.value.to_lowercase();
        match names.keys.get(&lower) {
            // Whoever reads on is not led to what may no longer be true.
            Some(id) if is_archived(*id) || all.contains(id) => {}
            Some(id) => all.push(*id),
            None if names.left_out.contains(&lower) => {}
            None => found.push(
                Diagnostic::new(
                    Code("KB044"),
                    Severity::Warning,
                    article.file,
                    format!("no article has the id `{}`", key.value),
                )
                .at(key.span)
                .help("name an id that stands in the front matter of an article"),
            ),
        }
    }
    all
}

/// Articles that say they translate the same one belong together, with that one.
fn translations(articles: &[Article], names: &Names) -> Vec<Vec<ArticleId>> {
    let original = |a: &Article| {
        let of = a.front.translation_of.as_ref()?;
        names.keys.get(&of.value.to_lowercase()).copied()
    };
    let mut groups: BTreeMap<ArticleId, Vec<ArticleId>> = BTreeMap::new();
    for (id, article) in (0..).map(ArticleId).zip(articles) {
        if let Some(of) = original(article).filter(|of| *of != id) {
            groups.entry(of).or_insert_with(|| vec![of]).push(id);
        }
    }
    let mut all = vec![Vec::new(); articles.len()];
    for group in groups.values() {
        for member in group {
            all[member.0 as usize] = group.iter().filter(|g| *g != member).copied().collect();
        }
    }
    all
}

/// Systems and products that the settings do not know, where the settings name any.
pub(crate) fn unknown_values(articles: &[Article], settings: &Settings) -> Vec<Diagnostic> {
    let systems: Vec<&str> = settings.os.iter().map(|o| o.slug.as_str()).collect();
    let products: Vec<&str> = settings.products.keys().map(String::as_str).collect();
    let of = |a: &Article| {
        let os = a
            .front
            .os
            .iter()
            .filter(|o| !systems.contains(&o.value.as_str()));
        let os = os.map(|o| ("os", o, &systems));
        let product = |p: &&Spanned<String>| {
            !products.is_empty()
                && !products.contains(&p.value.as_str())
                && !products.contains(&slug(&p.value).as_str())
        };
        let strange = a
            .front
            .products
            .iter()
            .filter(product)
            .map(|p| ("products", p, &products));
        os.chain(strange)
            .map(|(key, v, known)| stranger(a, key, v, known))
            .collect::<Vec<_>>()
    };
    articles.par_iter().flat_map_iter(of).collect()
}

fn stranger(article: &Article, key: &str, value: &Spanned<String>, known: &[&str]) -> Diagnostic {
    let help = match nearest(&value.value, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("add it to `{key}` in deskbook.yaml, or use one that stands there"),
    };
    let message = format!("`{}` is no value of `{key}`", value.value);
    Diagnostic::new(Code("KB012"), Severity::Warning, article.file, message)
        .at(value.span)
        .help(help)
}
