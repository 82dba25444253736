//! From YAML nodes to typed values, with a finding for every misfit.
//!
//! Takes nodes and the file they stand in. Gives values, and gathers diagnostics. Never guesses: a value that does not
//! fit is said and left out.

use crate::diag::{Code, Diagnostic, FileId, Severity, Span, Spanned, nearest};
use crate::yaml::{Node, Value};
use std::collections::HashSet;

/// The codes under which misfits are reported.
#[derive(Clone, Copy, Debug)]
pub struct Codes {
    /// A key nobody knows.
    pub unknown_key: Code,
    /// A value of the wrong type.
    pub wrong_type: Code,
    /// A value that is not one of a list.
    pub unknown_value: Code,
    /// A key written twice.
    pub twice: Code,
    /// How much an unknown key matters.
    pub unknown_key_severity: Severity,
    /// What to do with a key that resembles none of ours; without it, ours are listed.
    pub stranger: Option<&'static str>,
}

/// Reads the values of one file.
#[derive(Debug)]
pub struct Reader {
    file: FileId,
    codes: Codes,
    /// What did not fit.
    pub found: Vec<Diagnostic>,
}

/// A key and its value.
pub type Entry = (Spanned<String>, Node);

impl Reader {
    /// A reader for `file`.
    #[must_use]
    pub fn new(file: FileId, codes: Codes) -> Self {
        Self {
            file,
            codes,
            found: Vec::new(),
        }
    }

    /// The file that is read.
    #[must_use]
    pub fn file(&self) -> FileId {
        self.file
    }

    /// An error under the code for wrong types, at `span`.
    pub fn wrong(&mut self, span: Span, message: String, help: impl Into<String>) {
        let error = Diagnostic::new(self.codes.wrong_type, Severity::Error, self.file, message);
        self.found.push(error.at(span).help(help));
    }

    fn expected(&mut self, key: &str, node: &Node, wanted: &str) {
        let message = format!("`{key}` wants {wanted}, not {}", node.value.kind());
        self.wrong(node.span, message, "");
    }

    /// The entries of a mapping; keys written twice are reported and the first stands.
    pub fn map(&mut self, key: &str, node: Node) -> Vec<Entry> {
        let pairs = match node.value {
            Value::Map(pairs) => pairs,
            Value::Null => return Vec::new(),
            _ => {
                self.expected(key, &node, "a mapping");
                return Vec::new();
            }
        };
        let mut kept: Vec<Entry> = Vec::with_capacity(pairs.len());
        let mut names = HashSet::new();
        for (name, value) in pairs {
            if names.insert(name.value.clone()) {
                kept.push((name, value));
                continue;
            }
            let message = format!("`{}` is written twice", name.value);
            self.found.push(
                Diagnostic::new(self.codes.twice, Severity::Error, self.file, message)
                    .at(name.span)
                    .label("the first one counts")
                    .help("join the two, or remove one"),
            );
        }
        kept
    }

    /// One line or paragraph of text. Nothing is nothing, without a finding.
    pub fn text(&mut self, key: &str, node: &Node) -> Option<Spanned<String>> {
        if node.value == Value::Null {
            return None;
        }
        let text = node.scalar();
        if text.is_none() {
            self.expected(key, node, "text");
        }
        text.filter(|t| !t.value.is_empty())
    }

    /// A list of texts; a single text is a list of one.
    pub fn texts(&mut self, key: &str, node: &Node) -> Vec<Spanned<String>> {
        match &node.value {
            Value::List(items) => items.iter().filter_map(|i| self.text(key, i)).collect(),
            Value::Map(_) => {
                self.expected(key, node, "a list of texts");
                Vec::new()
            }
            _ => self.text(key, node).into_iter().collect(),
        }
    }

    /// A list of words; a single text may hold several, separated by commas.
    pub fn words(&mut self, key: &str, node: &Node) -> Vec<Spanned<String>> {
        let split = |text: Spanned<String>| {
            let parts: Vec<_> = text.value.split(',').map(str::trim).collect();
            let words = parts.into_iter().filter(|p| !p.is_empty());
            words
                .map(|w| Spanned::new(w.to_owned(), text.span))
                .collect::<Vec<_>>()
        };
        match node.value {
            Value::List(_) => self.texts(key, node),
            _ => self.texts(key, node).into_iter().flat_map(split).collect(),
        }
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &str, node: &Node) -> Option<bool> {
        match &node.value {
            Value::Bool(b) => Some(*b),
            Value::Null => None,
            Value::Text(t) if t.eq_ignore_ascii_case("yes") => Some(true),
            Value::Text(t) if t.eq_ignore_ascii_case("no") => Some(false),
            _ => {
                self.expected(key, node, "true or false");
                None
            }
        }
    }

