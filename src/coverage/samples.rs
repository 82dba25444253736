//! A few tickets that stand for many.
//!
//! Takes tickets in order of the export. Gives [`Spread`], an even sample, and [`Newest`], the newest few of each pattern.
//! Never grows with the number of tickets.

use crate::coverage::window::Day;
use std::collections::BTreeMap;

/// A sample has at most so many tickets.
const MOST: usize = 2000;
/// Of a pattern so many tickets are remembered.
const PER_PATTERN: usize = 3;

/// Every n-th ticket, where n doubles as often as needed.
#[derive(Debug)]
pub(crate) struct Spread<T> {
    every: u32,
    seen: u32,
    kept: BTreeMap<u32, (u32, T)>,
}

impl<T> Default for Spread<T> {
    fn default() -> Self {
        Self {
            every: 1,
            seen: 0,
            kept: BTreeMap::new(),
        }
    }
}

impl<T> Spread<T> {
    /// A ticket that may be taken; a later row about it counts instead of the earlier one.
    pub(crate) fn add(&mut self, ticket: u32, make: impl FnOnce() -> T) {
        if let Some(known) = self.kept.get_mut(&ticket) {
            known.1 = make();
            return;
        }
        if self.seen.is_multiple_of(self.every) {
            self.kept.insert(ticket, (self.seen, make()));
        }
        self.seen += 1;
        if self.kept.len() > MOST {
            self.every *= 2;
            let every = self.every;
            self.kept.retain(|_, (at, _)| at.is_multiple_of(every));
        }
    }

    /// What was taken, in order of the export.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.kept.values().map(|(_, value)| value)
    }
}

/// A ticket and its words.
type Remembered = (Option<Day>, u32, Box<str>);

/// The newest tickets of each pattern.
#[derive(Debug, Default)]
pub(crate) struct Newest {
    by: BTreeMap<u32, Vec<Remembered>>,
}

impl Newest {
    /// A ticket that a pattern matches.
    pub(crate) fn add(&mut self, pattern: u32, (ticket, day): (u32, Option<Day>), words: &str) {
        let known = self.by.entry(pattern).or_default();
        known.retain(|(_, other, _)| *other != ticket);
        let is_full = known.len() == PER_PATTERN;
        if is_full && known.last().is_some_and(|(oldest, ..)| *oldest >= day) {
            return;
        }
        let at = known.partition_point(|(other, ..)| *other >= day);
        known.insert(at, (day, ticket, words.into()));
        known.truncate(PER_PATTERN);
    }

    /// Tickets of a pattern and their words, newest first.
    pub(crate) fn of(&self, pattern: u32) -> impl Iterator<Item = (u32, &str)> {
        let known = self.by.get(&pattern).into_iter().flatten();
        known.map(|(_, ticket, words)| (*ticket, &**words))
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Newest, Spread};

    #[test]
    fn a_sample_is_spread_over_the_export() {
        let mut sample = Spread::default();
        for n in 0..100_000 {
            sample.add(n, || n);
        }
        let kept: Vec<u32> = sample.iter().copied().collect();
        assert!(kept.len() <= MOST && kept.len() > MOST / 2);
        assert!(kept.windows(2).all(|w| w[1] - w[0] == kept[1] - kept[0]));
        sample.add(kept[3], || 7);
        assert_eq!(sample.iter().nth(3), Some(&7));
    }

    #[test]
    fn the_newest_tickets_of_a_pattern_stay() {
        let mut newest = Newest::default();
        for (ticket, day) in [(0, 5), (1, 9), (2, 1), (3, 7), (4, 9)] {
            newest.add(8, (ticket, Some(day)), &format!("t{ticket}"));
        }
        let of = |newest: &Newest| newest.of(8).map(|(n, _)| n).collect::<Vec<_>>();
        assert_eq!(of(&newest), [1, 4, 3]);
        // A newer row about a ticket replaces the older one.
        newest.add(8, (4, Some(2)), "again");
        assert_eq!(of(&newest), [1, 3, 4]);
        assert_eq!(newest.of(1).count(), 0);
    }
}
