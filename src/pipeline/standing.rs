//! Whether a site that was built is still what a build would make.
//!
//! Takes the plan, what the base holds now, and what an earlier build left in `.deskbook`. Gives what that build said, where
//! nothing it read has changed since. Never believes a time stamp of the base: everything is read and hashed.

use crate::config::Settings;
use crate::diag::{Code, Diagnostic, Failure, FileId, Fix, Severity, Span, codes};
use crate::model::Site;
use crate::model::edition::LeftOut;
use crate::paths::ContentPath;
use crate::pipeline::mark::Mark;
use crate::pipeline::past::Told;
use crate::pipeline::read::{read, wanted};
use crate::pipeline::{Built, Kept, Plan};
use crate::source::assets::{Looks, inspect};
use crate::source::exports::Exports;
use crate::source::store::{self, Store};
use crate::source::{Asset, SourceFile, Sources};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The form of what is kept.
const FORM: &str = "1";

/// A site that stands.
#[derive(Debug)]
pub struct Standing {
    /// All files, for whoever shows what was found.
    pub sources: Sources,
    /// What the build found.
    pub found: Vec<Diagnostic>,
    /// What it said of the site.
    pub figures: Figures,
    /// BLAKE3 of the list of its files, as the output keeps it.
    pub list: [u8; 32],
}

/// What a build tells of its site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Articles in the site.
    pub articles: usize,
    /// For whom it is.
    pub audience: String,
    /// What it does not hold.
    pub left_out: LeftOut,
}

impl Figures {
    /// Those of a site.
    #[must_use]
    pub fn of(site: &Site) -> Self {
        Self {
            articles: site.articles.len(),
            audience: site.edition.audience.clone(),
            left_out: site.left_out,
        }
    }
}

/// The same, as it is kept.
#[derive(Serialize, Deserialize)]
struct Record {
    mark: [u8; 32],
    list: [u8; 32],
    assets: BTreeMap<String, [u8; 32]>,
    articles: usize,
    audience: String,
    left_out: [usize; 3],
    found: Vec<Said>,
}

/// A finding.
#[derive(Serialize, Deserialize)]
struct Said {
    code: String,
    severity: u8,
    file: Option<u32>,
    span: Option<(usize, usize)>,
    words: [String; 3],
    fix: Option<(usize, usize, String)>,
    secret: bool,
}

/// What a build read.
struct ReadOf<'a> {
    sources: &'a Sources,
    told: &'a Told,
    found: &'a [Diagnostic],
    /// The hash of the ticket exports, where there are some.
    exports: Option<[u8; 32]>,
}

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

/// Whether anything was kept for this plan; without it nothing else need be asked.
#[must_use]
pub fn is_kept(plan: &Plan) -> bool {
    store::is_there(&plan.root, &name(plan))
}

/// What stands, if what was kept for this plan and this program (`program` names its very bytes) speaks of the base as it
/// is now. What is read for that is remembered in `kept`, for the build that follows where nothing stands.
///
/// # Errors
/// As [`crate::pipeline::load`].
pub fn standing(plan: &Plan, program: &str, kept: &Kept) -> Result<Option<Standing>, Failure> {
    let store = Store::of(&plan.root);
    let body = store.load(&name(plan), &key(program));
    let record = body.and_then(|body| serde_json::from_slice::<Record>(&body).ok());
    let Some(record) = record else {
        return Ok(None);
    };
    let memory = &mut *kept.memory();
    let read = read(plan, memory)?;
    memory.told = Some(read.told.clone());
    let texts = memory.hashes(&read.sources.files);
    let Ok(exports) = exports(plan, &read.settings) else {
        return Ok(None);
    };
    let of = ReadOf {
        sources: &read.sources,
        told: &read.told,
        found: &read.found,
        exports,
    };
    if mark(plan, &of, &texts) != Some(record.mark) {
        return Ok(None);
    }
    memory.looks = looks(plan, &record);
    let is_same = |(path, asset): (&ContentPath, &Asset)| {
        record.assets.get(path.as_str()) == Some(&asset.hash)
    };
    let seen = &memory.looks.assets;
    if seen.len() != record.assets.len() || !seen.iter().all(is_same) {
        return Ok(None);
    }
    let files = &read.sources.files;
    let found = record.found.into_iter().map(|said| said.told(files));
    let found: Option<Vec<Diagnostic>> = found.collect();
    let [audience, confidence, client] = record.left_out;
    Ok(found.map(|found| Standing {
        sources: read.sources,
        found,
        figures: Figures {
            articles: record.articles,
            audience: record.audience,
            left_out: LeftOut {
                audience,
                confidence,
                client,
            },
        },
        list: record.list,
    }))
}

