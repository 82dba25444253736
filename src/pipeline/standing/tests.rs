//! A site that stands, and everything that may bring it down.
//!
//! Takes a small base with something of everything, built and kept. Gives what each change of it makes of that. Each change
//! is taken back, so that none of them can hide behind another.

mod changes;
mod odd;
mod records;

use crate::diag::{Code, Diagnostic, FileId, Fix, Severity, Span};
use crate::output::disk::{self, Outcome, open_gate};
use crate::paths::ContentPath;
use crate::pipeline::standing::{Figures, Said, Standing, keep, standing};
use crate::pipeline::{Built, Kept, Plan, Purpose, Trails, build, build_again};
use crate::source::SourceFile;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// What the program is called that builds.
const PROGRAM: &str = "one";

const SETTINGS: &str = "title: Desk\naudiences: [internal, public]\nbase_url: https://desk.example.com/\n\
    clients:\n  acme: {title: Acme}\ntickets:\n  files: ['exports/*.csv']\n";
const CSV: &str =
    "number,short_description,opened_at\nINC1,the lift is stuck,2026-03-01 09:00:00\n";
const GIF: &[u8] = b"GIF89a\x03\x00\x02\x00\x00\x00\x00";

/// The base. What is wrong with it: a key with a fix, a link to nothing, a mark at the head of a file, bytes that are no
/// UTF-8, an empty file.
const FILES: &[(&str, &[u8])] = &[
    ("deskbook.yaml", SETTINGS.as_bytes()),
    ("vocabulary.yaml", b"A1:\n  elevator: 4\n"),
    (
        "content/a.md",
        b"---\nid: A1\ntitle: The lift\naudience: public\nsummery: Up and down\nreview_by: 31.1.2027\n---\n\nA ![pic](i/one.gif) and [form](form.pdf).\n",
    ),
    (
        "content/b.md",
        b"---\ntitle: The door\naudience: public\n---\n\nSee [nothing](gone.md).\n",
    ),
    (
        "content/c.md",
        b"---\ntitle: For colleagues\naudience: internal\n---\n\nWords.\n",
    ),
    (
        "content/c.acme.md",
        b"---\ntitle: For Acme\n---\n\nOther words.\n",
    ),
    (
        "content/d.md",
        b"\xef\xbb\xbf---\ntitle: Marked\naudience: public\n---\n\nText.\n",
    ),
    (
        "content/e.md",
        b"---\ntitle: Bytes\naudience: public\n---\n\nK\xf6ln.\n",
    ),
    ("content/f.md", b""),
    ("content/i/one.gif", GIF),
    ("content/i/spare.gif", GIF),
    ("content/form.pdf", b"%PDF-1.4 form"),
    ("themes/default/static/style.css", b"body { color: #123 }\n"),
    ("themes/default/static/dot.gif", GIF),
    ("exports/a.csv", CSV.as_bytes()),
];

/// A base, built and kept.
struct Desk {
    dir: TempDir,
}

