//! `deskbook report`.
//!
//! Takes the flags, and tickets where there are some. Gives how the base is doing, on the screen and in files, or a sample
//! for the coach. Never fails because of what it finds: it is a report, no gate.

use crate::brief::{About, health as brief};
use crate::cli::args::values::days;
use crate::cli::args::{Common, For, Report, SearchFormat};
use crate::cli::exit::Outcome;
use crate::cli::exports::{date_order, exports};
use crate::cli::shell::{colour, plan, tell, today};
use crate::cli::whole::{Document, write_reports};
use crate::coverage::Request;
use crate::coverage::reuse::{self, Reuse};
use crate::diag::Failure;
use crate::kcs::measures::result::Health;
use crate::kcs::measures::sample::{Nobody, Sample, Wish, draw};
use crate::kcs::measures::{Input, measure};
use crate::model::Site;
use crate::pipeline::health::{Asked, input};
use crate::pipeline::{self, Loaded, Plan, Purpose, Trails};
use crate::report::health::write as show;
use crate::report::number::counted;
use crate::report::{progress::Progress, screen};
use jiff::ToSpan;
use jiff::civil::Date;
use std::io::Write as _;

/// Measures, shows, writes.
pub(crate) fn run(common: &Common, flags: &Report) -> Result<Outcome, Failure> {
    let as_of = flags.today.as_deref().map_or_else(today, date)?;
    let since = flags.since.as_deref().map(|text| since(text, as_of));
    let since = since.transpose()?;
    let plan = Plan {
        trails: Trails::Always,
        ..plan(common, &For::default(), Purpose::Preview)
    };
    let loaded = pipeline::check(&plan, as_of)?;
    if loaded.settings_broken {
        tell(common, &loaded.found, &loaded.sources)?;
        return Ok(Outcome::Settings);
    }
    let mut notes = Vec::new();
    let reuse = match flags.sample {
        Some(_) => None,
        None => tickets(common, flags, &loaded, &mut notes)?,
    };
    let asked = Asked {
        as_of,
        since,
        reuse: reuse.as_ref(),
    };
    let input = input(&loaded, &asked);
    let written = match flags.sample {
        Some(count) => {
            let sample = sample(&input, flags, count)?;
            let mut stream = screen::stdout(colour(common));
            let written = print_sample(&mut stream.out, &sample, flags.format);
            screen::finish(stream, written)
        }
        None => whole(common, flags, (&measure(&input), &loaded.site), &mut notes),
    };
    written?;
    tell_notes(common, &notes)?;
    Ok(Outcome::Done)
}

/// The report, on the screen and in files.
fn whole(
    common: &Common,
    flags: &Report,
    (health, site): (&Health, &Site),
    notes: &mut Vec<String>,
) -> Result<(), Failure> {
    let documents = documents(flags, health, site);
    let usual = &site.settings.tickets.files;
    let read =
        exports(&common.root, (&flags.tickets, usual), "report --tickets").unwrap_or_default();
    write_reports(&documents, &common.root, read.paths())?;
    if !documents.is_empty() {
        let names = documents.iter().map(|d| d.path.display().to_string());
        let count = counted(documents.len(), "file");
        let names = names.collect::<Vec<_>>().join(", ");
        notes.push(format!("{count} written: {names}"));
    }
    let mut stream = screen::stdout(colour(common));
    let written = match flags.format {
        SearchFormat::Json => write!(stream.out, "{}", brief::json(health)),
        SearchFormat::Human => show(&mut stream.out, health, stream.style),
    };
    screen::finish(stream, written)
}

fn documents(flags: &Report, health: &Health, site: &Site) -> Vec<Document> {
    let settings = &site.settings;
    let about = About::file(settings);
    let mut documents = Vec::new();
    let mut add = |path: &Option<std::path::PathBuf>, make: &dyn Fn() -> String| {
        documents.extend(path.clone().map(|path| Document { path, text: make() }));
    };
    add(&flags.html, &|| brief::html(health, &about));
    add(&flags.json, &|| brief::json(health));
    add(&flags.markdown, &|| {
        brief::markdown(health, &settings.title)
    });
    documents
}

