//! `deskbook build`: from a folder to a folder.
//!
//! Takes small bases and the demo base. Gives what was written, compared file by file. Never looks at how a page is
//! drawn: that is for the browser tests.

use crate::kb::Kb;
use crate::web::{broken_links, links};
use snapbox::str;
use std::fs;
use std::sync::OnceLock;

/// The demo base, built once for the widest audience (`public/`) and once for the narrowest (`inside/`).
pub(crate) fn demo() -> &'static Kb {
    static DEMO: OnceLock<Kb> = OnceLock::new();
    DEMO.get_or_init(|| {
        let kb = Kb::demo().git();
        let _ = kb.done(&["build"]);
        let _ = kb.done(&["build", "--audience", "internal", "--out", "inside"]);
        kb
    })
}

fn small() -> Kb {
    Kb::new()
        .settings("title: Desk\nbase_url: https://desk.example.com/help/\n")
        .article("content/network/vpn.md", "VPN error 809", "id: KB0001\naudience: public\nsymptoms: ['Error 809']\nos: [windows-11]\n")
        .article("content/network/wifi.md", "Wi-Fi is slow", "id: KB0002\naudience: public\naliases: [/wireless/, /old/wifi.html]\n")
        .file(
            "content/email/full.md",
            "---\nid: KB0003\ntitle: Mailbox full\naudience: public\n---\n\n![Bar](images/bar.svg) and [[KB0001]].\n",
        )
        .file("content/email/images/bar.svg", r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>"#)
        .file("content/email/images/unused.svg", r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>"#)
        .git()
}

#[test]
fn a_base_becomes_a_site() {
    let kb = small();
    kb.done(&["build"]).shows(str![[r#"
exit 0
--- stdout
3 articles · [FILES] · [SIZE] → public   [TIME]

"#]]);
    let mut files: Vec<String> = kb.files("public").into_keys().collect();
    files.retain(|name| !name.starts_with("search/"));
    let plain = files.iter().map(|name| without_hash(name));
    let files = plain.collect::<Vec<_>>().join("\n");
    crate::kb::snapshot(
        files,
        str![[r#"
.deskbook-manifest
404.html
KB0001/index.html
KB0002/index.html
KB0003/index.html
all/index.html
email/full.md
email/full/index.html
email/images/bar.svg
email/index.html
error-codes/index.html
feed.xml
index.html
llms.txt
network/index.html
network/vpn.md
network/vpn/index.html
network/wifi.md
network/wifi/index.html
old/wifi.html
opensearch.xml
os/windows-11/index.html
os/windows/index.html
robots.txt
sitemap.xml
static/icon.[HASH].svg
static/scheme.[HASH].js
static/search/engine.[HASH].js
static/search/explain.[HASH].js
static/search/ui.[HASH].js
static/site.[HASH].js
static/style.[HASH].css
symptoms/index.html
wireless/index.html
"#]],
    );
}

/// `static/site.6192434c.js` becomes `static/site.[HASH].js`.
fn without_hash(name: &str) -> String {
    let is_hash = |part: &&str| part.len() == 8 && part.chars().all(|c| c.is_ascii_hexdigit());
    match name.split('.').find(is_hash) {
        Some(hash) => name.replace(hash, "[HASH]"),
        None => name.to_owned(),
    }
}

#[test]
fn a_folder_of_markdown_without_settings_is_a_base() {
    let kb = Kb::new()
        .file("one.md", "# One\n\nText.\n")
        .file("deep/er/two.md", "# Two\n\nSee [one](../../one.md).\n");
    let ran = kb.done(&["build"]);
    assert!(
        ran.stderr.contains("KB008") || ran.stdout.contains("2 articles"),
        "{}{}",
        ran.stdout,
        ran.stderr
    );
    assert!(kb.has("public/one/index.html") && kb.has("public/deep/er/two/index.html"));
    assert!(
        links(&kb.read("public/deep/er/two/index.html"))
            .iter()
            .any(|l| l.starts_with("../../../one/"))
    );
    let again = kb.done(&["build"]);
    assert!(
        again.stdout.contains("nothing changed"),
        "the output is not content: {}",
        again.stdout
    );
}

#[test]
fn root_is_a_folder_from_elsewhere() {
    let kb = Kb::new().article("some/where/content/a.md", "A", "");
    let ran = kb.done(&["--root", "some/where", "build", "--out", "site"]);
    assert!(
        kb.has("some/where/site/a/index.html"),
        "{}{}",
        ran.stdout,
        ran.stderr
    );
}

#[test]
fn old_addresses_and_ids_lead_to_the_article() {
    let kb = small();
    let _ = kb.done(&["build"]);
    for (from, to) in [
        ("KB0002/index.html", "../network/wifi/"),
        ("wireless/index.html", "../network/wifi/"),
        ("old/wifi.html", "../network/wifi/"),
    ] {
        let page = kb.read(&format!("public/{from}"));
        assert!(
            links(&page).iter().any(|link| link.starts_with(to)),
            "{from}: {page}"
        );
        assert!(
            page.contains("https://desk.example.com/help/network/wifi/"),
            "{from} names the canonical address"
        );
    }
}

#[test]
fn every_link_of_the_demo_site_leads_somewhere() {
    for folder in ["public", "inside"] {
        let site = demo().files(folder);
        assert!(site.len() > 150, "{folder}: {} files", site.len());
        let broken = broken_links(&site, "/");
        assert!(broken.is_empty(), "{folder}:\n{}", broken.join("\n"));
    }
}

#[test]
fn feeds_and_maps_name_pages_that_exist() {
    let kb = demo();
    for name in [
        "sitemap.xml",
        "feed.xml",
        "llms.txt",
        "robots.txt",
        "opensearch.xml",
    ] {
        let text = kb.read(&format!("public/{name}"));
        let addresses: Vec<&str> = text.split("https://help.example.com/").skip(1).collect();
        assert!(!addresses.is_empty(), "{name} names no address");
        for rest in addresses {
            let path = rest
                .split(['<', '"', ')', '\'', ' ', '\n', '?', '#'])
                .next()
                .unwrap();
            let file = if path.is_empty() || path.ends_with('/') {
                format!("{path}index.html")
            } else {
                path.to_owned()
            };
            assert!(kb.has(&format!("public/{file}")), "{name}: {path}");
        }
    }
}

#[test]
fn no_page_knows_where_it_was_built() {
    let kb = demo();
    let root = kb.root().to_string_lossy().into_owned();
    for (name, bytes) in kb.files("public") {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains(&root), "{name} names the folder of the base");
        assert!(
            !text.contains("/tmp/") || name.contains("manual") || !name.ends_with(".html"),
            "{name} names /tmp"
        );
    }
}

#[test]
fn a_site_in_a_sub_folder_says_so_only_where_it_must() {
    let kb = small();
    let _ = kb.done(&["build"]);
    let site = kb.files("public");
    let broken = broken_links(&site, "/help/");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert!(
        kb.read("public/404.html").contains("/help/"),
        "the not-found page is shown at any depth"
    );
}

#[test]
fn a_second_build_touches_nothing() {
    let kb = small();
    let _ = kb.done(&["build"]);
    let before = kb.times("public");
    std::thread::sleep(std::time::Duration::from_millis(20));
    kb.done(&["build"]).shows(str![[r#"
exit 0
--- stdout
3 articles · [FILES] · [SIZE] · nothing changed → public   [TIME]

"#]]);
    assert_eq!(kb.times("public"), before);
}

#[test]
fn one_changed_article_leaves_other_pages_as_they_were() {
    let kb = small();
    let _ = kb.done(&["build"]);
    let before = kb.times("public");
    std::thread::sleep(std::time::Duration::from_millis(20));
    kb.write(
        "content/network/vpn.md",
        "---\nid: KB0001\ntitle: VPN error 809\naudience: public\n---\n\nNew words.\n",
    );
    let _ = kb.done(&["build"]);
    let after = kb.times("public");
    assert_ne!(
        after["network/vpn/index.html"],
        before["network/vpn/index.html"]
    );
    // Pages themselves name the folder of the search index, which is another one now.
    for same in [
        "KB0002/index.html",
        "network/wifi.md",
        "email/images/bar.svg",
        "robots.txt",
    ] {
        assert_eq!(after[same], before[same], "{same}");
    }
}

#[test]
fn pages_of_deleted_articles_go_and_foreign_files_stay() {
    let kb = small();
    let _ = kb.done(&["build"]);
    kb.write("public/CNAME", "desk.example.com\n");
    kb.write("public/network/notes.txt", "mine\n");
    fs::remove_file(kb.path("content/network/wifi.md")).unwrap();
    let ran = kb.done(&["build"]);
    assert!(ran.stdout.contains("removed"), "{}", ran.stdout);
    assert!(!kb.has("public/network/wifi/index.html") && !kb.has("public/KB0002"));
    assert_eq!(kb.read("public/CNAME"), "desk.example.com\n");
    assert_eq!(kb.read("public/network/notes.txt"), "mine\n");
}

#[test]
fn only_images_that_are_shown_are_published() {
    let kb = small();
    let _ = kb.done(&["build"]);
    assert!(kb.has("public/email/images/bar.svg"));
    assert!(!kb.has("public/email/images/unused.svg"));
}

#[test]
fn a_folder_of_somebody_else_is_refused() {
    let kb = small().file("mine/thesis.txt", "years of work\n");
    kb.run(&["build", "--out", "mine"]).shows(str![[r#"
exit 3
--- stderr
error: [ROOT]/mine holds files that Deskbook did not make
  = help: choose another --out, or empty it yourself

"#]]);
    assert_eq!(kb.files("mine").len(), 1);
    let before = kb.files(".");
    for bad in [".", "content", "content/site", ".."] {
        let ran = kb.run(&["build", "--out", bad]);
        assert_ne!(ran.code, 0, "{bad}: {}{}", ran.stdout, ran.stderr);
        assert_eq!(kb.files("."), before, "{bad}");
    }
    assert!(kb.has("content/network/vpn.md"));
}

#[test]
fn a_broken_theme_leaves_the_old_site() {
    let kb = small();
    let _ = kb.done(&["build"]);
    let before = kb.files("public");
    kb.write(
        "deskbook.yaml",
        "title: Desk\nbase_url: https://desk.example.com/help/\ntheme: mine\n",
    );
    kb.write(
        "themes/mine/templates/article.html",
        "{% extends \"base.html\" %}\n{% block main %}\n{{ article.title \n{% endblock %}\n",
    );
    kb.run(&["build"]).shows(str![[r#"
exit 3
--- stderr
error[KB053]: a template of the theme does not work: Found `{` but expected }}
 --> themes/mine/templates/article.html:4:1
  |
4 | {% endblock %}
  | ^
  |
  = help: mend it, or delete it to have the built-in one back; the manual's theme page lists every name

1 error in 1 file
error: nothing was written: the site before this build stays as it was
  = help: mend the errors above and build again

"#]]);
    assert_eq!(kb.files("public"), before);
}

#[test]
fn a_theme_replaces_one_file_and_keeps_the_rest() {
    let kb = small()
        .settings("title: Desk\ntheme: mine\n")
        .file("themes/mine/templates/not-found.html", "{% extends \"base.html\" %}{% block main %}<h1>Lost in {{ site.title }}</h1>{% endblock main %}");
    let _ = kb.done(&["build"]);
    assert!(kb.read("public/404.html").contains("<h1>Lost in Desk</h1>"));
    assert!(kb.read("public/index.html").contains("data-kind=\"home\""));
}

#[test]
fn strict_writes_nothing_when_an_article_has_an_error() {
    let kb = small().file("content/bad.md", "---\ntitle: [\n---\n");
    let ran = kb.run(&["build", "--strict"]);
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    assert!(!kb.has("public"));
    let _ = kb.done(&["build"]);
    assert!(kb.has("public/network/vpn/index.html"));
}

#[test]
fn git_dates_are_on_the_page() {
    let kb = small();
    let _ = kb.done(&["build"]);
    let page = kb.read("public/network/vpn/index.html");
    assert!(page.contains("datetime=\"2026-03-02\""), "{page}");
    assert!(!page.contains("Ada Finch"), "names are for internal sites");
    let _ = kb.done(&["build", "--audience", "internal"]);
    assert!(
        kb.read("public/network/vpn/index.html")
            .contains("Ada Finch")
    );
}

#[test]
fn a_changed_text_changes_no_page_of_another_article() {
    let kb = small();
    let _ = kb.done(&["build"]);
    let before = kb.files("public");
    let text = kb.read("content/network/vpn.md");
    kb.write("content/network/vpn.md", format!("{text}\nThe tunnel.\n"));
    let _ = kb.done(&["build"]);
    let after = kb.files("public");
    let other = |name: &&String| after.get(*name) != before.get(*name);
    let changed: Vec<&str> = after.keys().filter(other).map(String::as_str).collect();
    let own = |name: &str| name.starts_with("network/vpn") || name.starts_with("search/");
    let expected = |name: &&str| own(name) || *name == ".deskbook-manifest";
    assert!(changed.iter().any(|name| name.starts_with("search/")));
    assert!(changed.iter().all(expected), "{changed:#?}");
    assert_eq!(
        after.get("search/index.html"),
        before.get("search/index.html")
    );
}
