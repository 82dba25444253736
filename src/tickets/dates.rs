//! Dates and durations as ticket systems write them.
//!
//! Takes cells. Gives [`parse`] and [`minutes`], and [`Orders`], which learns from a whole file whether the day or the
//! month comes first. Never applies a time zone: the wall time of the export is kept.

use crate::config::tickets::DateOrder;
use jiff::civil::{DateTime, Time, date};

/// What the dates of a file say about their order.
#[derive(Clone, Debug, Default)]
pub struct Orders {
    day: bool,
    month: bool,
    either: bool,
}

impl Orders {
    /// Looks at one more cell.
    pub fn saw(&mut self, cell: &str) {
        let Some((first, second, _)) = numeric(cell.trim()) else {
            return;
        };
        match (first, second) {
            (13.., 1..=12) => self.day = true,
            (1..=12, 13..) => self.month = true,
            _ => self.either = true,
        }
    }

    /// The order, where a value above 12 decides it and no other value says the opposite.
    #[must_use]
    pub fn order(&self) -> Option<DateOrder> {
        match (self.day, self.month) {
            (true, false) => Some(DateOrder::DayFirst),
            (false, true) => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }

    /// Whether there are dates that only an order explains, and nothing (or everything) decides it.
    #[must_use]
    pub fn is_ambiguous(&self) -> bool {
        self.order().is_none() && (self.either || self.day || self.month)
    }
}

/// Reads a date with or without a time; `order` holds for `03/04/2026`. Dots always put the day first.
#[must_use]
pub fn parse(cell: &str, order: DateOrder) -> Option<DateTime> {
    let cell = cell.trim();
    if cell.len() > 64 {
        return None;
    }
    iso(cell)
        .or_else(|| slashed(cell, order))
        .or_else(|| named(cell))
}

/// A number of so many digits at the start, and what follows.
fn number(text: &str, least: usize, most: usize) -> Option<(i16, &str)> {
    let digits = text.bytes().take(most).take_while(u8::is_ascii_digit);
    let len = digits.count();
    let follows = text.as_bytes().get(len).is_some_and(u8::is_ascii_digit);
    if len < least || follows {
        return None;
    }
    Some((text[..len].parse().ok()?, &text[len..]))
}

/// `2026-02-25`, `2026-02-25 10:17:00`, `2026-02-25T10:17:00.000+0000`, `2026/02/25`.
fn iso(cell: &str) -> Option<DateTime> {
    let (year, rest) = number(cell, 4, 4)?;
    let sign = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (month, rest) = number(rest.strip_prefix(sign)?, 1, 2)?;
    let (day, rest) = number(rest.strip_prefix(sign)?, 1, 2)?;
    moment((year, month, day), rest)
}

/// The first two numbers of `6/21/2025` and what follows them. Dots and a first number of four digits are no riddle.
fn numeric(cell: &str) -> Option<(i16, i16, &str)> {
    let (first, rest) = number(cell, 1, 2)?;
    let sign = rest.chars().next().filter(|c| matches!(c, '/' | '-'))?;
    let (second, rest) = number(rest.strip_prefix(sign)?, 1, 2)?;
    let rest = rest.strip_prefix(sign)?;
    let year = rest.bytes().take_while(u8::is_ascii_digit).count();
    matches!(year, 2 | 4).then_some((first, second, rest))
}

/// `6/21/2025 16:14`, `21-06-25`, `21.06.2025 16:14`.
fn slashed(cell: &str, order: DateOrder) -> Option<DateTime> {
    if let Some((first, second, rest)) = numeric(cell) {
        let (year, rest) = year(rest)?;
        // A value above 12 can be no month, whatever the file says.
        let day_first = match (first, second) {
            (13.., _) => true,
            (_, 13..) => false,
            _ => order == DateOrder::DayFirst,
        };
        let (day, month) = if day_first {
            (first, second)
        } else {
            (second, first)
        };
        return moment((year, month, day), rest);
    }
    let (day, rest) = number(cell, 1, 2)?;
    let (month, rest) = number(rest.strip_prefix('.')?.trim_start(), 1, 2)?;
    let (year, rest) = year(rest.strip_prefix('.')?.trim_start())?;
    moment((year, month, day), rest)
}

/// Four digits, or two: `69` and more are of the last century.
fn year(text: &str) -> Option<(i16, &str)> {
    if let Some(found) = number(text, 4, 4) {
        return Some(found);
    }
    let (short, rest) = number(text, 2, 2)?;
    Some((
        if short < 69 {
            2000 + short
        } else {
            1900 + short
        },
        rest,
    ))
}

/// `25/Feb/26 10:17 PM`, `25-Feb-2026`, `25 February 2026`, `Feb 25, 2026 10:17`, `Wed, 25 Feb 2026 10:17:00 +0000`.
fn named(cell: &str) -> Option<DateTime> {
    let cell = match cell.split_once(", ") {
        Some((day, rest)) if day.bytes().all(|b| b.is_ascii_alphabetic()) => rest,
        _ => cell,
    };
    let gap = |c: char| matches!(c, '/' | '-' | ' ' | '.' | ',');
    if let Some((day, rest)) = number(cell, 1, 2) {
        let (month, rest) = month(rest.trim_start_matches(gap))?;
        let (year, rest) = year(rest.trim_start_matches(gap))?;
        return moment((year, month, day), rest);
    }
    let (month, rest) = month(cell)?;
    let (day, rest) = number(rest.trim_start_matches(gap), 1, 2)?;
    let (year, rest) = year(rest.trim_start_matches(gap))?;
    moment((year, month, day), rest)
}

/// The name of a month, by its first letters in English, German, French or Spanish.
fn month(text: &str) -> Option<(i16, &str)> {
    const STARTS: [(&str, i16); 30] = [
        ("jan", 1),
        ("ene", 1),
        ("jän", 1),
        ("feb", 2),
        ("fev", 2),
        ("fév", 2),
        ("mar", 3),
        ("mär", 3),
        ("mrz", 3),
        ("apr", 4),
        ("avr", 4),
        ("abr", 4),
        ("may", 5),
        ("mai", 5),
        ("jun", 6),
        ("juin", 6),
        ("jul", 7),
        ("juil", 7),
        ("aug", 8),
        ("aoû", 8),
        ("aou", 8),
        ("ago", 8),
        ("sep", 9),
        ("oct", 10),
        ("okt", 10),
        ("nov", 11),
        ("dec", 12),
        ("dez", 12),
        ("déc", 12),
        ("dic", 12),
    ];
    let end = text
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(text.len());
    let name = text[..end].to_lowercase();
    let (_, month) = STARTS.iter().find(|(start, _)| name.starts_with(start))?;
    Some((*month, &text[end..]))
}

/// A date and what follows it: nothing, or a time with what offset ever.
fn moment((year, month, day): (i16, i16, i16), rest: &str) -> Option<DateTime> {
    let day = date_of(year, month, day)?;
    let rest = rest.trim_start_matches(['T', 't', ' ', ',', '\u{a0}', '\u{202f}']);
    if rest.is_empty() {
        return Some(day.to_datetime(Time::midnight()));
    }
    let (hour, rest) = number(rest, 1, 2)?;
    let (minute, rest) = number(rest.strip_prefix([':', '.'])?, 2, 2)?;
    let (second, rest) = match rest.strip_prefix([':', '.']) {
        Some(rest) => number(rest, 2, 2)?,
        None => (0, rest),
    };
    let rest = match rest.strip_prefix(['.', ',']) {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    let hour = afternoon(hour, rest.trim())?;
    // A leap second is the second before it.
    let time = Time::new(
        hour,
        i8::try_from(minute).ok()?,
        i8::try_from(second.min(59)).ok()?,
        0,
    );
    Some(day.to_datetime(time.ok()?))
}

fn date_of(year: i16, month: i16, day: i16) -> Option<jiff::civil::Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || year < 1 {
        return None;
    }
    (day <= date(year, month, 1).days_in_month()).then(|| date(year, month, day))
}

/// The hour of the day, by what stands behind the time: `AM`, `PM`, an offset, the name of a zone, or nothing.
fn afternoon(hour: i16, tail: &str) -> Option<i8> {
    let mark: String = tail
        .chars()
        .filter(char::is_ascii_alphabetic)
        .take(2)
        .collect();
    let hour = match mark.to_ascii_lowercase().as_str() {
        "am" if (1..=12).contains(&hour) => hour % 12,
        "pm" if (1..=12).contains(&hour) => hour % 12 + 12,
        _ => hour,
    };
    let is_zone = |c: char| c.is_ascii_alphanumeric() || "+-:./[]() _".contains(c);
    let known = tail.len() <= 32 && tail.chars().all(is_zone);
    i8::try_from(hour).ok().filter(|_| known)
}

/// A duration in minutes: `01:30:00`, `-0:30` (hours and minutes), `1h 30m`, `2d 3h`, `PT1H`. A day has 24 hours.
#[must_use]
pub fn minutes(cell: &str) -> Option<f64> {
    let cell = cell.trim();
    let (sign, bare) = match cell.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest.trim_start()),
        None => (1.0, cell),
    };
    let found = if bare.contains(':') {
        clock(bare)
    } else {
        units(bare)
    };
    found
        .map(|minutes| sign * minutes)
        .filter(|m| m.is_finite())
}

