//! Healths to test with: a base with everything, and nothing at all.
