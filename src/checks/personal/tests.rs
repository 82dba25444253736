//! What tells of a person and what does not.

use crate::checks::personal::Own;
use crate::checks::pieces::Piece;
use regex::Regex;

/// What is found in a text.
fn found(text: &str) -> Vec<&str> {
    let own = Own {
        contact: "martina.finch@larkfield.co".to_owned(),
        ids: vec![Regex::new(r"\bLF-[0-9]{5}\b").unwrap()],
    };
    let hits = own.hits(&Piece::new(text, 0));
    hits.into_iter().map(|(_, range)| &text[range]).collect()
}

#[test]
fn people_are_found() {
    for (text, value) in [
        (
            "Write to peter.finch@larkfield.co.",
            "peter.finch@larkfield.co",
        ),
        ("Mobile: +49 171 2340957", "+49 171 2340957"),
        ("Ask Martina, 030 9018200", "030 9018200"),
        (
            "IBAN DE02 1203 0000 0000 2020 51",
            "DE02 1203 0000 0000 2020 51",
        ),
        (
            "Card 4539 1488 0343 6467 was refused",
            "4539 1488 0343 6467",
        ),
        ("The user Martina Finch cannot sign in", "Martina Finch"),
        ("Hi Martina,\n\nthe printer", "Martina"),
        ("Viele Grüße\nMartina Finch\n", "Martina Finch"),
        ("The laptop LF-20314 is old", "LF-20314"),
        ("SSN 219-09-9999", "219-09-9999"),
        ("Numéro 2 55 08 14 168 025 38", "2 55 08 14 168 025 38"),
    ] {
        assert_eq!(found(text), [value], "{text}");
    }
}

#[test]
fn desks_examples_and_numbers_of_products_are_left_alone() {
    for text in [
        "Write to martina.finch@larkfield.co or servicedesk@larkfield.co.",
        "Example: ada.finch@example.com or john.doe@larkfield.co",
        "Call us at +49 30 9018200 or 1-800-555-0199.",
        "Mobile: (212) 555-0143",
        "Build 10.0.22631.3007, KB5034441, error 0x80070643",
        "Correlation 4f6e8a1c-9d2b-4c3e-8a7f-1b2c3d4e5f60",
        "Order 4539148803436467 of the API",
        "The card 4111 1111 1111 1111 is for tests",
        "Hi there,\n\nHello World\n",
        "The user John Smith is an example, and the user Interface Name too",
        "Version 219-09-9999",
        "An example of a card: 4539 1488 0343 6467",
        "The label LF-12345 is an example",
        "The customer Success Manager and the user Account Control",
        "<!-- Mobile: +49 171 2340957 -->",
    ] {
        let all = found(text);
        let comment = text.starts_with("<!--");
        assert!(all.is_empty() || comment, "{text}: {all:?}");
    }
}
