//! Articles that hold more than one problem: several causes, each with a resolution of its own.
//!
//! Takes the headings of causes and resolutions, and the items of a cause. Gives KB029 at the second cause. Never flags
//! several causes that one resolution mends.

use crate::checks::prose::{Block, Kind, Prose};
use crate::checks::{Check, Scene};
use crate::diag::{Code, Diagnostic, Severity};
use crate::parse::roles::{Role, role};
use crate::text::sentences::words;

/// The check.
#[derive(Debug)]
pub struct Causes;

const SEVERAL: Code = Code("KB029");

/// How a heading names one of several ways.
const WAYS: &[&str] = &[
    "solution",
    "option",
    "fix",
    "scenario",
    "case",
    "cause",
    "if",
    "when",
    "for",
    "lösung",
    "möglichkeit",
    "variante",
    "fall",
    "wenn",
    "falls",
    "ursache",
    "bei",
];

impl Check for Causes {
    fn codes(&self) -> &'static [Code] {
        &[SEVERAL]
    }

    fn prose(&self, _scene: &Scene<'_>, prose: &Prose<'_>) -> Vec<Diagnostic> {
        if prose.lang.is_none() {
            return Vec::new();
        }
        let second = second_heading(&prose.blocks).or_else(|| second_item(&prose.blocks));
        let finding = |block: &Block| {
            let message =
                "this article holds more than one cause, each with a resolution of its own";
            Diagnostic::new(SEVERAL, Severity::Note, prose.article.file, message)
                .at(block.span(&(0..block.text.trim_end().len())))
                .label("another cause")
                .help("make an article for each cause and link them as related; readers then find the one that fits")
        };
        second.map(finding).into_iter().collect()
    }
}

/// The second heading of a cause, where a resolution stands under each of the two.
fn second_heading(blocks: &[Block]) -> Option<&Block> {
    let mut seen: Vec<(Role, &Block)> = Vec::new();
    for block in blocks.iter().filter(|b| matches!(b.kind, Kind::Heading(_))) {
        let told = role(&block.text).filter(|r| matches!(r, Role::Cause | Role::Resolution));
        match (told, seen.last()) {
            (Some(told), Some((last, _))) if *last == told => {}
            (Some(told), _) => seen.push((told, block)),
            (None, _) => {}
        }
    }
    let first = seen.iter().position(|(r, _)| *r == Role::Cause)?;
    let pairs = &seen[first..];
    let again = pairs.get(2).filter(|_| pairs.len() >= 4)?;
    // Cause, resolution, cause, resolution; an overview in front of the two would look the same without numbers.
    Some(again.1)
}

/// The second item of a cause, where as many ways are told apart under the resolution.
fn second_item(blocks: &[Block]) -> Option<&Block> {
    let items: Vec<&Block> = blocks
        .iter()
        .filter(|b| {
            b.role == Some(Role::Cause) && b.depth == 1 && matches!(b.kind, Kind::Item | Kind::Step)
        })
        .collect();
    let ways = blocks.iter().filter(|b| is_way(b)).count();
    (items.len() >= 2 && ways >= 2).then(|| items[1])
}

/// Whether a heading below the resolution names one of several ways.
fn is_way(block: &Block) -> bool {
    let first = words(&block.text)
        .next()
        .map(|w| block.text[w].to_lowercase());
    let named = first.is_some_and(|w| WAYS.contains(&w.as_str()));
    let whole = words(&block.text).count() == 1;
    block.role == Some(Role::Resolution)
        && matches!(block.kind, Kind::Heading(_))
        && named
        && !whole
}
