//! What an article changed, in words.
//!
//! Takes an [`Effect`]. Gives sentences with the figures before and after, and the interval of the change. Never claims a
//! change that the interval does not hold.

use crate::brief::figures::{decimal, grouped, hours, percent};
use crate::coverage::result::{Change, Effect};

/// Words for less and for more.
type Ways = (&'static str, &'static str);

/// All that can be said of an article, a sentence each.
#[must_use]
pub fn sentences(effect: &Effect) -> Vec<String> {
    let said = [
        effect.weekly.map(|change| weekly(&change)),
        effect.hours.map(|change| to_solution(&change)),
        effect.first_contact.map(|change| first_contact(&change)),
    ];
    said.into_iter().flatten().collect()
}

/// `97 tickets in 56 days before, 34 in 56 days after`.
#[must_use]
pub fn counts(effect: &Effect) -> String {
    let (before, after) = effect.counts;
    let days = effect.days;
    format!(
        "{} tickets in {days} days before, {} in {days} days after",
        grouped(u64::from(before)),
        grouped(u64::from(after))
    )
}

/// `from 12.1 to 4.3 tickets a week; between 50 % and 74 % fewer, with 95 % confidence`.
#[must_use]
pub fn weekly(change: &Change) -> String {
    let (low, high) = change.interval;
    let interval = within((low - 1.0, high - 1.0), ("fewer", "more"), percent);
    let (before, after) = (decimal(change.before), decimal(change.after));
    format!("from {before} to {after} tickets a week; {interval}")
}

fn to_solution(change: &Change) -> String {
    let interval = within(change.interval, ("less", "more"), hours);
    let (before, after) = (hours(change.before), hours(change.after));
    format!("median time to the solution from {before} to {after}; {interval}")
}

fn first_contact(change: &Change) -> String {
    let interval = within(change.interval, ("less", "more"), points);
    let (before, after) = (percent(change.before), percent(change.after));
    format!("solved by the first person from {before} to {after}; {interval}")
}

fn points(share: f64) -> String {
    match (share * 100.0).round() as u64 {
        1 => "1 point".to_owned(),
        many => format!("{many} points"),
    }
}

/// The interval of a change in words; one that holds "no change" says so.
fn within((low, high): (f64, f64), (less, more): Ways, show: fn(f64) -> String) -> String {
    if high < 0.0 {
        let (least, most) = (show(-high), show(-low));
        format!("between {least} and {most} {less}, with 95 % confidence")
    } else if low > 0.0 {
        let (least, most) = (show(low), show(high));
        format!("between {least} and {most} {more}, with 95 % confidence")
    } else {
        let (least, most) = (show(-low), show(high));
        format!("between {least} {less} and {most} {more} with 95 % confidence, so no clear change")
    }
}

#[cfg(test)]
mod tests {
    use crate::brief::effects::{first_contact, to_solution, weekly};
    use crate::coverage::result::Change;

    fn change(before: f64, after: f64, interval: (f64, f64)) -> Change {
        Change {
            before,
            after,
            interval,
        }
    }

    #[test]
    fn a_change_is_claimed_as_far_as_its_interval_goes() {
        assert_eq!(
            weekly(&change(12.1, 4.3, (0.26, 0.5))),
            "from 12.1 to 4.3 tickets a week; between 50 % and 74 % fewer, with 95 % confidence"
        );
        assert_eq!(
            weekly(&change(4.0, 4.4, (0.7, 1.72))),
            "from 4 to 4.4 tickets a week; between 30 % fewer and 72 % more with 95 % confidence, so no clear change"
        );
        assert_eq!(
            to_solution(&change(9.4, 60.0, (2.0, 52.0))),
            "median time to the solution from 9.4 h to 2.5 days; between 2 h and 2.2 days more, with 95 % confidence"
        );
        assert_eq!(
            first_contact(&change(0.41, 0.6, (0.01, 0.31))),
            "solved by the first person from 41 % to 60 %; between 1 point and 31 points more, with 95 % confidence"
        );
    }
}
