//! Linked, pattern, category, text; for readers and for agents.

use crate::coverage::fact::{Apart, Raw};
use crate::coverage::findability::findability;
use crate::coverage::groups::share;
use crate::coverage::overview::known_new_unknown;
use crate::coverage::result::{Evidence, View};
use crate::coverage::tests::base::{
    article, daily, day, found, linked, matching, raw, site, with_ledger, written,
};
use crate::model::Site;
use crate::parse::front_matter::Confidence;
use std::sync::Arc;

const READERS: View = View::SelfService;
const AGENTS: View = View::Agents;

/// Article 0 has two patterns, 1 one and a claim, 2 is for agents only, 3 is archived, 4 is being written.
fn five() -> Site {
    let mut all: Vec<_> = ["KB1", "KB2", "KB3", "KB4", "KB5"]
        .map(|key| article(key, key, "words"))
        .into();
    Arc::make_mut(&mut all[0].front).tickets.patterns = written(&["printer jam", "paper tray"]);
    Arc::make_mut(&mut all[1].front).tickets.patterns = written(&["printer offline"]);
    Arc::make_mut(&mut all[1].front).tickets.categories = written(&["Printing"]);
    all[2].rung = 0;
    Arc::make_mut(&mut all[2].front).tickets.patterns = written(&["spooler service"]);
    all[3].confidence = Some(Confidence::Archived);
    Arc::make_mut(&mut all[3].front).tickets.categories = written(&["Fax"]);
    all[4].confidence = Some(Confidence::Wip);
    Arc::make_mut(&mut all[4].front).tickets.categories = written(&["Scanner"]);
    site(all)
}

/// By what a ticket is covered, and by which article.
type Covered = Option<(Evidence, u32)>;
/// A ticket; what covers it for end users; what covers it for agents.
type Case = (Raw, Covered, Covered);

#[test]
fn the_first_evidence_that_holds_is_the_one() {
    let printing = |at| raw(at, &["Printing", "Paper"]);
    let text = [Some((0, 0.5)), Some((0, 0.5))];
    let cases: [Case; 9] = [
        // What names an article is linked, whatever else holds.
        (
            found(linked(matching(printing(0), &[0]), 1), text),
            Some((Evidence::Linked, 1)),
            Some((Evidence::Linked, 1)),
        ),
        // Of two articles the one with more patterns, then the first.
        (
            matching(printing(1), &[0, 1, 2]),
            Some((Evidence::Pattern, 0)),
            Some((Evidence::Pattern, 0)),
        ),
        (
            matching(printing(2), &[1, 2]),
            Some((Evidence::Pattern, 0)),
            Some((Evidence::Pattern, 0)),
        ),
        // A claim of the parent claims what is below.
        (
            found(printing(3), text),
            Some((Evidence::Category, 1)),
            Some((Evidence::Category, 1)),
        ),
        // The search, from the threshold on.
        (
            found(raw(4, &["Other"]), text),
            Some((Evidence::Text, 0)),
            Some((Evidence::Text, 0)),
        ),
        (
            found(raw(5, &["Other"]), [Some((0, 0.49)), Some((2, 0.51))]),
            None,
            Some((Evidence::Text, 2)),
        ),
        // What only agents see answers only them.
        (
            matching(raw(6, &[]), &[3]),
            None,
            Some((Evidence::Pattern, 2)),
        ),
        (
            linked(printing(7), 2),
            Some((Evidence::Category, 1)),
            Some((Evidence::Linked, 2)),
        ),
        (raw(8, &[]), None, None),
    ];
    let tickets = cases.each_ref().map(|(raw, ..)| clone(raw)).into();
    with_ledger(&five(), tickets, |ledger| {
        for (ticket, (_, readers, agents)) in (0..).zip(&cases) {
            let found = |view| ledger.verdict(ticket, view).map(|(e, id)| (e, id.0));
            assert_eq!(
                (found(READERS), found(AGENTS)),
                (*readers, *agents),
                "T{}",
                ticket + 1
            );
        }
        let readers = share(ledger, &ledger.counted, READERS);
        assert_eq!((readers.all, readers.by), (9, [1, 2, 2, 1]));
        assert_eq!(share(ledger, &ledger.counted, AGENTS).by, [2, 3, 1, 2]);
    });
}

