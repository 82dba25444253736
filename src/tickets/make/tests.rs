//! What each system's cells mean.
//!
//! Takes headers and rows as the systems write them. Gives tickets. Never reads a file.

use crate::config::tickets::{DateOrder, TicketSettings};
use crate::tickets::container::record::{Form, Record};
use crate::tickets::layout::Layout;
use crate::tickets::make::{Made, Maker};
use crate::tickets::read::{Outcome, Reading};
use crate::tickets::ticket::{Place, Status, Ticket};
use jiff::civil::date;

/// The ticket of one row under its header, cells parted by `|`.
fn made(header: &str, row: &str, settings: &TicketSettings) -> Made {
    let header: Vec<String> = header.split('|').map(str::to_owned).collect();
    let layout = Layout::of(&header, settings).ok().unwrap();
    let vendor = layout.vendor;
    let reading = Reading::new(layout, Some(&header), b'|');
    let form = Form::Row(row.as_bytes().to_vec());
    let Outcome::Row(row, _) = reading.row(&Record { line: 2, form }) else {
        panic!("{row}");
    };
    let order = DateOrder::MonthFirst;
    Maker {
        vendor,
        settings,
        order,
    }
    .make(&row, Place { file: 0, line: 2 })
}

fn ticket(header: &str, row: &str) -> Ticket {
    made(header, row, &TicketSettings::default()).ticket
}

#[test]
fn servicenow() {
    let header = "number|short_description|category|subcategory|state|priority|impact|urgency|opened_at|resolved_at|closed_at|made_sla|reopen_count|reassignment_count|time_worked|caller_id";
    let row = "INC0010023|VPN  drops|Network|VPN|7|2 - High|1|1|2026-02-03 10:00:00||2026-02-04 09:00:00|false|0|0|1970-01-01 00:05:30|Ann Example";
    let t = ticket(header, row);
    assert_eq!(
        (t.id.as_str(), t.summary.as_str()),
        ("INC0010023", "VPN drops")
    );
    assert_eq!(t.category, ["Network", "VPN"]);
    assert_eq!((t.status, t.priority), (Status::Closed, Some(2)));
    assert_eq!(t.created, Some(date(2026, 2, 3).at(10, 0, 0, 0)));
    assert_eq!(t.resolved, Some(date(2026, 2, 4).at(9, 0, 0, 0)));
    assert_eq!(
        (t.breached, t.reopens, t.first_contact, t.effort),
        (Some(true), Some(0), Some(true), Some(5.5))
    );
    let who = t.requester.unwrap();
    assert!(!who.contains("Ann") && who.len() == 16);
    let handed = ticket(header, "INC1|x|||6||2|3|?|||true|0|2||");
    assert_eq!(
        (handed.first_contact, handed.breached, handed.priority),
        (Some(false), Some(false), Some(4))
    );
    assert_eq!(
        (handed.created, handed.requester, handed.category.len()),
        (None, None, 0)
    );
    assert_eq!(
        ticket(header, "INC1|x|||2||||||||0|0||").first_contact,
        None
    );
    assert_eq!(
        ticket(header, "INC1|x|||8||||||||0|0||").status,
        Status::Cancelled
    );
}

#[test]
fn jira() {
    let header = "Summary|Issue key|Issue id|Status|Priority|Resolution|Labels|Labels|Component/s|Time Spent|Custom field (Time to resolution)|Comment|Comment|Created|Resolved";
    let row = "Printer|IT-7|1|Done|High|Fixed|hw|paper|Printing|900|-0:30|2026-02-03 10:00;5f:1;first|2026-02-03 11:00;5f:1;Cleaned; done|2026-02-03|2026-02-04";
    let t = ticket(header, row);
    assert_eq!(
        (t.id.as_str(), t.status, t.priority),
        ("IT-7", Status::Solved, Some(2))
    );
    assert_eq!(t.category, ["Printing"]);
    assert_eq!(t.resolution, "Cleaned; done");
    assert_eq!(
        (t.breached, t.effort, t.first_contact),
        (Some(true), Some(15.0), None)
    );
    let open = ticket(
        header,
        "Printer|IT-8|1|In Progress|Low||hw|paper||||2026-02-03 10:00;5f:1;first||2026-02-03|",
    );
    assert_eq!(
        (open.category, open.resolution.as_str(), open.resolved),
        (vec!["hw".to_owned()], "", None)
    );
    let twice = ticket(
        header,
        "Printer|IT-9|1|Done|Low|Duplicate||||||||2026-02-03|",
    );
    assert_eq!(twice.status, Status::Cancelled);
}

