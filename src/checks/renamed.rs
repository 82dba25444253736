//! Products under a name that they no longer have.
//!
//! Takes the prose and the title of an article, the built-in names and those of the settings. Gives KB085 once a name,
//! with a fix where the name stands in a sentence of its own. Never looks at symptoms, code, quotations and addresses,
//! and not at a name that the article itself calls a former one.

mod names;

use crate::checks::pieces::{Piece, Prose, body, prose};
use crate::checks::{Check, Scene};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::article::Article;
use aho_corasick::{AhoCorasick, MatchKind};
use names::NAMES;
use rayon::iter::ParallelIterator;
use std::collections::BTreeMap;
use std::ops::Range;

/// The check.
#[derive(Debug)]
pub struct Renamed;

const OLD_NAME: Code = Code("KB085");

/// Words that say a name is a former one, in lower case; they stand right before it.
const FORMER: [&str; 14] = [
    "formerly",
    "former",
    "previously",
    "formally known as",
    "was called",
    "known as",
    "früher",
    "ehemals",
    "vormals",
    "bisher",
    "zuvor",
    "ehemalige",
    "anciennement",
    "antes",
];

/// Words that say the same behind it.
const SINCE: [&str; 6] = [
    "is now",
    "now called",
    "was renamed",
    "heißt jetzt",
    "heißt heute",
    "umbenannt",
];

/// So many bytes before and behind a name are looked at.
const AROUND: usize = 30;
/// Quotation marks open within so many bytes before it.
const LINE: usize = 500;

/// All names, and the machine that finds the longest at each place.
struct Known<'a> {
    names: Vec<(&'a str, &'a str)>,
    finder: AhoCorasick,
}

/// One mention: which name, where in the text, whether it may be changed.
struct Mention {
    name: usize,
    range: Range<usize>,
    kind: Prose,
}

impl Check for Renamed {
    fn codes(&self) -> &'static [Code] {
        &[OLD_NAME]
    }

    fn site(&self, scene: &Scene<'_>) -> Vec<Diagnostic> {
        let own = &scene.site.settings.standard.renamed;
        let Some(known) = Known::new(own) else {
            return Vec::new();
        };
        let articles = scene.site.articles.par_iter().filter(|a| !a.is_archived());
        articles.flat_map_iter(|a| known.article(a)).collect()
    }
}

impl<'a> Known<'a> {
    /// The usual names and those of the settings, which win; a name that leads to itself is left alone.
    fn new(own: &'a BTreeMap<String, String>) -> Option<Self> {
        let usual = NAMES.iter().filter(|(old, _)| !own.contains_key(*old));
        let mut names: Vec<_> = usual.copied().collect();
        names.extend(own.iter().map(|(old, new)| {
            let new = if old == new { "" } else { new.as_str() };
            (old.as_str(), new)
        }));
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(names.iter().map(|(old, _)| *old))
            .ok()?;
        Some(Self { names, finder })
    }

    fn article(&self, article: &Article) -> Vec<Diagnostic> {
        let piece = body(article);
        let mut found: Vec<_> = self.title(article).into_iter().collect();
        if self.finder.is_match(piece.text) {
            let of = |mentions: Vec<Mention>| self.told(article, &piece, &mentions);
            found.extend(self.mentions(piece.text).into_values().map(of));
        }
        found
    }

    fn title(&self, article: &Article) -> Option<Diagnostic> {
        let title = article.front.title.as_ref()?;
        let hits = self.hits(&title.value);
        let (name, _) = hits
            .into_iter()
            .find(|(n, range)| !self.names[*n].1.is_empty() && !is_former(&title.value, range))?;
        Some(self.diagnostic(article, name, "").at(title.span))
    }

    /// Every name with its mentions, in the order of the first; names that the article explains are left out.
    fn mentions(&self, text: &str) -> BTreeMap<usize, Vec<Mention>> {
        let mut by_name: BTreeMap<usize, Vec<Mention>> = BTreeMap::new();
        let mut explained = Vec::new();
        for (stretch, kind) in prose(text) {
            let words = &text[stretch.clone()];
            for (name, range) in self.hits(words) {
                let range = stretch.start + range.start..stretch.start + range.end;
                let new = self.names[name].1;
                if is_former(text, &range) {
                    explained.push(new);
                } else if !is_literal(text, &range) && !is_beside(text, &range, new) {
                    let mention = Mention { name, range, kind };
                    by_name.entry(name).or_default().push(mention);
                }
            }
        }
        by_name.retain(|name, _| {
            let new = self.names[*name].1;
            !new.is_empty() && !explained.contains(&new)
        });
        by_name
    }

    /// Whole words only.
    fn hits(&self, words: &str) -> Vec<(usize, Range<usize>)> {
        let whole = |range: &Range<usize>| {
            let before = words[..range.start].chars().next_back();
            let after = words[range.end..].chars().next();
            let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
            !joins(before) && !joins(after)
        };
        let found = self.finder.find_iter(words);
        let found = found.map(|m| (m.pattern().as_usize(), m.range()));
        // A name that is still right may go on: "Office 365 E3".
        found
            .filter(|(name, range)| self.names[*name].1.is_empty() || whole(range))
            .collect()
    }

    fn told(&self, article: &Article, piece: &Piece<'_>, mentions: &[Mention]) -> Diagnostic {
        let first = &mentions[0];
        let more = match mentions.len() {
            1 => String::new(),
            2 => ", and once more below".to_owned(),
            n => format!(", and {} times more below", n - 1),
        };
        let found = self
            .diagnostic(article, first.name, &more)
            .at(piece.place(&first.range));
        match self.mended(piece.text, mentions) {
            Some((range, text)) => found.fix(piece.place(&range), text),
            None => found,
        }
    }

