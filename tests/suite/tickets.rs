//! `deskbook tickets`: what a person sees before she trusts a report.
//!
//! Takes small exports. Gives screens, JSON and exit codes. Never tries every system: those have their fixtures beside the
//! readers.

use crate::kb::Kb;
use serde_json::Value;

const HEADER: &str =
    "number,short_description,category,subcategory,opened_at,caller_id,close_code_2\n";

fn export(rows: &str) -> Kb {
    Kb::new().file("incidents.csv", format!("{HEADER}{rows}"))
}

#[test]
fn a_person_sees_what_was_understood() {
    let rows = "INC1,VPN drops,Network,VPN,2026-02-03 10:00:00,Ann Example,x\nINC2,Cannot print,Hardware,Printer,2026-02-04 10:00:00,Ben Example,x\n,,,,,,\n";
    let ran = export(rows).run(&["tickets", "incidents.csv"]);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    for part in [
        "incidents.csv\n",
        "ServiceNow, csv, UTF-8, 3 rows; dates: year first, seen",
        "short_description  summary",
        "not read: close_code_2",
        "INC1    2026-02-03",
        "Network > VPN",
        "3 read: 2 kept, 0 merged, 0 repaired, 0 refused, 1 blank, 0 noise",
    ] {
        assert!(ran.stdout.contains(part), "{part}\n{}", ran.stdout);
    }
    assert!(!ran.stdout.contains("Example"), "{}", ran.stdout);
}

#[test]
fn a_refused_row_fails_and_is_named() {
    let ran = export("INC1,VPN drops,Network,VPN,2026-02-03 10:00:00,a,b\nINC2,cut,Netw")
        .run(&["tickets", "incidents.csv"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stdout
            .contains("refused  incidents.csv:3  the file ends in the middle of the row"),
        "{}",
        ran.stdout
    );
}

#[test]
fn programs_get_one_frozen_object() {
    let ran = export("INC1,VPN drops,Network,VPN,2026-02-03 10:00:00,a,b\nINC1,VPN drops,Network,VPN,2026-02-03 10:00:00,a,b\n").run(&["tickets", "--format", "json", "incidents.csv"]);
    let value: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(value["format"], 1);
    let file = &value["files"][0];
    assert_eq!(
        (&file["vendor"], &file["rows"]),
        (&"servicenow".into(), &2.into())
    );
    assert_eq!(file["columns"][0]["field"], "id");
    assert_eq!(file["tickets"][0]["category"][1], "VPN");
    let merged = &value["counts"]["merged"];
    assert_eq!(
        (&merged["count"], &merged["first"][0]["line"]),
        (&1.into(), &3.into())
    );
    let keys: Vec<&String> = file.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "columns",
            "container",
            "dates",
            "encoding",
            "name",
            "notes",
            "rows",
            "tickets",
            "vendor"
        ]
    );
}

#[test]
fn a_stranger_is_told_what_to_write_and_then_understood() {
    let kb = Kb::new().file("it.csv", "Document,Topic_group\nprinter jams,Hardware\n");
    let ran = kb.run(&["tickets", "it.csv"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("description: Document"),
        "{}",
        ran.stderr
    );
    let kb =
        kb.settings("tickets:\n  columns:\n    description: Document\n    category: Topic_group\n");
    let ran = kb.run(&["tickets", "it.csv"]);
    assert_eq!(
        (ran.code, ran.stdout.contains("1 kept")),
        (0, true),
        "{}{}",
        ran.stdout,
        ran.stderr
    );
}

#[test]
fn the_flag_decides_the_order_of_dates() {
    let rows = "INC1,VPN drops,Network,VPN,03/04/2026 10:00,a,b\n";
    let assumed = export(rows).run(&["tickets", "incidents.csv"]);
    assert!(
        assumed.stdout.contains("month first, assumed"),
        "{}",
        assumed.stdout
    );
    let set = export(rows).run(&["tickets", "--date-order", "day", "incidents.csv"]);
    assert!(
        set.stdout.contains("day first, set") && set.stdout.contains("2026-04-03"),
        "{}",
        set.stdout
    );
}

#[test]
fn all_missing_files_and_errors_of_the_settings_are_usage() {
    let ran = export("").run(&["tickets", "gone.csv", "incidents.csv", "lost.csv"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("`gone.csv`, `lost.csv`"),
        "{}",
        ran.stderr
    );
    let ran = export("")
        .settings("tickets:\n  colums: {}\n")
        .run(&["tickets", "incidents.csv"]);
    assert_eq!(
        (ran.code, ran.stderr.contains("did you mean `columns`?")),
        (2, true),
        "{}",
        ran.stderr
    );
}
