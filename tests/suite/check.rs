//! `deskbook check`: the forms of its findings and its exit codes.
//!
//! Takes a base with an error, a warning and a note. Gives every format. Never checks a single rule: those have their
//! fixtures beside the checks.

use crate::kb::Kb;
use serde_json::Value;
use snapbox::str;

/// One error (link), one warning (unknown key), one note (line ends).
fn base() -> Kb {
    Kb::new()
        .file(
            "content/a.md",
            "---\ntitle: First, with a comma\nkolor: blue\n---\n\nSee [the other](gone.md).\n",
        )
        .file(
            "content/b.md",
            "---\r\ntitle: Second\r\n---\r\n\r\nText.\r\n",
        )
        .git()
}

const AS_OF: &[&str] = &["check", "--today", "2026-11-22"];

fn args<'a>(more: &[&'a str]) -> Vec<&'a str> {
    AS_OF.iter().copied().chain(more.iter().copied()).collect()
}

#[test]
fn human() {
    base().run(&args(&[])).shows(str![[r#"
exit 1
--- stdout
warning[KB010]: unknown key `kolor`
 --> content/a.md:3:1
  |
3 | kolor: blue
  | ^^^^^
  |
  = help: map it with `fields`, or pass it over with `ignore_fields`, in deskbook.yaml

error[KB040]: `gone.md` leads nowhere
 --> content/a.md:6:17
  |
6 | See [the other](gone.md).
  |                 ^^^^^^^ no such file
  |
  = help: the path counts from the folder of this file; upper and lower case matter

1 error, 1 warning in 1 file; 2 notes (shown with --verbose)

"#]]);
}

#[test]
fn human_with_notes() {
    base().run(&args(&["--verbose"])).shows(str![[r#"
exit 1
--- stdout
warning[KB010]: unknown key `kolor`
 --> content/a.md:3:1
  |
3 | kolor: blue
  | ^^^^^
  |
  = help: map it with `fields`, or pass it over with `ignore_fields`, in deskbook.yaml

error[KB040]: `gone.md` leads nowhere
 --> content/a.md:6:17
  |
6 | See [the other](gone.md).
  |                 ^^^^^^^ no such file
  |
  = help: the path counts from the folder of this file; upper and lower case matter

note[KB004]: the file has Windows line ends (CRLF)
--> content/b.md
 = help: they are read as they are; `* text=auto` in .gitattributes makes them alike

note[KB036]: the title "Second" says too little in one word
 --> content/b.md:2:8
  |
2 | title: Second
  |        ^^^^^^
  |
  = help: name what does not work and where, in the words of those who have it: `VPN drops on hotel Wi-Fi`

1 error, 1 warning, 2 notes in 1 file

"#]]);
}

#[test]
fn short() {
    base().run(&args(&["--format", "short"])).shows(str![[r#"
exit 1
--- stdout
content/a.md:3:1: warning[KB010] unknown key `kolor`
content/a.md:6:17: error[KB040] `gone.md` leads nowhere

"#]]);
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "the whole object, as programs see it"
)]
fn json() {
    let ran = base().run(&args(&["--format", "json"]));
    ran.shows(str![[r#"
exit 1
--- stdout
{
  "format": 1,
  "diagnostics": [
    {
      "code": "KB010",
      "severity": "warning",
      "path": "content/a.md",
      "line": 3,
      "column": 1,
      "end_line": 3,
      "end_column": 6,
      "message": "unknown key `kolor`",
      "label": "",
      "help": "map it with `fields`, or pass it over with `ignore_fields`, in deskbook.yaml"
    },
    {
      "code": "KB040",
      "severity": "error",
      "path": "content/a.md",
      "line": 6,
      "column": 17,
      "end_line": 6,
      "end_column": 24,
      "message": "`gone.md` leads nowhere",
      "label": "no such file",
      "help": "the path counts from the folder of this file; upper and lower case matter"
    },
    {
      "code": "KB004",
      "severity": "note",
      "path": "content/b.md",
      "line": null,
      "column": null,
      "end_line": null,
      "end_column": null,
      "message": "the file has Windows line ends (CRLF)",
      "label": "",
      "help": "they are read as they are; `* text=auto` in .gitattributes makes them alike"
    },
    {
      "code": "KB036",
      "severity": "note",
      "path": "content/b.md",
      "line": 2,
      "column": 8,
      "end_line": 2,
      "end_column": 14,
      "message": "the title /"Second/" says too little in one word",
      "label": "",
      "help": "name what does not work and where, in the words of those who have it: `VPN drops on hotel Wi-Fi`"
    }
  ],
  "counts": {
    "errors": 1,
    "warnings": 1,
    "notes": 2,
    "files": 1
  }
}

"#]]);
    let value: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(value["format"], 1);
    let found = value["diagnostics"].as_array().unwrap();
    let link = found.iter().find(|d| d["code"] == "KB040").unwrap();
    assert_eq!(
        (link["path"].as_str(), link["line"].as_u64()),
        (Some("content/a.md"), Some(6))
    );
}

#[test]
fn github() {
    let ran = base().run(&args(&["--format", "github"]));
    ran.shows(str![[r#"
exit 1
--- stdout
::warning file=content/a.md,line=3,endLine=3,col=1,endColumn=5,title=KB010::unknown key `kolor`%0Amap it with `fields`, or pass it over with `ignore_fields`, in deskbook.yaml
::error file=content/a.md,line=6,endLine=6,col=17,endColumn=23,title=KB040::`gone.md` leads nowhere%0Athe path counts from the folder of this file; upper and lower case matter
::notice file=content/b.md,title=KB004::the file has Windows line ends (CRLF)%0Athey are read as they are; `* text=auto` in .gitattributes makes them alike
::notice file=content/b.md,line=2,endLine=2,col=8,endColumn=13,title=KB036::the title "Second" says too little in one word%0Aname what does not work and where, in the words of those who have it: `VPN drops on hotel Wi-Fi`

"#]]);
    let notices = ["::error ", "::warning ", "::notice "];
    let lines = ran.stdout.lines().filter(|line| !line.is_empty());
    for line in lines {
        assert!(
            notices.iter().any(|start| line.starts_with(start)),
            "{line}"
        );
    }
}

#[test]
fn sarif() {
    let ran = base().run(&args(&["--format", "sarif"]));
    assert_eq!(ran.code, 1);
    let value: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(value["version"], "2.1.0");
    let run = &value["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "deskbook");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert!(results.len() >= 2);
    for result in results {
        let id = result["ruleId"].as_str().unwrap();
        assert!(rules.iter().any(|rule| rule["id"] == id), "{id}");
        if let Some(index) = result["ruleIndex"].as_u64() {
            assert_eq!(rules[index as usize]["id"], id);
        }
        let place = &result["locations"][0]["physicalLocation"];
        assert!(
            place["artifactLocation"]["uri"]
                .as_str()
                .unwrap()
                .starts_with("content/")
        );
        assert!(
            place["region"]["startLine"]
                .as_u64()
                .is_none_or(|line| line > 0)
        );
    }
}

#[test]
fn exit_codes() {
    let clean = || {
        Kb::new()
            .article("content/a.md", "A clean article", "")
            .git()
    };
    assert_eq!(clean().run(&args(&[])).code, 0);
    let warns = || {
        clean()
            .article("content/w.md", "A warning", "kolor: blue\n")
            .git_again()
    };
    assert_eq!(warns().run(&args(&[])).code, 0);
    assert_eq!(warns().run(&args(&["--deny", "warnings"])).code, 1);
    assert_eq!(base().run(&args(&[])).code, 1);
    assert_eq!(clean().settings("titel: x\n").run(&args(&[])).code, 2);
    assert_eq!(clean().run(&["check", "--today", "soon"]).code, 2);
    assert_eq!(clean().run(&["check", "--format", "xml"]).code, 2);
    assert_eq!(clean().run(&["--root", "nowhere", "check"]).code, 3);
    let notes = || {
        Kb::new()
            .file(
                "content/b.md",
                "---\r\ntitle: Second\r\n---\r\n\r\nText.\r\n",
            )
            .git()
    };
    assert_eq!(notes().run(&args(&["--deny", "warnings"])).code, 0);
    assert_eq!(notes().run(&args(&["--deny", "notes"])).code, 1);
}

#[test]
fn every_finding_is_shown_and_none_twice() {
    let kb = Kb::new().settings("title: Desk\naudience: public\n");
    for number in 0..30 {
        kb.write(
            &format!("content/a{number}.md"),
            format!(
                "---\ntitle: Article {number}\naudience: public\n---\n\n[x](gone{number}.md)\n"
            ),
        );
    }
    let ran = kb.git().run(&args(&["--format", "short"]));
    for number in 0..30 {
        let told = ran
            .stdout
            .matches(&format!("content/a{number}.md:6:"))
            .count();
        assert_eq!(told, 1, "a{number}\n{}", ran.stdout);
    }
}

#[test]
fn a_link_that_only_the_authors_can_follow_is_found() {
    let kb = Kb::new()
        .settings("title: Desk\n")
        .file(
            "content/open.md",
            "---\ntitle: Open\naudience: public\n---\n\nSee [inside](inside.md).\n",
        )
        .article("content/inside.md", "Inside", "audience: internal\n")
        .git();
    let ran = kb.run(&args(&["--format", "short"]));
    assert_eq!(ran.stdout.matches("KB045").count(), 1, "{}", ran.stdout);
}

#[test]
fn check_writes_nothing() {
    let kb = base();
    let before = kb.times(".");
    let _ = kb.run(&args(&[]));
    assert_eq!(kb.times("."), before);
}

#[test]
fn a_shallow_clone_is_said() {
    let origin = Kb::new().article("content/a.md", "A", "").git();
    origin.write("content/a.md", "# A\n\nAgain.\n");
    let origin = origin.git_again();
    let clone = origin.clone_with_depth(1);
    let ran = clone.run(&args(&["--format", "short"]));
    assert!(ran.stdout.contains("KB009"), "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn the_demo_base_is_clean() {
    let kb = Kb::demo().git();
    let ran = kb.run(&["check", "--deny", "notes"]);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn a_slip_in_a_pattern_is_shown_where_it_stands() {
    let kb = Kb::new().file(
        "content/a.md",
        "---\ntitle: Slips\ntickets:\n  patterns:\n    - '\"can''t open\" )'\n    - printer /0x(11b/\n    - how do i\n---\n\nText.\n",
    );
    kb.git().run(&args(&[])).shows(str![[r#"
exit 1
--- stdout
error[KB070]: a closing parenthesis without an opening one
 --> content/a.md:5:22
  |
5 |     - '"can''t open" )'
  |                      ^
  |
  = help: remove it, or put it into quotes

error[KB070]: the regular expression cannot be read: unclosed group
 --> content/a.md:6:18
  |
6 |     - printer /0x(11b/
  |                  ^
  |
  = help: put a backslash before signs that stand for themselves, such as ( [ { . + * ?

warning[KB071]: `how do i` stands in nearly every ticket
 --> content/a.md:7:7
  |
7 |     - how do i
  |       ^^^^^^^^
  |
  = help: add a word that only tickets about this problem have, or use a longer phrase

2 errors, 1 warning in 1 file; 1 note (shown with --verbose)

"#]]);
}

#[test]
fn addresses_on_other_sites_are_listed_for_a_program_that_tries_them() {
    let kb = Kb::new()
        .file(
            "content/a.md",
            "---\ntitle: First\n---\n\n[x](https://b.example/x), [y](mailto:desk@example.com)\n\n[z](https://ada:pw1@a.example)\n",
        )
        .file(
            "content/b.md",
            "---\ntitle: Second\n---\n\n[x](https://b.example/x)\n",
        )
        .git();
    let ran = kb.done(&["check", "--external"]);
    let expected = "https://b.example/x\tcontent/a.md:5:5 content/b.md:5:5\nhttps://…@a.example\tcontent/a.md:7:5\n";
    assert_eq!(ran.stdout, expected);
    let ran = kb.done(&["check", "--external", "--format", "json"]);
    let list: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(list["external"][0]["places"][1]["path"], "content/b.md");
}

#[test]
fn no_format_shows_a_secret() {
    let secret = "Kolibri-47";
    let text = format!(
        "---\ntitle: The printer room\n---\n\nThe Wi-Fi password is `{secret}`, see [more](gone.md) and [it](ftp://scan:{secret}@files.example.com).\n"
    );
    let kb = Kb::new().file("content/a.md", text).git();
    for format in ["human", "short", "json", "github", "sarif"] {
        let ran = kb.run(&args(&["--verbose", "--format", format]));
        assert!(ran.stdout.contains("KB081"), "{format}: {}", ran.stdout);
        assert!(ran.stdout.contains("KB040"), "{format}: {}", ran.stdout);
        assert!(
            !format!("{}{}", ran.stdout, ran.stderr).contains(secret),
            "{format}: {}",
            ran.stdout
        );
    }
}

#[test]
fn neither_a_build_nor_a_patch_shows_a_secret() {
    let secret = "Kolibri-47";
    let text = format!(
        "---\ntitle: The printer room\n---\n\nIn order to join, the Wi-Fi password is `{secret}`, see [more](gone.md) and [it](ftp://scan:{secret}@files.example.com).\n"
    );
    let kb = Kb::new().file("content/a.md", text).git();
    for (args, telling) in [
        (&["build"][..], "KB040"),
        (&["build", "--strict"], "KB040"),
        (&["check", "--fix", "--dry-run"], "+To join"),
    ] {
        let ran = kb.run(args);
        let told = format!("{}{}", ran.stdout, ran.stderr);
        assert!(told.contains(telling), "{args:?}: {told}");
        assert!(told.contains("**********"), "{args:?}: {told}");
        assert!(!told.contains(secret), "{args:?}: {told}");
    }
}
