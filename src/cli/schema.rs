//! `deskbook schema`: JSON Schema for editors.
//!
//! Takes the settings of a base, where there is one. Gives the schema on stdout, with the base's own words in it. Never
//! reads an article.

use crate::cli::args::Common;
use crate::cli::args::author::{Schema, SchemaOf};
use crate::cli::exit::Outcome;
use crate::cli::shell::colour;
use crate::config::read::read;
use crate::config::{Settings, schema};
use crate::diag::Failure;
use crate::report::screen;
use crate::source::walk;
use serde_json::Value;
use std::io::Write as _;

/// Prints a schema.
pub(crate) fn run(common: &Common, flags: &Schema) -> Result<Outcome, Failure> {
    let file = walk::read_settings(&common.root)?;
    let settings = file.as_ref().map(|file| read(file).0).unwrap_or_default();
    let text = match flags.what {
        SchemaOf::FrontMatter => front_matter(&settings),
        SchemaOf::Settings => of_settings(&settings),
    };
    let mut results = screen::stdout(colour(common));
    let written = results.out.write_all(text.as_bytes());
    screen::finish(results, written)?;
    Ok(Outcome::Done)
}

/// The schema of front matter, as a file.
pub(crate) fn front_matter(settings: &Settings) -> String {
    file(&schema::front_matter(settings))
}

/// The schema of the settings, as a file.
pub(crate) fn of_settings(settings: &Settings) -> String {
    file(&schema::settings(settings))
}

fn file(schema: &Value) -> String {
    format!("{schema:#}\n")
}
