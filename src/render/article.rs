//! The page of one article.
//!
//! Takes the shell and the article. Gives its context, complete: parts in the order they are shown, ways to a human,
//! neighbours. Never shows an edition what it may not see: owners and reviews are for the narrowest audience.

use crate::model::ArticleId;
use crate::model::article::{Article, Target};
use crate::parse::front_matter::{Confidence, Governance, Kind};
use crate::paths::ContentPath;
use crate::render::contact::{About, contact};
use crate::render::context::{Alternate, ArticleContext, Link, Notice};
use crate::render::flag::{flags, way};
use crate::render::history::history;
use crate::render::hrefs::{Hrefs, encode_path, encode_value};
use crate::render::html::{self, HtmlWords, Input, LinkHref, Parts};
use crate::render::order::in_order;
use crate::render::shell::{Shell, badges, is_internal, shown_key};
use crate::render::words::{Words, day, word};
use crate::source::Asset;
use crate::text::codes::codes;
use std::collections::BTreeMap;

/// Images and attachments that articles link to, by path.
pub type Assets = BTreeMap<ContentPath, Asset>;

/// The text of an article as safe HTML, in the order of the source.
#[must_use]
pub fn parts(shell: &Shell<'_>, article: &Article, assets: &Assets, hrefs: &Hrefs) -> Parts {
    let words = shell.words(&article.lang);
    let links: Vec<LinkHref> = article
        .targets
        .iter()
        .map(|target| link_href(shell, target, assets, hrefs))
        .collect();
    let input = Input {
        body: &article.body,
        targets: &links,
        highlighter: &shell.theme.highlighter,
        words: &html_words(&words),
    };
    html::article_again(&input, shell.kept)
}

/// The words of the interface that stand inside an article's text.
fn html_words(words: &Words) -> HtmlWords {
    HtmlWords {
        note: word(words, "alert_note"),
        tip: word(words, "alert_tip"),
        important: word(words, "alert_important"),
        warning: word(words, "alert_warning"),
        caution: word(words, "alert_caution"),
        internal: word(words, "internal_block"),
        footnotes: word(words, "footnotes"),
        back: word(words, "back_to_text"),
        table: word(words, "table"),
        section: word(words, "anchor"),
        done: word(words, "task_done"),
        open: word(words, "task_open"),
        tests: word(words, "need_tests"),
        error: word(words, "need_error"),
        state: word(words, "need_state"),
        team: word(words, "need_team"),
    }
}

fn link_href(shell: &Shell<'_>, target: &Target, assets: &Assets, hrefs: &Hrefs) -> LinkHref {
    let inner = |href: String, title: String| LinkHref {
        href: Some(href),
        title,
        ..LinkHref::default()
    };
    match target {
        Target::Article { id, anchor } => {
            let article = shell.site.article(*id);
            let hash = anchor
                .as_ref()
                .map_or_else(String::new, |a| format!("#{}", encode_path(a)));
            inner(
                format!("{}{hash}", hrefs.page(&article.url)),
                article.title.clone(),
            )
        }
        Target::Category(url) => inner(hrefs.page(url), String::new()),
        Target::Asset { from, out } => match assets.get(from) {
            Some(asset) if !asset.active => LinkHref {
                size: asset.size,
                ..inner(hrefs.file(out), String::new())
            },
            _ => LinkHref::default(),
        },
        Target::External(url) => LinkHref {
            external: true,
            ..inner(url.clone(), String::new())
        },
        Target::Broken(_) => LinkHref::default(),
    }
}

/// `article`.
#[must_use]
#[expect(
    clippy::too_many_lines,
    reason = "one line a field of the theme contract"
)]
pub fn context(shell: &Shell<'_>, id: ArticleId, parts: Parts, hrefs: &Hrefs) -> ArticleContext {
    let site = shell.site;
    let article = site.article(id);
    let words = shell.words(&article.lang);
    let internal = site.edition.is_internal();
    let for_us = |text: Option<String>| text.filter(|_| internal).unwrap_or_default();
    let is_ours = is_internal(site);
    let (parts, toc) = in_order(
        parts,
        site.settings.answer_first && !article.symptoms.is_empty(),
    );
    let (previous, next) = neighbours(shell, id, hrefs);
    let canonical = hrefs.canonical(&article.url);
    let key = shown_key(article);
    let about = About {
        title: &article.title,
        key: &key,
        url: &canonical,
    };
    ArticleContext {
        title: article.title.clone(),
        summary: lead_summary(article),
        kind: article.kind.map_or("", Kind::word).to_owned(),
        kind_name: article
            .kind
            .map_or_else(String::new, |k| word(&words, kind_word(k))),
        symptoms: article.symptoms.clone(),
        codes: own_codes(article),
        os: systems(shell, article, hrefs),
        products: products(shell, article, hrefs),
        category: article
            .category
            .map(|index| &site.categories[index])
            .filter(|c| c.has_page())
            .map(|c| Link {
                text: c.name.clone(),
                url: hrefs.page(&c.url),
            }),
        badges: badges(article, &words),
        notices: notices(article, is_internal(site), &words),
        flags: ours(is_ours, || flags(&article.front.flags, &words)),
        clients: ours(is_ours, || article.overlays.clients.clone())
            .into_iter()
            .filter(|_| site.edition.client.is_none())
            .collect(),
        parts,
        toc,
        updated: article
            .dates
            .updated
            .map(|d| d.to_string())
            .unwrap_or_default(),
        updated_text: article
            .dates
            .updated
            .map(|d| day(&words, d))
            .unwrap_or_default(),
        created: article
            .dates
            .created
            .map(|d| d.to_string())
            .unwrap_or_default(),
        contributors: if internal {
            article.dates.contributors.clone()
        } else {
            Vec::new()
        },
        owner: for_us(article.front.owner.as_ref().map(|o| o.value.clone())),
        review_by: for_us(
            article
                .front
                .review_by
                .as_ref()
                .map(|d| d.value.to_string()),
        ),
        history: ours(is_ours, || history(&article.trail, &words)),
        edit_url: edit_url(shell, article),
        flag: way(&site.settings, &about, &words),
        markdown: hrefs.file(&article.twin()),
        related: article
            .related
            .iter()
            .map(|r| shell.card(*r, hrefs, &words))
            .collect(),
        previous,
        next,
        feedback_url: feedback(shell, &about),
        contact: contact(&site.settings.contact, Some(&about), &words),
        key,
    }
}

