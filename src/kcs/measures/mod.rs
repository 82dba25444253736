//! How the base is doing: states, reviews, flags, reuse and contribution.
//!
//! Takes the site with the trails of its articles, what the checks found, and tickets where some were given. Gives
//! [`result::Health`], from which every form of the report is written. Never sets a goal, never ranks people, and never
//! says of the past what a shallow clone does not know.

mod days;
mod digest;
mod figures;
mod findings;
mod input;
mod leading;
mod people;
mod person;
mod publishing;
pub mod result;
mod reviews;
pub mod sample;
mod states;
mod tickets;
mod upkeep;

pub use input::{Input, PERIOD};

use crate::kcs::measures::people::People;
use crate::kcs::measures::result::Health;

/// Measures a base.
#[must_use]
pub fn measure(input: &Input<'_>) -> Health {
    let reviews = reviews::reviews(input);
    let leading = leading::leading(input);
    let People {
        people,
        participation,
    } = people::people(input);
    let mut health = Health {
        as_of: input.as_of,
        since: input.since(),
        asked: input.since.is_some(),
        past: input.past,
        states: states::today(input),
        months: states::months(input),
        published: publishing::published(input),
        ages: publishing::ages(input),
        digest: digest::digest(input, &reviews.all),
        reviews: reviews.soon,
        teams: reviews.teams,
        undated: reviews.undated,
        unfinished: upkeep::unfinished(input),
        wip_days: input.site.settings.standard.wip_days,
        flags: upkeep::flags(input),
        ready: leading.ready,
        lonely: leading.lonely,
        generic: leading.generic,
        tickets: input.reuse.map(tickets::tickets),
        people,
        participation,
        findings: findings::by_code(input),
        measures: Vec::new(),
    };
    health.measures = figures::all(&health);
    health
}

#[cfg(test)]
mod tests;
