//! Axes of charts: a scale that people count in, and names of months.
//!
//! Takes numbers and days. Gives SVG with its text as text, for a wide and for a narrow page. Never draws a value.

use crate::brief::figures::{grouped, month};
use jiff::civil::Date;
use std::fmt::Write as _;

/// Where things stand in one drawing.
pub(crate) struct Layout {
    /// Classes of the drawing.
    pub(crate) class: &'static str,
    /// Its width.
    pub(crate) width: f64,
    /// Room at the right for the numbers of the axis.
    pub(crate) side: f64,
    /// At least so much room between two names of months.
    pub(crate) months: f64,
    /// Whether there is room for words beside what is drawn.
    pub(crate) keys: bool,
}

pub(crate) const WIDE: Layout = Layout {
    class: "cov-chart cov-wide",
    width: 860.0,
    side: 44.0,
    months: 30.0,
    keys: true,
};

pub(crate) const NARROW: Layout = Layout {
    class: "cov-chart cov-narrow",
    width: 360.0,
    side: 36.0,
    months: 40.0,
    keys: false,
};

impl Layout {
    /// Room for each of so many columns.
    pub(crate) fn pitch(&self, columns: usize) -> f64 {
        (self.width - self.side) / columns.max(1) as f64
    }
}

/// The height of a value, between a top and a bottom.
#[derive(Clone, Copy)]
pub(crate) struct Scale {
    most: u32,
    top: f64,
    bottom: f64,
}

impl Scale {
    /// From 0 at the bottom to a round number at the top that is no less than the value.
    pub(crate) fn of(most: u32, (top, bottom): (f64, f64)) -> Self {
        let step = step(most.max(1));
        Self {
            most: most.max(1).div_ceil(step) * step,
            top,
            bottom,
        }
    }

    /// Where a value stands.
    pub(crate) fn y(self, value: u32) -> f64 {
        self.bottom - f64::from(value) / f64::from(self.most) * (self.bottom - self.top)
    }

    /// Lines and numbers.
    pub(crate) fn draw(self, out: &mut String, layout: &Layout) {
        let right = layout.width - layout.side;
        for n in (0..=self.most).step_by(step(self.most) as usize) {
            let _ = writeln!(
                out,
                "<line class=\"cov-grid\" x1=\"0\" x2=\"{right}\" y1=\"{0:.1}\" y2=\"{0:.1}\"/><text class=\"cov-tick\" x=\"{1}\" y=\"{2:.1}\">{3}</text>",
                self.y(n),
                right + 6.0,
                self.y(n) + 4.0,
                grouped(u64::from(n))
            );
        }
    }
}

/// A step of the axis that people count in: 1, 2 or 5 and noughts, so that there are two to five.
fn step(most: u32) -> u32 {
    let mut step = 1;
    for factor in [2, 5, 10].iter().cycle() {
        if most.div_ceil(step) <= 4 {
            break;
        }
        let ten = 10u32.pow(step.ilog10());
        step = ten * factor;
    }
    step
}

/// The first column of each month carries its name, where there is room; `y` is its line.
pub(crate) fn months(out: &mut String, days: &[Date], layout: &Layout, y: f64) {
    let pitch = layout.pitch(days.len());
    let mut free = 0.0;
    for (i, day) in days.iter().enumerate() {
        let is_first = i == 0 || days[i - 1].month() != day.month();
        let x = i as f64 * pitch;
        // A month that is about to end has no room for its name.
        let is_short = i == 0 && day.day() > 21 && pitch < layout.months;
        if is_first && !is_short && x >= free {
            let year = if day.month() == 1 || free == 0.0 {
                format!(" {}", day.year())
            } else {
                String::new()
            };
            let _ = writeln!(
                out,
                "<text class=\"cov-tick\" x=\"{x:.1}\" y=\"{y}\">{}{year}</text>",
                month(*day)
            );
            free = x + layout.months + if year.is_empty() { 0.0 } else { 28.0 };
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::brief::axis::{Scale, step};

    #[test]
    fn the_axis_counts_as_people_do() {
        let steps = [1, 4, 5, 9, 17, 41, 380, 1900].map(step);
        assert_eq!(steps, [1, 1, 2, 5, 5, 20, 100, 500]);
        let scale = Scale::of(41, (40.0, 240.0));
        let heights = [0, 30, 60].map(|n| format!("{:.1}", scale.y(n)));
        assert_eq!(heights, ["240.0", "140.0", "40.0"]);
    }
}
