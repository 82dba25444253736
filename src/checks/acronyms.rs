//! Abbreviations that an article never explains.
//!
//! Takes the text of an article and the abbreviations that everybody knows, or that the settings name. Gives KB094, one
//! finding an article that names all of them. Never takes words in capitals, codes, constants or names for abbreviations.

mod explained;
mod usual;

use crate::checks::acronyms::explained::Explained;
use crate::checks::prose::{Block, Kind, Prose};
use crate::checks::{Check, Scene};
use crate::diag::{Code, Diagnostic, Severity};
use crate::text::sentences::CODE;
use std::collections::BTreeMap;
use std::ops::Range;

/// The check.
#[derive(Debug)]
pub struct Acronyms;

const UNEXPLAINED: Code = Code("KB094");

/// So many are named in the message.
const NAMED: usize = 8;

impl Check for Acronyms {
    fn codes(&self) -> &'static [Code] {
        &[UNEXPLAINED]
    }

    fn prose(&self, scene: &Scene<'_>, prose: &Prose<'_>) -> Vec<Diagnostic> {
        if prose.lang.is_none() {
            return Vec::new();
        }
        let mut first: BTreeMap<&str, (usize, Range<usize>)> = BTreeMap::new();
        for (at, block) in prose.blocks.iter().enumerate() {
            for range in candidates(block) {
                first
                    .entry(&block.text[range.clone()])
                    .or_insert((at, range));
            }
        }
        first.retain(|word, _| !usual::is_usual(word) && !is_named(scene, word));
        if first.is_empty() {
            return Vec::new();
        }
        let explained = Explained::of(prose);
        first.retain(|word, _| !explained.holds(word));
        let place = first.values().min_by_key(|(block, at)| (*block, at.start));
        let Some((block, at)) = place.cloned() else {
            return Vec::new();
        };
        vec![finding(prose, first.keys().copied()).at(prose.blocks[block].span(&at))]
    }
}

fn finding<'a>(prose: &Prose<'_>, words: impl Iterator<Item = &'a str>) -> Diagnostic {
    let all: Vec<_> = words.map(|w| format!("`{w}`")).collect();
    let more = match all.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let names = all[..all.len().min(NAMED)].join(", ");
    let message = match all.len() {
        1 => format!("the abbreviation {names} is not explained"),
        _ => format!("abbreviations are not explained: {names}{more}"),
    };
    Diagnostic::new(UNEXPLAINED, Severity::Note, prose.article.file, message).help(
        "write it out once, `Lightweight Directory Access Protocol (LDAP)`; what all readers know stands in `standard.acronyms`",
    )
}

/// Whether the settings name it: as an abbreviation, or as a word of a product or system.
fn is_named(scene: &Scene<'_>, word: &str) -> bool {
    let settings = &scene.site.settings;
    let product = |name: &String| {
        name.split(|c: char| !c.is_alphanumeric())
            .any(|w| w == word)
    };
    settings.standard.acronyms.iter().any(|a| a == word)
        || settings
            .products
            .iter()
            .any(|(slug, name)| slug.eq_ignore_ascii_case(word) || product(name))
        || settings.os.iter().any(|os| product(&os.name))
}

/// Two to six capital letters that stand for themselves.
fn candidates(block: &Block) -> Vec<Range<usize>> {
    if block.quoted || shouts(&block.text) {
        return Vec::new();
    }
    let text = &block.text;
    let mut found = Vec::new();
    let all: Vec<_> = tokens(text).collect();
    for (at, token) in all.iter().enumerate() {
        let word = &text[token.clone()];
        let loud = |at: Option<usize>| {
            at.and_then(|at| all.get(at))
                .is_some_and(|t| is_loud(&text[t.clone()]))
        };
        if loud(at.checked_sub(1)) || loud(Some(at + 1)) {
            continue;
        }
        if word.contains(|c: char| {
            c.is_numeric() || matches!(c, '_' | '\\' | '@' | '$' | '#' | '%' | '=' | CODE)
        }) {
            continue;
        }
        found.extend(parts(text, token).filter(|part| {
            let letters = &text[part.clone()];
            (2..=6).contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_uppercase())
        }));
    }
    // What stands in a cell or is the name of a button has no room for an explanation.
    found.retain(|at| block.kind != Kind::Cell && !block.is_marked(at));
    found
}

/// Whether a neighbour in capitals tells that both are written so to be heard: `LINK TRACKING`.
fn is_loud(word: &str) -> bool {
    word.len() >= 4 && word.bytes().all(|b| b.is_ascii_uppercase()) && !usual::is_usual(word)
}

/// Words as white space and brackets part them.
fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> {
    let parts = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '(' | ')' | '[' | ']' | '"' | '“' | '”' | '„' | ',' | ';' | '…'
            )
    };
    text.split(parts).filter(|t| !t.is_empty()).map(|t| {
        let start = t.as_ptr() as usize - text.as_ptr() as usize;
        start..start + t.len()
    })
}

/// The words of a token, `VPN-Client` and `TCP/IP`; none of a file name, host or path.
fn parts<'a>(text: &'a str, token: &Range<usize>) -> impl Iterator<Item = Range<usize>> + 'a {
    let bare = text[token.clone()].trim_end_matches(['.', ':', '!', '?', '\'', '’', '*']);
    let dotted = bare.contains(['.', ':', '&', '+', '<', '>', '{', '|']);
    let bare = if dotted { "" } else { bare };
    let start = token.start;
    bare.split(['-', '/', '\u{2011}', '–']).map(move |part| {
        let at = start + (part.as_ptr() as usize - bare.as_ptr() as usize);
        // The plural: `APIs`.
        let word = part
            .strip_suffix("’s")
            .or(part.strip_suffix("'s"))
            .unwrap_or(part);
        let word = word
            .strip_suffix('s')
            .filter(|w| w.len() >= 2)
            .unwrap_or(word);
        at..at + word.len()
    })
}

/// Whether a text is written in capitals for emphasis: no word of it says anything by that.
fn shouts(text: &str) -> bool {
    let upper = text.chars().filter(|c| c.is_uppercase()).count();
    let lower = text.chars().filter(|c| c.is_lowercase()).count();
    upper > lower
}
