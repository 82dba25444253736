//! The tickets of a gap, read once more: for their words, then to test what would find them.
//!
//! Takes exports and the ids of the tickets. Gives [`Material`]. Never keeps a text that is not redacted, but for the
//! moment in which a pattern is tried on it.

use crate::cli::draft::material::Material;
use crate::cli::draft::notes::notes;
use crate::cli::draft::proposal::{Tested, candidates, choose};
use crate::cli::draft::symptoms::{Said, messages, symptoms};
use crate::cli::draft::telling::Telling;
use crate::config::tickets::TicketSettings;
use crate::diag::Failure;
use crate::patterns::{Matcher, Scratch};
use crate::source::exports::Exports;
use crate::text::codes::codes;
use crate::text::redact::Redactor;
use crate::tickets;
use crate::tickets::ticket::{Status, Ticket};
use jiff::civil::Date;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};

/// Texts of other tickets that tell which words are common.
const SAMPLE: usize = 4000;
/// Texts of the gap that words and phrases are taken from.
const TEXTS: usize = 2000;
/// Lines, messages, codes and notes of a draft.
const SYMPTOMS: usize = 6;
const MESSAGES: usize = 3;
const CODES: usize = 4;
const NOTES: usize = 8;
/// A ticket that holds more than this part of what another one says is like it.
const LIKE: f64 = 0.5;

/// Where tickets are read, and how.
pub(crate) struct Desk<'a> {
    /// The files.
    pub(crate) exports: &'a Exports,
    /// How they are read.
    pub(crate) settings: &'a TicketSettings,
    /// The language of the site.
    pub(crate) lang: &'a str,
    /// Takes out what may not be shown.
    pub(crate) redactor: &'a Redactor,
}

/// The tickets of a draft.
pub(crate) struct Wanted {
    /// Their ids, in order of the export.
    pub(crate) ids: Vec<String>,
    /// First and last day that count.
    pub(crate) window: Option<(Date, Date)>,
    /// The category of a gap: its other tickets are neither found wrongly nor looked for. Empty where there is none.
    pub(crate) category: Vec<String>,
}

/// What the tickets give.
pub(crate) struct Gathered {
    /// What the draft is filled with; without source and systems, which the caller knows.
    pub(crate) material: Material,
    /// The first of the tickets.
    pub(crate) first: Option<Piece>,
}

/// One of the tickets, redacted.
pub(crate) struct Piece {
    /// Its id.
    pub(crate) id: String,
    /// Its summary.
    pub(crate) summary: String,
    /// What the requester wrote.
    pub(crate) text: String,
    /// How it was solved.
    resolution: String,
    /// The vendor's category path.
    pub(crate) category: Vec<String>,
}

/// What was seen of a ticket in the first reading.
enum Saw {
    Wanted(Box<Piece>),
    Other(String),
    Nothing,
}

/// Reads the exports twice.
///
/// # Errors
/// As [`tickets::read`].
pub(crate) fn gather(desk: &Desk<'_>, wanted: &Wanted) -> Result<Gathered, Failure> {
    let ids: HashSet<&str> = wanted.ids.iter().map(String::as_str).collect();
    let (pieces, others) = first(desk, wanted, &ids)?;
    let found: HashSet<&str> = pieces.iter().map(|piece| piece.id.as_str()).collect();
    let kept = wanted.ids.iter().filter(|id| found.contains(id.as_str()));
    let step = pieces.len().div_ceil(TEXTS).max(1);
    let few: Vec<&Piece> = pieces.iter().step_by(step).collect();
    let joined: Vec<String> = few
        .iter()
        .map(|p| format!("{}\n{}", p.summary, p.text))
        .collect();
    let texts: Vec<&str> = joined.iter().map(String::as_str).collect();
    let others: Vec<&str> = others.iter().map(String::as_str).collect();
    let telling = Telling::new(&texts, &others, desk.lang);
    let said: Vec<Said<'_>> = few
        .iter()
        .map(|p| Said {
            summary: &p.summary,
            text: &p.text,
        })
        .collect();
    let written: Vec<(&str, &str)> = pieces
        .iter()
        .map(|p| (p.id.as_str(), p.resolution.as_str()))
        .collect();
    let messages = messages(&said, MESSAGES);
    let mut material = Material {
        symptoms: symptoms(&said, &telling, SYMPTOMS),
        codes: other_codes(&texts, &messages),
        messages,
        tickets: kept.cloned().collect(),
        notes: notes(&written, &telling, NOTES),
        ..Material::default()
    };
    let candidates = candidates(&texts, &telling);
    propose(
        desk,
        wanted,
        &mut material,
        &Try {
            candidates,
            telling,
            texts,
        },
    )?;
    let first = pieces.into_iter().next();
    Ok(Gathered { material, first })
}

/// Whether a ticket counts: a request of a person, in the window, that was not withdrawn.
fn counts(ticket: &Ticket, window: Option<(Date, Date)>) -> bool {
    let inside = |(from, to)| {
        ticket
            .created
            .is_none_or(|at| (from..=to).contains(&at.date()))
    };
    ticket.noise.is_none() && ticket.status != Status::Cancelled && window.is_none_or(inside)
}

