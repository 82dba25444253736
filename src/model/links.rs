//! Where links lead.
//!
//! Takes the links of a body as they were written and the names of the base. Gives a [`Target`] for each. Never fails:
//! a link to nowhere is a target of its own, and the checks say so.

use crate::model::ArticleId;
use crate::model::article::{Reason, Target};
use crate::model::identity::{below, folder_slug};
use crate::parse::markdown::{LinkKind, RawLink};
use crate::paths::{ContentPath, SAFE_SCHEMES, UrlPath};
use percent_encoding::percent_decode_str;
use std::collections::{BTreeMap, BTreeSet};

/// Every name that a link of the base may use.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// The content folder below the root.
    pub(crate) content: String,
    /// Articles of this edition by path.
    pub(crate) paths: BTreeMap<ContentPath, ArticleId>,
    /// Articles of this edition by id, in lower case.
    pub(crate) keys: BTreeMap<String, ArticleId>,
    /// Articles of this edition by address, old addresses included, without slashes at the ends.
    pub(crate) urls: BTreeMap<String, ArticleId>,
    /// Pages of categories: where the folder is, and where the page stands.
    pub(crate) categories: BTreeMap<UrlPath, UrlPath>,
    /// Paths, ids (lower case) and addresses of articles that this edition does not hold.
    pub(crate) left_out: BTreeSet<String>,
    /// Images and attachments.
    pub(crate) assets: BTreeSet<ContentPath>,
}

/// The scheme of an address, if it has one.
fn scheme(target: &str) -> Option<&str> {
    let (head, _) = target.split_once(':')?;
    let mut chars = head.chars();
    let first = chars.next().is_some_and(|c| c.is_ascii_alphabetic());
    let rest = chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    (first && rest && head.len() > 1).then_some(head)
}

impl Names {
    /// Where `link`, written in the file at `from`, leads.
    pub(crate) fn resolve(&self, from: &ContentPath, link: &RawLink) -> Target {
        let target = link.target.trim();
        if let Some(scheme) = scheme(target) {
            let lower = scheme.to_ascii_lowercase();
            return if SAFE_SCHEMES.contains(&lower.as_str()) {
                Target::External(target.to_owned())
            } else {
                Target::Broken(Reason::Unsafe)
            };
        }
        if target.starts_with("//") {
            return Target::External(format!("https:{target}"));
        }
        let (path, anchor) = match target.split_once('#') {
            Some((path, anchor)) => (path, Some(decode(anchor))),
            None => (target, None),
        };
        let path = decode(path.split('?').next().unwrap_or_default());
        let anchor = anchor.filter(|a| !a.is_empty());
        if path.is_empty() {
            return self.by_path(from, anchor);
        }
        self.by_key(&path, link.kind, anchor.clone())
            .unwrap_or_else(|| self.by_place(from, &path, anchor))
    }

    fn by_path(&self, path: &ContentPath, anchor: Option<String>) -> Target {
        match self.paths.get(path) {
            Some(id) => Target::Article { id: *id, anchor },
            None => Target::Broken(Reason::Missing),
        }
    }

    /// `KB0042`, for wiki links and for plain links that name an id.
    fn by_key(&self, path: &str, kind: LinkKind, anchor: Option<String>) -> Option<Target> {
        let key = path.trim_matches('/').to_lowercase();
        if let Some(id) = self.keys.get(&key) {
            return Some(Target::Article { id: *id, anchor });
        }
        let hidden = self.left_out.contains(&key);
        (hidden && kind != LinkKind::Image).then_some(Target::Broken(Reason::LeftOut))
    }

    fn by_place(&self, from: &ContentPath, path: &str, anchor: Option<String>) -> Target {
        let place = match path.strip_prefix('/') {
            Some(inner) => ContentPath::new(&format!("{}/{inner}", self.content)),
            None => from.sibling(path),
        };
        let folder = path.trim_end_matches("./").is_empty() || path.ends_with("..");
        let Some(place) = place else {
            let home = folder.then(|| self.category(from, path)).flatten();
            return home.unwrap_or(Target::Broken(Reason::Outside));
        };
        if self.assets.contains(&place) {
            let out = below(&place, &self.content).to_owned();
            return Target::Asset { from: place, out };
        }
        let candidates = [
            "",
            ".md",
            ".markdown",
            "/index.md",
            "/_index.md",
            "/README.md",
        ];
        for ending in candidates {
            let Some(path) = ContentPath::new(&format!("{place}{ending}")) else {
                continue;
            };
            if let Some(id) = self.paths.get(&path) {
                return Target::Article { id: *id, anchor };
            }
            if self.left_out.contains(path.as_str()) {
                return Target::Broken(Reason::LeftOut);
            }
        }
        self.by_address(&place, anchor)
            .or_else(|| self.category(from, path))
            .unwrap_or(Target::Broken(Reason::Missing))
    }

