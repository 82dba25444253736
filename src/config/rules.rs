//! Rules of the search's vocabulary: which words mean the same.
//!
//! Takes a YAML list: `[pc, computer, laptop]` is a group, `azure ad => entra id` leads one way; both sides may hold
//! several, separated by commas. Gives [`Synonym`]s, and findings through the reader. Never looks at an article.

use crate::config::Synonym;
use crate::diag::Spanned;
use crate::yaml::reader::Reader;
use crate::yaml::{self, Node, Value};

/// The rules of a list that comes with the program; what does not fit is left out, and a test sees to it that all fits.
#[must_use]
pub fn built_in(text: &str) -> Vec<Synonym> {
    let Ok(Value::List(items)) = yaml::parse(text, 0).map(|node| node.value) else {
        return Vec::new();
    };
    let read = |item: &Node| match &item.value {
        Value::List(words) => Some(group(words.iter().filter_map(Node::scalar))),
        _ => item.scalar().map(|line| rule(&line.value)),
    };
    items.iter().filter_map(read).collect()
}

/// The rules of the settings.
pub(crate) fn synonyms(reader: &mut Reader, value: &Node) -> Vec<Synonym> {
    let Value::List(items) = &value.value else {
        let help = "one rule a line: `- [pc, computer]` or `- azure ad => entra id`";
        reader.wrong(
            value.span,
            "`synonyms` wants a list of rules".to_owned(),
            help,
        );
        return Vec::new();
    };
    let mut rules = Vec::new();
    for item in items {
        if matches!(item.value, Value::List(_)) {
            rules.push(group(reader.texts("synonyms", item).into_iter()));
        } else if let Some(text) = reader.text("synonyms", item) {
            rules.push(rule(&text.value));
        }
    }
    rules
}

fn group(words: impl Iterator<Item = Spanned<String>>) -> Synonym {
    Synonym::Group(words.map(|w| w.value).collect())
}

/// `a, b => c, d`, or a group without an arrow.
fn rule(line: &str) -> Synonym {
    let list =
        |side: &str| -> Vec<String> { side.split(',').map(|t| t.trim().to_owned()).collect() };
    match line.split_once("=>") {
        Some((from, to)) => Synonym::OneWay {
            from: list(from),
            to: list(to),
        },
        None => Synonym::Group(list(line)),
    }
}
