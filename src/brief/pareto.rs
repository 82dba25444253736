//! The Pareto chart: gaps by size, and how far they reach together.
//!
//! Takes the gaps. Gives SVG with its text as text, drawn for a wide and for a narrow page. Never stretches a scale: bars
//! and line share one, from nothing to all tickets without an answer.

use crate::brief::figures::{grouped, percent};
use crate::brief::markup::{cut, esc, short, tight};
use crate::coverage::result::{Coverage, Gap};
use std::fmt::Write as _;

/// The chart shows so many gaps, and more only as far as the Pareto set goes.
const SHOWN: usize = 18;
/// It never shows more than these.
const MOST: usize = 20;
/// Height of the axis above the bars.
const HEAD: f64 = 34.0;

/// Where things stand in one drawing.
struct Layout {
    class: &'static str,
    width: f64,
    row: f64,
    /// From the top of a row to the middle of its bar.
    middle: f64,
    /// Left end and width of the scale.
    scale: (f64, f64),
    /// Where names begin and at which height of the row, and how many characters they have.
    name: (f64, f64, usize),
    /// Right end of the numbers, and their height.
    number: (f64, f64),
}

const WIDE: Layout = Layout {
    class: "cov-chart cov-wide",
    width: 860.0,
    row: 30.0,
    middle: 15.0,
    scale: (352.0, 448.0),
    name: (40.0, 19.5, 38),
    number: (340.0, 19.5),
};

const NARROW: Layout = Layout {
    class: "cov-chart cov-narrow",
    width: 360.0,
    row: 46.0,
    middle: 32.0,
    scale: (0.0, 312.0),
    name: (38.0, 15.0, 36),
    number: (360.0, 15.0),
};

/// The chart, twice; a style sheet shows the one that fits.
pub(crate) fn chart(coverage: &Coverage) -> String {
    let shown = coverage.pareto.clamp(SHOWN, MOST);
    let gaps = &coverage.gaps[..coverage.gaps.len().min(shown)];
    let mut out = String::from("<figure class=\"cov-figure\">\n");
    for layout in [WIDE, NARROW] {
        draw(&mut out, coverage, gaps, &layout);
    }
    let more = coverage.gaps.len() - gaps.len();
    if more > 0 {
        let _ = writeln!(
            out,
            "<figcaption class=\"cov-fine\">{more} smaller gaps stand in the table only.</figcaption>"
        );
    }
    out.push_str("</figure>\n");
    out
}

fn draw(out: &mut String, coverage: &Coverage, gaps: &[Gap], layout: &Layout) {
    let height = HEAD + gaps.len() as f64 * layout.row + 6.0;
    let _ = writeln!(
        out,
        "<svg class=\"{}\" viewBox=\"0 0 {} {height}\" role=\"img\"><title>Gaps by size, added up</title><desc>{}</desc>",
        layout.class,
        layout.width,
        esc(&described(gaps))
    );
    axis(out, layout, height, coverage.rules.pareto);
    // Below the names, which it crosses where there is little room.
    line(out, gaps, layout);
    let all = f64::from(coverage.self_service.uncovered().max(1));
    for (index, gap) in gaps.iter().enumerate() {
        let width = gap.tickets.len() as f64 / all * layout.scale.1;
        bar(out, (index, gap), width, layout);
    }
    out.push_str("</svg>\n");
}

/// What the chart shows, in a sentence; the table below holds every number.
fn described(gaps: &[Gap]) -> String {
    let (Some(first), Some(last)) = (gaps.first(), gaps.last()) else {
        return String::new();
    };
    format!(
        "From {}, {} of all tickets without an answer, down to {}; together {}. The table below holds the numbers.",
        short(&first.group),
        percent(first.cumulated),
        short(&last.group),
        percent(last.cumulated)
    )
}

