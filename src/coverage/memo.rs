//! What is computed once for texts that come again and again.
//!
//! Takes texts and a function. Gives its value, from memory where the same text was asked before. Never grows beyond a
//! bound; when it is full, new texts are simply computed.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, PoisonError};

/// Parts with a lock each, so that threads seldom wait.
const PARTS: usize = 16;
/// Values that are kept, in all.
const MOST: usize = 65_536;

type Part<T> = Mutex<HashMap<(u64, usize), Arc<T>>>;

/// Remembers values by text.
#[derive(Debug)]
pub(crate) struct Memo<T> {
    parts: Vec<Part<T>>,
    hasher: RandomState,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self {
            parts: (0..PARTS).map(|_| Mutex::default()).collect(),
            hasher: RandomState::new(),
        }
    }
}

impl<T> Memo<T> {
    /// The value of a text. Which texts are remembered depends on the threads; what their values are does not.
    pub(crate) fn get(&self, text: &str, make: impl FnOnce() -> T) -> Arc<T> {
        // Two texts of one length and one 64-bit hash do not meet among as many as are kept.
        let key = (self.hasher.hash_one(text), text.len());
        let place = &self.parts[(key.0 % PARTS as u64) as usize];
        let lock = || place.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&key) {
            return Arc::clone(known);
        }
        let fresh = Arc::new(make());
        let mut known = lock();
        if known.len() < MOST / PARTS {
            known.insert(key, Arc::clone(&fresh));
        }
        fresh
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Memo};

    #[test]
    fn a_text_is_computed_once_and_memory_is_bounded() {
        let memo = Memo::default();
        assert_eq!(*memo.get("a", || 1), 1);
        assert_eq!(*memo.get("a", || 2), 1);
        for n in 0..2 * MOST {
            memo.get(&n.to_string(), || 0);
        }
        let kept: usize = memo.parts.iter().map(|p| p.lock().unwrap().len()).sum();
        assert!(kept <= MOST);
    }
}
