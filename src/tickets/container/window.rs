//! A window that moves over a stream: as much of it as one record needs.
//!
//! Takes a reader. Gives bytes that were not used yet, and their line. Never holds more than a record and a block, and
//! never loses that the stream broke off.

use std::io::Read;

/// Bytes that are read at once.
const BLOCK: usize = 256 * 1024;

/// The unused part of what was read so far.
pub(crate) struct Window<'a> {
    from: &'a mut dyn Read,
    held: Vec<u8>,
    start: usize,
    line: u32,
    /// Why the stream broke off, if it did.
    pub(crate) fault: Option<String>,
    is_over: bool,
}

impl<'a> Window<'a> {
    /// A window on the beginning.
    pub(crate) fn new(from: &'a mut dyn Read) -> Self {
        Self {
            from,
            held: Vec::new(),
            start: 0,
            line: 1,
            fault: None,
            is_over: false,
        }
    }

    /// What was read and not used.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.held[self.start..]
    }

    /// The line on which the unused part begins.
    pub(crate) fn line(&self) -> u32 {
        self.line
    }

    /// Whether there is nothing left to read behind the unused part.
    pub(crate) fn is_over(&self) -> bool {
        self.is_over
    }

    /// Reads another block; `false` at the end.
    pub(crate) fn more(&mut self) -> bool {
        self.held.drain(..self.start);
        self.start = 0;
        let before = self.held.len();
        self.held.resize(before + BLOCK, 0);
        let mut filled = before;
        while filled < self.held.len() && !self.is_over {
            match self.from.read(&mut self.held[filled..]) {
                Ok(0) => self.is_over = true,
                Ok(count) => filled += count,
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
                Err(e) => {
                    self.fault = Some(e.to_string());
                    self.is_over = true;
                }
            }
        }
        self.held.truncate(filled);
        filled > before
    }

    /// Reads until `count` bytes are there, or the stream ends.
    pub(crate) fn fill(&mut self, count: usize) {
        while self.bytes().len() < count && self.more() {}
    }

    /// Uses `count` bytes.
    pub(crate) fn take(&mut self, count: usize) -> Vec<u8> {
        let taken = self.bytes()[..count].to_vec();
        self.skip(count);
        taken
    }

    /// Passes over `count` bytes.
    pub(crate) fn skip(&mut self, count: usize) {
        let passed = &self.held[self.start..self.start + count];
        let breaks = passed.iter().map(|b| u32::from(*b == b'\n'));
        self.line += breaks.sum::<u32>();
        self.start += count;
    }

    /// Finds the first byte that `wanted` accepts and passes over everything before it.
    pub(crate) fn seek(&mut self, wanted: impl Fn(u8) -> bool) -> Option<u8> {
        loop {
            if let Some(at) = self.bytes().iter().position(|b| wanted(*b)) {
                let found = self.bytes()[at];
                self.skip(at);
                return Some(found);
            }
            self.skip(self.bytes().len());
            if !self.more() {
                return None;
            }
        }
    }

    /// Feeds byte after byte to `step`, which says where it is done; the length of what was fed, or nothing if the stream
    /// ends before or `limit` is passed.
    pub(crate) fn measure(
        &mut self,
        limit: usize,
        mut step: impl FnMut(u8) -> bool,
    ) -> Option<usize> {
        let mut at = 0;
        loop {
            if let Some(found) = self.bytes()[at..].iter().position(|b| step(*b)) {
                return Some(at + found + 1);
            }
            at = self.bytes().len();
            if at > limit || !self.more() {
                return None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tickets::container::window::Window;

    #[test]
    fn lines_are_counted_as_bytes_are_used() {
        let text = format!("a\nb\n{}\nend", "x".repeat(600_000));
        let mut bytes = text.as_bytes();
        let mut window = Window::new(&mut bytes);
        assert_eq!(window.measure(usize::MAX, |b| b == b'\n'), Some(2));
        assert_eq!(window.take(2), b"a\n");
        assert_eq!(window.line(), 2);
        assert_eq!(window.seek(|b| b == b'e'), Some(b'e'));
        assert_eq!((window.line(), window.bytes()), (4, &b"end"[..]));
        assert_eq!(window.measure(usize::MAX, |b| b == b'\n'), None);
        assert!(window.is_over() && window.fault.is_none());
    }
}
