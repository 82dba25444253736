//! Images and attachments: what is known of them without holding them.
//!
//! Takes the paths that something links to. Gives an [`Asset`] for each that exists: size, hash, width and height, and
//! whether it could run script. Never looks at a file that nobody asked for, at hidden ones, or outside the root.

mod page;
mod svg;
mod xml;

use crate::diag::{Code, Diagnostic, Severity};
use crate::paths::ContentPath;
use crate::source::Asset;
use crate::source::stamp::Stamp;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The largest file of markup that is looked into, in bytes; a larger one counts as active.
const LARGEST_MARKUP: u64 = 16 << 20;

/// What was seen of files.
#[derive(Clone, Debug, Default)]
pub struct Looks {
    /// The files that can be used.
    pub assets: Arc<BTreeMap<ContentPath, Asset>>,
    /// What is wrong with others.
    pub found: Vec<Diagnostic>,
    stamps: HashMap<ContentPath, Stamp>,
}

/// Looks into files of the base, side by side; what is as it was in `last` is believed. A path without a file is left out
/// without a word: whoever links to it knows where the link stands.
#[must_use]
pub fn inspect(root: &Path, paths: &BTreeSet<ContentPath>, last: &Looks) -> Looks {
    let one = |path| {
        let (stamp, seen) = again(root, path, last);
        seen.transpose().map(|seen| (path, stamp, seen))
    };
    let seen: Vec<_> = paths.par_iter().filter_map(one).collect();
    let mut assets = BTreeMap::new();
    let mut looks = Looks::default();
    for (path, stamp, seen) in seen {
        match seen {
            Ok(asset) => {
                assets.insert(path.clone(), asset);
                looks
                    .stamps
                    .extend(stamp.map(|stamp| (path.clone(), stamp)));
            }
            Err(e) => looks.found.push(unreadable(path, &e)),
        }
    }
    looks.assets = Arc::new(assets);
    looks
}

/// Looks at a file unless it is the one that was looked at last.
fn again(
    root: &Path,
    path: &ContentPath,
    last: &Looks,
) -> (Option<Stamp>, io::Result<Option<Asset>>) {
    let known = fs::metadata(root.join(path.as_str()));
    let stamp = known.ok().as_ref().and_then(Stamp::of);
    if stamp.is_some() && last.stamps.get(path) == stamp.as_ref() {
        return (stamp, Ok(last.assets.get(path).cloned()));
    }
    (stamp, look(root, path))
}

/// Where a file of the base really lies; nothing if there is none, it is hidden, or it is outside the root.
///
/// # Errors
/// What the system says, but for "not found".
pub fn locate(root: &Path, path: &ContentPath) -> io::Result<Option<PathBuf>> {
    let found = fs::canonicalize(root).and_then(|place| {
        let real = fs::canonicalize(place.join(path.as_str()))?;
        let visible = real.strip_prefix(&place).is_ok_and(|below| {
            below
                .components()
                .all(|part| !part.as_os_str().to_string_lossy().starts_with('.'))
        });
        Ok((visible && real.is_file()).then_some(real))
    });
    match found {
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        other => other,
    }
}

fn look(root: &Path, path: &ContentPath) -> io::Result<Option<Asset>> {
    let Some(real) = locate(root, path)? else {
        return Ok(None);
    };
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(&real)?)?;
    let (size, active) = match path.extension().as_str() {
        "svg" => drawing(&real)?,
        _ if page::is_named_so(path.file_name()) => (None, true),
        extension => (pixels(&real), is_page(&real, extension)?),
    };
    Ok(Some(Asset {
        len: hasher.count(),
        hash: *hasher.finalize().as_bytes(),
        size,
        active,
    }))
}

/// Width and height of a picture made of pixels.
fn pixels(path: &Path) -> Option<(u32, u32)> {
    let size = imagesize::size(path).ok()?;
    Some((
        u32::try_from(size.width).ok()?,
        u32::try_from(size.height).ok()?,
    ))
}

/// The bytes of a file of markup, if it is not too large to be looked into.
fn markup(path: &Path) -> io::Result<Option<Vec<u8>>> {
    if fs::metadata(path)?.len() > LARGEST_MARKUP {
        return Ok(None);
    }
    fs::read(path).map(Some)
}

/// Size and activity of a drawing.
fn drawing(path: &Path) -> io::Result<(Option<(u32, u32)>, bool)> {
    let facts = markup(path)?.map(|bytes| svg::look(&xml::decoded(&bytes)));
    Ok(facts.map_or((None, true), |facts| (facts.size, facts.active)))
}

