//! Disks that are full, folders that cannot be written, files that cannot be read.
//!
//! Takes a published base and takes something away from it. Gives the old site, exit code 3 and a message with path, cause
//! and what to do. Never runs as root where permissions are to count.

use crate::faults::base::Desk;
use crate::faults::{around, works};
use crate::kb::Ran;
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, lchown, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use walkdir::WalkDir;

/// The user and the group without rights.
const NOBODY: u32 = 65_534;

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// A command that permissions hold for: as root, it is run by a user without rights, to whom the base then belongs.
pub(super) fn humble(desk: &Desk, mut command: Command) -> Command {
    let is_root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    if is_root {
        let around = desk.kb.root().parent().unwrap().to_path_buf();
        for entry in WalkDir::new(around).into_iter().map(Result::unwrap) {
            lchown(entry.path(), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        command.uid(NOBODY).gid(NOBODY);
    }
    command
}

fn build(desk: &Desk) -> Ran {
    Ran::of(&mut humble(desk, desk.kb.command(&["build"])))
}

#[test]
fn a_folder_that_cannot_be_written_or_read_is_named_and_the_old_site_stays() {
    let desk = Desk::new();
    let (read, write) = ("cannot read", "cannot write");
    let cases = [
        (".", 0o555, write, ".public.deskbook-lock"),
        ("content", 0o000, read, "content"),
        ("public", 0o000, "", "public"),
        ("deskbook.yaml", 0o000, read, "deskbook.yaml"),
        (
            "public/.deskbook-manifest",
            0o000,
            read,
            ".deskbook-manifest",
        ),
        ("public/net", 0o000, "", "public"),
    ];
    for (n, (path, bits, verb, named)) in cases.into_iter().enumerate() {
        desk.turn((n + 1) % 2);
        let place = desk.kb.path(path);
        let before = fs::metadata(&place).unwrap().permissions();
        mode(&place, bits);
        let ran = build(&desk);
        fs::set_permissions(&place, before).unwrap();
        assert_eq!(ran.code, 3, "{path}: {}", ran.stderr);
        let told = ran
            .stderr
            .lines()
            .find(|line| line.starts_with("error"))
            .unwrap();
        assert!(
            told.contains(verb) && told.contains(named),
            "{path}: {told}"
        );
        assert!(told.contains("Permission denied"), "{path}: {told}");
        assert!(
            ran.stderr
                .contains("= help: check who may read and write there"),
            "{}",
            ran.stderr
        );
        assert_eq!(desk.published(path), n % 2, "{path}");
        let after = build(&desk);
        assert_eq!(after.code, 0, "{path}: {}", after.stderr);
        assert_eq!(desk.published(path), (n + 1) % 2, "{path}");
        desk.is_clean(path);
    }
}

#[test]
fn one_article_that_cannot_be_read_is_told_and_the_others_are_built() {
    let desk = Desk::new();
    mode(&desk.kb.path("content/net/other.md"), 0o000);
    let ran = build(&desk);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("KB060") && ran.stderr.contains("content/net/other.md"),
        "{}",
        ran.stderr
    );
    assert!(
        !desk.kb.has("public/net/other/index.html") && desk.kb.has("public/net/shown/index.html")
    );
    let strict = Ran::of(&mut humble(&desk, desk.kb.command(&["build", "--strict"])));
    assert_eq!(strict.code, 3, "{}", strict.stderr);
    mode(&desk.kb.path("content/net/other.md"), 0o644);
    assert_eq!(build(&desk).code, 0);
    assert_eq!(desk.published("mended"), 0);
}

#[test]
fn what_is_kept_beside_the_base_need_not_be_written() {
    let desk = Desk::new();
    let kept = desk.kb.path(".deskbook");
    fs::create_dir_all(&kept).unwrap();
    mode(&kept, 0o555);
    for state in [1, 0] {
        desk.turn(state);
        let ran = build(&desk);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert_eq!(desk.published("kept"), state);
    }
    mode(&kept, 0o755);
}

#[test]
fn a_limit_on_the_size_of_files_leaves_the_old_site() {
    let desk = Desk::new();
    let mut refused = 0;
    for blocks in [0, 1, 4, 8, 16, 32, 64, 128, 256] {
        let state = 1 - desk.published("before");
        desk.turn(state);
        let build = desk.kb.command(&["build"]);
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" build");
        let mut shell = around(&build, "sh");
        shell
            .args(["-c", &script])
            .arg(build.get_program())
            .current_dir(desk.kb.root());
        let ran = Ran::of(&mut shell);
        let told = format!("{blocks} blocks");
        let published = desk.published(&told);
        desk.is_clean(&told);
        if ran.code == 0 {
            assert_eq!(published, state, "{told}");
        } else {
            assert_eq!(
                (ran.code, published),
                (3, 1 - state),
                "{told}: {}",
                ran.stderr
            );
            assert!(
                ran.stderr.contains("File too large"),
                "{told}: {}",
                ran.stderr
            );
            refused += 1;
        }
    }
    assert!(refused >= 3, "only {refused} were refused");
}

