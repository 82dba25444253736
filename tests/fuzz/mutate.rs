//! One input becomes another: small harm to bytes, words, lines and brackets.
//!
//! Takes an input, another one to borrow from and the words of the target. Gives a new input, no longer than the limit.
//! Never makes the same input of other chance, and never anything that chance alone would not repeat.

use crate::rng::Rng;

/// What text is rarely tested with: ends of tables, letters whose case or form changes their length, marks of direction,
/// bytes that are no text.
const HOSTILE: &[&[u8]] = &[
    b"\0",
    b"\r",
    b"\r\n",
    b"\t",
    b"\x0b",
    b"\x0c",
    b"\x1b[31m",
    b"\x7f",
    b"\x80",
    b"\xff",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xe2\x82",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    "\u{85}".as_bytes(),
    "\u{a0}".as_bytes(),
    "\u{ad}".as_bytes(),
    "\u{200b}".as_bytes(),
    "\u{200d}".as_bytes(),
    "\u{202e}".as_bytes(),
    "\u{2066}".as_bytes(),
    "\u{2028}".as_bytes(),
    "\u{feff}".as_bytes(),
    "\u{fffd}".as_bytes(),
    "\u{10ffff}".as_bytes(),
    "\u{301}".as_bytes(),
    "İ".as_bytes(),
    "ı".as_bytes(),
    "ẞß".as_bytes(),
    "ſ".as_bytes(),
    "K".as_bytes(),
    "ﬁ".as_bytes(),
    "ΰ".as_bytes(),
    "Ａ１".as_bytes(),
    "起動しない".as_bytes(),
    "ไม่".as_bytes(),
    "한글".as_bytes(),
    "👩\u{200d}💻".as_bytes(),
    "𝒜".as_bytes(),
    "Σ".as_bytes(),
    "ﷺ".as_bytes(),
    "‘’“”–—…".as_bytes(),
    "a\u{301}\u{301}".as_bytes(),
    "\u{e000}".as_bytes(),
];

/// Numbers at the edge of something.
const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "-1",
    "1",
    "00",
    "7",
    "127",
    "128",
    "255",
    "256",
    "65535",
    "65536",
    "2147483647",
    "2147483648",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "1e9",
    "1e308",
    "1e999",
    "-1e999",
    "0.1",
    ".5",
    "NaN",
    ".inf",
    "0x10",
    "0o7",
    "1_000",
    "99999999999999999999999999999999",
    "2026-02-30",
    "9999-12-31",
    "10000-01-01",
    "-0001-01-01",
];

const BRACKETS: &[(&str, &str)] = &[
    ("(", ")"),
    ("[", "]"),
    ("{", "}"),
    ("<", ">"),
    ("\"", "\""),
    ("'", "'"),
    ("`", "`"),
    ("*", "*"),
    ("**", "**"),
    ("_", "_"),
    ("<b>", "</b>"),
    ("<div>\n", "\n</div>"),
    ("[[", "]]"),
    ("![", "](a)"),
    ("{{", "}}"),
    ("{%", "%}"),
    ("<!--", "-->"),
    ("~~", "~~"),
];

const HEADS: &[&str] = &[
    "> ", "- ", "  ", "    ", "\t", "# ", "1. ", "| ", ":::", "```", "* ", "-", "+", "[^1]: ", "&",
    ",",
];

/// A new input.
pub(crate) fn mutate(
    rng: &mut Rng,
    (input, other): (&[u8], &[u8]),
    words: &[&str],
    most: usize,
) -> Vec<u8> {
    let mut out = input.to_vec();
    let times = if rng.chance(50) { 1 } else { 1 + rng.below(6) };
    for _ in 0..times {
        once(rng, &mut out, other, words);
    }
    // Few inputs are large: they are slow, and what they find is found by few.
    let most = if rng.chance(2) { most } else { most.min(6000) };
    out.truncate(most);
    out
}

fn once(rng: &mut Rng, out: &mut Vec<u8>, other: &[u8], words: &[&str]) {
    match rng.below(17) {
        0 => overwrite(rng, out),
        1 => drop(out.drain(rng.stretch(out.len()))),
        2 => again(rng, out),
        3 | 4 => {
            let bytes = *rng.pick(HOSTILE);
            insert(rng, out, bytes);
        }
        5..=7 if !words.is_empty() => {
            let word = *rng.pick(words);
            insert(rng, out, word.as_bytes());
        }
        8 if !words.is_empty() => replace_word(rng, out, words),
        9 => replace_number(rng, out),
        10 | 11 => lines(rng, out),
        12 => splice(rng, out, other),
        13 => borrow(rng, out, other),
        14 => nest(rng, out),
        15 => repeat(rng, out),
        _ => exchange(rng, out),
    }
}

