//! Ticket exports, by container.
//!
//! Takes the bytes of a file. Gives nothing. Never lets a row go uncounted.

use crate::Target;
use crate::corpus;
use crate::drive::scratch;
use crate::features::Features;
use crate::targets::choice;
use deskbook::config::tickets::{DateOrder, TicketSettings};
use deskbook::source::exports::Exports;
use deskbook::tickets::read;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs::{self, File};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const TABLE_WORDS: &[&str] = &[
    ",",
    ";",
    "\t",
    "|",
    "\"",
    "\"\"",
    "\n",
    "\r\n",
    "\r",
    "number",
    "short_description",
    "category",
    "opened_at",
    "Issue key",
    "Summary",
    "Created",
    "Ticket ID",
    "Subject",
    "ID",
    "id",
    "Status",
    "Priority",
    "Tags",
    "caller_id",
    "2026-03-04 05:06:07",
    "03/04/2026 05:06",
    "04.03.2026",
    "INC0010023",
    "sep=;\n",
    "=cmd()",
    "\u{feff}",
    "\u{ff}\u{fe}",
    "\0",
    "Network > VPN",
    "Network::VPN",
];
const OBJECT_WORDS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u0000",
    "\\ud800",
    "null",
    "true",
    "1e999",
    "-0",
    "\"records\":",
    "\"result\":",
    "\"issues\":",
    "\"fields\":",
    "\"tickets\":",
    "\"number\":",
    "\"key\":",
    "\"id\":",
    "\"created_at\":",
    "\"summary\":",
    "\"description\":{\"type\":\"doc\",\"content\":[",
    "\"display_value\":",
    "\"value\":",
    "\n",
    "<",
    ">",
    "</",
    "/>",
    "<incident>",
    "</incident>",
    "<xml>",
    "<?xml version=\"1.0\"?>",
    "<!DOCTYPE a [<!ENTITY b \"c\">]>",
    "&b;",
    "&#0;",
    "&lt;",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    " a=\"b\"",
    "<record>",
    "<unload>",
];
const BOOK_WORDS: &[&str] = &[
    "<c r=\"A1\" t=\"s\">",
    "<v>",
    "</v>",
    "</c>",
    "<row r=\"1\">",
    "</row>",
    "<is><t>",
    "</t></is>",
    "t=\"inlineStr\"",
    "t=\"b\"",
    "t=\"e\"",
    "t=\"d\"",
    "t=\"n\"",
    "r=\"XFD1048576\"",
    "r=\"ZZZZZZ9\"",
    "r=\"A0\"",
    "r=\"A4294967296\"",
    "s=\"1\"",
    "s=\"99999\"",
    "<sst count=\"9\">",
    "<si>",
    "<numFmt numFmtId=\"164\" formatCode=\"yyyy-mm-dd\"/>",
    "date1904=\"1\"",
    "<dimension ref=\"A1:XFD1048576\"/>",
    "<f>A1</f>",
    "<sheet name=\"x\" r:id=\"rId9\"/>",
    "Target=\"../../x\"",
    "=== xl/worksheets/sheet1.xml\n",
    "=== xl/sharedStrings.xml\n",
    "=== xl/workbook.xml\n",
    "<mergeCell ref=\"A1:B2\"/>",
    "45000.5",
    "-1",
    "1e300",
    "<",
    ">",
    "/>",
];

pub(crate) const TABLES: Target = Target {
    name: "ticket_tables",
    seeds: tables,
    words: TABLE_WORDS,
    count: 400,
    run: run_plain,
};
pub(crate) const OBJECTS: Target = Target {
    name: "ticket_objects",
    seeds: objects,
    words: OBJECT_WORDS,
    count: 250,
    run: run_plain,
};
pub(crate) const WORKBOOKS: Target = Target {
    name: "ticket_workbooks",
    seeds: workbooks,
    words: BOOK_WORDS,
    count: 300,
    run: run_workbook,
};
pub(crate) const ARCHIVES: Target = Target {
    name: "ticket_archives",
    seeds: archives,
    words: &["PK\u{3}\u{4}", "\u{1f}", "a.csv", "../a.csv"],
    count: 300,
    run: run_plain,
};

