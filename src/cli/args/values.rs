//! Values of flags.
//!
//! Takes what was typed. Gives the value, or what to write instead. Never looks at settings or files.

/// A number that is not 0.
pub(crate) fn at_least_one(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|n| *n > 0);
    number.ok_or_else(|| "write a number, 1 or more".to_owned())
}

/// A port, 0 for any.
pub(crate) fn port(text: &str) -> Result<u16, String> {
    let number = text.parse().ok();
    number.ok_or_else(|| "write a number from 0 to 65535".to_owned())
}

/// `180d`, `26w`, `1y` or `180` as days.
pub(crate) fn days(text: &str) -> Result<u32, String> {
    let (number, unit) = match text.find(|c: char| !c.is_ascii_digit()) {
        Some(at) => text.split_at(at),
        None => (text, "d"),
    };
    let each = match unit.trim() {
        "d" => 1,
        "w" => 7,
        "y" => 365,
        _ => return Err("write days, weeks or years: `180d`, `26w`, `1y`".to_owned()),
    };
    let days = number.parse::<u32>().ok().and_then(|n| n.checked_mul(each));
    days.filter(|d| (1..=36_500).contains(d))
        .ok_or_else(|| "a window has between one day and a hundred years".to_owned())
}

/// A number from 0 to 100.
pub(crate) fn percent(text: &str) -> Result<f64, String> {
    let number = text.trim_end_matches('%').trim().parse::<f64>().ok();
    number
        .filter(|n| (0.0..=100.0).contains(n))
        .ok_or_else(|| "write a number from 0 to 100".to_owned())
}

/// `2027-01-31`.
pub(crate) fn day(text: &str) -> Result<jiff::civil::Date, String> {
    let day = text.parse();
    day.map_err(|_| "write year-month-day: `2027-01-31`".to_owned())
}
