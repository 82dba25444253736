//! What holds for any file.
//!
//! Takes rows that nobody would write. Gives nothing. Never lets a row get lost.

use crate::config::tickets::TicketSettings;
use crate::tickets::tests::{one, run};
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};
use std::fmt::Write as _;

/// A cell as a spreadsheet writes it.
fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[a-c ,;\"\n\r|ä]{0,12}", "[0-9]{1,3}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// What a sound writer wrote is read back, row by row, whatever stands in the cells.
    #[test]
    fn sound_files_lose_nothing(rows in proptest::collection::vec((0u16..500, cell(), cell()), 1..60), mark in any::<bool>()) {
        let mut text = if mark { "\u{feff}" } else { "" }.to_owned();
        text.push_str("number,short_description,category,opened_at\n");
        let mut wanted = Vec::new();
        for (id, summary, category) in &rows {
            writeln!(text, "INC{id},{},{},", quoted(summary), quoted(category)).unwrap();
            if !wanted.contains(id) {
                wanted.push(*id);
            }
        }
        let run = one(text.as_bytes());
        assert_eq!(run.intake.read, rows.len() as u64);
        assert_eq!((run.intake.refused.count, run.intake.blank), (0, 0));
        let found: Vec<String> = run.tickets.iter().map(|t| t.id.clone()).collect();
        assert_eq!(found, wanted.iter().map(|id| format!("INC{id}")).collect::<Vec<_>>());
        for ticket in &run.tickets {
            let last = rows.iter().rfind(|(id, _, _)| ticket.id == format!("INC{id}")).unwrap();
            let words: Vec<&str> = last.1.split_whitespace().collect();
            assert_eq!(ticket.summary, words.join(" "));
        }
    }

    /// Any bytes behind a header: nothing panics, and every row is counted once (`run` adds up).
    #[test]
    fn broken_files_are_counted(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let header = b"number,short_description,category,opened_at\n";
        let _ = run(&[("x", &[&header[..], &bytes].concat())], &TicketSettings::default());
    }

    /// Any text where an object should be.
    #[test]
    fn broken_objects_are_counted(text in "[\\[\\]{}\",:a0 \n\\\\]{0,80}") {
        let json = format!("[{{\"number\":\"INC1\",\"short_description\":\"a\",\"opened_at\":\"\"}},{text}");
        let _ = run(&[("x", json.as_bytes())], &TicketSettings::default());
        let lines = format!("{{\"number\":\"INC1\",\"short_description\":\"a\",\"opened_at\":\"\"}}\n{text}");
        let _ = run(&[("x", lines.as_bytes())], &TicketSettings::default());
        let xml = format!("<xml><incident><number>INC1</number><short_description>a</short_description></incident><{text}");
        let _ = run(&[("x", xml.as_bytes())], &TicketSettings::default());
    }
}