/// What only those see who keep the article.
fn ours<T>(is_ours: bool, make: impl FnOnce() -> Vec<T>) -> Vec<T> {
    if is_ours { make() } else { Vec::new() }
}

/// The summary stands above the text only where the author wrote one; otherwise it is the first paragraph itself.
fn lead_summary(article: &Article) -> String {
    let written = article.front.summary.as_ref();
    written.map(|s| s.value.clone()).unwrap_or_default()
}

fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::BreakFix => "kind_break_fix",
        Kind::HowTo => "kind_how_to",
        Kind::Faq => "kind_faq",
        Kind::Reference => "kind_reference",
        Kind::KnownError => "kind_known_error",
    }
}

/// The codes of title and symptoms: those a reader may hold in her hand.
fn own_codes(article: &Article) -> Vec<String> {
    let texts = std::iter::once(&article.title).chain(&article.symptoms);
    let mut all: Vec<String> = Vec::new();
    for code in texts.flat_map(|t| codes(t)) {
        if !all.iter().any(|c| c.eq_ignore_ascii_case(&code)) {
            all.push(code);
        }
    }
    all
}

fn systems(shell: &Shell<'_>, article: &Article, hrefs: &Hrefs) -> Vec<Link> {
    let found = article
        .os
        .iter()
        .filter_map(|slug| shell.site.os.iter().find(|o| o.slug == *slug));
    found
        .map(|o| Link {
            text: o.name.clone(),
            url: hrefs.page(&o.url),
        })
        .collect()
}

fn products(shell: &Shell<'_>, article: &Article, hrefs: &Hrefs) -> Vec<Link> {
    let slugs = article.products.iter().map(|p| crate::text::slug::slug(p));
    slugs
        .filter_map(|slug| shell.site.products.iter().find(|p| p.slug == slug))
        .map(|p| Link {
            text: p.name.clone(),
            url: hrefs.page(&p.url),
        })
        .collect()
}

fn notices(article: &Article, internal: bool, words: &Words) -> Vec<Notice> {
    let state = match article.confidence {
        Some(Confidence::Wip) => Some(("warn", "notice_wip")),
        Some(Confidence::NotValidated) => Some(("info", "notice_not_validated")),
        Some(Confidence::Archived) => Some(("warn", "notice_archived")),
        Some(Confidence::Validated) | None => None,
    };
    let workaround = article
        .front
        .workaround
        .then_some(("info", "notice_workaround"));
    let governance = article.front.governance.as_ref().map(|g| g.value);
    let bound = internal && governance == Some(Governance::Compliance);
    let bound = bound.then_some(("info", "notice_compliance"));
    let notice = |(tone, key)| Notice {
        tone,
        text: word(words, key),
    };
    let all = state.into_iter().chain(workaround).chain(bound);
    all.map(notice).collect()
}

/// The articles before and after in the category's list.
fn neighbours(shell: &Shell<'_>, id: ArticleId, hrefs: &Hrefs) -> (Option<Link>, Option<Link>) {
    let site = shell.site;
    let Some(category) = site.article(id).category.map(|c| &site.categories[c]) else {
        return (None, None);
    };
    let Some(place) = category.articles.iter().position(|a| *a == id) else {
        return (None, None);
    };
    let link = |other: &ArticleId| Link {
        text: site.article(*other).title.clone(),
        url: hrefs.page(&site.article(*other).url),
    };
    let before = place.checked_sub(1).and_then(|p| category.articles.get(p));
    (before.map(link), category.articles.get(place + 1).map(link))
}

fn edit_url(shell: &Shell<'_>, article: &Article) -> String {
    let template = shell.site.settings.edit_url.as_ref();
    template.map_or_else(String::new, |t| {
        t.replace("{path}", &encode_path(article.path.as_str()))
    })
}

fn feedback(shell: &Shell<'_>, about: &About<'_>) -> String {
    let Some(template) = &shell.site.settings.feedback_url else {
        return String::new();
    };
    template
        .replace("{id}", &encode_value(about.key))
        .replace("{title}", &encode_value(about.title))
        .replace("{url}", &encode_value(about.url))
}

/// The article in other languages.
#[must_use]
pub fn alternates(shell: &Shell<'_>, article: &Article, hrefs: &Hrefs) -> Vec<Alternate> {
    let one = |id: &ArticleId| {
        let other = shell.site.article(*id);
        Alternate {
            lang: other.lang.clone(),
            name: word(&shell.words(&other.lang), "language"),
            url: hrefs.page(&other.url),
            canonical: hrefs.canonical(&other.url),
        }
    };
    let live = |id: &&ArticleId| !shell.site.article(**id).is_archived();
    article.translations.iter().filter(live).map(one).collect()
}
