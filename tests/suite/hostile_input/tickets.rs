//! Exports that explode, lie or break off.
//!
//! Takes one crooked file at a time. Gives what `tickets` and `gaps` say. Never drops a ticket that could not be read
//! without counting it, and never unpacks more than memory holds.

use super::paths::pipe;
use super::{guarded, many};
use crate::kb::Kb;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::{Cursor, Write};
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const HEADER: &str = "number,short_description,category,opened_at\n";
const ROW: &str = "INC1,VPN drops,Network,2026-02-03 10:00:00\n";
const SPREADSHEET: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

/// A name, bytes, and what `tickets` says of them: part of the counts, or of the refusal.
type Case = (&'static str, Vec<u8>, &'static str);

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        let options = SimpleFileOptions::default();
        archive.start_file(*name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn one() -> Vec<u8> {
    (HEADER.to_owned() + ROW).into_bytes()
}

fn giant() -> String {
    "x".repeat(many(6 << 20).min(500 << 20))
}

/// Lies behind the beginning of a part of an archive: `PK12` is the list of names.
fn lie(mut archive: Vec<u8>, part: &[u8], at: usize, bytes: &[u8]) -> Vec<u8> {
    let start = archive.windows(4).position(|w| w == part).unwrap() + at;
    archive[start..start + bytes.len()].copy_from_slice(bytes);
    archive
}

/// The list of names many times over the same bytes.
fn overlapping() -> Vec<u8> {
    let archive = zip(&[("t.csv", &one())]);
    let place = |part: &[u8]| archive.windows(4).position(|w| w == part).unwrap();
    let (list, end) = (place(b"PK\x01\x02"), place(b"PK\x05\x06"));
    let entry = |i: u32| {
        let name = format!("{i:05}");
        let mut entry = archive[list..end].to_vec();
        entry[46..51].copy_from_slice(name.as_bytes());
        entry
    };
    let entries: Vec<u8> = (0..200).flat_map(entry).collect();
    let mut tail = b"PK\x05\x06\0\0\0\0\xc8\0\xc8\0".to_vec();
    tail.extend((entries.len() as u32).to_le_bytes());
    tail.extend((list as u32).to_le_bytes());
    tail.extend([0, 0]);
    [&archive[..list], &entries, &tail].concat()
}

/// An archive whose long form promises 2^60 files.
fn zip64() -> Vec<u8> {
    let archive = zip(&[("t.csv", &one())]);
    let place = |part: &[u8]| archive.windows(4).position(|w| w == part).unwrap();
    let (list, end) = (place(b"PK\x01\x02"), place(b"PK\x05\x06"));
    let mut bytes = archive[..end].to_vec();
    bytes.extend(b"PK\x06\x06");
    bytes.extend(44_u64.to_le_bytes());
    bytes.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for number in [1_u64 << 60, 1 << 60, (end - list) as u64, list as u64] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend(b"PK\x06\x07\0\0\0\0");
    bytes.extend((end as u64).to_le_bytes());
    bytes.extend(1_u32.to_le_bytes());
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([0xff; 12]);
    bytes.extend([0, 0]);
    bytes
}

#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn archives() -> Vec<Case> {
    let (one, giant) = (one(), giant());
    let packed = zip(&[("t.csv", &one)]);
    let many_rows = zip(&[("t.csv", (HEADER.to_owned() + &ROW.repeat(999)).as_bytes())]);
    let names: Vec<String> = (0..1_001).map(|i| format!("t{i}.csv")).collect();
    let crowd: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &one[..0])).collect();
    let (file, list) = (&b"PK\x03\x04"[..], &b"PK\x01\x02"[..]);
    let long_row = format!("{HEADER}INC1,{giant},N,2026-02-03\n{ROW}");
    let climbing: &[(&str, &[u8])] = &[
        ("../../evil.csv", &one),
        ("/evil.csv", &one),
        ("C:\\evil.csv", &one),
        ("a\nb\u{202e}\u{1b}[31m.csv", &one),
        ("con.csv", &one),
    ];
    let workbook_bomb = [b"PK\x03\x04".as_slice(), &vec![0; 257 << 20]].concat();
    vec![
        (
            "bomb.zip",
            zip(&[("t.csv", long_row.as_bytes())]),
            "2 read: 1 kept, 0 merged, 0 repaired, 1 refused",
        ),
        (
            "bomb.gz",
            gzip(long_row.as_bytes()),
            "2 read: 1 kept, 0 merged, 0 repaired, 1 refused",
        ),
        (
            "twice.zip",
            zip(&[("t.gz", &gzip(long_row.as_bytes()))]),
            "2 read: 1 kept",
        ),
        ("workbook.gz", gzip(&workbook_bomb), "larger than 256 MB"),
        ("crowd.zip", zip(&crowd), "holds 1001 files"),
        (
            "nested.zip",
            zip(&[("a.zip", &zip(&[("b.zip", &packed)]))]),
            "unpack it first",
        ),
        ("climbs.zip", zip(climbing), "5 read: 1 kept, 4 merged"),
        (
            "locked.zip",
            lie(lie(packed.clone(), file, 6, &[1]), list, 8, &[1]),
            "Password",
        ),
        (
            "small.zip",
            lie(many_rows.clone(), list, 24, &[10, 0, 0, 0]),
            "larger than its declared",
        ),
        (
            "large.zip",
            lie(many_rows.clone(), list, 24, &[0xff; 4]),
            "999 read: 1 kept, 998 merged",
        ),
        (
            "local.zip",
            lie(many_rows.clone(), file, 22, &[10, 0, 0, 0]),
            "999 read: 1 kept, 998 merged",
        ),
        (
            "packed.zip",
            lie(many_rows, list, 20, &[0xf0, 0xff, 0xff, 0x7f]),
            "999 read: 1 kept, 998 merged",
        ),
        (
            "place.zip",
            lie(packed.clone(), list, 42, &[0xff, 0xff, 0xff, 0x7f]),
            "cannot read",
        ),
        (
            "sum.zip",
            lie(packed.clone(), list, 16, &[1, 2, 3, 4]),
            "the file breaks off",
        ),
        (
            "method.zip",
            lie(packed.clone(), list, 10, &[99]),
            "not supported",
        ),
        ("overlap.zip", overlapping(), "200 read: 1 kept, 199 merged"),
        ("zip64.zip", zip64(), "inconsistent"),
        (
            "cut.zip",
            packed[..packed.len() / 2].to_vec(),
            "cannot read",
        ),
        (
            "junk.zip",
            [b"PK\x03\x04".as_slice(), &[0; 999]].concat(),
            "cannot read",
        ),
        ("cut.gz", gzip(&one)[..20].to_vec(), "cannot tell"),
    ]
}

