//! What a site was read from, in 32 bytes.
//!
//! Takes the plan and what was read. Gives a mark: where two are the same, so are the sites that are made. Never looks at
//! the clock, at names of the machine or at the order in which the disk lists files.

use crate::pipeline::past::Told;
use crate::pipeline::{Plan, Purpose};
use crate::render::article::Assets;
use crate::source::Sources;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

/// The mark of everything that is read before any article is parsed.
pub(super) fn mark(plan: &Plan, sources: &Sources, told: &Told) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    let mut add = |text: &str| {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    };
    add(env!("CARGO_PKG_VERSION"));
    add(match plan.purpose {
        Purpose::Publish => "publish",
        Purpose::Preview => "preview",
    });
    for flag in [&plan.audience, &plan.client, &plan.base_url] {
        add(if flag.is_some() { "given" } else { "silent" });
        add(flag.as_deref().unwrap_or_default());
    }
    add(&told.mark());
    add(&sources.content);
    let hash = |file: &crate::source::SourceFile| blake3::hash(file.text.as_bytes());
    let texts: Vec<blake3::Hash> = sources.files.par_iter().map(hash).collect();
    for (file, hash) in sources.files.iter().zip(&texts) {
        add(file.path.as_str());
        add(&hash.to_hex());
    }
    for other in &sources.others {
        add(other.as_str());
    }
    hasher.finalize()
}

/// The same with the images and attachments that the site shows.
pub(super) fn with_assets(mark: blake3::Hash, assets: &Assets) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(mark.as_bytes());
    for (path, asset) in assets {
        hasher.update(path.as_str().as_bytes());
        hasher.update(&asset.hash);
    }
    hasher.finalize()
}
