//! The heads of texts that git keeps.
//!
//! Takes ids. Gives the first part of each text, one after the other. Never holds more than one of them, and passes over
//! the rest of a large one without keeping it.

use crate::source::history::git::Pipe;
use crate::source::history::oid::Oid;
use std::io::{self, BufRead, Read};
use std::path::Path;

/// The most bytes of a text that are handed out: enough for any front matter.
pub const HEAD: u64 = 1 << 16;

/// Calls `take` for each id, in order; with nothing for a text that git has not got.
///
/// # Errors
/// When git cannot be run or breaks off.
pub fn heads(root: &Path, ids: &[Oid], take: &mut dyn FnMut(Oid, Option<&[u8]>)) -> io::Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let asked: String = ids.iter().map(|id| format!("{id}\n")).collect();
    let words = ["cat-file", "--batch", "--buffer"];
    let mut pipe = Pipe::open(root, &words, asked.into_bytes())?;
    let mut line = Vec::new();
    let mut head = Vec::new();
    for id in ids {
        line.clear();
        if pipe.out.read_until(b'\n', &mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        // `ID blob SIZE`, or `ID missing`.
        let said = String::from_utf8_lossy(&line);
        let size = said.split_whitespace().nth(2).and_then(|n| n.parse().ok());
        let Some(size) = size else {
            take(*id, None);
            continue;
        };
        head.clear();
        let kept = u64::min(size, HEAD);
        (&mut pipe.out).take(kept).read_to_end(&mut head)?;
        // The line end behind the text belongs to no text.
        io::copy(&mut (&mut pipe.out).take(size - kept + 1), &mut io::sink())?;
        take(*id, Some(&head));
    }
    pipe.close()
}
