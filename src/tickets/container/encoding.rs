//! From bytes in some encoding to UTF-8.
//!
//! Takes a stream. Gives the stream as UTF-8, and the name of the encoding. Never fails: a byte that does not fit is left
//! for the cell it stands in, where it is mended and counted.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;
use std::io::{self, Read};

/// So much is looked at to find the encoding.
pub(crate) const LOOK: usize = 1 << 20;

/// The encoding of a stream by its beginning, and the length of its byte order mark.
pub(crate) fn detect(head: &[u8], is_all: bool) -> (&'static Encoding, usize) {
    if let Some(found) = Encoding::for_bom(head) {
        return found;
    }
    if let Some(wide) = wide(head) {
        return (wide, 0);
    }
    let misfits = misfits(head, is_all);
    let beyond = head.iter().filter(|b| **b >= 0x80).count();
    // A few broken letters in text that is UTF-8 otherwise make no other encoding of it.
    if misfits * 4 <= beyond {
        return (UTF_8, 0);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, is_all);
    (detector.guess(None, Utf8Detection::Deny), 0)
}

/// UTF-16 without a mark: every other byte of Latin text is zero.
fn wide(head: &[u8]) -> Option<&'static Encoding> {
    let head = &head[..head.len().min(4096) & !1];
    let zeros = |from: usize| {
        head.iter()
            .skip(from)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    match half > 1 {
        true if odd * 2 > half && even == 0 => Some(UTF_16LE),
        true if even * 2 > half && odd == 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// Bytes that are not UTF-8; a letter that the end of the look cuts is none.
fn misfits(mut head: &[u8], is_all: bool) -> usize {
    let mut count = 0;
    while let Err(e) = std::str::from_utf8(head) {
        let Some(len) = e.error_len() else {
            return count + usize::from(is_all);
        };
        count += len;
        head = &head[e.valid_up_to() + len..];
    }
    count
}

/// A cell's text, and whether it had to be mended: what is not UTF-8 is read as Windows-1252.
pub(crate) fn text(cell: &[u8]) -> (Cow<'_, str>, bool) {
    match std::str::from_utf8(cell) {
        Ok(text) => (Cow::Borrowed(text), false),
        Err(_) => (WINDOWS_1252.decode_without_bom_handling(cell).0, true),
    }
}

/// A stream in another encoding, read as UTF-8.
pub(crate) struct Decoded<R> {
    from: R,
    decoder: Decoder,
    raw: Vec<u8>,
    /// Unused bytes of `raw`.
    left: std::ops::Range<usize>,
    is_over: bool,
    is_done: bool,
}

impl<R: Read> Decoded<R> {
    /// Decodes a stream.
    pub(crate) fn new(from: R, encoding: &'static Encoding) -> Self {
        Self {
            from,
            decoder: encoding.new_decoder_without_bom_handling(),
            raw: vec![0; 64 * 1024],
            left: 0..0,
            is_over: false,
            is_done: false,
        }
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while !self.is_done {
            if self.left.is_empty() && !self.is_over {
                let count = self.from.read(&mut self.raw)?;
                self.left = 0..count;
                self.is_over = count == 0;
            }
            let raw = &self.raw[self.left.clone()];
            let (result, read, written, _) = self.decoder.decode_to_utf8(raw, out, self.is_over);
            self.left.start += read;
            self.is_done = self.is_over && result == CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use crate::tickets::container::encoding::{Decoded, detect, text};
    use encoding_rs::{SHIFT_JIS, WINDOWS_1252};
    use std::io::Read;

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn encodings_are_told_apart() {
        let german = "Der Drucker im Büro läuft nicht mehr, große Störung";
        let japanese = "プリンターが動きません。ネットワークに接続できない。";
        let cases: [(Vec<u8>, &str, usize); 8] = [
            (b"plain".to_vec(), "UTF-8", 0),
            (german.into(), "UTF-8", 0),
            (format!("\u{feff}{german}").into(), "UTF-8", 3),
            (WINDOWS_1252.encode(german).0.into(), "windows-1252", 0),
            (SHIFT_JIS.encode(japanese).0.into(), "Shift_JIS", 0),
            ([&[0xff, 0xfe], &utf16("id")[..]].concat(), "UTF-16LE", 2),
            (utf16("id,text\n1,ü"), "UTF-16LE", 0),
            (Vec::new(), "UTF-8", 0),
        ];
        for (bytes, name, mark) in cases {
            let (found, len) = detect(&bytes, true);
            assert_eq!((found.name(), len), (name, mark), "{bytes:?}");
        }
        let broken = [german.as_bytes(), &[0xfc]].concat();
        assert_eq!(detect(&broken, true).0.name(), "UTF-8");
    }

    #[test]
    fn a_decoded_stream_is_the_text_in_small_pieces_too() {
        let words = "Störung 🖨 ".repeat(20_000);
        let bytes = utf16(&words);
        let mut out = Vec::new();
        let mut decoded = Decoded::new(&bytes[..], encoding_rs::UTF_16LE);
        let mut piece = [0; 7];
        loop {
            match decoded.read(&mut piece).unwrap() {
                0 => break,
                n => out.extend_from_slice(&piece[..n]),
            }
        }
        assert_eq!(String::from_utf8(out).unwrap(), words);
    }

    #[test]
    fn a_broken_cell_is_mended() {
        assert_eq!(text("Büro".as_bytes()), ("Büro".into(), false));
        assert_eq!(text(b"B\xfcro"), ("Büro".into(), true));
    }
}
