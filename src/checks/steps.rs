//! Numbered steps that are no actions.
//!
//! Takes numbered lists in which most items tell what to do. Gives KB028 at an item that only names or states something.
//! Never flags an item that may be an instruction, that shows code or a picture, or whose own items say what to do.

use crate::checks::prose::{Block, Kind, Prose};
use crate::checks::{Check, Scene};
use crate::diag::{Code, Diagnostic, Severity};
use crate::parse::front_matter::Kind as ArticleKind;
use crate::parse::roles::Role;
use crate::text::actions::{may_tell, tells};
use crate::text::grade::Lang;
use crate::text::sentences::{CODE, words};
use std::collections::BTreeMap;

/// The check.
#[derive(Debug)]
pub struct Steps;

const NO_ACTION: Code = Code("KB028");

/// A name without a verb has at most so many words.
const NAME: usize = 4;

/// Words with which a statement begins.
const ENGLISH: &[&str] = &[
    "the", "a", "an", "this", "these", "that", "it", "there", "your", "its", "their", "all", "some",
];
const GERMAN: &[&str] = &[
    "der", "die", "das", "ein", "eine", "es", "dies", "diese", "dieser", "dieses", "ihr", "ihre",
    "alle", "nun", "jetzt",
];

impl Check for Steps {
    fn codes(&self) -> &'static [Code] {
        &[NO_ACTION]
    }

    fn prose(&self, _scene: &Scene<'_>, prose: &Prose<'_>) -> Vec<Diagnostic> {
        let Some(lang) = prose.lang else {
            return Vec::new();
        };
        let mut lists: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, block) in prose.blocks.iter().enumerate() {
            if block.kind == Kind::Step && !block.quoted && is_instruction(prose, block) {
                lists.entry(block.list).or_default().push(at);
            }
        }
        let steps = lists.into_values().filter(|list| {
            let sure = list
                .iter()
                .filter(|at| tells(&prose.blocks[**at].text, lang));
            list.len() >= 2 && sure.count() * 2 >= list.len()
        });
        let idle = steps
            .flatten()
            .filter(|at| is_idle(&prose.blocks, *at, lang));
        idle.map(|at| finding(prose, &prose.blocks[at])).collect()
    }
}

fn finding(prose: &Prose<'_>, block: &Block) -> Diagnostic {
    let whole = 0..block.text.trim_end().len();
    Diagnostic::new(
        NO_ACTION,
        Severity::Note,
        prose.article.file,
        "this step does not say what to do",
    )
    .at(block.span(&whole))
    .label("no action")
    .help("begin with what the reader does; what happens then belongs to the step before")
}

/// Whether lists of this place tell what to do: not the cause, not where it happens.
fn is_instruction(prose: &Prose<'_>, block: &Block) -> bool {
    match block.role {
        Some(Role::Resolution) => true,
        None => prose.article.kind != Some(ArticleKind::Reference),
        Some(_) => false,
    }
}

/// Whether a step surely holds nothing to do.
fn is_idle(blocks: &[Block], at: usize, lang: Lang) -> bool {
    let step = &blocks[at];
    let text = step.text.trim();
    let next = blocks.get(at + 1);
    let goes_on = next
        .is_some_and(|b| b.depth > step.depth || b.list == step.list && b.kind == Kind::Paragraph);
    let shows = step.shows
        || text.contains(CODE)
        || text.ends_with(':')
        || text.contains(['>', '→', '=', '?', '$']);
    if goes_on || shows || step.all_marked() || may_tell(text, lang) {
        return false;
    }
    let count = words(text).count();
    let Some(first) = words(text).next() else {
        return false;
    };
    let openers = match lang {
        Lang::English => ENGLISH,
        Lang::German => GERMAN,
    };
    let states = openers.contains(&text[first].to_lowercase().as_str()) && count > NAME;
    // In lists below a step, what to do may be said above.
    let names = count <= NAME && step.depth == 1 && step.sentences.len() == 1;
    states || names
}
