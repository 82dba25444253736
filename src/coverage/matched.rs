//! What every pattern matches, and what is the matter with it.
//!
//! Takes the tickets that count. Gives [`PatternHealth`] for each pattern, worst first. Never judges a pattern by tickets
//! outside the window.

use crate::coverage::health::{Finding, Matter, Tally};
use crate::coverage::ledger::Ledger;
use crate::coverage::live::article_ref;
use crate::coverage::patterns::Pattern;
use crate::coverage::result::{Example, Health, Named, PatternHealth};
use crate::source::line_column;

/// Every pattern.
pub(crate) fn patterns(ledger: &Ledger<'_>) -> Vec<PatternHealth> {
    let (store, list) = (ledger.store, &ledger.judge.patterns.list);
    let mut tally = Tally::new(list.iter().map(|p| p.article.0).collect());
    for ticket in &ledger.counted {
        let category = store.fact(*ticket).category;
        let top = category.map(|c| store.categories.top(c));
        tally.saw(*ticket, store.patterns(*ticket), top);
    }
    let all = ledger.counted.len() as u32;
    let found = tally.finish(all, ledger.settings.broad);
    let one = |(number, (pattern, finding)): (u32, (&Pattern, Finding))| PatternHealth {
        article: article_ref(ledger.desk.site, pattern.article),
        pattern: pattern.text.clone(),
        line: line(ledger, pattern),
        matches: finding.matches,
        health: health(ledger, finding.matter),
        examples: examples(ledger, number),
    };
    let mut all: Vec<PatternHealth> = (0..).zip(list.iter().zip(found)).map(one).collect();
    // The sort is stable: patterns of one kind stay in order of their articles where they match as much.
    all.sort_by_key(|p| (rank(&p.health), std::cmp::Reverse(p.matches)));
    all
}

/// Worst first.
fn rank(health: &Health) -> u8 {
    match health {
        Health::Broad { .. } => 0,
        Health::Overlapping { .. } => 1,
        Health::Dead => 2,
        Health::Good => 3,
    }
}

fn line(ledger: &Ledger<'_>, pattern: &Pattern) -> usize {
    let file = ledger.desk.site.article(pattern.article).file;
    let text = &ledger.desk.sources.file(file).text;
    line_column(text, pattern.span.start).0
}

fn health(ledger: &Ledger<'_>, matter: Matter) -> Health {
    let category = |(id, count)| Named {
        name: ledger.store.categories.level(id).name.clone(),
        count,
    };
    match matter {
        Matter::Good => Health::Good,
        Matter::Dead => Health::Dead,
        Matter::Broad { share, categories } => Health::Broad {
            share,
            categories: categories.into_iter().map(category).collect(),
        },
        Matter::Overlapping { with, both } => {
            let other = &ledger.judge.patterns.list[with as usize];
            Health::Overlapping {
                with: article_ref(ledger.desk.site, other.article),
                pattern: other.text.clone(),
                both,
            }
        }
    }
}

/// The newest tickets of a pattern, as far as they count and still match.
fn examples(ledger: &Ledger<'_>, pattern: u32) -> Vec<Example> {
    let store = ledger.store;
    let remembered = store.of_patterns.of(pattern);
    let counts = |ticket: u32| {
        ledger.counted.binary_search(&ticket).is_ok() && store.patterns(ticket).contains(&pattern)
    };
    remembered
        .filter(|(ticket, _)| counts(*ticket))
        .map(|(ticket, words)| ledger.example(ticket, words))
        .collect()
}
