//! A site made by hand, for tests.

use crate::audit::Trail;
use crate::config::{Settings, Synonym};
use crate::diag::{FileId, Span};
use crate::model::article::{Article, Dates};
use crate::model::edition::{Edition, LeftOut};
use crate::model::places::OwnPages;
use crate::model::taxonomy::Os;
use crate::model::{ArticleId, Site};
use crate::parse::markdown::{Body, Heading, Section};
use crate::paths::{ContentPath, UrlPath};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Settings without anything special.
fn settings(synonyms: Vec<Synonym>) -> Settings {
    Settings {
        title: "Test".to_owned(),
        os: Vec::new(),
        recent_searches: true,
        synonyms,
        ..Settings::default()
    }
}

/// An article: address, title, symptoms, and sections of a heading and a text.
pub(crate) fn article(
    url: &str,
    title: &str,
    symptoms: &[&str],
    sections: &[(&str, &str)],
) -> Article {
    let heading = |(i, (text, _)): (usize, &(&str, &str))| Heading {
        level: 2,
        text: (*text).to_owned(),
        id: format!("h{i}"),
        span: Span::default(),
    };
    let section = |(i, (_, text)): (usize, &(&str, &str))| Section {
        heading: Some(i),
        text: (*text).to_owned(),
    };
    Article {
        file: FileId(0),
        front: Arc::default(),
        path: ContentPath::new(&format!("{url}.md")).unwrap(),
        url: UrlPath::of(url.split('/')),
        key: url.to_owned(),
        has_key: false,
        title: title.to_owned(),
        title_span: None,
        summary: sections.first().map_or("", |s| s.1).to_owned(),
        kind: None,
        symptoms: symptoms.iter().map(|s| (*s).to_owned()).collect(),
        os: Vec::new(),
        products: Vec::new(),
        category: None,
        confidence: None,
        rung: 0,
        keywords: Vec::new(),
        related: Vec::new(),
        backlinks: Vec::new(),
        codes: crate::text::codes::codes(
            &sections.iter().map(|s| s.1).collect::<Vec<_>>().join("\n"),
        ),
        translations: Vec::new(),
        lang: "en".to_owned(),
        dates: Dates::default(),
        trail: Trail::default(),
        body: Arc::new(Body {
            outline: sections.iter().enumerate().map(heading).collect(),
            sections: sections.iter().enumerate().map(section).collect(),
            ..Body::default()
        }),
        targets: Vec::new(),
        is_index: false,
        overlays: crate::parse::Overlays::default(),
    }
}

/// A site of these articles.
pub(crate) fn site(mut articles: Vec<Article>, synonyms: Vec<Synonym>) -> Site {
    articles.sort_by(|a, b| a.url.cmp(&b.url));
    Site {
        settings: Arc::new(settings(synonyms)),
        edition: Edition {
            audience: "public".to_owned(),
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

/// A system with the articles that name it.
pub(crate) fn os(site: &Site, slug: &str) -> Os {
    let named =
        |(id, article): (ArticleId, &Article)| article.os.iter().any(|o| o == slug).then_some(id);
    Os {
        slug: slug.to_owned(),
        name: slug.to_uppercase(),
        url: UrlPath::of(["os", slug]),
        parent: None,
        children: Vec::new(),
        articles: site.listed().filter_map(named).collect(),
    }
}
