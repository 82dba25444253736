//! Tests of the index, its files and its ranking, on a small base made by hand.
