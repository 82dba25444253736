//! The theme contract: every name a template may use.
//!
//! Takes nothing. Gives the typed contexts that `render` fills and Tera reads; beside them every template has `t`, the
//! words of the interface in the page's language (`t.search_label`). Never holds a half-known value: what may
//! be missing is an `Option` or an empty list, and the manual's theme page lists all of it.

use crate::parse::roles::Role;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

/// A link with words. `url` is relative to the page it stands on.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// The words.
    pub text: String,
    /// The address.
    pub url: String,
}

/// A link with the number of articles behind it.
#[derive(Clone, Debug, Serialize)]
pub struct CountedLink {
    /// The words.
    pub text: String,
    /// The address.
    pub url: String,
    /// Slug, for icons and filters.
    pub slug: String,
    /// A sentence; may be empty.
    pub summary: String,
    /// How many listed articles.
    pub count: usize,
    /// The next level below (sub-categories, versions of a system).
    pub children: Vec<CountedLink>,
}

/// `site`: the same on every page but for the relative addresses.
#[derive(Clone, Debug, Serialize)]
pub struct SiteContext {
    /// Name of the site.
    pub title: String,
    /// A sentence.
    pub tagline: String,
    /// For search engines.
    pub description: String,
    /// Language of the site.
    pub lang: String,
    /// Absolute address of the site with a closing `/`, or empty.
    pub base_url: String,
    /// Address of the home page.
    pub home: String,
    /// Address of the search page.
    pub search: String,
    /// Address of the symptom index, or empty where no article has symptoms.
    pub symptoms: String,
    /// Address of the error-code index, or empty where no article has codes.
    pub codes: String,
    /// Address of the page of ticket coverage; empty but on internal sites whose settings name ticket exports.
    pub coverage: String,
    /// Address of the page of the base's health; empty but on internal sites whose articles are in git.
    pub health: String,
    /// Address of the Atom feed, or empty where there is no base address.
    pub feed: String,
    /// Address of the logo, or empty.
    pub logo: String,
    /// Address of the icon.
    pub favicon: String,
    /// Where an article is added, `{title}` still open (only on internal sites); or empty.
    pub add: String,
    /// The way to a human from any page; its template knows no article.
    pub contact: ContactContext,
    /// Links in the header.
    pub links: Vec<Link>,
    /// Links in the footer.
    pub footer: Vec<Link>,
    /// Top-level categories.
    pub categories: Vec<CountedLink>,
    /// Top-level systems.
    pub os: Vec<CountedLink>,
    /// How many listed articles.
    pub articles: usize,
    /// For whom the site is.
    pub audience: String,
    /// Whether it is the narrowest audience.
    pub internal: bool,
    /// The client, or empty.
    pub client: String,
    /// Version of Deskbook.
    pub generator: String,
}

/// `page`: what every page has.
#[derive(Clone, Debug, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a plain yes or no that a template asks"
)]
pub struct PageContext {
    /// `home`, `category`, `os`, `product`, `symptoms`, `codes`, `article`, `search`, `coverage`, `health`,
    /// `not-found`.
    pub kind: &'static str,
    /// Title of the page.
    pub title: String,
    /// For search engines and social cards.
    pub description: String,
    /// Language tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// From this page to the site's root: `../../` (on the not-found page the absolute path).
    pub root: String,
    /// Absolute address of this page, or empty where the site has no base address.
    pub canonical: String,
    /// Path of the page below the root, without leading `/`.
    pub path: String,
    /// Whether search engines should leave it alone.
    pub noindex: bool,
    /// The way down from home, this page not included.
    pub crumbs: Vec<Link>,
    /// Structured data (JSON-LD), safe to stand in a `script` element; or empty.
    pub json_ld: String,
    /// Addresses of the style sheets, in order.
    pub styles: Vec<String>,
    /// Addresses of the scripts, in order; each is to be loaded with `defer`.
    pub scripts: Vec<String>,
    /// Addresses of the scripts that must run before the first paint (the colour scheme), in order; loaded without
    /// `defer`, so they stay tiny.
    pub head_scripts: Vec<String>,
    /// Folder of the search index from the site's root, with a closing `/`: `search/`; empty where there is none.
    pub search_folder: String,
    /// Address of the script that shows authors why a result stands where it stands; loaded when `explain` stands in the
    /// address, and not otherwise.
    pub explain_script: String,
    /// Whether `/` and Ctrl-K open the search.
    pub shortcuts: bool,
    /// Whether the search may keep the reader's last searches in her browser.
    pub recent_searches: bool,
    /// Whether addresses of pages name `index.html`, so that the site works from `file://`.
    pub offline: bool,
    /// The same page in other languages.
    pub alternates: Vec<Alternate>,
}

