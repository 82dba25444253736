//! Where inputs begin.
//!
//! Takes the name of a target. Gives the inputs that once failed and the seeds, in order of their names. Never asks for a
//! file that is not in the repository.

use std::fs;
use std::path::{Path, PathBuf};

/// The repository.
pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn own() -> PathBuf {
    repository().join("tests/fuzz")
}

/// The names of the folders of seeds.
pub(crate) fn folders() -> Vec<String> {
    let entries = fs::read_dir(own()).unwrap().map(Result::unwrap);
    let folders = entries.filter(|e| e.path().is_dir() && e.file_name() != "targets");
    folders
        .map(|e| e.file_name().into_string().unwrap())
        .collect()
}

/// Inputs that failed once.
pub(crate) fn kept(target: &str) -> Vec<Vec<u8>> {
    files(&own().join(target).join("kept"), "")
}

/// Written seeds.
pub(crate) fn seeds(target: &str) -> Vec<Vec<u8>> {
    files(&own().join(target).join("seeds"), "")
}

/// The bytes of all files below a folder of the repository whose names end so; nothing where there is no folder.
pub(crate) fn of_repository(folder: &str, ending: &str) -> Vec<Vec<u8>> {
    files(&repository().join(folder), ending)
}

fn files(folder: &Path, ending: &str) -> Vec<Vec<u8>> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name();
    let entries = walk.into_iter().filter_map(Result::ok);
    let files = entries.filter(|e| e.file_type().is_file());
    files
        .filter(|e| e.file_name().to_string_lossy().ends_with(ending))
        .map(|e| fs::read(e.path()).unwrap())
        .collect()
}
