//! The program: reads its words, runs, and turns the outcome into an exit code.

use clap::Parser;
use deskbook::cli::{self, args::Cli, argv, exit};
use deskbook::report::screen;
use std::process::ExitCode;

fn main() -> ExitCode {
    let result = cli::run(&Cli::parse_from(argv::marked(std::env::args_os())));
    if let Err(failure) = &result {
        let mut stream = screen::stderr(screen::Colour::Auto);
        let written = screen::failure(&mut stream.out, failure, stream.style);
        // Nothing is left to tell if even stderr is closed.
        let _ = screen::finish(stream, written);
    }
    exit::code(&result)
}
