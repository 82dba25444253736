//! What `check` runs: everything that is wrong with a base, for all of its readers.
//!
//! Takes a [`Plan`] and today's date. Gives what was loaded with every finding, judged as the base judges it. Never makes
//! a page.

use crate::checks::allow::Allowances;
use crate::checks::hush::hush;
use crate::checks::{self, levels, wider};
use crate::diag::{Diagnostic, Failure};
use crate::model::Site;
use crate::model::article::Article;
use crate::model::edition::Edition;
use crate::model::overlay::Shelf;
use crate::parse::{Internal, parse};
use crate::paths::ContentPath;
use crate::pipeline::memory::{Articles, Memory};
use crate::pipeline::packs::Packs;
use crate::pipeline::read::{Read, read};
use crate::pipeline::{Loaded, Plan};
use crate::render::theme;
use crate::source::assets::Looks;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Everything the checks find, for every edition that the base can have.
///
/// # Errors
/// As [`crate::pipeline::load`].
pub fn check(plan: &Plan, today: Date) -> Result<Loaded, Failure> {
    judged(read(plan, &mut Memory::default())?, plan, today)
}

/// What [`check`] would find if these files had these texts.
///
/// # Errors
/// As [`check`].
pub fn check_as_if(
    plan: &Plan,
    today: Date,
    texts: &BTreeMap<ContentPath, String>,
) -> Result<Loaded, Failure> {
    let mut read = read(plan, &mut Memory::default())?;
    for file in &mut read.sources.files {
        if let Some(text) = texts.get(&file.path) {
            file.text = text.as_str().into();
        }
    }
    judged(read, plan, today)
}

fn judged(mut read: Read, plan: &Plan, today: Date) -> Result<Loaded, Failure> {
    read.packs = Packs::of(&plan.root, read.sources.articles.len());
    let edition = read.edition(plan)?;
    read.hear(plan, &edition);
    let mut articles = Articles::default();
    let mut assembled = read.site(edition, &mut articles);
    let of_checks = checks::run(&assembled.site, today);
    let of_wider = wider_editions(&read, &assembled.site);
    assembled
        .found
        .extend(of_checks.into_iter().chain(of_wider));
    let (mut of_clients, allowed) = client_editions(&read, (&assembled.site, &mut articles), today);
    of_clients.retain(|d| !assembled.found.contains(d));
    assembled.found.extend(of_clients);
    assembled.allowances.join(allowed);
    let mut loaded = read.loaded(plan, assembled, &mut Looks::default());
    let (_, said) = theme::load(&loaded.sources, &loaded.assets, &loaded.site.settings);
    loaded.found.extend(said);
    let (mut kept, idle) = loaded.allowances.apply(loaded.found);
    kept.extend(idle);
    let judged = levels::apply(kept, &loaded.site.settings.standard);
    loaded.found = hush(judged, &loaded.sources);
    Ok(loaded)
}

/// Links that are whole for the authors and broken for a wider audience.
fn wider_editions(read: &Read, site: &Site) -> Vec<Diagnostic> {
    let settings = &read.settings;
    wider::links(site, &|article: &Article| {
        let file = read.sources.file(article.file);
        parse(file, &settings.dialect, Internal::Remove).body
    })
}

/// What is wrong with overlays, and what they allow: each is only read in the edition of its client.
fn client_editions(
    read: &Read,
    (site, articles): (&Site, &mut Articles),
    today: Date,
) -> (Vec<Diagnostic>, Allowances) {
    let (mut found, mut allowed) = (Vec::new(), Allowances::default());
    if site.edition.client.is_some() {
        return (found, allowed);
    }
    let shelf = Shelf::of(&read.sources, &read.settings.clients);
    for (client, files) in shelf.by_client() {
        let edition = Edition {
            client: Some(client.to_owned()),
            ..site.edition.clone()
        };
        let theirs = read.site(edition, articles);
        let of_checks = checks::run(&theirs.site, today);
        let said = theirs.found.into_iter().chain(of_checks);
        found.extend(said.filter(|d| d.file.is_some_and(|file| files.contains(&file))));
        allowed.join(theirs.allowances);
    }
    (found, allowed)
}
