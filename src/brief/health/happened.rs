//! What happened in the period, list by list.
//!
//! Takes the digest. Gives HTML. Never lists what a mass edit changed one by one.

use crate::brief::About;
use crate::brief::figures::{counted, day, grouped};
use crate::brief::health::words;
use crate::brief::markup::{article, esc, section, tight};
use crate::kcs::measures::result::{Health, Past};
use std::fmt::Write as _;

/// So many lines of a list are shown on the page; all of them are in the JSON form.
const SHOWN: usize = 40;

/// Writes the lists; nothing where the past is not known and nothing else happened.
pub(crate) fn write(out: &mut String, health: &Health, about: &About<'_>) {
    let digest = &health.digest;
    let step = |step: &crate::kcs::measures::result::Step| {
        let by = step.by.join(", ");
        line(step.day, &article(&step.article, about.links), &esc(&by))
    };
    let lists: [(&str, Vec<String>); 6] = [
        ("New", digest.new.iter().map(step).collect()),
        ("Improved", digest.improved.iter().map(step).collect()),
        (
            "Changed state",
            digest
                .changes
                .iter()
                .map(|c| {
                    let what = format!(
                        "{} <b>{}</b>",
                        article(&c.article, about.links),
                        esc(&words::change(c))
                    );
                    line(c.day, &what, &esc(&c.by))
                })
                .collect(),
        ),
        (
            "Removed",
            digest
                .removed
                .iter()
                .map(|(path, day)| line(*day, &format!("<code>{}</code>", esc(path)), ""))
                .collect(),
        ),
        (
            "Flags raised",
            digest
                .flags
                .iter()
                .filter_map(|f| {
                    let what = format!("{} {}", article(&f.article, about.links), esc(&f.text));
                    Some(line(
                        f.day?,
                        &what,
                        &esc(f.by.as_deref().unwrap_or_default()),
                    ))
                })
                .collect(),
        ),
        (
            "Reviews that became due",
            digest
                .due
                .iter()
                .map(|d| {
                    line(
                        d.day,
                        &article(&d.article, about.links),
                        &esc(words::owner(d.owner.as_deref())),
                    )
                })
                .collect(),
        ),
    ];
    let mut inner = String::new();
    if health.past == Past::Full {
        let _ = writeln!(inner, "<p class=\"cov-note\">{}</p>", esc(&summary(&lists)));
    }
    for (title, lines) in lists.iter().filter(|(_, lines)| !lines.is_empty()) {
        list(&mut inner, title, lines, health.asked);
    }
    for mass in &digest.mass {
        let _ = writeln!(
            inner,
            "<p class=\"cov-fine\">A commit of {} on {} changed {} at once; they are not listed.</p>",
            esc(&mass.by),
            tight(&day(mass.day)),
            counted(u64::from(mass.articles), "article")
        );
    }
    if !inner.is_empty() {
        let title = format!("What happened: {}", words::period(health));
        section(out, ("happened", &title), &inner);
    }
}

/// `3 new, 12 improved, 4 changes of state.`
fn summary(lists: &[(&str, Vec<String>); 6]) -> String {
    let parts: Vec<String> = lists
        .iter()
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(title, lines)| format!("{}: {}", title.to_lowercase(), grouped(lines.len() as u64)))
        .collect();
    if parts.is_empty() {
        "Nothing happened to articles.".to_owned()
    } else {
        format!("{}.", crate::brief::figures::capital(&parts.join(", ")))
    }
}

fn line(on: jiff::civil::Date, what: &str, who: &str) -> String {
    let who = if who.is_empty() {
        String::new()
    } else {
        format!(" <span class=\"cov-above\">{who}</span>")
    };
    format!(
        "<div><dt>{}</dt><dd>{what}{who}</dd></div>\n",
        tight(&day(on))
    )
}

fn list(out: &mut String, title: &str, lines: &[String], open: bool) {
    let open = if open { " open" } else { "" };
    let _ = write!(
        out,
        "<details class=\"cov-one\"{open}>\n<summary><h3>{title}</h3> <span class=\"cov-many\">{}</span></summary>\n\
         <div class=\"cov-inside\">\n<dl class=\"cov-facts cov-words\">\n{}</dl>\n{}</div>\n</details>\n",
        grouped(lines.len() as u64),
        lines[..lines.len().min(SHOWN)].concat(),
        more(lines.len(), SHOWN)
    );
}

/// That a list goes on in the JSON form.
pub(crate) fn more(all: usize, shown: usize) -> String {
    match all.saturating_sub(shown) {
        0 => String::new(),
        more => format!(
            "<p class=\"cov-fine\">{} more in the JSON form.</p>\n",
            grouped(more as u64)
        ),
    }
}
