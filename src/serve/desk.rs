//! What the reader of a preview sees at the moment.
//!
//! Takes the pages of each build, and what is made afterwards. Gives a [`Snapshot`] that never changes, and word of every new one. Never drops a site because
//! the next build brought none.

use crate::output::{Artifact, Output};
use crate::paths::OutPath;
use crate::serve::{Notice, Pages};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::watch;

/// The state of a preview.
#[derive(Clone, Debug, Default)]
pub(super) struct Snapshot {
    /// The pages of the last good site.
    pub pages: Option<Pages>,
    /// What was made of all its pages together, or of those of the site before it.
    pub rest: Arc<Output>,
    /// What is wrong.
    pub notice: Notice,
    /// Counts the sites.
    version: u64,
    /// Counts the notices.
    notices: u64,
    /// Counts the builds.
    turn: u64,
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

    /// Lays out what came of a build; says whether the reader sees anything new, and gives what lay there: to put a whole site
    /// away takes longer than to lay one out, so it is for somebody who has time.
    pub(super) fn publish(&self, pages: Option<Pages>, notice: &Notice) -> (bool, Arc<Snapshot>) {
        self.lay(|next| {
            next.turn += 1;
            let mut news = next.hear(notice);
            if let Some(pages) = pages {
                // A page must not jump because somebody saved without a change; but what the new pages were made from is
                // the newest all the same.
                let is_new = next
                    .pages
                    .as_ref()
                    .is_none_or(|last| last.mark != pages.mark);
                if is_new {
                    next.pages = Some(pages);
                    next.version += 1;
                    news = true;
                }
            }
            news
        })
    }

    /// The number of the newest build.
    pub(super) fn turn(&self) -> u64 {
        self.current().turn
    }

    /// Lays out what was made after a build: no page that is shown changes by it, so none is loaded again. What it says of
    /// errors holds as long as there is no newer build.
    pub(super) fn complete(&self, turn: u64, rest: Option<Output>, notice: &Notice) {
        self.lay(|next| {
            let news = next.turn == turn && next.hear(notice);
            if let Some(rest) = rest {
                next.rest = Arc::new(rest);
            }
            news
        });
    }

    /// Changes the snapshot in one step, whoever else would at the same time; readers are only woken for news. Gives the
    /// snapshot as it was.
    fn lay(&self, change: impl FnOnce(&mut Snapshot) -> bool) -> (bool, Arc<Snapshot>) {
        let mut last = self.current();
        let news = self.sender.send_if_modified(|current| {
            let mut next = Snapshot::clone(current);
            let news = change(&mut next);
            last = std::mem::replace(current, Arc::new(next));
            news
        });
        (news, last)
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
    /// A file of the site.
    pub(super) fn file(&self, path: &OutPath) -> Option<&Artifact> {
        let pages = self.pages.as_ref()?;
        pages.output.get(path).or_else(|| self.rest.get(path))
    }

    /// The mark of what a page is made from: where it is the same, so is the page, and it need not be drawn to know that.
    /// Nothing for what is no page, or is one that is made after the others.
    pub(super) fn source(&self, path: &OutPath, artifact: &Artifact) -> Option<[u8; 32]> {
        let pages = self.pages.as_ref()?;
        let is_drawn = matches!(artifact, Artifact::Page(_));
        (is_drawn && pages.output.get(path).is_some()).then_some(pages.mark)
    }

    /// Takes a notice in; says whether it is another.
    fn hear(&mut self, notice: &Notice) -> bool {
        let is_new = self.notice != *notice;
        if is_new {
            self.notice = notice.clone();
            self.notices += 1;
        }
        is_new
    }

    /// The name of the site in it; another run of the program gives other names.
    pub(super) fn name(&self) -> String {
        format!("{}.{}", std::process::id(), self.version)
    }

    /// What the script in the page has to know, as JSON.
    pub(super) fn state(&self) -> String {
        let notice = self.notice.overlay.as_ref().map_or(0, |_| self.notices);
        serde_json::json!({
            "site": self.name(),
            "notice": notice,
            "errors": self.notice.errors,
        })
        .to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::Desk;
    use crate::output::{Artifact, Output};
    use crate::paths::OutPath;
    use crate::serve::{Notice, Pages};
    use std::path::PathBuf;
    use std::sync::Arc;

    fn output(path: &str, text: &str) -> Output {
        let mut output = Output::default();
        let page = Artifact::Text(text.to_owned());
        output.add(OutPath::new(path).unwrap(), page).unwrap();
        output
    }

    fn publish(desk: &Desk, text: Option<&str>, overlay: Option<&str>) -> bool {
        let pages = text.map(|text| Pages {
            output: Arc::new(output("index.html", text)),
            mark: blake3::hash(text.as_bytes()).into(),
        });
        desk.publish(pages, &notice(overlay)).0
    }

    fn notice(overlay: Option<&str>) -> Notice {
        Notice {
            overlay: overlay.map(str::to_owned),
            errors: usize::from(overlay.is_some()),
        }
    }

    #[test]
    fn a_build_without_a_site_keeps_the_last_one() {
        let desk = Desk::new(PathBuf::new());
        assert!(publish(&desk, Some("one"), None));
        let name = desk.current().name();
        assert!(publish(&desk, None, Some("broken")));
        let now = desk.current();
        assert_eq!((now.name(), now.notice.errors), (name, 1));
        assert!(now.pages.is_some() && now.notice.overlay.is_some());
        assert!(publish(&desk, Some("one"), None), "mended");
    }

    #[test]
    fn the_same_site_is_no_news() {
        let desk = Desk::new(PathBuf::new());
        publish(&desk, Some("one"), Some("w"));
        let state = desk.current().state();
        assert!(!publish(&desk, Some("one"), Some("w")));
        assert_eq!(desk.current().state(), state);
        assert!(publish(&desk, Some("two"), Some("w")));
        assert_ne!(desk.current().state(), state);
    }

    #[test]
    fn what_is_made_afterwards_is_served_without_a_reload() {
        let desk = Desk::new(PathBuf::new());
        publish(&desk, Some("one"), None);
        let name = desk.current().name();
        desk.complete(
            desk.turn(),
            Some(output("search/manifest.dbs", "index")),
            &notice(None),
        );
        let there = |path: &str| desk.current().file(&OutPath::new(path).unwrap()).cloned();
        assert!(there("search/manifest.dbs").is_some() && there("index.html").is_some());
        assert_eq!(desk.current().name(), name);
        publish(&desk, Some("two"), None);
        assert!(
            there("search/manifest.dbs").is_some(),
            "the last index serves on"
        );
        let leak = notice(Some("a leak"));
        desk.complete(desk.turn() - 1, None, &leak);
        assert_eq!(desk.current().notice.errors, 0, "of the build before");
        desk.complete(desk.turn(), None, &leak);
        assert!(there("search/manifest.dbs").is_some());
        assert_eq!(desk.current().notice.errors, 1);
    }
}
