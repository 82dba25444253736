//! The browser's index: files below `search/<hash>/`.
//!
//! Takes the index and the site. Gives gzip files with the ending `.dbs`, and for sites that must work from `file://`
//! their script twins. The engine (`themes/default/static/search/engine.js`) reads them. Never the same folder for
//! different content, so that the files may be cached for good.

use crate::model::article::Article;
use crate::model::{ArticleId, Site};
use crate::output::{Artifact, Output};
use crate::parse::front_matter::{Confidence, Kind};
use crate::paths::OutPath;
use crate::search::SearchIndex;
use crate::search::bytes::{Bytes, gzip};
use crate::search::facets::Facet;
use crate::search::shards::Shards;
use crate::search::vocabulary::Rule;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use serde_json::{Value, json};

/// Version of the format; the engine of another version does not read it.
const FORMAT: u32 = 1;
/// Articles in a result block.
const PER_BLOCK: usize = 8;
/// Headings in a result row.
const MOST_HEADINGS: usize = 20;
/// Length of a summary, in characters.
const SUMMARY: usize = 160;

/// The files of the browser's index.
#[derive(Clone, Debug)]
pub struct Export {
    /// The files.
    pub output: Output,
    /// Their folder, with a closing `/`: `search/1f3a…/`.
    pub folder: String,
}

/// Writes the browser's index.
#[must_use]
pub fn export(index: &SearchIndex, site: &Site) -> Export {
    let shards = Shards::of(&index.terms);
    let mut plain: Vec<(String, Vec<u8>)> =
        vec![("manifest".into(), manifest(index, site, &shards.firsts))];
    plain.extend(
        (0..)
            .zip(shards.shards)
            .map(|(i, bytes)| (format!("s{i}"), bytes)),
    );
    plain.extend(blocks(index, site));
    plain.extend(
        index
            .facets
            .iter()
            .map(|f| (format!("f-{}", f.name), facet(f))),
    );
    plain.extend(spellers(index));
    let packed: Vec<(String, Vec<u8>)> = plain
        .into_par_iter()
        .map(|(name, bytes)| (name, gzip(&bytes)))
        .collect();
    let folder = folder(&packed);
    let mut output = Output::default();
    let mut add = |name: String, artifact: Artifact| {
        if let Some(path) = OutPath::new(&format!("{folder}{name}")) {
            // All names differ and the folder is ours alone, so nothing can stand there.
            let _ = output.add(path, artifact);
        }
    };
    for (name, bytes) in packed {
        if site.settings.offline {
            let data = BASE64_STANDARD.encode(&bytes);
            let script = format!("__deskbook(\"{name}\",\"{data}\")\n");
            add(format!("{name}.js"), Artifact::Text(script));
        }
        add(format!("{name}.dbs"), Artifact::Bytes(bytes));
    }
    Export { output, folder }
}

fn folder(files: &[(String, Vec<u8>)]) -> String {
    let mut hasher = blake3::Hasher::new();
    for (name, bytes) in files {
        hasher.update(name.as_bytes());
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    }
    format!("search/{}/", &hasher.finalize().to_hex()[..12])
}

fn manifest(index: &SearchIndex, site: &Site, firsts: &[String]) -> Vec<u8> {
    let letters: String = index.speller.letters.keys().collect();
    let stop: Vec<&str> = index.stop.iter().map(String::as_str).collect();
    let facets: Vec<&str> = index.facets.iter().map(|f| f.name).collect();
    let value = json!({
        "v": FORMAT,
        "n": index.articles.len(),
        "per": PER_BLOCK,
        "lang": site.settings.lang,
        "keys": firsts.join("\n"),
        "letters": letters,
        "stop": stop.join(" "),
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

fn blocks(index: &SearchIndex, site: &Site) -> Vec<(String, Vec<u8>)> {
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

/// The symptoms, or else the summary, cut at a word.
fn summary(article: &Article) -> String {
    let text = if article.symptoms.is_empty() {
        article.summary.clone()
    } else {
        article.symptoms.join(" · ")
    };
    let Some((end, _)) = text.char_indices().nth(SUMMARY) else {
        return text;
    };
    let cut = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!(
        "{}…",
        text[..cut].trim_end_matches([' ', ',', '·', ';', ':'])
    )
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

fn spellers(index: &SearchIndex) -> impl Iterator<Item = (String, Vec<u8>)> {
    index.speller.letters.iter().map(|(letter, words)| {
        let mut bytes = Bytes::default();
        for (word, level) in words {
            bytes.word(word);
            bytes.int(u32::from(*level));
        }
        (format!("w{:x}", u32::from(*letter)), bytes.bytes)
    })
}
