//! What earlier runs made of the texts of a base, kept in `.deskbook`.
//!
//! Takes the root and the size of the base. Gives a [`Pack`] for each kind of work that depends on texts alone. Never opens
//! one for a small base.

use crate::source::program;
use crate::source::store::Store;
use crate::source::store::pack::Pack;
use std::fmt::{self, Debug, Formatter};
use std::path::Path;
use std::sync::Arc;

/// So many articles are worth it to keep something of. A smaller base is built again each time: that costs less than a folder
/// that nobody asked for.
pub const WORTH: usize = 500;

/// The packs of a base; by default such as remember nothing.
#[derive(Clone, Default)]
pub(super) struct Packs {
    /// Articles as they were read: [`crate::parse::markdown::body_again`].
    pub(super) articles: Arc<Pack>,
    /// Articles as they were drawn: [`crate::render::html::article_again`].
    pub(super) pages: Arc<Pack>,
    /// Parts of the index: [`crate::search::index::Segments`].
    pub(super) segments: Arc<Pack>,
}

impl Packs {
    /// Those of the base at `root`, where so many articles are worth it.
    #[must_use]
    pub(super) fn of(root: &Path, articles: usize) -> Self {
        if articles < WORTH {
            return Self::default();
        }
        // The very bytes of this program: another one may read, draw or index the same text in another way.
        let Some(program) = program::name() else {
            return Self::default();
        };
        let store = Store::of(root);
        let pack = |name| Arc::new(store.pack(name, program));
        Self {
            articles: pack("articles"),
            pages: pack("pages"),
            segments: pack("segments"),
        }
    }

    /// Writes what was learnt while articles were read and indexed. Pages are still to be drawn; what is left open is
    /// written when nobody needs it any longer.
    pub(super) fn close_texts(&self) {
        self.articles.close();
        self.segments.close();
    }
}

impl Debug for Packs {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("Packs")
    }
}
