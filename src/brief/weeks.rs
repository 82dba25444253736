//! Tickets week by week, and when articles came in.
//!
//! Takes the weeks. Gives SVG with its text as text, drawn for a wide and for a narrow page, and a table of the same
//! numbers. Never smooths anything.

use crate::brief::About;
use crate::brief::axis::{Layout, NARROW, Scale, WIDE, months};
use crate::brief::figures::{counted, covered, day, grouped};
use crate::brief::markup::{article, esc, section, swatch, table, tight};
use crate::coverage::result::{Coverage, Week};
use std::fmt::Write as _;

/// Top and bottom of the bars.
const TOP: f64 = 40.0;
const BOTTOM: f64 = 230.0;
const HEIGHT: f64 = 256.0;
/// Room that the key of an article needs.
const KEY: f64 = 58.0;

/// Writes chart and table; nothing where the tickets have no dates.
pub(crate) fn write(out: &mut String, coverage: &Coverage, about: &About<'_>) {
    let weeks = &coverage.weeks;
    if weeks.len() < 2 {
        return;
    }
    let mut inner = format!(
        "<ul class=\"cov-series\"><li>{}with an answer</li><li>{}without</li><li>{}an article came in</li></ul>\n<figure class=\"cov-figure\">\n",
        swatch("cov-c0"),
        swatch("cov-c4"),
        swatch("cov-mark"),
    );
    for layout in [WIDE, NARROW] {
        draw(&mut inner, weeks, &layout);
    }
    inner.push_str(
        "</figure>\n<details class=\"cov-data\"><summary>The same as a table</summary>\n",
    );
    let rows: String = weeks.iter().map(|week| row(week, about)).collect();
    let heads = [
        ("", "Week of"),
        ("cov-n", "Tickets"),
        ("cov-n", "With an answer"),
        ("cov-n", "Share"),
        ("", "Articles that came in"),
    ];
    table(&mut inner, ("cov-weeks", "Table of weeks"), &heads, &rows);
    inner.push_str("</details>\n");
    section(out, ("by-week", "Week by week"), &inner);
}

fn row(week: &Week, about: &About<'_>) -> String {
    let came: Vec<String> = week
        .published
        .iter()
        .map(|a| article(a, about.links))
        .collect();
    format!(
        "<tr><th scope=\"row\">{}</th><td class=\"cov-n\">{}</td><td class=\"cov-n\">{}</td><td class=\"cov-n\">{}</td><td>{}</td></tr>\n",
        tight(&day(week.monday)),
        grouped(u64::from(week.share.all)),
        grouped(u64::from(week.share.covered())),
        tight(&covered(&week.share)),
        came.join(", "),
    )
}

fn draw(out: &mut String, weeks: &[Week], layout: &Layout) {
    let most = weeks.iter().map(|w| w.share.all).max().unwrap_or(0);
    let scale = Scale::of(most, (TOP, BOTTOM));
    let _ = writeln!(
        out,
        "<svg class=\"{}\" viewBox=\"0 0 {} {HEIGHT}\" role=\"img\"><title>Tickets week by week</title><desc>{}</desc>",
        layout.class,
        layout.width,
        esc(&described(weeks))
    );
    scale.draw(out, layout);
    let pitch = layout.pitch(weeks.len());
    for (i, week) in weeks.iter().enumerate() {
        let (x, width) = (i as f64 * pitch + pitch * 0.12, pitch * 0.76);
        let (known, all) = (scale.y(week.share.covered()), scale.y(week.share.all));
        let _ = writeln!(
            out,
            "<rect class=\"cov-c4\" x=\"{x:.1}\" y=\"{all:.1}\" width=\"{width:.1}\" height=\"{:.1}\"/><rect class=\"cov-c0\" x=\"{x:.1}\" y=\"{known:.1}\" width=\"{width:.1}\" height=\"{:.1}\"/>",
            known - all,
            BOTTOM - known
        );
    }
    let mondays: Vec<_> = weeks.iter().map(|w| w.monday).collect();
    months(out, &mondays, layout, BOTTOM + 18.0);
    marks(out, weeks, layout);
    out.push_str("</svg>\n");
}

fn described(weeks: &[Week]) -> String {
    let (Some(first), Some(last)) = (weeks.first(), weeks.last()) else {
        return String::new();
    };
    let came: usize = weeks.iter().map(|w| w.published.len()).sum();
    format!(
        "From {} in the week of {} to {} in the week of {}; {} came in. The table below holds the numbers.",
        counted(u64::from(first.share.all), "ticket"),
        day(first.monday),
        grouped(u64::from(last.share.all)),
        day(last.monday),
        counted(came as u64, "article"),
    )
}

/// Weeks in which articles came in; their keys where there is room.
fn marks(out: &mut String, weeks: &[Week], layout: &Layout) {
    let pitch = layout.pitch(weeks.len());
    let mut free = f64::MIN;
    for (i, week) in weeks
        .iter()
        .enumerate()
        .filter(|(_, w)| !w.published.is_empty())
    {
        let x = (i as f64 + 0.5) * pitch;
        let _ = writeln!(
            out,
            "<line class=\"cov-came\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"26\" y2=\"{BOTTOM}\"/><circle class=\"cov-mark\" cx=\"{x:.1}\" cy=\"24\" r=\"3.5\"/>"
        );
        if layout.keys && x - KEY / 2.0 >= free && x > KEY / 2.0 {
            let more = match week.published.len() {
                1 => String::new(),
                many => format!(" +{}", many - 1),
            };
            let _ = writeln!(
                out,
                "<text class=\"cov-tick\" x=\"{x:.1}\" y=\"13\" text-anchor=\"middle\">{}{more}</text>",
                esc(&week.published[0].key)
            );
            free = x + KEY / 2.0 + 10.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::brief::axis::WIDE;
    use crate::brief::sample::year;
    use crate::brief::weeks::draw;

    #[test]
    fn every_week_has_its_bar_and_every_article_its_mark() {
        let mut out = String::new();
        draw(&mut out, &year().weeks, &WIDE);
        assert_eq!(out.matches("<rect class=\"cov-c0\"").count(), 52);
        assert_eq!(out.matches("cov-mark").count(), 4);
        assert!(out.contains(">KB0051 +1</text>"), "{out}");
        assert!(
            out.contains(">Dec 2025</text>") && out.contains(">Jan 2026</text>"),
            "{out}"
        );
    }
}
