//! The words of the command line, and what each of them does.
//!
//! Takes argv and the clock. Gives an exit code. Never computes anything itself: every command makes a plan, hands it to
//! the pipeline, and lets `report` speak.

pub mod args;
pub mod argv;
mod articles;
mod build;
mod check;
mod draft;
pub mod exit;
mod exports;
mod external;
mod files;
mod fix;
mod flag;
mod from_tickets;
mod gaps;
mod history;
mod init;
mod learn;
mod licences;
mod new;
mod report;
mod schema;
mod search;
mod serve;
mod set;
mod shell;
mod standing;
mod tickets;
mod whole;

use crate::cli::args::{Cli, Command};
use crate::cli::exit::Outcome;
use crate::diag::Failure;
use crate::report::screen;
use clap::CommandFactory;
use std::io::Write as _;

/// Runs the program: what it found, or why it could not.
///
/// # Errors
/// Any [`Failure`] of the command.
pub fn run(cli: &Cli) -> Result<Outcome, Failure> {
    let common = &cli.common;
    match &cli.command {
        Command::Init(flags) => init::run(common, flags),
        Command::New(flags) => new::run(common, flags),
        Command::Set(flags) => set::run(common, flags),
        Command::Flag(flags) => flag::run(common, flags),
        Command::Serve(flags) => serve::run(common, flags),
        Command::Check(flags) => check::run(common, flags),
        Command::Build(flags) => build::run(common, flags),
        Command::Search(flags) => search::run(common, flags),
        Command::Tickets(flags) => tickets::run(common, flags),
        Command::Gaps(flags) => gaps::run(common, flags),
        Command::Report(flags) => report::run(common, flags),
        Command::Learn(flags) => learn::run(common, flags),
        Command::Schema(flags) => schema::run(common, flags),
        Command::History(flags) => history::run(common, flags),
        Command::Completions(flags) => {
            let mut text = Vec::new();
            clap_complete::generate(flags.shell, &mut Cli::command(), "deskbook", &mut text);
            let mut stream = screen::stdout(shell::colour(common));
            let written = stream.out.write_all(&text);
            screen::finish(stream, written).map(|()| Outcome::Done)
        }
        Command::Licences(flags) => licences::run(common, flags),
        Command::Man => {
            let mut stream = screen::stdout(shell::colour(common));
            let page = clap_mangen::Man::new(Cli::command());
            let written = page.render(&mut stream.out);
            screen::finish(stream, written).map(|()| Outcome::Done)
        }
    }
}
