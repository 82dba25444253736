//! What has changed on the disk.
//!
//! Takes the places to watch. Gives one answer for a whole storm of events: which files changed. Never speaks of files
//! that were only read, of hidden ones or of the output; survives that a place is deleted and made anew, and that more
//! happens at once than the system can tell.

mod poll;
mod scope;

use crate::diag::Failure;
use crate::serve::{Event, Options, Watcher};
use notify::{Config, ErrorKind, RecommendedWatcher, Watcher as _};
use poll::Poll;
use scope::{Scope, matters};
use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

/// A change is over when nothing has happened for so long: a branch is being switched, a folder copied.
const QUIET: Duration = Duration::from_millis(100);
/// The same where hardly anything has changed: an editor that saves one file is done at once, and somebody waits.
const BRIEF: Duration = Duration::from_millis(15);
/// As many paths as an editor touches that writes beside the file and then renames.
const FEW: usize = 4;
/// But nobody waits longer than this.
const LIMIT: Duration = Duration::from_millis(500);
/// So often a watch is begun anew because the folders came and went meanwhile.
const TRIES: usize = 20;

type Message = notify::Result<notify::Event>;

/// A running watch.
pub(super) struct Watch<'a> {
    options: &'a Options<'a>,
    scope: Scope,
    sender: Sender<Message>,
    receiver: Receiver<Message>,
    /// Watches as long as it lives.
    keeper: Keeper,
}

/// Who tells of changes.
enum Keeper {
    System { _watcher: RecommendedWatcher },
    Ourselves { _poll: Poll },
}

impl<'a> Watch<'a> {
    /// Begins to watch. Where the system cannot, we look ourselves, and say so.
    pub(super) fn start(options: &'a Options<'a>, tell: &dyn Fn(&Event)) -> Self {
        let scope = Scope::of(options);
        let (sender, receiver) = mpsc::channel();
        let keeper = match options.watcher {
            Watcher::Native => begin(&scope, &sender, tell),
            Watcher::Poll => look(&scope, &sender),
        };
        Self {
            options,
            scope,
            sender,
            receiver,
            keeper,
        }
    }

    /// Waits for the next change and for its end.
    pub(super) fn wait(&mut self, tell: &dyn Fn(&Event)) -> Result<Change, Failure> {
        let mut storm = Storm::default();
        while !storm.concerns {
            let message = self.receiver.recv().map_err(|_| stopped())?;
            storm.weigh(&self.scope, message);
        }
        let start = Instant::now();
        loop {
            let patience = storm.patience().min(LIMIT.saturating_sub(start.elapsed()));
            match self.receiver.recv_timeout(patience) {
                Ok(message) if !patience.is_zero() => storm.weigh(&self.scope, message),
                _ => break,
            }
        }
        // A watch holds on to a folder, not to its name; the new folder needs a new watch. Looking goes by names.
        if storm.uproots && matches!(self.keeper, Keeper::System { .. }) {
            self.scope = Scope::of(self.options);
            self.keeper = begin(&self.scope, &self.sender, tell);
        }
        Ok(Change {
            is_all: !storm.uproots,
            paths: storm.paths,
        })
    }
}

/// What has changed.
#[derive(Debug)]
pub(super) struct Change {
    /// Where, in order.
    pub paths: BTreeSet<PathBuf>,
    /// Whether that is all: the system has missed nothing, and no folder came or went.
    pub is_all: bool,
}

/// Events that belong together.
#[derive(Default)]
struct Storm {
    paths: BTreeSet<PathBuf>,
    /// Whether there is anything to build for.
    concerns: bool,
    /// Whether what is watched may be another thing now.
    uproots: bool,
}

impl Storm {
    /// How long it has to be quiet before the storm is over.
    fn patience(&self) -> Duration {
        if self.uproots || self.paths.len() > FEW {
            QUIET
        } else {
            BRIEF
        }
    }

    /// Adds an event, if it matters.
    fn weigh(&mut self, scope: &Scope, message: Message) {
        let event = match message {
            Ok(event) if !event.need_rescan() => event,
            // Something was missed, so anything may have changed: files, and folders that nobody watches yet.
            _ => {
                self.concerns = true;
                self.uproots = true;
                return;
            }
        };
        if !matters(event.kind) {
            return;
        }
        for path in event.paths {
            if scope.covers(&path) {
                self.concerns = true;
                self.uproots |= scope.uproots(event.kind, &path);
                self.paths.insert(path);
            }
        }
    }
}

/// Lets the system watch, or looks if it cannot.
fn begin(scope: &Scope, sender: &Sender<Message>, tell: &dyn Fn(&Event)) -> Keeper {
    match native(scope, sender) {
        Ok(watcher) => Keeper::System { _watcher: watcher },
        Err(e) => {
            tell(&Event::Trouble {
                what: format!("the system cannot watch ({e}); looking twice a second instead"),
            });
            look(scope, sender)
        }
    }
}

fn look(scope: &Scope, sender: &Sender<Message>) -> Keeper {
    Keeper::Ourselves {
        _poll: Poll::start(scope.clone(), sender.clone()),
    }
}

/// A folder may go while we begin to watch it, or come before we watch the one around it: then once more.
fn native(scope: &Scope, sender: &Sender<Message>) -> notify::Result<RecommendedWatcher> {
    let mut last = Err(notify::Error::generic("the folders come and go"));
    for _ in 0..TRIES {
        let mut watcher = RecommendedWatcher::new(sender.clone(), Config::default())?;
        let targets = scope.targets();
        let mut each = targets.iter();
        match each.try_for_each(|(path, mode)| watcher.watch(path, *mode)) {
            Ok(()) if targets == scope.targets() => return Ok(watcher),
            Ok(()) => last = Ok(watcher),
            Err(e) if is_gone(&e) => last = Err(e),
            Err(e) => return Err(e),
        }
    }
    last
}

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(e) => e.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}

fn stopped() -> Failure {
    Failure::Other {
        what: "changes cannot be watched any more".to_owned(),
        help: "start again, perhaps with --poll".to_owned(),
    }
}

#[cfg(test)]
mod tests;
