//! What a section is for, told from the words of its heading.
//!
//! Takes a heading in one of the languages that service desks write most. Gives its [`Role`]. Never looks at the text
//! below, and never guesses: a heading it does not know has none.

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
    /// Who takes over, and what they need.
    Escalation,
}

impl Role {
    /// All of them, in the order in which an article has them.
    pub const ALL: [Self; 5] = [
        Self::Issue,
        Self::Environment,
        Self::Cause,
        Self::Resolution,
        Self::Escalation,
    ];

    /// As settings and templates write it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Issue => "issue",
            Self::Environment => "environment",
            Self::Cause => "cause",
            Self::Resolution => "resolution",
            Self::Escalation => "escalation",
        }
    }

    /// The English heading of such a section.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Issue => "Issue",
            Self::Environment => "Environment",
            Self::Cause => "Cause",
            Self::Resolution => "Resolution",
            Self::Escalation => "Escalation",
        }
    }
}

/// Words that tell a role, in lower case: English, German, French, Spanish, Italian, Dutch, Portuguese. The first role
/// with a fitting word counts: "Cause and resolution" is the place of the cause.
#[rustfmt::skip] // a word a line would hide the shape of the table
const WORDS: [(Role, &[&str]); 5] = [
    (Role::Escalation, &[
        "escalation", "escalate", "still stuck", "eskalation", "weiterleitung", "escalade", "escalamiento",
        "escalación", "escalatie", "escalonamento",
    ]),
    (Role::Cause, &[
        "cause", "causes", "root cause", "reason", "why this happens", "why it happens", "ursache", "ursachen", "grund",
        "origine", "causa", "causas", "motivo", "oorzaak",
    ]),
    (Role::Environment, &[
        "environment", "applies to", "affected", "affected systems", "umgebung", "betrifft", "gilt für",
        "environnement", "s'applique à", "s’applique à", "entorno", "se aplica a", "ambiente", "si applica a",
        "omgeving", "aplica-se a",
    ]),
    (Role::Resolution, &[
        "resolution", "solution", "solutions", "fix", "fixes", "steps", "procedure", "instructions", "answer",
        "what to do", "what helps", "workaround", "how to fix", "lösung", "lösungen", "behebung", "schritte",
        "vorgehen", "vorgehensweise", "anleitung", "antwort", "abhilfe", "umgehung", "résolution", "étapes",
        "procédure", "marche à suivre", "contournement", "réponse", "que faire", "solución", "resolución", "pasos",
        "procedimiento", "respuesta", "qué hacer", "soluzione", "passaggi", "procedura", "risposta", "oplossing",
        "stappen", "antwoord", "solução", "passos", "resposta", "procedimento",
    ]),
    (Role::Issue, &[
        "issue", "issues", "problem", "problems", "symptom", "symptoms", "description", "question", "error message",
        "what happens", "what you see", "problembeschreibung", "beschreibung", "frage", "symptome", "fehlerbild",
        "fehlermeldung", "problème", "symptôme", "symptômes", "problema", "problemas", "síntoma", "síntomas",
        "descripción", "pregunta", "sintomi", "domanda", "probleem", "symptomen", "vraag", "sintomas", "pergunta",
    ]),
];

/// What a section with this heading is for; nothing for a heading that does not tell.
#[must_use]
pub fn role(heading: &str) -> Option<Role> {
    let lower = heading.to_lowercase();
    let words = lower.trim_matches(|c: char| !c.is_alphanumeric());
    // "Solution 2: restart", "Step-by-step solution" and "3. Fix" tell as much as the bare word, but only short headings do.
    if words.split_whitespace().count() > 6 {
        return None;
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
        .map(|(role, _)| *role)
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word)
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use crate::parse::roles::{Role, role};

    #[test]
    fn headings_tell_what_a_section_is_for() {
        for (heading, want) in [
            ("Issue", Some(Role::Issue)),
            ("Symptoms:", Some(Role::Issue)),
            ("Problembeschreibung", Some(Role::Issue)),
            ("Environment", Some(Role::Environment)),
            ("Applies to:", Some(Role::Environment)),
            ("Root cause", Some(Role::Cause)),
            ("Causa", Some(Role::Cause)),
            ("Cause and resolution", Some(Role::Cause)),
            ("Resolution (Windows 11)", Some(Role::Resolution)),
            ("2. Fix", Some(Role::Resolution)),
            ("1. Lösung", Some(Role::Resolution)),
            ("Solution 2: restart the client", Some(Role::Resolution)),
            ("Steps to resolve", Some(Role::Resolution)),
            ("What to do", Some(Role::Resolution)),
            ("Étapes", Some(Role::Resolution)),
            ("Permanent fix", Some(Role::Resolution)),
            ("Escalation", Some(Role::Escalation)),
            ("When to escalate", Some(Role::Escalation)),
            ("Fixed assets", None),
            ("Prefixes", None),
            ("Issuetype", None),
            ("Before you open the problem with the printer again", None),
            ("", None),
        ] {
            assert_eq!(role(heading), want, "{heading}");
        }
    }
}
