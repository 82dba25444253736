//! What may never leave: texts for a narrower audience in a build for a wider one.
//!
//! Takes a base with a canary in every place where a text can hide. Gives every file of the output that sings. Never
//! trusts the packing: shards, blocks and script twins are decoded first.

use crate::kb::Kb;
use crate::web::unpacked;
use std::collections::BTreeMap;

/// Where a canary sits, and the canary. Made-up words, so that no stemmer and no shared beginning hides them.
const CANARIES: &[(&str, &str)] = &[
    ("title of an internal article", "qzjwkvexum"),
    ("text of an internal article", "wxqjzpokub"),
    ("symptom of an internal article", "jqxvuzoktib"),
    ("code of an internal article", "0x8ad7beec"),
    ("alias of an internal article", "kzxqwyubop"),
    ("id of an internal article", "KBQXJ77"),
    ("keyword of an internal article", "vkjxqezutob"),
    ("heading of an internal article", "pqzxjyvudok"),
    ("image of an internal article", "zjqxwrukav"),
    ("file name of an internal article", "xkqzjwofub"),
    ("category of an internal article", "bqjzxvukot"),
    ("product of an internal article", "fzqjxkwubo"),
    ("internal block of a public article", "gqxzjvokub"),
    ("heading inside an internal block", "hxqzjwukov"),
    ("code inside an internal block", "0x8ad7feed"),
    ("image inside an internal block", "dqzxjkubow"),
    ("owner of a public article", "mqxzjkvutob"),
    ("ticket of a public article", "INC7700661"),
    ("ticket pattern of a public article", "lqzxjwokub"),
    ("contributor", "rqzjxkvowub"),
    ("work in progress", "tqxzjkwovub"),
    ("article for partners", "yqzxjvkowub"),
    ("article for another client", "cqzxjkvowub"),
    ("front matter that is broken", "sqxzjkvowub"),
    ("article that names no audience", "vqzxjkowuba"),
    ("comment in the Markdown", "uqxzjkvowib"),
];

fn canary(place: &str) -> &'static str {
    CANARIES
        .iter()
        .find(|(name, _)| *name == place)
        .unwrap_or_else(|| panic!("{place}"))
        .1
}

fn base() -> Kb {
    let c = canary;
    let svg = |word: &str| {
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>{word}</text></svg>"#
        )
    };
    let secret = format!(
        "---\nid: {}\ntitle: Secret {}\naudience: internal\ntype: break-fix\nsymptoms: ['{}', 'Error {}']\naliases: [/{}/]\n\
         keywords: [{}]\nproducts: [{}]\ncategory: {}\nrelated: [KB0001]\n---\n\nText {}.\n\n## Part {}\n\n![Drawing](../images/{}.svg)\n",
        c("id of an internal article"),
        c("title of an internal article"),
        c("symptom of an internal article"),
        c("code of an internal article"),
        c("alias of an internal article"),
        c("keyword of an internal article"),
        c("product of an internal article"),
        c("category of an internal article"),
        c("text of an internal article"),
        c("heading of an internal article"),
        c("image of an internal article"),
    );
    let public = format!(
        "---\nid: KB0001\ntitle: A public article\naudience: public\nconfidence: validated\nowner: {}\ntickets:\n  linked: [{}]\n  patterns: ['{}']\n\
         related: [{}]\nclients: []\n---\n\nFirst words, see [[{}|another page]] and [this](secret/{}.md).\n\n<!-- {} -->\n\n:::internal\n### Inside {}\n\n\
         Agents know {} and {}.\n\n![Drawing](images/{}.svg)\n:::\n\nLast words.\n",
        c("owner of a public article"),
        c("ticket of a public article"),
        c("ticket pattern of a public article"),
        c("id of an internal article"),
        c("id of an internal article"),
        c("file name of an internal article"),
        c("comment in the Markdown"),
        c("heading inside an internal block"),
        c("internal block of a public article"),
        c("code inside an internal block"),
        c("image inside an internal block"),
    );
    let kb = Kb::new()
        .settings("title: Desk\nbase_url: https://desk.example.com/\nclients: [acme, globex]\nshow_not_validated: false\n")
        .file("content/public.md", public)
        .file(&format!("content/secret/{}.md", c("file name of an internal article")), secret)
        .file(&format!("content/images/{}.svg", c("image of an internal article")), svg(c("image of an internal article")))
        .file(&format!("content/images/{}.svg", c("image inside an internal block")), svg(c("image inside an internal block")))
        .article("content/wip.md", &format!("Draft {}", c("work in progress")), "id: KB0004\naudience: public\nconfidence: wip\n")
        .article("content/partners.md", &format!("Partner {}", c("article for partners")), "id: KB0005\naudience: partners\n")
        .article("content/client.md", &format!("Client {}", c("article for another client")), "id: KB0006\naudience: public\nclients: [globex]\n")
        .article("content/plain.md", &format!("Plain {}", c("article that names no audience")), "id: KB0007\n")
        .file("content/broken.md", format!("---\ntitle: Broken {}\naudience: [public\n---\n\nText.\n", c("front matter that is broken")));
    let name = c("contributor");
    kb.write(".mailmap", format!("{name} {name} <ada@example.com>\n"));
    kb.git()
}

