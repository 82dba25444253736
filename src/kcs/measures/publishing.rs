//! How long articles take until readers see them, and how long ago somebody worked on them.
//!
//! Takes the trails. Gives days, article by article. Never measures an article whose first commit is not known.

use crate::coverage::article_ref;
use crate::kcs::measures::days::between;
use crate::kcs::measures::input::Input;
use crate::kcs::measures::result::{Past, Published};

/// Time to publish of every article that was published, in the order of the site.
pub(crate) fn published(input: &Input<'_>) -> Vec<Published> {
    let all = input.site.iter().filter(|_| input.knows_all());
    let one = |(id, article): (_, &crate::model::article::Article)| {
        let created = article.trail.created()?.day;
        let published = article.trail.published()?.day;
        Some(Published {
            article: article_ref(input.site, id),
            created,
            published,
            // Commits of a branch may be older than what they follow.
            days: between(created, published).max(0),
        })
    };
    all.filter_map(one).collect()
}

/// Days since the newest commit of every article that is not archived.
pub(crate) fn ages(input: &Input<'_>) -> Vec<(String, i32)> {
    let all = input.live().filter(|_| input.past != Past::Missing);
    let one = |(_, article): (_, &crate::model::article::Article)| {
        let newest = article.trail.events.iter().map(|e| e.day).max()?;
        Some((article.key.clone(), between(newest, input.as_of).max(0)))
    };
    all.filter_map(one).collect()
}
