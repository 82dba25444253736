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
use crate::pipeline::{self, Built, Plan, Purpose, Trails};
use crate::report::summary::{Build as Summary, LeftOut, build_summary};
use crate::report::{progress::Progress, screen};
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
    let mut built = pipeline::build(&plan)?;
    drop(progress);
    let written = publish(common, flags, &mut built, &out);
    tell(common, &built.loaded.found, &built.loaded.sources)?;
    if built.loaded.settings_broken {
        return Ok(Outcome::Settings);
    }
    let Some(written) = written? else {
        return Err(Failure::Other {
            what: "nothing was written: the site before this build stays as it was".to_owned(),
            help: "mend the errors above and build again".to_owned(),
        });
    };
    if !common.quiet {
        let summary = summary(flags, &built, &written);
        let summary = Summary {
            time: start.elapsed(),
            ..summary
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
) -> Result<Option<Written>, Failure> {
    let is_error = |found: &Diagnostic| found.severity == Severity::Error;
    let refused = flags.strict && built.loaded.found.iter().any(is_error);
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
        disk::Outcome::Written(written) => Ok(Some(written)),
        disk::Outcome::Refused(found) => {
            built.refuse(found);
            Ok(None)
        }
    }
}

fn summary<'a>(flags: &'a Build, built: &'a Built, written: &Written) -> Summary<'a> {
    let site = &built.loaded.site;
    let first = written.same == 0 && written.changed == 0;
    Summary {
        articles: site.articles.len(),
        files: built.output.len(),
        bytes: written.bytes,
        changed: (!first).then_some(written.created + written.changed),
        removed: written.removed,
        out: flags.out.to_str().unwrap_or("the output folder"),
        time: Duration::ZERO,
        left_out: LeftOut {
            audience: Some(site.edition.audience.as_str()),
            narrower: site.left_out.audience,
            unfinished: site.left_out.confidence,
            clients: site.left_out.client,
            broken: 0,
        },
    }
}
