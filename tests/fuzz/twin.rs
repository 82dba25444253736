//! The terms of harmed texts: Rust and the browser's script make the same.
//!
//! Takes the texts of the other targets and of the vectors. Gives a failure that names the first text of which the two make
//! different terms. Never runs without `node`, and says so.

use crate::corpus;
use crate::drive::{Plan, Until, report};
use crate::mutate::mutate;
use crate::rng::Rng;
use deskbook::text::tokenize::{parts, slots};
use serde_json::{Value, json};
use std::fs;
use std::ops::RangeInclusive;
use std::process::Command;
use std::time::Instant;

/// Letters and signs at which words begin, end or change.
const WORDS: &[&str] = &[
    "-",
    "_",
    ".",
    "'",
    "’",
    "+",
    "#",
    "@",
    "/",
    "0x",
    "0xC000021A",
    "KB",
    "vpn809",
    "Wi-Fi",
    "C++",
    "l'",
    "é",
    "e\u{301}",
    "ß",
    "İ",
    "ŉ",
    "ﬀ",
    "Ω",
    "µ",
    "起動しない",
    "ｶﾞ",
    "ー",
    "한국어",
    "ไม่ได้",
    "שלום",
    "العَرَبِيَّة",
    "ـ",
    "٣",
    "½",
    "²",
    "Ⅷ",
    "𝟗",
    "👩\u{200d}💻",
    "🇩🇪",
    "\u{fe0f}",
    "\u{200c}",
    "\u{ad}",
    "\u{2011}",
    "\u{fb01}",
    "ǅ",
    "ᾳ",
    "ქართული",
    "Ქ",
    "ꭰ",
    "Ꭰ",
    "𐐀",
    "\u{1e9e}",
];
/// Texts of a short run, and of each turn of a long one.
const TEXTS: usize = 3000;

#[test]
fn terms_twin() {
    if Command::new("node").arg("--version").output().is_err() {
        report("terms_twin is skipped: node is not installed");
        return;
    }
    let plan = Plan::told();
    let mut rng = Rng::new(plan.seed);
    let start = Instant::now();
    let mut done = 0;
    loop {
        done += compare(&mut rng);
        if !matches!(plan.until, Until::Time(time) if start.elapsed() < time) {
            break;
        }
    }
    report(&format!("terms_twin, seed {}: {done} texts", plan.seed));
}

fn seeds() -> Vec<Vec<u8>> {
    let vectors = corpus::repository().join("tests/vectors");
    let terms: Value =
        serde_json::from_slice(&fs::read(vectors.join("terms.json")).unwrap()).unwrap();
    let terms = terms
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v["text"].as_str().unwrap().as_bytes().to_vec());
    let mut all: Vec<Vec<u8>> = terms.collect();
    for name in [
        "unicode.txt",
        "assigned.txt",
        "demo-queries.txt",
        "queries.txt",
    ] {
        let text = fs::read(vectors.join(name)).unwrap();
        all.extend(
            text.split(|b| *b == b'\n')
                .filter(|line| line.len() < 400)
                .map(<[u8]>::to_vec),
        );
    }
    all
}

/// What Unicode has assigned for long.
fn known() -> Vec<RangeInclusive<u32>> {
    let hex = |text: &str| u32::from_str_radix(text, 16).unwrap();
    let ranges = include_str!("../vectors/assigned.txt").lines();
    ranges
        .map(|line| line.split_once(' ').unwrap())
        .map(|(first, last)| hex(first)..=hex(last))
        .collect()
}

/// How many texts were compared.
fn compare(rng: &mut Rng) -> usize {
    let (seeds, known) = (seeds(), known());
    let one = |_| {
        let (a, b) = (rng.below(seeds.len()), rng.below(seeds.len()));
        let bytes = mutate(rng, (&seeds[a], &seeds[b]), WORDS, 2000);
        let bytes = &bytes[..bytes.len().min(600)];
        let text = String::from_utf8_lossy(bytes);
        // What one of the two does not know yet, they cannot agree on.
        let is_known = |c: &char| known.iter().any(|range| range.contains(&u32::from(*c)));
        let text: String = text.chars().filter(is_known).collect();
        json!({ "slots": slots(&text), "parts": parts(&text), "text": text })
    };
    let vectors: Vec<Value> = (0..TEXTS).map(one).collect();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("terms.json");
    fs::write(&file, serde_json::to_vec(&vectors).unwrap()).unwrap();
    let script = corpus::repository().join("tests/fuzz/terms.mjs");
    let ran = Command::new("node")
        .arg(script)
        .arg(&file)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(
        ran.status.success(),
        "{}",
        said.chars().take(3000).collect::<String>()
    );
    assert_eq!(
        String::from_utf8_lossy(&ran.stdout).trim(),
        TEXTS.to_string()
    );
    TEXTS
}
