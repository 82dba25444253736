//! The letters that a regular expression cannot do without.
//!
//! Takes a parsed expression. Gives texts of which at least one stands in everything that it matches, upper and lower case
//! aside; none where it has no such texts. Never gives one shorter than two characters.

use regex_syntax::hir::{Hir, HirKind};

/// A single letter stands in every ticket.
const SHORTEST: usize = 2;
/// More texts than this are no help.
const MOST: usize = 64;

/// Texts of ASCII characters of which one must occur; none if there is no such set.
pub(super) fn needed(hir: &Hir) -> Vec<String> {
    best(hir).unwrap_or_default()
}

fn best(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let runs = literal.0.split(|b| !b.is_ascii());
            let longest = runs.max_by_key(|run| run.len())?;
            let text = std::str::from_utf8(longest).ok()?.to_ascii_lowercase();
            (text.len() >= SHORTEST).then(|| vec![text])
        }
        HirKind::Capture(capture) => best(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => best(&repetition.sub),
        HirKind::Concat(parts) => parts
            .iter()
            .filter_map(best)
            .max_by_key(|texts| worth(texts)),
        HirKind::Alternation(sides) => {
            let sides: Option<Vec<_>> = sides.iter().map(best).collect();
            let mut all = sides?.concat();
            all.sort();
            all.dedup();
            (all.len() <= MOST).then_some(all)
        }
        _ => None,
    }
}

/// A set is as telling as its shortest text; of two equal ones the smaller is.
fn worth(texts: &[String]) -> (usize, std::cmp::Reverse<usize>) {
    let shortest = texts.iter().map(String::len).min().unwrap_or(0);
    (shortest, std::cmp::Reverse(texts.len()))
}

#[cfg(test)]
mod tests {
    use super::needed;

    #[test]
    fn every_match_holds_one_of_the_letters() {
        for (expression, texts) in [
            (r"169\.254\.[0-9]+", &["169.254."][..]),
            (r"\b55[0-9] 5\.[1-7]\.[0-9]+", &[" 5."]),
            (
                r"\[1001\]|\b(4usqa|80090016)\b",
                &["4usqa", "80090016", "[1001]"],
            ),
            (r"[A-Z]+_(VIOLATION|DIED)", &["died", "violation"]),
            (r"(ab)?cd*", &[]),
            (r"Größe", &["gr"]),
            (r"(error)+ x{0,3}", &["error"]),
            (r"a|bcd", &[]),
        ] {
            let hir = regex_syntax::parse(expression).unwrap();
            assert_eq!(needed(&hir), texts, "{expression}");
        }
    }
}
