//! `deskbook check --fix`: fixes that need no person's judgement, made in the files.
//!
//! Takes the findings of a check. Gives mended files, and how many. Never writes through a link that leaves the base,
//! and never touches a file that changed since it was read.

use crate::diag::mending::{mended, together};
use crate::diag::{Code, Diagnostic, Failure, FileId, Fix};
use crate::paths::ContentPath;
use crate::pipeline::Loaded;
use crate::report::number::counted;
use crate::source::SourceFile;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The mark that some editors put in front of a text.
const MARK: &[u8] = b"\xef\xbb\xbf";
const MARKED: Code = Code("KB003");

/// What was mended so far.
#[derive(Debug, Default)]
pub(crate) struct Mended {
    findings: usize,
    files: BTreeSet<ContentPath>,
}

impl Mended {
    /// `fixed 12 findings in 7 files`.
    pub(crate) fn sentence(&self) -> String {
        match self.findings {
            0 => "nothing that could be fixed without your judgement".to_owned(),
            n => format!(
                "fixed {} in {}",
                counted(n, "finding"),
                counted(self.files.len(), "file")
            ),
        }
    }

    /// Makes the fixes of `loaded`; says whether there was one.
    pub(crate) fn make(&mut self, root: &Path, loaded: &Loaded) -> Result<bool, Failure> {
        let before = self.findings;
        let real = fs::canonicalize(root).map_err(|source| failed(root.to_owned(), source))?;
        for (file, fixes) in by_file(&loaded.found) {
            let source = loaded.sources.file(file);
            let fixes = together(&source.text, fixes);
            if fixes.is_empty() {
                continue;
            }
            let text = mended(&source.text, &fixes);
            if replace(&real, source, |mark| [mark, text.as_bytes()].concat())? {
                self.add(fixes.len(), source);
            }
        }
        // One note stands for all files with a mark.
        if loaded.found.iter().any(|d| d.code == MARKED) && before == self.findings {
            for source in &loaded.sources.files {
                let bare = |mark: &[u8]| match mark {
                    [] => Vec::new(),
                    _ => source.text.as_bytes().to_vec(),
                };
                if is_marked(&real, source) && replace(&real, source, bare)? {
                    self.add(1, source);
                }
            }
        }
        Ok(self.findings > before)
    }

    fn add(&mut self, findings: usize, source: &SourceFile) {
        self.findings += findings;
        self.files.insert(source.path.clone());
    }
}

/// The fixes of each file.
pub(crate) fn by_file(found: &[Diagnostic]) -> BTreeMap<FileId, Vec<&Fix>> {
    let mut files: BTreeMap<FileId, Vec<&Fix>> = BTreeMap::new();
    for finding in found {
        if let (Some(file), Some(fix)) = (finding.file, &finding.fix) {
            files.entry(file).or_default().push(fix);
        }
    }
    files
}

fn is_marked(root: &Path, source: &SourceFile) -> bool {
    let bytes = fs::read(root.join(source.path.as_str()));
    bytes.is_ok_and(|bytes| bytes.starts_with(MARK))
}

/// Puts what `make` gives for the file's mark in place of a file, if it still holds what was read.
fn replace(
    root: &Path,
    source: &SourceFile,
    make: impl FnOnce(&[u8]) -> Vec<u8>,
) -> Result<bool, Failure> {
    let path = root.join(source.path.as_str());
    let done = || -> io::Result<bool> {
        let real = fs::canonicalize(&path)?;
        if !real.starts_with(root) {
            return Err(io::Error::other("a link leads out of the base"));
        }
        let bytes = fs::read(&real)?;
        let text = bytes.strip_prefix(MARK).unwrap_or(&bytes);
        if text != source.text.as_bytes() {
            return Ok(false);
        }
        let mark = &bytes[..bytes.len() - text.len()];
        put(&real, &make(mark))?;
        Ok(true)
    };
    done().map_err(|source| failed(path.clone(), source))
}

/// Replaces a file in one step: a reader sees the old text or the new one.
fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.deskbook"));
    let written = || -> io::Result<()> {
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&beside)?;
        file.write_all(bytes)?;
        file.set_permissions(fs::metadata(path)?.permissions())?;
        file.sync_all()?;
        fs::rename(&beside, path)
    };
    let done = written();
    if let Err(error) = &done
        && error.kind() != io::ErrorKind::AlreadyExists
    {
        // What is left of the attempt; the first error is the one to tell.
        let _ = fs::remove_file(&beside);
    }
    done
}

fn failed(path: PathBuf, source: io::Error) -> Failure {
    Failure::Write { path, source }
}
