//! Tests of the index, its files and its ranking, on a small base made by hand.
//!
//! `tests/vectors/index.json` holds the exported files of that base and `tests/vectors/ranking.json` the answers to a few
//! dozen queries (`queries.txt` and those with options); `tests/browser/engine.test.mjs` asks the browser's engine the same. `SNAPSHOTS=overwrite` renews both.

pub(crate) mod base;
pub(crate) mod small;
mod unicode;

use crate::model::Site;
use crate::output::Artifact;
use crate::search::{Answer, Export, FOLDER, Options, SearchIndex, build, export};
use base::site;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::read::GzDecoder;
use serde_json::{Map, Value, json};
use small::small_base;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

/// Query and options as they stand in the vectors.
fn questions() -> Vec<(&'static str, Value)> {
    let plain = include_str!("../../tests/vectors/queries.txt").lines();
    let mut all: Vec<(&str, Value)> = plain.map(|q| (q, json!({}))).collect();
    all.extend([
        ("crash", json!({ "os": "windows" })),
        ("crash", json!({ "os": "macos", "kind": "break-fix" })),
        ("crash", json!({ "os": "beos" })),
        ("slow", json!({ "prefer": "macos" })),
        ("slow", json!({ "prefer": "windows", "limit": 3 })),
        ("outlook", json!({ "lang": "ja" })),
        ("white", json!({ "limit": 30 })),
    ]);
    all
}

fn options(value: &Value) -> Options {
    let text = |name: &str| value[name].as_str().map(str::to_owned);
    Options {
        limit: value["limit"].as_u64().unwrap_or(0) as usize,
        os: text("os"),
        product: text("product"),
        category: text("category"),
        kind: text("kind"),
        lang: text("lang"),
        prefer: text("prefer"),
        speak: text("speak"),
        explain: false,
    }
}

fn ask(site: &Site, index: &SearchIndex<'_>, query: &str) -> (Vec<String>, Answer) {
    let answer = index.search(query, &Options::default());
    let urls = answer
        .hits
        .iter()
        .map(|h| site.article(h.article).url.as_str().to_owned());
    (urls.collect(), answer)
}

/// The exported files, unpacked, by name, without their folder.
fn unpacked(export: &Export) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for (path, artifact) in export.output.iter() {
        let name = path.as_str().strip_prefix(FOLDER).unwrap();
        let name = match name.split_once('/') {
            Some((folder, name)) => (folder == export.folder).then_some(name).unwrap(),
            None => name,
        };
        if let (Some(name), Artifact::Bytes(bytes)) = (name.strip_suffix(".dbs"), artifact) {
            let mut plain = Vec::new();
            GzDecoder::new(&bytes[..]).read_to_end(&mut plain).unwrap();
            files.insert(name.to_owned(), plain);
        }
    }
    files
}

/// What the engine would read on an article's page.
fn page(article: &crate::model::article::Article) -> String {
    let sections = article.body.sections.iter().map(|s| s.text.as_str());
    let texts: Vec<&str> = article
        .symptoms
        .iter()
        .map(String::as_str)
        .chain(sections)
        .collect();
    format!(
        "<main><h1>{}</h1><p>{}</p></main>",
        article.title,
        texts.join("</p><p>")
    )
}

fn lines<T: ToString>(rows: impl Iterator<Item = T>) -> String {
    let rows: Vec<String> = rows.map(|row| row.to_string()).collect();
    format!("[\n{}\n]\n", rows.join(",\n"))
}

#[test]
fn the_vectors_shared_with_the_browser_hold() {
    let site = small_base();
    let index = build(&site).unwrap();
    let answer = |(query, wanted): (&str, Value)| {
        let answer = index.search(query, &options(&wanted));
        let hit = |h: &crate::search::Hit| json!([site.article(h.article).url.as_str(), h.score]);
        let corrections = answer.corrections.iter().map(|c| json!([c.typed, c.shown]));
        json!({
            "q": query,
            "options": wanted,
            "results": answer.hits.iter().map(hit).collect::<Vec<_>>(),
            "corrections": corrections.collect::<Vec<_>>(),
            "total": answer.total,
            "terms": answer.terms,
        })
    };
    let ranking = lines(questions().into_iter().map(answer));
    snapbox::assert_data_eq!(
        ranking,
        snapbox::file!["../../tests/vectors/ranking.json"].raw()
    );

    let files: Map<String, Value> = unpacked(&export(&index, &site))
        .into_iter()
        .map(|(name, bytes)| (name, Value::String(BASE64_STANDARD.encode(bytes))))
        .collect();
    let pages: Map<String, Value> = site
        .listed()
        .map(|(_, a)| (a.url.as_str().to_owned(), Value::String(page(a))))
        .collect();
    let index = lines([Value::Object(files), Value::Object(pages)].into_iter());
    snapbox::assert_data_eq!(
        index,
        snapbox::file!["../../tests/vectors/index.json"].raw()
    );
}

