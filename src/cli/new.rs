//! `deskbook new`: an article in the right state, after a look at what exists.
//!
//! Takes the title. Gives a draft on the disk, its path on stdout, and articles on the same subject on stderr. Never
//! overwrites a file.

use crate::cli::args::{self, Common, For, New};
use crate::cli::draft::material::Material;
use crate::cli::draft::{Draft, Known, Request, draft};
use crate::cli::exit::Outcome;
use crate::cli::files::{NewFile, write};
use crate::cli::from_tickets::{Found, found};
use crate::cli::shell::{colour, plan, today};
use crate::diag::Failure;
use crate::parse::block;
use crate::parse::front_matter::Kind;
use crate::paths::ContentPath;
use crate::pipeline::{self, Loaded, Purpose};
use crate::report::screen;
use crate::report::visible::visible;
use crate::search::{self, Options};
use std::io::{self, Write};
use std::path::Path;

/// An article whose score is below this share of the best one's is not on the same subject.
const NEAR: f64 = 0.5;
/// So many articles on the same subject are named.
const SHOWN: usize = 3;

/// Writes a draft.
pub(crate) fn run(common: &Common, flags: &New) -> Result<Outcome, Failure> {
    let loaded = pipeline::load(&plan(common, &For::default(), Purpose::Preview))?;
    let found = found(common, flags, &loaded)?;
    let proposed = found.as_ref().map(|found| found.title.as_str());
    let title = flags.title.as_deref().or(proposed).unwrap_or_default();
    let draft = draft(&request(flags, title, found.as_ref()), &known(&loaded))?;
    let similar = similar(&loaded, title)?;
    let Draft { path, id, text } = draft;
    let file = NewFile { path, text };
    write(&common.root, std::slice::from_ref(&file))?;
    let mut notes = screen::stderr(colour(common));
    let written = told(&mut notes.out, &id, &similar)
        .and_then(|()| filled(&mut notes.out, found.as_ref().map(|found| &found.material)));
    screen::finish(notes, written)?;
    let mut results = screen::stdout(colour(common));
    let written = writeln!(results.out, "{}", place(&common.root, &file.path));
    screen::finish(results, written)?;
    Ok(Outcome::Done)
}

/// Where the file stands, seen from where the command was given.
fn place(root: &Path, path: &ContentPath) -> String {
    if root == Path::new(".") {
        return path.to_string();
    }
    root.join(path.as_str()).display().to_string()
}

fn request<'a>(flags: &'a New, title: &'a str, found: Option<&'a Found>) -> Request<'a> {
    let folder = found.and_then(|found| found.category.as_deref());
    Request {
        title,
        kind: kind(flags.kind),
        category: flags.category.as_deref().or(folder),
        id: flags.id.as_deref(),
        today: today(),
        material: found.map(|found| &found.material),
    }
}

fn kind(asked: args::Kind) -> Kind {
    match asked {
        args::Kind::BreakFix => Kind::BreakFix,
        args::Kind::HowTo => Kind::HowTo,
        args::Kind::Faq => Kind::Faq,
        args::Kind::Reference => Kind::Reference,
        args::Kind::KnownError => Kind::KnownError,
    }
}

/// Ids are taken from the files, not from the site: an article for one client has an id too.
fn known(loaded: &Loaded) -> Known<'_> {
    let settings = &*loaded.site.settings;
    let sources = &loaded.sources;
    let id = |file| {
        let file = sources.file(file);
        block::read(file.id, &file.text, &settings.dialect).0.id
    };
    let ids = sources.articles.iter().filter_map(|file| id(*file));
    let categories = loaded.site.categories.iter();
    Known {
        content: &sources.content,
        ids: ids.map(|id| id.value).collect(),
        categories: categories
            .map(|c| (c.slug.clone(), c.name.clone()))
            .collect(),
        settings,
    }
}

