//! Text into slots of terms.
//!
//! Takes any text, in any script. Gives slots: for each run of letters and digits the terms it can be found by, the
//! joined form first (`Wi-Fi` → `wifi`, `wi`, `fi`). The browser's engine cuts in the same way (shared vectors in
//! `tests/vectors/terms.json`). Never drops function words; that is for [`crate::text::stop`].

use crate::text::fold::fold;
use std::borrow::Cow;

/// Parts of a run beyond this number have no joined form.
const MAX_PARTS: usize = 4;
/// A joined form is at most this long, in characters.
const MAX_JOINED: usize = 32;
/// A part is cut after this many characters.
const MAX_PART: usize = 40;

/// Calls `visit` with each slot of a text that is already folded, in order: the terms that one run of text can be found
/// by, the joined form first, then its parts; none twice.
pub fn each_slot<'a>(folded: &'a str, mut visit: impl FnMut(&[Cow<'a, str>])) {
    let mut terms = Vec::with_capacity(8);
    each_run(folded, |run| {
        if run.starts_with(is_unspaced) {
            each_pair(run, |pair| visit(&[Cow::Borrowed(pair)]));
            return;
        }
        terms.clear();
        cut(run, &mut terms);
        if !terms.is_empty() {
            visit(&terms);
        }
    });
}

/// All slots of a text as it is written.
#[must_use]
pub fn slots(text: &str) -> Vec<Vec<String>> {
    let mut slots = Vec::new();
    each_slot(&fold(text), |terms| {
        slots.push(terms.iter().map(ToString::to_string).collect());
    });
    slots
}

/// The parts of a text in order, joined forms left out: two texts read alike where these are equal, so phrases are
/// compared by them (`Wi-Fi error` is found in `wi fi error`).
#[must_use]
pub fn parts(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let folded = fold(text);
    each_run(&folded, |run| {
        if run.starts_with(is_unspaced) {
            all.extend(run.chars().map(String::from));
        } else {
            let bare = bare(run);
            all.extend(pieces(&bare).map(|p| shorten(p).to_owned()));
        }
    });
    all
}

/// Whether a script puts no blanks between words, so that pairs of characters stand for words: Han, Kana, Hangul,
/// Thai, Lao, Burmese, Khmer.
#[must_use]
pub fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !is_unspaced(c)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '_' | '.' | '+' | '\'')
}

/// Calls `visit` with each run: letters and digits with single joiners between them, or characters of an unspaced script.
fn each_run<'a>(folded: &'a str, mut visit: impl FnMut(&'a str)) {
    let mut rest = folded;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let tail = &rest[start..];
        let end = if tail.starts_with(is_unspaced) {
            tail.find(|c: char| !is_unspaced(c) || !c.is_alphanumeric())
                .unwrap_or(tail.len())
        } else {
            word_end(tail)
        };
        visit(&tail[..end]);
        rest = &tail[end..];
    }
}

/// Where the run that opens `tail` ends.
fn word_end(tail: &str) -> usize {
    let mut end = 0;
    loop {
        end += tail[end..]
            .find(|c: char| !is_word(c))
            .unwrap_or(tail.len() - end);
        let mut ahead = tail[end..].chars();
        match (ahead.next(), ahead.next()) {
            (Some(joiner), Some(next)) if is_joiner(joiner) && is_word(next) => end += 1,
            _ => return end,
        }
    }
}

/// Calls `visit` with each two neighbours of a run without blanks, or with its only character.
fn each_pair<'a>(run: &'a str, mut visit: impl FnMut(&'a str)) {
    let starts: Vec<usize> = run.char_indices().map(|(i, _)| i).collect();
    if starts.len() == 1 {
        return visit(run);
    }
    for (i, start) in starts[..starts.len() - 1].iter().enumerate() {
        visit(&run[*start..starts.get(i + 2).copied().unwrap_or(run.len())]);
    }
}

/// A run without elided article (`l'ordinateur`) and without apostrophes (`can't`).
fn bare(run: &str) -> Cow<'_, str> {
    let Some(i) = run.find('\'') else {
        return Cow::Borrowed(run);
    };
    let elided = is_elision(&run[..i]) && run[i + 1..].chars().nth(2).is_some();
    let kept = if elided { &run[i + 1..] } else { run };
    if kept.contains('\'') {
        Cow::Owned(kept.replace('\'', ""))
    } else {
        Cow::Borrowed(kept)
    }
}

/// Short words of French and Italian that melt into the next one.
fn is_elision(word: &str) -> bool {
    matches!(
        word,
        "c" | "d"
            | "j"
            | "l"
            | "m"
            | "n"
            | "s"
            | "t"
            | "qu"
            | "jusqu"
            | "lorsqu"
            | "puisqu"
            | "un"
            | "all"
            | "dall"
            | "dell"
            | "nell"
            | "sull"
    )
}

