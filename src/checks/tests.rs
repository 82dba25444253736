//! The fixtures: a base in which every file says what is wrong with it.
//!
//! Takes `tests/fixtures/diagnostics`. A line `<!-- expect KB040 12:5 words of the message -->` in an article announces
//! one finding (`*` for a finding without a place). Gives a failure for every finding that is not announced and for
//! every one that does not come. Never passes for a check without an example.

use crate::audit::{Audit, Author, Deed, Event, State, Trail};
use crate::checks::allow::Allowances;
use crate::checks::{CHECKS, levels, run};
use crate::config::learnt;
use crate::diag::Diagnostic;
use crate::diag::codes::info;
use crate::diag::mending::MENDED;
use crate::model::Site;
use crate::model::assemble::{Base, assemble};
use crate::model::edition::Edition;
use crate::parse::{Internal, Parsed, parse};
use crate::source::history::History;
use crate::source::walk::{Filter, Readings, read, read_settings};
use crate::source::{Sources, line_column};
use jiff::civil::date;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// The fixtures as one base, and all that is wrong with it.
fn findings(rung: usize) -> (Sources, Site, Vec<Diagnostic>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/diagnostics");
    let file = read_settings(&root).unwrap();
    let (mut settings, mut found) = file.as_ref().map(crate::config::read::read).unwrap();
    let filter = Filter {
        theme: String::new(),
        ignore: Vec::new(),
        out: None,
    };
    let (sources, said) = read(&root, file, &filter, &mut Readings::default()).unwrap();
    found.extend(said);
    let (words, said) = learnt::read(sources.file(sources.learnt.unwrap()));
    settings.learnt = words;
    found.extend(said);
    let internal = if rung == 0 {
        Internal::Keep
    } else {
        Internal::Remove
    };
    let one = |id| parse(sources.file(id), &settings.dialect, internal);
    let parsed: Vec<_> = sources.articles.iter().copied().map(one).collect();
    found.extend(parsed.iter().flat_map(|p| p.diagnostics.clone()));
    let allowances = Allowances::new(parsed.iter().flat_map(Parsed::allows));
    let base = Base {
        parsed,
        content: &sources.content,
        assets: sources.others.clone(),
        history: &History::default(),
        audit: &audit(),
        settings: Arc::new(settings.clone()),
    };
    let edition = Edition {
        audience: settings.audiences[rung].clone(),
        rung,
        client: None,
    };
    let (site, said) = assemble(base, edition);
    found.extend(said);
    found.extend(run(&site, date(2026, 8, 11)));
    let (mut found, idle) = allowances.apply(found);
    found.extend(idle);
    let found = levels::apply(found, &settings.standard);
    (sources, site, found)
}

/// The story of the one article whose age is an example.
fn audit() -> Audit {
    let author = Author {
        name: "Ada Finch".to_owned(),
        email: "ada@example.com".to_owned(),
    };
    let event = Event {
        commit: "0".repeat(40).into(),
        time: "2026-07-01T10:00:00Z".parse().unwrap(),
        day: date(2026, 7, 1),
        author: Arc::new(author),
        deeds: vec![Deed::Created],
        state: Arc::new(State::default()),
    };
    let trail = Trail {
        events: vec![event],
    };
    Audit {
        trails: [("content/wip-old.md".to_owned(), trail)].into(),
    }
}

/// `path KB040 12:5` for a finding.
fn told(sources: &Sources, found: &Diagnostic) -> (String, String) {
    let file = found.file.map(|f| sources.file(f));
    let path = file.map_or("", |f| f.path.as_str());
    let place = match (file, found.span) {
        (Some(file), Some(span)) => {
            let (line, column) = line_column(&file.text, span.start);
            format!("{line}:{column}")
        }
        _ => "*".to_owned(),
    };
    (
        format!("{path} {} {place}", found.code),
        found.message.clone(),
    )
}

/// What the files announce.
fn expected(sources: &Sources) -> Vec<(String, String)> {
    let of = |file: &crate::source::SourceFile| {
        let path = file.path.to_string();
        let lines = file.text.lines().filter_map(|l| {
            l.trim_start_matches(['#', ' '])
                .strip_prefix("<!-- expect ")
        });
        let lines = lines.filter_map(|l| l.strip_suffix(" -->"));
        let entry = |line: &str| {
            let mut words = line.splitn(3, ' ');
            let [code, place, message] = std::array::from_fn(|_| words.next().unwrap_or_default());
            (format!("{path} {code} {place}"), message.to_owned())
        };
        lines.map(entry).collect::<Vec<_>>()
    };
    sources.files.iter().flat_map(of).collect()
}

#[test]
fn every_fixture_has_the_findings_it_announces_and_no_others() {
    let (sources, _, found) = findings(0);
    let mut expected = expected(&sources);
    let mut surprises = Vec::new();
    for finding in &found {
        let (place, message) = told(&sources, finding);
        match expected
            .iter()
            .position(|(p, m)| *p == place && message.contains(m.as_str()))
        {
            Some(i) => {
                expected.swap_remove(i);
            }
            None => surprises.push(format!("{place} {message}")),
        }
    }
    surprises.sort();
    expected.sort();
    assert_eq!(
        (surprises, expected),
        (Vec::new(), Vec::new()),
        "(not announced, did not come)"
    );
}

#[test]
fn every_check_has_an_example_and_every_finding_a_code() {
    let found: BTreeSet<_> = [0, 3]
        .into_iter()
        .flat_map(|rung| findings(rung).2)
        .map(|d| d.code)
        .collect();
    for code in CHECKS.iter().flat_map(|check| check.codes()) {
        assert!(found.contains(code), "no example of {code}");
    }
    assert!(found.iter().all(|code| info(*code).is_some()));
}

#[test]
fn a_wider_audience_is_told_of_links_it_cannot_follow() {
    let (sources, _, found) = findings(3);
    let links: Vec<_> = found
        .iter()
        .filter(|d| d.code.0 == "KB045")
        .map(|d| told(&sources, d))
        .collect();
    let wanted = (
        "content/links.md KB045 24:20".to_owned(),
        "not every reader of this article may see `agents-only.md`".to_owned(),
    );
    assert_eq!(links, [wanted]);
}

#[test]
fn two_runs_say_the_same_in_the_same_order() {
    assert_eq!(findings(0).2, findings(0).2);
}

#[test]
fn codes_with_fixes_are_known() {
    let found = findings(0).2;
    for finding in found.iter().filter(|d| d.fix.is_some()) {
        assert!(MENDED.contains(&finding.code.0), "{}", finding.code);
    }
}
