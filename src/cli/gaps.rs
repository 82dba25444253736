//! `deskbook gaps`.
//!
//! Takes exports, or those that the settings name. Gives which tickets have an article and what should be written next, on
//! the screen and in files. Exit code 1 where less is covered than was asked for. Never shows a text that is not redacted,
//! unless that was said.

use crate::brief::{self, About};
use crate::cli::args::{Common, For, Gaps, SearchFormat};
use crate::cli::exit::Outcome;
use crate::cli::exports::{date_order, exports};
use crate::cli::shell::{colour, plan, tell};
use crate::cli::whole::{Document, write_reports};
use crate::coverage::result::Coverage;
use crate::coverage::{self, Desk, Measured, Request, published_rung, redactor};
use crate::diag::Failure;
use crate::model::Site;
use crate::pipeline::{self, Loaded, Purpose};
use crate::report::gaps::{Shown, write as show};
use crate::report::number::counted;
use crate::report::{progress::Progress, screen};
use crate::source::exports::Exports;
use std::io::Write as _;

/// Measures, shows, writes.
pub(crate) fn run(common: &Common, flags: &Gaps) -> Result<Outcome, Failure> {
    let loaded = pipeline::load(&plan(common, &For::default(), Purpose::Preview))?;
    if loaded.settings_broken {
        tell(common, &loaded.found, &loaded.sources)?;
        return Ok(Outcome::Settings);
    }
    let named = &loaded.site.settings.tickets.files;
    let exports = exports(&common.root, (&flags.files, named), "gaps")?;
    let measured = measured(common, flags, (&loaded, &exports))?;
    let coverage = &measured.coverage;
    let documents = documents(flags, &measured, &loaded.site);
    write_reports(&documents, &common.root, exports.paths())?;
    let mut stream = screen::stdout(colour(common));
    let written = match flags.format {
        SearchFormat::Json => writeln!(stream.out, "{}", brief::json(coverage).trim_end()),
        SearchFormat::Human => {
            let shown = Shown {
                patterns: flags.patterns,
                limit: flags.limit,
            };
            show(&mut stream.out, coverage, &shown, stream.style)
        }
    };
    screen::finish(stream, written)?;
    let is_enough = notes(common, flags, (coverage, &documents))?;
    Ok(if is_enough {
        Outcome::Done
    } else {
        Outcome::Findings
    })
}

fn measured(
    common: &Common,
    flags: &Gaps,
    (loaded, exports): (&Loaded, &Exports),
) -> Result<Measured, Failure> {
    let site = &loaded.site;
    let progress = if common.quiet {
        Progress::hidden()
    } else {
        Progress::shown()
    };
    progress.stage("reading", None);
    let index = loaded.index()?;
    let redactor = redactor(&site.settings.tickets)?;
    let desk = Desk {
        site,
        sources: &loaded.sources,
        index: &index,
        published_rung: published_rung(site),
        redactor: (!flags.no_redact).then_some(&redactor),
    };
    let request = Request {
        window: flags.window,
        date_order: date_order(&flags.dates),
        explain: flags.explain.is_some(),
        seen: Some(&|| progress.step()),
    };
    coverage::measure(&desk, exports, &request)
}

/// The files that were asked for.
fn documents(flags: &Gaps, measured: &Measured, site: &Site) -> Vec<Document> {
    let about = About::file(&site.settings);
    let coverage = &measured.coverage;
    let mut documents = Vec::new();
    let mut add = |path: &Option<std::path::PathBuf>, make: &dyn Fn() -> String| {
        documents.extend(path.clone().map(|path| Document { path, text: make() }));
    };
    add(&flags.html, &|| brief::html(coverage, &about));
    add(&flags.csv, &|| brief::csv(coverage));
    add(&flags.json, &|| brief::json(coverage));
    add(&flags.markdown, &|| brief::markdown(coverage));
    add(&flags.explain, &|| brief::explain(&measured.explained));
    documents
}

/// What a reader should know beside the results; whether as much is covered as was asked for.
fn notes(
    common: &Common,
    flags: &Gaps,
    (coverage, documents): (&Coverage, &[Document]),
) -> Result<bool, Failure> {
    let mut lines = Vec::new();
    if flags.no_redact {
        lines.push(
            "texts of tickets are shown as they are: names, addresses and numbers too".to_owned(),
        );
    }
    if !documents.is_empty() {
        let names = documents.iter().map(|d| d.path.display().to_string());
        let count = counted(documents.len(), "file");
        lines.push(format!(
            "{count} written: {}",
            names.collect::<Vec<_>>().join(", ")
        ));
    }
    if common.quiet {
        lines.clear();
    }
    let share = coverage.self_service.share() * 100.0;
    let is_enough = flags.fail_under.is_none_or(|least| share >= least);
    if let Some(least) = flags.fail_under.filter(|_| !is_enough) {
        // Rounded down, so that 69.96 % is not said to be 70.
        let share = (share * 10.0).floor() / 10.0;
        lines.push(format!(
            "self-service coverage is {share:.1} %, less than the {least} % asked for"
        ));
    }
    let mut stream = screen::stderr(colour(common));
    let written = lines
        .iter()
        .try_for_each(|line| writeln!(stream.out, "{line}"));
    screen::finish(stream, written)?;
    Ok(is_enough)
}
