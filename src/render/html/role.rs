//! What a part of an article is for.
//!
//! Takes the words of a heading in English, German, French or Spanish. Gives the part's role. Never fails: what it does not
//! know is `other`.

/// Words that tell a role; compared in lower case. The first role with a fitting word counts.
const WORDS: [(&str, &[&str]); 5] = [
    (
        "escalation",
        &[
            "escalation",
            "escalate",
            "still stuck",
            "eskalation",
            "weiterleitung",
            "escalade",
            "escalamiento",
            "escalación",
        ],
    ),
    (
        "cause",
        &[
            "cause",
            "causes",
            "root cause",
            "why this happens",
            "why it happens",
            "ursache",
            "ursachen",
            "grund",
            "causa",
            "causas",
        ],
    ),
    (
        "environment",
        &[
            "environment",
            "applies to",
            "affected",
            "umgebung",
            "gilt für",
            "betrifft",
            "environnement",
            "s'applique à",
            "s’applique à",
            "entorno",
            "se aplica a",
        ],
    ),
    (
        "resolution",
        &[
            "resolution",
            "solution",
            "solutions",
            "fix",
            "fixes",
            "steps",
            "procedure",
            "instructions",
            "answer",
            "what to do",
            "workaround",
            "how to fix",
            "lösung",
            "lösungen",
            "behebung",
            "schritte",
            "vorgehen",
            "vorgehensweise",
            "anleitung",
            "antwort",
            "résolution",
            "étapes",
            "procédure",
            "réponse",
            "que faire",
            "solución",
            "resolución",
            "pasos",
            "procedimiento",
            "respuesta",
            "qué hacer",
            "abhilfe",
        ],
    ),
    (
        "issue",
        &[
            "issue",
            "issues",
            "problem",
            "problems",
            "symptom",
            "symptoms",
            "description",
            "question",
            "error message",
            "what you see",
            "problembeschreibung",
            "beschreibung",
            "frage",
            "symptome",
            "fehlerbild",
            "fehlermeldung",
            "problème",
            "symptôme",
            "symptômes",
            "problema",
            "problemas",
            "síntoma",
            "síntomas",
            "descripción",
            "pregunta",
        ],
    ),
];

/// The role of a part: `issue`, `environment`, `cause`, `resolution`, `escalation` or `other`.
#[must_use]
pub fn role(heading: &str) -> &'static str {
    let lower = heading.to_lowercase();
    let words = lower.trim_matches(|c: char| !c.is_alphanumeric());
    // "Solution 2: restart", "Step-by-step solution" and "3. Fix" tell as much as the bare word, but only short headings do.
    if words.split_whitespace().count() > 6 {
        return "other";
    }
    let head = words.split([':', '(', '–', '—']).next().unwrap_or_default();
    let head = head.trim_matches(|c: char| !c.is_alphabetic());
    let exact = |known: &&[&str]| known.contains(&head);
    let first = |known: &&[&str]| known.iter().any(|k| starts_with_word(head, k));
    let last = |known: &&[&str]| {
        let tail = head.rsplit(' ').next().unwrap_or_default();
        head.split(' ').count() <= 4 && known.contains(&tail)
    };
    let find = |fits: &dyn Fn(&&[&str]) -> bool| WORDS.iter().find(|(_, known)| fits(known));
    find(&exact)
        .or_else(|| find(&first))
        .or_else(|| find(&last))
        .map_or("other", |(role, _)| role)
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word)
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use crate::render::html::role::role;

    #[test]
    fn roles_are_found_by_words() {
        for (heading, want) in [
            ("Issue", "issue"),
            ("Symptoms:", "issue"),
            ("Problembeschreibung", "issue"),
            ("Environment", "environment"),
            ("Applies to", "environment"),
            ("Root cause", "cause"),
            ("Causa", "cause"),
            ("Resolution", "resolution"),
            ("2. Fix", "resolution"),
            ("Solution 2: restart the client", "resolution"),
            ("Steps to resolve", "resolution"),
            ("What to do", "resolution"),
            ("Lösung", "resolution"),
            ("Étapes", "resolution"),
            ("Escalation", "escalation"),
            ("When to escalate", "escalation"),
            ("Cause and resolution", "cause"),
            ("Permanent fix", "resolution"),
            ("Fixed assets", "other"),
            ("Issuetype", "other"),
            (
                "Before you open the problem with the printer again",
                "other",
            ),
            ("", "other"),
        ] {
            assert_eq!(role(heading), want, "{heading}");
        }
    }
}
