//! Term shards: the groups in pieces that a browser fetches one by one.
//!
//! Takes all groups. Gives the shards' bytes and the first key of each. A shard is (integers are LEB128)
//!
//! ```text
//! lengths of the three streams below
//! dict    groups: number of forms, the forms (front-coded, key first), number of postings, and for `ca*` its articles
//!         redirects: form that sorts into this shard -> key that lies in another
//! gaps    per posting: document − document before − 1
//! marks   per posting four bits: the impact
//! ```
//! Never splits a group.

use crate::search::bytes::Bytes;
use crate::search::group::Group;
use crate::search::terms::{Terms, browser_order};
use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use std::cmp::Ordering;

/// A shard is closed when it is about this long, in bytes before compression.
const CLOSED_AT: usize = 12 << 10;

/// The shards of an index.
#[derive(Clone, Debug, Default)]
pub struct Shards {
    /// What the keys of each shard begin with or sort behind; the first is empty.
    pub firsts: Vec<String>,
    /// The bytes of each shard, not compressed.
    pub shards: Vec<Vec<u8>>,
}

impl Shards {
    /// Cuts and writes all groups.
    #[must_use]
    pub fn of(terms: &Terms) -> Self {
        let pieces = pieces(&terms.groups);
        let firsts = firsts(&pieces);
        let mut away: Vec<Vec<(&str, &str)>> = vec![Vec::new(); pieces.len()];
        for (home, piece) in pieces.iter().enumerate() {
            for group in *piece {
                for surface in &group.surfaces {
                    let place = place(&firsts, &surface.text);
                    if place != home {
                        away[place].push((&surface.text, group.key()));
                    }
                }
            }
        }
        let shards = pieces
            .into_par_iter()
            .zip(away)
            .map(|(piece, away)| shard(piece, away))
            .collect();
        Self { firsts, shards }
    }
}

use rayon::prelude::IndexedParallelIterator;

/// Runs of groups of about the same length in bytes.
fn pieces(groups: &[Group]) -> Vec<&[Group]> {
    let mut pieces = Vec::new();
    let (mut start, mut length) = (0, 0);
    for (i, group) in groups.iter().enumerate() {
        let own = cost(group);
        if i > start && length + own > CLOSED_AT {
            pieces.push(&groups[start..i]);
            (start, length) = (i, 0);
        }
        length += own;
    }
    pieces.push(&groups[start..]);
    pieces
}

fn cost(group: &Group) -> usize {
    let forms: usize = group.surfaces.iter().map(|s| s.text.len() / 2 + 2).sum();
    group.postings.len() * 3 / 2 + forms + 2
}

/// The shortest text that sorts behind the last key of one piece and not behind the first of the next.
fn firsts(pieces: &[&[Group]]) -> Vec<String> {
    let mut firsts = vec![String::new()];
    for pair in pieces.windows(2) {
        let last = pair[0].last().map_or("", Group::key);
        let first = pair[1].first().map_or("", Group::key);
        let shared = first
            .chars()
            .zip(last.chars())
            .take_while(|(a, b)| a == b)
            .count();
        firsts.push(first.chars().take(shared + 1).collect());
    }
    firsts
}

fn place(firsts: &[String], word: &str) -> usize {
    firsts.partition_point(|f| browser_order(f, word) != Ordering::Greater) - 1
}

fn shard(groups: &[Group], mut away: Vec<(&str, &str)>) -> Vec<u8> {
    let (mut dict, mut gaps, mut marks) = (Bytes::default(), Bytes::default(), Marks::default());
    dict.int(groups.len() as u32);
    for group in groups {
        dict.int(group.surfaces.len() as u32);
        for surface in &group.surfaces {
            dict.word(&surface.text);
        }
        dict.from(group.key());
        dict.int(group.postings.len() as u32);
        if group.is_beginning() {
            dict.int(group.df);
        }
        let mut next = 0;
        for (doc, impact) in &group.postings {
            gaps.int(doc - next);
            next = doc + 1;
            marks.add(*impact);
        }
    }
    away.sort_by(|a, b| browser_order(a.0, b.0));
    dict.int(away.len() as u32);
    for (form, key) in away {
        dict.word(form);
        dict.word(key);
    }
    let mut all = Bytes::default();
    for stream in [&dict.bytes, &gaps.bytes, &marks.bytes] {
        all.int(stream.len() as u32);
    }
    for stream in [dict.bytes, gaps.bytes, marks.bytes] {
        all.bytes.extend(stream);
    }
    all.bytes
}

/// Two impacts a byte, the first in the upper half.
#[derive(Default)]
struct Marks {
    bytes: Vec<u8>,
    half: bool,
}

impl Marks {
    fn add(&mut self, impact: u8) {
        match self.bytes.last_mut().filter(|_| self.half) {
            Some(last) => *last |= impact,
            None => self.bytes.push(impact << 4),
        }
        self.half = !self.half;
    }
}

#[cfg(test)]
mod tests {
    use super::{firsts, place};
    use crate::search::group::{Group, Surface};

    fn group(key: &str) -> Group {
        Group {
            surfaces: vec![Surface {
                text: key.to_owned(),
                df: 1,
                strong: false,
            }],
            df: 1,
            postings: vec![(0, 1)],
        }
    }

    #[test]
    fn every_key_is_found_in_its_own_shard() {
        let keys = [
            "a", "outlook", "outlooks", "print", "printer", "wi", "wlan", "ж", "日本",
        ];
        let groups: Vec<Group> = keys.into_iter().map(group).collect();
        for size in 1..5 {
            let pieces: Vec<&[Group]> = groups.chunks(size).collect();
            let firsts = firsts(&pieces);
            for (home, piece) in pieces.iter().enumerate() {
                for group in *piece {
                    assert_eq!(place(&firsts, group.key()), home, "{}", group.key());
                }
            }
        }
    }
}
