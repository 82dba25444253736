//! The desk as a whole: weeks, systems by category, known and new problems.
//!
//! Takes the ledger. Gives the figures at the top of the report. Never says what the tickets do not.

use crate::coverage::groups::{named_systems, share};
use crate::coverage::ledger::Ledger;
use crate::coverage::live::article_ref;
use crate::coverage::result::{Heat, View, Week};
use crate::coverage::tree::Tree;
use crate::coverage::window::{self, Window};
use crate::model::article::Article;
use std::collections::BTreeMap;

/// Rows of the map of systems.
const ROWS: usize = 12;

/// Tickets and new articles by week.
pub(crate) fn weeks(ledger: &Ledger<'_>) -> Vec<Week> {
    let Some(window) = ledger.window else {
        return Vec::new();
    };
    let mondays = window.mondays();
    let mut tickets = vec![Vec::new(); mondays.len()];
    for ticket in &ledger.counted {
        if let Some(day) = ledger.store.fact(*ticket).day {
            tickets[window.week(day)].push(*ticket);
        }
    }
    let mut published = vec![Vec::new(); mondays.len()];
    let site = ledger.desk.site;
    for (id, article) in site.iter() {
        let day = created_in(window, article);
        if let Some(day) = day.filter(|_| ledger.judge.live.answers(id, View::SelfService)) {
            published[window.week(day)].push(article_ref(site, id));
        }
    }
    let week = |(monday, (tickets, published)): (_, (Vec<u32>, _))| Week {
        monday,
        share: share(ledger, &tickets, View::SelfService),
        published,
    };
    mondays
        .into_iter()
        .zip(tickets.into_iter().zip(published))
        .map(week)
        .collect()
}

/// The day an article came, where that is in the window.
fn created_in(window: Window, article: &Article) -> Option<window::Day> {
    let day = window::number(article.dates.created?);
    window.holds(day).then_some(day)
}

/// Known, new and unknown, by link only.
pub(crate) fn known_new_unknown(ledger: &Ledger<'_>) -> (u32, u32, u32) {
    let mut counts = [0; 3];
    let (site, store) = (ledger.desk.site, ledger.store);
    for ticket in &ledger.counted {
        let ticket_and_day = (store.id(*ticket), store.fact(*ticket).day);
        let mentions = &ledger.judge.mentions;
        counts[mentions.kind(site, ticket_and_day, store.links(*ticket)) as usize] += 1;
    }
    counts.into()
}

/// Systems by top category.
pub(crate) fn heat(ledger: &Ledger<'_>, tree: &Tree) -> Heat {
    let os = &ledger.desk.site.settings.os;
    let mut heat = Heat::default();
    let mut rows = Vec::new();
    for (name, tickets) in tree.tops(ledger).into_iter().take(ROWS) {
        let mut cells: BTreeMap<u32, [u32; 2]> = BTreeMap::new();
        for ticket in tickets {
            let is_open = u32::from(ledger.is_uncovered(*ticket));
            for system in named_systems(ledger.store.fact(*ticket)) {
                let cell = cells.entry(system).or_default();
                cell[0] += 1;
                cell[1] += is_open;
            }
        }
        heat.categories.push(name);
        rows.push(cells);
    }
    let is_named = |n: &u32| rows.iter().any(|row| row.contains_key(n));
    let columns: Vec<u32> = (0..os.len() as u32).filter(is_named).collect();
    heat.os = columns
        .iter()
        .map(|n| os[*n as usize].name.clone())
        .collect();
    let cells = |which: usize| {
        let cell = |row: &BTreeMap<u32, [u32; 2]>, n: &u32| row.get(n).map_or(0, |c| c[which]);
        let line = |row| columns.iter().map(|n| cell(row, n)).collect();
        rows.iter().map(line).collect()
    };
    heat.all = cells(0);
    heat.uncovered = cells(1);
    heat
}
