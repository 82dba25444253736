//! What only colleagues should read, in a text for others.
//!
//! Takes the texts of an article for a wider audience, the built-in signs (file shares, private addresses, internal host
//! names, notes to colleagues) and the expressions of the settings. Gives KB082. Never looks into `:::internal` blocks, and
//! leaves the addresses of links to the check of links.

use crate::checks::pieces::{Piece, all, comments, is_comment, is_internal};
use crate::checks::{Check, Scene};
use crate::diag::{Code, Diagnostic, Severity, Span};
use crate::model::article::Article;
use crate::text::hosts::{is_private_address, is_private_name};
use rayon::iter::ParallelIterator;
use regex::{Regex, RegexSet};
use std::ops::Range;
use std::sync::LazyLock;

/// The check.
#[derive(Debug)]
pub struct InternalWords;

const INTERNAL: Code = Code("KB082");

/// So many findings of one kind an article; whoever mends them finds the rest.
const MOST: usize = 3;

/// A word that tells what an address is stands within so many bytes of it.
const NEAR: usize = 500;

/// One sign: what it is, how it looks, what it must not be.
type Row = (&'static str, &'static str, fn(&str, &Range<usize>) -> bool);

const ROWS: [Row; 4] = [
    (
        "a file share",
        r"\\\\[A-Za-z0-9][A-Za-z0-9._-]{1,62}\\[A-Za-z0-9$._-]{2,}",
        is_share,
    ),
    (
        "a private network address",
        r"(?-u:\b)(?:10\.[0-9]{1,3}|172\.(?:1[6-9]|2[0-9]|3[01])|192\.168)\.[0-9]{1,3}\.[0-9]{1,3}(?-u:\b)",
        is_address,
    ),
    (
        "an internal host name",
        r"(?i)(?-u:\b)[a-z0-9][a-z0-9.-]{1,80}\.(?:local|corp|internal|intranet|lan)(?-u:\b)",
        is_host,
    ),
    (
        "a note to colleagues",
        r"(?i)(?-u:\b)(?:(?:for )?internal use only|internal only|for internal (?:eyes|staff|support)(?: only)?|(?:do not|don't|not to be|never) (?:share|shared|send|give|forward)[^.\n]{0,20} (?:with|to) (?:the )?(?:customer|client|end[ -]?user)s?|(?:agents?|support staff|service desk) only|nur (?:für den )?intern(?:en (?:Gebrauch|Dienstgebrauch))?(?-u:\b)|nicht an (?:Kunden|Anwender|Benutzer) weitergeben)",
        is_note,
    ),
];

static RULES: LazyLock<Option<(RegexSet, Vec<Regex>)>> = LazyLock::new(|| {
    let forms = ROWS.map(|(_, form, _)| form);
    let all: Result<Vec<_>, _> = forms.iter().map(|f| Regex::new(f)).collect();
    Some((RegexSet::new(forms).ok()?, all.ok()?))
});

impl Check for InternalWords {
    fn codes(&self) -> &'static [Code] {
        &[INTERNAL]
    }

    fn site(&self, scene: &Scene<'_>) -> Vec<Diagnostic> {
        // A broken expression is a finding of the settings.
        let own = scene.site.settings.standard.internal_words.iter();
        let own: Vec<Regex> = own.filter_map(|form| Regex::new(form).ok()).collect();
        let wider = |a: &&Article| a.rung > 0 && !a.is_archived();
        let articles = scene.site.articles.par_iter().filter(wider);
        let of = |a| article(a, &own, &scene.site.settings.audiences[0]);
        articles.flat_map_iter(of).collect()
    }
}

fn article(article: &Article, own: &[Regex], narrowest: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for piece in all(article) {
        let comments = comments(piece.text);
        for (name, range) in hits(piece.text, own) {
            let place = piece.place(&range);
            if is_comment(&comments, &range)
                || is_internal(article, place)
                || in_link(article, &piece, &range)
            {
                continue;
            }
            found.push(finding(article, name, &piece.text[range]).at(place).help(format!(
                "say it without, put it into an `:::internal` block, or set `audience: {narrowest}`"
            )));
        }
    }
    found
}

/// Signs of a text: which, and where; the first of each text of each kind.
fn hits(text: &str, own: &[Regex]) -> Vec<(&'static str, Range<usize>)> {
    let mut found: Vec<(&str, Range<usize>)> = Vec::new();
    let Some((any, rules)) = RULES.as_ref() else {
        return found;
    };
    for at in any.matches(text) {
        let (name, _, is_sign) = ROWS[at];
        let all = rules[at].find_iter(text).map(|m| m.range());
        let mut seen: Vec<&str> = Vec::new();
        for range in all.filter(|range| is_sign(text, range)) {
            let words = &text[range.clone()];
            if !seen.contains(&words) {
                seen.push(words);
                found.push((name, range));
            }
            if seen.len() == MOST {
                break;
            }
        }
    }
    for rule in own {
        let all = rule.find_iter(text).filter(|m| !m.is_empty());
        found.extend(all.take(MOST).map(|m| ("an internal word", m.range())));
    }
    found
}

fn finding(article: &Article, name: &str, words: &str) -> Diagnostic {
    let message = format!("{name} stands in a text for a wider audience: `{words}`");
    Diagnostic::new(INTERNAL, Severity::Warning, article.file, message).label("for colleagues?")
}