#[test]
fn people_find_the_article_in_their_own_spelling() {
    let site = small_base();
    let index = build(&site).unwrap();
    for (query, first) in [
        ("vpn 809", "network/vpn-809/"),
        ("vpn809", "network/vpn-809/"),
        ("vpn eror 809", "network/vpn-809/"),
        ("KB0042", "network/vpn-809/"),
        ("wi fi", "network/wi-fi/"),
        ("wifi", "network/wi-fi/"),
        ("mfa", "accounts/mfa/"),
        ("notebook battery", "hardware/laptop/"),
        ("otulook crash", "apps/outlook-0/"),
        ("80041020", "apps/outlook-0/"),
        ("起動しない", "ja/outlook/"),
        ("Grösse der Warteschlange", "de/drucker/"),
    ] {
        let (urls, _) = ask(&site, &index, query);
        assert_eq!(
            urls.first().map(String::as_str),
            Some(first),
            "{query}: {urls:?}"
        );
    }
}

#[test]
fn a_correction_is_told() {
    let site = small_base();
    let index = build(&site).unwrap();
    let (_, answer) = ask(&site, &index, "outlok ");
    assert_eq!(answer.corrections.len(), 1);
    assert_eq!(answer.corrections[0].typed, "outlok");
    assert_eq!(answer.corrections[0].shown, "outlook");
    assert!(answer.terms.contains(&"outlook".to_owned()));
}

#[test]
fn archived_and_excluded_articles_do_not_appear() {
    let site = small_base();
    let index = build(&site).unwrap();
    assert_eq!(index.len(), site.articles.len() - 1);
    let (urls, _) = ask(&site, &index, "vpn old client");
    assert!(!urls.contains(&"network/old/".to_owned()));
    let (urls, _) = ask(&site, &index, "network -vpn");
    assert!(
        !urls.is_empty() && urls.iter().all(|u| u != "network/vpn-809/"),
        "{urls:?}"
    );
    let (urls, _) = ask(&site, &index, "\"guest network\"");
    assert_eq!(urls, ["network/wi-fi/"]);
}

#[test]
fn an_empty_site_answers_nothing() {
    let site = site(Vec::new(), Vec::new());
    let index = build(&site).unwrap();
    assert!(index.is_empty() && index.search("vpn", &Options::default()).hits.is_empty());
    assert!(!export(&index, &site).output.is_empty());
}

#[test]
fn two_exports_are_the_same_and_have_script_twins() {
    let site = small_base();
    let one = export(&build(&site).unwrap(), &site);
    let two = export(&build(&site).unwrap(), &site);
    assert_eq!(one.folder, two.folder);
    assert_eq!(one.output, two.output);
    let names: Vec<&str> = one.output.iter().map(|(path, _)| path.as_str()).collect();
    let twins = names
        .iter()
        .filter(|n| n.strip_suffix(".js").is_some())
        .count();
    assert_eq!(twins * 2, names.len());
}

#[test]
fn only_the_manifest_keeps_its_name_when_something_changes() {
    let names = |export: &Export| -> BTreeSet<String> {
        let paths = export
            .output
            .iter()
            .map(|(path, _)| path.as_str().to_owned());
        paths.collect()
    };
    let mut site = small_base();
    let before = export(&build(&site).unwrap(), &site);
    site.articles[0].title.push_str(" again");
    let after = export(&build(&site).unwrap(), &site);
    assert_ne!(before.folder, after.folder);
    let both: Vec<String> = names(&before)
        .intersection(&names(&after))
        .cloned()
        .collect();
    assert_eq!(both, ["search/manifest.dbs", "search/manifest.js"]);
    for one in [before, after] {
        let manifest: Value = serde_json::from_slice(&unpacked(&one)["manifest"]).unwrap();
        assert_eq!(manifest["folder"], one.folder);
    }
}

#[test]
fn no_query_is_too_long_or_too_strange() {
    let site = small_base();
    let index = build(&site).unwrap();
    for part in [
        "a",
        "vpn ",
        "\"vpn error\" ",
        "-vpn ",
        "outlok ",
        "起",
        "a-",
        "0x",
        "'",
        "é\u{301}",
        "👩\u{200d}💻",
        "(",
    ] {
        let query = part.repeat(100_000 / part.len());
        let start = std::time::Instant::now();
        let answer = index.search(&query, &Options::default());
        assert!(start.elapsed().as_secs() < 10, "{part}");
        assert!(answer.hits.iter().all(|h| h.score.is_finite()));
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]
    #[test]
    fn any_text_gets_an_answer(text in "([a-z]{1,8}|[\\PC]{1,4}|[ \"'-]|outl|vpn|809){0,12}") {
        thread_local! {
            static SITE: &'static Site = Box::leak(Box::new(small_base()));
            static INDEX: SearchIndex<'static> = build(SITE.with(|s| *s)).unwrap();
        }
        let answer = INDEX.with(|index| index.search(&text, &Options::default()));
        let scores: Vec<f64> = answer.hits.iter().map(|h| h.score).collect();
        proptest::prop_assert!(scores.is_sorted_by(|a, b| a >= b) && scores.iter().all(|s| *s > 0.0));
        proptest::prop_assert!(answer.total >= answer.hits.len());
    }
}
