//! The head of the report: the one number, what to do, and what it costs.
//!
//! Takes what was measured. Gives HTML. Never shows the cost without what it was computed with.

use crate::brief::About;
use crate::brief::figures::{counted, covered, part};
use crate::brief::markup::{esc, series, stack, swatch, tight};
use crate::brief::words::{FOR_AGENTS, assumptions, cost, headline, next, window};
use crate::coverage::result::Coverage;
use std::fmt::Write as _;

/// Writes the head.
pub(crate) fn write(out: &mut String, coverage: &Coverage, about: &About<'_>) {
    let share = &coverage.self_service;
    let (number, says) = headline(share);
    let _ = write!(
        out,
        "<header class=\"cov-head\">\n<h1>Ticket coverage</h1>\n<p class=\"cov-of\">{} · {} · {}</p>\n\
         <div class=\"cov-numbers\">\n<p class=\"cov-number\"><b>{}</b> <span>{says}</span></p>\n\
         <p class=\"cov-number cov-second\"><b>{}</b> <span>{}</span></p>\n</div>\n",
        esc(about.title),
        esc(&window(coverage)),
        counted(u64::from(share.all), "ticket"),
        tight(&number),
        tight(&covered(&coverage.agents)),
        FOR_AGENTS,
    );
    if share.all > 0 {
        let _ = writeln!(out, "{}", stack(share));
        key(out, coverage);
    }
    let cost = cost(coverage);
    let _ = writeln!(
        out,
        "<p class=\"cov-say\"><b>{}</b>{}</p>",
        esc(&next(coverage)),
        cost.as_ref()
            .map_or_else(String::new, |c| format!(" {}", esc(c)))
    );
    if cost.is_some() {
        let _ = writeln!(
            out,
            "<p class=\"cov-fine\">{}</p>",
            esc(&assumptions(coverage))
        );
    }
    out.push_str("</header>\n");
}

/// What the colours of all bars mean, with the figures of this one.
fn key(out: &mut String, coverage: &Coverage) {
    let share = &coverage.self_service;
    out.push_str("<ul class=\"cov-series\">");
    for (class, name, number) in series(share) {
        let _ = write!(
            out,
            "<li>{}{name} <b>{}</b></li>",
            swatch(&class),
            tight(&part(number, share.all))
        );
    }
    out.push_str("</ul>\n");
}