/// Title and path of the articles that the site's own search finds for the title.
fn similar(loaded: &Loaded, title: &str) -> Result<Vec<(String, String)>, Failure> {
    let options = Options {
        limit: SHOWN,
        ..Options::default()
    };
    let answer = search::build(&loaded.site)?.search(title, &options);
    let article = |hit: &search::Hit| {
        let article = loaded.site.article(hit.article);
        (article.title.clone(), article.path.to_string())
    };
    let best = answer.hits.first().map_or(0.0, |hit| hit.score);
    let near = answer.hits.iter().filter(|hit| hit.score >= best * NEAR);
    Ok(near.map(article).collect())
}

/// Says which id the draft has, and what exists already.
fn told(out: &mut dyn Write, id: &str, similar: &[(String, String)]) -> io::Result<()> {
    writeln!(
        out,
        "new article {id}, for the narrowest audience until `audience` says otherwise"
    )?;
    if similar.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "look first, perhaps one of these only needs the requester's words under `symptoms`:"
    )?;
    similar
        .iter()
        .try_for_each(|(title, path)| writeln!(out, "  {}  {}", visible(title), visible(path)))
}

/// Says from what a draft was filled, and what its pattern was seen to match.
fn filled(out: &mut dyn Write, material: Option<&Material>) -> io::Result<()> {
    let Some(material) = material else {
        return Ok(());
    };
    writeln!(out, "filled from {}", visible(&material.source))?;
    match material.tested() {
        Some(tested) => {
            let patterns: Vec<_> = material.patterns.iter().map(|p| visible(p)).collect();
            writeln!(out, "proposed pattern: {}", patterns.join("  OR  "))?;
            writeln!(out, "  {}", visible(&tested))
        }
        None => writeln!(out, "no pattern finds these tickets apart from others"),
    }
}

#[cfg(test)]
mod tests {
    use crate::cli::args::{Cli, Command};
    use crate::cli::new::{known, place, similar, told};
    use crate::cli::shell::plan;
    use crate::cli::{args::For, init};
    use crate::paths::ContentPath;
    use crate::pipeline::{self, Purpose};
    use clap::Parser;
    use jiff::civil::date;
    use std::path::Path;

    #[test]
    fn the_base_is_looked_at_before_anything_is_written() {
        let root = tempfile::tempdir().unwrap();
        crate::cli::files::write(root.path(), &init::files(date(2026, 11, 22))).unwrap();
        let mut cli =
            Cli::parse_from(["deskbook", "new", "VPN error 812", "--category", "network"]);
        cli.common.root = root.path().to_owned();
        let everyone = For {
            audience: None,
            client: None,
        };
        let loaded = pipeline::load(&plan(&cli.common, &everyone, Purpose::Preview)).unwrap();
        assert_eq!(known(&loaded).ids.len(), 3);
        let near = similar(&loaded, "VPN error 809").unwrap();
        assert_eq!(near[0].0, "VPN error 809 on Windows");
        let Command::New(flags) = &cli.command else {
            panic!("not a new article");
        };
        crate::cli::new::run(&cli.common, flags).unwrap();
        let file = root.path().join("content/network/vpn-error-812.md");
        assert!(
            std::fs::read_to_string(&file)
                .unwrap()
                .contains("id: KB0004\n")
        );
        assert!(crate::cli::new::run(&cli.common, flags).is_err());
    }

    #[test]
    fn a_path_is_written_as_it_can_be_opened() {
        let path = ContentPath::new("content/a.md").unwrap();
        assert_eq!(place(Path::new("."), &path), "content/a.md");
        assert_eq!(place(Path::new("kb"), &path), "kb/content/a.md");
    }

    #[test]
    fn what_exists_is_named() {
        let mut out = Vec::new();
        let near = [("VPN error 809".to_owned(), "content/a\u{1b}.md".to_owned())];
        told(&mut out, "KB0004", &near).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.ends_with("  VPN error 809  content/a␛.md\n"), "{text}");
    }
}
