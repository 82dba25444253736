//! The door out: a whole site becomes a folder.
