//! The settings that are mappings themselves: contact, systems, products, categories, theme, search.
//!
//! Takes YAML nodes. Gives the typed sections of [`Settings`], and findings through the reader. Never lets an address
//! through that a browser would run.

use crate::config::keys;
use crate::config::rules::synonyms;
use crate::config::{CategorySetting, Contact, NavLink, OsSetting, Prior, Settings, ThemeSettings};
use crate::diag::Spanned;
use crate::parse::block::KEYS as ARTICLE_KEYS;
use crate::yaml::reader::{Entry, Reader};
use crate::yaml::shape::names;
use crate::yaml::{Node, Value};
use std::collections::BTreeSet;

const CONTACT_KEYS: &[&str] = &names(&keys::CONTACT);
const THEME_KEYS: &[&str] = &names(&keys::THEME);
const SEARCH_KEYS: &[&str] = &names(&keys::SEARCH);

pub(crate) fn plain(found: Vec<Spanned<String>>) -> Vec<String> {
    found.into_iter().map(|s| s.value).collect()
}

pub(crate) fn text_into(reader: &mut Reader, key: &str, value: &Node, slot: &mut String) {
    if let Some(text) = reader.text(key, value) {
        *slot = text.value;
    }
}

pub(crate) fn flag_into(reader: &mut Reader, key: &str, value: &Node, slot: &mut bool) {
    if let Some(flag) = reader.flag(key, value) {
        *slot = flag;
    }
}

/// An address that a reader's browser may open: `https:`, `http:`, `mailto:`, or a path of the same host.
pub(crate) fn address(reader: &mut Reader, key: &str, value: &Node) -> Option<String> {
    let url = reader.text(key, value)?;
    let good = ["https://", "http://", "mailto:", "/", "./", "../", "#"]
        .iter()
        .any(|start| url.value.starts_with(start));
    let relative = !url.value.contains(':') && !url.value.starts_with("//");
    if (good && !url.value.starts_with("//")) || relative {
        return Some(url.value);
    }
    let message = format!("`{key}` wants an address, not `{}`", url.value);
    reader.wrong(
        url.span,
        message,
        "begin with `https://` or `mailto:`, or name a path of the site",
    );
    None
}

pub(crate) fn contact(reader: &mut Reader, value: Node) -> Contact {
    let mut contact = Contact::default();
    for (key, value) in reader.map("contact", value) {
        match key.value.as_str() {
            "mail" => contact.mail = reader.text("mail", &value).map(|t| t.value),
            "url" => contact.url = address(reader, "url", &value),
            "label" => contact.label = reader.text("label", &value).map(|t| t.value),
            _ => reader.unknown_key(&key, "contact", CONTACT_KEYS),
        }
    }
    contact
}

pub(crate) fn systems(reader: &mut Reader, value: Node) -> Vec<OsSetting> {
    let mut found = Vec::new();
    let entries = reader.map("os", value);
    add_systems(reader, entries, None, &mut found);
    found
}

fn add_systems(
    reader: &mut Reader,
    entries: Vec<Entry>,
    parent: Option<usize>,
    found: &mut Vec<OsSetting>,
) {
    for (slug, value) in entries {
        let mut name = slug.value.clone();
        let mut children = Vec::new();
        if matches!(value.value, Value::Map(_)) {
            for (key, value) in reader.map(&slug.value, value) {
                match key.value.as_str() {
                    "name" => text_into(reader, "name", &value, &mut name),
                    "children" => children = reader.map("children", value),
                    _ => reader.unknown_key(&key, &slug.value, &["name", "children"]),
                }
            }
        } else {
            text_into(reader, &slug.value, &value, &mut name);
        }
        let here = found.len();
        found.push(OsSetting {
            slug: slug.value,
            name,
            parent,
        });
        add_systems(reader, children, Some(here), found);
    }
}

pub(crate) fn products(reader: &mut Reader, settings: &mut Settings, value: Node) {
    for (slug, value) in reader.map("products", value) {
        let name = reader.text(&slug.value, &value);
        let name = name.map_or_else(|| slug.value.clone(), |n| n.value);
        settings.products.insert(slug.value, name);
    }
}

pub(crate) fn categories(reader: &mut Reader, settings: &mut Settings, value: Node) {
    for (slug, value) in reader.map("categories", value) {
        let mut category = CategorySetting::default();
        if matches!(value.value, Value::Map(_)) {
            for (key, value) in reader.map(&slug.value, value) {
                match key.value.as_str() {
                    "name" => category.name = reader.text("name", &value).map(|t| t.value),
                    "summary" => text_into(reader, "summary", &value, &mut category.summary),
                    _ => reader.unknown_key(&key, &slug.value, &names(&keys::CATEGORY)),
                }
            }
        } else {
            category.name = reader.text(&slug.value, &value).map(|t| t.value);
        }
        settings
            .categories
            .push((slug.value.trim_matches('/').to_owned(), category));
    }
}

