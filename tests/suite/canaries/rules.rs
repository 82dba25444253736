//! Who may read what: the rules of audiences, written a second time.
//!
//! Takes a base, an article and an edition. Gives [`Say`]. Never asks the program, which might be wrong.

use crate::canaries::base::{Article, Audience, Base, Block, Overlay};
use crate::canaries::places::Reader;

/// What an edition does with a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Say {
    /// It stands nowhere.
    Never,
    /// It may stand there.
    May,
    /// It stands somewhere.
    Must,
}

/// For whom a site is: the rung of the audience, and the number of the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edition {
    pub(super) rung: usize,
    pub(super) client: Option<usize>,
}

/// Who reads a block.
pub(super) fn reader_of(block: &Block) -> Reader {
    match (block.internal, block.place.reader) {
        (true, Reader::All | Reader::Searching) => Reader::Colleagues,
        (true, Reader::Perhaps) => Reader::Desk,
        (_, reader) => reader,
    }
}

/// The clients that an article is for, less those that the base does not have.
pub(super) fn own_clients(base: &Base, article: &Article) -> impl Iterator<Item = usize> {
    article
        .clients
        .iter()
        .copied()
        .filter(|c| *c < base.clients)
}

/// The overlays of an article that are written: the first of each client.
pub(super) fn overlays<'a>(base: &Base, article: &'a Article) -> Vec<&'a Overlay> {
    let mut all: Vec<&Overlay> = Vec::new();
    for overlay in article.overlays.iter().filter(|o| o.client < base.clients) {
        if all.iter().all(|o| o.client != overlay.client) {
            all.push(overlay);
        }
    }
    all
}

/// What an edition does with an article: `May` where nobody can read its head.
pub(super) fn of_article(base: &Base, article: &Article, e: Edition) -> Say {
    let all = overlays(base, article);
    let overlay = all.iter().find(|o| Some(o.client) == e.client);
    let rung = match article.audience {
        Audience::Rung(rung) => rung.min(base.rungs - 1),
        Audience::Broken if e.rung == 0 => return Say::May,
        _ => 0,
    };
    let narrower = overlay
        .and_then(|o| o.audience)
        .map_or(rung, |own| own.min(rung));
    let confidence = overlay.and_then(|o| o.confidence).or(article.confidence);
    let for_others = own_clients(base, article).count() > 0
        && !own_clients(base, article).any(|c| Some(c) == e.client);
    let sees_all = e.rung == 0 && e.client.is_none();
    let hidden = match confidence {
        Some("wip") => true,
        Some("not-validated") => !base.unconfirmed,
        _ => false,
    };
    if narrower < e.rung || (for_others && !sees_all) || (hidden && e.rung > 0) {
        return Say::Never;
    }
    Say::Must
}

/// What an edition does with a word of an article itself: an overlay of the client may have another in its place.
pub(super) fn own(base: &Base, article: &Article, reader: Reader, e: Edition) -> Say {
    let all = overlays(base, article);
    let is_changed = all.iter().any(|o| Some(o.client) == e.client);
    let said = read(base, article, reader, e);
    if is_changed { said.min(Say::May) } else { said }
}

/// What an edition does with a word of an article as its client reads it.
pub(super) fn read(base: &Base, article: &Article, reader: Reader, e: Edition) -> Say {
    let whole = of_article(base, article, e);
    let all = overlays(base, article);
    let overlay = all.iter().find(|o| Some(o.client) == e.client);
    let archived = overlay.and_then(|o| o.confidence).or(article.confidence) == Some("archived");
    let most = match reader {
        Reader::Searching if archived => Say::May,
        Reader::All | Reader::Searching => Say::Must,
        Reader::Perhaps => Say::May,
        Reader::Colleagues if e.rung == 0 => Say::Must,
        Reader::Desk if e.rung == 0 => Say::May,
        Reader::Colleagues | Reader::Desk | Reader::Nobody => Say::Never,
    };
    whole.min(most)
}
