//! Colours for code, at build time.
//!
//! Takes code and the name of its language. Gives escaped HTML with few, short classes: `k` keyword, `s` string, `c` comment,
//! `n` number or constant, `f` function, `v` variable or attribute, `t` type or tag, `o` operator, `i` inserted, `d` deleted,
//! `pr` prompt. Never lets code through unescaped, never spends long on one block, never holds more than the syntaxes.

mod language;
mod painter;
mod powershell;

use language::{is_session, prompt, syntax_name};
use painter::Painter;
use std::sync::OnceLock;
use syntect::parsing::{ClearAmount, ParseState, Scope, ScopeStackOp, SyntaxReference, SyntaxSet};

/// Longer lines are not coloured.
const LONG_LINE: usize = 2_000;

/// Longer blocks are not coloured.
const LONG_BLOCK: usize = 100_000;

/// Beginnings of scopes and their classes; the first that fits counts. An empty class is plain text.
const CLASSES: [(&str, &str); 28] = [
    ("comment", "c"),
    ("meta.interpolation", ""),
    ("meta.string", ""),
    ("string", "s"),
    ("constant.numeric", "n"),
    ("constant.language", "n"),
    ("constant.character.escape", "n"),
    ("constant.other.color", "n"),
    ("keyword.operator", "o"),
    ("keyword", "k"),
    ("storage", "k"),
    ("markup.inserted", "i"),
    ("markup.deleted", "d"),
    ("markup.heading", "k"),
    ("meta.diff", "c"),
    ("entity.name.function", "f"),
    ("support.function", "f"),
    ("variable.function", "f"),
    ("entity.other.attribute-name", "v"),
    ("entity.name.tag", "t"),
    ("entity.name", "t"),
    ("support.type.property-name", "t"),
    ("support.type", "t"),
    ("support.class", "t"),
    ("entity.other.inherited-class", "t"),
    ("variable", "v"),
    ("source", ""),
    ("text", ""),
];

/// Colours code; the syntaxes are unpacked when the first block asks for them.
#[derive(Default)]
pub struct Highlighter {
    syntaxes: OnceLock<Syntaxes>,
}

struct Syntaxes {
    set: SyntaxSet,
    classes: Vec<(Scope, &'static str)>,
}

impl Syntaxes {
    fn load() -> Self {
        let scope = |(name, class): &(&str, &'static str)| Some((Scope::new(name).ok()?, *class));
        Self {
            set: two_face::syntax::extra_newlines(),
            classes: CLASSES.iter().filter_map(scope).collect(),
        }
    }

    fn class(&self, scope: Scope) -> Option<&'static str> {
        let fits = |(prefix, _): &&(Scope, &'static str)| prefix.is_prefix_of(scope);
        self.classes.iter().find(fits).map(|(_, class)| *class)
    }
}

impl Highlighter {
    /// A highlighter that has not loaded anything yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The inner HTML of a `code` element.
    #[must_use]
    pub fn html(&self, language: &str, code: &str) -> String {
        let mut painter = Painter::default();
        let language = language.to_lowercase();
        let long = code.len() > LONG_BLOCK || code.lines().any(|l| l.len() > LONG_LINE);
        let name = if long { "" } else { syntax_name(&language) };
        if name.is_empty() {
            painter.add("", code);
        } else if name == "ps1" && !is_session(&language) {
            powershell::paint(&mut painter, code);
        } else {
            let syntaxes = self.syntaxes.get_or_init(Syntaxes::load);
            match syntaxes.set.find_syntax_by_token(name) {
                Some(syntax) if is_session(&language) => {
                    session(&mut painter, syntaxes, syntax, code);
                }
                Some(syntax) => paint(&mut painter, syntaxes, syntax, code),
                None => painter.add("", code),
            }
        }
        painter.finish()
    }
}

/// Colours only what stands behind a prompt.
fn session(painter: &mut Painter, syntaxes: &Syntaxes, syntax: &SyntaxReference, code: &str) {
    for line in code.split_inclusive('\n') {
        if let Some(end) = prompt(line) {
            painter.prompt(&line[..end]);
            if line.starts_with("PS") {
                powershell::paint(painter, &line[end..]);
            } else {
                paint(painter, syntaxes, syntax, &line[end..]);
            }
        } else {
            painter.add("", line);
        }
    }
}

fn paint(painter: &mut Painter, syntaxes: &Syntaxes, syntax: &SyntaxReference, code: &str) {
    let mut state = ParseState::new(syntax);
    let mut scopes = Scopes::default();
    for line in code.split_inclusive('\n') {
        let Ok(ops) = state.parse_line(line, &syntaxes.set) else {
            // A pattern gave up on this line; the next ones are read from the same state.
            painter.add("", line);
            continue;
        };
        let mut at = 0;
        for (place, op) in ops {
            painter.add(scopes.class(), line.get(at..place).unwrap_or_default());
            at = place.max(at);
            scopes.apply(&op, syntaxes);
        }
        painter.add(scopes.class(), line.get(at..).unwrap_or_default());
    }
}

/// The scopes around a piece of code, as their classes.
#[derive(Default)]
struct Scopes {
    open: Vec<Option<&'static str>>,
    cleared: Vec<Vec<Option<&'static str>>>,
}

impl Scopes {
    fn class(&self) -> &'static str {
        self.open.iter().rev().find_map(|c| *c).unwrap_or("")
    }

