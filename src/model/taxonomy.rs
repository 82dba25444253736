//! Categories, operating systems and products: the ways into the base.
//!
//! Takes the articles and the settings. Gives the three kinds of lists that pages and facets show, with listed
//! (not archived) articles only. Never holds an article twice.

use crate::config::Settings;
use crate::model::ArticleId;
use crate::model::article::Article;
use crate::model::identity::readable;
use crate::paths::UrlPath;
use crate::text::slug::slug;
use std::collections::{BTreeMap, BTreeSet};

/// A folder of the base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// `network/vpn`.
    pub slug: String,
    /// Name to show.
    pub name: String,
    /// A sentence, from the settings; may be empty.
    pub summary: String,
    /// Its page.
    pub url: UrlPath,
    /// Index of the category above.
    pub parent: Option<usize>,
    /// Indexes of the categories below.
    pub children: Vec<usize>,
    /// Its own listed articles, by title.
    pub articles: Vec<ArticleId>,
    /// Listed articles here and below.
    pub total: usize,
    /// The article that introduces it (`index.md`).
    pub intro: Option<ArticleId>,
}

impl Category {
    /// Whether there is anything to list: a category of archived articles alone has no page.
    #[must_use]
    pub fn has_page(&self) -> bool {
        self.total > 0 || self.intro.is_some()
    }
}

/// An operating system or a version of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Os {
    /// `windows-11`.
    pub slug: String,
    /// `Windows 11`.
    pub name: String,
    /// Its page: `os/windows-11/`.
    pub url: UrlPath,
    /// Index of the system above.
    pub parent: Option<usize>,
    /// Indexes of its versions.
    pub children: Vec<usize>,
    /// Listed articles for it: those that name it, one of its versions, or its parent; by title.
    pub articles: Vec<ArticleId>,
}

/// A product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// `globalprotect`.
    pub slug: String,
    /// `GlobalProtect`.
    pub name: String,
    /// Its page: `products/globalprotect/`.
    pub url: UrlPath,
    /// Listed articles for it, by title.
    pub articles: Vec<ArticleId>,
}

/// All categories that hold an article, each before its children. `folders` has the slug of each article's folder, and
/// `names` the folder's name as it lies on the disk.
pub(crate) fn categories(
    folders: &[String],
    names: &BTreeMap<String, String>,
    settings: &Settings,
) -> Vec<Category> {
    let mut slugs: BTreeSet<String> = BTreeSet::new();
    for folder in folders.iter().filter(|f| !f.is_empty()) {
        let ends = folder.match_indices('/').map(|(i, _)| i);
        slugs.extend(ends.map(|i| folder[..i].to_owned()));
        slugs.insert(folder.clone());
    }
    let place = |slug: &str| {
        settings
            .categories
            .iter()
            .position(|(s, _)| s == slug)
            .unwrap_or(usize::MAX)
    };
    let mut categories = Vec::with_capacity(slugs.len());
    let mut roots: Vec<&String> = slugs.iter().filter(|s| !s.contains('/')).collect();
    roots.sort_by_key(|s| (place(s), s.as_str()));
    for root in roots {
        let below = format!("{root}/");
        categories.push(category(root, None, names, settings));
        for slug in slugs.iter().filter(|s| s.starts_with(&below)) {
            let parent = slug.rfind('/').map(|i| &slug[..i]);
            let parent = categories
                .iter()
                .position(|c: &Category| Some(c.slug.as_str()) == parent);
            let here = categories.len();
            if let Some(parent) = parent {
                categories[parent].children.push(here);
            }
            categories.push(category(slug, parent, names, settings));
        }
    }
    categories
}

/// A category without articles, named by the settings or else by its folder.
fn category(
    slug: &str,
    parent: Option<usize>,
    names: &BTreeMap<String, String>,
    settings: &Settings,
) -> Category {
    let setting = settings
        .categories
        .iter()
        .find(|(s, _)| s == slug)
        .map(|(_, c)| c);
    let last = slug.rsplit('/').next().unwrap_or(slug);
    let on_disk = names.get(slug).map_or(last, String::as_str);
    Category {
        slug: slug.to_owned(),
        name: setting
            .and_then(|s| s.name.clone())
            .unwrap_or_else(|| readable(on_disk)),
        summary: setting.map(|s| s.summary.clone()).unwrap_or_default(),
        url: UrlPath::of([slug]),
        parent,
        children: Vec::new(),
        articles: Vec::new(),
        total: 0,
        intro: None,
    }
}

