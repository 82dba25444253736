//! `serve` and what editors and git do.
//!
//! Takes a running preview and changes the base as other programs do. Gives the newest content once it is good, and the
//! last good site until then. Never waits for a fixed time where an answer can be waited for.

use crate::faults::base::Desk;
use crate::faults::refused::humble;
use crate::faults::{long, works};
use crate::kb::Kb;
use crate::serve::{Server, free_port};
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::ExitStatusExt;

fn base() -> Kb {
    Kb::new()
        .settings("title: Help\n")
        .article("content/vpn.md", "VPN", "")
        .article("content/net/dns.md", "DNS", "")
}

fn text(words: &str) -> String {
    format!("---\ntitle: VPN\n---\n\n{words}\n")
}

/// The last good site is shown, and over it what is wrong.
fn stays(server: &Server, words: &str, wrong: &str) {
    let _ = server.wait_for("/__deskbook/overlay.html", wrong);
    let (_, page) = server.get("/vpn/");
    assert!(page.contains(words), "the last good site is gone: {page}");
}

#[test]
fn editors_save_in_many_ways() {
    for how in [&[][..], &["--poll"]] {
        let kb = base();
        let server = Server::start(&kb, how);
        let article = kb.path("content/vpn.md");
        // In one step, under a passing name.
        kb.write("content/.vpn.md.tmp", text("Saved in one step"));
        fs::rename(kb.path("content/.vpn.md.tmp"), &article).unwrap();
        let _ = server.wait_for("/vpn/", "Saved in one step");
        // The old file becomes the backup; a lock of an editor and its own copies lie around.
        symlink("ada@desk.4711:1", kb.path("content/.#vpn.md")).unwrap();
        kb.write("content/.vpn.md.swp", "b0VIM");
        kb.write("content/4913", "");
        fs::remove_file(kb.path("content/4913")).unwrap();
        fs::rename(&article, kb.path("content/vpn.md~")).unwrap();
        kb.write("content/vpn.md", text("Saved with a backup"));
        kb.write("content/#vpn.md#", text("Saved by itself"));
        let _ = server.wait_for("/vpn/", "Saved with a backup");
        // Cut to nothing first, written later.
        kb.write("content/vpn.md", "");
        kb.write("content/vpn.md", text("Saved in place"));
        let _ = server.wait_for("/vpn/", "Saved in place");
        // Twice within a tick, of the same length.
        kb.write("content/vpn.md", text("Saved at one"));
        kb.write("content/vpn.md", text("Saved at two"));
        let _ = server.wait_for("/vpn/", "Saved at two");
        kb.write("content/vpn.md", text("Saved at six"));
        let _ = server.wait_for("/vpn/", "Saved at six");
        let (_, map) = server.get("/sitemap.xml");
        assert!(!map.contains("4913") && !map.contains('~'), "{map}");
    }
}

#[test]
fn a_burst_of_saves_ends_with_the_last() {
    let kb = base();
    let server = Server::start(&kb, &[]);
    for n in 0..3000 {
        kb.write("content/vpn.md", text(&format!("Save number {n}.")));
    }
    let _ = server.wait_for("/vpn/", "Save number 2999.");
}

#[test]
fn git_switches_and_stashes() {
    let kb = base().git();
    let articles = if long() { 2000 } else { 60 };
    let others = if long() { 20_000 } else { 1500 };
    kb.git_run(&["switch", "--quiet", "--create", "big"]);
    for n in 0..articles {
        kb.write(&format!("content/big/{}/a{n}.md", n % 40), text("Big"));
    }
    for n in 0..others {
        kb.write(&format!("content/big/{}/{}/n{n}.txt", n % 40, n % 7), "x");
    }
    kb.write("content/vpn.md", text("On the big branch"));
    let kb = kb.git_again();
    kb.git_run(&["switch", "--quiet", "main"]);
    let server = Server::start(&kb, &[]);
    for turn in 0..2 {
        kb.git_run(&["switch", "--quiet", "big"]);
        let _ = server.wait_for("/vpn/", "On the big branch");
        let _ = server.wait_for("/big/7/a7/", "Big");
        // A folder that came with the branch is watched as any other.
        let words = format!("Edited on turn {turn}");
        kb.write("content/big/7/a7.md", text(&words));
        let _ = server.wait_for("/big/7/a7/", &words);
        kb.git_run(&["stash", "--quiet"]);
        let _ = server.wait_for("/big/7/a7/", "Big");
        kb.git_run(&["stash", "drop", "--quiet"]);
        kb.git_run(&["switch", "--quiet", "main"]);
        let _ = server.wait_for("/vpn/", "What to do about it.");
    }
}

