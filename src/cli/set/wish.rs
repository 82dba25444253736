//! What a person wants to change, as she types it.
//!
//! Takes `key=value`, `key+=value` or `key=`. Gives a [`Wish`]. Never accepts a key that articles do not have, or a value
//! of another shape.

use crate::diag::{Failure, nearest};
use crate::parse::keys::{ARTICLE, ARTICLE_NAMES};
use crate::yaml::edit::{Change, Item, Layout};
use crate::yaml::shape::{Choice, Key, Shape};
use jiff::civil::Date;

/// One change of one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wish {
    /// Which key.
    pub(crate) key: &'static str,
    /// What becomes of it.
    pub(crate) change: Change,
}

/// Whether a word of the command line is a wish and no article.
pub(crate) fn is_wish(word: &str) -> bool {
    word.split_once('=').is_some_and(|(key, _)| {
        let key = key.trim_end_matches('+');
        !key.is_empty()
            && key
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
    })
}

/// Reads a wish.
///
/// # Errors
/// [`Failure::Usage`] for a key that cannot be set, or a value that does not fit.
pub(crate) fn wish(word: &str) -> Result<Wish, Failure> {
    let (name, value) = word.split_once('=').unwrap_or((word, ""));
    let (name, adds) = match name.strip_suffix('+') {
        Some(name) => (name, true),
        None => (name, false),
    };
    let Some(key) = ARTICLE.iter().find(|key| key.name == name) else {
        let help = match nearest(name, ARTICLE_NAMES.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the keys are {}", ARTICLE_NAMES.join(", ")),
        };
        return Err(usage(format!("articles have no key `{name}`"), help));
    };
    let value = value.trim();
    let change = match (key.name, value, adds) {
        ("id", ..) => {
            let help = "links and tickets name it; a new article gets a new id";
            return Err(usage("the id of an article never changes", help));
        }
        (_, "", true) => {
            return Err(usage(
                format!("nothing to add to `{name}`"),
                "write it behind `+=`",
            ));
        }
        (_, "", false) => Change::Remove,
        (_, value, false) => set(key, value)?,
        (_, value, true) => add(key, value)?,
    };
    Ok(Wish {
        key: key.name,
        change,
    })
}

fn set(key: &Key, value: &str) -> Result<Change, Failure> {
    Ok(match key.shape {
        Shape::Words(_) => Change::List(words(value), Layout::Inline),
        Shape::Texts => Change::List(vec![Item::Text(value.to_owned())], Layout::Lines),
        Shape::Date => Change::Set(Item::Bare(date(value)?)),
        Shape::Truth => Change::Set(Item::Bare(truth(key.name, value)?)),
        Shape::Word(Choice::Of(known)) if !known.contains(&value) => {
            let help = match nearest(value, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the words are {}", known.join(", ")),
            };
            return Err(usage(
                format!("`{value}` is no value of `{}`", key.name),
                help,
            ));
        }
        Shape::Text | Shape::Word(_) => Change::Set(Item::Text(value.to_owned())),
        _ => return Err(nested(key.name)),
    })
}

fn add(key: &Key, value: &str) -> Result<Change, Failure> {
    Ok(match key.shape {
        Shape::Words(_) => Change::Append(words(value), Layout::Inline),
        Shape::Texts => Change::Append(vec![Item::Text(value.to_owned())], Layout::Lines),
        Shape::Map(_) | Shape::ListOf(_) => return Err(nested(key.name)),
        _ => {
            let what = format!("`{}` holds one value, nothing can be added", key.name);
            return Err(usage(what, "set it with `=`"));
        }
    })
}

fn words(value: &str) -> Vec<Item> {
    let words = value.split(',').map(str::trim).filter(|w| !w.is_empty());
    words.map(|w| Item::Text(w.to_owned())).collect()
}

fn date(value: &str) -> Result<String, Failure> {
    let day: Result<Date, _> = value.parse();
    let day = day.map_err(|_| {
        let help = "write it as year-month-day: `2027-01-31`";
        usage(format!("`{value}` is not a date"), help)
    })?;
    Ok(day.to_string())
}

fn truth(key: &str, value: &str) -> Result<String, Failure> {
    match value.to_ascii_lowercase().as_str() {
        "true" | "yes" => Ok("true".to_owned()),
        "false" | "no" => Ok("false".to_owned()),
        _ => Err(usage(
            format!("`{key}` wants true or false, not `{value}`"),
            "",
        )),
    }
}

fn nested(key: &str) -> Failure {
    let help = match key {
        "flags" => "`deskbook flag` adds and removes flags",
        _ => "change it in the file",
    };
    usage(format!("`{key}` is more than a value"), help)
}

fn usage(what: impl Into<String>, help: impl Into<String>) -> Failure {
    Failure::Usage {
        what: what.into(),
        help: help.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_wish, wish};
    use crate::yaml::edit::{Change, Item, Layout};

    fn text(text: &str) -> Item {
        Item::Text(text.to_owned())
    }

    #[test]
    fn wishes_are_told_from_articles() {
        let cases = [
            ("confidence=validated", true),
            ("symptoms+=a=b", true),
            ("workaround=", true),
            ("KB0042", false),
            ("content/a b=c.md", false),
            ("=x", false),
        ];
        for (word, expected) in cases {
            assert_eq!(is_wish(word), expected, "{word}");
        }
    }

    #[test]
    fn values_take_the_shape_of_their_key() {
        let cases = [
            ("owner=a, b", Change::Set(text("a, b"))),
            (
                "os=a, b",
                Change::List(vec![text("a"), text("b")], Layout::Inline),
            ),
            (
                "related+=KB1",
                Change::Append(vec![text("KB1")], Layout::Inline),
            ),
            (
                "symptoms+=a, b",
                Change::Append(vec![text("a, b")], Layout::Lines),
            ),
            (
                "review_by=2027-01-31",
                Change::Set(Item::Bare("2027-01-31".to_owned())),
            ),
            ("workaround=yes", Change::Set(Item::Bare("true".to_owned()))),
            ("workaround=", Change::Remove),
        ];
        for (word, change) in cases {
            assert_eq!(wish(word).unwrap().change, change, "{word}");
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let cases = [
            ("confidance=wip", "articles have no key `confidance`"),
            ("confidence=valid", "`valid` is no value of `confidence`"),
            ("review_by=31.1.2027", "`31.1.2027` is not a date"),
            (
                "workaround=perhaps",
                "`workaround` wants true or false, not `perhaps`",
            ),
            ("owner+=x", "`owner` holds one value, nothing can be added"),
            ("os+=", "nothing to add to `os`"),
            ("id=KB1", "the id of an article never changes"),
            ("flags=x", "`flags` is more than a value"),
        ];
        for (word, why) in cases {
            assert_eq!(wish(word).unwrap_err().to_string(), why);
        }
    }
}
