//! One file at a time: text becomes front matter and body.
//!
//! Takes a [`SourceFile`]. Gives [`Parsed`] and what is wrong with it, never an error. Never looks at other files.

pub mod block;
pub mod front_matter;
pub mod markdown;

use crate::diag::{Diagnostic, FileId};
use crate::paths::ContentPath;
use front_matter::FrontMatter;
use markdown::Body;

/// Whether blocks for the narrowest audience are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Internal {
    /// `:::internal` blocks become part of the body.
    Keep,
    /// They are taken out before anything reads the text.
    Remove,
}

/// One file, understood as far as it can be alone.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The file.
    pub file: FileId,
    /// Its path below the root of the base.
    pub path: ContentPath,
    /// The typed front matter.
    pub front: FrontMatter,
    /// Outline, plain text and links of the body.
    pub body: Body,
    /// What is wrong with this file.
    pub diagnostics: Vec<Diagnostic>,
}
