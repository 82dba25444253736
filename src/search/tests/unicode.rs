//! The cutting of text, over all of Unicode 13 and over random strings.
//!
//! `tests/vectors/assigned.txt` lists what Unicode 13 has assigned, as ranges. `tests/vectors/unicode.txt` holds sums over what [`slots`],
//! [`parts`] and `fold` make of it: a line for each block of 256 characters, and a line for each five random texts.
//! `tests/browser/unicode.test.mjs` makes the same texts and sums in the browser's language. Later versions of Unicode
//! change nothing here, since they only add characters.

use crate::text::fold::fold;
use crate::text::tokenize::{parts, slots};
use std::fmt::Write as _;

/// Where random characters come from: first and last, what helps desks see oftener than the rest.
const POOLS: [(u32, u32); 40] = [
    (0x61, 0x7a),
    (0x61, 0x7a),
    (0x41, 0x5a),
    (0x30, 0x39),
    (0x30, 0x39),
    (0x2d, 0x2e),
    (0x27, 0x2b),
    (0x5f, 0x5f),
    (0x20, 0x20),
    (0x20, 0x20),
    (0x21, 0x7e),
    (0xa0, 0xff),
    (0x100, 0x24f),
    (0x250, 0x2ff),
    (0x300, 0x36f),
    (0x370, 0x3ff),
    (0x400, 0x52f),
    (0x531, 0x58f),
    (0x591, 0x5f4),
    (0x600, 0x6ff),
    (0x900, 0x97f),
    (0xe01, 0xe5b),
    (0xe80, 0xeff),
    (0x1000, 0x109f),
    (0x1100, 0x11ff),
    (0x1780, 0x17ff),
    (0x1e00, 0x1fff),
    (0x2000, 0x206f),
    (0x2070, 0x218b),
    (0x2460, 0x24ff),
    (0x2600, 0x27bf),
    (0x3000, 0x30ff),
    (0x31f0, 0x33ff),
    (0x4e00, 0x9fff),
    (0xac00, 0xd7a3),
    (0xf900, 0xfaff),
    (0xfb00, 0xfeff),
    (0xff00, 0xffef),
    (0x1d400, 0x1f6ff),
    (0x20000, 0x2a6dd),
];

/// The 32-bit sum of Fowler, Noll and Vo (FNV-1a).
struct Sum(u32);

impl Sum {
    fn add(&mut self, text: &str) {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }

    /// Adds everything that is made of a text.
    fn take(&mut self, text: &str) {
        self.add(&fold(text));
        for slot in slots(text) {
            self.add("\u{1}");
            self.add(&slot.join("\u{2}"));
        }
        self.add("\u{3}");
        self.add(&parts(text).join("\u{2}"));
    }
}

/// The generator of `tests/browser/generate.mjs`.
struct Random(u32);

impl Random {
    fn below(&mut self, n: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x6d2b_79f5);
        let mut x = (self.0 ^ (self.0 >> 15)).wrapping_mul(1 | self.0);
        x = x.wrapping_add((x ^ (x >> 7)).wrapping_mul(0x3d | x)) ^ x;
        (x ^ (x >> 14)) % n
    }
}

fn ranges() -> Vec<(u32, u32)> {
    let hex = |text: &str| u32::from_str_radix(text, 16).unwrap();
    let lines = include_str!("../../../tests/vectors/assigned.txt").lines();
    lines
        .map(|line| line.split_once(' ').unwrap())
        .map(|(first, last)| (hex(first), hex(last)))
        .collect()
}

#[test]
fn all_of_unicode_is_cut_as_in_the_browser() {
    let ranges = ranges();
    let mut all = String::new();
    let mut block: Option<(u32, Sum)> = None;
    let mut close = |block: Option<(u32, Sum)>| {
        if let Some((number, sum)) = block {
            writeln!(all, "{number:x} {:08x}", sum.0).unwrap();
        }
    };
    for (first, last) in &ranges {
        // Of thousands of ideographs and syllables that are alike, each seventeenth will do.
        let step = if last - first > 2000 { 17 } else { 1 };
        for c in (*first..=*last).step_by(step) {
            if block.as_ref().is_none_or(|(number, _)| *number != c >> 8) {
                close(block.replace((c >> 8, Sum(0x811c_9dc5))));
            }
            let c = char::from_u32(c).unwrap();
            let (_, sum) = block.as_mut().unwrap();
            sum.take(&format!("{c} a{c}b -{c}{c}1 x'{c}.{c}"));
        }
    }
    close(block);
    let mut random = Random(2026);
    for _ in 0..400 {
        let mut sum = Sum(0x811c_9dc5);
        for _ in 0..5 {
            sum.take(&text(&mut random, &ranges));
        }
        writeln!(all, "{:08x}", sum.0).unwrap();
    }
    snapbox::assert_data_eq!(
        all,
        snapbox::file!["../../../tests/vectors/unicode.txt"].raw()
    );
}

fn text(random: &mut Random, ranges: &[(u32, u32)]) -> String {
    let mut text = String::new();
    for _ in 0..=random.below(40) {
        let (first, last) = POOLS[random.below(POOLS.len() as u32) as usize];
        let c = first + random.below(last - first + 1);
        if ranges.iter().any(|(a, b)| (*a..=*b).contains(&c)) {
            text.extend(char::from_u32(c));
        }
    }
    text
}
