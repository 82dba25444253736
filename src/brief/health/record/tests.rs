//! The shape of the JSON report, frozen: a reader of its own that knows these names and no others.
