//! From parsed files to the site.
//!
//! Takes everything that was read. Gives the [`Site`] of one edition, complete, and what is wrong between files. Never
//! lets an article in that the edition may not hold.

use crate::audit::{Audit, Trail};
use crate::config::Settings;
use crate::diag::{Diagnostic, Spanned};
use crate::model::article::{Article, Dates};
use crate::model::connect::{connect, unknown_values};
use crate::model::edition::{Edition, LeftOut, admits, rung};
use crate::model::identity::{Identity, below, category, folder_slug, identify};
use crate::model::links::Names;
use crate::model::overlay::Origins;
use crate::model::places::{Files, Lists, arrange};
use crate::model::redirects::redirects;
use crate::model::taxonomy::{Category, categories, file_articles, products, systems};
use crate::model::{ArticleId, Site};
use crate::parse::Parsed;
use crate::parse::front_matter::FrontMatter;
use crate::parse::markdown::Body;
use crate::paths::{ContentPath, OutPath, UrlPath};
use crate::source::history::History;
use crate::source::inner;
use crate::text::codes::{codes, each_once};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Everything that was read of a base.
#[derive(Debug)]
pub struct Base<'a> {
    /// The articles, in order of their paths.
    pub parsed: Vec<Parsed>,
    /// The content folder below the root; empty where the root is the content.
    pub content: &'a str,
    /// Images and attachments.
    pub assets: BTreeSet<ContentPath>,
    /// The settings.
    pub settings: Arc<Settings>,
    /// What git knows.
    pub history: &'a History,
    /// Who did what, where that was asked for.
    pub audit: &'a Audit,
}

/// Makes the site of one edition.
#[must_use]
pub fn assemble(base: Base<'_>, edition: Edition) -> (Site, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let settings = Arc::clone(&base.settings);
    let (content, history, audit) = (base.content, base.history, base.audit);
    let origins = Origins::of(base.parsed.iter().map(|p| (p.file, &p.overlays)));
    let Admission {
        mut names,
        admitted,
        left_out,
    } = admission(base, &edition, &mut found);
    let folders: Vec<String> = admitted
        .par_iter()
        .map(|(_, p, _)| category(&p.path, &p.front, content))
        .collect();
    let on_disk = folder_names(admitted.iter().map(|(_, p, _)| &p.path), content);
    let mut categories = categories(&folders, &on_disk, &settings);
    let place: BTreeMap<String, usize> = categories
        .iter()
        .enumerate()
        .map(|(i, c)| (c.slug.clone(), i))
        .collect();
    let settle = |((identity, parsed, rung), folder): ((Identity, Parsed, usize), &String)| {
        let settled = Settled {
            rung,
            category: place.get(folder).copied(),
            dates: dates(history, &parsed),
            trail: trail(audit, &parsed.path),
        };
        article(identity, parsed, settled, &settings)
    };
    let mut articles: Vec<Article> = admitted.into_iter().zip(&folders).map(settle).collect();
    let by_title = by_title(&articles);
    file_articles(&mut categories, &articles, &by_title);
    let mut lists = Lists {
        os: systems(&settings, &articles, &by_title),
        products: products(&settings, &articles, &by_title),
        categories,
    };
    let own = arrange(&articles, &mut lists, (&settings, &edition), &mut found);
    let assets = names.assets.iter().map(|a| below(a, content));
    let files = Files::of(&articles, lists.pages().chain(own.all()), assets);
    let redirects = redirects(&articles, files, &mut found);
    index(&mut names, &articles);
    index_pages(&mut names, &redirects, &lists.categories);
    connect(&mut articles, &names, &mut found);
    found.extend(unknown_values(&articles, &settings));
    origins.settle(&mut found);
    let site = Site {
        categories: lists.categories,
        os: lists.os,
        products: lists.products,
        own,
        settings,
        edition,
        articles: articles.into_iter().collect(),
        redirects,
        left_out,
    };
    (site, found)
}

/// What an edition holds, and the names of what it does not.
struct Admission {
    names: Names,
    /// Who, what, and on which rung; in order of addresses.
    admitted: Vec<(Identity, Parsed, usize)>,
    left_out: LeftOut,
}

fn admission(base: Base<'_>, edition: &Edition, found: &mut Vec<Diagnostic>) -> Admission {
    let settings = base.settings;
    let identities = identify(&base.parsed, base.content, found);
    let mut all = Admission {
        names: Names {
            content: base.content.to_owned(),
            assets: base.assets,
            ..Names::default()
        },
        admitted: Vec::with_capacity(base.parsed.len()),
        left_out: LeftOut::default(),
    };
    for (parsed, identity) in base.parsed.into_iter().zip(identities) {
        let (rung, unclear) = rung(parsed.file, &parsed.front, &settings);
        found.extend(unclear);
        let Some(identity) = identity else {
            continue;
        };
        match admits(edition, &settings, rung, &parsed.front) {
            Ok(()) => all.admitted.push((identity, parsed, rung)),
            Err(refusal) => {
                all.left_out.count(refusal);
                remember(&mut all.names, &identity, &parsed.path);
            }
        }
    }
    all.admitted.sort_by(|a, b| a.0.url.cmp(&b.0.url));
    all
}

/// What is settled of an article before it is made.
struct Settled {
    rung: usize,
    category: Option<usize>,
    dates: Dates,
    trail: Trail,
}

