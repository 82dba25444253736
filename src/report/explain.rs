//! How a question was understood, and why an article stands where it stands.
//!
//! Takes what the ranking says of itself. Gives tables for authors, and for programs the names that the browser's engine
//! gives as well. Never computes a score.

use crate::report::Style;
use crate::report::table::{Column, write};
use crate::search::{Asked, Part, Sense, Why};
use serde::Serialize;
use std::io::{self, Write};

/// A word stands for at most so many others on the screen.
const MEANS: usize = 6;
/// Cells of the screen for a word.
const WORD: usize = 28;

/// How a question was understood.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Explain {
    /// Its words.
    pub slots: Vec<Asked>,
}

/// Writes how each word of a question was understood, and an empty line.
///
/// # Errors
/// Only those of the writer.
pub fn question(out: &mut dyn Write, explain: &Explain, style: Style) -> io::Result<()> {
    if explain.slots.is_empty() {
        return Ok(());
    }
    let dim = anstyle::Style::new().dimmed();
    let columns = [
        Column::words("typed", WORD),
        Column::words("looked for", WORD),
        Column::words("how", WORD).look(dim),
        Column::number("weight"),
        Column::number("rarity"),
    ];
    let rows: Vec<Vec<String>> = explain.slots.iter().flat_map(meanings).collect();
    write(out, &columns, &rows, style)?;
    writeln!(out)
}

/// The word itself and its best other meanings, a row each, and how many more there are.
fn meanings(asked: &Asked) -> Vec<Vec<String>> {
    let mut best: Vec<&Sense> = asked.means.iter().collect();
    let is_other = |sense: &Sense| sense.words != [asked.typed.as_str()];
    let worth = |sense: &Sense| sense.weight * sense.rarity;
    best.sort_by(|a, b| {
        let own = is_other(a).cmp(&is_other(b));
        own.then(worth(b).total_cmp(&worth(a)))
    });
    let typed = |row: usize| if row == 0 { &asked.typed[..] } else { "" }.to_owned();
    let sense = |(row, sense): (usize, &&Sense)| {
        vec![
            typed(row),
            sense.words.join(" + "),
            sense.how.word().to_owned(),
            format!("{:.2}", sense.weight),
            format!("{:.2}", sense.rarity),
        ]
    };
    let mut rows: Vec<Vec<String>> = best.iter().take(MEANS).enumerate().map(sense).collect();
    if rows.is_empty() {
        rows.push(vec![typed(0), "nothing like it".to_owned()]);
    }
    if let more @ 1.. = best.len().saturating_sub(MEANS) {
        rows.push(vec![String::new(), format!("… {more} more")]);
    }
    rows
}

/// Writes why an article stands where it stands, each line behind `indent`.
///
/// # Errors
/// Only those of the writer.
pub fn result(out: &mut dyn Write, why: &Why, indent: &str, style: Style) -> io::Result<()> {
    writeln!(out, "{indent}{}", product(why))?;
    let dim = anstyle::Style::new().dimmed();
    let columns = [
        Column::words("typed", WORD),
        Column::words("found", WORD),
        Column::words("how", WORD).look(dim),
        Column::number("impact"),
        Column::number("points"),
    ];
    let rows: Vec<Vec<String>> = why.slots.iter().map(part).collect();
    let mut table = Vec::new();
    write(&mut table, &columns, &rows, style)?;
    String::from_utf8_lossy(&table)
        .lines()
        .try_for_each(|line| writeln!(out, "{indent}{line}"))
}

/// `7.07 = 4.12 points × coverage 0.98 × title 1.70`: the factors that change anything.
fn product(why: &Why) -> String {
    let points: f64 = why.slots.iter().map(|part| part.points).sum();
    let factors = [
        ("coverage", why.factors.coverage),
        ("title", why.factors.title),
        ("prior", why.factors.prior),
        ("system", why.factors.system),
        ("language", why.factors.language),
    ];
    let factors = factors
        .into_iter()
        .map(|(name, factor)| format!("{name} {factor:.2}"))
        .filter(|factor| !factor.ends_with(" 1.00"));
    let whole: Vec<String> = [format!("{:.2} = {points:.2} points", why.score)]
        .into_iter()
        .chain(factors)
        .collect();
    whole.join(" × ")
}

fn part(part: &Part) -> Vec<String> {
    let Some(how) = part.how else {
        return vec![part.typed.clone(), "–".to_owned()];
    };
    // Of several words it is a mean.
    let impact = format!("{:.1}", part.impact);
    let impact = impact.trim_end_matches(".0");
    vec![
        part.typed.clone(),
        part.words.join(" + "),
        how.word().to_owned(),
        format!("{impact}/15"),
        format!("{:.2}", part.points),
    ]
}
