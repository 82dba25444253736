//! `:::internal … :::` blocks, before the Markdown parser sees the text.
//!
//! Takes the body and whether blocks are kept. Gives a text of the same length without the blocks or without their fences,
//! where they stood, and what is wrong with them. Never lets a byte of a removed block through: in doubt it hides more,
//! and the Markdown parser is asked at the end whether a fence was overlooked.

use crate::parse::Internal;
use crate::parse::markdown::fence::{Action, CodeFence, Mark, in_comment_after, mark};
use crate::parse::markdown::finding::{Finding, nearly, not_alone, stray, unclosed, unknown};
use crate::parse::markdown::overlooked::{lines, overlooked};
use std::collections::BTreeSet;
use std::ops::Range;

/// How often the parser is asked for overlooked fences before everything from the first one on is hidden.
const ROUNDS: usize = 8;

/// The body with its internal blocks settled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Settled {
    /// As many bytes as the body, line endings in their places.
    pub(crate) text: String,
    /// The blocks, fences included, in order.
    pub(crate) blocks: Vec<Range<usize>>,
    /// What is wrong.
    pub(crate) findings: Vec<Finding>,
}

/// Takes out the internal blocks, or their fences.
pub(crate) fn settle(body: &str, internal: Internal) -> Settled {
    if !body.contains("::") {
        return Settled {
            text: body.to_owned(),
            ..Settled::default()
        };
    }
    let mut forced = BTreeSet::new();
    for _ in 0..ROUNDS {
        let scan = Scan::run(body, &forced);
        let (overlooked, inline) = overlooked(&scan.apply(Internal::Remove));
        if overlooked.is_empty() {
            let text = scan.apply(internal);
            let mut findings = scan.findings;
            findings.extend(inline.into_iter().map(not_alone));
            findings.sort_by_key(|f| f.at.start);
            return Settled {
                text,
                blocks: scan.blocks,
                findings,
            };
        }
        forced.extend(overlooked);
    }
    hide_rest(body, forced.first().copied().unwrap_or(0))
}

/// The last resort: everything from `from` on is internal.
fn hide_rest(body: &str, from: usize) -> Settled {
    let mut text = body[..from].to_owned();
    push_blank(&mut text, &body[from..]);
    Settled {
        text,
        blocks: std::iter::once(from..body.len()).collect(),
        findings: vec![unclosed(from..from)],
    }
}

/// An open block.
struct Open {
    colons: usize,
    indent: usize,
    line: Range<usize>,
    internal: bool,
}

/// A fence of a block that is kept: the line and the words on it that stay.
struct FenceLine {
    line: Range<usize>,
    keep: Vec<Range<usize>>,
}

/// One reading of the body from top to bottom.
#[derive(Default)]
struct Scan<'a> {
    body: &'a str,
    code: Option<CodeFence>,
    comment: bool,
    stack: Vec<Open>,
    /// How many entries of the stack were there when the internal block began.
    inside: Option<usize>,
    blocks: Vec<Range<usize>>,
    fences: Vec<FenceLine>,
    findings: Vec<Finding>,
}

impl<'a> Scan<'a> {
    fn run(body: &'a str, forced: &BTreeSet<usize>) -> Self {
        let mut scan = Scan {
            body,
            ..Self::default()
        };
        for (start, line) in lines(body) {
            if forced.contains(&start) {
                scan.code = None;
                scan.comment = false;
            }
            scan.line(start, line);
        }
        if let Some(open) = scan.inside.and_then(|depth| scan.stack.get(depth)) {
            let line = open.line.clone();
            scan.blocks.push(line.start..body.len());
            scan.findings.push(unclosed(line));
        }
        scan
    }

    fn line(&mut self, start: usize, line: &str) {
        if let Some(code) = self.code {
            if code.is_closed_by(line) {
                self.code = None;
            }
        } else if self.comment {
            self.comment = in_comment_after(line, true);
        } else if let Some(mark) = mark(line) {
            let at = start..start + line.len();
            match mark.action {
                Action::Close => self.close(&mark, at),
                Action::OpenInternal { sure } => {
                    if !sure {
                        self.findings.push(nearly(at.clone()));
                    }
                    self.open_internal(&mark, at);
                }
                Action::OpenOther => self.open_other(&mark, at),
            }
        } else if let Some(code) = CodeFence::open(line) {
            self.code = Some(code);
        } else {
            self.comment = in_comment_after(line, false);
        }
    }

    fn open_internal(&mut self, mark: &Mark, at: Range<usize>) {
        let words = at.start + mark.words.start..at.start + mark.words.end;
        self.fences.push(FenceLine {
            line: at.clone(),
            keep: vec![at.start..at.start + mark.indent, words],
        });
        if mark.one_line {
            if self.inside.is_none() {
                self.blocks.push(at);
            }
            return;
        }
        self.inside.get_or_insert(self.stack.len());
        self.push(mark, at, true);
    }

    fn open_other(&mut self, mark: &Mark, at: Range<usize>) {
        if self.inside.is_none() {
            self.findings.push(unknown(at.clone()));
        }
        if !mark.one_line {
            self.push(mark, at, false);
        }
    }

    fn push(&mut self, mark: &Mark, line: Range<usize>, internal: bool) {
        self.stack.push(Open {
            colons: mark.colons,
            indent: mark.indent,
            line,
            internal,
        });
    }

    fn close(&mut self, mark: &Mark, at: Range<usize>) {
        let fits = |open: &Open| mark.colons >= open.colons && mark.indent <= open.indent.max(3);
        match self.stack.last() {
            None => self.findings.push(stray(at)),
            Some(open) if fits(open) => self.pop(mark, at),
            Some(_) => {}
        }
    }

    fn pop(&mut self, mark: &Mark, at: Range<usize>) {
        let Some(open) = self.stack.pop() else {
            return;
        };
        if open.internal {
            let keep = std::iter::once(at.start..at.start + mark.indent).collect();
            self.fences.push(FenceLine {
                line: at.clone(),
                keep,
            });
        }
        if self.inside == Some(self.stack.len()) {
            self.inside = None;
            self.blocks.push(open.line.start..at.end);
        }
    }

    fn apply(&self, internal: Internal) -> String {
        let mut out = String::with_capacity(self.body.len());
        let mut at = 0;
        match internal {
            Internal::Remove => {
                for block in &self.blocks {
                    out.push_str(&self.body[at..block.start]);
                    push_blank(&mut out, &self.body[block.clone()]);
                    at = block.end;
                }
            }
            Internal::Keep => {
                for fence in &self.fences {
                    out.push_str(&self.body[at..fence.line.start]);
                    for words in &fence.keep {
                        out.push_str(&self.body[words.clone()]);
                    }
                    out.extend(std::iter::repeat_n(
                        ' ',
                        fence.line.end.saturating_sub(out.len()),
                    ));
                    at = fence.line.end;
                }
            }
        }
        out.push_str(&self.body[at..]);
        out
    }
}

/// Adds as many bytes of white space as `text` has, line endings kept.
fn push_blank(out: &mut String, text: &str) {
    out.extend(text.bytes().map(|b| match b {
        b'\n' | b'\r' => char::from(b),
        _ => ' ',
    }));
}

#[cfg(test)]
mod tests;
