//! The patterns of the settings' `ignore`.
//!
//! Takes a pattern and a path below the content folder. Gives whether it fits. Never touches the disk.

/// Whether a pattern of the settings fits a path below the content folder.
pub(super) fn fits(pattern: &str, path: &str, folder: bool) -> bool {
    let pattern = pattern.trim_start_matches("./");
    let (anchored, pattern) = pattern
        .strip_prefix('/')
        .map_or((false, pattern), |rest| (true, rest));
    let bare = pattern.trim_end_matches('/');
    if bare.is_empty() || (bare.len() < pattern.len() && !folder) {
        return false;
    }
    if anchored || bare.contains('/') {
        let (wanted, given) = (bare.split('/'), path.split('/'));
        return wanted.clone().count() == given.clone().count()
            && wanted.zip(given).all(|(w, g)| matches(w, g));
    }
    matches(bare, path.rsplit('/').next().unwrap_or(path))
}

/// Whether one part of a path fits, where `*` stands for any letters.
pub(in crate::source) fn matches(pattern: &str, name: &str) -> bool {
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else {
        return false;
    };
    let pieces: Vec<&str> = pieces.collect();
    let Some((last, middle)) = pieces.split_last() else {
        return rest.is_empty();
    };
    for piece in middle {
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns_fit_as_the_settings_say() {
        let cases = [
            ("drafts/", "drafts", true, true),
            ("drafts/", "drafts", false, false),
            ("drafts", "a/drafts", true, true),
            ("/drafts", "a/drafts", true, false),
            ("a/*/c.md", "a/b/c.md", false, true),
            ("a/*/c.md", "a/b/b/c.md", false, false),
            ("*.draft.md", "x/y.draft.md", false, true),
            ("*a*b", "xaxb", false, true),
            ("*a*b", "xbxa", false, false),
            ("README.md", "readme.md", false, false),
            ("", "x", false, false),
            ("/", "x", true, false),
            ("*", "x", false, true),
        ];
        for (pattern, path, folder, expected) in cases {
            assert_eq!(fits(pattern, path, folder), expected, "{pattern} {path}");
        }
    }
}
