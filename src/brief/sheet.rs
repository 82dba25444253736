//! The report as rows for a spreadsheet.
//!
//! Takes the groups and the gaps. Gives CSV as RFC 4180 has it, with a header that does not change. Never lets a cell
//! begin like a formula: a spreadsheet would run it.

use crate::brief::figures::direction;
use crate::brief::words::state;
use crate::coverage::result::{Coverage, Direction, Gap, Group};
use csv::{Terminator, WriterBuilder};

/// The first line. Columns are only ever added at its end.
const HEADER: [&str; 27] = [
    "kind",
    "id",
    "name",
    "level",
    "state",
    "recurring",
    "tickets",
    "covered_self_service",
    "linked",
    "pattern",
    "category",
    "text",
    "covered_agents",
    "uncovered",
    "days",
    "requesters",
    "first_half",
    "second_half",
    "trend",
    "first_contact",
    "breached",
    "reopened",
    "median_hours",
    "median_effort_minutes",
    "weight",
    "cost_year",
    "cumulated",
];

/// All groups, then all gaps.
pub(crate) fn write(coverage: &Coverage) -> String {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    let groups = coverage.groups.iter().map(group_row);
    let gaps = coverage.gaps.iter().map(gap_row);
    let header = HEADER.map(str::to_owned).to_vec();
    for row in [header].into_iter().chain(groups).chain(gaps) {
        // Writing to memory cannot fail, and every row is as long as the header.
        let _ = writer.write_record(&row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn group_row(group: &Group) -> Vec<String> {
    let kind = if group.is_topic { "topic" } else { "category" };
    let mut row = vec![kind.to_owned(), String::new()];
    row.extend(shared(group, group.self_service.uncovered()));
    row.extend([String::new(), String::new(), String::new()]);
    row
}

fn gap_row(gap: &Gap) -> Vec<String> {
    let mut row = vec!["gap".to_owned(), text(&gap.id)];
    row.extend(shared(&gap.group, gap.tickets.len() as u32));
    row.extend([
        number(gap.weight, 1),
        number(gap.cost, 2),
        number(gap.cumulated, 4),
    ]);
    row
}

/// The columns that groups and gaps have in common.
fn shared(group: &Group, uncovered: u32) -> Vec<String> {
    let share = &group.self_service;
    let trend = &group.trend;
    let service = &group.service;
    let trend_word = match trend.direction {
        Direction::Unknown => "",
        known => direction(known),
    };
    let figure = |figure: Option<f64>| figure.map_or_else(String::new, |f| number(f, 4));
    let mut row = vec![
        text(&group.name),
        group.depth.to_string(),
        state(group.state).to_owned(),
        group.recurring.to_string(),
        share.all.to_string(),
        share.covered().to_string(),
    ];
    row.extend(share.by.map(|n| n.to_string()));
    row.extend([
        group.agents.covered().to_string(),
        uncovered.to_string(),
        group.days.to_string(),
        group.requesters.map_or_else(String::new, |n| n.to_string()),
        trend.first.to_string(),
        trend.second.to_string(),
        trend_word.to_owned(),
    ]);
    row.extend(
        [
            service.first_contact,
            service.breached,
            service.reopened,
            service.hours,
            service.effort,
        ]
        .map(figure),
    );
    row
}

/// Text that begins like a formula gets a mark in front, which spreadsheets hide.
fn text(text: &str) -> String {
    let first = text.trim_start().chars().next();
    let is_formula =
        matches!(first, Some('=' | '+' | '-' | '@')) || text.starts_with(['\t', '\r', '\n']);
    if is_formula {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// At most so many digits behind the point, and no idle noughts.
fn number(number: f64, digits: usize) -> String {
    let shown = format!("{number:.digits$}");
    if shown.contains('.') {
        shown.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        shown
    }
}

#[cfg(test)]
mod tests {
    use crate::brief::sample::{HOSTILE, empty, hostile, year};
    use crate::brief::sheet::{HEADER, number, text, write};

    fn records(text: &str) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        let row = |r: Result<csv::StringRecord, csv::Error>| {
            r.unwrap().iter().map(str::to_owned).collect()
        };
        reader.records().map(row).collect()
    }

    #[test]
    fn the_header_is_frozen() {
        let header = "kind,id,name,level,state,recurring,tickets,covered_self_service,linked,pattern,category,text,\
                      covered_agents,uncovered,days,requesters,first_half,second_half,trend,first_contact,breached,\
                      reopened,median_hours,median_effort_minutes,weight,cost_year,cumulated\r\n";
        assert_eq!(write(&empty()), header);
    }

    #[test]
    fn every_group_and_gap_has_its_row() {
        let coverage = year();
        let rows = records(&write(&coverage));
        assert_eq!(rows.len(), 1 + coverage.groups.len() + coverage.gaps.len());
        assert!(rows.iter().all(|r| r.len() == HEADER.len()));
        let at = |name: &str| HEADER.iter().position(|h| *h == name).unwrap();
        let gap = rows.iter().find(|r| r[at("id")] == "G4").unwrap();
        for (name, value) in [
            ("kind", "gap"),
            ("name", "Network > VPN > Mobile hotspot"),
            ("tickets", "412"),
            ("uncovered", "396"),
            ("trend", "rising"),
            ("breached", "0.12"),
            ("median_effort_minutes", ""),
            ("weight", "820"),
        ] {
            assert_eq!(gap[at(name)], value, "{name}");
        }
    }

    #[test]
    fn no_cell_is_a_formula() {
        for evil in ["=1+1", "+1", "-1", "@a", " =a", "\t=a", "\ra"] {
            assert_eq!(text(evil), format!("'{evil}"));
        }
        assert_eq!(text("a=b"), "a=b");
        let rows = records(&write(&hostile()));
        assert_eq!(rows[1][2], format!("'{HOSTILE}"));
    }

    #[test]
    fn numbers_are_plain() {
        assert_eq!(
            [number(100.0, 1), number(12.5, 1), number(0.12345, 4)],
            ["100", "12.5", "0.1235"]
        );
    }
}
