//! The files of the theme, as the program publishes them.
//!
//! Takes bases with the built-in theme and with one of their own. Gives what lies below `static/`. Never judges what a
//! script does: the engine is tested by `tests/browser/engine.test.mjs`, the rest in a browser.

use crate::kb::{Kb, repository};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;

/// A base of one article.
fn desk(settings: &str) -> Kb {
    Kb::new()
        .settings(&format!("title: Desk\n{settings}"))
        .article("content/vpn.md", "VPN drops", "")
}

/// The texts below `static/`, by their names in the theme: `search/ui.1f3a5b7c.js` is `search/ui.js`.
fn published(kb: &Kb) -> BTreeMap<String, String> {
    let _ = kb.done(&["build"]);
    let files = kb.files("public/static").into_iter();
    files
        .map(|(name, bytes)| {
            let parts: Vec<&str> = name.rsplitn(3, '.').collect();
            let [ending, _, stem] = parts[..] else {
                panic!("{name} has no hash in its name")
            };
            (
                format!("{stem}.{ending}"),
                String::from_utf8(bytes).unwrap(),
            )
        })
        .collect()
}

fn source(name: &str) -> String {
    fs::read_to_string(repository().join("themes/default/static").join(name)).unwrap()
}

/// Bytes on the line.
fn packed(text: &str) -> usize {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(text.as_bytes()).unwrap();
    packer.finish().unwrap().len()
}

#[test]
fn built_in_scripts_are_small_and_keep_their_names_for_others() {
    let files = published(&desk(""));
    let scripts: Vec<_> = files.iter().filter(|(n, _)| n.ends_with(".js")).collect();
    assert!(scripts.len() > 3, "{:?}", files.keys());
    for (name, text) in scripts {
        assert!(text.len() < source(name).len() * 3 / 4, "{name}");
        assert!(!text.contains("/*") && !text.contains("\n//"), "{name}");
    }
    let engine = &files["search/engine.js"];
    for name in [
        ".DeskbookSearch=",
        ".__deskbook=",
        "open:",
        "loader:",
        "attach:",
        "mark:",
        "fold:",
        "slots:",
        "parts:",
        "confidence:",
        "corrections:",
        "globalThis",
    ] {
        assert!(engine.contains(name), "{name}");
    }
    assert!(files["search/ui.js"].contains("DeskbookSearch"));
    assert_eq!(files["icon.svg"], source("icon.svg"));
}

#[test]
fn scripts_stay_within_their_bytes() {
    let files = published(&desk(""));
    let size = |name: &str| packed(&files[name]);
    let (engine, ui) = (size("search/engine.js"), size("search/ui.js"));
    assert!(engine <= 8 * 1024, "engine: {engine}");
    assert!(engine + ui <= 15 * 1024, "engine {engine}, ui {ui}");
    assert!(size("site.js") <= 4 * 1024, "site: {}", size("site.js"));
    assert!(size("scheme.js") <= 256, "scheme: {}", size("scheme.js"));
}

#[test]
fn a_script_and_a_style_of_the_base_are_published_as_they_are() {
    let script = "/* ours */\nconst  aLongName = 1;   // kept\n\n";
    let style = "/* ours */\n\n  a { color: red }\n";
    let kb = desk("theme: mine\n")
        .file("themes/mine/static/site.js", script)
        .file("themes/mine/static/style.css", style);
    let files = published(&kb);
    assert_eq!(files["site.js"], script);
    assert_eq!(files["style.css"], style);
    assert_ne!(files["search/ui.js"], source("search/ui.js"));
}

#[test]
fn a_copy_that_nobody_has_changed_is_the_built_in_file() {
    let own = published(&desk(""));
    let changed = source("search/engine.js") + "\n";
    let kb = desk("")
        .file("themes/default/static/site.js", source("site.js"))
        .file("themes/default/static/search/engine.js", &changed);
    let files = published(&kb);
    assert_eq!(files["site.js"], own["site.js"]);
    assert_eq!(files["search/engine.js"], changed);
}
