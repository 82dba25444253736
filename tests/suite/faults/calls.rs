//! Builds that are killed before each call to the system, or told by it that something cannot be done.
//!
//! Takes `strace`, which can do both at an exact place. Gives each kind of call its turn. Never guesses a moment: where
//! the generator of the other test is lucky, this one is thorough.

use crate::faults::base::Desk;
use crate::faults::{around, long, tell, works};
use crate::kb::Ran;

/// The calls that change a disk, apart by kind: each kind is counted by itself.
const KINDS: [&str; 7] = [
    "openat",
    "write",
    "?mkdir,mkdirat",
    "?link,linkat",
    "?rename,?renameat,renameat2",
    "?unlink,?rmdir,unlinkat",
    "?chmod,fchmod,fchmodat,flock,ftruncate",
];

/// A build under `strace`, with what is done to its calls.
fn traced(desk: &Desk, injections: &[String]) -> Ran {
    let build = desk.steady(&["build"]);
    let mut traced = around(&build, "strace");
    traced.args(["-f", "-qqq", "-o", "/dev/null"]);
    for injection in injections {
        traced.args(["-e", &format!("inject={injection}")]);
    }
    traced.arg(build.get_program()).args(build.get_args());
    Ran::of(traced.current_dir(desk.kb.root()))
}

fn has_strace() -> bool {
    let inject = "inject=flock:error=EIO";
    works("strace", &["-f", "-qqq", "-e", inject, "true"])
}

/// Which call is hit after the nth: each one in a long run, and in a short one the first, among which the lists are.
fn after(n: usize) -> usize {
    if long() || n < 4 { n + 1 } else { n + 8 }
}

/// Kills a build before its nth call of a kind, for every n that there is; gives how many that were.
fn walk(desk: &Desk, kind: &str, other: &[String], check: impl Fn(usize, &str)) -> usize {
    let (mut n, mut kills) = (1, 0);
    loop {
        let state = n % 2;
        desk.turn(state);
        let mut injections = other.to_vec();
        injections.push(format!("{kind}:signal=KILL:when={n}"));
        let ran = traced(desk, &injections);
        let told = format!("killed before {kind} {n}");
        if ran.code == 0 {
            assert_eq!(desk.published(&told), state, "{told}");
            desk.is_clean(&told);
            return kills;
        }
        assert_eq!(ran.code, -1, "{told}: {}", ran.stderr);
        check(state, &told);
        kills += 1;
        n = after(n);
    }
}

/// Kills builds before each call of some kinds; `least` is how often at least that must be, so that the test can fail.
fn walks(
    desk: &Desk,
    kinds: &[&str],
    (other, least): (&[String], usize),
    check: impl Fn(usize, &str),
) {
    let kills: usize = kinds
        .iter()
        .map(|kind| walk(desk, kind, other, &check))
        .sum();
    let how = other.first().map_or("", String::as_str);
    tell(&format!("builds killed before a call {how}"), kills);
    assert!(kills >= least, "only {kills} builds were killed");
}

#[test]
fn a_build_killed_before_any_call_leaves_one_whole_site() {
    if !has_strace() {
        return;
    }
    let desk = Desk::bare();
    walks(&desk, &KINDS, (&[], 20), |state, told| {
        desk.published(told);
        desk.recovers(state, told);
    });
}

#[test]
fn a_disk_that_cannot_exchange_folders_loses_nothing() {
    if !has_strace() {
        return;
    }
    let desk = Desk::bare();
    let without = ["renameat2:error=EINVAL".to_owned()];
    let kinds = ["?rename,?renameat", "?unlink,?rmdir,unlinkat"];
    // Here there is a moment without a site; the next build brings back what others keep in it.
    walks(&desk, &kinds, (&without, 4), |state, told| {
        if desk.kb.has("public") {
            desk.published(told);
        }
        desk.recovers(state, told);
    });
}

#[test]
fn what_a_disk_cannot_do_is_done_another_way() {
    if !has_strace() {
        return;
    }
    let desk = Desk::bare();
    let ways = [
        "?link,linkat:error=EPERM",
        "?link,linkat:error=EMLINK:when=3+2",
        "renameat2:error=EINVAL",
        "flock:error=EOPNOTSUPP",
        "flock:error=ENOSYS",
    ];
    for (n, way) in ways.iter().enumerate() {
        let state = (n + 1) % 2;
        desk.turn(state);
        let ran = traced(&desk, &[(*way).to_owned()]);
        assert_eq!(ran.code, 0, "{way}: {}", ran.stderr);
        assert_eq!(desk.published(way), state, "{way}");
        desk.is_clean(way);
    }
}

#[test]
fn what_the_system_refuses_leaves_the_old_site_and_is_told() {
    if !has_strace() {
        return;
    }
    let desk = Desk::bare();
    let refusals = [
        ("write", "ENOSPC", "No space left"),
        ("write", "EIO", "Input/output error"),
        ("?mkdir,mkdirat", "ENOSPC", "No space left"),
        ("?mkdir,mkdirat", "EDQUOT", "quota"),
        ("?mkdir,mkdirat", "EROFS", "Read-only file system"),
        ("?rename,?renameat,renameat2", "EACCES", "Permission denied"),
        ("?chmod,fchmod,fchmodat", "EPERM", "not permitted"),
    ];
    let mut refused = 0;
    for (kind, error, words) in refusals {
        let mut told_of = 0;
        let mut n = 1;
        loop {
            let state = 1 - desk.published("before");
            desk.turn(state);
            let told = format!("{kind} {n} refused with {error}");
            let ran = traced(&desk, &[format!("{kind}:error={error}:when={n}")]);
            let published = desk.published(&told);
            desk.is_clean(&told);
            if ran.code == 0 {
                assert_eq!(published, state, "{told}");
                break;
            }
            assert_eq!(ran.code, 3, "{told}: {}", ran.stderr);
            // The last words may be what cannot be written.
            told_of += usize::from(published != state && ran.stderr.contains(words));
            n = after(n);
            refused += 1;
        }
        assert!(told_of > 0 || n == 1, "{kind} {error} is not told");
    }
    tell("builds with a refused call", refused);
}

#[test]
fn what_cannot_be_cleared_away_is_cleared_by_the_next_build() {
    if !has_strace() {
        return;
    }
    let desk = Desk::bare();
    for (n, error) in ["EACCES", "EBUSY"].iter().enumerate() {
        let state = (n + 1) % 2;
        desk.turn(state);
        let ran = traced(&desk, &[format!("?unlink,?rmdir,unlinkat:error={error}")]);
        assert_eq!(ran.code, 0, "{error}: {}", ran.stderr);
        assert_eq!(desk.published(error), state);
        desk.recovers(state, error);
    }
}