/// Keeps what was built; `list` is the hash of the list of its files. A base that changed while it was read is not kept:
/// its mark would be of something that no site was made from.
pub fn keep(plan: &Plan, program: &str, (built, list): (&Built, [u8; 32]), kept: &Kept) {
    let loaded = &built.loaded;
    let site = &loaded.site;
    let Ok(exports) = exports(plan, &site.settings) else {
        return;
    };
    let counted = [kept.coverage.exports.get(), kept.reuse.exports.get()];
    let is_same = counted.into_iter().flatten().all(|c| Some(*c) == exports);
    let wanted = wanted(&loaded.sources, site);
    if !is_same || !wanted.iter().all(|path| loaded.assets.contains_key(path)) {
        return;
    }
    let texts = kept.memory().hashes(&loaded.sources.files);
    let of = ReadOf {
        sources: &loaded.sources,
        told: &loaded.told,
        found: &loaded.found,
        exports,
    };
    let Some(mark) = mark(plan, &of, &texts) else {
        return;
    };
    let assets = loaded.assets.iter();
    let left_out = &site.left_out;
    let record = Record {
        mark,
        list,
        assets: assets
            .map(|(p, a)| (p.as_str().to_owned(), a.hash))
            .collect(),
        articles: site.articles.len(),
        audience: site.edition.audience.clone(),
        left_out: [left_out.audience, left_out.confidence, left_out.client],
        found: loaded.found.iter().map(Said::of).collect(),
    };
    if let Ok(body) = serde_json::to_vec(&record) {
        Store::of(&plan.root).save(&name(plan), &key(program), &body);
    }
}

/// One file for each output folder.
fn name(plan: &Plan) -> String {
    let out = plan.out.as_deref().unwrap_or(&plan.root);
    let hash = blake3::hash(out.as_os_str().as_encoded_bytes()).to_hex();
    format!("site-{}", &hash[..16])
}

fn key(program: &str) -> String {
    format!("{FORM} {program}")
}

/// The mark of all that a build reads but images and attachments; nothing where something of it cannot be read, which may
/// be readable the next time.
fn mark(plan: &Plan, read: &ReadOf<'_>, texts: &[blake3::Hash]) -> Option<[u8; 32]> {
    let is_unread = |d: &Diagnostic| matches!(d.code, Code("KB060" | "KB062"));
    if read.found.iter().any(is_unread) {
        return None;
    }
    let mut mark = Mark::of(plan);
    mark.told(read.told);
    mark.sources(read.sources, texts);
    if let Some(exports) = read.exports {
        mark.bytes(&exports);
    }
    Some(mark.close().into())
}

/// The hash of the ticket exports that the settings name.
fn exports(plan: &Plan, settings: &Settings) -> Result<Option<[u8; 32]>, Failure> {
    let files = &settings.tickets.files;
    if files.is_empty() {
        return Ok(None);
    }
    let exports = Exports::of_settings(&plan.root, files)?;
    exports.hash().map(Some)
}

/// Looks again at the images and attachments that the build took.
fn looks(plan: &Plan, record: &Record) -> Looks {
    let paths = record
        .assets
        .keys()
        .filter_map(|path| ContentPath::new(path));
    inspect(
        &plan.root,
        &paths.collect::<BTreeSet<_>>(),
        &Looks::default(),
    )
}

impl Said {
    fn of(found: &Diagnostic) -> Self {
        let severity = SEVERITIES.iter().position(|s| *s == found.severity);
        Self {
            code: found.code.0.to_owned(),
            // Every severity is in the list.
            severity: severity
                .and_then(|at| at.try_into().ok())
                .unwrap_or_default(),
            file: found.file.map(|file| file.0),
            span: found.span.map(|span| (span.start, span.end)),
            words: [&found.message, &found.label, &found.help].map(String::clone),
            fix: found
                .fix
                .as_ref()
                .map(|fix| (fix.span.start, fix.span.end, fix.text.clone())),
            secret: found.secret,
        }
    }

    /// The finding again; nothing if it speaks of what there is not.
    fn told(self, files: &[SourceFile]) -> Option<Diagnostic> {
        let [message, label, help] = self.words;
        let text = match self.file {
            Some(file) => Some(&*files.get(file as usize)?.text),
            None => None,
        };
        let fix = self.fix.as_ref().map(|(start, end, _)| (*start, *end));
        let mut places = self.span.into_iter().chain(fix);
        let is_there =
            places.all(|(start, end)| text.is_some_and(|text| text.get(start..end).is_some()));
        is_there.then_some(Diagnostic {
            code: codes::named(&self.code)?,
            severity: *SEVERITIES.get(usize::from(self.severity))?,
            file: self.file.map(FileId),
            span: self.span.map(|(start, end)| Span::new(start, end)),
            message,
            label,
            help,
            fix: self.fix.map(|(start, end, text)| Fix {
                span: Span::new(start, end),
                text,
            }),
            secret: self.secret,
        })
    }
}

#[cfg(test)]
mod tests;
