//! Bases by chance with a word of its own in every place: no edition holds a word that is not for its readers.
//!
//! Takes `PROPTEST_CASES` bases, a few by default. Gives the smallest base that leaks, with its files. Never asks the
//! proof of the program: the ear and the rules of audiences are the test's own.

#![allow(
    clippy::use_debug,
    reason = "the words of a failed test are for those who mend it"
)]

mod base;
mod ear;
mod places;
mod plant;
mod rules;

use crate::canaries::base::{Base, base};
use crate::canaries::ear::heard;
use crate::canaries::plant::Planted;
use crate::canaries::rules::Say;
use crate::kb::Kb;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use std::fmt::Write as _;

/// Bases of a usual run, always the same; each is built for every audience and client. `PROPTEST_CASES=200` tries others.
const CASES: u32 = 3;
/// Steps on the way to the smallest base that fails.
const STEPS: u32 = 200;

#[test]
fn no_edition_says_a_word_that_is_not_for_its_readers() {
    let asked = |name| std::env::var_os(name).is_some();
    let mut config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    if !asked("PROPTEST_CASES") {
        config.cases = CASES;
    }
    if !asked("PROPTEST_MAX_SHRINK_ITERS") {
        config.max_shrink_iters = STEPS;
    }
    let mut runner = if asked("PROPTEST_CASES") {
        TestRunner::new(config)
    } else {
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
    };
    let ran = runner.run(&base(), |base| sings(&base).map_err(TestCaseError::fail));
    if let Err(failed) = ran {
        panic!("{failed}");
    }
}

/// Builds every edition of a base, one after the other into one folder, the narrowest first.
fn sings(base: &Base) -> Result<(), String> {
    let planted = Planted::of(base);
    let kb = Kb::new();
    for (path, text) in &planted.files {
        kb.write(path, text);
    }
    let [name, mail, message] = &planted.author;
    kb.git_by_name((name, &format!("{mail}@example.com")), message);
    let words: Vec<String> = planted.canaries.iter().map(|c| c.word.clone()).collect();
    for (number, edition) in planted.editions.iter().enumerate() {
        let mut args = vec!["build", "--audience", &planted.audiences[edition.rung]];
        if let Some(client) = edition.client {
            args.extend(["--client", &planted.clients[client]]);
        }
        let ran = kb.run(&args);
        if ran.code != 0 {
            return Err(told(
                &planted,
                &format!("{args:?}: exit {}\n{}{}", ran.code, ran.stdout, ran.stderr),
            ));
        }
        let heard = heard(&kb.files("public"), &words);
        let mut wrong = String::new();
        for canary in &planted.canaries {
            let files = heard.get(canary.word.as_str());
            let _ = match (canary.say[number], files) {
                (Say::Never, Some(files)) => {
                    writeln!(wrong, "{} leaks, {}: {files:?}", canary.word, canary.place)
                }
                (Say::Must, None) => {
                    writeln!(wrong, "{} is nowhere, {}", canary.word, canary.place)
                }
                _ => Ok(()),
            };
        }
        if !wrong.is_empty() {
            return Err(told(
                &planted,
                &format!("{args:?} {edition:?}\n{wrong}{}", ran.stderr),
            ));
        }
    }
    Ok(())
}

/// What is wrong, and the base in which it is.
fn told(planted: &Planted, wrong: &str) -> String {
    let mut told = format!("{wrong}\n");
    for (path, text) in &planted.files {
        let _ = writeln!(told, "=== {path}\n{text}");
    }
    told
}
