//! Jira Service Management: CSV of the issue list, JSON of the search and of the request API.
//!
//! Takes and gives what [`Vendor`] says. Never says who solved a ticket first: no export tells.

use crate::tickets::codes;
use crate::tickets::field::Field;
use crate::tickets::row::Row;
use crate::tickets::ticket::{Status, Ticket};
use crate::tickets::vendors::Vendor;

pub(super) const JIRA: Vendor = Vendor {
    key: "jira",
    name: "Jira Service Management",
    marks: &[
        "issuekey",
        "issueid",
        "issuetype",
        "projectkey",
        "projecttype",
        "fields.summary",
        "fields.status.name",
        "fields.issuetype.name",
        "fields.project.key",
        "requestfieldvalues.summary",
        "servicedeskid",
        "requesttypeid",
        "statuscategory",
        "watchers",
        "worklog",
        "customfield(requesttype)",
        "securitylevel",
        "σoriginalestimate",
    ],
    columns: &[
        (Field::Id, &["issuekey", "key"]),
        (
            Field::Summary,
            &["summary", "fields.summary", "requestfieldvalues.summary"],
        ),
        (
            Field::Description,
            &[
                "description",
                "fields.description",
                "requestfieldvalues.description",
            ],
        ),
        (Field::Comment, &["comment", "fields.comment.comments.body"]),
        (
            Field::Category,
            &[
                "customfield(category)",
                "category",
                "customfield(requesttype)",
                "customfield(customerrequesttype)",
                "requesttype",
                "customerrequesttype",
                "requesttype.name",
                "fields.requesttype.name",
                "component",
                "components",
                "component/s",
                "fields.components.name",
            ],
        ),
        (
            Field::Subcategory,
            &["customfield(subcategory)", "subcategory"],
        ),
        (Field::Tags, &["labels", "fields.labels"]),
        (
            Field::Service,
            &["affectedservices", "customfield(affectedservices)"],
        ),
        (
            Field::Status,
            &["status", "fields.status.name", "currentstatus.status"],
        ),
        (
            Field::StatusGroup,
            &[
                "statuscategory",
                "fields.status.statuscategory.name",
                "currentstatus.statuscategory",
            ],
        ),
        (Field::Outcome, &["resolution", "fields.resolution.name"]),
        (Field::Priority, &["priority", "fields.priority.name"]),
        (
            Field::Channel,
            &[
                "requestchanneltype",
                "customfield(requestchanneltype)",
                "channel",
            ],
        ),
        (
            Field::Requester,
            &[
                "reporterid",
                "reporter",
                "fields.reporter.accountid",
                "fields.reporter.name",
                "reporter.accountid",
                "creatorid",
                "creator",
            ],
        ),
        (Field::Group, &["team", "customfield(team)", "teamname"]),
        (
            Field::Created,
            &[
                "created",
                "fields.created",
                "createddate.iso8601",
                "createddate.jira",
            ],
        ),
        (
            Field::Resolved,
            &[
                "resolved",
                "fields.resolutiondate",
                "resolutiondate",
                "customfield(resolved)",
            ],
        ),
        (
            Field::Closed,
            &["fields.statuscategorychangedate", "statuscategorychanged"],
        ),
        (Field::Updated, &["updated", "fields.updated"]),
        (
            Field::Effort,
            &["timespent", "fields.timespent", "σtimespent"],
        ),
    ],
    shape,
    status: codes::status,
    priority: codes::priority,
    effort: 1.0 / 60.0,
    elapsed: 1.0 / 60.0,
    finish,
};

/// Service levels and the request type stand in fields that each site numbers for itself.
fn shape(name: &str) -> Option<Field> {
    let is_level = ["customfield(timeto", "timeto"]
        .iter()
        .any(|start| name.starts_with(start));
    if is_level {
        return Some(Field::Clock);
    }
    let ends = |end: &str| name.ends_with(end);
    if ends("completedcycles.breached") || ends("ongoingcycle.breached") {
        return Some(Field::Breached);
    }
    ends(".requesttype.name").then_some(Field::Category)
}

fn finish(row: &Row, ticket: &mut Ticket) {
    if ticket.status == Status::Unknown {
        ticket.status = match row.first(Field::StatusGroup).to_lowercase().as_str() {
            "new" | "undefined" | "indeterminate" => Status::Open,
            group => codes::status(group),
        };
    }
    // Only what is over has its date of change for a date of closing.
    if !codes::is_over(ticket) && row.first(Field::Resolved).is_empty() {
        ticket.resolved = None;
    }
    if codes::status(row.first(Field::Outcome)) == Status::Cancelled {
        ticket.status = Status::Cancelled;
    }
    if ticket.resolution.is_empty() && codes::is_over(ticket) {
        let last = row.all(Field::Comment).last().map_or("", |(_, text)| text);
        last_words(last).clone_into(&mut ticket.resolution);
    }
}

/// A comment of the CSV is `date;account;text`; one of JSON is only the text.
fn last_words(comment: &str) -> &str {
    let mut parts = comment.splitn(3, ';');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(date), Some(account), Some(text))
            if date.len() < 40
                && date.starts_with(|c: char| c.is_ascii_digit())
                && !account.trim().contains(' ') =>
        {
            text
        }
        _ => comment,
    }
}
