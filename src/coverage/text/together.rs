//! Tickets with the same problem have the same answer.
//!
//! Takes how sure we are of each ticket of a topic. Gives each half its own confidence and half that of the topic, so that
//! odd wording makes no gap and a lucky word no answer. Never changes which article was found.

use crate::coverage::text::signs::{confidence, weight};
use std::collections::BTreeMap;

/// What a ticket that finds nothing says of its topic, on the scale without ends.
const NOTHING: f64 = -4.0;
/// One ticket says at most so much.
const MOST: f64 = 6.0;

/// Settled confidences (`None` where nothing was found), and the topic of each ticket where it has one.
pub(crate) fn together(confidences: &[Option<f64>], topics: &[Option<u32>]) -> Vec<Option<f64>> {
    let own = |c: Option<f64>| c.map_or(NOTHING, |c| weight(c).clamp(-MOST, MOST));
    let mut by_topic: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
    for (confidence, topic) in confidences.iter().zip(topics) {
        if let Some(topic) = topic {
            by_topic.entry(*topic).or_default().push(own(*confidence));
        }
    }
    let mean = |all: &Vec<f64>| all.iter().sum::<f64>() / all.len() as f64;
    let means: BTreeMap<u32, f64> = by_topic.iter().map(|(t, all)| (*t, mean(all))).collect();
    let shared = |(found, topic): (&Option<f64>, &Option<u32>)| {
        let found = (*found)?;
        let Some(mean) = topic.and_then(|topic| means.get(&topic)) else {
            return Some(found);
        };
        Some(confidence(f64::midpoint(own(Some(found)), *mean)))
    };
    confidences.iter().zip(topics).map(shared).collect()
}

#[cfg(test)]
mod tests {
    use super::together;

    #[test]
    fn a_ticket_is_drawn_to_its_topic_and_others_are_left_alone() {
        let own = [Some(0.9), Some(0.9), Some(0.3), None, Some(0.3)];
        let topics = [Some(1), Some(1), Some(1), Some(2), None];
        let shared = together(&own, &topics);
        assert!(shared[2] > Some(0.5) && shared[0] < Some(0.9), "{shared:?}");
        assert_eq!((shared[3], shared[4]), (None, Some(0.3)));
        let alone = together(&[Some(0.7)], &[Some(9)]);
        assert!((alone[0].unwrap() - 0.7).abs() < 1e-9, "{alone:?}");
    }

    #[test]
    fn a_lucky_word_makes_no_answer() {
        let own = [Some(0.95), None, None, Some(0.1)];
        let shared = together(&own, &[Some(0); 4]);
        assert!(shared[0] < Some(0.65), "{shared:?}");
        assert!(together(&[], &[]).is_empty());
        let ends = together(&[Some(0.0), Some(1.0)], &[Some(0), Some(0)]);
        assert!(
            ends.iter().flatten().all(|c| (0.0..=1.0).contains(c)),
            "{ends:?}"
        );
    }
}
