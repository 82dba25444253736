//! Comments that allow a finding: `# deskbook: allow KB021 reason` in the front matter.
//!
//! Takes the YAML text and its tree. Gives [`Allow`]s, and KB056 for those that cannot hold. Never takes a sign inside
//! of a value for a comment, nor anybody else's comment for ours.

use crate::diag::codes::{CODES, named};
use crate::diag::freedom::{Freedom, freedom};
use crate::diag::{Code, Diagnostic, FileId, Severity, Span, Spanned, nearest};
use crate::parse::front_matter::Allow;
use crate::yaml::{Node, Value};
use std::ops::Range;

const NOT_HELD: Code = Code("KB056");

/// The comments of a block that stands at byte `base` of its file.
pub(super) fn read(
    file: FileId,
    (yaml, base): (&str, usize),
    tree: &Node,
) -> (Vec<Allow>, Vec<Diagnostic>) {
    let (mut allows, mut found) = (Vec::new(), Vec::new());
    // Most front matter has none.
    if !yaml.contains("deskbook:") {
        return (allows, found);
    }
    let mut values = Vec::new();
    scalars(tree, &mut values);
    for (at, comment) in comments(yaml) {
        let within = |span: &Span| (span.start..span.end).contains(&(base + at));
        let Some(words) = addressed(comment).filter(|_| !values.iter().any(within)) else {
            continue;
        };
        let start = base + at + comment.len() - words.len();
        let (codes, reason) = split(words);
        let whole = Span::new(base + at, base + at + comment.trim_end().len());
        found.extend(misfit(file, whole, (codes.len(), reason)));
        for range in codes {
            let span = Span::new(start + range.start, start + range.end);
            let allow = Allow {
                code: Spanned::new(words[range].to_owned(), span),
                reason: reason.to_owned(),
            };
            found.extend(unfit(file, &allow));
            allows.push(allow);
        }
    }
    (allows, found)
}

/// Whether the comment can do what it says: the code may be judged here, and somebody said why.
#[must_use]
pub fn holds(allow: &Allow) -> Option<Code> {
    let code = named(&allow.code.value)?;
    (freedom(code) != Freedom::Fixed && !allow.reason.is_empty()).then_some(code)
}

/// Everything from a `#` that may begin a comment to the end of its line, with its place.
fn comments(yaml: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in yaml.split_inclusive('\n') {
        let mut before = None;
        for (at, sign) in line.char_indices() {
            if sign == '#' && before.is_none_or(char::is_whitespace) {
                found.push((start + at, &line[at..]));
            }
            before = Some(sign);
        }
        start += line.len();
    }
    found
}

/// What stands behind `# deskbook: allow`.
fn addressed(comment: &str) -> Option<&str> {
    let rest = comment.strip_prefix('#')?.trim_start();
    let rest = rest.strip_prefix("deskbook:")?.trim_start();
    let rest = rest.strip_prefix("allow")?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some(rest)
}

/// The codes, and the reason behind them.
fn split(words: &str) -> (Vec<Range<usize>>, &str) {
    let mut codes = Vec::new();
    let mut at = 0;
    loop {
        at += words[at..].len() - words[at..].trim_start().len();
        let is_sign = |c: char| !c.is_alphanumeric();
        let length = words[at..].find(is_sign).unwrap_or(words[at..].len());
        if length == 0 {
            break;
        }
        codes.push(at..at + length);
        at += length;
        match words[at..].trim_start().strip_prefix(',') {
            Some(more) => at = words.len() - more.len(),
            None => break,
        }
    }
    let lead = |c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | ',');
    (codes, words[at..].trim_start_matches(lead).trim_end())
}

fn misfit(file: FileId, at: Span, (codes, reason): (usize, &str)) -> Option<Diagnostic> {
    let (message, help) = match (codes, reason) {
        (0, _) => ("the comment names no code", "codes look like `KB021`"),
        (_, "") => (
            "the comment gives no reason, so it allows nothing",
            "say behind the code why the finding does not matter here",
        ),
        _ => return None,
    };
    let finding = Diagnostic::new(NOT_HELD, Severity::Warning, file, message);
    Some(finding.at(at).help(help))
}

