//! How far a long run is: bars on a terminal's stderr, nothing in a pipe.
//!
//! Takes the names of stages and counts. Gives a bar that goes away when the run ends. Never leaves a trace in a log.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::Duration;

/// A run as its user sees it.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
}

/// A bar for a stage whose size is known.
const SIZED: &str = "{msg:14} {bar:30} {human_pos}/{human_len}";
/// A sign of life for a stage whose size is not.
const OPEN: &str = "{msg:14} {spinner} {human_pos}";
/// A run shorter than this shows nothing but its result.
const TICK: Duration = Duration::from_millis(200);

impl Progress {
    /// For people: a bar on stderr if that is a terminal.
    #[must_use]
    pub fn shown() -> Self {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr_with_hz(10));
        if !bar.is_hidden() {
            bar.enable_steady_tick(TICK);
        }
        Self { bar }
    }

    /// For `--quiet`, for tests and for machines: nothing.
    #[must_use]
    pub fn hidden() -> Self {
        Self {
            bar: ProgressBar::hidden(),
        }
    }

    /// A new stage, such as `reading`; with its size, where that is known.
    pub fn stage(&self, name: &'static str, total: Option<usize>) {
        let template = if total.is_some() { SIZED } else { OPEN };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style.progress_chars("━╸ "));
        }
        self.bar.set_length(total.unwrap_or(0) as u64);
        self.bar.set_position(0);
        self.bar.set_message(name);
    }

    /// One thing of the stage is done; may be called from any thread.
    pub fn step(&self) {
        self.bar.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use crate::report::progress::{OPEN, Progress, SIZED};
    use indicatif::ProgressStyle;

    #[test]
    fn templates_are_valid() {
        assert!(ProgressStyle::with_template(SIZED).is_ok());
        assert!(ProgressStyle::with_template(OPEN).is_ok());
    }

    #[test]
    fn a_hidden_run_counts_and_shows_nothing() {
        let progress = Progress::hidden();
        progress.stage("reading", Some(3));
        progress.step();
        assert_eq!(
            (progress.bar.position(), progress.bar.length()),
            (1, Some(3))
        );
        assert!(progress.bar.is_hidden());
    }
}
