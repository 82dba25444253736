//! What an input made the program do, as far as its answers tell.
//!
//! Takes things that were seen. Gives whether one of them was new. Never keeps the things themselves.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Everything that was seen in a run.
#[derive(Debug, Default)]
pub(crate) struct Features {
    seen: HashSet<u64>,
    is_new: bool,
}

impl Features {
    /// Notes something.
    pub(crate) fn see(&mut self, thing: impl Hash) {
        let mut hasher = DefaultHasher::new();
        thing.hash(&mut hasher);
        self.is_new |= self.seen.insert(hasher.finish());
    }

    /// Notes a message without the names and numbers in it.
    pub(crate) fn say(&mut self, message: &str) {
        let mut quoted = false;
        let mut bare = String::new();
        for c in message.chars() {
            if c == '`' || c == '"' {
                quoted = !quoted;
            } else if !quoted && c.is_ascii_alphabetic() {
                bare.push(c);
            }
        }
        self.see(bare);
    }

    /// Notes about how many there are.
    pub(crate) fn count(&mut self, what: &str, number: usize) {
        self.see((what, usize::BITS - number.leading_zeros()));
    }

    /// Whether anything since the last call was new.
    pub(crate) fn take(&mut self) -> bool {
        std::mem::take(&mut self.is_new)
    }
}
