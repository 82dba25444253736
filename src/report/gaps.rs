//! Ticket coverage on one screen.
//!
//! Takes what was measured. Gives the share that is answered, the gaps that are worth most, and a line each for the rest.
//! Never computes a figure and never hides what was not counted.

mod patterns;

use crate::brief::effects::{counts, weekly};
use crate::brief::figures::{counted, covered, decimal, direction, grouped, money, part, percent};
use crate::brief::words;
use crate::coverage::result::{Coverage, Evidence, Gap, Share, Trend};
use crate::report::Style;
use crate::report::table::{Column, cut, write as table};
use crate::report::visible::visible;
use crate::report::wrap::{WIDTH, labelled};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// Cells of a bar.
const BAR: u32 = 40;
/// Cells of a gap's name: what the figures leave, within reason.
const NAME: std::ops::RangeInclusive<usize> = 16..=44;
/// So many effects of articles are told.
const EFFECTS: usize = 2;

/// What is shown beside the usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The patterns with something the matter.
    pub patterns: bool,
    /// At most so many gaps, and so many patterns.
    pub limit: usize,
}

/// Writes the report.
///
/// # Errors
/// Only those of the writer.
pub fn write(
    out: &mut dyn Write,
    coverage: &Coverage,
    shown: &Shown,
    style: Style,
) -> io::Result<()> {
    headline(out, coverage, style)?;
    gaps(out, coverage, shown, style)?;
    if shown.patterns {
        patterns::write(out, coverage, shown.limit, style)?;
    }
    notes(out, coverage, shown, style)
}

fn headline(out: &mut dyn Write, coverage: &Coverage, style: Style) -> io::Result<()> {
    let share = &coverage.self_service;
    let bold = anstyle::Style::new().bold();
    let columns = [
        Column::number("").look(bold),
        Column::words("", 48),
        Column::words("", BAR as usize).look(anstyle::AnsiColor::Cyan.on_default()),
    ];
    let (number, says) = words::headline(share);
    let rows = [
        vec![number, says.to_owned(), bar(share)],
        vec![
            covered(&coverage.agents),
            words::FOR_AGENTS.to_owned(),
            bar(&coverage.agents),
        ],
    ];
    table(out, &columns, &rows, style)?;
    let dim = style.of(anstyle::Style::new().dimmed());
    let tickets = counted(u64::from(share.all), "ticket");
    writeln!(out, "{dim}{tickets}, {}{dim:#}", words::window(coverage))?;
    if share.all > 0 {
        writeln!(out, "{dim}{}{dim:#}", by_evidence(share))?;
    }
    let (bold, next) = (style.of(bold), words::next(coverage));
    let cost = words::cost(coverage).map_or_else(String::new, |c| format!(" {}", visible(&c)));
    writeln!(out, "\n{bold}{next}{bold:#}{cost}")
}

fn bar(share: &Share) -> String {
    let all = share.all.max(1);
    let full = (u64::from(share.covered()) * u64::from(BAR) / u64::from(all)) as usize;
    let empty = if share.all == 0 {
        0
    } else {
        BAR as usize - full
    };
    format!("{}{}", "█".repeat(full), "░".repeat(empty))
}

fn by_evidence(share: &Share) -> String {
    let kinds = Evidence::ALL.into_iter().zip(share.by);
    let parts: Vec<String> = kinds
        .map(|(kind, n)| (words::evidence(kind), n))
        .chain([("no answer", share.uncovered())])
        .map(|(name, n)| format!("{name} {}", part(n, share.all)))
        .collect();
    parts.join(" · ")
}

