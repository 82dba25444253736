//! States month by month, time to publish, and the age of what is there.
//!
//! Takes months and days. Gives charts with a table of the same numbers. Never shows a curve where there are fewer than two
//! months.

use crate::brief::figures::{day, grouped, part};
use crate::brief::health::charts::{Chart, Names, figure};
use crate::brief::health::page::class;
use crate::brief::health::words;
use crate::brief::markup::{esc, section, table, tight};
use crate::kcs::measures::result::{Health, Month, Published, State};
use jiff::civil::Date;
use std::fmt::Write as _;

/// So many months are drawn; all of them are in the JSON form.
const MONTHS: usize = 36;
/// Upper ends of the groups of days to publish, and their names.
const PUBLISHING: ([i32; 5], [&str; 6]) = (
    [0, 7, 30, 90, 180],
    ["same day", "1–7 days", "8–30", "31–90", "91–180", "longer"],
);
/// The same of days since the newest commit.
const AGES: ([i32; 5], [&str; 6]) = (
    [30, 90, 180, 365, 730],
    [
        "30 days",
        "31–90",
        "91–180",
        "181–365",
        "1–2 years",
        "older",
    ],
);

/// States over time.
pub(crate) fn states(out: &mut String, health: &Health) {
    let from = health.months.len().saturating_sub(MONTHS);
    let months = &health.months[from..];
    let (Some(first), Some(last)) = (months.first(), months.last()) else {
        return;
    };
    if months.len() < 2 {
        return;
    }
    let there: Vec<State> = State::ALL
        .into_iter()
        .filter(|s| months.iter().any(|m| m.states[*s as usize] > 0))
        .collect();
    let series: Vec<(&str, &str)> = there
        .iter()
        .map(|s| (class(*s), words::state(*s)))
        .collect();
    let column = |m: &Month| there.iter().map(|s| m.states[*s as usize]).collect();
    let columns: Vec<Vec<u32>> = months.iter().map(column).collect();
    let days: Vec<Date> = months.iter().map(|m| m.day).collect();
    let says = format!(
        "From {} on {} to {} on {}. The table below holds the numbers.",
        grouped(u64::from(first.states.iter().sum::<u32>())),
        day(first.day),
        grouped(u64::from(last.states.iter().sum::<u32>())),
        day(last.day)
    );
    let mut inner = String::from(
        "<p class=\"cov-note\">Articles at the end of each month, by what they said of their confidence. The last column is the day of the report.</p>\n",
    );
    figure(
        &mut inner,
        &Chart {
            title: "Articles by state, month by month",
            says: &says,
            series: &series,
            names: Names::Days(&days),
            columns: &columns,
        },
    );
    let mut heads = vec![("", "End of")];
    heads.extend(there.iter().map(|s| ("cov-n", words::state(*s))));
    heads.push(("cov-n", "all"));
    let row = |(month, column): (&Month, &Vec<u32>)| {
        let cells = column
            .iter()
            .chain([&month.states.iter().sum::<u32>()])
            .fold(String::new(), |mut cells, n| {
                let _ = write!(cells, "<td class=\"cov-n\">{}</td>", grouped(u64::from(*n)));
                cells
            });
        format!(
            "<tr><th scope=\"row\">{}</th>{cells}</tr>\n",
            tight(&day(month.day))
        )
    };
    let rows: String = months.iter().zip(&columns).map(row).collect();
    folded(&mut inner, ("Table of months", &heads), &rows);
    section(out, ("states", "States over time"), &inner);
}

/// Numbers behind a chart.
pub(crate) fn folded(out: &mut String, (label, heads): (&str, &[(&str, &str)]), rows: &str) {
    out.push_str("<details class=\"cov-data\"><summary>The same as a table</summary>\n");
    table(out, ("cov-weeks", label), heads, rows);
    out.push_str("</details>\n");
}

/// Time to publish, and age.
pub(crate) fn publishing(out: &mut String, health: &Health) {
    let mut inner = String::new();
    if !health.published.is_empty() {
        let days: Vec<i32> = health.published.iter().map(|p| p.days).collect();
        let figures = ["publish_median", "publish_p90", "publish_period"];
        inner.push_str("<dl class=\"cov-facts\">\n");
        for measure in figures.iter().filter_map(|key| health.measure(key)) {
            let _ = writeln!(
                inner,
                "<div><dt>{}</dt><dd>{} ({})</dd></div>",
                esc(measure.name),
                tight(&words::value(measure)),
                esc(&words::counts(measure))
            );
        }
        inner.push_str("</dl>\n");
        histogram(
            &mut inner,
            "Articles by days from their first commit until readers could see them",
            (&days, PUBLISHING),
        );
        slowest(&mut inner, &health.published);
    }
    if !health.ages.is_empty() {
        let days: Vec<i32> = health.ages.iter().map(|(_, days)| *days).collect();
        inner.push_str(
            "<p class=\"cov-note\">Articles by days since somebody last changed them:</p>\n",
        );
        histogram(
            &mut inner,
            "Articles by days since their newest commit",
            (&days, AGES),
        );
    }
    if !inner.is_empty() {
        section(out, ("time", "Time to publish, and age"), &inner);
    }
}

fn histogram(
    out: &mut String,
    title: &str,
    (days, (ends, names)): (&[i32], ([i32; 5], [&str; 6])),
) {
    let mut counts = [0_u32; 6];
    for day in days {
        counts[ends.iter().position(|end| day <= end).unwrap_or(5)] += 1;
    }
    let said: Vec<String> = names
        .iter()
        .zip(counts)
        .map(|(name, n)| format!("{name}: {}", grouped(u64::from(n))))
        .collect();
    let columns: Vec<Vec<u32>> = counts.iter().map(|n| vec![*n]).collect();
    figure(
        out,
        &Chart {
            title,
            says: &format!("{}.", said.join("; ")),
            series: &[("cov-c0", "")],
            names: Names::Words(&names),
            columns: &columns,
        },
    );
    let row = |(name, n): (&&str, &u32)| {
        let share = tight(&part(*n, days.len() as u32));
        let n = grouped(u64::from(*n));
        format!(
            "<tr><th scope=\"row\">{name}</th><td class=\"cov-n\">{n}</td><td class=\"cov-n\">{share}</td></tr>\n"
        )
    };
    let rows: String = names.iter().zip(&counts).map(row).collect();
    let heads = [("", "Days"), ("cov-n", "Articles"), ("cov-n", "Share")];
    folded(out, (title, &heads), &rows);
}

/// The articles behind the long end.
fn slowest(out: &mut String, all: &[Published]) {
    let mut slow: Vec<&Published> = all.iter().filter(|p| p.days > 30).collect();
    slow.sort_by_key(|p| std::cmp::Reverse(p.days));
    if slow.is_empty() {
        return;
    }
    let one = |p: &&Published| {
        format!(
            "{} ({})",
            esc(&p.article.key),
            tight(&words::whole_days(p.days))
        )
    };
    let some: Vec<String> = slow.iter().take(12).map(one).collect();
    let more = if slow.len() > 12 { " …" } else { "" };
    let _ = writeln!(
        out,
        "<p class=\"cov-fine\">More than 30 days: {}{more}</p>",
        some.join(", ")
    );
}
