//! How the base is doing, on one screen.
//!
//! Takes what was measured. Gives the headline, what happened where somebody asked since when, what waits, and a line each
//! for the rest. Never computes a figure, and never says anything of a person that is not in the period.

use crate::brief::figures::{counted, day, grouped};
use crate::brief::health::words;
use crate::coverage::result::ArticleRef;
use crate::kcs::measures::result::{Findings, Health, Past};
use crate::report::Style;
use crate::report::table::{Column, cut, write as table};
use crate::report::wrap::labelled;
use std::io::{self, Write};

/// So many lines of a list that waits are shown.
const WAITING: usize = 5;
/// The same of what happened since a day that somebody named.
const HAPPENED: usize = 20;
/// Cells of a title.
const TITLE: usize = 44;
/// Cells of what is said of it.
const SAID: usize = 42;

/// A line of a list: the article, and what is said of it.
type Line<'a> = (&'a ArticleRef, String);

/// Writes the report.
///
/// # Errors
/// Only those of the writer.
pub fn write(out: &mut dyn Write, health: &Health, style: Style) -> io::Result<()> {
    let bold = style.of(anstyle::Style::new().bold());
    let dim = style.of(anstyle::Style::new().dimmed());
    writeln!(out, "{bold}{}{bold:#}", words::headline(health))?;
    writeln!(
        out,
        "{dim}{}; period: {}{dim:#}",
        words::as_of(health),
        words::period(health)
    )?;
    if health.asked {
        happened(out, health, style)?;
    }
    waiting(out, health, style)?;
    figures(out, health, style)
}

/// The digest of a shift.
fn happened(out: &mut dyn Write, health: &Health, style: Style) -> io::Result<()> {
    let digest = &health.digest;
    let mut rows = Vec::new();
    let step =
        |s: &crate::kcs::measures::result::Step| format!("{}, {}", day(s.day), s.by.join(", "));
    add(
        &mut rows,
        ("new", HAPPENED),
        digest.new.iter().map(|s| (&s.article, step(s))),
    );
    add(
        &mut rows,
        ("improved", HAPPENED),
        digest.improved.iter().map(|s| (&s.article, step(s))),
    );
    let changes = digest.changes.iter().map(|c| {
        let said = format!("{}, {}", words::change(c), c.by);
        (&c.article, said)
    });
    add(&mut rows, ("changed", HAPPENED), changes);
    let flags = digest.flags.iter().map(|f| (&f.article, f.text.clone()));
    add(&mut rows, ("flagged", HAPPENED), flags);
    let due = digest.due.iter();
    add(
        &mut rows,
        ("became due", HAPPENED),
        due.map(|d| (&d.article, review(d))),
    );
    for (path, on) in &digest.removed {
        let said = vec!["removed".to_owned(), String::new(), path.clone(), day(*on)];
        rows.push(said);
    }
    for mass in &digest.mass {
        let articles = counted(u64::from(mass.articles), "article");
        let said = format!("{}, {}", day(mass.day), mass.by);
        rows.push(vec!["mass edit".to_owned(), String::new(), articles, said]);
    }
    writeln!(out)?;
    if rows.is_empty() {
        let nothing = match health.past {
            Past::Full => "nothing happened in the period",
            _ => "what happened is not known",
        };
        return writeln!(out, "{nothing}");
    }
    list(out, &rows, style)
}

fn review(due: &crate::kcs::measures::result::Due) -> String {
    format!(
        "{}, {}",
        words::left(due),
        words::owner(due.owner.as_deref())
    )
}

/// What waits for somebody, the longest wait first.
fn waiting(out: &mut dyn Write, health: &Health, style: Style) -> io::Result<()> {
    let mut rows = Vec::new();
    add(
        &mut rows,
        ("overdue", WAITING),
        health.overdue().map(|d| (&d.article, review(d))),
    );
    let flags = health.flags.iter().map(|f| {
        let raised = words::raised(f);
        let raised = if raised.is_empty() {
            raised
        } else {
            format!(" ({raised})")
        };
        let room = SAID.saturating_sub(raised.chars().count());
        (&f.article, format!("{}{raised}", cut(&f.text, room)))
    });
    add(&mut rows, ("flag", WAITING), flags);
    let wip = health.unfinished.iter().map(|u| {
        let days = u
            .days
            .map(|days| format!("for {}", words::whole_days(days)));
        let owner = words::owner(u.owner.as_deref()).to_owned();
        let said: Vec<String> = days.into_iter().chain([owner]).collect();
        (&u.article, said.join(", "))
    });
    add(&mut rows, ("in progress", WAITING), wip);
    let ready = health.ready.iter().map(|r| {
        let tickets = counted(r.tickets.len() as u64, "ticket");
        let links = counted(r.articles.len() as u64, "link");
        let said = if health.tickets.is_some() {
            format!("{tickets}, {links}")
        } else {
            links
        };
        (&r.article, said)
    });
    add(&mut rows, ("ready", WAITING), ready);
    let generic = health.generic.iter().map(|g| {
        let kinds = counted(g.categories.len() as u64, "kind");
        (
            &g.article,
            format!("{} of {kinds}", counted(g.tickets.len() as u64, "ticket")),
        )
    });
    add(&mut rows, ("too general", WAITING), generic);
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    list(out, &rows, style)
}