fn pieces(bare: &str) -> impl Iterator<Item = &str> {
    bare.split(['-', '_', '.', '+']).filter(|p| !p.is_empty())
}

fn shorten(part: &str) -> &str {
    if part.len() <= MAX_PART {
        return part;
    }
    part.char_indices()
        .nth(MAX_PART)
        .map_or(part, |(i, _)| &part[..i])
}

/// Adds the terms of one run.
fn cut<'a>(run: &'a str, terms: &mut Vec<Cow<'a, str>>) {
    match bare(run) {
        Cow::Borrowed(bare) => cut_bare(bare, terms, Cow::Borrowed),
        Cow::Owned(bare) => cut_bare(&bare, terms, |part| Cow::Owned(part.to_owned())),
    }
}

fn cut_bare<'t, 'a>(
    bare: &'t str,
    terms: &mut Vec<Cow<'a, str>>,
    own: impl Fn(&'t str) -> Cow<'a, str>,
) {
    let parts: Vec<&str> = pieces(bare).map(shorten).collect();
    let mut add = |term: Cow<'a, str>| {
        if !terms.contains(&term) {
            terms.push(term);
        }
    };
    if let [only] = parts[..] {
        add(own(only));
        if let Some(number) = code_number(only) {
            add(own(number));
        }
        if let Some(short) = without_zeros(only) {
            add(Cow::Owned(short));
        }
        return;
    }
    let joined = parts.concat();
    if parts.len() <= MAX_PARTS && joined.chars().count() <= MAX_JOINED {
        add(Cow::Owned(joined));
    }
    for part in &parts {
        add(own(part));
    }
    if parts.len() > 2 {
        for pair in parts.windows(2) {
            if pair.iter().any(|p| p.bytes().any(|b| b.is_ascii_digit())) {
                add(Cow::Owned(pair.concat()));
            }
        }
    }
}

/// `0x11b` of `0x0000011b`, as half of the world writes it.
fn without_zeros(part: &str) -> Option<String> {
    let hex = part.strip_prefix("0x0")?;
    let is_hex = !hex.is_empty() && hex.bytes().all(|b| b.is_ascii_hexdigit());
    let rest = hex.trim_start_matches('0');
    is_hex.then(|| format!("0x{}", if rest.is_empty() { "0" } else { rest }))
}

/// The number in a code such as `0x80070005` or `kb5034441`, by which it is also known.
fn code_number(part: &str) -> Option<&str> {
    let is_hex = |text: &str| text.len() >= 4 && text.bytes().all(|b| b.is_ascii_hexdigit());
    if let Some(hex) = part.strip_prefix("0x") {
        return Some(hex).filter(|h| is_hex(h));
    }
    let letters = part.bytes().take_while(u8::is_ascii_lowercase).count();
    let number = &part[letters..];
    ((1..=6).contains(&letters) && is_hex(number)).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::{parts, slots};
    use proptest::prelude::{prop_assert, proptest};

    #[derive(serde::Deserialize)]
    struct Vector {
        text: String,
        slots: Vec<Vec<String>>,
        parts: Vec<String>,
    }

    #[test]
    fn the_vectors_shared_with_the_browser_hold() {
        let vectors: Vec<Vector> =
            serde_json::from_str(include_str!("../../tests/vectors/terms.json")).unwrap();
        assert!(vectors.len() > 40);
        for vector in vectors {
            assert_eq!(slots(&vector.text), vector.slots, "{}", vector.text);
            assert_eq!(parts(&vector.text), vector.parts, "{}", vector.text);
        }
    }

    #[test]
    fn a_code_is_known_by_its_number_too() {
        assert_eq!(slots("0x80070005"), [["0x80070005", "80070005"]]);
        assert_eq!(slots("KB5034441"), [["kb5034441", "5034441"]]);
        assert_eq!(slots("0x0000011B"), [["0x0000011b", "0000011b", "0x11b"]]);
        assert_eq!(slots("0x000"), [["0x000", "0x0"]]);
        assert_eq!(slots("VPN-809"), [["vpn809", "vpn", "809"]]);
    }

    #[test]
    fn long_runs_have_no_joined_form() {
        assert_eq!(slots("a-b-c-d-e"), [["a", "b", "c", "d", "e"]]);
        assert_eq!(slots(&"x".repeat(99)), [["x".repeat(40)]]);
    }

    proptest! {
        #[test]
        fn any_text_gives_short_terms_and_no_blanks(text in "\\PC{0,60}") {
            for term in slots(&text).into_iter().flatten() {
                prop_assert!(!term.is_empty() && term.chars().count() <= 80);
                prop_assert!(!term.contains(char::is_whitespace));
            }
        }
    }
}
