//! What an edition may say itself, in every form in which it says it.
//!
//! Takes the site of the edition and the files it was read from. Gives texts. Never reads a page: what a page says is what is
//! to be proven.

use crate::config::{Contact, NavLink, Settings, Synonym};
use crate::model::Site;
use crate::model::article::{Article, Target};
use crate::model::overlay::Shelf;
use crate::parse::front_matter::{Confidence, Kind};
use crate::parse::keys::ARTICLE_NAMES;
use crate::parse::markdown::entity::decode;
use crate::paths::OutPath;
use crate::pipeline::Loaded;
use crate::render::builtin::BUILT_IN;
use crate::search::vocabulary::LISTS;
use crate::source::SourceFile;
use crate::text::fold::fold;
use crate::text::stem::{Stem, primary};
use crate::text::tokenize::each_slot;
use percent_encoding::percent_decode_str;
use rayon::iter::ParallelIterator;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

/// What lists, index and redirects say beside the articles themselves.
pub(super) fn said_by_lists(site: &Site) -> Vec<&str> {
    let mut said: Vec<&str> = Vec::new();
    for category in &site.categories {
        said.extend([&*category.name, &*category.summary, &*category.slug]);
    }
    said.extend(site.os.iter().flat_map(|os| [&*os.name, &*os.slug]));
    said.extend(site.products.iter().flat_map(|p| [&*p.name, &*p.slug]));
    said.extend(site.redirects.keys().map(OutPath::as_str));
    said
}

/// What colleagues may see besides: everything of their client's articles, and who worked on them.
pub(super) fn for_colleagues(loaded: &Loaded) -> Vec<&str> {
    let (site, sources) = (&loaded.site, &loaded.sources);
    let shelf = Shelf::of(sources, &site.settings.clients);
    let client = site.edition.client.as_deref();
    let mut said = Vec::new();
    for article in &site.articles {
        let files = [Some(article.file), shelf.overlay(article.file, client)];
        said.extend(
            files
                .into_iter()
                .flatten()
                .map(|id| &*sources.file(id).text),
        );
        said.extend(article.dates.contributors.iter().map(String::as_str));
    }
    said
}

/// The stems of words that articles say: the index names a family of words by its stem, even where nobody says it.
pub(super) fn stems(site: &Site) -> BTreeSet<String> {
    let langs: BTreeSet<&str> = site.articles.iter().map(|a| primary(&a.lang)).collect();
    let words = |mut words: HashSet<String>, text: &str| {
        each_slot(&fold(text), |terms| {
            for term in terms {
                if !words.contains(&**term) {
                    words.insert(term.to_string());
                }
            }
        });
        words
    };
    let of = |known, article| {
        let said = said_by(site, article);
        said.iter().map(|t| &**t).fold(known, words)
    };
    let join = |a: HashSet<String>, b: HashSet<String>| {
        let (mut most, few) = if a.len() < b.len() { (b, a) } else { (a, b) };
        most.extend(few);
        most
    };
    let all = site.articles.par_iter().fold(HashSet::new, of);
    let all = all.reduce(HashSet::new, join);
    let all = said_by_lists(site).into_iter().fold(all, words);
    let stemmed = |lang: &str| {
        let stem = Stem::of(lang);
        let stems = all.iter().map(move |word| stem.stem(word));
        stems.collect::<Vec<_>>()
    };
    langs.into_iter().flat_map(stemmed).collect()
}