/// A workbook of one sheet.
fn workbook(rows: &str, before: &str, shared: &str) -> Vec<u8> {
    const RELS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let rels = |inner: &str| format!("<Relationships xmlns=\"{PACKAGE}\">{inner}</Relationships>");
    let rel = |id: &str, kind: &str, to: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{RELS}/{kind}\" Target=\"{to}\"/>")
    };
    let parts = rel("r1", "worksheet", "worksheets/sheet1.xml")
        + &rel("r2", "sharedStrings", "sharedStrings.xml");
    let root = rels(&rel("r1", "officeDocument", "xl/workbook.xml"));
    let book = format!(
        "<workbook {SPREADSHEET} xmlns:r=\"{RELS}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let sheet = format!(
        "<?xml version=\"1.0\"?>{before}<worksheet {SPREADSHEET}><sheetData>{rows}</sheetData></worksheet>"
    );
    let strings = format!("{before}<sst {SPREADSHEET}>{shared}</sst>");
    zip(&[
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", rels(&parts).as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
    ])
}

fn cell(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

fn row(number: u32, cells: &[&str]) -> String {
    let cells = ["A", "B", "C", "D"].iter().zip(cells);
    let cells = cells.map(|(column, text)| cell(&format!("{column}{number}"), text));
    format!("<row r=\"{number}\">{}</row>", cells.collect::<String>())
}

fn sheet(more: &str) -> String {
    let cells = |line: &str, number| row(number, &line.trim().split(',').collect::<Vec<_>>());
    cells(HEADER, 1) + &cells(ROW, 2) + more
}

/// A billion laughs, declared.
fn laughs() -> String {
    let line = |c: char| {
        let more = format!("&{};", (c as u8 - 1) as char).repeat(10);
        format!("<!ENTITY {c} \"{more}\">")
    };
    let more: String = ('b'..='i').map(line).collect();
    format!("<!DOCTYPE l [<!ENTITY a \"ha\">{more}]>")
}

#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn workbooks() -> Vec<Case> {
    let giant = "x".repeat(many(65 << 20).min(500 << 20));
    let outside = "<!DOCTYPE a [<!ENTITY i SYSTEM \"file:///etc/passwd\">]>";
    let evil = row(3, &["INC2", "&i;", "N", "2026-02-03"]);
    let far = |place: &str| format!("<row r=\"9\">{}</row>", cell(place, "x"));
    let wide: String = (3..many(2_000).min(9_000))
        .map(|i| format!("<row r=\"{i}\">{}</row>", cell(&format!("XFD{i}"), "x")))
        .collect();
    let strings = "<si><t>x</t></si>".repeat(many(50_000));
    vec![
        ("ok.xlsx", workbook(&sheet(""), "", ""), "1 read: 1 kept"),
        (
            "bomb.xlsx",
            workbook(&sheet(&row(3, &["INC2", &giant])), "", ""),
            "a part of it unpacks from",
        ),
        (
            "shared.xlsx",
            workbook(&sheet(""), "", &format!("<si><t>{giant}</t></si>")),
            "a part of it unpacks from",
        ),
        (
            "strings.xlsx",
            workbook(&sheet(""), "", &strings),
            "1 read: 1 kept",
        ),
        (
            "far.xlsx",
            workbook(&sheet(&far("ZZZZZZ9")), "", ""),
            "a cell of row 9 has no column",
        ),
        (
            "last.xlsx",
            workbook(&sheet(&far("XFD9")), "", ""),
            "2 read: 2 kept",
        ),
        (
            "low.xlsx",
            workbook(&sheet(&far("A4294967295")), "", ""),
            "2 read: 2 kept",
        ),
        (
            "nowhere.xlsx",
            workbook(&sheet(&far("")), "", ""),
            "the file breaks off",
        ),
        ("wide.xlsx", workbook(&sheet(&wide), "", ""), "0 refused"),
        (
            "index.xlsx",
            workbook(
                &sheet("<row r=\"3\"><c r=\"A3\" t=\"s\"><v>99999999</v></c></row>"),
                "",
                "",
            ),
            "1 kept",
        ),
        (
            "laugh.xlsx",
            workbook(&sheet(&evil), &laughs(), ""),
            "unrecognized entity",
        ),
        (
            "outside.xlsx",
            workbook(&sheet(&evil), outside, ""),
            "unrecognized entity",
        ),
        (
            "nest.xlsx",
            workbook(&"<a>".repeat(100_000), "", ""),
            "the workbook is empty",
        ),
    ]
}

