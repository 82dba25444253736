//! The proof before publishing: nothing that belongs to a narrower audience is in any byte of the site.
//!
//! Takes what the base holds, what this edition may say, and every file about to be written. Gives [`Leak`]s, each with
//! both places. Never trusts the way the site was made: it knows only texts.

pub mod pieces;
pub mod visible;

use crate::diag::FileId;
use crate::output::Content;
use crate::paths::{ContentPath, OutPath};
use crate::proof::pieces::{Piece, each_piece, each_piece_by_line, each_plain_piece};
use crate::proof::visible::texts;
use crate::search::unpack;
use rayon::iter::ParallelIterator;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A text that this edition may not hold, unless it may say the same for another reason.
#[derive(Clone, Copy, Debug)]
pub struct Held<'a> {
    /// Where it stands; nothing for what git says.
    pub file: Option<FileId>,
    /// The text.
    pub text: &'a str,
}

/// What may not leave.
#[derive(Debug, Default)]
pub struct Secrets {
    /// Where each piece stands that only a narrower audience may see.
    pieces: HashMap<Piece, Option<FileId>, AsTheyAre>,
}

/// Pieces are hashes already.
type AsTheyAre = BuildHasherDefault<Itself>;

/// A hasher of numbers that need none.
#[derive(Default)]
struct Itself(u64);

impl Hasher for Itself {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

/// A piece of a narrower text in the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leak {
    /// The file of the site.
    pub out: OutPath,
    /// What stands there.
    pub words: String,
    /// Where it comes from; nothing for what git says.
    pub from: Option<FileId>,
}

impl Secrets {
    /// Everything that narrower texts hold.
    #[must_use]
    pub fn of(held: &[Held<'_>]) -> Self {
        let mut pieces = HashMap::default();
        for one in held {
            each_piece_by_line(one.text, |piece| {
                pieces.entry(piece).or_insert(one.file);
            });
        }
        Self { pieces }
    }

    /// Less what this edition may say.
    pub fn but<'a>(&mut self, allowed: impl IntoIterator<Item = &'a str>) {
        for text in allowed {
            each_piece(text, |piece| {
                self.pieces.remove(&piece);
            });
        }
    }

    /// Less what this edition may say in many places, side by side; `said` gives the texts of one.
    pub fn but_all<'a, T: 'a>(
        &mut self,
        places: impl ParallelIterator<Item = &'a T>,
        said: impl Fn(&'a T) -> Vec<Cow<'a, str>> + Sync,
    ) {
        let pieces = &self.pieces;
        let gather = |mut met: HashSet<Piece, AsTheyAre>, place| {
            for text in said(place) {
                each_piece(&text, |piece| {
                    if pieces.contains_key(&piece) {
                        met.insert(piece);
                    }
                });
            }
            met
        };
        let met = places
            .fold(HashSet::default, gather)
            .reduce(HashSet::default, |a, b| {
                let (mut most, few) = if a.len() < b.len() { (b, a) } else { (a, b) };
                most.extend(few);
                most
            });
        self.pieces.retain(|piece, _| !met.contains(piece));
    }

    /// Less the ordinary words of texts that stand on every page: an address or a sentence in them may still have come from
    /// a narrower text.
    pub fn but_words_of<'a>(&mut self, known: impl IntoIterator<Item = &'a str>) {
        for text in known {
            each_plain_piece(text, |piece| {
                self.pieces.remove(&piece);
            });
        }
    }

    /// Whether there is nothing to hide.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The first piece of a text that may not leave, in the words of the text.
    fn first(&self, text: &str) -> Option<(String, Option<FileId>)> {
        let mut hit = None;
        each_piece_by_line(text, |piece| {
            if hit.is_none() {
                hit = self.pieces.get(&piece).map(|file| (piece, *file));
            }
        });
        let (piece, file) = hit?;
        Some((words_of(text, piece), file))
    }
}

