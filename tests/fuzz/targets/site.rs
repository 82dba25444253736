//! A whole base, from its files to its site.
//!
//! Takes files as text: `=== path`, and the file below. Gives nothing. Never lets a base through that has no end, or a page
//! with two equal ids, an open tag of a script, a broken feed or a broken index.

use crate::Target;
use crate::drive::scratch;
use crate::features::Features;
use crate::targets::text;
use deskbook::diag::Failure;
use deskbook::output::Artifact;
use deskbook::paths::ContentPath;
use deskbook::pipeline::{Built, Plan, Purpose, Trails};
use deskbook::search::unpack::texts;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const WORDS: &[&str] = &[
    "=== content/b.md\n",
    "=== content/a/index.md\n",
    "=== deskbook.yaml\n",
    "=== vocabulary.yaml\n",
    "=== content/a.svg\n",
    "---\n",
    "title: ",
    "id: KB0001\n",
    "aliases: [/x/, /a/]\n",
    "os: [windows-11]\n",
    "products: [x]\n",
    "category: a/b\n",
    "audience: public\n",
    "confidence: wip\n",
    "related: [KB0001]\n",
    "lang: ar\n",
    "symptoms: ['Error 809']\n",
    "## Resolution\n",
    "## Cause\n",
    "1. Open it.\n",
    "[[KB0001]]",
    "[a](b.md#c)",
    "![a](a.svg)",
    ":::internal\n",
    ":::\n",
    "theme: {name: mine}\n",
    "base_url: https://x.y/\n",
    "offline: false\n",
    "contact: {mail: a@b.c}\n",
    "<script>",
    "\"",
    "&",
    "<",
    "]]>",
    "</title>",
    "0x80070005",
    "tickets: {patterns: [vpn]}\n",
];
const THEME_WORDS: &[&str] = &[
    "{{ ",
    " }}",
    "{% ",
    " %}",
    "{# ",
    " #}",
    "{% for a in article.os %}",
    "{% endfor %}",
    "{% if ",
    "{% endif %}",
    "{% else %}",
    "{% block content %}",
    "{% endblock %}",
    "{% extends \"base.html\" %}",
    "{% include \"parts/x.html\" %}",
    "{% set a = 1 %}",
    "{% macro x() %}",
    "{% raw %}",
    "{{ t.search_label }}",
    "{{ article.title }}",
    "{{ page",
    "article.",
    "| safe",
    "| length",
    "| upper",
    "| replace(from=\"a\", to=\"b\")",
    "| default(value=1)",
    "loop.index",
    "{{ 1 / 0 }}",
    "{{ 9223372036854775807 + 1 }}",
    "{{ -9223372036854775808 / -1 }}",
    "{{ 5 % 0 }}",
    "{{ range(end=100) }}",
    "{{ \"a\" * 3 }}",
    "{{ [1,2][9] }}",
    "{{ a.b.c }}",
    "{{ __tera_context }}",
    "{{ super() }}",
    "{{ throw(message=\"a\") }}",
    "<b>",
    "</b>",
    "=== themes/mine/templates/article.html\n",
    "=== themes/mine/strings/en.yaml\n",
    "=== themes/mine/static/style.css\n",
    "=== themes/mine/templates/base.html\n",
    "search_label: ",
];

pub(crate) const SITE: Target = Target {
    name: "site",
    seeds: Vec::new,
    words: WORDS,
    count: 25,
    run,
};
pub(crate) const THEME: Target = Target {
    name: "theme",
    seeds: Vec::new,
    words: THEME_WORDS,
    count: 25,
    run,
};

/// A folder with the files that a text lists.
pub(crate) fn folder(input: &[u8]) -> PathBuf {
    let root = scratch("site");
    for part in text(input).split("=== ").skip(1) {
        let Some((path, text)) = part.split_once('\n') else {
            continue;
        };
        let Some(path) = ContentPath::new(path.trim()) else {
            continue;
        };
        let place = root.join(path.as_str());
        // What the disk does not take, such as a name that is too long, no base can hold.
        if place
            .parent()
            .is_some_and(|folder| fs::create_dir_all(folder).is_ok())
        {
            let _ = fs::write(place, text);
        }
    }
    root
}

/// Builds the base in a folder.
pub(crate) fn build(root: &Path) -> Result<Built, Failure> {
    let plan = Plan {
        root: root.to_owned(),
        out: None,
        audience: None,
        client: None,
        base_url: Some("https://help.example.org/".to_owned()),
        purpose: Purpose::Preview,
        trails: Trails::Never,
    };
    deskbook::pipeline::build(&plan)
}

fn run(input: &[u8], features: &mut Features) {
    let root = folder(input);
    let built = match build(&root) {
        Ok(built) => built,
        Err(failure) => return features.say(&failure.to_string()),
    };
    for d in &built.loaded.found {
        if let (Some(file), Some(span)) = (d.file, d.span) {
            super::place(&built.loaded.sources.file(file).text, span);
        }
        features.see((d.code, d.severity));
        features.say(&d.message);
    }
    features.see((built.publishable, built.output.len()));
    let own_theme = built.loaded.sources.theme.is_empty();
    for (path, artifact) in built.output.iter() {
        match artifact {
            Artifact::Text(text) => written(path.as_str(), text, own_theme),
            // A template that cannot be drawn is said by a finding.
            Artifact::Page(page) => match page.draw() {
                Ok(text) => written(path.as_str(), &text, own_theme),
                Err(broken) => features.say(&broken.message),
            },
            Artifact::Bytes(bytes) => {
                drop(texts(path.as_str(), bytes).expect("an index that cannot be read"));
            }
            Artifact::CopyOf { .. } => {}
        }
    }
}

/// What holds for a file of a site.
fn written(path: &str, text: &str, own_theme: bool) {
    let ending = path.rsplit('.').next().unwrap_or_default();
    if matches!(ending, "xml" | "atom") {
        assert!(
            roxmltree::Document::parse(text).is_ok(),
            "{path} is no XML:\n{text}"
        );
    }
    if ending != "html" || !own_theme {
        return;
    }
    let mut ids = BTreeSet::new();
    for tag in text.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        if let Some((_, rest)) = tag.split_once(" id=\"") {
            let id = rest.split('"').next().unwrap_or_default();
            assert!(ids.insert(id), "{path}: the id {id:?} stands twice");
        }
        let is_script = tag
            .get(..6)
            .is_some_and(|n| n.eq_ignore_ascii_case("script"));
        assert!(
            !is_script || tag.contains(" src=") || tag.contains("application/ld+json"),
            "{path}: <{tag}>"
        );
    }
}
