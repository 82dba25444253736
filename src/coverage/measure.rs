//! From tickets to figures: the order of the steps.
//!
//! Takes the base and something that reads tickets. Gives [`Measured`]. Never reads a file itself.

use crate::config::tickets::TicketSettings;
use crate::coverage::categories::Categories;
use crate::coverage::desk::{Desk, Request};
use crate::coverage::explained::Explained;
use crate::coverage::fact::Raw;
use crate::coverage::gaps::{self, Found};
use crate::coverage::groups::{service, share};
use crate::coverage::judge::Judge;
use crate::coverage::ledger::Ledger;
use crate::coverage::result::{Assumptions, Calibration, Coverage, Rules, View};
use crate::coverage::store::Store;
use crate::coverage::tree::Tree;
use crate::coverage::window;
use crate::coverage::{effects, explain, findability, matched, overview};
use crate::diag::Failure;
use crate::model::ArticleId;
use crate::tickets::intake::Intake;
use crate::tickets::ticket::Ticket;

/// What was measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// Everything the report is written from.
    pub coverage: Coverage,
    /// One a ticket, in order of the export; empty unless asked for.
    pub explained: Vec<Explained>,
}

/// Said where not all texts could be kept.
const THINNED: &str = "so many different texts that topics, phrases and examples are from an even part of them; all other \
     figures are of all tickets";

/// Turns a ticket into what stays of it; may be called from any thread.
pub(crate) type Work<'a> = dyn Fn(Ticket) -> Raw + Sync + 'a;
/// Takes what stays, in order of the export.
pub(crate) type Keep<'a> = dyn FnMut(u32, Raw) + 'a;
/// Reads tickets.
pub(crate) type Read<'a> =
    dyn Fn(&TicketSettings, &Work<'_>, &mut Keep<'_>) -> Result<Intake, Failure> + 'a;

/// Measures what a reader reads.
pub(crate) fn measure(
    desk: &Desk<'_>,
    request: &Request<'_>,
    read: &Read<'_>,
) -> Result<Measured, Failure> {
    let settings = request.settings(desk.site);
    let judge = Judge::new(desk, &settings, request)?;
    let categories = Categories::new(&settings.vague);
    let mut store = Store::new(categories, &judge.named.products, settings.window);
    let work = |ticket| {
        if let Some(seen) = request.seen {
            seen();
        }
        judge.read(ticket)
    };
    let mut intake = read(&settings, &work, &mut |number, raw| {
        store.keep(number, &raw);
    })?;
    if let Some(source) = intake
        .sources
        .last_mut()
        .filter(|_| !store.texts.is_whole())
    {
        source.notes.push(THINNED.to_owned());
    }
    let calibration = calibrate(&judge, &store);
    let ledger = Ledger::new(*desk, &settings, (&judge, &store), calibration.threshold);
    let tree = Tree::of(&ledger);
    let topics = gaps::vague(&ledger, &tree);
    let ledger = ledger.among(
        &topics
            .iter()
            .map(|topic| topic.tickets.as_slice())
            .collect::<Vec<_>>(),
    );
    let found = gaps::find(&ledger, &tree, topics);
    let explained = if request.explain {
        explain::explain(&ledger, &found.topic_tickets)
    } else {
        Vec::new()
    };
    Ok(Measured {
        coverage: coverage(&ledger, &tree, found, (intake, calibration)),
        explained,
    })
}

/// Chooses the threshold of the text evidence: from what end users may find, which is what the site shows.
fn calibrate(judge: &Judge<'_>, store: &Store) -> Calibration {
    let all: Vec<&str> = store.sample.iter().map(String::as_str).collect();
    let open: Vec<&str> = store.open.iter().map(String::as_str).collect();
    let known: Vec<(&str, ArticleId)> = store
        .known
        .iter()
        .map(|(text, id)| (text.as_str(), *id))
        .collect();
    // The other view only has to learn which articles come near to everything.
    for search in &judge.search[1..] {
        search.calibrate((&all, &open), &[]);
    }
    judge.search[0].calibrate((&all, &open), &known)
}

fn coverage(
    ledger: &Ledger<'_>,
    tree: &Tree,
    found: Found,
    (intake, calibration): (Intake, Calibration),
) -> Coverage {
    let mut groups = tree.groups(ledger);
    groups.extend(found.topics);
    let (effects, too_few) = effects::effects(ledger);
    let all = &ledger.counted;
    Coverage {
        intake,
        window: ledger
            .window
            .map(|w| (window::day(w.first), window::day(w.last))),
        outside: ledger.outside,
        not_counted: ledger.apart,
        self_service: share(ledger, all, View::SelfService),
        agents: share(ledger, all, View::Agents),
        known_new_unknown: overview::known_new_unknown(ledger),
        service: service(ledger, all),
        weeks: overview::weeks(ledger),
        groups,
        gaps: found.gaps,
        pareto: found.pareto,
        heat: overview::heat(ledger, tree),
        findability: findability::findability(ledger),
        patterns: matched::patterns(ledger),
        effects,
        too_few,
        calibration,
        assumptions: assumptions(ledger.settings),
        rules: Rules::from(ledger.settings),
    }
}

fn assumptions(settings: &TicketSettings) -> Assumptions {
    let own = TicketSettings::default();
    let of = |s: &TicketSettings| {
        (
            s.deflectable,
            s.assisted_cost,
            s.self_service_cost,
            s.currency.clone(),
        )
    };
    Assumptions {
        deflectable: settings.deflectable,
        assisted: settings.assisted_cost,
        self_service: settings.self_service_cost,
        currency: settings.currency.clone(),
        are_own: of(settings) == of(&own),
    }
}
