//! In which order the parts of an article are shown.
//!
//! Takes the parts in the author's order. Gives them with the answer first, where the settings ask for it. Never drops or
//! changes a part.

use crate::render::context::{Part, TocEntry};
use crate::render::html::Parts;

/// What opens the list of footnotes; text and attributes are escaped, so nothing else can hold it.
const FOOTNOTES: &str = "<section class=\"footnotes\"";

/// The answer first: issue, environment and cause stand behind the resolution; everything else keeps the author's order.
pub(crate) fn in_order(parts: Parts, answer_first: bool) -> (Vec<Part>, Vec<TocEntry>) {
    let Parts { mut parts, mut toc } = parts;
    let answer = parts.iter().rposition(|p| p.role == "resolution");
    if let Some(answer) = answer.filter(|_| answer_first) {
        let last = parts.last().map(|p| p.id.clone());
        let explains = |p: &Part| matches!(p.role, "issue" | "environment" | "cause");
        let rest = parts.split_off(answer + 1);
        let (behind, before): (Vec<_>, Vec<_>) = parts.into_iter().partition(explains);
        parts = [before, behind, rest].concat();
        notes_last(&mut parts, last.as_deref());
        let place = |id: &str| parts.iter().position(|p| p.id == id).unwrap_or(usize::MAX);
        toc.sort_by_key(|entry| place(&entry.id));
    }
    (parts, toc)
}

/// Footnotes stand at the end of the part that was last in the source: they move on to the part that is last now.
fn notes_last(parts: &mut [Part], was_last: Option<&str>) {
    let from = parts.iter().position(|p| Some(p.id.as_str()) == was_last);
    let (Some(from), Some(to)) = (from, parts.len().checked_sub(1)) else {
        return;
    };
    if let Some(at) = parts[from].html.find(FOOTNOTES).filter(|_| from != to) {
        let notes = parts[from].html.split_off(at);
        parts[to].html.push_str(&notes);
    }
}

#[cfg(test)]
mod tests {
    use super::{FOOTNOTES, in_order};
    use crate::render::context::Part;
    use crate::render::html::Parts;

    fn shown(roles: &[&'static str], answer_first: bool) -> Vec<(&'static str, bool)> {
        let part = |(i, role): (usize, &&'static str)| Part {
            role,
            id: format!("h{i}"),
            heading: String::new(),
            html: if i + 1 == roles.len() {
                FOOTNOTES.to_owned()
            } else {
                String::new()
            },
        };
        let parts = Parts {
            parts: roles.iter().enumerate().map(part).collect(),
            toc: Vec::new(),
        };
        let (parts, _) = in_order(parts, answer_first);
        parts
            .iter()
            .map(|p| (p.role, p.html.contains(FOOTNOTES)))
            .collect()
    }

    #[test]
    fn the_answer_comes_first_and_footnotes_last() {
        let roles = [
            "lead",
            "issue",
            "environment",
            "other",
            "resolution",
            "escalation",
        ];
        let order: Vec<_> = shown(&roles, true).into_iter().map(|p| p.0).collect();
        assert_eq!(
            order,
            [
                "lead",
                "other",
                "resolution",
                "issue",
                "environment",
                "escalation"
            ]
        );
        assert_eq!(
            shown(&["cause", "resolution"], true),
            [("resolution", false), ("cause", true)]
        );
        assert_eq!(
            shown(&["cause", "resolution"], false),
            [("cause", false), ("resolution", true)]
        );
        assert_eq!(
            shown(&["issue", "other"], true),
            [("issue", false), ("other", true)]
        );
    }
}
