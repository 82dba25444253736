//! `kcs:` of the settings file.
//!
//! Takes YAML nodes. Gives [`KcsSettings`], and findings through the reader. Never lets an address stand for two people:
//! nobody could say whose role counts.

use crate::config::kcs::{KcsSettings, Person, Role, Team};
use crate::config::keys;
use crate::config::sections::plain;
use crate::diag::{Spanned, nearest};
use crate::yaml::reader::Reader;
use crate::yaml::shape::names;
use crate::yaml::{Node, Value};

/// The keys of the section, in the order of the manual.
pub const KCS_KEYS: &[&str] = &names(&keys::KCS);

/// The keys of a person.
pub const PERSON_KEYS: &[&str] = &names(&keys::PERSON);

/// Reads the section.
pub(crate) fn kcs(reader: &mut Reader, settings: &mut KcsSettings, value: Node) {
    let mut editors = Vec::new();
    for (key, value) in reader.map("kcs", value) {
        let name = key.value.as_str();
        match name {
            "people" => people(reader, settings, value),
            "others" => settings.others = role(reader, name, &value).unwrap_or(settings.others),
            "compliance" => editors = addresses(reader, name, &value),
            "teams" => settings.teams = teams(reader, value),
            _ => reader.unknown_key(&key, "kcs", KCS_KEYS),
        }
    }
    for editor in &editors {
        if settings.person(&editor.value).is_none() {
            nobody(reader, settings, editor);
        }
    }
    settings.compliance = plain(editors);
}

fn role(reader: &mut Reader, key: &str, value: &Node) -> Option<Role> {
    let known = Role::ALL.map(|r| (r.word(), r));
    reader.one_of(key, value, &known).map(|r| r.value)
}

fn people(reader: &mut Reader, settings: &mut KcsSettings, value: Node) {
    for (email, value) in reader.map("people", value) {
        let Some(first) = address(reader, "people", email) else {
            continue;
        };
        let mut person = Person {
            emails: vec![first.value.clone()],
            name: None,
            role: settings.others,
            categories: Vec::new(),
        };
        let mut emails = vec![first];
        if matches!(value.value, Value::Map(_)) {
            emails.extend(details(reader, &mut person, value));
        } else if let Some(role) = role(reader, "role", &value) {
            person.role = role;
        }
        for email in emails {
            if settings.person(&email.value).is_some() {
                let message = format!("`{}` belongs to two people", email.value);
                reader.wrong(email.span, message, "name it once");
            } else if !person.emails.contains(&email.value) {
                person.emails.push(email.value);
            }
        }
        settings.people.push(person);
    }
}

/// What a mapping says of a person; gives her further addresses.
fn details(reader: &mut Reader, person: &mut Person, value: Node) -> Vec<Spanned<String>> {
    let mut also = Vec::new();
    let mut has_role = false;
    let span = value.span;
    for (key, value) in reader.map("people", value) {
        let name = key.value.as_str();
        match name {
            "role" => {
                has_role = true;
                person.role = role(reader, name, &value).unwrap_or(person.role);
            }
            "categories" => person.categories = categories(reader, &value),
            "name" => person.name = reader.text(name, &value).map(|t| t.value),
            "also" => also = addresses(reader, name, &value),
            _ => reader.unknown_key(&key, "people", PERSON_KEYS),
        }
    }
    if !has_role {
        let message = format!("`{}` has no role", person.emails[0]);
        let words: Vec<String> = Role::ALL.map(|r| format!("`{}`", r.word())).into();
        reader.wrong(
            span,
            message,
            format!("add `role`, one of {}", words.join(", ")),
        );
    }
    also
}

fn categories(reader: &mut Reader, value: &Node) -> Vec<String> {
    let words = plain(reader.words("categories", value));
    let bare = |w: &String| w.trim_matches('/').to_owned();
    words.iter().map(bare).collect()
}

/// A team a key with its people, or a plain list of names.
fn teams(reader: &mut Reader, value: Node) -> Vec<Team> {
    if !matches!(value.value, Value::Map(_)) {
        let team = |slug| Team {
            slug,
            members: Vec::new(),
        };
        let names = plain(reader.words("teams", &value));
        return names.into_iter().map(team).collect();
    }
    let entries = reader.map("teams", value);
    let team = |(slug, value): (Spanned<String>, Node)| Team {
        members: plain(addresses(reader, &slug.value, &value)),
        slug: slug.value,
    };
    entries.into_iter().map(team).collect()
}