#[test]
fn what_is_taken_away_is_waited_for() {
    for how in [&[][..], &["--poll"]] {
        let kb = base();
        kb.write("README.md", "# Secret of the root\n");
        // By its name, which stays where the folder of a process would go along.
        let root = kb.root().display().to_string();
        let named = [how, &["--root", &root]].concat();
        let server = Server::start(&kb, &named);
        for turn in 0..2 {
            let words = format!("Back on turn {turn}");
            fs::rename(kb.path("content"), kb.path("away")).unwrap();
            stays(&server, "", "the folder content is gone");
            assert!(!server.get("/").1.contains("Secret of the root"));
            fs::write(kb.path("away/vpn.md"), text(&words)).unwrap();
            fs::rename(kb.path("away"), kb.path("content")).unwrap();
            let _ = server.wait_for("/vpn/", &words);
            fs::remove_dir_all(kb.path("content")).unwrap();
            let _ = server.wait_for("/__deskbook/overlay.html", "the folder content is gone");
            kb.write("content/vpn.md", text(&format!("New on turn {turn}")));
            let _ = server.wait_for("/vpn/", &format!("New on turn {turn}"));
        }
        // The whole base, and what is changed while it is away.
        let away = kb.root().parent().unwrap().join("away");
        fs::rename(kb.root(), &away).unwrap();
        stays(&server, "New on turn 1", "cannot read");
        fs::write(away.join("content/vpn.md"), text("From elsewhere")).unwrap();
        fs::rename(&away, kb.root()).unwrap();
        let _ = server.wait_for("/vpn/", "From elsewhere");
        kb.write("content/vpn.md", text("And watched again"));
        let _ = server.wait_for("/vpn/", "And watched again");
    }
}

#[test]
fn a_file_becomes_a_folder_and_a_link_leads_elsewhere() {
    for how in [&[][..], &["--poll"]] {
        let kb = base();
        fs::rename(kb.path("content"), kb.path("one")).unwrap();
        kb.write("two/vpn.md", text("The second shelf"));
        symlink("one", kb.path("content")).unwrap();
        let server = Server::start(&kb, how);
        let _ = server.wait_for("/vpn/", "What to do about it.");
        for shelf in ["two", "one", "two"] {
            kb.write(
                &format!("{shelf}/vpn.md"),
                text(&format!("On shelf {shelf}")),
            );
            symlink(shelf, kb.path(".link")).unwrap();
            fs::rename(kb.path(".link"), kb.path("content")).unwrap();
            let _ = server.wait_for("/vpn/", &format!("On shelf {shelf}"));
            let words = format!("Edited on {shelf}");
            kb.write(&format!("{shelf}/vpn.md"), text(&words));
            let _ = server.wait_for("/vpn/", &words);
        }
        fs::remove_file(kb.path("two/vpn.md")).unwrap();
        kb.write("two/vpn.md/inner.md", text("Inside a folder"));
        let _ = server.wait_for("/vpn.md/inner/", "Inside a folder");
        fs::remove_dir_all(kb.path("two/vpn.md")).unwrap();
        kb.write("two/vpn.md", text("A file again"));
        let _ = server.wait_for("/vpn/", "A file again");
    }
}

#[test]
fn settings_and_themes_break_and_are_mended() {
    let kb = base().settings("title: Help\ntheme: own\n");
    kb.write("themes/own/static/style/own.css", "p { color: inherit }\n");
    let server = Server::start(&kb, &[]);
    kb.write("deskbook.yaml", "title: [\n");
    let _ = server.wait_for("/__deskbook/overlay.html", "deskbook.yaml");
    fs::remove_file(kb.path("deskbook.yaml")).unwrap();
    kb.write("deskbook.yaml", "title: Mended\ntheme: own\n");
    let _ = server.wait_for("/vpn/", "Mended");
    fs::rename(kb.path("themes"), kb.path("away")).unwrap();
    stays(&server, "Mended", "theme");
    fs::rename(kb.path("away"), kb.path("themes")).unwrap();
    kb.write("themes/own/templates/article.html", "{% broken");
    stays(&server, "Mended", "article.html");
    fs::remove_file(kb.path("themes/own/templates/article.html")).unwrap();
    kb.write("content/vpn.md", text("All is well"));
    let _ = server.wait_for("/vpn/", "All is well");
}

#[test]
fn permissions_come_and_go() {
    let desk = Desk::new();
    let port = free_port().to_string();
    let command = desk.kb.command(&["serve", "--port", &port]);
    let server = Server::run(humble(&desk, command), port.parse().unwrap());
    let mode = |path: &str, bits: u32| {
        fs::set_permissions(desk.kb.path(path), Permissions::from_mode(bits)).unwrap();
    };
    mode("content", 0o000);
    let _ = server.wait_for("/__deskbook/overlay.html", "Permission denied");
    assert!(server.get("/net/other/").1.contains("one way"));
    mode("content", 0o755);
    let _ = server.wait_for("/__deskbook/overlay.html", "<body></body>");
    mode("content/net/other.md", 0o000);
    let _ = server.wait_for("/__deskbook/overlay.html", "other.md");
    fs::write(desk.kb.path("content/net/other.md"), text("Open again")).unwrap_or(());
    mode("content/net/other.md", 0o644);
    let _ = server.wait_for("/net/other/", "");
    mode("content/net", 0o000);
    let _ = server.wait_for("/__deskbook/overlay.html", "content/net");
    mode("content/net", 0o755);
    desk.kb
        .write("content/net/other.md", text("In an open folder"));
    let _ = server.wait_for("/net/other/", "In an open folder");
}

#[test]
fn a_build_beside_a_preview_disturbs_nobody() {
    let desk = Desk::new();
    let mut server = Server::start(&desk.kb, &[]);
    for state in [1, 0, 1] {
        desk.turn(state);
        desk.recovers(state, "beside a preview");
        let _ = server.wait_for("/net/other/", ["one way", "another"][state]);
    }
    if works("kill", &["-0", &std::process::id().to_string()]) {
        // Not the signal of Ctrl-C, which ends it in the same way: what a shell starts in the background is deaf to that.
        assert_eq!(server.signal("-TERM").signal(), Some(15));
        desk.is_clean("after its end");
        assert_eq!(desk.published("after its end"), 1);
    }
}
