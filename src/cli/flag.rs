//! `deskbook flag`: a word that something is wrong with an article, kept in its front matter.
//!
//! Takes an article and what is wrong, or the number of a flag that is mended. Gives the changed file on stdout. Never asks
//! for a role: everybody may flag, and compliance articles too.

use crate::cli::args::author::Flag as Flags;
use crate::cli::args::{Common, For};
use crate::cli::articles::{Named, front, named, place, replace};
use crate::cli::exit::Outcome;
use crate::cli::set::loaded;
use crate::cli::shell::{colour, plan, today};
use crate::diag::Failure;
use crate::parse::edit::edit;
use crate::parse::front_matter::Flag;
use crate::pipeline::{Loaded, Purpose};
use crate::report::number::counted;
use crate::report::screen;
use crate::report::visible::visible;
use crate::source::history::me;
use crate::yaml::edit::{Change, Item, Layout};
use jiff::civil::Date;
use std::io::{self, Write};

/// Raises a flag, lists flags, or takes some down.
pub(crate) fn run(common: &Common, flags: &Flags) -> Result<Outcome, Failure> {
    let loaded = loaded(&plan(common, &For::default(), Purpose::Preview))?;
    let article = named(&loaded, &flags.article)?;
    let raised = front(&loaded, &article.text).flags;
    if flags.list {
        let mut results = screen::stdout(colour(common));
        let written = listed(&mut results.out, &raised);
        screen::finish(results, written)?;
        return Ok(Outcome::Done);
    }
    let (change, said) = match (&flags.resolve, flags.text.as_deref()) {
        (Some(which), _) => taken(which, &raised)?,
        (None, text) => {
            let change = raise(text.unwrap_or_default(), me(&common.root).name, today()?)?;
            let count = counted(raised.len() + 1, "flag");
            (change, format!("flagged, {count} now"))
        }
    };
    let text = changed(&loaded, &article, &change)?;
    replace(&common.root, &[(&article, text)])?;
    let mut notes = screen::stderr(colour(common));
    let written = writeln!(notes.out, "{} {said}", visible(&article.label));
    screen::finish(notes, written)?;
    let mut results = screen::stdout(colour(common));
    let written = writeln!(results.out, "{}", place(&common.root, &article.path));
    screen::finish(results, written)?;
    Ok(Outcome::Done)
}

fn changed(loaded: &Loaded, article: &Named, change: &Change) -> Result<String, Failure> {
    let dialect = &loaded.site.settings.dialect;
    edit(&article.text, "flags", change, dialect).map_err(|refusal| Failure::Other {
        what: format!("{}: {refusal}", article.path),
        help: "nothing was written".to_owned(),
    })
}

/// A new flag, with the day and the name that git knows.
fn raise(text: &str, by: Option<String>, today: Date) -> Result<Change, Failure> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return Err(Failure::Usage {
            what: "the flag says nothing".to_owned(),
            help: "say what is wrong: `deskbook flag KB0042 \"step 3 is wrong\"`".to_owned(),
        });
    }
    let mut pairs = vec![("date", Item::Bare(today.to_string()))];
    pairs.extend(by.map(|by| ("by", Item::Text(by))));
    pairs.push(("text", Item::Text(text)));
    Ok(Change::Append(vec![Item::Map(pairs)], Layout::Lines))
}

/// The flags that are mended, by number from 1.
fn taken(which: &str, raised: &[Flag]) -> Result<(Change, String), Failure> {
    let has = match raised.len() {
        0 => "it has none".to_owned(),
        _ => format!("it has {}, see --list", counted(raised.len(), "flag")),
    };
    if which == "all" && !raised.is_empty() {
        return Ok((Change::Remove, "has no flag any more".to_owned()));
    }
    let number = which.parse::<usize>().ok();
    let index = number.and_then(|n| n.checked_sub(1));
    let index = index.filter(|i| *i < raised.len());
    let index = index.ok_or_else(|| Failure::Usage {
        what: format!("there is no flag `{which}`"),
        help: has,
    })?;
    let left = counted(raised.len() - 1, "flag");
    Ok((Change::Take(vec![index]), format!("mended, {left} left")))
}

/// `1  2026-11-22  Ann Lee  step 3 is wrong`.
fn listed(out: &mut dyn Write, raised: &[Flag]) -> io::Result<()> {
    let by = |flag: &Flag| visible(flag.by.as_deref().unwrap_or("-")).into_owned();
    let width = raised.iter().map(|f| by(f).chars().count()).max();
    let width = width.unwrap_or_default();
    for (number, flag) in (1..).zip(raised) {
        let day = flag.date.map_or_else(|| "-".to_owned(), |d| d.to_string());
        let text = visible(&flag.text.value);
        writeln!(out, "{number}  {day:<10}  {:<width$}  {text}", by(flag))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{raise, taken};
    use crate::diag::{Span, Spanned};
    use crate::parse::front_matter::Flag;
    use crate::yaml::edit::Change;
    use jiff::civil::date;

    #[test]
    fn flags_are_taken_by_number() {
        let flag = Flag {
            date: None,
            by: None,
            text: Spanned::new("x".to_owned(), Span::default()),
        };
        let two = [flag.clone(), flag];
        assert_eq!(taken("2", &two).unwrap().0, Change::Take(vec![1]));
        assert_eq!(taken("all", &two).unwrap().0, Change::Remove);
        for wrong in ["0", "3", "x", "-1"] {
            assert!(taken(wrong, &two).is_err(), "{wrong}");
        }
        assert!(taken("all", &[]).is_err());
        assert!(raise(" \n", None, date(2026, 11, 22)).is_err());
    }
}
