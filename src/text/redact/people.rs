//! Names of people, by what is around them and by a list of given names.
//!
//! Takes text. Gives spans. Never takes a capital alone for a name: products, places and German nouns have them too.

use super::given::{Word, given, is_family, is_word};
use super::spans::{Kind, Spans};
use regex::Regex;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

/// Behind these stands a name, in capitals or small.
static CUES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?im)(?-u:\b)(?:(?P<sure>my name is|mein name ist|ich hei(?:ße|sse)|je m'appelle|mon nom est|me llamo|mi nombre es|(?:kind|best|warm)? ?regards[,.!]?|(?:freundlichen|besten|viele|liebe|herzliche) gr(?:ü|ue)(?:ß|ss)en?[,.!]?|cordialement[,.!]?|saludos[,.!]?|atentamente[,.!]?|(?:name|caller|manager|requester|requestor|requested (?:for|by)|reported by|signed|contact|approver|vorgesetzte[rn]?|benutzer|anrufer|signé|firmado) ?:|^(?:from|von|de) ?:?|(?:from|von) ?:|hi|hello|hey|dear|hallo|liebe[r]?|bonjour|salut|hola|(?:estimad|querid)[oa]|thanks[,.!]?|cheers,?|best,|mfg,?|vg,?|lg,?)|(?P<title>mr|mrs|ms|miss|dr|prof|herrn?|frau|monsieur|madame|mme|mlle|sr|sra|señora?|doña?)(?-u:\b)\.?(?: dr\.?)?|(?P<soft>this is|ich bin|je suis|soy|colleague|kolleg(?:e|in|en)|collègue|compañer[oa]|for user|user|employee|new (?:starter|hire|joiner|employee)|mitarbeiter(?:in)?|sent by|forwarded by|spoke (?:to|with)|behalf of|manager|on behalf of|account of|mailbox of))[ \t]*\n?[ \t]*",
    )
    .ok()
});

/// `username: jdoe`, `login pgarcia2`, `user jsmith01`.
static LOGINS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)(?-u:\b)(user ?name|user ?id|user|login|account|benutzername|benutzerkennung|kennung|identifiant|usuario)(\s?[:=]\s?|\s+(?:is\s+|ist\s+|est\s+|es\s+)?)([a-z][a-z0-9._-]{2,40})").ok()
});

/// A word of letters.
#[derive(Clone, Copy)]
struct Token<'a> {
    text: &'a str,
    start: usize,
    /// Begins with a capital.
    tall: bool,
}

impl Token<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn lower(&self) -> Cow<'_, str> {
        if self.text.bytes().all(|b| b.is_ascii_lowercase()) {
            return Cow::Borrowed(self.text);
        }
        Cow::Owned(self.text.to_lowercase())
    }

    /// Written as names are: a capital, then small letters (or `O'Connor`, `Al-Sayed`, `McNeil`), and no word.
    fn is_like_name(&self) -> bool {
        let small = self.text.chars().skip(1).any(char::is_lowercase);
        self.tall && small && !is_word(&self.lower())
    }
}

