//! Where a site stands, and which addresses in it are its own.
//!
//! Takes bases with an odd address of the site, or with articles where the site has pages of its own. Gives what is said and
//! what is built. Never asks how a page looks.

use crate::kb::Kb;
use crate::web::{broken_links, links};
use snapbox::str;
use std::collections::BTreeSet;

fn base(settings: &str) -> Kb {
    Kb::new()
        .settings(settings)
        .article("content/network/vpn.md", "VPN error 809", "")
}

#[test]
fn an_odd_address_of_the_site_is_escaped_wherever_it_is_written() {
    let kb = base("title: Desk\nbase_url: 'HTTPS://Desk.example/\"our\" störung/'\n");
    let _ = kb.done(&["build"]);
    let files = kb.files("public");
    let text = |path: &str| String::from_utf8(files[path].clone()).unwrap();
    let whole = "https://desk.example/%22our%22%20st%C3%B6rung/";
    for path in [
        "sitemap.xml",
        "feed.xml",
        "opensearch.xml",
        "network/vpn/index.html",
    ] {
        assert!(text(path).contains(whole), "{path}");
        assert!(!text(path).contains("störung"), "{path}");
    }
    let own: Vec<String> = links(&text("404.html"));
    assert!(own.len() > 5);
    assert!(
        own.iter()
            .all(|link| link.starts_with("/%22our%22%20st%C3%B6rung/") || link.starts_with('#')),
        "{own:?}"
    );
}

