//! The sentences of the report, the same in every form of it.
//!
//! Takes what was measured. Gives plain English text. Never computes a figure that is not a sum of those given, and
//! never says more than they do.

use crate::brief::figures::{
    MISSING, capital, counted, covered, day, direction, grouped, money, percent, price, spelled,
};
use crate::coverage::result::{
    Coverage, Direction, Evidence, Gap, Health, PatternHealth, Share, State, Trend,
};
use crate::tickets::intake::Intake;

/// What the kinds of noise are called, in the order of [`Intake::noise`].
pub const NOISE: [(&str, &str); 4] = [
    ("automatic reply", "automatic replies"),
    ("monitoring alert", "monitoring alerts"),
    ("phishing report", "phishing reports"),
    ("empty ticket", "empty tickets"),
];

/// What a kind of evidence is called.
#[must_use]
pub fn evidence(kind: Evidence) -> &'static str {
    match kind {
        Evidence::Linked => "linked",
        Evidence::Pattern => "pattern",
        Evidence::Category => "category",
        Evidence::Text => "text",
    }
}

/// What a state is called.
#[must_use]
pub fn state(state: State) -> &'static str {
    match state {
        State::None => "none",
        State::Partial => "partial",
        State::Covered => "covered",
    }
}

/// `24 Nov 2025 to 22 Nov 2026`.
#[must_use]
pub fn window(coverage: &Coverage) -> String {
    coverage.window.map_or_else(
        || "no dates in the export".to_owned(),
        |(first, last)| format!("{} to {}", day(first), day(last)),
    )
}

/// The one number, and what it says.
#[must_use]
pub fn headline(share: &Share) -> (String, &'static str) {
    (
        covered(share),
        "of tickets have an answer that people can find",
    )
}

/// What the other number says.
pub const FOR_AGENTS: &str = "with the articles that only agents see";

/// `68 % with the articles that only agents see`.
#[must_use]
pub fn for_agents(share: &Share) -> String {
    format!("{} {FOR_AGENTS}", covered(share))
}

/// The gaps that are worth most: the Pareto set.
#[must_use]
pub fn pareto(coverage: &Coverage) -> &[Gap] {
    let count = coverage.pareto.min(coverage.gaps.len());
    &coverage.gaps[..count]
}

/// `Seven articles would answer 81 % of the rest.`
#[must_use]
pub fn next(coverage: &Coverage) -> String {
    let all = &coverage.self_service;
    let first = pareto(coverage);
    match first.last() {
        _ if all.all == 0 => "No tickets were counted, so there is nothing to say.".to_owned(),
        _ if all.uncovered() == 0 => "Every ticket has an answer that people can find.".to_owned(),
        None => "No recurring problem is without an article.".to_owned(),
        Some(last) => {
            let articles = match first.len() {
                1 => "One article".to_owned(),
                many => format!("{} articles", capital(&spelled(many))),
            };
            let share = percent(last.cumulated);
            format!("{articles} would answer {share} of the rest.")
        }
    }
}

/// `Left unwritten, they cost about $38,400 a year.`
#[must_use]
pub fn cost(coverage: &Coverage) -> Option<String> {
    let first = pareto(coverage);
    let they = if first.len() == 1 {
        "it costs"
    } else {
        "they cost"
    };
    let sum: f64 = first.iter().map(|gap| gap.cost).sum();
    (!first.is_empty()).then(|| {
        let sum = money(sum, &coverage.assumptions);
        format!("Left unwritten, {they} about {sum} a year.")
    })
}

/// What the cost was computed with.
#[must_use]
pub fn assumptions(coverage: &Coverage) -> String {
    let a = &coverage.assumptions;
    let whose = if a.are_own {
        "These figures are Deskbook’s own: put yours into the settings."
    } else {
        "These figures come from the settings."
    };
    format!(
        "Assumed: an article takes {} of such tickets off the desk, a ticket that a person answers costs {}, an answer \
         that a reader finds costs {}. {whose}",
        percent(a.deflectable),
        price(a.assisted, a),
        price(a.self_service, a),
    )
}

