//! The rules of the house, held by reading the sources.
//!
//! Takes `src/**`, the theme and the manual as text. Gives a list of every place that breaks a rule. Never judges style:
//! that is for clippy.

use crate::kb::{below, repository};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// Lines of a file that are code: no comments, no blank lines, no unit tests (from `#[cfg(test)]` on).
const LINES: usize = 300;

/// A source file.
struct Source {
    /// Below `src/`, with `/`.
    path: String,
    /// Everything.
    text: String,
    /// Without comments and without the unit tests at the foot.
    code: String,
}

impl Source {
    /// The module's path below the crate: `model/mod.rs` and `model.rs` are both `model`.
    fn module(&self) -> String {
        let path = self.path.trim_end_matches(".rs");
        path.trim_end_matches("/mod").to_owned()
    }

    fn room(&self) -> &str {
        self.path.split('/').next().unwrap().trim_end_matches(".rs")
    }

    /// Unit tests in a file of their own.
    fn is_test(&self) -> bool {
        self.path
            .split('/')
            .any(|part| part == "tests" || part == "tests.rs")
    }
}

fn sources() -> Vec<Source> {
    let root = repository().join("src");
    let files = WalkDir::new(&root)
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap);
    files
        .filter(|entry| entry.path().extension().is_some_and(|e| e == "rs"))
        .map(|entry| source(below(entry.path(), &root), entry.path()))
        .collect()
}

/// Runs before the program is compiled, so it stands on no floor; it is read by people all the same.
fn build_script() -> Source {
    source("../build.rs".to_owned(), &repository().join("build.rs"))
}

fn source(path: String, file: &Path) -> Source {
    let text = fs::read_to_string(file).unwrap();
    let body = text.split("\n#[cfg(test)]").next().unwrap();
    let lines = body
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let code = lines.map(|line| format!("{line}\n")).collect();
    Source { path, text, code }
}

/// The paths behind each `crate::`, by `/`; of a group `{…}` every member.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        // `$crate` of a macro is the same; `deskbook_crate::` would not be.
        let before = code[..at].chars().next_back().unwrap_or(' ');
        if !before.is_alphanumeric() && before != '_' {
            branches(&code[at + "crate::".len()..], "", &mut found);
        }
    }
    found
}