    /// One change for all mentions that can be replaced: from the first of them to the last.
    fn mended(&self, text: &str, mentions: &[Mention]) -> Option<(Range<usize>, String)> {
        let free: Vec<_> = mentions.iter().filter(|m| is_free(text, m)).collect();
        let (first, last) = (free.first()?, free.last()?);
        let (mut out, mut at) = (String::new(), first.range.start);
        for mention in &free {
            out += &text[at..mention.range.start];
            out += self.names[mention.name].1;
            at = mention.range.end;
        }
        Some((first.range.start..last.range.end, out))
    }

    fn diagnostic(&self, article: &Article, name: usize, more: &str) -> Diagnostic {
        let (old, new) = self.names[name];
        let message = format!("{old} is called {new} today{more}");
        Diagnostic::new(OLD_NAME, Severity::Warning, article.file, message)
            .label("old name")
            .help(format!(
                "write \"{new}\"; \"{new} (formerly {old})\" where readers only know the old name, or keep it under `symptoms`"
            ))
    }
}

/// Whether the words around say that this is the former name.
fn is_former(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = around(text, range);
    let (before, after) = (before.to_lowercase(), after.to_lowercase());
    let clause = before.rsplit(['.', '\n']).next().unwrap_or_default();
    FORMER.iter().any(|word| clause.contains(word)) || SINCE.iter().any(|word| after.contains(word))
}

/// Whether the name of today stands right beside it: "Microsoft 365 or Office 365".
fn is_beside(text: &str, range: &Range<usize>, new: &str) -> bool {
    let (before, after) = around(text, range);
    !new.is_empty() && (before.contains(new) || after.contains(new))
}

/// The words before and behind.
fn around<'a>(text: &'a str, range: &Range<usize>) -> (&'a str, &'a str) {
    let from = text.floor_char_boundary(range.start.saturating_sub(AROUND));
    let to = text.ceil_char_boundary((range.end + AROUND).min(text.len()));
    (&text[from..range.start], &text[range.end..to])
}

/// Whether it stands in quotation marks, or in a path or an address.
fn is_literal(text: &str, range: &Range<usize>) -> bool {
    let near = text.floor_char_boundary(range.start.saturating_sub(LINE));
    let before = text[near..range.start].rsplit('\n').next();
    let before = before.unwrap_or_default();
    let word = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let open = ["“", "„", "«"].iter().any(|mark| {
        let closing = |rest: &str| rest.contains(['”', '“', '»']);
        before
            .rfind(mark)
            .is_some_and(|at| !closing(&before[at + mark.len()..]))
    });
    before.matches('"').count() % 2 == 1
        || open
        || word.contains(['\\', '@'])
        || word.contains("://")
}

/// Whether it can be replaced without a look at the words around: no article before it that the new name may not fit.
fn is_free(text: &str, mention: &Mention) -> bool {
    let before = text[..mention.range.start].trim_end();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next();
    let word = word.unwrap_or_default().to_lowercase();
    let joined = text[mention.range.end..].starts_with('-');
    mention.kind == Prose::Free
        && !joined
        && !["a", "an", "microsoft", "google"].contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use crate::checks::renamed::{Known, is_free};
    use std::collections::BTreeMap;

    /// Old names of a text with the count of their mentions, and whether the first can be mended.
    fn found(text: &str) -> Vec<(&'static str, usize, bool)> {
        let none = Box::leak(Box::default());
        let known = Known::new(none).unwrap();
        let told =
            |(name, m): (usize, Vec<_>)| (known.names[name].0, m.len(), is_free(text, &m[0]));
        known.mentions(text).into_iter().map(told).collect()
    }

    #[test]
    fn old_names_are_found_in_prose_and_nowhere_else() {
        for (text, expected) in [
            ("Sign in to Azure AD.", vec![("Azure AD", 1, true)]),
            ("An Azure AD account.", vec![("Azure AD", 1, false)]),
            (
                "## Azure AD\n\nAzure AD is slow.",
                vec![("Azure AD", 2, false)],
            ),
            (
                "Microsoft Entra ID (formerly Azure AD). Azure AD is the old name.",
                vec![],
            ),
            ("Azure AD heißt jetzt Microsoft Entra ID.", vec![]),
            (
                "Run `Azure AD` or see \"Azure AD failed\" or [x](https://x.example/Azure AD).",
                vec![],
            ),
            (
                "Azure AD Connect syncs.",
                vec![("Azure AD Connect", 1, true)],
            ),
            ("Azure AD B2C stays.", vec![]),
            ("With Microsoft 365 or Office 365 it works.", vec![]),
            ("The word *Azure AD* is old.", vec![]),
            ("Your plan is Office 365 E3.", vec![]),
            (
                "Office 365 works, Office 365 helps.",
                vec![("Office 365", 2, true)],
            ),
            ("OS X 10.11 El Capitan", vec![]),
            (
                "Öffnen Sie das Azure AD-Konto.",
                vec![("Azure AD", 1, false)],
            ),
            ("The file C:\\Users\\Yammer is there.", vec![]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn settings_add_names_and_take_them_back() {
        let own: BTreeMap<String, String> = [("Yammer", "Yammer"), ("Old Portal", "Desk")]
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .into();
        let known = Known::new(&own).unwrap();
        let names: Vec<_> = known
            .mentions("Yammer and the Old Portal")
            .into_keys()
            .map(|n| known.names[n].1)
            .collect();
        assert_eq!(names, ["Desk"]);
    }
}
