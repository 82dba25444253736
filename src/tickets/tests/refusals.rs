//! Files that are not read: why, and what to do.
//!
//! Takes files made here. Gives the words of the refusal. Never reads a file on a guess.

use crate::config::tickets::TicketSettings;
use crate::tickets::tests::{one, run};

#[test]
fn what_no_system_wrote_needs_a_mapping_and_is_told_how() {
    let bytes = b"Document,Topic_group\n\"printer, again\",Hardware\n,\n";
    let refused = run(&[("it.csv", bytes)], &TicketSettings::default())
        .err()
        .unwrap();
    for part in [
        "cannot tell what `it.csv` holds",
        "`Document`, `Topic_group`",
        "    description: Document",
        "    category: Topic_group",
    ] {
        assert!(refused.contains(part), "{refused}");
    }
    let mut settings = TicketSettings::default();
    settings
        .columns
        .insert("description".to_owned(), "Document".to_owned());
    settings
        .columns
        .insert("category".to_owned(), "Topic_group".to_owned());
    let run = run(&[("it.csv", bytes)], &settings).unwrap();
    let ticket = &run.tickets[0];
    assert_eq!(
        (ticket.id.as_str(), ticket.description.as_str()),
        ("row 2", "printer, again")
    );
    assert_eq!(
        (ticket.category.as_slice(), run.intake.blank),
        (&["Hardware".to_owned()][..], 1)
    );
    assert_eq!(run.intake.sources[0].vendor, "mapping");
}

#[test]
fn other_files_are_refused_with_a_reason() {
    let cases: [(&[u8], &str); 4] = [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel workbook"),
        (b"<!DOCTYPE html><html><table>", "web page"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04 nothing", "cannot read"),
    ];
    for (bytes, why) in cases {
        let refused = run(&[("x.csv", bytes)], &TicketSettings::default())
            .err()
            .unwrap();
        assert!(refused.contains(why), "{refused}");
    }
    for nothing in [&b""[..], b"{\"tickets\":[]}", b"\n\n"] {
        let run = one(nothing);
        assert_eq!(
            (run.intake.read, run.intake.sources[0].notes.len()),
            (0, 1),
            "{nothing:?}"
        );
    }
}
