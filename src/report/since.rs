//! What a pull request changed, and who may not have: the report of `check --since`.
//!
//! Takes findings and a [`Review`]. Gives the findings in the form that was asked for, and below them, or in JSON beside
//! them, the changes of state. Never shows what is allowed as a finding.

use crate::diag::Diagnostic;
use crate::kcs::snapshot::Subject;
use crate::pipeline::since::{Review, Reviewed, Row, Rules};
use crate::report::gather::{Counts, count, gather};
use crate::report::number::{counted, grouped};
use crate::report::table::{self, Column};
use crate::report::visible::visible;
use crate::report::{Format, Options, diagnostics, json};
use crate::source::Sources;
use anstyle::AnsiColor;
use serde::Serialize;
use std::io::{self, Write};

/// The whole answer for programs: the report of `check` with the changes.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    report: json::Report<'a>,
    since: Since<'a>,
}

/// The frozen twin of [`Review`].
#[derive(Serialize)]
struct Since<'a> {
    rev: &'a str,
    base: &'a str,
    rules: &'a str,
    articles: Vec<Article<'a>>,
    left_out: usize,
}

#[derive(Serialize)]
struct Article<'a> {
    path: &'a str,
    from: Option<&'a str>,
    id: Option<&'a str>,
    way: &'a str,
    changes: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    what: &'a str,
    from: Option<&'a str>,
    to: Option<&'a str>,
    name: &'a str,
    email: &'a str,
    commit: Option<&'a str>,
    allowed: bool,
    reason: Option<&'a str>,
}

/// Writes findings and changes.
///
/// # Errors
/// Only those of the writer.
pub fn write(
    out: &mut dyn Write,
    (found, sources): (&[Diagnostic], &Sources),
    review: &Review,
    options: &Options<'_>,
) -> io::Result<Counts> {
    if options.format == Format::Json {
        let findings = gather(found, sources);
        let counts = count(&findings);
        let report = json::report(&findings, counts);
        let since = twin(review);
        json::value(out, &Whole { report, since })?;
        return Ok(counts);
    }
    let counts = diagnostics(out, found, sources, options)?;
    if options.format == Format::Human {
        people(out, review, counts, options)?;
    }
    Ok(counts)
}

fn twin(review: &Review) -> Since<'_> {
    Since {
        rev: &review.rev,
        base: &review.base,
        rules: review.rules.word(),
        articles: review.articles.iter().map(article).collect(),
        left_out: review.left_out,
    }
}

fn article(article: &Reviewed) -> Article<'_> {
    Article {
        path: &article.path,
        from: article.from.as_deref(),
        id: article.id.as_deref(),
        way: article.way,
        changes: article.changes.iter().map(change).collect(),
    }
}

fn change(row: &Row) -> Change<'_> {
    Change {
        what: row.subject.word(),
        from: row.from.as_deref(),
        to: row.to.as_deref(),
        name: &row.name,
        email: &row.email,
        commit: row.commit.as_deref(),
        allowed: row.refusal.is_none(),
        reason: row.refusal.as_ref().map(|r| r.reason.as_str()),
    }
}

/// The table of changes of state, and what else there is to know.
fn people(
    out: &mut dyn Write,
    review: &Review,
    counts: Counts,
    options: &Options<'_>,
) -> io::Result<()> {
    let style = options.style;
    let rows = rows(review);
    if counts != Counts::default() {
        writeln!(out)?;
    }
    if !rows.is_empty() {
        let bold = style.of(anstyle::Style::new().bold());
        writeln!(out, "{bold}changes of state{bold:#}")?;
        table::write(out, &columns(), &rows, style)?;
        writeln!(out)?;
    }
    let rev = visible(&review.rev);
    let changed = match review.articles.len() {
        0 => "no article".to_owned(),
        n => counted(n, "article"),
    };
    let mend = if counts.errors + counts.warnings == 0 {
        ", nothing to mend"
    } else {
        ""
    };
    writeln!(out, "{changed} changed since {rev}{mend}")?;
    if review.left_out > 0 {
        let left = review.left_out;
        let (findings, are) = if left == 1 {
            ("finding", "is")
        } else {
            ("findings", "are")
        };
        let left = grouped(left);
        writeln!(
            out,
            "{left} {findings} in articles that did not change {are} not shown"
        )?;
    }
    match review.rules {
        Rules::Base | Rules::None => Ok(()),
        Rules::Present => writeln!(
            out,
            "nobody had a role at {rev}: the roles of today's settings hold"
        ),
    }
}

fn columns() -> [Column; 6] {
    let dimmed = anstyle::Style::new().dimmed();
    let red = AnsiColor::Red.on_default().bold();
    [
        Column::words("article", 32),
        Column::words("what", 12),
        Column::words("change", 40),
        Column::words("who", 28),
        Column::words("commit", 13).look(dimmed),
        Column::words("", 1).look(red),
    ]
}

/// Every change of state, and of the texts those that are not allowed.
fn rows(review: &Review) -> Vec<Vec<String>> {
    let judged = review.rules != Rules::None;
    let mut rows = Vec::new();
    for article in &review.articles {
        let name = article.id.as_ref().unwrap_or(&article.path);
        for row in &article.changes {
            if row.subject == Subject::Text && row.refusal.is_none() {
                continue;
            }
            let mark = match &row.refusal {
                Some(_) => "✗",
                None if judged => "✓",
                None => "",
            };
            rows.push(vec![
                name.clone(),
                row.subject.word().to_owned(),
                words(article, row),
                who(row),
                row.place().to_owned(),
                mark.to_owned(),
            ]);
        }
    }
    rows
}

fn words(article: &Reviewed, row: &Row) -> String {
    let said = |word: &Option<String>| word.clone().unwrap_or_else(|| "–".to_owned());
    match row.subject {
        Subject::Article => article.way.to_owned(),
        Subject::Text => "changed".to_owned(),
        _ => format!("{} → {}", said(&row.from), said(&row.to)),
    }
}

fn who(row: &Row) -> String {
    let name = if row.name.is_empty() {
        &row.email
    } else {
        &row.name
    };
    if name.is_empty() {
        "nobody git knows".to_owned()
    } else {
        name.clone()
    }
}
