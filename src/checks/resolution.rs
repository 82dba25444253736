//! Resolutions that resolve nothing for the next reader.
//!
//! Takes the text under the headings of the resolution. Gives KB026 where it only says that somebody was helped. Never
//! flags a text with code, pictures or more than two dozen words, nor an article that is still in progress.

use crate::checks::prose::{Block, Kind, Prose};
use crate::checks::{Check, Scene};
use crate::diag::{Code, Diagnostic, Severity};
use crate::parse::front_matter::Confidence;
use crate::parse::roles::Role;
use crate::text::sentences::{CODE, words};

/// The check.
#[derive(Debug)]
pub struct Resolution;

const EMPTY: Code = Code("KB026");

/// Longer texts are never taken for a line of a log.
const LONG: usize = 25;
/// A pointer to the service desk has at most so many words.
const POINTER: usize = 16;

/// Whole sentences that say nothing, in lower case.
const NOTHING: &[&str] = &[
    "n a",
    "na",
    "none",
    "no",
    "nothing",
    "unknown",
    "tbd",
    "tba",
    "todo",
    "to do",
    "test",
    "x",
    "xxx",
    "done",
    "ok",
    "fixed",
    "resolved",
    "solved",
    "closed",
    "see ticket",
    "see above",
    "see notes",
    "see work notes",
    "as above",
    "self resolved",
    "works as designed",
    "working as designed",
    "by design",
    "no resolution",
    "no solution",
    "no fix",
    "pending",
    "in progress",
    "coming soon",
    "no action required",
    "archived article",
    "duplicate",
    "cannot reproduce",
    "not reproducible",
    "worked around",
    "gelöst",
    "behoben",
    "erledigt",
    "keine",
    "unbekannt",
    "k a",
    "siehe ticket",
    "siehe oben",
    "in arbeit",
    "neu gestartet",
    "läuft wieder",
    "funktioniert wieder",
    "geht wieder",
    "keine lösung",
    "entfällt",
    "placeholder",
    "platzhalter",
    "lorem ipsum",
];

/// Words of a log that says that something was done; a sentence of nothing else helps nobody.
const LOG: &str = "the a an this it that issue problem error case incident ticket request was is has have been got were by with for on in at after via per \
    and then so also we i they he she user users customer client caller support team it-support helpdesk desk service technician admin engineer \
    machine pc computer laptop server device printer system phone app application fine again now ok okay successfully all good call remote remotely \
    session onsite phone today yesterday manually twice once back normal as expected working works worked resolved solved fixed closed done \
    rebooted restarted reinstalled reboot restart reinstall rebooting restarting issues problems my his her their our \
    das der die den dem ein eine problem fehler ticket störung wurde ist war hat haben worden vom von durch mit beim nach am im und wieder jetzt nun wir \
    ich benutzer anwender kunde kunden kollegen team support it techniker rechner computer pc laptop server drucker gerät behoben gelöst erledigt \
    neugestartet gestartet neu neustart geschlossen repariert neuinstalliert funktioniert läuft geht alles in ordnung";
/// At least one of these is among them.
const DONE: &str = "resolved solved fixed closed done rebooted restarted reinstalled works working worked behoben gelöst erledigt neugestartet gestartet \
    geschlossen repariert neuinstalliert funktioniert läuft geht";

/// How a pointer to somebody else begins, and whom it names.
const POINTS: &[&str] = &[
    "contact",
    "please contact",
    "call",
    "please call",
    "reach out to",
    "please reach out to",
    "get in touch with",
    "ask",
    "please ask",
    "raise a ticket",
    "open a ticket",
    "log a ticket",
    "kontaktieren sie",
    "bitte kontaktieren sie",
    "wenden sie sich an",
    "bitte wenden sie sich an",
    "support kontaktieren",
    "rufen sie",
];
const SOMEBODY: &[&str] = &[
    "support",
    "helpdesk",
    "help desk",
    "service desk",
    "servicedesk",
    "customer care",
    "customer service",
    "administrator",
    "ticket",
    "it team",
];
/// With these, something else is said as well.
const MORE: &[&str] = &[
    "enable",
    "disable",
    "custom ",
    "request",
    "with the",
    "and provide",
    "extension",
    "http",
];