#[test]
fn an_address_that_would_lead_to_another_host_is_refused_in_the_settings_and_as_a_flag() {
    let kb = base("title: Desk\nbase_url: https://desk.example//evil.example/\n");
    kb.run(&["build"]).shows(str![[r#"
exit 2
--- stderr
error[KB052]: `https://desk.example//evil.example/` has `//` in its path
 --> deskbook.yaml:2:11
  |
2 | base_url: https://desk.example//evil.example/
  |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `https://desk.example/evil.example/`

1 error in 1 file; 1 note (shown with --verbose)

"#]]);
    let kb = base("title: Desk\n");
    kb.run(&["build", "--base-url", "https://desk.example//evil.example/"])
        .shows(str![[r#"
exit 2
--- stderr
error: --base-url: `https://desk.example//evil.example/` has `//` in its path
  = help: write `https://desk.example/evil.example/`

"#]]);
    kb.run(&["build", "--base-url", "desk.example"])
        .shows(str![[r#"
exit 2
--- stderr
error: --base-url: `desk.example` is no address of a site
  = help: write it whole: `https://help.example.com/`

"#]]);
    assert!(!kb.path("public").exists());
}

/// Every address of a page of the site's own is wanted by an article or by a folder.
fn contested() -> Kb {
    let facts = "symptoms: [it is slow]\nos: [windows-11]\nproducts: [outlook]\n";
    let mut kb = Kb::new().settings(
        "title: Desk\naudiences: [internal, public]\naudience: internal\ntickets: {files: [tickets.csv]}\n",
    );
    for path in [
        "all/cables.md",
        "coverage.md",
        "error-codes/windows.md",
        "health/insurance.md",
        "network.md",
        "network/vpn.md",
        "network-2/old.md",
        "os/windows.md",
        "product/outlook.md",
        "search.md",
        "search/sharepoint.md",
        "symptoms.md",
    ] {
        let title = format!("About {path} 0x80070057");
        kb = kb.article(&format!("content/{path}"), &title, facts);
    }
    kb.file(
        "tickets.csv",
        "number,opened_at,short_description\nINC1,2026-01-05 10:00:00,vpn is slow\n",
    )
    .git()
}

/// What `check` says with this code.
fn told(kb: &Kb, code: &str) -> Vec<String> {
    let ran = kb.run(&["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let findings = report["diagnostics"].as_array().unwrap();
    let of_code = findings.iter().filter(|d| d["code"] == code);
    of_code
        .map(|d| {
            format!(
                "{}: {}",
                d["path"].as_str().unwrap_or("*"),
                d["message"].as_str().unwrap()
            )
        })
        .collect()
}

#[test]
fn pages_of_the_site_step_aside_for_articles_and_folders() {
    let kb = contested();
    let _ = kb.done(&["build"]);
    let files = kb.files("public");
    let page = |path: &str| String::from_utf8(files[&format!("{path}index.html")].clone()).unwrap();
    for (path, heading) in [
        ("coverage/", "About coverage.md"),
        ("network/", "About network.md"),
        ("os/windows/", "About os/windows.md"),
        ("product/outlook/", "About product/outlook.md"),
        ("search-2/", "About search.md"),
        ("symptoms/", "About symptoms.md"),
    ] {
        assert!(page(path).contains(&format!("<h1>{heading}")), "{path}");
    }
    for path in [
        "all/",
        "all-2/",
        "coverage-2/",
        "error-codes/",
        "error-codes-2/",
        "health/",
        "health-2/",
        "network-2/",
        "network-3/",
        "os/windows-2/",
        "product/outlook-2/",
        "search/",
        "search-3/",
        "symptoms-2/",
    ] {
        assert!(!page(path).contains("<h1>About"), "{path}");
    }
    assert_eq!(broken_links(&files, "/"), [""; 0]);
    let told = told(&kb, "KB039");
    crate::kb::snapshot(
        told.join("\n"),
        str![[r#"
content/all/cables.md: the page of the category All stands at /all-2/, because /all/ belongs to the site itself
content/coverage.md: the page of ticket coverage stands at /coverage-2/, because /coverage/ belongs to content/coverage.md
content/error-codes/windows.md: the index of error codes stands at /error-codes-2/, because /error-codes/ belongs to the page of the category Error codes
content/health/insurance.md: the page of the base's health stands at /health-2/, because /health/ belongs to the page of the category Health
content/network.md: the page of the category Network stands at /network-3/, because /network/ belongs to content/network.md
content/os/windows.md: the page of Windows stands at /os/windows-2/, because /os/windows/ belongs to content/os/windows.md
content/product/outlook.md: the page of outlook stands at /product/outlook-2/, because /product/outlook/ belongs to content/product/outlook.md
content/search.md: the article stands at /search-2/, because /search/ is a page of every site
content/search/sharepoint.md: the page of the category Search stands at /search-3/, because /search/ belongs to the site itself
content/symptoms.md: the index of symptoms stands at /symptoms-2/, because /symptoms/ belongs to content/symptoms.md
"#]],
    );
}

#[test]
fn an_alias_or_an_id_never_takes_the_place_of_a_file() {
    let kb = contested().file("content/network/note.txt", "text").file(
        "content/network/with.md",
        "---\ntitle: With a file\n---\n\n[note](note.txt)\n",
    );
    let _ = kb.done(&["build"]);
    let before = kb.files("public");
    let mut aliases: BTreeSet<String> = BTreeSet::new();
    for file in before.keys() {
        let folders = file.match_indices('/').map(|(i, _)| &file[..i]);
        aliases.extend(folders.map(|folder| format!("/{folder}/")));
        aliases.extend([
            format!("/{file}"),
            format!("/{file}/x"),
            format!("/{}", file.to_uppercase()),
        ]);
    }
    assert!(aliases.len() > 200);
    let list: Vec<String> = aliases.iter().map(|a| format!("'{a}'")).collect();
    let greedy = format!(
        "---\ntitle: Greedy\nid: network\naliases: [{}]\n---\n\nText.\n",
        list.join(", ")
    );
    let ids = [
        "os",
        "index.html",
        "robots.txt",
        "network-3",
        "static",
        "all",
        "Search",
    ];
    let kb = ids
        .iter()
        .fold(kb.file("content/zz/greedy.md", &greedy), |kb, id| {
            kb.article(
                &format!("content/zz/of-{}.md", id.replace('.', "-")),
                &format!("Named {id}"),
                &format!("id: {id}\n"),
            )
        });
    let _ = kb.done(&["build"]);
    let after = kb.files("public");
    assert_eq!(broken_links(&after, "/"), [""; 0]);
    for file in before.keys().filter(|f| !f.starts_with("search/")) {
        assert!(after.contains_key(file), "{file}");
        let text = String::from_utf8_lossy(&after[file]);
        assert!(!text.contains("http-equiv=\"refresh\""), "{file}");
    }
    let refused = told(&kb, "KB033").len() + told(&kb, "KB048").len();
    let made = after.keys().filter(|f| !before.contains_key(*f)).count();
    assert!(refused > 200 && made > 10, "{refused} {made}");
    let ids = told(&kb, "KB034");
    assert_eq!(ids.len(), 8, "{ids:?}");
}
