//! Names of places, made only from safe parts.
//!
//! Takes text. Gives [`ContentPath`] (a file of the base), [`UrlPath`] (a page of the site) and [`OutPath`] (a file of
//! the output). Never holds `..`, a drive, an absolute path or a backslash, so no later stage has to ask.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// Schemes of addresses that lead out of the site and that a browser may open: none of them can run script here.
pub const SAFE_SCHEMES: &[&str] = &[
    "http",
    "https",
    "mailto",
    "tel",
    "sms",
    "ftp",
    "sip",
    "callto",
    "msteams",
    "slack",
    "zoommtg",
    "ms-settings",
    "companyportal",
];

/// A file of the base, relative to its root, with `/` between parts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentPath(Arc<str>);

/// The address of a page below the site's root: `network/vpn-error-809/`, or the empty text for the home page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlPath(String);

/// A file of the output, relative to its folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(Arc<str>);

/// Joins `relative` to the folder `base`, resolving `.` and `..`; nothing if it would leave the root or is not relative.
fn join(base: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = base.split('/').filter(|p| !p.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            p if p.contains(['\\', '\0']) || (p.len() == 2 && p.ends_with(':')) => return None,
            p => parts.push(p),
        }
    }
    Some(parts.join("/"))
}

impl ContentPath {
    /// A path below the root; nothing if it would leave it.
    #[must_use]
    pub fn new(path: &str) -> Option<Self> {
        join("", path)
            .filter(|p| !p.is_empty())
            .map(|path| Self(path.into()))
    }

    /// The path that `relative` means in a file at this path.
    #[must_use]
    pub fn sibling(&self, relative: &str) -> Option<Self> {
        join(self.folder(), relative)
            .filter(|p| !p.is_empty())
            .map(|path| Self(path.into()))
    }

    /// The folder part, without a closing `/`; empty at the root.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |i| &self.0[..i])
    }

    /// The last part.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rfind('/').map_or(&self.0, |i| &self.0[i + 1..])
    }

    /// The last part without its extension.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rfind('.')
            .filter(|i| *i > 0)
            .map_or(name, |i| &name[..i])
    }

    /// The extension in lower case, empty where there is none.
    #[must_use]
    pub fn extension(&self) -> String {
        let name = self.file_name();
        name.rfind('.')
            .filter(|i| *i > 0)
            .map_or_else(String::new, |i| name[i + 1..].to_lowercase())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl UrlPath {
    /// The page of a list of parts that are already slugs; no part is the home page.
    pub fn of<S: AsRef<str>>(parts: impl IntoIterator<Item = S>) -> Self {
        let mut url = String::new();
        for part in parts {
            let clean: String = part
                .as_ref()
                .chars()
                .filter(|c| !matches!(c, '\\' | '\0'))
                .collect();
            for piece in clean.split('/').filter(|p| !matches!(*p, "" | "." | "..")) {
                url.push_str(piece);
                url.push('/');
            }
        }
        Self(url)
    }

    /// The home page.
    #[must_use]
    pub fn home() -> Self {
        Self(String::new())
    }

    /// The text, without a leading `/` and with a closing one (but for the home page).
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that holds the page.
    #[must_use]
    pub fn file(&self) -> OutPath {
        OutPath(format!("{}index.html", self.0).into())
    }

    /// The way from this page up to the site's root: `../../`, or `./` on the home page.
    #[must_use]
    pub fn to_root(&self) -> String {
        match self.0.matches('/').count() {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        }
    }
}

impl OutPath {
    /// A file below the output folder; nothing if the path would leave it.
    #[must_use]
    pub fn new(path: &str) -> Option<Self> {
        join("", path)
            .filter(|p| !p.is_empty())
            .map(|path| Self(path.into()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for OutPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ContentPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.0)
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{ContentPath, OutPath, UrlPath};
    use proptest::prelude::{prop_assert, proptest};

    #[test]
    fn a_sibling_resolves_dots_and_cannot_leave() {
        let path = ContentPath::new("content/network/vpn.md").unwrap();
        assert_eq!(
            path.sibling("../email/a.md").unwrap().as_str(),
            "content/email/a.md"
        );
        assert_eq!(path.sibling("../../../etc/passwd"), None);
        assert_eq!(path.stem(), "vpn");
        assert_eq!(path.extension(), "md");
    }

    #[test]
    fn a_page_knows_its_file_and_its_way_up() {
        let url = UrlPath::of(["network", "vpn-error-809"]);
        assert_eq!(url.file().as_str(), "network/vpn-error-809/index.html");
        assert_eq!(url.to_root(), "../../");
        assert_eq!(UrlPath::home().to_root(), "./");
    }

    proptest! {
        #[test]
        fn no_text_makes_a_path_that_leaves_the_root(text in "[a-z./\\\\:]{0,40}") {
            for path in [OutPath::new(&text).map(|p| p.as_str().to_owned()), Some(UrlPath::of([&text]).as_str().to_owned())].into_iter().flatten() {
                prop_assert!(!path.starts_with('/') && !path.contains('\\'));
                prop_assert!(path.split('/').all(|p| p != ".."));
            }
        }
    }
}
