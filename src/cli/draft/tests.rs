//! Tests of drafts.
//!
//! Takes requests. Gives nothing. Never touches the disk.

use crate::cli::draft::{Known, Request, draft, next_id};
use crate::config::Settings;
use crate::diag::FileId;
use crate::parse::block::read;
use crate::parse::front_matter::{Confidence, Kind};
use jiff::civil::date;
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

fn request(title: &str) -> Request<'_> {
    Request {
        title,
        kind: Kind::BreakFix,
        category: None,
        id: None,
        today: date(2026, 11, 22),
        material: None,
    }
}

fn known(settings: &Settings) -> Known<'_> {
    Known {
        content: "content",
        ids: vec!["KB0041".to_owned(), "KB0007".to_owned(), "X9".to_owned()],
        categories: vec![("network/vpn".to_owned(), "VPN and remote work".to_owned())],
        settings,
    }
}

#[test]
fn ids_go_on_in_the_pattern_of_the_base() {
    let cases: [(&[&str], &str); 6] = [
        (&[], "KB0001"),
        (&["KB0041", "KB0007"], "KB0042"),
        (&["KB9999"], "KB10000"),
        (&["HELP-7", "HELP-12", "KB0001"], "HELP-13"),
        (&["12", "13"], "14"),
        (&["vpn", "mail"], "KB0001"),
    ];
    for (ids, next) in cases {
        let ids: Vec<_> = ids.iter().map(|id| (*id).to_owned()).collect();
        assert_eq!(next_id(&ids), next, "{ids:?}");
    }
}

#[test]
fn a_draft_lands_in_its_category_under_its_own_name() {
    let settings = Settings::default();
    let known = known(&settings);
    let path = |category| {
        let request = Request {
            category,
            ..request("VPN: error  809!")
        };
        draft(&request, &known).unwrap().path.to_string()
    };
    assert_eq!(path(None), "content/vpn-error-809.md");
    assert_eq!(
        path(Some("network/vpn/")),
        "content/network/vpn/vpn-error-809.md"
    );
    assert_eq!(
        path(Some("vpn and remote work")),
        "content/network/vpn/vpn-error-809.md"
    );
    assert_eq!(path(Some("VPN")), "content/network/vpn/vpn-error-809.md");
    assert_eq!(
        path(Some("New Things")),
        "content/new-things/vpn-error-809.md"
    );
    assert_eq!(path(Some("../../etc")), "content/s/s/etc/vpn-error-809.md");
}

#[test]
fn what_cannot_be_is_refused() {
    let settings = Settings::default();
    let known = known(&settings);
    for id in ["kb0041", "", "a b", "../x"] {
        let request = Request {
            id: Some(id),
            ..request("Title")
        };
        assert!(draft(&request, &known).is_err(), "{id}");
    }
    assert!(draft(&request(" \n"), &known).is_err());
}

#[test]
fn every_type_reads_back_without_a_finding() {
    let settings = Settings::default();
    let known = known(&settings);
    for kind in [
        Kind::BreakFix,
        Kind::HowTo,
        Kind::Faq,
        Kind::Reference,
        Kind::KnownError,
    ] {
        let request = Request {
            kind,
            ..request("No sound")
        };
        let draft = draft(&request, &known).unwrap();
        let (front, body, found) = read(FileId(0), &draft.text, &settings.dialect);
        assert_eq!(found, [], "{kind:?}");
        assert_eq!(front.kind.unwrap().value, kind);
        assert_eq!(front.confidence.unwrap().value, Confidence::Wip);
        assert_eq!(front.id.unwrap().value, "KB0042");
        assert_eq!(front.review_by.unwrap().value, date(2027, 11, 22));
        assert!(draft.text[body..].contains("## "), "{kind:?}");
    }
}

proptest! {
    #[test]
    fn every_title_survives_its_quotes(title in "[ -~äß日]{1,30}") {
        let settings = Settings::default();
        if let Ok(draft) = draft(&request(&title), &known(&settings)) {
            let (front, _, found) = read(FileId(0), &draft.text, &settings.dialect);
            prop_assert!(found.is_empty(), "{:?}", found);
            let words: Vec<_> = title.split_whitespace().collect();
            prop_assert_eq!(front.title.unwrap().value, words.join(" "));
        }
    }
}
