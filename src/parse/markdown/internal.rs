//! `:::internal … :::` blocks, before the Markdown parser sees the text.
//!
//! Takes the body and whether blocks are kept. Gives a text of the same length without the blocks or without their fences,
//! where they stood, and what is wrong with them. Never lets a byte of a removed block through: in doubt it hides more,
//! and the Markdown parser is asked at the end whether a fence was overlooked.

use crate::diag::{Code, Severity};
use crate::parse::Internal;
use crate::parse::markdown::fence::{Action, CodeFence, Mark, in_comment_after, mark};
use crate::parse::markdown::reader::events;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// How often the parser is asked for overlooked fences before everything from the first one on is hidden.
const ROUNDS: usize = 8;

/// Something wrong with a fence, by its place in the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// `KB024` or `KB025`.
    pub(crate) code: Code,
    /// How much it matters.
    pub(crate) severity: Severity,
    /// The line.
    pub(crate) at: Range<usize>,
    /// What is wrong.
    pub(crate) message: &'static str,
    /// What to do.
    pub(crate) help: &'static str,
}

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
        blocks: vec![from..body.len()],
        findings: vec![unclosed(from..from)],
    }
}

/// A line without its ending, and where it starts.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    // A lone CR ends a line in CommonMark too.
    text.split_inclusive(['\n', '\r']).map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
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
            let keep = vec![at.start..at.start + mark.indent];
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

/// Asks the Markdown parser where opening fences are shown as text: starts of lines that are fences, and places of
/// fences that are not alone on their line.
fn overlooked(text: &str) -> (BTreeSet<usize>, Vec<Range<usize>>) {
    let fences: BTreeMap<usize, usize> = lines(text)
        .filter_map(|(start, line)| {
            let mark = mark(line)?;
            let opens = matches!(mark.action, Action::OpenInternal { .. });
            opens.then_some((start + mark.indent, start))
        })
        .collect();
    let mut missed = BTreeSet::new();
    let mut inline = Vec::new();
    let mut code = false;
    for (event, range) in events(text) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(_) if !code => {
                missed.extend(fences.range(range.clone()).map(|(_, line)| *line));
                inline.extend(mention(text, range).filter(|at| !fences.contains_key(&at.start)));
            }
            Event::Code(_) => missed.extend(fences.range(range).map(|(_, line)| *line)),
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                let shown = outside_comment(text, range);
                missed.extend(fences.range(shown).map(|(_, line)| *line));
            }
            _ => {}
        }
    }
    (missed, inline)
}

/// Where a piece of text says `:::internal`, if the author did not take the meaning away with a backslash.
fn mention(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let at = range.start + text[range.clone()].find(":::")?;
    let word = text[at..range.end].trim_start_matches(':').trim_start();
    let named = word
        .get(..8)
        .is_some_and(|w| w.eq_ignore_ascii_case("internal"));
    (named && !text[..at].ends_with('\\')).then_some(at..range.end)
}

/// What of a piece of HTML is not a comment that it begins with.
fn outside_comment(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    if !piece.trim_start().starts_with("<!--") {
        return range;
    }
    let end = piece.find("-->").map_or(range.end, |i| range.start + i);
    end..range.end
}

fn finding(code: &'static str, severity: Severity, at: Range<usize>) -> Finding {
    Finding {
        code: Code(code),
        severity,
        at,
        message: "",
        help: "",
    }
}

fn unclosed(at: Range<usize>) -> Finding {
    Finding {
        message: "this `:::internal` block is never closed",
        help: "close it with `:::` on a line of its own; until then everything to the end counts as internal",
        ..finding("KB024", Severity::Error, at)
    }
}

fn nearly(at: Range<usize>) -> Finding {
    Finding {
        message: "this fence is not quite `:::internal`",
        help: "write `:::internal`; the block is hidden as if you had",
        ..finding("KB025", Severity::Error, at)
    }
}

fn not_alone(at: Range<usize>) -> Finding {
    Finding {
        message: "`:::internal` does not stand alone on its line and hides nothing",
        help: "give `:::internal` and `:::` lines of their own, or write it as `code` where it is only mentioned",
        ..finding("KB025", Severity::Error, at)
    }
}

fn unknown(at: Range<usize>) -> Finding {
    Finding {
        message: "this kind of `:::` block is not known and is shown as text",
        help: "only `:::internal` is known; for a notice write `> [!NOTE]`",
        ..finding("KB025", Severity::Warning, at)
    }
}

fn stray(at: Range<usize>) -> Finding {
    Finding {
        message: "this `:::` closes nothing",
        help: "remove it, or write `:::internal` where the block begins",
        ..finding("KB025", Severity::Warning, at)
    }
}

#[cfg(test)]
mod tests;