/// Whether it is part of the address of a link.
fn in_link(article: &Article, piece: &Piece<'_>, range: &Range<usize>) -> bool {
    let place = piece.place(range);
    let covers = |span: Span| span.start <= place.start && place.end <= span.end;
    let words = &piece.text[range.clone()];
    let mut links = article.body.links.iter();
    links.any(|l| covers(l.span) && l.target.contains("://") && l.target.contains(words))
}

/// Names that authors make up for an example, in lower case.
const MADE_UP: [&str; 18] = [
    "server",
    "servername",
    "fileserver",
    "file-server",
    "computer",
    "computername",
    "host",
    "hostname",
    "domain",
    "share",
    "path",
    "pcname",
    "machine",
    "remote",
    "contoso",
    "fabrikam",
    "localhost",
    "wsl",
];

fn is_share(text: &str, range: &Range<usize>) -> bool {
    let lower = text[range.clone()].to_lowercase();
    let host = lower
        .trim_start_matches('\\')
        .split('\\')
        .next()
        .unwrap_or_default();
    let before = text[..range.start].chars().next_back();
    let bare = host.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
    let made_up = MADE_UP.contains(&bare)
        || [
            "example", "your", "my", "name", "contoso", "fabrikam", "live.",
        ]
        .iter()
        .any(|w| host.contains(w));
    // An escaped backslash in code: `C:\\Users\\ada`, and expressions: `\\d+\\w`.
    let escaped =
        before.is_some_and(|c| c.is_alphanumeric() || "\\:)]\"'*.%}".contains(c)) || host.len() < 3;
    !made_up && !escaped && !lower.ends_with("\\n")
}

fn is_address(text: &str, range: &Range<usize>) -> bool {
    let words = &text[range.clone()];
    let after = &text[range.end..];
    let before = &text[text.floor_char_boundary(range.start.saturating_sub(NEAR))..range.start];
    let line = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let before = before.trim_end_matches([' ', '(', '`', '*']);
    let network = after.starts_with('/') && after[1..].starts_with(|c: char| c.is_ascii_digit());
    let goes_on = after.starts_with('.') && after[1..].starts_with(|c: char| c.is_ascii_digit());
    let joined =
        text[..range.start].ends_with(|c: char| c == '.' || c == '-' || c.is_alphanumeric());
    let version = [
        "version", "v", "release", "build", "ver.", "update", "firmware", "treiber",
    ];
    let named = version.iter().any(|w| before.to_lowercase().ends_with(w));
    let after = &after[..after.floor_char_boundary(NEAR)];
    let rest = after.split('\n').next().unwrap_or_default().to_lowercase();
    let words_near = [
        "ip", "address", "adresse", "server", "host", "gateway", "dns", "ping", "subnet", "proxy",
        "ssh", "http", "vlan", "netz", "network",
    ];
    let spoken = words.starts_with("192.168")
        || words_near
            .iter()
            .any(|c| line.contains(c) || rest.contains(c));
    is_private_address(words) && spoken && !(network || goes_on || joined || named)
}

fn is_host(text: &str, range: &Range<usize>) -> bool {
    let words = &text[range.clone()];
    let after = text[range.end..].chars().next();
    let before = text[..range.start].chars().next_back();
    // Code: `java.internal.x`, `window.local(`, `settings.local_x`; a path: `/etc/rc.local`.
    let code = after.is_some_and(|c| {
        "._(-=:\\[".contains(c)
            && !text[range.end..].starts_with(". ")
            && !text[range.end..].starts_with(".\n")
    }) || before.is_some_and(|c| "./$-_\\@".contains(c));
    is_private_name(words) && !code && !words.chars().any(char::is_uppercase)
}

fn is_note(text: &str, range: &Range<usize>) -> bool {
    // "This interface is for internal use only" speaks of a product.
    let from = text.floor_char_boundary(range.start.saturating_sub(NEAR));
    let talk = text[from..range.start].rsplit(['\n', '.']).next();
    let talk = talk.unwrap_or_default();
    talk.trim_matches(|c: char| !c.is_alphanumeric())
        .split_whitespace()
        .count()
        < 4
}

#[cfg(test)]
mod tests {
    use crate::checks::internal_words::{RULES, hits};

    #[test]
    fn signs_of_the_inside_are_known() {
        assert!(RULES.is_some());
        for (text, words) in [
            (r"Open \\lark-fs01\teams$ first", r"\\lark-fs01\teams$"),
            ("The server is 10.20.3.17.", "10.20.3.17"),
            ("192.168.40.12 answers", "192.168.40.12"),
            ("Open print01.lark.local in a browser", "print01.lark.local"),
            ("**Internal only:** call Ada", "Internal only"),
            (
                "Do not share this with customers!",
                "Do not share this with customers",
            ),
            ("Nur intern: Ada fragen", "Nur intern"),
        ] {
            let found: Vec<_> = hits(text, &[]).into_iter().map(|(_, r)| &text[r]).collect();
            assert_eq!(found, [words], "{text}");
        }
    }

    #[test]
    fn examples_code_and_the_router_at_home_are_no_signs() {
        for text in [
            r"Map \\server\share, or \\contoso-fs\x1",
            r#"path = "C:\\Users\\ada""#,
            "The router is at 192.168.178.1 or 192.168.1.1",
            "Version 10.2.0.15 and build 10.1.2.3",
            "The network 10.0.0.0/8 is private, and 192.168.0.0/16",
            "import org.apache.internal; com.example.internal",
            "edit settings.local.json and /etc/rc.local",
            "host.docker.internal and metadata.google.internal",
            "This class of the library is for internal use only.",
        ] {
            assert_eq!(hits(text, &[]), [], "{text}");
        }
    }
}
