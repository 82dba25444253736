//! What clients change of articles: `vpn.acme.md` beside `vpn.md`.
//!
//! Takes the names of files and the clients of the settings. Gives which file belongs to which article, the front matter
//! of both, and what is wrong with overlays. Never lets an overlay be an article of its own, whoever the site is for.

use crate::config::Settings;
use crate::diag::{Code, Diagnostic, FileId, Severity, Span};
use crate::model::Site;
use crate::parse::front_matter::FrontMatter;
use crate::parse::pieces::Pieces;
use crate::parse::{Internal, Overlays, Parsed, client, parse_again};
use crate::source::Sources;
use crate::source::store::pack::Pack;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Articles and their overlays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// Files that are articles, in order of their paths.
    pub articles: Vec<FileId>,
    /// Overlays by article: client and file, in order of the settings.
    overlays: BTreeMap<FileId, Vec<(String, FileId)>>,
    /// Overlays of nothing: client and file.
    orphans: Vec<(String, FileId)>,
}

impl Shelf {
    /// Tells articles and overlays apart.
    #[must_use]
    pub fn of(sources: &Sources, clients: &[String]) -> Self {
        let mut shelf = Self::default();
        let mut overlays = Vec::new();
        let mut places = BTreeMap::new();
        for id in &sources.articles {
            let path = &sources.file(*id).path;
            let place = |stem: &str| path.sibling(stem).map(|p| p.as_str().to_lowercase());
            if let Some((stem, client)) = split(path.stem(), clients) {
                overlays.push((place(stem), client, *id));
            } else {
                places.insert(place(path.stem()), *id);
                shelf.articles.push(*id);
            }
        }
        for (place, client, id) in overlays {
            match places.get(&place).filter(|_| place.is_some()) {
                Some(article) => {
                    let of = shelf.overlays.entry(*article).or_default();
                    of.push((client.to_owned(), id));
                }
                None => shelf.orphans.push((client.to_owned(), id)),
            }
        }
        shelf
    }

    /// Reads an article, as a client reads it where one is named; what an earlier run kept of its text is taken from there.
    #[must_use]
    pub fn parsed(
        &self,
        (article, client): (FileId, Option<&str>),
        (sources, settings): (&Sources, &Settings),
        (internal, kept): (Internal, &Pack),
    ) -> Parsed {
        let file = sources.file(article);
        let mut parsed = match self.overlay(article, client) {
            None => parse_again(file, &settings.dialect, internal, kept),
            Some(id) => {
                let dialect = &settings.dialect;
                let (parsed, changes) = client::parse(file, sources.file(id), dialect, internal);
                overlaid(parsed, changes, settings)
            }
        };
        parsed.overlays.clients = self.clients(article);
        parsed
    }

    /// The overlay that `client` has of an article.
    #[must_use]
    pub fn overlay(&self, article: FileId, client: Option<&str>) -> Option<FileId> {
        let of = self.overlays.get(&article)?;
        of.iter()
            .find(|(c, _)| Some(c.as_str()) == client)
            .map(|(_, id)| *id)
    }

    /// The clients that have an overlay of an article.
    #[must_use]
    pub fn clients(&self, article: FileId) -> Vec<String> {
        let of = self.overlays.get(&article);
        of.map_or_else(Vec::new, |of| of.iter().map(|(c, _)| c.clone()).collect())
    }

    /// Every client that has an overlay, and the files that its findings can be about: overlays and their articles.
    #[must_use]
    pub fn by_client(&self) -> BTreeMap<&str, Vec<FileId>> {
        let mut all: BTreeMap<&str, Vec<FileId>> = BTreeMap::new();
        for (article, of) in &self.overlays {
            for (client, overlay) in of {
                all.entry(client).or_default().extend([*article, *overlay]);
            }
        }
        all
    }

    /// Overlays that lie beside no article.
    #[must_use]
    pub fn lost(&self, sources: &Sources) -> Vec<Diagnostic> {
        let lost = |(client, id): &(String, FileId)| {
            let path = &sources.file(*id).path;
            let stem = &path.stem()[..path.stem().len() - client.len() - 1];
            let message = format!("there is no article `{stem}.md` for this overlay");
            Diagnostic::new(Code("KB073"), Severity::Error, *id, message)
                .at(Span::new(0, 0))
                .help(format!(
                    "put it beside its article, or, if it is an article for {client} alone, rename it and write `clients: [{client}]`"
                ))
        };
        self.orphans.iter().map(lost).collect()
    }
}