impl Desk {
    /// Without a history.
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let desk = Self { dir };
        for (path, bytes) in FILES {
            let path = desk.path(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        desk
    }

    /// With one.
    fn with_git() -> Self {
        let desk = Self::new();
        desk.git(&["init", "--quiet", "--initial-branch=main"]);
        desk.git(&["add", "--all"]);
        desk.git(&["commit", "--quiet", "--message=x"]);
        desk
    }

    fn git(&self, words: &[&str]) {
        let mut command = Command::new("git");
        command.arg("-C").arg(self.root()).args(words);
        for (name, value) in [
            ("NAME", "Ada"),
            ("EMAIL", "ada@example.com"),
            ("DATE", "2026-03-02T10:00:00+00:00"),
        ] {
            command.env(format!("GIT_AUTHOR_{name}"), value);
            command.env(format!("GIT_COMMITTER_{name}"), value);
        }
        command.env("GIT_CONFIG_GLOBAL", "/dev/null");
        assert!(command.status().unwrap().success(), "git {words:?}");
    }

    fn root(&self) -> PathBuf {
        self.dir.path().join("kb")
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// The edition that has every page.
    fn plan(&self) -> Plan {
        Plan {
            root: self.root(),
            out: Some(self.path("public")),
            audience: Some("internal".to_owned()),
            client: None,
            base_url: None,
            purpose: Purpose::Publish,
            trails: Trails::Pages,
        }
    }

    /// Builds, and keeps what was built.
    fn kept(self, plan: &Plan) -> (Self, Told) {
        let kept = Kept::default();
        let (built, list) = self.built(plan, &kept);
        keep(plan, PROGRAM, (&built, list), &kept);
        let told = Told {
            found: built.loaded.found.clone(),
            figures: Figures::of(&built.loaded.site),
            list,
        };
        (self, told)
    }

    fn built(&self, plan: &Plan, kept: &Kept) -> (Built, [u8; 32]) {
        let built = build_again(plan, kept).unwrap();
        let out = plan.out.as_ref().unwrap();
        let written = disk::write(&built.output, &open_gate, &self.root(), out).unwrap();
        let Outcome::Written(_, list) = written else {
            panic!("{written:?}");
        };
        (built, list)
    }
}

/// What a build says.
#[derive(Debug, PartialEq)]
struct Told {
    found: Vec<Diagnostic>,
    figures: Figures,
    list: [u8; 32],
}

fn told(plan: &Plan) -> Option<Told> {
    let stands = standing(plan, PROGRAM, &Kept::default());
    stands.unwrap().map(
        |Standing {
             found,
             figures,
             list,
             ..
         }| Told {
            found,
            figures,
            list,
        },
    )
}

/// Puts other bytes into a file and sets its time back; gives what was there.
fn put(path: &Path, bytes: &[u8]) -> Vec<u8> {
    let had = fs::read(path).unwrap();
    let time = fs::metadata(path).unwrap().modified().unwrap();
    fs::write(path, bytes).unwrap();
    File::options()
        .write(true)
        .open(path)
        .unwrap()
        .set_modified(time)
        .unwrap();
    had
}

#[test]
fn what_stands_says_what_a_build_says() {
    for desk in [Desk::new(), Desk::with_git()] {
        for (audience, client) in [
            ("internal", None),
            ("public", None),
            ("public", Some("acme")),
        ] {
            let plan = Plan {
                audience: Some(audience.to_owned()),
                client: client.map(str::to_owned),
                ..desk.plan()
            };
            assert_eq!(told(&plan), None, "nothing was kept yet");
            let kept = Kept::default();
            let (built, list) = desk.built(&plan, &kept);
            keep(&plan, PROGRAM, (&built, list), &kept);
            let cold = build(&plan).unwrap();
            let stands = standing(&plan, PROGRAM, &Kept::default()).unwrap().unwrap();
            assert_eq!(stands.found, cold.loaded.found);
            assert_eq!(stands.figures, Figures::of(&cold.loaded.site));
            assert_eq!(stands.list, list);
            let written = disk::standing(&desk.root(), &desk.path("public"), list).unwrap();
            assert_eq!(written.unwrap().same, built.output.iter().count());
            let codes: Vec<&str> = stands.found.iter().map(|d| d.code.0).collect();
            for code in ["KB002", "KB003", "KB005", "KB010", "KB013", "KB040"] {
                assert!(codes.contains(&code), "no {code} in {codes:?}");
            }
            assert!(stands.found.iter().any(|d| d.fix.is_some()));
        }
    }
}

#[test]
fn a_finding_comes_back_whole() {
    let plain = Diagnostic::general(Code("KB008"), Severity::Note, "no file");
    let full = Diagnostic {
        label: "ä".to_owned(),
        fix: Some(Fix {
            span: Span::new(0, 2),
            text: "\u{0}\n".to_owned(),
        }),
        secret: true,
        ..Diagnostic::new(Code("KB081"), Severity::Error, FileId(1), "m").at(Span::new(1, 3))
    };
    let warning = Diagnostic::new(Code("KB005"), Severity::Warning, FileId(0), "").help("h");
    for found in [plain, full, warning] {
        let body = serde_json::to_vec(&Said::of(&found)).unwrap();
        let said: Said = serde_json::from_slice(&body).unwrap();
        assert_eq!(said.told(&texts(&["", "abcd"])), Some(found));
    }
}

fn texts(texts: &[&str]) -> Vec<SourceFile> {
    let file = |text: &&str| SourceFile {
        id: FileId(0),
        path: ContentPath::new("a.md").unwrap(),
        text: (*text).into(),
    };
    texts.iter().map(file).collect()
}

/// One byte of a file is another, and its time and length are what they were.
#[test]
fn another_byte_of_any_file_is_another_site() {
    let desk = Desk::with_git();
    let plan = desk.plan();
    let (desk, truth) = desk.kept(&plan);
    let unread = ["content/i/spare.gif", "content/f.md"];
    for (path, bytes) in FILES.iter().filter(|(path, _)| !unread.contains(path)) {
        let mut other = bytes.to_vec();
        let last = other.len() - 2;
        other[last] ^= 1;
        let had = put(&desk.path(path), &other);
        // Settings or words that cannot be read end in a failure, as in a build.
        let stands = standing(&plan, PROGRAM, &Kept::default());
        assert!(!matches!(stands, Ok(Some(_))), "{path}");
        put(&desk.path(path), &had);
        assert_eq!(told(&plan).as_ref(), Some(&truth), "{path} taken back");
    }
    // Nobody links to it: its name counts and its bytes do not.
    put(&desk.path("content/i/spare.gif"), b"GIF89b");
    assert_eq!(told(&plan), Some(truth));
}

#[test]
fn another_plan_or_program_does_not_stand() {
    let desk = Desk::new();
    let plan = desk.plan();
    let (desk, truth) = desk.kept(&plan);
    let some = |text: &str| Some(text.to_owned());
    let others = [
        Plan {
            audience: None,
            ..plan.clone()
        },
        Plan {
            audience: some("public"),
            ..plan.clone()
        },
        Plan {
            client: some("acme"),
            ..plan.clone()
        },
        Plan {
            base_url: some("https://other.example.com/"),
            ..plan.clone()
        },
        Plan {
            purpose: Purpose::Preview,
            ..plan.clone()
        },
        Plan {
            trails: Trails::Never,
            ..plan.clone()
        },
        Plan {
            out: Some(desk.path("elsewhere")),
            ..plan.clone()
        },
        Plan {
            out: None,
            ..plan.clone()
        },
    ];
    for other in others {
        assert_eq!(told(&other), None, "{other:?}");
    }
    for program in ["", "on", "one ", "two"] {
        assert!(
            standing(&plan, program, &Kept::default())
                .unwrap()
                .is_none()
        );
    }
    assert_eq!(told(&plan), Some(truth));
}