#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn tables() -> Vec<Case> {
    let giant = giant();
    let rows = ROW.replace("INC1", "INC2").repeat(9);
    let cells = ",c".repeat(many(100_000));
    let mixed = [
        HEADER.as_bytes(),
        ROW.as_bytes(),
        b"INC2,gr\xc3\xb6\xc3\x9fe,N,2026-02-03\nINC3,\xe9,N,2026-02-03\nINC4,\xff\xfe\x80,N,\n",
    ]
    .concat();
    let wide: Vec<u8> = format!("{HEADER}{ROW}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let wider: Vec<u8> = format!("{HEADER}{ROW}")
        .chars()
        .flat_map(|c| (c as u32).to_le_bytes())
        .collect();
    let dates: String = [
        "9999-99-99",
        "99999-01-01",
        "-1",
        "0000-00-00",
        "1e308",
        "2026-02-30",
        "1/1/1",
        &"9".repeat(9_999),
    ]
    .iter()
    .enumerate()
    .map(|(i, date)| format!("INC{i},a,N,{date}\n"))
    .collect();
    let ids = "../../x,a,N,\n=1+1,b,N,\n\u{1b}[31mred,c,N,\n\u{202e}abc,d,N,\n<script>,e,N,\n";
    vec![
        ("ok.csv", one(), "1 read: 1 kept"),
        ("empty.csv", Vec::new(), "0 read"),
        (
            "field.csv",
            format!("{HEADER}{ROW}INC9,\"{giant}").into_bytes(),
            "2 read: 1 kept, 0 merged, 0 repaired, 1 refused",
        ),
        (
            "line.csv",
            giant.clone().into_bytes(),
            "1 read: 0 kept, 0 merged, 0 repaired, 1 refused",
        ),
        (
            "middle.csv",
            format!("{HEADER}{ROW}INC3,{giant},N,\n{rows}").into_bytes(),
            "11 read: 2 kept, 8 merged, 0 repaired, 1 refused",
        ),
        (
            "open.csv",
            format!("{HEADER}{ROW}INC9,\"open\n{rows}").into_bytes(),
            "11 read: 2 kept, 8 merged, 0 repaired, 1 refused",
        ),
        (
            "opener.csv",
            format!("{HEADER}{ROW}INC9,\"open\nshort,row\n\n{rows}").into_bytes(),
            "11 read: 2 kept, 8 merged, 0 repaired, 1 refused",
        ),
        (
            "quotes.csv",
            format!("{HEADER}{ROW}{}\n", "\"".repeat(many(100_000) + 1)).into_bytes(),
            "1 kept",
        ),
        (
            "columns.csv",
            format!("{cells}\n1\n").into_bytes(),
            "cannot tell",
        ),
        (
            "more.csv",
            format!("{}{cells}\n{ROW}", HEADER.trim()).into_bytes(),
            "1 read: 1 kept",
        ),
        (
            "row.csv",
            format!("{HEADER}{}{cells}\n", ROW.trim()).into_bytes(),
            "1 read: 1 kept, 0 merged, 1 repaired",
        ),
        (
            "nameless.csv",
            b",,,\n1,2,3,4\n".to_vec(),
            "1 read: 0 kept, 0 merged, 0 repaired, 1 refused",
        ),
        ("zeros.csv", vec![0; 1 << 16], "cannot tell"),
        (
            "nul.csv",
            format!("{HEADER}INC1,a\0b,N,\nIN\0C2,c,N,\n").into_bytes(),
            "2 read: 2 kept",
        ),
        ("mixed.csv", mixed, "4 read: 4 kept"),
        (
            "wide.csv",
            wide[..wide.len() - 1].to_vec(),
            "1 read: 1 kept",
        ),
        ("wider.csv", wider, "cannot tell"),
        (
            "dates.csv",
            format!("{HEADER}{dates}").into_bytes(),
            "8 read: 8 kept",
        ),
        (
            "ids.csv",
            format!("{HEADER}{ids}").into_bytes(),
            "5 read: 5 kept",
        ),
    ]
}

