//! What all commands share: streams, plans, the clock.
//!
//! Takes the common flags. Gives a [`Plan`] and the ways to speak. Never decides what a command does.

use crate::cli::args::{Colour, Common, For};
use crate::diag::{Diagnostic, Failure};
use crate::pipeline::{Plan, Purpose, Trails};
use crate::report::{self, Fold, Format, Notes, Options, screen};
use crate::source::Sources;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// Of one kind of finding, a build shows so many; `check` shows all.
const SHOWN_BY_BUILD: usize = 5;

/// The choice of colours.
pub(crate) fn colour(common: &Common) -> screen::Colour {
    match common.color {
        Colour::Auto => screen::Colour::Auto,
        Colour::Always => screen::Colour::Always,
        Colour::Never => screen::Colour::Never,
    }
}

/// The moment that stands for now, in seconds since 1970, as other tools of reproducible builds read it.
const MOMENT: &str = "SOURCE_DATE_EPOCH";

/// Today, by the machine's clock and time zone: the only place that asks. Where `SOURCE_DATE_EPOCH` is set, the day of
/// that moment in UTC.
#[expect(
    clippy::disallowed_methods,
    reason = "somebody has to ask, and it is this function alone"
)]
pub(crate) fn today() -> Result<Date, Failure> {
    match std::env::var_os(MOMENT) {
        Some(moment) => day(&moment.to_string_lossy()),
        None => Ok(Zoned::now().date()),
    }
}

fn day(moment: &str) -> Result<Date, Failure> {
    let seconds = moment.parse().ok();
    let moment_read = seconds.and_then(|s| Timestamp::from_second(s).ok());
    let told = moment_read.ok_or_else(|| Failure::Usage {
        what: format!("`{MOMENT}` is no number of seconds since 1970: `{moment}`"),
        help: format!("unset it, or write for example `{MOMENT}=$(git log -1 --format=%ct)`"),
    })?;
    Ok(told.to_zoned(TimeZone::UTC).date())
}

/// A plan for an edition of the base.
pub(crate) fn plan(common: &Common, edition: &For, purpose: Purpose) -> Plan {
    Plan {
        root: common.root.clone(),
        out: None,
        audience: edition.audience.clone(),
        client: edition.client.clone(),
        base_url: None,
        purpose,
        trails: Trails::Never,
    }
}

/// Tells people the findings on stderr, a few of each kind and the rest counted; `--quiet` leaves errors only, `--verbose` adds notes.
pub(crate) fn tell(
    common: &Common,
    found: &[Diagnostic],
    sources: &Sources,
) -> Result<(), Failure> {
    let mut stream = screen::stderr(colour(common));
    let kept: Vec<Diagnostic>;
    let found = if common.quiet {
        let errors = found
            .iter()
            .filter(|d| d.severity == crate::diag::Severity::Error);
        kept = errors.cloned().collect();
        &kept
    } else {
        found
    };
    let options = Options {
        format: Format::Human,
        style: stream.style,
        notes: notes(common),
        fold: Fold::After(SHOWN_BY_BUILD),
        below: "",
    };
    let written = report::diagnostics(&mut stream.out, found, sources, &options).map(|_| ());
    screen::finish(stream, written)
}

/// Whether notes are told.
pub(crate) fn notes(common: &Common) -> Notes {
    if common.verbose {
        Notes::Show
    } else {
        Notes::Hide
    }
}