/// The same page in another language.
#[derive(Clone, Debug, Serialize)]
pub struct Alternate {
    /// Language tag.
    pub lang: String,
    /// Name of the language in itself.
    pub name: String,
    /// Relative address.
    pub url: String,
    /// Absolute address, or empty.
    pub canonical: String,
}

/// An article in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Card {
    /// `KB0042`, or empty where nobody wrote an id.
    pub key: String,
    /// Title.
    pub title: String,
    /// Relative address.
    pub url: String,
    /// Summary, plain text.
    pub summary: String,
    /// `break-fix` and so on, or empty.
    pub kind: String,
    /// Names of systems.
    pub os: Vec<String>,
    /// Badges for states that somebody wrote.
    pub badges: Vec<Badge>,
    /// Day of the last change, `YYYY-MM-DD`, or empty.
    pub updated: String,
}

/// A small word about an article's state.
#[derive(Clone, Debug, Serialize)]
pub struct Badge {
    /// Style: `good`, `info`, `warn`, `mute`.
    pub tone: &'static str,
    /// The word, in the page's language.
    pub text: String,
}

/// A banner above an article.
#[derive(Clone, Debug, Serialize)]
pub struct Notice {
    /// Style: `info`, `warn`.
    pub tone: &'static str,
    /// The sentence, in the page's language.
    pub text: String,
}

/// What somebody says is wrong with an article.
#[derive(Clone, Debug, Serialize)]
pub struct FlagContext {
    /// `YYYY-MM-DD`, or empty.
    pub date: String,
    /// The same day in the page's language, or empty.
    pub date_text: String,
    /// By whom, or empty.
    pub by: String,
    /// What is wrong.
    pub text: String,
}

/// The way to say that something is wrong.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FlagWay {
    /// A working link without script, or empty where there is no way.
    pub url: String,
    /// The template for the script, with `{section}` still open.
    pub template: String,
}

/// A line of an article's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HistoryEntry {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// The same day in the page's language.
    pub date_text: String,
    /// Names.
    pub by: String,
    /// What was done, in the page's language.
    pub text: String,
}

/// What a part is for, in a word.
pub type PartRole = &'static str;

fn part_role<'de, D: Deserializer<'de>>(from: D) -> Result<PartRole, D::Error> {
    let word = String::deserialize(from)?;
    let mut all = ["lead", "other"].into_iter();
    let own = all.find(|own| *own == word);
    let role = || Role::ALL.into_iter().map(Role::word).find(|r| *r == word);
    own.or_else(role)
        .ok_or_else(|| D::Error::custom("no part of an article"))
}

/// A part of an article's text: from one level-2 heading to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// `lead` (before any heading), `issue`, `environment`, `cause`, `resolution`, `escalation`, `other`.
    #[serde(deserialize_with = "part_role")]
    pub role: PartRole,
    /// The heading's id; empty for `lead`.
    pub id: String,
    /// The heading's words; empty for `lead`.
    pub heading: String,
    /// The text below the heading: safe HTML.
    pub html: String,
}

/// A line of the table of contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TocEntry {
    /// Id of the heading.
    pub id: String,
    /// Words of the heading.
    pub text: String,
    /// Headings one level below.
    pub children: Vec<TocEntry>,
}

