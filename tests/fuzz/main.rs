//! Every reader of the program, fed with what nobody would write.
//!
//! Takes seeds (`seeds/`, `kept/`, the demo base, the fixtures) and harms them, by chance that a number repeats. Gives a
//! failure where a reader panics, hangs, asks for memory without bound or breaks its word. Never runs an input in this
//! process: each target runs in a child with a limit. See `README.md` beside this file.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed, and the place says why"
)]
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    clippy::format_collect,
    reason = "names are ours, and a test may be slow"
)]

mod child;
mod corpus;
mod drive;
mod features;
mod mutate;
mod rng;
mod targets;
mod twin;

use features::Features;

/// A reader under test.
pub(crate) struct Target {
    /// As the folder of its seeds and its test are named.
    pub(crate) name: &'static str,
    /// Inputs to begin with, beside those of its folder.
    pub(crate) seeds: fn() -> Vec<Vec<u8>>,
    /// What an input may be made of.
    pub(crate) words: &'static [&'static str],
    /// Inputs of the short run, beside the seeds.
    pub(crate) count: u32,
    /// Reads one input; panics where something is wrong with the reader. What it saw says whether the input is worth keeping.
    pub(crate) run: fn(&[u8], &mut Features),
}

macro_rules! targets {
    ($($name:ident: $target:expr;)*) => {
        const TARGETS: &[&Target] = &[$(&$target),*];
        $(
            #[test]
            fn $name() {
                assert_eq!(stringify!($name), $target.name);
                drive::target(&$target);
            }
        )*
    };
}

targets! {
    front_matter: targets::front_matter::READ;
    yaml_edit: targets::front_matter::EDIT;
    markdown: targets::markdown::TARGET;
    query: targets::query::QUERY;
    patterns: targets::query::PATTERNS;
    topics: targets::query::TOPICS;
    text: targets::text::TEXT;
    paths: targets::text::PATHS;
    ticket_tables: targets::tickets::TABLES;
    ticket_objects: targets::tickets::OBJECTS;
    ticket_workbooks: targets::tickets::WORKBOOKS;
    ticket_archives: targets::tickets::ARCHIVES;
    checks: targets::checks::TARGET;
    settings: targets::settings::SETTINGS;
    vocabulary: targets::settings::VOCABULARY;
    images: targets::files::IMAGES;
    shards: targets::shards::TARGET;
    theme: targets::site::THEME;
    site: targets::site::SITE;
    published: targets::files::PUBLISHED;
    cache: targets::files::CACHE;
}

#[test]
fn every_folder_belongs_to_a_target() {
    for name in corpus::folders() {
        assert!(
            TARGETS.iter().any(|t| t.name == name),
            "tests/fuzz/{name} is nobody's"
        );
    }
}
