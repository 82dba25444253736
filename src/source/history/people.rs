//! Who is who: names and addresses by `.mailmap`.
//!
//! Takes names and addresses as commits bear them. Gives them as the mailmap of today has them; addresses in lower case.
//! Never remembers an answer: the mailmap may change while the commits do not.

use crate::source::history::Person;
use crate::source::history::git::Pipe;
use std::io::{self, Read};
use std::path::Path;

/// The people, in the same order.
pub(super) fn people(root: &Path, raw: &[(String, String)]) -> Vec<Person> {
    let plain = || raw.iter().map(|(name, mail)| person(name, mail)).collect();
    if raw.is_empty() {
        return Vec::new();
    }
    let asked: String = raw
        .iter()
        .map(|(name, mail)| format!("{} <{}>\n", bare(name), bare(mail)))
        .collect();
    let Ok(told) = ask(root, asked.into_bytes()) else {
        return plain();
    };
    let told: Vec<Option<Person>> = told.lines().map(contact).collect();
    if told.len() != raw.len() {
        return plain();
    }
    let named = told.into_iter().zip(raw);
    named
        .map(|(told, (name, mail))| told.unwrap_or_else(|| person(name, mail)))
        .collect()
}

fn ask(root: &Path, asked: Vec<u8>) -> io::Result<String> {
    let mut pipe = Pipe::open(root, &["check-mailmap", "--stdin"], asked)?;
    let mut told = Vec::new();
    pipe.out.read_to_end(&mut told)?;
    pipe.close()?;
    Ok(String::from_utf8_lossy(&told).into_owned())
}

/// `Name <address>`.
fn contact(line: &str) -> Option<Person> {
    let (name, mail) = line.strip_suffix('>')?.rsplit_once('<')?;
    Some(person(name.trim_end(), mail))
}

fn person(name: &str, mail: &str) -> Person {
    Person {
        name: name.to_owned(),
        email: mail.to_lowercase(),
    }
}

/// Without what would end a name or a line.
fn bare(text: &str) -> String {
    text.replace(['<', '>', '\n', '\r'], "")
}

#[cfg(test)]
mod tests {
    use crate::source::history::people::contact;

    #[test]
    fn a_contact_is_a_name_and_an_address() {
        let read = |line| contact(line).map(|p| format!("{}|{}", p.name, p.email));
        for (line, expected) in [
            ("Bo Holm <Bo@Example.com>", Some("Bo Holm|bo@example.com")),
            ("<bo@example.com>", Some("|bo@example.com")),
            ("Bo <>", Some("Bo|")),
            ("Bo", None),
        ] {
            assert_eq!(read(line).as_deref(), expected, "{line}");
        }
    }
}
