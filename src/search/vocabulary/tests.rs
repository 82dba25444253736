//! The lists themselves, and what becomes of them at a base.

use crate::config::rules::built_in;
use crate::config::{Settings, Synonym};
use crate::model::Site;
use crate::model::article::Article;
use crate::search::build;
use crate::search::tests::base::{article, site};
use crate::search::vocabulary::{LISTS, Rule, spellings};
use crate::text::fold::fold;
use crate::text::stop::{fillers, function_words};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The rules of a base as lines: `log in -> sign | login`.
fn rules(articles: Vec<Article>, change: impl FnOnce(&mut Settings)) -> Vec<String> {
    let mut site: Site = site(articles, Vec::new());
    change(Arc::make_mut(&mut site.settings));
    let line = |rule: &Rule| {
        let to: Vec<String> = rule.to.iter().map(|words| words.join(" ")).collect();
        format!("{} -> {}", rule.from.join(" "), to.join(" | "))
    };
    build(&site).unwrap().synonyms.iter().map(line).collect()
}

fn titled(titles: &[&str]) -> Vec<Article> {
    let one = |(i, title): (usize, &&str)| article(&format!("a/{i}"), title, &[], &[]);
    titles.iter().enumerate().map(one).collect()
}

fn of<'r>(rules: &'r [String], from: &str) -> Vec<&'r str> {
    let start = format!("{from} -> ");
    rules
        .iter()
        .filter_map(|r| r.strip_prefix(&start))
        .collect()
}

fn phrases(line: &Synonym) -> (&[String], &[String]) {
    match line {
        Synonym::Group(all) => (all, all),
        Synonym::OneWay { from, to } => (from, to),
    }
}

#[test]
fn every_line_of_every_list_is_a_rule_of_words() {
    for (lang, text) in LISTS {
        let lines = built_in(text);
        let written = text.lines().filter(|l| l.starts_with("- ")).count();
        assert_eq!(lines.len(), written, "{lang}: a line was not understood");
        assert!(lines.len() > 60, "{lang}");
        for line in &lines {
            let (from, to) = phrases(line);
            assert!(!from.is_empty() && !to.is_empty(), "{lang}: {line:?}");
            assert!(from != to || from.len() > 1, "{lang}: {line:?}");
            for phrase in from.iter().chain(to) {
                assert!(
                    !phrase.contains("=>") && !spellings(phrase).is_empty(),
                    "{lang}: {line:?}"
                );
                for word in spellings(phrase).into_iter().flatten() {
                    assert_eq!(fold(&word), word, "{lang}: {line:?}");
                }
            }
        }
    }
}

#[test]
fn no_phrase_stands_in_two_lines() {
    for (lang, text) in LISTS {
        let mut seen = BTreeSet::new();
        for line in built_in(text) {
            let own: BTreeSet<_> = phrases(&line).0.iter().flat_map(|p| spellings(p)).collect();
            for phrase in own {
                assert!(
                    seen.insert(phrase.clone()),
                    "{lang}: {phrase:?} stands twice"
                );
            }
        }
    }
}

#[test]
fn what_a_line_leads_to_has_a_word_of_weight() {
    for (lang, text) in LISTS {
        let stop: BTreeSet<&str> = function_words(lang).chain(fillers(lang)).collect();
        for line in built_in(text) {
            for phrase in phrases(&line).1 {
                let words = spellings(phrase).into_iter().flatten();
                assert!(
                    words.into_iter().any(|w| !stop.contains(w.as_str())),
                    "{lang}: {phrase}"
                );
            }
        }
    }
}

#[test]
fn only_what_the_articles_hold_is_meant() {
    let rules = rules(titled(&["Laptop gets hot", "Join the Teams call"]), |_| {});
    assert_eq!(of(&rules, "pc"), ["laptop"]);
    assert_eq!(of(&rules, "skype"), ["teams"]);
    assert!(
        of(&rules, "thumb drive").is_empty(),
        "nobody writes of USB sticks"
    );
    assert!(
        of(&rules, "laptop").is_empty(),
        "the word finds all of it by itself"
    );
}

#[test]
fn words_of_a_phrase_must_belong_together() {
    let apart = titled(&["Flash player", "Drive a fleet car"]);
    assert!(of(&rules(apart, |_| {}), "usb stick").is_empty());
    let together = titled(&["Format a flash drive"]);
    assert_eq!(of(&rules(together, |_| {}), "usb stick"), ["flash drive"]);
}

#[test]
fn a_phrase_keeps_its_function_words_where_it_is_typed_only() {
    let reset = titled(&["Sign in to the portal", "Reset your password"]);
    let rules = rules(reset, |_| {});
    assert_eq!(of(&rules, "log on"), ["sign"]);
    assert_eq!(of(&rules, "cant get into"), ["sign"]);
    assert_eq!(of(&rules, "remember my password"), ["reset password"]);
}

#[test]
fn without_its_function_word_a_phrase_may_mean_something_else() {
    let logs = titled(&[
        "Where the log of the printer is",
        "Collect every log",
        "Login page",
    ]);
    assert_eq!(of(&rules(logs, |_| {}), "sign in"), ["login"]);
    let logging_in = titled(&["Log in to the portal", "Log in with a card"]);
    assert_eq!(of(&rules(logging_in, |_| {}), "sign in"), ["log"]);
}

#[test]
fn a_list_is_for_articles_of_its_language() {
    let mut articles = titled(&["Drucker offline", "Laptop battery"]);
    assert!(of(&rules(articles.clone(), |_| {}), "ausdruck").is_empty());
    articles[0].lang = "de-CH".to_owned();
    let both = rules(articles, |_| {});
    assert_eq!(of(&both, "ausdruck"), ["drucker"]);
    assert!(
        of(&both, "klapprechner").is_empty(),
        "no German article has a laptop"
    );
    assert_eq!(of(&both, "notebook"), ["laptop"]);
}

#[test]
fn the_base_s_own_words_always_count() {
    let own = |settings: &mut Settings| {
        settings.synonyms = built_in("- blue box, crate => laptop, unheard\n- [pc, laptop]");
        settings.vocabulary = false;
    };
    let rules = rules(titled(&["Laptop battery", "Skype in Teams"]), own);
    assert_eq!(
        rules,
        ["blue box -> laptop", "crate -> laptop", "pc -> laptop"]
    );
}

#[test]
fn a_rule_fits_singular_and_plural_of_its_last_word() {
    let rule = |from: &[&str]| Rule {
        from: from.iter().map(|w| (*w).to_owned()).collect(),
        to: Vec::new(),
    };
    let fits = |from: &[&str], typed: &[&str]| rule(from).fits(typed.iter().copied());
    assert!(fits(&["thumb", "drive"], &["thumb", "drives", "lost"]));
    assert!(!fits(&["thumb", "drive"], &["thumbs", "drive"]));
    assert!(!fits(&["thumb", "drive"], &["thumb"]));
    assert!(!fits(&["pc"], &["pcb"]));
}