/// Follows one `use` tree.
fn branches(tree: &str, stem: &str, found: &mut BTreeSet<String>) {
    let end = tree
        .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
        .unwrap_or(tree.len());
    let path = tree[..end].trim_end_matches("::").replace("::", "/");
    let whole = [stem, &path]
        .iter()
        .filter(|s| !s.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join("/");
    if !tree[end..].starts_with('{') {
        found.insert(whole);
        return;
    }
    for member in members(&tree[end + 1..]) {
        branches(member.trim(), &whole, found);
    }
}

/// The members of a group, up to its closing brace.
fn members(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                found.push(&group[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.retain(|member| !member.trim().is_empty());
    found
}

/// Room and floor, from the table in `src/lib.rs`.
fn floors() -> BTreeMap<String, u32> {
    let lib = fs::read_to_string(repository().join("src/lib.rs")).unwrap();
    let mut floors = BTreeMap::new();
    for line in lib.lines() {
        let cells: Vec<&str> = line
            .trim_start_matches("//!")
            .split('|')
            .map(str::trim)
            .collect();
        if let [_, floor, rooms, _] = cells[..]
            && let Ok(floor) = floor.parse()
        {
            for room in rooms.split(',') {
                floors.insert(room.trim().trim_matches('`').to_owned(), floor);
            }
        }
    }
    floors
}

#[track_caller]
fn none(rule: &str, broken: &[String]) {
    assert!(broken.is_empty(), "{rule}:\n  {}\n", broken.join("\n  "));
}

#[test]
fn the_reader_of_imports_can_read() {
    let code =
        "use crate::a::{B, c::{D, E}, self};\nuse crate::f::g;\nlet x = crate::h::i::<u8>(1);";
    let found: Vec<_> = imports(code).into_iter().collect();
    assert_eq!(found, ["a/B", "a/c/D", "a/c/E", "a/self", "f/g", "h/i"]);
}

#[test]
fn every_room_stands_on_a_floor() {
    let floors = floors();
    assert!(
        floors.len() > 10,
        "the table in src/lib.rs was not understood: {floors:?}"
    );
    let rooms: BTreeSet<String> = sources().iter().map(|s| s.room().to_owned()).collect();
    let homeless = rooms
        .iter()
        .filter(|r| !floors.contains_key(*r) && !["main", "lib"].contains(&r.as_str()));
    none(
        "rooms without a floor in src/lib.rs",
        &homeless.cloned().collect::<Vec<_>>(),
    );
    let empty = floors.keys().filter(|r| !rooms.contains(*r));
    none(
        "rooms of src/lib.rs that are not built",
        &empty.cloned().collect::<Vec<_>>(),
    );
}

#[test]
fn a_file_imports_only_from_below_or_from_its_own_room() {
    let floors = floors();
    let mut broken = Vec::new();
    for source in sources()
        .iter()
        .filter(|s| !["main", "lib"].contains(&s.room()))
    {
        // Unit tests keep the rule too: a test that needs an upper floor stands on the wrong one.
        let uncommented: String = source
            .text
            .lines()
            .filter(|l| !l.trim_start().starts_with("//"))
            .map(|l| format!("{l}\n"))
            .collect();
        for import in imports(&uncommented) {
            let room = import.split('/').next().unwrap();
            let (own, other) = (floors.get(source.room()), floors.get(room));
            if room != source.room() && (other.is_none() || other >= own) {
                broken.push(format!(
                    "{} imports crate::{}",
                    source.path,
                    import.replace('/', "::")
                ));
            }
        }
    }
    none("imports that do not lead down", &broken);
}

#[test]
fn files_of_a_room_do_not_import_in_circles() {
    let sources = sources();
    let modules: BTreeSet<String> = sources.iter().map(Source::module).collect();
    let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources.iter().filter(|s| !s.is_test()) {
        let own = source.module();
        for import in imports(&source.code) {
            let Some(target) = module_of(&import, &modules) else {
                continue;
            };
            // A folder's own face names its children and holds the words they share.
            let face =
                own.starts_with(&format!("{target}/")) || target.starts_with(&format!("{own}/"));
            if target != own && !face {
                arrows.entry(own.clone()).or_default().insert(target);
            }
        }
    }
    let circles: Vec<String> = arrows
        .keys()
        .filter_map(|start| circle(start, &arrows))
        .collect();
    none("circles", &circles);
}

/// The file that an import leads to: the longest beginning that is a module.
fn module_of(import: &str, modules: &BTreeSet<String>) -> Option<String> {
    let mut path = import;
    loop {
        if modules.contains(path) {
            return Some(path.to_owned());
        }
        path = path.rsplit_once('/')?.0;
    }
}

/// A way from a file back to itself.
fn circle(start: &str, arrows: &BTreeMap<String, BTreeSet<String>>) -> Option<String> {
    let mut open = vec![vec![start.to_owned()]];
    let mut seen = BTreeSet::new();
    while let Some(way) = open.pop() {
        for next in arrows.get(way.last().unwrap()).into_iter().flatten() {
            let mut way = way.clone();
            way.push(next.clone());
            if next == start {
                return Some(way.join(" -> "));
            }
            if seen.insert(next.clone()) {
                open.push(way);
            }
        }
    }
    None
}

#[test]
fn only_the_doors_name_the_file_system() {
    let doors = ["source", "serve", "cli"];
    let mut broken = Vec::new();
    for source in sources() {
        let door = doors.contains(&source.room())
            || source.module().starts_with("output/disk")
            || source.is_test();
        let named = ["std::fs", "tokio::fs", "File::open", "std::{fs"]
            .iter()
            .find(|n| source.code.contains(**n));
        if let Some(name) = named.filter(|_| !door) {
            broken.push(format!("{} names {name}", source.path));
        }
    }
    none("`std::fs` outside of the doors", &broken);
}

#[test]
fn every_file_opens_with_its_door_plate() {
    let mut broken = Vec::new();
    for source in sources().into_iter().chain([build_script()]) {
        let plate: Vec<&str> = source
            .text
            .lines()
            .take_while(|l| l.starts_with("//!"))
            .collect();
        if plate.is_empty() || plate[0].len() < 10 {
            broken.push(source.path);
        }
    }
    none("files without a `//!` door plate", &broken);
}

#[test]
fn no_file_is_longer_than_a_person_reads() {
    let mut broken = Vec::new();
    for source in sources().into_iter().chain([build_script()]) {
        let lines = source.code.lines().filter(|l| !l.trim().is_empty()).count();
        if lines > LINES {
            broken.push(format!("{}: {lines} lines", source.path));
        }
    }
    none("files over 300 lines of code", &broken);
}

#[test]
fn imports_are_by_name_and_nothing_is_left_to_do() {
    let words = [
        ["su", "per::*"],
        ["to", "do!("],
        ["unimpl", "emented!("],
        ["FIX", "ME"],
        ["XX", "X:"],
        ["d", "bg!("],
    ];
    let mut broken = Vec::new();
    for source in sources().into_iter().chain([build_script()]) {
        let lines = (1..).zip(source.text.lines());
        for (number, line) in lines.filter(|(_, l)| !l.trim_start().starts_with("//")) {
            for word in words.iter().map(|w| w.concat()) {
                if line.contains(&word) {
                    broken.push(format!("{}:{number}: {}", source.path, line.trim()));
                }
            }
        }
    }
    none("words that do not belong here", &broken);
}

#[test]
fn the_built_in_theme_is_the_folder() {
    let root = repository().join("themes/default");
    let files = WalkDir::new(&root)
        .into_iter()
        .map(Result::unwrap)
        .filter(|e| e.file_type().is_file());
    let on_disk: BTreeSet<String> = files.map(|e| below(e.path(), &root)).collect();
    let code = fs::read_to_string(repository().join("src/render/builtin.rs")).unwrap();
    let table = code.split_once("theme![").unwrap().1;
    let built_in: BTreeSet<String> = table
        .split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect();
    assert_eq!(built_in, on_disk);
}

fn manual(page: &str) -> String {
    let path = repository().join("content/manual").join(page);
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("content/manual/{page}: {e}"))
}

/// Everything between backticks, and the last part of dotted names: `article.parts[].role` gives `role` too.
fn code_words(page: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for span in page
        .lines()
        .flat_map(|line| line.split('`').skip(1).step_by(2))
    {
        words.insert(span.to_owned());
        for part in span.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-')) {
            words.insert(part.to_owned());
        }
    }
    words
}

#[track_caller]
fn all_on_page(page: &str, words: impl IntoIterator<Item = String>) {
    let known = code_words(&manual(page));
    let missing: Vec<String> = words.into_iter().filter(|w| !known.contains(w)).collect();
    none(&format!("missing on content/manual/{page}"), &missing);
}

#[test]
fn the_manual_lists_the_whole_theme_contract() {
    let code = fs::read_to_string(repository().join("src/render/context.rs")).unwrap();
    let fields = code.lines().filter_map(|line| {
        line.strip_prefix("    pub ")?
            .split_once(": ")
            .map(|(name, _)| name.to_owned())
    });
    all_on_page("theme.md", fields.collect::<BTreeSet<_>>());
}

#[test]
fn the_manual_lists_every_setting() {
    all_on_page("settings.md", keys("config/keys.rs"));
}

#[test]
fn the_manual_lists_every_key_of_the_front_matter() {
    all_on_page("front-matter.md", keys("parse/keys.rs"));
}

/// The names of the tables of keys in a file: `key("name", …`.
fn keys(file: &str) -> Vec<String> {
    let code = fs::read_to_string(repository().join("src").join(file)).unwrap();
    let rows = code.lines().filter_map(|line| {
        let line = line.trim();
        let row = line.strip_prefix("key(\"");
        let row = row.or_else(|| line.strip_prefix("column(\""))?;
        Some(row.split('"').next()?.to_owned())
    });
    let names: Vec<String> = rows.collect();
    assert!(names.len() > 10, "{file} was not understood: {names:?}");
    names
}

#[test]
fn the_changelog_begins_with_this_version() {
    let page = manual("changelog.md");
    let top = page
        .lines()
        .find_map(|line| line.strip_prefix("## "))
        .unwrap();
    assert!(top.starts_with(env!("CARGO_PKG_VERSION")), "{top}");
}

/// Fails on crates of a table of `Cargo.toml` that the code does not name.
#[track_caller]
fn used(table: &str, code: &str) {
    let cargo = fs::read_to_string(repository().join("Cargo.toml")).unwrap();
    let table = cargo
        .split_once(&format!("\n[{table}]\n"))
        .unwrap()
        .1
        .split("\n\n[")
        .next()
        .unwrap();
    let names = table
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name.replace('-', "_"));
    let unused: Vec<String> = names
        .filter(|name| {
            !code.contains(&format!("{name}::")) && !code.contains(&format!("use {name};"))
        })
        .collect();
    none("crates in Cargo.toml that no file names", &unused);
}

#[test]
fn every_crate_is_used() {
    let program: String = sources().into_iter().map(|s| s.text).collect();
    used("dependencies", &program);
    used("build-dependencies", &build_script().text);
}
