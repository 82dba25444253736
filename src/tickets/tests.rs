//! Exports in the true shape of each system, with every trap that is known.
//!
//! Takes the fixtures of `tests/fixtures/tickets`, and files made here. Gives tickets and counts. Never needs a file from
//! elsewhere.

mod properties;
mod refusals;
mod traps;

use crate::config::tickets::TicketSettings;
use crate::source::exports::Exports;
use crate::tickets::intake::Intake;
use crate::tickets::read;
use crate::tickets::ticket::{Status, Ticket};
use std::fs;

/// What came of some files: tickets by number, and the counts. The counts always add up.
struct Run {
    tickets: Vec<Ticket>,
    intake: Intake,
}

fn run(files: &[(&str, &[u8])], settings: &TicketSettings) -> Result<Run, String> {
    let dir = tempfile::tempdir().unwrap();
    let paths: Vec<_> = files
        .iter()
        .map(|(name, _)| dir.path().join(name))
        .collect();
    for (path, (_, bytes)) in paths.iter().zip(files) {
        fs::write(path, bytes).unwrap();
    }
    let exports = Exports::open(dir.path(), &paths).map_err(|e| e.to_string())?;
    let mut tickets: Vec<Ticket> = Vec::new();
    let mut keep = |number: u32, ticket: Ticket| match tickets.get_mut(number as usize) {
        Some(known) => *known = ticket,
        None => tickets.push(ticket),
    };
    let intake = read(&exports, settings, &|ticket| ticket, &mut keep);
    let intake = intake.map_err(|e| format!("{e}\n{}", help(&e)))?;
    let i = &intake;
    assert_eq!(i.read, i.kept + i.merged.count + i.refused.count + i.blank);
    assert_eq!(i.read, i.sources.iter().map(|s| s.rows).sum::<u64>());
    assert_eq!(i.kept, tickets.len() as u64);
    Ok(Run { tickets, intake })
}

fn help(failure: &crate::diag::Failure) -> &str {
    match failure {
        crate::diag::Failure::Usage { help, .. } | crate::diag::Failure::Other { help, .. } => help,
        _ => "",
    }
}

/// One file with no settings.
fn one(bytes: &[u8]) -> Run {
    run(&[("export", bytes)], &TicketSettings::default()).unwrap()
}

fn ids(run: &Run) -> Vec<&str> {
    run.tickets.iter().map(|t| t.id.as_str()).collect()
}

/// A fixture by its name.
macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!("../../tests/fixtures/tickets/", $name))
    };
}

#[test]
fn every_system_is_understood_without_a_word() {
    let cases: [(&[u8], &str, &str, usize); 14] = [
        (fixture!("servicenow.csv"), "servicenow", "csv", 5),
        (fixture!("servicenow-labels.csv"), "servicenow", "csv", 2),
        (fixture!("servicenow-records.json"), "servicenow", "json", 2),
        (
            fixture!("servicenow-table-api.json"),
            "servicenow",
            "json",
            2,
        ),
        (fixture!("servicenow.xml"), "servicenow", "xml", 2),
        (fixture!("servicenow.xlsx"), "servicenow", "xlsx", 3),
        (fixture!("jira.csv"), "jira", "csv", 4),
        (fixture!("jira-search.json"), "jira", "json", 2),
        (fixture!("jira-requests.json"), "jira", "json", 1),
        (fixture!("zendesk.csv"), "zendesk", "csv", 3),
        (fixture!("zendesk.ndjson"), "zendesk", "ndjson", 2),
        (fixture!("freshdesk.csv"), "freshdesk", "csv", 3),
        (fixture!("freshdesk.json"), "freshdesk", "json", 2),
        (fixture!("freshservice.json"), "freshservice", "json", 2),
    ];
    for (bytes, vendor, container, count) in cases {
        let run = one(bytes);
        let source = &run.intake.sources[0];
        assert_eq!(
            (source.vendor, source.container.as_str()),
            (vendor, container)
        );
        assert_eq!(
            run.tickets.len(),
            count,
            "{vendor} {container}: {:?}",
            ids(&run)
        );
        for ticket in &run.tickets {
            assert!(
                !ticket.summary.is_empty() && ticket.created.is_some(),
                "{ticket:?}"
            );
            assert_ne!(ticket.status, Status::Unknown, "{ticket:?}");
        }
    }
}

#[test]
fn forms_of_servicenow_say_the_same() {
    let csv = one(fixture!("servicenow.csv"));
    for other in [
        one(fixture!("servicenow-records.json")),
        one(fixture!("servicenow-table-api.json")),
        one(fixture!("servicenow.xml")),
        one(fixture!("servicenow.xlsx")),
    ] {
        for (theirs, ours) in other.tickets.iter().zip(&csv.tickets).take(2) {
            assert_eq!(theirs.id, ours.id);
            assert_eq!(theirs.summary, ours.summary);
            assert_eq!(theirs.category, ours.category);
            assert_eq!(
                (theirs.created, theirs.resolved),
                (ours.created, ours.resolved)
            );
            assert_eq!(
                (theirs.status, theirs.priority, theirs.breached),
                (ours.status, ours.priority, ours.breached)
            );
            assert_eq!(theirs.first_contact, ours.first_contact);
        }
    }
}

#[test]
fn json_of_the_others_keeps_what_matters() {
    let jira = one(fixture!("jira-search.json"));
    let first = &jira.tickets[0];
    assert_eq!(first.category, ["Laptops"]);
    assert!(
        first.description.contains("docking station"),
        "{}",
        first.description
    );
    assert_eq!((first.breached, first.status), (Some(true), Status::Solved));
    let asked = one(fixture!("jira-requests.json"));
    assert_eq!(asked.tickets[0].summary, "Monitor stays black");
    assert_eq!(asked.tickets[0].breached, Some(false));
    let fresh = one(fixture!("freshdesk.json"));
    assert_eq!(
        (fresh.tickets[0].breached, fresh.tickets[0].reopens),
        (Some(true), Some(1))
    );
    assert_eq!(fresh.tickets[1].reopens, Some(0));
    let service = one(fixture!("freshservice.json"));
    assert_eq!(service.tickets[0].category, ["Hardware", "Printer"]);
    assert!(service.tickets[1].category.is_empty());
    let settings = TicketSettings {
        category_field: Some("360000000012".to_owned()),
        ..TicketSettings::default()
    };
    let zendesk = run(&[("z", fixture!("zendesk.ndjson"))], &settings).unwrap();
    assert_eq!(zendesk.tickets[0].category, ["account_locked"]);
    assert_eq!(zendesk.tickets[0].first_contact, Some(true));
}

#[test]
fn no_name_of_a_person_survives() {
    for bytes in [
        &fixture!("freshdesk.csv")[..],
        fixture!("servicenow.csv"),
        fixture!("zendesk.csv"),
    ] {
        for ticket in one(bytes).tickets {
            let told = format!("{ticket:?}");
            assert!(
                !told.contains("Example") && !told.contains("@example.com"),
                "{told}"
            );
        }
    }
}
