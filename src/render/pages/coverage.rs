//! The page of ticket coverage, for those who decide what is written next.
//!
//! Takes the body of the report. Gives the page drawn, in the site's own shell. Never asks whether the edition may have
//! it: that is for the caller.

use crate::render::context::CoverageContext;
use crate::render::pages::{Drawn, Pages};
use crate::render::shell::home_crumb;
use crate::render::words::word;

impl Pages<'_> {
    pub(crate) fn coverage(&self, body: &str) -> Drawn {
        let url = self.shell.site.own.coverage.clone();
        let (hrefs, words) = self.tools(&url);
        let own = CoverageContext {
            body: body.to_owned(),
        };
        let mut page = self.frame("coverage", url, word(&words, "coverage_title"));
        page.noindex = true;
        page.crumbs = vec![home_crumb(&hrefs, &words)];
        self.html(&page, &hrefs, |context, _| {
            context.insert("coverage", &own);
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Settings;
    use crate::model::Site;
    use crate::model::articles::Articles;
    use crate::model::edition::{Edition, LeftOut};
    use crate::model::places::OwnPages;
    use crate::output::Content;
    use crate::render::shell::has_coverage;
    use crate::render::{Press, Report, report_page, theme};
    use crate::source::Sources;
    use std::collections::BTreeMap;
    use std::sync::Arc;

    fn site(settings: Settings, rung: usize, client: Option<&str>) -> Site {
        Site {
            edition: Edition {
                audience: settings.audiences[rung].clone(),
                rung,
                client: client.map(str::to_owned),
            },
            settings: Arc::new(settings),
            articles: Articles::default(),
            categories: Vec::new(),
            os: Vec::new(),
            products: Vec::new(),
            own: OwnPages::default(),
            redirects: BTreeMap::new(),
            left_out: LeftOut::default(),
        }
    }

    /// The settings of a desk with exports and audiences.
    fn desk() -> Settings {
        let mut settings = Settings {
            names_audiences: true,
            ..Settings::default()
        };
        settings.tickets.files = vec!["tickets/*.csv".to_owned()];
        settings
    }

    #[test]
    fn tickets_are_for_the_narrowest_of_several_audiences() {
        assert!(has_coverage(&site(desk(), 0, None)));
        assert!(!has_coverage(&site(desk(), 1, None)), "a wider one");
        assert!(!has_coverage(&site(desk(), 0, Some("acme"))), "a client");
        assert!(
            !has_coverage(&site(Settings::default(), 0, None)),
            "no exports"
        );
        let unnamed = Settings {
            names_audiences: false,
            ..desk()
        };
        assert!(
            !has_coverage(&site(unnamed, 0, None)),
            "a base for everybody"
        );
        let alone = Settings {
            audiences: vec!["internal".to_owned()],
            ..desk()
        };
        assert!(!has_coverage(&site(alone, 0, None)), "one audience");
    }

    #[test]
    fn the_page_has_the_report_its_style_and_the_way_to_it() {
        let site = site(desk(), 0, None);
        let (theme, found) = theme::load(&Sources::default(), &BTreeMap::new(), &site.settings);
        assert!(found.is_empty(), "{found:?}");
        let body = "<div class=\"coverage\"><h1>Ticket coverage</h1></div>";
        let press = Arc::new(Press {
            site: Arc::new(site),
            theme: Arc::new(theme),
            assets: Arc::default(),
            search_folder: "search/",
            frames: Arc::default(),
            kept: Arc::default(),
        });
        let (path, page) = report_page(&press, Report::Coverage, body).unwrap();
        let Ok(Content::Bytes(html)) = page.content() else {
            panic!("no page")
        };
        let html = String::from_utf8_lossy(&html);
        assert_eq!(path.as_str(), "coverage/index.html");
        assert!(html.contains(body), "{html}");
        assert!(html.contains("href=\"../static/coverage."), "{html}");
        assert!(
            html.contains("<a href=\"../coverage/index.html\">Ticket coverage</a>"),
            "{html}"
        );
        assert!(html.contains("content=\"noindex\""), "{html}");
    }
}
