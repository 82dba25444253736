//! What machines read of a site: sitemap, feed, robots, OpenSearch, `llms.txt`.
//!
//! Takes the shell. Gives each file's text. Never names an archived article, and never a relative address where a
//! standard wants an absolute one: without `base_url` those files are not made.

use crate::model::Site;
use crate::model::article::Article;
use crate::paths::UrlPath;
use crate::render::escape::xml;
use crate::render::hrefs::Hrefs;
use crate::render::shell::{Shell, clip};
use crate::render::words::word;
use std::fmt::Write as _;

/// How many articles the feed holds.
const FEED: usize = 30;
/// How many characters of its description an OpenSearch file may hold.
const SHORT_NAME: usize = 16;

/// A file that machines read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// What crawlers may do.
    Robots,
    /// The site for language models.
    Llms,
    /// Every page.
    Sitemap,
    /// The newest articles.
    Feed,
    /// The search, for a browser's address bar.
    OpenSearch,
}

impl Extra {
    /// All that a site has.
    #[must_use]
    pub fn of(site: &Site) -> &'static [Self] {
        const ALL: [Extra; 5] = [
            Extra::Robots,
            Extra::Llms,
            Extra::Sitemap,
            Extra::Feed,
            Extra::OpenSearch,
        ];
        if site.settings.base_url.is_some() {
            &ALL
        } else {
            &ALL[..2]
        }
    }

    /// Its name in the root of the site.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Robots => "robots.txt",
            Self::Llms => "llms.txt",
            Self::Sitemap => "sitemap.xml",
            Self::Feed => "feed.xml",
            Self::OpenSearch => "opensearch.xml",
        }
    }

    /// What it says.
    #[must_use]
    pub fn text(self, shell: &Shell<'_>) -> String {
        let hrefs = Hrefs::new(&UrlPath::home(), &shell.site.settings);
        match self {
            Self::Robots => robots(shell, &hrefs),
            Self::Llms => llms(shell, &hrefs),
            Self::Sitemap => sitemap(shell, &hrefs),
            Self::Feed => feed(shell, &hrefs),
            Self::OpenSearch => opensearch(shell, &hrefs),
        }
    }
}

/// A site for everybody may be crawled; any narrower one asks to be left alone.
fn robots(shell: &Shell<'_>, hrefs: &Hrefs) -> String {
    if !is_public(shell) {
        return "User-agent: *\nDisallow: /\n".to_owned();
    }
    let sitemap = hrefs.absolute("sitemap.xml");
    if sitemap.is_empty() {
        "User-agent: *\nAllow: /\n".to_owned()
    } else {
        format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n")
    }
}

/// Whether the site is for the widest audience and no single client.
#[must_use]
pub fn is_public(shell: &Shell<'_>) -> bool {
    let site = shell.site;
    let widest = site.settings.audiences.len().saturating_sub(1);
    let unspoken = !site.settings.names_audiences && site.edition.rung == 0;
    (site.edition.rung == widest || unspoken) && site.edition.client.is_none()
}

fn sitemap(shell: &Shell<'_>, hrefs: &Hrefs) -> String {
    let site = shell.site;
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let mut add = |url: &UrlPath, day: String| {
        let day = if day.is_empty() {
            day
        } else {
            format!("<lastmod>{day}</lastmod>")
        };
        let _ = writeln!(
            out,
            "<url><loc>{}</loc>{day}</url>",
            xml(&hrefs.canonical(url))
        );
    };
    add(&UrlPath::home(), String::new());
    for url in site
        .categories
        .iter()
        .filter(|c| c.total > 0)
        .map(|c| &c.url)
    {
        add(url, String::new());
    }
    for url in site
        .os
        .iter()
        .map(|o| &o.url)
        .chain(site.products.iter().map(|p| &p.url))
    {
        add(url, String::new());
    }
    add(&site.own.articles, String::new());
    for (_, article) in site.listed().filter(|(_, a)| !a.is_index) {
        add(&article.url, day(article));
    }
    out.push_str("</urlset>\n");
    out
}

