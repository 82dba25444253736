//! The name that was probably meant.
//!
//! Takes the names of all articles and images. Gives, for a name that leads nowhere, the way from the article to the
//! nearest one. Never compares with all names of a large base: a file that was moved kept its name, a slip of the
//! finger kept its folder.

use crate::diag::nearest;
use crate::model::Site;
use crate::model::article::{Article, Target};
use crate::paths::ContentPath;
use std::collections::BTreeMap;

/// A base with more files than this is only searched by name and by folder.
const SMALL: usize = 2000;

/// Files by name and by folder.
#[derive(Debug, Default)]
struct Files<'a> {
    all: Vec<&'a ContentPath>,
    by_stem: BTreeMap<String, Vec<&'a ContentPath>>,
    by_folder: BTreeMap<&'a str, Vec<&'a ContentPath>>,
}

/// Everything that could be meant.
#[derive(Debug)]
pub struct Near<'a> {
    articles: Files<'a>,
    assets: Files<'a>,
    keys: BTreeMap<String, &'a str>,
    titles: BTreeMap<String, &'a Article>,
}

impl<'a> Near<'a> {
    /// Takes down the names of a base.
    #[must_use]
    pub fn new(site: &'a Site) -> Self {
        let targets = site.articles.iter().flat_map(|a| &a.targets);
        let assets = targets.filter_map(|target| match target {
            Target::Asset { from, .. } => Some(from),
            _ => None,
        });
        let keyed = site.articles.iter().filter(|a| a.has_key);
        Self {
            articles: Files::new(site.articles.iter().map(|a| &a.path)),
            assets: Files::new(assets),
            keys: keyed.map(|a| (plain_key(&a.key), a.key.as_str())).collect(),
            titles: site
                .articles
                .iter()
                .rev()
                .map(|a| (a.title.to_lowercase(), a))
                .collect(),
        }
    }

    /// The article that `target`, written in `from`, was probably meant to name.
    #[must_use]
    pub fn article(&self, from: &Article, target: &str) -> Option<String> {
        let name = target
            .split(['#', '?'])
            .next()
            .unwrap_or_default()
            .trim_matches('/');
        if let Some(key) = self.keys.get(&plain_key(name)) {
            return Some((*key).to_owned());
        }
        if let Some(article) = self.titles.get(&name.to_lowercase()) {
            let path = || relative(&from.path, &article.path);
            return Some(if article.has_key {
                article.key.clone()
            } else {
                path()
            });
        }
        self.articles.nearest(&from.path, name)
    }

    /// The image or attachment that `target`, written in `from`, was probably meant to name.
    #[must_use]
    pub fn asset(&self, from: &Article, target: &str) -> Option<String> {
        self.assets
            .nearest(&from.path, target.split('?').next().unwrap_or_default())
    }
}

impl<'a> Files<'a> {
    fn new(paths: impl Iterator<Item = &'a ContentPath>) -> Self {
        let mut all: Vec<_> = paths.collect();
        all.sort_unstable();
        all.dedup();
        let mut files = Self {
            all,
            ..Self::default()
        };
        for path in &files.all {
            files
                .by_stem
                .entry(path.stem().to_lowercase())
                .or_default()
                .push(path);
            files.by_folder.entry(path.folder()).or_default().push(path);
        }
        files
    }

    fn nearest(&self, from: &ContentPath, target: &str) -> Option<String> {
        let meant = from.sibling(target)?;
        self.same_name(&meant)
            .or_else(|| self.same_folder(&meant))
            .or_else(|| self.anywhere(&meant))
            .map(|path| relative(from, path))
    }

    /// The file was moved, or its ending or case is wrong: the one with the shortest way.
    fn same_name(&self, meant: &ContentPath) -> Option<&'a ContentPath> {
        if matches!(meant.stem(), "index" | "_index" | "README") {
            return None;
        }
        let same = self.by_stem.get(&meant.stem().to_lowercase())?;
        same.iter()
            .min_by_key(|path| relative(meant, path).len())
            .copied()
    }

    /// A slip in the file's name.
    fn same_folder(&self, meant: &ContentPath) -> Option<&'a ContentPath> {
        pick(self.by_folder.get(meant.folder())?, meant)
    }

    fn anywhere(&self, meant: &ContentPath) -> Option<&'a ContentPath> {
        if self.all.len() > SMALL {
            return None;
        }
        pick(&self.all, meant)
    }
}

/// The path whose name is nearest.
fn pick<'a>(paths: &[&'a ContentPath], meant: &ContentPath) -> Option<&'a ContentPath> {
    let stem = nearest(meant.stem(), paths.iter().map(|p| p.stem()))?;
    paths.iter().find(|p| p.stem() == stem).copied()
}

/// An id without case, punctuation and leading zeros of its number: `kb-42` and `KB0042` are both `kb42`.
fn plain_key(key: &str) -> String {
    let mut out = String::new();
    let mut in_number = false;
    for c in key.chars().filter(char::is_ascii_alphanumeric) {
        if c != '0' || in_number || !out.ends_with(|last: char| last.is_ascii_alphabetic()) {
            out.push(c.to_ascii_lowercase());
        }
        in_number = c.is_ascii_digit() && (in_number || c != '0');
    }
    out
}

/// The way from one file to another, as an author writes it.
fn relative(from: &ContentPath, to: &ContentPath) -> String {
    let parts = |path: &'_ str| -> Vec<String> {
        path.split('/')
            .filter(|p| !p.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (here, there) = (parts(from.folder()), parts(to.folder()));
    let common = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
    let mut way = vec!["..".to_owned(); here.len() - common];
    way.extend(there.into_iter().skip(common));
    way.push(to.file_name().to_owned());
    way.join("/")
}

#[cfg(test)]
mod tests {
    use crate::checks::near::{Files, plain_key, relative};
    use crate::paths::ContentPath;

    fn path(text: &str) -> ContentPath {
        ContentPath::new(text).unwrap()
    }

    #[test]
    fn ids_are_compared_without_zeros_and_case() {
        for id in ["KB0042", "kb42", "KB-0042", "kb 042"] {
            assert_eq!(plain_key(id), "kb42", "{id}");
        }
        assert_ne!(plain_key("KB0420"), plain_key("KB0042"));
        assert_eq!(plain_key("KB1005"), "kb1005");
    }

    #[test]
    fn ways_are_written_as_authors_do() {
        let from = path("content/network/vpn.md");
        assert_eq!(relative(&from, &path("content/network/wifi.md")), "wifi.md");
        assert_eq!(
            relative(&from, &path("content/email/a.md")),
            "../email/a.md"
        );
        assert_eq!(relative(&path("a.md"), &path("b/c.md")), "b/c.md");
    }

    #[test]
    fn a_moved_file_and_a_slip_are_found() {
        let paths = [
            "content/email/outlook.md",
            "content/network/vpn-809.md",
            "content/network/wifi.md",
        ]
        .map(path);
        let files = Files::new(paths.iter());
        let from = path("content/network/vpn.md");
        let near = |target| files.nearest(&from, target);
        assert_eq!(near("outlook.md").as_deref(), Some("../email/outlook.md"));
        assert_eq!(near("vpn-908.md").as_deref(), Some("vpn-809.md"));
        assert_eq!(near("../email/wifi").as_deref(), Some("wifi.md"));
        assert_eq!(near("something-else-entirely.md"), None);
        assert_eq!(near("../../../etc/passwd"), None);
    }
}