    fn apply(&mut self, op: &ScopeStackOp, syntaxes: &Syntaxes) {
        match op {
            ScopeStackOp::Push(scope) => self.open.push(syntaxes.class(*scope)),
            ScopeStackOp::Pop(count) => self.open.truncate(self.open.len().saturating_sub(*count)),
            ScopeStackOp::Clear(amount) => {
                let keep = match amount {
                    ClearAmount::TopN(count) => self.open.len().saturating_sub(*count),
                    ClearAmount::All => 0,
                };
                self.cleared.push(self.open.split_off(keep));
            }
            ScopeStackOp::Restore => self.open.extend(self.cleared.pop().unwrap_or_default()),
            ScopeStackOp::Noop => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::render::highlight::Highlighter;
    use proptest::prelude::{prop_assert_eq, proptest};

    fn html(language: &str, code: &str) -> String {
        Highlighter::new().html(language, code)
    }

    #[test]
    fn code_gets_few_short_classes() {
        for (language, code, want) in [
            (
                "powershell",
                "Get-Service -Name \"a\" # b",
                &[
                    "<span class=\"f\">Get-Service",
                    "<span class=\"s\">\"a\"",
                    "<span class=\"c\"># b",
                ][..],
            ),
            (
                "bash",
                "if true; then echo 'a'; fi",
                &["<span class=\"k\">if", "<span class=\"s\">'a'"],
            ),
            ("cmd", "rem a\necho b", &["<span class=\"c\"> a</span>"]),
            ("json", "{\"a\": 1}", &["<span class=\"n\">1"]),
            (
                "YML",
                "a: true",
                &["<span class=\"t\">a", "<span class=\"n\">true"],
            ),
            ("ini", "[a]\nb=c", &["<span class=\"s\">c"]),
            (
                "xml",
                "<a b=\"c\"/>",
                &["&lt;<span class=\"t\">a", "<span class=\"v\">b"],
            ),
            (
                "diff",
                "-a\n+b\n",
                &["<span class=\"d\">-a", "<span class=\"i\">+b"],
            ),
            ("dockerfile", "FROM a", &["<span class=\"k\">FROM"]),
            ("toml", "a = 1", &["<span class=\"n\">1"]),
        ] {
            let got = html(language, code);
            for piece in want {
                assert!(got.contains(piece), "{language}: {piece} not in {got}");
            }
        }
    }

    #[test]
    fn prompts_are_marked_and_answers_are_plain() {
        let got = html("console", "$ echo 'a'\na if b\nPS C:\\> dir\n");
        assert!(got.starts_with("<span class=\"pr\">$ </span>"), "{got}");
        assert!(
            got.contains("\na if b\n<span class=\"pr\">PS C:\\&gt; </span>"),
            "{got}"
        );
    }

    #[test]
    fn what_is_not_known_or_too_long_is_escaped() {
        for (language, code) in [
            ("", "<script>".to_owned()),
            ("\"><script>", "<script>".to_owned()),
            ("js", format!("'{}<script>", "a".repeat(3000))),
            ("js", "<script>\n".repeat(20_000)),
        ] {
            let got = html(language, &code);
            assert!(!got.contains("<s"), "{language}");
            assert!(got.contains("&lt;script&gt;"));
        }
    }

    static ONE: std::sync::LazyLock<Highlighter> = std::sync::LazyLock::new(Highlighter::new);

    proptest! {
        #[test]
        fn no_character_is_lost(code in "[a-z<>&\"'$#(){}\\[\\]\n -]{0,60}") {
            for language in ["ps1", "sh", "console", "html", "js"] {
                let mut text = String::new();
                let mut tag = false;
                for c in ONE.html(language, &code).chars() {
                    match c {
                        '<' => tag = true,
                        '>' => tag = false,
                        c if !tag => text.push(c),
                        _ => {}
                    }
                }
                let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
                prop_assert_eq!(&text, &code);
            }
        }
    }
}