fn day(article: &Article) -> String {
    article
        .dates
        .updated
        .map(|d| d.to_string())
        .unwrap_or_default()
}

/// Newest changes first; an article without a date has no place in a feed, which needs one.
fn feed(shell: &Shell<'_>, hrefs: &Hrefs) -> String {
    let site = shell.site;
    let settings = &site.settings;
    let mut dated: Vec<(&Article, jiff::civil::Date)> = site
        .listed()
        .filter_map(|(_, a)| Some((a, a.dates.updated?)))
        .collect();
    dated.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.url.cmp(&b.0.url)));
    dated.truncate(FEED);
    let newest = dated
        .first()
        .map_or_else(|| "1970-01-01".to_owned(), |(_, d)| d.to_string());
    let home = xml(&hrefs.canonical(&UrlPath::home()));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<id>{home}</id>\n<link href=\"{home}\"/>\n<link rel=\"self\" href=\"{}\"/>\n\
         <updated>{newest}T00:00:00Z</updated>\n<author><name>{}</name></author>\n",
        xml(&settings.lang),
        xml(&settings.title),
        xml(&hrefs.absolute("feed.xml")),
        xml(&settings.title),
    );
    for (article, day) in dated {
        let url = xml(&hrefs.canonical(&article.url));
        let created = article.dates.created.unwrap_or(day);
        let _ = writeln!(
            out,
            "<entry><title>{}</title><id>{url}</id><link href=\"{url}\"/><published>{created}T00:00:00Z</published>\
             <updated>{day}T00:00:00Z</updated><summary>{}</summary></entry>",
            xml(&article.title),
            xml(&clip(&article.summary, 300)),
        );
    }
    out.push_str("</feed>\n");
    out
}

fn opensearch(shell: &Shell<'_>, hrefs: &Hrefs) -> String {
    let settings = &shell.site.settings;
    let search = xml(&hrefs.canonical(&shell.site.own.search));
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{}</ShortName>\n<Description>{}</Description>\n<InputEncoding>UTF-8</InputEncoding>\n\
         <Url type=\"text/html\" template=\"{search}?q={{searchTerms}}\"/>\n</OpenSearchDescription>\n",
        xml(&clip(&settings.title, SHORT_NAME)),
        xml(&clip(&settings.description, 300)),
    )
}

/// A list of all twins, as <https://llmstxt.org> describes it.
fn llms(shell: &Shell<'_>, hrefs: &Hrefs) -> String {
    let site = shell.site;
    let settings = &site.settings;
    let mut out = format!("# {}\n", settings.title);
    if !settings.description.is_empty() {
        let _ = write!(out, "\n> {}\n", settings.description);
    }
    let mut groups: Vec<(String, Vec<&Article>)> = site
        .categories
        .iter()
        .map(|c| (c.name.clone(), Vec::new()))
        .collect();
    groups.push((word(&shell.words(&settings.lang), "articles"), Vec::new()));
    let last = groups.len() - 1;
    for (_, article) in site.listed().filter(|(_, a)| !a.is_index) {
        groups[article.category.unwrap_or(last)].1.push(article);
    }
    for (name, articles) in groups.iter().filter(|(_, a)| !a.is_empty()) {
        let _ = write!(out, "\n## {name}\n\n");
        for article in articles {
            let twin = article.twin();
            let absolute = hrefs.absolute(&twin);
            let url = if absolute.is_empty() {
                hrefs.file(&twin)
            } else {
                absolute
            };
            let summary = clip(&article.summary.replace('\n', " "), 200);
            let title = article.title.replace(['[', ']'], "");
            let colon = if summary.is_empty() { "" } else { ": " };
            let _ = writeln!(out, "- [{title}]({url}){colon}{summary}");
        }
    }
    out
}
