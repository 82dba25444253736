//! A folder beside the base for what was found out before: `.deskbook`.
//!
//! Takes bytes under a name and a key. Gives the same bytes for the same key. What is damaged, foreign or part of the
//! repository is passed over, what cannot be written is not kept: no answer may depend on it. Never leaves half a file.

pub mod pack;

use crate::source::history::git::answer;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The folder's name.
pub const FOLDER: &str = ".deskbook";

/// What a file of ours begins with; the number is that of the form.
const MARK: &[u8] = b"deskbook kept 1\n";

/// A sum of all that follows it.
const SUM: usize = 32;

/// The folder of one base.
#[derive(Clone, Debug)]
pub struct Store(Option<PathBuf>);

impl Store {
    /// The folder, unless it cannot be trusted: a link to elsewhere, or something that came with the repository and may
    /// say what its author likes.
    #[must_use]
    pub fn of(root: &Path) -> Self {
        let folder = root.join(FOLDER);
        let is_ours = match fs::symlink_metadata(&folder) {
            Ok(there) => there.is_dir() && is_untracked(root),
            Err(e) => e.kind() == io::ErrorKind::NotFound,
        };
        Self(is_ours.then_some(folder))
    }

    /// What was kept under the name, if it was kept for this key.
    #[must_use]
    pub fn load(&self, name: &str, key: &str) -> Option<Vec<u8>> {
        let bytes = fs::read(self.0.as_ref()?.join(name)).ok()?;
        let rest = bytes.strip_prefix(MARK)?;
        let (sum, body) = rest.split_at_checked(SUM)?;
        (sum == self::sum(key, body)).then(|| body.to_vec())
    }

    /// Keeps it, where the disk lets us.
    pub fn save(&self, name: &str, key: &str, body: &[u8]) {
        if let Some(folder) = &self.0 {
            // A folder that cannot be written costs time at the next run, and nothing else.
            let _ = write(folder, name, &[MARK, &sum(key, body), body]);
        }
    }
}

/// Whether there is a file of that name, be it ours or not: a look that costs nothing.
#[must_use]
pub fn is_there(root: &Path, name: &str) -> bool {
    root.join(FOLDER).join(name).is_file()
}

fn is_untracked(root: &Path) -> bool {
    // On some disks `.Deskbook` is the same folder.
    let folder = format!(":(icase){FOLDER}");
    let listed = answer(root, &["ls-files", "-z", "--", &folder]);
    // Where git has nothing to say the folder came with no repository.
    listed.is_ok_and(|listed| listed.is_empty()) || !in_repository(root)
}

/// Whether a repository is there, also one that git cannot or will not read.
fn in_repository(root: &Path) -> bool {
    let place = fs::canonicalize(root);
    place.map_or(true, |place| {
        place.ancestors().any(|above| above.join(".git").exists())
    })
}

fn sum(key: &str, body: &[u8]) -> [u8; SUM] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&(key.len() as u64).to_le_bytes());
    hasher.update(key.as_bytes());
    hasher.update(body);
    *hasher.finalize().as_bytes()
}

/// Makes the folder; git is told to pass it over.
fn make(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let ignore = folder.join(".gitignore");
    if !ignore.exists() {
        fs::write(ignore, "*\n")?;
    }
    Ok(())
}

fn write(folder: &Path, name: &str, parts: &[&[u8]]) -> io::Result<()> {
    make(folder)?;
    // Always the same name, so that killed runs leave one file and not one each; of two runs at once, one gives way.
    let draft = folder.join(format!("{name}-new"));
    let _ = fs::remove_file(&draft);
    let mut file = fs::File::create_new(&draft)?;
    parts.iter().try_for_each(|part| file.write_all(part))?;
    fs::rename(draft, folder.join(name))
}
