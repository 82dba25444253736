//! Same input, same bytes: whatever the machine, the person and the hour are like.
//!
//! Takes the demo base and a crooked one, each twice: as usual, and in another place on another disk, with files made in
//! another order, by somebody with other habits of language, time zone, git, rights and threads. Gives every file and
//! screen that differs. Never looks at what they say: that is for the other suites.

use crate::build::demo;
use crate::kb::{Kb, Ran, below, steady};
use std::collections::BTreeMap;
use std::fs::{self, File, Permissions};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};
use walkdir::WalkDir;

/// Between these two zones lie 25 hours: it is never the same day in both.
const EARLY: &str = "Pacific/Kiritimati";
const LATE: &str = "Pacific/Niue";

/// Words for git that change what it says where they are heeded.
const GIT_HABITS: &str = "\
[user]\n\tname = Nobody\n\temail = nobody@example.com\n\
[log]\n\tshowSignature = true\n\tdate = relative\n\tdecorate = full\n\tmailmap = false\n\tabbrevCommit = true\n\tfollow = true\n\tshowRoot = false\n\
[i18n]\n\tlogOutputEncoding = ISO-8859-1\n\
[color]\n\tui = always\n\
[core]\n\tquotePath = true\n\tabbrev = 4\n\tpager = false\n\
[diff]\n\tnoprefix = true\n\trenames = false\n\tsuppressBlankEmpty = true\n\talgorithm = patience\n\texternal = false\n\trelative = true\n\
\tmnemonicPrefix = true\n\tignoreSubmodules = none\n\torderFile = /nowhere/order\n\tcontext = 0\n\
[format]\n\tpretty = fuller\n\
[advice]\n\tdetachedHead = true\n";

/// A base again: the same files in another place, on another disk if there is one that lists a folder in the order in which
/// its files were made.
struct Twin {
    kb: Kb,
    home: PathBuf,
}

impl Twin {
    fn of(kb: &Kb) -> Self {
        let memory = Path::new("/dev/shm");
        let place = if memory.is_dir() {
            memory.to_owned()
        } else {
            std::env::temp_dir()
        };
        let twin = Kb::within(&place, "twin of é with blanks");
        again(&kb.root(), &twin.root());
        let home = twin.root().with_file_name("home of another");
        fs::create_dir(&home).unwrap();
        let mail = "Stranger <ada@example.com>\n";
        fs::write(home.join("mailmap"), mail).unwrap();
        let habits = format!(
            "{GIT_HABITS}[mailmap]\n\tfile = {}/mailmap\n",
            home.display()
        );
        fs::write(home.join(".gitconfig"), habits).unwrap();
        Self { kb: twin, home }
    }

    /// The program, run by somebody with other habits.
    fn command(&self, args: &[&str]) -> Command {
        let plain = self.kb.command(args);
        let mut command = if cfg!(unix) {
            let mut shell = Command::new("sh");
            let words = ["-c", "umask 077; exec \"$0\" \"$@\""];
            shell.args(words).arg(plain.get_program()).args(args);
            shell.current_dir(self.kb.root());
            shell.stdin(std::process::Stdio::null());
            shell
        } else {
            plain
        };
        command
            .env("NO_COLOR", "1")
            .env("TZ", LATE)
            .env("LANG", "ja_JP.UTF-8")
            .env("LANGUAGE", "ar:ja")
            .env("LC_ALL", "tr_TR.UTF-8")
            .env("HOME", &self.home)
            .env("XDG_CONFIG_HOME", self.home.join("none"))
            .env("USER", "another")
            .env("LOGNAME", "another")
            .env("TERM", "xterm-256color")
            .env("COLUMNS", "40")
            .env("RAYON_NUM_THREADS", "8")
            .env("GIT_ICASE_PATHSPECS", "1")
            .env_remove("GIT_CONFIG_GLOBAL");
        command
    }

    fn run(&self, args: &[&str]) -> Ran {
        Ran::of(&mut self.command(args))
    }
}

