//! Patterns that make other engines try for ever.
//!
//! Takes each as a pattern over tickets and as a question to the search. Gives a finding or an answer. Never waits for a
//! match that grows with the square of the text.

use super::{findings, guarded, many};
use crate::kb::Kb;

fn patterns() -> Vec<String> {
    let n = many(2_000);
    let mut all: Vec<String> = [
        "/(a+)+$/",
        "/(a|a)*b/",
        "/(.*)*x/",
        "/(x+x+)+y/",
        "/(?i)(\\p{L}+)*z/",
        "/^(([a-z])+.)+[A-Z]([a-z])+$/",
        "/a{1000}{1000}/",
        "/((a{100}){100}){100}/",
        "/(?=a)b/",
        "/(a)\\1/",
    ]
    .map(str::to_owned)
    .to_vec();
    all.extend([
        "(".repeat(n),
        format!("\"{}\"", "a ".repeat(n)),
        "a* OR ".repeat(n) + "b",
        "-".repeat(n) + "a",
        "a".repeat(n * 10),
        format!("/{}a{}/", "(".repeat(n), ")".repeat(n)),
        format!("/{}a/", "a|".repeat(n)),
    ]);
    all
}

#[test]
fn no_pattern_takes_for_ever() {
    let text = "a".repeat(many(30_000));
    let rows: String = (0..20)
        .map(|i| format!("INC{i},{text}!,N,2026-02-03\n"))
        .collect();
    let mut kb = Kb::new().file(
        "t.csv",
        format!("number,short_description,category,opened_at\n{rows}"),
    );
    for (i, pattern) in patterns().iter().enumerate() {
        let pattern = pattern.replace('\'', "''");
        let front = format!("tickets:\n  patterns: ['{pattern}']\n");
        kb = kb.article(&format!("content/p{i}.md"), &format!("Thing {i}"), &front);
    }
    let shown = findings(&kb);
    // What cannot be matched in linear time, or takes too much memory, is said where it stands.
    for i in [6, 7, 8, 9, 10, 15] {
        let place = format!("content/p{i}.md:4:");
        assert!(shown.contains(&place), "{i}\n{shown}");
    }
    let ran = guarded(&kb, &["gaps", "t.csv"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    // Longer words no command line takes.
    for pattern in patterns().iter().filter(|p| p.len() < 100_000) {
        let ran = guarded(&kb, &["search", "--", pattern]);
        assert!(ran.code < 3, "{}", ran.stderr);
    }
}
