//! The pages that list articles: of a category, a system, a product, and of the whole base.
//!
//! Takes the pages' own tools. Gives each page drawn. Never sorts: that is for the lists.

use crate::model::assemble::by_title;
use crate::render::lists::{self, Subject};
use crate::render::pages::{Drawn, Pages};
use crate::render::shell::home_crumb;
use crate::render::words::word;

impl Pages<'_> {
    pub(super) fn category(&self, index: usize) -> Drawn {
        let site = self.shell.site;
        let category = &site.categories[index];
        let (hrefs, words) = self.tools(&category.url);
        let subject = Subject {
            name: &category.name,
            summary: &category.summary,
            intro: self.intro(category.intro, &hrefs),
            children: self.shell.categories(&hrefs, Some(index)),
            articles: category.articles.clone(),
            by_category: false,
        };
        let own = lists::list(&self.shell, &hrefs, &words, subject);
        let mut page = self.frame("category", category.url.clone(), category.name.clone());
        page.crumbs = self.shell.crumbs(category.parent, &hrefs, &words);
        if !category.summary.is_empty() {
            page.description = &category.summary;
        }
        self.html(&page, &hrefs, |context, _| {
            context.insert("list", &own);
        })
    }

    pub(super) fn system(&self, index: usize) -> Drawn {
        let system = &self.shell.site.os[index];
        let (hrefs, words) = self.tools(&system.url);
        let subject = Subject {
            name: &system.name,
            summary: "",
            intro: String::new(),
            children: self.shell.systems(&hrefs, Some(index)),
            articles: system.articles.clone(),
            by_category: true,
        };
        let own = lists::list(&self.shell, &hrefs, &words, subject);
        let mut page = self.frame("os", system.url.clone(), system.name.clone());
        page.crumbs = lists::system_crumbs(self.shell.site, index, &hrefs, &words);
        self.html(&page, &hrefs, |context, _| {
            context.insert("list", &own);
        })
    }

    pub(super) fn product(&self, index: usize) -> Drawn {
        let product = &self.shell.site.products[index];
        let (hrefs, words) = self.tools(&product.url);
        let subject = Subject {
            name: &product.name,
            summary: "",
            intro: String::new(),
            children: Vec::new(),
            articles: product.articles.clone(),
            by_category: true,
        };
        let own = lists::list(&self.shell, &hrefs, &words, subject);
        let mut page = self.frame("product", product.url.clone(), product.name.clone());
        page.crumbs = vec![home_crumb(&hrefs, &words)];
        self.html(&page, &hrefs, |context, _| {
            context.insert("list", &own);
        })
    }

    pub(super) fn all(&self) -> Drawn {
        let (hrefs, words) = self.tools(&self.shell.site.own.articles);
        let title = word(&words, "articles");
        let subject = Subject {
            name: &title,
            summary: "",
            intro: String::new(),
            children: Vec::new(),
            articles: by_title(&self.shell.site.articles),
            by_category: true,
        };
        let own = lists::list(&self.shell, &hrefs, &words, subject);
        let mut page = self.frame("all", self.shell.site.own.articles.clone(), title.clone());
        page.crumbs = vec![home_crumb(&hrefs, &words)];
        self.html(&page, &hrefs, |context, _| {
            context.insert("list", &own);
        })
    }
}
