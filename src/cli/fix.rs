//! `deskbook check --fix`: fixes that need no person's judgement, made in the files.
//!
//! Takes the findings of a check. Gives mended files, and how many. Never writes through a link that leaves the base,
//! and never touches a file that changed since it was read.

use crate::cli::standing::{Standing, real};
use crate::cli::whole;
use crate::diag::mending::{mended, together};
use crate::diag::{Code, Diagnostic, Failure, FileId, Fix};
use crate::paths::ContentPath;
use crate::pipeline::Loaded;
use crate::report::number::counted;
use crate::source::SourceFile;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Files begin with a mark that some editors put in front of a text.
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
        let real = real(root)?;
        let look = |source: &SourceFile| Standing::look(&real, &root.join(source.path.as_str()));
        for (file, fixes) in by_file(&loaded.found) {
            let source = loaded.sources.file(file);
            let fixes = together(&source.text, fixes);
            if fixes.is_empty() {
                continue;
            }
            let standing = look(source)?;
            if standing.holds(&source.text) {
                whole::write(&[standing.with(&mended(&source.text, &fixes))])?;
                self.add(fixes.len(), source);
            }
        }
        // One note stands for all files with a mark.
        if loaded.found.iter().any(|d| d.code == MARKED) && before == self.findings {
            for source in &loaded.sources.files {
                let Ok(standing) = look(source) else {
                    continue;
                };
                if standing.is_marked() && standing.holds(&source.text) {
                    whole::write(&[standing.bare(&source.text)])?;
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
