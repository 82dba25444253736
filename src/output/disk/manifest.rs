//! What a build made: the list that stands beside its files.
//!
//! Takes an [`Output`], or the list that an earlier build left. Gives each file's size and hash by path. Never holds a
//! time or a name of the machine, so that two builds of the same input write the same list.

use crate::diag::Failure;
use crate::output::{Content, Output};
use crate::paths::OutPath;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::SystemTime;

/// Name of the list in the output folder.
pub(super) const NAME: &str = ".deskbook-manifest";

/// Name of the list while it is written.
pub(super) const DRAFT: &str = ".deskbook-manifest-new";

const HEAD: &str = "# Deskbook made these files, and removes no others.\nformat: 1\n";

/// One file: BLAKE3 of its content and its size in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub hash: blake3::Hash,
    pub len: u64,
}

/// All files of a site, by path.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub files: BTreeMap<String, Entry>,
}

/// The list of an earlier build.
pub(super) struct Old {
    pub manifest: Manifest,
    /// BLAKE3 of the list as it stands there.
    pub hash: blake3::Hash,
    /// When that build ended: a file touched since then has to be looked at again.
    pub ended: SystemTime,
}

impl Entry {
    /// Of what will be written.
    pub(super) fn of(content: &Content<'_>) -> Self {
        Self {
            hash: content.hash().into(),
            len: content.size(),
        }
    }
}

impl Manifest {
    /// Names the files of a site that is still to be drawn: whose they are is known before what they hold.
    pub(super) fn names(output: &Output) -> Self {
        let entry = Entry {
            hash: blake3::Hash::from_bytes([0; 32]),
            len: 0,
        };
        let names = output.iter().map(|(path, _)| path.as_str().to_owned());
        Self {
            files: names.map(|name| (name, entry)).collect(),
        }
    }

    /// The list as text.
    pub(super) fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        for (path, entry) in &self.files {
            // A path of the site holds no backslash, so one can stand for a line end in a name.
            let path = path.replace('\n', "\\n");
            // Writing to a `String` cannot fail.
            let _ = writeln!(text, "{} {} {path}", entry.hash.to_hex(), entry.len);
        }
        text
    }

    /// Reads a list; nothing if it is not ours to read.
    fn parse(text: &str) -> Option<Self> {
        let files: Option<BTreeMap<_, _>> = text.strip_prefix(HEAD)?.lines().map(line).collect();
        Some(Self { files: files? })
    }
}

fn line(line: &str) -> Option<(String, Entry)> {
    let (hash, rest) = line.split_once(' ')?;
    let (len, path) = rest.split_once(' ')?;
    let path = path.replace("\\n", "\n");
    let entry = Entry {
        hash: blake3::Hash::from_hex(hash).ok()?,
        len: len.parse().ok()?,
    };
    // Somebody may have edited the list; a path that leaves the folder is none of ours.
    let safe = OutPath::new(&path)?;
    (safe.as_str() == path).then_some((path, entry))
}

impl Old {
    /// Reads the list in a folder, if there is one.
    pub(super) fn load(folder: &Path) -> Result<Option<Self>, Failure> {
        let file = folder.join(NAME);
        let read = || -> io::Result<(String, SystemTime)> {
            Ok((
                fs::read_to_string(&file)?,
                fs::symlink_metadata(&file)?.modified()?,
            ))
        };
        let (text, ended) = match read() {
            Ok(found) => found,
            Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Ok(None);
            }
            Err(source) => return Err(Failure::Read { path: file, source }),
        };
        let manifest = Manifest::parse(&text).ok_or_else(|| Failure::Other {
            what: format!("{} was written by another version", file.display()),
            help: "choose another --out, or empty the folder yourself".to_owned(),
        })?;
        Ok(Some(Self {
            manifest,
            hash: blake3::hash(text.as_bytes()),
            ended,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::{HEAD, Manifest};
    use crate::output::{Artifact, Output};
    use crate::paths::OutPath;

    #[test]
    fn a_list_reads_back_as_it_was_written() {
        let mut output = Output::default();
        for (path, text) in [("index.html", "x"), ("a/b c.txt", ""), ("odd\nname", "y")] {
            let artifact = Artifact::Text(text.to_owned());
            output.add(OutPath::new(path).unwrap(), artifact).unwrap();
        }
        let manifest = Manifest::names(&output);
        assert_eq!(manifest.files.len(), 3);
        assert_eq!(Manifest::parse(&manifest.text()), Some(manifest));
    }

    #[test]
    fn a_list_that_leads_out_is_refused() {
        let hash = blake3::hash(b"");
        for path in ["../x", "/etc/passwd", "a//b", ""] {
            let text = format!("{HEAD}{} 0 {path}\n", hash.to_hex());
            assert_eq!(Manifest::parse(&text), None, "{path}");
        }
        assert_eq!(Manifest::parse("format: 2\n"), None);
    }
}
