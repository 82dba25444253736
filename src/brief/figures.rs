//! Figures as the report prints them.
//!
//! Takes numbers and days. Gives short English text. Never asks the locale, and never hides that something is missing:
//! that is "n/a".

use crate::coverage::result::{Assumptions, Direction, Share};
use jiff::civil::Date;

/// What stands where a system does not say.
pub const MISSING: &str = "n/a";
/// Amounts from here on are rounded to three digits: an estimate has no more.
const EXACT: f64 = 1000.0;

/// `18,412`.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 ticket`, `18,412 tickets`.
#[must_use]
pub fn counted(number: u64, word: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {word}{ending}", grouped(number))
}

/// `seven`, `14`: small numbers in words, at the beginning of a sentence or in it.
#[must_use]
pub fn spelled(number: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS
        .get(number)
        .map_or_else(|| grouped(number as u64), |word| (*word).to_owned())
}

/// The same text with a capital at its head.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// `61 %`. What is little and not nothing is `<1 %`; what is much and not all is `>99 %`.
#[must_use]
pub fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.005 {
        "<1 %".to_owned()
    } else if (0.995..1.0).contains(&share) {
        ">99 %".to_owned()
    } else {
        format!("{} %", (share * 100.0).round())
    }
}

/// A part of a whole; "n/a" of nothing.
#[must_use]
pub fn part(some: u32, all: u32) -> String {
    if all == 0 {
        MISSING.to_owned()
    } else {
        percent(f64::from(some) / f64::from(all))
    }
}

/// The covered part.
#[must_use]
pub fn covered(share: &Share) -> String {
    part(share.covered(), share.all)
}

/// A figure that only some systems give.
#[must_use]
pub fn or_missing(figure: Option<f64>, show: fn(f64) -> String) -> String {
    figure.map_or_else(|| MISSING.to_owned(), show)
}

/// `412`, `412.5`, `1,204`: one digit behind the point, where there is one.
#[must_use]
pub fn decimal(number: f64) -> String {
    let tenths = (number.abs() * 10.0).round() as u64;
    let sign = if number < 0.0 && tenths > 0 {
        "−"
    } else {
        ""
    };
    let whole = grouped(tenths / 10);
    match tenths % 10 {
        0 => format!("{sign}{whole}"),
        tenth => format!("{sign}{whole}.{tenth}"),
    }
}

/// `35 min`, `5.2 h`, `3.1 days`, from hours.
#[must_use]
pub fn hours(hours: f64) -> String {
    if hours < 1.0 {
        minutes(hours * 60.0)
    } else if hours < 48.0 {
        format!("{} h", decimal(hours))
    } else {
        format!("{} days", decimal(hours / 24.0))
    }
}

/// `35 min`.
#[must_use]
pub fn minutes(minutes: f64) -> String {
    format!("{minutes:.0} min")
}

/// `$840`, `$38,400`, `840 €`: a sign that begins with a blank stands behind the amount.
#[must_use]
pub fn money(amount: f64, assumed: &Assumptions) -> String {
    let amount = amount.max(0.0);
    let step = if amount < EXACT {
        1.0
    } else {
        10f64.powf(amount.log10().floor() - 2.0)
    };
    let shown = grouped(((amount / step).round() * step) as u64);
    signed(&shown, assumed)
}

/// `$2`, `$2.50`: an amount as it was set.
#[must_use]
pub fn price(amount: f64, assumed: &Assumptions) -> String {
    let shown = if amount.fract().abs() < 0.005 {
        format!("{amount:.0}")
    } else {
        format!("{amount:.2}")
    };
    signed(&shown, assumed)
}

fn signed(amount: &str, assumed: &Assumptions) -> String {
    if assumed.currency.starts_with(' ') {
        format!("{amount}{}", assumed.currency)
    } else {
        format!("{}{amount}", assumed.currency)
    }
}

/// `3 Nov 2025`.
#[must_use]
pub fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

/// `Nov`.
#[must_use]
pub fn month(date: Date) -> &'static str {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let index = usize::from(date.month().unsigned_abs()).saturating_sub(1);
    MONTHS.get(index).copied().unwrap_or_default()
}

/// The word for a direction.
#[must_use]
pub fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Rising => "rising",
        Direction::Falling => "falling",
        Direction::Steady => "steady",
        Direction::Unknown => MISSING,
    }
}

#[cfg(test)]
mod tests {
    use crate::brief::figures::{
        capital, counted, day, decimal, hours, money, part, percent, price, spelled,
    };
    use crate::coverage::result::Assumptions;
    use jiff::civil::date;

    fn assumed(currency: &str) -> Assumptions {
        Assumptions {
            deflectable: 0.3,
            assisted: 22.0,
            self_service: 2.0,
            currency: currency.to_owned(),
            are_own: false,
        }
    }

    #[test]
    fn shares_are_whole_and_never_round_to_nothing_or_all() {
        let shares = [0.0, 0.004, 0.005, 0.614, 0.994, 0.996, 1.0];
        let shown = ["0 %", "<1 %", "1 %", "61 %", "99 %", ">99 %", "100 %"];
        assert_eq!(shares.map(percent), shown);
        assert_eq!([part(1, 3), part(0, 0)], ["33 %", "n/a"]);
    }

    #[test]
    fn numbers_are_grouped_and_small_ones_exact() {
        let shown = ["0", "412.5", "1,204", "−0.4", "0"];
        assert_eq!([0.0, 412.5, 1204.0, -0.44, -0.01].map(decimal), shown);
        assert_eq!(counted(1, "ticket"), "1 ticket");
        assert_eq!(counted(18_412, "ticket"), "18,412 tickets");
        assert_eq!(
            [0, 7, 13].map(spelled).map(|w| capital(&w)),
            ["No", "Seven", "13"]
        );
    }

    #[test]
    fn amounts_say_no_more_than_an_estimate_knows() {
        let dollars = |amount| money(amount, &assumed("$"));
        let shown = ["$0", "$841", "$38,400", "$1,230,000"];
        assert_eq!([0.0, 840.7, 38_412.3, 1_234_567.0].map(dollars), shown);
        assert_eq!(money(1000.0, &assumed(" €")), "1,000 €");
        assert_eq!(
            [price(22.0, &assumed("$")), price(2.5, &assumed(" kr"))],
            ["$22", "2.50 kr"]
        );
    }

    #[test]
    fn times_and_days_are_short() {
        assert_eq!(
            [0.5, 5.24, 47.0, 74.4].map(hours),
            ["30 min", "5.2 h", "47 h", "3.1 days"]
        );
        assert_eq!(day(date(2025, 11, 3)), "3 Nov 2025");
    }
}
