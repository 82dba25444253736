//! `deskbook set`: the front matter of articles, changed in place.
//!
//! Takes articles and wishes. Gives the changed files on stdout and what changed on stderr. Never writes anything that the
//! settings, the content standard or the roles forbid: then it says why, and no file is touched.

mod shown;
mod verdict;
mod wish;

use crate::cli::args::author::Set;
use crate::cli::args::{Common, For};
use crate::cli::articles::{Named, front, named, place, replace};
use crate::cli::exit::Outcome;
use crate::cli::set::shown::{line, values};
use crate::cli::set::verdict::Verdict;
use crate::cli::set::wish::{Wish, is_wish, wish};
use crate::cli::shell::{colour, plan, today};
use crate::diag::Failure;
use crate::parse::edit::edit;
use crate::pipeline::{self, Loaded, Purpose};
use crate::report::number::counted;
use crate::report::visible::visible;
use crate::report::{Fold, Format, Notes, Options, diagnostics, screen};
use crate::yaml::edit::{Change, Item};
use std::io::Write as _;

/// An article as it is, and as it will be.
#[derive(Debug)]
pub(crate) struct Edited {
    /// As it is.
    pub(crate) article: Named,
    /// The text that it will have.
    pub(crate) text: String,
    /// The keys that change.
    pub(crate) keys: Vec<&'static str>,
}

/// Changes what was asked for, or says why not.
pub(crate) fn run(common: &Common, flags: &Set) -> Result<Outcome, Failure> {
    let (wishes, articles) = asked(&flags.words)?;
    let plan = plan(common, &For::default(), Purpose::Preview);
    let loaded = loaded(&plan)?;
    let mut changes = Vec::with_capacity(articles.len());
    for word in articles {
        let article = named(&loaded, word)?;
        if changes
            .iter()
            .all(|e: &Edited| e.article.file != article.file)
        {
            changes.push(edited(&loaded, article, &wishes)?);
        }
    }
    let is_changed = |e: &&Edited| e.text != e.article.text;
    let real: Vec<&Edited> = changes.iter().filter(is_changed).collect();
    if let Some(verdict) = verdict::verdict(&plan, &loaded, &real, today()?)? {
        return refused(common, &verdict);
    }
    let texts: Vec<_> = real.iter().map(|e| (&e.article, e.text.clone())).collect();
    replace(&common.root, &texts)?;
    told(common, &loaded, &changes, &wishes)?;
    let mut results = screen::stdout(colour(common));
    let written = real
        .iter()
        .try_for_each(|e| writeln!(results.out, "{}", place(&common.root, &e.article.path)));
    screen::finish(results, written)?;
    Ok(Outcome::Done)
}

/// The base; settings that are wrong would judge wrongly.
pub(crate) fn loaded(plan: &pipeline::Plan) -> Result<Loaded, Failure> {
    let loaded = pipeline::load(plan)?;
    if loaded.settings_broken {
        return Err(Failure::Usage {
            what: "the settings have errors".to_owned(),
            help: "`deskbook check` names them".to_owned(),
        });
    }
    Ok(loaded)
}

/// Wishes and articles, apart.
fn asked(words: &[String]) -> Result<(Vec<Wish>, Vec<&str>), Failure> {
    let (wishes, articles): (Vec<&str>, Vec<&str>) =
        words.iter().map(String::as_str).partition(|w| is_wish(w));
    if wishes.is_empty() || articles.is_empty() {
        return Err(Failure::Usage {
            what: "name one article or more, and what to change".to_owned(),
            help: "for example `deskbook set KB0042 confidence=validated`".to_owned(),
        });
    }
    let wishes = wishes.into_iter().map(wish).collect::<Result<_, _>>()?;
    Ok((wishes, articles))
}

/// One article with all wishes fulfilled.
fn edited(loaded: &Loaded, article: Named, wishes: &[Wish]) -> Result<Edited, Failure> {
    let dialect = &loaded.site.settings.dialect;
    let mut text = article.text.clone();
    let mut keys = Vec::new();
    for wish in wishes {
        let has = values(&front(loaded, &text), wish.key);
        let Some(change) = new_only(&wish.change, &has) else {
            continue;
        };
        let new = edit(&text, wish.key, &change, dialect).map_err(|refusal| Failure::Other {
            what: format!("{}: {refusal}", article.path),
            help: "nothing was written".to_owned(),
        })?;
        if new != text {
            keys.push(wish.key);
            text = new;
        }
    }
    Ok(Edited {
        article,
        text,
        keys,
    })
}

/// The change without items that the list has already; nothing where the key has that value.
fn new_only(change: &Change, has: &[String]) -> Option<Change> {
    let text = |item: &Item| match item {
        Item::Text(text) | Item::Bare(text) => text.clone(),
        Item::Map(_) => String::new(),
    };
    match change {
        Change::Append(items, layout) => {
            let new = items.iter().filter(|item| !has.contains(&text(item)));
            let new: Vec<Item> = new.cloned().collect();
            (!new.is_empty()).then_some(Change::Append(new, *layout))
        }
        Change::Set(item) if has == [text(item)] => None,
        Change::List(items, _) if items.iter().map(text).eq(has.iter().cloned()) => None,
        change => Some(change.clone()),
    }
}

/// What changed, a line for each article and key.
fn told(
    common: &Common,
    loaded: &Loaded,
    changes: &[Edited],
    wishes: &[Wish],
) -> Result<(), Failure> {
    let mut notes = screen::stderr(colour(common));
    let mut written = Ok(());
    for change in changes {
        let (before, after) = (
            front(loaded, &change.article.text),
            front(loaded, &change.text),
        );
        let mut keys: Vec<&str> = wishes.iter().map(|wish| wish.key).collect();
        keys.dedup();
        for key in keys {
            let line = line(key, &values(&before, key), &values(&after, key));
            let label = visible(&change.article.label);
            written = written.and_then(|()| writeln!(notes.out, "{label} {}", visible(&line)));
        }
    }
    screen::finish(notes, written)
}

/// Says why nothing was written.
fn refused(common: &Common, verdict: &Verdict) -> Result<Outcome, Failure> {
    let mut stream = screen::stderr(colour(common));
    let options = Options {
        format: Format::Human,
        style: stream.style,
        notes: Notes::Hide,
        fold: Fold::Never,
        below: "",
    };
    let mut written = Ok(());
    if !verdict.found.is_empty() {
        let shown = diagnostics(&mut stream.out, &verdict.found, &verdict.sources, &options);
        written = shown.map(|_| ());
    }
    for line in &verdict.lines {
        written = written.and_then(|()| writeln!(stream.out, "{}", visible(line)));
    }
    let count = counted(verdict.articles, "article");
    written = written.and_then(|()| writeln!(stream.out, "nothing was written; {count} as before"));
    screen::finish(stream, written)?;
    Ok(Outcome::Findings)
}
