//! The words of tickets, as far as the report needs them.
//!
//! Takes texts by category. Gives each distinct one a number. Never holds more than its bound: when there are too many, the
//! largest category keeps about every second of its texts, chosen by their hash and not by their place in the export.

use crate::text::fold::fold;
use std::collections::{BTreeMap, HashMap};

/// Bytes of text that are kept, in all.
const MOST_BYTES: usize = 64 << 20;
/// Bytes of one text.
const LONGEST: usize = 600;

/// A category's texts.
#[derive(Debug, Default)]
struct Bucket {
    by_hash: HashMap<u64, u32>,
    bytes: usize,
    /// How often it was thinned: of all hashes one in `2^thinned` is kept.
    thinned: u32,
}

/// Distinct texts.
#[derive(Debug)]
pub(crate) struct Texts {
    /// By number; a text that was dropped is empty.
    all: Vec<Box<str>>,
    /// By category; texts without one have a bucket of their own.
    buckets: BTreeMap<Option<u32>, Bucket>,
    bytes: usize,
    most: usize,
}

impl Default for Texts {
    fn default() -> Self {
        Self::holding(MOST_BYTES)
    }
}

impl Texts {
    /// At most so many bytes.
    fn holding(most: usize) -> Self {
        Self {
            all: Vec::new(),
            buckets: BTreeMap::new(),
            bytes: 0,
            most,
        }
    }

    /// The number of a text; `None` where it is not kept.
    pub(crate) fn add(&mut self, bucket: Option<u32>, text: &str) -> Option<u32> {
        let text = beginning(text, LONGEST);
        let hash = hash(text)?;
        let place = self.buckets.entry(bucket).or_default();
        if let Some(known) = place.by_hash.get(&hash) {
            return Some(*known);
        }
        if !is_kept(hash, place.thinned) {
            return None;
        }
        let number = self.all.len() as u32;
        self.all.push(text.into());
        place.by_hash.insert(hash, number);
        place.bytes += text.len();
        self.bytes += text.len();
        while self.bytes > self.most {
            self.thin();
        }
        Some(number)
    }

    /// Drops about half of the texts of the category that has most.
    fn thin(&mut self) {
        let largest = self.buckets.values_mut().max_by_key(|b| b.bytes);
        let Some(bucket) = largest else {
            return;
        };
        bucket.thinned += 1;
        let (thinned, all) = (bucket.thinned, &mut self.all);
        let mut freed = 0;
        bucket.by_hash.retain(|hash, number| {
            let keep = is_kept(*hash, thinned);
            if !keep {
                freed += std::mem::take(&mut all[*number as usize]).len();
            }
            keep
        });
        bucket.bytes -= freed;
        self.bytes -= freed;
    }

    /// A text by its number; `None` where it was dropped since.
    pub(crate) fn get(&self, number: u32) -> Option<&str> {
        let text = &self.all[number as usize];
        (!text.is_empty()).then_some(text)
    }

    /// Whether every text was kept.
    pub(crate) fn is_whole(&self) -> bool {
        self.buckets.values().all(|b| b.thinned == 0)
    }
}

fn is_kept(hash: u64, thinned: u32) -> bool {
    thinned < 64 && hash.trailing_zeros() >= thinned
}

/// A hash of the letters and digits of a text, without case, blanks and signs (FNV-1a, mixed so that every bit counts);
/// `None` of a text without any.
fn hash(text: &str) -> Option<u64> {
    let folded = fold(text);
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut is_empty = true;
    for c in folded.chars().filter(|c| c.is_alphanumeric()) {
        is_empty = false;
        hash = (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3);
    }
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (!is_empty).then_some(hash ^ (hash >> 29))
}

/// The beginning of a text, at most so many bytes, cut between words.
pub(crate) fn beginning(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let mut end = most;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let cut = &text[..end];
    cut.rfind(char::is_whitespace)
        .map_or(cut, |at| cut[..at].trim_end())
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Texts, beginning};

    #[test]
    fn texts_that_differ_in_signs_only_are_one() {
        let mut texts = Texts::default();
        let first = texts.add(None, "VPN drops!").unwrap();
        assert_eq!(texts.add(None, "vpn  drops"), Some(first));
        assert_ne!(texts.add(Some(1), "vpn drops"), Some(first));
        assert_eq!(texts.get(first), Some("VPN drops!"));
        assert_eq!(texts.add(None, " - "), None);
        assert!(texts.is_whole());
    }

    #[test]
    fn what_is_kept_does_not_depend_on_the_order() {
        let small = |n: u32| (Some(1), format!("rare problem {n}"));
        let large = |n: u32| (Some(2), format!("common problem number {n}"));
        let forward: Vec<_> = (0..5).map(small).chain((0..1000).map(large)).collect();
        let backward: Vec<_> = forward.iter().rev().cloned().collect();
        let kept = |all: &[(Option<u32>, String)]| -> Vec<String> {
            let mut texts = Texts::holding(4000);
            let numbers: Vec<_> = all.iter().map(|(b, t)| texts.add(*b, t)).collect();
            assert!(texts.bytes <= 4000 && !texts.is_whole());
            let kept = numbers.into_iter().flatten().filter_map(|n| texts.get(n));
            let mut kept: Vec<String> = kept.map(str::to_owned).collect();
            kept.sort();
            kept
        };
        let one = kept(&forward);
        assert_eq!(one, kept(&backward));
        assert_eq!(one.iter().filter(|t| t.starts_with("rare")).count(), 5);
        assert!(one.len() > 50);
    }

    #[test]
    fn a_long_text_is_cut_between_words() {
        let long = "wörd ".repeat(LONGEST);
        let cut = beginning(&long, LONGEST);
        assert!(cut.len() <= LONGEST && cut.ends_with("wörd"));
        assert_eq!(beginning("short", 5), "short");
    }
}
