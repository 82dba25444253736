//! The report as Markdown, for a wiki, a mail or a pull request.
//!
//! Takes what was measured. Gives text that reads well raw too. Never lets a ticket's words become markup.

use crate::brief::effects::{counts, sentences};
use crate::brief::figures::{
    capital, counted, covered, day, decimal, grouped, money, part, percent,
};
use crate::brief::words;
use crate::coverage::result::{Coverage, Gap, Health};
use std::fmt::Write as _;

/// Writes everything.
pub(crate) fn write(coverage: &Coverage) -> String {
    let mut out = String::new();
    opening(&mut out, coverage);
    gaps(&mut out, coverage);
    categories(&mut out, coverage);
    articles(&mut out, coverage);
    let _ = write!(out, "\n## What was read\n\n");
    for sentence in words::intake(coverage) {
        let _ = writeln!(out, "- {sentence}");
    }
    let _ = writeln!(out, "- {}", words::known(coverage));
    out
}

/// Text that stays text, in a table cell too.
pub(crate) fn md(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' | '$' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            // Elsewhere it is the arrow of a category.
            '>' if out.trim().is_empty() => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.trim().to_owned()
}

fn opening(out: &mut String, coverage: &Coverage) {
    let share = &coverage.self_service;
    let (number, says) = words::headline(share);
    let _ = write!(
        out,
        "# Ticket coverage\n\n{} · {}\n\n**{number}** {says}; {}.\n\n**{}**",
        words::window(coverage),
        counted(u64::from(share.all), "ticket"),
        words::for_agents(&coverage.agents),
        words::next(coverage)
    );
    if let Some(cost) = words::cost(coverage) {
        let _ = write!(
            out,
            " {}\n\n{}",
            md(&cost),
            md(&words::assumptions(coverage))
        );
    }
    out.push_str("\n\n| Answered by | Tickets | Share |\n|---|---:|---:|\n");
    let kinds = crate::coverage::result::Evidence::ALL
        .into_iter()
        .zip(share.by);
    let named = kinds.map(|(kind, n)| (words::evidence(kind), n));
    for (name, n) in named.chain([("no answer", share.uncovered())]) {
        let _ = writeln!(
            out,
            "| {name} | {} | {} |",
            grouped(u64::from(n)),
            part(n, share.all)
        );
    }
}

fn gaps(out: &mut String, coverage: &Coverage) {
    if coverage.gaps.is_empty() {
        return;
    }
    out.push_str(
        "\n## What to write next\n\n| Gap | Problem | Tickets | Added up | Trend | Weight | Cost a year | Answered |\n|---|---|---:|---:|---|---:|---:|---|\n",
    );
    for gap in &coverage.gaps {
        let mark = if gap.in_pareto { "**" } else { "" };
        let _ = writeln!(
            out,
            "| {mark}{}{mark} | {} | {} | {} | {} | {} | {} | {} |",
            md(&gap.id),
            md(&gap.group.name),
            grouped(gap.tickets.len() as u64),
            percent(gap.cumulated),
            words::trend(&gap.group.trend),
            decimal(gap.weight),
            md(&money(gap.cost, &coverage.assumptions)),
            words::state(gap.group.state)
        );
    }
    let _ = writeln!(
        out,
        "\nIn bold: the gaps that hold {} of all tickets without an answer, or all of them where they do not reach it.",
        percent(coverage.rules.pareto)
    );
    coverage.gaps.iter().for_each(|gap| evidence(out, gap));
}

fn evidence(out: &mut String, gap: &Gap) {
    let _ = write!(out, "\n### {} {}\n\n", md(&gap.id), md(&gap.group.name));
    let mut line = |name: &str, said: Vec<String>| {
        if !said.is_empty() {
            let _ = writeln!(out, "- {name}: {}", said.join("; "));
        }
    };
    line(
        "In the requesters’ words",
        gap.phrases.iter().map(|p| md(p)).collect(),
    );
    let of = |named: &crate::coverage::result::Named| {
        format!("{} ({})", md(&named.name), grouped(u64::from(named.count)))
    };
    line("Error codes", gap.codes.iter().map(of).collect());
    line("Systems", gap.group.os.iter().map(of).collect());
    let example = |e: &crate::coverage::result::Example| {
        let opened = e.day.map_or_else(String::new, |d| format!(", {}", day(d)));
        format!("“{}” ({}{opened})", md(&e.text), md(&e.id))
    };
    line(
        "Typical tickets",
        gap.examples.iter().map(example).collect(),
    );
    let _ = writeln!(
        out,
        "- Begin the article: `deskbook new --from-gap {}`",
        md(&gap.id)
    );
}

