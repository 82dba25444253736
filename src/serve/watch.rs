//! What has changed on the disk.
//!
//! Takes the places to watch. Gives one answer for a whole storm of events: which files changed. Never speaks of files
//! that were only read or touched, of hidden ones or of the output; survives that a place is deleted and made anew.

use crate::diag::Failure;
use crate::serve::{Event, Options, Watcher};
use notify::event::{EventKind, MetadataKind, ModifyKind};
use notify::{Config, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

/// A change is over when nothing has happened for so long.
const QUIET: Duration = Duration::from_millis(100);
/// But nobody waits longer than this.
const LIMIT: Duration = Duration::from_millis(500);
/// How often we look where the system does not tell.
const INTERVAL: Duration = Duration::from_millis(500);

type Message = notify::Result<notify::Event>;

/// A running watch.
pub(super) struct Watch {
    scope: Scope,
    kind: Watcher,
    sender: Sender<Message>,
    receiver: Receiver<Message>,
    /// Watches as long as it lives.
    keeper: Box<dyn notify::Watcher>,
}

/// The places that matter, and those that do not.
struct Scope {
    places: Vec<PathBuf>,
    ignore: Vec<PathBuf>,
}

impl Watch {
    /// Begins to watch. Where the system cannot, we look ourselves, and say so.
    pub(super) fn start(options: &Options<'_>, tell: &dyn Fn(&Event)) -> Result<Self, Failure> {
        let scope = Scope {
            places: options.watch.iter().map(|p| real(p)).collect(),
            ignore: options.ignore.iter().map(|p| real(p)).collect(),
        };
        let (sender, receiver) = mpsc::channel();
        let (kind, keeper) = begin(&scope, options.watcher, &sender, tell)?;
        Ok(Self {
            scope,
            kind,
            sender,
            receiver,
            keeper,
        })
    }

    /// Waits for the next change and for its end; gives the paths in order.
    pub(super) fn wait(&mut self, tell: &dyn Fn(&Event)) -> Result<Vec<PathBuf>, Failure> {
        let mut storm = Storm::default();
        while !storm.concerns {
            let message = self.receiver.recv().map_err(|_| stopped("it has ended"))?;
            self.scope.weigh(message, &mut storm);
        }
        let start = Instant::now();
        loop {
            let patience = QUIET.min(LIMIT.saturating_sub(start.elapsed()));
            match self.receiver.recv_timeout(patience) {
                Ok(message) if !patience.is_zero() => self.scope.weigh(message, &mut storm),
                _ => break,
            }
        }
        if storm.uproots {
            // A watch holds on to a folder, not to its name; the new folder needs a new watch.
            let (kind, keeper) = begin(&self.scope, self.kind, &self.sender, tell)?;
            self.kind = kind;
            drop(std::mem::replace(&mut self.keeper, keeper));
        }
        Ok(storm.paths.into_iter().collect())
    }
}

/// Events that belong together.
#[derive(Default)]
struct Storm {
    paths: BTreeSet<PathBuf>,
    /// Whether there is anything to build for.
    concerns: bool,
    /// Whether a place itself came or went.
    uproots: bool,
}

impl Scope {
    /// Adds an event to a storm, if it matters.
    fn weigh(&self, message: Message, storm: &mut Storm) {
        let event = match message {
            Ok(event) if event.need_rescan() => {
                storm.concerns = true;
                return;
            }
            Ok(event) => event,
            // Something was missed, so anything may have changed.
            Err(_) => {
                storm.concerns = true;
                return;
            }
        };
        if !matters(event.kind) {
            return;
        }
        for path in event.paths {
            if self.covers(&path) {
                storm.concerns = true;
                storm.uproots |= self.places.iter().any(|place| place.starts_with(&path));
                storm.paths.insert(path);
            }
        }
    }

    /// Whether a path is one that a build would read.
    fn covers(&self, path: &Path) -> bool {
        if self.ignore.iter().any(|folder| path.starts_with(folder)) {
            return false;
        }
        self.places.iter().any(|place| {
            place.starts_with(path)
                || path
                    .strip_prefix(place)
                    .is_ok_and(|below| !is_hidden(below))
        })
    }

    /// What has to be watched: the folders with all that is in them, and the folders around all places, for that is
    /// where a place that comes, goes or is replaced shows.
    fn targets(&self) -> BTreeMap<PathBuf, RecursiveMode> {
        let folders: Vec<&PathBuf> = self.places.iter().filter(|p| p.is_dir()).collect();
        let around = self
            .places
            .iter()
            .filter_map(|place| place.ancestors().skip(1).find(|folder| folder.is_dir()))
            .filter(|folder| !folders.iter().any(|inside| folder.starts_with(inside)))
            .map(|folder| (folder.to_path_buf(), RecursiveMode::NonRecursive));
        let inside = folders
            .iter()
            .map(|folder| ((*folder).clone(), RecursiveMode::Recursive));
        around.chain(inside).collect()
    }
}

/// Whether an event of this kind can change what is read. Looking regularly notices a write by its time only.
fn matters(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(_) => false,
        EventKind::Modify(ModifyKind::Metadata(what)) => what == MetadataKind::WriteTime,
        _ => true,
    }
}

/// Whether a path is hidden, or a copy that an editor keeps.
fn is_hidden(path: &Path) -> bool {
    path.components().any(|part| {
        let name = part.as_os_str().to_string_lossy();
        name.starts_with('.') || name.ends_with('~')
    })
}

/// The path as the system will name it, even if it does not exist yet.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    for existing in path.ancestors() {
        if let Ok(start) = fs::canonicalize(existing) {
            let rest = path.strip_prefix(existing).unwrap_or(Path::new(""));
            // Joining nothing would add a slash.
            return rest
                .components()
                .fold(start, |whole, part| whole.join(part));
        }
    }
    path
}

/// Begins to watch, natively if that is wanted and works.
fn begin(
    scope: &Scope,
    kind: Watcher,
    sender: &Sender<Message>,
    tell: &dyn Fn(&Event),
) -> Result<(Watcher, Box<dyn notify::Watcher>), Failure> {
    if kind == Watcher::Native {
        match native(scope, sender) {
            Ok(watcher) => return Ok((kind, watcher)),
            Err(e) => tell(&Event::Trouble {
                what: format!("the system cannot watch ({e}); looking twice a second instead"),
            }),
        }
    }
    let watcher = polling(scope, sender).map_err(|e| stopped(&e.to_string()))?;
    Ok((Watcher::Poll, watcher))
}

fn native(scope: &Scope, sender: &Sender<Message>) -> notify::Result<Box<dyn notify::Watcher>> {
    let mut watcher = RecommendedWatcher::new(sender.clone(), Config::default())?;
    for (path, mode) in scope.targets() {
        watcher.watch(&path, mode)?;
    }
    Ok(Box::new(watcher))
}

fn polling(scope: &Scope, sender: &Sender<Message>) -> notify::Result<Box<dyn notify::Watcher>> {
    let config = Config::default().with_poll_interval(INTERVAL);
    let mut watcher = PollWatcher::new(sender.clone(), config)?;
    for (path, mode) in scope.targets() {
        watcher.watch(&path, mode)?;
    }
    Ok(Box::new(watcher))
}

fn stopped(why: &str) -> Failure {
    Failure::Other {
        what: format!("changes cannot be watched: {why}"),
        help: "start again, perhaps with --poll".to_owned(),
    }
}

#[cfg(test)]
mod tests;
