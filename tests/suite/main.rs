//! What a person sees who uses the program: the real binary, real folders, real screens.
//!
//! Takes the built `deskbook`. Gives one module for each thing a person does. Never calls into the library: what is not
//! visible from outside is tested beside the code. `SNAPSHOTS=overwrite cargo test` accepts changed screens.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed, and the place says why"
)]
#![allow(
    clippy::needless_raw_string_hashes,
    reason = "the snapshots are written by the tool"
)]
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    clippy::format_collect,
    reason = "names are ours, and a test may be slow"
)]

mod active_files;
mod addresses;
mod build;
mod canaries;
mod check;
mod clients;
mod content;
mod editions;
mod exact;
mod faults;
mod fix;
mod from_tickets;
mod gaps;
mod golden;
mod help;
mod history;
#[cfg(target_os = "linux")]
mod hostile_input;
mod house;
mod kb;
mod leaks;
mod learn;
mod new_init;
mod pages;
mod remembered;
mod report;
mod search;
mod serve;
mod set_flag;
mod since;
mod states;
mod theme;
mod tickets;
mod warm;
mod web;
mod wrong;
