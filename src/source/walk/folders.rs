//! Which files of a base are looked at.
//!
//! Takes the real root and the filter. Gives the paths of articles (or theme texts), of all other files, and what could
//! not be followed. Never enters a hidden folder, a cache, an output folder or a place outside the root.

use crate::diag::Severity;
use crate::paths::ContentPath;
use crate::source::walk::Filter;
use crate::source::walk::patterns::fits;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// File names that say: nothing in this folder was written by hand. The first is left by our own output.
const MARKERS: [&str; 2] = [".deskbook-manifest", "CACHEDIR.TAG"];

/// What a walk found, in order of the paths.
#[derive(Default)]
pub(super) struct Found {
    /// Articles, or the texts of a theme.
    pub articles: Vec<ContentPath>,
    /// Everything else.
    pub others: Vec<ContentPath>,
    /// What had to be left out.
    pub troubles: Vec<Trouble>,
}

/// Something that had to be left out.
pub(super) struct Trouble {
    /// Where, unless the name itself is the trouble.
    pub path: Option<ContentPath>,
    /// Code of the diagnostic.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: &'static str,
}

/// Walks the content folder (empty: the root itself).
pub(super) fn content(place: &Path, folder: &str, filter: &Filter) -> Found {
    let walk = Walk {
        place,
        start: place.join(folder),
        ignore: &filter.ignore,
        out: filter.out.as_ref().and_then(|o| fs::canonicalize(o).ok()),
        bare: folder.is_empty(),
    };
    walk.run(|path| matches!(path.extension().as_str(), "md" | "markdown"))
}

/// Walks the folder of the theme, if there is one.
pub(super) fn theme(place: &Path, filter: &Filter) -> Found {
    const TEXTS: [&str; 13] = [
        "html",
        "htm",
        "tera",
        "css",
        "js",
        "mjs",
        "json",
        "yaml",
        "yml",
        "txt",
        "xml",
        "md",
        "webmanifest",
    ];
    let name = filter.theme.as_str();
    let start = place.join("themes").join(name);
    if name.is_empty() || name.contains(['/', '\\']) || name.starts_with('.') || !start.is_dir() {
        return Found::default();
    }
    let walk = Walk {
        place,
        start,
        ignore: &[],
        out: None,
        bare: false,
    };
    walk.run(|path| TEXTS.contains(&path.extension().as_str()))
}

/// One walk.
struct Walk<'a> {
    /// The real root of the base.
    place: &'a Path,
    /// Where it begins.
    start: PathBuf,
    ignore: &'a [String],
    /// The real output folder.
    out: Option<PathBuf>,
    /// Whether the root itself is the content, so that the files around it are met as well.
    bare: bool,
}

