//! Numbers, texts and ids as bytes, and back.
//!
//! Takes values one after the other. Gives bytes, and from bytes the same values. Never trusts them: what cannot be read is
//! nothing.

use crate::source::history::oid::Oid;

/// Writes values.
#[derive(Clone, Debug, Default)]
pub struct Pack(Vec<u8>);

impl Pack {
    /// A number, in few bytes where it is small.
    pub fn number(&mut self, mut n: u64) {
        while n >= 0x80 {
            self.0.push(n as u8 | 0x80);
            n >>= 7;
        }
        self.0.push(n as u8);
    }

    /// Bytes of any length.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// An id.
    pub fn oid(&mut self, oid: Oid) {
        self.bytes(oid.bytes());
    }

    /// All that was written.
    #[must_use]
    pub fn close(self) -> Vec<u8> {
        self.0
    }
}

/// Reads values.
#[derive(Clone, Debug)]
pub struct Unpack<'a>(&'a [u8]);

impl<'a> Unpack<'a> {
    /// From the first byte on.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// A number.
    pub fn number(&mut self) -> Option<u64> {
        let mut n = 0;
        for shift in (0..64).step_by(7) {
            let (first, rest) = self.0.split_first()?;
            self.0 = rest;
            n |= u64::from(first & 0x7f) << shift;
            if first & 0x80 == 0 {
                return Some(n);
            }
        }
        None
    }

    /// How many values follow, each of at least one byte.
    pub fn count(&mut self) -> Option<usize> {
        let n = usize::try_from(self.number()?).ok()?;
        (n <= self.0.len()).then_some(n)
    }

    /// Bytes.
    pub fn bytes(&mut self) -> Option<&'a [u8]> {
        let len = self.count()?;
        let (bytes, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(bytes)
    }

    /// A text.
    pub fn text(&mut self) -> Option<String> {
        String::from_utf8(self.bytes()?.to_vec()).ok()
    }

    /// An id.
    pub fn oid(&mut self) -> Option<Oid> {
        Oid::of(self.bytes()?)
    }

    /// Whether everything was read.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use crate::source::history::pack::{Pack, Unpack};
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn what_was_written_is_read(n: u64, text: String) {
            let mut pack = Pack::default();
            pack.number(n);
            pack.text(&text);
            let bytes = pack.close();
            let mut unpack = Unpack::new(&bytes);
            prop_assert_eq!(unpack.number(), Some(n));
            prop_assert_eq!(unpack.text(), Some(text));
            prop_assert!(unpack.is_done());
        }

        #[test]
        fn bytes_of_others_are_refused_or_read_but_never_panic(bytes: Vec<u8>) {
            let mut unpack = Unpack::new(&bytes);
            while unpack.bytes().is_some() {}
            prop_assert!(unpack.number().is_none() || !bytes.is_empty());
        }
    }
}
