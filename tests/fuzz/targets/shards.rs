//! The files of the search index, read back.
//!
//! Takes the unpacked bytes of a file behind a byte that says which one. Gives nothing. Never takes a file for empty that
//! cannot be read. (How the browser's engine reads them is tried in `tests/browser`.)

use crate::Target;
use crate::features::Features;
use crate::targets::site::{build, folder};
use deskbook::output::Artifact;
use deskbook::search::bytes::gzip;
use deskbook::search::unpack::texts;
use flate2::read::GzDecoder;
use std::io::Read;

const NAMES: [&str; 4] = ["s0", "w-en", "manifest", "f-os"];

pub(crate) const TARGET: Target = Target {
    name: "shards",
    seeds,
    words: &[
        "\u{7f}",
        "*",
        "|",
        "=",
        "[",
        "]",
        "{",
        "}",
        "\"keys\":",
        "\"",
        ",",
        "null",
    ],
    count: 6000,
    run,
};

fn seeds() -> Vec<Vec<u8>> {
    let site = "=== content/vpn.md\n---\ntitle: VPN error 809\nos: [windows-11]\nsymptoms: [the vpn drops]\n---\n## Resolution\n\nRestart Outlook and the docking station.\n";
    let built = build(&folder(site.as_bytes())).unwrap();
    let mut all = Vec::new();
    for (path, artifact) in built.output.iter() {
        let Some(name) = path
            .as_str()
            .strip_prefix("search/")
            .and_then(|p| p.strip_suffix(".dbs"))
        else {
            continue;
        };
        let Artifact::Bytes(bytes) = artifact else {
            continue;
        };
        let name = name.rsplit('/').next().unwrap();
        let kind = NAMES.iter().position(|n| n[..1] == name[..1]).unwrap_or(2);
        let mut plain = vec![u8::try_from(kind).unwrap()];
        GzDecoder::new(&bytes[..]).read_to_end(&mut plain).unwrap();
        all.push(plain);
    }
    assert!(all.len() >= 4, "{} files of an index", all.len());
    all
}

fn run(input: &[u8], features: &mut Features) {
    let (kind, plain) = input.split_first().unwrap_or((&0, &[]));
    let name = NAMES[usize::from(*kind) % NAMES.len()];
    let path = format!("search/0123456789ab/{name}.dbs");
    match texts(&path, &gzip(plain)) {
        Ok(found) => {
            let found = found.expect("it is a file of the index");
            features.count(name, found.len());
            // Words are put together from one another, but each byte of a list asks for one word at most.
            assert!(
                found.len() <= plain.len() + 1,
                "{} texts in {} bytes",
                found.len(),
                plain.len()
            );
        }
        Err(why) => features.see((name, why)),
    }
    // Not packed, and as a script twin.
    features.see(texts(&path, plain).is_err());
    features.see(texts("search/manifest.js", plain).is_err());
}
