//! The health report as Markdown, for a wiki, a mail or a pull request.
//!
//! Takes what was measured. Gives text that reads well raw too. Never lets an author's words become markup.

use crate::brief::figures::{counted, day, grouped, percent};
use crate::brief::health::words::{self, COACHING};
use crate::brief::plain::md;
use crate::coverage::result::ArticleRef;
use crate::kcs::measures::result::{Flagged, Health, Step};
use std::fmt::Write as _;

/// Writes everything.
pub(crate) fn write(health: &Health, title: &str) -> String {
    let mut out = format!(
        "# Health of the base\n\n{} · {} · period: {}\n\n**{}**\n",
        md(title),
        words::as_of(health),
        words::period(health),
        words::headline(health)
    );
    if let Some(missing) = words::missing(health.past) {
        let _ = write!(out, "\n{missing}\n");
    }
    happened(&mut out, health);
    upkeep(&mut out, health);
    leading(&mut out, health);
    standard(&mut out, health);
    people(&mut out, health);
    figures(&mut out, health);
    out
}

/// `Title (KB0042)`.
fn named(article: &ArticleRef) -> String {
    format!("{} ({})", md(&article.title), md(&article.key))
}

/// A heading and a line for each; nothing where there is none.
fn list(out: &mut String, heading: &str, lines: &[String]) {
    if !lines.is_empty() {
        let _ = write!(out, "\n{heading}\n\n");
        for line in lines {
            let _ = writeln!(out, "- {line}");
        }
    }
}

fn happened(out: &mut String, health: &Health) {
    let digest = &health.digest;
    let mut parts = String::new();
    let step = |s: &Step| {
        format!(
            "{}: {}, {}",
            day(s.day),
            named(&s.article),
            md(&s.by.join(", "))
        )
    };
    for (heading, steps) in [("### New", &digest.new), ("### Improved", &digest.improved)] {
        list(
            &mut parts,
            heading,
            &steps.iter().map(step).collect::<Vec<_>>(),
        );
    }
    let changes = digest.changes.iter().map(|c| {
        let what = md(&words::change(c));
        format!(
            "{}: {}, {what}, {}",
            day(c.day),
            named(&c.article),
            md(&c.by)
        )
    });
    list(
        &mut parts,
        "### Changed state",
        &changes.collect::<Vec<_>>(),
    );
    let removed = digest.removed.iter();
    let removed = removed.map(|(path, on)| format!("{}: {}", day(*on), md(path)));
    list(&mut parts, "### Removed", &removed.collect::<Vec<_>>());
    list(&mut parts, "### Flags raised", &flags(&digest.flags));
    let due = digest.due.iter().map(|d| {
        let owner = md(words::owner(d.owner.as_deref()));
        format!("{}: {}, {owner}", day(d.day), named(&d.article))
    });
    list(
        &mut parts,
        "### Reviews that became due",
        &due.collect::<Vec<_>>(),
    );
    let mass = digest.mass.iter().map(|m| {
        let articles = counted(u64::from(m.articles), "article");
        format!(
            "{}: a commit of {} changed {articles} at once",
            day(m.day),
            md(&m.by)
        )
    });
    list(&mut parts, "### Mass edits", &mass.collect::<Vec<_>>());
    if !parts.is_empty() {
        let _ = write!(out, "\n## What happened\n{parts}");
    }
}

fn flags(all: &[Flagged]) -> Vec<String> {
    let one = |f: &Flagged| {
        let raised = words::raised(f);
        let raised = if raised.is_empty() {
            raised
        } else {
            format!(" ({})", md(&raised))
        };
        format!("{}: {}{raised}", named(&f.article), md(&f.text))
    };
    all.iter().map(one).collect()
}

fn upkeep(out: &mut String, health: &Health) {
    if !health.teams.is_empty() {
        out.push_str("\n## Reviews\n\n| Owner | Articles | Overdue | In 30 days | In 90 days | No date |\n|---|---:|---:|---:|---:|---:|\n");
    }
    for team in &health.teams {
        let cells = team.counts().map(|n| grouped(u64::from(n)));
        let _ = writeln!(out, "| {} | {} |", md(words::team(team)), cells.join(" | "));
    }
    let due = health.reviews.iter().map(|d| {
        format!(
            "{}: {}, {}",
            named(&d.article),
            words::left(d),
            md(words::owner(d.owner.as_deref()))
        )
    });
    list(out, "### Overdue and next", &due.collect::<Vec<_>>());
    list(out, "## Open flags", &flags(&health.flags));
    let wip = health.unfinished.iter().map(|u| {
        let days = u
            .days
            .map_or_else(String::new, |d| format!(", for {}", words::whole_days(d)));
        format!(
            "{}{days}, {}",
            named(&u.article),
            md(words::owner(u.owner.as_deref()))
        )
    });
    list(out, "## In progress", &wip.collect::<Vec<_>>());
}

fn leading(out: &mut String, health: &Health) {
    let ready = health.ready.iter().map(|r| {
        format!(
            "{}: {}, {}",
            named(&r.article),
            counted(r.tickets.len() as u64, "ticket"),
            counted(r.articles.len() as u64, "link")
        )
    });
    list(out, "## Ready to validate", &ready.collect::<Vec<_>>());
    let generic = health.generic.iter().map(|g| {
        format!(
            "{}: {}, {} of all links, {}",
            named(&g.article),
            counted(g.tickets.len() as u64, "ticket"),
            percent(g.share),
            counted(g.categories.len() as u64, "kind")
        )
    });
    list(out, "## Perhaps too general", &generic.collect::<Vec<_>>());
    let lonely = health.lonely.iter().map(|l| named(&l.article));
    list(out, "## Nothing leads to them", &lonely.collect::<Vec<_>>());
}

fn standard(out: &mut String, health: &Health) {
    if !health.findings.is_empty() {
        out.push_str("\n## Content standard\n\n| Code | What | Level | Findings | Articles |\n|---|---|---|---:|---:|\n");
    }
    for one in &health.findings {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            one.code,
            md(one.title),
            one.severity,
            grouped(u64::from(one.count)),
            grouped(one.articles.len() as u64)
        );
    }
}

fn people(out: &mut String, health: &Health) {
    if health.people.is_empty() {
        return;
    }
    let _ = write!(
        out,
        "\n## Contribution, for coaching\n\n{COACHING}\n\n| Name | Created | Improved | Validated | Reused in |\n|---|---|---|---|---:|\n"
    );
    for one in &health.people {
        let keys = |all: &[String]| -> String {
            let keys: Vec<String> = all.iter().map(|key| md(key)).collect();
            keys.join(", ")
        };
        let reused = one.reused.as_ref();
        let reused = reused.map_or_else(String::new, |ids| counted(ids.len() as u64, "ticket"));
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {reused} |",
            md(&one.name),
            keys(&one.created),
            keys(&one.improved),
            keys(&one.validated)
        );
    }
}

fn figures(out: &mut String, health: &Health) {
    out.push_str(
        "\n## How it was computed\n\n| Figure | Value | Counts | Formula |\n|---|---:|---:|---|\n",
    );
    for one in &health.measures {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} |",
            one.name,
            words::value(one),
            words::counts(one),
            one.formula.replace('|', "\\|")
        );
    }
}
