//! Telephone numbers.
//!
//! Takes text. Gives spans. Never takes a date, a version, an id or a bare number without a word for telephone.

use super::spans::{Kind, Span, Spans};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Numbers that show by their form: `+49 89 1234567`, `(212) 555-0143`, `030/9018200`, `06 12 34 56 78`, `07700900123`.
static FORMS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let forms = [
        r"\+[0-9]{1,3}[ .\-/]{0,2}(?:\([0-9]{1,5}\)[ .\-/]{0,2})?[0-9](?:[ .\-/]{0,2}[0-9]){5,12}",
        r"00[1-9][0-9]{0,2}[ \-/]?[0-9](?:[ \-/]?[0-9]){6,11}",
        r"\([0-9]{3}\) ?[0-9]{3}[ .\-][0-9]{4}",
        r"\(0[0-9]{1,5}\) ?[0-9]{3,8}(?:[ \-][0-9]{1,5})?",
        r"(?:1[ .\-])?[2-9][0-9]{2}[.\-][0-9]{3}[.\-][0-9]{4}",
        r"[2-9][0-9]{2} [2-9][0-9]{2}[ \-][0-9]{4}",
        r"0[1-9][0-9]{1,4}[ /\-]{1,3}[0-9]{3,8}(?:[ \-][0-9]{1,6}){0,3}",
        r"0[1-9](?:[ .\-][0-9]{2}){4}",
        r"[67][0-9]{2} [0-9]{3} [0-9]{3}",
        r"01[5-7][0-9]{8,9}",
        r"07[0-9]{9}",
        r"0[67][0-9]{8}",
    ];
    Regex::new(&format!(
        "(?:{})(?: ?(?:ext|x|extension|Durchwahl|DW)\\.? ?[0-9]{{2,5}})?",
        forms.join("|")
    ))
    .ok()
});

/// Any number behind a word for telephone.
static LABELLED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)(?-u:\b)(?:phone|telephone|tele(?:f|ph)on(?:nummer)?|tel|fon|mobile?|mobil|cell(?:phone)?|handy|móvil|teléfono|téléphone|portable|fax|ext|extension|durchwahl|dw|call(?: me)?(?: back)?(?: at| on)?|reach me (?:at|on)|rückruf|whatsapp)(?: (?:no|nr|number|nummer|is|ist|es))*[.:#]{0,2} {0,2}(\+?[0-9(](?:[0-9 ()/.\-]{2,18})[0-9])",
    )
    .ok()
});

/// Finds them.
pub(super) fn find(text: &str, spans: &mut Spans) {
    let (Some(forms), Some(labelled)) = (FORMS.as_ref(), LABELLED.as_ref()) else {
        return;
    };
    let bytes = text.as_bytes();
    // A run of four digits and signs between them: without one there is no number to find.
    if bytes.iter().filter(|b| b.is_ascii_digit()).count() < 4 {
        return;
    }
    let found = formed(forms, text);
    spans.extend(found.map(|range| Span::new(range, Kind::Phone)));
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let named = labelled.captures_iter(text).filter_map(|c| c.get(1));
    let named = named.filter(|m| (4..=15).contains(&digits(m.as_str())) && !is_date(m.as_str()));
    spans.extend(named.map(|m| Span::new(m.range(), Kind::Phone)));
}

/// Numbers that show by their form alone.
#[must_use]
pub fn forms(text: &str) -> Vec<Range<usize>> {
    let all = FORMS.as_ref().map(|forms| formed(forms, text).collect());
    all.unwrap_or_default()
}

fn formed<'a>(forms: &'a Regex, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    let bytes = text.as_bytes();
    let found = forms.find_iter(text).filter(move |m| {
        let before = m.start().checked_sub(1).map_or(b' ', |at| bytes[at]);
        let after = bytes.get(m.end()).copied().unwrap_or(b' ');
        let next = bytes.get(m.end() + 1).copied().unwrap_or(b' ');
        let apart = |b: u8| !b.is_ascii_alphanumeric() && b != b'_';
        let goes_on = matches!(after, b'.' | b'-' | b'/' | b':') && next.is_ascii_digit();
        apart(before)
            && !matches!(before, b'.' | b'-' | b'/' | b'#' | b'+')
            && apart(after)
            && !goes_on
            && !is_date(m.as_str())
    });
    found.map(|m| m.range())
}

/// `03-04-2026`, `2026-04-03 10`: what begins or goes on as a date.
fn is_date(found: &str) -> bool {
    let mut parts = found
        .split(['-', '/', '.'])
        .map(|part| part.split(' ').next().unwrap_or(part));
    let (Some(a), Some(b), Some(c)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let year = |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    (year(a) || year(c)) && b.len() <= 2
}

#[cfg(test)]
mod tests {
    use super::{FORMS, LABELLED};

    #[test]
    fn every_rule_can_be_read() {
        assert!(FORMS.is_some() && LABELLED.is_some());
    }
}
