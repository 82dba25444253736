//! Sections that stand where nobody looks for them.
//!
//! Takes outline, type and settings. Gives KB027 at the first section that comes too late. Never minds a section that is
//! repeated, or a heading below another section, and never asks a type nobody wrote.

use crate::checks::{Check, Scene};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::article::Article;
use crate::parse::front_matter::Kind;
use crate::parse::markdown::Heading;
use crate::parse::roles::{Role, role};

/// The check.
#[derive(Debug)]
pub struct Order;

const LATE: Code = Code("KB027");

impl Check for Order {
    fn codes(&self) -> &'static [Code] {
        &[LATE]
    }

    fn article(&self, scene: &Scene<'_>, article: &Article) -> Vec<Diagnostic> {
        let Some(kind) = article.kind.filter(|_| !article.is_archived()) else {
            return Vec::new();
        };
        let order = match scene.site.settings.standard.sections.get(&kind) {
            Some(words) => words.iter().map(String::as_str).collect(),
            None => usual(kind),
        };
        late(&article.body.outline, &order)
            .map(|(heading, before)| finding(article, (heading, before), &order))
            .into_iter()
            .collect()
    }
}

/// The order where the settings are silent; questions and facts have none.
fn usual(kind: Kind) -> Vec<&'static str> {
    match kind {
        Kind::BreakFix | Kind::KnownError | Kind::HowTo => Role::ALL.map(Role::word).to_vec(),
        Kind::Faq | Kind::Reference => Vec::new(),
    }
}

/// The first section that stands behind one it should stand before, and that one.
fn late<'a>(outline: &'a [Heading], order: &[&str]) -> Option<(&'a Heading, &'a Heading)> {
    let mut seen: Vec<(usize, &Heading)> = Vec::new();
    let mut within: Option<u8> = None;
    for heading in outline {
        if within.is_some_and(|level| heading.level > level) {
            continue;
        }
        let role = role(&heading.text);
        within = role.map(|_| heading.level);
        let Some(place) = role.and_then(|r| order.iter().position(|word| *word == r.word())) else {
            continue;
        };
        if seen.iter().any(|(at, _)| *at == place) {
            continue;
        }
        if let Some((_, before)) = seen.iter().find(|(at, _)| *at > place) {
            return Some((heading, before));
        }
        seen.push((place, heading));
    }
    None
}

fn finding(article: &Article, (late, before): (&Heading, &Heading), order: &[&str]) -> Diagnostic {
    let message = format!(
        "section \"{}\" stands behind \"{}\"",
        late.text, before.text
    );
    Diagnostic::new(LATE, Severity::Note, article.file, message)
        .at(late.span)
        .help(format!("the order is {}", order.join(", ")))
}

#[cfg(test)]
mod tests {
    use crate::checks::order::{late, usual};
    use crate::diag::Span;
    use crate::parse::front_matter::Kind;
    use crate::parse::markdown::Heading;

    #[test]
    fn the_first_section_out_of_order_is_named() {
        for (outline, expected) in [
            ("2 Issue, 2 Cause, 2 Resolution", None),
            ("2 Issue, 2 Resolution, 2 Cause", Some("Cause")),
            ("2 Resolution, 2 Solution 2, 2 Escalation", None),
            ("2 Issue, 2 Solution 1, 2 Issue, 2 Solution 2", None),
            ("2 Issue, 3 Steps to reproduce, 2 Environment, 2 Fix", None),
            ("2 Description, 3 Environment, 3 Issue, 2 Resolution", None),
            ("2 Notes, 2 Fix, 3 Cause, 2 Symptoms", Some("Symptoms")),
        ] {
            let heading = |line: &str| Heading {
                level: line[..1].parse().unwrap(),
                text: line[2..].to_owned(),
                id: String::new(),
                span: Span::default(),
            };
            let outline: Vec<_> = outline.split(", ").map(heading).collect();
            let found = late(&outline, &usual(Kind::BreakFix));
            assert_eq!(found.map(|(late, _)| late.text.as_str()), expected);
        }
    }
}
