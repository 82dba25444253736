//! Tests of the matcher: tables, and a plain reader of queries to compare with.

use crate::patterns::{Matcher, Scratch};
use crate::text::query::{Kind, Query, parse};
use crate::text::stem::Stem;
use crate::text::tokenize::{is_unspaced, parts, slots};
use proptest::prelude::{prop_assert_eq, proptest};
use std::collections::BTreeSet;

/// Whether one pattern matches one text.
#[track_caller]
fn hits(pattern: &str, langs: &[&str], text: &str) -> bool {
    let (matcher, refused) = Matcher::new(&[pattern], langs);
    assert!(refused.is_empty(), "{pattern}: {refused:?}");
    matcher.matches(text, &mut Scratch::default()) == [0]
}

#[test]
fn words_match_in_all_their_forms() {
    for (pattern, text, wanted) in [
        (
            "vpn (drops OR disconnects) -mobile",
            "my VPN keeps dropping!",
            true,
        ),
        (
            "vpn (drops OR disconnects) -mobile",
            "vpn dropped on mobile",
            false,
        ),
        ("-mobile vpn", "vpn", true),
        ("\"error 809\"", "Error\n809: no answer", true),
        ("\"error 809\"", "errors 809", false),
        ("\"can't open\"", "it cant open", true),
        ("wi-fi", "WIFI is slow", true),
        ("wifi", "the Wi-Fi is slow", true),
        ("wi-fi", "wi fi", true),
        ("wi-fi", "wi", false),
        ("windows-11", "windows 10", false),
        ("KB5034441", "after 5034441", true),
        ("5034441", "after KB5034441.", true),
        ("office2016", "in 2016", false),
        ("0x80070005", "80070005", true),
        ("print*", "two printers", true),
        ("print*", "no prin", false),
        ("dns_probe_*", "DNS_PROBE_FINISHED_NXDOMAIN", true),
        ("5.7.1*", "550 5.7.139 denied", true),
        ("5.7.1*", "550 5.71.39", false),
        ("e-mail*", "two emails", true),
        ("n/a", "is n/a", true),
        ("drops/disconnects", "it disconnected and dropped", true),
        ("起動", "Outlookを起動できません", true),
        ("起*", "再起動", true),
        ("動起", "Outlookを起動できません", false),
        ("straße", "In der STRASSE", true),
        ("-(-vpn -wlan)", "the wlan", true),
    ] {
        assert_eq!(hits(pattern, &["en"], text), wanted, "{pattern} in {text}");
    }
    assert!(hits("Drucker", &["en", "de"], "mit den Druckern"));
    assert!(!hits("Drucker", &["en"], "mit den Druckern"));
}

#[test]
fn regular_expressions_read_the_text_as_it_is() {
    for (pattern, text, wanted) in [
        (r"/\b0x800704c9\b/", "Error 0x800704C9.", true),
        (r"printer /0x0000(011b|0709)/", "printers: 0x0000011B", true),
        (r"printer /0x0000(011b|0709)/", "scanner: 0x0000011B", false),
        (r"/^stop/", "first\nSTOP code", true),
        (r"/\d{3}-\d{3}/", "call 555-123", true),
        (r"/masse/", "ma\u{17f}se", true),
        (r"vpn -/err\w+/", "vpn ok", true),
        (r"vpn -/err\w+/", "vpn errs", false),
        (r"/a\/b/", "a/b", true),
    ] {
        assert_eq!(hits(pattern, &["en"], text), wanted, "{pattern} in {text}");
    }
}

#[test]
fn what_cannot_be_matched_is_refused_with_its_place() {
    for (pattern, marked, message) in [
        (
            "vpn /a(b/",
            "(",
            "the regular expression cannot be read: unclosed group",
        ),
        ("vpn /a*/", "a*", "matches the empty text"),
        (r"/(\w{900}){900}/", r"(\w{900}){900}", "too large"),
        ("-vpn", "-vpn", "nearly everything"),
        ("vpn OR -mobile", "vpn OR -mobile", "nearly everything"),
        ("vpn & wifi", "&", "no letter or digit"),
        ("\"\" vpn", "\"\"", "no letter or digit"),
        ("vpn )", ")", "a closing parenthesis"),
    ] {
        let (matcher, refused) = Matcher::new(&["ok", pattern], &["en"]);
        let [one] = &refused[..] else {
            panic!("{pattern}: {refused:?}")
        };
        assert_eq!(one.pattern, 1);
        let span = one.error.span;
        assert_eq!(&pattern[span.start..span.end], marked, "{pattern}");
        assert!(one.error.message.contains(message), "{}", one.error.message);
        assert_eq!(matcher.len(), 2);
        assert_eq!(matcher.matches("ok vpn", &mut Scratch::default()), [0]);
    }
}