fn article(identity: Identity, parsed: Parsed, settled: Settled, settings: &Settings) -> Article {
    let front = parsed.front;
    let codes = all_codes(&identity.title, &front, &parsed.body);
    let values = |list: &[Spanned<String>]| -> Vec<String> {
        list.iter().map(|s| s.value.clone()).collect()
    };
    Article {
        file: parsed.file,
        path: parsed.path,
        url: identity.url,
        key: identity.key,
        has_key: identity.has_key,
        title: identity.title,
        title_span: identity.title_span,
        summary: summary(&front, &parsed.body),
        kind: front.kind.as_ref().map(|k| k.value),
        symptoms: values(&front.symptoms),
        os: values(&front.os),
        products: values(&front.products),
        category: settled.category,
        confidence: front.confidence.as_ref().map(|c| c.value),
        rung: settled.rung,
        keywords: values(&front.keywords),
        codes,
        related: Vec::new(),
        backlinks: Vec::new(),
        translations: Vec::new(),
        lang: front
            .lang
            .as_ref()
            .map_or_else(|| settings.lang.clone(), |l| l.value.clone()),
        dates: settled.dates,
        trail: settled.trail,
        targets: Vec::new(),
        is_index: identity.is_index,
        overlays: parsed.overlays,
        front,
        body: parsed.body,
    }
}

/// The summary as written, or the first paragraph.
pub(crate) fn summary(front: &FrontMatter, body: &Body) -> String {
    let written = front.summary.as_ref().map(|s| s.value.clone());
    written.unwrap_or_else(|| body.lead.clone())
}

/// What the folders are called on the disk, by slug, for categories that the settings do not name.
fn folder_names<'a>(
    paths: impl Iterator<Item = &'a ContentPath>,
    content: &str,
) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    let folders: BTreeSet<&str> = paths.map(ContentPath::folder).collect();
    for whole in folders.into_iter().filter_map(|f| inner(content, f)) {
        let ends = whole.match_indices('/').map(|(i, _)| i);
        for end in ends.chain([whole.len()]).filter(|end| *end > 0) {
            let folder = &whole[..end];
            let last = folder.rsplit('/').next().unwrap_or(folder);
            names
                .entry(folder_slug(folder))
                .or_insert_with(|| last.to_owned());
        }
    }
    names
}

fn trail(audit: &Audit, path: &ContentPath) -> Trail {
    audit.trails.get(path.as_str()).cloned().unwrap_or_default()
}

/// A client's changes are changes of what this client reads.
fn dates(history: &History, parsed: &Parsed) -> Dates {
    let of = |path: &ContentPath| history.files.get(path.as_str());
    let changes = parsed.overlays.path.as_ref().and_then(of);
    let Some(own) = of(&parsed.path) else {
        return Dates::default();
    };
    let mut contributors = own.contributors.clone();
    let others = changes.iter().flat_map(|c| &c.contributors);
    for name in others {
        if !contributors.contains(name) {
            contributors.push(name.clone());
        }
    }
    Dates {
        created: Some(own.created),
        updated: changes.map(|c| c.updated).max(Some(own.updated)),
        contributors,
    }
}

/// Error codes of title, symptoms and text, each once, in order.
fn all_codes(title: &str, front: &FrontMatter, body: &Body) -> Vec<String> {
    let symptoms = front.symptoms.iter().map(|s| s.value.as_str());
    let own = std::iter::once(title).chain(symptoms).flat_map(codes);
    each_once(own.chain(body.codes.iter().cloned()))
}

/// An article that this edition does not hold, by all its names.
fn remember(names: &mut Names, identity: &Identity, path: &ContentPath) {
    names.left_out.insert(path.as_str().to_owned());
    names.left_out.insert(bare(identity.url.as_str()));
    if identity.has_key {
        names.left_out.insert(identity.key.to_lowercase());
    }
}

fn bare(address: &str) -> String {
    let address = address.trim_matches('/');
    let address = address.strip_suffix("/index.html").unwrap_or(address);
    address
        .strip_suffix(".html")
        .unwrap_or(address)
        .to_lowercase()
}

fn index(names: &mut Names, articles: &[Article]) {
    for (id, article) in (0..).map(ArticleId).zip(articles) {
        names.paths.insert(article.path.clone(), id);
        names.urls.insert(bare(article.url.as_str()), id);
        if article.has_key {
            names.keys.insert(article.key.to_lowercase(), id);
        }
    }
}

fn index_pages(
    names: &mut Names,
    redirects: &BTreeMap<OutPath, ArticleId>,
    categories: &[Category],
) {
    let old = redirects.iter();
    names
        .urls
        .extend(old.map(|(file, id)| (bare(file.as_str()), *id)));
    names.categories = categories
        .iter()
        .map(|c| (UrlPath::of([&c.slug]), c.url.clone()))
        .chain([(UrlPath::home(), UrlPath::home())])
        .collect();
}

/// Listed articles by title, without regard to case.
#[must_use]
pub fn by_title<'a>(articles: impl IntoIterator<Item = &'a Article>) -> Vec<ArticleId> {
    let mut ids: Vec<(String, ArticleId)> = (0..)
        .map(ArticleId)
        .zip(articles)
        .filter(|(_, a)| !a.is_archived())
        .map(|(id, a)| (a.title.to_lowercase(), id))
        .collect();
    ids.sort();
    ids.into_iter().map(|(_, id)| id).collect()
}
