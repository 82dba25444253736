//! The walk over the folders of a base: what is there, and the text of what is text.
//!
//! Takes the root folder, its settings file and a [`Filter`]. Gives [`Sources`] in the order of the paths, and a
//! diagnostic for each file that could not be taken in as it is. Never reads an image (see [`crate::source::assets`]),
//! a hidden file or anything outside the root, and never gives up for one bad file.

mod folders;
mod names;
pub(super) mod patterns;
mod text;

pub use folders::ignores;

use crate::diag::{Code, Diagnostic, Failure, FileId, Severity};
use crate::paths::ContentPath;
use crate::source::{SourceFile, Sources};
use folders::Trouble;
use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use std::collections::HashMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use text::Reading;

/// Name of the settings file in the root.
pub const SETTINGS: &str = "deskbook.yaml";
/// Name of the file of learnt words, beside it.
pub const LEARNT: &str = "vocabulary.yaml";

/// What the settings and the command line say about the walk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Folder below `themes/` whose files are read.
    pub theme: String,
    /// Paths below the content folder that are left alone: `*` stands for anything but `/`, a closing `/` asks for a
    /// folder, and a pattern without any other `/` fits at every depth.
    pub ignore: Vec<String>,
    /// The output folder, left alone where it lies inside the base.
    pub out: Option<PathBuf>,
}

/// What was read last: a preview keeps it from one save to the next, and reads only what has changed.
#[derive(Debug, Default)]
pub struct Readings(HashMap<ContentPath, Reading>);

impl Readings {
    /// Reads one article again; nothing where more than its text may have changed: there is no such file any more, it cannot
    /// be read, or its habits are others.
    pub fn again(&mut self, root: &Path, path: &ContentPath) -> Option<Arc<str>> {
        let file = root.join(path.as_str());
        let had = self.0.get(path)?;
        if !fs::symlink_metadata(&file).ok()?.is_file() {
            return None;
        }
        let now = text::read(&file, Some(had));
        let is_sound = |reading: &Reading| reading.usable && reading.finding.is_none();
        let is_alike =
            is_sound(&now) && is_sound(had) && (now.marked, now.crlf) == (had.marked, had.crlf);
        is_alike.then(|| {
            let text = Arc::clone(&now.text);
            self.0.insert(path.clone(), now);
            text
        })
    }
}

/// Whether anything has this path, be it a link that leads nowhere.
#[must_use]
pub fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Reads the settings file, if there is one. A leading byte order mark is not part of its text.
///
/// # Errors
/// [`Failure`] if the root is no folder, or the file cannot be read, is not UTF-8 or leads out of the root.
pub fn read_settings(root: &Path) -> Result<Option<SourceFile>, Failure> {
    in_root(&real_root(root)?, SETTINGS)
}

/// A file that stands in the root by itself.
fn in_root(place: &Path, name: &str) -> Result<Option<SourceFile>, Failure> {
    let file = place.join(name);
    let real = match fs::canonicalize(&file) {
        Ok(real) => real,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(Failure::Read { path: file, source }),
    };
    if !real.starts_with(place) {
        return Err(Failure::Usage {
            what: format!("{name} is a link that leads out of the base"),
            help: "put the file itself into the root folder".to_owned(),
        });
    }
    let bytes = match text::bytes(&real) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => {
            return Err(Failure::Usage {
                what: format!("{name} is larger than {} MB", text::LARGEST >> 20),
                help: "keep only settings in it".to_owned(),
            });
        }
        Err(source) => return Err(Failure::Read { path: file, source }),
    };
    let text = String::from_utf8(bytes).map_err(|e| Failure::Usage {
        what: format!(
            "{name} is not UTF-8 (byte {})",
            e.utf8_error().valid_up_to()
        ),
        help: "save it as UTF-8".to_owned(),
    })?;
    Ok(ContentPath::new(name).map(|path| SourceFile {
        id: FileId(0),
        path,
        text: Arc::from(text.strip_prefix('\u{feff}').unwrap_or(&text)),
    }))
}

/// Reads the base: articles, theme files, and the names of everything else that an article may link to. A file that is what
/// it was in `last` is not read again; what is read now stands there afterwards.
///
/// # Errors
/// [`Failure`] if the root or its content folder cannot be read at all.
pub fn read(
    root: &Path,
    settings: Option<SourceFile>,
    filter: &Filter,
    last: &mut Readings,
) -> Result<(Sources, Vec<Diagnostic>), Failure> {
    let place = real_root(root)?;
    let content = content_folder(&place)?;
    let folder = place.join(content);
    // A folder that cannot be looked into is not an empty one: nobody wants an empty site.
    fs::read_dir(&folder).map_err(|source| Failure::Read {
        path: folder,
        source,
    })?;
    let mut shelf = Shelf::new(root, content);
    if let Some(file) = settings {
        shelf.sources.settings = Some(shelf.add(file.path, file.text));
    }
    if let Some(file) = in_root(&place, LEARNT)? {
        shelf.sources.learnt = Some(shelf.add(file.path, file.text));
    }
    let found = folders::content(&place, content, filter);
    let theme = folders::theme(&place, filter);
    shelf.names(&found.articles);
    let mut now = Readings::default();
    let mut read = |paths| shelf.read_all(&place, paths, (last, &mut now));
    let (articles, theme_texts) = (read(found.articles), read(theme.articles));
    *last = now;
    shelf.sources.articles = articles;
    shelf.sources.theme = theme_texts;
    let others = found.others.into_iter().chain(theme.others);
    shelf.sources.others = others
        .filter(|path| ![SETTINGS, LEARNT].contains(&path.as_str()))
        .collect();
    for trouble in found.troubles.into_iter().chain(theme.troubles) {
        shelf.trouble(trouble);
    }
    shelf.habits();
    Ok((shelf.sources, shelf.diagnostics))
}

