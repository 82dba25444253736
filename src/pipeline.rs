//! The order of the stages; the only file that knows it.
//!
//! Takes a [`Plan`]. Gives what was loaded, or the whole site as an [`Output`]. Never prints and never writes.

mod check;
mod coverage;
mod proof;
mod specimen;

pub use check::check;
pub use coverage::Kept;

use crate::audit::Audit;
use crate::checks::allow::Allowances;
use crate::checks::{self, levels};
use crate::config::Settings;
use crate::config::learnt;
use crate::config::read::read as read_settings;
use crate::diag::{Code, Diagnostic, Failure, FileId, Severity};
use crate::model::Site;
use crate::model::article::Target;
use crate::model::assemble::{Base, assemble};
use crate::model::edition::Edition;
use crate::model::overlay::{Shelf, overlaid};
use crate::output::{Collision, Output};
use crate::parse::{Internal, Parsed, block, client, parse};
use crate::paths::ContentPath;
use crate::render::article::Assets;
use crate::render::{coverage_page, render, theme};
use crate::search;
use crate::source::history::{self, History};
use crate::source::{Sources, assets, walk};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// For whom, where nobody says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be published: the widest audience.
    Publish,
    /// For the authors' own eyes: the narrowest.
    Preview,
}

/// What is to be done, settled before any work.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The root folder of the base.
    pub root: PathBuf,
    /// The output folder, which is never read as content.
    pub out: Option<PathBuf>,
    /// The audience that was asked for.
    pub audience: Option<String>,
    /// The client that was asked for.
    pub client: Option<String>,
    /// An address of the site that wins over the settings.
    pub base_url: Option<String>,
    /// For whom, where nobody says.
    pub purpose: Purpose,
}

/// Everything that was read of a base, and the site of one edition.
#[derive(Debug)]
pub struct Loaded {
    /// All files.
    pub sources: Sources,
    /// The site.
    pub site: Site,
    /// Facts of the images and attachments that articles link to.
    pub assets: Assets,
    /// What is wrong so far.
    pub found: Vec<Diagnostic>,
    /// Findings that articles live with.
    pub allowances: Allowances,
    /// Whether the settings have errors: nothing that follows can be trusted, exit code 2.
    pub settings_broken: bool,
}

/// A whole site, ready to be written or served.
#[derive(Debug)]
pub struct Built {
    /// What it was made from.
    pub loaded: Loaded,
    /// Every file.
    pub output: Output,
    /// Whether it may be published: the theme works, and nothing in it is for a narrower audience.
    pub publishable: bool,
}

/// What was read, before it is the site of an edition.
#[derive(Debug)]
struct Read {
    sources: Sources,
    settings: Arc<Settings>,
    history: History,
    audit: Audit,
    found: Vec<Diagnostic>,
    settings_broken: bool,
}

/// The site of an edition and what is wrong with its articles.
#[derive(Debug)]
struct Assembled {
    site: Site,
    found: Vec<Diagnostic>,
    allowances: Allowances,
}

/// Reads settings, sources and history.
fn read(plan: &Plan) -> Result<Read, Failure> {
    let file = walk::read_settings(&plan.root)?;
    let (mut settings, mut found) = file.as_ref().map(read_settings).unwrap_or_default();
    let settings_broken = found.iter().any(|d| d.severity == Severity::Error);
    if let Some(url) = &plan.base_url {
        settings.base_url = Some(format!("{}/", url.trim_end_matches('/')));
    }
    if let Some(client) = &plan.client {
        settings = settings.of_client(client);
    }
    let filter = walk::Filter {
        theme: settings.theme.name.clone(),
        ignore: settings.ignore.clone(),
        out: plan.out.clone(),
    };
    let (walked, (history, said)) = rayon::join(
        || walk::read(&plan.root, file, &filter),
        || history::read(&plan.root),
    );
    let (sources, walked) = walked?;
    found.extend(walked);
    if let Some(file) = sources.learnt {
        let (learnt, said) = learnt::read(sources.file(file));
        settings.learnt = learnt;
        found.extend(said);
    }
    found.extend(said);
    Ok(Read {
        sources,
        settings: Arc::new(settings),
        history,
        audit: Audit::default(),
        found,
        settings_broken,
    })
}

