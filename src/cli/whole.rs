//! Files that a person named on the command line, written whole or not at all.
//!
//! Takes paths and texts. Gives the files, each put in place in one step once all of them are on the disk. Never leaves
//! half a report where a whole one was.

use crate::diag::Failure;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Document {
    /// Where, as given.
    pub(crate) path: PathBuf,
    /// Its content.
    pub(crate) text: String,
}

/// Writes them all; folders are made.
///
/// # Errors
/// [`Failure::Write`] for the first that the disk refuses.
pub(crate) fn write(documents: &[Document]) -> Result<(), Failure> {
    let staged: Result<Vec<NamedTempFile>, Failure> = documents.iter().map(stage).collect();
    for (document, staged) in documents.iter().zip(staged?) {
        let put = staged.persist(&document.path);
        put.map_err(|e| failed(document, e.error))?;
    }
    Ok(())
}

/// Writes reports, but none over a file that it was made from, and no two into one file.
///
/// # Errors
/// [`Failure::Usage`] for such a path, and as [`write`].
pub(crate) fn write_reports<'a>(
    documents: &[Document],
    root: &Path,
    exports: impl Iterator<Item = &'a Path>,
) -> Result<(), Failure> {
    let exports = exports.filter_map(|path| fs::canonicalize(path).ok());
    let settings = fs::canonicalize(root.join("deskbook.yaml")).ok();
    let read: Vec<PathBuf> = exports.chain(settings).collect();
    let mut wanted: Vec<PathBuf> = Vec::new();
    for document in documents {
        let path = real(&document.path);
        let shown = document.path.display();
        if read.contains(&path) {
            return Err(taken(format!(
                "the report would take the place of {shown}, which it is made from"
            )));
        }
        if wanted.contains(&path) {
            return Err(taken(format!("two reports would be written to {shown}")));
        }
        wanted.push(path);
    }
    write(documents)
}

/// The path without links, as far as it exists.
fn real(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let folder = fs::canonicalize(folder.unwrap_or(Path::new("."))).ok();
    let inside = || Some(folder?.join(path.file_name()?));
    let there = fs::canonicalize(path).ok();
    there.or_else(inside).unwrap_or_else(|| path.to_path_buf())
}

fn taken(what: String) -> Failure {
    Failure::Usage {
        what,
        help: "name another file".to_owned(),
    }
}

/// Puts the text beside its place.
fn stage(document: &Document) -> Result<NamedTempFile, Failure> {
    let folder = match document.path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let written = fs::create_dir_all(folder).and_then(|()| {
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        builder.permissions(usual());
        let mut file = builder.prefix(".deskbook-").tempfile_in(folder)?;
        file.write_all(document.text.as_bytes())?;
        file.flush()?;
        // Those of the file that is replaced, whatever the system would give a new one.
        if let Ok(known) = fs::metadata(&document.path) {
            file.as_file().set_permissions(known.permissions())?;
        }
        Ok(file)
    });
    written.map_err(|source| failed(document, source))
}

/// What the system gives any new file.
#[cfg(unix)]
fn usual() -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    fs::Permissions::from_mode(0o666)
}

fn failed(document: &Document, source: std::io::Error) -> Failure {
    Failure::Write {
        path: document.path.clone(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use crate::cli::whole::{Document, write};
    use std::fs;

    #[test]
    fn all_are_written_or_none_is_touched() {
        let dir = tempfile::tempdir().unwrap();
        let document = |path: &str, text: &str| Document {
            path: dir.path().join(path),
            text: text.to_owned(),
        };
        write(&[document("a.html", "one"), document("new/b.csv", "two")]).unwrap();
        assert_eq!(
            fs::read_to_string(dir.path().join("new/b.csv")).unwrap(),
            "two"
        );
        // A folder below a file cannot be made, so the first file stays as it was.
        let refused = write(&[document("a.html", "three"), document("a.html/c", "four")]);
        assert!(refused.is_err());
        assert_eq!(
            fs::read_to_string(dir.path().join("a.html")).unwrap(),
            "one"
        );
        write(&[document("a.html", "five")]).unwrap();
        assert_eq!(
            fs::read_to_string(dir.path().join("a.html")).unwrap(),
            "five"
        );
        assert_eq!(
            fs::read_dir(dir.path()).unwrap().count(),
            2,
            "nothing else is left"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_file_keeps_its_permissions() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.md");
        fs::write(&path, "one").unwrap();
        for mode in [0o664, 0o600] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            let text = "two".to_owned();
            write(&[Document {
                path: path.clone(),
                text,
            }])
            .unwrap();
            let kept = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(kept & 0o777, mode);
        }
    }
}
