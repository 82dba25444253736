//! Freshdesk: CSV of the ticket list, JSON of the ticket API.
//!
//! Takes and gives what [`Vendor`] says. Never reads `is_escalated` as anything but a missed service level.

use crate::tickets::codes::{self, freshworks};
use crate::tickets::field::Field;
use crate::tickets::row::Row;
use crate::tickets::ticket::Ticket;
use crate::tickets::vendors::Vendor;

pub(super) const FRESHDESK: Vendor = Vendor {
    key: "freshdesk",
    name: "Freshdesk",
    marks: &[
        "agentinteractions",
        "customerinteractions",
        "resolutionstatus",
        "firstresponsestatus",
        "timetracked",
        "surveyresults",
        "everyresponsestatus",
        "resolutiontime(inhrs)",
        "contactid",
        "productid",
        "emailconfigid",
        "companyid",
        "frescalated",
        "isescalated",
        "associationtype",
        "supportemail",
        "descriptiontext",
        "initialresponsetime",
        "stats.resolvedat",
        "associatedticketscount",
        "internalgroup",
    ],
    columns: &[
        (Field::Id, &["ticketid", "id"]),
        (Field::Summary, &["subject"]),
        (Field::Description, &["descriptiontext", "description"]),
        (
            Field::Category,
            &["category", "customfields.cfcategory", "type"],
        ),
        (
            Field::Subcategory,
            &["subcategory", "customfields.cfsubcategory"],
        ),
        (Field::Item, &["item", "customfields.cfitem"]),
        (Field::Tags, &["tags"]),
        (Field::Service, &["product", "productid"]),
        (Field::Status, &["status"]),
        (Field::Priority, &["priority"]),
        (Field::Channel, &["source"]),
        (
            Field::Requester,
            &[
                "contactid",
                "requesterid",
                "requester.id",
                "email",
                "requester.email",
                "fullname",
            ],
        ),
        (Field::Group, &["group", "groupid"]),
        (Field::Created, &["createdtime", "createdat"]),
        (Field::Resolved, &["resolvedtime", "stats.resolvedat"]),
        (Field::Closed, &["closedtime", "stats.closedat"]),
        (
            Field::Updated,
            &["lastupdatetime", "lastupdatedtime", "updatedat"],
        ),
        (Field::Level, &["resolutionstatus", "firstresponsestatus"]),
        (Field::Breached, &["isescalated", "frescalated"]),
        (Field::Reopened, &["stats.reopenedat"]),
        (Field::Replies, &["agentinteractions"]),
        (Field::Effort, &["timetracked"]),
        (Field::Elapsed, &["resolutiontime(inhrs)"]),
    ],
    shape: |_| None,
    status: freshworks::status,
    priority: freshworks::priority,
    effort: 60.0,
    elapsed: 60.0,
    finish,
};

/// One answer at most, and it is over.
fn finish(row: &Row, ticket: &mut Ticket) {
    if codes::is_over(ticket) {
        ticket.first_contact = row.number(Field::Replies).map(|answers| answers <= 1);
    }
}
