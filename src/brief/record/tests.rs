//! The shape of the JSON report, frozen: a reader of its own that knows these names and no others.

use crate::brief::record::write;
use crate::brief::sample::{empty, hostile, small, year};
use serde::{Deserialize, Serialize};

/// Every name is required, and no other is known.
macro_rules! frozen {
    ($($name:ident { $($field:ident: $kind:ty),* })*) => {
        $(#[derive(Deserialize, Serialize)]
        #[serde(deny_unknown_fields)]
        struct $name { $($field: $kind),* })*
    };
}

frozen! {
    Report { format: u32, window: Option<Window>, tickets: u32, outside_window: u32, not_counted: u32, self_service: Share, agents: Share, known: u32, new: u32, unknown: u32, service: Service, gaps: Vec<Gap>, pareto: Vec<String>, groups: Vec<Group>, weeks: Vec<Week>, systems: Systems, findability: Vec<Found>, patterns: Vec<Matched>, effects: Vec<Effect>, effects_too_few: u32, calibration: Calibration, assumptions: Assumptions, rules: Rules, intake: Intake }
    Window { first: String, last: String }
    Share { tickets: u32, covered: u32, linked: u32, pattern: u32, category: u32, text: u32 }
    Service { first_contact: Option<f64>, breached: Option<f64>, reopened: Option<f64>, median_hours: Option<f64>, median_effort_minutes: Option<f64> }
    Named { name: String, tickets: u32 }
    Article { key: String, title: String, path: String, url: String }
    Example { id: String, day: Option<String>, text: String }
    Trend { first_half: u32, second_half: u32, direction: Option<String>, weeks: Vec<u32> }
    Answering { article: Article, tickets: u32 }
    Group { name: String, path: Vec<String>, topic: bool, level: u32, self_service: Share, agents: Share, state: String, recurring: bool, days: u32, requesters: Option<u32>, trend: Trend, service: Service, os: Vec<Named>, products: Vec<Named>, articles: Vec<Answering> }
    Gap { id: String, group: Group, tickets: Vec<String>, weight: f64, cost_year: f64, cumulated: f64, pareto: bool, phrases: Vec<String>, codes: Vec<Named>, examples: Vec<Example> }
    Week { monday: String, self_service: Share, published: Vec<Article> }
    Systems { os: Vec<String>, categories: Vec<String>, uncovered: Vec<Vec<u32>>, all: Vec<Vec<u32>> }
    Found { article: Article, unlinked: u32, linked: u32, examples: Vec<Example> }
    Matched { article: Article, pattern: String, line: usize, matches: u32, health: String, share: Option<f64>, categories: Option<Vec<Named>>, other_article: Option<Article>, other_pattern: Option<String>, both: Option<u32>, examples: Vec<Example> }
    Change { before: f64, after: f64, low: f64, high: f64 }
    Effect { article: Article, published: String, days: u32, tickets_before: u32, tickets_after: u32, weekly: Option<Change>, median_hours: Option<Change>, first_contact: Option<Change> }
    Calibration { threshold: f64, expected_wrong: f64, known: Option<u32>, known_right: Option<u32>, method: String }
    Assumptions { deflectable: f64, assisted: f64, self_service: f64, currency: String, own: bool }
    Rules { window_days: u32, min_tickets: u32, min_days: u32, min_requesters: u32, none_below: f64, partial_below: f64, pareto: f64, broad: f64 }
    Intake { sources: Vec<File>, rows: u64, kept: u64, merged: Tally, repaired: Tally, refused: Tally, blank: u64, noise: Noise }
    File { name: String, system: String, container: String, encoding: String, dates: String, rows: u64, columns: Vec<Column>, notes: Vec<String> }
    Column { name: String, field: Option<String> }
    Tally { count: u64, first: Vec<Spot> }
    Spot { file: String, line: u32, what: String }
    Noise { auto_replies: Tally, alerts: Tally, phishing: Tally, empty: Tally }
}

#[test]
fn the_shape_is_frozen() {
    for coverage in [empty(), small(), year(), hostile()] {
        let text = write(&coverage);
        let read: Report = serde_json::from_str(&text).unwrap();
        // The same names in the same order, and none left out.
        assert_eq!(serde_json::to_string_pretty(&read).unwrap() + "\n", text);
    }
}

#[test]
fn every_figure_is_there() {
    let coverage = year();
    let read: Report = serde_json::from_str(&write(&coverage)).unwrap();
    assert_eq!(read.format, 1);
    assert_eq!(read.gaps.len(), coverage.gaps.len());
    assert_eq!(read.pareto.len(), coverage.pareto);
    assert_eq!(read.gaps[3].tickets.len(), 396);
    assert_eq!(read.self_service.covered, coverage.self_service.covered());
    let health: Vec<&str> = read.patterns.iter().map(|p| &p.health[..]).collect();
    assert_eq!(health[..4], ["dead", "broad", "overlapping", "good"]);
    assert_eq!(read.intake.refused.first[0].file, "incidents-2026.csv");
    assert_eq!(read.service.median_effort_minutes, None);
}
