//! Which page stands where.
//!
//! Takes the articles and the lists of a site. Gives an address to each page that the site makes for itself. Never moves an
//! article: its address follows its file, and a page of the site's own that wants the same one steps aside.

use crate::config::Settings;
use crate::diag::{Code, Diagnostic, FileId, Severity};
use crate::model::ArticleId;
use crate::model::article::Article;
use crate::model::edition::Edition;
use crate::model::identity::{FIRM, beside};
use crate::model::taxonomy::{Category, Os, Product};
use crate::paths::{OutPath, UrlPath};
use std::collections::{BTreeMap, BTreeSet};

const ASIDE: Code = Code("KB039");

/// Where the pages stand that are made of all articles together. Not every site has each of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPages {
    /// All articles, by category.
    pub articles: UrlPath,
    /// Search.
    pub search: UrlPath,
    /// The index of symptoms.
    pub symptoms: UrlPath,
    /// The index of error codes.
    pub codes: UrlPath,
    /// Ticket coverage.
    pub coverage: UrlPath,
    /// The base's health.
    pub health: UrlPath,
}

impl Default for OwnPages {
    fn default() -> Self {
        let [symptoms, codes, coverage, health] = YIELDING.map(|name| UrlPath::of([name]));
        let [articles, search] = FIRM.map(|name| UrlPath::of([name]));
        Self {
            articles,
            search,
            symptoms,
            codes,
            coverage,
            health,
        }
    }
}

impl OwnPages {
    /// All their addresses.
    pub(crate) fn all(&self) -> impl Iterator<Item = &UrlPath> {
        let aside = [&self.symptoms, &self.codes, &self.coverage, &self.health];
        [&self.articles, &self.search].into_iter().chain(aside)
    }
}

/// Pages that some sites have.
const YIELDING: [&str; 4] = ["symptoms", "error-codes", "coverage", "health"];

/// Whether the site is for the narrowest of several audiences that somebody named.
#[must_use]
pub fn is_internal(settings: &Settings, edition: &Edition) -> bool {
    edition.is_internal() && settings.names_audiences && settings.audiences.len() > 1
}

/// Whether the site has the page of ticket coverage: it shows tickets, so only the narrowest of several audiences has it,
/// and no client, who would see the tickets of others.
#[must_use]
pub fn has_coverage(settings: &Settings, edition: &Edition) -> bool {
    !settings.tickets.files.is_empty() && is_internal(settings, edition) && edition.client.is_none()
}

/// Whether the site has the page of the base's health: it names people, so only the narrowest of several audiences has it,
/// and no client. Without a history nobody could say what day it is, so there is no page.
#[must_use]
pub fn has_health<'a>(
    settings: &Settings,
    edition: &Edition,
    articles: impl IntoIterator<Item = &'a Article>,
) -> bool {
    let has_days = || articles.into_iter().any(|a| a.dates.updated.is_some());
    is_internal(settings, edition) && edition.client.is_none() && has_days()
}

/// The lists of a site, whose pages want addresses.
pub(crate) struct Lists {
    pub(crate) categories: Vec<Category>,
    pub(crate) os: Vec<Os>,
    pub(crate) products: Vec<Product>,
}

impl Lists {
    /// Where their pages stand.
    pub(crate) fn pages(&self) -> impl Iterator<Item = &UrlPath> {
        let categories = self.categories.iter().map(|c| &c.url);
        let systems = self.os.iter().map(|o| &o.url);
        let products = self.products.iter().map(|p| &p.url);
        categories.chain(systems).chain(products)
    }
}

/// A page and the address that it would have if nothing else had it.
struct Claim {
    wanted: UrlPath,
    /// How a finding names the page.
    page: String,
    /// The article that introduces it, or the first that it lists.
    file: Option<FileId>,
    what: What,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Category,
    Other,
}

