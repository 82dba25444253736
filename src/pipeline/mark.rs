//! What a site was read from, in 32 bytes.
//!
//! Takes the plan and what was read. Gives a mark: where two are the same, so are the sites that are made. Never looks at
//! the clock, at names of the machine or at the order in which the disk lists files.

use crate::paths::ContentPath;
use crate::pipeline::past::Told;
use crate::pipeline::{Loaded, Plan, Purpose};
use crate::source::{Asset, Sources};

/// A mark in the making: of the program's version, the plan, and what is added.
pub(super) struct Mark(blake3::Hasher);

/// The mark of everything that the pages of a site are made from; `texts` are the hashes of the files, in their order.
pub(super) fn mark(plan: &Plan, loaded: &Loaded, texts: &[blake3::Hash]) -> blake3::Hash {
    let mut mark = Mark::of(plan);
    mark.told(&loaded.told);
    mark.sources(&loaded.sources, texts);
    for (path, asset) in &*loaded.assets {
        mark.asset(path, asset);
    }
    mark.close()
}

impl Mark {
    pub(super) fn of(plan: &Plan) -> Self {
        let mut mark = Self(blake3::Hasher::new());
        mark.add(env!("CARGO_PKG_VERSION"));
        mark.add(match plan.purpose {
            Purpose::Publish => "publish",
            Purpose::Preview => "preview",
        });
        mark.add(&format!("{:?}", plan.trails));
        for flag in [&plan.audience, &plan.client, &plan.base_url] {
            mark.add(if flag.is_some() { "given" } else { "silent" });
            mark.add(flag.as_deref().unwrap_or_default());
        }
        mark
    }

    /// A word of any kind.
    pub(super) fn add(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    /// What git told, or why it did not.
    pub(super) fn told(&mut self, told: &Told) {
        self.add(&told.mark());
        told.found.iter().for_each(|found| self.add(&found.message));
    }

    /// All texts, the names of all other files, and what is wrong with either.
    pub(super) fn sources(&mut self, sources: &Sources, texts: &[blake3::Hash]) {
        self.add(&sources.content);
        self.bytes(&sources.wrong);
        for (file, hash) in sources.files.iter().zip(texts) {
            self.add(file.path.as_str());
            self.bytes(hash.as_bytes());
        }
        for other in &sources.others {
            self.add(other.as_str());
        }
    }

    fn asset(&mut self, path: &ContentPath, asset: &Asset) {
        self.add(path.as_str());
        self.bytes(&asset.hash);
    }

    pub(super) fn close(self) -> blake3::Hash {
        self.0.finalize()
    }
}
