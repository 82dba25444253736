//! The small change of the index files: LEB128 integers, front-coded words, gzip.
//!
//! Takes numbers and words. Gives bytes, the same on every machine. Never reads them: the browser does, and `unpack`.

/// Bytes in the making.
#[derive(Clone, Debug, Default)]
pub struct Bytes {
    /// What there is so far.
    pub bytes: Vec<u8>,
    last: String,
}

impl Bytes {
    /// Adds an integer: seven bits a byte, the lowest first.
    pub fn int(&mut self, mut value: u32) {
        while value > 127 {
            self.bytes.push((value & 127) as u8 | 128);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }

    /// Adds a word: how many ASCII characters it shares with the word before, how many bytes follow, these bytes.
    pub fn word(&mut self, word: &str) {
        let shared = word
            .bytes()
            .zip(self.last.bytes())
            .take_while(|(a, b)| a == b && a.is_ascii())
            .count();
        self.int(shared as u32);
        self.int((word.len() - shared) as u32);
        self.bytes.extend_from_slice(&word.as_bytes()[shared..]);
        word.clone_into(&mut self.last);
    }

    /// The next word is coded against this one.
    pub fn from(&mut self, word: &str) {
        word.clone_into(&mut self.last);
    }
}

/// The head of a packed file: deflate, no name, no time, packed as small as can be, on no system in particular.
const HEAD: [u8; 10] = [31, 139, 8, 0, 0, 0, 0, 0, 2, 255];
/// Smaller is slower.
const LEVEL: u8 = 9;

/// Packs as gzip (RFC 1952); no time and no name inside. By one packer, whatever other crates ask of `flate2`: faster ones
/// look at the processor and pack otherwise on another machine.
#[must_use]
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let packed = miniz_oxide::deflate::compress_to_vec(bytes, LEVEL);
    let sum = crc32fast::hash(bytes).to_le_bytes();
    // The standard counts the length in 32 bits and goes round.
    let len = (bytes.len() as u32).to_le_bytes();
    [&HEAD[..], &packed, &sum, &len].concat()
}

#[cfg(test)]
mod tests {
    use super::{Bytes, gzip};

    #[test]
    fn integers_and_words_are_short() {
        let mut bytes = Bytes::default();
        bytes.int(300);
        bytes.word("print");
        bytes.word("printer");
        assert_eq!(bytes.bytes, b"\xac\x02\x00\x05print\x05\x02er");
    }

    #[test]
    fn packing_twice_gives_the_same_bytes() {
        assert_eq!(gzip(b"abc"), gzip(b"abc"));
        assert_eq!(gzip(b"")[..10], [31, 139, 8, 0, 0, 0, 0, 0, 2, 255]);
    }
}