/// Gives every list and every page of the site's own an address that nothing else has.
pub(crate) fn arrange(
    articles: &[Article],
    lists: &mut Lists,
    (settings, edition): (&Settings, &Edition),
    found: &mut Vec<Diagnostic>,
) -> OwnPages {
    let mut own = OwnPages::default();
    let of_lists = of_lists(articles, lists);
    let of_own = yielding(articles, (settings, edition), &mut own);
    let (claims, places): (Vec<Claim>, Vec<&mut UrlPath>) =
        of_lists.into_iter().chain(of_own).unzip();
    for (place, settled) in places.into_iter().zip(settled(articles, &claims, found)) {
        *place = settled;
    }
    own
}

/// The claims of all lists, each with the place of its address.
fn of_lists<'a>(articles: &[Article], lists: &'a mut Lists) -> Vec<(Claim, &'a mut UrlPath)> {
    let article = |id: &ArticleId| &articles[id.0 as usize];
    let mut all = Vec::new();
    for category in lists.categories.iter_mut().filter(|c| c.has_page()) {
        let intro = category.intro.as_ref().map(article);
        let first = intro.or_else(|| category.articles.first().map(article));
        let wanted = intro.map_or(&category.url, |a| &a.url);
        let page = format!("the page of the category {}", category.name);
        let claim = claim(wanted, page, first.map(|a| a.file), What::Category);
        all.push((claim, &mut category.url));
    }
    let list =
        |name: &str, url: &UrlPath| claim(url, format!("the page of {name}"), None, What::Other);
    for os in &mut lists.os {
        all.push((list(&os.name, &os.url), &mut os.url));
    }
    for product in &mut lists.products {
        all.push((list(&product.name, &product.url), &mut product.url));
    }
    all
}

/// The claims of those of the site's own pages that only some sites have.
fn yielding<'a>(
    articles: &[Article],
    (settings, edition): (&Settings, &Edition),
    own: &'a mut OwnPages,
) -> impl Iterator<Item = (Claim, &'a mut UrlPath)> {
    let any = |has: fn(&Article) -> bool| articles.iter().any(|a| !a.is_archived() && has(a));
    let health = has_health(settings, edition, articles);
    let pages = [
        (
            "the index of symptoms",
            &mut own.symptoms,
            any(|a| !a.symptoms.is_empty()),
        ),
        (
            "the index of error codes",
            &mut own.codes,
            any(|a| !a.codes.is_empty()),
        ),
        (
            "the page of ticket coverage",
            &mut own.coverage,
            has_coverage(settings, edition),
        ),
        ("the page of the base's health", &mut own.health, health),
    ];
    let there = pages.into_iter().filter(|(.., is_there)| *is_there);
    there.map(|(name, url, _)| (claim(url, name.to_owned(), None, What::Other), url))
}

fn claim(wanted: &UrlPath, page: String, file: Option<FileId>, what: What) -> Claim {
    Claim {
        wanted: wanted.clone(),
        page,
        file,
        what,
    }
}

/// Who has an address.
enum Holder<'a> {
    Firm,
    Article(&'a Article),
    Claim(usize),
}

/// The addresses of all claims. Of two that want the same one, the earlier has it.
fn settled(articles: &[Article], claims: &[Claim], found: &mut Vec<Diagnostic>) -> Vec<UrlPath> {
    let mut taken: BTreeMap<UrlPath, usize> = BTreeMap::new();
    for (index, claim) in claims.iter().enumerate() {
        taken.entry(claim.wanted.clone()).or_insert(index);
    }
    let holder = |url: &UrlPath, taken: &BTreeMap<UrlPath, usize>| {
        if FIRM.contains(&url.as_str().trim_end_matches('/')) {
            return Some(Holder::Firm);
        }
        let at = articles.binary_search_by(|a| a.url.cmp(url)).ok();
        let article = at.map(|at| &articles[at]).filter(|a| !a.is_index);
        let claim = || taken.get(url).copied().map(Holder::Claim);
        article.map(Holder::Article).or_else(claim)
    };
    let mut all = Vec::with_capacity(claims.len());
    for (index, claim) in claims.iter().enumerate() {
        let wanted = claim.wanted.clone();
        let place = match holder(&wanted, &taken) {
            None => wanted,
            Some(Holder::Claim(first)) if first == index => wanted,
            Some(other) => {
                let mut free = (2..).map(|n| beside(&wanted, n));
                let place = free.find(|url| holder(url, &taken).is_none());
                let place = place.unwrap_or(wanted);
                taken.insert(place.clone(), index);
                found.push(moved(claim, &place, (&other, claims)));
                place
            }
        };
        all.push(place);
    }
    all
}

