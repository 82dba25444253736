//! The list of all pages, and the drawing of one.
//!
//! Takes the shell and the facts of images. Gives where a page stands and its text; an article has a Markdown twin beside its HTML. Never
//! lets one page's failure stop the others: a template that cannot be drawn is a finding.

mod coverage;
mod health;
mod subjects;

use crate::diag::Diagnostic;
use crate::model::ArticleId;
use crate::paths::{OutPath, UrlPath};
use crate::render::article::{Assets, alternates, context as article_context, parts};
use crate::render::context::PageContext;
use crate::render::escape::xml;
use crate::render::extras::{self, Extra};
use crate::render::hrefs::Hrefs;
use crate::render::lists;
use crate::render::shell::{Page, Shell, home_crumb};
use crate::render::structured::structured;
use crate::render::twin;
use crate::render::words::{Words, word};
use std::sync::Arc;
use tera::Context;

/// One page to draw.
#[derive(Clone, Debug)]
pub(crate) enum Job {
    Home,
    Article(ArticleId),
    /// The Markdown twin of an article.
    Twin(ArticleId),
    Category(usize),
    Os(usize),
    Product(usize),
    All,
    Symptoms,
    Codes,
    Search,
    NotFound,
    Redirect(OutPath, ArticleId),
    /// What machines read.
    Extra(Extra),
    /// The page of ticket coverage around its body.
    Coverage(Arc<str>),
    /// The page of the base's health around its body.
    Health(Arc<str>),
}

/// A page, or why there is none.
pub(crate) type Drawn = Result<String, Box<Diagnostic>>;

/// The pages of a site.
#[derive(Clone, Copy)]
pub(crate) struct Pages<'a> {
    pub(crate) shell: Shell<'a>,
    pub(crate) assets: &'a Assets,
}