fn clone(raw: &Raw) -> Raw {
    Raw {
        id: raw.id.clone(),
        category: raw.category.clone(),
        service: raw.service.clone(),
        said: Arc::clone(&raw.said),
        links: raw.links.clone(),
        found_by: raw.found_by.clone(),
        words: raw.words.clone(),
        ..*raw
    }
}

#[test]
fn archived_articles_and_those_being_written_cover_nothing() {
    let tickets = vec![
        linked(raw(0, &["Fax"]), 3),
        linked(raw(0, &["Scanner"]), 4),
        found(raw(0, &[]), [None, None]),
    ];
    with_ledger(&five(), tickets, |ledger| {
        assert_eq!(share(ledger, &ledger.counted, AGENTS).covered(), 0);
    });
}

#[test]
fn what_is_no_request_and_what_is_too_old_is_counted_apart() {
    let mut tickets = daily(3, &["A"]);
    tickets[1].apart = Some(Apart::Noise);
    tickets.push(Raw {
        apart: Some(Apart::Cancelled),
        ..raw(500, &["A"])
    });
    // The window is 180 days: with the newest on day 180 the first day lies outside.
    tickets.push(raw(180, &["A"]));
    tickets.push(Raw {
        day: None,
        ..raw(0, &["A"])
    });
    with_ledger(&five(), tickets, |ledger| {
        assert_eq!(
            (&ledger.counted[..], ledger.outside, ledger.apart),
            (&[2, 4, 5][..], 1, 2)
        );
    });
}

#[test]
fn known_and_new_are_told_by_link_only() {
    let mut site = five();
    site.articles[0].dates.created = Some(day(5));
    Arc::make_mut(&mut site.articles[1].front).tickets.linked = written(&["T4"]);
    let tickets = vec![
        linked(raw(4, &[]), 0), // named before it was there: new
        linked(raw(5, &[]), 0), // on its day: new
        linked(raw(6, &[]), 0), // known
        linked(raw(7, &[]), 1), // the article was written from it: new
        linked(raw(8, &[]), 1), // nobody knows when it came: known
        matching(raw(9, &[]), &[0]),
    ];
    with_ledger(&site, tickets, |ledger| {
        assert_eq!(known_new_unknown(ledger), (2, 3, 1));
    });
}

#[test]
fn an_article_that_tickets_do_not_name_is_not_found() {
    let by_pattern = |n: i32| (0..n).map(|at| matching(raw(at, &[]), &[0]));
    let by_text = |n: i32| (0..n).map(|at| found(raw(at, &[]), [Some((1, 0.9)), None]));
    let find = |tickets: Vec<Raw>| {
        with_ledger(&five(), tickets, |ledger| {
            let all = findability(ledger).into_iter();
            all.map(|f| (f.article.key, f.unlinked, f.linked))
                .collect::<Vec<_>>()
        })
    };
    let mut tickets: Vec<Raw> = by_pattern(6).chain(by_text(4)).collect();
    // No ticket names any article: nobody knows who found what.
    assert_eq!(find(std::mem::take(&mut tickets)), []);
    let tickets = by_pattern(6)
        .chain(by_text(4))
        .chain([linked(raw(0, &[]), 0)]);
    // Four are too few.
    assert_eq!(find(tickets.collect()), [("KB1".to_owned(), 6, 1)]);
    let often = (0..6).map(|at| linked(raw(at, &[]), 0));
    assert_eq!(find(by_pattern(6).chain(often).collect()), []);
}
