//! What real exports do to those who read them.
//!
//! Takes files made here, each with one trap. Gives what is left of it. Never needs two traps to fail.

use crate::config::tickets::{DateOrder, TicketSettings};
use crate::tickets::intake::Count;
use crate::tickets::tests::{Run, ids, one, run};
use crate::tickets::ticket::Place;
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::civil::date;
use std::fmt::Write as _;
use std::io::Write;

const HEADER: &str = "number,short_description,category,opened_at";

/// An export of ServiceNow with these rows.
fn csv(rows: &str) -> Vec<u8> {
    format!("{HEADER}\n{rows}").into_bytes()
}

fn summaries(run: &Run) -> Vec<&str> {
    run.tickets.iter().map(|t| t.summary.as_str()).collect()
}

fn places(count: &Count) -> Vec<u32> {
    count.first.iter().map(|(place, _)| place.line).collect()
}

#[test]
fn encodings() {
    let text =
        format!("{HEADER}\nINC1,Störung im Büro große Überraschung,Größe,2026-02-03 10:00:00\n");
    let latin = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
    let wide: Vec<u8> = std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let cases: [(&[u8], &str); 4] = [
        (text.as_bytes(), "UTF-8"),
        (&[b"\xef\xbb\xbf", text.as_bytes()].concat(), "UTF-8"),
        (&latin, "windows-1252"),
        (&wide, "UTF-16LE"),
    ];
    for (bytes, encoding) in cases {
        let run = one(bytes);
        assert_eq!(run.intake.sources[0].encoding, encoding);
        assert_eq!(
            summaries(&run),
            ["Störung im Büro große Überraschung"],
            "{encoding}"
        );
        assert_eq!(run.tickets[0].id, "INC1", "{encoding}");
        assert_eq!(run.intake.repaired.count, 0, "{encoding}");
    }
}

#[test]
fn a_broken_letter_in_a_sound_file_is_mended_and_counted() {
    let mut bytes = csv("INC1,Büro über größe,x,\nINC2,");
    bytes.extend_from_slice(b"B\xfcro,x,\n");
    let run = one(&bytes);
    assert_eq!(summaries(&run), ["Büro über größe", "Büro"]);
    assert_eq!(places(&run.intake.repaired), [3]);
}

#[test]
fn escapes_of_excel_and_letters_encoded_twice_are_counted_as_mended() {
    let run = one(&csv("INC1,a_x000D_ b,x,\nINC2,spÃ¤ter,x,\nINC3,fine,x,\n"));
    assert_eq!(places(&run.intake.repaired), [2, 3]);
}

#[test]
fn line_breaks_inside_and_between_rows() {
    let run = one(&csv(
        "INC1,\"one, \"\"two\"\"\r\nthree\",x,\r\nINC2,b,x,\r\nINC3\r\nINC4,d,x,\r\n",
    ));
    assert_eq!(summaries(&run), ["one, \"two\" three", "b", "", "d"]);
    assert_eq!(places(&run.intake.repaired), [5]);
    assert_eq!(run.intake.repaired.first[0].1, "1 cell for 4 columns");
    assert_eq!(run.tickets[3].place, Place { file: 0, line: 6 });
}

#[test]
fn empty_rows_at_the_end_are_counted_as_blank() {
    let run = one(&csv("INC1,a,x,\n,,,\n  , ,,\n\n,,,\n"));
    assert_eq!(
        (run.intake.read, run.intake.kept, run.intake.blank),
        (5, 1, 4)
    );
    assert_eq!(run.intake.repaired.count, 0);
}

