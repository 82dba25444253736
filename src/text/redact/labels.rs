//! What is known by the word before it: passwords, keys, numbers of employees and devices, dates of birth.
//!
//! Takes text. Gives spans. Never takes what is said about a password (`is expired`) for the password.

use super::spans::{Kind, Spans};
use aho_corasick::AhoCorasick;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// One of these, in any case, or no expression runs.
const CUES: [&str; 36] = [
    "passw",
    "passcode",
    "passphrase",
    "pwd",
    "kennwort",
    "mot de passe",
    "contraseñ",
    "clave",
    "pin",
    "secret",
    "token",
    "key",
    "bearer",
    "code",
    "otp",
    "tan ",
    "employee",
    "staff",
    "personnel",
    "personal",
    "payroll",
    "badge",
    "mitarbeiter",
    "matricule",
    "empleado",
    "asset",
    "invent",
    "serial",
    "serien",
    "série",
    "serie",
    "service tag",
    "birth",
    "imei",
    "geboren",
    "sig=",
];

static ANY: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(CUES)
        .ok()
});

struct Rules {
    secret: Regex,
    key: Regex,
    code: Regex,
    id: Regex,
    birth: Regex,
}

static RULES: LazyLock<Option<Rules>> = LazyLock::new(|| rules().ok());

fn rules() -> Result<Rules, regex::Error> {
    Ok(Rules {
        secret: Regex::new(
            r#"(?i)(?-u:\b)(?:(?:pass|pwd)(?:word|wd|code|phrase|wort)?|kennwort|mot de passe|contraseña|clave)\s?(\s(?:is now|is|was|to|ist|lautet|war|est|es|von)|[:=]|\s)\s*(["'`„“«]?)([^\s"'`“”«»]{4,64})"#,
        )?,
        key: Regex::new(
            r"(?i)(?:(?-u:\b)bearer\s+|(?:api[ _-]?key|access[ _-]?key|secret[ _-]?key|client[ _-]?secret|(?:access|auth|refresh|api)?[ _-]?token|secret|sig|accountkey)\s?(?:is\s|[:=])\s*)([A-Za-z0-9_+/=.\-]{8,})",
        )?,
        code: Regex::new(
            r"(?i)(?-u:\b)(?:pin|pin[ -]?code|otp|tan|(?:verification|security|one[ -]?time|access|door|unlock|bestätigungs|sicherheits)[ -]?code|code de vérification|código de verificación)\s?(?:is|ist|est|es|was|:|=)?\s*#?([0-9]{4,8})(?-u:\b)",
        )?,
        id: Regex::new(
            r"(?i)(?-u:\b)(?:(?:employee|staff|personnel|personal|payroll|badge|worker|mitarbeiter|personal)[ -]?(?:id|number|nummer|num|no|nr|#|code)?|matricule|(?:número|num|n[º°.]|id) de empleado|empleado|numéro d'employé|(?:asset|inventory|inventar)[ -]?(?:tag|id|number|nummer|no|nr|#)?|(?:serial|serien)[ -]?(?:number|nummer|no|nr|#)?|service tag|numéro de série|número de serie|imei)\s?[.:#]{0,2}\s*(?:is |ist |est |es )?([A-Za-z0-9](?:[A-Za-z0-9/_-]{1,24}))",
        )?,
        birth: Regex::new(
            r"(?i)(?:date of birth|birth ?date|born(?: on)?|d\.?o\.?b\.?|geburtsdatum|geboren(?: am)?|date de naissance|fecha de nacimiento)\s?:?\s*(?:is |ist )?([0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}|[0-9]{1,2}\.? \p{L}{3,10} [0-9]{4})",
        )?,
    })
}

/// Finds them.
pub(super) fn find(text: &str, spans: &mut Spans) {
    let (Some(any), Some(rules)) = (ANY.as_ref(), RULES.as_ref()) else {
        return;
    };
    if !any.is_match(text) {
        return;
    }
    for found in rules.secret.captures_iter(text) {
        if let Some(value) = found.get(3).filter(|_| is_secret(text, &found)) {
            let len = value
                .as_str()
                .trim_end_matches(['.', ',', ';', '?', ')'])
                .len();
            spans.add(value.start()..value.start() + len, Kind::Secret);
        }
    }
    let digit = |text: &str| text.bytes().any(|b| b.is_ascii_digit());
    let rest = [
        (&rules.key, Kind::Secret),
        (&rules.code, Kind::Secret),
        (&rules.id, Kind::Id),
        (&rules.birth, Kind::Id),
    ];
    for (rule, kind) in rest {
        let values = rule.captures_iter(text).filter_map(|c| c.get(1));
        for value in values.filter(|v| digit(v.as_str()) && v.len() > 2) {
            spans.add(value.range(), kind);
        }
    }
}

/// A word looks like a password by digits or signs in it; after a colon also by standing last or between quotes.
fn is_secret(text: &str, found: &Captures<'_>) -> bool {
    let part = |at: usize| found.get(at).map_or("", |m| m.as_str());
    let (joint, quote, raw) = (part(1).trim(), part(2), part(3));
    let value = raw.trim_end_matches(['.', ',', ';', '?', ')', '!']);
    if value.starts_with(['[', '(', '<']) || value.contains("://") {
        return false;
    }
    let digit = value.bytes().any(|b| b.is_ascii_digit());
    let letter = value.chars().any(char::is_alphabetic);
    let sign = value.chars().any(|c| "!#$%&*+=@^~§".contains(c));
    let strong = letter && (digit || sign);
    match joint {
        "" => strong && digit && value.len() > 5 && !value.to_lowercase().starts_with("kb"),
        ":" | "=" => {
            let end = found.get(3).map_or(0, |m| m.end());
            let last = text[end..]
                .split('\n')
                .next()
                .is_some_and(|rest| rest.trim().is_empty());
            digit || sign || !quote.is_empty() || (last && !is_state(value))
        }
        _ => strong || (digit && value.len() > 3) || (!quote.is_empty() && !is_state(value)),
    }
}

/// What is said of passwords.
fn is_state(value: &str) -> bool {
    const STATES: [&str; 22] = [
        "expired",
        "wrong",
        "incorrect",
        "invalid",
        "locked",
        "reset",
        "rejected",
        "forgotten",
        "required",
        "unknown",
        "changed",
        "missing",
        "vergessen",
        "abgelaufen",
        "falsch",
        "gesperrt",
        "expiré",
        "oublié",
        "caducada",
        "olvidada",
        "none",
        "blank",
    ];
    STATES.contains(&value.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::{ANY, RULES};

    #[test]
    fn every_rule_can_be_read() {
        assert!(ANY.is_some() && RULES.is_some());
    }
}