pub(crate) fn fields(reader: &mut Reader, settings: &mut Settings, value: Node) {
    for (ours, theirs) in reader.map("fields", value) {
        if !ARTICLE_KEYS.contains(&ours.value.as_str()) {
            reader.unknown_key(&ours, "fields", ARTICLE_KEYS);
            continue;
        }
        for their in reader.words("fields", &theirs) {
            settings
                .dialect
                .fields
                .insert(their.value, ours.value.clone());
        }
    }
}

pub(crate) fn theme(reader: &mut Reader, value: Node) -> ThemeSettings {
    let mut theme = ThemeSettings::default();
    if matches!(value.value, Value::Text(_)) {
        text_into(reader, "theme", &value, &mut theme.name);
        return theme;
    }
    for (key, value) in reader.map("theme", value) {
        match key.value.as_str() {
            "name" => text_into(reader, "name", &value, &mut theme.name),
            "accent" => theme.accent = accent(reader, value),
            "logo" => theme.logo = reader.text("logo", &value).map(|t| t.value),
            "favicon" => theme.favicon = reader.text("favicon", &value).map(|t| t.value),
            "links" => theme.links = links(reader, "links", value),
            "footer" => theme.footer = links(reader, "footer", value),
            _ => reader.unknown_key(&key, "theme", THEME_KEYS),
        }
    }
    theme
}

/// `"#0a5bd0"` for both schemes, or `{light: "#0a5bd0", dark: "#7db4ff"}`.
fn accent(reader: &mut Reader, value: Node) -> Option<(String, String)> {
    if !matches!(value.value, Value::Map(_)) {
        let both = colour(reader, &value)?;
        return Some((both.clone(), both));
    }
    let (mut light, mut dark) = (None, None);
    for (key, value) in reader.map("accent", value) {
        match key.value.as_str() {
            "light" => light = colour(reader, &value),
            "dark" => dark = colour(reader, &value),
            _ => reader.unknown_key(&key, "accent", &names(&keys::ACCENT)),
        }
    }
    let first = light.clone().or_else(|| dark.clone())?;
    Some((first.clone(), dark.unwrap_or(first)))
}

fn colour(reader: &mut Reader, value: &Node) -> Option<String> {
    let text = reader.text("accent", value)?;
    let hex = text.value.strip_prefix('#').unwrap_or_default();
    if matches!(hex.len(), 3 | 6) && hex.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Some(text.value);
    }
    let message = format!("`{}` is no colour", text.value);
    reader.wrong(text.span, message, "write it as `\"#0a5bd0\"`, in quotes");
    None
}

fn links(reader: &mut Reader, key: &str, value: Node) -> Vec<NavLink> {
    let entries = reader.map(key, value);
    let link = |(text, url): (Spanned<String>, Node)| {
        address(reader, key, &url).map(|url| NavLink {
            text: text.value,
            url,
        })
    };
    entries.into_iter().filter_map(link).collect()
}

pub(crate) fn search(reader: &mut Reader, settings: &mut Settings, value: Node) {
    for (key, value) in reader.map("search", value) {
        match key.value.as_str() {
            "shortcuts" => flag_into(reader, "shortcuts", &value, &mut settings.shortcuts),
            "recent" => flag_into(reader, "recent", &value, &mut settings.recent_searches),
            "synonyms" => settings.synonyms = synonyms(reader, &value),
            "vocabulary" => flag_into(reader, "vocabulary", &value, &mut settings.vocabulary),
            "priors" => settings.priors = priors(reader, &value),
            _ => reader.unknown_key(&key, "search", SEARCH_KEYS),
        }
    }
}

/// The priors that are named; `false` or an empty list is none, `true` is all.
fn priors(reader: &mut Reader, value: &Node) -> BTreeSet<Prior> {
    match value.value {
        Value::Bool(false) => return BTreeSet::new(),
        Value::Bool(true) | Value::Null => return Prior::ALL.into(),
        _ => {}
    }
    let mut found = BTreeSet::new();
    for word in reader.words("priors", value) {
        match Prior::ALL.into_iter().find(|p| p.word() == word.value) {
            Some(prior) => {
                found.insert(prior);
            }
            None => reader.unknown_value("priors", &word, &Prior::ALL.map(Prior::word)),
        }
    }
    found
}
