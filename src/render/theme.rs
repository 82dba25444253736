//! The theme: templates, words and static files, checked once.
//!
//! Takes the built-in files and the base's overrides, file by file. Gives [`Theme`]. Never renders with a template that
//! did not compile: a broken override is a finding with its place, and the build stops before it writes.

mod limits;
pub mod templates;

use crate::config::Settings;
use crate::diag::{Code, Diagnostic, FileId, Severity, Span, Spanned};
use crate::paths::ContentPath;
use crate::render::builtin::BUILT_IN;
use crate::render::highlight::Highlighter;
use crate::render::statics::{Static, Text, accent, static_assets, static_texts};
use crate::render::theme::templates::Templates;
use crate::render::words::Strings;
use crate::source::{Asset, Sources};
use crate::yaml::{self, Value};
use std::collections::BTreeMap;

/// The version of the contract between theme and program.
const CONTRACT: &str = "1";

/// A theme, ready to render.
pub struct Theme {
    /// The templates.
    pub templates: Templates,
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
    let templates = Templates::new(&texts, &mut found);
    let strings = strings(&texts, &mut found);
    found.extend(about(&texts));
    let mut statics = static_texts(&texts);
    statics.extend(static_assets(images, &folder));
    statics.extend(accent(settings));
    let theme = Theme {
        templates,
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
        let wrong = |(span, what): (Span, String)| {
            let help = "one `key: words` a line; put words that hold `: ` in quotes";
            no_good(file, span, &format!("the words are {what}")).help(help)
        };
        let (words, bad) = pairs(text);
        found.extend(bad.into_iter().map(wrong));
        languages
            .entry(tag.to_owned())
            .or_default()
            .extend(words.into_iter().map(|(key, word)| (key.value, word.value)));
    }
    Strings::new(languages)
}

/// What the theme says of itself: a contract that this program does not know is not guessed at.
fn about(texts: &BTreeMap<&str, Text<'_>>) -> Vec<Diagnostic> {
    let Some(text) = texts.get("theme.yaml").filter(|t| t.file.is_some()) else {
        return Vec::new();
    };
    let (said, bad) = pairs(text.text);
    let wrong = |(span, what): (Span, String)| {
        let help = "write `name`, `contract` and `description`, each with a text";
        no_good(
            text.file,
            span,
            &format!("the description of the theme is {what}"),
        )
        .help(help)
    };
    let mut found: Vec<Diagnostic> = bad.into_iter().map(wrong).collect();
    let other = said
        .iter()
        .filter(|(key, value)| key.value == "contract" && value.value != CONTRACT);
    found.extend(other.map(|(_, value)| {
        let what = format!("the theme is made for contract {}, not {CONTRACT}", value.value);
        no_good(text.file, value.span, &what)
            .help("bring the theme up to this contract, or take the version of Deskbook that it was made for")
    }));
    found
}

fn no_good(file: Option<FileId>, span: Span, message: &str) -> Diagnostic {
    Diagnostic {
        file,
        ..Diagnostic::general(Code("KB053"), Severity::Error, message).at(span)
    }
}

/// A key and its text, with their places.
type Pair = (Spanned<String>, Spanned<String>);

/// The pairs of a mapping, and what else stands there: where, and what is wrong with it.
fn pairs(text: &str) -> (Vec<Pair>, Vec<(Span, String)>) {
    let node = match yaml::parse(text, 0) {
        Ok(node) => node,
        Err(fault) => {
            let what = format!("not valid YAML: {}", fault.message);
            return (Vec::new(), vec![(fault.span, what)]);
        }
    };
    let found = match node.value {
        Value::Map(found) => found,
        Value::Null => Vec::new(),
        other => {
            let what = format!("{}, not a mapping", other.kind());
            return (Vec::new(), vec![(node.span, what)]);
        }
    };
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for (key, value) in found {
        match (value.scalar(), &value.value) {
            (Some(text), _) => good.push((key, text)),
            (None, Value::Null) => {}
            (None, other) => {
                let what = format!("no text at `{}` but {}", key.value, other.kind());
                bad.push((value.span, what));
            }
        }
    }
    (good, bad)
}
