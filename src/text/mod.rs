//! The one way text becomes terms.