/// Copies a folder so that little is left but names and bytes: the last file first, of another age, with other rights.
fn again(from: &Path, to: &Path) {
    let order = |a: &walkdir::DirEntry, b: &walkdir::DirEntry| b.file_name().cmp(a.file_name());
    let age = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for (n, entry) in WalkDir::new(from).sort_by(order).into_iter().enumerate() {
        let entry = entry.unwrap();
        let to = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).unwrap();
            continue;
        }
        fs::write(&to, fs::read(entry.path()).unwrap()).unwrap();
        let file = File::options().append(true).open(&to).unwrap();
        file.set_modified(age - Duration::from_secs(n as u64))
            .unwrap();
        rights(&to, n);
    }
}

#[cfg(unix)]
fn rights(file: &Path, n: usize) {
    use std::os::unix::fs::PermissionsExt as _;
    // Not the right to run: git keeps that, so it would be another input.
    let mode = if n.is_multiple_of(2) { 0o600 } else { 0o644 };
    fs::set_permissions(file, Permissions::from_mode(mode)).unwrap();
}

#[cfg(not(unix))]
fn rights(_: &Path, _: usize) {}

/// Every file but what git keeps, and what is kept for speed.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let inside =
        |entry: &walkdir::DirEntry| entry.file_name() != ".git" && entry.file_name() != ".deskbook";
    let found = WalkDir::new(root).into_iter().filter_entry(inside);
    let found = found
        .map(Result::unwrap)
        .filter(|e| e.file_type().is_file());
    found
        .map(|entry| (below(entry.path(), root), fs::read(entry.path()).unwrap()))
        .collect()
}

/// What differs between two folders, by name.
fn differences(left: &BTreeMap<String, Vec<u8>>, right: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let one_sided = |name: &&String| !left.contains_key(*name) || !right.contains_key(*name);
    let names: std::collections::BTreeSet<&String> = left.keys().chain(right.keys()).collect();
    let differs = |name: &&&String| one_sided(name) || left[**name] != right[**name];
    names
        .iter()
        .filter(differs)
        .map(|name| match (left.get(*name), right.get(*name)) {
            (Some(left), Some(right)) => format!("{name}: {}", first_difference(left, right)),
            (Some(_), None) => format!("{name}: only in the one"),
            _ => format!("{name}: only in the other"),
        })
        .collect()
}

fn first_difference(left: &[u8], right: &[u8]) -> String {
    let same = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let near = |bytes: &[u8]| {
        let from = same.saturating_sub(40);
        let until = bytes.len().min(same + 40);
        String::from_utf8_lossy(&bytes[from..until]).into_owned()
    };
    format!("at byte {same}: {:?} and {:?}", near(left), near(right))
}

/// Runs one command in both and adds what differs on the screens.
fn compare(kb: &Kb, twin: &Twin, args: &[&str], differ: &mut Vec<String>) -> Ran {
    let usual = Ran::of(
        kb.command(args)
            .env("TZ", EARLY)
            .env("RAYON_NUM_THREADS", "1"),
    );
    let other = twin.run(args);
    let screen = |ran: &Ran, root: &Path| {
        let text = format!("{}\n{}\n{}", ran.code, ran.stdout, ran.stderr);
        steady(&text, &root.display().to_string()).into_bytes()
    };
    let (left, right) = (screen(&usual, &kb.root()), screen(&other, &twin.kb.root()));
    if left != right {
        differ.push(format!(
            "screen of {args:?}: {}",
            first_difference(&left, &right)
        ));
    }
    usual
}

