//! Tickets with the same problem have the same answer.
//!
//! Takes which article was found for each ticket of a topic, and how sure that is. Gives each up to half the confidence of
//! its topic, so that odd wording makes no gap and a lucky word no answer. Never changes which article was found, and
//! leaves tickets alone whose topic turns out to be several problems.

use crate::coverage::text::signs::{confidence, weight};
use crate::model::ArticleId;
use std::collections::BTreeMap;

/// What a ticket that finds nothing says of its topic, on the scale without ends.
const NOTHING: f64 = -4.0;
/// One ticket says at most so much.
const MOST: f64 = 6.0;
/// What the topic counts for, where all of it is one problem.
const SHARE: f64 = 0.5;

/// The article that a text found, and how sure that is, settled.
pub(crate) type Found = Option<(ArticleId, f64)>;

/// Settled confidences of tickets, drawn to that of the topic that each is in. From `threshold` on a ticket counts as
/// answered.
pub(crate) fn together(found: &[Found], topics: &[u32], threshold: f64) -> Vec<Option<f64>> {
    let mut members: BTreeMap<u32, Vec<Found>> = BTreeMap::new();
    for (found, topic) in found.iter().zip(topics) {
        members.entry(*topic).or_default().push(*found);
    }
    let shares: BTreeMap<u32, (f64, f64)> = members
        .iter()
        .map(|(topic, all)| (*topic, (mean(all), SHARE * oneness(all, threshold))))
        .collect();
    let drawn = |(found, topic): (&Found, &u32)| {
        let (mean, share) = shares.get(topic).copied().unwrap_or_default();
        let (_, own) = (*found)?;
        Some(confidence((1.0 - share) * bounded(own) + share * mean))
    };
    found.iter().zip(topics).map(drawn).collect()
}

fn bounded(own: f64) -> f64 {
    weight(own).clamp(-MOST, MOST)
}

fn mean(all: &[Found]) -> f64 {
    let own = |found: &Found| found.map_or(NOTHING, |(_, own)| bounded(own));
    all.iter().map(own).sum::<f64>() / all.len().max(1) as f64
}

/// How far a topic is one problem, from 0 to 1: tickets that surely have different articles are different problems.
fn oneness(all: &[Found], threshold: f64) -> f64 {
    let mut sure: BTreeMap<ArticleId, usize> = BTreeMap::new();
    for (article, own) in all.iter().flatten() {
        if *own >= threshold {
            *sure.entry(*article).or_default() += 1;
        }
    }
    let strangers = sure.values().sum::<usize>() - sure.values().max().unwrap_or(&0);
    let one = 1.0 - strangers as f64 / all.len().max(1) as f64;
    one * one
}

#[cfg(test)]
mod tests {
    use super::{Found, together};
    use crate::model::ArticleId;

    #[expect(
        clippy::unnecessary_wraps,
        reason = "beside tickets of which nothing is found"
    )]
    fn one(article: u32, own: f64) -> Found {
        Some((ArticleId(article), own))
    }

    #[test]
    fn a_ticket_is_drawn_to_its_topic() {
        let own = [one(7, 0.9), one(7, 0.9), one(7, 0.3), None];
        let shared = together(&own, &[1, 1, 1, 2], 0.5);
        assert!(shared[2] > Some(0.5) && shared[0] < Some(0.9), "{shared:?}");
        assert_eq!(shared[3], None);
        let alone = together(&[one(1, 0.7)], &[9], 0.5);
        assert!((alone[0].unwrap() - 0.7).abs() < 1e-9, "{alone:?}");
    }

    #[test]
    fn a_lucky_word_makes_no_answer() {
        let own = [one(1, 0.95), None, None, one(2, 0.1)];
        let shared = together(&own, &[0; 4], 0.5);
        assert!(shared[0] < Some(0.65), "{shared:?}");
        assert!(together(&[], &[], 0.5).is_empty());
        let ends = together(&[one(1, 0.0), one(1, 1.0)], &[0, 0], 0.5);
        assert!(ends.iter().flatten().all(|c| (0.0..=1.0).contains(c)));
    }

    #[test]
    fn a_topic_of_several_problems_draws_nobody() {
        let own = [
            one(1, 0.9),
            one(2, 0.9),
            one(3, 0.9),
            one(4, 0.9),
            None,
            None,
        ];
        let shared = together(&own, &[0; 6], 0.5);
        assert!(shared[..4].iter().all(|c| *c > Some(0.8)), "{shared:?}");
    }
}
