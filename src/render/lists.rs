//! Every page that is not an article: home, categories, systems, products, indexes, search, not-found.
//!
//! Takes the shell. Gives each page's template, kind-specific context and frame. Never lists an archived article.

use crate::model::assemble::by_title;
use crate::model::taxonomy::Category;
use crate::model::{ArticleId, Site};
use crate::render::contact::contact;
use crate::render::context::{
    Card, CountedLink, Group, HomeContext, IndexContext, IndexEntry, IndexGroup, Link, ListContext,
    NotFoundContext, SearchContext,
};
use crate::render::hrefs::Hrefs;
use crate::render::shell::{Shell, home_crumb};
use crate::render::words::{Words, word};
use crate::text::slug::slug;
use std::collections::BTreeMap;

/// How many articles a home page calls most needed.
const NEEDED: usize = 8;
/// How many changes a home page shows.
const RECENT: usize = 5;
/// Above this many articles a list goes by first letters.
const BY_LETTER: usize = 80;
/// Above this many articles a list shows titles only.
const WITH_SUMMARY: usize = 400;
/// Above this many articles the search page leaves the listing to the page of all articles.
const SEARCH_LISTING: usize = 300;

/// `home`.
#[must_use]
pub fn home(shell: &Shell<'_>, hrefs: &Hrefs, words: &Words, intro: String) -> HomeContext {
    let cards = |ids: Vec<ArticleId>| {
        ids.into_iter()
            .map(|id| shell.card(id, hrefs, words))
            .collect()
    };
    HomeContext {
        needed: cards(needed(shell.site)),
        recent: cards(recent(shell.site)),
        intro,
        products: products(shell, hrefs),
    }
}

/// What people need most: what other articles send them to, then what is described in their own words; ties by address.
fn needed(site: &Site) -> Vec<ArticleId> {
    let mut ranked: Vec<_> = site.listed().filter(|(_, a)| !a.is_index).collect();
    ranked.sort_by_key(|(id, a)| {
        let weight = a.backlinks.len() * 4 + a.symptoms.len().min(4) + usize::from(a.rung > 0);
        (std::cmp::Reverse(weight), *id)
    });
    ranked.into_iter().take(NEEDED).map(|(id, _)| id).collect()
}

fn recent(site: &Site) -> Vec<ArticleId> {
    let mut dated: Vec<_> = site
        .listed()
        .filter_map(|(id, a)| Some((a.dates.updated?, id)))
        .collect();
    dated.sort_by_key(|(day, id)| (std::cmp::Reverse(*day), *id));
    dated.into_iter().take(RECENT).map(|(_, id)| id).collect()
}

fn products(shell: &Shell<'_>, hrefs: &Hrefs) -> Vec<CountedLink> {
    let link = |p: &crate::model::taxonomy::Product| CountedLink {
        text: p.name.clone(),
        url: hrefs.page(&p.url),
        slug: p.slug.clone(),
        summary: String::new(),
        count: p.articles.len(),
        children: Vec::new(),
    };
    shell.site.products.iter().map(link).collect()
}

/// What a list page is about.
#[derive(Debug)]
pub struct Subject<'a> {
    /// Its name.
    pub name: &'a str,
    /// A sentence; may be empty.
    pub summary: &'a str,
    /// Text of the folder's `index.md`, or empty.
    pub intro: String,
    /// The next level below.
    pub children: Vec<CountedLink>,
    /// Its articles, by title.
    pub articles: Vec<ArticleId>,
    /// Whether its articles stand under their categories.
    pub by_category: bool,
}