fn fixtures(endings: &[&str]) -> Vec<Vec<u8>> {
    let all = endings
        .iter()
        .flat_map(|e| corpus::of_repository("tests/fixtures/tickets", e));
    all.collect()
}

fn tables() -> Vec<Vec<u8>> {
    let mut all = fixtures(&[".csv"]);
    // The same in the encoding that spreadsheets call Unicode.
    let wide = String::from_utf8_lossy(&all[0])
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect::<Vec<u8>>();
    all.push([&[0xff, 0xfe][..], &wide].concat());
    all
}

fn objects() -> Vec<Vec<u8>> {
    fixtures(&[".json", ".ndjson", ".xml"])
}

/// A workbook as text: `=== name`, and the member's text below.
fn workbooks() -> Vec<Vec<u8>> {
    let book = |bytes: Vec<u8>| {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = Vec::new();
        for i in 0..archive.len() {
            let mut member = archive.by_index(i).unwrap();
            let name = member.name().unwrap().into_owned();
            text.extend(format!("=== {name}\n").bytes());
            member.read_to_end(&mut text).unwrap();
            text.push(b'\n');
        }
        text
    };
    fixtures(&[".xlsx"]).into_iter().map(book).collect()
}

fn zipped<'a>(members: impl Iterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        // A name that stands twice is refused; the first member is enough.
        if archive
            .start_file(name, SimpleFileOptions::default())
            .is_ok()
        {
            archive.write_all(bytes).unwrap();
        }
    }
    archive.finish().unwrap().into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn archives() -> Vec<Vec<u8>> {
    let [table, objects] = [tables().swap_remove(0), objects().swap_remove(0)];
    let packed = gzipped(&table);
    let two = zipped(
        [
            ("a/tickets.csv", &*table),
            ("b.json", &*objects),
            ("__MACOSX/c", b"x"),
        ]
        .into_iter(),
    );
    let inner = zipped([("c.csv.gz", &*packed)].into_iter());
    let mut all = vec![two, inner, packed, gzipped(&objects)];
    all.extend(fixtures(&[".xlsx"]));
    all
}

/// Packs what [`workbooks`] wrote, harmed or not.
fn run_workbook(input: &[u8], features: &mut Features) {
    let text = String::from_utf8_lossy(input);
    let members = text.split("=== ").filter_map(|part| part.split_once('\n'));
    let bytes = zipped(members.map(|(name, text)| (name.trim(), text.as_bytes())));
    run_plain(&bytes, features);
}

fn run_plain(input: &[u8], features: &mut Features) {
    let folder = scratch("tickets");
    File::create(folder.join("export"))
        .unwrap()
        .write_all(input)
        .unwrap();
    let mut settings = TicketSettings::default();
    if choice(input).is_multiple_of(4) {
        settings.date_order = Some(DateOrder::DayFirst);
        settings
            .columns
            .insert("summary".to_owned(), "Summary".to_owned());
        settings.category_field = Some("category".to_owned());
    }
    let exports = match Exports::open(&folder, &["export".into()]) {
        Ok(exports) => exports,
        Err(failure) => return features.say(&failure.to_string()),
    };
    let mut numbers = 0;
    let intake = read(
        &exports,
        &settings,
        &|ticket| ticket,
        &mut |number, ticket| {
            numbers = numbers.max(u64::from(number) + 1);
            features.see((
                ticket.noise.is_some(),
                ticket.category.len().min(4),
                ticket.created.is_some(),
            ));
        },
    );
    fs::remove_dir_all(&folder).unwrap();
    let intake = match intake {
        Ok(intake) => intake,
        Err(failure) => return features.say(&failure.to_string()),
    };
    let counted = intake.kept + intake.merged.count + intake.refused.count + intake.blank;
    assert_eq!(
        intake.read, counted,
        "a row is not counted, or twice: {intake:?}"
    );
    assert_eq!(intake.kept, numbers, "a ticket has no number");
    assert_eq!(
        intake.read,
        intake.sources.iter().map(|s| s.rows).sum::<u64>()
    );
    for source in &intake.sources {
        features.see((
            source.vendor,
            &source.container,
            &source.encoding,
            &source.dates,
        ));
        source.notes.iter().for_each(|n| features.say(n));
    }
    for count in [&intake.repaired, &intake.refused, &intake.merged] {
        count.first.iter().for_each(|(_, what)| features.say(what));
    }
}