    /// One word of a list.
    pub fn one_of<T: Copy>(
        &mut self,
        key: &str,
        node: &Node,
        known: &[(&str, T)],
    ) -> Option<Spanned<T>> {
        let text = self.text(key, node)?;
        let hit = known.iter().find(|(k, _)| *k == text.value);
        if hit.is_none() {
            let names: Vec<_> = known.iter().map(|(k, _)| *k).collect();
            self.unknown_value(key, &text, &names);
        }
        hit.map(|(_, v)| Spanned::new(*v, text.span))
    }

    /// Says that a value is not one of `known`.
    pub fn unknown_value(&mut self, key: &str, text: &Spanned<String>, known: &[&str]) {
        let message = format!("`{}` is no value of `{key}`", text.value);
        let help = suggestion(&text.value, known);
        let mut finding = Diagnostic::new(
            self.codes.unknown_value,
            Severity::Error,
            self.file,
            message,
        );
        // `How To` can mean nothing but `how-to`.
        if let Some(meant) = known.iter().find(|k| plain(k) == plain(&text.value)) {
            finding = finding.fix(text.span, *meant);
        }
        self.found.push(finding.at(text.span).help(help));
    }

    /// Says that a key is not one of `known`.
    pub fn unknown_key(&mut self, name: &Spanned<String>, within: &str, known: &[&str]) {
        let place = match within {
            "" => String::new(),
            within => format!(" in `{within}`"),
        };
        let message = format!("unknown key `{}`{place}", name.value);
        let (code, severity) = (self.codes.unknown_key, self.codes.unknown_key_severity);
        let help = match (
            nearest(&name.value, known.iter().copied()),
            self.codes.stranger,
        ) {
            (None, Some(advice)) if within.is_empty() => advice.to_owned(),
            _ => suggestion(&name.value, known),
        };
        self.found.push(
            Diagnostic::new(code, severity, self.file, message)
                .at(name.span)
                .help(help),
        );
    }
}

/// Letters and digits in lower case, and how words are parted.
fn plain(word: &str) -> String {
    let sign = |c: char| if matches!(c, ' ' | '_') { '-' } else { c };
    word.to_lowercase().chars().map(sign).collect()
}

/// "did you mean", or the whole list.
fn suggestion(word: &str, known: &[&str]) -> String {
    match nearest(word, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("expected one of {}", list(known)),
    }
}

fn list(known: &[&str]) -> String {
    let quoted: Vec<_> = known.iter().map(|k| format!("`{k}`")).collect();
    quoted.join(", ")
}

#[cfg(test)]
mod tests {
    use super::{Codes, Reader};
    use crate::diag::{Code, FileId, Severity};
    use crate::yaml::parse;

    fn reader() -> Reader {
        let code = Code("KB011");
        Reader::new(
            FileId(0),
            Codes {
                unknown_key: code,
                wrong_type: code,
                unknown_value: code,
                twice: code,
                unknown_key_severity: Severity::Warning,
                stranger: None,
            },
        )
    }

    fn values(found: Vec<crate::diag::Spanned<String>>) -> Vec<String> {
        found.into_iter().map(|s| s.value).collect()
    }

    #[test]
    fn one_text_is_a_list_of_one_and_commas_split_words_only() {
        let mut r = reader();
        let node = parse("vpn, wifi", 0).unwrap();
        assert_eq!(values(r.texts("symptoms", &node)), ["vpn, wifi"]);
        assert_eq!(values(r.words("keywords", &node)), ["vpn", "wifi"]);
        assert_eq!(
            values(r.words("keywords", &parse("[1, 'a, b', ~]", 0).unwrap())),
            ["1", "a, b"]
        );
        assert!(r.found.is_empty());
    }

    #[test]
    fn misfits_are_said_with_what_was_expected() {
        let mut r = reader();
        let node = parse("[a, b]", 0).unwrap();
        assert_eq!(r.text("title", &node), None);
        assert_eq!(r.flag("workaround", &parse("perhaps", 0).unwrap()), None);
        assert!(
            r.one_of("type", &parse("howto", 0).unwrap(), &[("how-to", 1)])
                .is_none()
        );
        let pairs = r.map("tickets", parse("a: 1\na: 2", 0).unwrap());
        assert_eq!(pairs.len(), 1);
        let said: Vec<_> = r
            .found
            .iter()
            .map(|d| (d.message.as_str(), d.help.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                ("`title` wants text, not a list", ""),
                ("`workaround` wants true or false, not text", ""),
                ("`howto` is no value of `type`", "did you mean `how-to`?"),
                ("`a` is written twice", "join the two, or remove one"),
            ]
        );
    }
}
