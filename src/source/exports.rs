//! The door for ticket exports: files as they lie there, gzip and zip opened on the way.
//!
//! Takes paths of the command line, or patterns of the settings. Gives [`Exports`]: every file and every member of an
//! archive, to be read as a stream and as often as needed. Never unpacks to the disk, never goes by a file's name, and
//! never follows a pattern or a link out of the root.

use crate::diag::Failure;
use crate::source::walk::patterns::matches;
use flate2::bufread::MultiGzDecoder;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::path::{Component, Path, PathBuf};
use zip::ZipArchive;

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZIP: &[u8] = b"PK\x03\x04";

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// Not at all.
    Plain,
    /// By gzip.
    Gzip,
    /// It is a member of a zip archive, by its number there.
    Zip(usize),
}

/// One file, or one member of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Its name without folders of this machine; behind `!` the member's.
    pub name: String,
    /// How it is packed.
    pub packing: Packing,
    path: PathBuf,
}

/// The files of a run, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exports {
    /// The files, archives by member.
    pub files: Vec<Export>,
}

impl Exports {
    /// The files that were named on the command line; what is not found from here is looked for below the root.
    ///
    /// # Errors
    /// [`Failure::Usage`] that names all files that are not there; [`Failure::Read`] for one that cannot be read.
    pub fn open(root: &Path, files: &[PathBuf]) -> Result<Self, Failure> {
        let place = |file: &PathBuf| {
            let below = root.join(file);
            let is_below = !file.is_file() && file.is_relative() && below.is_file();
            if is_below { below } else { file.clone() }
        };
        let found: Vec<(PathBuf, String)> = files.iter().map(|f| (place(f), shown(f))).collect();
        let no_file = |there: bool| -> Vec<String> {
            let wrong = found.iter().zip(files);
            let wrong = wrong.filter(|((p, _), _)| !p.is_file() && p.exists() == there);
            wrong.map(|(_, f)| format!("`{}`", f.display())).collect()
        };
        for (what, names) in [
            ("no such file", no_file(false)),
            ("a folder, a pipe or a device, not a file", no_file(true)),
        ] {
            if !names.is_empty() {
                return Err(Failure::Usage {
                    what: format!("{what}: {}", names.join(", ")),
                    help: "name the files that the ticket system exported".to_owned(),
                });
            }
        }
        Self::of(found)
    }

    /// The files below the root that fit the patterns, each once, in order of the patterns and then of the paths.
    ///
    /// # Errors
    /// [`Failure::Usage`] for a pattern that leads out of the root or fits no file; [`Failure::Read`] for a file that cannot be read.
    pub fn of_settings(root: &Path, globs: &[String]) -> Result<Self, Failure> {
        let mut found: Vec<(PathBuf, String)> = Vec::new();
        for glob in globs {
            let paths = expand(root, glob)?;
            if paths.is_empty() {
                return Err(Failure::Usage {
                    what: format!("no file fits `{glob}` of `tickets.files`"),
                    help: "put an export there, or correct the pattern in deskbook.yaml".to_owned(),
                });
            }
            for name in paths {
                if !found.iter().any(|(_, known)| *known == name) {
                    found.push((root.join(&name), name));
                }
            }
        }
        Self::of(found)
    }

    /// BLAKE3 of the names and the bytes of all files, as they lie there.
    ///
    /// # Errors
    /// [`Failure::Read`] for a file that cannot be read.
    pub fn hash(&self) -> Result<[u8; 32], Failure> {
        let mut all = blake3::Hasher::new();
        let mut last = None;
        for export in &self.files {
            all.update(&(export.name.len() as u64).to_le_bytes());
            all.update(export.name.as_bytes());
            // The members of an archive stand one behind the other.
            if last.replace(&export.path) == Some(&export.path) {
                continue;
            }
            let mut one = blake3::Hasher::new();
            let read = File::open(&export.path).and_then(|file| one.update_reader(file).map(drop));
            read.map_err(|source| Failure::Read {
                path: export.path.clone(),
                source,
            })?;
            all.update(one.finalize().as_bytes());
        }
        Ok(all.finalize().into())
    }

