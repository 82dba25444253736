//! What git tells of the base, as far as a plan wants it.
//!
//! Takes the root, and what was told last. Gives [`Told`]: dates always, the audit where it is wanted. Never asks twice while
//! nothing has been committed.

use crate::audit::{self, Audit};
use crate::diag::Diagnostic;
use crate::parse::block::Dialect;
use crate::source::history::{self, History, Past};
use std::path::Path;
use std::sync::Arc;

/// When the audit is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trails {
    /// Never: dates are enough.
    Never,
    /// Where pages show it: in the narrowest edition.
    Pages,
    /// Where a check asks for it: the settings name people, or an article may be in progress.
    Checks,
    /// Always.
    Always,
}

/// What git told.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    past: Option<Arc<Past>>,
    pub(super) history: Arc<History>,
    /// With the dialect it was read in.
    heard: Option<(Dialect, Arc<Audit>)>,
    pub(super) found: Vec<Diagnostic>,
}

impl Told {
    /// Asks git; where nothing has changed since the last time, that is told again.
    pub(super) fn ask(root: &Path, last: Option<Self>) -> Self {
        let before = last.as_ref().and_then(|told| told.past.as_ref());
        let (past, found) = history::past(root, before);
        let is_same = |last: &Self| match (&last.past, &past) {
            (Some(last), Some(past)) => Arc::ptr_eq(last, past),
            _ => false,
        };
        if let Some(last) = last.filter(is_same) {
            return last;
        }
        let history = past.as_ref().map(|past| past.history()).unwrap_or_default();
        Self {
            past,
            history: Arc::new(history),
            heard: None,
            found,
        }
    }

    /// Whether another was told the same, the last time it was asked.
    pub(super) fn is(&self, other: &Self) -> bool {
        match (&self.past, &other.past) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => self.found == other.found,
            _ => false,
        }
    }

    /// At which commit of which repository: nothing else changes what is told.
    pub(super) fn mark(&self) -> String {
        let past = self.past.as_ref().map(|past| past.mark());
        past.unwrap_or_default()
    }

    /// The audit, read now unless it was read before.
    pub(super) fn audit(&mut self, root: &Path, dialect: &Dialect) -> Arc<Audit> {
        if let Some((_, audit)) = self.heard.as_ref().filter(|(d, _)| d == dialect) {
            return Arc::clone(audit);
        }
        let past = self.past.as_ref();
        let audit = past.map(|past| audit::read(root, past, dialect));
        let audit = Arc::new(audit.unwrap_or_default());
        self.heard = Some((dialect.clone(), Arc::clone(&audit)));
        audit
    }
}