/// `vpn.acme` is `vpn` for `acme`, in whatever case: a name that is spelt loosely must not become an article.
pub(crate) fn split<'a>(stem: &'a str, clients: &'a [String]) -> Option<(&'a str, &'a str)> {
    clients.iter().find_map(|client| {
        let (name, dot) = (
            stem.len().checked_sub(client.len())?,
            stem.len().checked_sub(client.len() + 1)?,
        );
        let ends = stem.get(name..)?.eq_ignore_ascii_case(client) && stem.get(dot..name)? == ".";
        (ends && dot > 0).then(|| (&stem[..dot], client.as_str()))
    })
}

/// Puts the front matter of an overlay into its article's.
fn overlaid(parsed: Parsed, changes: FrontMatter, settings: &Settings) -> Parsed {
    let mut found = forbidden(&parsed, &changes, settings);
    if is_empty(&parsed, &changes) {
        let message = "this overlay changes nothing";
        let help =
            "write the sections or the front matter that differ for the client, or delete the file";
        found.push(warning(&parsed, message.to_owned(), help).at(head(&parsed.overlays.pieces)));
    }
    for finding in &mut found {
        parsed.overlays.pieces.settle(finding);
    }
    let front = merged(FrontMatter::clone(&parsed.front), changes, settings);
    let diagnostics = [parsed.diagnostics, found].concat();
    Parsed {
        front: Arc::new(front),
        diagnostics,
        ..parsed
    }
}

/// The beginning of the overlay, which is the last piece.
fn head(pieces: &Pieces) -> Span {
    let last = pieces.0.last().map_or(0, |p| p.at.start);
    Span::new(last, last)
}

fn is_empty(parsed: &Parsed, changes: &FrontMatter) -> bool {
    let pieces = &parsed.overlays.pieces.0;
    let overlay = pieces.last().map(|p| p.file);
    // The last piece is the overlay as a whole; one before it is of its text.
    let text = pieces[..pieces.len().saturating_sub(1)]
        .iter()
        .any(|p| Some(p.file) == overlay);
    let silent = FrontMatter {
        span: changes.span,
        ..FrontMatter::default()
    };
    !text && *changes == silent
}

fn warning(parsed: &Parsed, message: String, help: &str) -> Diagnostic {
    Diagnostic::new(Code("KB074"), Severity::Warning, parsed.file, message).help(help)
}

/// Keys that an overlay may not have.
fn forbidden(parsed: &Parsed, changes: &FrontMatter, settings: &Settings) -> Vec<Diagnostic> {
    let text = |v: &Option<crate::diag::Spanned<String>>| v.as_ref().map(|v| v.span);
    let first = |v: &[crate::diag::Spanned<String>]| v.first().map(|v| v.span);
    let keys = [
        ("id", text(&changes.id)),
        ("aliases", first(&changes.aliases)),
        ("clients", first(&changes.clients)),
        ("lang", text(&changes.lang)),
        ("translation_of", text(&changes.translation_of)),
    ];
    let stranger = |(key, span): (&str, Option<Span>)| {
        let message = format!("an overlay may not change `{key}`");
        let help = "remove it; it is the article's, the same for every client";
        span.map(|span| warning(parsed, message, help).at(span))
    };
    let mut found: Vec<Diagnostic> = keys.into_iter().filter_map(stranger).collect();
    if let Some(audience) = changes
        .audience
        .as_ref()
        .filter(|_| widens(&parsed.front, changes, settings))
    {
        let message = format!(
            "`{}` is wider than the audience of the article",
            audience.value
        );
        let help =
            "remove it, or change the audience of the article; until then the article's own holds";
        found.push(warning(parsed, message, help).at(audience.span));
    }
    found
}

/// Whether the overlay would show the article to more people than the article itself.
fn widens(front: &FrontMatter, changes: &FrontMatter, settings: &Settings) -> bool {
    let rung = |f: &FrontMatter| f.audience.as_ref().and_then(|a| settings.rung(&a.value));
    rung(changes).is_some_and(|wanted| wanted > rung(front).unwrap_or(0))
}