#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn objects() -> Vec<Case> {
    let giant = "x".repeat(many(8 << 20));
    let wide: String = (0..many(5_000)).map(|i| format!("\"k{i}\":1,")).collect();
    let attributes: String = (0..many(20_000)).map(|i| format!("a{i}=\"1\" ")).collect();
    let good = "{\"number\":\"INC1\",\"short_description\":\"a\",\"opened_at\":\"2026-02-03\"}";
    let incident =
        |inner: &str| format!("<xml><incident><number>INC1</number>{inner}</incident></xml>");
    let text = |text: &str| format!("<short_description>{text}</short_description>");
    vec![
        (
            "deep.json",
            format!(
                "[{{\"number\":\"INC1\",\"a\":{}{}}}]",
                "[".repeat(9_999),
                "]".repeat(9_999)
            )
            .into_bytes(),
            "1 refused",
        ),
        (
            "brackets.json",
            "[".repeat(many(1_000_000)).into_bytes(),
            "0 read",
        ),
        (
            "braces.json",
            "{\"a\":".repeat(many(100_000)).into_bytes(),
            "1 refused",
        ),
        (
            "number.json",
            b"[{\"number\":1e99999,\"short_description\":\"a\"}]".to_vec(),
            "1 refused",
        ),
        (
            "digits.json",
            format!(
                "[{{\"number\":{},\"short_description\":\"a\"}}]",
                "9".repeat(many(100_000))
            )
            .into_bytes(),
            "1 read",
        ),
        (
            "half.json",
            b"[{\"number\":\"INC1\",\"short_description\":\"\\ud800\"}]".to_vec(),
            "1 refused",
        ),
        (
            "twice.json",
            good.replace("\"number\"", "\"number\":\"INC0\",\"number\"")
                .into_bytes(),
            "1 read: 1 kept",
        ),
        (
            "wide.json",
            format!("[{{{wide}\"k\":1}}]").into_bytes(),
            "cannot tell",
        ),
        (
            "cut.json",
            format!("[{good},{{\"num").into_bytes(),
            "2 read: 1 kept, 0 merged, 0 repaired, 1 refused",
        ),
        (
            "text.json",
            format!("[{good},{{\"number\":\"{giant}").into_bytes(),
            "1 kept, 0 merged, 0 repaired",
        ),
        (
            "nothing.json",
            format!("[{}{{}}]", "{},".repeat(9_999)).into_bytes(),
            "10,000 read: 0 kept, 0 merged, 0 repaired, 0 refused, 10,000 blank",
        ),
        (
            "scalars.json",
            format!("[1,-2.5e3,null,\"a,{{}}]\",true,[],{good}, {good} ,\"b\"]").into_bytes(),
            "8 read: 1 kept, 1 merged, 0 repaired, 6 refused",
        ),
        (
            "under.json",
            format!("{{\"records\":[{good},1,\"x\",null]}}").into_bytes(),
            "4 read: 1 kept, 0 merged, 0 repaired, 3 refused",
        ),
        (
            "laugh.xml",
            format!(
                "<?xml version=\"1.0\"?>{}{}",
                laughs(),
                incident(&text("&i;"))
            )
            .into_bytes(),
            "1 refused",
        ),
        (
            "outside.xml",
            format!(
                "<!DOCTYPE a [<!ENTITY i SYSTEM \"file:///etc/passwd\">]>{}",
                incident(&text("&i;"))
            )
            .into_bytes(),
            "1 refused",
        ),
        (
            "deep.xml",
            incident(&format!(
                "{}{}",
                "<a>".repeat(20_000),
                "</a>".repeat(20_000)
            ))
            .into_bytes(),
            "",
        ),
        (
            "open.xml",
            format!("<xml>{}", "<a>".repeat(many(100_000))).into_bytes(),
            "1 refused",
        ),
        (
            "attributes.xml",
            incident(&text("a"))
                .replace("<incident>", &format!("<incident {attributes}>"))
                .into_bytes(),
            "one of its tags is longer",
        ),
        (
            "tag.xml",
            format!("<xml><incident><{giant}").into_bytes(),
            "1 refused",
        ),
    ]
}

