//! The text of a new article.
//!
//! Takes title, type and what is known of the base. Gives path, id and text of a draft that builds and checks clean.
//! Never touches the disk, and never gives an id that any file has.

pub(crate) mod gather;
pub(crate) mod material;
pub(crate) mod notes;
pub(crate) mod proposal;
pub(crate) mod symptoms;
pub(crate) mod telling;

use crate::cli::draft::material::Material;
use crate::config::Settings;
use crate::diag::Failure;
use crate::parse::front_matter::Kind;
use crate::paths::ContentPath;
use crate::text::slug::slug;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What somebody wants to write.
#[derive(Clone, Debug)]
pub(crate) struct Request<'a> {
    /// The title.
    pub(crate) title: &'a str,
    /// The type.
    pub(crate) kind: Kind,
    /// A folder below the content folder, or the name of a category.
    pub(crate) category: Option<&'a str>,
    /// The id; by default the next free one.
    pub(crate) id: Option<&'a str>,
    /// Today, for the date of review.
    pub(crate) today: Date,
    /// What tickets give to it.
    pub(crate) material: Option<&'a Material>,
}

/// What is known of the base.
#[derive(Clone, Debug)]
pub(crate) struct Known<'a> {
    /// The content folder below the root; may be empty.
    pub(crate) content: &'a str,
    /// Ids of all files, whoever may see them.
    pub(crate) ids: Vec<String>,
    /// Slug and name of every category.
    pub(crate) categories: Vec<(String, String)>,
    /// The settings.
    pub(crate) settings: &'a Settings,
}

/// A new article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draft {
    /// Its file.
    pub(crate) path: ContentPath,
    /// Its id.
    pub(crate) id: String,
    /// Its text.
    pub(crate) text: String,
}

/// Makes a draft.
///
/// # Errors
/// [`Failure::Usage`] for an empty title, an id that is taken or unfit, a category that is no folder.
pub(crate) fn draft(request: &Request<'_>, known: &Known<'_>) -> Result<Draft, Failure> {
    let words: Vec<_> = request
        .title
        .split(|c: char| c.is_whitespace() || c.is_control())
        .collect();
    let title = words
        .into_iter()
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    if title.is_empty() {
        return Err(usage(
            "the title is empty",
            "name the problem in the words of those who have it",
        ));
    }
    let id = id(request.id, &known.ids)?;
    let folder = folder(request.category, known);
    let path = [known.content, &folder, &format!("{}.md", slug(&title))].join("/");
    let path = ContentPath::new(&path).ok_or_else(|| {
        usage(
            "the category leaves the base",
            "name a folder below the content folder",
        )
    })?;
    let text = format!(
        "{}\n{}",
        front(request, &id, &title, known.settings),
        match request.material {
            Some(material) => material.body(body(request.kind)),
            None => body(request.kind).to_owned(),
        }
    );
    Ok(Draft { path, id, text })
}

fn usage(what: impl Into<String>, help: &str) -> Failure {
    Failure::Usage {
        what: what.into(),
        help: help.to_owned(),
    }
}

/// The id that was asked for, or the next one.
fn id(asked: Option<&str>, ids: &[String]) -> Result<String, Failure> {
    let Some(asked) = asked else {
        return Ok(next_id(ids));
    };
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if asked.is_empty() || asked.len() > 64 || !asked.chars().all(fits) {
        return Err(usage(
            format!("`{asked}` is no id"),
            "use letters, digits, `-` and `_`, at most 64 of them",
        ));
    }
    if ids.iter().any(|id| id.eq_ignore_ascii_case(asked)) {
        return Err(usage(
            format!("the id `{asked}` is taken"),
            "leave out --id to get the next free one",
        ));
    }
    Ok(asked.to_owned())
}

