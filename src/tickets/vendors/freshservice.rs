//! Freshservice: CSV with chosen columns, JSON of the ticket API.
//!
//! Takes and gives what [`Vendor`] says. Never says who solved a ticket first: no export tells.

use crate::tickets::codes::freshworks;
use crate::tickets::field::Field;
use crate::tickets::vendors::Vendor;

pub(super) const FRESHSERVICE: Vendor = Vendor {
    key: "freshservice",
    name: "Freshservice",
    marks: &[
        "itemcategory",
        "departmentid",
        "department",
        "requestedforid",
        "workspaceid",
        "workspace",
        "plannedstartdate",
        "plannedeffort",
        "resolutionnotes",
        "resolutionnoteshtml",
        "slapolicyid",
        "requestedfor",
        "requestervip",
        "requestername",
        "requesteremail",
        "requesterlocation",
        "isescalated",
        "frescalated",
        "descriptiontext",
        "impact",
        "subcategory",
        "tasksdependencytype",
        "resolutiontime(inhrs)",
        "associatedassets",
        "approvalstatus",
        "resolutionnote",
    ],
    columns: &[
        (Field::Id, &["ticketid", "id"]),
        (Field::Summary, &["subject"]),
        (Field::Description, &["descriptiontext", "description"]),
        (
            Field::Resolution,
            &["resolutionnotes", "resolutionnote", "resolutionnoteshtml"],
        ),
        (Field::Category, &["category"]),
        (Field::Subcategory, &["subcategory"]),
        (Field::Item, &["item", "itemcategory"]),
        (Field::Tags, &["tags"]),
        (
            Field::Service,
            &["assets", "associatedassets", "department", "departmentid"],
        ),
        (Field::Status, &["status"]),
        (Field::Priority, &["priority"]),
        (Field::Impact, &["impact"]),
        (Field::Urgency, &["urgency"]),
        (Field::Channel, &["source"]),
        (
            Field::Requester,
            &[
                "requesterid",
                "requestedforid",
                "requesteremail",
                "requestername",
            ],
        ),
        (Field::Group, &["group", "assignedgroup", "groupid"]),
        (Field::Created, &["createdtime", "createddate", "createdat"]),
        (
            Field::Resolved,
            &["resolvedtime", "resolveddate", "stats.resolvedat"],
        ),
        (
            Field::Closed,
            &["closedtime", "closeddate", "stats.closedat"],
        ),
        (
            Field::Updated,
            &["lastupdatedtime", "lastupdateddate", "updatedat"],
        ),
        (Field::Level, &["resolutionstatus", "firstresponsestatus"]),
        (Field::Breached, &["isescalated", "frescalated"]),
        (Field::Reopened, &["stats.reopenedat"]),
        (Field::Effort, &["timespent", "timetracked"]),
        (Field::Elapsed, &["resolutiontime(inhrs)"]),
    ],
    shape: |_| None,
    status: freshworks::status,
    priority: freshworks::priority,
    effort: 60.0,
    elapsed: 60.0,
    finish: |_, _| {},
};
