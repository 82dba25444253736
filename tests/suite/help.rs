//! What the program says of itself, and what the documents say of the program.
//!
//! Takes `--help`, README and manual. Gives a failure where one names a command or flag that the other does not have.

use crate::kb::{Kb, repository};
use snapbox::str;
use std::collections::BTreeSet;
use std::fs;
use walkdir::WalkDir;

#[test]
fn deskbook_help() {
    Kb::new().done(&["--help"]).shows(str![[r#"
exit 0
--- stdout
Turns a git repository of Markdown help-desk articles into a fast, searchable, offline-capable site

Usage: deskbook [OPTIONS] <COMMAND>

Commands:
  init         Make a new base: settings, sample articles, pipelines
  new          Start a new article from a template, after a look at what exists
  set          Change the front matter of articles: state, audience, owner, lists
  flag         Say that something is wrong with an article, or that it is mended
  check        Find what is wrong: front matter, links, images, duplicates, content standard
  build        Build the site
  serve        Build, serve and rebuild on every change
  search       Search as the site does
  tickets      Show what is understood of ticket exports, before anyone trusts a report on them
  gaps         Measure which tickets have an article, and what should be written next
  report       Measure how the base is doing: states, reviews, flags, reuse, contribution
  learn        Learn the requesters' words from tickets, so that the search finds articles by them
  schema       Print a JSON Schema for editors
  history      Tell who did what to an article and when, from git
  completions  Print the completions for a shell
  man          Print the manual page
  licences     Print whose code is in the program, and under which licences
  help         Print this message or the help of the given subcommand(s)

Options:
  -h, --help
          Print help (see a summary with '-h')

  -V, --version
          Print version

Common:
      --root <DIR>
          The folder of the base
          
          [default: .]

      --color <WHEN>
          When to use colours

          Possible values:
          - auto:   On a terminal, unless `NO_COLOR` is set
          - always: Always
          - never:  Never
          
          [default: auto]

  -v, --verbose
          Show notes as well

  -q, --quiet
          Show errors only

Exit codes: 0 done, 1 findings, 2 wrong usage or settings, 3 could not.
Results go to stdout, progress and notes to stderr. NO_COLOR is respected.

"#]]);
}

#[test]
fn init_help() {
    Kb::new().done(&["init", "--help"]).shows(str![[r#"
exit 0
--- stdout
Make a new base: settings, sample articles, pipelines

Usage: deskbook init [OPTIONS] [DIR]

Arguments:
  [DIR]
          The folder to make the base in

Options:
      --hook
          Write only a pre-commit hook that checks what a commit changes, into a base that exists

  -h, --help
          Print help (see a summary with '-h')

Common:
      --root <DIR>
          The folder of the base
          
          [default: .]

      --color <WHEN>
          When to use colours

          Possible values:
          - auto:   On a terminal, unless `NO_COLOR` is set
          - always: Always
          - never:  Never
          
          [default: auto]

  -v, --verbose
          Show notes as well

  -q, --quiet
          Show errors only

"#]]);
}

#[test]
fn new_help() {
    Kb::new().done(&["new", "--help"]).shows(str![[r#"
exit 0
--- stdout
Start a new article from a template, after a look at what exists

Usage: deskbook new [OPTIONS] [TITLE]

Arguments:
  [TITLE]
          The title, as a person with the problem would say it; from tickets one is proposed

Options:
      --type <TYPE>
          The kind of article

          Possible values:
          - break-fix:   Something does not work
          - how-to:      How to do a thing
          - faq:         A question and its answer
          - reference:   Facts to look up
          - known-error: A problem without a cure
          
          [default: break-fix]

      --category <FOLDER>
          The folder below the content folder

      --id <ID>
          The id; by default the next free one

      --from-gap <GAP>
          Fill it with the words, codes and notes of a gap that `deskbook gaps` names: G3

      --from-ticket <TICKET>
          Fill it with what one ticket says

      --tickets <FILE>...
          Ticket exports; by default those of the settings

      --anyway
          Write it even if an article with nearly the same title or symptom exists

  -h, --help
          Print help (see a summary with '-h')

Common:
      --root <DIR>
          The folder of the base
          
          [default: .]

      --color <WHEN>
          When to use colours

          Possible values:
          - auto:   On a terminal, unless `NO_COLOR` is set
          - always: Always
          - never:  Never
          
          [default: auto]

  -v, --verbose
          Show notes as well

  -q, --quiet
          Show errors only

"#]]);
}

#[test]
fn check_help() {
    Kb::new().done(&["check", "--help"]).shows(str![[r#"
exit 0
--- stdout
Find what is wrong: front matter, links, images, duplicates, content standard

Usage: deskbook check [OPTIONS]

Options:
      --since <REV>
          Check what changed since the branch left REV, and whether its authors may change it

      --deny <LEVEL>
          Fail on findings of this level too

          Possible values:
          - warnings: Warnings and errors
          - notes:    Notes, warnings and errors

      --format <FORMAT>
          How to print the findings

          Possible values:
          - human:  With the source line and what to do
          - short:  One line each
          - json:   One object for programs
          - github: Annotations of a GitHub pull request
          - sarif:  SARIF 2.1.0, for code-scanning tools
          
          [default: human]

      --external
          Print every address on another site with its places instead, for a program that tries
          them: nothing is fetched here

      --fix
          Mend in the files what needs no judgement, and show what is left

      --dry-run
          With --fix: show what would change, as a patch, and change nothing

      --explain <CODE>
          Say what a code means, why it matters and what to do

  -h, --help
          Print help (see a summary with '-h')

Common:
      --root <DIR>
          The folder of the base
          
          [default: .]

      --color <WHEN>
          When to use colours

          Possible values:
          - auto:   On a terminal, unless `NO_COLOR` is set
          - always: Always
          - never:  Never
          
          [default: auto]

  -v, --verbose
          Show notes as well

  -q, --quiet
          Show errors only

"#]]);
}

#[test]
fn build_help() {
    Kb::new().done(&["build", "--help"]).shows(str![[r#"
exit 0
--- stdout
Build the site

Usage: deskbook build [OPTIONS]

Options:
      --out <DIR>
          The folder to write, below the root unless absolute
          
          [default: public]

      --audience <NAME>
          The audience: nothing narrower is anywhere in the output

      --client <NAME>
          The client, for articles that name some

      --base-url <URL>
          Where the site will stand; wins over the settings

      --strict
          Write nothing if any article has an error

  -h, --help
          Print help (see a summary with '-h')

Common:
      --root <DIR>
          The folder of the base
          
          [default: .]

      --color <WHEN>
          When to use colours

          Possible values:
          - auto:   On a terminal, unless `NO_COLOR` is set
          - always: Always
          - never:  Never
          
          [default: auto]

  -v, --verbose
          Show notes as well

  -q, --quiet
          Show errors only

"#]]);
}

#[test]
fn serve_help() {
    Kb::new().done(&["serve", "--help"]).shows(str![[r#"
exit 0
--- stdout
Build, serve and rebuild on every change

Usage: deskbook serve [OPTIONS]

Options:
      --port <PORT>
          The port; the next free one is taken where it is in use
          
          [default: 8480]

      --open
          Open the site in the browser

      --poll
          Look for changes by reading, for disks that do not tell (network drives, some containers)

      --audience <NAME>
          The audience: nothing narrower is anywhere in the output

      --client <NAME>
          The client, for articles that name some

  -h, --help
          Print help (see a summary with '-h')

Common:
      --root <DIR>
          The folder of the base
          
          [default: .]

      --color <WHEN>
          When to use colours

          Possible values:
          - auto:   On a terminal, unless `NO_COLOR` is set
          - always: Always
          - never:  Never
          
          [default: auto]

  -v, --verbose
          Show notes as well

  -q, --quiet
          Show errors only

"#]]);
}

#[test]
#[allow(clippy::too_many_lines, reason = "one screen")]
fn search_help() {
    Kb::new().done(&["search", "--help"]).shows(str![[r#"
exit 0
--- stdout
Search as the site does

Usage: deskbook search [OPTIONS] [QUERY]...

Arguments:
  [QUERY]...
          What to look for: words, "a phrase", -without

Options:
      --queries <FILE>
          Answer every line of this file; `-` is standard input

      --limit <LIMIT>
          How many results
          
          [default: 10]

      --os <OS>
          Prefer this operating system

      --speak <LANG>
          Put articles in this language first, as its pages do; by default the language of the site

      --product <PRODUCT>
          Only articles about this product

      --category <CATEGORY>
          Only articles in this category or below

      --type <TYPE>
          Only articles of this type

          Possible values:
          - break-fix:   Something does not work
          - how-to:      How to do a thing
          - faq:         A question and its answer
          - reference:   Facts to look up
          - known-error: A problem without a cure

      --lang <LANG>
          Only articles in this language

      --audience <NAME>
          The audience: nothing narrower is anywhere in the output

      --client <NAME>
          The client, for articles that name some

      --explain
          Say how each word was understood, and why each article stands where it stands

      --format <FORMAT>
          How to print the results

          Possible values:
          - human: For people
          - json:  One object for programs; of many questions one a line
          
          [default: human]

  -h, --help
          Print help (see a summary with '-h')

Common:
      --root <DIR>
          The folder of the base
          
          [default: .]

      --color <WHEN>
          When to use colours

          Possible values:
          - auto:   On a terminal, unless `NO_COLOR` is set
          - always: Always
          - never:  Never
          
          [default: auto]

  -v, --verbose
          Show notes as well

  -q, --quiet
          Show errors only

"#]]);
}

#[test]
fn wrong_usage_is_exit_code_two() {
    let kb = Kb::new();
    for args in [
        &["bild"][..],
        &["build", "--what"],
        &["serve", "--port", "99999999"],
        &[],
    ] {
        assert_eq!(kb.run(args).code, 2, "{args:?}");
    }
}

#[test]
fn completions_and_man_are_made() {
    let kb = Kb::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(
            kb.done(&["completions", shell]).stdout.contains("deskbook"),
            "{shell}"
        );
    }
    assert!(kb.done(&["man"]).stdout.contains(".TH deskbook"));
}

/// The commands of `--help`.
fn commands() -> BTreeSet<String> {
    let help = Kb::new().done(&["--help"]).stdout;
    let table = help
        .split("Commands:")
        .nth(1)
        .unwrap()
        .split("\n\n")
        .next()
        .unwrap();
    table
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

/// `deskbook <command> --flag …` of every code span and block of a document.
fn mentions(text: &str) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    let mut fenced = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        let spans: Vec<&str> = if fenced {
            vec![line]
        } else {
            line.split('`').skip(1).step_by(2).collect()
        };
        for span in spans {
            let words: Vec<&str> = span
                .trim_start_matches(['$', '>', ' ', '-'])
                .split_whitespace()
                .collect();
            let Some(start) = words
                .iter()
                .position(|w| *w == "deskbook" || w.ends_with("/deskbook"))
            else {
                continue;
            };
            if start > 1 {
                continue; // a sentence, not a command
            }
            let mut rest = words[start + 1..].iter();
            let command = rest.next().unwrap_or(&"").trim_matches(['"', '\'']);
            if command.is_empty() || !command.chars().all(|c| c.is_ascii_lowercase()) {
                continue;
            }
            let flags = rest
                .take_while(|w| !["#", "|", ">", "&&", ";"].contains(w))
                .filter(|w| w.starts_with("--"));
            let names = flags.map(|f| {
                f.split('=')
                    .next()
                    .unwrap()
                    .trim_end_matches([',', '.', ']', '`'])
                    .to_owned()
            });
            found.push((command.to_owned(), names.collect()));
        }
    }
    found
}

#[test]
fn the_documents_name_commands_and_flags_that_exist() {
    let root = repository();
    let mut documents = vec![root.join("README.md"), root.join(".github/CONTRIBUTING.md")];
    let manual = WalkDir::new(root.join("content/manual")).sort_by_file_name();
    documents.extend(
        manual
            .into_iter()
            .map(Result::unwrap)
            .filter(|e| e.path().extension().is_some_and(|x| x == "md"))
            .map(walkdir::DirEntry::into_path),
    );
    let commands = commands();
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for document in documents {
        let name = document.strip_prefix(&root).unwrap().display().to_string();
        let Ok(text) = fs::read_to_string(&document) else {
            wrong.push(format!("{name} is missing"));
            continue;
        };
        for (command, flags) in mentions(&text) {
            seen.insert(command.clone());
            if !commands.contains(&command) {
                wrong.push(format!("{name}: there is no `deskbook {command}`"));
                continue;
            }
            let help = Kb::new().done(&[&command, "--help"]).stdout;
            for flag in flags.iter().filter(|f| !help.contains(f.as_str())) {
                wrong.push(format!("{name}: `deskbook {command}` has no {flag}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let undocumented: Vec<_> = commands
        .iter()
        .filter(|c| !seen.contains(*c) && *c != "help")
        .collect();
    assert!(
        undocumented.is_empty(),
        "commands that no document shows: {undocumented:?}"
    );
}

#[test]
fn the_two_commands_of_the_readme_are_there() {
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    assert!(readme.contains("cargo run --release -- serve") && readme.contains("tests/run"));
    for image in readme
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
    {
        let local = !image.contains("://") && !image.starts_with('#');
        assert!(!local || repository().join(image).exists(), "{image}");
    }
}
