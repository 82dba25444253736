//! The days that are looked at.
//!
//! Takes the days of tickets. Gives [`Window`]: first and last day, halves, weeks. Never asks the clock: the newest ticket
//! says what "today" is.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Days since 1 January 2000: four bytes instead of a date with time.
pub(crate) type Day = i32;

const EPOCH: Date = date(2000, 1, 1);

/// The number of a day.
pub(crate) fn number(day: Date) -> Day {
    (day.duration_since(EPOCH).as_hours() / 24) as Day
}

/// The day of a number.
pub(crate) fn day(number: Day) -> Date {
    EPOCH.saturating_add(number.days())
}

/// First and last day, both inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    /// The first day: that of the oldest ticket where the export does not reach farther back.
    pub(crate) first: Day,
    /// The day of the newest ticket.
    pub(crate) last: Day,
}

impl Window {
    /// The last `length` days up to the newest ticket; nothing where no ticket has a date.
    pub(crate) fn of(days: impl Iterator<Item = Day> + Clone, length: u32) -> Option<Self> {
        let last = days.clone().max()?;
        let reach = last.saturating_sub(Day::try_from(length.max(1) - 1).unwrap_or(Day::MAX));
        let first = days.filter(|d| *d >= reach).min()?;
        Some(Self { first, last })
    }

    /// How many days.
    pub(crate) fn days(self) -> u32 {
        (self.last - self.first) as u32 + 1
    }

    /// Whether a day lies inside.
    pub(crate) fn holds(self, day: Day) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// Whether a day lies in the second half; of an odd number of days the middle one belongs to the first.
    pub(crate) fn is_second_half(self, day: Day) -> bool {
        2 * (day - self.first) as u32 >= self.days()
    }

    /// The Monday of the first week.
    fn monday(self) -> Day {
        let offset = day(self.first).weekday().to_monday_zero_offset();
        self.first - Day::from(offset)
    }

    /// The week of a day, from 0.
    pub(crate) fn week(self, day: Day) -> usize {
        ((day - self.monday()) / 7) as usize
    }

    /// The Mondays of all weeks; the first may lie before the window.
    pub(crate) fn mondays(self) -> Vec<Date> {
        let mondays = (self.monday()..=self.last).step_by(7);
        mondays.map(day).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Window, day, number};
    use jiff::civil::date;

    #[test]
    fn days_count_from_the_newest_ticket() {
        let days = [date(2026, 1, 5), date(2026, 3, 1), date(2026, 3, 30)].map(number);
        let window =
            |length| Window::of(days.into_iter(), length).map(|w| (day(w.first), day(w.last)));
        assert_eq!(window(30), Some((date(2026, 3, 1), date(2026, 3, 30))));
        // The export does not reach farther back than its oldest ticket.
        assert_eq!(window(29), Some((date(2026, 3, 30), date(2026, 3, 30))));
        assert_eq!(window(1000), Some((date(2026, 1, 5), date(2026, 3, 30))));
        assert_eq!(Window::of([].into_iter(), 30), None);
    }

    #[test]
    fn a_window_has_halves_and_weeks() {
        // A Wednesday and the Tuesday five days later.
        let window = Window {
            first: number(date(2026, 4, 1)),
            last: number(date(2026, 4, 7)),
        };
        assert_eq!(window.days(), 7);
        let halves: Vec<bool> = (0..7)
            .map(|d| window.is_second_half(window.first + d))
            .collect();
        assert_eq!(halves, [false, false, false, false, true, true, true]);
        let weeks: Vec<usize> = (0..7).map(|d| window.week(window.first + d)).collect();
        assert_eq!(weeks, [0, 0, 0, 0, 0, 1, 1]);
        assert_eq!(window.mondays(), [date(2026, 3, 30), date(2026, 4, 6)]);
    }
}
