//! The test set of tickets, and the promises of the whole.

use super::Redactor;
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};
use std::borrow::Cow;

/// One sentence: what must go and what must stay.
#[derive(serde::Deserialize)]
struct Case {
    text: String,
    goes: Vec<String>,
    stays: Vec<String>,
}

fn redactor(extra: &[&str]) -> Redactor {
    Redactor::new(&extra.iter().map(|e| (*e).to_owned()).collect::<Vec<_>>()).unwrap()
}

fn cases() -> Vec<Case> {
    let text = include_str!("../../../tests/vectors/privacy.jsonl");
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn the_test_set_keeps_its_floors() {
    let (redactor, cases) = (redactor(&[]), cases());
    let (mut goes, mut stays, mut wrong) = ([0, 0], [0, 0], Vec::new());
    for case in &cases {
        let shown = redactor.redact(&case.text);
        let mut judge = |list: &[String], count: &mut [usize; 2], wanted: bool| {
            for part in list {
                let good = shown.contains(part.as_str()) == wanted;
                count[usize::from(good)] += 1;
                if !good {
                    wrong.push(format!("{part:?} in {shown:?}"));
                }
            }
        };
        judge(&case.goes, &mut goes, false);
        judge(&case.stays, &mut stays, true);
    }
    let share = |[bad, good]: [usize; 2]| good as f64 / (bad + good) as f64;
    assert!(cases.len() >= 150);
    assert!(
        share(goes) >= 0.96 && share(stays) >= 0.96,
        "goes {goes:?}, stays {stays:?}: {wrong:#?}"
    );
}

#[test]
fn every_kind_has_its_sign() {
    let redactor = redactor(&[r"PROJ-\w+"]);
    for (text, wanted) in [
        ("ask anna@example.org", "ask [mail]"),
        ("call +49 89 1234567", "call [phone]"),
        ("ping 10.1.2.3 and ff02::1:ff00:1", "ping [ip] and [ip]"),
        ("port of 00:1A:2B:3C:4D:5E", "port of [mac]"),
        ("laptop LT-004213", "laptop [id]"),
        ("my name is Anna Keller", "my name is [name]"),
        ("at 12 Maple Street now", "at [address] now"),
        ("card 4111 1111 1111 1111", "card [card]"),
        ("password is Sommer24!", "password is [secret]"),
        ("about PROJ-Falcon", "about [redacted]"),
    ] {
        assert_eq!(redactor.redact(text), wanted, "{text}");
    }
}

#[test]
fn a_wrong_rule_is_named() {
    let error = Redactor::new(&["ok".to_owned(), "(open".to_owned()]).unwrap_err();
    assert!(
        error.starts_with("`(open`: ") && error.len() > 12,
        "{error}"
    );
}

#[test]
fn what_is_redacted_stays_so_and_nothing_is_copied_for_nothing() {
    let redactor = redactor(&[]);
    for case in cases() {
        let once = redactor.redact(&case.text).into_owned();
        assert_eq!(redactor.redact(&once), once);
    }
    assert!(matches!(
        redactor.redact("the printer is offline"),
        Cow::Borrowed(_)
    ));
}

proptest! {
    #[test]
    fn nothing_panics(text in "\\PC{0,80}", numbers in "[0-9 .:/()+A-Fa-f@-]{0,60}") {
        let redactor = redactor(&[]);
        let _ = redactor.redact(&text);
        let shown = redactor.redact(&numbers).into_owned();
        prop_assert!(shown.len() <= numbers.len() * 4 + 16);
        prop_assert_eq!(redactor.redact(&numbers).into_owned(), shown);
    }
}
