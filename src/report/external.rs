//! The addresses on other sites, for a program that asks whether they still answer.
//!
//! Takes the addresses and their places. Gives one line each (address, tab, places), or one object with `"format": 1`.
//! Never asks a network itself.

use crate::report::gather::Place;
use crate::report::json;
use crate::report::visible::visible;
use serde::Serialize;
use std::io::{self, Write};

/// One address and everywhere it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// As a browser would open it, without name and password.
    pub url: String,
    /// Path below the root, and place, in order.
    pub places: Vec<(String, Place)>,
}

#[derive(Serialize)]
struct Report<'a> {
    format: u32,
    external: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    url: &'a str,
    places: Vec<Spot<'a>>,
}

/// Line and column (in characters) from 1.
#[derive(Serialize)]
struct Spot<'a> {
    path: &'a str,
    line: usize,
    column: usize,
}

/// Writes a line for each address.
///
/// # Errors
/// Only those of the writer.
pub fn lines(out: &mut dyn Write, addresses: &[Address]) -> io::Result<()> {
    addresses.iter().try_for_each(|address| {
        let place =
            |(path, at): &(String, Place)| format!("{}:{}:{}", visible(path), at.line, at.column);
        let places: Vec<_> = address.places.iter().map(place).collect();
        writeln!(out, "{}\t{}", visible(&address.url), places.join(" "))
    })
}

/// Writes the object.
///
/// # Errors
/// Only those of the writer.
pub fn object(out: &mut dyn Write, addresses: &[Address]) -> io::Result<()> {
    let external = addresses.iter().map(entry).collect();
    json::value(
        out,
        &Report {
            format: 1,
            external,
        },
    )
}

fn entry(address: &Address) -> Entry<'_> {
    Entry {
        url: &address.url,
        places: address
            .places
            .iter()
            .map(|(path, at)| spot(path, at))
            .collect(),
    }
}

fn spot<'a>(path: &'a str, at: &Place) -> Spot<'a> {
    Spot {
        path,
        line: at.line,
        column: at.column,
    }
}

#[cfg(test)]
mod tests {
    use crate::report::external::{Address, lines, object};
    use crate::report::gather::Place;

    #[test]
    fn an_address_stands_once_with_all_its_places() {
        let at = |line| ("content/a b.md".to_owned(), Place { line, column: 5 });
        let addresses = [Address {
            url: "https://example.com/x\u{1b}".to_owned(),
            places: vec![at(2), at(9)],
        }];
        let (mut text, mut json) = (Vec::new(), Vec::new());
        lines(&mut text, &addresses).unwrap();
        object(&mut json, &addresses).unwrap();
        let text = String::from_utf8(text).unwrap();
        assert_eq!(
            text,
            "https://example.com/x␛\tcontent/a b.md:2:5 content/a b.md:9:5\n"
        );
        let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
        assert_eq!(json["format"], 1);
        assert_eq!(json["external"][0]["places"][1]["line"], 9);
    }
}
