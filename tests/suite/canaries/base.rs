//! Bases by chance.
//!
//! Takes the dice of proptest. Gives [`Base`]: articles for every audience and client, words in any of their places. Never
//! writes a file.

use crate::canaries::places::{BODY, FRONT, Place, SETTINGS};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::{select, subsequence};

/// What an article says of its audience.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Audience {
    /// A rung of the ladder, counted from the narrowest; more than there are is the widest.
    Rung(usize),
    /// A word that the ladder does not have.
    Unknown,
    /// Nothing.
    Silent,
    /// Front matter that cannot be read.
    Broken,
}

/// Where a block stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    Nothing,
    Item,
    Step,
    Quote,
    Alert,
    Details,
    Escalation,
}

/// A block of text, perhaps for colleagues only.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub(super) place: &'static Place,
    pub(super) internal: bool,
    pub(super) within: Within,
}

/// How one article speaks of another; none of the words is a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// `[[KB0042]]`: the id stands in the text.
    Bare,
    Id,
    Path,
    Address,
    Related,
    Translation,
}

/// An article.
#[derive(Clone, Debug)]
pub(super) struct Article {
    pub(super) audience: Audience,
    pub(super) confidence: Option<&'static str>,
    /// Numbers of clients; empty is everyone.
    pub(super) clients: Vec<usize>,
    /// One of three folders.
    pub(super) folder: usize,
    pub(super) german: bool,
    pub(super) front: Vec<&'static Place>,
    pub(super) body: Vec<Block>,
    pub(super) links: Vec<(usize, Link)>,
    pub(super) overlays: Vec<Overlay>,
}

/// What a client reads differently.
#[derive(Clone, Debug)]
pub(super) struct Overlay {
    pub(super) client: usize,
    pub(super) audience: Option<usize>,
    pub(super) confidence: Option<&'static str>,
    pub(super) front: Vec<&'static Place>,
    pub(super) body: Vec<Block>,
}

/// A base.
#[derive(Clone, Debug)]
pub(super) struct Base {
    pub(super) rungs: usize,
    pub(super) clients: usize,
    /// Whether articles that nobody has confirmed are shown.
    pub(super) unconfirmed: bool,
    pub(super) offline: bool,
    pub(super) tickets: bool,
    pub(super) settings: Vec<&'static Place>,
    pub(super) articles: Vec<Article>,
}

/// A base of the given size.
pub(super) fn base() -> impl Strategy<Value = Base> {
    let settings = some(SETTINGS, 8);
    let head = (
        2..=4_usize,
        0..=2_usize,
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
    );
    let articles = vec(article(), 1..6);
    (head, settings, articles).prop_map(|(head, settings, articles)| {
        let (rungs, clients, unconfirmed, offline, tickets) = head;
        Base {
            rungs,
            clients,
            unconfirmed,
            offline,
            tickets,
            settings,
            articles,
        }
    })
}

/// Some of the places, none of whose keys is written twice.
fn some(places: &'static [Place], most: usize) -> impl Strategy<Value = Vec<&'static Place>> {
    let all: Vec<&Place> = places.iter().collect();
    let few = subsequence(all, 0..=most).prop_shuffle();
    few.prop_map(|mut chosen| {
        let key = |place: &Place| place.text.split(':').next().map(str::to_owned);
        let mut seen = Vec::new();
        chosen.retain(|place| {
            let key = key(place).filter(|key| !key.starts_with('#'));
            let is_new = key.is_none() || !seen.contains(&key);
            seen.push(key);
            is_new
        });
        chosen
    })
}

fn confidence() -> impl Strategy<Value = Option<&'static str>> {
    const WORDS: &[&str] = &["wip", "not-validated", "validated", "archived"];
    option::of(select(WORDS))
}

fn article() -> impl Strategy<Value = Article> {
    let audience = prop_oneof![
        6 => (0..4_usize).prop_map(Audience::Rung),
        1 => Just(Audience::Unknown),
        1 => Just(Audience::Silent),
        1 => Just(Audience::Broken),
    ];
    let clients = prop_oneof![3 => Just(Vec::new()), 1 => subsequence(vec![0, 1], 1..=2)];
    let form = select(vec![
        Link::Bare,
        Link::Id,
        Link::Path,
        Link::Address,
        Link::Related,
        Link::Translation,
    ]);
    let links = vec((0..6_usize, form), 0..4);
    let head = (audience, confidence(), clients, 0..3_usize, any::<bool>());
    let rest = (
        some(FRONT, 7),
        vec(block(), 0..6),
        links,
        vec(overlay(), 0..3),
    );
    (head, rest).prop_map(|(head, rest)| {
        let (audience, confidence, clients, folder, german) = head;
        let (front, body, links, overlays) = rest;
        Article {
            audience,
            confidence,
            clients,
            folder,
            german,
            front,
            body,
            links,
            overlays,
        }
    })
}

fn overlay() -> impl Strategy<Value = Overlay> {
    let audience = option::weighted(0.3, 0..4_usize);
    let body = vec(block(), 0..3);
    (0..2_usize, audience, confidence(), some(FRONT, 3), body).prop_map(
        |(client, audience, confidence, front, body)| Overlay {
            client,
            audience,
            confidence,
            front,
            body,
        },
    )
}

fn block() -> impl Strategy<Value = Block> {
    let place = select(BODY).prop_map(|place: Place| {
        let same = |own: &&Place| own.name == place.name;
        BODY.iter().find(same).unwrap()
    });
    let within = select(vec![
        Within::Nothing,
        Within::Item,
        Within::Step,
        Within::Quote,
        Within::Alert,
        Within::Details,
        Within::Escalation,
    ]);
    (place, any::<bool>(), within).prop_map(|(place, internal, within)| Block {
        place,
        internal,
        within,
    })
}