#[test]
fn a_last_row_that_is_cut_is_refused_with_its_line() {
    for tail in ["INC2,b", "INC2,\"b", "INC2,\"b\nc\nd"] {
        let run = one(&csv(&format!("INC1,\"a\nb\",x,\n{tail}")));
        assert_eq!(ids(&run), ["INC1"], "{tail}");
        assert_eq!(places(&run.intake.refused), [4], "{tail}");
    }
    let whole = one(&csv("INC1,a,x,2026-02-03 10:00:00"));
    assert_eq!(ids(&whole), ["INC1"]);
    let json = one(
        br#"{"records":[{"number":"INC1","short_description":"a","opened_at":""},
        {"number":"INC2","short_desc"#,
    );
    assert_eq!(
        (ids(&json), places(&json.intake.refused)),
        (vec!["INC1"], vec![2])
    );
    let xml = one(b"<xml><incident><number>INC1</number><short_description>a</short_description></incident>\n<incident><number>IN");
    assert_eq!(
        (ids(&xml), places(&xml.intake.refused)),
        (vec!["INC1"], vec![2])
    );
}

#[test]
fn wide_rows_are_kept_by_position() {
    let run = one(&csv("INC1,a,x,2026-02-03 10:00:00,more,still\nINC2,b,x,\n"));
    assert_eq!(ids(&run), ["INC1", "INC2"]);
    assert_eq!(
        run.tickets[0].created,
        Some(date(2026, 2, 3).at(10, 0, 0, 0))
    );
    assert_eq!(places(&run.intake.repaired), [2]);
}

#[test]
fn a_day_over_twelve_decides_for_the_whole_file_wherever_it_stands() {
    let mut rows = String::new();
    for n in 0..3000 {
        writeln!(rows, "INC{n},a,x,03/04/2026 10:00").unwrap();
    }
    let assumed = one(&csv(&rows));
    assert_eq!(assumed.intake.sources[0].dates, "month first, assumed");
    assert!(
        assumed.intake.sources[0]
            .notes
            .iter()
            .any(|n| n.contains("--date-order"))
    );
    assert_eq!(assumed.tickets[0].created.unwrap().date(), date(2026, 3, 4));
    rows.push_str("INC9999,a,x,25/04/2026 10:00\n");
    let seen = one(&csv(&rows));
    assert_eq!(seen.intake.sources[0].dates, "day first, seen");
    assert_eq!(seen.tickets[0].created.unwrap().date(), date(2026, 4, 3));
    let settings = TicketSettings {
        date_order: Some(DateOrder::DayFirst),
        ..TicketSettings::default()
    };
    let set = run(&[("a", &csv("INC1,a,x,03/04/2026 10:00\n"))], &settings).unwrap();
    assert_eq!(set.intake.sources[0].dates, "day first, set");
    assert_eq!(set.tickets[0].created.unwrap().date(), date(2026, 4, 3));
    let plain = one(&csv("INC1,a,x,2026-04-03 10:00:00\n"));
    assert_eq!(plain.intake.sources[0].dates, "year first, seen");
}

#[test]
fn the_newest_of_several_rows_is_kept() {
    let header = "number,short_description,opened_at,sys_updated_on\n";
    let rows = "INC1,old,,2026-02-03 10:00:00\nINC2,other,,\nINC1,new,,2026-02-05 10:00:00\nINC1,older,,2026-02-01 10:00:00\nINC2,later,,\n";
    let run = one(format!("{header}{rows}").as_bytes());
    assert_eq!(summaries(&run), ["new", "later"]);
    assert_eq!(places(&run.intake.merged), [4, 5, 6]);
}

#[test]
fn several_files_gzip_and_zip_in_one_run() {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer
        .write_all(&csv("INC1,again,x,\nINC2,b,x,\n"))
        .unwrap();
    let small = packer.finish().unwrap();
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, bytes) in [
        ("readme.txt", &b"This is what we send you.\n"[..]),
        ("in/c.csv", &csv("INC3,c,x,\n")),
    ] {
        archive.start_file(name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    let zipped = archive.finish().unwrap().into_inner();
    let files: [(&str, &[u8]); 3] = [
        ("a.csv", &csv("INC1,a,x,\n")),
        ("b", &small),
        ("c.zip", &zipped),
    ];
    let run = run(&files, &TicketSettings::default()).unwrap();
    assert_eq!(summaries(&run), ["again", "b", "c"]);
    assert_eq!(
        run.intake.merged.first,
        [(
            Place { file: 1, line: 2 },
            "INC1 was read before".to_owned()
        )]
    );
    let told: Vec<_> = run
        .intake
        .sources
        .iter()
        .map(|s| (s.name.as_str(), s.container.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("a.csv", "csv"),
            ("b", "csv, gzip"),
            ("c.zip!in/c.csv", "csv, zip"),
            ("c.zip!readme.txt", "")
        ]
    );
    assert_eq!(
        run.intake.sources[3].notes,
        ["left out: it is no ticket export"]
    );
}

#[test]
fn a_packed_file_that_breaks_off_gives_what_stands_before() {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    let mut rows = String::new();
    for n in 0..20_000 {
        writeln!(rows, "INC{n},words {},x,", n * 7919 % 10_007).unwrap();
    }
    packer.write_all(&csv(&rows)).unwrap();
    let whole = packer.finish().unwrap();
    let run = one(&whole[..whole.len() / 2]);
    assert!(
        run.intake.kept > 1000 && run.intake.kept < 20_000,
        "{}",
        run.intake.kept
    );
    assert!(
        run.intake.sources[0]
            .notes
            .iter()
            .any(|n| n.contains("breaks off"))
    );
}

#[test]
fn ten_thousand_rows_of_servicenow_are_suspicious() {
    let mut rows = String::new();
    for n in 0..10_000 {
        writeln!(rows, "INC{n},a,x,").unwrap();
    }
    let says = |run: &Run| {
        run.intake.sources[0]
            .notes
            .iter()
            .any(|n| n.contains("exactly 10,000"))
    };
    assert!(says(&one(&csv(&rows))));
    rows.push_str("INC10000,a,x,\n");
    assert!(!says(&one(&csv(&rows))));
}

#[test]
fn one_broken_object_among_lines_costs_itself() {
    let line = |n: u32| {
        format!("{{\"number\":\"INC{n}\",\"short_description\":\"a\",\"opened_at\":\"\"}}\n")
    };
    let text = format!(
        "{}{}{}{}",
        line(1),
        "{\"number\":\"INC2\",\"short_description\":\"cut\n",
        line(3),
        "{\"number\":INC4}\n"
    );
    let run = one(text.as_bytes());
    assert_eq!(ids(&run), ["INC1", "INC3"]);
    assert_eq!(places(&run.intake.refused), [2, 4]);
}