impl Walk<'_> {
    fn run(&self, is_text: impl Fn(&ContentPath) -> bool) -> Found {
        let mut found = Found::default();
        if !self.allowed(&self.start, &mut found) {
            return found;
        }
        let mut entries = WalkDir::new(&self.start)
            .min_depth(1)
            .follow_links(true)
            .into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if self.skips(&entry) || !self.follows(&entry, &mut found) => {
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                Ok(entry) if entry.file_type().is_file() => {
                    self.take(entry.path(), &mut found, &is_text);
                }
                Ok(entry) if !entry.file_type().is_dir() => found.troubles.push(Trouble {
                    path: self.content_path(entry.path()),
                    code: "KB060",
                    severity: Severity::Warning,
                    message: "this is a pipe, a socket or a device".to_owned(),
                    help: "put a file here; it is left out",
                }),
                Ok(_) => {}
                Err(e) => self.stumble(&e, &mut found),
            }
        }
        found.articles.sort();
        found.others.sort();
        found
            .troubles
            .sort_by(|a, b| (&a.path, &a.message).cmp(&(&b.path, &b.message)));
        found
    }

    /// Whether an entry is none of our business.
    fn skips(&self, entry: &DirEntry) -> bool {
        let folder = entry.file_type().is_dir();
        self.ignored(entry.path(), folder) || (folder && self.foreign(entry))
    }

    /// Whether the name is hidden or a pattern of the settings fits.
    fn ignored(&self, path: &Path, folder: bool) -> bool {
        let text = slashes(path.strip_prefix(&self.start).unwrap_or(path));
        let name = text.rsplit('/').next().unwrap_or(&text);
        name.starts_with('.') || self.ignore.iter().any(|p| fits(p, &text, folder))
    }

    /// Whether a folder was not written by hand, or is not meant to be content.
    fn foreign(&self, entry: &DirEntry) -> bool {
        let path = entry.path();
        let beside = self.bare
            && (entry.file_name() == "node_modules"
                || (entry.depth() == 1
                    && entry.file_name() == "themes"
                    && self.place.join("deskbook.yaml").is_file()));
        beside
            || self.out.as_deref() == Some(path)
            || MARKERS.iter().any(|marker| path.join(marker).is_file())
    }

    /// Whether an entry is no link, or a link to a place we may read.
    fn follows(&self, entry: &DirEntry, found: &mut Found) -> bool {
        !entry.path_is_symlink()
            || self.allowed(entry.path(), found) && !self.is_behind(entry, found)
    }

    /// Whether a link to a folder stands in a folder that is itself reached by a link: a dozen folders that all link to
    /// one another would be as many million. Says so.
    fn is_behind(&self, entry: &DirEntry, found: &mut Found) -> bool {
        let path = entry.path();
        let parent = path.parent().unwrap_or(path);
        let below = parent.strip_prefix(&self.start).unwrap_or(parent);
        let real = |path: &Path| fs::canonicalize(path).unwrap_or_default();
        let behind = entry.file_type().is_dir() && real(parent) != real(&self.start).join(below);
        if behind {
            found.troubles.push(Trouble {
                path: self.content_path(path),
                code: "KB061",
                severity: Severity::Warning,
                message: "the link stands in a folder that is reached by a link".to_owned(),
                help: "link to its folder from a real one; it is left out",
            });
        }
        behind
    }

    /// Whether the place a path really leads to is a visible one inside the root; if not, says so.
    fn allowed(&self, path: &Path, found: &mut Found) -> bool {
        let real = fs::canonicalize(path).ok();
        let inside = real
            .as_deref()
            .and_then(|r| r.strip_prefix(self.place).ok());
        let visible = inside.is_some_and(|below| {
            below
                .components()
                .all(|part| !part.as_os_str().to_string_lossy().starts_with('.'))
        });
        let out = self
            .out
            .as_deref()
            .is_some_and(|out| real.as_deref().is_some_and(|r| r.starts_with(out)));
        if visible && !out {
            return true;
        }
        found.troubles.push(Trouble {
            path: self.content_path(path),
            code: "KB061",
            severity: Severity::Error,
            message: "the link leads out of the base".to_owned(),
            help: "put the file itself here; it is left out",
        });
        false
    }

    fn take(&self, path: &Path, found: &mut Found, is_text: impl Fn(&ContentPath) -> bool) {
        match self.content_path(path) {
            Some(path) if is_text(&path) => found.articles.push(path),
            Some(path) => found.others.push(path),
            None => found.troubles.push(Trouble {
                path: None,
                code: "KB006",
                severity: Severity::Error,
                message: format!(
                    "the name `{}` cannot be used in an address",
                    slashes(self.below(path)).escape_debug()
                ),
                help: "rename the file; it is left out",
            }),
        }
    }

    /// Says why the walk could not go on at a place.
    fn stumble(&self, error: &walkdir::Error, found: &mut Found) {
        let path = error.path().unwrap_or(self.place);
        if self.ignored(path, false) || self.ignored(path, true) {
            return;
        }
        let dangling = fs::symlink_metadata(path).is_ok_and(|m| m.is_symlink());
        let (code, severity, message, help) = match error.io_error() {
            None => (
                "KB061",
                Severity::Warning,
                "the link leads back to a folder above it".to_owned(),
                "remove the link; it is left out",
            ),
            Some(_) if dangling => (
                "KB061",
                Severity::Warning,
                "the link leads nowhere".to_owned(),
                "mend or remove the link; it is left out",
            ),
            Some(e) => (
                "KB060",
                Severity::Error,
                format!("this cannot be read: {e}"),
                "check its permissions; it is left out",
            ),
        };
        found.troubles.push(Trouble {
            path: self.content_path(path),
            code,
            severity,
            message,
            help,
        });
    }

    fn below<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(self.place).unwrap_or(path)
    }

    /// A path below the root; nothing if its name cannot be written as one.
    fn content_path(&self, path: &Path) -> Option<ContentPath> {
        let below = self.below(path);
        below
            .to_str()
            .and_then(|_| ContentPath::new(&slashes(below)))
    }
}

/// Whether a path below the content folder is left alone: it, or a folder above it, fits a pattern.
#[must_use]
pub fn ignores(patterns: &[String], path: &str) -> bool {
    let folders = path.match_indices('/').map(|(end, _)| (&path[..end], true));
    let mut all = folders.chain([(path, false)]);
    all.any(|(part, folder)| patterns.iter().any(|p| fits(p, part, folder)))
}

/// A path with `/` between its parts on every system.
fn slashes(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}
