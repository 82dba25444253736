//! `deskbook new --from-gap` and `--from-ticket`: what exports give to a new article.
//!
//! Takes the flags and the base. Gives a title, a folder and the material of the draft. Never shows a text that is not
//! redacted.

use crate::cli::args::Common;
use crate::cli::args::author::New;
use crate::cli::draft::gather::{Desk, Gathered, Wanted, gather};
use crate::cli::draft::material::Material;
use crate::cli::draft::symptoms::bare;
use crate::config::OsSetting;
use crate::coverage::result::{Coverage, Gap, Named};
use crate::coverage::{self, Request, published_rung, redactor};
use crate::diag::Failure;
use crate::model::taxonomy::Category;
use crate::pipeline::Loaded;
use crate::source::exports::Exports;
use crate::text::slug::slug;
use crate::text::tokenize::parts;

/// Systems that a smaller share of the tickets names are not said to be affected.
const NAMED: f64 = 0.15;
/// A proposed title is at most this long, in characters.
const TITLE: usize = 70;
/// A title has few words.
const SHORT: usize = 8;

/// What was found.
pub(crate) struct Found {
    /// A title, as the requesters say it.
    pub(crate) title: String,
    /// A folder of the base that fits the tickets' category.
    pub(crate) category: Option<String>,
    /// What the draft is filled with.
    pub(crate) material: Material,
}

/// What the exports give, where the flags ask for it.
pub(crate) fn found(
    common: &Common,
    flags: &New,
    loaded: &Loaded,
) -> Result<Option<Found>, Failure> {
    if flags.from_gap.is_none() && flags.from_ticket.is_none() {
        return Ok(None);
    }
    let settings = &loaded.site.settings;
    let exports = exports(common, flags, &settings.tickets.files)?;
    let redactor = redactor(&settings.tickets)?;
    let desk = Desk {
        exports: &exports,
        settings: &settings.tickets,
        lang: &settings.lang,
        redactor: &redactor,
    };
    let found = match (&flags.from_gap, &flags.from_ticket) {
        (Some(gap), _) => from_gap(&desk, loaded, gap)?,
        (None, Some(ticket)) => from_ticket(&desk, loaded, ticket)?,
        (None, None) => return Ok(None),
    };
    Ok(Some(found))
}

fn usage(what: impl Into<String>, help: &str) -> Failure {
    Failure::Usage {
        what: what.into(),
        help: help.to_owned(),
    }
}

/// The exports that were named, else those of the settings.
fn exports(common: &Common, flags: &New, files: &[String]) -> Result<Exports, Failure> {
    let exports = if flags.tickets.is_empty() {
        Exports::of_settings(&common.root, files)?
    } else {
        Exports::open(&common.root, &flags.tickets)?
    };
    if exports.is_empty() {
        return Err(usage(
            "no ticket export is named",
            "name one with --tickets FILE, or under `tickets: {files: […]}` in deskbook.yaml",
        ));
    }
    Ok(exports)
}

fn from_gap(desk: &Desk<'_>, loaded: &Loaded, asked: &str) -> Result<Found, Failure> {
    let index = loaded.index()?;
    let measured = coverage::measure(
        &coverage::Desk {
            site: &loaded.site,
            sources: &loaded.sources,
            index: &index,
            published_rung: published_rung(&loaded.site),
            redactor: Some(desk.redactor),
        },
        desk.exports,
        &Request::default(),
    )?;
    let coverage = measured.coverage;
    let gap = gap(&coverage, asked)?;
    let wanted = Wanted {
        ids: gap.tickets.clone(),
        window: coverage.window,
        category: if gap.group.is_topic {
            Vec::new()
        } else {
            gap.group.path.clone()
        },
    };
    let mut material = gather(desk, &wanted)?.material;
    material.source = format!("gap {} ({})", gap.id, gap.group.name);
    material.os = systems(&gap.group.os, &loaded.site.settings.os);
    let short = |line: &&String| line.split_whitespace().count() <= SHORT;
    let said = material.symptoms.iter().find(short).or(gap.phrases.first());
    Ok(Found {
        title: title(said.unwrap_or(&gap.group.name)),
        category: folder(&gap.group.path, loaded),
        material,
    })
}

