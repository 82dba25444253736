//! What pages have in common, made once.
//!
//! Takes a way up to the root and a language. Gives the contexts `site` and `t` as templates read them. Never holds
//! anything of one page.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};
use tera::Value;

/// What all pages at one depth and in one language have in common, made for the first of them: the list of categories alone
/// would otherwise cost as many steps as there are pages times categories.
#[derive(Default)]
pub struct Frames(RwLock<HashMap<(String, String), Frame>>);

/// The contexts of every template but its own; to clone them costs nothing.
#[derive(Clone)]
pub(super) struct Frame {
    /// `site`.
    pub(super) site: Value,
    /// `t`.
    pub(super) words: Value,
}

impl Frames {
    /// The frame for a way up to the root and a language.
    pub(super) fn get(&self, key: (&str, &str), make: impl FnOnce() -> Frame) -> Frame {
        let key = (key.0.to_owned(), key.1.to_owned());
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(frame) = known.get(&key) {
            return frame.clone();
        }
        drop(known);
        let frame = make();
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(key).or_insert(frame).clone()
    }
}
