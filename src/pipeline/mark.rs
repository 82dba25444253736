//! What a site was read from, in 32 bytes.
//!
//! Takes the plan and what was read. Gives a mark: where two are the same, so are the sites that are made. Never looks at
//! the clock, at names of the machine or at the order in which the disk lists files.

use crate::pipeline::{Loaded, Plan, Purpose};

/// The mark of everything that a site is made from; `texts` are the hashes of the files, in their order.
pub(super) fn mark(plan: &Plan, loaded: &Loaded, texts: &[blake3::Hash]) -> blake3::Hash {
    let sources = &loaded.sources;
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
    add(&loaded.told.mark());
    add(&sources.content);
    for (file, hash) in sources.files.iter().zip(texts) {
        add(file.path.as_str());
        add(&hash.to_hex());
    }
    for other in &sources.others {
        add(other.as_str());
    }
    for (path, asset) in &*loaded.assets {
        add(path.as_str());
        add(&blake3::Hash::from(asset.hash).to_hex());
    }
    hasher.finalize()
}