/// `rising, 41 then 118`.
#[must_use]
pub fn trend(trend: &Trend) -> String {
    match trend.direction {
        Direction::Unknown => MISSING.to_owned(),
        known => format!(
            "{}, {} then {}",
            direction(known),
            grouped(u64::from(trend.first)),
            grouped(u64::from(trend.second))
        ),
    }
}

/// Known, new and unknown, as KCS counts them.
#[must_use]
pub fn known(coverage: &Coverage) -> String {
    let (known, new, unknown) = coverage.known_new_unknown;
    let [known, new, unknown] = [known, new, unknown].map(|n| grouped(u64::from(n)));
    format!(
        "Known, new and unknown, by links alone: {known} tickets name an article that was there before them, {new} one that came \
         later, {unknown} name none."
    )
}

/// What is the matter with a pattern.
#[must_use]
pub fn health(pattern: &PatternHealth) -> String {
    match &pattern.health {
        Health::Good => "good".to_owned(),
        Health::Dead => "dead: matches no ticket".to_owned(),
        Health::Broad { share, categories } => {
            let names: Vec<&str> = categories.iter().take(3).map(|c| &c.name[..]).collect();
            let of = if names.is_empty() {
                String::new()
            } else {
                format!(", in {}", names.join(", "))
            };
            format!("too broad: {} of all tickets{of}", percent(*share))
        }
        Health::Overlapping { with, both, .. } => {
            let both = counted(u64::from(*both), "ticket");
            format!("overlaps {}: {both} match both", with.key)
        }
    }
}

/// The word for what is the matter.
#[must_use]
pub fn health_word(health: &Health) -> &'static str {
    match health {
        Health::Good => "good",
        Health::Dead => "dead",
        Health::Broad { .. } => "broad",
        Health::Overlapping { .. } => "overlapping",
    }
}

/// `212 patterns: 3 dead, 2 too broad, 1 overlapping.`
#[must_use]
pub fn patterns(coverage: &Coverage) -> String {
    let of = |word| {
        let same = |p: &&PatternHealth| health_word(&p.health) == word;
        coverage.patterns.iter().filter(same).count()
    };
    format!(
        "{}: {} dead, {} too broad, {} overlapping",
        counted(coverage.patterns.len() as u64, "pattern"),
        of("dead"),
        of("broad"),
        of("overlapping")
    )
}

/// What became of every row, a sentence each.
#[must_use]
pub fn intake(coverage: &Coverage) -> Vec<String> {
    let intake = &coverage.intake;
    let repaired = match intake.repaired.count {
        0 => String::new(),
        many => format!(" ({} after a repair)", grouped(many)),
    };
    let read = format!(
        "{} read from {}: {} kept{repaired}, {} merged, {} refused, {} blank.",
        counted(intake.read, "row"),
        counted(intake.sources.len() as u64, "file"),
        counted(intake.kept, "ticket"),
        grouped(intake.merged.count),
        grouped(intake.refused.count),
        grouped(intake.blank)
    );
    vec![read, left_out(coverage)]
}

/// Kept tickets that are not measured, and why.
fn left_out(coverage: &Coverage) -> String {
    let noise = noise(&coverage.intake);
    let noise = if noise.is_empty() {
        String::new()
    } else {
        format!(" ({})", noise.join(", "))
    };
    format!(
        "{} measured; {} lie outside the window, {} were withdrawn or are no requests of people{noise}.",
        counted(u64::from(coverage.self_service.all), "ticket"),
        grouped(u64::from(coverage.outside)),
        grouped(u64::from(coverage.not_counted)),
    )
}

/// `12 automatic replies`, for each kind of noise there is.
#[must_use]
pub fn noise(intake: &Intake) -> Vec<String> {
    let kinds = intake.noise.iter().zip(NOISE);
    kinds
        .filter(|(count, _)| count.count > 0)
        .map(|(count, (one, many))| {
            let word = if count.count == 1 { one } else { many };
            format!("{} {word}", grouped(count.count))
        })
        .collect()
}