/// Of the rows that were read, each has become something: `9 read: 1 kept, 2 merged, 1 repaired, …`.
#[track_caller]
fn adds_up(name: &str, shown: &str) {
    for line in shown
        .lines()
        .filter(|l| l.contains(" read: ") && l.contains(" kept, "))
    {
        let line = line.replace(',', "");
        let numbers: Vec<usize> = line
            .split_whitespace()
            .filter_map(|w| w.parse().ok())
            .collect();
        let [read, kept, merged, _, refused, blank, ..] = numbers[..] else {
            panic!("{name}: {line}")
        };
        assert_eq!(read, kept + merged + refused + blank, "{name}: {line}");
    }
}

#[track_caller]
fn each_is_refused_or_counted(cases: Vec<Case>) {
    let kb = Kb::new().article("content/vpn.md", "VPN drops", "");
    for (name, bytes, words) in cases {
        kb.write(name, bytes);
        let ran = guarded(&kb, &["tickets", name]);
        let shown = ran.stdout + &ran.stderr;
        assert!(shown.contains(words), "{name}: {words}\n{shown}");
        assert!(
            !shown.contains("root:") && !shown.contains(['\u{1b}', '\u{202e}']),
            "{name}\n{shown}"
        );
        adds_up(name, &shown);
        let _ = guarded(
            &kb,
            &[
                "gaps",
                name,
                "--html",
                "r.html",
                "--csv",
                "r.csv",
                "--explain",
                "r.json",
            ],
        );
        fs::remove_file(kb.path(name)).unwrap();
        let mut around: Vec<_> = fs::read_dir(kb.root().join("..")).unwrap().collect();
        assert_eq!(around.len(), 1, "{:?}", around.pop());
    }
}