/// Whether an attachment could be opened as a page of the site.
fn is_page(path: &Path, extension: &str) -> io::Result<bool> {
    let mut head = Vec::with_capacity(page::HEAD);
    File::open(path)?
        .take(page::HEAD as u64)
        .read_to_end(&mut head)?;
    if !page::is_markup(extension, &head) {
        return Ok(false);
    }
    Ok(markup(path)?.is_none_or(|bytes| page::is_page(extension, &bytes)))
}

fn unreadable(path: &ContentPath, error: &io::Error) -> Diagnostic {
    Diagnostic::general(
        Code("KB060"),
        Severity::Error,
        format!("{path} cannot be read: {error}"),
    )
    .help("check its permissions; it is left out")
}

#[cfg(test)]
mod tests {
    use super::{Looks, inspect};
    use crate::paths::ContentPath;
    use std::collections::BTreeSet;
    use std::fs;
    use std::sync::Arc;
    use std::thread;
    use std::time::{Duration, SystemTime};

    /// A GIF of 3 by 2 pixels: all that its header says.
    const GIF: &[u8] = b"GIF89a\x03\x00\x02\x00\x00\x00\x00";

    #[cfg(unix)]
    #[test]
    fn only_a_file_that_is_what_it_was_is_not_looked_into_again() {
        let settled = Duration::from_millis(2200);
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let write = |name: &str, text: &str| {
            fs::write(root.join(name), text).unwrap();
            let file = fs::File::options().append(true).open(root.join(name));
            file.unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
        };
        let names = ["left.gif", "over.gif", "replaced.gif"];
        let all: BTreeSet<_> = names.iter().filter_map(|n| ContentPath::new(n)).collect();
        for name in names {
            write(name, "one");
        }
        let new = inspect(root, &all, &Looks::default());
        assert!(
            new.stamps.is_empty(),
            "what was just written may be written again"
        );
        thread::sleep(settled);
        let mut looks = inspect(root, &all, &Looks::default());
        assert_eq!(looks.stamps.len(), 3);
        // Whoever believes them takes these for their sizes.
        let mut assets = (*looks.assets).clone();
        for asset in assets.values_mut() {
            asset.len = 99;
        }
        looks.assets = Arc::new(assets);
        let lens = || {
            let now = inspect(root, &all, &looks);
            now.assets
                .values()
                .map(|asset| asset.len)
                .collect::<Vec<_>>()
        };
        assert_eq!(lens(), [99, 99, 99]);
        write("over.gif", "two");
        write("new.gif", "two");
        fs::rename(root.join("new.gif"), root.join("replaced.gif")).unwrap();
        assert_eq!(lens(), [99, 3, 3]);
        thread::sleep(settled);
        assert_eq!(lens(), [99, 3, 3]);
    }

    #[test]
    fn only_what_exists_inside_is_looked_into() {
        let base = tempfile::tempdir().unwrap();
        let root = base.path().join("kb");
        fs::create_dir_all(root.join("content/.git")).unwrap();
        fs::write(root.join("content/a.gif"), GIF).unwrap();
        fs::write(root.join("content/b.svg"), "<svg viewBox='0 0 20 10'/>").unwrap();
        fs::write(root.join("content/.git/config"), "secret").unwrap();
        fs::write(base.path().join("secret.txt"), "secret").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(base.path().join("secret.txt"), root.join("content/s.txt"))
            .unwrap();
        let wanted: BTreeSet<ContentPath> = ["a.gif", "b.svg", "s.txt", ".git/config", "no.png"]
            .iter()
            .map(|name| ContentPath::new(&format!("content/{name}")).unwrap())
            .collect();
        let Looks { assets, found, .. } = inspect(&root, &wanted, &Looks::default());
        let seen: Vec<_> = assets
            .iter()
            .map(|(path, a)| (path.as_str(), a.len, a.size, a.active))
            .collect();
        assert_eq!(
            seen,
            [
                ("content/a.gif", 13, Some((3, 2)), false),
                ("content/b.svg", 26, Some((20, 10)), false)
            ]
        );
        assert_eq!(
            assets[&ContentPath::new("content/a.gif").unwrap()].hash,
            *blake3::hash(GIF).as_bytes()
        );
        assert!(found.is_empty());
    }
}