/// The number after the highest one under the prefix that most ids have; `KB0001` in a base without ids.
#[must_use]
pub(crate) fn next_id(ids: &[String]) -> String {
    let mut prefixes: BTreeMap<&str, (usize, u64, usize)> = BTreeMap::new();
    for id in ids {
        let prefix = id.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = &id[prefix.len()..];
        if let Ok(number) = digits.parse::<u64>() {
            let (count, highest, width) = prefixes.entry(prefix).or_default();
            *count += 1;
            *highest = number.max(*highest);
            *width = digits.len().max(*width);
        }
    }
    let usual = prefixes
        .into_iter()
        .rev()
        .max_by_key(|(_, (count, _, _))| *count);
    let (prefix, (_, highest, width)) = usual.unwrap_or(("KB", (0, 0, 4)));
    format!("{prefix}{:0width$}", highest.saturating_add(1))
}

/// The folder of a category, given by slug, by name or by its last part; a new one where none fits.
fn folder(asked: Option<&str>, known: &Known<'_>) -> String {
    let Some(asked) = asked else {
        return String::new();
    };
    let parts: Vec<_> = asked
        .split('/')
        .filter(|p| !p.is_empty())
        .map(slug)
        .collect();
    let slugs = parts.join("/");
    let same = |(slug, name): &&(String, String)| {
        *slug == slugs || name.eq_ignore_ascii_case(asked.trim())
    };
    let last = |(slug, _): &&(String, String)| slug.rsplit('/').next() == Some(slugs.as_str());
    let found = known
        .categories
        .iter()
        .find(same)
        .or_else(|| known.categories.iter().find(last));
    found.map_or(slugs, |(slug, _)| slug.clone())
}

/// The front matter, with what can be chosen beside each key.
fn front(request: &Request<'_>, id: &str, title: &str, settings: &Settings) -> String {
    let kind = request.kind.word();
    let ladder = settings.audiences.join(" < ");
    let narrowest = settings
        .audiences
        .first()
        .map_or("internal", String::as_str);
    let review = request.today.saturating_add(1.year());
    let trouble = match request.kind {
        Kind::KnownError => {
            "\nworkaround: true              # or name the problem record: `problem: PRB0001234`"
        }
        _ => "",
    };
    let facts = match request.material {
        Some(material) => material.front(),
        None => examples(settings),
    };
    format!(
        "---
id: {id}
title: {}
type: {kind:<24}# break-fix | how-to | faq | reference | known-error
# summary: One sentence that a locked-out person understands.
{facts}confidence: wip               # wip | not-validated | validated | archived
audience: {narrowest:<20}# {ladder}
# owner: network-team
review_by: {review}{trouble}
---
",
        quoted(title)
    )
}

/// The keys that come from the requester, as comments to be filled in.
fn examples(settings: &Settings) -> String {
    let systems: Vec<_> = settings
        .os
        .iter()
        .map(|os| os.slug.as_str())
        .take(8)
        .collect();
    let systems = if systems.is_empty() {
        "windows-11".to_owned()
    } else {
        systems.join(", ")
    };
    format!(
        "# symptoms:                   # in the requester's words, as they write; error texts letter by letter
#   - the vpn says it cannot reach the server
#   - 'Error 809'
# os: [{systems}]
# tickets:
#   patterns: ['\"error 809\"']  # saved searches over tickets that this article answers
"
    )
}

/// The title as YAML: as it is where it cannot be taken for anything else, else in quotes.
fn quoted(title: &str) -> String {
    let plain =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '(' | ')' | '/' | '.' | '+');
    let first = title.chars().next().is_some_and(char::is_alphabetic);
    let word = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    if first && title.chars().all(plain) && !word.contains(&title.to_lowercase().as_str()) {
        return title.to_owned();
    }
    format!("'{}'", title.replace('\'', "''"))
}

/// The sections of the type, with a question under each that readers do not see.
fn body(kind: Kind) -> &'static str {
    match kind {
        Kind::BreakFix => include_str!("templates/article/break-fix.md"),
        Kind::HowTo => include_str!("templates/article/how-to.md"),
        Kind::Faq => include_str!("templates/article/faq.md"),
        Kind::Reference => include_str!("templates/article/reference.md"),
        Kind::KnownError => include_str!("templates/article/known-error.md"),
    }
}

#[cfg(test)]
mod tests;
