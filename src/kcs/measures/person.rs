//! Who somebody is, by a name and no more.
//!
//! Takes the author of a commit and the people of the settings. Gives a key that tells people apart, and a name to show.
//! Never shows an address.

use crate::audit::Author;
use crate::config::kcs::KcsSettings;

/// A person, by the first of her addresses: for telling apart, never for showing.
pub(crate) type Who = String;

/// Who made a commit.
pub(crate) fn who(settings: &KcsSettings, author: &Author) -> Who {
    let known = settings.person(&author.email);
    let first = known.and_then(|p| p.emails.first());
    first
        .cloned()
        .unwrap_or_else(|| author.email.to_lowercase())
}

/// Her name.
pub(crate) fn name(settings: &KcsSettings, author: &Author) -> String {
    let known = settings.person(&author.email);
    let own = known.and_then(|p| p.name.as_deref());
    plain_name(own.unwrap_or(&author.name))
}

/// A name without an address: `ann <ann@example.com>` and `ann@example.com` are `ann`.
pub(crate) fn plain_name(name: &str) -> String {
    let words = name.split_whitespace().filter(|word| !word.contains('@'));
    let plain = words.collect::<Vec<_>>().join(" ");
    if !plain.is_empty() {
        return plain;
    }
    let before = name.split('@').next().unwrap_or_default();
    let before = before.trim_matches(|c: char| !c.is_alphanumeric());
    if before.is_empty() {
        "somebody".to_owned()
    } else {
        before.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use crate::kcs::measures::person::plain_name;

    #[test]
    fn a_name_is_no_address() {
        for (written, shown) in [
            ("Ann Lee", "Ann Lee"),
            ("Ann Lee <ann@example.com>", "Ann Lee"),
            ("ann@example.com", "ann"),
            ("<ann@example.com>", "ann"),
            ("@", "somebody"),
            ("", "somebody"),
        ] {
            assert_eq!(plain_name(written), shown, "{written}");
        }
    }
}
