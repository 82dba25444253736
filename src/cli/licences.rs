//! `deskbook licences`: whose code is in the program, and under which words.
//!
//! Takes the notice that `tests/licences --write` makes of the crates, and what the syntax definitions say of themselves.
//! Gives both on stdout. Never reads a file or the network: the notice is a part of the program.

use crate::cli::args::{Common, Licences};
use crate::cli::exit::Outcome;
use crate::cli::shell::colour;
use crate::diag::Failure;
use crate::report::screen;
use std::io::{self, Write};
use two_face::acknowledgement::listing;

/// The crates, a line each, and after a rule the words of each licence.
const NOTICE: &str = include_str!("../../.licences/THIRD-PARTY.txt");

/// Between the list and the words, and around the names over each of them.
const RULE: &str = "----------------------------------------------------------------------------------------------------";

/// Prints the notice, or its list alone.
pub(crate) fn run(common: &Common, flags: &Licences) -> Result<Outcome, Failure> {
    let mut stream = screen::stdout(colour(common));
    let written = if flags.list {
        stream.out.write_all(list().as_bytes())
    } else {
        whole(&mut stream.out)
    };
    screen::finish(stream, written)?;
    Ok(Outcome::Done)
}

/// The lines of the crates, as they stand between the first words and the first rule.
fn list() -> String {
    let crates = NOTICE.lines().take_while(|line| *line != RULE);
    let crates: Vec<&str> = crates.filter_map(|l| l.strip_prefix("  ")).collect();
    crates.join("\n") + "\n"
}

fn whole(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(NOTICE.as_bytes())?;
    for syntax in listing().for_syntaxes() {
        let name = syntax.rel_path.parent().unwrap_or(&syntax.rel_path);
        let name = name.display();
        writeln!(out, "\n{RULE}\nSyntax definition: {name}\n{RULE}\n")?;
        writeln!(out, "{}", syntax.text.replace('\r', "").trim_matches('\n'))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::cli::licences::{NOTICE, list, whole};

    #[test]
    fn the_list_is_of_the_crates_that_cargo_takes() {
        let lock = include_str!("../../Cargo.lock");
        let named = list();
        let crates: Vec<&str> = named.lines().filter(|l| !l.starts_with("the ")).collect();
        assert!(crates.len() > 150, "{named}");
        for line in crates {
            let mut words = line.split_whitespace();
            let (name, version) = (words.next().unwrap(), words.next().unwrap());
            let entry = format!("name = \"{name}\"\nversion = \"{version}\"\n");
            assert!(
                lock.contains(&entry),
                "{name} {version} is no longer in Cargo.lock: run tests/licences --write"
            );
        }
    }

    #[test]
    fn every_direct_dependency_is_named() {
        let manifest = include_str!("../../Cargo.toml");
        let (_, own) = manifest.split_once("\n[dependencies]\n").unwrap();
        let own = own.split("\n[").next().unwrap();
        let named = list();
        for line in own.lines().filter(|line| line.contains(" = ")) {
            let (key, value) = line.split_once(" = ").unwrap();
            let other = value.split_once("package = \"").map(|(_, rest)| rest);
            let name = other.map_or(key, |rest| rest.split('"').next().unwrap());
            let found = named.lines().any(|l| l.split(' ').next() == Some(name));
            assert!(found, "{name} is not named: run tests/licences --write");
        }
    }

    #[test]
    fn words_of_licences_follow_and_those_of_syntaxes() {
        let mut told = Vec::new();
        whole(&mut told).unwrap();
        let told = String::from_utf8(told).unwrap();
        assert!(NOTICE.contains("Apache License") && NOTICE.contains("Mozilla Public License"));
        assert!(told.matches("Syntax definition: ").count() > 10, "{told}");
        assert!(!told.contains('\r'));
    }
}
