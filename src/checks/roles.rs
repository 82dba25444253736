//! What a section is for, told from the words of its heading.
//!
//! Takes a heading. Gives its [`Role`], in the languages that service desks write most. Never looks at the text below.

/// What a section is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// What the user sees.
    Issue,
    /// Where it happens.
    Environment,
    /// Why it happens.
    Cause,
    /// What to do.
    Resolution,
}

impl Role {
    /// The English heading of such a section.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Issue => "Issue",
            Self::Environment => "Environment",
            Self::Cause => "Cause",
            Self::Resolution => "Resolution",
        }
    }
}

/// The words of each role: English, German, French, Spanish, Italian, Dutch, Portuguese.
#[rustfmt::skip] // a word a line would hide the shape of the table
const WORDS: &[(Role, &[&str])] = &[
    (Role::Issue, &[
        "issue", "symptom", "symptoms", "problem", "description", "question", "what happens", "what you see",
        "fehlerbild", "frage", "beschreibung", "symptome",
        "problème", "symptômes", "problema", "síntomas", "pregunta", "descripción",
        "sintomi", "domanda", "probleem", "symptomen", "vraag", "sintomas", "pergunta",
    ]),
    (Role::Environment, &[
        "environment", "applies to", "affected systems", "umgebung", "betrifft", "gilt für", "environnement",
        "s'applique à", "entorno", "se aplica a", "ambiente", "si applica a", "omgeving", "aplica-se a",
    ]),
    (Role::Cause, &[
        "cause", "causes", "root cause", "reason", "why this happens", "why it happens", "ursache", "ursachen", "grund",
        "origine", "causa", "causas", "motivo", "oorzaak",
    ]),
    (Role::Resolution, &[
        "resolution", "solution", "solutions", "fix", "steps", "procedure", "workaround", "answer", "what to do",
        "what helps", "instructions", "lösung", "lösungen", "schritte", "vorgehen", "anleitung", "abhilfe", "antwort",
        "umgehung", "résolution", "étapes", "marche à suivre", "contournement", "réponse", "procédure",
        "solución", "resolución", "pasos", "procedimiento", "respuesta", "soluzione", "passaggi", "procedura",
        "risposta", "oplossing", "stappen", "antwoord", "solução", "passos", "resposta", "procedimento",
    ]),
];

/// What a section with this heading is for; nothing for a heading without a known word at its start or end.
#[must_use]
pub fn role(heading: &str) -> Option<Role> {
    let lower = heading.to_lowercase();
    let words = lower.trim_matches(|c: char| !c.is_alphanumeric());
    WORDS
        .iter()
        .find(|(_, list)| list.iter().any(|word| stands_at_an_end(words, word)))
        .map(|(role, _)| *role)
}

fn stands_at_an_end(text: &str, word: &str) -> bool {
    let ends = |rest: Option<&str>, inner: fn(&str) -> Option<char>| {
        rest.is_some_and(|r| inner(r).is_none_or(|c| !c.is_alphanumeric()))
    };
    ends(text.strip_prefix(word), |r| r.chars().next())
        || ends(text.strip_suffix(word), |r| r.chars().next_back())
}

#[cfg(test)]
mod tests {
    use crate::checks::roles::{Role, role};

    #[test]
    fn headings_tell_what_a_section_is_for() {
        let cases = [
            ("Issue", Some(Role::Issue)),
            ("Resolution (Windows 11)", Some(Role::Resolution)),
            ("Root cause", Some(Role::Cause)),
            ("1. Lösung", Some(Role::Resolution)),
            ("Applies to:", Some(Role::Environment)),
            ("Prefixes", None),
            ("Escalation", None),
            ("", None),
        ];
        for (heading, expected) in cases {
            assert_eq!(role(heading), expected, "{heading}");
        }
    }
}
