//! What `deskbook search` found.
//!
//! Takes plain results. Gives a list for people or an object with `"format": 1`; of many questions a list each, or an
//! object a line. Never ranks anything itself.

use crate::report::explain::{self, Explain};
use crate::report::json;
use crate::report::number::counted;
use crate::report::table::cut;
use crate::report::visible::visible;
use crate::report::{Format, Style};
use crate::search::Why;
use anstyle::AnsiColor;
use serde::Serialize;
use std::io::{self, Write};

/// Cells of the screen that a summary may take.
const ROOM: usize = 92;

/// An article that answers.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Hit {
    /// Its title.
    pub title: String,
    /// Its file below the root of the base.
    pub path: String,
    /// Its page below the root of the site.
    pub url: String,
    /// `KB0042`, or empty.
    pub id: String,
    /// A sentence; may be empty.
    pub summary: String,
    /// Error codes of the question that the article names.
    pub codes: Vec<String>,
    /// The site's own score.
    pub score: f64,
    /// Why it stands where it stands, if that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
}

/// A word that was read as another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// As typed.
    pub typed: String,
    /// As searched for.
    pub shown: String,
    /// Whether there are articles with the word as typed: then what is shown comes on top of them.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub known: bool,
}

/// The whole answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The question.
    pub query: String,
    /// How many articles answer.
    pub total: usize,
    /// The best of them, best first.
    pub hits: Vec<Hit>,
    /// Words that were read as others.
    pub corrections: Vec<Correction>,
    /// How the question was understood, if that was asked.
    pub explain: Option<Explain>,
}

/// The frozen form for programs.
#[derive(Serialize)]
struct Report<'a> {
    format: u32,
    query: &'a str,
    total: usize,
    corrections: &'a [Correction],
    #[serde(skip_serializing_if = "Option::is_none")]
    explain: Option<&'a Explain>,
    results: &'a [Hit],
}

/// Writes the answer; every format but the human and the short one is JSON.
///
/// # Errors
/// Only those of the writer.
pub fn search(
    out: &mut dyn Write,
    answer: &Answer,
    format: Format,
    style: Style,
) -> io::Result<()> {
    match format {
        Format::Human => human(out, answer, style),
        Format::Short => answer
            .hits
            .iter()
            .try_for_each(|hit| writeln!(out, "{}: {}", visible(&hit.path), visible(&hit.title))),
        Format::Json | Format::Github | Format::Sarif => json::value(out, &Report::of(answer)),
    }
}

/// Writes the answers to many questions: for people a block each under its question, for programs a line each.
///
/// # Errors
/// Only those of the writer.
pub fn many(
    out: &mut dyn Write,
    answers: &[Answer],
    format: Format,
    style: Style,
) -> io::Result<()> {
    if !matches!(format, Format::Human | Format::Short) {
        return answers
            .iter()
            .try_for_each(|answer| json::line(out, &Report::of(answer)));
    }
    let bold = style.of(anstyle::Style::new().bold().underline());
    for (i, answer) in answers.iter().enumerate() {
        let gap = if i > 0 { "\n" } else { "" };
        writeln!(out, "{gap}{bold}{}{bold:#}", visible(&answer.query))?;
        if answer.hits.is_empty() {
            understood(out, answer, style)?;
            writeln!(out, "no article")?;
        } else {
            search(out, answer, format, style)?;
        }
    }
    Ok(())
}

impl<'a> Report<'a> {
    fn of(answer: &'a Answer) -> Self {
        Self {
            format: 1,
            query: &answer.query,
            total: answer.total,
            corrections: &answer.corrections,
            explain: answer.explain.as_ref(),
            results: &answer.hits,
        }
    }
}

/// Corrections, and how each word was understood.
fn understood(out: &mut dyn Write, answer: &Answer, style: Style) -> io::Result<()> {
    let bold = style.of(anstyle::Style::new().bold());
    answer.corrections.iter().try_for_each(|correction| {
        let (typed, shown) = (visible(&correction.typed), visible(&correction.shown));
        let how = if correction.known {
            "besides"
        } else {
            "instead of"
        };
        writeln!(out, "searched for {bold}{shown}{bold:#} {how} {typed}")
    })?;
    let asked = answer.explain.as_ref();
    asked.map_or(Ok(()), |asked| explain::question(out, asked, style))
}

