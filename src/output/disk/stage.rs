//! The new tree beside the old one, and the change of places.
//!
//! Takes the site and what stands there now. Gives the published folder. Never changes a file of the old tree, and never
//! holds more of the site in memory than the files that are just being written.

use crate::diag::{Diagnostic, Failure};
use crate::output::disk::copy::{allow, copy, keep, link};
use crate::output::disk::manifest::{DRAFT, Entry, Manifest, NAME, Old};
use crate::output::disk::place::{Place, move_folder};
use crate::output::disk::plan::{Fate, Foreign, ForeignKind, Plan, Step, above, fate};
use crate::output::disk::retire::{retire, with_folder};
use crate::output::disk::{Gate, Outcome};
use crate::output::{Artifact, Content, Output};
use crate::paths::OutPath;
use rayon::prelude::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What the new tree is made from.
pub(super) struct Site<'a> {
    pub output: &'a Output,
    /// Looks at each file before it is written.
    pub gate: &'a Gate<'a>,
    /// What stands there now.
    pub old: Option<&'a Old>,
}

/// Builds the new tree and puts it in the place of the old one, unless the gate finds something or nothing has changed.
pub(super) fn publish(place: &Place, site: &Site<'_>) -> Result<Outcome, Failure> {
    let stage = unused(place, "new");
    match fill(place, site, &stage).and_then(|drawn| settle(place, site, &stage, drawn)) {
        Ok(Settled::Swapped(outcome, old)) => {
            if let Some(old) = old {
                retire(&old, &place.out);
            }
            Ok(outcome)
        }
        Ok(Settled::Idle(outcome)) => {
            retire(&stage, &place.out);
            Ok(outcome)
        }
        Err(failure) => {
            retire(&stage, &place.out);
            Err(failure)
        }
    }
}

/// How the new tree ended.
enum Settled {
    /// It took the place of the old one, which stands there now.
    Swapped(Outcome, Option<PathBuf>),
    /// It is not needed.
    Idle(Outcome),
}

/// What the gate found, or all that was drawn.
type Filled<'a> = Result<Plan<'a>, Vec<Diagnostic>>;

fn settle(
    place: &Place,
    site: &Site<'_>,
    stage: &Path,
    drawn: Filled<'_>,
) -> Result<Settled, Failure> {
    let plan = match drawn {
        Ok(plan) => plan,
        Err(found) => return Ok(Settled::Idle(Outcome::Refused(found))),
    };
    if let Some(old) = site.old.filter(|_| plan.is_idle()) {
        let stands = Outcome::Written(plan.written, old.hash.into());
        return Ok(Settled::Idle(stands));
    }
    let foreign = plan.foreign(&place.out, site.old)?;
    carry(&place.out, stage, &foreign)?;
    // Written again, so that it is younger than all files that it speaks of.
    let list = put_list(stage, &plan.list())?;
    let outcome = Outcome::Written(plan.written, list.into());
    swap(place, stage).map(|old| Settled::Swapped(outcome, old))
}

/// A name beside the folder that nothing has. The lock is held, so nothing of ours can take it meanwhile.
fn unused(place: &Place, word: &str) -> PathBuf {
    let mut path = place.beside(&format!("{word}-0"));
    for n in 1_u32.. {
        if fs::symlink_metadata(&path).is_err() {
            break;
        }
        path = place.beside(&format!("{word}-{n}"));
    }
    path
}

fn fail(path: &Path) -> impl Fn(io::Error) -> Failure {
    let path = path.to_path_buf();
    move |source| Failure::Write {
        path: path.clone(),
        source,
    }
}

fn save(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(file, bytes).map_err(fail(file))
}

/// Puts the list into a tree in one step: a build that is killed meanwhile leaves a whole one or none. Gives its hash.
fn put_list(stage: &Path, list: &Manifest) -> Result<blake3::Hash, Failure> {
    let draft = stage.join(DRAFT);
    let text = list.text();
    save(&draft, text.as_bytes())?;
    fs::rename(&draft, stage.join(NAME)).map_err(fail(&draft))?;
    Ok(blake3::hash(text.as_bytes()))
}

/// Fills the new tree with the site, each file drawn, looked at and written before the next. The names of all files go
/// in first: from then on the tree is known as ours.
fn fill<'a>(place: &Place, site: &Site<'a>, stage: &Path) -> Result<Filled<'a>, Failure> {
    fs::create_dir(stage).map_err(fail(stage))?;
    let names = Manifest::names(site.output);
    put_list(stage, &names)?;
    drop(names);
    if let Ok(meta) = fs::metadata(&place.out) {
        allow(stage, meta.permissions()).map_err(fail(stage))?;
    }
    let paths = site.output.iter().map(|(path, _)| path.as_str());
    let folders: BTreeSet<&'a str> = paths.flat_map(above).collect();
    // Level by level, so that each folder finds the one around it, and side by side within a level.
    for level in levels(&folders) {
        level.par_iter().try_for_each(|folder| {
            let folder = stage.join(folder);
            fs::create_dir(&folder).map_err(fail(&folder))
        })?;
    }
    let files: Vec<_> = site.output.iter().collect();
    let made: Vec<Result<Step<'a>, Diagnostic>> = files
        .into_par_iter()
        .map(|file| make(place, site, file, stage))
        .collect::<Result<_, Failure>>()?;
    let mut found = Vec::new();
    let mut steps = Vec::with_capacity(made.len());
    for one in made {
        match one {
            Ok(step) => steps.push(step),
            Err(said) => found.push(said),
        }
    }
    Ok(if found.is_empty() {
        Ok(Plan::of(steps, folders, site.old))
    } else {
        Err(found)
    })
}

