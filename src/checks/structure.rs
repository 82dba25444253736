//! Sections that an article of its type has to have.
//!
//! Takes outline, type and settings. Gives KB023, one finding an article that names every missing section. Never asks a
//! type nobody wrote, and asks less the less sure the author is.

use crate::checks::{Check, Scene, head};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::article::Article;
use crate::parse::front_matter::{Confidence, Kind};
use crate::parse::roles::{Role, role};

/// The check.
#[derive(Debug)]
pub struct Structure;

const MISSING: Code = Code("KB023");

impl Check for Structure {
    fn codes(&self) -> &'static [Code] {
        &[MISSING]
    }

    fn article(&self, scene: &Scene<'_>, article: &Article) -> Vec<Diagnostic> {
        let Some(kind) = article.kind.filter(|_| !article.is_archived()) else {
            return Vec::new();
        };
        let settings = &scene.site.settings.standard;
        let mut missing = match settings.sections.get(&kind) {
            Some(words) => asked(words, article.confidence),
            None => wanted(kind, article.confidence),
        };
        missing.retain(|role| !has(article, *role));
        if missing.is_empty() {
            return Vec::new();
        }
        let names: Vec<_> = missing
            .iter()
            .map(|role| format!("`## {}`", name(kind, *role)))
            .collect();
        let plural = if names.len() == 1 {
            "section is"
        } else {
            "sections are"
        };
        let message = format!("{plural} missing or empty: {}", names.join(", "));
        vec![
            Diagnostic::new(MISSING, Severity::Warning, article.file, message)
                .at(head(article))
                .label(format!("of type `{}`", kind.word()))
                .help(help(article.confidence)),
        ]
    }
}

/// What the settings ask for; of work in progress only the issue.
fn asked(words: &[String], confidence: Option<Confidence>) -> Vec<Role> {
    let wip = confidence == Some(Confidence::Wip);
    let named = |word: &String| Role::ALL.into_iter().find(|role| role.word() == word);
    let roles = words.iter().filter_map(named);
    roles.filter(|role| !wip || *role == Role::Issue).collect()
}

/// The sections that are asked for where the settings are silent.
fn wanted(kind: Kind, confidence: Option<Confidence>) -> Vec<Role> {
    use Role::{Cause, Environment, Issue, Resolution};
    match (kind, confidence) {
        (Kind::BreakFix | Kind::KnownError, Some(Confidence::Wip)) => vec![Issue],
        (Kind::BreakFix | Kind::KnownError, Some(Confidence::Validated)) => {
            vec![Issue, Environment, Cause, Resolution]
        }
        (Kind::BreakFix, _) => vec![Issue, Resolution],
        (Kind::KnownError, _) => vec![Issue, Cause],
        (Kind::HowTo, Some(Confidence::Wip)) | (Kind::Faq | Kind::Reference, _) => Vec::new(),
        (Kind::HowTo, _) => vec![Resolution],
    }
}

/// Whether the article has such a section, or says the same in another place.
fn has(article: &Article, wanted: Role) -> bool {
    let outline = &article.body.outline;
    let wip = article.confidence == Some(Confidence::Wip);
    let section =
        |i: usize| role(&outline[i].text) == Some(wanted) && (wip || is_filled(article, i));
    let elsewhere = match wanted {
        Role::Environment => !article.os.is_empty() || !article.products.is_empty(),
        Role::Resolution => article.kind == Some(Kind::HowTo) && has_steps(&article.body.markdown),
        Role::Issue | Role::Cause | Role::Escalation => false,
    };
    elsewhere || (0..outline.len()).any(section)
}

/// Whether a word stands under the heading, or under one of the headings below it.
fn is_filled(article: &Article, heading: usize) -> bool {
    let outline = &article.body.outline;
    let level = outline[heading].level;
    let below = outline[heading + 1..]
        .iter()
        .take_while(|h| h.level > level)
        .count();
    let own = heading..=heading + below;
    let words = |heading: usize| {
        let mut sections = article
            .body
            .sections
            .iter()
            .filter(|s| s.heading == Some(heading));
        sections.any(|s| !s.text.trim().is_empty())
    };
    own.into_iter().any(words)
}

/// Whether there is a numbered list.
fn has_steps(markdown: &str) -> bool {
    markdown.lines().any(|line| {
        let rest = line
            .trim_start()
            .trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < line.trim_start().len() && (rest.starts_with(". ") || rest.starts_with(") "))
    })
}

/// The heading as an author of this type would write it.
fn name(kind: Kind, role: Role) -> &'static str {
    match (kind, role) {
        (Kind::HowTo, Role::Resolution) => "Steps",
        _ => role.heading(),
    }
}

fn help(confidence: Option<Confidence>) -> &'static str {
    match confidence {
        Some(Confidence::Wip) => "add the section: what does the user see?",
        _ => "add the section, or set `confidence: wip` until it is known",
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::structure::{asked, has_steps, wanted};
    use crate::parse::front_matter::{Confidence, Kind};
    use crate::parse::roles::Role;

    #[test]
    fn settings_ask_for_their_own_sections() {
        let words = ["resolution", "issue"].map(str::to_owned);
        assert_eq!(asked(&words, None), [Role::Resolution, Role::Issue]);
        assert_eq!(asked(&words, Some(Confidence::Wip)), [Role::Issue]);
    }

    #[test]
    fn steps_are_a_numbered_list() {
        for (text, expected) in [
            ("1. Open it", true),
            ("  2) Next", true),
            ("2026 was", false),
            ("- a", false),
        ] {
            assert_eq!(has_steps(text), expected, "{text}");
        }
    }

    #[test]
    fn less_is_asked_of_the_less_sure() {
        for kind in [Kind::BreakFix, Kind::KnownError, Kind::HowTo] {
            let of = |confidence| wanted(kind, confidence).len();
            assert!(of(Some(Confidence::Wip)) <= of(None));
            assert!(of(None) <= of(Some(Confidence::Validated)));
        }
    }
}