impl Pages<'_> {
    /// Every page there is but the reports, in a fixed order.
    pub(crate) fn jobs(&self) -> Vec<Job> {
        let site = self.shell.site;
        let mut jobs = vec![Job::Home, Job::All, Job::Search, Job::NotFound];
        if self.shell.holdings.symptoms {
            jobs.push(Job::Symptoms);
        }
        if self.shell.holdings.codes {
            jobs.push(Job::Codes);
        }
        let shown = |index: &usize| site.categories[*index].has_page();
        jobs.extend((0..site.categories.len()).filter(shown).map(Job::Category));
        jobs.extend((0..site.os.len()).map(Job::Os));
        jobs.extend((0..site.products.len()).map(Job::Product));
        jobs.extend(
            site.iter()
                .filter(|(_, a)| !a.is_index)
                .flat_map(|(id, _)| [Job::Article(id), Job::Twin(id)]),
        );
        jobs.extend(
            site.redirects
                .iter()
                .map(|(from, to)| Job::Redirect(from.clone(), *to)),
        );
        jobs.extend(Extra::of(site).iter().copied().map(Job::Extra));
        jobs
    }

    /// Where a page stands in the site.
    pub(crate) fn file(&self, job: &Job) -> Option<OutPath> {
        let site = self.shell.site;
        let url = match job {
            Job::Home => UrlPath::home(),
            Job::Article(id) => site.article(*id).url.clone(),
            Job::Category(index) => site.categories[*index].url.clone(),
            Job::Os(index) => site.os[*index].url.clone(),
            Job::Product(index) => site.products[*index].url.clone(),
            Job::All => site.own.articles.clone(),
            Job::Symptoms => site.own.symptoms.clone(),
            Job::Codes => site.own.codes.clone(),
            Job::Search => site.own.search.clone(),
            Job::Coverage(_) => site.own.coverage.clone(),
            Job::Health(_) => site.own.health.clone(),
            Job::Twin(id) => return OutPath::new(&site.article(*id).twin()),
            Job::NotFound => return OutPath::new("404.html"),
            Job::Redirect(from, _) => return Some(from.clone()),
            Job::Extra(extra) => return OutPath::new(extra.name()),
        };
        Some(url.file())
    }

    pub(crate) fn draw(&self, job: &Job) -> Drawn {
        let own = &self.shell.site.own;
        match job {
            Job::Home => self.home(),
            Job::Article(id) => self.article(*id),
            Job::Twin(id) => Ok(twin::text(self.shell.site.article(*id))),
            Job::Category(index) => self.category(*index),
            Job::Os(index) => self.system(*index),
            Job::Product(index) => self.product(*index),
            Job::All => self.all(),
            Job::Symptoms => self.index("symptoms", &own.symptoms, "symptom_index_title"),
            Job::Codes => self.index("codes", &own.codes, "code_index_title"),
            Job::Search => self.search(),
            Job::NotFound => self.not_found(),
            Job::Redirect(from, to) => self.redirect(from, *to),
            Job::Extra(extra) => Ok(extra.text(&self.shell)),
            Job::Coverage(body) => self.coverage(body),
            Job::Health(body) => self.health(body),
        }
    }

    fn lang(&self) -> &str {
        &self.shell.site.settings.lang
    }

    /// Addresses and words for a page of the site's own language.
    fn tools(&self, url: &UrlPath) -> (Hrefs, Words) {
        (self.shell.hrefs(url), self.shell.words(self.lang()))
    }

    fn frame<'b>(&'b self, kind: &'static str, url: UrlPath, title: String) -> Page<'b> {
        Page {
            kind,
            url,
            title,
            description: &self.shell.site.settings.description,
            lang: self.lang(),
            crumbs: Vec::new(),
            noindex: !extras::is_public(&self.shell),
        }
    }

    /// Draws a page's template with the frame's contexts and one of its own.
    fn html(
        &self,
        page: &Page<'_>,
        hrefs: &Hrefs,
        own: impl Fn(&mut Context, &mut PageContext),
    ) -> Drawn {
        let template = template(page.kind);
        let (mut context, mut frame) = self.shell.context(page, hrefs);
        own(&mut context, &mut frame);
        context.insert("page", &frame);
        self.shell.theme.templates.draw(template, &context)
    }

    fn home(&self) -> Drawn {
        let url = UrlPath::home();
        let (hrefs, words) = self.tools(&url);
        let site = self.shell.site;
        let intro_id = site
            .listed()
            .find(|(_, a)| a.is_index && a.url == url)
            .map(|(id, _)| id);
        let intro = self.intro(intro_id, &hrefs);
        let own = lists::home(&self.shell, &hrefs, &words, intro);
        let page = self.frame("home", url, site.settings.title.clone());
        self.html(&page, &hrefs, |context, _| {
            context.insert("home", &own);
        })
    }

    /// The text of an `index.md`, headings and all, as one piece.
    fn intro(&self, id: Option<ArticleId>, hrefs: &Hrefs) -> String {
        let Some(id) = id else {
            return String::new();
        };
        let article = self.shell.site.article(id);
        let parts = parts(&self.shell, article, self.assets, hrefs).parts;
        let whole = |p: crate::render::context::Part| {
            if p.heading.is_empty() {
                p.html
            } else {
                format!(
                    "<h2 id=\"{}\">{}</h2>\n{}",
                    xml(&p.id),
                    xml(&p.heading),
                    p.html
                )
            }
        };
        parts.into_iter().map(whole).collect()
    }

    fn index(&self, kind: &'static str, url: &UrlPath, title: &str) -> Drawn {
        let (hrefs, words) = self.tools(url);
        let own = if kind == "symptoms" {
            lists::symptoms(&self.shell, &hrefs)
        } else {
            lists::codes(&self.shell, &hrefs)
        };
        let mut page = self.frame(kind, url.clone(), word(&words, title));
        page.crumbs = vec![home_crumb(&hrefs, &words)];
        self.html(&page, &hrefs, |context, _| {
            context.insert("index", &own);
        })
    }

    fn search(&self) -> Drawn {
        let url = &self.shell.site.own.search;
        let (hrefs, words) = self.tools(url);
        let own = lists::listing(&self.shell, &hrefs, &words);
        let mut page = self.frame("search", url.clone(), word(&words, "search_title"));
        page.noindex = true;
        self.html(&page, &hrefs, |context, _| {
            context.insert("listing", &own);
        })
    }

    fn not_found(&self) -> Drawn {
        let words = self.shell.words(self.lang());
        let hrefs = Hrefs::anywhere(&self.shell.site.settings);
        let own = lists::not_found(&self.shell, &hrefs, &words);
        let mut page = self.frame(
            "not-found",
            UrlPath::home(),
            word(&words, "not_found_title"),
        );
        page.noindex = true;
        self.html(&page, &hrefs, |context, _| {
            context.insert("not_found", &own);
        })
    }

    fn redirect(&self, from: &OutPath, to: ArticleId) -> Drawn {
        let article = self.shell.site.article(to);
        let depth = from.as_str().matches('/').count();
        let url = UrlPath::of(std::iter::repeat_n("x", depth));
        let hrefs = self.shell.hrefs(&url);
        let mut page = self.frame("redirect", url, article.title.clone());
        page.noindex = true;
        let fill = |context: &mut Context, _: &mut PageContext| {
            context.insert("title", &article.title);
            context.insert("url", &hrefs.page(&article.url));
            context.insert("canonical", &hrefs.canonical(&article.url));
        };
        self.html(&page, &hrefs, fill)
    }

    fn article(&self, id: ArticleId) -> Drawn {
        let site = self.shell.site;
        let article = site.article(id);
        let hrefs = self.shell.hrefs(&article.url);
        let words = self.shell.words(&article.lang);
        let own = article_context(
            &self.shell,
            id,
            parts(&self.shell, article, self.assets, &hrefs),
            &hrefs,
        );
        let mut page = self.frame("article", article.url.clone(), article.title.clone());
        page.description = &article.summary;
        page.lang = &article.lang;
        page.crumbs = self.shell.crumbs(article.category, &hrefs, &words);
        page.noindex |= article.is_archived();
        let fill = |context: &mut Context, frame: &mut PageContext| {
            frame.alternates = alternates(&self.shell, article, &hrefs);
            frame.json_ld = structured(self.shell.site, id, frame);
            context.insert("article", &own);
        };
        self.html(&page, &hrefs, fill)
    }
}

/// The template of a kind of page.
fn template(kind: &str) -> &'static str {
    match kind {
        "home" => "home.html",
        "article" => "article.html",
        "symptoms" | "codes" => "index.html",
        "search" => "search.html",
        "coverage" => "coverage.html",
        "health" => "health.html",
        "not-found" => "not-found.html",
        "redirect" => "redirect.html",
        _ => "list.html",
    }
}
