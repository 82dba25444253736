//! What coverage is measured with.
//!
//! Takes nothing. Gives [`Desk`], the base as the measurement sees it, and [`Request`]. Never holds a ticket.

use crate::config::tickets::{DateOrder, TicketSettings};
use crate::diag::Failure;
use crate::model::Site;
use crate::search::SearchIndex;
use crate::source::Sources;
use crate::text::redact::Redactor;

/// The base.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The site of the narrowest edition, so that articles for agents are seen too.
    pub site: &'a Site,
    /// Its files, for the lines of patterns.
    pub sources: &'a Sources,
    /// Its search.
    pub index: &'a SearchIndex<'a>,
    /// Articles on this or a wider rung of the ladder are seen by end users.
    pub published_rung: usize,
    /// Takes out what may not be shown; `None` shows everything.
    pub redactor: Option<&'a Redactor>,
}

/// What is asked.
#[derive(Clone, Copy, Default)]
pub struct Request<'a> {
    /// Days back from the newest ticket; `None` is as the settings say.
    pub window: Option<u32>,
    /// The order of dates; `None` is as the settings say.
    pub date_order: Option<DateOrder>,
    /// Whether every ticket is to be explained.
    pub explain: bool,
    /// Called once a ticket, from any thread, while they are read.
    pub seen: Option<&'a (dyn Fn() + Sync)>,
}

impl Request<'_> {
    /// The settings, with what the request says otherwise.
    pub(crate) fn settings(&self, site: &Site) -> TicketSettings {
        let mut settings = site.settings.tickets.clone();
        settings.window = self.window.unwrap_or(settings.window);
        settings.date_order = self.date_order.or(settings.date_order);
        settings
    }
}

/// What takes out what may not be shown, with the desk's own rules.
///
/// # Errors
/// [`Failure::Usage`] for a rule that is no regular expression.
pub fn redactor(settings: &TicketSettings) -> Result<Redactor, Failure> {
    Redactor::new(&settings.redact).map_err(|what| Failure::Usage {
        what,
        help: "correct `tickets.redact` in deskbook.yaml".to_owned(),
    })
}

/// The rung that end users see: that of the audience a plain `build` is for. A base that never speaks of audiences has
/// one for everybody.
#[must_use]
pub fn published_rung(site: &Site) -> usize {
    let settings = &site.settings;
    let usual = settings
        .audience
        .as_deref()
        .and_then(|name| settings.rung(name));
    let speaks =
        || settings.names_audiences || site.articles.iter().any(|a| a.front.audience.is_some());
    match usual {
        Some(rung) => rung,
        None if settings.from_file && speaks() => settings.audiences.len() - 1,
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::published_rung;
    use crate::coverage::tests::base::{article, bare, site, written};
    use std::sync::Arc;

    #[test]
    fn end_users_see_what_a_plain_build_publishes() {
        assert_eq!(published_rung(&bare(|_| ())), 0);
        let named = bare(|s| {
            s.from_file = true;
            s.names_audiences = true;
        });
        assert_eq!(published_rung(&named), 3);
        let usual = bare(|s| s.audience = Some("customers".to_owned()));
        assert_eq!(published_rung(&usual), 2);
        let mut one = article("KB1", "One", "words");
        Arc::make_mut(&mut one.front).audience = written(&["public"]).pop();
        let mut base = site(vec![one]);
        Arc::make_mut(&mut base.settings).from_file = true;
        assert_eq!(published_rung(&base), 3);
    }
}
