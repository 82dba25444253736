//! The page of the base's health, for those who keep it.
//!
//! Takes the body of the report. Gives the page drawn, in the site's own shell. Never asks whether the edition may have
//! it: that is for the caller.

use crate::render::context::HealthContext;
use crate::render::pages::{Drawn, Pages};
use crate::render::shell::home_crumb;
use crate::render::words::word;

impl Pages<'_> {
    pub(crate) fn health(&self, body: &str) -> Drawn {
        let url = self.shell.site.own.health.clone();
        let (hrefs, words) = self.tools(&url);
        let own = HealthContext {
            body: body.to_owned(),
        };
        let mut page = self.frame("health", url, word(&words, "health_title"));
        page.noindex = true;
        page.crumbs = vec![home_crumb(&hrefs, &words)];
        self.html(&page, &hrefs, |context, _| {
            context.insert("health", &own);
        })
    }
}
