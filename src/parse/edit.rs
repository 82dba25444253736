//! Changes of one key of an article's front matter, in place.
//!
//! Takes the file's text, one of our keys and a change. Gives the new text, or why a person has to do it. Never touches
//! the text of the article, the fences, or any other key.

use crate::parse::block::{Dialect, KEYS, fences, is_unclosed};
use crate::yaml::edit::{Change, Document, Refusal};

/// The text with the change made; keys stand in the order of the manual, under the names that the base uses.
///
/// # Errors
/// [`Refusal`] where the block is no YAML, or the change would lose something that a person wrote.
pub fn edit(text: &str, key: &str, change: &Change, dialect: &Dialect) -> Result<String, Refusal> {
    let rank = |name: &str| {
        let ours = dialect.fields.get(name).map_or(name, String::as_str);
        KEYS.iter().position(|known| *known == ours)
    };
    let Some((start, end, _)) = fences(text) else {
        if is_unclosed(text) {
            let why = "the front matter is opened but never closed";
            return Err(Refusal(why.to_owned()));
        }
        let eol = line_end(text);
        let name = new_name(key, dialect);
        let block = Document::read("", eol)?.edit(&name, change, &rank)?;
        if block.is_empty() {
            return Ok(text.to_owned());
        }
        let at = text.len() - text.trim_start_matches('\u{feff}').len();
        let (mark, body) = text.split_at(at);
        return Ok(format!("{mark}---{eol}{block}---{eol}{body}"));
    };
    let document = Document::read(&text[start..end], line_end(text))?;
    let name = name(&document, key, dialect)?;
    let block = document.edit(&name, change, &rank)?;
    Ok(format!("{}{block}{}", &text[..start], &text[end..]))
}

/// That of the first line.
fn line_end(text: &str) -> &'static str {
    match text.split_once('\n') {
        Some((first, _)) if first.ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// The name under which the article writes the key.
fn name(document: &Document<'_>, key: &str, dialect: &Dialect) -> Result<String, Refusal> {
    let means = |name: &str| dialect.fields.get(name).map_or(name, String::as_str) == key;
    let names: Vec<&str> = document.keys().filter(|name| means(name)).collect();
    match names.as_slice() {
        [] => Ok(new_name(key, dialect)),
        [one] => Ok((*one).to_owned()),
        // Our own key wins, as it does when the article is read.
        names if names.contains(&key) => Ok(key.to_owned()),
        names => Err(Refusal(format!(
            "{} all stand for `{key}`; keep one of them",
            quoted(names)
        ))),
    }
}

fn quoted(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// The name for a key that the article does not have: the base's own, where it has one.
fn new_name(key: &str, dialect: &Dialect) -> String {
    let theirs = dialect.fields.iter().filter(|(_, ours)| *ours == key);
    let theirs: Vec<&String> = theirs.map(|(theirs, _)| theirs).collect();
    match theirs.as_slice() {
        [one] => (*one).clone(),
        _ => key.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::edit;
    use crate::parse::block::Dialect;
    use crate::yaml::edit::{Change, Item};

    fn dialect() -> Dialect {
        let pair = |theirs: &str, ours: &str| (theirs.to_owned(), ours.to_owned());
        Dialect {
            fields: [
                pair("description", "summary"),
                pair("product", "products"),
                pair("service", "products"),
            ]
            .into(),
            ignored: Vec::new(),
        }
    }

    fn set(text: &str, key: &str) -> Result<String, String> {
        let change = Change::Set(Item::Text("x".to_owned()));
        edit(text, key, &change, &dialect()).map_err(|r| r.0)
    }

    #[test]
    fn only_the_key_changes() {
        let cases = [
            (
                "\u{feff}---\r\nid: a\r\n---  \r\nBody\r\n",
                "owner",
                "\u{feff}---\r\nid: a\r\nowner: x\r\n---  \r\nBody\r\n",
            ),
            (
                "---\nid: a\n...\nBody",
                "title",
                "---\nid: a\ntitle: x\n...\nBody",
            ),
            ("---\n---\n", "title", "---\ntitle: x\n---\n"),
            ("# Title\n", "owner", "---\nowner: x\n---\n# Title\n"),
            (
                "\u{feff}Text\r\n",
                "owner",
                "\u{feff}---\r\nowner: x\r\n---\r\nText\r\n",
            ),
            ("", "owner", "---\nowner: x\n---\n"),
            (
                "---\n\nA rule, no front matter",
                "owner",
                "---\nowner: x\n---\n---\n\nA rule, no front matter",
            ),
        ];
        for (before, key, after) in cases {
            assert_eq!(set(before, key).as_deref(), Ok(after));
        }
    }

    #[test]
    fn foreign_names_stay() {
        let cases = [
            (
                "---\ndescription: a\n---\n",
                "summary",
                "---\ndescription: x\n---\n",
            ),
            (
                "---\ntitle: a\n---\n",
                "summary",
                "---\ntitle: a\ndescription: x\n---\n",
            ),
            (
                "---\ndescription: a\nsummary: b\n---\n",
                "summary",
                "---\ndescription: a\nsummary: x\n---\n",
            ),
            (
                "---\ntitle: a\n---\n",
                "products",
                "---\ntitle: a\nproducts: x\n---\n",
            ),
            (
                "---\nid: a\ndescription: b\nfoo: c\n---\n",
                "title",
                "---\nid: a\ntitle: x\ndescription: b\nfoo: c\n---\n",
            ),
        ];
        for (before, key, after) in cases {
            assert_eq!(set(before, key).as_deref(), Ok(after));
        }
        assert_eq!(
            set("---\nproduct: a\nservice: b\n---\n", "products").unwrap_err(),
            "`product`, `service` all stand for `products`; keep one of them"
        );
    }

    #[test]
    fn what_is_no_front_matter_is_refused() {
        let open = set("---\ntitle: A\nBody", "owner").unwrap_err();
        assert_eq!(open, "the front matter is opened but never closed");
        let broken = set("---\ntitle: A: b\n---\n", "owner").unwrap_err();
        assert!(
            broken.starts_with("the front matter is not valid YAML: "),
            "{broken}"
        );
    }
}
