//! `deskbook check`.
//!
//! Takes the flags. Gives every finding, in the form that was asked for: people's on stderr with the count, machines' on
//! stdout. Never changes a file.

use crate::cli::args::{Check, Common, Deny, For, Format as Asked};
use crate::cli::exit::Outcome;
use crate::cli::external;
use crate::cli::shell::{colour, notes, plan, today};
use crate::diag::Failure;
use crate::pipeline::{self, Purpose};
use crate::report::gather::Counts;
use crate::report::number::counted;
use crate::report::{self, Fold, Format, Options, screen};
use crate::source::history;
use jiff::civil::Date;
use std::io::Write as _;

/// Checks the whole base, for the narrowest audience and every wider one.
pub(crate) fn run(common: &Common, flags: &Check) -> Result<Outcome, Failure> {
    let everyone = For {
        audience: None,
        client: None,
    };
    if flags.external {
        return external::run(common, flags.format);
    }
    let loaded = pipeline::check(&plan(common, &everyone, Purpose::Preview), day(flags)?)?;
    let below = history::below(&common.root);
    let mut stream = screen::stdout(colour(common));
    let options = Options {
        format: format(flags.format),
        style: stream.style,
        notes: notes(common),
        fold: Fold::Never,
        below: &below,
    };
    let mut counts = Counts::default();
    let written = report::diagnostics(&mut stream.out, &loaded.found, &loaded.sources, &options);
    let mut written = written.map(|c| counts = c);
    if options.format == Format::Human && counts == Counts::default() {
        let articles = counted(loaded.site.articles.len(), "article");
        written = written.and_then(|()| writeln!(stream.out, "{articles}, nothing to mend"));
    }
    screen::finish(stream, written)?;
    Ok(if loaded.settings_broken {
        Outcome::Settings
    } else if fails(&counts, flags.deny) {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}

fn fails(counts: &Counts, deny: Option<Deny>) -> bool {
    counts.errors > 0
        || (deny.is_some() && counts.warnings > 0)
        || (deny == Some(Deny::Notes) && counts.notes > 0)
}

fn day(flags: &Check) -> Result<Date, Failure> {
    let Some(text) = &flags.today else {
        return Ok(today());
    };
    text.parse().map_err(|_| Failure::Usage {
        what: format!("`{text}` is not a date"),
        help: "write it as year-month-day: `2027-01-31`".to_owned(),
    })
}

fn format(asked: Asked) -> Format {
    match asked {
        Asked::Human => Format::Human,
        Asked::Short => Format::Short,
        Asked::Json => Format::Json,
        Asked::Github => Format::Github,
        Asked::Sarif => Format::Sarif,
    }
}
