//! Whether a sentence tells its reader to do something.
//!
//! Takes a sentence and its language. Gives what is sure about it. Never parses grammar: a sentence that may be an
//! instruction counts as one.

use crate::text::grade::Lang;
use crate::text::sentences::words;

/// Verbs with which English steps begin.
const ENGLISH: &str = "access accept activate add adjust advance agree allow answer append apply approve arrange ask assign attach avoid \
    back backup begin book boot browse build bring buy call cancel capture change charge check choose clean clear click \
    close collect combine compare complete compile configure confirm connect consider contact continue convert copy \
    correct create customize cut deactivate decide declare decline define delete deploy deselect determine dial disable \
    disconnect dismiss do double-click download drag drop duplicate edit eject email empty enable end enrol enroll ensure \
    enter erase escalate establish evaluate examine exclude execute exit expand explain export extend extract fetch \
    fill filter find finish fix flip follow force format forward gather generate get give go grant hide highlight hold \
    hover identify ignore implement import include increase initiate inform insert inspect install invite invoke issue \
    join keep launch leave let lift link list load locate lock log login long-press look lower make map mark match merge migrate \
    minimize modify monitor mount move mute name navigate note notify observe obtain open optimize order override paste \
    pause perform pick place plug point populate post press prepare prevent print proceed prompt provide publish pull purge push put \
    query quit raise re-enter re-open re-enable reach read reapply reattach rebuild reboot recall receive reconnect \
    record recreate redeploy reduce refer refresh register reinstall reject release reload remember remove rename renew reopen repair \
    repeat replace replicate reply report reproduce request rerun resend reset resize resolve restart restore retrieve \
    retry return review revert right-click roll rotate run save scan schedule scroll search see select send set share ship show \
    shut sign skip specify speak split start stay stop store submit subscribe swap swipe switch sync synchronize take \
    tap tell terminate test tick toggle track train transfer trigger troubleshoot try turn type unblock uncheck undo \
    unhide uninstall unlink unlock unplug unpublish unselect unsubscribe untick unzip update upgrade upload use validate verify view \
    visit wait walk warn watch work wipe wire withdraw write zip zoom import-module analyze analyse assess pair unpair charge clone commit \
    explore increment investigate isolate iterate limit mask measure mention mind miss mitigate nest normalize offboard onboard \
    opt optimise organize pass patch pay plan play quote reinitialize rely remediate reorder reply reposition reprocess request \
    require reserve respond restrict reuse scale secure separate serve sort stage strip suspend target trim trust understand upgrade utilize vary \
    attempt whitelist allowlist drill tweak convert shutdown rollout touch login logon signin fail debug document address cross-check double-check doubleclick rightclick \
    unregister undeploy unset unmount unmute unpin pin reauthenticate re-authenticate re-install re-import re-run restage respecify whitelist";

/// Words after which an English verb begins a clause that tells to do something.
const OPENERS: &str = "and or then please now next also finally first afterwards again simply just to always never not";
/// Words that tell to do something without a verb at the beginning.
const ENGLISH_DUTIES: &str =
    "you must should need needs needed can could may shall required recommended";
/// The same in German.
const GERMAN_DUTIES: &str = "sie man muss müssen sollte sollten soll sollen kann können darf dürfen bitte \
    ihnen empfohlen erforderlich wählen klicken";

fn is_in(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|w| w == word)
}

/// Whether a word is a verb with which English steps begin.
#[must_use]
pub fn is_verb(word: &str) -> bool {
    VERBS.contains(word.to_ascii_lowercase().as_str())
}

static VERBS: std::sync::LazyLock<std::collections::BTreeSet<&'static str>> =
    std::sync::LazyLock::new(|| ENGLISH.split_ascii_whitespace().collect());

/// Whether a text may tell its reader to do something.
#[must_use]
pub fn may_tell(text: &str, lang: Lang) -> bool {
    match lang {
        Lang::English => orders(text, ENGLISH_DUTIES),
        Lang::German => german(text),
    }
}

/// Whether a text surely tells what is to be done: with a verb, at the beginning or behind a condition.
#[must_use]
pub fn tells(text: &str, lang: Lang) -> bool {
    match lang {
        Lang::English => orders(text, ""),
        Lang::German => {
            let all: Vec<&str> = words(text).map(|w| &text[w]).collect();
            let polite = all
                .windows(2)
                .any(|w| w[1] == "Sie" && w[0].ends_with("en"));
            let opens = all.len() > 1 && begins(all[0], all[1]);
            polite || opens || ends_like_verb(text)
        }
    }
}

/// Whether an English clause begins with a verb, or the text has one of the words of duty.
fn orders(text: &str, duties: &str) -> bool {
    let mut opens = true;
    let mut last = 0;
    for word in words(text) {
        let between = &text[last..word.start];
        last = word.end;
        let lower = text[word].to_ascii_lowercase();
        opens |= between.contains([',', ':', ';', '.', '(', '-', '–', '—', '>', '\n', '/']);
        let verb = is_verb(&lower) || lower.ends_with("ing");
        if opens && verb || is_in(duties, &lower) {
            return true;
        }
        opens = is_in(OPENERS, &lower);
    }
    false
}

fn german(text: &str) -> bool {
    let mut all = words(text).map(|w| &text[w]);
    let (first, second) = (
        all.next().unwrap_or_default(),
        all.next().unwrap_or_default(),
    );
    let told = words(text).any(|w| is_in(GERMAN_DUTIES, &text[w].to_lowercase()));
    told || begins(first, second) || is_verb(first) || ends_like_verb(text)
}

/// Whether a German text may begin with a verb: `Suchen nach …`, `Gehe zu …`.
fn begins(first: &str, second: &str) -> bool {
    let ends = first.ends_with('e')
        || first.ends_with("en")
        || first.ends_with("rn")
        || first.ends_with("ln");
    let article = matches!(first, "Die" | "Eine" | "Ihre" | "Keine" | "Alle" | "Diese");
    ends && !article
        && is_in(
            "nach zu zum zur auf in im an am den das die der bei unter mit",
            &second.to_lowercase(),
        )
}

/// Whether a clause ends as a German infinitive does: `Das Menü öffnen`.
fn ends_like_verb(text: &str) -> bool {
    let verb = |word: &str| {
        let small = word.chars().next().is_some_and(char::is_lowercase);
        small
            && (word.ends_with("en")
                || word.ends_with("ern")
                || word.ends_with("eln")
                || word == "tun")
    };
    let ends = |clause: &str| words(clause).last().is_some_and(|w| verb(&clause[w]));
    text.split([',', '.', ':', ';', '(', '\n', '!']).any(ends)
}

#[cfg(test)]
mod tests {
    use crate::text::actions::{may_tell, tells};
    use crate::text::grade::Lang;

    #[test]
    fn instructions_are_told_from_statements() {
        for (text, lang, may, sure) in [
            ("Click Save.", Lang::English, true, true),
            ("In the menu, choose Options.", Lang::English, true, true),
            ("If it fails, restart the PC", Lang::English, true, true),
            ("The file must be closed.", Lang::English, true, false),
            ("The window opens.", Lang::English, false, false),
            ("Settings", Lang::English, false, false),
            ("Klicken Sie auf Speichern.", Lang::German, true, true),
            ("Das Menü öffnen", Lang::German, true, true),
            ("Das Fenster wird geöffnet.", Lang::German, false, false),
            ("Einstellungen", Lang::German, false, false),
        ] {
            assert_eq!(
                (may_tell(text, lang), tells(text, lang)),
                (may, sure),
                "{text}"
            );
        }
    }
}