fn insert(rng: &mut Rng, out: &mut Vec<u8>, what: &[u8]) {
    let at = if rng.chance(40) {
        edge(rng, out)
    } else {
        rng.below(out.len() + 1)
    };
    out.splice(at..at, what.iter().copied());
}

/// A place between two kinds of letters.
fn edge(rng: &mut Rng, out: &[u8]) -> usize {
    let kind = |b: u8| {
        if b.is_ascii_alphanumeric() {
            0
        } else if b.is_ascii_whitespace() {
            1
        } else {
            2
        }
    };
    let start = rng.below(out.len() + 1);
    let rest = out[start..].windows(2);
    let step = rest.take(64).position(|w| kind(w[0]) != kind(w[1]));
    step.map_or(start, |step| start + step + 1)
}

fn overwrite(rng: &mut Rng, out: &mut [u8]) {
    if out.is_empty() {
        return;
    }
    for _ in 0..=rng.below(4) {
        let at = rng.below(out.len());
        out[at] = match rng.below(4) {
            0 => out[at] ^ (1 << rng.below(8)),
            1 => *rng.pick(&[0, 1, 10, 32, 127, 128, 255]),
            2 => out[at].wrapping_add(1),
            _ => rng.below(256).to_le_bytes()[0],
        };
    }
}

/// A stretch once more, behind itself or elsewhere.
fn again(rng: &mut Rng, out: &mut Vec<u8>) {
    let part = out[rng.stretch(out.len())].to_vec();
    insert(rng, out, &part);
}

fn exchange(rng: &mut Rng, out: &mut Vec<u8>) {
    let part: Vec<u8> = out.drain(rng.stretch(out.len())).collect();
    insert(rng, out, &part);
}

fn replace_word(rng: &mut Rng, out: &mut Vec<u8>, words: &[&str]) {
    let start = edge(rng, out);
    let len = out[start..]
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric())
        .count();
    let word = *rng.pick(words);
    out.splice(start..start + len, word.bytes());
}

fn replace_number(rng: &mut Rng, out: &mut Vec<u8>) {
    let from = rng.below(out.len() + 1);
    let found = out[from..].iter().position(u8::is_ascii_digit);
    let start = found.map_or(from, |i| from + i);
    let len = out[start..]
        .iter()
        .take_while(|b| b.is_ascii_digit())
        .count();
    let number = *rng.pick(NUMBERS);
    out.splice(start..start + len, number.bytes());
}

fn lines(rng: &mut Rng, out: &mut Vec<u8>) {
    let mut lines: Vec<Vec<u8>> = out
        .split_inclusive(|b| *b == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    if lines.is_empty() {
        return;
    }
    let (a, b) = (rng.below(lines.len()), rng.below(lines.len()));
    match rng.below(6) {
        0 => drop(lines.remove(a)),
        1 => lines.insert(b, lines[a].clone()),
        2 => lines.swap(a, b),
        3 => {
            let head = *rng.pick(HEADS);
            lines[a].splice(0..0, head.bytes());
        }
        4 => drop(lines[a].pop()),
        _ => {
            let head = *rng.pick(HEADS);
            let last = a.max(b).min(a + 5);
            let some = lines[a.min(b)..=last].iter_mut();
            some.for_each(|line| drop(line.splice(0..0, head.bytes())));
        }
    }
    *out = lines.concat();
}

/// The head of this and the tail of another.
fn splice(rng: &mut Rng, out: &mut Vec<u8>, other: &[u8]) {
    out.truncate(edge(rng, out));
    out.extend_from_slice(&other[edge(rng, other)..]);
}

fn borrow(rng: &mut Rng, out: &mut Vec<u8>, other: &[u8]) {
    let part = &other[rng.stretch(other.len())];
    insert(rng, out, part);
}

fn nest(rng: &mut Rng, out: &mut Vec<u8>) {
    let (open, close) = *rng.pick(BRACKETS);
    let times = *rng.pick(&[1, 1, 2, 3, 8, 40, 300, 3000]);
    let range = rng.stretch(out.len());
    if rng.chance(70) {
        out.splice(range.end..range.end, close.repeat(times).bytes());
    }
    out.splice(range.start..range.start, open.repeat(times).bytes());
}

fn repeat(rng: &mut Rng, out: &mut Vec<u8>) {
    let range = rng.stretch(out.len());
    let times = *rng.pick(&[2, 3, 8, 40, 300, 3000]);
    let part = out[range.clone()].to_vec();
    let times = times.min(200_000 / part.len().max(1));
    out.splice(range.end..range.end, part.repeat(times));
}
