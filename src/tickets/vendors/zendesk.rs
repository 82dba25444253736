//! Zendesk: CSV of views and reports, JSON of the (incremental) ticket API.
//!
//! Takes and gives what [`Vendor`] says. Never guesses which numbered field is the category: that is a setting.

use crate::tickets::codes;
use crate::tickets::field::Field;
use crate::tickets::row::Row;
use crate::tickets::ticket::{Status, Ticket};
use crate::tickets::vendors::Vendor;

pub(super) const ZENDESK: Vendor = Vendor {
    key: "zendesk",
    name: "Zendesk",
    marks: &[
        "summationcolumn",
        "requesterexternalid",
        "requesterdomain",
        "assigneestations",
        "groupstations",
        "solvedat",
        "satisfactionscore",
        "firstreplytimeinminutes",
        "fullresolutiontimeinminutes",
        "initiallyassignedat",
        "submitter",
        "submitterid",
        "rawsubject",
        "collaboratorids",
        "brandid",
        "allowchannelback",
        "problemid",
        "ticketformid",
        "forumtopicid",
        "metricset.reopens",
        "metricset.solvedat",
        "requesterupdatedat",
        "requested",
        "generatedtimestamp",
    ],
    columns: &[
        (Field::Id, &["id", "ticketid"]),
        (Field::Summary, &["subject", "rawsubject"]),
        (Field::Description, &["description"]),
        (Field::Tags, &["tags"]),
        (
            Field::Service,
            &["brand", "brandname", "ticketform", "form"],
        ),
        (Field::Status, &["status"]),
        (Field::Priority, &["priority"]),
        (Field::Channel, &["via.channel", "via", "channel"]),
        (
            Field::Requester,
            &["requesterid", "requester", "requestername"],
        ),
        (Field::Group, &["group", "groupid"]),
        (Field::Created, &["createdat", "requested", "created"]),
        (
            Field::Resolved,
            &["solvedat", "metricset.solvedat", "solved"],
        ),
        (Field::Updated, &["updatedat", "updated"]),
        (Field::Reopens, &["reopens", "metricset.reopens"]),
        (
            Field::Reassignments,
            &["assigneestations", "metricset.assigneestations"],
        ),
        (Field::Groups, &["groupstations", "metricset.groupstations"]),
        (Field::Replies, &["replies", "metricset.replies"]),
        (
            Field::Effort,
            &["totaltimespent(sec)", "totaltimespent(sec)[int]"],
        ),
        (
            Field::Elapsed,
            &[
                "fullresolutiontimeinminutes",
                "metricset.fullresolutiontimeinminutes.calendar",
            ],
        ),
    ],
    shape: |name| name.ends_with("[list]").then_some(Field::Category),
    status,
    priority: codes::priority,
    effort: 1.0 / 60.0,
    elapsed: 1.0,
    finish,
};

fn status(text: &str) -> Status {
    match text.to_lowercase().as_str() {
        "new" | "open" => Status::Open,
        "pending" | "hold" => Status::Pending,
        "solved" => Status::Solved,
        "closed" => Status::Closed,
        "deleted" => Status::Cancelled,
        other => codes::status(other),
    }
}

/// One group at most, never opened again, one answer at most.
fn finish(row: &Row, ticket: &mut Ticket) {
    let counts = (
        row.number(Field::Groups),
        row.number(Field::Replies),
        ticket.reopens,
    );
    if let (true, (Some(groups), Some(replies), Some(again))) = (codes::is_over(ticket), counts) {
        ticket.first_contact = Some(groups <= 1 && replies <= 1 && again == 0);
    }
}