/// The shortest run of words of a text that holds a piece.
fn words_of(text: &str, wanted: Piece) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let holds = |words: &str| {
        let mut held = false;
        each_piece(words, |piece| held |= piece == wanted);
        held
    };
    for length in 1..=8 {
        let run = words
            .windows(length)
            .map(|run| run.join(" "))
            .find(|run| holds(run));
        if let Some(run) = run {
            return run.chars().take(80).collect();
        }
    }
    words.join(" ").chars().take(80).collect()
}

/// The first leak of a file about to be written: in its name, its content, or by being a copy of something that this
/// edition may not hold; `copies` are the files of the base that it may copy.
#[must_use]
pub fn leak(
    secrets: &Secrets,
    (path, content): (&OutPath, &Content<'_>),
    copies: &BTreeSet<ContentPath>,
) -> Option<Leak> {
    let leak = |(words, from)| Leak {
        out: path.clone(),
        words,
        from,
    };
    if let Content::CopyOf { from, .. } = content
        && !copies.contains(from)
    {
        return Some(leak((from.to_string(), None)));
    }
    // The files of the index are named by numbers.
    if !unpack::is_of_index(path.as_str())
        && let Some(found) = secrets.first(path.as_str())
    {
        return Some(leak(found));
    }
    match texts(path.as_str(), content) {
        Ok(texts) => texts.iter().find_map(|text| secrets.first(text)).map(leak),
        // What cannot be read cannot be proven.
        Err(why) => Some(leak((why.to_owned(), None))),
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::FileId;
    use crate::output::Artifact;
    use crate::paths::{ContentPath, OutPath};
    use crate::proof::{Held, Secrets, leak};
    use crate::search::bytes::gzip;
    use std::collections::BTreeSet;

    fn secrets() -> Secrets {
        let text = "Call Wiltrud in room seven of the old wing on level two, then press the button";
        let held = Held {
            file: Some(FileId(3)),
            text,
        };
        let mut secrets = Secrets::of(&[held]);
        secrets.but([
            "then press the button in the room",
            "seven",
            "of the old wing",
        ]);
        secrets
    }

    /// What is found in a file.
    fn found(path: &str, artifact: &Artifact) -> Vec<String> {
        let path = OutPath::new(path).unwrap();
        let content = artifact.content().unwrap();
        let leak = leak(&secrets(), (&path, &content), &BTreeSet::new());
        leak.into_iter().map(|leak| leak.words).collect()
    }

    fn text(text: &str) -> Artifact {
        Artifact::Text(text.to_owned())
    }

    #[test]
    fn a_narrower_word_or_run_is_found_wherever_it_stands() {
        assert_eq!(
            found("a/index.html", &text("<p>Ask <b>Wiltrud</b>.</p>")),
            ["Wiltrud"]
        );
        assert_eq!(
            found("a/index.html", &text("<p title=\"x &quot;wiltrud&quot;\">")).len(),
            1
        );
        assert_eq!(
            found("sitemap.xml", &text("<loc>https://x/%57iltrud/</loc>")).len(),
            1
        );
        assert_eq!(found("wiltrud/index.html", &text("")).len(), 1);
        assert_eq!(
            found(
                "a.md",
                &text("it is in room seven of the old wing on level two")
            ),
            ["room seven of the old wing"]
        );
        let packed = Artifact::Bytes(gzip(b"[[\"/a/\",\"Wiltrud\"]]"));
        assert_eq!(found("search/ab/d0.dbs", &packed), ["Wiltrud"]);
    }

    #[test]
    fn what_this_edition_says_itself_is_no_leak() {
        assert!(
            found(
                "a.html",
                &text("<p>Then press the button</p><p>in the room of the old wing.</p>")
            )
            .is_empty()
        );
    }

    #[test]
    fn a_copy_nobody_may_have_and_a_file_nobody_can_read_stop_the_build() {
        let copy = Artifact::CopyOf {
            from: ContentPath::new("content/plan.png").unwrap(),
            hash: [0; 32],
            len: 1,
        };
        assert_eq!(found("plan.png", &copy), ["content/plan.png"]);
        assert_eq!(
            found("search/manifest.dbs", &Artifact::Bytes(vec![1])).len(),
            1
        );
    }
}
