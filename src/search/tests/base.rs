//! A site made by hand, for tests.

use crate::config::{Contact, Settings, Synonym, ThemeSettings};
use crate::diag::{FileId, Span};
use crate::model::article::{Article, Dates};
use crate::model::{Edition, LeftOut, Site};
use crate::parse::front_matter::TicketClaims;
use crate::parse::markdown::{Body, Heading, Section};
use crate::paths::{ContentPath, UrlPath};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Settings without anything special.
fn settings(synonyms: Vec<Synonym>) -> Settings {
    Settings {
        from_file: false,
        title: "Test".to_owned(),
        tagline: String::new(),
        description: String::new(),
        lang: "en".to_owned(),
        base_url: None,
        audiences: vec!["public".to_owned()],
        audience: None,
        clients: Vec::new(),
        contact: Contact::default(),
        feedback_url: None,
        edit_url: None,
        os: Vec::new(),
        products: BTreeMap::new(),
        categories: Vec::new(),
        fields: BTreeMap::new(),
        ignore: Vec::new(),
        theme: ThemeSettings {
            name: String::new(),
            accent: None,
            logo: None,
            favicon: None,
            links: Vec::new(),
            footer: Vec::new(),
        },
        offline: true,
        show_not_validated: true,
        answer_first: true,
        shortcuts: true,
        recent_searches: true,
        synonyms,
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
        tickets: TicketClaims::default(),
        confidence: None,
        governance: None,
        rung: 0,
        owner: None,
        review_by: None,
        workaround: false,
        problem: None,
        keywords: Vec::new(),
        related: Vec::new(),
        backlinks: Vec::new(),
        codes: crate::text::codes::codes(
            &sections.iter().map(|s| s.1).collect::<Vec<_>>().join("\n"),
        ),
        translations: Vec::new(),
        lang: "en".to_owned(),
        dates: Dates::default(),
        body: Body {
            outline: sections.iter().enumerate().map(heading).collect(),
            sections: sections.iter().enumerate().map(section).collect(),
            ..Body::default()
        },
        targets: Vec::new(),
        is_index: false,
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
        articles,
        categories: Vec::new(),
        os: Vec::new(),
        products: Vec::new(),
        redirects: BTreeMap::new(),
        left_out: LeftOut::default(),
    }
}
