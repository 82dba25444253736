//! The patterns with something the matter, as a table.
//!
//! Takes every pattern's health. Gives rows with the place in the article and example tickets. Never lists good ones.

use crate::brief::figures::{counted, grouped, percent};
use crate::brief::words;
use crate::coverage::result::{Coverage, Health, PatternHealth};
use crate::report::Style;
use crate::report::table::{Column, write as table};
use std::io::{self, Write};

/// Writes the table, worst first.
pub(super) fn write(
    out: &mut dyn Write,
    coverage: &Coverage,
    limit: usize,
    style: Style,
) -> io::Result<()> {
    let is_ill = |p: &&PatternHealth| p.health != Health::Good;
    let ill: Vec<&PatternHealth> = coverage.patterns.iter().filter(is_ill).collect();
    writeln!(out, "\n{}", words::patterns(coverage))?;
    if ill.is_empty() {
        return Ok(());
    }
    let dim = anstyle::Style::new().dimmed();
    let columns = [
        Column::words("where", 30).look(dim),
        Column::words("pattern", 22),
        Column::number("matches"),
        Column::words("health", 17),
        Column::words("tickets", 16).look(dim),
    ];
    let rows: Vec<Vec<String>> = ill.iter().take(limit).map(|p| row(p)).collect();
    table(out, &columns, &rows, style)?;
    if ill.len() > limit {
        let more = counted((ill.len() - limit) as u64, "more pattern");
        writeln!(out, "{more} in --json")?;
    }
    Ok(())
}

fn row(pattern: &PatternHealth) -> Vec<String> {
    let ids: Vec<&str> = pattern.examples.iter().take(3).map(|e| &e.id[..]).collect();
    vec![
        place(pattern),
        pattern.pattern.clone(),
        grouped(u64::from(pattern.matches)),
        health(&pattern.health),
        ids.join(" "),
    ]
}

/// The file's last folders and the line: the head of a path tells least.
fn place(pattern: &PatternHealth) -> String {
    let whole = format!("{}:{}", pattern.article.path, pattern.line);
    let chars = whole.chars().count();
    if chars <= 30 {
        return whole;
    }
    let tail: String = whole.chars().skip(chars - 29).collect();
    format!("…{tail}")
}

fn health(health: &Health) -> String {
    match health {
        Health::Good => "good".to_owned(),
        Health::Dead => "dead".to_owned(),
        Health::Broad { share, .. } => format!("broad, {}", percent(*share)),
        Health::Overlapping { with, .. } => format!("overlaps {}", with.key),
    }
}
