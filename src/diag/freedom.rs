//! Which findings a base may judge for itself.
//!
//! Takes a code. Gives its [`Freedom`]. Never lets settings or a comment silence what a build relies on, what keeps
//! readers safe, or who may change what.

use crate::diag::Code;
use crate::diag::codes::info;

/// Who may judge otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freedom {
    /// Nobody: builds, readers' safety or the rules of who may change what depend on it.
    Fixed,
    /// The authors of one article, with a reason, but not the settings for all.
    Article,
    /// The settings for all articles, and the authors for one.
    Free,
}

/// Findings that hold everywhere.
const FIXED: &[&str] = &[
    "KB001", "KB002", "KB011", "KB012", "KB013", "KB014", "KB024", "KB030", "KB032", "KB033",
    "KB034", "KB047", "KB048", "KB049", "KB050", "KB051", "KB052", "KB053", "KB056", "KB060",
    "KB062", "KB063", "KB065", "KB070", "KB073", "KB095", "KB096", "KB097", "KB098", "KB099",
];

/// Findings of which an article may be an example, but never a whole base: secrets.
const ARTICLE: &[&str] = &["KB081"];

/// Who may judge a finding with this code otherwise.
#[must_use]
pub fn freedom(code: Code) -> Freedom {
    if FIXED.contains(&code.0) || info(code).is_none() {
        Freedom::Fixed
    } else if ARTICLE.contains(&code.0) {
        Freedom::Article
    } else {
        Freedom::Free
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::Code;
    use crate::diag::freedom::{Freedom, freedom};

    #[test]
    fn safety_is_nobodys_to_judge() {
        assert_eq!(freedom(Code("KB047")), Freedom::Fixed);
        assert_eq!(freedom(Code("KB021")), Freedom::Free);
        assert_eq!(freedom(Code("KB999")), Freedom::Fixed);
    }
}
