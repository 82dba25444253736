//! A base with two states, and the two sites that may be seen of it.
//!
//! Takes nothing. Gives states to turn to and a judge of what is published. Never accepts a site that is not one of the
//! two to the byte, a file of others that is not as it was, or a name that a build left behind.

use crate::kb::Kb;
use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

type Files = BTreeMap<String, Vec<u8>>;

/// Files in the published folder that no build made.
const FOREIGN: [(&str, &str); 3] = [
    ("CNAME", "help.example.com\n"),
    (".git/refs/heads/main", "0123\n"),
    ("net/theirs.txt", "not ours\n"),
];
/// Files beside it.
const NEAR: [(&str, &str); 2] = [
    ("near.txt", "near\n"),
    (".public.deskbook-notes", "a name like ours\n"),
];

/// The base.
pub(super) struct Desk {
    pub(super) kb: Kb,
    sites: [Files; 2],
}

impl Desk {
    /// The base in its first state, published, with files of others in and near the site; a repository of git.
    pub(super) fn new() -> Self {
        Self::of(Kb::new().git())
    }

    /// The same without git.
    pub(super) fn bare() -> Self {
        Self::of(Kb::new())
    }

    fn of(kb: Kb) -> Self {
        kb.write("deskbook.yaml", "title: Help\ntheme: own\n");
        kb.write("themes/own/static/style/own.css", "p { color: inherit }\n");
        let mut desk = Self {
            kb,
            sites: [Files::new(), Files::new()],
        };
        for state in [1, 0] {
            desk.turn(state);
            let fresh = format!("../site-{state}");
            let _ = desk.kb.done(&["build", "--out", &fresh]);
            desk.sites[state] = desk.kb.files(&fresh);
        }
        assert_ne!(desk.sites[0], desk.sites[1]);
        let _ = desk.kb.done(&["build"]);
        for (path, text) in FOREIGN {
            desk.kb.write(&format!("public/{path}"), text);
        }
        for (path, text) in NEAR {
            desk.kb.write(path, text);
        }
        desk
    }

    /// Brings the content into one of its states: other words, other pictures, other files and folders.
    pub(super) fn turn(&self, state: usize) {
        let put = |path: &str, text: &str| self.kb.write(&format!("content/{path}"), text);
        let _ = fs::remove_dir_all(self.kb.path("content"));
        for n in 0..4 {
            put(
                &format!("net/same-{n}.md"),
                &article("Same", n, "what to do"),
            );
        }
        put(
            "net/other.md",
            &article("Other", 9, ["one way", "another"][state]),
        );
        put(
            "net/shown.md",
            &article("Shown", 8, "![how it looks](look.gif)"),
        );
        let picture = [
            &b"GIF89a\x03\x00\x02\x00\x00\x00\x00"[..],
            b"GIF89a\x03\x00\x02\x00\x00\x00\x01",
        ];
        self.kb.write("content/net/look.gif", picture[state]);
        put(&format!("only-{state}.md"), &article("Only", state, "now"));
        put(
            &format!("moved-{state}/moved.md"),
            &article("Moved", 7, "on"),
        );
    }

    /// A build that is still to be started, one step after the other.
    pub(super) fn steady(&self, args: &[&str]) -> Command {
        let mut command = self.kb.command(args);
        command.env("RAYON_NUM_THREADS", "1");
        command
    }

    /// Which of the two sites is published.
    #[track_caller]
    pub(super) fn published(&self, told: &str) -> usize {
        for (path, text) in NEAR {
            assert_eq!(self.kb.read(path), text, "{told}: {path}");
        }
        self.elsewhere("public", told)
    }

    /// Which of the two sites stands in a folder, with the files of others as they were.
    #[track_caller]
    pub(super) fn elsewhere(&self, folder: &str, told: &str) -> usize {
        let mut site = self.kb.files(folder);
        for (path, text) in FOREIGN {
            let theirs = site.remove(path);
            assert_eq!(theirs.as_deref(), Some(text.as_bytes()), "{told}: {path}");
        }
        let found = self.sites.iter().position(|whole| *whole == site);
        found.unwrap_or_else(|| panic!("{told}: not a whole site\n{}", self.differing(&site)))
    }

    fn differing(&self, site: &Files) -> String {
        let tell = |whole: &Files| {
            let all = whole.keys().chain(site.keys());
            let differs = |path: &&String| whole.get(*path) != site.get(*path);
            let mut names: Vec<_> = all.filter(differs).cloned().collect();
            names.dedup();
            names.join(" ")
        };
        format!(
            "to 0: {}\nto 1: {}",
            tell(&self.sites[0]),
            tell(&self.sites[1])
        )
    }

    /// Nothing of a build is left: no folder beside the site, no lock, no draft.
    #[track_caller]
    pub(super) fn is_clean(&self, told: &str) {
        let known = [
            "public",
            "content",
            "themes",
            "deskbook.yaml",
            ".git",
            ".deskbook",
        ];
        let mut left = self.names(".");
        left.retain(|name| !known.contains(&&**name) && NEAR.iter().all(|(path, _)| path != name));
        assert!(left.is_empty(), "{told}: {left:?} is left");
    }

    /// The next build does its work as if nothing had happened.
    #[track_caller]
    pub(super) fn recovers(&self, state: usize, told: &str) {
        let ran = self.kb.run(&["build"]);
        assert_eq!(ran.code, 0, "{told}: {}", ran.stderr);
        assert_eq!(self.published(told), state, "{told}");
        self.is_clean(told);
    }

    /// As [`Self::recovers`], in both states.
    #[track_caller]
    pub(super) fn recovers_at_last(&self) {
        for state in [1, 0, 0] {
            self.turn(state);
            self.recovers(state, "at last");
        }
    }

    /// One of the two sites is published where nobody else keeps files.
    #[track_caller]
    pub(super) fn publishes_alone(&self, state: usize, told: &str) {
        let site = self.kb.files("public");
        let whole = site == self.sites[state];
        assert!(whole, "{told}: not a whole site\n{}", self.differing(&site));
    }

    fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.kb.path(folder)).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name());
        names.map(|name| name.into_string().unwrap()).collect()
    }
}

fn article(title: &str, number: usize, text: &str) -> String {
    format!("---\ntitle: {title} {number}\n---\n\n{text}\n")
}