/// A base with something of everything whose order or place could show: names that languages sort differently, things that
/// are claimed twice, clients, several exports, a history of several people with a merge, a theme of its own.
fn crooked() -> Kb {
    let settings = "title: İstanbul desk\nbase_url: https://desk.example.com/\naudiences: [internal, partners, public]\n\
        clients:\n  acme: {title: Acme help}\n  globex: {title: Globex help}\n\
        os: {windows: Windows, ubuntu: Ubuntu}\nproducts: {vpn: VPN, öl: Öl}\ncategories:\n  Ä: {name: Ärger}\n\
        tickets:\n  files: ['exports/*.csv']\nkcs:\n  people:\n    ada@example.com: publisher\n    bo@example.com: contributor\n";
    let mut kb = Kb::new().settings(settings);
    let names = [
        "z",
        "a",
        "Ä",
        "I",
        "ı",
        "i2",
        "é",
        "e\u{301}2",
        "ß",
        "10",
        "9",
        "vpn-b",
        "VPN-a",
    ];
    for (n, name) in names.iter().enumerate() {
        let audience = ["public", "partners", "internal"][n % 3];
        let front = format!(
            "id: KB{:04}\ntype: how-to\naudience: {audience}\nconfidence: validated\nowner: Bo\nreview_by: 2027-0{}-01\n\
             os: [windows]\nproducts: [vpn, öl]\nsymptoms: ['Error 80{n}', İıIi {n}]\naliases: [/old/, /old/{n}/]\n\
             related: [KB0001, KB0003]\ntickets:\n  patterns: ['jam {n}']\n",
            n / 2,
            n % 9 + 1
        );
        let folder = ["a", "Ä", "z/deep"][n % 3];
        kb = kb.article(
            &format!("content/{folder}/{name}.md"),
            &format!("İI title {}{}", ["Ö", "Z", "Ä"][n % 3], n % 2),
            &front,
        );
    }
    let csv = |start: usize| {
        let ticket = |n: usize| {
            let words = [
                "jam 1 again",
                "zzqx wobbles",
                "VPN error 809",
                "ırmak İ flows",
            ][n % 4];
            let day = n % 28 + 1;
            format!(
                "INC{n:07},{words},Ä,z,2026-03-{day:02} 09:00:00,2026-03-{day:02} 11:00:00,Closed,p{}\n",
                n % 7
            )
        };
        let head =
            "number,short_description,category,subcategory,opened_at,resolved_at,state,caller_id\n";
        head.to_owned() + &(start..start + 60).map(ticket).collect::<String>()
    };
    let svg = |r: usize| {
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="{r}"/></svg>"#
        )
    };
    let kb = kb
        .file("content/a/a.acme.md", "---\ntitle: For Acme\n---\n\nText ![one](images/one.svg) ![ONE](images/ONE.svg).\n")
        .file("content/a/a.globex.md", "---\nkeywords: [q, Q]\n---\n\n## Issue\n\nOther.\n")
        .file("content/a/broken.md", "---\ntitle: [\naudience: public\n---\n\nText [[KB9999]] [lost](lost.md).\n")
        .file("content/a/code.md", "---\ntitle: Code\naudience: public\nconfidence: validated\n---\n\n```rust\nfn main() {}\n```\n\n```powershell\nGet-Item\n```\n")
        .file("content/a/images/one.svg", svg(1))
        .file("content/a/images/ONE.svg", svg(2))
        .file("content/a/images/unused.svg", svg(3))
        .file("themes/default/static/style.css", "body { color: #123 }\n")
        .file("exports/b.csv", csv(30))
        .file("exports/a.csv", csv(0))
        .file(".mailmap", "Ada Émile <ada@example.com>\n")
        .git();
    lived(&kb);
    kb
}

/// Several people in several zones, a move, and a merge that somebody had to settle.
fn lived(kb: &Kb) {
    let change = |path: &str, word: &str| kb.write(path, kb.read(path).replace("What to do", word));
    change("content/a/10.md", "What Bo did");
    kb.git_commit(("Bø Hölm", "bo@example.com"), "2026-03-03");
    kb.git_run(&["switch", "--quiet", "--create", "side"]);
    change("content/a/z.md", "What the side did");
    kb.git_commit(("Cy", "cy@example.com"), "2026-03-04");
    kb.git_run(&["switch", "--quiet", "main"]);
    kb.git_run(&["mv", "content/z/deep/vpn-b.md", "content/z/moved.md"]);
    change("content/a/z.md", "What main did");
    kb.git_commit(("Ada Finch", "ada@example.com"), "2026-03-05");
    kb.git_run(&["merge", "--quiet", "--strategy=ours", "--message=m", "side"]);
    change("content/a/z.md", "What both did");
    kb.git_run(&["add", "--all"]);
    kb.git_run(&["commit", "--quiet", "--amend", "--no-edit"]);
}

