//! What waits for somebody: articles in progress, and flags.
//!
//! Takes states, trails and flags. Gives lists, the longest wait first. Never invents a beginning that nobody wrote or
//! committed.

use crate::audit::Key;
use crate::coverage::article_ref;
use crate::kcs::measures::days::between;
use crate::kcs::measures::input::Input;
use crate::kcs::measures::person::plain_name;
use crate::kcs::measures::result::{Flagged, Unfinished};
use crate::kcs::measures::reviews::owner;
use crate::parse::front_matter::Confidence;
use std::cmp::Reverse;

/// Articles in progress.
pub(crate) fn unfinished(input: &Input<'_>) -> Vec<Unfinished> {
    let wip = input
        .live()
        .filter(|(_, a)| a.confidence == Some(Confidence::Wip));
    let one = |(id, article): (_, &crate::model::article::Article)| {
        let event = article.trail.since(Key::Confidence);
        let since = event.filter(|_| input.knows_all()).map(|e| e.day);
        Unfinished {
            article: article_ref(input.site, id),
            owner: owner(article),
            since,
            days: since.map(|day| between(day, input.as_of).max(0)),
        }
    };
    let mut all: Vec<Unfinished> = wip.map(one).collect();
    all.sort_by_key(|u| Reverse(u.days));
    all
}

/// Open flags.
pub(crate) fn flags(input: &Input<'_>) -> Vec<Flagged> {
    let of = |(id, article)| {
        let article: &crate::model::article::Article = article;
        article.front.flags.iter().map(move |flag| Flagged {
            article: article_ref(input.site, id),
            day: flag.date,
            days: flag.date.map(|day| between(day, input.as_of).max(0)),
            by: flag.by.as_deref().map(plain_name),
            text: flag.text.value.clone(),
        })
    };
    let mut all: Vec<Flagged> = input.site.iter().flat_map(of).collect();
    all.sort_by_key(|f| Reverse(f.days));
    all
}