/// The tickets that were named, or those of the settings; that these cannot be read is no reason to say nothing.
fn tickets(
    common: &Common,
    flags: &Report,
    loaded: &Loaded,
    notes: &mut Vec<String>,
) -> Result<Option<Reuse>, Failure> {
    let named = &loaded.site.settings.tickets.files;
    if flags.tickets.is_empty() && named.is_empty() {
        return Ok(None);
    }
    let progress = if common.quiet {
        Progress::hidden()
    } else {
        Progress::shown()
    };
    progress.stage("reading", None);
    let request = Request {
        date_order: date_order(&flags.dates),
        seen: Some(&|| progress.step()),
        ..Request::default()
    };
    let read = exports(&common.root, (&flags.tickets, named), "report --tickets")
        .and_then(|exports| reuse::read(&loaded.site, &exports, &request));
    match read {
        Ok(reuse) => Ok(Some(reuse)),
        Err(failure) if flags.tickets.is_empty() => {
            notes.push(format!("without tickets: {failure}"));
            Ok(None)
        }
        Err(failure) => Err(failure),
    }
}

fn sample(input: &Input<'_>, flags: &Report, count: usize) -> Result<Sample, Failure> {
    let wish = Wish {
        count,
        author: flags.author.as_deref(),
        seed: flags.seed.as_deref(),
    };
    draw(input, &wish).map_err(|nobody| {
        let asked = flags.author.as_deref().unwrap_or_default();
        let (what, names) = match nobody {
            Nobody::Unknown(names) => (
                format!("nobody called `{asked}` ever changed an article"),
                names,
            ),
            Nobody::Several(names) => (format!("several people are called `{asked}`"), names),
        };
        let help = if names.is_empty() {
            "authors are those of the commits: is there a git history?".to_owned()
        } else {
            format!("name one of: {}; or a mail address", names.join(", "))
        };
        Failure::Usage { what, help }
    })
}

fn print_sample(
    out: &mut dyn std::io::Write,
    sample: &Sample,
    format: SearchFormat,
) -> std::io::Result<()> {
    match format {
        SearchFormat::Json => write!(out, "{}", brief::sample_json(sample)),
        SearchFormat::Human => write!(out, "{}", brief::checklist(sample)),
    }
}

fn tell_notes(common: &Common, notes: &[String]) -> Result<(), Failure> {
    let mut stream = screen::stderr(colour(common));
    let shown = notes.iter().filter(|_| !common.quiet);
    let written = shown
        .into_iter()
        .try_for_each(|line| writeln!(stream.out, "{line}"));
    screen::finish(stream, written)
}

fn date(text: &str) -> Result<Date, Failure> {
    text.parse().map_err(|_| Failure::Usage {
        what: format!("`{text}` is not a date"),
        help: "write it as year-month-day: `2027-01-31`".to_owned(),
    })
}

/// The first day of a period.
fn since(text: &str, as_of: Date) -> Result<Date, Failure> {
    let back = |days: u32| as_of.saturating_sub(i64::from(days).days());
    let day = match text {
        "today" => Some(as_of),
        "yesterday" => Some(back(1)),
        _ => days(text).ok().map(back).or_else(|| text.parse().ok()),
    };
    day.filter(|day| *day <= as_of)
        .ok_or_else(|| Failure::Usage {
            what: format!("`--since {text}` is no day until today"),
            help: "write `2026-11-01`, `yesterday`, `7d`, `4w` or `1y`".to_owned(),
        })
}

#[cfg(test)]
mod tests {
    use crate::cli::report::since;
    use jiff::civil::date;

    #[test]
    fn a_period_begins_on_a_day_or_so_long_ago() {
        let of = |text| since(text, date(2026, 11, 22)).ok();
        for (text, day) in [
            ("2026-11-01", Some(date(2026, 11, 1))),
            ("today", Some(date(2026, 11, 22))),
            ("yesterday", Some(date(2026, 11, 21))),
            ("7d", Some(date(2026, 11, 15))),
            ("2w", Some(date(2026, 11, 8))),
            ("2026-11-23", None),
            ("last week", None),
        ] {
            assert_eq!(of(text), day, "{text}");
        }
    }
}
