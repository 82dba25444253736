//! What the next team needs, told from the label of a line in the Escalation section.
//!
//! Takes the words before a colon in one of the languages that service desks write most. Gives the [`Need`]. Never
//! guesses: a label it does not know has none.

/// What a line of the Escalation section is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Need {
    /// What to test before handing over.
    Tests,
    /// The error, word for word.
    Error,
    /// What to note of the system.
    State,
    /// Who takes over.
    Team,
}

impl Need {
    /// As pages and style sheets write it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Tests => "tests",
            Self::Error => "error",
            Self::State => "state",
            Self::Team => "team",
        }
    }
}

/// Labels in lower case: English, German, French, Spanish, Italian, Dutch, Portuguese, Arabic.
#[rustfmt::skip] // a word a line would hide the shape of the table
const LABELS: [(Need, &[&str]); 4] = [
    (Need::Tests, &[
        "test", "tests", "check", "checks", "test first", "tests first", "check first", "prüfen", "prüfung", "prüfungen",
        "vorher prüfen", "vorab prüfen", "à tester", "à vérifier", "vérifications", "prueba", "pruebas", "comprobar", "prove",
        "verifiche", "testen", "controles", "testes", "verificar", "اختبار", "اختبارات",
    ]),
    (Need::Error, &[
        "error", "errors", "error message", "error messages", "error text", "exact error", "fehler", "fehlermeldung",
        "fehlermeldungen", "fehlertext", "erreur", "erreurs", "message d'erreur", "message d’erreur", "mensaje de error",
        "errore", "messaggio di errore", "foutmelding", "erro", "mensagem de erro", "خطأ", "رسالة الخطأ",
    ]),
    (Need::State, &[
        "state", "system state", "note", "notes", "to note", "collect", "to collect", "zustand", "systemzustand", "notieren",
        "festhalten", "angaben", "état", "état du système", "à noter", "estado", "estado del sistema", "anotar", "stato",
        "stato del sistema", "annotare", "toestand", "noteren", "estado do sistema", "حالة النظام",
    ]),
    (Need::Team, &[
        "team", "target team", "group", "queue", "hand over to", "hand to", "escalate to", "send to", "übergabe an",
        "weitergeben an", "weiterleiten an", "gruppe", "zuständig", "équipe", "transmettre à", "equipo", "escalar a",
        "squadra", "inoltrare a", "overdragen aan", "equipa", "equipe", "encaminhar para", "فريق", "الفريق",
    ]),
];

/// What a label means, its colon left out.
#[must_use]
pub fn need(label: &str) -> Option<Need> {
    let label = label.trim().trim_end_matches(':').trim().to_lowercase();
    let known = |(_, words): &&(Need, &[&str])| words.contains(&label.as_str());
    LABELS.iter().find(known).map(|(need, _)| *need)
}

#[cfg(test)]
mod tests {
    use crate::parse::needs::{LABELS, Need, need};

    #[test]
    fn labels_tell_what_a_line_is_about() {
        for (label, want) in [
            ("Test", Some(Need::Tests)),
            ("Tests :", Some(Need::Tests)),
            ("System state:", Some(Need::State)),
            ("Hand over to", Some(Need::Team)),
            ("Fehlermeldung", Some(Need::Error)),
            ("Übergabe an", Some(Need::Team)),
            ("Testing the waters", None),
            ("", None),
        ] {
            assert_eq!(need(label), want, "{label}");
        }
    }

    #[test]
    fn no_label_means_two_things() {
        let mut all: Vec<&str> = LABELS.iter().flat_map(|(_, w)| *w).copied().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(all.iter().all(|w| need(w).is_some()));
    }
}
