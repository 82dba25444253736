//! Which reviews are overdue or due soon, article by article and team by team.
//!
//! Takes `review_by` and `owner` of all articles that are not archived. Gives the lists. Never calls a review overdue on its
//! own day.

use crate::coverage::article_ref;
use crate::kcs::measures::days::between;
use crate::kcs::measures::input::Input;
use crate::kcs::measures::result::{Due, Team};
use crate::model::article::Article;
use std::collections::BTreeMap;

/// Days ahead that the report looks.
const NEAR: i32 = 30;
const FAR: i32 = 90;

/// All there is to say of reviews.
pub(crate) struct Reviews {
    /// Every review, the oldest first.
    pub(crate) all: Vec<Due>,
    /// Those that are overdue or due within 90 days.
    pub(crate) soon: Vec<Due>,
    /// By team.
    pub(crate) teams: Vec<Team>,
    /// Articles without a date.
    pub(crate) undated: Vec<String>,
}

/// Looks at every article.
pub(crate) fn reviews(input: &Input<'_>) -> Reviews {
    let mut teams: BTreeMap<String, Team> = BTreeMap::new();
    let (mut all, mut undated) = (Vec::new(), Vec::new());
    // The page of a folder is no article that anybody reviews.
    for (id, article) in input.live().filter(|(_, a)| !a.is_index) {
        let owner = owner(article);
        let name = owner.clone().unwrap_or_default();
        let left = article.front.review_by.as_ref();
        let left = left.map(|day| between(input.as_of, day.value));
        count(teams.entry(name.to_lowercase()).or_default(), &name, left);
        match (&article.front.review_by, left) {
            (Some(day), Some(left)) => all.push(Due {
                article: article_ref(input.site, id),
                owner,
                day: day.value,
                left,
            }),
            _ => undated.push(article.key.clone()),
        }
    }
    all.sort_by(|a, b| (a.day, &a.article.key).cmp(&(b.day, &b.article.key)));
    let soon = all.iter().filter(|due| due.left <= FAR);
    Reviews {
        soon: soon.cloned().collect(),
        all,
        teams: teams.into_values().collect(),
        undated,
    }
}

/// The team that keeps an article.
pub(crate) fn owner(article: &Article) -> Option<String> {
    let owner = article.front.owner.as_ref().map(|o| o.value.trim());
    owner.filter(|o| !o.is_empty()).map(str::to_owned)
}

fn count(team: &mut Team, owner: &str, left: Option<i32>) {
    if team.articles == 0 {
        owner.clone_into(&mut team.owner);
    }
    team.articles += 1;
    match left {
        None => team.undated += 1,
        Some(..0) => team.overdue += 1,
        Some(..=NEAR) => team.in_30 += 1,
        Some(..=FAR) => team.in_90 += 1,
        Some(_) => {}
    }
}
