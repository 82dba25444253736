//! `flags` of the front matter: what readers and colleagues say is wrong with the article.
//!
//! Takes YAML nodes. Gives [`Flag`]s in the order in which they were raised, and findings through the reader. Never
//! drops a flag that says something, whatever else is wrong with it.

use crate::diag::Spanned;
use crate::parse::block::date;
use crate::parse::front_matter::Flag;
use crate::parse::keys::FLAG_NAMES;
use crate::yaml::reader::Reader;
use crate::yaml::{Node, Value};

/// A list of flags; a single one may stand alone.
pub(crate) fn flags(reader: &mut Reader, value: Node) -> Vec<Flag> {
    match value.value {
        Value::List(items) => items.into_iter().filter_map(|i| flag(reader, i)).collect(),
        Value::Null => Vec::new(),
        _ => flag(reader, value).into_iter().collect(),
    }
}

/// A mapping, or only the words.
fn flag(reader: &mut Reader, node: Node) -> Option<Flag> {
    if !matches!(node.value, Value::Map(_)) {
        return reader.text("flags", &node).map(bare);
    }
    let span = node.span;
    let (mut day, mut by, mut text) = (None, None, None);
    for (key, value) in reader.map("flags", node) {
        match key.value.as_str() {
            "date" => day = date(reader, "date", &value).map(|d| d.value),
            "by" => by = reader.text("by", &value).map(|b| b.value),
            "text" => text = reader.text("text", &value),
            _ => reader.unknown_key(&key, "flags", FLAG_NAMES),
        }
    }
    let Some(text) = text else {
        let help = "write what is wrong under `text`, or remove the flag";
        reader.wrong(
            span,
            "a flag that does not say what is wrong".to_owned(),
            help,
        );
        return None;
    };
    Some(Flag {
        date: day,
        by,
        text,
    })
}

fn bare(text: Spanned<String>) -> Flag {
    Flag {
        date: None,
        by: None,
        text,
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::FileId;
    use crate::parse::block::{Dialect, read};

    /// Each flag as one line, then the findings.
    fn told(yaml: &str) -> Vec<String> {
        let text = format!("---\ntitle: A\n{yaml}---\n");
        let (front, _, found) = read(FileId(0), &text, &Dialect::default());
        let flag = |f: &crate::parse::front_matter::Flag| {
            let day = f.date.map(|d| d.to_string()).unwrap_or_default();
            let by = f.by.clone().unwrap_or_default();
            format!("{day}|{by}|{}", f.text.value)
        };
        let said = found.iter().map(|d| format!("{} {}", d.code, d.message));
        front.flags.iter().map(flag).chain(said).collect()
    }

    #[test]
    fn flags_are_mappings_or_words_alone_or_in_a_list() {
        let cases: [(&str, &[&str]); 6] = [
            (
                "flags:\n  - date: 2026-11-22\n    by: Ann Lee\n    text: step 3 is wrong\n  - the picture is old\n",
                &["2026-11-22|Ann Lee|step 3 is wrong", "||the picture is old"],
            ),
            ("flags: {text: a, by: B}\n", &["|B|a"]),
            ("flags: one word\n", &["||one word"]),
            ("flags:\n", &[]),
            (
                "flags: [{date: yesterday, text: a}, {by: B}, [x]]\n",
                &[
                    "||a",
                    "KB013 `yesterday` is not a date",
                    "KB011 a flag that does not say what is wrong",
                    "KB011 `flags` wants text, not a list",
                ],
            ),
            (
                "flags: [{txt: a}]\n",
                &[
                    "KB010 unknown key `txt` in `flags`",
                    "KB011 a flag that does not say what is wrong",
                ],
            ),
        ];
        for (yaml, expected) in cases {
            assert_eq!(told(yaml), expected, "{yaml}");
        }
    }
}
