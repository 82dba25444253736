//! The theme: templates, words and static files, checked once.
//!
//! Takes the built-in files and the base's overrides, file by file. Gives [`Theme`]. Never renders with a template that
//! did not compile: a broken override is a finding with its place, and the build stops before it writes.

use crate::config::Settings;
use crate::diag::{Code, Diagnostic, Severity, Span};
use crate::paths::ContentPath;
use crate::render::builtin::BUILT_IN;
use crate::render::highlight::Highlighter;
use crate::render::statics::{Static, Text, accent, static_assets, static_texts};
use crate::render::words::Strings;
use crate::source::{Asset, Sources};
use crate::yaml;
use std::collections::BTreeMap;
use tera::Tera;

/// A theme, ready to render.
pub struct Theme {
    /// The templates.
    pub tera: Tera,
    /// The words of the interface.
    pub strings: Strings,
    /// Colours code at build time.
    pub highlighter: Highlighter,
    /// Static files by their names in the theme (`style.css`).
    pub statics: BTreeMap<String, Static>,
}

impl Theme {
    /// The name in the site of a static file of the theme.
    #[must_use]
    pub fn out(&self, name: &str) -> Option<&str> {
        self.statics.get(name).map(|s| s.out.as_str())
    }
}

/// Puts the theme together.
#[must_use]
pub fn load(
    sources: &Sources,
    images: &BTreeMap<ContentPath, Asset>,
    settings: &Settings,
) -> (Theme, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let mut texts: BTreeMap<&str, Text<'_>> = BUILT_IN
        .iter()
        .map(|own| {
            (
                own.path,
                Text {
                    text: own.text,
                    file: None,
                },
            )
        })
        .collect();
    let folder = format!("themes/{}/", settings.theme.name);
    for id in &sources.theme {
        let file = sources.file(*id);
        let Some(name) = file.path.as_str().strip_prefix(&folder) else {
            continue;
        };
        if is_built_in(name, &file.text) {
            continue;
        }
        texts.insert(
            name,
            Text {
                text: &file.text,
                file: Some(*id),
            },
        );
    }
    if settings.theme.name != "default" && sources.theme.is_empty() {
        found.push(no_such_theme(settings));
    }
    let tera = templates(&texts, &mut found);
    let strings = strings(&texts, &mut found);
    let mut statics = static_texts(&texts);
    statics.extend(static_assets(images, &folder));
    statics.extend(accent(settings));
    let theme = Theme {
        tera,
        strings,
        highlighter: Highlighter::new(),
        statics,
    };
    (theme, found)
}

/// A copy that nobody has changed is the built-in file, so the repository of Deskbook itself publishes small scripts too.
fn is_built_in(name: &str, text: &str) -> bool {
    let mut known = BUILT_IN.iter();
    known.any(|own| own.path == name && own.source == text)
}

fn no_such_theme(settings: &Settings) -> Diagnostic {
    let message = format!("there is no theme `{}`", settings.theme.name);
    Diagnostic::general(Code("KB054"), Severity::Error, message).help(format!(
        "make the folder `themes/{}`, or leave `theme.name` out",
        settings.theme.name
    ))
}

/// Compiles all templates. A broken override is said once, and the built-in one stands in for it so that the other
/// findings of the run are true.
fn templates(texts: &BTreeMap<&str, Text<'_>>, found: &mut Vec<Diagnostic>) -> Tera {
    let mut tera = engine();
    let named = |name: &str| name.strip_prefix("templates/").map(str::to_owned);
    let mine: Vec<(String, &Text<'_>)> = texts
        .iter()
        .filter_map(|(n, t)| Some((named(n)?, t)))
        .collect();
    let all = mine.iter().map(|(n, t)| (n.clone(), t.text));
    let Err(error) = tera.add_raw_templates(all) else {
        return tera;
    };
    found.push(broken(&error, &mine));
    let mut plain = engine();
    let built_in = BUILT_IN
        .iter()
        .filter_map(|own| Some((named(own.path)?, own.text)));
    // The built-in templates compile: a test of this file holds that.
    let _ = plain.add_raw_templates(built_in);
    plain
}

fn engine() -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".html", ".xml"]);
    tera
}

fn broken(error: &tera::Error, mine: &[(String, &Text<'_>)]) -> Diagnostic {
    let said = error.to_string();
    let culprit = mine
        .iter()
        .filter(|(_, t)| t.file.is_some())
        .find(|(name, _)| said.contains(name.as_str()));
    let first = said.lines().next().unwrap_or_default().to_owned();
    let message = format!("a template of the theme does not work: {first}");
    let mut diagnostic = Diagnostic::general(Code("KB053"), Severity::Error, message)
        .help("mend it, or delete it to have the built-in one back; the manual's theme page lists every name");
    if let Some((_, text)) = culprit.or_else(|| mine.iter().find(|(_, t)| t.file.is_some())) {
        diagnostic.file = text.file;
        diagnostic.span = place(&said, text.text);
    }
    diagnostic
}

/// Tera says `--> name:line:column`; the byte there, if it can be read.
fn place(said: &str, text: &str) -> Option<Span> {
    let numbers = said.lines().find_map(|l| l.trim().strip_prefix("-->"))?;
    let mut parts = numbers.trim().rsplit(':');
    let column: usize = parts.next()?.trim().parse().ok()?;
    let line: usize = parts.next()?.trim().parse().ok()?;
    let start: usize = text
        .split_inclusive('\n')
        .take(line.checked_sub(1)?)
        .map(str::len)
        .sum();
    let at = (start + column.saturating_sub(1)).min(text.len());
    Some(Span::new(at, at))
}

fn strings(texts: &BTreeMap<&str, Text<'_>>, found: &mut Vec<Diagnostic>) -> Strings {
    let mut languages: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let built_in = BUILT_IN.iter().map(|own| (own.path, own.text, None));
    let mine = texts.iter().map(|(n, t)| (*n, t.text, t.file));
    for (name, text, file) in built_in.chain(mine) {
        let Some(tag) = name
            .strip_prefix("strings/")
            .and_then(|n| n.strip_suffix(".yaml"))
        else {
            continue;
        };
        match yaml::parse(text, 0) {
            Ok(node) => languages
                .entry(tag.to_owned())
                .or_default()
                .extend(words(node)),
            Err(fault) => found.push(Diagnostic {
                file,
                ..Diagnostic::general(
                    Code("KB053"),
                    Severity::Error,
                    format!("the words are not valid YAML: {}", fault.message),
                )
                .at(fault.span)
                .help("one `key: words` a line; put words that hold `: ` in quotes")
            }),
        }
    }
    Strings::new(languages)
}

fn words(node: yaml::Node) -> Vec<(String, String)> {
    let yaml::Value::Map(pairs) = node.value else {
        return Vec::new();
    };
    let pair = |(key, value): (crate::diag::Spanned<String>, yaml::Node)| {
        Some((key.value, value.scalar()?.value))
    };
    pairs.into_iter().filter_map(pair).collect()
}
