//! What the reader of a preview sees at the moment.
//!
//! Takes each [`Built`]. Gives a [`Snapshot`] that never changes, and word of every new one. Never drops a site because
//! the next build brought none.

use crate::output::Output;
use crate::serve::Built;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::watch;

/// The state of a preview.
#[derive(Clone, Debug, Default)]
pub(super) struct Snapshot {
    /// The last good site.
    pub site: Option<Arc<Output>>,
    /// What is wrong, as HTML.
    pub overlay: Option<Arc<str>>,
    /// Number of errors.
    pub errors: usize,
    /// Counts the sites.
    version: u64,
    /// Counts the overlays.
    notice: u64,
}

/// Where snapshots are laid out.
pub(super) struct Desk {
    /// The base.
    pub root: PathBuf,
    sender: watch::Sender<Arc<Snapshot>>,
}

impl Desk {
    /// An empty one.
    pub(super) fn new(root: PathBuf) -> Self {
        Self {
            root,
            sender: watch::Sender::new(Arc::new(Snapshot::default())),
        }
    }

    /// Lays out what came of a build; says whether the reader sees anything new.
    pub(super) fn publish(&self, built: Built) -> bool {
        let mut next = Snapshot::clone(&self.current());
        let (version, notice) = (next.version, next.notice);
        // Comparing is cheaper than a page that jumps because somebody saved without a change.
        if built.output.is_some() && built.output != next.site {
            next.site = built.output;
            next.version += 1;
        }
        if built.overlay.as_deref() != next.overlay.as_deref() || built.errors != next.errors {
            next.overlay = built.overlay.map(Arc::from);
            next.errors = built.errors;
            next.notice += 1;
        }
        let news = (version, notice) != (next.version, next.notice);
        if news {
            self.sender.send_replace(Arc::new(next));
        }
        news
    }

    /// The newest snapshot.
    pub(super) fn current(&self) -> Arc<Snapshot> {
        Arc::clone(&self.sender.borrow())
    }

    /// The newest snapshot and all that follow.
    pub(super) fn subscribe(&self) -> watch::Receiver<Arc<Snapshot>> {
        self.sender.subscribe()
    }
}

impl Snapshot {
    /// The name of the site in it; another run of the program gives other names.
    pub(super) fn name(&self) -> String {
        format!("{}.{}", std::process::id(), self.version)
    }

    /// What the script in the page has to know, as JSON.
    pub(super) fn state(&self) -> String {
        let notice = self.overlay.as_ref().map_or(0, |_| self.notice);
        serde_json::json!({
            "site": self.name(),
            "notice": notice,
            "errors": self.errors,
        })
        .to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::Desk;
    use crate::output::{Artifact, Output};
    use crate::paths::OutPath;
    use crate::serve::Built;
    use std::path::PathBuf;
    use std::sync::Arc;

    fn built(text: Option<&str>, overlay: Option<&str>) -> Built {
        let output = text.map(|text| {
            let mut output = Output::default();
            let path = OutPath::new("index.html").unwrap();
            let page = Artifact::Text(text.to_owned());
            output.add(path, page).unwrap();
            Arc::new(output)
        });
        Built {
            output,
            overlay: overlay.map(str::to_owned),
            errors: usize::from(overlay.is_some()),
        }
    }

    #[test]
    fn a_build_without_a_site_keeps_the_last_one() {
        let desk = Desk::new(PathBuf::new());
        assert!(desk.publish(built(Some("one"), None)));
        let name = desk.current().name();
        assert!(desk.publish(built(None, Some("broken"))));
        let now = desk.current();
        assert_eq!((now.name(), now.errors), (name, 1));
        assert!(now.site.is_some() && now.overlay.is_some());
        assert!(desk.publish(built(Some("one"), None)), "mended");
    }

    #[test]
    fn the_same_site_is_no_news() {
        let desk = Desk::new(PathBuf::new());
        desk.publish(built(Some("one"), Some("w")));
        let state = desk.current().state();
        assert!(!desk.publish(built(Some("one"), Some("w"))));
        assert_eq!(desk.current().state(), state);
        assert!(desk.publish(built(Some("two"), Some("w"))));
        assert_ne!(desk.current().state(), state);
    }
}
