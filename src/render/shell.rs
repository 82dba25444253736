//! What every page has around its own text: `site` and `page` of the theme contract.
//!
//! Takes the site, the theme and the page's address. Gives the two contexts. Never holds more than addresses, words and
//! counts.

use crate::model::article::Article;
use crate::model::{ArticleId, Site, places};
use crate::parse::front_matter::{Confidence, Kind};
use crate::paths::UrlPath;
use crate::render::addresses::brand_file;
use crate::render::contact::contact;
use crate::render::context::{Badge, Card, CountedLink, Link, PageContext, SiteContext};
use crate::render::frames::{Frame, Frames};
use crate::render::hrefs::Hrefs;
use crate::render::theme::Theme;
use crate::render::words::{Words, direction, word};
use crate::source::store::pack::Pack;
use tera::{Context, Value};

/// Everything a page is made from.
#[derive(Clone, Copy)]
pub struct Shell<'a> {
    /// The site.
    pub site: &'a Site,
    /// The theme.
    pub theme: &'a Theme,
    /// Folder of the search index from the site's root, with a closing `/`.
    pub search_folder: &'a str,
    /// What there is to list: counted once, because every page says so.
    pub holdings: Holdings,
    /// What pages have in common.
    pub frames: &'a Frames,
    /// Articles as earlier runs drew them.
    pub kept: &'a Pack,
}

/// What a site has to list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a page that a site has or has not"
)]
pub struct Holdings {
    /// How many listed articles.
    pub articles: usize,
    /// Whether one of them has symptoms.
    pub symptoms: bool,
    /// Whether one of them has error codes.
    pub codes: bool,
    /// Whether it has the page of ticket coverage.
    pub coverage: bool,
    /// Whether it has the page of the base's health.
    pub health: bool,
}

impl Holdings {
    /// Looks through the site.
    #[must_use]
    pub fn of(site: &Site) -> Self {
        Self {
            articles: site.listed().count(),
            symptoms: site.listed().any(|(_, a)| !a.symptoms.is_empty()),
            codes: site.listed().any(|(_, a)| !a.codes.is_empty()),
            coverage: has_coverage(site),
            health: has_health(site),
        }
    }
}

/// Whether the site has the page of ticket coverage.
#[must_use]
pub fn has_coverage(site: &Site) -> bool {
    places::has_coverage(&site.settings, &site.edition)
}

/// Whether the site has the page of the base's health.
#[must_use]
pub fn has_health(site: &Site) -> bool {
    places::has_health(&site.settings, &site.edition, site.articles.iter())
}

/// Whether the site is for the narrowest of several audiences that somebody named.
#[must_use]
pub fn is_internal(site: &Site) -> bool {
    places::is_internal(&site.settings, &site.edition)
}

/// One page before it becomes text.
#[derive(Debug)]
pub struct Page<'a> {
    /// Its kind, as in [`PageContext::kind`].
    pub kind: &'static str,
    /// Its address.
    pub url: UrlPath,
    /// Its title.
    pub title: String,
    /// For search engines.
    pub description: &'a str,
    /// Its language.
    pub lang: &'a str,
    /// The way down from home.
    pub crumbs: Vec<Link>,
    /// Whether search engines should leave it alone.
    pub noindex: bool,
}

