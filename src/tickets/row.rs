//! The cells of one record that mean something.
//!
//! Takes cells with their fields. Gives the best text of a field. Never holds a cell that nobody asked for.

use crate::tickets::field::Field;

/// A field, and how good a column is for it: 0 is best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    /// The field.
    pub(crate) field: Field,
    /// How good the column is.
    pub(crate) rank: u8,
}

/// One record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    cells: Vec<(Slot, String)>,
}

impl Row {
    /// Adds a cell; what stands for "missing" is empty.
    pub(crate) fn add(&mut self, slot: Slot, text: &str) {
        let text = text.trim();
        let is_missing = matches!(text, "?" | "NULL" | "null");
        let text = if is_missing { "" } else { text };
        self.cells.push((slot, text.to_owned()));
    }

    /// The text of the best column of a field that holds one; empty without.
    pub(crate) fn first(&self, field: Field) -> &str {
        let full = self.all(field).min_by_key(|(rank, _)| *rank);
        full.map_or("", |(_, text)| text)
    }

    /// All texts of a field that are not empty, with the rank of their columns.
    pub(crate) fn all(&self, field: Field) -> impl Iterator<Item = (u8, &str)> {
        let own = self
            .cells
            .iter()
            .filter(move |(s, t)| s.field == field && !t.is_empty());
        own.map(|(slot, text)| (slot.rank, text.as_str()))
    }

    /// Whether there is a column for the field, full or not.
    pub(crate) fn has(&self, field: Field) -> bool {
        self.cells.iter().any(|(slot, _)| slot.field == field)
    }

    /// A whole number.
    pub(crate) fn number(&self, field: Field) -> Option<u32> {
        let number: f64 = self.first(field).parse().ok()?;
        (0.0..1e9).contains(&number).then_some(number as u32)
    }

    /// Whether it holds no text at all.
    pub(crate) fn is_blank(&self) -> bool {
        self.cells.iter().all(|(_, text)| text.is_empty())
    }
}

/// Yes or no, as systems write it.
pub(crate) fn flag(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" | "ja" | "oui" | "breached" | "violated" | "missed" => {
            Some(true)
        }
        "false" | "no" | "n" | "0" | "nein" | "non" | "met" | "within" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::tickets::field::Field;
    use crate::tickets::row::{Row, Slot, flag};

    #[test]
    fn the_best_full_column_wins() {
        let mut row = Row::default();
        let cells = [
            (Field::Created, 1, "second"),
            (Field::Created, 0, " ? "),
            (Field::Reopens, 0, "2.0"),
            (Field::Met, 0, "False"),
        ];
        for (field, rank, text) in cells {
            row.add(Slot { field, rank }, text);
        }
        assert_eq!(row.first(Field::Created), "second");
        assert_eq!((row.first(Field::Id), row.has(Field::Id)), ("", false));
        assert_eq!(row.number(Field::Reopens), Some(2));
        assert_eq!(flag(row.first(Field::Met)), Some(false));
        assert!(!row.is_blank() && Row::default().is_blank());
    }
}
