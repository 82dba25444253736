//! Makes the scripts of the built-in theme small while the program is compiled, so that their sources may stay readable.
//!
//! Takes `themes/default/static/**/*.js`. Gives each of them under the same name below `OUT_DIR`, where
//! `src/render/builtin.rs` picks it up: no comments, no blanks, short names for what is local. Never changes the name of
//! a property or of anything global, since other scripts and the pages use it; and is no part of the program itself.

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_semantic::SemanticBuilder;
use oxc_span::SourceType;
use std::env::var_os;
use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};

/// Scripts lie here, named by their paths below it.
const THEME: &str = "themes/default";

fn main() {
    println!("cargo::rerun-if-changed={THEME}/static");
    for fault in ship().err().into_iter().flatten() {
        println!("cargo::error={fault}");
    }
}

/// All scripts, small, below `OUT_DIR`; or everything that is wrong with the first bad one.
fn ship() -> Result<(), Vec<String>> {
    let out = var_os("OUT_DIR").ok_or_else(|| vec!["cargo names no OUT_DIR".to_owned()])?;
    for name in scripts("static")? {
        let path = format!("{THEME}/{name}");
        let text = fs::read_to_string(&path).map_err(|error| at(&path, error))?;
        write(&Path::new(&out).join(&name), &small(&path, &text)?)?;
    }
    Ok(())
}

/// The scripts in a folder of the theme and in those below it.
fn scripts(folder: &str) -> Result<Vec<String>, Vec<String>> {
    let (mut found, root) = (Vec::new(), format!("{THEME}/{folder}"));
    for entry in fs::read_dir(&root).map_err(|error| at(&root, error))? {
        let entry = entry.map_err(|error| at(&root, error))?;
        let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            found.extend(scripts(&name)?);
        } else if entry
            .path()
            .extension()
            .is_some_and(|ending| ending == "js")
        {
            found.push(name);
        }
    }
    Ok(found)
}

fn write(path: &PathBuf, text: &str) -> Result<(), Vec<String>> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .map_err(|error| at(&path.display(), error))
}

fn at(path: &dyn Display, fault: impl Display) -> Vec<String> {
    vec![format!("{path}: {fault}")]
}

/// A classic script with the same meaning in few bytes; or what is wrong with it, as `path:line:column: words`.
fn small(path: &str, text: &str) -> Result<String, Vec<String>> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, SourceType::script()).parse();
    let mut program = parsed.program;
    let mut faults: Vec<_> = parsed.diagnostics.into_iter().collect();
    if faults.is_empty() {
        // What the grammar allows and a browser does not: names that are declared twice, jumps to nowhere.
        let semantic = SemanticBuilder::new().with_check_syntax_error(true);
        faults.extend(semantic.build(&program).diagnostics);
    }
    if !faults.is_empty() {
        let said = faults.iter().map(|fault| {
            let start = fault
                .labels
                .first()
                .map_or(0, |label| label.offset() as usize);
            format!("{path}:{}: {fault}", place(text, start))
        });
        return Err(said.collect());
    }
    let made = Minifier::new(MinifierOptions::default()).minify(&allocator, &mut program);
    let code = Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(made.scoping)
        .build(&program)
        .code;
    Ok(code)
}

/// Line and column of a byte, both from 1.
fn place(text: &str, byte: usize) -> String {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    format!("{line}:{column}")
}