/// Finds them.
pub(super) fn find(text: &str, spans: &mut Spans) {
    let tokens = tokens(text);
    listed(text, &tokens, spans);
    if let Some(cues) = CUES.as_ref() {
        for cue in cues.captures_iter(text) {
            let at = cue.get(0).map_or(0, |m| m.end());
            let next = tokens.partition_point(|t| t.start < at);
            let strength = if cue.name("sure").is_some() {
                2
            } else {
                usize::from(cue.name("title").is_some())
            };
            if tokens.get(next).is_some_and(|t| t.start == at)
                && let Some(range) = named(text, &tokens[next..], strength)
            {
                spans.add(range, Kind::Name);
            }
        }
    }
    if let Some(logins) = LOGINS.as_ref() {
        for found in logins.captures_iter(text) {
            let part = |at: usize| found.get(at).map_or("", |m| m.as_str());
            let told = part(2).contains([':', '=']);
            let value = part(3).trim_end_matches(['.', '-', '_']);
            let odd = value.bytes().any(|b| b.is_ascii_digit() || b == b'_') || value.contains('.');
            if let Some(m) = found
                .get(3)
                .filter(|_| odd || (told && !is_word(&value.to_lowercase())))
            {
                spans.add(m.start()..m.start() + value.len(), Kind::Name);
            }
        }
    }
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut all = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !c.is_alphabetic() {
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some((at, next)) = chars.peek().copied() {
            let joins = matches!(next, '-' | '\'' | '’')
                && text[at + next.len_utf8()..]
                    .chars()
                    .next()
                    .is_some_and(char::is_alphabetic);
            if !(next.is_alphanumeric() || joins) {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        all.push(Token {
            text: &text[start..end],
            start,
            tall: c.is_uppercase(),
        });
    }
    all
}

/// Whether one blank (with a full stop after an initial) is all that parts two words.
fn adjoin(text: &str, left: &Token<'_>, right: &Token<'_>) -> bool {
    match &text[left.end()..right.start] {
        " " => true,
        ". " => left.text.len() == 1,
        _ => false,
    }
}

/// Given names of the list.
fn listed(text: &str, tokens: &[Token<'_>], spans: &mut Spans) {
    for (at, token) in tokens.iter().enumerate() {
        if !token.tall && token.text.len() > 12 {
            continue;
        }
        let lower = token.lower();
        let kind = given(&lower);
        if kind == Word::Other {
            continue;
        }
        let next = tokens.get(at + 1).filter(|next| adjoin(text, token, next));
        let family = next.is_some_and(|next| is_family(&next.lower()) && next.tall == token.tall);
        let place =
            at > 0 && ["san", "santa", "st", "saint", "são"].contains(&&*tokens[at - 1].lower());
        let alone = token.is_like_name() && kind == Word::Given && !place;
        if !(alone || family) {
            continue;
        }
        let range = if token.tall {
            full(text, &tokens[at..], 3)
        } else {
            token.start..next.map_or(token.end(), Token::end)
        };
        spans.add(
            reversed(text, &tokens[..at]).unwrap_or(range.start)..range.end,
            Kind::Name,
        );
    }
}

/// Where the family name stands first: `Johnson, Robert`.
fn reversed(text: &str, before: &[Token<'_>]) -> Option<usize> {
    let last = before
        .last()
        .filter(|t| t.is_like_name() && given(&t.lower()) == Word::Other)?;
    let comma = text[last.end()..].starts_with(", ");
    (comma && is_family(&last.lower())).then_some(last.start)
}

/// From a name on: further capitalised words, initials and particles.
fn full(text: &str, tokens: &[Token<'_>], most: usize) -> Range<usize> {
    let mut end = tokens[0].end();
    let mut names = 1;
    for pair in tokens.windows(2) {
        let particle = [
            "von", "van", "de", "der", "den", "da", "del", "la", "bin", "al", "el",
        ]
        .contains(&pair[1].text);
        let initial = pair[1].tall && pair[1].text.chars().count() == 1 && pair[1].text != "I";
        if names >= most
            || !adjoin(text, &pair[0], &pair[1])
            || !(particle || initial || pair[1].is_like_name())
        {
            break;
        }
        if !particle && !initial {
            names += 1;
            end = pair[1].end();
        }
    }
    tokens[0].start..end
}

/// The name behind a cue. `strength`: 2 takes small letters too, 1 (a title) any capitalised word, 0 only what the list
/// knows or two capitalised words.
fn named(text: &str, tokens: &[Token<'_>], strength: usize) -> Option<Range<usize>> {
    let first = tokens.first()?;
    let lower = first.lower();
    if first.is_like_name() {
        let range = full(text, tokens, 3);
        let long = range.end > first.end();
        let known = given(&lower) != Word::Other;
        let closes = text[range.end..]
            .trim_start_matches([' ', '.', ',', '!', ')'])
            .is_empty()
            || text[range.end..].starts_with(['\n', ',', '.', ':', '!', ';'])
            || text[range.end..].starts_with(" from ");
        let short = known || closes || strength == 1;
        return (strength == 1 || long || (short && (strength == 2 || known))).then_some(range);
    }
    let second = tokens.get(1).filter(|next| adjoin(text, first, next));
    let known = given(&lower) != Word::Other;
    let family = second.filter(|s| {
        is_family(&s.lower()) || (strength == 2 && known && !is_word(&s.lower()) && ends(text, s))
    });
    match (strength, known, family) {
        (2, true, Some(family)) => Some(first.start..family.end()),
        (2, true, None) if given(&lower) == Word::Given || ends(text, first) => {
            Some(first.start..first.end())
        }
        _ => None,
    }
}

/// Whether nothing but a sign follows in the line.
fn ends(text: &str, token: &Token<'_>) -> bool {
    text[token.end()..]
        .trim_start_matches(' ')
        .starts_with([',', '.', '!', '\n'])
        || text[token.end()..].trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::{CUES, LOGINS};

    #[test]
    fn every_rule_can_be_read() {
        assert!(CUES.is_some() && LOGINS.is_some());
    }
}