fn axis(out: &mut String, layout: &Layout, height: f64, goal: f64) {
    let (left, width) = layout.scale;
    let top = HEAD - 8.0;
    for step in [0.0, 0.2, 0.4, 0.6, 0.8, 1.0] {
        let x = left + step * width;
        // The line of the goal has a label of its own.
        let near: f64 = step - goal;
        if near.abs() < 0.001 {
            continue;
        }
        let _ = writeln!(
            out,
            "<line class=\"cov-grid\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{top}\" y2=\"{height}\"/>"
        );
        if near.abs() > 0.06 {
            let anchor = if step == 0.0 && left == 0.0 {
                "start"
            } else {
                "middle"
            };
            let _ = writeln!(
                out,
                "<text class=\"cov-tick\" x=\"{x:.1}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>",
                top - 6.0,
                tight(&percent(step))
            );
        }
    }
    let x = left + goal.clamp(0.0, 1.0) * width;
    let _ = writeln!(
        out,
        "<line class=\"cov-goal\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{top}\" y2=\"{height}\"/>\n\
         <text class=\"cov-goal-name\" x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
        top - 6.0,
        tight(&percent(goal))
    );
}

fn bar(out: &mut String, (index, gap): (usize, &Gap), width: f64, layout: &Layout) {
    let top = HEAD + index as f64 * layout.row;
    let class = if gap.in_pareto {
        "cov-gap"
    } else {
        "cov-gap cov-less"
    };
    let (x, y, limit) = layout.name;
    let (end, number) = layout.number;
    let _ = writeln!(
        out,
        "<text class=\"cov-id\" x=\"0\" y=\"{}\">{}</text><text class=\"cov-name cov-halo\" x=\"{x}\" y=\"{}\">{}</text>\
         <text class=\"cov-count\" x=\"{end}\" y=\"{}\" text-anchor=\"end\">{}</text>\
         <rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{width:.1}\" height=\"14\" rx=\"1.5\"/>",
        top + y,
        esc(&gap.id),
        top + y,
        esc(&cut(&short(&gap.group), limit)),
        top + number,
        grouped(gap.tickets.len() as u64),
        layout.scale.0,
        top + layout.middle - 7.0,
    );
}

fn line(out: &mut String, gaps: &[Gap], layout: &Layout) {
    let (left, width) = layout.scale;
    let at = |(i, gap): (usize, &Gap)| {
        let x = left + gap.cumulated.clamp(0.0, 1.0) * width;
        (x, HEAD + i as f64 * layout.row + layout.middle)
    };
    let points: Vec<(f64, f64)> = gaps.iter().enumerate().map(at).collect();
    let path: Vec<String> = points
        .iter()
        .map(|(x, y)| format!("{x:.1},{y:.1}"))
        .collect();
    let _ = writeln!(
        out,
        "<polyline class=\"cov-sum\" points=\"{}\"/>",
        path.join(" ")
    );
    for ((x, y), gap) in points.iter().zip(gaps) {
        let _ = writeln!(
            out,
            "<circle class=\"cov-dot\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\"/><text class=\"cov-tick cov-halo\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            x + 8.0,
            y + 4.0,
            tight(&percent(gap.cumulated))
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::brief::pareto::chart;
    use crate::brief::sample::{small, year};

    #[test]
    fn bars_and_line_share_one_scale() {
        let coverage = year();
        let drawn = chart(&coverage);
        let all = f64::from(coverage.self_service.uncovered());
        let first = coverage.gaps[0].tickets.len() as f64 / all * 448.0;
        assert!(
            drawn.contains(&format!("x=\"352\" y=\"42\" width=\"{first:.1}\"")),
            "{drawn}"
        );
        // The line begins where the first bar ends.
        assert!(
            drawn.contains(&format!("points=\"{:.1},49.0 ", 352.0 + first)),
            "{drawn}"
        );
        assert_eq!(drawn.matches("<circle").count(), 2 * coverage.gaps.len());
        assert!(
            drawn.contains("class=\"cov-goal-name\" x=\"710.4\""),
            "{drawn}"
        );
    }

    #[test]
    fn one_gap_is_a_chart_too() {
        assert_eq!(chart(&small()).matches("<rect").count(), 2);
    }
}
