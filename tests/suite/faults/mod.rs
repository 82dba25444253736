//! What goes wrong around a build: it is killed, the disk is full, somebody else is there.
//!
//! Takes a base with two states that differ in every way. Gives the two whole sites that may be seen, and a look that
//! finds anything else. Never trusts what the program says of itself: the folders are compared byte for byte.

mod base;
#[cfg(target_os = "linux")]
mod calls;
mod kill;
mod locks;
#[cfg(unix)]
mod refused;
#[cfg(unix)]
mod served;
mod shaken;
mod wire;

use std::process::Command;

/// Whether the long runs are wanted: `FAULTS=long cargo test --test suite faults`.
fn long() -> bool {
    std::env::var_os("FAULTS").is_some_and(|value| value == "long")
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    /// The next number below `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end.max(1)
    }
}

/// Says how often something was done; shown with `--nocapture`.
fn tell(what: &str, times: usize) {
    #[expect(clippy::print_stderr, reason = "the long run is asked for its figures")]
    {
        eprintln!("{what}: {times}");
    }
}

/// Whether a tool of the system works here; says so if a test is left out for the lack of it.
fn works(program: &str, args: &[&str]) -> bool {
    let done = Command::new(program).args(args).output();
    let works = done.is_ok_and(|output| output.status.success());
    if !works {
        #[expect(clippy::print_stderr, reason = "a test that is left out says why")]
        {
            eprintln!(
                "left out: `{program} {}` does not work here",
                args.join(" ")
            );
        }
    }
    works
}

/// A tool that is to run the program of another command, with its habits.
fn around(inner: &Command, program: &str) -> Command {
    let mut outer = Command::new(program);
    for (name, value) in inner.get_envs() {
        match value {
            Some(value) => outer.env(name, value),
            None => outer.env_remove(name),
        };
    }
    outer
}
