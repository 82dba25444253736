//! What `check --since` runs: what a pull request changed, by whom, and whether they may.
//!
//! Takes a [`Plan`], the revision to compare with and today's date. Gives what was loaded with the findings that the pull
//! request answers for, and a [`Review`]. Never believes settings that the pull request itself brought.

mod addresses;
mod limit;
mod overlays;
mod rules;
mod tales;

pub use rules::Rules;

use crate::diag::{Code, Diagnostic, Failure, Severity, Span};
use crate::kcs::roles::{Bar, Refusal};
use crate::kcs::snapshot::{Snapshot, Subject};
use crate::kcs::story::{Outcome, outcomes};
use crate::pipeline::check::check;
use crate::pipeline::since::tales::Tale;
use crate::pipeline::{Loaded, Plan};
use crate::source::history::steps::{Step, steps};
use crate::source::history::{files_changed, range};
use jiff::civil::Date;

/// Digits of a commit's id that are shown.
const SHORT: usize = 8;

/// What a pull request did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The revision it was compared with, as asked for.
    pub rev: String,
    /// Full id of the commit from which both go on.
    pub base: String,
    /// Whose roles held.
    pub rules: Rules,
    /// The articles that are not as they were, in order of their paths.
    pub articles: Vec<Reviewed>,
    /// Findings of other articles, which are not shown.
    pub left_out: usize,
}

/// What happened to an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// Its path below the root; the last one, where it is gone.
    pub path: String,
    /// Its path before, where that was another.
    pub from: Option<String>,
    /// Its id, where somebody wrote one.
    pub id: Option<String>,
    /// `added`, `modified`, `renamed` or `deleted`.
    pub way: &'static str,
    /// What changed.
    pub changes: Vec<Row>,
}

/// One change of an article, and who made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Of what.
    pub subject: Subject,
    /// As it was.
    pub from: Option<String>,
    /// As it is.
    pub to: Option<String>,
    /// Name of the author.
    pub name: String,
    /// Address of the author.
    pub email: String,
    /// Full id of the commit; nothing for changes that are not committed.
    pub commit: Option<String>,
    /// Why it is not allowed, if so.
    pub refusal: Option<Refusal>,
}

impl Row {
    /// `1a2b3c4d`, or that it is not committed.
    #[must_use]
    pub fn place(&self) -> &str {
        place(self.commit.as_deref())
    }
}

fn place(commit: Option<&str>) -> &str {
    commit.map_or("not committed", |id| id.get(..SHORT).unwrap_or(id))
}

/// Checks what changed since the base and `rev` parted.
///
/// # Errors
/// As [`check`]; [`Failure::Usage`] for a revision that is not known, and for a clone without the history that it takes.
pub fn since(plan: &Plan, rev: &str, today: Date) -> Result<(Loaded, Review), Failure> {
    let range = range(&plan.root, rev)?;
    if range.is_shallow && !range.commits.is_empty() {
        return Err(shallow());
    }
    let mut loaded = check(plan, today)?;
    let changed = files_changed(&plan.root, &range.merge_base)?;
    let content = loaded.sources.content.clone();
    let wants = |path: &str| tales::is_article(path, &content) || path == rules::SETTINGS;
    let steps = steps(&plan.root, &range, &wants)?;
    let standing = rules::standing(&plan.root, &range, &loaded)?;
    let mut tales = tales::tales(&plan.root, (&range, &changed, &steps), &loaded, &standing)?;
    overlays::dress(&mut tales, &loaded, &standing);
    let left_out = limit::limit(&mut loaded, &changed, &tales);
    let articles: Vec<Reviewed> = tales
        .iter()
        .map(|tale| reviewed(tale, &steps, &standing))
        .collect();
    let mut found = rules::found(&plan.root, &range, (&steps, &standing), &loaded)?;
    for (tale, told) in tales.iter().zip(&articles) {
        let refused = told.changes.iter().filter(|row| row.refusal.is_some());
        found.extend(refused.map(|row| finding(tale, row)));
    }
    found.extend(addresses::found(&tales, &loaded));
    loaded.found.extend(found);
    let review = Review {
        rev: rev.to_owned(),
        base: range.merge_base,
        rules: standing.rules,
        articles,
        left_out,
    };
    Ok((loaded, review))
}