/// `list`: a category, a system, a product, or all articles.
#[must_use]
pub fn list(shell: &Shell<'_>, hrefs: &Hrefs, words: &Words, subject: Subject<'_>) -> ListContext {
    let count = subject.articles.len();
    let short = count > WITH_SUMMARY;
    let card = |id: ArticleId| {
        let mut card = shell.card(id, hrefs, words);
        if short {
            card.summary.clear();
        }
        card
    };
    let groups = if subject.by_category && shell.site.categories.len() > 1 {
        by_category(shell.site, &subject.articles, card)
    } else if count > BY_LETTER {
        by_letter(shell.site, &subject.articles, card)
    } else {
        one_group(subject.articles.into_iter().map(card).collect())
    };
    ListContext {
        name: subject.name.to_owned(),
        summary: subject.summary.to_owned(),
        intro: subject.intro,
        children: subject.children,
        groups,
        count,
    }
}

fn one_group(articles: Vec<Card>) -> Vec<Group> {
    if articles.is_empty() {
        return Vec::new();
    }
    vec![Group {
        name: String::new(),
        id: String::new(),
        articles,
    }]
}

fn by_category(site: &Site, ids: &[ArticleId], card: impl Fn(ArticleId) -> Card) -> Vec<Group> {
    let mut groups: BTreeMap<usize, Vec<Card>> = BTreeMap::new();
    for id in ids {
        let place = site.article(*id).category.unwrap_or(usize::MAX);
        groups.entry(place).or_default().push(card(*id));
    }
    let named = |(place, articles): (usize, Vec<Card>)| {
        let category = site.categories.get(place);
        Group {
            name: category.map_or_else(String::new, |c| full_name(site, c)),
            // A dot stands in no slug, so that `a/b-c` and `a-b/c` stay apart.
            id: category.map_or_else(
                || "db-none".to_owned(),
                |c| format!("db-{}", c.slug.replace('/', ".")),
            ),
            articles,
        }
    };
    groups.into_iter().map(named).collect()
}

/// `Network › VPN`.
fn full_name(site: &Site, category: &Category) -> String {
    let up = std::iter::successors(Some(category), |c| c.parent.map(|p| &site.categories[p]));
    let mut names: Vec<&str> = up.map(|c| c.name.as_str()).collect();
    names.reverse();
    names.join(" › ")
}

fn by_letter(site: &Site, ids: &[ArticleId], card: impl Fn(ArticleId) -> Card) -> Vec<Group> {
    let mut groups: BTreeMap<String, Vec<Card>> = BTreeMap::new();
    for id in ids {
        groups
            .entry(letter(&site.article(*id).title))
            .or_default()
            .push(card(*id));
    }
    let group = |(name, articles): (String, Vec<Card>)| Group {
        id: letter_id(&name),
        name,
        articles,
    };
    groups.into_iter().map(group).collect()
}

/// The letter a text stands under: its first letter without its accent, `0–9` for figures, `#` for the rest.
fn letter(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let first = text.nfkd().find(|c| c.is_alphanumeric());
    match first {
        Some(c) if c.is_numeric() => "0–9".to_owned(),
        Some(c) => c.to_uppercase().collect(),
        None => "#".to_owned(),
    }
}

/// An id that no heading of a text above the list can have.
fn letter_id(letter: &str) -> String {
    match letter {
        "#" => "db-signs".to_owned(),
        letter => format!("db-letter-{}", slug(letter)),
    }
}

/// `index` of symptoms, by first letter.
#[must_use]
pub fn symptoms(shell: &Shell<'_>, hrefs: &Hrefs) -> IndexContext {
    let of = |a: &crate::model::article::Article| a.symptoms.clone();
    index(terms(shell, hrefs, of), letter)
}

/// `index` of error codes, by family: hexadecimal codes, numbers, and names by their first letter.
#[must_use]
pub fn codes(shell: &Shell<'_>, hrefs: &Hrefs) -> IndexContext {
    let of = |a: &crate::model::article::Article| a.codes.clone();
    index(terms(shell, hrefs, of), |term| {
        if term.to_lowercase().starts_with("0x") {
            "0x…".to_owned()
        } else {
            letter(term)
        }
    })
}

