//! One file at a time: text becomes front matter and body.
//!
//! Takes a [`SourceFile`]. Gives [`Parsed`] and what is wrong with it, never an error. Never looks at other files.

pub mod allow;
pub mod block;
pub mod client;
pub mod edit;
pub mod front_matter;
pub mod keys;
pub mod markdown;
pub mod needs;
pub mod pieces;
pub mod roles;

use crate::diag::{Diagnostic, FileId};
use crate::parse::block::Dialect;
use crate::parse::front_matter::{Allow, FrontMatter};
use crate::parse::markdown::Body;
use crate::parse::pieces::Pieces;
use crate::paths::ContentPath;
use crate::source::SourceFile;
use crate::source::store::pack::Pack;
use std::sync::Arc;

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
    pub front: Arc<FrontMatter>,
    /// Outline, plain text and links of the body.
    pub body: Arc<Body>,
    /// What is wrong with this file.
    pub diagnostics: Vec<Diagnostic>,
    /// What clients change of it.
    pub overlays: Overlays,
}

/// What clients change of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlays {
    /// The clients that have an overlay of it; all there is to know where the article is read as it is.
    pub clients: Vec<String>,
    /// The file that is read with it, where it is read as one client reads it.
    pub path: Option<ContentPath>,
    /// Where the joined text was written.
    pub pieces: Pieces,
}

impl Parsed {
    /// The comments that allow a finding, each with the file in which it stands: the article's, or the overlay's.
    pub fn allows(&self) -> impl Iterator<Item = (FileId, Allow)> {
        self.front.allows.iter().map(|allow| {
            let mut allow = allow.clone();
            let origin = self.overlays.pieces.origin(allow.code.span);
            let (file, span) = origin.unwrap_or((self.file, allow.code.span));
            allow.code.span = span;
            (file, allow)
        })
    }
}

/// Reads one file: front matter, then body.
#[must_use]
pub fn parse(file: &SourceFile, dialect: &Dialect, internal: Internal) -> Parsed {
    parse_again(file, dialect, internal, &Pack::default())
}

/// The same; a body that an earlier run read is taken from `kept`.
#[must_use]
pub fn parse_again(
    file: &SourceFile,
    dialect: &Dialect,
    internal: Internal,
    kept: &Pack,
) -> Parsed {
    let (front, offset, mut diagnostics) = block::read(file.id, &file.text, dialect);
    let (body, found) = markdown::body_again((file, offset), internal, kept);
    diagnostics.extend(found);
    Parsed {
        file: file.id,
        path: file.path.clone(),
        front: Arc::new(front),
        body: Arc::new(body),
        diagnostics,
        overlays: Overlays::default(),
    }
}
