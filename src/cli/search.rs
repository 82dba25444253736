//! `deskbook search`.
//!
//! Takes the query, or a file with one a line. Gives the articles in the order in which the site would show them. Exit
//! code 1 where there is none.

use crate::cli::args::{Common, Only, Search, SearchFormat};
use crate::cli::argv::word;
use crate::cli::exit::Outcome;
use crate::cli::shell::{colour, plan};
use crate::diag::{Failure, nearest};
use crate::model::Site;
use crate::pipeline::{self, Purpose};
use crate::report::explain::Explain;
use crate::report::search::{Answer, Correction, Hit};
use crate::report::{Format, screen, search as report};
use crate::search::{self, Options, SearchIndex};
use crate::text::codes::codes;
use clap::ValueEnum;
use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// Searches the base.
pub(crate) fn run(common: &Common, flags: &Search) -> Result<Outcome, Failure> {
    // Before the work: a file that cannot be read should not cost a minute.
    if flags.queries.is_none() && flags.query.iter().all(|word| word.trim().is_empty()) {
        return Err(Failure::Usage {
            what: "the question is empty".to_owned(),
            help: "write the words of somebody with the problem".to_owned(),
        });
    }
    let queries = flags.queries.as_deref().map(lines).transpose()?;
    let loaded = pipeline::load(&plan(common, &flags.edition, Purpose::Preview))?;
    let options = options(flags, &loaded.site)?;
    let desk = Desk {
        index: loaded.index()?,
        site: &loaded.site,
        options,
    };
    let format = match flags.format {
        SearchFormat::Human => Format::Human,
        SearchFormat::Json => Format::Json,
    };
    let mut stream = screen::stdout(colour(common));
    let (written, is_answered) = if let Some(queries) = queries {
        let ask = |query| desk.answer(query);
        let answers: Vec<Answer> = queries.into_par_iter().map(ask).collect();
        let written = report::many(&mut stream.out, &answers, format, stream.style);
        (written, answers.iter().all(|a| !a.hits.is_empty()))
    } else {
        let words: Vec<&str> = flags.query.iter().map(|w| word(w)).collect();
        let answer = desk.answer(words.join(" "));
        let written = report::search(&mut stream.out, &answer, format, stream.style);
        (written, !answer.hits.is_empty())
    };
    screen::finish(stream, written)?;
    Ok(if is_answered {
        Outcome::Done
    } else {
        Outcome::Findings
    })
}

/// The lines of a file that hold anything, blanks and all: a blank at the end says that the last word is complete.
fn lines(path: &Path) -> Result<Vec<String>, Failure> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    let failed = |source| Failure::Read {
        path: path.to_owned(),
        source,
    };
    let text = String::from_utf8_lossy(&read.map_err(failed)?).into_owned();
    let text = text.trim_start_matches('\u{feff}');
    Ok(text
        .lines()
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect())
}

/// What the flags ask for.
fn options(flags: &Search, site: &Site) -> Result<Options, Failure> {
    let Only {
        product,
        category,
        kind,
        lang,
    } = flags.only.clone();
    let os = site.os.iter().map(|o| o.slug.as_str());
    check("system", flags.os.as_deref(), &os.collect::<Vec<_>>())?;
    let products = site.products.iter().map(|p| p.slug.as_str());
    check("product", product.as_deref(), &products.collect::<Vec<_>>())?;
    let categories = site.categories.iter().map(|c| c.slug.as_str());
    check(
        "category",
        category.as_deref(),
        &categories.collect::<Vec<_>>(),
    )?;
    let kind = kind.and_then(|k| k.to_possible_value());
    Ok(Options {
        limit: flags.limit,
        prefer: flags.os.clone(),
        product,
        category,
        kind: kind.map(|k| k.get_name().to_owned()),
        lang,
        speak: Some(speak(flags.speak.as_deref(), site)?),
        explain: flags.explain,
        ..Options::default()
    })
}

/// Whose articles come first: a search is asked on a page in some language, by default that of the site.
fn speak(lang: Option<&str>, site: &Site) -> Result<String, Failure> {
    let own = site.settings.lang.as_str();
    let mut known: BTreeSet<&str> = site.listed().map(|(_, a)| a.lang.as_str()).collect();
    known.insert(own);
    check("language", lang, &known.into_iter().collect::<Vec<_>>())?;
    Ok(lang.unwrap_or(own).to_owned())
}

/// Refuses a value that no article has: nothing would be found by it, and nobody would know why.
fn check(what: &str, slug: Option<&str>, known: &[&str]) -> Result<(), Failure> {
    let Some(slug) = slug.filter(|slug| !known.contains(slug)) else {
        return Ok(());
    };
    let help = match nearest(slug, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => format!("no article names a {what}"),
        None => format!("use one of: {}", known.join(", ")),
    };
    Err(Failure::Usage {
        what: format!("no {what} `{slug}`"),
        help,
    })
}

/// Who answers.
struct Desk<'a> {
    index: SearchIndex<'a>,
    site: &'a Site,
    options: Options,
}

impl Desk<'_> {
    fn answer(&self, query: String) -> Answer {
        let found = self.index.search(&query, &self.options);
        let correction = |c: search::Correction| Correction {
            typed: c.typed,
            shown: c.shown,
            known: c.known,
        };
        let hits = found.hits.iter();
        Answer {
            total: found.total,
            hits: hits.map(|h| hit(self.site, h, &query)).collect(),
            corrections: found.corrections.into_iter().map(correction).collect(),
            explain: self
                .options
                .explain
                .then_some(Explain { slots: found.asked }),
            query,
        }
    }
}

fn hit(site: &Site, found: &search::Hit, query: &str) -> Hit {
    let article = site.article(found.article);
    let asked: Vec<String> = codes(query).iter().map(|c| c.to_lowercase()).collect();
    let named = article
        .codes
        .iter()
        .filter(|c| asked.contains(&c.to_lowercase()));
    Hit {
        title: article.title.clone(),
        path: article.path.to_string(),
        url: article.url.as_str().to_owned(),
        id: if article.has_key {
            article.key.clone()
        } else {
            String::new()
        },
        summary: article.summary.clone(),
        codes: named.cloned().collect(),
        score: found.score,
        why: found.why.clone(),
    }
}
