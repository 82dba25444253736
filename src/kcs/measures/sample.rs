//! A random sample of articles for the coach.
//!
//! Takes the site, what the checks found, and a seed. Gives a few articles, the same ones for the same seed. Never picks by
//! how good or bad an article is.

use crate::coverage::article_ref;
use crate::coverage::result::ArticleRef;
use crate::kcs::measures::input::Input;
use crate::kcs::measures::person::{name, who};
use crate::model::ArticleId;
use crate::model::article::Article;
use std::collections::{BTreeMap, BTreeSet};

/// An article to look at together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sampled {
    /// The article.
    pub article: ArticleRef,
    /// What it says of its confidence.
    pub confidence: Option<&'static str>,
    /// What the checks find in it: code and message.
    pub findings: Vec<(String, String)>,
}

/// The sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Whose articles, where somebody was named.
    pub author: Option<String>,
    /// What it was drawn with.
    pub seed: String,
    /// Among how many.
    pub of: u32,
    /// The articles, in the order in which they were drawn.
    pub articles: Vec<Sampled>,
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// How many articles.
    pub count: usize,
    /// Whose: a name, a part of it, or an address.
    pub author: Option<&'a str>,
    /// What it is drawn with; by default the day and the author.
    pub seed: Option<&'a str>,
}

/// Why nothing was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nobody {
    /// No author is called so; these there are.
    Unknown(Vec<String>),
    /// Several are.
    Several(Vec<String>),
}

/// Draws articles that are not archived; of an author those that she created or changed, whenever that was.
///
/// # Errors
/// [`Nobody`] where the author is not known, or not by this name alone.
pub fn draw(input: &Input<'_>, wish: &Wish<'_>) -> Result<Sample, Nobody> {
    let author = wish.author.map(|asked| find(input, asked)).transpose()?;
    let settings = &input.site.settings.kcs;
    let is_hers = |article: &Article| {
        let Some((own, _)) = &author else { return true };
        let mut events = article.trail.events.iter();
        events.any(|e| who(settings, &e.author) == *own)
    };
    let shown = author.as_ref().map(|(_, name)| name.clone());
    let usual = || format!("{} {}", input.as_of, shown.clone().unwrap_or_default());
    let seed = wish
        .seed
        .map_or_else(usual, str::to_owned)
        .trim()
        .to_owned();
    let mut all: Vec<(u64, ArticleId)> = input
        .live()
        .filter(|(_, a)| !a.is_index && is_hers(a))
        .map(|(id, a)| (lot(&seed, &a.key), id))
        .collect();
    all.sort_unstable();
    Ok(Sample {
        author: shown,
        of: all.len() as u32,
        articles: all
            .iter()
            .take(wish.count)
            .map(|(_, id)| sampled(input, *id))
            .collect(),
        seed,
    })
}

fn sampled(input: &Input<'_>, id: ArticleId) -> Sampled {
    let article = input.site.article(id);
    let own = input.found.iter().filter(|d| d.file == Some(article.file));
    let mut findings: Vec<_> = own
        .map(|d| (d.code.0.to_owned(), d.message.clone()))
        .collect();
    findings.sort_unstable();
    findings.dedup();
    Sampled {
        article: article_ref(input.site, id),
        confidence: article
            .confidence
            .map(crate::parse::front_matter::Confidence::word),
        findings,
    }
}

/// The author that somebody means: her address, her whole name, or words of it that fit nobody else.
fn find(input: &Input<'_>, asked: &str) -> Result<(String, String), Nobody> {
    let settings = &input.site.settings.kcs;
    let mut all: BTreeMap<String, (String, BTreeSet<String>)> = BTreeMap::new();
    for event in input.site.articles.iter().flat_map(|a| &a.trail.events) {
        let own = all.entry(who(settings, &event.author)).or_default();
        own.0 = name(settings, &event.author);
        own.1.insert(event.author.email.to_lowercase());
    }
    let wanted = asked.trim().to_lowercase();
    let by = |fits: &dyn Fn(&str, &str, &BTreeSet<String>) -> bool| -> Vec<(String, String)> {
        let fit = all
            .iter()
            .filter(|(who, (name, mails))| fits(who, &name.to_lowercase(), mails));
        fit.map(|(who, (name, _))| (who.clone(), name.clone()))
            .collect()
    };
    let mut found =
        by(&|who, name, mails| name == wanted || who == wanted || mails.contains(&wanted));
    if found.is_empty() {
        found = by(&|_, name, _| name.split_whitespace().any(|word| word == wanted));
    }
    let names = |all: &mut dyn Iterator<Item = &String>| -> Vec<String> {
        let names: BTreeSet<&String> = all.collect();
        names.into_iter().cloned().collect()
    };
    match &found[..] {
        [one] => Ok(one.clone()),
        [] => Err(Nobody::Unknown(names(
            &mut all.values().map(|(name, _)| name),
        ))),
        several => Err(Nobody::Several(names(
            &mut several.iter().map(|(_, name)| name),
        ))),
    }
}

/// A number for an article, by the seed: FNV-1a, mixed so that like keys lie far apart.
fn lot(seed: &str, key: &str) -> u64 {
    let bytes = seed.bytes().chain([0]).chain(key.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mixed = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