/// The root without links and dots.
fn real_root(root: &Path) -> Result<PathBuf, Failure> {
    let fail = |source| Failure::Read {
        path: root.to_path_buf(),
        source,
    };
    let place = fs::canonicalize(root).map_err(fail)?;
    fs::read_dir(&place).map_err(fail)?;
    Ok(place)
}

/// `content` where there is such a folder, else nothing: the root itself.
fn content_folder(place: &Path) -> Result<&'static str, Failure> {
    let folder = place.join("content");
    match fs::canonicalize(&folder) {
        Ok(real) if !real.starts_with(place) => Err(Failure::Usage {
            what: "the content folder is a link that leads out of the base".to_owned(),
            help: "run with --root where the articles are".to_owned(),
        }),
        Ok(real) if real.is_dir() => Ok("content"),
        // A link that leads nowhere for the moment does not make everything around it content.
        Err(source) if folder.is_symlink() || source.kind() != ErrorKind::NotFound => {
            Err(Failure::Read {
                path: folder,
                source,
            })
        }
        _ => Ok(""),
    }
}

/// Sources in the making.
struct Shelf {
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
    /// Files that begin with a byte order mark.
    marked: Vec<FileId>,
    /// Files with line ends of Windows.
    crlf: Vec<FileId>,
}

impl Shelf {
    fn new(root: &Path, content: &str) -> Self {
        Self {
            sources: Sources {
                root: root.to_path_buf(),
                content: content.to_owned(),
                ..Sources::default()
            },
            diagnostics: Vec::new(),
            marked: Vec::new(),
            crlf: Vec::new(),
        }
    }

    fn add(&mut self, path: ContentPath, text: Arc<str>) -> FileId {
        let id = FileId(u32::try_from(self.sources.files.len()).unwrap_or(u32::MAX));
        self.sources.files.push(SourceFile { id, path, text });
        id
    }

    /// Reads files side by side and shelves them in their order; gives those that can be used.
    fn read_all(
        &mut self,
        place: &Path,
        paths: Vec<ContentPath>,
        (last, now): (&Readings, &mut Readings),
    ) -> Vec<FileId> {
        let readings: Vec<(ContentPath, Reading)> = paths
            .into_par_iter()
            .map(|path| {
                let reading = text::read(&place.join(path.as_str()), last.0.get(&path));
                (path, reading)
            })
            .collect();
        now.0.extend(readings.iter().cloned());
        readings
            .into_iter()
            .filter_map(|(path, reading)| self.shelve(path, reading))
            .collect()
    }

    fn shelve(&mut self, path: ContentPath, reading: Reading) -> Option<FileId> {
        let id = self.add(path, reading.text);
        if reading.marked {
            self.marked.push(id);
        }
        if reading.crlf {
            self.crlf.push(id);
        }
        let usable = reading.usable;
        self.diagnostics
            .extend(reading.finding.map(|f| f.diagnostic(id)));
        usable.then_some(id)
    }

    /// Says what is wrong with the names of articles.
    fn names(&mut self, paths: &[ContentPath]) {
        // Articles are shelved next, in this order, so their numbers are known.
        let first = self.sources.files.len();
        for (i, message) in names::check(paths) {
            let id = FileId(u32::try_from(first + i).unwrap_or(u32::MAX));
            self.diagnostics.push(
                Diagnostic::new(Code("KB006"), Severity::Warning, id, message)
                    .help("rename the file, so that it can be checked out everywhere"),
            );
        }
    }

    fn trouble(&mut self, trouble: Trouble) {
        let Trouble {
            path,
            code,
            severity,
            message,
            help,
        } = trouble;
        let found = match path {
            Some(path) => {
                let id = self.add(path, Arc::from(""));
                Diagnostic::new(Code(code), severity, id, message)
            }
            None => Diagnostic::general(Code(code), severity, message),
        };
        self.diagnostics.push(found.help(help));
    }

    /// One note for a habit, not one for each of a thousand files.
    fn habits(&mut self) {
        let habits = [
            (
                "KB003",
                "a byte order mark",
                &self.marked,
                "it is skipped; save as UTF-8 without it",
            ),
            (
                "KB004",
                "Windows line ends (CRLF)",
                &self.crlf,
                "they are read as they are; `* text=auto` in .gitattributes makes them alike",
            ),
        ];
        for (code, what, files, help) in habits {
            let Some(first) = files.first() else { continue };
            let message = match files.len() {
                1 => format!("the file has {what}"),
                n => format!("{n} files have {what}, this one first"),
            };
            self.diagnostics
                .push(Diagnostic::new(Code(code), Severity::Note, *first, message).help(help));
        }
    }
}

#[cfg(test)]
mod tests;
