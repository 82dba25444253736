//! States of articles on the pages: who sees a draft, what becomes of an archived article, what only colleagues see.
//!
//! Takes one base with an article in every state. Gives the files of two editions. Never looks at style.

use crate::kb::Kb;
use crate::web::unpacked;

fn base() -> Kb {
    let text = |front: &str, body: &str| format!("---\n{front}---\n\n{body}\n");
    Kb::new()
        .settings("title: Desk\nbase_url: https://desk.example.com/\naudiences: [internal, public]\ncontact: {mail: desk@example.com}\nadd_url: 'https://git.example.com/new?t={title}'\n")
        .file(
            "content/net/live.md",
            text(
                "id: KB0001\ntitle: Tunnel broken\naudience: public\nconfidence: validated\ngovernance: compliance\nrelated: [KB0002]\nproducts: [tunnel]\n\
                 flags:\n  - {date: 2026-02-01, by: Ben Flaggart, text: step zwei wankelt}\n",
                "Words. See [[KB0002]].",
            ),
        )
        .file(
            "content/net/old.md",
            text(
                "id: KB0002\ntitle: Bygone tunnel\naudience: public\nconfidence: archived\nsymptoms: [bygone symptom]\nproducts: [tunnel]\n",
                "Error 0x80077aaa, bygone words.",
            ),
        )
        .file(
            "content/attic/older.md",
            text("id: KB0003\ntitle: Alone in the attic\naudience: public\nconfidence: archived\nlang: de\ntranslation_of: KB0001\n", "Attic words."),
        )
        .file("content/net/draft.md", text("id: KB0004\ntitle: Draft wombat\naudience: public\nconfidence: wip\n", "Wombat."))
        .file("content/net/new.md", text("id: KB0005\ntitle: Unproven quokka\naudience: public\nconfidence: not-validated\n", "Quokka."))
        .git()
}

/// The files that hold a word, packed ones included.
fn holding(kb: &Kb, word: &str) -> Vec<String> {
    let files = kb.files("public").into_iter();
    let has = |bytes: &[u8]| {
        let texts = unpacked(bytes);
        texts
            .iter()
            .any(|t| String::from_utf8_lossy(t).to_lowercase().contains(word))
    };
    // The page Health is colleagues' own, and tells them of every article.
    files
        .filter(|(name, bytes)| has(bytes) && !name.starts_with("health/"))
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn an_archived_article_is_a_page_and_nothing_else() {
    let kb = base();
    for audience in ["public", "internal"] {
        let _ = kb.done(&["build", "--audience", audience]);
        assert!(
            kb.read("public/net/old/index.html")
                .contains("kept for old links")
        );
        assert_eq!(
            holding(&kb, "bygone words"),
            ["net/old.md", "net/old/index.html"],
            "{audience}"
        );
        assert_eq!(
            holding(&kb, "0x80077aaa"),
            ["net/old.md", "net/old/index.html"],
            "{audience}"
        );
        // The text of a live article may lead there by its title; so may the short address.
        assert_eq!(
            holding(&kb, "bygone tunnel"),
            [
                "KB0002/index.html",
                "net/live/index.html",
                "net/old.md",
                "net/old/index.html"
            ],
            "{audience}"
        );
        assert_eq!(
            holding(&kb, "alone in the attic"),
            [
                "KB0003/index.html",
                "attic/older.md",
                "attic/older/index.html"
            ],
            "{audience}"
        );
        assert!(
            !kb.read("public/net/live/index.html")
                .contains("id=\"related\"")
        );
        assert!(
            !kb.has("public/attic/index.html")
                && !kb
                    .read("public/attic/older/index.html")
                    .contains("href=\"../index.html\"")
        );
    }
}

#[test]
fn drafts_are_for_colleagues_and_unproven_articles_by_the_settings() {
    let kb = base();
    let _ = kb.done(&["build"]);
    assert!(holding(&kb, "wombat").is_empty());
    assert!(
        kb.read("public/net/new/index.html")
            .contains("Nobody has verified this article yet")
    );
    kb.write(
        "deskbook.yaml",
        kb.read("deskbook.yaml") + "show_not_validated: false\n",
    );
    let _ = kb.done(&["build"]);
    assert!(holding(&kb, "quokka").is_empty());
    let _ = kb.done(&["build", "--audience", "internal"]);
    assert!(
        kb.read("public/net/draft/index.html")
            .contains("This article is being written")
    );
    assert!(kb.has("public/net/new/index.html"));
}

#[test]
fn only_colleagues_see_flags_and_who_may_edit_and_the_way_to_add() {
    let kb = base();
    let inside = ["step zwei wankelt", "Ben Flaggart", "named editors only"];
    let _ = kb.done(&["build", "--audience", "internal"]);
    let page = kb.read("public/net/live/index.html");
    assert!(inside.iter().all(|word| page.contains(word)), "{page}");
    assert!(
        kb.read("public/index.html")
            .contains("https://git.example.com/new?t=\"")
    );
    let _ = kb.done(&["build"]);
    for word in inside.iter().chain(&["git.example.com/new"]) {
        assert_eq!(
            holding(&kb, &word.to_lowercase()),
            Vec::<String>::new(),
            "{word}"
        );
    }
}

#[test]
fn a_flag_is_never_in_twin_or_search() {
    let kb = base();
    let _ = kb.done(&["build", "--audience", "internal"]);
    assert_eq!(holding(&kb, "wankelt"), ["net/live/index.html"]);
}

#[test]
fn every_reader_can_say_that_something_is_wrong() {
    let kb = base();
    let _ = kb.done(&["build"]);
    let page = kb.read("public/net/live/index.html");
    assert!(
        page.contains(
            "href=\"mailto:desk@example.com?subject=Something%20is%20wrong:%20Tunnel%20broken"
        ),
        "{page}"
    );
    let plain = kb
        .read("deskbook.yaml")
        .replace("contact: {mail: desk@example.com}\n", "");
    kb.write(
        "deskbook.yaml",
        plain.clone() + "flag_url: 'https://git.example.com/flag?a={id}&b={title}&c={section}'\n",
    );
    let _ = kb.done(&["build"]);
    let page = kb.read("public/net/live/index.html");
    assert!(
        page.contains(
            "href=\"https://git.example.com/flag?a=KB0001&amp;b=Tunnel%20broken&amp;c=\""
        ),
        "{page}"
    );
    kb.write("deskbook.yaml", plain);
    let _ = kb.done(&["build"]);
    assert!(!kb.read("public/net/live/index.html").contains("data-flag="));
}
