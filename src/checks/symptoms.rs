//! Symptoms that nobody would say who has the trouble.
//!
//! Takes `symptoms` of the front matter. Gives KB038 at one that repeats the title, is a whole story, or tells what to do.
//! Never judges the choice of words.

use crate::checks::prose::Prose;
use crate::checks::{Check, Scene};
use crate::diag::{Code, Diagnostic, Severity};
use crate::text::actions::is_verb;
use crate::text::fold::fold;
use crate::text::grade::Lang;
use crate::text::sentences::words;

/// The check.
#[derive(Debug)]
pub struct Symptoms;

const FOREIGN: Code = Code("KB038");

/// Nobody describes a trouble in more words.
const MOST: usize = 25;

/// The second word of an instruction; `print fails` has none of them.
const OBJECTS: &[&str] = &["the", "your", "a", "an", "this", "that", "these", "all"];
/// Words of trouble: with them it is told what happened.
const TROUBLE: &[&str] = &[
    "not", "no", "cannot", "can't", "nothing", "fails", "failed", "error", "but", "never",
    "crashes", "when", "asks", "says", "is", "does", "doesn't", "won't", "stopped", "and", "again",
    "back",
];

impl Check for Symptoms {
    fn codes(&self) -> &'static [Code] {
        &[FOREIGN]
    }

    fn prose(&self, _scene: &Scene<'_>, prose: &Prose<'_>) -> Vec<Diagnostic> {
        let article = prose.article;
        let title = plain(&article.title);
        let judged = |symptom: &str| reason(symptom, &title, prose.lang);
        let symptoms = article.front.symptoms.iter();
        let found = symptoms.filter_map(|s| Some((s.span, judged(&s.value)?)));
        let finding = |(span, (message, help)): (_, (String, &str))| {
            Diagnostic::new(FOREIGN, Severity::Note, article.file, message)
                .at(span)
                .help(help)
        };
        found.map(finding).collect()
    }
}

fn reason(symptom: &str, title: &str, lang: Option<Lang>) -> Option<(String, &'static str)> {
    // What the screen says, word by word, is right at any length.
    if symptom.starts_with(['"', '“', '„', '«', '\'']) {
        return None;
    }
    let count = words(symptom).count();
    if plain(symptom) == title {
        return Some((
            "this symptom only repeats the title".to_owned(),
            "write what people say or see, in their own words; other words make the article easier to find",
        ));
    }
    if count > MOST {
        return Some((
            format!("this symptom has {count} words"),
            "keep what the user sees, as they would type it; the story belongs into the section \"Issue\"",
        ));
    }
    lang.is_some_and(|lang| instructs(symptom, lang)).then(|| {
        (
            "this symptom tells what to do".to_owned(),
            "write what the user sees before anything is done; steps belong into the section \"Resolution\"",
        )
    })
}

/// Whether it is an instruction: a verb and what it is done to, and no word of trouble.
fn instructs(symptom: &str, lang: Lang) -> bool {
    let all: Vec<String> = words(symptom).map(|w| symptom[w].to_lowercase()).collect();
    let [first, second, ..] = &all[..] else {
        return false;
    };
    match lang {
        Lang::English => {
            let trouble = all.iter().any(|w| TROUBLE.contains(&w.as_str()));
            is_verb(first) && OBJECTS.contains(&second.as_str()) && !trouble
        }
        Lang::German => second == "sie" && first.ends_with("en"),
    }
}

fn plain(text: &str) -> String {
    let all: Vec<_> = words(text).map(|w| fold(&text[w]).into_owned()).collect();
    all.join(" ")
}

#[cfg(test)]
mod tests {
    use crate::checks::symptoms::{instructs, plain, reason};
    use crate::text::grade::Lang;

    #[test]
    fn symptoms_are_what_people_see() {
        let english = Some(Lang::English);
        assert!(reason("VPN error 809!", &plain("VPN Error 809"), english).is_some());
        assert!(reason(&"very ".repeat(26), "", english).is_some());
        assert!(reason("the vpn cannot reach the server", "", english).is_none());
        for (symptom, lang, expected) in [
            ("Restart the computer", Lang::English, true),
            ("Print fails", Lang::English, false),
            (
                "Open the file and it says access denied",
                Lang::English,
                false,
            ),
            ("Starten Sie den Rechner neu", Lang::German, true),
            ("Haben keinen Ton", Lang::German, false),
        ] {
            assert_eq!(instructs(symptom, lang), expected, "{symptom}");
        }
    }
}
