//! ServiceNow: incidents as CSV, XLSX, XML, or JSON of list and Table API; field names or labels.
//!
//! Takes and gives what [`Vendor`] says. Never takes the time from opening to solution for work.

use crate::tickets::codes;
use crate::tickets::field::Field;
use crate::tickets::row::Row;
use crate::tickets::ticket::{Status, Ticket};
use crate::tickets::vendors::{Vendor, untouched};

pub(super) const SERVICENOW: Vendor = Vendor {
    key: "servicenow",
    name: "ServiceNow",
    marks: &[
        "shortdescription",
        "sysid",
        "sysclassname",
        "openedat",
        "incidentstate",
        "cmdbci",
        "configurationitem",
        "assignmentgroup",
        "closenotes",
        "closecode",
        "contacttype",
        "callerid",
        "madesla",
        "reassignmentcount",
        "sysmodcount",
        "syscreatedon",
        "sysupdatedon",
        "reopencount",
        "calendarstc",
        "businessstc",
        "calendarduration",
    ],
    columns: &[
        (Field::Id, &["number", "taskeffectivenumber"]),
        (Field::Summary, &["shortdescription"]),
        (Field::Description, &["description"]),
        (
            Field::Resolution,
            &["closenotes", "resolutionnotes", "closurenotes"],
        ),
        (Field::Category, &["category", "ucategory"]),
        (Field::Subcategory, &["subcategory", "usubcategory"]),
        (Field::Item, &["uitem", "usymptom"]),
        (
            Field::Service,
            &[
                "businessservice",
                "service",
                "cmdbci",
                "configurationitem",
                "affectedci",
            ],
        ),
        (Field::Status, &["state", "incidentstate", "status"]),
        (
            Field::Outcome,
            &["closecode", "closedcode", "resolutioncode"],
        ),
        (Field::Priority, &["priority"]),
        (Field::Impact, &["impact"]),
        (Field::Urgency, &["urgency"]),
        (Field::Channel, &["contacttype", "channel"]),
        (Field::Requester, &["callerid", "caller", "openedby"]),
        (Field::Group, &["assignmentgroup"]),
        (
            Field::Created,
            &["openedat", "opened", "syscreatedon", "created"],
        ),
        (Field::Resolved, &["resolvedat", "resolved"]),
        (Field::Closed, &["closedat", "closed"]),
        (Field::Updated, &["sysupdatedon", "sysupdatedat", "updated"]),
        (Field::Met, &["madesla"]),
        (Field::Reopens, &["reopencount"]),
        (Field::Reassignments, &["reassignmentcount"]),
        (Field::Effort, &["timeworked"]),
        (
            Field::Elapsed,
            &[
                "calendarstc",
                "resolvetime",
                "businessstc",
                "businessresolvetime",
            ],
        ),
        (
            Field::Articles,
            &["kbknowledge", "kbknowledge.number", "knowledgearticle"],
        ),
    ],
    shape: |_| None,
    status,
    priority: codes::priority,
    effort: 1.0 / 60.0,
    elapsed: 1.0 / 60.0,
    finish,
};

fn status(text: &str) -> Status {
    match text {
        "1" | "2" => Status::Open,
        "3" | "4" | "5" => Status::Pending,
        "6" => Status::Solved,
        "7" => Status::Closed,
        "8" => Status::Cancelled,
        // What an older release calls a wait begins with the same word everywhere.
        _ if text.to_lowercase().starts_with("active") => Status::Open,
        _ => codes::status(text),
    }
}

fn finish(row: &Row, ticket: &mut Ticket) {
    if ticket.priority.is_none() {
        let digit = |field| codes::priority(row.first(field)).filter(|n| *n <= 3);
        // The matrix of a new instance: both at 1 is critical, both at 3 is planning.
        ticket.priority = digit(Field::Impact)
            .zip(digit(Field::Urgency))
            .map(|(i, u)| i + u - 1);
    }
    untouched(row, ticket);
}