    /// Where the files lie; an archive once for each of its members.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|export| export.path.as_path())
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Hands the unpacked bytes of a file to `with`.
    ///
    /// # Errors
    /// [`Failure::Read`] if the file cannot be opened. What goes wrong later is for `with` to see.
    pub fn read<T>(
        &self,
        export: &Export,
        with: impl FnOnce(&mut dyn Read) -> T,
    ) -> Result<T, Failure> {
        let failed = |source| Failure::Read {
            path: export.path.clone(),
            source,
        };
        let mut file = BufReader::new(File::open(&export.path).map_err(failed)?);
        match export.packing {
            Packing::Plain => Ok(with(&mut file)),
            Packing::Gzip => Ok(with(&mut MultiGzDecoder::new(file))),
            Packing::Zip(number) => {
                let mut archive = ZipArchive::new(file).map_err(|e| failed(io::Error::other(e)))?;
                let member = archive.by_index(number);
                let mut member = BufReader::new(member.map_err(|e| failed(io::Error::other(e)))?);
                if begins(&mut member, GZIP).map_err(failed)? {
                    return Ok(with(&mut MultiGzDecoder::new(member)));
                }
                Ok(with(&mut member))
            }
        }
    }

    /// Looks into each file for how it is packed.
    fn of(found: Vec<(PathBuf, String)>) -> Result<Self, Failure> {
        let mut files = Vec::new();
        for (path, name) in found {
            let looked = look(&path, &name);
            files.extend(looked.map_err(|source| Failure::Read { path, source })?);
        }
        Ok(Self { files })
    }
}

/// The name that may be shown: as given where that is below the working folder, else the last part.
fn shown(file: &Path) -> String {
    let is_below = file
        .components()
        .all(|c| matches!(c, Component::Normal(_) | Component::CurDir));
    if is_below {
        let text = file.to_string_lossy().replace('\\', "/");
        return text.trim_start_matches("./").to_owned();
    }
    let last = file.file_name().unwrap_or_default();
    last.to_string_lossy().into_owned()
}

fn begins(reader: &mut impl BufRead, magic: &[u8]) -> io::Result<bool> {
    Ok(reader.fill_buf()?.starts_with(magic))
}

/// One export, or all members of an archive that may be some.
fn look(path: &Path, name: &str) -> io::Result<Vec<Export>> {
    let one = |name: String, packing| Export {
        name,
        packing,
        path: path.to_owned(),
    };
    let mut file = BufReader::new(File::open(path)?);
    if begins(&mut file, GZIP)? {
        return Ok(vec![one(name.to_owned(), Packing::Gzip)]);
    }
    if !begins(&mut file, ZIP)? {
        return Ok(vec![one(name.to_owned(), Packing::Plain)]);
    }
    let members = members(file)?;
    // A workbook is an archive too, but one thing.
    if members
        .iter()
        .any(|(_, member)| member == "xl/workbook.xml")
    {
        return Ok(vec![one(name.to_owned(), Packing::Plain)]);
    }
    let export = |(i, member)| one(format!("{name}!{member}"), Packing::Zip(i));
    Ok(members.into_iter().map(export).collect())
}

/// More files than that in one archive are no export: each is opened by itself, through the whole list of names.
const MEMBERS: usize = 1_000;

/// The files of an archive without those that a Mac adds, by name.
fn members(file: impl Read + Seek) -> io::Result<Vec<(usize, String)>> {
    let mut archive = ZipArchive::new(file).map_err(io::Error::other)?;
    if archive.len() > MEMBERS {
        let what = format!(
            "the archive holds {} files, more than {MEMBERS}",
            archive.len()
        );
        return Err(io::Error::other(what));
    }
    let mut found = Vec::new();
    for i in 0..archive.len() {
        let member = archive.by_index_raw(i).map_err(io::Error::other)?;
        let name = member.name().map_err(io::Error::other)?.into_owned();
        // `..` hides nothing: a member is never unpacked to a place of its name.
        let hides = |part: &str| part.starts_with('.') && part != "." && part != "..";
        let is_hidden = name.split('/').any(hides) || name.starts_with("__MACOSX/");
        if member.is_file() && !is_hidden {
            found.push((i, name));
        }
    }
    found.sort_by(|(_, a), (_, b)| a.cmp(b));
    Ok(found)
}

/// The files below the root that a pattern fits, by path.
fn expand(root: &Path, glob: &str) -> Result<Vec<String>, Failure> {
    let glob = glob.trim_start_matches("./");
    let levels: Vec<&str> = glob.split('/').collect();
    if levels
        .iter()
        .any(|p| p.is_empty() || *p == ".." || *p == ".")
        || Path::new(glob).is_absolute()
    {
        return Err(Failure::Usage {
            what: format!("`{glob}` of `tickets.files` is no path below the root"),
            help: "write it as `tickets/*.csv`".to_owned(),
        });
    }
    let failed = |path: &Path, source| Failure::Read {
        path: path.to_owned(),
        source,
    };
    let mut open = vec![String::new()];
    for level in levels {
        let mut next = Vec::new();
        for folder in open {
            let here = root.join(&folder);
            if here.is_dir() {
                let names = names(&here, level).map_err(|e| failed(&here, e))?;
                next.extend(names.iter().map(|n| format!("{folder}{n}/")));
            }
        }
        open = next;
    }
    let real = fs::canonicalize(root).map_err(|e| failed(root, e))?;
    let is_inside = |path: &String| {
        let path = root.join(path);
        path.is_file() && fs::canonicalize(path).is_ok_and(|p| p.starts_with(&real))
    };
    let files = open.into_iter().map(|p| p.trim_end_matches('/').to_owned());
    Ok(files.filter(is_inside).collect())
}

