//! Days and the figures of days.
//!
//! Takes dates. Gives days between them, ends of months, medians. Never asks the clock.

use jiff::ToSpan;
use jiff::civil::Date;

/// Days from one day to another; below 0 where it lies before.
pub(crate) fn between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// So many days before.
pub(crate) fn before(day: Date, days: i32) -> Date {
    day.saturating_sub(days.days())
}

/// The last days of all months from that of `first` on, as far as they lie before `last`; and `last` itself.
pub(crate) fn months(first: Date, last: Date) -> Vec<Date> {
    let mut all = Vec::new();
    let mut end = first.last_of_month();
    while end < last {
        all.push(end);
        end = end
            .first_of_month()
            .saturating_add(1.month())
            .last_of_month();
    }
    all.push(last);
    all
}

/// The middle value; of an even number the mean of the two in the middle.
pub(crate) fn median(days: &[i32]) -> Option<f64> {
    let sorted = sorted(days);
    let n = sorted.len();
    match n {
        0 => None,
        _ if n % 2 == 1 => Some(f64::from(sorted[n / 2])),
        _ => Some(f64::midpoint(
            f64::from(sorted[n / 2 - 1]),
            f64::from(sorted[n / 2]),
        )),
    }
}

/// The value that nine of ten do not exceed (nearest rank).
pub(crate) fn ninth(days: &[i32]) -> Option<f64> {
    let sorted = sorted(days);
    let rank = (sorted.len() * 9).div_ceil(10);
    let at = rank.checked_sub(1)?;
    sorted.get(at).map(|days| f64::from(*days))
}

fn sorted(days: &[i32]) -> Vec<i32> {
    let mut sorted = days.to_vec();
    sorted.sort_unstable();
    sorted
}

#[cfg(test)]
mod tests {
    use crate::kcs::measures::days::{before, between, median, months, ninth};
    use jiff::civil::date;

    #[test]
    fn days_and_months_are_those_of_the_calendar() {
        assert_eq!(between(date(2026, 2, 27), date(2026, 3, 2)), 3);
        assert_eq!(between(date(2027, 1, 1), date(2025, 1, 1)), -730);
        assert_eq!(before(date(2026, 3, 2), 90), date(2025, 12, 2));
        let ends = [date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 28)];
        assert_eq!(months(date(2025, 12, 31), date(2026, 2, 28)), ends);
        assert_eq!(
            months(date(2026, 2, 3), date(2026, 2, 3)),
            [date(2026, 2, 3)]
        );
    }

    #[test]
    fn a_median_is_the_middle_and_the_ninth_decile_a_real_day() {
        assert_eq!([median(&[]), ninth(&[])], [None, None]);
        assert_eq!(median(&[9, 1, 2]), Some(2.0));
        assert_eq!(median(&[1, 2]), Some(1.5));
        let ten: Vec<i32> = (1..=10).collect();
        assert_eq!([ninth(&ten), ninth(&[7])], [Some(9.0), Some(7.0)]);
    }
}