impl Check for Resolution {
    fn codes(&self) -> &'static [Code] {
        &[EMPTY]
    }

    fn prose(&self, _scene: &Scene<'_>, prose: &Prose<'_>) -> Vec<Diagnostic> {
        let article = prose.article;
        if prose.lang.is_none() || article.confidence == Some(Confidence::Wip) {
            return Vec::new();
        }
        let told: Vec<&Block> = prose
            .blocks
            .iter()
            .filter(|b| b.role == Some(Role::Resolution))
            .collect();
        let (headings, text): (Vec<&Block>, Vec<&Block>) = told
            .into_iter()
            .partition(|b| matches!(b.kind, Kind::Heading(_)));
        let shows = headings.iter().chain(&text).any(|b| b.shows);
        let count: usize = text.iter().map(|b| words(&b.text).count()).sum();
        let (Some(first), Some(_)) = (text.first(), headings.first()) else {
            return Vec::new();
        };
        let empty = text
            .iter()
            .all(|b| b.sentences.iter().all(|s| is_empty(&b.text[s.clone()])));
        if shows || count > LONG || !empty {
            return Vec::new();
        }
        vec![
            Diagnostic::new(EMPTY, Severity::Warning, article.file, "this resolution resolves nothing for the next reader")
                .at(first.span(&(0..first.text.trim_end().len())))
                .label("says that, not how")
                .help("write what was done, step by step, so that the next person can do it; until then set `confidence: wip`"),
        ]
    }
}

/// Whether a sentence says nothing that a reader could do or know.
fn is_empty(sentence: &str) -> bool {
    if sentence.contains(CODE) {
        return false;
    }
    let all: Vec<String> = words(sentence)
        .map(|w| sentence[w].to_lowercase())
        .collect();
    let plain = all.join(" ");
    all.is_empty()
        || NOTHING.contains(&plain.as_str())
        || is_log(&all)
        || points(&plain, all.len())
        || is_ticket(&all)
}

fn is_log(words: &[String]) -> bool {
    let is_in = |list: &str, word: &String| list.split_ascii_whitespace().any(|w| w == word);
    words.iter().all(|w| is_in(LOG, w)) && words.iter().any(|w| is_in(DONE, w))
}

/// `Contact support`, and no more.
fn points(plain: &str, count: usize) -> bool {
    let names = || SOMEBODY.iter().any(|who| plain.contains(who));
    count <= POINTER
        && POINTS.iter().any(|p| plain.starts_with(p))
        && names()
        && !MORE.iter().any(|m| plain.contains(m))
}

/// `See ticket INC0010023`, and no more.
fn is_ticket(words: &[String]) -> bool {
    let opens = words.first().is_some_and(|w| {
        matches!(
            w.as_str(),
            "see" | "refer" | "per" | "as" | "siehe" | "laut" | "vgl"
        )
    });
    let named = words.iter().any(|w| {
        matches!(
            w.as_str(),
            "ticket" | "incident" | "case" | "notes" | "vorgang"
        ) || w.starts_with("inc0")
    });
    opens && named && words.len() <= 7
}

#[cfg(test)]
mod tests {
    use crate::checks::resolution::is_empty;

    #[test]
    fn a_log_is_no_resolution_and_a_step_is() {
        for (text, expected) in [
            ("Fixed the issue.", true),
            ("Rebooted", true),
            ("N/A", true),
            ("The problem was resolved by support", true),
            ("Please contact the service desk.", true),
            (
                "Reach out to customer care if you have any further questions.",
                true,
            ),
            ("See ticket INC0010023", true),
            ("Problem wurde behoben.", true),
            ("Wenden Sie sich an den Support.", true),
            ("Restart the computer.", false),
            ("Install version 5.", false),
            ("Fixed in build 9032.", false),
            ("Starten Sie den Rechner neu.", false),
            (
                "Contact support and provide the log of the VPN client",
                false,
            ),
        ] {
            assert_eq!(is_empty(text), expected, "{text}");
        }
    }
}
