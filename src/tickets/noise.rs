//! What lies in a queue and is no request of a person.
//!
//! Takes a ticket. Gives the kind of [`Noise`], if it is one. Never guesses: a question about out-of-office replies, alerts
//! or phishing is a request, so a subject has to have the form that machines and report buttons write.

use crate::tickets::ticket::{Noise, Ticket};
use regex::RegexSet;
use std::sync::LazyLock;

/// Characters of a description that are looked at: what a machine wrote says so at once.
const HEAD: usize = 300;

static SUBJECTS: LazyLock<Option<(RegexSet, Vec<Noise>)>> = LazyLock::new(|| set(&SUBJECT));
static BODIES: LazyLock<Option<(RegexSet, Vec<Noise>)>> = LazyLock::new(|| set(&BODY));

/// Subjects, without `Re:`, `Fwd:` and the like.
const SUBJECT: [(&str, Noise); 16] = [
    (
        r"^(?:automatic reply|auto(?:matic)?[ -]?(?:reply|response)|auto)\s*:",
        Noise::AutoReply,
    ),
    (
        r"^(?:automatische antwort|abwesenheitsnotiz|abwesenheitsmeldung|abwesend|réponse automatique|absence du bureau|respuesta automática|fuera de la oficina)\s*(?::|$)",
        Noise::AutoReply,
    ),
    (
        r"^out of (?:the )?office(?: (?:auto[ -]?)?reply)?\s*(?::.*|re:.*)?$",
        Noise::AutoReply,
    ),
    (
        r"^i am (?:currently )?out of (?:the )?office",
        Noise::AutoReply,
    ),
    (
        r"^(?:undeliver(?:able|ed)(?: mail)?|unzustellbar|non remis|no se puede entregar|no entregado)\s*(?::|$|returned)",
        Noise::AutoReply,
    ),
    (
        r"^(?:mail delivery (?:failed|failure|system|subsystem)|delivery status notification|returned mail:|failure notice$|message delivery delayed|delivery delayed:|zustellung (?:fehlgeschlagen|verzögert))",
        Noise::AutoReply,
    ),
    (r"^(?:read|gelesen|lu|leído)\s*: ", Noise::AutoReply),
    (
        r"^\W*(?:problem|resolved|recovery|ok|firing|down|up|critical|warning|triggered|alarm|alert)\W*(?:started|:|\])\W*.*(?:\bcpu\b|\bdisk\b|\bmemory\b|\bping\b|\bhost\b|\bservice\b|\bserver\b|\bload\b|\binterface\b|\bunreachable\b|\bnode\b|\bpacket loss\b|>\s?\d+)",
        Noise::Alert,
    ),
    (
        r"^\W*(?:nagios|zabbix|prtg|icinga|checkmk|solarwinds|datadog|grafana|prometheus|pagerduty|opsgenie|site24x7|uptimerobot|cloudwatch|dynatrace)\b.{0,20}(?:alert|alarm|notification|problem|recovery|:|\])",
        Noise::Alert,
    ),
    (
        r"^\[monitoring\] |^(?:alert|alarm): (?:backup|disk|service|host)\b",
        Noise::Alert,
    ),
    (
        r"^(?:\*\* )?(?:problem|recovery|acknowledgement) (?:host|service) alert",
        Noise::Alert,
    ),
    (
        r"^alarm: .*\bin\b .*(?:region|us-|eu-|ap-)|^\[(?:firing|resolved)(?::\d+)?\]",
        Noise::Alert,
    ),
    (
        r"^(?:backup (?:job|report|set)|job|sicherung)\b.{0,60}\b(?:completed with|finished with|failed on|: failed|: success|: warning)",
        Noise::Alert,
    ),
    (
        r"^\W*(?:(?:user[ -])?(?:reported|suspected|potential|possible)|report(?:ing)?(?: of)?|i(?:'d| would)? (?:like|want) to report|verdacht auf|verdächtige|meldung|signalement|reporte)\s*(?:an? |une? |de |d'un(?:e)? |:)*\s*(?:phish|spam|phishing|junk|suspicious (?:e-?)?mail|hameçonnage|correo sospechoso|e-?mail verdächtig|mail\b|e-?mail\b)",
        Noise::Phishing,
    ),
    (
        r"^\W*(?:phish(?:ing)?|spam|suspicious (?:e-?)?mail|verdächtige (?:e-?)?mail|phishing[- ]?(?:mail|verdacht|alarm|report|alert)|spam[- ]?(?:mail|report)|mail suspect|correo sospechoso)(?: (?:e-?mail|report(?:ed)?|message|received|mail erhalten|reçu|recibido|attempt))*\s*(?::.*|$)",
        Noise::Phishing,
    ),
    (
        r"^\[phish(?:ing)? (?:alert|report)\]|^phish ?(?:alert|er)\b|^\[(?:suspicious|spam)[^\]]*\]",
        Noise::Phishing,
    ),
];

