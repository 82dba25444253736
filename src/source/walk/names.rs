//! File names that some systems cannot hold.
//!
//! Takes the paths of all articles. Gives a sentence for each that Windows or macOS would refuse or confuse with
//! another. Never touches the disk.

use crate::paths::ContentPath;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// What is wrong with the names: index into `paths` and a sentence.
pub(super) fn check(paths: &[ContentPath]) -> Vec<(usize, String)> {
    let mut seen: BTreeMap<String, &ContentPath> = BTreeMap::new();
    let mut found = Vec::new();
    for (i, path) in paths.iter().enumerate() {
        if let Some(message) = path.as_str().split('/').find_map(unsafe_part) {
            found.push((i, message));
        }
        match seen.entry(folded(path)) {
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert(path);
            }
            std::collections::btree_map::Entry::Occupied(other) => found.push((
                i,
                format!(
                    "the name differs from {} only in a way that some disks do not keep",
                    other.get()
                ),
            )),
        }
    }
    found
}

/// The path as a disk sees it that keeps neither case nor the way accents are written.
fn folded(path: &ContentPath) -> String {
    path.as_str()
        .nfc()
        .collect::<String>()
        .to_lowercase()
        .nfc()
        .collect()
}

/// Why Windows would refuse one part of a path.
fn unsafe_part(part: &str) -> Option<String> {
    const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];
    let stem = part.split('.').next().unwrap_or(part).trim_end();
    let lower = stem.to_ascii_lowercase();
    let numbered = ["com", "lpt"].iter().any(|port| {
        lower
            .strip_prefix(port)
            .is_some_and(|n| n.len() == 1 && n.starts_with(|c: char| c.is_ascii_digit()))
    });
    if RESERVED.contains(&lower.as_str()) || numbered {
        return Some(format!("`{stem}` is a reserved name on Windows"));
    }
    if part.ends_with(['.', ' ']) {
        return Some(format!(
            "`{part}` ends in a dot or a space, which Windows drops"
        ));
    }
    if let Some(c) = part.chars().find(|c| is_unseen(*c)) {
        return Some(format!(
            "`{}` holds `{}`, which cannot be seen",
            part.escape_debug(),
            c.escape_unicode()
        ));
    }
    if part.split(|c: char| !c.is_alphabetic()).any(is_mixed) {
        return Some(format!(
            "`{part}` looks like another name: it mixes alphabets within a word"
        ));
    }
    part.chars()
        .find(|c| r#"<>:"|?*"#.contains(*c) || c.is_control())
        .map(|c| {
            format!(
                "`{}` holds `{}`, which Windows does not allow in names",
                part.escape_debug(),
                c.escape_debug()
            )
        })
}

/// Signs without a shape, and those that turn the direction of writing.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Whether a word holds both letters of ours and Greek or Cyrillic ones: `pаypal` with a Cyrillic `а`.
fn is_mixed(word: &str) -> bool {
    let other = |c: char| matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}');
    word.contains(|c: char| c.is_ascii_alphabetic()) && word.contains(other)
}

#[cfg(test)]
mod tests {
    use super::{check, unsafe_part};
    use crate::paths::ContentPath;

    #[test]
    fn names_that_windows_refuses_are_found() {
        for bad in [
            "con.md",
            "NUL",
            "com1.txt",
            "a?.md",
            "end.",
            "end ",
            "q\"q.md",
            "a\nb.md",
            "a\u{202e}dm.x",
            "p\u{430}ypal.md",
        ] {
            assert!(unsafe_part(bad).is_some(), "{bad}");
        }
        for good in [
            "console.md",
            "com10.md",
            "vpn (new).md",
            "m\u{fc}ller.md",
            "a.b.md",
        ] {
            assert_eq!(unsafe_part(good), None);
        }
    }

    #[test]
    fn names_that_differ_in_case_or_accents_collide() {
        let paths: Vec<ContentPath> = ["VPN.md", "caf\u{e9}.md", "cafe\u{301}.md", "vpn.md"]
            .iter()
            .map(|p| ContentPath::new(p).unwrap())
            .collect();
        let found: Vec<usize> = check(&paths).into_iter().map(|(i, _)| i).collect();
        assert_eq!(found, [2, 3]);
    }
}
