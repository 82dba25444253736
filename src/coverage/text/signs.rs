//! What speaks for an article, in numbers that compare between tickets.
//!
//! Takes the articles that come near a ticket. Gives each a weight: how sure one may be, on a scale without ends. A score
//! of the search compares within one answer only; these are shares and margins. Never asks whether an article is right,
//! only how such signs have turned out for articles and questions whose answers were known.

use crate::coverage::text::passages::Passages;
use crate::coverage::text::scores::Near;
use crate::coverage::text::words::Ticket;

/// One place of the article holds what the ticket says: its words by what they tell, measured by the length of the place.
const CLOSE: f64 = 1.7;
/// The ticket holds the article's title: share of it, by what its words tell.
const TITLED: f64 = 1.8;
/// Words that follow one another in both (the logarithm of their number).
const BESIDE: f64 = 0.6;
/// The next article scores as well: its share of this one's score.
const RIVAL: f64 = -2.8;
/// The next article has such a place too: its share of what this one's place holds.
const SECOND: f64 = -2.7;
/// Where all this is nothing.
const NOTHING: f64 = 1.4;
/// A rival counts for at most so much more than the article itself.
const MOST: f64 = 2.0;

/// How a ticket meets the passages of one article.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Meeting {
    /// How much the words tell that stand in one passage or two neighbours, at most.
    wide: f64,
    /// How much they tell in one passage, by the root of what the whole passage tells.
    close: f64,
    /// Share of the title that the ticket holds.
    titled: f64,
    /// Words that follow one another in both.
    pairs: usize,
}

impl Meeting {
    /// `rarity` says how much a family of words tells.
    pub(super) fn of(passages: &Passages, ticket: &Ticket, rarity: impl Fn(u32) -> f64) -> Self {
        let held = held(passages, ticket);
        let close = |(held, rarity): (&f64, &f64)| held / (rarity + 1.0).sqrt();
        let body = &held[passages.strong.min(held.len())..];
        // Half of the neighbour counts: what stands together in one sentence says more.
        let both = |pair: &[f64]| pair[0].max(pair[1]) + 0.5 * pair[0].min(pair[1]);
        let best = held.iter().copied().fold(0.0, f64::max);
        Self {
            wide: body.windows(2).map(both).fold(best, f64::max),
            close: held
                .iter()
                .zip(&passages.rarity)
                .map(close)
                .fold(0.0, f64::max),
            titled: titled(passages, ticket, rarity),
            pairs: ticket
                .pairs
                .iter()
                .filter(|pair| passages.holds(**pair))
                .count(),
        }
    }
}

/// How much the words of a ticket tell that stand in each passage.
fn held(passages: &Passages, ticket: &Ticket) -> Vec<f64> {
    let mut held = vec![0.0_f64; passages.rarity.len()];
    let mut last = vec![usize::MAX; passages.rarity.len()];
    for (number, word) in ticket.words.iter().enumerate() {
        let families = word.known.families.iter().map(|(family, _)| *family);
        for passage in families.flat_map(|family| passages.holding(family)) {
            if last[passage] != number {
                last[passage] = number;
                held[passage] += word.known.rarity;
            }
        }
    }
    held
}

/// Share of the title's words, by what they tell, that the ticket holds.
fn titled(passages: &Passages, ticket: &Ticket, rarity: impl Fn(u32) -> f64) -> f64 {
    let families = || ticket.words.iter().flat_map(|w| &w.known.families);
    let (mut whole, mut held) = (0.0, 0.0);
    for family in &passages.title {
        let rarity = rarity(*family);
        whole += rarity;
        if families().any(|(known, _)| known == family) {
            held += rarity;
        }
    }
    if whole > 0.0 { held / whole } else { 0.0 }
}

/// How sure one may be of one of several articles; `most` is the rarity of a word that stands in a single article.
pub(super) fn weigh(all: &[(Near, Meeting)], own: usize, most: f64) -> f64 {
    let (near, meeting) = &all[own];
    let (mut score, mut wide) = (0.0_f64, 0.0_f64);
    for (i, (near, meeting)) in all.iter().enumerate() {
        if i != own {
            score = score.max(near.score);
            wide = wide.max(meeting.wide);
        }
    }
    NOTHING
        + CLOSE * meeting.close / most.sqrt()
        + TITLED * meeting.titled
        + BESIDE * (meeting.pairs as f64).ln_1p()
        + RIVAL * share(score, near.score)
        + SECOND * share(wide, meeting.wide)
}

fn share(rival: f64, own: f64) -> f64 {
    if own > 0.0 {
        (rival / own).min(MOST)
    } else {
        MOST
    }
}

/// A weight on the scale from 0 to 1.
pub(super) fn confidence(weight: f64) -> f64 {
    1.0 / (1.0 + (-weight).exp())
}

/// The weight of a confidence.
pub(super) fn weight(confidence: f64) -> f64 {
    (confidence / (1.0 - confidence)).ln()
}
