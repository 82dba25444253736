//! Operating systems and products that a ticket names.
//!
//! Takes the settings' names and how people commonly write them. Gives [`Named`], which finds them in running text. Never
//! finds a name inside another word.

use crate::config::Settings;
use crate::text::fold::fold;
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use std::collections::BTreeMap;

/// Systems beyond these are not told apart.
const MOST_SYSTEMS: usize = 64;

/// How people write the usual systems, by the first part of their slugs.
const SPELLINGS: &[(&str, &[&str])] = &[
    (
        "macos",
        &[
            "mac",
            "macbook",
            "macbook pro",
            "macbook air",
            "imac",
            "mac mini",
            "mac os",
            "mac os x",
            "os x",
            "osx",
        ],
    ),
    ("linux", &["ubuntu", "debian", "fedora", "rhel", "red hat"]),
    ("ios", &["iphone", "ipad", "ipados"]),
    (
        "android",
        &[
            "samsung galaxy",
            "galaxy phone",
            "samsung phone",
            "google pixel",
        ],
    ),
    ("chromeos", &["chromebook", "chrome os"]),
];

/// Words that look like a system and are none.
const DECOYS: &[&str] = &["mac address", "mac addresses", "mac filter", "mac adresse"];

/// What a spelling stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meant {
    System(u8),
    Product(u32),
    Nothing,
}

/// Finds names of systems and products.
#[derive(Debug)]
pub(crate) struct Named {
    finder: Option<AhoCorasick>,
    meant: Vec<Meant>,
    /// For each system those above it, as bits.
    above: Vec<u64>,
    /// Names of the products, by their numbers.
    pub(crate) products: Vec<String>,
}

/// What was found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// Systems as bits, by their places in the settings; of a system and a version of it only the version.
    pub(crate) systems: u64,
    /// Products, each once, ascending.
    pub(crate) products: Vec<u32>,
}

impl Named {
    /// Of the settings.
    pub(crate) fn of(settings: &Settings) -> Self {
        let mut spelled = BTreeMap::new();
        for (number, (slug, name)) in (0..).zip(&settings.products) {
            for spelling in [name.as_str(), slug.as_str()] {
                add(&mut spelled, spelling, Meant::Product(number));
            }
        }
        for (number, os) in settings.os.iter().enumerate().take(MOST_SYSTEMS) {
            let meant = Meant::System(number as u8);
            for spelling in system_spellings(&os.slug, &os.name) {
                add(&mut spelled, &spelling, meant);
            }
        }
        for decoy in DECOYS {
            add(&mut spelled, decoy, Meant::Nothing);
        }
        let above = |mut at: usize| {
            let mut bits = 0;
            while let Some(parent) = settings.os[at].parent.filter(|p| *p < MOST_SYSTEMS) {
                bits |= 1 << parent;
                at = parent;
            }
            bits
        };
        let finder = AhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build(spelled.keys());
        Self {
            finder: finder.ok(),
            meant: spelled.into_values().collect(),
            above: (0..settings.os.len().min(MOST_SYSTEMS))
                .map(above)
                .collect(),
            products: settings.products.values().cloned().collect(),
        }
    }

    /// What a text names.
    pub(crate) fn find(&self, text: &str) -> Found {
        let Some(finder) = &self.finder else {
            return Found::default();
        };
        let text = fold(text);
        let mut found = Found::default();
        for hit in finder.find_iter(text.as_ref()) {
            if !stands_alone(&text, hit.start(), hit.end()) {
                continue;
            }
            match self.meant[hit.pattern().as_usize()] {
                Meant::System(number) => found.systems |= 1 << number,
                Meant::Product(number) => found.products.push(number),
                Meant::Nothing => {}
            }
        }
        found.products.sort_unstable();
        found.products.dedup();
        let named = |bits: u64, n: usize| bits & (1 << n) != 0;
        let wider = (0..self.above.len()).filter(|n| named(found.systems, *n));
        found.systems &= !wider.fold(0, |bits, n| bits | self.above[n]);
        found
    }
}

/// The first spelling of a name counts: a product called as a system is the product.
fn add(spelled: &mut BTreeMap<String, Meant>, spelling: &str, meant: Meant) {
    let spelling = fold(spelling.trim()).into_owned();
    if spelling.chars().count() > 1 {
        spelled.entry(spelling).or_insert(meant);
    }
}

/// The ways to write a system: `Windows 11`, `windows-11`, `windows11`, `win 11`, `win11`.
fn system_spellings(slug: &str, name: &str) -> Vec<String> {
    let mut all = vec![
        name.to_owned(),
        slug.to_owned(),
        slug.replace('-', " "),
        slug.replace('-', ""),
    ];
    if let Some(version) = slug.strip_prefix("windows-") {
        let version = version.replace('-', " ");
        all.extend([
            format!("win {version}"),
            format!("win{version}"),
            format!("w{version}"),
        ]);
    }
    let usual = SPELLINGS.iter().filter(|(known, _)| *known == slug);
    all.extend(usual.flat_map(|(_, words)| words.iter().map(|w| (*w).to_owned())));
    all
}

/// Whether no letter or digit touches it.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    ![before, after]
        .into_iter()
        .flatten()
        .any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::{Found, Named};
    use crate::config::Settings;

    #[test]
    fn systems_are_known_by_what_people_call_them() {
        let named = Named::of(&Settings::default());
        // Of the usual systems: windows 0, windows-11 1, windows-10 2, macos 3, linux 4, ios 5, android 6.
        for (text, systems) in [
            ("my MacBook Pro is slow", &[3][..]),
            ("Win11 and windows 10", &[1, 2]),
            ("Windows laptop, it is windows 11", &[1]),
            ("windows does not open", &[0]),
            ("register a MAC address", &[]),
            ("macro in excel", &[]),
            ("iPhone, not the iPad", &[5]),
        ] {
            let bits = systems.iter().fold(0, |bits, n| bits | 1 << n);
            assert_eq!(named.find(text).systems, bits, "{text}");
        }
    }

    #[test]
    fn products_are_known_by_slug_and_name() {
        let mut settings = Settings::default();
        for (slug, name) in [
            ("globalprotect", "GlobalProtect VPN"),
            ("teams", "Microsoft Teams"),
        ] {
            settings.products.insert(slug.to_owned(), name.to_owned());
        }
        let named = Named::of(&settings);
        let find = |text| named.find(text);
        assert_eq!(find("TEAMS crashes, microsoft teams too").products, [1]);
        assert_eq!(find("Globalprotect vpn and Teams").products, [0, 1]);
        assert_eq!(find("two steams"), Found::default());
    }
}
