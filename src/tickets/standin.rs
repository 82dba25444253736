//! Stands in for the text of tickets, their dates and noise until those files are merged.
//!
//! Takes and gives what they will. Never more than is needed to go on.

use crate::config::tickets::DateOrder;
use jiff::civil::DateTime;

/// For `tickets::words`.
pub(crate) mod words {
    use std::borrow::Cow;
    pub(crate) fn plain(text: &str) -> Cow<'_, str> {
        Cow::Borrowed(text)
    }
    pub(crate) fn own(text: &str) -> Cow<'_, str> {
        Cow::Borrowed(text)
    }
    pub(crate) fn adf(value: &serde_json::Value) -> String {
        match value {
            serde_json::Value::Object(o) => {
                let own = o.get("text").and_then(|t| t.as_str()).map(str::to_owned);
                own.or_else(|| o.get("content").map(adf))
                    .unwrap_or_default()
            }
            serde_json::Value::Array(a) => a.iter().map(adf).collect(),
            _ => String::new(),
        }
    }
    pub(crate) fn is_mended(text: &str) -> bool {
        text.contains("_x000D_") || text.contains("Ã¤")
    }
}

/// For `tickets::dates`.
pub(crate) mod dates {
    use crate::tickets::standin::{DateOrder, DateTime};
    #[derive(Default)]
    pub(crate) struct Orders(Option<DateOrder>, bool);
    fn numbers(cell: &str) -> Option<Vec<i16>> {
        let cell = cell.replace("Feb", "2");
        let parts = cell.split(|c: char| !c.is_ascii_digit());
        let n: Vec<i16> = parts
            .filter(|p| !p.is_empty())
            .map(|p| p.parse().unwrap_or(-1))
            .collect();
        (n.len() >= 3).then_some(n)
    }
    impl Orders {
        pub(crate) fn saw(&mut self, cell: &str) {
            if let Some(n) = numbers(cell).filter(|n| n[0] < 32) {
                self.1 = true;
                if n[0] > 12 {
                    self.0 = Some(DateOrder::DayFirst);
                } else if n[1] > 12 {
                    self.0 = Some(DateOrder::MonthFirst);
                }
            }
        }
        pub(crate) fn order(&self) -> Option<DateOrder> {
            self.0
        }
        pub(crate) fn is_ambiguous(&self) -> bool {
            self.1
        }
    }
    pub(crate) fn parse(cell: &str, order: DateOrder) -> Option<DateTime> {
        let n = numbers(cell)?;
        let at = |i: usize| n.get(i).copied().unwrap_or(0) as i8;
        let (y, m, d) = match (n[0] > 31, order) {
            (true, _) => (n[0], at(1), at(2)),
            (_, DateOrder::DayFirst) => (n[2], at(1), at(0)),
            (_, DateOrder::MonthFirst) => (n[2], at(0), at(1)),
        };
        DateTime::new(y, m, d, at(3), at(4), at(5), 0).ok()
    }
    pub(crate) fn minutes(cell: &str) -> Option<f64> {
        let cell = cell.trim().trim_start_matches('-');
        let mut total = 0.0;
        for (part, unit) in cell.split(':').zip([60.0, 1.0, 1.0 / 60.0]) {
            total += part.parse::<f64>().ok()? * unit;
        }
        Some(total)
    }
}

/// For `tickets::noise`.
pub(crate) mod noise {
    use crate::tickets::ticket::{Noise, Ticket};
    pub(crate) fn noise(ticket: &Ticket) -> Option<Noise> {
        (ticket.summary.is_empty() && ticket.description.is_empty()).then_some(Noise::Empty)
    }
}

/// For `text::redact`: shows nothing, since it cannot hide anything.
pub(crate) mod redact {
    use std::borrow::Cow;
    pub(crate) struct Redactor;
    impl Redactor {
        #[expect(clippy::unnecessary_wraps, reason = "as the real one")]
        pub(crate) fn new(_extra: &[String]) -> Result<Self, String> {
            Ok(Self)
        }
        #[expect(clippy::unused_self, reason = "as the real one")]
        pub(crate) fn redact<'a>(&self, _text: &'a str) -> Cow<'a, str> {
            Cow::Borrowed("")
        }
    }
}
