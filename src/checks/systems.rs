//! Systems that the text names and `os` does not.
//!
//! Takes title, headings and the section Environment, and the systems of the settings. Gives KB083, one finding an article.
//! Never counts a system that is only mentioned in passing, and asks nothing where the settings have no word for it.

mod words;

use crate::checks::{Check, Scene, head};
use crate::config::Settings;
use crate::diag::{Code, Diagnostic, Severity, Span};
use crate::model::article::Article;
use crate::parse::roles::{Role, role};
use std::collections::BTreeMap;
use words::{family, named};

/// The check.
#[derive(Debug)]
pub struct Systems;

const UNLIKE: Code = Code("KB083");

/// A system named so often, while that of `os` never is, is what the text is about.
const OFTEN: usize = 3;

impl Check for Systems {
    fn codes(&self) -> &'static [Code] {
        &[UNLIKE]
    }

    fn article(&self, scene: &Scene<'_>, article: &Article) -> Vec<Diagnostic> {
        if article.is_archived() || article.is_index {
            return Vec::new();
        }
        let settings = &scene.site.settings;
        let found = missing(settings, article).or_else(|| another(settings, article));
        found.into_iter().collect()
    }
}

/// A place that says what the article is about names a system that `os` lacks.
fn missing(settings: &Settings, article: &Article) -> Option<Diagnostic> {
    let written = !article.front.os.is_empty();
    // Who has written neither system nor type has not come to metadata yet.
    if !written && article.kind.is_none() {
        return None;
    }
    let mut lacking: BTreeMap<&str, (&'static str, Span)> = BTreeMap::new();
    for (place, text, span) in telling(article, written) {
        for slug in named(&text)
            .iter()
            .filter_map(|word| slug_of(settings, word))
        {
            if !article.os.iter().any(|os| is_akin(settings, os, slug)) {
                lacking.entry(slug).or_insert((place, span));
            }
        }
    }
    let (_, (place, span)) = lacking.first_key_value()?;
    let names: Vec<_> = lacking.keys().map(|slug| name(settings, slug)).collect();
    let slugs: Vec<_> = lacking.keys().map(|slug| format!("`{slug}`")).collect();
    let message = format!("{place} names {}, `os` does not", names.join(" and "));
    let at = article.front.os.first().map_or(*span, |os| os.span);
    Some(
        Diagnostic::new(UNLIKE, Severity::Note, article.file, message)
            .at(at)
            .help(format!(
                "add {} to `os`, or take the name out",
                slugs.join(" and ")
            )),
    )
}

/// The texts that say what an article is about, each with its place. Headings and the environment only add to what is
/// written in `os`: alone they may be one way of several.
fn telling(article: &Article, written: bool) -> Vec<(&'static str, String, Span)> {
    let title = article
        .front
        .title
        .as_ref()
        .map_or_else(|| head(article), |t| t.span);
    let mut all = vec![("the title", article.title.clone(), title)];
    if !written {
        return all;
    }
    let body = &article.body;
    for section in &body.sections {
        let Some(heading) = section.heading.and_then(|i| body.outline.get(i)) else {
            continue;
        };
        all.push(("a heading", heading.text.clone(), heading.span));
        if role(&heading.text) == Some(Role::Environment) {
            all.push(("the environment", affected(&section.text), heading.span));
        }
    }
    all
}

/// The lines that do not say what is left out: "Not affected: Outlook for Mac".
fn affected(text: &str) -> String {
    const OTHERS: [&str; 6] = ["not ", "except", "nicht ", "außer", "unless", "without"];
    let kept = text.lines().filter(|line| {
        let lower = line.to_lowercase();
        !OTHERS.iter().any(|word| lower.contains(word))
    });
    kept.collect::<Vec<_>>().join("\n")
}

/// `os` names a system that the text never mentions, while it speaks of another all the time.
fn another(settings: &Settings, article: &Article) -> Option<Diagnostic> {
    if article.front.os.is_empty() {
        return None;
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let texts = article.body.sections.iter().map(|s| s.text.as_str());
    for text in texts.chain([article.title.as_str()]) {
        for word in named(text) {
            *counts.entry(family(word)).or_default() += 1;
        }
    }
    let own: Vec<&str> = article
        .os
        .iter()
        .map(|os| family_of(settings, os))
        .collect();
    if own.iter().any(|f| f.is_empty() || counts.contains_key(f)) {
        return None;
    }
    let most = counts
        .iter()
        .max_by_key(|(_, n)| **n)
        .filter(|(_, n)| **n >= OFTEN)?;
    let slug = slug_of(settings, most.0)?;
    let os = &article.front.os[0];
    let message = format!(
        "`os` says {}, the text speaks of {} only",
        name(settings, &os.value),
        name(settings, slug)
    );
    Some(
        Diagnostic::new(UNLIKE, Severity::Note, article.file, message)
            .at(os.span)
            .help(format!(
                "write `{slug}`, or say in the text what holds for {}",
                name(settings, &os.value)
            )),
    )
}

/// The slug of a system word: the version itself, or else the system above it.
fn slug_of<'a>(settings: &'a Settings, word: &str) -> Option<&'a str> {
    let fits = |wanted: &str| {
        let plain = |text: &str| text.to_lowercase().replace(['-', '_', '.'], " ");
        let wanted = plain(wanted);
        settings.os.iter().find(|o| {
            let name = plain(&o.name);
            plain(&o.slug) == wanted
                || name == wanted
                || name.starts_with(&format!("{wanted} ")) && wanted.contains(char::is_numeric)
        })
    };
    fits(word)
        .or_else(|| fits(family(word)))
        .map(|o| o.slug.as_str())
}

/// Whether one is the other, or lies above or below it.
fn is_akin(settings: &Settings, one: &str, other: &str) -> bool {
    one == other || is_above(settings, one, other) || is_above(settings, other, one)
}

fn is_above(settings: &Settings, upper: &str, lower: &str) -> bool {
    let mut at = settings.system(lower).and_then(|i| settings.os[i].parent);
    while let Some(i) = at {
        if settings.os[i].slug == upper {
            return true;
        }
        at = settings.os[i].parent;
    }
    false
}

/// The family of a slug of the settings, by its names up to the top.
fn family_of<'a>(settings: &'a Settings, slug: &'a str) -> &'a str {
    let mut at = settings.system(slug);
    let mut top = family(slug);
    while let Some(i) = at {
        if top.is_empty() {
            top = family(&settings.os[i].slug);
        }
        at = settings.os[i].parent;
    }
    top
}

fn name<'a>(settings: &'a Settings, slug: &'a str) -> &'a str {
    settings.system(slug).map_or(slug, |i| &settings.os[i].name)
}

#[cfg(test)]
mod tests {
    use crate::checks::systems::{is_akin, slug_of};
    use crate::config::Settings;

    #[test]
    fn words_lead_to_the_systems_of_the_settings() {
        let settings = Settings::default();
        for (word, slug) in [
            ("windows 11", Some("windows-11")),
            ("windows 7", Some("windows")),
            ("ubuntu", Some("linux")),
            ("ios", Some("ios")),
            ("chromeos", None),
        ] {
            assert_eq!(slug_of(&settings, word), slug, "{word}");
        }
        assert!(
            is_akin(&settings, "windows", "windows-11")
                && is_akin(&settings, "windows-11", "windows")
        );
        assert!(!is_akin(&settings, "windows-10", "windows-11"));
    }
}
