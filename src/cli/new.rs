//! `deskbook new`: an article in the right state, after a look at what exists.
//!
//! Takes the title. Gives articles on the same subject on stderr, then a draft on the disk and its path on stdout. Never
//! overwrites a file, and never writes an article a second time unless it is told to.

use crate::cli::args::author::New;
use crate::cli::args::{self, Common, For};
use crate::cli::articles::place;
use crate::cli::draft::material::Material;
use crate::cli::draft::{Draft, Known, Request, draft};
use crate::cli::exit::Outcome;
use crate::cli::files::{NewFile, write};
use crate::cli::from_tickets::{Found, found};
use crate::cli::shell::{colour, plan, today};
use crate::diag::Failure;
use crate::parse::block;
use crate::parse::front_matter::Kind;
use crate::pipeline::{self, Loaded, Purpose};
use crate::report::screen;
use crate::report::visible::visible;
use crate::search::{self, Options};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// An article whose score is below this share of the best one's is not on the same subject.
const NEAR: f64 = 0.5;
/// So many articles on the same subject are named.
const SHOWN: usize = 3;
/// So many are looked at.
const LOOKED_AT: usize = 10;
/// From this share of common words on, a title or a symptom says the same as the title that is wanted.
const SAME: f64 = 0.8;

/// Writes a draft.
pub(crate) fn run(common: &Common, flags: &New) -> Result<Outcome, Failure> {
    let loaded = pipeline::load(&plan(common, &For::default(), Purpose::Preview))?;
    let found = found(common, flags, &loaded)?;
    let proposed = found.as_ref().map(|found| found.title.as_str());
    let title = flags.title.as_deref().or(proposed).unwrap_or_default();
    let draft = draft(&request(flags, title, found.as_ref())?, &known(&loaded))?;
    let similar = similar(&loaded, title)?;
    let mut notes = screen::stderr(colour(common));
    let same = similar.iter().find(|article| article.is_same);
    if let (Some(same), false) = (same, flags.anyway) {
        let written = exists(&mut notes.out, same);
        screen::finish(notes, written)?;
        return Ok(Outcome::Findings);
    }
    let Draft { path, id, text } = draft;
    let file = NewFile { path, text };
    let written = near(&mut notes.out, &similar);
    write(&common.root, std::slice::from_ref(&file))?;
    let written = written
        .and_then(|()| told(&mut notes.out, &id))
        .and_then(|()| filled(&mut notes.out, found.as_ref().map(|found| &found.material)));
    screen::finish(notes, written)?;
    let mut results = screen::stdout(colour(common));
    let written = writeln!(results.out, "{}", place(&common.root, &file.path));
    screen::finish(results, written)?;
    Ok(Outcome::Done)
}

fn request<'a>(
    flags: &'a New,
    title: &'a str,
    found: Option<&'a Found>,
) -> Result<Request<'a>, Failure> {
    let folder = found.and_then(|found| found.category.as_deref());
    Ok(Request {
        title,
        kind: kind(flags.kind),
        category: flags.category.as_deref().or(folder),
        id: flags.id.as_deref(),
        today: today()?,
        material: found.map(|found| &found.material),
    })
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

/// An article on the same subject.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Similar {
    key: String,
    title: String,
    path: String,
    /// Whether its title, or what its requesters say, is nearly the title that is wanted.
    is_same: bool,
}

/// What the site's own search finds for the title; one that says the same comes first.
fn similar(loaded: &Loaded, title: &str) -> Result<Vec<Similar>, Failure> {
    let options = Options {
        limit: LOOKED_AT,
        ..Options::default()
    };
    let answer = loaded.index()?.search(title, &options);
    let best = answer.hits.first().map_or(0.0, |hit| hit.score);
    let article = |hit: &search::Hit| {
        let article = loaded.site.article(hit.article);
        let said = std::iter::once(&article.title).chain(&article.symptoms);
        let similar = Similar {
            key: article.key.clone(),
            title: article.title.clone(),
            path: article.path.to_string(),
            is_same: said.into_iter().any(|said| alike(said, title) >= SAME),
        };
        (similar, hit.score >= best * NEAR)
    };
    let mut found: Vec<(Similar, bool)> = answer.hits.iter().map(article).collect();
    found.retain(|(similar, near)| *near || similar.is_same);
    found.sort_by_key(|(similar, _)| !similar.is_same);
    let found = found.into_iter().map(|(similar, _)| similar);
    Ok(found.take(SHOWN).collect())
}

