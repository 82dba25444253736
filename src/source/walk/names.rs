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

#[cfg(test)]
mod tests {
    use super::{check, unsafe_part};
    use crate::paths::ContentPath;

    #[test]
    fn names_that_windows_refuses_are_found() {
        for bad in [
            "con.md", "NUL", "com1.txt", "a?.md", "end.", "end ", "q\"q.md", "a\nb.md",
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
