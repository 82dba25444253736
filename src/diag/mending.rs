//! Fixes made in a text.
//!
//! Takes a text and the fixes of its findings. Gives the mended text. Never makes two fixes in one place: the later one
//! waits for the next time, when the text is another.

use crate::diag::Fix;

/// Findings that `check --fix` may mend.
pub const MENDED: &[&str] = &[
    "KB003", "KB012", "KB013", "KB052", "KB064", "KB085", "KB092", "KB093",
];

/// The fixes that can be made together, in order of their places.
#[must_use]
pub fn together<'a>(text: &str, fixes: impl IntoIterator<Item = &'a Fix>) -> Vec<&'a Fix> {
    let mut all: Vec<&Fix> = fixes.into_iter().filter(|f| fits(text, f)).collect();
    all.sort_by_key(|f| (f.span.start, f.span.end));
    let mut kept: Vec<&Fix> = Vec::new();
    for fix in all {
        // Two insertions at one place would have no order.
        let free = kept
            .last()
            .is_none_or(|before| before.span.end <= fix.span.start && before.span != fix.span);
        if free {
            kept.push(fix);
        }
    }
    kept
}

fn fits(text: &str, fix: &Fix) -> bool {
    let written = text.get(fix.span.start..fix.span.end);
    written.is_some_and(|written| written != fix.text)
}

/// The text with the fixes made, which are in order and apart.
#[must_use]
pub fn mended(text: &str, fixes: &[&Fix]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for fix in fixes {
        out.push_str(&text[at..fix.span.start]);
        out.push_str(&fix.text);
        at = fix.span.end;
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use crate::diag::mending::{mended, together};
    use crate::diag::{Fix, Span};
    use proptest::prelude::{prop_assert, proptest};

    fn fix(start: usize, end: usize, text: &str) -> Fix {
        Fix {
            span: Span::new(start, end),
            text: text.to_owned(),
        }
    }

    #[test]
    fn fixes_are_made_where_they_do_not_meet() {
        let fixes = [
            fix(6, 11, "there"),
            fix(0, 5, "Bye"),
            fix(4, 7, "x"),
            fix(11, 11, "!"),
            fix(11, 11, "?"),
            fix(90, 99, "outside"),
            fix(5, 6, " "),
        ];
        let text = "Hello world";
        let kept = together(text, &fixes);
        assert_eq!(mended(text, &kept), "Bye there!");
    }

    proptest! {
        #[test]
        fn no_fix_breaks_a_text(text in "[aä🌍\n]{0,12}", places in proptest::collection::vec((0_usize..20, 0_usize..20), 0..6)) {
            let fixes: Vec<Fix> = places.iter().map(|(a, b)| fix(*a.min(b), *a.max(b), "x")).collect();
            let kept = together(&text, &fixes);
            let out = mended(&text, &kept);
            prop_assert!(out.len() <= text.len() + kept.len());
        }
    }
}
