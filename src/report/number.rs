//! Numbers as people read them.
//!
//! Takes counts, bytes and times. Gives short English text. Never asks the locale.

use crate::brief::figures;
use std::time::Duration;

/// `1,113`.
#[must_use]
pub fn grouped(number: usize) -> String {
    figures::grouped(number as u64)
}

/// `1 file`, `1,113 files`.
#[must_use]
pub fn counted(number: usize, word: &str) -> String {
    figures::counted(number as u64, word)
}

/// `812 B`, `40.1 KB`, `4.2 MB`: steps of 1,000, one decimal.
#[must_use]
pub fn bytes(number: u64) -> String {
    let mut value = number as f64;
    if number < 1000 {
        return format!("{number} B");
    }
    for unit in ["KB", "MB"] {
        value /= 1000.0;
        if value < 999.95 {
            return format!("{value:.1} {unit}");
        }
    }
    format!("{:.1} GB", value / 1000.0)
}

/// `0.42 s`, `12.3 s`, `3 min 5 s`.
#[must_use]
pub fn seconds(time: Duration) -> String {
    match time.as_secs() {
        0..10 => format!("{:.2} s", time.as_secs_f64()),
        10..120 => format!("{:.1} s", time.as_secs_f64()),
        whole => format!("{} min {} s", whole / 60, whole % 60),
    }
}

#[cfg(test)]
mod tests {
    use crate::report::number::{bytes, counted, grouped, seconds};
    use std::time::Duration;

    #[test]
    fn numbers_are_easy_to_read() {
        assert_eq!(
            [0, 999, 1000, 1_234_567].map(grouped),
            ["0", "999", "1,000", "1,234,567"]
        );
        assert_eq!(
            [0, 1, 2].map(|n| counted(n, "file")),
            ["0 files", "1 file", "2 files"]
        );
        let sizes = [0, 999, 1000, 40_149, 999_960, 4_200_000, 7_000_000_000];
        let shown = [
            "0 B", "999 B", "1.0 KB", "40.1 KB", "1.0 MB", "4.2 MB", "7.0 GB",
        ];
        assert_eq!(sizes.map(bytes), shown);
        let times = [420, 12_340, 185_000].map(|t| seconds(Duration::from_millis(t)));
        assert_eq!(times, ["0.42 s", "12.3 s", "3 min 5 s"]);
    }
}
