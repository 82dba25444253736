//! `deskbook check --external`.
//!
//! Takes the base as the narrowest audience sees it. Gives every address on another site, each once, sorted, on stdout.
//! Never opens one of them.

use crate::checks::external::{is_fetched, without_account};
use crate::checks::links::place;
use crate::cli::args::{Common, For, Format};
use crate::cli::exit::Outcome;
use crate::cli::shell::{colour, plan};
use crate::diag::Failure;
use crate::model::article::{Article, Target};
use crate::pipeline::{self, Loaded, Purpose};
use crate::report::external::{Address, lines, object};
use crate::report::gather::Place;
use crate::report::screen;
use crate::source::line_column;
use std::collections::BTreeMap;

/// Prints them.
pub(crate) fn run(common: &Common, format: Format) -> Result<Outcome, Failure> {
    let everyone = For {
        audience: None,
        client: None,
    };
    let loaded = pipeline::load(&plan(common, &everyone, Purpose::Preview))?;
    let addresses = gathered(&loaded);
    let mut stream = screen::stdout(colour(common));
    let written = match format {
        Format::Json => object(&mut stream.out, &addresses),
        _ => lines(&mut stream.out, &addresses),
    };
    screen::finish(stream, written)?;
    Ok(Outcome::Done)
}

/// Addresses in order, each with its places in order of path and line.
fn gathered(loaded: &Loaded) -> Vec<Address> {
    let mut all: BTreeMap<String, Vec<(String, Place)>> = BTreeMap::new();
    for article in &loaded.site.articles {
        for (url, at) in of(article, loaded) {
            let place = (article.path.to_string(), at);
            all.entry(url).or_default().push(place);
        }
    }
    let address = |(url, mut places): (String, Vec<_>)| {
        places.sort();
        places.dedup();
        Address { url, places }
    };
    all.into_iter().map(address).collect()
}

fn of(article: &Article, loaded: &Loaded) -> Vec<(String, Place)> {
    let text = &loaded.sources.file(article.file).text;
    let pairs = article.body.links.iter().zip(&article.targets);
    let external = pairs.filter_map(|(link, target)| match target {
        Target::External(url) if is_fetched(url) => {
            let (line, column) = line_column(text, place(article, link).start);
            Some((without_account(url), Place { line, column }))
        }
        _ => None,
    });
    external.collect()
}