/// What pages and index say of one article, in every form.
pub(super) fn said_by<'a>(site: &'a Site, article: &'a Article) -> Vec<Cow<'a, str>> {
    // The twin's head says them as the front matter does, with their keys.
    let head = [
        format!("title: {}", article.title),
        format!("summary: {}", article.summary),
        format!("id: {}", article.key),
        format!("os: {}", article.os.join(", ")),
        format!("products: {}", article.products.join(", ")),
        format!("lang: {}", article.lang),
    ];
    let mut said: Vec<Cow<'a, str>> = head.into_iter().map(Cow::from).collect();
    let days = [
        ("datePublished", article.dates.created),
        ("dateModified", article.dates.updated),
    ];
    // In feed and structured data.
    let days = days.into_iter().filter_map(|(key, day)| Some((key, day?)));
    said.extend(days.map(|(key, day)| Cow::from(format!("{key} {day}T00:00:00Z"))));
    let words = [
        article.path.as_str(),
        article.url.as_str(),
        article.kind.map_or("", Kind::word),
        article.confidence.map_or("", Confidence::word),
    ];
    said.extend(words.map(Cow::from));
    let lists = [
        &article.symptoms,
        &article.os,
        &article.products,
        &article.keywords,
        &article.codes,
    ];
    let mut add = |text: &'a str| said.push(Cow::from(text));
    lists.into_iter().flatten().for_each(|text| add(text));
    site.settings.learnt.words(&article.key).for_each(&mut add);
    let related = article.front.related.iter();
    related.for_each(|one| add(&one.value));
    let sections = article.body.sections.iter();
    sections.for_each(|section| add(&section.text));
    for heading in &article.body.outline {
        add(&heading.text);
        add(&heading.id);
    }
    for link in &article.body.links {
        add(&link.text);
        add(&link.target);
    }
    for target in &article.targets {
        if let Target::Asset { out: text, .. } | Target::External(text) = target {
            add(text);
        }
    }
    let markdown = without_comments(&article.body.markdown);
    // A page is read with references and percent signs decoded.
    if markdown.contains(['&', '%']) {
        let decoded = decode(&markdown);
        let decoded = percent_decode_str(&decoded).decode_utf8_lossy();
        said.push(Cow::from(decoded.into_owned()));
    }
    said.push(Cow::from(markdown));
    said
}

/// The Markdown of an article less its comments, which no page shows.
fn without_comments(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(start) = rest.find("<!--") {
        out.push_str(&rest[..start]);
        rest = rest[start..]
            .find("-->")
            .map_or("", |end| &rest[start + end + 3..]);
    }
    out.push_str(rest);
    out
}

/// What the settings say to every reader of the edition.
pub(super) fn said_by_settings(site: &Site) -> Vec<String> {
    let settings: &Settings = &site.settings;
    let mut said = vec![
        settings.title.clone(),
        settings.tagline.clone(),
        settings.description.clone(),
        settings.lang.clone(),
        site.edition.audience.clone(),
    ];
    said.extend(site.edition.client.clone());
    said.extend(settings.base_url.clone());
    said.extend(contact(&settings.contact));
    let urls = [
        &settings.feedback_url,
        &settings.edit_url,
        &settings.flag_url,
        &settings.add_url,
    ];
    said.extend(urls.into_iter().flatten().cloned());
    let theme = &settings.theme;
    let link = |link: &NavLink| [link.text.clone(), link.url.clone()];
    said.extend(theme.links.iter().chain(&theme.footer).flat_map(link));
    said.extend(theme.logo.iter().chain(&theme.favicon).cloned());
    said.extend(
        theme
            .accent
            .iter()
            .flat_map(|(light, dark)| [light.clone(), dark.clone()]),
    );
    said.extend(settings.synonyms.iter().flat_map(words_of));
    if settings.vocabulary {
        said.extend(LISTS.iter().map(|(_, list)| (*list).to_owned()));
    }
    said.extend(ARTICLE_NAMES.iter().map(|key| (*key).to_owned()));
    said
}

fn contact(contact: &Contact) -> impl Iterator<Item = String> {
    let all = [&contact.mail, &contact.url, &contact.label];
    all.into_iter().flatten().cloned()
}

fn words_of(rule: &Synonym) -> Vec<String> {
    match rule {
        Synonym::Group(words) => words.clone(),
        Synonym::OneWay { from, to } => [from.as_slice(), to.as_slice()].concat(),
    }
}

/// The built-in theme, and the words of the interface in the base's own.
pub(super) fn said_by_theme(loaded: &Loaded) -> impl Iterator<Item = &str> {
    let own = of_theme(loaded).filter(|file| is_interface(file));
    let built_in = BUILT_IN.iter().flat_map(|file| [file.text, file.source]);
    built_in.chain(own.map(|file| &*file.text))
}

/// The base's own templates, styles and scripts: anything could have been copied into them.
pub(super) fn words_of_theme(loaded: &Loaded) -> impl Iterator<Item = &str> {
    let own = of_theme(loaded).filter(|file| !is_interface(file));
    own.flat_map(|file| [&*file.text, file.path.as_str()])
}

fn of_theme(loaded: &Loaded) -> impl Iterator<Item = &SourceFile> {
    let ids = loaded.sources.theme.iter();
    ids.map(|id| loaded.sources.file(*id))
}

fn is_interface(file: &SourceFile) -> bool {
    file.path.as_str().contains("/strings/")
}
