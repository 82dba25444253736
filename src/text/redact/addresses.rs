//! Postal addresses: a street with a number, and the town that follows it.
//!
//! Takes text. Gives spans. Never takes a parking lot, a workplace or a hard drive for a street.

use super::spans::{Kind, Span, Spans};
use regex::Regex;
use std::sync::LazyLock;

static STREETS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let forms = [
        // English: number first. What is written small has to be a word that means nothing else.
        r"(?-u:\b)[0-9]{1,5}[A-Za-z]?,? (?:(?:[NSEW]\.? )?(?:\p{Lu}[\p{L}'.-]*|[0-9]{1,3}(?:st|nd|rd|th)) ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Court|Ct|Square|Sq|Place|Close|Terrace|Crescent|Highway|Hwy|Parkway)(?-u:\b)\.?(?:,? (?:Apt|Apartment|Suite|Ste|Unit|Floor|Flat)\.? ?#?[0-9A-Za-z]{1,5})?(?:,? (?:\p{Lu}[\p{L}'-]+ ?){1,3})?(?:,? [A-Z]{2},? [0-9]{5}(?:-[0-9]{4})?|,? [A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2})?",
        r"(?i)(?-u:\b)[0-9]{1,5}[a-z]? (?:[a-z'.]+ ){1,2}(?:street|avenue|boulevard)(?-u:\b)",
        // German: the name first.
        r"(?-u:\b)(?:\p{Lu}[\p{L}-]*?(?:straße|strasse|str\.|gasse|allee|weg|platz|ring|damm|ufer)|\p{Lu}[\p{L}-]+(?:er|ische|e) (?:Straße|Strasse|Str\.|Weg|Platz|Allee|Ring|Damm)|(?:Am|An der|Auf der|Im|Zum|Zur) \p{Lu}[\p{L}-]+(?:straße|weg|platz|berg|hof|feld)) ?[0-9]{1,4} ?[a-h]?(?-u:\b)(?:,? (?:(?:D|A|CH)-)?[0-9]{4,5} \p{Lu}[\p{L}.-]+)?",
        r"(?i)(?-u:\b)[0-9]{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|av\.|boulevard|bd|place|chemin|allée|impasse|quai|route) (?:(?:de|du|des|la|le|les|d'|l') ?){0,3}\p{L}[\p{L}'-]*(?:,? [0-9]{5} \p{L}[\p{L}-]+)?",
        r"(?:[Cc]alle|[Aa]venida|[Aa]vda\.?|[Pp]laza|[Pp]aseo|C/) (?:(?:de|del|la|las|los|el) ){0,3}\p{Lu}[\p{L}-]*(?: (?:de |del |la )*\p{Lu}[\p{L}-]*){0,3},? (?:n[º°.]? ?)?[0-9]{1,4}(?-u:\b)(?:,? [0-9]{5} \p{Lu}[\p{L}-]+)?",
        r"(?-u:\b)[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2}(?-u:\b)",
        r"\p{Lu}[\p{L}.]+,? (?:A[KLRZ]|C[AOT]|DE|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]) [0-9]{5}(?:-[0-9]{4})?(?-u:\b)",
    ];
    forms
        .iter()
        .filter_map(|form| Regex::new(form).ok())
        .collect()
});

/// Compounds that are no streets.
const PLACES: [&str; 14] = [
    "arbeitsplatz",
    "parkplatz",
    "stellplatz",
    "sitzplatz",
    "speicherplatz",
    "steckplatz",
    "lagerplatz",
    "zugriffsweg",
    "lösungsweg",
    "dienstweg",
    "bildschirmplatz",
    "telefonplatz",
    "monitoring",
    "umweg",
];

/// Finds them.
pub(super) fn find(text: &str, spans: &mut Spans) {
    for form in STREETS.iter() {
        let found = form.find_iter(text).filter(|m| {
            let lower = m.as_str().to_lowercase();
            !PLACES.iter().any(|place| lower.starts_with(place))
        });
        spans.extend(found.map(|m| {
            Span::new(
                m.start()..m.start() + m.as_str().trim_end().len(),
                Kind::Address,
            )
        }));
    }
}
