//! How far one word is from another.
//!
//! Takes two words. Gives the number of slips between them: a letter left out, put in, taken for another, or two
//! neighbours swapped (optimal string alignment). Never gives a number above the bound it was asked for: that is
//! `None`. The browser's engine counts in the same way.

/// Slips that turn `typed` into `known`, if there are at most `max`.
#[must_use]
pub fn edits(typed: &[char], known: &[char], max: usize) -> Option<usize> {
    if typed.len().abs_diff(known.len()) > max {
        return None;
    }
    rows(typed, known, max)
        .map(|row| row[known.len()])?
        .within(max)
}

/// Slips that turn `typed` into the beginning of `known`, if there are at most `max`.
#[must_use]
pub fn edits_of_beginning(typed: &[char], known: &[char], max: usize) -> Option<usize> {
    if typed.len() > known.len() + max {
        return None;
    }
    rows(typed, known, max)?.into_iter().min()?.within(max)
}

trait Within {
    fn within(self, max: usize) -> Option<usize>;
}

impl Within for usize {
    fn within(self, max: usize) -> Option<usize> {
        (self <= max).then_some(self)
    }
}

/// The last row of the table: slips from all of `typed` to each beginning of `known`; nothing once all are over `max`.
fn rows(typed: &[char], known: &[char], max: usize) -> Option<Vec<usize>> {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=known.len()).collect();
    for i in 1..=typed.len() {
        let mut next = vec![i; known.len() + 1];
        let mut low = i;
        for j in 1..=known.len() {
            let other = usize::from(typed[i - 1] != known[j - 1]);
            let mut v = (row[j] + 1).min(next[j - 1] + 1).min(row[j - 1] + other);
            if i > 1 && j > 1 && typed[i - 1] == known[j - 2] && typed[i - 2] == known[j - 1] {
                v = v.min(before[j - 2] + 1);
            }
            next[j] = v;
            low = low.min(v);
        }
        if low > max {
            return None;
        }
        before = std::mem::replace(&mut row, next);
    }
    Some(row)
}

#[cfg(test)]
mod tests {
    use super::{edits, edits_of_beginning};

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn slips_are_counted() {
        for (typed, known, max, slips) in [
            ("outlok", "outlook", 1, Some(1)),
            ("otulook", "outlook", 1, Some(1)),
            ("outlook", "outlook", 1, Some(0)),
            ("pritner", "printer", 2, Some(1)),
            ("teams", "terms", 1, Some(1)),
            ("vpn", "printer", 2, None),
        ] {
            assert_eq!(edits(&chars(typed), &chars(known), max), slips, "{typed}");
        }
    }

    #[test]
    fn a_half_typed_word_is_compared_with_beginnings() {
        assert_eq!(
            edits_of_beginning(&chars("autehn"), &chars("authentication"), 1),
            Some(1)
        );
        assert_eq!(
            edits_of_beginning(&chars("xutqhn"), &chars("authentication"), 1),
            None
        );
    }
}