impl Shell<'_> {
    /// Addresses as the page at `url` writes them.
    #[must_use]
    pub fn hrefs(&self, url: &UrlPath) -> Hrefs {
        Hrefs::new(url, &self.site.settings)
    }

    /// The words for a language.
    #[must_use]
    pub fn words(&self, lang: &str) -> Words {
        self.theme.strings.of(lang)
    }

    /// The three contexts that every template gets: `site`, `page`, `t`.
    #[must_use]
    pub fn context(&self, page: &Page<'_>, hrefs: &Hrefs) -> (Context, PageContext) {
        let frame = self.frames.get((hrefs.root(), page.lang), || {
            let words = self.words(page.lang);
            Frame {
                site: Value::from_serializable(&self.site_context(hrefs, &words)),
                words: Value::from_serializable(&*words),
            }
        });
        let mut context = Context::new();
        context.insert_value("site", frame.site);
        context.insert_value("t", frame.words);
        (context, self.page_context(page, hrefs))
    }

    fn page_context(&self, page: &Page<'_>, hrefs: &Hrefs) -> PageContext {
        let settings = &self.site.settings;
        let file = |name: &&str| self.theme.out(name).map(|out| hrefs.file(out));
        let list = |names: &[&str]| names.iter().filter_map(file).collect::<Vec<_>>();
        let found = page.kind == "not-found";
        PageContext {
            kind: page.kind,
            title: page.title.clone(),
            description: clip(page.description, 200),
            lang: page.lang.to_owned(),
            dir: direction(page.lang),
            root: hrefs.root().to_owned(),
            canonical: if found {
                String::new()
            } else {
                hrefs.canonical(&page.url)
            },
            path: page.url.as_str().to_owned(),
            noindex: page.noindex,
            crumbs: page.crumbs.clone(),
            json_ld: String::new(),
            styles: match page.kind {
                "coverage" | "health" => list(&["style.css", "coverage.css", "accent.css"]),
                _ => list(&["style.css", "accent.css"]),
            },
            scripts: list(&["search/engine.js", "search/ui.js", "site.js"]),
            head_scripts: list(&["scheme.js"]),
            search_folder: self.search_folder.to_owned(),
            explain_script: file(&"search/explain.js").unwrap_or_default(),
            shortcuts: settings.shortcuts,
            recent_searches: settings.recent_searches,
            offline: settings.offline,
            alternates: Vec::new(),
        }
    }

    fn site_context(&self, hrefs: &Hrefs, words: &Words) -> SiteContext {
        let site = self.site;
        let settings = &site.settings;
        let nav = |link: &crate::config::NavLink| Link {
            text: link.text.clone(),
            url: hrefs.setting(&link.url),
        };
        let page_if = |there: bool, url: &UrlPath| {
            if there {
                hrefs.page(url)
            } else {
                String::new()
            }
        };
        let icon = self.theme.out("icon.svg").map(|out| hrefs.file(out));
        SiteContext {
            title: settings.title.clone(),
            tagline: settings.tagline.clone(),
            description: settings.description.clone(),
            lang: settings.lang.clone(),
            base_url: settings.base_url.clone().unwrap_or_default(),
            home: hrefs.page(&UrlPath::home()),
            search: hrefs.page(&site.own.search),
            symptoms: page_if(self.holdings.symptoms, &site.own.symptoms),
            codes: page_if(self.holdings.codes, &site.own.codes),
            coverage: page_if(self.holdings.coverage, &site.own.coverage),
            health: page_if(self.holdings.health, &site.own.health),
            feed: settings
                .base_url
                .as_ref()
                .map_or_else(String::new, |_| hrefs.file("feed.xml")),
            logo: settings
                .theme
                .logo
                .as_ref()
                .map_or_else(String::new, |p| hrefs.file(&brand_file(p))),
            favicon: match &settings.theme.favicon {
                Some(path) => hrefs.file(&brand_file(path)),
                None => icon.unwrap_or_default(),
            },
            add: settings
                .add_url
                .clone()
                .filter(|_| is_internal(site))
                .unwrap_or_default(),
            contact: contact(&settings.contact, None, words),
            links: settings.theme.links.iter().map(nav).collect(),
            footer: settings.theme.footer.iter().map(nav).collect(),
            categories: self.categories(hrefs, None),
            os: self.systems(hrefs, None),
            articles: self.holdings.articles,
            audience: site.edition.audience.clone(),
            internal: is_internal(site),
            client: site.edition.client.clone().unwrap_or_default(),
            generator: concat!("Deskbook ", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }

    /// Categories below `parent` (`None`: the top), with their children.
    #[must_use]
    pub fn categories(&self, hrefs: &Hrefs, parent: Option<usize>) -> Vec<CountedLink> {
        let all = self.site.categories.iter().enumerate();
        all.filter(|(_, c)| c.parent == parent && c.total > 0)
            .map(|(index, c)| CountedLink {
                text: c.name.clone(),
                url: hrefs.page(&c.url),
                slug: c.slug.clone(),
                summary: c.summary.clone(),
                count: c.total,
                children: self.categories(hrefs, Some(index)),
            })
            .collect()
    }

    /// Systems below `parent` (`None`: the top), with their versions.
    #[must_use]
    pub fn systems(&self, hrefs: &Hrefs, parent: Option<usize>) -> Vec<CountedLink> {
        let all = self.site.os.iter().enumerate();
        all.filter(|(_, o)| o.parent == parent)
            .map(|(index, o)| CountedLink {
                text: o.name.clone(),
                url: hrefs.page(&o.url),
                slug: o.slug.clone(),
                summary: String::new(),
                count: o.articles.len(),
                children: self.systems(hrefs, Some(index)),
            })
            .collect()
    }

    /// An article as a list shows it.
    #[must_use]
    pub fn card(&self, id: ArticleId, hrefs: &Hrefs, words: &Words) -> Card {
        let article = self.site.article(id);
        Card {
            key: shown_key(article),
            title: article.title.clone(),
            url: hrefs.page(&article.url),
            summary: clip(&article.summary, 160),
            kind: article.kind.map_or("", Kind::word).to_owned(),
            os: self.os_names(article),
            badges: badges(article, words),
            updated: article
                .dates
                .updated
                .map(|d| d.to_string())
                .unwrap_or_default(),
        }
    }

    /// Names of the systems an article was written for.
    #[must_use]
    pub fn os_names(&self, article: &Article) -> Vec<String> {
        let settings = &self.site.settings;
        let name = |slug: &String| settings.system(slug).map(|i| settings.os[i].name.clone());
        article.os.iter().filter_map(name).collect()
    }

    /// Home, then the category and those above it.
    #[must_use]
    pub fn crumbs(&self, category: Option<usize>, hrefs: &Hrefs, words: &Words) -> Vec<Link> {
        let up = std::iter::successors(category, |c| self.site.categories[*c].parent);
        let mut crumbs: Vec<Link> = up
            .map(|index| &self.site.categories[index])
            .filter(|c| c.has_page())
            .map(|c| Link {
                text: c.name.clone(),
                url: hrefs.page(&c.url),
            })
            .collect();
        crumbs.push(home_crumb(hrefs, words));
        crumbs.reverse();
        crumbs
    }
}

/// The first crumb of every page.
#[must_use]
pub fn home_crumb(hrefs: &Hrefs, words: &Words) -> Link {
    Link {
        text: word(words, "home"),
        url: hrefs.page(&UrlPath::home()),
    }
}

/// The id, where somebody wrote one.
#[must_use]
pub fn shown_key(article: &Article) -> String {
    if article.has_key {
        article.key.clone()
    } else {
        String::new()
    }
}

/// Badges for states that somebody wrote.
#[must_use]
pub fn badges(article: &Article, words: &Words) -> Vec<Badge> {
    let state = article.confidence.map(|c| match c {
        Confidence::Wip => ("warn", "badge_wip"),
        Confidence::NotValidated => ("info", "badge_not_validated"),
        Confidence::Validated => ("good", "badge_validated"),
        Confidence::Archived => ("mute", "badge_archived"),
    });
    let workaround = article
        .front
        .workaround
        .then_some(("warn", "badge_workaround"));
    let badge = |(tone, key)| Badge {
        tone,
        text: word(words, key),
    };
    state.into_iter().chain(workaround).map(badge).collect()
}

/// At most `limit` characters, cut between words.
#[must_use]
pub fn clip(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else {
        return text.to_owned();
    };
    let cut = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!(
        "{}…",
        text[..cut].trim_end_matches([',', ';', ':', ' ', '.'])
    )
}

#[cfg(test)]
mod tests {
    use super::clip;

    #[test]
    fn texts_are_cut_between_words() {
        assert_eq!(clip("short", 10), "short");
        assert_eq!(clip("the vpn does, not connect", 14), "the vpn does…");
    }
}
