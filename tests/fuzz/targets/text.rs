//! What is made of any text: terms, slugs, codes, sentences, words that are hidden, escaped HTML, paths, addresses.
//!
//! Takes text. Gives nothing. Never lets a rule hold for most texts only.

use crate::Target;
use crate::corpus;
use crate::features::Features;
use crate::targets::text;
use deskbook::config::tickets::DateOrder;
use deskbook::parse::markdown::entity;
use deskbook::paths::{ContentPath, OutPath, UrlPath};
use deskbook::render::escape::{
    is_safe_url, push_attr, push_attribute, push_html_text, push_text, xml,
};
use deskbook::render::hrefs::{encode_path, encode_value};
use deskbook::report::visible::visible;
use deskbook::source::line_column;
use deskbook::source::walk::ignores;
use deskbook::text::redact::Redactor;
use deskbook::text::{
    actions, codes, edits, fold, grade, hosts, redact, sentences, slug, stem, tokenize,
};
use deskbook::tickets::{dates, words};
use std::sync::LazyLock;

const WORDS: &[&str] = &[
    "0x80070005",
    "KB5021233",
    "INC0010023",
    "error 809",
    "TS-999",
    "1.2.3.4",
    "fe80::1",
    "00:1A:2B:3C:4D:5E",
    "+49 30 1234567",
    "(555) 123-4567",
    "ada@example.org",
    "Regards,\n",
    "From: ",
    "Sent: ",
    "Mr. ",
    "e.g. ",
    "Wi-Fi",
    "C:\\Users\\ada\\",
    "https://a.b/c?d=e#f",
    "4111 1111 1111 1111",
    "DE89 3704 0044 0532 0130 00",
    "password: ",
    "-----Original Message-----",
    "<p>",
    "</div>",
    "&nbsp;",
    "[~ada]",
    "{code}",
    "h1. ",
    "|",
    "..",
    ".",
    "?",
    "!",
    "/",
    "\\",
    ":",
    "C:",
    "CON",
    "nul.txt",
    "%2e%2e",
    "%00",
    "%",
    "javascript:",
    "data:",
    "//",
    "http://",
    "mailto:",
    "2026-03-04 05:06:07",
    "03/04/2026",
    "4 März 2026",
    "12:30 PM",
    "1 day 2 hours",
    "T",
    "Z",
    "+02:00",
];

pub(crate) const TEXT: Target = Target {
    name: "text",
    seeds: paragraphs,
    words: WORDS,
    count: 400,
    run: run_text,
};
pub(crate) const PATHS: Target = Target {
    name: "paths",
    seeds: Vec::new,
    words: WORDS,
    count: 6000,
    run: run_paths,
};

fn paragraphs() -> Vec<Vec<u8>> {
    let mut all = corpus::of_repository("content", ".md");
    for text in &mut all {
        text.drain(..text.len() / 2);
        text.truncate(900);
    }
    all
}

static REDACTOR: LazyLock<Redactor> =
    LazyLock::new(|| Redactor::new(&["ACME-\\d+".to_owned()]).unwrap());

fn run_text(input: &[u8], features: &mut Features) {
    let text = &*text(input);
    let folded = fold::fold(text);
    assert_eq!(fold::fold(&folded), folded, "folded twice is another");
    let slots = tokenize::slots(text);
    for slot in &slots {
        assert!(
            !slot.is_empty() && slot.iter().all(|t| !t.is_empty()),
            "an empty term"
        );
        features.see((slot.len().min(5), slot[0].chars().count().min(30)));
        for lang in ["en", "de", "ru"] {
            features.see(stem::Stem::of(lang).stem(&slot[0]).is_empty());
        }
    }
    assert_eq!(
        slots,
        tokenize::slots(&folded),
        "a folded text has other terms"
    );
    features.count("parts", tokenize::parts(text).len());
    slugs(text, features);
    for range in sentences::sentences(text) {
        assert!(
            text.get(range.clone()).is_some(),
            "{range:?} is no sentence"
        );
    }
    let mut counts = grade::Counts::default();
    let language = grade::Lang::of("en").unwrap();
    for range in sentences::words(text) {
        language.count(&text[range], &mut counts);
    }
    assert!(language.grade(&counts).is_none_or(f64::is_finite));
    features.count("codes", codes::codes(text).len());
    hidden(text, features);
    escaped(text);
    features.see((
        actions::is_verb(text),
        actions::tells(text, grade::Lang::English),
    ));
    let own = words::own(&words::plain(text)).into_owned();
    features.count("own", own.len());
    let shown = visible(text);
    assert!(
        !shown
            .chars()
            .any(|c| c.is_control() && c != '\n' && c != '\t'),
        "{shown:?}"
    );
    assert_eq!(visible(&shown), shown, "shown twice is another");
    let (line, column) = line_column(text, text.len() / 2);
    assert!(line >= 1 && column >= 1);
}

