//! The door out: a whole site becomes a folder.
//!
//! Takes an [`Output`]. Gives a folder that is at every moment one whole site: the new tree grows beside it, takes over
//! what has not changed, and changes places with it in one step. Never removes a file that it did not make, never
//! touches one that has not changed, never follows a link, and on failure leaves the old site as it was.

mod manifest;
mod place;
mod plan;
mod retire;
mod stage;

use crate::diag::Failure;
use crate::output::Output;
use manifest::{Manifest, Old};
use place::Place;
use plan::Plan;
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

/// Publishes a site to the folder `out`; files of the base are copied from `root`.
///
/// # Errors
/// [`Failure`] if `out` is a folder that we did not make, would harm the base, is being written by another build, or
/// cannot be written. The old site, if there is one, then stands unchanged.
pub fn write(output: &Output, root: &Path, out: &Path) -> Result<Written, Failure> {
    let place = Place::find(root, out)?;
    let _lock = place.lock()?;
    retire::tidy(&place)?;
    let old = Old::load(&place.out)?;
    if old.is_none() {
        place.must_be_empty()?;
    }
    let new = Manifest::of(output);
    let plan = Plan::make(output, &new, old.as_ref(), &place.out);
    if old.is_some() && plan.is_idle() {
        return Ok(plan.written);
    }
    let foreign = plan.foreign(&place.out, old.as_ref())?;
    stage::publish(&place, &plan, &new, &foreign)?;
    Ok(plan.written)
}

#[cfg(test)]
mod tests;
