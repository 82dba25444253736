//! What to write next: the Pareto chart and the table of gaps.
//!
//! Takes the gaps. Gives HTML. Never shows a weight without the tickets behind it.

use crate::brief::figures::{decimal, direction, grouped, money, percent};
use crate::brief::markup::{above, esc, own_name, section, spark, table, tight};
use crate::brief::pareto::chart;
use crate::brief::words::{pareto, state};
use crate::coverage::result::{Coverage, Direction, Gap, Trend};
use std::fmt::Write as _;

/// Writes the chart and the table; nothing where there are no gaps.
pub(crate) fn write(out: &mut String, coverage: &Coverage) {
    if coverage.gaps.is_empty() {
        return;
    }
    let mut inner = String::new();
    if coverage.gaps.len() > 1 {
        let _ = writeln!(
            inner,
            "<p class=\"cov-note\">Each bar is a recurring problem without an article, as a share of the {} tickets \
             that have no answer. The line adds them up.</p>",
            grouped(u64::from(coverage.self_service.uncovered()))
        );
        inner.push_str(&chart(coverage));
    }
    let rows: String = coverage.gaps.iter().map(|gap| row(gap, coverage)).collect();
    let heads = [
        ("", "Gap"),
        ("", "Problem"),
        ("cov-n", "Tickets"),
        ("cov-n cov-mid", "Added up"),
        ("", "Weeks"),
        ("cov-wide", "Trend"),
        ("cov-n cov-wide", "Weight"),
        ("cov-n", "Cost a year"),
        ("cov-wide", "Answered"),
    ];
    table(&mut inner, ("cov-gaps", "Table of gaps"), &heads, &rows);
    inner.push_str(
        "<p class=\"cov-fine\">Tickets: those without an answer. Weight: each of them counts 1, and more where a service \
         level was missed (1), it was opened again (1) or it took more than one contact (½).</p>\n",
    );
    section(out, ("write-next", "What to write next"), &inner);
}

fn row(gap: &Gap, coverage: &Coverage) -> String {
    let set = pareto(coverage);
    let is_last = set.len() < coverage.gaps.len() && set.last().is_some_and(|g| g.id == gap.id);
    let class = match (gap.in_pareto, is_last) {
        (_, true) => " class=\"cov-in cov-last\"",
        (true, _) => " class=\"cov-in\"",
        _ => "",
    };
    let group = &gap.group;
    let above = above(group);
    let name = own_name(group);
    let above = if above.is_empty() {
        above
    } else {
        format!("<span class=\"cov-above\">{}</span>", esc(&above))
    };
    format!(
        "<tr{class}><td>{id}</td><th scope=\"row\"><a href=\"#gap-{id}\">{}</a>{above}</th><td class=\"cov-n\">{}</td>\
         <td class=\"cov-n cov-mid\">{}</td><td>{}</td><td class=\"cov-wide\">{}</td><td class=\"cov-n cov-wide\">{}</td>\
         <td class=\"cov-n\">{}</td><td class=\"cov-wide\">{}</td></tr>\n",
        esc(name),
        grouped(gap.tickets.len() as u64),
        tight(&percent(gap.cumulated)),
        spark(&group.trend),
        trend(&group.trend),
        decimal(gap.weight),
        tight(&money(gap.cost, &coverage.assumptions)),
        state(group.state),
        id = esc(&gap.id),
    )
}

/// The word, and both halves below it.
fn trend(trend: &Trend) -> String {
    let word = direction(trend.direction);
    if trend.direction == Direction::Unknown {
        return word.to_owned();
    }
    let [first, second] = [trend.first, trend.second].map(|n| grouped(u64::from(n)));
    format!(
        "{word}<span class=\"cov-above\">{}</span>",
        tight(&format!("{first} then {second}"))
    )
}