fn slugs(text: &str, features: &mut Features) {
    let made = slug::slug(text);
    assert_eq!(slug::slug(&made), made, "a slug of a slug is another");
    assert!(
        !made.contains(['/', '\\', '.', ':', '\0', ' ', '"', '<']),
        "{made:?}"
    );
    features.count("slug", made.len());
    let letters: Vec<char> = text.chars().take(30).collect();
    let other: Vec<char> = made.chars().take(30).collect();
    for most in 0..4 {
        let there = edits::edits(&letters, &other, most);
        assert_eq!(
            there,
            edits::edits(&other, &letters, most),
            "the way back is another"
        );
        assert!(there.is_none_or(|n| n <= most));
        features.see((
            most,
            there,
            edits::edits_of_beginning(&letters, &other, most),
        ));
    }
}

fn hidden(text: &str, features: &mut Features) {
    let hidden = REDACTOR.redact(text);
    features.count("hidden", hidden.matches('[').count());
    for range in redact::phone_numbers(text) {
        assert!(text.get(range).is_some());
    }
    features.see((
        redact::is_card(text),
        redact::is_iban(text),
        redact::is_given_name(text),
    ));
    features.see((
        hosts::is_private_host(text),
        hosts::is_private_address(text),
    ));
    let _ = redact::signs::without_signs(text);
    for order in [DateOrder::DayFirst, DateOrder::MonthFirst] {
        features.see(dates::parse(text, order).is_some());
    }
    assert!(dates::minutes(text).is_none_or(|m| m.is_finite() && m >= 0.0));
}

fn escaped(text: &str) {
    let (mut inside, mut attribute, mut html, mut named) =
        (String::new(), String::new(), String::new(), String::new());
    push_text(&mut inside, text);
    push_attr(&mut attribute, text);
    push_html_text(&mut html, text);
    push_attribute(&mut named, "title", text);
    assert!(
        !inside.contains(['<', '>', '\0'])
            && !attribute.contains(['<', '>', '"', '\0'])
            && !html.contains(['<', '>', '\0'])
    );
    assert_eq!(named, format!(" title=\"{attribute}\""));
    let plain = text.replace('\0', "\u{fffd}");
    // What the page shows is the text: read as HTML it comes back.
    assert_eq!(entity::decode(&inside), plain);
    assert_eq!(entity::decode(&attribute), plain);
    let document = format!("<a b=\"{0}\">{0}</a>", xml(text));
    assert!(
        roxmltree::Document::parse(&document).is_ok(),
        "no XML: {document:?}"
    );
    let path = encode_path(text);
    assert!(
        path.is_ascii() && !path.contains(['"', '<', '>', ' ', '\\', '#', '?']),
        "{path}"
    );
    let value = encode_value(text);
    assert!(
        value.is_ascii() && !value.contains(['"', '<', '>', ' ', '&', '#', '?', '/', '=', '+']),
        "{value}"
    );
    let decoded = percent_encoding::percent_decode_str(&value)
        .decode_utf8()
        .unwrap();
    assert_eq!(decoded, text, "an encoded value comes back");
}

/// Whether a path stays below its root.
fn is_inside(path: &str) -> bool {
    let is_odd =
        |part: &str| part.is_empty() || part == "." || part == ".." || part.contains(['\\', '\0']);
    !path.starts_with('/') && !path.split('/').any(is_odd)
}

/// Two lines: a path, and one relative to it.
fn run_paths(input: &[u8], features: &mut Features) {
    // A path is short: nothing new is seen in one that is longer.
    let text = text(&input[..input.len().min(800)]);
    let (path, relative) = text.split_once('\n').unwrap_or((&text, ".."));
    if let Some(file) = ContentPath::new(path) {
        assert!(is_inside(file.as_str()), "{file:?}");
        assert_eq!(ContentPath::new(file.as_str()).as_ref(), Some(&file));
        features.see((
            file.folder().is_empty(),
            file.stem().is_empty(),
            file.extension().len().min(6),
        ));
        if let Some(other) = file.sibling(relative) {
            assert!(is_inside(other.as_str()), "{other:?}");
            features.see((
                other.as_str().starts_with(file.folder()),
                relative.contains(".."),
            ));
        }
    }
    if let Some(out) = OutPath::new(path) {
        assert!(is_inside(out.as_str()), "{out:?}");
        features.count("parts", out.as_str().split('/').count());
    }
    let url = UrlPath::of(text.split('\n'));
    assert!(
        url.as_str().is_empty() || is_inside(url.as_str().trim_end_matches('/')),
        "{url:?}"
    );
    assert!(is_inside(url.file().as_str()), "{url:?}");
    let up = url.to_root();
    assert!(up.split('/').all(|p| matches!(p, "" | "." | "..")), "{up}");
    if is_safe_url(path) {
        // What a browser does to an address before it reads the scheme.
        let read: String = path
            .chars()
            .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
            .collect();
        let read = read.trim_start_matches(|c: char| c <= ' ').to_lowercase();
        let bad = ["javascript:", "data:", "vbscript:", "file:", "blob:"];
        assert!(!bad.iter().any(|b| read.starts_with(b)), "{path:?}");
        features.see("safe");
    }
    features.see(ignores(&[path.to_owned()], relative));
}
