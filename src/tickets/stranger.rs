//! An export that no system of ours wrote: what its columns may mean, and the settings that would say so.
//!
//! Takes the look at a file. Gives its layout, or a failure that shows what to write. Never reads a file on a guess.

use crate::config::tickets::TicketSettings;
use crate::diag::{Failure, nearest};
use crate::tickets::field::compared;
use crate::tickets::layout::{Layout, Stranger};
use crate::tickets::look::Look;
use std::fmt::Write as _;

/// So many columns are looked at for a proposal.
const LOOKED_AT: usize = 500;
/// So many columns are named.
const SHOWN: usize = 30;

/// Words that often stand over a field, besides its own.
const OFTEN: [(&str, &[&str]); 10] = [
    (
        "id",
        &[
            "ticket",
            "ticketid",
            "number",
            "key",
            "case",
            "casenumber",
            "reference",
            "nummer",
        ],
    ),
    (
        "summary",
        &[
            "subject",
            "title",
            "shortdescription",
            "betreff",
            "titel",
            "objet",
            "asunto",
            "name",
        ],
    ),
    (
        "description",
        &[
            "text",
            "body",
            "details",
            "message",
            "document",
            "content",
            "beschreibung",
            "issue",
            "request",
        ],
    ),
    (
        "category",
        &[
            "topic",
            "type",
            "class",
            "group",
            "label",
            "kategorie",
            "topicgroup",
            "queue",
            "catégorie",
        ],
    ),
    ("subcategory", &["subtopic", "subtype", "unterkategorie"]),
    (
        "resolution",
        &[
            "solution",
            "answer",
            "lösung",
            "closenotes",
            "resolutionnotes",
        ],
    ),
    (
        "created",
        &[
            "createdat",
            "opened",
            "openedat",
            "date",
            "opendate",
            "createdate",
            "erstellt",
        ],
    ),
    (
        "resolved",
        &["resolvedat", "solved", "solvedat", "closedate", "gelöst"],
    ),
    ("status", &["state", "zustand"]),
    (
        "requester",
        &["user", "caller", "customer", "reporter", "email", "melder"],
    ),
];

/// The layout of a file.
///
/// # Errors
/// [`Failure::Usage`] that names the columns and shows what to write.
pub(crate) fn layout(
    name: &str,
    look: &Look,
    settings: &TicketSettings,
) -> Result<Layout, Failure> {
    Layout::of(&look.columns, settings).map_err(|stranger| failure(name, look, &stranger))
}

fn failure(name: &str, look: &Look, stranger: &Stranger) -> Failure {
    let shown: Vec<String> = look
        .columns
        .iter()
        .take(SHOWN)
        .map(|c| format!("`{c}`"))
        .collect();
    let more = look.columns.len().saturating_sub(SHOWN);
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    let why = match stranger.tie.as_slice() {
        [] => "its columns are those of no system that Deskbook knows".to_owned(),
        tie => format!("its columns could be those of {}", tie.join(" or of ")),
    };
    Failure::Usage {
        what: format!(
            "cannot tell what `{name}` holds: {why}; it has {}{more}",
            shown.join(", ")
        ),
        help: format!(
            "say in deskbook.yaml which column is which, for example:\n{}",
            proposal(&look.columns)
        ),
    }
}

/// The settings that would explain the columns, as far as their names tell; of a hundred thousand the first ones.
fn proposal(columns: &[String]) -> String {
    let columns = &columns[..columns.len().min(LOOKED_AT)];
    let mut text = "tickets:\n  columns:\n".to_owned();
    let mut used: Vec<&str> = Vec::new();
    let mut speaks = false;
    for (field, words) in OFTEN {
        let names: Vec<&str> = std::iter::once(field)
            .chain(words.iter().copied())
            .collect();
        let free = |c: &&String| !used.contains(&c.as_str());
        let is_named = |c: &&String| names.contains(&compared(c).as_str());
        let exact = columns.iter().filter(free).find(is_named);
        let guess = exact.or_else(|| columns.iter().filter(free).find(|c| is_like(c, &names)));
        if let Some(column) = guess {
            used.push(column);
            speaks |= matches!(field, "summary" | "description");
            let _ = writeln!(text, "    {field}: {}", quoted(column));
        }
    }
    if !speaks {
        let left = columns.iter().find(|c| !used.contains(&c.as_str()));
        let _ = writeln!(
            text,
            "    description: {}",
            left.map_or_else(|| "…".to_owned(), |c| quoted(c))
        );
    }
    text.trim_end().to_owned()
}

/// Whether a column is nearly one of these words.
fn is_like(column: &str, names: &[&str]) -> bool {
    nearest(&compared(column), names.iter().copied()).is_some()
}

/// A column as YAML has to write it.
fn quoted(column: &str) -> String {
    let is_plain = column
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '_' | ' ' | '.' | '/' | '-'))
        && column.starts_with(char::is_alphabetic);
    if is_plain {
        column.to_owned()
    } else {
        format!("'{}'", column.replace('\'', "''"))
    }
}

#[cfg(test)]
mod tests {
    use crate::tickets::stranger::proposal;

    #[test]
    fn the_proposal_is_what_can_be_pasted() {
        let columns = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            proposal(&columns(&["Document", "Topic_group"])),
            "tickets:\n  columns:\n    description: Document\n    category: Topic_group"
        );
        assert_eq!(
            proposal(&columns(&[
                "Nr. #",
                "agent_description",
                "Betreff",
                "Kategorie"
            ])),
            "tickets:\n  columns:\n    summary: Betreff\n    description: agent_description\n    category: Kategorie"
        );
        assert_eq!(
            proposal(&columns(&["x: y"])),
            "tickets:\n  columns:\n    description: 'x: y'"
        );
    }
}
