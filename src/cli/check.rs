//! `deskbook check`.
//!
//! Takes the flags. Gives every finding, in the form that was asked for: people's on stderr with the count, machines' on
//! stdout. Never changes a file but with `--fix`.

use crate::cli::args::{Check, Common, Deny, For, Format as Asked};
use crate::cli::exit::Outcome;
use crate::cli::external;
use crate::cli::fix::{Mended, by_file};
use crate::cli::shell::{colour, notes, plan, today};
use crate::diag::codes::{CODES, info, named};
use crate::diag::mending::together;
use crate::diag::{Failure, nearest};
use crate::pipeline::since::Review;
use crate::pipeline::{self, Loaded, Plan, Purpose, Trails, since};
use crate::report::gather::Counts;
use crate::report::number::counted;
use crate::report::{self, Fold, Format, Options, screen};
use crate::source::history;
use jiff::civil::Date;
use std::io::Write as _;

/// The base with its findings, and what a pull request did.
type Found = (Loaded, Option<Review>);

/// So often fixes may make room for others.
const ROUNDS: usize = 8;

/// Checks the whole base, for the narrowest audience and every wider one.
pub(crate) fn run(common: &Common, flags: &Check) -> Result<Outcome, Failure> {
    if flags.external {
        return external::run(common, flags.format);
    }
    if let Some(code) = &flags.explain {
        return explain(common, code);
    }
    let (mut loaded, mut review) = whole(common, flags)?;
    if flags.dry_run {
        return patch(common, &loaded);
    }
    if flags.fix && !loaded.settings_broken {
        (loaded, review) = mend(common, flags, (loaded, review))?;
    }
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
    let (out, found) = (&mut stream.out, (loaded.found.as_slice(), &loaded.sources));
    let written = match &review {
        Some(review) => report::since::write(out, found, review, &options),
        None => report::diagnostics(out, found.0, found.1, &options),
    };
    let mut written = written.map(|c| counts = c);
    if review.is_none() && options.format == Format::Human && counts == Counts::default() {
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

/// Everything that is wrong with the base.
fn whole(common: &Common, flags: &Check) -> Result<Found, Failure> {
    let plan = Plan {
        trails: Trails::Checks,
        ..plan(common, &For::default(), Purpose::Preview)
    };
    let (Some(rev), today) = (&flags.since, day(flags)?) else {
        return Ok((pipeline::check(&plan, day(flags)?)?, None));
    };
    let (mut loaded, review) = since::since(&plan, rev, today)?;
    if common.verbose && matches!(flags.format, Asked::Github | Asked::Sarif) {
        // Beside the lines, those who ask are told of changes that are allowed too.
        loaded.found.extend(since::notes(&review, &loaded));
    }
    Ok((loaded, Some(review)))
}

/// Makes the fixes, which may make room for others; gives what is left.
fn mend(common: &Common, flags: &Check, mut found: Found) -> Result<Found, Failure> {
    let mut mended = Mended::default();
    for _ in 0..ROUNDS {
        if !mended.make(&common.root, &found.0)? {
            break;
        }
        found = whole(common, flags)?;
    }
    let mut stream = screen::stderr(colour(common));
    let written = writeln!(stream.out, "{}", mended.sentence());
    screen::finish(stream, written)?;
    Ok(found)
}

/// What the first round of fixes would change.
fn patch(common: &Common, loaded: &Loaded) -> Result<Outcome, Failure> {
    let mut stream = screen::stdout(colour(common));
    let mut outcome = Outcome::Done;
    let mut written = Ok(0);
    for (file, fixes) in by_file(&loaded.found) {
        let source = loaded.sources.file(file);
        let fixes = together(&source.text, fixes);
        if let (false, Ok(before)) = (fixes.is_empty(), &written) {
            outcome = Outcome::Findings;
            let file = (source.path.as_str(), &*source.text);
            let altered = report::patch::write(&mut stream.out, file, &fixes, stream.style);
            written = altered.map(|n| before + n);
        }
    }
    let altered = *written.as_ref().unwrap_or(&0);
    screen::finish(stream, written.map(|_| ()))?;
    if altered > 0 && !common.quiet {
        let mut stream = screen::stderr(colour(common));
        let lines = counted(altered, "line");
        let written = writeln!(
            stream.out,
            "{lines} of this patch cannot be applied: secrets and invisible characters are not shown as they are; use --fix alone"
        );
        screen::finish(stream, written)?;
    }
    Ok(outcome)
}

/// What a code means.
fn explain(common: &Common, code: &str) -> Result<Outcome, Failure> {
    let wanted = code.to_uppercase();
    let Some(entry) = named(&wanted).and_then(info) else {
        let near = nearest(&wanted, CODES.iter().map(|c| c.code.0));
        return Err(Failure::Usage {
            what: format!("there is no code `{code}`"),
            help: near.map_or_else(
                || "codes look like `KB021`".to_owned(),
                |near| format!("did you mean `{near}`?"),
            ),
        });
    };
    let mut stream = screen::stdout(colour(common));
    let written = report::explain_code(&mut stream.out, entry, stream.style);
    screen::finish(stream, written)?;
    Ok(Outcome::Done)
}

fn fails(counts: &Counts, deny: Option<Deny>) -> bool {
    counts.errors > 0
        || (deny.is_some() && counts.warnings > 0)
        || (deny == Some(Deny::Notes) && counts.notes > 0)
}

fn day(flags: &Check) -> Result<Date, Failure> {
    let Some(text) = &flags.today else {
        return today();
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
