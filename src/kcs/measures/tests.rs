//! What is measured of small bases with made-up histories.
