//! What can be wrong with the fences of internal blocks.
//!
//! Takes a place. Gives the finding. Never decides whether it applies.

use crate::diag::{Code, Severity};
use std::ops::Range;

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

fn finding(code: &'static str, severity: Severity, at: Range<usize>) -> Finding {
    Finding {
        code: Code(code),
        severity,
        at,
        message: "",
        help: "",
    }
}

/// A block that never ends.
pub(crate) fn unclosed(at: Range<usize>) -> Finding {
    Finding {
        message: "this `:::internal` block is never closed",
        help: "close it with `:::` on a line of its own; until then everything to the end counts as internal",
        ..finding("KB024", Severity::Error, at)
    }
}

/// A fence with a slip of the pen.
pub(crate) fn nearly(at: Range<usize>) -> Finding {
    Finding {
        message: "this fence is not quite `:::internal`",
        help: "write `:::internal`; the block is hidden as if you had",
        ..finding("KB025", Severity::Error, at)
    }
}

/// A fence in the middle of a line.
pub(crate) fn not_alone(at: Range<usize>) -> Finding {
    Finding {
        message: "`:::internal` does not stand alone on its line and hides nothing",
        help: "give `:::internal` and `:::` lines of their own, or write it as `code` where it is only mentioned",
        ..finding("KB025", Severity::Error, at)
    }
}

/// A block of another name.
pub(crate) fn unknown(at: Range<usize>) -> Finding {
    Finding {
        message: "this kind of `:::` block is not known and is shown as text",
        help: "only `:::internal` is known; for a notice write `> [!NOTE]`",
        ..finding("KB025", Severity::Warning, at)
    }
}

/// A closing fence with nothing to close.
pub(crate) fn stray(at: Range<usize>) -> Finding {
    Finding {
        message: "this `:::` closes nothing",
        help: "remove it, or write `:::internal` where the block begins",
        ..finding("KB025", Severity::Warning, at)
    }
}
