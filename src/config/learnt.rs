//! The requesters' vocabulary: words by which an article is looked for and which it lacks.
//!
//! Takes `vocabulary.yaml`, which `deskbook learn` writes and people review. Gives [`Learnt`], and its text for that file.
//! Never complains about a word; an entry of another shape is said and passed over.

use crate::diag::{Code, Diagnostic, FileId, Severity, Span};
use crate::source::SourceFile;
use crate::yaml::{self, Node, Value};
use std::collections::BTreeMap;

/// An entry is passed over.
pub const PASSED_OVER: Code = Code("KB055");

/// What stands above the entries.
const HEAD: &str = "\
# Words of requesters that the articles lack, learnt from tickets by `deskbook learn`; the number says how many people
# used a word. No page shows them: they only help the search to find the article. Write 0 to keep a word out for good.
";

/// The words of all articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Learnt {
    /// The file, if there is one.
    pub file: Option<FileId>,
    /// By the id of the article.
    pub articles: BTreeMap<String, Words>,
}

/// The words of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Where its id stands in the file.
    pub span: Span,
    /// How many people used each; 0 for a word that nobody wants.
    pub people: BTreeMap<String, u32>,
}

impl Learnt {
    /// The words that lead to an article.
    pub fn words(&self, id: &str) -> impl Iterator<Item = &str> {
        let words = self.articles.get(id).into_iter();
        let all = words.flat_map(|words| &words.people);
        all.filter(|(_, people)| **people > 0)
            .map(|(word, _)| word.as_str())
    }

    /// Whether a person has written that a word is not to lead to an article.
    #[must_use]
    pub fn is_barred(&self, id: &str, word: &str) -> bool {
        let words = self.articles.get(id);
        words.is_some_and(|words| words.people.get(word) == Some(&0))
    }

    /// The file, in order of ids and words.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        for (id, words) in self.articles.iter().filter(|(_, w)| !w.people.is_empty()) {
            text.extend([quoted(id), ":\n".to_owned()]);
            for (word, people) in &words.people {
                text.extend(["  ".to_owned(), quoted(word), format!(": {people}\n")]);
            }
        }
        text
    }
}

/// A key of YAML that cannot be taken for anything but text.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Reads the file.
#[must_use]
pub fn read(file: &SourceFile) -> (Learnt, Vec<Diagnostic>) {
    let mut learnt = Learnt {
        file: Some(file.id),
        ..Learnt::default()
    };
    let said = |span: Span, message: String| {
        Diagnostic::new(PASSED_OVER, Severity::Warning, file.id, message)
            .at(span)
            .help("write the id of an article, and below it `word: number of people`")
    };
    let entries = match yaml::parse(&file.text, 0).map(|node| node.value) {
        Ok(Value::Map(entries)) => entries,
        Ok(Value::Null) => return (learnt, Vec::new()),
        Ok(other) => {
            let message = format!("the vocabulary wants articles, not {}", other.kind());
            return (learnt, vec![said(Span::default(), message)]);
        }
        Err(fault) => {
            let message = format!("the vocabulary is not valid YAML: {}", fault.message);
            return (learnt, vec![said(fault.span, message)]);
        }
    };
    let mut found = Vec::new();
    for (id, node) in entries {
        let Value::Map(words) = node.value else {
            let message = format!("`{}` has no words", id.value);
            found.push(said(id.span, message));
            continue;
        };
        let entry = learnt.articles.entry(id.value).or_default();
        entry.span = id.span;
        for (word, people) in words {
            match number(&people) {
                Some(people) => {
                    entry.people.insert(word.value, people);
                }
                None => found.push(said(word.span, format!("`{}` has no number", word.value))),
            }
        }
    }
    (learnt, found)
}

fn number(node: &Node) -> Option<u32> {
    node.scalar()?.value.parse().ok()
}

#[cfg(test)]
mod tests {
    use crate::config::learnt::{Learnt, read};
    use crate::diag::FileId;
    use crate::paths::ContentPath;
    use crate::source::SourceFile;

    fn of(text: &str) -> (Learnt, Vec<String>) {
        let (learnt, found) = read(&SourceFile {
            id: FileId(1),
            path: ContentPath::new("vocabulary.yaml").unwrap(),
            text: text.into(),
        });
        let lines = found.iter().map(|d| {
            let at = d.span.map_or(0, |s| s.start);
            format!("{at}: {}", d.message)
        });
        (learnt, lines.collect())
    }

    #[test]
    fn what_is_written_is_read() {
        let text =
            "KB0042:\n  tunnel: 5\n  no: 3\n  'it''s': 4\n  susan: 0\nguides/setup:\n  lappy: 3\n";
        let (learnt, found) = of(text);
        assert_eq!(found, [""; 0]);
        let words: Vec<&str> = learnt.words("KB0042").collect();
        assert_eq!(words, ["it's", "no", "tunnel"]);
        assert!(learnt.is_barred("KB0042", "susan") && !learnt.is_barred("KB0042", "no"));
        let (again, found) = of(&learnt.text());
        assert_eq!((again.text(), found.len()), (learnt.text(), 0));
        assert!(
            learnt
                .text()
                .contains("'KB0042':\n  'it''s': 4\n  'no': 3\n")
        );
    }

    #[test]
    fn another_shape_is_said_and_the_rest_is_read() {
        let (learnt, found) = of("KB1: tunnel\nKB2:\n  cable: many\n  dock: 3\n");
        assert_eq!(
            found,
            ["0: `KB1` has no words", "19: `cable` has no number"]
        );
        assert_eq!(learnt.words("KB2").collect::<Vec<_>>(), ["dock"]);
        assert_eq!(of("- a\n").1.len(), 1);
        assert_eq!(of("a: [\n").1.len(), 1);
        assert_eq!(of("").1.len(), 0);
    }
}
