//! Files through their names: which commits belong to which file of today.
//!
//! Takes the [`Log`], newest commit first. Gives a [`Story`] for each file. A renamed file keeps its past; a path that is
//! used again is another file. Never looks into a text.

use crate::source::history::log::{Change, Held, Log};

/// The commits of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Number of its present path, or of its last.
    pub path: u32,
    /// Whether the newest commit holds it.
    pub is_alive: bool,
    /// Numbers of the commit and of the change in it, newest first.
    pub touches: Vec<(u32, u32)>,
}

/// What a path means on the way from the newest commit to the oldest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    /// Nobody has named it yet.
    New,
    /// This story.
    Of(usize),
    /// This story until here: further back it is another file. Commits of a branch beside this one still mean it.
    Before(usize),
}

/// Tells the stories.
#[must_use]
pub fn tell(log: &Log) -> Vec<Story> {
    let mut teller = Teller {
        names: vec![Name::New; log.paths.len()],
        stories: Vec::new(),
    };
    for path in &log.living {
        let story = teller.open(*path, true);
        teller.names[*path as usize] = Name::Of(story);
    }
    for (commit, entry) in log.commits.iter().enumerate() {
        // Ends come first, so that a name that one file left and another took in one commit is told apart.
        let (gone, there): (Vec<_>, Vec<_>) = entry
            .changes
            .iter()
            .enumerate()
            .partition(|(_, c)| c.after == Held::Absent);
        for (at, change) in there {
            teller.touch(change, (commit as u32, at as u32));
        }
        for (at, change) in gone {
            teller.end(change, (commit as u32, at as u32));
        }
    }
    teller.stories
}

struct Teller {
    names: Vec<Name>,
    stories: Vec<Story>,
}

impl Teller {
    fn open(&mut self, path: u32, is_alive: bool) -> usize {
        self.stories.push(Story {
            path,
            is_alive,
            touches: Vec::new(),
        });
        self.stories.len() - 1
    }

    /// A commit after which the file is there.
    fn touch(&mut self, change: &Change, touch: (u32, u32)) {
        let path = change.path as usize;
        let story = match self.names[path] {
            Name::Of(story) | Name::Before(story) => story,
            Name::New => {
                let story = self.open(change.path, false);
                self.names[path] = Name::Of(story);
                story
            }
        };
        self.stories[story].touches.push(touch);
        let mut is_there = false;
        for (side, held) in &change.before {
            let side = *side as usize;
            if *held == Held::Absent {
                continue;
            }
            is_there |= side == path;
            // A merge knows the old name from one parent only; the other may use it for something else.
            let is_free = change.before.len() == 1 || !matches!(self.names[side], Name::Of(_));
            if side != path && is_free {
                self.names[side] = Name::Of(story);
            }
        }
        if !is_there {
            self.names[path] = Name::Before(story);
        }
    }

    /// A commit after which the file is not there.
    fn end(&mut self, change: &Change, touch: (u32, u32)) {
        let path = change.path as usize;
        match self.names[path] {
            // A branch deleted it, and the merge kept it, or another branch deleted it too.
            Name::Of(story) if self.stories[story].is_alive => {}
            Name::Of(story) => self.stories[story].touches.insert(0, touch),
            Name::New | Name::Before(_) => {
                let story = self.open(change.path, false);
                self.stories[story].touches.push(touch);
                self.names[path] = Name::Of(story);
            }
        }
    }
}
