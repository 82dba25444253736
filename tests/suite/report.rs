//! `deskbook report`: how a base is doing.
//!
//! Takes a small base with a history of three people. Gives screens, files, pages. Never measures speed.

use crate::kb::{Kb, Ran};
use serde_json::Value;

/// An article in a state.
fn article(confidence: &str, more: &str) -> String {
    format!(
        "---\nid: KB0001\ntitle: Printer jam\ntype: faq\nconfidence: {confidence}\naudience: internal\nowner: desk\n{more}---\n\nOpen the tray.\n"
    )
}

const ANN: (&str, &str) = ("Ann Lee", "ann@example.com");
const BO: (&str, &str) = ("Bo Sand", "bo@example.com");

/// Two articles: one that a second person validates after 20 days, one in progress with a flag.
fn base() -> Kb {
    let kb = Kb::new()
        .settings("title: Desk\naudiences: [internal, public]\n")
        .file("content/jam.md", article("wip", ""));
    kb.git_run(&["init", "--quiet", "--initial-branch=main"]);
    kb.git_commit(ANN, "2026-01-10");
    kb.write(
        "content/jam.md",
        article("validated", "review_by: 2026-02-28\n"),
    );
    kb.git_commit(BO, "2026-01-30");
    kb.write(
        "content/dock.md",
        "---\nid: KB0002\ntitle: Dock wobbles\ntype: faq\nconfidence: wip\naudience: internal\nowner: desk\nreview_by: 2027-01-01\nflags:\n  - date: 2026-03-01\n    by: bo@example.com\n    text: step 3 is wrong\n---\n\nPush it.\n",
    );
    kb.git_commit(ANN, "2026-02-20");
    kb
}

const TODAY: [&str; 2] = ["--today", "2026-03-02"];

fn report(kb: &Kb, args: &[&str]) -> Ran {
    let all: Vec<&str> = ["report"]
        .iter()
        .chain(args)
        .chain(&TODAY)
        .copied()
        .collect();
    kb.run(&all)
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout)
        .unwrap_or_else(|e| panic!("{e}: {}{}", ran.stdout, ran.stderr))
}

/// Sixty tickets, of which every third names the first article.
fn tickets() -> String {
    let row = |n: u32| {
        let notes = if n.is_multiple_of(3) {
            "see KB0001"
        } else {
            "done"
        };
        let day = n % 28 + 1;
        format!("INC{n:04},printer jam,Printing,2026-02-{day:02} 09:00:00,Closed,{notes}\n")
    };
    let head = "number,short_description,category,opened_at,state,close_notes\n";
    head.to_owned() + &(0..60).map(row).collect::<String>()
}