/// The wanted tickets in order of the export, and a sample of the words of the others.
fn first(
    desk: &Desk<'_>,
    wanted: &Wanted,
    ids: &HashSet<&str>,
) -> Result<(Vec<Piece>, Vec<String>), Failure> {
    let (mut pieces, mut others, mut every) = (BTreeMap::new(), BTreeMap::new(), 1);
    let hide = |text: &str| desk.redactor.redact(text).into_owned();
    let work = |ticket: Ticket| {
        if ids.contains(ticket.id.as_str()) {
            let (summary, text) = (hide(&ticket.summary), hide(&ticket.description));
            let resolution = hide(&ticket.resolution);
            return Saw::Wanted(Box::new(Piece {
                id: ticket.id,
                summary,
                text,
                resolution,
                category: ticket.category,
            }));
        }
        if counts(&ticket, wanted.window) {
            Saw::Other(ticket.words())
        } else {
            Saw::Nothing
        }
    };
    tickets::read(desk.exports, desk.settings, &work, &mut |number, saw| {
        pieces.remove(&number);
        others.remove(&number);
        match saw {
            Saw::Wanted(piece) => _ = pieces.insert(number, *piece),
            Saw::Other(text) if number % every == 0 => _ = others.insert(number, text),
            _ => {}
        }
        if others.len() > SAMPLE {
            every *= 2;
            others.retain(|number, _| number % every == 0);
        }
    })?;
    Ok((
        pieces.into_values().collect(),
        others.into_values().collect(),
    ))
}

/// Error codes of at least two tickets (of one, where there are few) that no message holds, most often first.
fn other_codes(texts: &[&str], messages: &[String]) -> Vec<String> {
    let mut counted: BTreeMap<String, (u32, String)> = BTreeMap::new();
    for code in texts.iter().flat_map(|text| codes(text)) {
        counted.entry(code.to_lowercase()).or_insert((0, code)).0 += 1;
    }
    let least = if texts.len() > 3 { 2 } else { 1 };
    let told = |code: &str| messages.iter().any(|m| m.to_lowercase().contains(code));
    let new = counted
        .into_iter()
        .filter(|(folded, (count, _))| *count >= least && !told(folded));
    let mut all: Vec<_> = new.map(|(_, counted)| counted).collect();
    all.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    all.into_iter().take(CODES).map(|(_, code)| code).collect()
}

/// What is tried.
struct Try<'a> {
    candidates: Vec<String>,
    telling: Telling,
    texts: Vec<&'a str>,
}

/// How a ticket stands to those that are wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Wanted,
    SameCategory,
    Other,
}

/// A ticket that counts.
struct Hit {
    id: String,
    side: Side,
    matches: Vec<u32>,
}

/// Tries the candidates on every ticket, and proposes the best.
fn propose(
    desk: &Desk<'_>,
    wanted: &Wanted,
    material: &mut Material,
    tried: &Try<'_>,
) -> Result<(), Failure> {
    let hits = second(desk, wanted, tried)?;
    let pattern = |pattern: &String| Tested {
        pattern: pattern.clone(),
        ..Tested::default()
    };
    let mut tested: Vec<Tested> = tried.candidates.iter().map(pattern).collect();
    for (number, hit) in &hits {
        for pattern in &hit.matches {
            let one = &mut tested[*pattern as usize];
            match hit.side {
                Side::Wanted => one.inside.push(*number),
                Side::SameCategory => one.same.push(*number),
                Side::Other => one.outside.push(*number),
            }
        }
    }
    let wanted = hits.values().filter(|hit| hit.side == Side::Wanted);
    material.like = wanted.count();
    let chosen = choose(&tested, material.like);
    material.patterns = chosen.patterns;
    material.matched = chosen.inside;
    material.same = chosen.same;
    let others = chosen.outside.iter().filter_map(|number| hits.get(number));
    material.others = others.map(|hit| hit.id.clone()).collect();
    Ok(())
}

/// Which candidates match which tickets, by number: of wanted tickets, those that count and match any, and of others too.
fn second(
    desk: &Desk<'_>,
    wanted: &Wanted,
    tried: &Try<'_>,
) -> Result<BTreeMap<u32, Hit>, Failure> {
    thread_local!(static SCRATCH: RefCell<Scratch> = RefCell::default());
    let ids: HashSet<&str> = wanted.ids.iter().map(String::as_str).collect();
    let noise = desk.settings.noise.iter();
    let patterns: Vec<&str> = tried
        .candidates
        .iter()
        .chain(noise)
        .map(String::as_str)
        .collect();
    let (matcher, _) = Matcher::new(&patterns, &[desk.lang]);
    let work = |ticket: Ticket| {
        if !counts(&ticket, wanted.window) {
            return None;
        }
        let words = ticket.words();
        let found = SCRATCH.with_borrow_mut(|scratch| matcher.matches(&words, scratch));
        let is_noise = found
            .last()
            .is_some_and(|last| *last as usize >= tried.candidates.len());
        let side = if ids.contains(ticket.id.as_str()) || tried.is_like(&words) {
            Side::Wanted
        } else if !wanted.category.is_empty() && ticket.category.starts_with(&wanted.category) {
            Side::SameCategory
        } else {
            Side::Other
        };
        (!is_noise).then_some(Hit {
            id: ticket.id,
            side,
            matches: found,
        })
    };
    let mut hits = BTreeMap::new();
    tickets::read(desk.exports, desk.settings, &work, &mut |number, hit| {
        hits.remove(&number);
        if let Some(hit) = hit.filter(|hit| hit.side == Side::Wanted || !hit.matches.is_empty()) {
            hits.insert(number, hit);
        }
    })?;
    Ok(hits)
}

impl Try<'_> {
    /// Where one ticket is wanted: whether another one holds most of what it says.
    fn is_like(&self, words: &str) -> bool {
        let [text] = self.texts[..] else { return false };
        let own = self.telling.stems(text);
        let here: HashSet<String> = self.telling.stems(words).into_iter().collect();
        let weight = |stem: &String| self.telling.weight(stem);
        let all: f64 = own.iter().map(weight).sum();
        let shared: f64 = own
            .iter()
            .filter(|stem| here.contains(*stem))
            .map(weight)
            .sum();
        shared > all * LIKE
    }
}
