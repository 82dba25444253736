//! Builds of a base that changes while it is read.
//!
//! Takes a base in which files vanish, come back and change under the reader. Gives a site that is what its own list says,
//! or the one before. Never asks which state was caught: any is right that is whole.

use crate::faults::{long, tell};
use crate::kb::Kb;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// Ends the shaking, also where a test fails.
struct End<'a>(&'a AtomicBool);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Changes everything there is, again and again.
fn shake(root: &Path, ended: &AtomicBool) {
    let content = root.join("content");
    let picture = |last: u8| [&b"GIF89a\x03\x00\x02\x00\x00\x00"[..], &[last]].concat();
    let mut turn: u8 = 0;
    while !ended.load(Ordering::Relaxed) {
        turn = turn.wrapping_add(1);
        let file = content.join(format!("a{}.md", turn % 5));
        // Nothing here may fail the test: the files come and go.
        let _ = match turn % 7 {
            0 => fs::remove_file(&file),
            1 => fs::remove_file(content.join("look.gif")),
            2 => fs::rename(content.join("net"), content.join("web")),
            3 => fs::rename(content.join("web"), content.join("net")),
            _ => fs::write(
                &file,
                format!("---\ntitle: Turn {turn}\n---\n\n![x](look.gif)\n"),
            ),
        };
        // Of the same length, so that only its bytes tell.
        let _ = fs::write(content.join("look.gif"), picture(turn));
        thread::sleep(Duration::from_micros(300));
    }
}

/// The files of a site by its own list: path and hash.
fn listed(kb: &Kb) -> BTreeMap<String, String> {
    let list = kb.read("public/.deskbook-manifest");
    let lines = list.lines().skip(2).map(|line| {
        let mut parts = line.splitn(3, ' ');
        let (hash, _, path) = (parts.next().unwrap(), parts.next(), parts.next().unwrap());
        (path.to_owned(), hash.to_owned())
    });
    lines.collect()
}

fn found(kb: &Kb) -> BTreeMap<String, String> {
    let mut files = kb.files("public");
    files.remove(".deskbook-manifest");
    let hash = |bytes: Vec<u8>| blake3::hash(&bytes).to_hex().to_string();
    files
        .into_iter()
        .map(|(path, bytes)| (path, hash(bytes)))
        .collect()
}

#[test]
fn a_base_that_changes_under_the_reader_gives_a_whole_site_or_the_old_one() {
    let kb =
        Kb::new()
            .article("content/still.md", "Still", "")
            .article("content/net/b.md", "Other", "");
    kb.write("content/look.gif", b"GIF89a\x03\x00\x02\x00\x00\x00\x00");
    let _ = kb.done(&["build"]);
    let ended = AtomicBool::new(false);
    let root = kb.root();
    let times = if long() { 400 } else { 25 };
    let mut built = 0;
    thread::scope(|scope| {
        let _end = End(&ended);
        scope.spawn(|| shake(&root, &ended));
        for n in 0..times {
            let before = found(&kb);
            let ran = kb.run(&["build"]);
            let now = found(&kb);
            let told = format!("build {n}: {}{}", ran.stdout, ran.stderr);
            assert_eq!(now, listed(&kb), "{told}");
            assert!(ran.code == 0 || (ran.code == 3 && now == before), "{told}");
            built += usize::from(ran.code == 0);
        }
    });
    tell("builds of a base that changes, published", built);
    let _ = kb.done(&["build"]);
    assert_eq!(found(&kb), listed(&kb));
    assert!(kb.has("public/still/index.html"));
    assert!(!kb.has(".public.deskbook-new-0") && !kb.has(".public.deskbook-lock"));
}