fn unfit(file: FileId, allow: &Allow) -> Option<Diagnostic> {
    let name = allow.code.value.as_str();
    let (message, help) = match named(name) {
        None => {
            let near = nearest(name, CODES.iter().map(|c| c.code.0));
            let help = near.map_or_else(
                || "codes look like `KB021`".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            (format!("there is no code `{name}`"), help)
        }
        Some(code) if freedom(code) == Freedom::Fixed => (
            format!("`{name}` cannot be allowed"),
            "findings of safety, of the build and of roles hold in every article".to_owned(),
        ),
        Some(_) => return None,
    };
    let finding = Diagnostic::new(NOT_HELD, Severity::Warning, file, message);
    Some(finding.at(allow.code.span).help(help))
}

/// Places of all keys and scalars.
fn scalars(node: &Node, found: &mut Vec<Span>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| scalars(item, found)),
        Value::Map(pairs) => {
            for (key, value) in pairs {
                found.push(key.span);
                scalars(value, found);
            }
        }
        _ => found.push(node.span),
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::FileId;
    use crate::parse::allow::{holds, read};
    use crate::yaml::parse;

    /// `code=reason` for each, and what is said.
    fn allows(yaml: &str) -> (Vec<String>, Vec<String>) {
        let tree = parse(yaml, 10).unwrap();
        let (allows, found) = read(FileId(0), (yaml, 10), &tree);
        for allow in &allows {
            let span = allow.code.span;
            assert_eq!(&yaml[span.start - 10..span.end - 10], allow.code.value);
        }
        let shown = |a: &crate::parse::front_matter::Allow| {
            let sign = if holds(a).is_some() { "=" } else { "!" };
            format!("{}{sign}{}", a.code.value, a.reason)
        };
        (
            allows.iter().map(shown).collect(),
            found.into_iter().map(|d| d.message).collect(),
        )
    }

    #[test]
    fn comments_of_every_form_are_read() {
        for (yaml, want) in [
            (
                "# deskbook: allow KB021 menus do not change\ntitle: A\n",
                &["KB021=menus do not change"][..],
            ),
            ("title: A # deskbook: allow KB021: why\r\n", &["KB021=why"]),
            (
                "title: 'A' #deskbook: allow KB021, KB022,KB023 – both\n",
                &["KB021=both", "KB022=both", "KB023=both"],
            ),
            (
                "os:\n  - a   # deskbook:   allow KB021 one\n  # deskbook: allow KB022 two\n  - b\n",
                &["KB021=one", "KB022=two"],
            ),
        ] {
            assert_eq!(
                allows(yaml),
                (want.iter().map(|w| (*w).to_owned()).collect(), Vec::new()),
                "{yaml}"
            );
        }
    }

    #[test]
    fn values_and_comments_of_others_are_left_alone() {
        for yaml in [
            "title: 'A # deskbook: allow KB021 x'\n",
            "title: \"A\n  # deskbook: allow KB021 x\"\n",
            "summary: |\n  A\n  # deskbook: allow KB021 x\n  B\n",
            "summary: >-\n\n  # deskbook: allow KB021 x\ntitle: B\n",
            "summary: |+\n  A\n  # deskbook: allow KB021 x\n\n",
            "title: A#deskbook:allow KB021 x\n",
            "# deskbook: our tool made this\ntitle: A # eslint: allow KB021 x\n",
            "# deskbook: allowed since 2020\n# deskbook allow KB021 x\ntitle: A\n",
        ] {
            assert_eq!(allows(yaml), (Vec::new(), Vec::new()), "{yaml}");
        }
    }

    #[test]
    fn what_cannot_hold_is_said() {
        let (kept, said) = allows(
            "# deskbook: allow\n# deskbook: allow KB021\n# deskbook: allow KB047 x\n# deskbook: allow kb023 x\ntitle: A\n",
        );
        assert_eq!(kept, ["KB021!", "KB047!x", "kb023!x"]);
        assert_eq!(
            said,
            [
                "the comment names no code",
                "the comment gives no reason, so it allows nothing",
                "`KB047` cannot be allowed",
                "there is no code `kb023`",
            ]
        );
    }
}
