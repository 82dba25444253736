//! The page of ticket coverage, for those who decide what is written next.
//!
//! Takes the body of the report. Gives the page drawn, in the site's own shell. Never asks whether the edition may have
//! it: that is for the caller.

use crate::render::context::CoverageContext;
use crate::render::pages::{Drawn, Pages};
use crate::render::shell::{coverage_page, home_crumb};
use crate::render::words::word;

impl Pages<'_> {
    pub(crate) fn coverage(&self, body: &str) -> Drawn {
        let url = coverage_page();
        let (hrefs, words) = self.tools(&url);
        let own = CoverageContext {
            body: body.to_owned(),
        };
        let mut page = self.frame("coverage", url, word(&words, "coverage_title"));
        page.noindex = true;
        page.crumbs = vec![home_crumb(&hrefs, &words)];
        self.one(&page, &hrefs, |context, _| {
            context.insert("coverage", &own);
        })
    }
}
