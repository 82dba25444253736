//! The door out: a whole site becomes a folder.
//!
//! Takes an [`Output`]. Gives a folder that is at every moment one whole site: the new tree grows beside it, takes over
//! what has not changed, and changes places with it in one step. Never removes a file that it did not make, never
//! touches one that has not changed, never follows a link, and on failure leaves the old site as it was.

mod copy;
mod manifest;
mod place;
mod plan;
mod retire;
mod stage;

use crate::diag::{Diagnostic, Failure};
use crate::output::{Content, Output};
use crate::paths::OutPath;
use manifest::{Entry, Old};
use place::Place;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use stage::Site;
use std::path::Path;

/// What a build did to its folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were not there.
    pub created: usize,
    /// Files with new content.
    pub changed: usize,
    /// Files that are no longer part of the site.
    pub removed: usize,
    /// Files left as they were, time stamps and all.
    pub same: usize,
    /// Size of the whole site in bytes.
    pub bytes: u64,
}

/// Looks at a file that is about to be written; what it finds stops the build.
pub type Gate<'a> = dyn Fn(&OutPath, &Content<'_>) -> Option<Diagnostic> + Sync + 'a;

/// Lets every file pass.
#[must_use]
pub const fn open_gate(_: &OutPath, _: &Content<'_>) -> Option<Diagnostic> {
    None
}

/// How a build ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The folder holds the new site.
    Written(Written),
    /// The folder is as it was: a page could not be drawn, or the gate found something. In order of paths.
    Refused(Vec<Diagnostic>),
}

/// Publishes a site to the folder `out`, where `gate` lets it; files of the base are copied from `root`.
///
/// # Errors
/// [`Failure`] if `out` is a folder that we did not make, would harm the base, is being written by another build, or
/// cannot be written. The old site, if there is one, then stands unchanged.
pub fn write(
    output: &Output,
    gate: &Gate<'_>,
    root: &Path,
    out: &Path,
) -> Result<Outcome, Failure> {
    let place = Place::find(root, out)?;
    let _lock = place.lock()?;
    retire::tidy(&place)?;
    let old = Old::load(&place.out)?;
    if old.is_none() {
        place.must_be_empty()?;
    }
    let site = Site {
        output,
        gate,
        old: old.as_ref(),
    };
    stage::publish(&place, &site)
}

/// The hash of the list of a published site, which [`standing`] asks for; nothing where there is none.
///
/// # Errors
/// [`Failure::Read`] if there is a list that cannot be read.
pub fn list(out: &Path) -> Result<Option<[u8; 32]>, Failure> {
    Ok(Old::load(out)?.map(|old| old.hash.into()))
}

/// What stands in the folder `out`, if it is, file by file, the site whose list has this hash. What killed builds left is
/// tidied away, as [`write()`] does.
///
/// # Errors
/// As [`write()`].
pub fn standing(root: &Path, out: &Path, list: [u8; 32]) -> Result<Option<Written>, Failure> {
    let place = Place::find(root, out)?;
    let _lock = place.lock()?;
    retire::tidy(&place)?;
    let Some(old) = Old::load(&place.out)?.filter(|old| *old.hash.as_bytes() == list) else {
        return Ok(None);
    };
    let files = &old.manifest.files;
    let stands = |(path, entry): (&String, &Entry)| {
        plan::stands(&place.out.join(path), *entry, Some(old.ended))
    };
    Ok(files.par_iter().all(stands).then(|| Written {
        same: files.len(),
        bytes: files.values().map(|entry| entry.len).sum(),
        ..Written::default()
    }))
}

#[cfg(test)]
mod tests;