/// Puts the articles into their categories and counts them.
pub(crate) fn file_articles(
    categories: &mut [Category],
    articles: &[Article],
    by_title: &[ArticleId],
) {
    for id in by_title {
        let article = &articles[id.0 as usize];
        let Some(here) = article.category else {
            continue;
        };
        if article.is_index {
            categories[here].intro = Some(*id);
        } else {
            categories[here].articles.push(*id);
        }
        let mut up = Some(here);
        while let Some(index) = up.filter(|_| !article.is_index) {
            categories[index].total += 1;
            up = categories[index].parent;
        }
    }
}

/// The systems that have articles. One that names a parent counts for all its versions, one that names a version
/// counts for the parent.
pub(crate) fn systems(
    settings: &Settings,
    articles: &[Article],
    by_title: &[ArticleId],
) -> Vec<Os> {
    let line = |index: usize| {
        std::iter::successors(Some(index), |i| settings.os[*i].parent).collect::<Vec<_>>()
    };
    let mut kept: Vec<Os> = Vec::new();
    let mut places = BTreeMap::new();
    for (index, setting) in settings.os.iter().enumerate() {
        let applies = |id: &&ArticleId| {
            let named = articles[id.0 as usize]
                .os
                .iter()
                .filter_map(|s| settings.system(s));
            named
                .into_iter()
                .any(|n| line(n).contains(&index) || line(index).contains(&n))
        };
        let found: Vec<_> = by_title.iter().filter(applies).copied().collect();
        if found.is_empty() {
            continue;
        }
        let parent = setting.parent.and_then(|p| places.get(&p).copied());
        places.insert(index, kept.len());
        if let Some(parent) = parent {
            let here = kept.len();
            let above: &mut Os = &mut kept[parent];
            above.children.push(here);
        }
        kept.push(Os {
            slug: setting.slug.clone(),
            name: setting.name.clone(),
            url: UrlPath::of(["os", &slug(&setting.slug)]),
            parent,
            children: Vec::new(),
            articles: found,
        });
    }
    kept
}

/// The products that articles name, by name.
pub(crate) fn products(
    settings: &Settings,
    articles: &[Article],
    by_title: &[ArticleId],
) -> Vec<Product> {
    let mut found: BTreeMap<String, Product> = BTreeMap::new();
    for id in by_title {
        for written in &articles[id.0 as usize].products {
            let key = slug(written);
            let name = settings.products.get(written).unwrap_or(written);
            let product = found.entry(key.clone()).or_insert_with(|| Product {
                slug: key.clone(),
                name: name.clone(),
                url: UrlPath::of(["product", &key]),
                articles: Vec::new(),
            });
            if product.articles.last() != Some(id) {
                product.articles.push(*id);
            }
        }
    }
    let mut all: Vec<_> = found.into_values().collect();
    all.sort_by(|a, b| {
        a.name
            .to_lowercase()
            .cmp(&b.name.to_lowercase())
            .then_with(|| a.slug.cmp(&b.slug))
    });
    all
}

#[cfg(test)]
mod tests {
    use super::categories;
    use crate::config::{CategorySetting, Settings};
    use std::collections::BTreeMap;

    #[test]
    fn a_category_stands_before_its_children_and_the_settings_order_comes_first() {
        let settings = Settings {
            categories: vec![(
                "network".to_owned(),
                CategorySetting {
                    name: Some("Net".to_owned()),
                    summary: "S".to_owned(),
                },
            )],
            ..Settings::default()
        };
        let folders = ["accounts", "network/vpn", "a-z", ""].map(str::to_owned);
        let names = BTreeMap::from([("a-z".to_owned(), "A to_Z".to_owned())]);
        let found = categories(&folders, &names, &settings);
        let shown: Vec<_> = found
            .iter()
            .map(|c| (c.slug.as_str(), c.name.as_str(), c.parent))
            .collect();
        assert_eq!(
            shown,
            [
                ("network", "Net", None),
                ("network/vpn", "Vpn", Some(0)),
                ("a-z", "A to Z", None),
                ("accounts", "Accounts", None)
            ]
        );
        assert_eq!(found[0].children, [1]);
    }
}
