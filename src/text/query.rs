//! The query language of the search box, the terminal and ticket patterns.
//!
//! Takes what a person typed. Gives either a [`Query`] with the place of every part, or what is wrong with it
//! ([`parse`], for patterns), or what can be made of it without ever complaining ([`loose`], for search boxes).
//! Never stems or looks anything up.

use crate::diag::Span;

/// A part of a query, with its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// What it asks for.
    pub kind: Kind,
    /// Where it was written.
    pub span: Span,
}

/// What a part of a query asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word in any of its forms.
    Word(String),
    /// Any word that begins so.
    Prefix(String),
    /// These words next to each other.
    Phrase(String),
    /// A regular expression, as it stands between the slashes.
    Regex(String),
    /// Not this.
    Not(Box<Query>),
    /// All of these, in any order.
    All(Vec<Query>),
    /// At least one of these.
    Any(Vec<Query>),
}

/// What is wrong with a query, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// The place.
    pub span: Span,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do.
    pub help: &'static str,
}

/// Reads a query strictly: words (all must occur), `"exact phrase"`, `OR`, parentheses, `-not`, `prefix*`, `/regex/`.
///
/// # Errors
/// The first thing that does not make sense: an open quote or parenthesis, an `OR` without a side, nothing at all.
/// Whether a regular expression is one is not looked at.
pub fn parse(text: &str) -> Result<Query, QueryError> {
    let tokens = scan(text)?;
    let mut parser = Parser {
        tokens: &tokens,
        at: 0,
        depth: 0,
        end: text.len(),
    };
    let query = parser.any()?;
    match parser.peek() {
        None => Ok(query),
        Some(token) => Err(error(
            token.span,
            "a closing parenthesis without an opening one",
            "remove it, or put it into quotes",
        )),
    }
}

/// What a search box understands: everything that is not an operator is a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loose {
    /// The text without excluded words and without quotes; a blank at the end is kept, since it ends the last word.
    pub words: String,
    /// What stood between quotes.
    pub phrases: Vec<String>,
    /// What stood behind a `-`.
    pub not: Vec<String>,
}

/// Reads a query as a search box does: no error, ever. An excluded word is a `-` at the beginning or behind a blank with
/// a letter behind it (`-809` is an error code); a phrase stands between two `"`; the browser's engine reads it in the same way.
#[must_use]
pub fn loose(text: &str) -> Loose {
    let text = text.replace(['“', '”', '„', '«', '»'], "\"");
    let mut loose = Loose::default();
    let mut rest = text.as_str();
    let mut after_blank = true;
    while let Some(c) = rest.chars().next() {
        let tail = &rest[c.len_utf8()..];
        if c == '"'
            && let Some(end) = tail.find('"')
        {
            loose.phrases.push(tail[..end].to_owned());
            loose.words.push(' ');
            loose.words.push_str(&tail[..end]);
            loose.words.push(' ');
            after_blank = false;
            rest = &tail[end + 1..];
        } else if c == '-' && after_blank && tail.starts_with(char::is_alphabetic) {
            let end = tail.find(char::is_whitespace).unwrap_or(tail.len());
            loose.not.push(tail[..end].to_owned());
            rest = &tail[end..];
        } else {
            loose.words.push(c);
            after_blank = c.is_whitespace();
            rest = tail;
        }
    }
    loose
}

#[derive(Clone, PartialEq, Eq)]
enum Sign {
    Open,
    Close,
    Or,
    Minus,
    Leaf(Kind),
}

#[derive(Clone)]
struct Token {
    sign: Sign,
    span: Span,
}

fn error(span: Span, message: impl Into<String>, help: &'static str) -> QueryError {
    QueryError {
        span,
        message: message.into(),
        help,
    }
}

fn scan(text: &str) -> Result<Vec<Token>, QueryError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let (sign, len) = match c {
            '(' => (Sign::Open, 1),
            ')' => (Sign::Close, 1),
            c if is_quote(c) => quoted(text, at, c)?,
            '/' => slashed(text, at)?,
            '-' if text[at + 1..].starts_with(|n: char| {
                matches!(n, '(' | '/') || is_quote(n) || n.is_alphanumeric()
            }) =>
            {
                (Sign::Minus, 1)
            }
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            _ => word(text, at)?,
        };
        tokens.push(Token {
            sign,
            span: Span::new(at, at + len),
        });
        at += len;
    }
    Ok(tokens)
}

/// Quotes of word processors are quotes too: patterns are pasted from there.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

fn quoted(text: &str, at: usize, open: char) -> Result<(Sign, usize), QueryError> {
    let inner = &text[at + open.len_utf8()..];
    match inner.char_indices().find(|(_, c)| is_quote(*c)) {
        Some((len, close)) => {
            let phrase = inner[..len].trim().to_owned();
            let whole = open.len_utf8() + len + close.len_utf8();
            Ok((Sign::Leaf(Kind::Phrase(phrase)), whole))
        }
        None => Err(error(
            Span::new(at, text.len()),
            "the quote is not closed",
            "add a closing \"",
        )),
    }
}

