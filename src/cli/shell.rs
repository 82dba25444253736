//! What all commands share: streams, plans, the clock.
//!
//! Takes the common flags. Gives a [`Plan`] and the ways to speak. Never decides what a command does.

use crate::cli::args::{Colour, Common, For};
use crate::diag::{Diagnostic, Failure};
use crate::pipeline::{Plan, Purpose, Trails};
use crate::report::{self, Fold, Format, Notes, Options, screen};
use crate::source::Sources;
use jiff::Zoned;
use jiff::civil::Date;

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

/// Today, by the machine's clock and time zone: the only place that asks.
pub(crate) fn today() -> Date {
    Zoned::now().date()
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