fn categories(out: &mut String, coverage: &Coverage) {
    let recurring: Vec<_> = coverage.groups.iter().filter(|g| g.recurring).collect();
    if recurring.is_empty() {
        return;
    }
    out.push_str("\n## Coverage by category\n\n| Category | Tickets | People | Agents | Answered | Trend |\n|---|---:|---:|---:|---|---|\n");
    for group in recurring {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} |",
            md(&group.name),
            grouped(u64::from(group.self_service.all)),
            covered(&group.self_service),
            covered(&group.agents),
            words::state(group.state),
            words::trend(&group.trend)
        );
    }
}

fn articles(out: &mut String, coverage: &Coverage) {
    if !coverage.findability.is_empty() {
        out.push_str("\n## Written, and not found\n\n| Article | Would have answered | Is named in |\n|---|---:|---:|\n");
    }
    for found in &coverage.findability {
        let _ = writeln!(
            out,
            "| {} ({}) | {} | {} |",
            md(&found.article.title),
            md(&found.article.key),
            grouped(u64::from(found.unlinked)),
            grouped(u64::from(found.linked))
        );
    }
    if !coverage.patterns.is_empty() {
        let _ = write!(
            out,
            "\n## Ticket patterns\n\n{}.\n\n",
            words::patterns(coverage)
        );
    }
    for ill in coverage
        .patterns
        .iter()
        .filter(|p| p.health != Health::Good)
    {
        let place = format!("{}:{}", md(&ill.article.path), ill.line);
        let _ = writeln!(
            out,
            "- {} ({place}): {}",
            md(&ill.pattern),
            md(&words::health(ill))
        );
    }
    if !coverage.effects.is_empty() {
        out.push_str("\n## What articles changed\n\n");
    }
    for effect in &coverage.effects {
        let said: Vec<String> = sentences(effect).iter().map(|s| capital(s)).collect();
        let _ = writeln!(
            out,
            "- {} ({}), came in on {}: {}. {}.",
            md(&effect.article.title),
            md(&effect.article.key),
            day(effect.published),
            counts(effect),
            said.join(". ")
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::brief::plain::{md, write};
    use crate::brief::sample::{empty, hostile, small, year};

    #[test]
    fn words_of_tickets_stay_words() {
        assert_eq!(
            md("a|b <i> `x` [l](u)\n"),
            "a\\|b &lt;i> \\`x\\` \\[l\\](u)"
        );
        let text = write(&hostile());
        assert!(!text.contains("<script>") && !text.contains('\u{1b}'));
        let rows = text.lines().filter(|l| l.starts_with("| **G"));
        for row in rows {
            assert_eq!(row.replace("\\|", "").matches('|').count(), 9, "{row}");
        }
    }

    #[test]
    fn the_first_lines_say_it_all() {
        let text = write(&year());
        let coverage = year();
        let all = coverage.self_service;
        let number = (all.share() * 100.0).round();
        assert!(
            text.contains(&format!(
                "**{number} %** of tickets have an answer that people can find"
            )),
            "{text}"
        );
        assert!(
            text.contains("articles would answer")
                && text.contains("Assumed: an article takes 30 %"),
            "{text}"
        );
    }

    #[test]
    fn little_is_said_of_little() {
        assert!(write(&empty()).contains("**n/a** of tickets"));
        assert!(!write(&empty()).contains("## What to write next"));
        assert!(write(&small()).contains(
            "**One article would answer 100 % of the rest.** Left unwritten, it costs about"
        ));
    }
}