#[test]
fn the_screen_says_what_waits() {
    let ran = report(&base(), &[]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for words in [
        "2 articles: 1 validated, 1 in progress; 1 review overdue, 1 flag open",
        "2 days overdue, desk",
        "step 3 is wrong (bo, 1 day ago)",
        "for 10 days, desk",
        "median 20 days",
        "2 created, 0 improved, 1 validated, by 2 of 2 people",
    ] {
        assert!(ran.stdout.contains(words), "{words}: {}", ran.stdout);
    }
    assert!(!ran.stdout.contains('@'), "no addresses: {}", ran.stdout);
}

#[test]
fn a_shift_sees_what_happened_since() {
    let kb = base();
    let ran = report(&kb, &["--since", "2w"]);
    let head = ran.stdout.split("overdue   ").next().unwrap();
    assert!(
        head.contains("new") && head.contains("KB0002") && head.contains("Ann Lee"),
        "{head}"
    );
    assert!(
        head.contains("flagged") && !head.contains("Bo Sand"),
        "{head}"
    );
    let quiet = report(&kb, &["--since", "today"]);
    assert!(
        quiet.stdout.contains("nothing happened in the period"),
        "{}",
        quiet.stdout
    );
    let wrong = report(&kb, &["--since", "soon"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("yesterday"), "{}", wrong.stderr);
}

#[test]
fn tickets_give_the_link_rate() {
    let kb = base().file("incidents.csv", tickets());
    let value = json(&report(
        &kb,
        &["--tickets", "incidents.csv", "--format", "json"],
    ));
    assert_eq!(value["format"], 1);
    assert_eq!(value["tickets"]["tickets"], 60);
    assert_eq!(value["tickets"]["known"].as_array().unwrap().len(), 20);
    let rate = value["measures"]
        .as_array()
        .unwrap()
        .iter()
        .find(|m| m["key"] == "link_rate");
    assert_eq!(rate.unwrap()["value"], 0.333_333);
    // The light way counts as the whole measurement does.
    let gaps = json(&kb.run(&["gaps", "incidents.csv", "--format", "json"]));
    assert_eq!(
        (&gaps["known"], &gaps["new"], &gaps["unknown"]),
        (&20.into(), &0.into(), &40.into())
    );
    let without = json(&report(&kb, &["--format", "json"]));
    assert!(without["tickets"].is_null());
    let missing = report(&kb, &["--tickets", "nothing.csv"]);
    assert_eq!(missing.code, 2, "{}", missing.stderr);
}

#[test]
fn documents_are_written_and_say_the_same_twice() {
    let kb = base();
    let args = [
        "--html",
        "out/a.html",
        "--json",
        "out/a.json",
        "--markdown",
        "out/a.md",
    ];
    assert!(report(&kb, &args).stderr.contains("3 files written"));
    let first = kb.files("out");
    let _ = report(&kb, &args);
    assert_eq!(first, kb.files("out"));
    let page = kb.read("out/a.html");
    assert!(
        page.contains("States over time") && page.contains("<svg") && !page.contains("<script")
    );
    assert!(
        kb.read("out/a.md")
            .contains("## Contribution, for coaching")
    );
}

#[test]
fn a_sample_is_drawn_from_what_a_person_did() {
    let kb = base();
    let ran = report(&kb, &["--sample", "3", "--author", "bo"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        ran.stdout
            .starts_with("# Sample of Bo Sand\n\n1 of 1 articles"),
        "{}",
        ran.stdout
    );
    assert_eq!(
        ran.stdout,
        report(&kb, &["--sample", "3", "--author", "Bo Sand"]).stdout
    );
    let nobody = report(&kb, &["--sample", "3", "--author", "zed"]);
    assert_eq!(nobody.code, 2);
    assert!(
        nobody.stderr.contains("Ann Lee, Bo Sand"),
        "{}",
        nobody.stderr
    );
}

#[test]
fn a_shallow_clone_and_a_folder_without_git_say_what_is_missing() {
    let shallow = base().clone_with_depth(1);
    let ran = report(&shallow, &[]);
    assert!(
        ran.stdout.contains("shallow clone") && !ran.stdout.contains("median"),
        "{}",
        ran.stdout
    );
    let bare = Kb::new().file("content/jam.md", article("wip", ""));
    let ran = report(&bare, &[]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        ran.stdout.contains("There is no git history"),
        "{}",
        ran.stdout
    );
}

#[test]
fn only_internal_sites_have_the_page() {
    let kb = base();
    let _ = kb.done(&["build", "--audience", "internal"]);
    let page = kb.read("public/health/index.html");
    // The day of the newest commit, whatever the clock says.
    assert!(
        page.contains("as of 20 Feb 2026") && page.contains("Bo Sand"),
        "{page}"
    );
    assert!(!page.contains("@example.com"));
    assert!(kb.read("public/index.html").contains("health/"));
    let _ = kb.done(&["build", "--audience", "public"]);
    assert!(!kb.has("public/health"));
    let all = kb.files("public");
    let told = all
        .values()
        .any(|bytes| String::from_utf8_lossy(bytes).contains("Bo Sand"));
    assert!(!told, "names stay inside");
}
