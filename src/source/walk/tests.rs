//! The walk over real folders, made for each test.

use crate::diag::Diagnostic;
use crate::paths::ContentPath;
use crate::source::Sources;
use crate::source::walk::{Filter, Readings, read, read_settings};
use std::fs;
use std::path::Path;

/// A base with these files.
fn base(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let file = dir.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    dir
}

fn walk(root: &Path, filter: &Filter) -> (Sources, Vec<Diagnostic>) {
    let settings = read_settings(root).unwrap();
    read(root, settings, filter, &mut Readings::default()).unwrap()
}

/// Paths of the articles and the other files.
fn paths(sources: &Sources) -> (Vec<&str>, Vec<&str>) {
    (
        sources
            .articles
            .iter()
            .map(|id| sources.file(*id).path.as_str())
            .collect(),
        sources.others.iter().map(ContentPath::as_str).collect(),
    )
}

/// Code, path and message of each diagnostic.
fn findings(sources: &Sources, found: &[Diagnostic]) -> Vec<String> {
    found
        .iter()
        .map(|d| {
            let path = d.file.map_or("-", |id| sources.file(id).path.as_str());
            format!("{} {path}: {}", d.code, d.message)
        })
        .collect()
}

#[test]
fn settings_articles_theme_and_others_have_their_places() {
    let dir = base(&[
        ("deskbook.yaml", "\u{feff}title: x\n"),
        ("content/b.md", "b"),
        ("content/a/z.MARKDOWN", "z"),
        ("content/a/p.png", ""),
        ("content/.hidden/a.md", "h"),
        ("content/.a.md", "h"),
        ("content/drafts/a.md", "d"),
        ("README.md", "outside"),
        ("themes/night/templates/article.html", "t"),
        ("themes/night/static/f.woff2", ""),
        ("themes/other/x.html", "no"),
    ]);
    let filter = Filter {
        theme: "night".to_owned(),
        ignore: vec!["drafts/".to_owned()],
        out: None,
    };
    let (sources, found) = walk(dir.path(), &filter);
    assert_eq!(
        paths(&sources),
        (
            vec!["content/a/z.MARKDOWN", "content/b.md"],
            vec!["content/a/p.png", "themes/night/static/f.woff2"]
        )
    );
    assert_eq!(sources.content, "content");
    assert_eq!(&*sources.file(sources.settings.unwrap()).text, "title: x\n");
    assert_eq!(sources.settings.unwrap().0, 0);
    let theme: Vec<_> = sources.theme.iter().map(|id| sources.file(*id)).collect();
    assert_eq!(theme.len(), 1);
    assert_eq!(
        theme[0].path.as_str(),
        "themes/night/templates/article.html"
    );
    assert!(
        sources
            .files
            .iter()
            .enumerate()
            .all(|(i, f)| f.id.0 as usize == i)
    );
    assert!(found.is_empty());
}

#[test]
fn a_bare_folder_is_content_but_for_what_lies_around() {
    let dir = base(&[
        ("deskbook.yaml", ""),
        ("a.md", "a"),
        ("node_modules/x/a.md", "n"),
        ("themes/x/a.md", "t"),
        ("target/CACHEDIR.TAG", ""),
        ("target/a.md", "t"),
        ("built/.deskbook-manifest", ""),
        ("built/a.md", "b"),
        ("public/a.md", "p"),
    ]);
    let filter = Filter {
        out: Some(dir.path().join("public")),
        ..Filter::default()
    };
    let (sources, _) = walk(dir.path(), &filter);
    assert_eq!(paths(&sources), (vec!["a.md"], vec![]));
    assert_eq!(sources.content, "");
}

#[test]
fn habits_are_one_note_and_faults_one_each() {
    let dir = base(&[
        ("content/a.md", "\u{feff}a\r\n"),
        ("content/b.md", "b\r\n"),
        ("content/blank.md", " \n"),
        ("content/con.md", "c"),
    ]);
    fs::write(dir.path().join("content/latin.md"), b"K\xf6ln").unwrap();
    let (sources, found) = walk(dir.path(), &Filter::default());
    assert_eq!(
        findings(&sources, &found),
        [
            "KB006 content/con.md: `con` is a reserved name on Windows",
            "KB005 content/blank.md: the file is empty",
            "KB002 content/latin.md: the file is not UTF-8: byte 0xF6 fits nowhere",
            "KB003 content/a.md: the file has a byte order mark",
            "KB004 content/a.md: 2 files have Windows line ends (CRLF), this one first",
        ]
    );
    assert_eq!(paths(&sources).0.len(), 4, "the blank one is left out");
}

