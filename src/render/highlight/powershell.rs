//! PowerShell, which the library's syntaxes lack for its pure Rust engine and which a help desk writes most.
//!
//! Takes code. Gives its pieces to the painter: comments, strings, variables, cmdlets, parameters, operators, keywords, types,
//! numbers. Never judges the code; one pass from left to right.

use crate::render::highlight::painter::Painter;

const KEYWORDS: &str = "begin break catch class continue data do dynamicparam else elseif end enum exit filter finally for \
    foreach from function if in param process return switch throw trap try until using while workflow";

const OPERATORS: &str = "and as band bnot bor bxor ccontains ceq cge cgt cin cle clike clt cmatch cne cnotcontains cnotin \
    cnotlike cnotmatch contains creplace csplit eq f ge gt ieq ige igt ilike imatch in ine ireplace is isnot isplit join le \
    like lt match ne not notcontains notin notlike notmatch or replace shl shr split xor";

/// Adds coloured code.
pub(crate) fn paint(painter: &mut Painter, code: &str) {
    let mut at = 0;
    let mut before = None;
    while let Some(first) = code[at..].chars().next() {
        let rest = &code[at..];
        let (class, len) = piece(rest, before).unwrap_or(("", first.len_utf8()));
        painter.add(class, &rest[..len]);
        before = rest[..len].chars().next_back();
        at += len;
    }
}

/// The class and length of what the code begins with.
fn piece(rest: &str, before: Option<char>) -> Option<(&'static str, usize)> {
    let word_before = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let b = rest.as_bytes();
    match b {
        [b'<', b'#', ..] => Some(("c", until(rest, 2, "#>"))),
        [b'#', ..] if !word_before => Some(("c", rest.find('\n').unwrap_or(rest.len()))),
        [b'@', b'"', ..] => Some(("s", until(rest, 2, "\n\"@"))),
        [b'@', b'\'', ..] => Some(("s", until(rest, 2, "\n'@"))),
        [b'"', ..] => Some(("s", quoted(rest, '"'))),
        [b'\'', ..] => Some(("s", quoted(rest, '\''))),
        [b'$', b'{', ..] => Some(("v", until(rest, 2, "}"))),
        [b'$', ..] => variable(rest),
        [b'-', c, ..] if c.is_ascii_alphabetic() && !word_before => {
            let len = 1 + run(&rest[1..], |c| c.is_alphanumeric() || c == '_');
            let operator = listed(OPERATORS, &rest[1..len]);
            Some((if operator { "o" } else { "v" }, len))
        }
        [b'[', c, ..] if c.is_ascii_alphabetic() => {
            let len = 1 + run(&rest[1..], |c| {
                c.is_alphanumeric() || matches!(c, '.' | '_')
            });
            matches!(b.get(len), Some(b']' | b'[')).then_some(("t", len))
        }
        [c, ..] if c.is_ascii_digit() && !word_before => {
            Some(("n", run(rest, |c| c.is_ascii_alphanumeric() || c == '.')))
        }
        _ => word(rest),
    }
}

/// A word: keyword, cmdlet (`Verb-Noun`) or anything else.
fn word(rest: &str) -> Option<(&'static str, usize)> {
    let len = run(rest, |c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let word = rest
        .get(..len)
        .filter(|w| w.starts_with(char::is_alphabetic))?;
    let class = if listed(KEYWORDS, word) {
        "k"
    } else if word.contains('-') {
        "f"
    } else {
        ""
    };
    Some((class, len))
}

fn variable(rest: &str) -> Option<(&'static str, usize)> {
    let len = 1 + run(&rest[1..], |c| {
        c.is_alphanumeric() || matches!(c, '_' | ':')
    });
    let constant = listed("$true $false $null", &rest[..len]);
    (len > 1 || rest[1..].starts_with(['?', '$', '^']))
        .then(|| (if constant { "n" } else { "v" }, len.max(2)))
}

/// The length up to and with `end`, or all.
fn until(rest: &str, from: usize, end: &str) -> usize {
    rest[from..]
        .find(end)
        .map_or(rest.len(), |i| from + i + end.len())
}

/// The length of a quoted string; a backtick takes the meaning from the next character.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '`' if quote == '"' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn run(rest: &str, belongs: impl Fn(char) -> bool) -> usize {
    rest.find(|c| !belongs(c)).unwrap_or(rest.len())
}

fn listed(list: &str, word: &str) -> bool {
    list.split_whitespace()
        .any(|w| w.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use crate::render::highlight::painter::Painter;
    use crate::render::highlight::powershell::paint;
    use proptest::prelude::{prop_assert_eq, proptest};

    fn html(code: &str) -> String {
        let mut painter = Painter::default();
        paint(&mut painter, code);
        painter.finish()
    }

    /// The pieces that have a class: `f:Get-Item`.
    fn classes(code: &str) -> String {
        let html = html(code).replace("</span>", "\u{1}");
        let spans = html.split("<span class=\"").skip(1);
        let pieces = spans.map(|s| s.split('\u{1}').next().unwrap().replacen("\">", ":", 1));
        pieces.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn pieces_have_classes() {
        for (code, want) in [
            (
                "Get-Item -Path 'a b' | Out-Null # c",
                "f:Get-Item v:-Path s:'a b' f:Out-Null c:# c",
            ),
            (
                "if ($a -eq $true) { exit 1 }",
                "k:if v:$a o:-eq n:$true k:exit n:1",
            ),
            ("$env:TEMP ${x y} $_.Name", "v:$env:TEMP ${x y} $_"),
            (
                "[int]5 <# a\nb #> [System.IO.File]::Open",
                "t:[int n:5 c:&lt;# a\nb #&gt; t:[System.IO.File",
            ),
            ("\"a `\" b\" 'c", "s:\"a `\" b\" 'c"),
            ("@\"\na\"b\n\"@ x", "s:@\"\na\"b\n\"@"),
            ("a#b 0x800704c9 w32tm", "n:0x800704c9"),
            ("net use z: \\\\a\\b", ""),
        ] {
            assert_eq!(classes(code), want, "{code}");
        }
    }

    proptest! {
        #[test]
        fn no_character_is_lost(code in "\\PC{0,40}|[-$#<>@'\"`{}\\[\\]a-c1 \n]{0,60}") {
            let html = html(&code).replace("</span>", "");
            let mut text = String::new();
            for (i, piece) in html.split("<span class=\"").enumerate() {
                text += if i == 0 { piece } else { piece.split_once("\">").unwrap().1 };
            }
            let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            prop_assert_eq!(text, code.replace('\0', "\u{fffd}"));
        }
    }
}
