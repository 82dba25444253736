//! Where a site stands, and which addresses in it are its own.
//!
//! Takes bases with an odd address of the site, or with articles where the site has pages of its own. Gives what is said and
//! what is built. Never asks how a page looks.

use crate::kb::Kb;
use crate::web::links;

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
    kb.run(&["build"]).shows(snapbox::str![[r#"
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
        .shows(snapbox::str![[r#"
exit 2
--- stderr
error: --base-url: `https://desk.example//evil.example/` has `//` in its path
  = help: write `https://desk.example/evil.example/`

"#]]);
    kb.run(&["build", "--base-url", "desk.example"])
        .shows(snapbox::str![[r#"
exit 2
--- stderr
error: --base-url: `desk.example` is no address of a site
  = help: write it whole: `https://help.example.com/`

"#]]);
    assert!(!kb.path("public").exists());
}