/// The Pareto set, as far as there is room.
fn gaps(out: &mut dyn Write, coverage: &Coverage, shown: &Shown, style: Style) -> io::Result<()> {
    let set = words::pareto(coverage);
    let some = &set[..set.len().min(shown.limit)];
    if some.is_empty() {
        return Ok(());
    }
    let dim = anstyle::Style::new().dimmed();
    let mut columns = [
        Column::words("gap", 5).look(anstyle::Style::new().bold()),
        Column::words("problem", *NAME.end()),
        Column::number("tickets"),
        Column::number("added up").look(dim),
        Column::words("trend", 7),
        Column::number("halves").look(dim),
        Column::number("weight"),
        Column::number("cost"),
    ];
    let mut rows: Vec<Vec<String>> = some.iter().map(|gap| row(gap, coverage)).collect();
    columns[1].limit = room(&columns, &rows);
    for (row, gap) in rows.iter_mut().zip(some) {
        row[1] = name(gap, columns[1].limit);
    }
    writeln!(out)?;
    table(out, &columns, &rows, style)?;
    let hidden = coverage.gaps.len() - some.len();
    if hidden > 0 {
        let dim = style.of(dim);
        let more = counted(hidden as u64, "smaller gap");
        writeln!(out, "{dim}{more} in --html, --csv and --json{dim:#}")?;
    }
    Ok(())
}

fn row(gap: &Gap, coverage: &Coverage) -> Vec<String> {
    vec![
        gap.id.clone(),
        String::new(),
        grouped(gap.tickets.len() as u64),
        percent(gap.cumulated),
        direction(gap.group.trend.direction).to_owned(),
        halves(&gap.group.trend),
        decimal(gap.weight),
        money(gap.cost, &coverage.assumptions),
    ]
}

/// What the other columns leave for the second one.
fn room(columns: &[Column], rows: &[Vec<String>]) -> usize {
    let widest = |(i, column): (usize, &Column)| {
        let cells = rows.iter().map(|row| row[i].width());
        2 + cells.fold(column.heading.width(), usize::max)
    };
    let others = columns.iter().enumerate().filter(|(i, _)| *i != 1);
    WIDTH
        .saturating_sub(others.map(widest).sum())
        .clamp(*NAME.start(), *NAME.end())
}

/// The last levels of a category tell most: what is too long loses its head.
fn name(gap: &Gap, room: usize) -> String {
    if gap.group.is_topic {
        return gap.group.name.clone();
    }
    let levels = &gap.group.path;
    let mut tails = (0..levels.len()).map(|from| levels[from..].join(" > "));
    let last = levels.last().unwrap_or(&gap.group.name);
    tails
        .find(|tail| tail.width() <= room)
        .unwrap_or_else(|| last.clone())
}

fn halves(trend: &Trend) -> String {
    if trend.first + trend.second == 0 {
        return String::new();
    }
    let [first, second] = [trend.first, trend.second].map(|n| grouped(u64::from(n)));
    format!("{first} → {second}")
}

/// What else there is to know, the counts of the intake last.
fn notes(out: &mut dyn Write, coverage: &Coverage, shown: &Shown, style: Style) -> io::Result<()> {
    writeln!(out)?;
    let mut line = |label: &str, text: &str| labelled(out, (label, text), style);
    if let Some(first) = coverage.findability.first() {
        let sum: u32 = coverage.findability.iter().map(|f| f.unlinked).sum();
        let text = format!(
            "{} answer {} that do not name them; most: {} {}, {}",
            counted(coverage.findability.len() as u64, "article"),
            counted(u64::from(sum), "ticket"),
            first.article.key,
            cut(&first.article.title, *NAME.end()),
            grouped(u64::from(first.unlinked)),
        );
        line("not found", &text)?;
    }
    if !coverage.patterns.is_empty() && !shown.patterns {
        line("patterns", &words::patterns(coverage))?;
    }
    for effect in coverage.effects.iter().take(EFFECTS) {
        let said = effect
            .weekly
            .as_ref()
            .map_or_else(|| counts(effect), weekly);
        line("effect", &format!("{}: {said}", effect.article.key))?;
    }
    if let Some(more @ 1..) = coverage.effects.len().checked_sub(EFFECTS) {
        line(
            "",
            &format!("{} more in --html and --json", grouped(more as u64)),
        )?;
    }
    if !words::pareto(coverage).is_empty() {
        line("cost", &words::assumptions(coverage))?;
    }
    for (i, sentence) in words::intake(coverage).iter().enumerate() {
        line(if i == 0 { "read" } else { "" }, sentence)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
