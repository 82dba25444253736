//! `deskbook learn`.
//!
//! Takes exports, or those that the settings name. Gives `vocabulary.yaml` beside the settings: words of requesters by
//! article, for people to review and for the search to find articles by. Never writes a word of fewer than three people.

use crate::cli::args::{Common, For, Learn};
use crate::cli::exit::Outcome;
use crate::cli::exports::{date_order, exports};
use crate::cli::shell::{colour, plan, tell};
use crate::cli::whole::{Document, write};
use crate::coverage::learn::{Lesson, learn};
use crate::coverage::redactor;
use crate::diag::Failure;
use crate::pipeline::{self, Purpose};
use crate::report::{learn as report, screen};
use crate::source::walk::LEARNT;
use std::io::Write as _;
use std::path::Path;

/// Learns, shows, writes.
pub(crate) fn run(common: &Common, flags: &Learn) -> Result<Outcome, Failure> {
    let loaded = pipeline::load(&plan(common, &For::default(), Purpose::Preview))?;
    if loaded.settings_broken {
        tell(common, &loaded.found, &loaded.sources)?;
        return Ok(Outcome::Settings);
    }
    let site = &loaded.site;
    let mut settings = site.settings.tickets.clone();
    settings.date_order = date_order(&flags.dates).or(settings.date_order);
    let exports = exports(&common.root, (&flags.files, &settings.files), "learn")?;
    let lesson = learn(site, &settings, &redactor(&settings)?, &exports)?;
    let mut stream = screen::stdout(colour(common));
    let written = report::learn(&mut stream.out, &lesson, site, stream.style);
    screen::finish(stream, written)?;
    let before = loaded.sources.learnt.map(|file| loaded.sources.file(file));
    let before = before.map(|file| &*file.text);
    let said = keep(&common.root, flags, (&lesson, before))?;
    if !common.quiet {
        let mut stream = screen::stderr(colour(common));
        let mut lines = report::sentences(&lesson).into_iter().chain([said]);
        let written = lines.try_for_each(|line| writeln!(stream.out, "{line}"));
        screen::finish(stream, written)?;
    }
    Ok(Outcome::Done)
}

/// Writes the file, unless it stays as it is; says what was done.
fn keep(
    root: &Path,
    flags: &Learn,
    (lesson, before): (&Lesson, Option<&str>),
) -> Result<String, Failure> {
    let text = lesson.learnt.text();
    if before == Some(&text) || before.is_none() && lesson.learnt.articles.is_empty() {
        return Ok(format!("{LEARNT} stays as it is"));
    }
    if flags.dry_run {
        return Ok("nothing was written (`--dry-run`)".to_owned());
    }
    let path = root.join(LEARNT);
    write(&[Document { path, text }])?;
    Ok(format!(
        "{LEARNT} written: review it, and commit it with the articles"
    ))
}
