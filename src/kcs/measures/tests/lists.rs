//! What leads to articles, what is found in them, and what is drawn of them.

use crate::coverage::Kind;
use crate::coverage::reuse::{Linked, Reuse};
use crate::diag::{Code, Diagnostic, FileId, Severity};
use crate::kcs::measures::result::{State, Value};
use crate::kcs::measures::sample::{Nobody, Wish, draw};
use crate::kcs::measures::tests::{figure, four, input};
use crate::kcs::measures::{Input, measure};
use crate::model::ArticleId;
use jiff::civil::date;

fn reuse() -> Reuse {
    let ticket = |n: u32, article: u32, category: &str, kind| Linked {
        id: format!("T{n}"),
        day: Some(date(2026, 2, 1 + (n % 28) as i8)),
        category: category.to_owned(),
        articles: vec![ArticleId(article)],
        kind,
    };
    let mut linked: Vec<Linked> = (0..12)
        .map(|n| {
            ticket(
                n,
                0,
                ["Network", "Email", "Printing"][n as usize % 3],
                Kind::Known,
            )
        })
        .collect();
    linked.push(ticket(12, 2, "Email", Kind::New));
    Reuse {
        window: Some((date(2026, 2, 1), date(2026, 2, 28))),
        tickets: 26,
        unknown: 13,
        days: linked
            .iter()
            .map(|t| t.day)
            .chain([Some(date(2026, 2, 2)); 13])
            .collect(),
        linked,
    }
}

#[test]
fn links_of_tickets_and_articles_lead_somewhere() {
    let site = four();
    let reuse = reuse();
    let with = measure(&Input {
        reuse: Some(&reuse),
        ..input(&site)
    });
    let ready: Vec<_> = with
        .ready
        .iter()
        .map(|r| (&r.article.key[..], r.tickets.len(), r.articles.len()))
        .collect();
    assert_eq!(ready, [("a3", 1, 1)]);
    assert!(with.lonely.is_empty());
    assert_eq!(with.generic[0].article.key, "a1");
    assert_eq!(with.generic[0].categories.len(), 3);
    assert_eq!(
        figure(&with, "link_rate"),
        (13, 26, Value::Share(Some(0.5)))
    );
    assert_eq!(
        figure(&with, "new"),
        (1, 26, Value::Share(Some(1.0 / 26.0)))
    );
    assert_eq!(
        with.people[0].reused.as_ref().map(Vec::len),
        Some(13),
        "Ann created a1 and a3"
    );
    let without = measure(&input(&site));
    assert_eq!(without.lonely.len(), 1, "a1: no ticket and no link");
    assert!(without.measure("link_rate").is_none() && without.generic.is_empty());
}

#[test]
fn findings_are_counted_by_code() {
    let site = four();
    let of = |file: u32, code: &'static str| {
        Diagnostic::new(Code(code), Severity::Warning, FileId(file), "wrong")
    };
    let one = site.articles[0].file.0;
    let found = [
        of(one, "KB021"),
        of(one, "KB021"),
        of(9999, "KB021"),
        of(one, "KB023"),
    ];
    let health = measure(&Input {
        found: &found,
        ..input(&site)
    });
    let counts: Vec<_> = health
        .findings
        .iter()
        .map(|f| (f.code.0, f.count, f.articles.len()))
        .collect();
    assert_eq!(counts, [("KB021", 2, 1), ("KB023", 1, 1)]);
    assert_eq!(figure(&health, "findings"), (3, 1, Value::Count));
}

#[test]
fn a_sample_is_the_same_for_the_same_seed() {
    let site = four();
    let input = input(&site);
    let keys = |author, seed| {
        let wish = Wish {
            count: 2,
            author,
            seed,
        };
        draw(&input, &wish).map(|s| {
            s.articles
                .into_iter()
                .map(|a| a.article.key)
                .collect::<Vec<_>>()
        })
    };
    let seeds: Vec<String> = (0..20).map(|n: u32| n.to_string()).collect();
    let all: Vec<_> = seeds
        .iter()
        .map(|seed| keys(None, Some(&seed[..])))
        .collect();
    assert_eq!(keys(None, Some("x")), keys(None, Some("x")));
    assert!(all.windows(2).any(|two| two[0] != two[1]), "seeds differ");
    assert!(
        !all.iter().flatten().flatten().any(|key| key == "a4"),
        "archived"
    );
    let by_bo = [
        keys(Some("bo"), None),
        keys(Some("BO@example.com"), None),
        keys(Some("bo lee"), None),
    ];
    assert!(
        by_bo.iter().all(|keys| *keys == Ok(vec!["a1".to_owned()])),
        "{by_bo:?}"
    );
    let several = vec!["Ann Lee".to_owned(), "Bo Lee".to_owned()];
    assert_eq!(
        keys(Some("lee"), None),
        Err(Nobody::Several(several.clone()))
    );
    assert_eq!(keys(Some("zed"), None), Err(Nobody::Unknown(several)));
}

#[test]
fn every_figure_has_a_formula_and_a_name_of_its_own() {
    let (site, reuse) = (four(), reuse());
    let health = measure(&Input {
        reuse: Some(&reuse),
        ..input(&site)
    });
    let mut keys: Vec<_> = health.measures.iter().map(|m| m.key).collect();
    assert!(
        health
            .measures
            .iter()
            .all(|m| m.formula.len() > 20 && m.formula.contains(['÷', ':']))
    );
    let all = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), all);
    assert_eq!(health.count(State::Wip), 1);
}