fn clock(text: &str) -> Option<f64> {
    let mut parts = text.split(':').map(plain_number);
    let hours = parts.next()??;
    let minutes = parts.next()??;
    let seconds = parts.next().unwrap_or(Some(0.0))?;
    let sound = minutes < 60.0 && seconds < 60.0 && parts.next().is_none();
    sound.then_some(hours * 60.0 + minutes + seconds / 60.0)
}

/// Digits with at most one point between them; no sign, exponent or word.
fn plain_number(text: &str) -> Option<f64> {
    let text = text.trim();
    let digits = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    text.parse().ok().filter(|_| digits)
}

fn units(text: &str) -> Option<f64> {
    let mut lower = text.to_lowercase().replace(',', " ");
    if lower.starts_with('p') {
        // `T` parts days from hours in the ISO form; no unit of that form has the letter.
        lower = lower[1..].replace('t', " ");
    }
    let mut rest = lower.trim();
    let mut total = None;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let amount = plain_number(&rest[..end])?;
        rest = rest[end..].trim_start();
        let end = rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len());
        *total.get_or_insert(0.0) += amount * unit(&rest[..end])?;
        rest = rest[end..].trim_start_matches(['.', ' ']);
    }
    total
}

fn unit(name: &str) -> Option<f64> {
    Some(match name {
        "w" | "week" | "weeks" => 7.0 * 24.0 * 60.0,
        "d" | "day" | "days" | "tag" | "tage" => 24.0 * 60.0,
        "h" | "hr" | "hrs" | "hour" | "hours" | "std" => 60.0,
        "m" | "min" | "mins" | "minute" | "minutes" => 1.0,
        "s" | "sec" | "secs" | "second" | "seconds" => 1.0 / 60.0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Orders, minutes, parse};
    use crate::config::tickets::DateOrder::{self, DayFirst, MonthFirst};
    use proptest::prelude::proptest;

    fn read(cell: &str, order: DateOrder) -> String {
        parse(cell, order).map_or_else(|| "-".to_owned(), |d| d.to_string())
    }

    #[test]
    fn dates_of_all_systems() {
        for (cell, wanted) in [
            ("2026-02-25 10:17:05", "2026-02-25T10:17:05"),
            ("2026-02-25T10:00:00.000+0000", "2026-02-25T10:00:00"),
            ("2026-02-25T10:00:00+01:00", "2026-02-25T10:00:00"),
            ("2019-02-20T06:51:50Z", "2019-02-20T06:51:50"),
            ("2026-02-25 10:17:05 UTC", "2026-02-25T10:17:05"),
            ("2026-02-25", "2026-02-25T00:00:00"),
            ("25/Feb/26 10:17 PM", "2026-02-25T22:17:00"),
            ("25/Feb/26 12:17 AM", "2026-02-25T00:17:00"),
            ("25/Mai/26 10:17", "2026-05-25T10:17:00"),
            ("6/21/2025 16:14", "2025-06-21T16:14:00"),
            ("21/6/2025 4:14 pm", "2025-06-21T16:14:00"),
            ("21.06.2025 16:14", "2025-06-21T16:14:00"),
            ("3.4.26", "2026-04-03T00:00:00"),
            ("Wed, 25 Feb 2026 10:17:00 +0000", "2026-02-25T10:17:00"),
            ("Feb 25, 2026 10:17 AM", "2026-02-25T10:17:00"),
            ("2026-02-30", "-"),
            ("2026-13-01", "-"),
            ("25/13/2026", "-"),
            ("46078", "-"),
            ("not yet", "-"),
            ("", "-"),
            ("2026-02-25 25:17", "-"),
        ] {
            assert_eq!(read(cell, MonthFirst), wanted, "{cell}");
        }
        assert_eq!(read("03/04/2026", DayFirst), "2026-04-03T00:00:00");
        assert_eq!(read("03/04/2026", MonthFirst), "2026-03-04T00:00:00");
    }

    #[test]
    fn a_value_above_twelve_decides_for_the_file() {
        let orders = |cells: &[&str]| {
            let mut orders = Orders::default();
            for cell in cells {
                orders.saw(cell);
            }
            (orders.order(), orders.is_ambiguous())
        };
        assert_eq!(
            orders(&["03/04/2026", "6/21/2025"]),
            (Some(MonthFirst), false)
        );
        assert_eq!(
            orders(&["03/04/2026", "21/6/2025 10:00"]),
            (Some(DayFirst), false)
        );
        assert_eq!(orders(&["03/04/2026"]), (None, true));
        assert_eq!(orders(&["13/04/2026", "04/13/2026"]), (None, true));
        assert_eq!(orders(&["2026-04-13", "21.06.2025"]), (None, false));
    }

    #[test]
    fn durations() {
        for (cell, wanted) in [
            ("01:30:00", Some(90.0)),
            ("-0:30", Some(-30.0)),
            ("120:15", Some(7215.0)),
            ("1h 30m", Some(90.0)),
            ("2d 3h", Some(3060.0)),
            ("PT1H", Some(60.0)),
            ("P1DT2H30M", Some(1590.0)),
            ("90 minutes", Some(90.0)),
            ("30s", Some(0.5)),
            ("90", None),
            ("soon", None),
            ("1:99", None),
            ("", None),
        ] {
            assert_eq!(minutes(cell), wanted, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(cell in ".{0,40}", dates in "[0-9/.:TZ+ PMpd-]{0,30}") {
            for cell in [&cell, &dates] {
                let _ = parse(cell, DayFirst);
                let _ = minutes(cell);
                Orders::default().saw(cell);
            }
        }
    }
}