/// Folders by how deep they lie, outermost first.
fn levels<'a>(folders: &BTreeSet<&'a str>) -> Vec<Vec<&'a str>> {
    let mut levels: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for folder in folders {
        let depth = folder.matches('/').count();
        levels.entry(depth).or_default().push(folder);
    }
    levels.into_values().collect()
}

/// Draws one file, has it looked at, and writes it or takes over the old one.
fn make<'a>(
    place: &Place,
    site: &Site<'_>,
    (path, artifact): (&'a OutPath, &Artifact),
    stage: &Path,
) -> Result<Result<Step<'a>, Diagnostic>, Failure> {
    let content = match artifact.content() {
        Ok(content) => content,
        Err(broken) => return Ok(Err(*broken)),
    };
    if let Some(found) = (site.gate)(path, &content) {
        return Ok(Err(found));
    }
    let path = path.as_str();
    let entry = Entry::of(&content);
    let step = Step {
        path,
        entry,
        fate: fate(path, entry, site.old, &place.out),
    };
    let target = stage.join(path);
    if step.fate == Fate::Same {
        keep(&place.out.join(path), &target).map_err(fail(&target))?;
    } else {
        put(place, &content, &target)?;
    }
    Ok(Ok(step))
}

fn put(place: &Place, content: &Content<'_>, target: &Path) -> Result<(), Failure> {
    let (from, hash) = match content {
        Content::Bytes(bytes) => return save(target, bytes),
        Content::CopyOf { from, hash, .. } => (from, hash),
    };
    let source = place.root.join(from.as_str());
    match copy(&place.root, &source, target) {
        Ok(copied) if copied == *hash => Ok(()),
        Ok(_) => Err(Failure::Other {
            what: format!("{from} changed while it was read"),
            help: "build again".to_owned(),
        }),
        Err(e) => Err(Failure::Other {
            what: format!("{from} cannot be copied: {e}"),
            help: "check the file and its permissions".to_owned(),
        }),
    }
}

/// Takes over what is not ours.
fn carry(out: &Path, stage: &Path, foreign: &[Foreign]) -> Result<(), Failure> {
    for thing in foreign {
        let (old, target) = (out.join(&thing.path), stage.join(&thing.path));
        if is_mounted(out, &old) {
            return Err(mounted(&old));
        }
        let done = match thing.kind {
            ForeignKind::Folder if target.is_dir() => Ok(()),
            ForeignKind::Folder => fs::create_dir_all(&target),
            ForeignKind::File => with_folder(&target, || keep(&old, &target)),
            ForeignKind::Link => with_folder(&target, || link(&old, &target)),
        };
        done.map_err(fail(&target))?;
    }
    // What a folder allows is settled last, deepest first: it may forbid us to put anything in.
    let folders = foreign
        .iter()
        .rev()
        .filter(|t| t.kind == ForeignKind::Folder);
    for folder in folders {
        let (old, target) = (out.join(&folder.path), stage.join(&folder.path));
        fs::metadata(old)
            .and_then(|meta| allow(&target, meta.permissions()))
            .map_err(fail(&target))?;
    }
    Ok(())
}

/// Whether something lies on another disk than the folder around it: it cannot change places with that folder.
#[cfg(unix)]
fn is_mounted(out: &Path, thing: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let disk = |path| fs::symlink_metadata(path).map(|meta| meta.dev()).ok();
    disk(out) != disk(thing)
}

#[cfg(not(unix))]
fn is_mounted(_: &Path, _: &Path) -> bool {
    false
}

fn mounted(path: &Path) -> Failure {
    Failure::Other {
        what: format!(
            "{} is on another disk than the site around it",
            path.display()
        ),
        help: "unmount it while building, or choose another --out".to_owned(),
    }
}

/// Puts the new tree in place; gives the path where the old one stands now.
fn swap(place: &Place, stage: &Path) -> Result<Option<PathBuf>, Failure> {
    if !place.out.exists() {
        return place.take(stage).map(|()| None);
    }
    if exchange(stage, &place.out).is_ok() {
        return Ok(Some(stage.to_path_buf()));
    }
    // Not every disk can exchange two folders; then there is a moment without one, and a way back.
    let old = unused(place, "old");
    move_folder(&place.out, &old)?;
    place
        .take(stage)
        .map(|()| Some(old.clone()))
        .inspect_err(|_| {
            // If this fails too, the next build brings it back.
            let _ = fs::rename(&old, &place.out);
        })
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
