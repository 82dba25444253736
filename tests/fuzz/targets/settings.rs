//! `deskbook.yaml` and `vocabulary.yaml`.
//!
//! Takes the text of the file. Gives nothing. Never lets settings through that the schema, a client's site or a search could
//! not be made of.

use crate::Target;
use crate::corpus;
use crate::features::Features;
use crate::targets::{file, findings, text};
use deskbook::config::learnt::Learnt;
use deskbook::config::read::read;
use deskbook::config::{learnt, rules, schema};

const WORDS: &[&str] = &[
    "title: ",
    "lang: ",
    "base_url: ",
    "audiences: ",
    "audience: ",
    "clients:",
    "contact:",
    "mail: ",
    "url: ",
    "label: ",
    "feedback_url: ",
    "edit_url: ",
    "flag_url: ",
    "os:",
    "products:",
    "categories:",
    "fields:",
    "ignore_fields:",
    "ignore: ",
    "theme:",
    "name: ",
    "accent: ",
    "logo: ",
    "favicon: ",
    "links:",
    "footer:",
    "offline: ",
    "synonyms:",
    "priors:",
    "tickets:",
    "files:",
    "columns:",
    "window: ",
    "redact:",
    "noise:",
    "kcs:",
    "people:",
    "teams:",
    "roles:",
    "standard:",
    "levels:",
    "KB021: ",
    "off",
    "error",
    "note",
    "article:",
    "words:",
    "not:",
    "people: ",
    "- ",
    "  ",
    "    ",
    ": ",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "!!x ",
    "'",
    "\"",
    "|\n  ",
    "\n",
    "#",
    "../x",
    "/etc/passwd",
    "javascript:alert(1)",
    "https://example.org/{path}",
    "{id}",
    "{",
    "(",
    "(a+)+",
    "\\p{",
    "#12345",
    "#ffffff",
    "180d",
    "-1",
    "0.5",
    "1e400",
    "windows > windows-11",
    "=>",
    "=",
];

pub(crate) const SETTINGS: Target = Target {
    name: "settings",
    seeds: settings,
    words: WORDS,
    count: 1500,
    run: run_settings,
};
pub(crate) const VOCABULARY: Target = Target {
    name: "vocabulary",
    seeds: Vec::new,
    words: WORDS,
    count: 4000,
    run: run_vocabulary,
};

/// Our own settings, and every example of the manual.
fn settings() -> Vec<Vec<u8>> {
    let mut all = vec![std::fs::read(corpus::repository().join("deskbook.yaml")).unwrap()];
    for page in corpus::of_repository("content/manual", ".md") {
        let page = String::from_utf8(page).unwrap();
        let blocks = page
            .split("```yaml\n")
            .skip(1)
            .filter_map(|rest| rest.split_once("```"));
        all.extend(blocks.map(|(block, _)| block.as_bytes().to_vec()));
    }
    all
}

fn run_settings(input: &[u8], features: &mut Features) {
    let text = text(input);
    let file = file("deskbook.yaml", &text);
    let (settings, found) = read(&file);
    findings(&text, &found, features);
    assert!(!settings.audiences.is_empty(), "there is no audience");
    for (number, system) in settings.os.iter().enumerate() {
        assert!(
            system.parent.is_none_or(|parent| parent < number),
            "{system:?} stands before what is above it"
        );
    }
    let address = settings.base_url.as_deref().unwrap_or("https://x/");
    assert!(address.ends_with('/'), "{address}");
    features.see((
        settings.os.len().min(9),
        settings.clients.len().min(4),
        settings.synonyms.len().min(4),
    ));
    for schema in [schema::front_matter(&settings), schema::settings(&settings)] {
        assert!(schema.is_object());
    }
    for client in settings.clients.clone() {
        let of_client = settings.clone().of_client(&client);
        features.see(of_client == settings);
    }
}

fn run_vocabulary(input: &[u8], features: &mut Features) {
    let text = text(input);
    let (words, found) = learnt::read(&file("vocabulary.yaml", &text));
    findings(&text, &found, features);
    // What the program writes, it reads as it was.
    let written = words.text();
    let (again, found) = learnt::read(&file("vocabulary.yaml", &written));
    assert!(
        found.is_empty(),
        "{found:?} of what the program wrote\n{written}"
    );
    let people = |learnt: &Learnt| -> Vec<_> {
        let some = learnt
            .articles
            .iter()
            .filter(|(_, words)| !words.people.is_empty());
        some.map(|(id, words)| (id.clone(), words.people.clone()))
            .collect()
    };
    assert_eq!(
        people(&again),
        people(&words),
        "written and read is another\n{written}"
    );
    features.count("words", written.len());
    features.count("rules", rules::built_in(&text).len());
}