/// The names in a folder that fit one part of a pattern, sorted; hidden ones only where the pattern says so.
fn names(folder: &Path, part: &str) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        if let Some(name) = name.to_str()
            && matches(part, name)
            && (!name.starts_with('.') || part.starts_with('.'))
        {
            found.push(name.to_owned());
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use crate::source::exports::{Exports, Packing};
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::fs;
    use std::io::{Read, Write};
    use std::path::Path;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn gzip(text: &str) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(text.as_bytes()).unwrap();
        packer.finish().unwrap()
    }

    fn zip(path: &Path, members: &[(&str, &[u8])]) {
        let mut archive = ZipWriter::new(fs::File::create(path).unwrap());
        for (name, bytes) in members {
            archive
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap();
    }

    fn texts(exports: &Exports) -> Vec<(String, String)> {
        let text = |reader: &mut dyn Read| {
            let mut text = String::new();
            reader.read_to_string(&mut text).unwrap();
            text
        };
        let files = exports.files.iter();
        files
            .map(|f| (f.name.clone(), exports.read(f, text).unwrap()))
            .collect()
    }

    #[test]
    fn archives_are_opened_whatever_their_names_and_read_twice() {
        let dir = tempfile::tempdir().unwrap();
        let (plain, packed, archive) = (
            dir.path().join("a.zip"),
            dir.path().join("b.csv"),
            dir.path().join("c.txt"),
        );
        fs::write(&plain, "one").unwrap();
        fs::write(&packed, gzip("two")).unwrap();
        let members: &[(&str, &[u8])] = &[
            ("x/d.csv", b"four"),
            ("__MACOSX/d.csv", b"no"),
            ("c.csv.gz", &gzip("three")),
        ];
        zip(&archive, members);
        let exports = Exports::open(dir.path(), &[plain, packed, archive]).unwrap();
        let found = texts(&exports);
        let expected = [
            ("a.zip", "one"),
            ("b.csv", "two"),
            ("c.txt!c.csv.gz", "three"),
            ("c.txt!x/d.csv", "four"),
        ];
        assert_eq!(found, expected.map(|(n, t)| (n.to_owned(), t.to_owned())));
        assert_eq!(texts(&exports), found);
        assert_eq!(exports.files[1].packing, Packing::Gzip);
    }

    #[test]
    fn all_missing_files_are_named() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("here.csv"), "x").unwrap();
        let names = ["gone.csv", "here.csv", "lost.csv"].map(Into::into);
        let failure = Exports::open(dir.path(), &names).unwrap_err();
        assert_eq!(failure.to_string(), "no such file: `gone.csv`, `lost.csv`");
    }

    #[test]
    fn patterns_are_expanded_in_order_and_stay_below_the_root() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["t/b.csv", "t/a.csv", "t/.c.csv", "t/sub/d.csv", "t/e.json"] {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let names = |globs: &[&str]| {
            let globs: Vec<String> = globs.iter().map(|g| (*g).to_owned()).collect();
            let found = Exports::of_settings(dir.path(), &globs).map_err(|e| e.to_string())?;
            Ok::<_, String>(found.files.into_iter().map(|f| f.name).collect::<Vec<_>>())
        };
        assert_eq!(
            names(&["t/e.json", "t/*"]).unwrap(),
            ["t/e.json", "t/a.csv", "t/b.csv"]
        );
        assert_eq!(names(&["*/*/*.csv"]).unwrap(), ["t/sub/d.csv"]);
        assert_eq!(
            names(&["t/*.xml"]).unwrap_err(),
            "no file fits `t/*.xml` of `tickets.files`"
        );
        for bad in ["../x.csv", "/etc/passwd", "t//a.csv"] {
            assert!(
                names(&[bad])
                    .unwrap_err()
                    .contains("no path below the root"),
                "{bad}"
            );
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("/etc/hostname", dir.path().join("t/z.csv")).unwrap();
            assert_eq!(
                names(&["t/z*.csv"]).unwrap_err(),
                "no file fits `t/z*.csv` of `tickets.files`"
            );
        }
    }
}