    /// An address of the published site: `/network/vpn-error-809/`, with or without `.html`.
    fn by_address(&self, place: &ContentPath, anchor: Option<String>) -> Option<Target> {
        let inner = below(place, &self.content).trim_end_matches("/index.html");
        let bare = inner.strip_suffix(".html").unwrap_or(inner).to_lowercase();
        if let Some(id) = self.urls.get(&bare) {
            return Some(Target::Article { id: *id, anchor });
        }
        let hidden = self.left_out.contains(&bare);
        hidden.then_some(Target::Broken(Reason::LeftOut))
    }

    fn category(&self, from: &ContentPath, path: &str) -> Option<Target> {
        let place = if let Some(inner) = path.strip_prefix('/') {
            inner.to_owned()
        } else {
            let place = from.sibling(path);
            place.map_or_else(String::new, |p| below(&p, &self.content).to_owned())
        };
        let url = UrlPath::of([folder_slug(&place)]);
        self.categories.get(&url).cloned().map(Target::Category)
    }
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::Names;
    use crate::diag::Span;
    use crate::model::ArticleId;
    use crate::model::article::{Reason, Target};
    use crate::parse::markdown::{LinkKind, RawLink};
    use crate::paths::{ContentPath, UrlPath};

    fn path(text: &str) -> ContentPath {
        ContentPath::new(text).unwrap()
    }

    fn names() -> Names {
        Names {
            content: "content".to_owned(),
            paths: [
                (path("content/network/vpn.md"), ArticleId(0)),
                (path("content/email/a b.md"), ArticleId(1)),
            ]
            .into(),
            keys: [("kb0042".to_owned(), ArticleId(0))].into(),
            urls: [
                ("network/vpn".to_owned(), ArticleId(0)),
                ("old".to_owned(), ArticleId(1)),
            ]
            .into(),
            categories: [
                (UrlPath::of(["network"]), UrlPath::of(["network"])),
                (UrlPath::of(["mail"]), UrlPath::of(["mail-2"])),
                (UrlPath::home(), UrlPath::home()),
            ]
            .into(),
            left_out: ["kb0099", "content/network/secret.md", "network/secret"]
                .map(str::to_owned)
                .into(),
            assets: [path("content/network/images/x.svg")].into(),
        }
    }

    fn resolve(kind: LinkKind, target: &str) -> Target {
        let link = RawLink {
            kind,
            target: target.to_owned(),
            text: String::new(),
            span: Span::default(),
        };
        names().resolve(&path("content/network/vpn.md"), &link)
    }

    #[test]
    fn every_spelling_of_an_article_leads_to_it() {
        let article = |id, anchor: Option<&str>| Target::Article {
            id: ArticleId(id),
            anchor: anchor.map(str::to_owned),
        };
        let cases = [
            ("#fix", article(0, Some("fix"))),
            ("KB0042", article(0, None)),
            ("/kb0042/#fix", article(0, Some("fix"))),
            ("vpn.md", article(0, None)),
            ("vpn", article(0, None)),
            ("../email/a%20b.md", article(1, None)),
            ("/email/a b", article(1, None)),
            ("/network/vpn/", article(0, None)),
            ("/network/vpn/index.html", article(0, None)),
            ("../old.html", article(1, None)),
        ];
        for (target, wanted) in cases {
            assert_eq!(resolve(LinkKind::Link, target), wanted, "{target}");
        }
        assert_eq!(resolve(LinkKind::Wiki, "KB0042"), article(0, None));
    }

    #[test]
    fn what_is_no_article_is_told_apart() {
        let cases = [
            (
                "https://x.example/a",
                Target::External("https://x.example/a".to_owned()),
            ),
            (
                "//x.example",
                Target::External("https://x.example".to_owned()),
            ),
            ("javascript:alert(1)", Target::Broken(Reason::Unsafe)),
            ("data:text/html,x", Target::Broken(Reason::Unsafe)),
            ("secret.md", Target::Broken(Reason::LeftOut)),
            ("KB0099", Target::Broken(Reason::LeftOut)),
            ("../network/", Target::Category(UrlPath::of(["network"]))),
            ("nowhere.md", Target::Broken(Reason::Missing)),
            ("../../../etc/passwd", Target::Broken(Reason::Outside)),
            (
                "images/x.svg",
                Target::Asset {
                    from: path("content/network/images/x.svg"),
                    out: "network/images/x.svg".to_owned(),
                },
            ),
        ];
        for (target, wanted) in cases {
            assert_eq!(resolve(LinkKind::Link, target), wanted, "{target}");
        }
    }
}
