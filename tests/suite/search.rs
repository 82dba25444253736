//! `deskbook search`: the site's own ranking in the terminal.
//!
//! Takes the demo base. Gives first results. Never measures ranking: that has its own corpus.

use crate::build::demo;
use crate::kb::{Kb, repository};
use serde_json::Value;
use snapbox::str;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::process::Stdio;

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
    titles_of(&value)
}

fn titles_of(answer: &Value) -> Vec<String> {
    let hits = answer["results"].as_array().unwrap().iter();
    hits.map(|hit| hit["title"].as_str().unwrap().to_owned())
        .collect()
}

/// The answers to many queries, one a line.
fn ask_all(kb: &Kb, queries: &str, flags: &[&str]) -> Vec<Value> {
    let mut child = kb
        .command(&[&["search", "--queries", "-", "--format", "json"], flags].concat())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(queries.as_bytes()).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let lines = std::str::from_utf8(&output.stdout).unwrap().lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn a_reader_s_words_find_the_article_among_the_first_three() {
    let wanted = [
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
    ];
    let queries: Vec<&str> = wanted.iter().map(|(query, _)| *query).collect();
    let answers = ask_all(demo(), &queries.join("\n"), &[]);
    assert_eq!(answers.len(), wanted.len());
    for ((query, title), answer) in wanted.iter().zip(answers) {
        let found = titles_of(&answer);
        let good = found
            .iter()
            .take(3)
            .any(|t| t.to_lowercase().contains(&title.to_lowercase()));
        assert!(good, "{query}: {found:#?}");
    }
}

/// The least mean of 1 / place over the questions of each kind (0 beyond the tenth place), measured and rounded down.
const FLOORS: [(&str, f64); 5] = [
    ("words", 0.89),
    ("typo", 0.89),
    ("symptom", 0.93),
    ("question", 0.88),
    ("code", 0.90),
];

/// `tests/vectors/questions.jsonl`: what people would ask for which article, written without a look at the ranking.
fn questions() -> Vec<Value> {
    let text = fs::read_to_string(repository().join("tests/vectors/questions.jsonl")).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn questions_in_people_s_own_words_find_their_article() {
    let questions = questions();
    let queries: Vec<&str> = questions
        .iter()
        .map(|q| q["query"].as_str().unwrap())
        .collect();
    let answers = ask_all(demo(), &queries.join("\n"), &[]);
    assert_eq!(answers.len(), questions.len());
    let mut broken = Vec::new();
    for (kind, floor) in FLOORS {
        let (mut sum, mut count, mut missed) = (0.0, 0.0, String::new());
        let pairs = questions.iter().zip(&answers);
        for (question, answer) in pairs.filter(|(q, _)| q["kind"] == kind) {
            let path = format!("content/{}.md", question["article"].as_str().unwrap());
            let hits = answer["results"].as_array().unwrap();
            let place = hits.iter().position(|hit| hit["path"] == path.as_str());
            sum += place.map_or(0.0, |at| 1.0 / (at as f64 + 1.0));
            count += 1.0;
            if place != Some(0) {
                let place = place.map_or("none".to_owned(), |at| (at + 1).to_string());
                writeln!(missed, "  {place}: {} -> {path}", question["query"]).unwrap();
            }
        }
        let mean = sum / count;
        if mean < floor {
            broken.push(format!("{kind}: {mean:.3} < {floor}\n{missed}"));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    let kinds = FLOORS.map(|(kind, _)| kind);
    let known = |q: &&Value| kinds.contains(&q["kind"].as_str().unwrap());
    assert_eq!(questions.iter().filter(known).count(), questions.len());
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
1  Wi-Fi is slow  KB0002
   content/wifi.md
   What to do about it.

"#]]);
}

/// A base where a typo, a synonym and the reader's language have a part in the order.
fn explained() -> Kb {
    Kb::new()
        .settings("title: Explained\nsearch:\n  synonyms:\n    - tunnel => vpn\n")
        .article(
            "content/vpn.md",
            "VPN error 809",
            "id: KB0001\nsummary: The tunnel is blocked on the way.\nsymptoms: ['Error 809']\n",
        )
        .article("content/wifi.md", "Wi-Fi is slow", "id: KB0002\n")
        .article("content/langsam.md", "VPN ist langsam", "lang: de\n")
        .git()
}

/// A typo, a synonym and a word that nobody knows.
const HARD: &str = "eror tunnel xqzzyvk";

#[test]
fn an_author_sees_why() {
    let kb = explained();
    kb.done(&["search", "--explain", "--limit", "2", HARD])
        .shows(str![[r#"
exit 0
--- stdout
searched for error instead of eror
typed    looked for       how        weight  rarity
eror     error            corrected    0.75    0.98
tunnel   vpn              synonym      0.80    0.47
xqzzyvk  nothing like it

1  VPN error 809  KB0001
   content/vpn.md
   The tunnel is blocked on the way.
   2.09 = 0.90 points × coverage 0.98 × title 1.86 × prior 1.02 × language 1.25
   typed    found  how        impact  points
   eror     error  corrected   10/15    0.57
   tunnel   vpn    synonym      8/15    0.33
   xqzzyvk  –

2  VPN ist langsam
   content/langsam.md
   What to do about it.
   0.10 = 0.33 points × coverage 0.27 × title 1.08 × prior 1.02
   typed    found  how      impact  points
   eror     –
   tunnel   vpn    synonym    8/15    0.33
   xqzzyvk  –

"#]]);
    let nothing = kb.run(&["search", "--explain", "xqzzyvk"]);
    assert!(nothing.stdout.contains("nothing like it"), "{nothing:?}");
}

/// Every value of an answer with the way to it, a line each; what is measured is only named.
fn leaves(way: &str, value: &Value, out: &mut String) {
    let below = |key: &str| {
        if way.is_empty() {
            key.to_owned()
        } else {
            format!("{way}.{key}")
        }
    };
    match value {
        Value::Object(map) => map.iter().for_each(|(k, v)| leaves(&below(k), v, out)),
        Value::Array(list) if !list.is_empty() => {
            let at = |(i, v): (usize, &Value)| leaves(&format!("{way}[{i}]"), v, out);
            list.iter().enumerate().for_each(at);
        }
        Value::Number(number) if number.is_f64() => writeln!(out, "{way} number").unwrap(),
        _ => writeln!(out, "{way} {value}").unwrap(),
    }
}

#[test]
fn a_program_sees_why_by_the_names_of_the_browser_s_engine() {
    let kb = explained();
    let args = ["search", "--format", "json", "--limit", "1", HARD];
    let told = kb.done(&[&args[..], &["--explain"]].concat()).stdout;
    let mut names = String::new();
    leaves("", &serde_json::from_str(&told).unwrap(), &mut names);
    snapbox::assert_data_eq!(
        names,
        str![[r#"
corrections[0].shown "error"
corrections[0].typed "eror"
explain.slots[0].means[0].how "corrected"
explain.slots[0].means[0].rarity number
explain.slots[0].means[0].weight number
explain.slots[0].means[0].words[0] "error"
explain.slots[0].rarity number
explain.slots[0].typed "eror"
explain.slots[1].means[0].how "synonym"
explain.slots[1].means[0].rarity number
explain.slots[1].means[0].weight number
explain.slots[1].means[0].words[0] "vpn"
explain.slots[1].rarity number
explain.slots[1].typed "tunnel"
explain.slots[2].means []
explain.slots[2].rarity number
explain.slots[2].typed "xqzzyvk"
format 1
query "eror tunnel xqzzyvk"
results[0].codes []
results[0].id "KB0001"
results[0].path "content/vpn.md"
results[0].score number
results[0].summary "The tunnel is blocked on the way."
results[0].title "VPN error 809"
results[0].url "vpn/"
results[0].why.coverage number
results[0].why.language number
results[0].why.prior number
results[0].why.score number
results[0].why.share number
results[0].why.slots[0].how "corrected"
results[0].why.slots[0].impact number
results[0].why.slots[0].points number
results[0].why.slots[0].typed "eror"
results[0].why.slots[0].words[0] "error"
results[0].why.slots[1].how "synonym"
results[0].why.slots[1].impact number
results[0].why.slots[1].points number
results[0].why.slots[1].typed "tunnel"
results[0].why.slots[1].words[0] "vpn"
results[0].why.slots[2].impact number
results[0].why.slots[2].points number
results[0].why.slots[2].typed "xqzzyvk"
results[0].why.slots[2].words []
results[0].why.system number
results[0].why.title number
total 1

"#]]
    );
    let plain = kb.done(&args).stdout;
    assert!(!plain.contains("explain") && !plain.contains("why"));
}

#[test]
fn points_and_factors_make_the_score() {
    let written = fs::read_to_string(repository().join("tests/vectors/demo-queries.txt")).unwrap();
    let questions = questions();
    let asked = questions.iter().map(|q| q["query"].as_str().unwrap());
    let queries: Vec<&str> = written.lines().chain(asked).collect();
    let mut hits = 0;
    for answer in ask_all(
        demo(),
        &queries.join("\n"),
        &["--explain", "--os", "windows-11"],
    ) {
        for hit in answer["results"].as_array().unwrap() {
            let why = &hit["why"];
            let slots = why["slots"].as_array().unwrap();
            let mut score: f64 = slots.iter().map(|s| s["points"].as_f64().unwrap()).sum();
            for factor in ["coverage", "title", "prior", "system", "language"] {
                score *= why[factor].as_f64().unwrap();
            }
            assert_eq!(hit["score"], why["score"]);
            let told = hit["score"].as_f64().unwrap();
            assert!((score - told).abs() < 1e-9, "{}: {why:#}", answer["query"]);
            assert_eq!(
                slots.len(),
                answer["explain"]["slots"].as_array().unwrap().len()
            );
            hits += 1;
        }
    }
    assert!(hits > 1000, "{hits}");
}

#[test]
fn articles_in_the_language_of_the_site_come_first() {
    let kb = explained();
    let first = |args: &[&str]| {
        let screen = kb.done(&[&["search", "vpn", "--limit", "1"], args].concat());
        screen.stdout.lines().nth(1).unwrap().trim().to_owned()
    };
    assert_eq!(first(&[]), "content/vpn.md");
    assert_eq!(first(&["--speak", "en"]), "content/vpn.md");
    assert_eq!(first(&["--speak", "de"]), "content/langsam.md");
    kb.write("deskbook.yaml", "title: Erklärt\nlang: de\n");
    assert_eq!(first(&[]), "content/langsam.md");
    kb.run(&["search", "vpn", "--speak", "fr"]).shows(str![[r#"
exit 2
--- stderr
error: no language `fr`
  = help: use one of: de

"#]]);
}

#[test]
fn phrases_exclusions_and_limits() {
    assert!(titles(&["--limit", "2", "outlook"]).len() <= 2);
    let all = titles(&["--limit", "100", "vpn"]);
    let without = titles(&["--limit", "100", "vpn -fehler"]);
    assert!(
        without.len() < all.len() && !without.iter().any(|t| t.contains("Fehler")),
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

/// A base with systems, products, folders, types and languages.
fn sorted() -> Kb {
    Kb::new()
        .settings(
            "title: Sorted\nproducts:\n  tunnel: Tunnel\n  desk: Desk\nos:\n  windows: Windows\n",
        )
        .article(
            "content/net/vpn.md",
            "Tunnel error 809",
            "type: break-fix\nproducts: [tunnel]\nos: [windows]\n",
        )
        .article(
            "content/net/far/slow.md",
            "Tunnel is slow",
            "type: how-to\nproducts: [tunnel, desk]\n",
        )
        .article(
            "content/langsam.md",
            "Tunnel ist langsam",
            "type: how-to\nlang: de\n",
        )
}

fn paths(kb: &Kb, args: &[&str]) -> Vec<String> {
    let args: Vec<&str> = ["search", "--format", "json"]
        .iter()
        .chain(args)
        .copied()
        .collect();
    let ran = kb.run(&args);
    let value: Value = serde_json::from_str(&ran.stdout)
        .unwrap_or_else(|e| panic!("{e}: {}{}", ran.stdout, ran.stderr));
    let hits = value["results"].as_array().unwrap().iter();
    let mut paths: Vec<String> = hits
        .map(|hit| hit["path"].as_str().unwrap().to_owned())
        .collect();
    paths.sort();
    paths
}

#[test]
fn an_excluded_word_needs_no_dashes_before_it_and_flags_still_work_behind_it() {
    let kb = sorted();
    let slow = ["content/langsam.md", "content/net/far/slow.md"];
    assert_eq!(paths(&kb, &["tunnel", "-error"]), slow);
    assert_eq!(paths(&kb, &["-error", "tunnel"]), slow);
    assert_eq!(paths(&kb, &["tunnel -error"]), slow);
    assert_eq!(paths(&kb, &["--", "tunnel", "-error"]), slow);
    assert_eq!(paths(&kb, &["tunnel", "-error", "--lang", "de"]), slow[..1]);
    // A number is not excluded: codes are written with a minus, too.
    assert_eq!(
        paths(&kb, &["tunnel", "-809", "--limit", "1"]),
        ["content/net/vpn.md"]
    );
    assert_eq!(paths(&kb, &["tunnel", "-slow", "--lang=en", "-q"]).len(), 1);
    assert_eq!(kb.run(&["search", "tunnel", "--slow"]).code, 2);
    assert_eq!(kb.run(&["check", "-809"]).code, 2);
    assert!(kb.run(&["search", "-h"]).stdout.contains("Usage"));
}

#[test]
fn an_answer_can_be_narrowed() {
    let kb = sorted();
    let (vpn, slow, german) = (
        "content/net/vpn.md",
        "content/net/far/slow.md",
        "content/langsam.md",
    );
    for (args, expected) in [
        (&["tunnel", "--product", "tunnel"][..], &[slow, vpn][..]),
        (&["tunnel", "--product", "desk"], &[slow]),
        (&["tunnel", "--category", "net"], &[slow, vpn]),
        (&["tunnel", "--category", "net/far"], &[slow]),
        (&["tunnel", "--type", "how-to"], &[german, slow]),
        (&["tunnel", "--lang", "de"], &[german]),
        (&["tunnel", "--lang", "fr"], &[]),
        (&["tunnel", "--type", "how-to", "--lang", "en"], &[slow]),
        // A system is preferred, not demanded.
        (&["tunnel", "--os", "windows"], &[german, slow, vpn]),
    ] {
        assert_eq!(paths(&kb, args), expected, "{args:?}");
    }
    let first = kb.done(&["search", "tunnel", "--os", "windows", "--limit", "1"]);
    assert!(first.stdout.contains(vpn), "{}", first.stdout);
}

#[test]
fn a_base_of_one_language_can_be_asked_for_it() {
    let kb = Kb::new().article("content/a.md", "Tunnel", "");
    assert_eq!(paths(&kb, &["tunnel", "--lang", "en"]), ["content/a.md"]);
}

#[test]
fn what_no_article_has_is_said() {
    sorted()
        .run(&["search", "tunnel", "--product", "tunel"])
        .shows(str![[r#"
exit 2
--- stderr
error: no product `tunel`
  = help: did you mean `tunnel`?

"#]]);
    for flag in ["--os", "--category"] {
        assert_eq!(sorted().run(&["search", "x", flag, "beos"]).code, 2);
    }
}

#[test]
fn a_file_of_queries_is_answered_line_by_line() {
    let kb = sorted().file(
        "queries.txt",
        "\u{feff}tunnel -error\r\n\n   \nxqzzyvk\ntunel eror\n",
    );
    let args = ["search", "--queries", "queries.txt", "--limit", "1"];
    kb.run(&args).shows(str![[r#"
exit 1
--- stdout
tunnel -error
1  Tunnel is slow
   content/net/far/slow.md
   What to do about it.
and 1 more article, see --limit

   
no article

xqzzyvk
no article

tunel eror
searched for tunnel instead of tunel
searched for error instead of eror
1  Tunnel error 809
   content/net/vpn.md
   What to do about it.

"#]]);
    let ran = kb.run(&[&args[..], &["--format", "json"]].concat());
    let lines: Vec<Value> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let queries: Vec<&str> = lines.iter().map(|l| l["query"].as_str().unwrap()).collect();
    assert_eq!(queries, ["tunnel -error", "   ", "xqzzyvk", "tunel eror"]);
    for line in &lines {
        let query = line["query"].as_str().unwrap();
        if query.trim().is_empty() {
            continue; // Alone it is no question.
        }
        let alone = kb.run(&["search", "--limit", "1", "--format", "json", "--", query]);
        let alone: Value = serde_json::from_str(&alone.stdout).unwrap();
        assert_eq!(*line, alone, "one index, the same answers");
    }
}

#[test]
fn queries_come_from_standard_input_too() {
    let kb = sorted();
    assert_eq!(ask_all(&kb, "tunnel\nlangsam", &[]).len(), 2);
    assert!(ask_all(&kb, "", &[]).is_empty());
    assert_eq!(kb.run(&["search", "--queries", "none.txt"]).code, 3);
    assert_eq!(kb.run(&["search", "--queries", "-", "word"]).code, 2);
}

#[test]
fn two_runs_are_equal() {
    let one = demo().run(&["search", "outlook", "mail"]);
    let two = demo().run(&["search", "outlook", "mail"]);
    assert_eq!(one.stdout, two.stdout);
}