fn shallow() -> Failure {
    Failure::Usage {
        what: "this is a shallow clone: commits of the branch are missing, and with them who changed what"
            .to_owned(),
        help: "run `git fetch --unshallow` (in CI: `fetch-depth: 0`)".to_owned(),
    }
}

fn reviewed(tale: &Tale, steps: &[Step], standing: &rules::Standing) -> Reviewed {
    let last = steps.len().saturating_sub(1);
    let nobody = steps.last().map_or("", |s| s.email.as_str());
    let outcomes = outcomes(&tale.story, &standing.settings.kcs, (last, nobody));
    let row = |outcome: Outcome| {
        let step = steps.get(outcome.step);
        Row {
            subject: outcome.subject,
            from: outcome.from,
            to: outcome.to,
            name: step.map_or_else(String::new, |s| s.name.clone()),
            email: step.map_or_else(String::new, |s| s.email.clone()),
            commit: step.and_then(|s| s.commit.clone()),
            refusal: outcome.refusal,
        }
    };
    let side = tale.story.last.as_ref().or(tale.story.base.as_ref());
    let id = side.and_then(|s| s.front.id.as_ref());
    Reviewed {
        path: tale.path.clone(),
        from: tale.from.clone(),
        id: id.map(|id| id.value.clone()),
        way: tale.way(),
        changes: outcomes.into_iter().map(row).collect(),
    }
}

/// A change that is not allowed, at the key that says it.
fn finding(tale: &Tale, row: &Row) -> Diagnostic {
    let refusal = row.refusal.as_ref();
    let code = match refusal.map(|r| r.bar) {
        Some(Bar::Compliance) => Code("KB096"),
        _ => Code("KB095"),
    };
    let reason = refusal.map_or("", |r| r.reason.as_str());
    let mut message = format!("{reason} ({})", row.place());
    if tale.file.is_none() {
        message = format!("{}: {message}", tale.path);
    }
    let was = match (&row.from, &row.to) {
        (Some(from), _) => format!("was {from}"),
        (None, Some(_)) => "was not there".to_owned(),
        (None, None) => String::new(),
    };
    let found = at(tale, code, message, row.subject).label(was);
    found.help(refusal.map_or("", |r| r.help.as_str()))
}

/// A finding at a key of the article; where it has none, at its confidence or its title.
fn at(tale: &Tale, code: Code, message: String, subject: Subject) -> Diagnostic {
    let Some(file) = tale.file else {
        return Diagnostic::general(code, Severity::Error, message);
    };
    let found = Diagnostic::new(code, Severity::Error, file, message);
    match tale.story.last.as_ref().and_then(|s| span(s, subject)) {
        Some(span) => found.at(span),
        None => found,
    }
}

fn span(last: &Snapshot, subject: Subject) -> Option<Span> {
    let title = || last.front.title.as_ref().map(|t| t.span);
    last.span(subject)
        .or_else(|| last.span(Subject::Confidence))
        .or_else(|| title().filter(|_| last.is_readable))
}

/// Notes for the changes that are allowed, for those who want to see all of them beside the lines.
#[must_use]
pub fn notes(review: &Review, loaded: &Loaded) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for article in &review.articles {
        let file = loaded.sources.articles.iter().copied();
        let Some(file) = file
            .into_iter()
            .find(|id| loaded.sources.file(*id).path.as_str() == article.path)
        else {
            continue;
        };
        for row in article.changes.iter().filter(|r| r.refusal.is_none()) {
            let message = match (&row.from, &row.to) {
                (None, None) => format!("{} changed by {}", row.subject.word(), row.name),
                (from, to) => format!(
                    "{} from {} to {} by {}",
                    row.subject.word(),
                    from.as_deref().unwrap_or("nothing"),
                    to.as_deref().unwrap_or("nothing"),
                    row.name
                ),
            };
            let message = format!("{message} ({})", row.place());
            found.push(Diagnostic::new(
                Code("KB100"),
                Severity::Note,
                file,
                message,
            ));
        }
    }
    found
}