impl Read {
    /// Parses everything and assembles one edition; with what is wrong so far.
    fn site(&self, edition: Edition) -> Assembled {
        let internal = internal(&edition);
        let shelf = Shelf::of(&self.sources, &self.settings.clients);
        let client = edition.client.as_deref();
        let one = |id: &FileId| self.parsed(*id, shelf.overlay(*id, client), internal);
        let named = |mut parsed: Parsed| {
            parsed.overlays.clients = shelf.clients(parsed.file);
            parsed
        };
        let parsed: Vec<Parsed> = shelf.articles.par_iter().map(one).map(named).collect();
        let mut found: Vec<Diagnostic> =
            parsed.iter().flat_map(|p| p.diagnostics.clone()).collect();
        let allowances =
            Allowances::new(parsed.iter().map(|p| (p.file, p.front.allows.as_slice())));
        found.extend(shelf.lost(&self.sources));
        let base = Base {
            parsed,
            content: &self.sources.content,
            assets: self.sources.others.clone(),
            settings: Arc::clone(&self.settings),
            history: &self.history,
            audit: &self.audit,
        };
        let (site, said) = assemble(base, edition);
        found.extend(said);
        Assembled {
            site,
            found,
            allowances,
        }
    }

    /// One article, as the client reads it whose overlay is given.
    fn parsed(&self, article: FileId, overlay: Option<FileId>, internal: Internal) -> Parsed {
        let (file, dialect) = (self.sources.file(article), &self.settings.dialect);
        let Some(overlay) = overlay.map(|id| self.sources.file(id)) else {
            return parse(file, dialect, internal);
        };
        let (parsed, changes) = client::parse(file, overlay, dialect, internal);
        overlaid(parsed, changes, &self.settings)
    }

    /// Whether anybody speaks of audiences: the settings, or an article. Where nobody does, there is one audience.
    /// Articles are only asked, by their front matter, where the settings are silent.
    fn speaks_of_audiences(&self) -> bool {
        let names = |id: &FileId| {
            let file = self.sources.file(*id);
            let front = block::read(file.id, &file.text, &self.settings.dialect).0;
            front.audience.is_some()
        };
        self.settings.from_file
            && (self.settings.names_audiences || self.sources.articles.par_iter().any(names))
    }

    fn edition(&self, plan: &Plan) -> Result<Edition, Failure> {
        let settled = plan.audience.is_some() || plan.purpose == Purpose::Preview;
        edition(plan, &self.settings, settled || self.speaks_of_audiences())
    }

    /// All there is to know once an edition is assembled.
    fn loaded(self, plan: &Plan, assembled: Assembled) -> Loaded {
        let Assembled {
            site,
            mut found,
            allowances,
        } = assembled;
        let (assets, said) = inspect(&plan.root, &self.sources, &site);
        found.extend(said);
        found.extend(self.found);
        Loaded {
            sources: self.sources,
            site,
            assets,
            found,
            allowances,
            settings_broken: self.settings_broken,
        }
    }
}

impl Loaded {
    /// The findings as the base judges them: without those that articles allow, at the levels of the settings.
    fn judge(&mut self) {
        let found = std::mem::take(&mut self.found);
        let (kept, _) = self.allowances.apply(found);
        self.found = levels::apply(kept, &self.site.settings.standard);
    }
}

/// The edition that a plan means.
fn edition(plan: &Plan, settings: &Settings, spoken: bool) -> Result<Edition, Failure> {
    let narrowest = &settings.audiences[0];
    let widest = &settings.audiences[settings.audiences.len() - 1];
    let audience = match (&plan.audience, &settings.audience, plan.purpose) {
        (Some(asked), _, _) => asked,
        (None, Some(usual), Purpose::Publish) => usual,
        (None, None, Purpose::Publish) if spoken => widest,
        (None, _, _) => narrowest,
    };
    let rung = settings.rung(audience).ok_or_else(|| Failure::Usage {
        what: format!("there is no audience `{audience}`"),
        help: format!("the ladder is {}", settings.audiences.join(" < ")),
    })?;
    if let Some(client) = &plan.client
        && !settings.clients.is_empty()
        && !settings.clients.contains(client)
    {
        return Err(Failure::Usage {
            what: format!("there is no client `{client}`"),
            help: format!("the settings name {}", settings.clients.join(", ")),
        });
    }
    Ok(Edition {
        audience: audience.clone(),
        rung,
        client: plan.client.clone(),
    })
}

/// `:::internal` blocks are for the narrowest audience.
fn internal(edition: &Edition) -> Internal {
    if edition.is_internal() {
        Internal::Keep
    } else {
        Internal::Remove
    }
}

/// Reads a base and assembles the edition that the plan means.
///
/// # Errors
/// [`Failure::Read`] if the root cannot be read, [`Failure::Usage`] for an audience or client that does not exist.
pub fn load(plan: &Plan) -> Result<Loaded, Failure> {
    let read = read(plan)?;
    let assembled = read.site(read.edition(plan)?);
    Ok(read.loaded(plan, assembled))
}