#[test]
fn archives_that_explode_or_lie() {
    each_is_refused_or_counted(archives());
}

#[test]
fn workbooks_that_explode_or_lie() {
    each_is_refused_or_counted(workbooks());
}

#[test]
fn tables_that_never_end() {
    each_is_refused_or_counted(tables());
}

#[test]
fn objects_that_nest_or_lie() {
    each_is_refused_or_counted(objects());
}

#[test]
fn what_is_no_file_is_not_opened() {
    let kb = Kb::new()
        .article("content/vpn.md", "VPN drops", "")
        .file("real.csv", one());
    pipe(&kb, "pipe.csv");
    let _socket = UnixListener::bind(kb.path("sock.csv")).unwrap();
    fs::create_dir(kb.path("folder.csv")).unwrap();
    symlink("loop.csv", kb.path("loop.csv")).unwrap();
    symlink("/dev/zero", kb.path("zero.csv")).unwrap();
    for (file, words) in [
        ("pipe.csv", "not a file: `pipe.csv`"),
        ("sock.csv", "not a file: `sock.csv`"),
        ("folder.csv", "not a file: `folder.csv`"),
        ("loop.csv", "no such file: `loop.csv`"),
        ("zero.csv", "not a file: `zero.csv`"),
        ("/dev/zero", "not a file: `/dev/zero`"),
        ("/dev/null", "not a file: `/dev/null`"),
        ("gone.csv", "no such file: `gone.csv`"),
    ] {
        for command in ["tickets", "gaps", "learn"] {
            let ran = guarded(&kb, &[command, "real.csv", file]);
            assert!(
                ran.code == 2 && ran.stderr.contains(words),
                "{file}\n{}",
                ran.stderr
            );
        }
    }
    // Somebody who names a link on the command line means it; a pattern of the settings does not lead out.
    kb.write("../out.csv", one());
    symlink("../out.csv", kb.path("out.csv")).unwrap();
    assert!(
        guarded(&kb, &["tickets", "out.csv"])
            .stdout
            .contains("1 read: 1 kept")
    );
    kb.write(
        "deskbook.yaml",
        "title: Desk\ntickets:\n  files: ['out*.csv']\n",
    );
    let ran = guarded(&kb, &["gaps"]);
    assert!(
        ran.code == 2 && ran.stderr.contains("no file fits `out*.csv`"),
        "{}",
        ran.stderr
    );
}