/// What a client says in place of the article, and what it adds.
fn merged(own: FrontMatter, new: FrontMatter, settings: &Settings) -> FrontMatter {
    let audience = if new.broken {
        // Nobody knows what stands in a block that cannot be read: it is for the narrowest.
        None
    } else if new.audience.is_none() || widens(&own, &new, settings) {
        own.audience
    } else {
        new.audience
    };
    let mut tickets = own.tickets;
    tickets.patterns.extend(new.tickets.patterns);
    tickets.categories.extend(new.tickets.categories);
    tickets.linked.extend(new.tickets.linked);
    let instead = |own: Vec<_>, new: Vec<_>| if new.is_empty() { own } else { new };
    FrontMatter {
        broken: own.broken || new.broken,
        title: new.title.filter(|_| !new.broken).or(own.title),
        kind: new.kind.or(own.kind),
        summary: new.summary.or(own.summary),
        symptoms: [own.symptoms, new.symptoms].concat(),
        os: instead(own.os, new.os),
        products: instead(own.products, new.products),
        category: new.category.or(own.category),
        tickets,
        confidence: new.confidence.or(own.confidence),
        audience,
        governance: new.governance.or(own.governance),
        owner: new.owner.or(own.owner),
        review_by: new.review_by.or(own.review_by),
        workaround: own.workaround || new.workaround,
        problem: new.problem.or(own.problem),
        keywords: [own.keywords, new.keywords].concat(),
        related: instead(own.related, new.related),
        flags: [own.flags, new.flags].concat(),
        allows: [own.allows, new.allows].concat(),
        ..own
    }
}

/// Where the texts of articles were written that are put together from two files.
#[derive(Clone, Debug, Default)]
pub struct Origins(BTreeMap<FileId, Pieces>);

impl Origins {
    /// Of articles by their files; those of one file need none.
    pub fn of<'a>(articles: impl Iterator<Item = (FileId, &'a Overlays)>) -> Self {
        let joined = articles.filter(|(_, o)| !o.pieces.0.is_empty());
        Self(joined.map(|(file, o)| (file, o.pieces.clone())).collect())
    }

    /// Of all articles of a site.
    #[must_use]
    pub fn of_site(site: &Site) -> Self {
        Self::of(site.articles.iter().map(|a| (a.file, &a.overlays)))
    }

    /// Says of findings about articles where they stand on the disk.
    pub fn settle(&self, found: &mut [Diagnostic]) {
        for finding in found {
            if let Some(pieces) = finding.file.and_then(|file| self.0.get(&file)) {
                pieces.settle(finding);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Settings;
    use crate::diag::{Span, Spanned};
    use crate::model::overlay::{merged, split, widens};
    use crate::parse::front_matter::FrontMatter;

    fn audience(word: &str) -> FrontMatter {
        FrontMatter {
            audience: Some(Spanned::new(word.to_owned(), Span::default())),
            ..FrontMatter::default()
        }
    }

    #[test]
    fn only_the_name_of_a_client_makes_an_overlay() {
        let clients = ["acme", "acme-uk"].map(str::to_owned);
        let cases = [
            ("vpn.acme", Some(("vpn", "acme"))),
            ("vpn.ACME", Some(("vpn", "acme"))),
            ("vpn.acme-uk", Some(("vpn", "acme-uk"))),
            ("a.b.acme", Some(("a.b", "acme"))),
            ("vpn.2026", None),
            ("vpnacme", None),
            ("acme", None),
            (".acme", None),
            ("ä.acme", Some(("ä", "acme"))),
        ];
        for (stem, want) in cases {
            assert_eq!(split(stem, &clients), want, "{stem}");
        }
    }

    #[test]
    fn an_overlay_may_narrow_the_audience_and_never_widen_it() {
        let settings = Settings::default();
        let none = FrontMatter::default();
        for (own, new, want) in [
            (
                audience("customers"),
                audience("internal"),
                Some("internal"),
            ),
            (audience("customers"), audience("public"), Some("customers")),
            (none.clone(), audience("public"), None),
            (audience("customers"), none.clone(), Some("customers")),
            (audience("customers"), audience("nobody"), Some("nobody")),
        ] {
            let found = merged(own, new, &settings).audience.map(|a| a.value);
            assert_eq!(found.as_deref(), want);
        }
        let broken = FrontMatter {
            broken: true,
            ..FrontMatter::default()
        };
        assert_eq!(merged(audience("public"), broken, &settings).audience, None);
        assert!(widens(&none, &audience("partners"), &settings));
    }
}
