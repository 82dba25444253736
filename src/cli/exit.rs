//! From outcome to exit code.
//!
//! Takes what a command found, or why it could not. Gives 0 done, 1 findings, 2 usage or settings, 3 could not. Never
//! exits itself: that is for `main`.

use crate::diag::Failure;
use std::process::ExitCode;

/// How a command ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing to say at the chosen level.
    Done,
    /// There are findings at the chosen level.
    Findings,
    /// The settings have errors.
    Settings,
}

/// The exit code of a run.
#[must_use]
pub fn code(result: &Result<Outcome, Failure>) -> ExitCode {
    ExitCode::from(match result {
        Ok(Outcome::Done) => 0,
        Ok(Outcome::Findings) => 1,
        Ok(Outcome::Settings) | Err(Failure::Usage { .. }) => 2,
        Err(_) => 3,
    })
}