/// Runs a script in a space of its own for mounts; nothing if the system does not allow it.
fn apart(desk: &Desk, script: &str) -> Option<Ran> {
    if !works("unshare", &["-rm", "true"]) {
        return None;
    }
    let build = desk.kb.command(&["build"]);
    let mut apart = around(&build, "unshare");
    apart.args(["-rm", "sh", "-euc", script]);
    apart.arg(build.get_program()).current_dir(desk.kb.root());
    Some(Ran::of(&mut apart))
}

/// A disk of our own, full at one place after the other: `$0` is the program, the site stands in `../disk/site`.
const FULL: &str = r#"
    mkdir ../disk
    for room in 0 4 8 16 24 32 48 64 96 128 192 256; do
        mount -t tmpfs -o size=4m none ../disk
        cp -a public ../disk/site
        used=$(df -k --output=used ../disk | tail -1)
        mount -o remount,size=$((used + room))k ../disk
        code=0; "$0" build --out ../disk/site 2>told || code=$?
        echo "$room $code" "$(grep -c 'No space left.*os error 28' told || true)" \
            "$(grep -c 'help: free some space' told || true)"
        rm told; cp -a ../disk/site "../full-$room"; ls -A ../disk
        umount ../disk
    done
"#;

#[test]
fn a_full_disk_leaves_the_old_site() {
    let desk = Desk::new();
    desk.turn(1);
    let Some(ran) = apart(&desk, FULL) else {
        return;
    };
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let (mut full, mut done) = (0, 0);
    let mut lines = ran.stdout.lines().filter(|line| !line.contains('→'));
    while let Some(line) = lines.next() {
        assert_eq!(
            lines.next(),
            Some("site"),
            "{}: a build left something",
            ran.stdout
        );
        let parts: Vec<&str> = line.split(' ').collect();
        let state = desk.elsewhere(&format!("../full-{}", parts[0]), line);
        match parts[1..] {
            ["0", ..] => done += usize::from(state == 1),
            ["3", "1", "1"] => full += usize::from(state == 0),
            _ => panic!("{line}\n{}", ran.stderr),
        }
    }
    assert_eq!(full + done, 12, "{}", ran.stdout);
    assert!(full >= 3 && done >= 1, "{}", ran.stdout);
}

#[test]
fn what_is_mounted_in_the_way_is_named_and_not_touched() {
    let desk = Desk::new();
    desk.turn(1);
    let script = r#"
        mkdir public/theirs disk; mount -t tmpfs none public/theirs; echo kept > public/theirs/file
        code=0; "$0" build || code=$?
        echo "inside $code $(cat public/theirs/file)"; umount public/theirs; rmdir public/theirs
        mount -t tmpfs none disk
        code=0; "$0" build --out disk || code=$?
        echo "itself $code $(ls -A disk)"; umount disk; rmdir disk
    "#;
    let Some(ran) = apart(&desk, script) else {
        return;
    };
    assert!(
        ran.stdout.contains("inside 3 kept\n"),
        "{}{}",
        ran.stdout,
        ran.stderr
    );
    assert!(
        ran.stdout.contains("itself 3 \n"),
        "{}{}",
        ran.stdout,
        ran.stderr
    );
    assert!(
        ran.stderr
            .contains("public/theirs is on another disk than the site around it"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr
            .contains("if the folder is a mount point, choose a folder inside it"),
        "{}",
        ran.stderr
    );
    assert_eq!(desk.published("mounted"), 0);
    desk.recovers(1, "unmounted");
}

#[test]
fn a_site_behind_a_link_is_published_where_the_link_leads() {
    let desk = Desk::new();
    fs::rename(desk.kb.path("public"), desk.kb.path("../real")).unwrap();
    symlink("../real", desk.kb.path("public")).unwrap();
    desk.turn(1);
    desk.recovers(1, "linked");
    assert!(desk.kb.path("public").is_symlink());
    assert!(!desk.kb.has("../.real.deskbook-new-0") && !desk.kb.has("../.real.deskbook-lock"));
}

#[test]
fn somebody_may_sit_in_the_folder() {
    let desk = Desk::new();
    let sit = |command: &mut Command| -> Child {
        let command = command.current_dir(desk.kb.path("public/net"));
        command.stdin(Stdio::null()).spawn().unwrap()
    };
    let mut sitter = sit(Command::new("sleep").arg("60"));
    desk.turn(1);
    desk.recovers(1, "sat in");
    let mut own = desk.kb.command(&["build", "--root", ".."]);
    desk.turn(0);
    let ran = Ran::of(own.current_dir(desk.kb.path("public")));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(desk.published("built from inside"), 0);
    sitter.kill().unwrap();
    let _ = sitter.wait();
}

#[test]
fn folders_of_others_stay_as_closed_as_they_were() {
    let desk = Desk::new();
    let bits = |path: &str| {
        fs::metadata(desk.kb.path(path))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    mode(&desk.kb.path("public/.git"), 0o700);
    mode(&desk.kb.path("public/.git/refs"), 0o500);
    mode(&desk.kb.path("public"), 0o750);
    desk.turn(1);
    let ran = build(&desk);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(desk.published("closed"), 1);
    let now = ["public", "public/.git", "public/.git/refs"].map(bits);
    assert_eq!(now, [0o750, 0o700, 0o500]);
    desk.is_clean("closed");
}
