//! `deskbook build`.
//!
//! Takes the flags. Gives a folder that is one whole site, or leaves the old one as it was. Never publishes with a
//! broken theme, and with `--strict` never with an article's error.

use crate::cli::args::{Build, Common};
use crate::cli::exit::Outcome;
use crate::cli::shell::{colour, plan, tell};
use crate::diag::{Diagnostic, Failure, Severity};
use crate::output::Content;
use crate::output::disk::{self, Written};
use crate::paths::OutPath;
use crate::pipeline::standing::{self, Figures};
use crate::pipeline::{self, Built, Kept, Plan, Purpose, Trails, WORTH};
use crate::report::summary::{Build as Summary, LeftOut, build_summary};
use crate::report::{progress::Progress, screen};
use crate::source::program;
use std::path::Path;
use std::time::{Duration, Instant};

/// Builds and writes the site.
pub(crate) fn run(common: &Common, flags: &Build) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let out = common.root.join(&flags.out);
    let plan = Plan {
        out: Some(out.clone()),
        base_url: flags.base_url.clone(),
        trails: Trails::Pages,
        ..plan(common, &flags.edition, Purpose::Publish)
    };
    let progress = if common.quiet {
        Progress::hidden()
    } else {
        Progress::shown()
    };
    progress.stage("building", None);
    let kept = Kept::default();
    if standing::is_kept(&plan)
        && let Some(program) = program::name()
        && let Some(made) = standing(common, flags, &plan, (program, &kept))?
    {
        drop(progress);
        return ended(common, flags, (made, start.elapsed()));
    }
    let mut built = pipeline::build_again(&plan, &kept)?;
    drop(progress);
    let written = publish(common, flags, &mut built, &out);
    tell(common, &built.loaded.found, &built.loaded.sources)?;
    if built.loaded.settings_broken {
        return Ok(Outcome::Settings);
    }
    let Some((written, list)) = written? else {
        return Err(Failure::Other {
            what: "nothing was written: the site before this build stays as it was".to_owned(),
            help: "mend the errors above and build again".to_owned(),
        });
    };
    if built.loaded.site.articles.len() >= WORTH
        && let Some(program) = program::name()
    {
        standing::keep(&plan, program, (&built, list), &kept);
    }
    let made = Made {
        figures: Figures::of(&built.loaded.site),
        written,
    };
    ended(common, flags, (made, start.elapsed()))
}

/// A site that was written, or that stands already.
struct Made {
    figures: Figures,
    written: Written,
}

/// The site of an earlier build, where nothing has changed since: neither the base nor the folder.
fn standing(
    common: &Common,
    flags: &Build,
    plan: &Plan,
    (program, kept): (&str, &Kept),
) -> Result<Option<Made>, Failure> {
    let Some(stands) = standing::standing(plan, program, kept)? else {
        return Ok(None);
    };
    let refused = flags.strict && has_errors(&stands.found);
    let out = common.root.join(&flags.out);
    let written = disk::standing(&common.root, &out, stands.list)?;
    let Some(written) = written.filter(|_| !refused) else {
        return Ok(None);
    };
    tell(common, &stands.found, &stands.sources)?;
    Ok(Some(Made {
        figures: stands.figures,
        written,
    }))
}

fn has_errors(found: &[Diagnostic]) -> bool {
    found.iter().any(|d| d.severity == Severity::Error)
}

/// Says what was made.
fn ended(
    common: &Common,
    flags: &Build,
    (made, time): (Made, Duration),
) -> Result<Outcome, Failure> {
    if !common.quiet {
        let summary = Summary {
            time,
            ..summary(flags, &made)
        };
        let mut stream = screen::stdout(colour(common));
        let written = build_summary(&mut stream.out, &summary, stream.style);
        screen::finish(stream, written)?;
    }
    Ok(Outcome::Done)
}

/// Writes the site if it may be published; what is found while its pages are drawn stands with the other findings.
fn publish(
    common: &Common,
    flags: &Build,
    built: &mut Built,
    out: &Path,
) -> Result<Option<(Written, [u8; 32])>, Failure> {
    let refused = flags.strict && has_errors(&built.loaded.found);
    if !built.publishable || refused {
        return Ok(None);
    }
    let progress = if common.quiet {
        Progress::hidden()
    } else {
        Progress::shown()
    };
    progress.stage("writing", None);
    let gate = |path: &OutPath, content: &Content<'_>| built.leak(path, content);
    match disk::write(&built.output, &gate, &common.root, out)? {
        disk::Outcome::Written(written, list) => Ok(Some((written, list))),
        disk::Outcome::Refused(found) => {
            built.refuse(found);
            Ok(None)
        }
    }
}

fn summary<'a>(flags: &'a Build, made: &'a Made) -> Summary<'a> {
    let (figures, written) = (&made.figures, &made.written);
    let first = written.same == 0 && written.changed == 0;
    Summary {
        articles: figures.articles,
        files: written.created + written.changed + written.same,
        bytes: written.bytes,
        changed: (!first).then_some(written.created + written.changed),
        removed: written.removed,
        out: flags.out.to_str().unwrap_or("the output folder"),
        time: Duration::ZERO,
        left_out: LeftOut {
            audience: Some(figures.audience.as_str()),
            narrower: figures.left_out.audience,
            unfinished: figures.left_out.confidence,
            clients: figures.left_out.client,
            broken: 0,
        },
    }
}
