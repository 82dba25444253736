//! Pairs against the plain definition, and passages.
//!
//! Takes small texts. Gives failures. Never needs a base.

use crate::likeness::{Text, pairs, passage, words};
use proptest::prelude::{prop_assert_eq, proptest};
use std::collections::BTreeSet;

fn text(part: &str) -> Text<'_> {
    Text {
        parts: vec![part],
        group: 0,
    }
}

/// By the definition: phrases of both among the phrases of either.
fn share(one: &str, other: &str) -> f64 {
    let phrases = |text: &str| -> BTreeSet<Vec<u64>> {
        let numbers: Vec<u64> = words(text).map(|w| w.number).collect();
        numbers.windows(3).map(<[u64]>::to_vec).collect()
    };
    let (one, other) = (phrases(one), phrases(other));
    let both = one.intersection(&other).count();
    both as f64 / (one.len() + other.len() - both).max(1) as f64
}

#[test]
fn words_are_the_same_in_any_case_and_know_their_place() {
    let text = "Öffnen Sie: VPN-Client 5.2";
    let found: Vec<_> = words(text).map(|w| &text[w.start..w.end]).collect();
    assert_eq!(found, ["Öffnen", "Sie", "VPN", "Client", "5", "2"]);
    let numbers = |text| words(text).map(|w| w.number).collect::<Vec<_>>();
    assert_eq!(numbers("ÖFFNEN sie"), numbers("öffnen SIE"));
    assert_eq!(numbers("再起動").len(), 3);
}

#[test]
fn only_texts_of_one_group_are_compared() {
    let long = "restart the client and sign in again with the account of the company";
    let mut texts = vec![text(long), text(long), text(long)];
    texts[1].group = 1;
    let found = pairs(&texts, 0.8);
    let found: Vec<_> = found
        .iter()
        .map(|p| (p.later, p.earlier, p.share))
        .collect();
    assert_eq!(found, [(2, 0, 1.0)]);
}

#[test]
fn what_many_texts_share_does_not_count() {
    let own = |n: usize| format!("this text is about n{n} and x{n} with y{n} for z{n}");
    let template = "please open a ticket with the service desk if this did not help you at all";
    let texts: Vec<String> = (0..40).map(|n| format!("{} {template}", own(n))).collect();
    let texts: Vec<Text<'_>> = texts.iter().map(|t| text(t)).collect();
    assert_eq!(pairs(&texts, 0.3), []);
}

#[test]
fn the_longest_passage_is_found_as_it_was_written() {
    let one = Text {
        parts: vec![
            "Short one",
            "First, close Outlook and delete the *profile*. Then wait.",
        ],
        group: 0,
    };
    let other = text("You should close outlook and delete the profile today");
    assert_eq!(
        passage(&one, &other),
        Some("close Outlook and delete the *profile")
    );
    assert_eq!(passage(&other, &text("close it")), None);
}

proptest! {
    #[test]
    fn every_pair_of_the_definition_is_found(
        texts in proptest::collection::vec("[a-d]( [a-d]){3,12}", 2..9),
        near in 0.3_f64..1.0,
    ) {
        let all: Vec<Text<'_>> = texts.iter().map(|t| text(t)).collect();
        let found: Vec<(u32, u32)> = pairs(&all, near).iter().map(|p| (p.later, p.earlier)).collect();
        let mut wanted = Vec::new();
        for later in 0..texts.len() {
            for earlier in 0..later {
                if share(&texts[later], &texts[earlier]) >= near {
                    wanted.push((later as u32, earlier as u32));
                }
            }
        }
        prop_assert_eq!(found, wanted);
    }
}
