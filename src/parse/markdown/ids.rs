//! Ids of headings and anchors.
//!
//! Takes headings with the ids that were written. Gives every heading an id that is unique in the article. Never gives one
//! that the page itself may use.

use crate::parse::markdown::types::Heading;
use crate::text::slug::slug;
use std::collections::{HashMap, HashSet};

/// Ids with these beginnings belong to the page and to footnotes: no heading and no anchor of an article has one.
pub const RESERVED: [&str; 3] = ["db-", "fn-", "fnref-"];

/// A heading and the id that was written for it, empty where none was.
pub(crate) struct Draft {
    /// The heading, its id still open.
    pub(crate) heading: Heading,
    /// As written.
    pub(crate) explicit: String,
}

fn is_reserved(id: &str) -> bool {
    RESERVED.iter().any(|r| id.starts_with(r))
}

/// The id that raw HTML may have in a page: no white space, nothing reserved, at most 200 bytes.
#[must_use]
pub fn anchor_id(written: &str) -> Option<&str> {
    let bad = |c: char| c.is_whitespace() || c.is_control();
    let fits = !written.is_empty() && written.len() <= 200 && !written.contains(bad);
    (fits && !is_reserved(written)).then_some(written)
}

/// The id that was written, as far as it may be used.
fn explicit_id(written: &str) -> Option<String> {
    if written.is_empty() {
        return None;
    }
    let plain = written
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b':' | b'-'));
    Some(unreserved(if plain {
        written.to_owned()
    } else {
        slug(written)
    }))
}

fn unreserved(id: String) -> String {
    if is_reserved(&id) {
        format!("s-{id}")
    } else {
        id
    }
}

/// Settles all ids: written ones first, so that a link to one never depends on what stands above it; repeated ones get
/// `-1`, `-2` in order.
pub(crate) fn assign(drafts: Vec<Draft>) -> Vec<Heading> {
    let mut taken = HashSet::new();
    let mut next = HashMap::new();
    let mut ids: Vec<Option<String>> = drafts
        .iter()
        .map(|d| explicit_id(&d.explicit).filter(|id| taken.insert(id.clone())))
        .collect();
    for (id, draft) in ids.iter_mut().zip(&drafts) {
        if id.is_none() {
            let wanted = explicit_id(&draft.explicit)
                .unwrap_or_else(|| unreserved(slug(&draft.heading.text)));
            *id = Some(unique(wanted, &mut taken, &mut next));
        }
    }
    let pairs = drafts.into_iter().zip(ids);
    pairs
        .map(|(draft, id)| Heading {
            id: id.unwrap_or_default(),
            ..draft.heading
        })
        .collect()
}

fn unique(
    wanted: String,
    taken: &mut HashSet<String>,
    next: &mut HashMap<String, usize>,
) -> String {
    if taken.insert(wanted.clone()) {
        return wanted;
    }
    let count = next.entry(wanted.clone()).or_insert(0);
    loop {
        *count += 1;
        let id = format!("{wanted}-{count}");
        if taken.insert(id.clone()) {
            return id;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::Span;
    use crate::parse::markdown::ids::{Draft, anchor_id, assign};
    use crate::parse::markdown::types::Heading;

    fn ids(headings: &[(&str, &str)]) -> Vec<String> {
        let draft = |(text, explicit): &(&str, &str)| Draft {
            heading: Heading {
                level: 2,
                text: (*text).to_owned(),
                id: String::new(),
                span: Span::default(),
            },
            explicit: (*explicit).to_owned(),
        };
        let all = assign(headings.iter().map(draft).collect());
        all.into_iter().map(|h| h.id).collect()
    }

    #[test]
    fn ids_are_unique_and_written_ones_win() {
        for (headings, want) in [
            (
                vec![("Fix", ""), ("Fix", ""), ("Fix", "")],
                vec!["fix", "fix-1", "fix-2"],
            ),
            (vec![("Fix", ""), ("Other", "fix")], vec!["fix-1", "fix"]),
            (
                vec![("Fix", ""), ("Fix 1", ""), ("Fix", "")],
                vec!["fix", "fix-1", "fix-2"],
            ),
            (vec![("A", "x"), ("B", "x")], vec!["x", "x-1"]),
            (vec![("A", "\"><script>")], vec!["script"]),
            (vec![("A", "Step:1.2_b-c")], vec!["Step:1.2_b-c"]),
            (
                vec![("DB search", ""), ("A", "fn-1")],
                vec!["s-db-search", "s-fn-1"],
            ),
            (vec![("…", ""), ("", "")], vec!["s", "s-1"]),
        ] {
            assert_eq!(ids(&headings), want, "{headings:?}");
        }
    }

    #[test]
    fn anchors_of_raw_html() {
        for (written, fits) in [
            ("a1", true),
            ("Ä.b", true),
            ("", false),
            ("a b", false),
            ("db-search", false),
            ("fnref-1", false),
        ] {
            assert_eq!(anchor_id(written).is_some(), fits, "{written}");
        }
    }
}