fn human(out: &mut dyn Write, answer: &Answer, style: Style) -> io::Result<()> {
    understood(out, answer, style)?;
    if answer.hits.is_empty() {
        let query = visible(&answer.query);
        writeln!(out, "no article answers \"{query}\"")?;
        return writeln!(out, "to write one: deskbook new \"{query}\"");
    }
    let digits = answer.hits.len().to_string().len();
    for (rank, one) in answer.hits.iter().enumerate() {
        // What is explained takes many lines.
        if rank > 0 && one.why.is_some() {
            writeln!(out)?;
        }
        let rank = format!("{:digits$}  ", rank + 1);
        hit(out, one, &rank, style)?;
    }
    let more = answer.total.saturating_sub(answer.hits.len());
    if more == 0 {
        return Ok(());
    }
    let gap = if answer.explain.is_some() { "\n" } else { "" };
    writeln!(
        out,
        "{gap}and {}, see --limit",
        counted(more, "more article")
    )
}

/// Title, id and codes; the file; the summary.
fn hit(out: &mut dyn Write, hit: &Hit, rank: &str, style: Style) -> io::Result<()> {
    let bold = style.of(anstyle::Style::new().bold());
    let dim = style.of(anstyle::Style::new().dimmed());
    let green = style.of(AnsiColor::Green.on_default());
    write!(
        out,
        "{dim}{rank}{dim:#}{bold}{}{bold:#}",
        visible(&hit.title)
    )?;
    if !hit.id.is_empty() {
        write!(out, "  {dim}{}{dim:#}", visible(&hit.id))?;
    }
    for code in &hit.codes {
        write!(out, "  {green}{}{green:#}", visible(code))?;
    }
    let indent = " ".repeat(rank.len());
    writeln!(out, "\n{indent}{dim}{}{dim:#}", visible(&hit.path))?;
    if !hit.summary.is_empty() {
        writeln!(out, "{indent}{}", cut(&visible(&hit.summary), ROOM))?;
    }
    let why = hit.why.as_ref();
    why.map_or(Ok(()), |why| explain::result(out, why, &indent, style))
}

#[cfg(test)]
mod tests {
    use crate::report::search::{Answer, Correction, Hit, many, search};
    use crate::report::{Format, Style};

    fn answer() -> Answer {
        Answer {
            query: "vpn eror 809".to_owned(),
            total: 3,
            hits: vec![Hit {
                title: "VPN error 809 on Windows 11".to_owned(),
                path: "content/network/vpn-error-809.md".to_owned(),
                url: "network/vpn-error-809/".to_owned(),
                id: "KB0042".to_owned(),
                summary: "The VPN cannot reach the server.\u{1b}[2J".to_owned(),
                codes: vec!["Error 809".to_owned()],
                score: 7.5,
                why: None,
            }],
            corrections: vec![Correction {
                known: false,
                typed: "eror".to_owned(),
                shown: "error".to_owned(),
            }],
            explain: None,
        }
    }

    fn shown(answer: &Answer, format: Format) -> String {
        let mut out = Vec::new();
        search(&mut out, answer, format, Style::Plain).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn people_see_rank_title_file_and_summary() {
        let expected = "\
searched for error instead of eror
1  VPN error 809 on Windows 11  KB0042  Error 809
   content/network/vpn-error-809.md
   The VPN cannot reach the server.␛[2J
and 2 more articles, see --limit
";
        assert_eq!(shown(&answer(), Format::Human), expected);
    }

    #[test]
    fn nothing_found_says_how_to_write_one() {
        let none = Answer {
            query: "coffee".to_owned(),
            ..Answer::default()
        };
        let expected = "no article answers \"coffee\"\nto write one: deskbook new \"coffee\"\n";
        assert_eq!(shown(&none, Format::Human), expected);
    }

    #[test]
    fn many_questions_get_a_block_or_a_line_each() {
        let none = Answer {
            query: "coffee\u{1b}".to_owned(),
            ..Answer::default()
        };
        let show = |format| {
            let mut out = Vec::new();
            let all = [answer(), none.clone()];
            many(&mut out, &all, format, Style::Plain).unwrap();
            String::from_utf8(out).unwrap()
        };
        let people = show(Format::Human);
        assert!(
            people.starts_with("vpn eror 809\nsearched for error"),
            "{people}"
        );
        assert!(
            people.ends_with("--limit\n\ncoffee␛\nno article\n"),
            "{people}"
        );
        let programs = show(Format::Json);
        let lines: Vec<serde_json::Value> = programs
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0]["results"][0]["score"], 7.5);
        assert_eq!(
            (&lines[1]["format"], &lines[1]["total"]),
            (&1.into(), &0.into())
        );
    }

    #[test]
    fn programs_get_format_1() {
        let value: serde_json::Value =
            serde_json::from_str(&shown(&answer(), Format::Json)).unwrap();
        assert_eq!((&value["format"], &value["total"]), (&1.into(), &3.into()));
        assert_eq!(value["results"][0]["url"], "network/vpn-error-809/");
        assert_eq!(value["corrections"][0]["shown"], "error");
    }
}
