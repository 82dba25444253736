//! `deskbook init`: a base that builds, checks clean and publishes itself.
//!
//! Takes a folder and today's date. Gives settings, three articles, `.gitignore`, two pipelines, schemas for editors and,
//! asked for, a hook. Never overwrites anything: where one of its files exists, nothing is written.

use crate::cli::args::Common;
use crate::cli::args::author::Init;
use crate::cli::exit::Outcome;
use crate::cli::files::{NewFile, runnable, write};
use crate::cli::schema::{front_matter, of_settings};
use crate::cli::shell::{colour, today};
use crate::config::read::read;
use crate::diag::{Failure, FileId};
use crate::paths::ContentPath;
use crate::report::number::counted;
use crate::report::screen;
use crate::report::visible::visible;
use crate::source::SourceFile;
use jiff::ToSpan;
use jiff::civil::Date;
use std::io::{self, Write};
use std::path::Path;

/// Path and template of each file.
const FILES: &[(&str, &str)] = &[
    ("deskbook.yaml", include_str!("templates/deskbook.yaml")),
    (
        "content/accounts/reset-password.md",
        include_str!("templates/sample/reset-password.md"),
    ),
    (
        "content/network/vpn-error-809.md",
        include_str!("templates/sample/vpn-error-809.md"),
    ),
    (
        "content/printing/printer-offline.md",
        include_str!("templates/sample/printer-offline.md"),
    ),
    (".gitignore", include_str!("templates/gitignore")),
    (
        ".github/workflows/knowledge-base.yml",
        include_str!("templates/github.yml"),
    ),
    (".gitlab-ci.yml", include_str!("templates/gitlab.yml")),
    (
        ".vscode/settings.json",
        include_str!("templates/vscode.json"),
    ),
];

/// The hook; git passes over one that may not be run.
const HOOK: (&str, &str) = (".githooks/pre-commit", include_str!("templates/pre-commit"));

/// Makes a base in the folder that was named, or in the root.
pub(crate) fn run(common: &Common, flags: &Init) -> Result<Outcome, Failure> {
    let dir = flags.dir.as_deref().unwrap_or(&common.root);
    if flags.hook {
        return hook(common, dir);
    }
    let made = files(today()?);
    write(dir, &made)?;
    let mut stream = screen::stdout(colour(common));
    let written = told(&mut stream.out, dir, &made);
    screen::finish(stream, written)?;
    Ok(Outcome::Done)
}

/// Writes the hook, and says how git comes to run it: a repository's own settings are its user's to change.
fn hook(common: &Common, dir: &Path) -> Result<Outcome, Failure> {
    if !dir.is_dir() {
        return Err(Failure::Usage {
            what: format!("there is no base in {}", dir.display()),
            help: "make one first: deskbook init without --hook".to_owned(),
        });
    }
    let path = ContentPath::new(HOOK.0);
    let hook = path.map(|path| NewFile {
        path,
        text: HOOK.1.to_owned(),
    });
    let hook: Vec<NewFile> = hook.into_iter().collect();
    write(dir, &hook)?;
    runnable(&dir.join(HOOK.0))?;
    let mut stream = screen::stdout(colour(common));
    let written = writeln!(
        stream.out,
        "{}\n\ngit runs it before each commit once you say, in each clone:\n  git config core.hooksPath .githooks",
        visible(&dir.join(HOOK.0).display().to_string())
    );
    screen::finish(stream, written)?;
    Ok(Outcome::Done)
}

/// The files of a new base; the samples are due for review in a year.
#[must_use]
pub(crate) fn files(today: Date) -> Vec<NewFile> {
    let review = today.saturating_add(1.year()).to_string();
    let file = |(path, text): &(&str, &str)| {
        let text = text
            .replace("{review}", &review)
            .replace("{version}", env!("CARGO_PKG_VERSION"));
        ContentPath::new(path).map(|path| NewFile { path, text })
    };
    let mut files: Vec<NewFile> = FILES.iter().filter_map(file).collect();
    files.extend(schemas(&files));
    files
}

/// The schemas for editors, with the words of the new settings.
fn schemas(files: &[NewFile]) -> Vec<NewFile> {
    let settings = files.iter().find(|f| f.path.as_str() == "deskbook.yaml");
    let settings = settings.map(|file| {
        let file = SourceFile {
            id: FileId(0),
            path: file.path.clone(),
            text: file.text.as_str().into(),
        };
        read(&file).0
    });
    let settings = settings.unwrap_or_default();
    let made = [
        (".schema/deskbook.json", of_settings(&settings)),
        (".schema/article.json", front_matter(&settings)),
    ];
    let file = |(path, text)| ContentPath::new(path).map(|path| NewFile { path, text });
    made.into_iter().filter_map(file).collect()
}

/// Says what was made and what to do next.
fn told(out: &mut dyn Write, dir: &Path, made: &[NewFile]) -> io::Result<()> {
    let place = dir.display().to_string();
    let place = visible(&place);
    writeln!(out, "made {} in {place}", counted(made.len(), "file"))?;
    for file in made {
        writeln!(out, "  {}", file.path)?;
    }
    let root = if place == "." {
        String::new()
    } else {
        format!(" --root {place}")
    };
    writeln!(out, "\nnext:")?;
    writeln!(
        out,
        "  deskbook serve --open{root}          see the site while you write"
    )?;
    writeln!(
        out,
        "  deskbook new \"Title\"{root}           write an article"
    )?;
    writeln!(
        out,
        "  deskbook check{root}                 see what is missing"
    )
}

#[cfg(test)]
mod tests {
    use crate::cli::files::write;
    use crate::cli::init::{FILES, files, told};
    use crate::pipeline::{Plan, Purpose, Trails, check};
    use jiff::civil::date;
    use std::path::Path;

    #[test]
    fn a_new_base_checks_clean() {
        let root = tempfile::tempdir().unwrap();
        let today = date(2026, 11, 22);
        write(root.path(), &files(today)).unwrap();
        let plan = Plan {
            root: root.path().to_owned(),
            out: None,
            audience: None,
            client: None,
            base_url: None,
            purpose: Purpose::Preview,
            trails: Trails::Never,
        };
        let loaded = check(&plan, today).unwrap();
        let found: Vec<_> = loaded
            .found
            .iter()
            .filter(|d| d.code.0 != "KB008")
            .collect();
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(loaded.site.articles.len(), 3);
        assert!(write(root.path(), &files(today)).is_err());
    }

    #[test]
    fn nothing_is_left_to_fill_in() {
        let made = files(date(2028, 2, 29));
        assert_eq!(made.len(), FILES.len() + 2);
        let all: String = made.iter().map(|f| f.text.as_str()).collect();
        assert!(all.contains("review_by: 2029-02-28"));
        assert!(!all.contains("{review}") && !all.contains("{version}"));
    }

    #[test]
    fn the_next_steps_name_the_folder() {
        let mut out = Vec::new();
        told(&mut out, Path::new("kb"), &files(date(2026, 1, 1))).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(
            text.starts_with("made 10 files in kb\n  deskbook.yaml\n"),
            "{text}"
        );
        assert!(text.contains("deskbook serve --open --root kb"));
    }
}
