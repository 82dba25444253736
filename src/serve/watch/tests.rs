//! Watching real folders, natively and by looking.

use crate::serve::watch::scope::{Scope, real};
use crate::serve::watch::{Storm, Watch};
use crate::serve::{Event, Options, Watcher};
use notify::event::{EventKind, Flag};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// A base with one article.
fn base() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let root = real(dir.path());
    fs::create_dir_all(root.join("content/a")).unwrap();
    fs::write(root.join("content/a/one.md"), "one").unwrap();
    (dir, root)
}

/// Watches on a thread of its own; gives the last parts of what changed.
fn watch(root: &Path, watcher: Watcher) -> mpsc::Receiver<Vec<String>> {
    let (sender, receiver) = mpsc::channel();
    let (ready, started) = mpsc::channel();
    let root = root.to_path_buf();
    thread::spawn(move || {
        let nobody = |_: &Event| {};
        let options = Options {
            watch: vec![root.join("content"), root.join("deskbook.yaml")],
            ignore: vec![root.join("content/public")],
            root,
            port: 0,
            open: false,
            watcher,
            on_event: &nobody,
        };
        let mut watch = Watch::start(&options, &nobody);
        ready.send(()).unwrap();
        while let Ok(change) = watch.wait(&nobody) {
            let names = change
                .paths
                .iter()
                .map(|p| p.file_name().unwrap().to_str().unwrap().to_owned())
                .collect();
            if sender.send(names).is_err() {
                return;
            }
        }
    });
    started.recv().unwrap();
    receiver
}

/// The next change; panics if none comes.
fn next(changes: &mpsc::Receiver<Vec<String>>) -> Vec<String> {
    changes.recv_timeout(Duration::from_secs(10)).unwrap()
}

/// Nothing comes any more.
fn quiet(changes: &mpsc::Receiver<Vec<String>>) {
    assert_eq!(changes.recv_timeout(Duration::from_millis(700)).ok(), None);
}

/// Takes all that is still on its way.
fn settle(changes: &mpsc::Receiver<Vec<String>>) {
    while changes.recv_timeout(Duration::from_millis(900)).is_ok() {}
}

#[test]
fn a_storm_is_one_change_and_reading_is_none() {
    let (_dir, root) = base();
    let changes = watch(&root, Watcher::Native);
    for n in 0..20 {
        fs::write(root.join(format!("content/a/{n}.md")), "x").unwrap();
    }
    assert_eq!(next(&changes).len(), 20);
    fs::read(root.join("content/a/one.md")).unwrap();
    fs::write(root.join("README.md"), "x").unwrap();
    fs::write(root.join("content/.hidden"), "x").unwrap();
    fs::create_dir(root.join("content/public")).unwrap();
    fs::write(root.join("content/public/x.html"), "x").unwrap();
    quiet(&changes);
}

#[test]
fn a_place_that_goes_and_comes_back_is_watched_again() {
    for watcher in [Watcher::Native, Watcher::Poll] {
        let (_dir, root) = base();
        let changes = watch(&root, watcher);
        fs::remove_dir_all(root.join("content")).unwrap();
        assert!(!next(&changes).is_empty());
        settle(&changes);
        fs::create_dir_all(root.join("content/b")).unwrap();
        fs::write(root.join("content/b/two.md"), "two").unwrap();
        assert!(!next(&changes).is_empty());
        settle(&changes);
        fs::write(root.join("content/b/two.md"), "two, and more").unwrap();
        assert!(next(&changes).contains(&"two.md".to_owned()));
    }
}

#[test]
fn a_file_replaced_in_one_step_is_seen_each_time() {
    let (_dir, root) = base();
    fs::write(root.join("deskbook.yaml"), "title: a").unwrap();
    let changes = watch(&root, Watcher::Native);
    for turn in 0..3 {
        let copy = root.join(".deskbook.yaml.tmp");
        fs::write(&copy, format!("title: {turn}")).unwrap();
        fs::rename(&copy, root.join("deskbook.yaml")).unwrap();
        assert!(next(&changes).contains(&"deskbook.yaml".to_owned()));
        settle(&changes);
    }
}

#[test]
fn what_the_system_could_not_tell_begins_the_watch_anew() {
    let scope = Scope {
        places: vec!["/kb/content".into()],
        ignore: Vec::new(),
    };
    let overflow = notify::Event::new(EventKind::Other).set_flag(Flag::Rescan);
    for message in [Ok(overflow), Err(notify::Error::generic("lost"))] {
        let mut storm = Storm::default();
        storm.weigh(&scope, message);
        assert!(storm.concerns && storm.uproots);
    }
}
