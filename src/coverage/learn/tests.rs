//! Lessons of a small export.
//!
//! Takes a base of three articles and tickets about them. Gives what is learnt, what is not, and what the search makes of
//! it. Never counts a word that one person says often.

use crate::config::learnt::Words;
use crate::config::tickets::TicketSettings;
use crate::coverage::learn::{Lesson, learn};
use crate::model::Site;
use crate::search::tests::base::{article, site};
use crate::source::exports::Exports;
use crate::text::redact::Redactor;
use std::fmt::Write as _;
use std::fs;
use std::sync::Arc;

/// Three articles with ids.
fn base() -> Site {
    let mut all = vec![
        article(
            "a/vpn",
            "VPN error 809",
            &["cannot reach the server"],
            &[("Fix", "Open the port.")],
        ),
        article(
            "b/dock",
            "Docking station without picture",
            &[],
            &[("Fix", "Replace the cable.")],
        ),
        article(
            "c/mail",
            "Mailbox is full",
            &[],
            &[("Fix", "Archive old messages.")],
        ),
    ];
    for (number, article) in (1..).zip(&mut all) {
        article.key = format!("KB000{number}");
        article.has_key = true;
    }
    site(all, Vec::new())
}

/// Rows of who said what, and how it was solved.
fn lesson(site: &Site, rows: &[(&str, &str, &str)]) -> Lesson {
    let mut csv = "number,caller_id,short_description,close_notes,opened_at,state\n".to_owned();
    for (n, (who, words, notes)) in rows.iter().enumerate() {
        let day = n % 9 + 1;
        writeln!(
            csv,
            "INC{n:07},{who},\"{words}\",\"{notes}\",2026-03-0{day} 09:00:00,Closed"
        )
        .unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("t.csv"), csv).unwrap();
    let exports = Exports::open(folder.path(), &["t.csv".into()]).unwrap();
    let redactor = Redactor::new(&[]).unwrap();
    learn(site, &TicketSettings::default(), &redactor, &exports).unwrap()
}

fn words(lesson: &Lesson, id: &str) -> Vec<String> {
    lesson.learnt.words(id).map(str::to_owned).collect()
}

/// Six people with other problems, so that something can be told apart.
const OTHERS: [(&str, &str, &str); 12] = [
    ("q1", "screen stays black at my desk", "see KB0002"),
    ("q2", "screen stays black at my desk", "see KB0002"),
    ("q3", "screen stays black at my desk", "see KB0002"),
    ("q4", "screen stays black at my desk", "see KB0002"),
    ("q5", "screen stays black at my desk", "see KB0002"),
    ("q6", "screen stays black at my desk", "see KB0002"),
    ("q1", "cannot send anything at my desk", "KB0003 helped"),
    ("q2", "cannot send anything at my desk", "KB0003 helped"),
    ("q3", "cannot send anything at my desk", "KB0003 helped"),
    ("q4", "cannot send anything at my desk", "KB0003 helped"),
    ("q5", "cannot send anything at my desk", "KB0003 helped"),
    ("q6", "cannot send anything at my desk", "KB0003 helped"),
];

/// The same words by so many people, about an article each, beside tickets about the others.
fn by_people(people: usize, said: &str) -> Lesson {
    let names: Vec<String> = (0..people).map(|n| format!("p{n}")).collect();
    let mut rows: Vec<(&str, &str, &str)> = names
        .iter()
        .map(|who| (who.as_str(), said, "KB0001"))
        .collect();
    rows.extend(OTHERS);
    lesson(&base(), &rows)
}

#[test]
fn a_word_of_three_people_that_the_article_lacks_is_learnt() {
    let three = by_people(3, "tunnel to the servers drops");
    assert_eq!(words(&three, "KB0001"), ["drops", "tunnel"]);
    assert_eq!(words(&three, "KB0002"), ["black", "screen", "stays"]);
    assert_eq!((three.used, three.nameless), (15, 0));
    assert_eq!(words(&by_people(2, "tunnel drops"), "KB0001"), [""; 0]);
}

#[test]
fn one_person_who_says_it_often_is_one_person() {
    let rows = [("p1", "tunnel drops", "KB0001"); 5];
    assert_eq!(words(&lesson(&base(), &rows), "KB0001"), [""; 0]);
}

#[test]
fn where_nobody_is_known_days_count_and_without_either_nothing_is_learnt() {
    let mut rows = vec![("", "tunnel drops", "KB0001"); 4];
    rows.extend(OTHERS.map(|(_, words, notes)| ("", words, notes)));
    assert_eq!(
        words(&lesson(&base(), &rows), "KB0001"),
        ["drops", "tunnel"]
    );
}

#[test]
fn what_the_redactor_touched_anywhere_is_never_learnt() {
    // The address gives the name away that others write without one.
    let names = ["p1", "p2", "p3", "p4"];
    let mut rows: Vec<_> = names
        .map(|who| (who, "quibbleton tunnel drops", "KB0001"))
        .to_vec();
    rows.extend(OTHERS);
    assert!(words(&lesson(&base(), &rows), "KB0001").contains(&"quibbleton".to_owned()));
    rows.push(("p9", "my name is Quibbleton", "KB0003"));
    let taught = words(&lesson(&base(), &rows), "KB0001");
    assert_eq!(taught, ["drops", "tunnel"]);
}

#[test]
fn a_barred_word_stays_barred_and_learning_again_changes_nothing() {
    let names = ["p1", "p2", "p3"];
    let mut rows: Vec<_> = names.map(|who| (who, "tunnel drops", "KB0001")).to_vec();
    rows.extend(OTHERS);
    let mut site = base();
    let first = lesson(&site, &rows).learnt;
    let learnt = &mut Arc::make_mut(&mut site.settings).learnt;
    *learnt = first.clone();
    assert_eq!(lesson(&site, &rows).learnt, first);
    let learnt = &mut Arc::make_mut(&mut site.settings).learnt;
    let entry = learnt.articles.entry("KB0001".to_owned());
    let entry: &mut Words = entry.or_default();
    entry.people.insert("drops".to_owned(), 0);
    let again = lesson(&site, &rows);
    assert_eq!(words(&again, "KB0001"), ["tunnel"]);
    assert!(again.learnt.is_barred("KB0001", "drops"));
}

#[test]
fn a_learnt_word_finds_its_article_below_one_that_says_it() {
    let mut site = base();
    let learnt = &mut Arc::make_mut(&mut site.settings).learnt;
    let mut words = Words::default();
    words.people.insert("cable".to_owned(), 4);
    words.people.insert("tunnel".to_owned(), 3);
    learnt.articles.insert("KB0001".to_owned(), words);
    let index = crate::search::build(&site).unwrap();
    let found = |query: &str| -> Vec<String> {
        let answer = index.search(query, &crate::search::Options::default());
        let hits = answer.hits.iter();
        hits.map(|h| site.article(h.article).key.clone()).collect()
    };
    assert_eq!(found("tunnel"), ["KB0001"]);
    assert_eq!(found("cable"), ["KB0002", "KB0001"]);
}
