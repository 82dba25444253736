//! What is made after the pages, while they can be read already.
//!
//! Takes one task after the other. Gives what it makes to the desk. Never begins a task when a newer one is waiting, and
//! takes one processor only, so that the next save is not kept waiting.

use crate::serve::Rest;
use crate::serve::desk::{Desk, Snapshot};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::Scope;

/// The number of a build and what is still to be made of it; or a site that nobody reads any more.
enum Task<'a> {
    Make(u64, Rest<'a>),
    PutAway(Arc<Snapshot>),
}

/// A worker.
pub(super) struct Afterwards<'a> {
    desk: Arc<Desk>,
    sender: Sender<Task<'a>>,
}

impl<'a> Afterwards<'a> {
    /// Starts it; it ends when this value does.
    pub(super) fn start<'scope>(scope: &'scope Scope<'scope, '_>, desk: Arc<Desk>) -> Self
    where
        'a: 'scope,
    {
        let (sender, receiver) = mpsc::channel();
        let own = Arc::clone(&desk);
        scope.spawn(move || work(&receiver, &own));
        Self { desk, sender }
    }

    /// Hands over the task of the newest build; an older one that has not begun is dropped.
    pub(super) fn make(&self, rest: Rest<'a>) {
        // The worker ends with this value, so there is always one.
        let _ = self.sender.send(Task::Make(self.desk.turn(), rest));
    }

    /// Hands over a site that was replaced.
    pub(super) fn put_away(&self, old: Arc<Snapshot>) {
        let _ = self.sender.send(Task::PutAway(old));
    }
}

fn work(receiver: &Receiver<Task<'_>>, desk: &Desk) {
    // A pool of its own: tasks of the next build must not stand behind ours. Without one the work is done all the same.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    while let Ok(first) = receiver.recv() {
        let Some((turn, newest)) = newest(first, receiver) else {
            continue;
        };
        let (output, notice) = match &pool {
            Ok(pool) => pool.install(newest),
            Err(_) => newest(),
        };
        desk.complete(turn, output, &notice);
    }
}

/// The newest task of all that wait; the others, and old sites, are put away on the way.
fn newest<'a>(first: Task<'a>, receiver: &Receiver<Task<'a>>) -> Option<(u64, Rest<'a>)> {
    let waiting = std::iter::once(first).chain(receiver.try_iter());
    let tasks = waiting.filter_map(|task| match task {
        Task::Make(turn, rest) => Some((turn, rest)),
        Task::PutAway(old) => {
            drop(old);
            None
        }
    });
    tasks.last()
}
