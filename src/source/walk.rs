//! The walk over the folders of a base.
