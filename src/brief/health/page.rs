//! The health report as a page, part by part.
//!
//! Takes what was measured. Gives its HTML, alone or for the site. Never names a file outside of itself, and never writes
//! a style attribute or a script.

use crate::brief::About;
use crate::brief::figures::{counted, grouped, part};
use crate::brief::health::charts::bar;
use crate::brief::health::{happened, leading, method, sheets, time, upkeep, words};
use crate::brief::markup::{esc, swatch, tight};
use crate::brief::page::contents;
use crate::kcs::measures::result::{Health, State};
use std::fmt::Write as _;

/// The colour of a state.
pub(crate) fn class(state: State) -> &'static str {
    match state {
        State::Validated => "cov-c0",
        State::NotValidated => "cov-c2",
        State::Wip => "cov-c4",
        State::Unstated => "cov-c6",
        State::Archived => "cov-c5",
    }
}

/// Everything that stands on the page.
pub(crate) fn body(health: &Health, about: &About<'_>) -> String {
    let mut parts = String::new();
    happened::write(&mut parts, health, about);
    time::states(&mut parts, health);
    upkeep::reviews(&mut parts, health, about);
    upkeep::waiting(&mut parts, health, about);
    leading::write(&mut parts, health, about);
    leading::tickets(&mut parts, health);
    time::publishing(&mut parts, health);
    sheets::findings(&mut parts, health);
    sheets::people(&mut parts, health);
    method::write(&mut parts, health);
    let mut out = String::from("<div class=\"coverage\" lang=\"en\" dir=\"ltr\">\n");
    opening(&mut out, health, about);
    out.push_str(&contents(&parts));
    out.push_str(&parts);
    out.push_str("</div>\n");
    out
}

fn opening(out: &mut String, health: &Health, about: &About<'_>) {
    let validated = health.count(State::Validated);
    let live = health.articles() - health.count(State::Archived);
    let _ = write!(
        out,
        "<header class=\"cov-head\">\n<h1>Health of the base</h1>\n<p class=\"cov-of\">{} · {} · period: {}</p>\n\
         <div class=\"cov-numbers\">\n<p class=\"cov-number\"><b>{}</b> <span>of {} are validated</span></p>\n{}{}</div>\n",
        esc(about.title),
        esc(&words::as_of(health)),
        esc(&words::period(health)),
        tight(&part(validated, live)),
        counted(u64::from(live), "article"),
        second(
            health.overdue().count(),
            ("review overdue", "reviews overdue")
        ),
        second(health.flags.len(), ("flag open", "flags open")),
    );
    states(out, health);
    let _ = writeln!(
        out,
        "<p class=\"cov-say\"><b>{}.</b></p>",
        esc(&words::headline(health))
    );
    if let Some(missing) = words::missing(health.past) {
        let _ = writeln!(out, "<p class=\"cov-note\">{}</p>", esc(missing));
    }
    out.push_str("</header>\n");
}

fn second(number: usize, (one, many): (&str, &str)) -> String {
    let word = if number == 1 { one } else { many };
    format!(
        "<p class=\"cov-number cov-second\"><b>{}</b> <span>{word}</span></p>\n",
        grouped(number as u64)
    )
}

/// All articles as a bar, and what its colours mean.
fn states(out: &mut String, health: &Health) {
    if health.articles() == 0 {
        return;
    }
    let counts = State::ALL.into_iter().zip(health.counts());
    let parts: Vec<(&str, u32)> = counts.clone().map(|(s, n)| (class(s), n)).collect();
    let _ = writeln!(out, "{}\n<ul class=\"cov-series\">", bar(&parts));
    for (state, n) in counts.filter(|(_, n)| *n > 0) {
        let _ = write!(
            out,
            "<li>{}{} <b>{}</b></li>",
            swatch(class(state)),
            words::state(state),
            grouped(u64::from(n))
        );
    }
    out.push_str("</ul>\n");
}
