//! The one ranking of the program, and the browser's index.
