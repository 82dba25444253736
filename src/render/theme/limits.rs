//! What a template may not be, before anybody compiles it.
//!
//! Takes the texts of all templates. Gives a finding for each that would end the stack of a thread: the engine follows a
//! chain of `elif`, of `include` and of `extends` by calling itself. Never judges a word of HTML.

use crate::diag::{Code, Diagnostic, Severity, Span};
use crate::render::statics::Text;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Branches of all conditions of a template.
const BRANCHES: usize = 500;
/// Templates that one leads to, one through the other.
const STEPS: usize = 4;

/// A tag that matters here: `elif`, or one that names another template.
static TAG: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let quoted = r#"(?:include|extends)\s*["'`]([^"'`]*)["'`]"#;
    Regex::new(&format!(r"\{{%-?\s*(?:elif\b|{quoted})")).ok()
});

/// A template by what matters here.
struct Chain<'a> {
    text: &'a Text<'a>,
    /// Templates that it names, and where.
    names: Vec<(&'a str, usize)>,
    /// The place of the branch that is one too many.
    branch: Option<usize>,
}

/// What is wrong: one finding for each template with too many branches, and one for the first of a chain that is too long.
pub(super) fn beyond(all: &[(String, &Text<'_>)]) -> Vec<Diagnostic> {
    let chains: BTreeMap<&str, Chain<'_>> = all
        .iter()
        .filter_map(|(name, text)| Some((name.as_str(), chain(text)?)))
        .collect();
    let mine = || chains.iter().filter(|(_, chain)| chain.text.file.is_some());
    let branches = mine().filter_map(|(name, chain)| {
        let what = format!("has more than {BRANCHES} branches of `elif`");
        Some(finding((name, chain.text), chain.branch?, &what))
    });
    let far = far(&chains);
    let chain = mine().find_map(|(name, chain)| {
        let (_, at) = chain.names.iter().find(|(to, _)| far.contains(to))?;
        let what = format!(
            "leads through more than {STEPS} others by `include` and `extends`, or back to itself"
        );
        far.contains(name)
            .then(|| finding((name, chain.text), *at, &what))
    });
    branches.chain(chain).collect()
}

/// Whether a template of the base includes another one.
pub(super) fn includes(all: &[(String, &Text<'_>)]) -> bool {
    let mut mine = all.iter().filter(|(_, text)| text.file.is_some());
    mine.any(|(_, text)| text.text.contains("include"))
}

fn chain<'a>(text: &'a Text<'a>) -> Option<Chain<'a>> {
    let mut chain = Chain {
        text,
        names: Vec::new(),
        branch: None,
    };
    let mut branches = 0;
    for tag in TAG.as_ref()?.captures_iter(text.text) {
        let at = tag.get(0).map_or(0, |whole| whole.start());
        if let Some(name) = tag.get(1) {
            chain.names.push((name.as_str(), at));
        } else {
            branches += 1;
            if branches > BRANCHES {
                chain.branch.get_or_insert(at);
            }
        }
    }
    Some(chain)
}

/// The templates from which a way of so many steps leads: round a circle, or along a chain.
fn far<'a>(chains: &BTreeMap<&'a str, Chain<'a>>) -> BTreeSet<&'a str> {
    let mut far: BTreeSet<&str> = chains.keys().copied().collect();
    for _ in 0..STEPS {
        let leads = |chain: &Chain<'_>| chain.names.iter().any(|(to, _)| far.contains(to));
        let next = chains.iter().filter(|(_, chain)| leads(chain));
        far = next.map(|(name, _)| *name).collect();
    }
    far
}

fn finding((name, text): (&str, &Text<'_>), at: usize, what: &str) -> Diagnostic {
    let message = format!("the template {name} {what}");
    Diagnostic {
        file: text.file,
        ..Diagnostic::general(Code("KB053"), Severity::Error, message)
            .at(Span::new(at, at))
            .help("put them into fewer templates, or into a component")
    }
}
