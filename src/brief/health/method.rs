//! Every figure with its formula and its counts.
//!
//! Takes the measures. Gives HTML. Never leaves one out.

use crate::brief::health::words;
use crate::brief::markup::{esc, section, table, tight};
use crate::kcs::measures::result::{Health, Measure};

/// Writes the table.
pub(crate) fn write(out: &mut String, health: &Health) {
    let row = |one: &Measure| {
        format!(
            "<tr><th scope=\"row\">{}</th><td class=\"cov-n\">{}</td><td class=\"cov-n\">{}</td><td>{}</td></tr>\n",
            esc(one.name),
            tight(&words::value(one)),
            tight(&words::counts(one)),
            code(&one.formula)
        )
    };
    let rows: String = health.measures.iter().map(row).collect();
    let heads = [
        ("", "Figure"),
        ("cov-n", "Value"),
        ("cov-n", "Counts"),
        ("", "Formula"),
    ];
    let mut inner = String::new();
    table(
        &mut inner,
        ("cov-method", "Table of figures"),
        &heads,
        &rows,
    );
    inner.push_str("<p class=\"cov-fine\">Every count can be traced: the JSON form lists the articles and tickets behind it. Trends and material for coaching; none of the figures is a target.</p>\n");
    section(out, ("method", "How it was computed"), &inner);
}

/// Text whose parts between backticks are code.
fn code(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let part = |(i, part): (usize, &str)| match i % 2 {
        1 => format!("<code>{}</code>", esc(part)),
        _ => esc(part),
    };
    parts.map(part).collect()
}
