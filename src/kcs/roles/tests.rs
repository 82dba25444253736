//! Every rule, allowed and refused.
//!
//! Takes a team of five. Gives what each of them may do. Never reads a repository.

use crate::config::kcs::{KcsSettings, Person, Role};
use crate::kcs::roles::{Act, Bar, Place, RULES, is_editor, may, role};

fn person(email: &str, role: Role, categories: &[&str]) -> Person {
    Person {
        emails: vec![email.to_owned(), format!("old-{email}")],
        name: None,
        role,
        categories: categories.iter().map(|c| (*c).to_owned()).collect(),
    }
}

fn team() -> KcsSettings {
    KcsSettings {
        people: vec![
            person("can@x", Role::Candidate, &[]),
            person("con@x", Role::Contributor, &[]),
            person("pub@x", Role::Publisher, &[]),
            person("coach@x", Role::Coach, &[]),
            person("net@x", Role::Publisher, &["network", "email/rules"]),
        ],
        compliance: vec!["can@x".to_owned()],
        ..KcsSettings::default()
    }
}

const OPEN: Place<'_> = Place {
    category: "accounts",
    is_bound: false,
};

const BOUND: Place<'_> = Place {
    category: "accounts",
    is_bound: true,
};

#[test]
fn each_act_asks_for_its_role_and_no_more() {
    let ladder = ["stranger@x", "con@x", "pub@x", "coach@x"];
    let least = [
        (Act::Create, 0),
        (Act::Improve, 0),
        (Act::Doubt, 0),
        (Act::Flag, 0),
        (Act::ImproveValidated, 1),
        (Act::Confirm, 1),
        (Act::Archive, 1),
        (Act::Revive, 1),
        (Act::Delete, 1),
        (Act::Narrow, 1),
        (Act::Widen, 2),
        (Act::ArchiveValidated, 2),
        (Act::DeleteKept, 2),
        (Act::Bind, 2),
        (Act::Release, 2),
        (Act::Rule, 3),
    ];
    assert_eq!(least.len(), RULES.len());
    for (act, least) in least {
        for (rung, email) in ladder.iter().enumerate() {
            let allowed = may(&team(), email, OPEN, act).is_ok();
            assert_eq!(allowed, rung >= least, "{email} {act:?}");
        }
    }
}

#[test]
fn the_reason_names_role_and_way_out() {
    let refusal = may(&team(), "can@x", OPEN, Act::ImproveValidated).unwrap_err();
    assert_eq!(
        refusal.reason,
        "can@x is a candidate and may not change an article that stays validated"
    );
    assert_eq!(
        refusal.help,
        "set `confidence: not-validated`, or ask a contributor"
    );
    let refusal = may(&team(), "net@x", OPEN, Act::Confirm).unwrap_err();
    assert_eq!(
        refusal.reason,
        "net@x is a candidate in `accounts` and may not set `confidence: validated`"
    );
}

#[test]
fn a_role_holds_in_its_categories_and_below() {
    for (category, expected) in [
        ("network", Role::Publisher),
        ("network/vpn", Role::Publisher),
        ("networking", Role::Candidate),
        ("email", Role::Candidate),
        ("email/rules", Role::Publisher),
        ("", Role::Candidate),
    ] {
        assert_eq!(role(&team(), "net@x", category), expected, "{category}");
    }
}

#[test]
fn a_person_is_known_by_any_address_in_any_case() {
    assert_eq!(role(&team(), "Old-Coach@X", ""), Role::Coach);
    assert!(is_editor(&team(), "OLD-CAN@x"));
    assert!(!is_editor(&team(), "coach@x"));
}

#[test]
fn compliance_articles_belong_to_their_editors_whatever_the_role() {
    for act in [Act::Improve, Act::Release, Act::Widen, Act::Doubt] {
        assert!(may(&team(), "can@x", BOUND, act).is_ok(), "{act:?}");
        let refusal = may(&team(), "coach@x", BOUND, act).unwrap_err();
        assert_eq!(refusal.bar, Bar::Compliance, "{act:?}");
        assert_eq!(refusal.help, "ask can@x, or flag the article");
    }
    assert!(may(&team(), "coach@x", BOUND, Act::Flag).is_ok());
}

#[test]
fn without_people_everybody_may_do_everything() {
    let nobody = KcsSettings {
        compliance: vec!["x@x".to_owned()],
        ..KcsSettings::default()
    };
    assert!(may(&nobody, "who@x", BOUND, Act::Release).is_ok());
    assert!(may(&nobody, "who@x", OPEN, Act::Rule).is_ok());
}

#[test]
fn others_have_the_role_of_the_settings() {
    let open = KcsSettings {
        others: Role::Contributor,
        ..team()
    };
    assert!(may(&open, "stranger@x", OPEN, Act::Confirm).is_ok());
    assert!(may(&open, "can@x", OPEN, Act::Confirm).is_err());
    assert_eq!(role(&open, "net@x", "accounts"), Role::Candidate);
}
