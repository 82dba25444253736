//! Mail addresses of people.
//!
//! Takes text and the address of the contact. Gives places. Never takes the address of a team, an example or a made-up
//! firm for that of a person.

use super::Hit;
use crate::text::redact::is_given_name;
use regex::Regex;
use std::sync::LazyLock;

static MAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[A-Za-z0-9][A-Za-z0-9._%+'-]{0,63}@[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{2,63})+").ok()
});

/// Parts of the name of an address that belongs to many, or to nobody.
#[rustfmt::skip] // a list of words
const MANY: &[&str] = &[
    "service", "services", "support", "desk", "servicedesk", "helpdesk", "help", "info", "noreply", "reply", "no", "not", "admin", "admins", "administrator",
    "team", "teams", "sales", "office", "security", "abuse", "postmaster", "contact", "kontakt", "billing", "hr", "it", "marketing", "feedback", "news",
    "newsletter", "mail", "mailer", "daemon", "hello", "press", "privacy", "legal", "webmaster", "hostmaster", "root", "notification", "notifications",
    "alert", "alerts", "user", "users", "name", "test", "tests", "tester", "account", "accounts", "group", "room", "shared", "mailbox", "postfach", "system", "customer",
    "customers", "care", "care", "beta", "dev", "ops", "devops", "cloud", "api", "app", "id", "sample", "example", "demo", "first", "last", "firstname", "lastname", "vorname",
    "nachname", "doe", "mustermann", "musterfrau", "muster", "your", "my", "me", "someone", "anyone", "person", "email", "domain", "company", "tech", "technical", "bot",
    "robot", "build", "git", "svc", "scan", "scanner", "printer", "fax", "sync", "invoice", "invoices", "order", "orders", "jobs", "careers", "training", "learning",
    "events", "partner", "partners", "community", "report", "reports", "phish", "phishing", "spam", "message", "messages", "request", "requests", "meeting", "adobe", "microsoft", "google",
];

/// Words of domains that are made up.
const MADE_UP: &[&str] = &[
    "example",
    "contoso",
    "fabrikam",
    "adatum",
    "tailspin",
    "woodgrove",
    "northwind",
    "wingtip",
    "litware",
    "proseware",
    "cohovineyard",
    "relecloud",
    "domain",
    "company",
    "yourorg",
    "organization",
    "mycorp",
    "acme",
    "email.com",
    "test",
    "xyz.",
    "abc.",
    "invalid",
    "localhost",
    "foo",
    "sample",
    "firma",
    "beispiel",
    "onmicrosoft",
    "gserviceaccount",
    "tenant",
    "mail.com",
    "server",
];

pub(super) fn find(text: &str, contact: &str) -> Vec<Hit> {
    let Some(mail) = MAIL.as_ref() else {
        return Vec::new();
    };
    let found = mail.find_iter(text).filter(|m| {
        let address = m.as_str().to_lowercase();
        // `https://ada@host` and `git@host:path` are no mail; `a@2x.png` is a file.
        let before = &text[..m.start()];
        address != contact && !before.ends_with(['/', '%', '@']) && is_person(&address)
    });
    found.map(|m| ("a mail address", m.range())).collect()
}

/// Whether an address in lower case is that of one person: two words, or a given name.
fn is_person(address: &str) -> bool {
    let Some((name, domain)) = address.split_once('@') else {
        return false;
    };
    let made_up = MADE_UP.iter().any(|word| domain.contains(word));
    let file = [".png", ".jpg", ".gif", ".svg", ".webp"]
        .iter()
        .any(|end| domain.ends_with(end));
    let parts: Vec<&str> = name
        .split(['.', '_', '-', '+'])
        .filter(|p| !p.is_empty())
        .collect();
    let many = parts
        .iter()
        .any(|p| MANY.contains(&p.trim_end_matches(|c: char| c.is_ascii_digit())));
    let words = parts
        .iter()
        .all(|p| p.bytes().all(|b| b.is_ascii_alphabetic()));
    let full = words && parts.len() == 2 && name.contains('.') && parts.iter().any(|p| p.len() > 2);
    let given = parts.first().is_some_and(|p| is_given_name(p));
    !made_up && !file && !many && (full || given)
}

#[cfg(test)]
mod tests {
    use super::{MAIL, is_person};

    #[test]
    fn people_and_desks_are_told_apart() {
        assert!(MAIL.is_some());
        for (address, person) in [
            ("ada.finch@larkfield.co", true),
            ("a.finch@larkfield.co", true),
            ("martina@larkfield.co", true),
            ("martina_k@larkfield.co", true),
            ("service.desk@larkfield.co", false),
            ("noreply@larkfield.co", false),
            ("do-not-reply@larkfield.co", false),
            ("ada.finch@example.com", false),
            ("ada.finch@contoso.com", false),
            ("john.doe@larkfield.co", false),
            ("vorname.nachname@larkfield.co", false),
            ("icon@2x.png", false),
            ("jfx22@larkfield.co", false),
        ] {
            assert_eq!(is_person(address), person, "{address}");
        }
    }
}
