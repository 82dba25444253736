//! `deskbook search`: the site's own ranking in the terminal.
//!
//! Takes the demo base. Gives first results. Never measures ranking: that has its own corpus.

use crate::build::demo;
use crate::kb::Kb;
use serde_json::Value;
use snapbox::str;

/// Titles in order.
fn titles(query: &[&str]) -> Vec<String> {
    let args: Vec<&str> = ["search", "--format", "json"]
        .iter()
        .chain(query)
        .copied()
        .collect();
    let ran = demo().run(&args);
    let value: Value = serde_json::from_str(&ran.stdout)
        .unwrap_or_else(|e| panic!("{e}: {}{}", ran.stdout, ran.stderr));
    assert_eq!(value["format"], 1);
    let hits = value["results"].as_array().unwrap().iter();
    hits.map(|hit| hit["title"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_reader_s_words_find_the_article_among_the_first_three() {
    for (query, title) in [
        ("forgot my password", "password"),
        ("vpn error 809", "809"),
        ("vnp eror 809", "809"),
        ("account is locked out", "locked"),
        ("printer que stuck", "queue"),
        ("outlook wont start", "Outlook"),
        ("0x0000011b", "0x0000011b"),
        ("0X0000011B", "0x0000011b"),
        ("AADSTS50053", "locked"),
        ("nobody can hear me in teams", "hear"),
        ("second monitor not detected dock", "dock"),
        ("bitlocker key", "BitLocker"),
        ("phishing mail", "phish"),
        ("wifi slow", "Wi-Fi"),
    ] {
        let words: Vec<&str> = query.split(' ').collect();
        let found = titles(&words);
        let good = found
            .iter()
            .take(3)
            .any(|t| t.to_lowercase().contains(&title.to_lowercase()));
        assert!(good, "{query}: {found:#?}");
    }
}

#[test]
fn a_correction_is_said() {
    let ran = demo().run(&["search", "passwrod"]);
    assert!(ran.stdout.contains("instead of passwrod"), "{}", ran.stdout);
    assert_eq!(ran.code, 0);
}

#[test]
fn nothing_found_is_exit_code_one_and_a_way_on() {
    demo().run(&["search", "xqzzyvk"]).shows(str![[r#"
exit 1
--- stdout
no article answers "xqzzyvk"
to write one: deskbook new "xqzzyvk"

"#]]);
    assert_eq!(demo().run(&["search"]).code, 2);
}

#[test]
fn screen_of_a_small_base() {
    let kb = Kb::new()
        .article(
            "content/vpn.md",
            "VPN error 809",
            "id: KB0001\nsummary: The tunnel is blocked on the way.\nsymptoms: ['Error 809']\n",
        )
        .article("content/wifi.md", "Wi-Fi is slow", "id: KB0002\n")
        .git();
    kb.done(&["search", "vpn", "809"]).shows(str![[r#"
exit 0
--- stdout
1  VPN error 809  KB0001
   content/vpn.md
   The tunnel is blocked on the way.

"#]]);
    kb.done(&["search", "--limit", "1", "to", "do"])
        .shows(str![[r#"
exit 0
--- stdout
1  VPN error 809  KB0001
   content/vpn.md
   The tunnel is blocked on the way.

"#]]);
}

#[test]
fn phrases_exclusions_and_limits() {
    assert!(titles(&["--limit", "2", "outlook"]).len() <= 2);
    let all = titles(&["--limit", "100", "vpn"]);
    let without = titles(&["--limit", "100", "vpn -809"]);
    assert!(
        without.len() < all.len() && !without.iter().any(|t| t.contains("809")),
        "{without:?}"
    );
    let ran = demo().run(&["search", "\"currently locked out\""]);
    assert!(
        ran.stdout.contains("locked"),
        "{}{}",
        ran.stdout,
        ran.stderr
    );
}

#[test]
fn two_runs_are_equal() {
    let one = demo().run(&["search", "outlook", "mail"]);
    let two = demo().run(&["search", "outlook", "mail"]);
    assert_eq!(one.stdout, two.stdout);
}