/// A regular expression: from this slash to the next one without a backslash.
fn slashed(text: &str, at: usize) -> Result<(Sign, usize), QueryError> {
    let inner = &text[at + 1..];
    let mut escaped = false;
    let close = inner.bytes().position(|b| {
        let ends = b == b'/' && !escaped;
        escaped = b == b'\\' && !escaped;
        ends
    });
    let Some(len) = close else {
        return Err(error(
            Span::new(at, text.len()),
            "the regular expression is not closed",
            "add a closing /, or put a path into quotes",
        ));
    };
    let end = at + len + 2;
    let behind = text[end..].chars().next();
    if behind.is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | ')')) {
        return Err(error(
            Span::new(at, end),
            "the regular expression ends in the middle of a word",
            "write \\/ for a slash inside of it, or put a path into quotes",
        ));
    }
    Ok((Sign::Leaf(Kind::Regex(inner[..len].to_owned())), len + 2))
}

fn word(text: &str, at: usize) -> Result<(Sign, usize), QueryError> {
    let rest = &text[at..];
    let end = rest
        .find(|c: char| c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')'))
        .unwrap_or(rest.len());
    let word = &rest[..end];
    let sign = match word.strip_suffix('*') {
        _ if word == "OR" => Sign::Or,
        _ if matches!(word, "AND" | "NOT") => return Err(foreign(word, at)),
        Some(stem) if !stem.is_empty() => Sign::Leaf(Kind::Prefix(stem.to_owned())),
        _ => Sign::Leaf(Kind::Word(word.to_owned())),
    };
    Ok((sign, end))
}

/// Operators of other query languages would be looked for as words, and nobody would know why nothing is found.
fn foreign(word: &str, at: usize) -> QueryError {
    let help = match word {
        "AND" => "leave it out: all words must occur; write \"and\" for the word itself",
        _ => "put a - before what must not occur; write \"not\" for the word itself",
    };
    let message = format!("`{word}` is no operator here");
    error(Span::new(at, at + word.len()), message, help)
}

/// Parentheses deeper than this are refused: nobody means them, and the stack is finite.
const MAX_DEPTH: usize = 50;

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    depth: usize,
    end: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn here(&self) -> Span {
        self.peek()
            .map_or(Span::new(self.end, self.end), |t| t.span)
    }

    fn any(&mut self) -> Result<Query, QueryError> {
        let mut sides = vec![self.all()?];
        while self.peek().is_some_and(|t| t.sign == Sign::Or) {
            self.at += 1;
            sides.push(self.all()?);
        }
        Ok(group(sides, Kind::Any))
    }

    fn all(&mut self) -> Result<Query, QueryError> {
        let mut terms = Vec::new();
        while let Some(token) = self.peek() {
            if matches!(token.sign, Sign::Or | Sign::Close) {
                break;
            }
            terms.push(self.term()?);
        }
        if terms.is_empty() {
            return Err(error(
                self.here(),
                "a word is missing here",
                "write a word, a \"phrase\" or a group in parentheses",
            ));
        }
        Ok(group(terms, Kind::All))
    }

    fn term(&mut self) -> Result<Query, QueryError> {
        let Some(Token { sign, span }) = self.peek().cloned() else {
            return Err(error(
                self.here(),
                "a word is missing here",
                "write a word behind the -",
            ));
        };
        self.at += 1;
        match sign {
            Sign::Leaf(kind) => Ok(Query { kind, span }),
            Sign::Minus => {
                let inner = self.term()?;
                let span = Span::new(span.start, inner.span.end);
                Ok(Query {
                    kind: Kind::Not(Box::new(inner)),
                    span,
                })
            }
            _ => self.parenthesis(span),
        }
    }

    fn parenthesis(&mut self, open: Span) -> Result<Query, QueryError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(error(
                open,
                "too many parentheses inside each other",
                "write it flatter",
            ));
        }
        let inner = self.any()?;
        self.depth -= 1;
        match self.peek() {
            Some(Token {
                sign: Sign::Close, ..
            }) => {
                self.at += 1;
                Ok(inner)
            }
            _ => Err(error(
                open,
                "the parenthesis is not closed",
                "add a closing )",
            )),
        }
    }
}

/// One part stands for itself; several become a group that spans them.
fn group(mut parts: Vec<Query>, kind: fn(Vec<Query>) -> Kind) -> Query {
    if parts.len() == 1 {
        return parts.remove(0);
    }
    let start = parts.first().map_or(0, |p| p.span.start);
    let span = Span::new(start, parts.last().map_or(start, |p| p.span.end));
    let kind = kind(parts);
    Query { kind, span }
}

#[cfg(test)]
mod tests;