/// Looks at the images and attachments that articles, logo, icon and theme need; all others stay unread.
fn inspect(root: &std::path::Path, sources: &Sources, site: &Site) -> (Assets, Vec<Diagnostic>) {
    let targets = site.articles.iter().flat_map(|a| &a.targets);
    let mut wanted: BTreeSet<ContentPath> = targets
        .filter_map(|target| match target {
            Target::Asset { from, .. } => Some(from.clone()),
            _ => None,
        })
        .collect();
    let brand = [&site.settings.theme.logo, &site.settings.theme.favicon];
    wanted.extend(
        brand
            .into_iter()
            .flatten()
            .filter_map(|path| ContentPath::new(path)),
    );
    let themes = sources
        .others
        .iter()
        .filter(|p| p.as_str().starts_with("themes/"));
    wanted.extend(themes.cloned());
    wanted.retain(|path| sources.others.contains(path));
    assets::inspect(root, &wanted)
}

/// Makes the whole site.
///
/// # Errors
/// As [`load`], and when the search index cannot be made.
pub fn build(plan: &Plan) -> Result<Built, Failure> {
    preview(plan, &Kept::default())
}

/// The same again and again: ticket coverage is measured once.
///
/// # Errors
/// As [`build`].
pub fn preview(plan: &Plan, kept: &Kept) -> Result<Built, Failure> {
    let mut loaded = load(plan)?;
    let site = &loaded.site;
    let (theme, said) = theme::load(&loaded.sources, &loaded.assets, &site.settings);
    let theme_works = said.iter().all(|d| d.severity != Severity::Error);
    loaded.found.extend(said);
    loaded.found.extend(checks::on_pages(site));
    // Pages name no file of the index that changes its name, so the two need not wait for each other.
    let (searched, (mut output, said)) = rayon::join(
        || searched(&loaded, kept),
        || render(site, &theme, &loaded.assets, search::FOLDER),
    );
    let mut drawn = said;
    let (index, report) = searched?;
    let mut collisions = output.merge(index);
    if let Some((body, said)) = report {
        loaded.found.extend(said);
        match coverage_page(site, &theme, search::FOLDER, &body) {
            Ok(files) => {
                let added = files.into_iter().map(|(path, file)| output.add(path, file));
                collisions.extend(added.filter_map(Result::err));
            }
            Err(broken) => drawn.push(*broken),
        }
    }
    let is_drawn = drawn.iter().all(|d| d.severity != Severity::Error);
    loaded.found.extend(drawn);
    loaded.found.extend(collisions.iter().map(collision));
    loaded.judge();
    let leaks = proof::prove(&loaded, &theme, &output);
    let is_proven = leaks.is_empty();
    loaded.found.extend(leaks);
    Ok(Built {
        publishable: theme_works && is_drawn && is_proven && !loaded.settings_broken,
        loaded,
        output,
    })
}

/// The body of the page of ticket coverage, where the site has one, and what is wrong with the exports.
type Report = Option<(String, Option<Diagnostic>)>;

/// The files of the search, and what it answers of the tickets.
fn searched(loaded: &Loaded, kept: &Kept) -> Result<(Output, Report), Failure> {
    let index = search::build(&loaded.site)?;
    let (export, report) = rayon::join(
        || search::export(&index, &loaded.site),
        || coverage::body(loaded, &index, kept),
    );
    Ok((export.output, report))
}

fn collision(collision: &Collision) -> Diagnostic {
    let message = format!("two files want the address {}", collision.0);
    Diagnostic::general(Code("KB032"), Severity::Error, message)
}

#[cfg(test)]
mod tests {
    use super::{Plan, Purpose, edition};
    use crate::config::Settings;

    fn plan(audience: Option<&str>, purpose: Purpose) -> Plan {
        Plan {
            root: ".".into(),
            out: None,
            audience: audience.map(str::to_owned),
            client: None,
            base_url: None,
            purpose,
        }
    }

    #[test]
    fn a_plain_build_is_for_the_widest_audience_once_anybody_speaks_of_one() {
        let settings = Settings::default();
        let of = |plan: &Plan, spoken| {
            edition(plan, &settings, spoken)
                .map(|e| e.audience)
                .unwrap_or_default()
        };
        assert_eq!(of(&plan(None, Purpose::Publish), true), "public");
        assert_eq!(of(&plan(None, Purpose::Publish), false), "internal");
        assert_eq!(of(&plan(None, Purpose::Preview), true), "internal");
        assert_eq!(
            of(&plan(Some("partners"), Purpose::Publish), true),
            "partners"
        );
        assert!(edition(&plan(Some("everyone"), Purpose::Publish), &settings, true).is_err());
    }
}
