//! Internal blocks in the page of those who may read them.
//!
//! Takes the places of blocks. Gives a box around what stands in an internal block, opened and closed at one depth. Never opens
//! a box between a list and its items.

use crate::render::escape::push_attribute;
use crate::render::html::writer::Writer;
use std::ops::Range;

impl Writer<'_> {
    /// A block begins: internal blocks begin and end with it. `whole` says that it cannot reach beyond one.
    pub(crate) fn edge(&mut self, range: &Range<usize>, whole: bool) {
        if let Some((depth, end)) = self.internal
            && depth == self.frames.len()
            && range.start >= end
        {
            self.leave_internal();
        }
        let offset = self.body().offset;
        let blocks = &self.body().internal;
        let after = blocks.partition_point(|b| b.start <= offset + range.start);
        let around = after.checked_sub(1).map(|i| &blocks[i]);
        let around = around.filter(|b| offset + range.start < b.end);
        // Ranges of lists and quotes take in the white space behind them.
        let text = self.body().markdown.get(range.clone()).unwrap_or_default();
        let end = offset + range.start + text.trim_end().len();
        if let (None, Some(block)) = (self.internal, around)
            && (whole || end <= block.end)
        {
            self.internal = Some((self.frames.len(), block.end - offset));
            self.out.push_str("<div class=\"internal\" role=\"note\"");
            push_attribute(&mut self.out, "aria-label", &self.input.words.internal);
            self.out.push_str(">\n");
        }
    }

    /// Closes the internal block, if one is open.
    pub(crate) fn leave_internal(&mut self) {
        if self.internal.take().is_some() {
            self.out.push_str("</div>\n");
        }
    }
}
