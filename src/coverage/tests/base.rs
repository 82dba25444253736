//! A base and tickets made by hand, for tests.

use crate::audit::Trail;
use crate::config::Settings;
use crate::coverage::categories::Categories;
use crate::coverage::desk::{Desk, Request};
use crate::coverage::fact::{Candidate, Raw, Said, Told};
use crate::coverage::judge::Judge;
use crate::coverage::ledger::Ledger;
use crate::coverage::store::Store;
use crate::coverage::window::number;
use crate::diag::{FileId, Span, Spanned};
use crate::model::article::{Article, Dates};
use crate::model::edition::{Edition, LeftOut};
use crate::model::places::OwnPages;
use crate::model::{ArticleId, Site};
use crate::parse::front_matter::Confidence;
use crate::parse::markdown::{Body, Section};
use crate::paths::{ContentPath, UrlPath};
use crate::search;
use crate::source::{SourceFile, Sources};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The first day of all tests, a Monday.
pub(crate) const FIRST: Date = date(2026, 3, 2);
/// The rung that end users see in all tests.
pub(crate) const PUBLISHED: usize = 3;

/// So many days after the first.
pub(crate) fn day(offset: i32) -> Date {
    FIRST + offset.days()
}

/// A validated article that end users see.
pub(crate) fn article(key: &str, title: &str, text: &str) -> Article {
    Article {
        file: FileId(0),
        front: Arc::default(),
        path: ContentPath::new(&format!("content/{key}.md")).unwrap(),
        url: UrlPath::of([key]),
        key: key.to_owned(),
        has_key: true,
        title: title.to_owned(),
        title_span: None,
        summary: String::new(),
        kind: None,
        symptoms: Vec::new(),
        os: Vec::new(),
        products: Vec::new(),
        category: None,
        confidence: Some(Confidence::Validated),
        rung: PUBLISHED,
        keywords: Vec::new(),
        related: Vec::new(),
        backlinks: Vec::new(),
        codes: Vec::new(),
        translations: Vec::new(),
        lang: "en".to_owned(),
        dates: Dates::default(),
        trail: Trail::default(),
        body: Arc::new(Body {
            sections: vec![Section {
                heading: None,
                text: text.to_owned(),
            }],
            ..Body::default()
        }),
        targets: Vec::new(),
        is_index: false,
        overlays: crate::parse::Overlays::default(),
    }
}

/// Words of the front matter.
pub(crate) fn written(words: &[&str]) -> Vec<Spanned<String>> {
    let one = |w: &&str| Spanned::new((*w).to_owned(), Span::default());
    words.iter().map(one).collect()
}

/// A site of these articles.
pub(crate) fn site(mut articles: Vec<Article>) -> Site {
    articles.sort_by(|a, b| a.url.cmp(&b.url));
    Site {
        settings: Arc::new(Settings::default()),
        edition: Edition {
            audience: "internal".to_owned(),
            rung: 0,
            client: None,
        },
        articles: articles.into_iter().collect(),
        categories: Vec::new(),
        os: Vec::new(),
        products: Vec::new(),
        own: OwnPages::default(),
        redirects: BTreeMap::new(),
        left_out: LeftOut::default(),
    }
}

/// One empty file, which all articles claim to be written in.
pub(crate) fn sources() -> Sources {
    Sources {
        files: vec![SourceFile {
            id: FileId(0),
            path: ContentPath::new("content/a.md").unwrap(),
            text: Arc::from(""),
        }],
        ..Sources::default()
    }
}

/// Hands the desk of a site to a test.
pub(crate) fn with_desk<T>(site: &Site, test: impl FnOnce(&Desk<'_>) -> T) -> T {
    let index = search::build(site).unwrap();
    test(&Desk {
        site,
        sources: &sources(),
        index: &index,
        published_rung: PUBLISHED,
        redactor: None,
    })
}

/// A ticket that nothing answers, opened so many days after the first.
pub(crate) fn raw(at: i32, category: &[&str]) -> Raw {
    Raw {
        id: String::new(),
        day: Some(number(day(at))),
        category: category.iter().map(|c| (*c).to_owned()).collect(),
        service: String::new(),
        requester: None,
        apart: None,
        told: Told::default(),
        said: Arc::default(),
        links: Vec::new(),
        candidates: [None; 2],
        found_by: [String::new(), String::new()],
        words: String::new(),
        is_settled: false,
    }
}

/// So many of them, a day each.
pub(crate) fn daily(count: i32, category: &[&str]) -> Vec<Raw> {
    (0..count).map(|at| raw(at, category)).collect()
}

/// The same, answered by an article that the ticket names.
pub(crate) fn linked(raw: Raw, article: u32) -> Raw {
    Raw {
        links: vec![ArticleId(article)],
        ..raw
    }
}

/// The same, with patterns that match.
pub(crate) fn matching(raw: Raw, patterns: &[u32]) -> Raw {
    let said = Said {
        patterns: patterns.to_vec(),
        ..Said::default()
    };
    Raw {
        said: Arc::new(said),
        ..raw
    }
}

/// The same, with what the search of each view finds.
pub(crate) fn found(raw: Raw, candidates: [Option<(u32, f32)>; 2]) -> Raw {
    let candidate = |(article, confidence)| Candidate {
        article: ArticleId(article),
        confidence,
    };
    Raw {
        candidates: candidates.map(|c| c.map(candidate)),
        ..raw
    }
}

/// Hands the ledger of a site and of tickets `T1`, `T2` … to a test; text evidence counts from 0.5.
pub(crate) fn with_ledger<T>(
    site: &Site,
    tickets: Vec<Raw>,
    test: impl FnOnce(&Ledger<'_>) -> T,
) -> T {
    with_desk(site, |desk| {
        let settings = &site.settings.tickets;
        let judge = Judge::new(desk, settings, &Request::default()).unwrap();
        let mut store = Store::new(Categories::new(&settings.vague), &[], settings.window);
        for (number, ticket) in (0..).zip(tickets) {
            let id = format!("T{}", number + 1);
            store.keep(number, &Raw { id, ..ticket });
        }
        test(&Ledger::new(*desk, settings, (&judge, &store), 0.5))
    })
}

/// A site without articles, and settings that a test may change.
pub(crate) fn bare(change: impl FnOnce(&mut Settings)) -> Site {
    let mut site = site(Vec::new());
    let mut settings = Settings::default();
    change(&mut settings);
    site.settings = Arc::new(settings);
    site
}