/// The gap of an id.
fn gap<'a>(coverage: &'a Coverage, asked: &str) -> Result<&'a Gap, Failure> {
    let same = |gap: &&Gap| gap.id.eq_ignore_ascii_case(asked.trim());
    coverage.gaps.iter().find(same).ok_or_else(|| {
        let help = match coverage.gaps.last() {
            Some(last) => format!("`deskbook gaps` lists them: G1 to {}", last.id),
            None => "`deskbook gaps` finds none in these tickets".to_owned(),
        };
        usage(format!("there is no gap `{asked}`"), &help)
    })
}

fn from_ticket(desk: &Desk<'_>, loaded: &Loaded, asked: &str) -> Result<Found, Failure> {
    let asked = asked.trim();
    let wanted = Wanted {
        ids: vec![asked.to_owned()],
        window: None,
        category: Vec::new(),
    };
    let Gathered {
        mut material,
        first,
    } = gather(desk, &wanted)?;
    let first = first.ok_or_else(|| {
        usage(
            format!("there is no ticket `{asked}` in the export"),
            "give the number as the system writes it, `INC0010023`",
        )
    })?;
    material.source = format!("ticket {asked}");
    let words = format!("{} {}", first.summary, first.text);
    material.os = named(&words, &loaded.site.settings.os);
    Ok(Found {
        title: title(bare(&first.summary)),
        category: folder(&first.category, loaded),
        material,
    })
}

/// Slugs of the systems that enough tickets name.
fn systems(named: &[Named], known: &[OsSetting]) -> Vec<String> {
    let all: u32 = named.iter().map(|one| one.count).sum();
    let enough = |one: &&Named| f64::from(one.count) >= f64::from(all) * NAMED;
    let slug = |one: &Named| {
        known
            .iter()
            .find(|os| os.name == one.name)
            .map(|os| os.slug.clone())
    };
    named.iter().filter(enough).filter_map(slug).collect()
}

/// Slugs of the systems whose name stands in a text; of a system and its version only the version.
fn named(text: &str, known: &[OsSetting]) -> Vec<String> {
    let text = format!(" {} ", parts(text).join(" "));
    let holds = |os: &OsSetting| text.contains(&format!(" {} ", parts(&os.name).join(" ")));
    let here: Vec<usize> = (0..known.len()).filter(|at| holds(&known[*at])).collect();
    let narrower = |at: usize| here.iter().any(|other| known[*other].parent == Some(at));
    let last = here.iter().filter(|at| !narrower(**at));
    last.map(|at| known[*at].slug.clone()).collect()
}

/// A title out of what somebody said.
fn title(said: &str) -> String {
    let mut title = String::new();
    for word in said.split_whitespace() {
        if title.chars().count() + word.chars().count() >= TITLE {
            break;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    let title = title.trim_end_matches(['.', ',', ';', ':', '!', '-', ' ']);
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The folder whose slug or name is that of a level of the path, the deepest first; else the one whose name holds the words
/// of the widest level.
fn folder(path: &[String], loaded: &Loaded) -> Option<String> {
    let categories = &loaded.site.categories;
    let same = |level: &String| {
        let wanted = slug(level);
        let fits = |c: &&Category| {
            c.slug == wanted || c.slug.ends_with(&format!("/{wanted}")) || slug(&c.name) == wanted
        };
        categories.iter().find(fits).map(|c| c.slug.clone())
    };
    let holds = || {
        let words = parts(path.first()?);
        let fits = |c: &&Category| {
            let name = parts(&c.name);
            words.iter().all(|word| name.contains(word))
        };
        categories.iter().find(fits).map(|c| c.slug.clone())
    };
    path.iter().rev().find_map(same).or_else(holds)
}