/// The canaries that sing anywhere in a folder: place, and file.
fn singing(kb: &Kb, folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, bytes) in kb.files(folder) {
        let lower = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).to_lowercase();
        let mut all: Vec<String> = unpacked(&bytes).iter().map(lower).collect();
        all.push(name.to_lowercase());
        texts.insert(name, all);
    }
    for (place, word) in CANARIES {
        // Two letters may be shared with the word before in a dictionary, two may be the stemmer's.
        let word = word.to_lowercase();
        let core = if word.starts_with("0x") || word.len() < 9 {
            word.clone()
        } else {
            word[2..word.len() - 1].to_owned()
        };
        for (name, all) in &texts {
            if all.iter().any(|text| text.contains(&core)) {
                found.push(format!("{place} ({word}) in {name}"));
            }
        }
    }
    found
}

#[test]
fn nothing_narrower_is_anywhere_in_a_public_build() {
    let kb = base();
    let ran = kb.run(&["build"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let found = singing(&kb, "public");
    assert!(found.is_empty(), "\n{}", found.join("\n"));
    assert!(kb.read("public/public/index.html").contains("Last words."));
}

#[test]
fn what_was_left_out_is_said_aloud() {
    let kb = base();
    let ran = kb.run(&["build"]);
    let told = format!("{}{}", ran.stdout, ran.stderr);
    assert!(told.contains("left out"), "{told}");
    assert!(told.contains("narrower audience"), "{told}");
}

#[test]
fn the_canaries_can_sing() {
    let kb = base();
    let ran = kb.run(&["build", "--audience", "internal"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let found = singing(&kb, "public").join("\n");
    // Never published anywhere: comments, the tickets' own data, broken front matter, other clients' articles.
    let silent = [
        "comment in the Markdown",
        "ticket of a public article",
        "ticket pattern of a public article",
        "front matter that is broken",
        "article for another client",
    ];
    for (place, word) in CANARIES.iter().filter(|(place, _)| !silent.contains(place)) {
        assert!(
            found.contains(&format!("{place} ({})", word.to_lowercase())),
            "{place} is not even in the internal build: the test is blind\n{found}"
        );
    }
    assert!(
        singing(&kb, "public")
            .iter()
            .any(|line| line.contains("search/")),
        "no canary was found in the search index: the decoding is blind"
    );
}

#[test]
fn a_partner_sees_what_is_for_partners_and_wider() {
    let kb = base();
    let ran = kb.run(&["build", "--audience", "partners"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let found = singing(&kb, "public").join("\n");
    assert!(found.contains("article for partners"));
    assert!(
        !found.contains("internal article") && !found.contains("internal block"),
        "{found}"
    );
}

#[test]
fn a_client_sees_her_own_articles_and_no_other_client_s() {
    let kb = base();
    let _ = kb.run(&["build", "--client", "acme"]);
    assert!(!singing(&kb, "public").join("\n").contains("another client"));
    let _ = kb.run(&["build", "--client", "globex"]);
    assert!(singing(&kb, "public").join("\n").contains("another client"));
    assert_eq!(kb.run(&["build", "--client", "initech"]).code, 2);
    assert_eq!(kb.run(&["build", "--audience", "everyone"]).code, 2);
}

#[test]
fn a_narrower_build_into_the_same_folder_leaves_nothing_behind() {
    let kb = base();
    let _ = kb.run(&["build", "--audience", "internal"]);
    let _ = kb.run(&["build"]);
    let found = singing(&kb, "public");
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn search_in_the_terminal_keeps_to_the_audience() {
    let kb = base();
    let word = canary("title of an internal article");
    assert_eq!(kb.run(&["search", word]).code, 0);
    let ran = kb.run(&["search", word, "--audience", "public"]);
    assert!(!ran.stdout.contains("Secret"), "{}", ran.stdout);
}
