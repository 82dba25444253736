//! Which articles can answer a ticket, and for whom.
//!
//! Takes the site and the rung that end users see. Gives [`Live`]. Never lets an archived article or one that is still
//! being written answer anything.

use crate::coverage::result::{ArticleRef, View};
use crate::model::article::Article;
use crate::model::{ArticleId, Site};
use crate::parse::front_matter::Confidence;

/// Both views, in the order of their numbers.
pub(crate) const VIEWS: [View; 2] = [View::SelfService, View::Agents];

/// For each article of a site whether it counts.
#[derive(Clone, Debug)]
pub(crate) struct Live {
    /// By number: whether end users see it, or `None` where it answers nobody.
    seen: Vec<Option<bool>>,
}

impl Live {
    /// Of a site; articles on `published` or a wider rung are seen by end users.
    pub(crate) fn of(site: &Site, published: usize) -> Self {
        let hides_unvalidated = !site.settings.show_not_validated;
        let seen = |article: &Article| match article.confidence {
            Some(Confidence::Archived | Confidence::Wip) => None,
            Some(Confidence::NotValidated) if hides_unvalidated => Some(false),
            _ => Some(article.rung >= published),
        };
        Self {
            seen: site.articles.iter().map(seen).collect(),
        }
    }

    /// Whether an article may answer in a view.
    pub(crate) fn answers(&self, id: ArticleId, view: View) -> bool {
        match self.seen.get(id.0 as usize).copied().flatten() {
            Some(is_seen) => is_seen || view == View::Agents,
            None => false,
        }
    }

    /// Whether the views differ at all.
    pub(crate) fn has_inner(&self) -> bool {
        self.seen.contains(&Some(false))
    }
}

/// How an article is named in the report.
pub(crate) fn article_ref(site: &Site, id: ArticleId) -> ArticleRef {
    let article = site.article(id);
    ArticleRef {
        key: article.key.clone(),
        title: article.title.clone(),
        path: article.path.to_string(),
        url: article.url.as_str().to_owned(),
    }
}
