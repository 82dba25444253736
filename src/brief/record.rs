//! The report for programs: one JSON object whose names do not change.
//!
//! Takes what was measured. Gives `{"format":1,…}`. Never writes an internal struct: each has a twin here, so that the
//! inside may change and this does not.

mod articles;
mod parts;
mod read;

use crate::brief::record::articles::{Effected, Found, Matched};
use crate::brief::record::parts::{Grouped, Mixed, Served, Shared, Weekly, Writable, tidy};
use crate::brief::record::read::Read;
use crate::coverage::result::{Assumptions, Calibration, Coverage, Heat, Rules};
use serde::Serialize;

/// The version of the shape; another one only if a name goes or changes its meaning.
const FORMAT: u32 = 1;

/// Everything.
#[derive(Serialize)]
struct Report<'a> {
    format: u32,
    window: Option<Window>,
    tickets: u32,
    outside_window: u32,
    not_counted: u32,
    self_service: Shared,
    agents: Shared,
    known: u32,
    new: u32,
    unknown: u32,
    service: Served,
    gaps: Vec<Writable<'a>>,
    pareto: Vec<&'a str>,
    groups: Vec<Grouped<'a>>,
    weeks: Vec<Weekly<'a>>,
    systems: Mixed<'a>,
    findability: Vec<Found<'a>>,
    patterns: Vec<Matched<'a>>,
    effects: Vec<Effected<'a>>,
    effects_too_few: u32,
    calibration: Calibrated<'a>,
    assumptions: Assumed<'a>,
    rules: Ruled,
    intake: Read<'a>,
}

/// First and last day.
#[derive(Serialize)]
struct Window {
    first: String,
    last: String,
}

/// How the text evidence was calibrated.
#[derive(Serialize)]
struct Calibrated<'a> {
    threshold: f64,
    expected_wrong: f64,
    known: Option<u32>,
    known_right: Option<u32>,
    method: &'a str,
}

/// What the cost was computed with.
#[derive(Serialize)]
struct Assumed<'a> {
    deflectable: f64,
    assisted: f64,
    self_service: f64,
    currency: &'a str,
    own: bool,
}

/// What the words mean.
#[derive(Serialize)]
struct Ruled {
    window_days: u32,
    min_tickets: u32,
    min_days: u32,
    min_requesters: u32,
    none_below: f64,
    partial_below: f64,
    pareto: f64,
    broad: f64,
}

/// The whole report.
pub(crate) fn write(coverage: &Coverage) -> String {
    // Text, numbers and lists can always be written.
    let mut text = serde_json::to_string_pretty(&report(coverage)).unwrap_or_default();
    text.push('\n');
    text
}

fn report(coverage: &Coverage) -> Report<'_> {
    let (known, new, unknown) = coverage.known_new_unknown;
    let pareto = coverage.gaps.iter().take(coverage.pareto);
    Report {
        format: FORMAT,
        window: coverage.window.map(|(first, last)| Window {
            first: first.to_string(),
            last: last.to_string(),
        }),
        tickets: coverage.self_service.all,
        outside_window: coverage.outside,
        not_counted: coverage.not_counted,
        self_service: Shared::of(&coverage.self_service),
        agents: Shared::of(&coverage.agents),
        known,
        new,
        unknown,
        service: Served::of(&coverage.service),
        gaps: coverage.gaps.iter().map(Writable::of).collect(),
        pareto: pareto.map(|gap| &gap.id[..]).collect(),
        groups: coverage.groups.iter().map(Grouped::of).collect(),
        weeks: coverage.weeks.iter().map(Weekly::of).collect(),
        systems: systems(&coverage.heat),
        findability: coverage.findability.iter().map(Found::of).collect(),
        patterns: coverage.patterns.iter().map(Matched::of).collect(),
        effects: coverage.effects.iter().map(Effected::of).collect(),
        effects_too_few: coverage.too_few,
        calibration: calibrated(&coverage.calibration),
        assumptions: assumed(&coverage.assumptions),
        rules: ruled(&coverage.rules),
        intake: Read::of(&coverage.intake),
    }
}

fn systems(heat: &Heat) -> Mixed<'_> {
    Mixed {
        os: &heat.os,
        categories: &heat.categories,
        uncovered: &heat.uncovered,
        all: &heat.all,
    }
}

fn calibrated(calibration: &Calibration) -> Calibrated<'_> {
    Calibrated {
        threshold: tidy(calibration.threshold),
        expected_wrong: tidy(calibration.expected_wrong),
        known: calibration.known.map(|k| k.0),
        known_right: calibration.known.map(|k| k.1),
        method: &calibration.method,
    }
}

fn assumed(assumptions: &Assumptions) -> Assumed<'_> {
    Assumed {
        deflectable: assumptions.deflectable,
        assisted: assumptions.assisted,
        self_service: assumptions.self_service,
        currency: &assumptions.currency,
        own: assumptions.are_own,
    }
}

fn ruled(rules: &Rules) -> Ruled {
    Ruled {
        window_days: rules.window,
        min_tickets: rules.tickets,
        min_days: rules.days,
        min_requesters: rules.requesters,
        none_below: rules.none_below,
        partial_below: rules.partial_below,
        pareto: rules.pareto,
        broad: rules.broad,
    }
}

#[cfg(test)]
mod tests;