/// The first lines of a list under its name, and how many there are besides.
fn add<'a>(
    rows: &mut Vec<Vec<String>>,
    (name, most): (&str, usize),
    lines: impl Iterator<Item = Line<'a>>,
) {
    let lines: Vec<Line<'a>> = lines.collect();
    for (i, (article, said)) in lines.iter().take(most).enumerate() {
        let name = if i == 0 { name } else { "" };
        let cells = [name, &article.key, &article.title, said];
        rows.push(cells.map(str::to_owned).to_vec());
    }
    if let Some(more @ 1..) = lines.len().checked_sub(most) {
        let more = format!("… and {} more", grouped(more as u64));
        rows.push(vec![String::new(), String::new(), more]);
    }
}

fn list(out: &mut dyn Write, rows: &[Vec<String>], style: Style) -> io::Result<()> {
    let dim = anstyle::Style::new().dimmed();
    let columns = [
        Column::words("", 11).look(dim),
        Column::words("", 24),
        Column::words("", TITLE),
        Column::words("", SAID).look(dim),
    ];
    table(out, &columns, rows, style)
}

/// A line each.
fn figures(out: &mut dyn Write, health: &Health, style: Style) -> io::Result<()> {
    writeln!(out)?;
    let value = |key: &str| health.measure(key).map(words::value).unwrap_or_default();
    let count = |key: &str| health.measure(key).map_or(0, |m| m.some);
    let mut line = |label: &str, text: &str| labelled(out, (label, text), style);
    let reviews = format!(
        "{} due within 30 days, {} within 31 to 90, {} without a date",
        value("reviews_30"),
        value("reviews_90"),
        value("reviews_undated")
    );
    line("reviews", &reviews)?;
    if let Some(tickets) = &health.tickets {
        let text = format!(
            "{} of {} name an article: known {}, new {}, unknown {} ({})",
            value("link_rate"),
            counted(u64::from(tickets.all), "ticket"),
            value("known"),
            value("new"),
            value("unknown"),
            words::window(tickets)
        );
        line("link rate", &text)?;
    }
    if !health.lonely.is_empty() {
        let text = format!(
            "{} that nothing leads to",
            counted(health.lonely.len() as u64, "article")
        );
        line("unlinked", &text)?;
    }
    if health.past == Past::Full {
        let text = format!(
            "median {}, nine of ten within {} ({})",
            value("publish_median"),
            value("publish_p90"),
            counted(u64::from(count("publish_median")), "article")
        );
        line("to publish", &text)?;
        let took = &health.participation;
        let text = format!(
            "{} created, {} improved, {} validated, by {} of {} people",
            value("created"),
            value("improved"),
            value("validated_period"),
            grouped(u64::from(took.active)),
            grouped(u64::from(took.all))
        );
        line("period", &text)?;
    }
    line("standard", &standard(health))?;
    if let Some(missing) = words::missing(health.past) {
        line("missing", &missing.replace('`', ""))?;
    }
    let files =
        "every figure with its formula, and people for coaching: --html, --markdown, --json";
    line("more", files)
}

/// `41 findings in 20 articles; most: KB024 12, KB029 8`.
fn standard(health: &Health) -> String {
    let all = health
        .measure("findings")
        .map_or((0, 0), |m| (m.some, m.of));
    if all.0 == 0 {
        return "the checks find nothing".to_owned();
    }
    let one = |f: &Findings| format!("{} {}", f.code, grouped(u64::from(f.count)));
    let most: Vec<String> = health.findings.iter().take(WAITING).map(one).collect();
    format!(
        "{} in {}; most: {}",
        counted(u64::from(all.0), "finding"),
        counted(u64::from(all.1), "article"),
        most.join(", ")
    )
}