/// Beginnings of descriptions.
const BODY: [(&str, Noise); 10] = [
    (
        r"^(?:hi|hello|dear|thank you for|thanks for|hallo|vielen dank für|bonjour|merci|hola|gracias)?.{0,80}\b(?:i am|i'm|i will be) (?:currently )?(?:out of (?:the )?office.{0,120}\b(?:until|return|back|urgent|limited access)|on (?:annual |parental |maternity |sick )?(?:leave|vacation|holiday)\b.{0,120}\b(?:return|back on|be back|urgent matters|limited access))",
        Noise::AutoReply,
    ),
    (
        r"^.{0,100}\bich bin (?:derzeit |zurzeit |bis |vom ).{0,60}(?:nicht im (?:büro|haus)|abwesend|im urlaub|nicht erreichbar)",
        Noise::AutoReply,
    ),
    (
        r"^.{0,100}\bje suis (?:actuellement )?(?:absente?|en congés?|hors du bureau).{0,80}(?:jusqu|retour|urgen)",
        Noise::AutoReply,
    ),
    (
        r"^.{0,100}\b(?:estoy|estaré) (?:actualmente )?(?:fuera de la oficina|de vacaciones|ausente).{0,80}(?:hasta|regreso|urgen)",
        Noise::AutoReply,
    ),
    (
        r"^(?:your message (?:to .{1,80} )?(?:couldn't|could not|wasn't|was not) (?:be )?delivered|delivery has failed to these recipients|this is (?:an automatically generated delivery status|the mail system at host)|ihre nachricht (?:an .{1,80} )?konnte nicht zugestellt)",
        Noise::AutoReply,
    ),
    (
        r"^\W*(?:notification type: (?:problem|recovery)|\W*nagios\W|trigger(?: name)?: .{1,160}(?:trigger )?(?:severity|status):|problem started at [0-9:]+|original problem id:|alert ?name: |you are receiving this email because your amazon cloudwatch)",
        Noise::Alert,
    ),
    (
        r"^(?:\W*host: \S+\s+state: (?:warning|critical|down|up|ok|unknown)\b|.{0,250}\bthis is an automat(?:ed|ic) (?:message|e-?mail|notification|alert) (?:from|by) (?:the |our |your )?(?:\w+ )?monitoring)",
        Noise::Alert,
    ),
    (
        r"^.{0,60}\b(?:i (?:want|would like|wish) to report|i am reporting|reporting|please see attached|forwarding) (?:this |an? |the )?(?:suspicious|phishing|spam|scam|suspected)",
        Noise::Phishing,
    ),
    (
        r"^.{0,60}\b(?:i (?:have )?(?:just )?(?:received|got)|we received|ich habe|habe soeben|j'ai reçu|he recibido)\b.{0,30}\b(?:phishing|spam|suspicious|verdächtige|suspect|sospechoso)[ -]*(?:e-?mail|mail|message|correo|nachricht)?\b",
        Noise::Phishing,
    ),
    (
        r"^(?:this (?:e-?mail|message) (?:was|has been) reported|a user (?:has )?reported).{0,80}(?:phish|spam|junk|malicious)",
        Noise::Phishing,
    ),
];

fn set(rules: &[(&str, Noise)]) -> Option<(RegexSet, Vec<Noise>)> {
    let patterns = rules.iter().map(|(pattern, _)| format!("(?is){pattern}"));
    let set = RegexSet::new(patterns).ok()?;
    Some((set, rules.iter().map(|(_, noise)| *noise).collect()))
}

/// Why a ticket is no request of a person, if so.
#[must_use]
pub fn noise(ticket: &Ticket) -> Option<Noise> {
    let wordless = |text: &str| !text.chars().any(char::is_alphanumeric);
    if wordless(&ticket.summary) && wordless(&ticket.description) {
        return Some(Noise::Empty);
    }
    let subject = bare(&ticket.summary);
    let asks = asks(subject) || asks(head(&ticket.description));
    let found = first(SUBJECTS.as_ref(), subject)
        .or_else(|| first(BODIES.as_ref(), head(&ticket.description)));
    // A person who reports a phishing mail may ask, and still reports; a person who asks how to report one does not.
    found.filter(|_| !asks)
}

fn first(rules: Option<&(RegexSet, Vec<Noise>)>, text: &str) -> Option<Noise> {
    let (set, kinds) = rules?;
    set.matches(text).iter().next().map(|at| kinds[at])
}

fn head(text: &str) -> &str {
    let end = text
        .char_indices()
        .nth(HEAD)
        .map_or(text.len(), |(at, _)| at);
    text[..end].trim_start()
}

/// A subject without the marks of replies and forwards.
fn bare(subject: &str) -> &str {
    let mut rest = subject.trim_start();
    loop {
        let marks = [
            "re:",
            "fw:",
            "fwd:",
            "aw:",
            "wg:",
            "tr:",
            "rv:",
            "[external]",
            "[ext]",
        ];
        let mark = marks.iter().find(|m| {
            rest.get(..m.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(m))
        });
        match mark {
            Some(mark) => rest = rest[mark.len()..].trim_start(),
            None => return rest,
        }
    }
}

/// Whether a text begins as a question about how something is done, or reports a wrong reply.
fn asks(text: &str) -> bool {
    const STARTS: [&str; 24] = [
        "how ",
        "how to",
        "can i",
        "can you",
        "could you",
        "cannot",
        "can't",
        "unable",
        "please ",
        "where ",
        "why ",
        "what ",
        "is it possible",
        "need ",
        "wie ",
        "kann ",
        "können ",
        "bitte ",
        "warum ",
        "comment ",
        "pourquoi ",
        "puis-je",
        "cómo ",
        "¿",
    ];
    let lower = head(text).to_lowercase();
    STARTS.iter().any(|start| lower.starts_with(start))
}

#[cfg(test)]
mod tests;
