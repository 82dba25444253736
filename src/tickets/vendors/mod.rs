//! The systems whose exports are understood without a mapping.
//!
//! Takes nothing. Gives [`VENDORS`]. Never needs more for a sixth system than its file and its line here.

mod freshdesk;
mod freshservice;
mod jira;
mod servicenow;
mod zendesk;

use crate::tickets::codes;
use crate::tickets::field::Field;
use crate::tickets::row::Row;
use crate::tickets::ticket::{Status, Ticket};

/// What is special about a system.
pub(crate) struct Vendor {
    /// Its word in results.
    pub(crate) key: &'static str,
    /// Its name.
    pub(crate) name: &'static str,
    /// Columns that hardly anybody else has, as they are compared.
    pub(crate) marks: &'static [&'static str],
    /// The columns of each field, best first, as they are compared.
    pub(crate) columns: &'static [(Field, &'static [&'static str])],
    /// Columns that are known by their shape: of a custom field, of a service level.
    pub(crate) shape: fn(&str) -> Option<Field>,
    /// What a status means.
    pub(crate) status: fn(&str) -> Status,
    /// What a priority means.
    pub(crate) priority: fn(&str) -> Option<u8>,
    /// Minutes in one unit of effort.
    pub(crate) effort: f64,
    /// Minutes in one unit of elapsed time.
    pub(crate) elapsed: f64,
    /// What only this system knows about a ticket that is ready otherwise.
    pub(crate) finish: fn(&Row, &mut Ticket),
}

/// All of them.
pub(crate) const VENDORS: [&Vendor; 5] = [
    &servicenow::SERVICENOW,
    &jira::JIRA,
    &zendesk::ZENDESK,
    &freshdesk::FRESHDESK,
    &freshservice::FRESHSERVICE,
];

/// What holds for an export that only a mapping explains.
pub(crate) const MAPPING: Vendor = Vendor {
    key: "mapping",
    name: "the mapping in deskbook.yaml",
    marks: &[],
    columns: &[],
    shape: |_| None,
    status: codes::status,
    priority: codes::priority,
    effort: 1.0,
    elapsed: 1.0,
    finish: untouched,
};

/// Solved by the first who had it: never handed on, never opened again. Both have to be known.
pub(crate) fn untouched(row: &Row, ticket: &mut Ticket) {
    if let (true, Some(handed), Some(again)) = (
        codes::is_over(ticket),
        row.number(Field::Reassignments),
        ticket.reopens,
    ) {
        ticket.first_contact = Some(handed == 0 && again == 0);
    }
}

#[cfg(test)]
mod tests {
    use crate::tickets::field::compared;
    use crate::tickets::vendors::VENDORS;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_written_as_they_are_compared_and_stand_once() {
        for vendor in VENDORS {
            let mut seen = BTreeSet::new();
            let names = vendor.columns.iter().flat_map(|(_, names)| names.iter());
            for name in names.copied() {
                assert_eq!(compared(name), name, "{}", vendor.key);
                assert!(seen.insert(name), "{} twice in {}", name, vendor.key);
            }
            for mark in vendor.marks {
                assert_eq!(compared(mark), *mark, "{}", vendor.key);
            }
        }
    }
}
