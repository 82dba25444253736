//! The browser's index: `search/manifest.dbs` and the files below `search/<hash>/`.
//!
//! Takes the index and the site. Gives gzip files with the ending `.dbs`, and for sites that must work from `file://`
//! their script twins. The engine (`themes/default/static/search/engine.js`) reads them. The manifest alone keeps its
//! name when its content changes, and it names the folder of all others. So pages need not name it, and an article that
//! changes leaves the pages of all others as they are. Never the same folder for different content: its files may be
//! cached for good.

use crate::model::article::Article;
use crate::model::{ArticleId, Site};
use crate::output::{Artifact, Output};
use crate::parse::front_matter::{Confidence, Kind};
use crate::paths::OutPath;
use crate::search::SearchIndex;
use crate::search::bytes::{Bytes, gzip};
use crate::search::document::summary;
use crate::search::facets::Facet;
use crate::search::shards::Shards;
use crate::search::vocabulary::Rule;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use serde_json::{Value, json};

/// Version of the format; the engine of another version does not read it.
const FORMAT: u32 = 1;
/// Where the manifest stands, from the root of the site.
pub const FOLDER: &str = "search/";
/// The one file of a fixed name.
const MANIFEST: &str = "manifest";
/// Articles in a result block.
const PER_BLOCK: usize = 8;
/// Headings in a result row.
const MOST_HEADINGS: usize = 20;

/// The files of the browser's index.
#[derive(Clone, Debug)]
pub struct Export {
    /// The files.
    pub output: Output,
    /// The folder of all but the manifest, below [`FOLDER`]: twelve digits of the hash of what is in it.
    pub folder: String,
}

/// Writes the browser's index.
#[must_use]
pub fn export(index: &SearchIndex<'_>, site: &Site) -> Export {
    let shards = Shards::of(&index.terms);
    let plain: Vec<(String, Vec<u8>)> = (0..)
        .zip(shards.shards)
        .map(|(i, bytes)| (format!("s{i}"), bytes))
        .chain(blocks(index, site))
        .chain(
            index
                .facets
                .iter()
                .map(|f| (format!("f-{}", f.name), facet(f))),
        )
        .chain(spellers(index))
        .collect();
    let packed: Vec<(String, Vec<u8>)> = plain
        .into_par_iter()
        .map(|(name, bytes)| (name, gzip(&bytes)))
        .collect();
    let folder = folder(&packed);
    let manifest = manifest(index, site, (&folder, &shards.firsts));
    let mut output = Output::default();
    let offline = site.settings.offline;
    add(&mut output, MANIFEST, gzip(&manifest), offline);
    for (name, bytes) in packed {
        add(&mut output, &format!("{folder}/{name}"), bytes, offline);
    }
    Export { output, folder }
}

/// A file and, where the site must work from `file://`, its script twin.
fn add(output: &mut Output, name: &str, bytes: Vec<u8>, offline: bool) {
    // All names differ, and `search/` holds but the search page beside them, so nothing can stand there.
    let mut add = |end: &str, artifact: Artifact| {
        if let Some(path) = OutPath::new(&format!("{FOLDER}{name}.{end}")) {
            let _ = output.add(path, artifact);
        }
    };
    if offline {
        let data = BASE64_STANDARD.encode(&bytes);
        let script = format!("__deskbook(\"{name}\",\"{data}\")\n");
        add("js", Artifact::Text(script));
    }
    add("dbs", Artifact::Bytes(bytes));
}

fn folder(files: &[(String, Vec<u8>)]) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&FORMAT.to_le_bytes());
    for (name, bytes) in files {
        hasher.update(name.as_bytes());
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    }
    hasher.finalize().to_hex()[..12].to_owned()
}

fn manifest(index: &SearchIndex<'_>, site: &Site, (folder, firsts): (&str, &[String])) -> Vec<u8> {
    let letters: String = index.speller.letters.keys().collect();
    let stop: Vec<&str> = index.stop.iter().map(String::as_str).collect();
    let facets: Vec<&str> = index.facets.iter().map(|f| f.name).collect();
    let value = json!({
        "v": FORMAT,
        "folder": folder,
        "n": index.articles.len(),
        "per": PER_BLOCK,
        "lang": site.settings.lang,
        "keys": firsts.join("\n"),
        "letters": letters,
        "stop": stop.join(" "),
        "ends": index.ends.join(" "),
        "facets": facets,
        "synonyms": synonyms(&index.synonyms),
        "own_system": index.own_system,
    });
    value.to_string().into_bytes()
}

/// A line for each meaning: `laptop|laptops=computer|pc`. Rules with the same sides follow one another.
fn synonyms(rules: &[Rule]) -> String {
    let phrases = |all: Vec<&Vec<String>>| {
        let all: Vec<String> = all.into_iter().map(|words| words.join(" ")).collect();
        all.join("|")
    };
    let line = |same: &[Rule]| {
        let from = phrases(same.iter().map(|r| &r.from).collect());
        let to = same.first().map(|r| phrases(r.to.iter().collect()));
        format!("{from}={}", to.unwrap_or_default())
    };
    let lines: Vec<String> = rules.chunk_by(|a, b| a.to == b.to).map(line).collect();
    lines.join("\n")
}

fn blocks(index: &SearchIndex<'_>, site: &Site) -> Vec<(String, Vec<u8>)> {
    let with_prior: Vec<(&ArticleId, &u8)> = index.articles.iter().zip(&index.priors).collect();
    let block = |(i, ids): (usize, &[(&ArticleId, &u8)])| {
        let row = |(id, prior): &(&ArticleId, &u8)| row(site, site.article(**id), **prior);
        let rows: Vec<Value> = ids.iter().map(row).collect();
        (format!("d{i}"), Value::Array(rows).to_string().into_bytes())
    };
    with_prior
        .chunks(PER_BLOCK)
        .enumerate()
        .map(block)
        .collect()
}

/// A result row: address, title, id, summary, headings, category, systems, kind, state, language, prior.
fn row(site: &Site, article: &Article, prior: u8) -> Value {
    let headings: Vec<Value> = article
        .body
        .outline
        .iter()
        .take(MOST_HEADINGS)
        .map(|h| json!([h.id, h.text]))
        .collect();
    let category = article.category.and_then(|i| site.categories.get(i));
    json!([
        article.url.as_str(),
        article.title,
        if article.has_key { &article.key } else { "" },
        summary(article),
        headings,
        category.map_or("", |c| &c.name),
        article.os,
        article.kind.map_or("", Kind::word),
        article.confidence.map_or("", Confidence::word),
        article.lang,
        prior,
    ])
}

/// A facet: per value slug, name, number of the value above or −1, gaps between its documents.
fn facet(facet: &Facet) -> Vec<u8> {
    let value = |value: &crate::search::facets::Value| {
        let mut next = 0;
        let gap = |doc: &u32| {
            let gap = doc - next;
            next = doc + 1;
            gap
        };
        let gaps: Vec<u32> = value.docs.iter().map(gap).collect();
        let parent = value.parent.map_or(json!(-1), |p| json!(p));
        json!([value.slug, value.name, parent, gaps])
    };
    let values: Vec<Value> = facet.values.iter().map(value).collect();
    Value::Array(values).to_string().into_bytes()
}

fn spellers(index: &SearchIndex<'_>) -> impl Iterator<Item = (String, Vec<u8>)> {
    index.speller.letters.iter().map(|(letter, words)| {
        let mut bytes = Bytes::default();
        for (word, level) in words {
            bytes.word(word);
            bytes.int(u32::from(*level));
        }
        (format!("w{:x}", u32::from(*letter)), bytes.bytes)
    })
}