/// Each term without regard to case, and the articles that have it.
fn terms(
    shell: &Shell<'_>,
    hrefs: &Hrefs,
    of: impl Fn(&crate::model::article::Article) -> Vec<String>,
) -> BTreeMap<String, IndexEntry> {
    let mut all: BTreeMap<String, IndexEntry> = BTreeMap::new();
    for (_, article) in shell.site.listed() {
        for term in of(article) {
            let entry = all.entry(term.trim_matches(['"', '\'']).to_lowercase());
            let link = Link {
                text: article.title.clone(),
                url: hrefs.page(&article.url),
            };
            entry
                .or_insert_with(|| IndexEntry {
                    term,
                    articles: Vec::new(),
                })
                .articles
                .push(link);
        }
    }
    all
}

fn index(terms: BTreeMap<String, IndexEntry>, family: impl Fn(&str) -> String) -> IndexContext {
    let count = terms.len();
    let mut groups: BTreeMap<String, Vec<IndexEntry>> = BTreeMap::new();
    for entry in terms.into_values() {
        groups.entry(family(&entry.term)).or_default().push(entry);
    }
    let group = |(name, entries): (String, Vec<IndexEntry>)| IndexGroup {
        id: letter_id(&name),
        name,
        entries,
    };
    IndexContext {
        groups: groups.into_iter().map(group).collect(),
        count,
    }
}

/// `listing` of the search page: every article, for readers without script. On a large base its groups are the
/// categories and the page of all articles, as links.
#[must_use]
pub fn listing(shell: &Shell<'_>, hrefs: &Hrefs, words: &Words) -> SearchContext {
    let ids = by_title(&shell.site.articles);
    let card = |id: ArticleId| shell.card(id, hrefs, words);
    let groups = if ids.len() <= SEARCH_LISTING {
        by_category(shell.site, &ids, card)
    } else {
        let doors = shell
            .categories(hrefs, None)
            .into_iter()
            .map(|c| door(c.text, c.url));
        let all = door(
            word(words, "articles"),
            hrefs.page(&shell.site.own.articles),
        );
        one_group(doors.chain([all]).collect())
    };
    SearchContext { groups }
}

fn door(title: String, url: String) -> Card {
    Card {
        key: String::new(),
        title,
        url,
        summary: String::new(),
        kind: String::new(),
        os: Vec::new(),
        badges: Vec::new(),
        updated: String::new(),
    }
}

/// `not_found`.
#[must_use]
pub fn not_found(shell: &Shell<'_>, hrefs: &Hrefs, words: &Words) -> NotFoundContext {
    let cards = needed(shell.site)
        .into_iter()
        .map(|id| shell.card(id, hrefs, words));
    NotFoundContext {
        needed: cards.collect(),
        contact: contact(&shell.site.settings.contact, None, words),
    }
}

/// Home and, for a version, the system above.
#[must_use]
pub fn system_crumbs(site: &Site, index: usize, hrefs: &Hrefs, words: &Words) -> Vec<Link> {
    let up = std::iter::successors(site.os[index].parent, |i| site.os[*i].parent);
    let mut crumbs: Vec<Link> = up
        .map(|i| Link {
            text: site.os[i].name.clone(),
            url: hrefs.page(&site.os[i].url),
        })
        .collect();
    crumbs.push(home_crumb(hrefs, words));
    crumbs.reverse();
    crumbs
}

#[cfg(test)]
mod tests {
    use super::{letter, letter_id};

    #[test]
    fn texts_stand_under_their_first_letter() {
        for (text, under) in [
            ("äpfel", "A"),
            ("\"vpn\"", "V"),
            ("809", "0–9"),
            ("…", "#"),
            ("خطأ", "خ"),
        ] {
            assert_eq!(letter(text), under, "{text}");
        }
        assert_eq!(letter_id("0–9"), "db-letter-0-9");
    }
}
