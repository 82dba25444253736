//! Why an article stands where it stands.
//!
//! Takes what was asked and a document that was found. Gives the points of each word and the factors they are multiplied
//! with, for authors. Never has a part in the ranking itself.

use crate::search::SearchIndex;
use crate::search::rank::score::{Factors, Found, each, strength};
use crate::search::rank::slot::{How, Slot};
use serde::Serialize;

/// A word of the query, and what it was taken for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Asked {
    /// As typed (folded).
    pub typed: String,
    /// Rarity of its rarest meaning; 0 if no article has anything like it.
    pub rarity: f64,
    /// What it was taken for.
    pub means: Vec<Sense>,
}

/// One thing that a word was taken for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sense {
    /// How that came.
    pub how: How,
    /// What was looked for: a word, or several that must all occur.
    pub words: Vec<String>,
    /// What a match is worth, 1 for the word itself.
    pub weight: f64,
    /// Rarity: `ln(1 + (N − df + ½) / (df + ½))`.
    pub rarity: f64,
}

/// Why an article stands where it stands: the points added up and multiplied with the factors are its score.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Why {
    /// The score.
    pub score: f64,
    /// Share of the query that the article holds, from 0 to 1; no factor.
    pub share: f64,
    /// What the points are multiplied with.
    #[serde(flatten)]
    pub factors: Factors,
    /// What each word of the query gives.
    pub slots: Vec<Part>,
}

/// What one word of the query gives an article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part {
    /// As typed (folded).
    pub typed: String,
    /// What the article holds of it; empty if nothing.
    pub words: Vec<String>,
    /// How those words were come by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<How>,
    /// How much they matter in the article, from 1 to 15; 0 if it holds none.
    pub impact: f64,
    /// Points.
    pub points: f64,
}

/// How each word of a query was understood.
pub(super) fn asked(slots: &[Slot]) -> Vec<Asked> {
    let asked = |slot: &Slot| Asked {
        typed: slot.terms[0].clone(),
        rarity: slot.rarity,
        means: slot
            .means
            .iter()
            .map(|m| Sense {
                how: m.how,
                words: m.words.clone(),
                weight: m.weight,
                rarity: m.idf,
            })
            .collect(),
    };
    slots.iter().map(asked).collect()
}

/// Why a document stands where it stands.
pub(super) fn why(index: &SearchIndex<'_>, found: &Found, slots: &[Slot]) -> Why {
    let part = |slot: &Slot| {
        let mut best = Part {
            typed: slot.terms[0].clone(),
            words: Vec::new(),
            how: None,
            impact: 0.0,
            points: 0.0,
        };
        for meaning in &slot.means {
            let value = strength(index, slot, meaning);
            each(index, meaning, |doc, impact| {
                let points = value(impact) * slot.rarity.sqrt();
                if doc == found.doc && points > best.points {
                    best.words.clone_from(&meaning.words);
                    best.how = Some(meaning.how);
                    best.impact = impact;
                    best.points = points;
                }
            });
        }
        best
    };
    Why {
        score: found.score,
        share: found.share,
        factors: found.factors,
        slots: slots.iter().map(part).collect(),
    }
}
