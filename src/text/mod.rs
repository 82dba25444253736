//! The one way text becomes terms.

pub mod slug;
