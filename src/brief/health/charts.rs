//! Charts of the health report: stacked columns, with a title and a sentence for those who do not see them.
//!
//! Takes columns of numbers. Gives SVG, drawn for a wide and for a narrow page, and nothing else. Never smooths anything,
//! and never leaves a number out that is not in the table below.

use crate::brief::axis::{Layout, NARROW, Scale, WIDE, months};
use crate::brief::markup::{esc, swatch};
use jiff::civil::Date;
use std::fmt::Write as _;

/// Top and bottom of the columns.
const TOP: f64 = 16.0;
const BOTTOM: f64 = 206.0;
const HEIGHT: f64 = 232.0;

/// What stands below the columns.
pub(crate) enum Names<'a> {
    /// The day of each; months are named.
    Days(&'a [Date]),
    /// A word for each.
    Words(&'a [&'a str]),
}

/// A chart.
pub(crate) struct Chart<'a> {
    /// What it shows.
    pub(crate) title: &'a str,
    /// The same with its ends, in a sentence.
    pub(crate) says: &'a str,
    /// Class and name of each series, from the bottom up.
    pub(crate) series: &'a [(&'a str, &'a str)],
    /// What stands below.
    pub(crate) names: Names<'a>,
    /// Numbers by series, one list a column.
    pub(crate) columns: &'a [Vec<u32>],
}

/// Legend and drawings.
pub(crate) fn figure(out: &mut String, chart: &Chart<'_>) {
    if chart.series.len() > 1 {
        out.push_str("<ul class=\"cov-series\">");
        for (class, name) in chart.series {
            let _ = write!(out, "<li>{}{}</li>", swatch(class), esc(name));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("<figure class=\"cov-figure\">\n");
    for layout in [WIDE, NARROW] {
        draw(out, chart, &layout);
    }
    out.push_str("</figure>\n");
}

fn draw(out: &mut String, chart: &Chart<'_>, layout: &Layout) {
    let sums = chart.columns.iter().map(|c| c.iter().sum::<u32>());
    let scale = Scale::of(sums.max().unwrap_or(0), (TOP, BOTTOM));
    let _ = writeln!(
        out,
        "<svg class=\"{}\" viewBox=\"0 0 {} {HEIGHT}\" role=\"img\"><title>{}</title><desc>{}</desc>",
        layout.class,
        layout.width,
        esc(chart.title),
        esc(chart.says)
    );
    scale.draw(out, layout);
    let pitch = layout.pitch(chart.columns.len());
    for (i, column) in chart.columns.iter().enumerate() {
        let x = (i as f64 + 0.12) * pitch;
        let mut below = 0;
        for ((class, _), n) in chart.series.iter().zip(column).filter(|(_, n)| **n > 0) {
            let (top, bottom) = (scale.y(below + n), scale.y(below));
            let _ = writeln!(
                out,
                "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\"/>",
                pitch * 0.76,
                bottom - top
            );
            below += n;
        }
    }
    match chart.names {
        Names::Days(days) => months(out, days, layout, BOTTOM + 18.0),
        Names::Words(words) => {
            for (i, word) in words.iter().enumerate() {
                let _ = writeln!(
                    out,
                    "<text class=\"cov-tick\" x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                    (i as f64 + 0.5) * pitch,
                    BOTTOM + 18.0,
                    esc(word)
                );
            }
        }
    }
    out.push_str("</svg>\n");
}

/// Parts of a whole as a bar over the whole width.
pub(crate) fn bar(parts: &[(&str, u32)]) -> String {
    let mut out = String::from(
        "<svg class=\"cov-stack\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">",
    );
    let all: u32 = parts.iter().map(|(_, n)| n).sum();
    let mut x = 0.0;
    for (class, n) in parts.iter().filter(|(_, n)| *n > 0) {
        let width = f64::from(*n) / f64::from(all) * 1000.0;
        let _ = write!(
            out,
            "<rect class=\"{class}\" x=\"{x:.1}\" width=\"{width:.1}\" height=\"10\"/>"
        );
        x += width;
    }
    out.push_str("</svg>");
    out
}

#[cfg(test)]
mod tests {
    use crate::brief::axis::WIDE;
    use crate::brief::health::charts::{Chart, Names, bar, draw};

    #[test]
    fn parts_stand_on_each_other() {
        let mut out = String::new();
        let chart = Chart {
            title: "a < b",
            says: "",
            series: &[("cov-c0", "one"), ("cov-c4", "two")],
            names: Names::Words(&["x", "y"]),
            columns: &[vec![1, 3], vec![0, 0]],
        };
        draw(&mut out, &chart, &WIDE);
        assert!(out.contains("<title>a &lt; b</title>"));
        // One of four, then three above it.
        assert!(
            out.contains(
                "<rect class=\"cov-c0\" x=\"49.0\" y=\"158.5\" width=\"310.1\" height=\"47.5\"/>"
            ),
            "{out}"
        );
        assert!(
            out.contains(
                "<rect class=\"cov-c4\" x=\"49.0\" y=\"16.0\" width=\"310.1\" height=\"142.5\"/>"
            ),
            "{out}"
        );
        assert_eq!(out.matches("<rect").count(), 2, "nothing is not drawn");
        assert!(
            bar(&[("a", 1), ("b", 0), ("c", 3)])
                .contains("class=\"c\" x=\"250.0\" width=\"750.0\"")
        );
    }
}
