//! Known, new and unknown tickets, and the share that names an article, month by month.
//!
//! Takes the tickets by their links. Gives their figures. Never counts anything but a link.

use crate::coverage::Kind;
use crate::coverage::reuse::Reuse;
use crate::kcs::measures::result::{TicketMonth, Tickets};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Counts them.
pub(crate) fn tickets(reuse: &Reuse) -> Tickets {
    let of = |kind| {
        let same = reuse.linked.iter().filter(move |t| t.kind == kind);
        same.map(|t| t.id.clone()).collect()
    };
    Tickets {
        window: reuse.window,
        all: reuse.tickets,
        known: of(Kind::Known),
        new: of(Kind::New),
        unknown: reuse.unknown,
        months: months(reuse),
    }
}

fn months(reuse: &Reuse) -> Vec<TicketMonth> {
    let mut all: BTreeMap<Date, (u32, u32)> = BTreeMap::new();
    for day in reuse.days.iter().flatten() {
        all.entry(day.first_of_month()).or_default().0 += 1;
    }
    for day in reuse.linked.iter().filter_map(|t| t.day) {
        all.entry(day.first_of_month()).or_default().1 += 1;
    }
    let month = |(day, (tickets, linked))| TicketMonth {
        day,
        tickets,
        linked,
    };
    all.into_iter().map(month).collect()
}