fn moved(claim: &Claim, place: &UrlPath, (holder, claims): (&Holder<'_>, &[Claim])) -> Diagnostic {
    let is_category = |claim: &Claim| claim.what == What::Category;
    let folder = "rename the folder, or leave it so";
    let (page, file, help) = match holder {
        Holder::Firm => ("the site itself", None, folder),
        Holder::Article(article) if is_category(claim) => (
            article.path.as_str(),
            Some(article.file),
            "move the article into the folder and name it `index.md`: it introduces the category then",
        ),
        Holder::Article(article) => (
            article.path.as_str(),
            Some(article.file),
            "rename the article, or leave it so",
        ),
        Holder::Claim(first) => {
            let first = &claims[*first];
            let help = if is_category(first) || is_category(claim) {
                folder
            } else {
                "give one of them another name in the settings"
            };
            (first.page.as_str(), first.file, help)
        }
    };
    let message = format!(
        "{} stands at {place}, because {} belongs to {page}",
        claim.page, claim.wanted
    );
    let found = Diagnostic::general(ASIDE, Severity::Warning, message).help(help);
    Diagnostic {
        file: file.or(claim.file),
        ..found
    }
}

/// Files that every site has, or some.
const SINGLE: [&str; 8] = [
    "index.html",
    "404.html",
    "robots.txt",
    "llms.txt",
    "sitemap.xml",
    "feed.xml",
    "opensearch.xml",
    ".deskbook-manifest",
];
/// Folders whose files are the site's own.
const FOLDERS: [&str; 2] = ["static/", "search/"];

/// Files of a site that have their place before any redirect.
pub(crate) struct Files(BTreeSet<String>);

impl Files {
    /// The files of pages and their twins, attachments, and what the site makes for machines.
    pub(crate) fn of<'a>(
        articles: &[Article],
        pages: impl Iterator<Item = &'a UrlPath>,
        assets: impl Iterator<Item = &'a str>,
    ) -> Self {
        let usual = OwnPages::default();
        let usual: Vec<OutPath> = usual.all().map(UrlPath::file).collect();
        let own = articles.iter().map(|a| a.url.file());
        let own = own.chain(pages.map(UrlPath::file)).chain(usual);
        let twins = articles.iter().map(Article::twin);
        let named = assets.map(str::to_owned).chain(twins);
        let named = named.chain(SINGLE.map(str::to_owned));
        let all = own
            .map(|file| lower(&file))
            .chain(named.map(|n| n.to_lowercase()));
        Self(all.collect())
    }

    /// Takes the place of a file; false where another has it, where it is a folder, or where a folder above it is a file.
    pub(crate) fn take(&mut self, file: &OutPath) -> bool {
        let name = lower(file);
        let folders = name.match_indices('/').map(|(i, _)| &name[..i]);
        let below = format!("{name}/");
        let mut following = self.0.range(below.clone()..);
        let is_free = !FOLDERS.iter().any(|folder| name.starts_with(folder))
            && !folders.into_iter().any(|folder| self.0.contains(folder))
            && following.next().is_none_or(|f| !f.starts_with(&below));
        is_free && self.0.insert(name)
    }
}

fn lower(file: &OutPath) -> String {
    file.as_str().to_lowercase()
}
