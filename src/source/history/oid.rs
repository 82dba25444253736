//! Ids of git objects.
//!
//! Takes hexadecimal text. Gives [`Oid`], for SHA-1 and SHA-256 repositories. Never asks whether the object exists.

use std::fmt;

/// The id of a commit or of a text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Oid {
    bytes: [u8; 32],
    len: u8,
}

impl Oid {
    /// From 40 or 64 hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if !matches!(digits.len(), 40 | 64) {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let digit = |d: u8| char::from(d).to_digit(16).map(|d| d as u8);
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Some(Self {
            bytes,
            len: (digits.len() / 2) as u8,
        })
    }

    /// From 20 or 32 bytes.
    #[must_use]
    pub fn of(raw: &[u8]) -> Option<Self> {
        if !matches!(raw.len(), 20 | 32) {
            return None;
        }
        let mut bytes = [0; 32];
        bytes[..raw.len()].copy_from_slice(raw);
        Some(Self {
            bytes,
            len: raw.len() as u8,
        })
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }
}

impl fmt::Display for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bytes().iter().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

impl fmt::Debug for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use crate::source::history::oid::Oid;

    #[test]
    fn both_lengths_are_read_and_nothing_else() {
        for text in ["0123456789abcdef".repeat(4), "ab".repeat(20)] {
            let oid = Oid::parse(&text).unwrap();
            assert_eq!(oid.to_string(), text);
            assert_eq!(Oid::of(oid.bytes()), Some(oid));
        }
        for text in ["", "ab", &"xy".repeat(20), &"\u{e4}".repeat(20)] {
            assert_eq!(Oid::parse(text), None, "{text}");
        }
    }
}
