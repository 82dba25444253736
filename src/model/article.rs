//! One article of the site, complete.
//!
//! Takes nothing. Gives [`Article`]: every default settled, every link resolved. Never half made.

use crate::audit::Trail;
use crate::diag::{FileId, Span};
use crate::model::ArticleId;
use crate::parse::Overlays;
use crate::parse::front_matter::{Confidence, FrontMatter, Kind};
use crate::parse::markdown::Body;
use crate::paths::{ContentPath, UrlPath};
use jiff::civil::Date;
use std::sync::Arc;

/// Where a link of the body leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Another article, or this one; with the heading's id, where one was named.
    Article {
        /// The article.
        id: ArticleId,
        /// `heading-id` behind `#`.
        anchor: Option<String>,
    },
    /// A category page.
    Category(UrlPath),
    /// An image or attachment of the base, copied into the site at `out`.
    Asset {
        /// Where it lies in the base.
        from: ContentPath,
        /// Its path below the site's root.
        out: String,
    },
    /// Another site, a mail address, a telephone number: as written.
    External(String),
    /// Nowhere: the link's words are shown without a link.
    Broken(Reason),
}

/// Why a link leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No file, page or id has that name.
    Missing,
    /// An article that this edition does not hold.
    LeftOut,
    /// A path that leaves the base.
    Outside,
    /// An address that a browser would run, such as `javascript:`.
    Unsafe,
}

/// Who changed the article and when, from git.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// First commit.
    pub created: Option<Date>,
    /// Newest commit.
    pub updated: Option<Date>,
    /// Names of the authors, most commits first.
    pub contributors: Vec<String>,
}

/// An article with all its defaults settled.
#[derive(Clone, Debug)]
pub struct Article {
    /// The file it was written in.
    pub file: FileId,
    /// The front matter as it was written, with places; what has a default is settled in the fields below.
    pub front: Arc<FrontMatter>,
    /// Its path below the root.
    pub path: ContentPath,
    /// Its page.
    pub url: UrlPath,
    /// `KB0042`; by default the path below the content folder without its ending.
    pub key: String,
    /// Whether somebody wrote the id (only then is there a `/KB0042/` and is it shown).
    pub has_key: bool,
    /// The title, never empty.
    pub title: String,
    /// Where the title stands, for diagnostics.
    pub title_span: Option<Span>,
    /// A sentence or two, plain text; may be empty.
    pub summary: String,
    /// The kind, where somebody wrote one.
    pub kind: Option<Kind>,
    /// In the requester's words.
    pub symptoms: Vec<String>,
    /// Slugs of operating systems, as written.
    pub os: Vec<String>,
    /// Slugs of products, as written.
    pub products: Vec<String>,
    /// Index into [`crate::model::Site::categories`]; `None` at the root of the base.
    pub category: Option<usize>,
    /// State, where somebody wrote one.
    pub confidence: Option<Confidence>,
    /// Rung of its audience on the ladder.
    pub rung: usize,
    /// Further words to be found by.
    pub keywords: Vec<String>,
    /// Related articles: named by the author first, then by shared subject.
    pub related: Vec<ArticleId>,
    /// Articles whose text links here.
    pub backlinks: Vec<ArticleId>,
    /// Error codes in title, symptoms and text, in order of appearance, each once.
    pub codes: Vec<String>,
    /// The same article in other languages.
    pub translations: Vec<ArticleId>,
    /// Language tag.
    pub lang: String,
    /// From git.
    pub dates: Dates,
    /// Who did what to it, from git; empty where nobody asked for the audit (sites for wider audiences never do).
    pub trail: Trail,
    /// The text.
    pub body: Arc<Body>,
    /// Where each of `body.links` leads, in the same order.
    pub targets: Vec<Target>,
    /// Whether this is the `index.md` of its folder, shown on the category's page.
    pub is_index: bool,
    /// What clients change of it, and where its text was written.
    pub overlays: Overlays,
}

impl Article {
    /// Kept for links only.
    #[must_use]
    pub fn is_archived(&self) -> bool {
        self.confidence == Some(Confidence::Archived)
    }

    /// Where its Markdown twin stands in the site: `network/vpn-error-809.md`.
    #[must_use]
    pub fn twin(&self) -> String {
        match self.url.as_str().trim_end_matches('/') {
            "" => "index.md".to_owned(),
            url if self.is_index => format!("{url}/index.md"),
            url => format!("{url}.md"),
        }
    }
}
