//! `deskbook search`.
//!
//! Takes the query. Gives the articles in the order in which the site would show them. Exit code 1 where there is none.

use crate::cli::args::{Common, Search, SearchFormat};
use crate::cli::exit::Outcome;
use crate::cli::shell::{colour, plan};
use crate::diag::Failure;
use crate::model::Site;
use crate::pipeline::{self, Purpose};
use crate::report::search::{Answer, Correction, Hit};
use crate::report::{Format, screen, search as report};
use crate::search::{self, Options};
use crate::text::codes::codes;

/// Searches the base.
pub(crate) fn run(common: &Common, flags: &Search) -> Result<Outcome, Failure> {
    let loaded = pipeline::load(&plan(common, &flags.edition, Purpose::Preview))?;
    let index = search::build(&loaded.site)?;
    let query = flags.query.join(" ");
    let options = Options {
        limit: flags.limit,
        prefer: flags.os.clone(),
        ..Options::default()
    };
    let found = index.search(&query, &options);
    let answer = Answer {
        total: found.total,
        hits: found
            .hits
            .iter()
            .map(|h| hit(&loaded.site, h, &query))
            .collect(),
        corrections: found
            .corrections
            .into_iter()
            .map(|c| Correction {
                typed: c.typed,
                shown: c.shown,
            })
            .collect(),
        query,
    };
    let format = match flags.format {
        SearchFormat::Human => Format::Human,
        SearchFormat::Json => Format::Json,
    };
    let mut stream = screen::stdout(colour(common));
    let written = report::search(&mut stream.out, &answer, format, stream.style);
    screen::finish(stream, written)?;
    Ok(if answer.hits.is_empty() {
        Outcome::Findings
    } else {
        Outcome::Done
    })
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
    }
}
