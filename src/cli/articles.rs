//! Articles that a person names on the command line, and their files.
//!
//! Takes ids or paths, and new texts. Gives the files they mean, and puts texts in the place of others. Never writes a
//! file that was changed meanwhile, that is not UTF-8, or that lies outside of the base.

use crate::cli::standing::{Standing, real};
use crate::cli::whole;
use crate::diag::{Failure, FileId, nearest};
use crate::parse::block;
use crate::parse::front_matter::FrontMatter;
use crate::paths::ContentPath;
use crate::pipeline::Loaded;
use std::io;
use std::path::Path;

/// A file that was named.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    /// Which.
    pub(crate) file: FileId,
    /// Its path below the root.
    pub(crate) path: ContentPath,
    /// Its id, or its path where it has none.
    pub(crate) label: String,
    /// Its text.
    pub(crate) text: String,
}

/// The article that a word means: an id in whatever case, a path, or the name of a file. Ids are looked for in the files,
/// not in the site: an article for one client has an id too.
///
/// # Errors
/// [`Failure::Usage`] where nothing, or more than one file, has that name.
pub(crate) fn named(loaded: &Loaded, word: &str) -> Result<Named, Failure> {
    let all: Vec<Named> = loaded
        .sources
        .articles
        .iter()
        .map(|file| article(loaded, *file))
        .collect();
    let by_id: Vec<&Named> = all
        .iter()
        .filter(|n| n.label.eq_ignore_ascii_case(word))
        .collect();
    let found = if by_id.is_empty() {
        let bare = bare(loaded, word);
        let same = |n: &&Named| {
            let path = n.path.as_str();
            path == bare
                || path
                    .strip_suffix(bare)
                    .is_some_and(|rest| rest.ends_with('/'))
        };
        all.iter().filter(same).collect()
    } else {
        by_id
    };
    match found.as_slice() {
        [one] => Ok((*one).clone()),
        [] => Err(unknown(word, all.iter().map(|n| n.label.as_str()))),
        several => {
            let paths: Vec<_> = several.iter().map(|n| n.path.as_str()).collect();
            Err(Failure::Usage {
                what: format!("`{word}` may be {}", paths.join(" or ")),
                help: "name the file by its whole path".to_owned(),
            })
        }
    }
}

/// A path as it was typed, seen from the root.
pub(crate) fn bare<'a>(loaded: &Loaded, word: &'a str) -> &'a str {
    let root = loaded.sources.root.display().to_string();
    let bare = word.strip_prefix(&root).unwrap_or(word);
    bare.trim_start_matches("./").trim_start_matches('/')
}

/// What a person is told whose word means no article, with the nearest of the `known` names.
pub(crate) fn unknown<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Failure {
    Failure::Usage {
        what: format!("there is no article `{word}`"),
        help: match nearest(word, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name it by its id or its file; `deskbook search` finds it".to_owned(),
        },
    }
}

fn article(loaded: &Loaded, file: FileId) -> Named {
    let source = loaded.sources.file(file);
    let front = front(loaded, &source.text);
    Named {
        file,
        path: source.path.clone(),
        label: front.id.map_or(source.path.to_string(), |id| id.value),
        text: source.text.to_string(),
    }
}

/// The front matter of a text.
pub(crate) fn front(loaded: &Loaded, text: &str) -> FrontMatter {
    block::read(FileId(0), text, &loaded.site.settings.dialect).0
}

/// Puts a new text in the place of each article's text: all of them, or none is touched.
///
/// # Errors
/// [`Failure::Write`] where a file lies elsewhere by way of a link, is not what was read, or the disk refuses.
pub(crate) fn replace(root: &Path, changed: &[(&Named, String)]) -> Result<(), Failure> {
    let real = real(root)?;
    let mut documents = Vec::with_capacity(changed.len());
    for (article, text) in changed {
        let path = root.join(article.path.as_str());
        let standing = Standing::look(&real, &path)?;
        if !standing.holds(&article.text) {
            let why = "it is not UTF-8, or was changed this moment";
            return Err(Failure::Write {
                path,
                source: io::Error::other(why),
            });
        }
        documents.push(standing.with(text));
    }
    whole::write(&documents)
}

/// Where a file stands, seen from where the command was given.
pub(crate) fn place(root: &Path, path: &ContentPath) -> String {
    if root == Path::new(".") {
        return path.to_string();
    }
    root.join(path.as_str()).display().to_string()
}
