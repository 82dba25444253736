//! Coverage by category: every level, with its bar.
//!
//! Takes the groups. Gives a table. Never leaves a category out uncounted: those that do not recur are summed up.

use crate::brief::figures::{counted, covered, grouped};
use crate::brief::markup::{
    esc, own_name, said, section, series, spark, stack, swatch, table, tight,
};
use crate::brief::words::{state, trend};
use crate::coverage::result::{Coverage, Group};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Deeper levels stand no further in.
const DEEPEST: u32 = 4;

/// Writes the table; nothing where the tickets have no categories.
pub(crate) fn write(out: &mut String, coverage: &Coverage) {
    if coverage.groups.is_empty() {
        return;
    }
    let kept = kept(&coverage.groups);
    let shown = |(i, group): (usize, &Group)| kept.contains(&i).then(|| row(group));
    let rows: String = coverage
        .groups
        .iter()
        .enumerate()
        .filter_map(shown)
        .collect();
    let mut inner = key(coverage);
    let heads = [
        ("", "Category"),
        ("cov-n", "Tickets"),
        ("cov-bar", "By what they are answered"),
        ("cov-n", "People"),
        ("cov-n", "Agents"),
        ("cov-wide", "Answered"),
        ("cov-wide", "Weeks"),
    ];
    table(
        &mut inner,
        ("cov-categories", "Table of categories"),
        &heads,
        &rows,
    );
    inner.push_str(&rest(coverage, &kept));
    section(out, ("by-category", "Coverage by category"), &inner);
}

/// Recurring groups, and the levels above them.
fn kept(groups: &[Group]) -> BTreeSet<usize> {
    let mut kept = BTreeSet::new();
    let mut above: Vec<usize> = Vec::new();
    for (i, group) in groups.iter().enumerate() {
        above.truncate(group.depth as usize);
        above.push(i);
        if group.recurring {
            kept.extend(above.iter().copied());
        }
    }
    kept
}

fn key(coverage: &Coverage) -> String {
    let mut out = String::from("<ul class=\"cov-series\">");
    for (class, name, _) in series(&coverage.self_service) {
        let _ = write!(out, "<li>{}{name}</li>", swatch(&class));
    }
    out.push_str("</ul>\n");
    out
}

fn row(group: &Group) -> String {
    let name = own_name(group);
    let note = if group.is_topic {
        " <span class=\"cov-above\">found in the text</span>"
    } else {
        ""
    };
    format!(
        "<tr class=\"cov-d{}\"><th scope=\"row\">{}{note}</th><td class=\"cov-n\">{}</td><td class=\"cov-bar\">{}<span class=\"cov-vh\">{}</span></td>\
         <td class=\"cov-n\">{}</td><td class=\"cov-n\">{}</td><td class=\"cov-wide\">{}</td><td class=\"cov-wide\">{}<span class=\"cov-vh\">{}</span></td></tr>\n",
        group.depth.min(DEEPEST),
        esc(name),
        grouped(u64::from(group.self_service.all)),
        stack(&group.self_service),
        esc(&by_evidence(group)),
        tight(&covered(&group.self_service)),
        tight(&covered(&group.agents)),
        state(group.state),
        spark(&group.trend),
        esc(&trend(&group.trend)),
    )
}

/// The figures of the bar, for those who do not see it.
fn by_evidence(group: &Group) -> String {
    let parts: Vec<String> = series(&group.self_service)
        .iter()
        .map(|(_, name, n)| format!("{name} {}", grouped(u64::from(*n))))
        .collect();
    format!("{}: {}", said(&group.self_service), parts.join(", "))
}

/// What the table leaves out: groups that do not recur and have none below them that does.
fn rest(coverage: &Coverage, kept: &BTreeSet<usize>) -> String {
    let groups = &coverage.groups;
    let left: Vec<&Group> = (0..groups.len())
        .filter(|i| !kept.contains(i))
        .map(|i| &groups[i])
        .collect();
    if left.is_empty() {
        return String::new();
    }
    let word = if left.len() == 1 {
        "category or topic does"
    } else {
        "categories and topics do"
    };
    let most = left.iter().map(|g| g.self_service.all).max().unwrap_or(0);
    format!(
        "<p class=\"cov-fine\">{} more {word} not recur and stand in the table’s CSV form; the largest has {}.</p>\n",
        left.len(),
        counted(u64::from(most), "ticket")
    )
}