/// The share of common words, 0 to 1; order, case and signs do not count. Another number is another error.
fn alike(a: &str, b: &str) -> f64 {
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (a, b) = (words(a), words(b));
    let (common, all) = (a.intersection(&b).count(), a.union(&b).count());
    let numbered = |word: &&String| word.contains(|c: char| c.is_ascii_digit());
    if all == 0 || a.symmetric_difference(&b).any(|word| numbered(&word)) {
        return 0.0;
    }
    common as f64 / all as f64
}

/// Says why nothing was written.
fn exists(out: &mut dyn Write, same: &Similar) -> io::Result<()> {
    let key = visible(&same.key);
    let (title, path) = (visible(&same.title), visible(&same.path));
    writeln!(out, "{key} exists: {title}  {path}")?;
    writeln!(
        out,
        "  add the requester's words: deskbook set {key} symptoms+=\"…\""
    )?;
    writeln!(out, "  or write a second one: --anyway")
}

/// Names what exists already.
fn near(out: &mut dyn Write, similar: &[Similar]) -> io::Result<()> {
    if similar.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "look first, perhaps one of these only needs the requester's words under `symptoms`:"
    )?;
    similar.iter().try_for_each(|article| {
        let (title, path) = (visible(&article.title), visible(&article.path));
        writeln!(out, "  {title}  {path}")
    })
}

/// Says which id the draft has.
fn told(out: &mut dyn Write, id: &str) -> io::Result<()> {
    writeln!(
        out,
        "new article {id}, for the narrowest audience until `audience` says otherwise"
    )
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
    use crate::cli::articles::place;
    use crate::cli::exit::Outcome;
    use crate::cli::new::{Similar, alike, exists, known, near, similar};
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
        assert_eq!(near[0].title, "VPN error 809 on Windows");
        assert!(similar(&loaded, "vpn error 809 on windows").unwrap()[0].is_same);
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
        // The second time it exists already.
        let again = crate::cli::new::run(&cli.common, flags).unwrap();
        assert_eq!(again, Outcome::Findings);
    }

    #[test]
    fn a_path_is_written_as_it_can_be_opened() {
        let path = ContentPath::new("content/a.md").unwrap();
        assert_eq!(place(Path::new("."), &path), "content/a.md");
        assert_eq!(place(Path::new("kb"), &path), "kb/content/a.md");
    }

    #[test]
    fn what_exists_is_named() {
        let article = Similar {
            key: "KB0004".to_owned(),
            title: "VPN error 809".to_owned(),
            path: "content/a\u{1b}.md".to_owned(),
            is_same: true,
        };
        let mut out = Vec::new();
        near(&mut out, std::slice::from_ref(&article)).unwrap();
        exists(&mut out, &article).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains("  VPN error 809  content/a␛.md\n"), "{text}");
        assert!(text.contains("deskbook set KB0004 symptoms+="), "{text}");
    }

    #[test]
    fn nearly_the_same_is_told_from_near() {
        let cases = [
            ("VPN error 809 on Windows", "VPN: error 809 (Windows)", true),
            (
                "The VPN says error 809 at home",
                "The VPN says error 812 at home",
                false,
            ),
            ("Outlook is slow", "Outlook search is slow", false),
            (
                "Printer prints blank pages",
                "The printer prints nothing",
                false,
            ),
        ];
        for (a, b, same) in cases {
            assert_eq!(alike(a, b) >= crate::cli::new::SAME, same, "{a} / {b}");
        }
        assert!(alike("", "").abs() < f64::EPSILON);
    }
}
