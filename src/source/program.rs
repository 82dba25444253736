//! The name of this very program: what it finds out holds for its own next run, and for no other program's.
//!
//! Takes nothing. Gives the hash of the file it was started from. Never trusts a version number, which two builds may share.

use std::fs::File;
use std::sync::OnceLock;

/// BLAKE3 of the program's file, in hexadecimal; nothing where it cannot be read. Reckoned once, in about 10 ms.
#[must_use]
pub fn name() -> Option<&'static str> {
    static NAME: OnceLock<Option<String>> = OnceLock::new();
    NAME.get_or_init(hashed).as_deref()
}

fn hashed() -> Option<String> {
    let file = File::open(std::env::current_exe().ok()?).ok()?;
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(file).ok()?;
    Some(hasher.finalize().to_hex().to_string())
}