#[test]
fn zendesk() {
    let header = "Id|Subject|Status|Priority|Via|Created at|Solved at|Group stations|Reopens|Replies|Problem type [list]|Area [list]|Tags|Full resolution time in minutes";
    let row = "7|Wifi|Solved|Urgent|Web form|2026-02-03 10:00||1|0|1|network::wifi|x|tag1 tag2|90";
    let t = ticket(header, row);
    assert_eq!(t.category, ["network", "wifi"]);
    assert_eq!(
        (t.status, t.priority, t.first_contact, t.channel.as_str()),
        (Status::Solved, Some(1), Some(true), "Web form")
    );
    assert_eq!(
        (t.resolved, t.effort),
        (Some(date(2026, 2, 3).at(11, 30, 0, 0)), None)
    );
    assert_eq!(
        ticket(header, "7|Wifi|Solved||||||0|4|||tag1 tag2|").category,
        ["tag1"]
    );
    assert_eq!(
        ticket(header, "7|Wifi|Solved|||||1|0||||| ").first_contact,
        None
    );
    let settings = TicketSettings {
        category_field: Some("area".to_owned()),
        ..TicketSettings::default()
    };
    assert_eq!(made(header, row, &settings).ticket.category, ["x"]);
}

#[test]
fn freshdesk_and_freshservice() {
    let header = "Ticket ID|Subject|Status|Priority|Source|Type|Created time|Resolved time|Resolution status|First response status|Agent interactions|Time tracked";
    let row = "7|Wifi|4|4|Portal|Incident|2026-02-03 10:00:00|2026-02-03 11:00:00|SLA Violated|Within SLA|1|01:30:00";
    let t = ticket(header, row);
    assert_eq!(
        (t.status, t.priority, t.breached),
        (Status::Solved, Some(1), Some(true))
    );
    assert_eq!((t.first_contact, t.effort), (Some(true), Some(90.0)));
    assert_eq!(
        ticket(header, "7|Wifi|Open|Low||||||Within SLA|0|").first_contact,
        None
    );
    let header = "Ticket Id|Subject|Description|Category|Sub-Category|Item|Status|Created Time|Requester Name";
    let t = ticket(
        header,
        "7|Wifi|slow|Network|Wi-Fi|Office|Closed|2026-02-03 10:00:00|Ann",
    );
    assert_eq!(t.category, ["Network", "Wi-Fi", "Office"]);
    assert_eq!(
        (t.description.as_str(), t.breached, t.first_contact),
        ("slow", None, None)
    );
}

#[test]
fn a_mapping() {
    let mut settings = TicketSettings::default();
    for (field, column) in [
        ("summary", "Text"),
        ("category", "Path"),
        ("created", "When"),
        ("reopens", "Again"),
        ("reassignments", "Handed"),
        ("status", "State"),
        ("effort", "Min"),
        ("articles", "KB"),
        ("breached", "Late"),
    ] {
        settings.columns.insert(field.to_owned(), column.to_owned());
    }
    let header = "Text|Path|When|Again|Handed|State|Min|KB|Late";
    let made = made(
        header,
        "Wifi|Network > Wi-Fi::Office|yesterday|0|0|done|12|KB0001, KB0002|yes",
        &settings,
    );
    assert_eq!(made.repair.as_deref(), Some("`created` holds no date"));
    assert!(!made.has_id);
    let t = made.ticket;
    assert_eq!(
        (t.id.as_str(), t.category.join("/").as_str()),
        ("row 2", "Network/Wi-Fi/Office")
    );
    assert_eq!(
        (t.first_contact, t.effort, t.breached),
        (Some(true), Some(12.0), Some(true))
    );
    assert_eq!(t.articles, ["KB0001", "KB0002"]);
}
