//! How a question was understood, and why an article stands where it stands.
//!
//! Takes what the ranking says of itself. Gives tables for authors, and for programs the names that the browser's engine
//! gives as well. Never computes a score.

use crate::report::Style;
use crate::report::table::{Column, write};
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

/// A word of the question.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Asked {
    /// As typed (folded).
    pub typed: String,
    /// Rarity of its rarest meaning; 0 if no article has anything like it.
    pub rarity: f64,
    /// What it was taken for, in the order in which it was looked up.
    pub means: Vec<Sense>,
}

/// One thing that a word was taken for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sense {
    /// How that came: `typed`, `corrected` …
    pub how: &'static str,
    /// What was looked for: a word, or several that must all occur.
    pub words: Vec<String>,
    /// What a match is worth, 1 for the word itself.
    pub weight: f64,
    /// How rare it is.
    pub rarity: f64,
}

/// Why an article stands where it stands: the points added up and multiplied with the factors are the score.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Why {
    /// The score.
    pub score: f64,
    /// Share of the question that the article holds, from 0 to 1; no factor.
    pub share: f64,
    /// Factor: how much of the question it covers where it matters.
    pub coverage: f64,
    /// Factor: title and summary.
    pub title: f64,
    /// Factor: validated, fresh, linked.
    pub prior: f64,
    /// Factor: for the reader's own system.
    pub system: f64,
    /// Factor: in the reader's own language.
    pub language: f64,
    /// What each word gives.
    pub slots: Vec<Part>,
}

/// What one word of the question gives an article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part {
    /// As typed (folded).
    pub typed: String,
    /// What the article holds of it; empty if nothing.
    pub words: Vec<String>,
    /// How those words were come by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<&'static str>,
    /// How much they matter in the article, from 1 to 15; 0 if it holds none.
    pub impact: f64,
    /// Points.
    pub points: f64,
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
            sense.how.to_owned(),
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
        ("coverage", why.coverage),
        ("title", why.title),
        ("prior", why.prior),
        ("system", why.system),
        ("language", why.language),
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
        how.to_owned(),
        format!("{impact}/15"),
        format!("{:.2}", part.points),
    ]
}