fn addresses(reader: &mut Reader, key: &str, value: &Node) -> Vec<Spanned<String>> {
    let words = reader.words(key, value);
    let mut all = Vec::with_capacity(words.len());
    for word in words {
        all.extend(address(reader, key, word));
    }
    all
}

/// The address of a commit, in lower case.
fn address(reader: &mut Reader, key: &str, text: Spanned<String>) -> Option<Spanned<String>> {
    let parts = text.value.split_once('@');
    let whole = |(name, host): (&str, &str)| !name.is_empty() && !host.is_empty();
    if parts.is_some_and(whole) && !text.value.contains(char::is_whitespace) {
        return Some(text.map(|t| t.to_lowercase()));
    }
    let message = format!("`{key}` wants addresses of commits, not `{}`", text.value);
    let help = "write it as `git log` shows it: `ann@example.com`";
    reader.wrong(text.span, message, help);
    None
}

fn nobody(reader: &mut Reader, settings: &KcsSettings, editor: &Spanned<String>) {
    let known = settings.people.iter().flat_map(|p| &p.emails);
    let help = match nearest(&editor.value, known.map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "name the person with a role under `people`".to_owned(),
    };
    let message = format!("`{}` in `compliance` is nobody of `people`", editor.value);
    reader.wrong(editor.span, message, help);
}

#[cfg(test)]
mod tests {
    use crate::config::kcs::{KcsSettings, Person, Role, Team};
    use crate::config::read::tests::settings as whole;

    fn settings(text: &str) -> (KcsSettings, Vec<String>) {
        let (settings, said) = whole(text);
        (settings.kcs, said)
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|w| (*w).to_owned()).collect()
    }

    #[test]
    fn every_key_is_read() {
        let (found, said) = settings(
            "kcs:\n  people:\n    Ann@Example.com: coach\n    bo@example.com: { role: contributor, categories: [network/, email], name: Bo Lind, also: [BO@old.example] }\n  \
             others: contributor\n  compliance: [bo@old.example]\n  teams: { network-team: [bo@example.com], service-desk: [] }\n",
        );
        assert_eq!(said, [""; 0]);
        let team = |slug: &str, members: &[&str]| Team {
            slug: slug.to_owned(),
            members: words(members),
        };
        let expected = KcsSettings {
            people: vec![
                Person {
                    emails: words(&["ann@example.com"]),
                    name: None,
                    role: Role::Coach,
                    categories: Vec::new(),
                },
                Person {
                    emails: words(&["bo@example.com", "bo@old.example"]),
                    name: Some("Bo Lind".to_owned()),
                    role: Role::Contributor,
                    categories: words(&["network", "email"]),
                },
            ],
            others: Role::Contributor,
            compliance: words(&["bo@old.example"]),
            teams: vec![
                team("network-team", &["bo@example.com"]),
                team("service-desk", &[]),
            ],
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn teams_may_be_a_list_of_names() {
        let (found, said) = settings("kcs: { teams: [network-team, service-desk] }\n");
        assert_eq!(said, [""; 0]);
        let slugs: Vec<&str> = found.teams.iter().map(|t| t.slug.as_str()).collect();
        assert_eq!(slugs, ["network-team", "service-desk"]);
    }

    #[test]
    fn every_misfit_is_said_with_what_to_do() {
        let (found, said) = settings(
            "kcs:\n  peeple: {}\n  people:\n    ann: coach\n    bo@example.com: captain\n    cy@example.com: {rol: coach, also: BO@example.com}\n    dee@example.com: publisher\n  \
             others: nobody\n  compliance: [de@example.com, xx]\n  teams: {desk: [zed]}\n",
        );
        let expected = [
            "unknown key `peeple` in `kcs` (did you mean `people`?)",
            "`people` wants addresses of commits, not `ann` (write it as `git log` shows it: `ann@example.com`)",
            "`captain` is no value of `role` (expected one of `candidate`, `contributor`, `publisher`, `coach`)",
            "unknown key `rol` in `people` (did you mean `role`?)",
            "`cy@example.com` has no role (add `role`, one of `candidate`, `contributor`, `publisher`, `coach`)",
            "`bo@example.com` belongs to two people (name it once)",
            "`nobody` is no value of `others` (expected one of `candidate`, `contributor`, `publisher`, `coach`)",
            "`compliance` wants addresses of commits, not `xx` (write it as `git log` shows it: `ann@example.com`)",
            "`desk` wants addresses of commits, not `zed` (write it as `git log` shows it: `ann@example.com`)",
            "`de@example.com` in `compliance` is nobody of `people` (did you mean `dee@example.com`?)",
        ];
        assert_eq!(found.people.len(), 3);
        assert_eq!(said, expected);
    }
}