/// `article`: an article's page.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleContext {
    /// `KB0042`, or empty.
    pub key: String,
    /// Title.
    pub title: String,
    /// Summary, plain text; may be empty.
    pub summary: String,
    /// `break-fix` and so on, or empty.
    pub kind: String,
    /// Name of the kind in the page's language, or empty.
    pub kind_name: String,
    /// "You may be seeing": in the requester's words.
    pub symptoms: Vec<String>,
    /// Error codes and texts to copy: those of the symptoms and the title.
    pub codes: Vec<String>,
    /// Systems it applies to.
    pub os: Vec<Link>,
    /// Products it applies to.
    pub products: Vec<Link>,
    /// Its category, or none at the root.
    pub category: Option<Link>,
    /// States that somebody wrote.
    pub badges: Vec<Badge>,
    /// Banners: archived, work in progress, workaround; on internal sites also who may change it.
    pub notices: Vec<Notice>,
    /// What is said to be wrong with it (only on internal sites).
    pub flags: Vec<FlagContext>,
    /// Clients that read something else in places (only on internal sites that are for no client).
    pub clients: Vec<String>,
    /// The text, in the order it is shown.
    pub parts: Vec<Part>,
    /// Table of contents (levels 2 and 3), in the order shown.
    pub toc: Vec<TocEntry>,
    /// Day of the last change from git, `YYYY-MM-DD`, or empty.
    pub updated: String,
    /// The same day in the page's language, or empty.
    pub updated_text: String,
    /// Day of the first commit, or empty.
    pub created: String,
    /// Names of those who worked on it (only on internal sites).
    pub contributors: Vec<String>,
    /// Team that keeps it (only on internal sites), or empty.
    pub owner: String,
    /// Review date (only on internal sites), or empty.
    pub review_by: String,
    /// Who did what, newest first (only on internal sites).
    pub history: Vec<HistoryEntry>,
    /// Address of the source, or empty.
    pub edit_url: String,
    /// The way to say that something is wrong.
    pub flag: FlagWay,
    /// Address of the Markdown twin.
    pub markdown: String,
    /// Related articles.
    pub related: Vec<Card>,
    /// Articles of the category before and after.
    pub previous: Option<Link>,
    /// See `previous`.
    pub next: Option<Link>,
    /// Where the vote goes, `{vote}` still open; or empty.
    pub feedback_url: String,
    /// The way to a human.
    pub contact: ContactContext,
}

/// The way to a human, with open places for what the script knows: `{os}`, `{error}`, `{steps}`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ContactContext {
    /// The words of the link, or empty where there is no way.
    pub label: String,
    /// A working link without script: article and address already filled in.
    pub url: String,
    /// The template for the script: `mailto:…` or the ticket form, with `{title}`, `{id}`, `{url}`, `{os}`, `{error}`, `{steps}`.
    pub template: String,
}

/// `home`: the home page.
#[derive(Clone, Debug, Serialize)]
pub struct HomeContext {
    /// What people need most: most linked and widest, at most eight.
    pub needed: Vec<Card>,
    /// Newest or changed last, at most five; empty without git.
    pub recent: Vec<Card>,
    /// Text of `index.md` at the root of the base: safe HTML, or empty.
    pub intro: String,
    /// Products, by name.
    pub products: Vec<CountedLink>,
}

/// `list`: category, system and product pages.
#[derive(Clone, Debug, Serialize)]
pub struct ListContext {
    /// Name of the category, system or product.
    pub name: String,
    /// A sentence; may be empty.
    pub summary: String,
    /// Text of the folder's `index.md`: safe HTML, or empty.
    pub intro: String,
    /// The next level below, with counts.
    pub children: Vec<CountedLink>,
    /// Articles, by title; on long lists grouped by sub-heading.
    pub groups: Vec<Group>,
    /// How many articles.
    pub count: usize,
}

/// Articles under a common word.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// The word (a category, a letter), or empty.
    pub name: String,
    /// Id for deep links.
    pub id: String,
    /// Its articles.
    pub articles: Vec<Card>,
}

/// `index`: the symptom and the error-code index.
#[derive(Clone, Debug, Serialize)]
pub struct IndexContext {
    /// Entries under their first letter or family.
    pub groups: Vec<IndexGroup>,
    /// How many entries.
    pub count: usize,
}

/// Entries under a common letter or family.
#[derive(Clone, Debug, Serialize)]
pub struct IndexGroup {
    /// The letter or family.
    pub name: String,
    /// Id for deep links.
    pub id: String,
    /// The entries in order.
    pub entries: Vec<IndexEntry>,
}

/// A symptom or a code and the articles that have it.
#[derive(Clone, Debug, Serialize)]
pub struct IndexEntry {
    /// The symptom or code.
    pub term: String,
    /// The articles.
    pub articles: Vec<Link>,
}

/// `listing`: what the search page shows without script: every article, by category.
#[derive(Clone, Debug, Serialize)]
pub struct SearchContext {
    /// All listed articles by category (titles and addresses only on large bases).
    pub groups: Vec<Group>,
}

/// `coverage`: which tickets have an article, on internal sites.
#[derive(Clone, Debug, Serialize)]
pub struct CoverageContext {
    /// The whole report: safe HTML with its own main heading.
    pub body: String,
}

/// `health`: how the base is doing, on internal sites.
#[derive(Clone, Debug, Serialize)]
pub struct HealthContext {
    /// The whole report: safe HTML with its own main heading.
    pub body: String,
}

/// `not_found`: the page for addresses that lead nowhere.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundContext {
    /// What people need most.
    pub needed: Vec<Card>,
    /// The way to a human.
    pub contact: ContactContext,
}
