//! The settings of the content standard: how strict each check is, and what it measures against.
//!
//! Takes nothing but its defaults; `read` takes the settings file. Gives [`StandardSettings`]. Never runs a check.

pub mod read;

use crate::diag::{Code, Severity};
use crate::parse::front_matter::Kind;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How much a kind of finding matters in this base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Not at all: it is not shown.
    Off,
    /// As much as this.
    As(Severity),
}

/// `standard:` of the settings file.
#[derive(Clone, Debug, PartialEq)]
pub struct StandardSettings {
    /// By code, for the checks of the content standard.
    pub levels: BTreeMap<String, Level>,
    /// Sections that a type must have, in order, instead of the usual ones; words of [`SECTIONS`].
    pub sections: BTreeMap<Kind, Vec<String>>,
    /// The highest reading grade (years of school) of a text.
    pub grade: f64,
    /// The most words of a sentence.
    pub sentence_words: usize,
    /// Abbreviations that readers know, besides the usual ones.
    pub acronyms: Vec<String>,
    /// Regular expressions of what must not stand in texts for a wider audience.
    pub internal_words: Vec<String>,
    /// Old names of products, each with the name of today, besides the usual ones.
    pub renamed: BTreeMap<String, String>,
    /// Systems (slugs) and the last day of their support, besides the usual ones.
    pub ended: BTreeMap<String, Date>,
    /// After so many days an article that is still in progress is too old.
    pub wip_days: u32,
    /// From this share of common text on, 0 to 1, two articles are nearly the same.
    pub near: f64,
}

/// The words for sections.
pub const SECTIONS: &[&str] = &["issue", "environment", "cause", "resolution", "escalation"];

impl StandardSettings {
    /// How much a finding matters here; nothing where the settings do not say.
    #[must_use]
    pub fn level(&self, code: Code) -> Option<Level> {
        self.levels.get(code.0).copied()
    }
}

impl Default for StandardSettings {
    fn default() -> Self {
        Self {
            levels: BTreeMap::new(),
            sections: BTreeMap::new(),
            grade: 10.0,
            sentence_words: 30,
            acronyms: Vec::new(),
            internal_words: Vec::new(),
            renamed: BTreeMap::new(),
            ended: BTreeMap::new(),
            wip_days: 30,
            near: 0.8,
        }
    }
}