#[test]
fn one_scratch_serves_several_matchers() {
    let (a, _) = Matcher::new(&["vpn", "\"vpn error\""], &["en"]);
    let (b, _) = Matcher::new(&["x", "y", "error OR vpn"], &["en"]);
    let mut scratch = Scratch::default();
    for _ in 0..3 {
        assert_eq!(a.matches("vpn error", &mut scratch), [0, 1]);
        assert_eq!(b.matches("vpn error", &mut scratch), [2]);
        assert_eq!(a.matches("error vpn", &mut scratch), [0]);
    }
    let (none, _) = Matcher::new(&[], &["en"]);
    assert!(none.is_empty() && none.matches("vpn", &mut scratch).is_empty());
}

/// Reads a query word by word, as the manual explains it.
fn plainly(query: &Query, text: &str, langs: &[&str]) -> bool {
    match &query.kind {
        Kind::Word(word) => word_stands_in(word, text, langs),
        Kind::Prefix(start) => {
            let asked = parts(start);
            let (last, before) = asked.split_last().unwrap();
            let words = parts(text);
            let mut windows = words.windows(asked.len());
            let apart =
                windows.any(|w| w.starts_with(before) && w[asked.len() - 1].starts_with(last));
            let whole = asked.concat();
            let may_join = before.is_empty() || whole.chars().all(char::is_alphabetic);
            let joined = || {
                slots(text)
                    .into_iter()
                    .flatten()
                    .any(|t| t.starts_with(&whole))
            };
            apart || may_join && joined()
        }
        Kind::Phrase(words) => stands_in(&parts(words), text),
        Kind::Regex(source) => {
            let regex = regex::Regex::new(&format!("(?im){source}")).unwrap();
            regex.is_match(text)
        }
        Kind::Not(inner) => !plainly(inner, text, langs),
        Kind::All(parts) => parts.iter().all(|p| plainly(p, text, langs)),
        Kind::Any(parts) => parts.iter().any(|p| plainly(p, text, langs)),
    }
}

fn stands_in(phrase: &[String], text: &str) -> bool {
    parts(text).windows(phrase.len()).any(|w| w == phrase)
}

fn word_stands_in(word: &str, text: &str, langs: &[&str]) -> bool {
    if word.contains(is_unspaced) {
        return stands_in(&parts(word), text);
    }
    let mut forms = slots(word).remove(0);
    let several = parts(word).len() > 1;
    let first = forms.remove(0);
    forms.retain(|form| !several && form.len() >= 5);
    if !several || first == parts(word).concat() {
        forms.push(first);
    }
    let terms: BTreeSet<String> = slots(text).into_iter().flatten().collect();
    let is_family = |form: &String| {
        let same = |lang: &&str| {
            let rules = Stem::of(lang);
            terms.iter().any(|t| rules.stem(t) == rules.stem(form))
        };
        langs.iter().any(same)
    };
    forms.iter().any(is_family) || several && stands_in(&parts(word), text)
}

/// Words, beginnings, phrases and expressions over few letters, so that they meet.
const PATTERN: &str = "(-?(vpn|errors?|print|wi-fi|wifi|0x80070005|80070005|Größe|err\\*|pri\\*|wi-f\\*|起動|\
    \"vpn error\"|\"wi fi\"|\"print\"|/v.n/|/err|pr/|/[0-9]{3}/|\\(vpn OR print -error\\)|-\\(wifi print\\)|OR) ){1,5}";
const TEXT: &str = "((vpn|error|Errors|ERROR:|print|printers|printing|wi-fi|Wi|fi|wifi|Kr\u{17f}|0x80070005|80070005|\
    größe|grosse|を起動|起|809|it's)( |, |\n|-|/)){0,9}";

proptest! {
    #[test]
    fn the_matcher_and_a_plain_reader_agree(
        patterns in proptest::collection::vec(PATTERN, 1..9),
        texts in proptest::collection::vec(TEXT, 1..4),
    ) {
        let langs = ["en", "de"];
        let list: Vec<&str> = patterns.iter().map(String::as_str).collect();
        let (matcher, refused) = Matcher::new(&list, &langs);
        let refused: Vec<usize> = refused.iter().map(|r| r.pattern).collect();
        let mut scratch = Scratch::default();
        for text in &texts {
            let is_found = |i: &u32| {
                let i = *i as usize;
                !refused.contains(&i) && plainly(&parse(list[i]).unwrap(), text, &langs)
            };
            let wanted: Vec<u32> = (0..list.len() as u32).filter(is_found).collect();
            prop_assert_eq!(matcher.matches(text, &mut scratch), wanted, "{:?} {:?}", patterns, text);
        }
    }

    #[test]
    fn no_pattern_and_no_text_make_it_panic(
        pattern in "[a-zé0-9 \"()\\-*OR“/\\\\\\[\\]を起.]{0,30}",
        text in "\\PC{0,40}",
    ) {
        let (matcher, _) = Matcher::new(&[&pattern], &["en"]);
        let _ = matcher.matches(&text, &mut Scratch::default());
    }
}