#[test]
fn a_file_too_large_is_left_out_and_said() {
    let dir = base(&[("content/a.md", "a")]);
    let big = fs::File::create(dir.path().join("content/big.md")).unwrap();
    big.set_len((16 << 20) + 1).unwrap();
    let (sources, found) = walk(dir.path(), &Filter::default());
    assert_eq!(paths(&sources).0, ["content/a.md"]);
    assert_eq!(
        findings(&sources, &found),
        ["KB062 content/big.md: the file is larger than 16 MB"]
    );
}

#[cfg(unix)]
#[test]
fn links_are_followed_inside_only() {
    use std::os::unix::fs::symlink;
    let dir = base(&[
        ("kb/content/a/a.md", "a"),
        ("kb/shared/s.md", "s"),
        ("kb/.git/config", "c"),
        ("secret/x.md", "x"),
    ]);
    let content = dir.path().join("kb/content");
    symlink("../shared", content.join("shared")).unwrap();
    symlink("../../../secret/x.md", content.join("a/x.md")).unwrap();
    symlink("../../secret", content.join("secret")).unwrap();
    symlink("../.git", content.join("git")).unwrap();
    symlink("..", content.join("a/loop")).unwrap();
    symlink("nowhere.md", content.join("gone.md")).unwrap();
    symlink("nowhere.md", content.join(".#lock.md")).unwrap();
    let (sources, found) = walk(&dir.path().join("kb"), &Filter::default());
    assert_eq!(paths(&sources).0, ["content/a/a.md", "content/shared/s.md"]);
    assert_eq!(
        findings(&sources, &found),
        [
            "KB061 content/a/loop: the link leads back to a folder above it",
            "KB061 content/a/x.md: the link leads out of the base",
            "KB061 content/git: the link leads out of the base",
            "KB061 content/gone.md: the link leads nowhere",
            "KB061 content/secret: the link leads out of the base",
        ]
    );
}

#[cfg(unix)]
#[test]
fn folders_that_link_to_one_another_are_not_multiplied() {
    use std::os::unix::fs::symlink;
    let names: Vec<String> = (0..9).map(|i| format!("f{i}")).collect();
    let dir = base(&[("docs/f0/a.md", "a")]);
    symlink("docs", dir.path().join("content")).unwrap();
    for a in &names {
        fs::create_dir_all(dir.path().join("docs").join(a)).unwrap();
        for b in names.iter().filter(|b| *b != a) {
            let link = dir.path().join("docs").join(a).join(b);
            symlink(format!("../{b}"), link).unwrap();
        }
    }
    let (sources, found) = walk(dir.path(), &Filter::default());
    // The file itself, and once from each of the eight folders that link to its own.
    assert_eq!(paths(&sources).0.len(), 9);
    let twice = findings(&sources, &found);
    let behind = twice.iter().filter(|f| f.contains("reached by a link"));
    assert_eq!(behind.count(), 9 * 8 * 7, "{twice:?}");
}

#[cfg(unix)]
#[test]
fn settings_and_content_may_not_be_links_out() {
    use std::os::unix::fs::symlink;
    let dir = base(&[("out.yaml", ""), ("elsewhere/a.md", "a"), ("kb/x", "")]);
    let root = dir.path().join("kb");
    symlink("../out.yaml", root.join("deskbook.yaml")).unwrap();
    symlink("../elsewhere", root.join("content")).unwrap();
    assert!(read_settings(&root).is_err());
    assert!(read(&root, None, &Filter::default(), &mut Readings::default()).is_err());
    assert!(
        read(
            &root.join("missing"),
            None,
            &Filter::default(),
            &mut Readings::default()
        )
        .is_err()
    );
}