#[test]
fn the_demo_site_is_the_same_anywhere() {
    let (kb, mut differ) = (demo(), Vec::new());
    let source = Kb::demo();
    let twin = Twin::of(&source.git());
    for (out, args) in [
        ("public", &[][..]),
        ("inside", &["--audience", "internal", "--out", "inside"]),
    ] {
        // Asked for from elsewhere, by a way that is not the shortest.
        let root = twin.kb.root();
        let path = root.join("content/../.").display().to_string();
        let mut command = twin.command(&[&["--root", &path, "build"], args].concat());
        let ran = Ran::of(command.current_dir(&twin.home));
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        differ.extend(differences(&files(&kb.path(out)), &files(&root.join(out))));
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

#[test]
fn a_crooked_base_is_the_same_anywhere() {
    let (kb, mut differ) = (crooked(), Vec::new());
    let twin = Twin::of(&kb);
    for audience in ["internal", "partners", "public"] {
        for client in [None, Some("acme"), Some("globex")] {
            let out = format!("{audience}-{}", client.unwrap_or("all"));
            let mut args = vec!["build", "--audience", audience, "--out", &out];
            args.extend(client.into_iter().flat_map(|name| ["--client", name]));
            let ran = compare(&kb, &twin, &args, &mut differ);
            assert_eq!(ran.code, 0, "{args:?}: {}", ran.stderr);
        }
    }
    differ.extend(differences(&files(&kb.root()), &files(&twin.kb.root())));
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

/// Commands that say something of a base, and the exit code that they end with.
const ASKED: &[(&str, i32)] = &[
    ("check --today 2027-05-05", 1),
    ("check --today 2027-05-05 --format short -v", 1),
    ("check --today 2027-05-05 --format json", 1),
    ("check --today 2027-05-05 --format github", 1),
    ("check --today 2027-05-05 --format sarif", 1),
    ("check --today 2027-05-05 --since side", 1),
    ("check --fix --dry-run --today 2027-05-05", 0),
    ("check --external", 0),
    ("search title", 0),
    ("search --format json ırmak title", 0),
    ("search --explain --audience internal error 801", 0),
    ("tickets exports/a.csv exports/b.csv", 0),
    ("tickets --date-order month exports/b.csv", 0),
    (
        "gaps --html gaps.html --csv gaps.csv --json gaps.json --markdown gaps.md --explain gaps.txt",
        0,
    ),
    ("gaps --format json", 0),
    ("gaps --patterns", 0),
    (
        "report --today 2027-05-05 --html report.html --json report.json --markdown report.md",
        0,
    ),
    ("report --today 2027-05-05 --since 4w --format json", 0),
    ("report --today 2027-05-05 --sample 3", 0),
    ("history", 0),
    ("history --format json", 0),
    ("history content/z/moved.md", 0),
    ("history --format json content/a/z.md", 0),
    ("schema front-matter", 0),
    ("schema settings", 0),
    ("learn --dry-run", 0),
    ("learn", 0),
    ("completions bash", 0),
    ("man", 0),
];

#[test]
fn every_answer_is_the_same_anywhere() {
    let (kb, mut differ) = (crooked(), Vec::new());
    let twin = Twin::of(&kb);
    let mut codes = Vec::new();
    for (asked, code) in ASKED {
        let args: Vec<&str> = asked.split(' ').collect();
        let ran = compare(&kb, &twin, &args, &mut differ);
        if ran.code != *code {
            codes.push(format!("{asked}: {} {}", ran.code, ran.stderr));
        }
    }
    differ.extend(differences(&files(&kb.root()), &files(&twin.kb.root())));
    assert!(differ.is_empty(), "{}", differ.join("\n"));
    assert!(codes.is_empty(), "{}", codes.join("\n"));
}

#[test]
fn a_warm_build_is_a_cold_build() {
    let kb = crooked();
    // A smaller base is not worth keeping anything.
    for n in 0..500 {
        let text = format!("---\ntitle: Many {n}\naudience: public\n---\n\nText {n}.\n");
        kb.write(&format!("content/many/{n}.md"), text);
    }
    kb.git_commit(("Cy", "cy@example.com"), "2026-03-06");
    let build = |out: &str| {
        let ran = kb.done(&["build", "--out", out]);
        assert!(ran.stdout.contains("articles"), "{}", ran.stdout);
    };
    build("cold");
    // It keeps what it read of the history.
    let _ = kb.done(&["report"]);
    let cold = files(&kb.path("cold"));
    let warm = |out: &str| {
        build(out);
        let differ = differences(&cold, &files(&kb.path(out)));
        assert!(differ.is_empty(), "{out}:\n{}", differ.join("\n"));
    };
    warm("warm");
    warm("cold");
    // What was kept is of another state of the base, of another edition, or damaged.
    let (path, text) = ("content/a/z.md", kb.read("content/a/z.md"));
    kb.write(path, text.replace("What both did", "Something else"));
    build("warm");
    let _ = kb.done(&["build", "--out", "inside", "--audience", "internal"]);
    kb.write(path, text);
    warm("warm");
    let kept = |entry: &walkdir::DirEntry| entry.file_type().is_file();
    let kept = WalkDir::new(kb.path(".deskbook"))
        .into_iter()
        .filter_map(Result::ok)
        .filter(kept);
    let kept: Vec<_> = kept.collect();
    let names: Vec<_> = kept
        .iter()
        .map(|e| e.file_name().to_string_lossy())
        .collect();
    for name in ["site-", "states"] {
        assert!(
            names.iter().any(|n| n.starts_with(name)),
            "{name}: {names:?}"
        );
    }
    for (n, entry) in kept.iter().enumerate() {
        let mut bytes = fs::read(entry.path()).unwrap();
        let middle = bytes.len() / 2;
        if n.is_multiple_of(2) {
            bytes.truncate(middle);
        } else if let Some(byte) = bytes.get_mut(middle) {
            *byte ^= 0x20;
        }
        fs::write(entry.path(), bytes).unwrap();
    }
    warm("warm");
    let _ = fs::remove_dir_all(kb.path(".deskbook"));
    warm("warm");
}

#[test]
fn the_day_can_be_given() {
    // 2 March 2026, a second before and at midnight.
    for (moment, day) in [("1772495999", "2026-03-02"), ("1772496000", "2026-03-03")] {
        for zone in [EARLY, LATE] {
            let kb = Kb::new();
            let run = |args: &[&str]| {
                let mut command = kb.command(args);
                let ran = Ran::of(command.env("TZ", zone).env("SOURCE_DATE_EPOCH", moment));
                assert_eq!(ran.code, 0, "{args:?}: {}", ran.stderr);
                ran
            };
            let _ = run(&["init"]);
            let _ = run(&["new", "The lift is stuck", "--id", "LIFT1"]);
            let _ = run(&["flag", "LIFT1", "it says nothing"]);
            let next_year = day.replace("2026", "2027");
            let article = kb.read("content/the-lift-is-stuck.md");
            for word in [format!("review_by: {next_year}"), format!("date: {day}")] {
                assert!(article.contains(&word), "{zone}: {word}: {article}");
            }
            let report = run(&["report", "--format", "json"]).stdout;
            assert!(report.contains(day), "{zone}: {report}");
        }
    }
    for wrong in ["", "today", "99999999999999999"] {
        let kb = Kb::new()
            .settings("title: Desk\n")
            .article("content/a.md", "Title", "");
        let ran = Ran::of(kb.command(&["check"]).env("SOURCE_DATE_EPOCH", wrong));
        assert_eq!(ran.code, 2, "{wrong}: {}", ran.stderr);
        assert!(ran.stderr.contains("SOURCE_DATE_EPOCH"), "{}", ran.stderr);
    }
}
