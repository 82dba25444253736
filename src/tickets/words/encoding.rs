//! Text that went through a wrong encoding, and Excel's escapes.
//!
//! Takes text. Gives it repaired: UTF-8 that was read as Windows-1252 (`Ã¤` for `ä`), also twice, and `_x000D_`. Never
//! touches a letter that may be meant: a pair is repaired where no language writes it, a doubtful one only in company.

use std::borrow::Cow;

/// Repairs a text; borrowed where there is nothing to repair.
pub(super) fn mend(text: &str) -> Cow<'_, str> {
    let mut mended = escapes(text);
    // Twice, because some exports went the wrong way twice.
    for _ in 0..2 {
        if mended.is_ascii() {
            break;
        }
        match recode(&mended) {
            Some(better) => mended = Cow::Owned(better),
            None => break,
        }
    }
    mended
}

/// `_x000D_` and its kind: control characters and the underscore, which is all that Excel writes so.
fn escapes(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let (mut out, mut last) = (String::new(), 0);
    for (at, _) in text.match_indices("_x") {
        let Some(c) = text
            .get(at..at + 7)
            .and_then(escaped)
            .filter(|_| at >= last)
        else {
            continue;
        };
        out.push_str(&text[last..at]);
        out.push_str(c);
        last = at + 7;
    }
    if last == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[last..]);
    Cow::Owned(out)
}

/// What an escape stands for; a control character that nobody sees stands for nothing.
fn escaped(text: &str) -> Option<&'static str> {
    let hex = text.strip_prefix("_x")?.strip_suffix('_')?;
    match u32::from_str_radix(hex, 16).ok()? {
        0x5f => Some("_"),
        // A carriage return beside a line feed is one line end; `tidy` sees to it.
        0xd => Some("\r"),
        0xa => Some("\n"),
        0x9 => Some("\t"),
        0..0x20 => Some(""),
        _ => None,
    }
}

/// One wrongly decoded character: where it stands, what it was, how sure that is.
struct Wrong {
    start: usize,
    end: usize,
    meant: char,
    sure: bool,
}

fn recode(text: &str) -> Option<String> {
    let (found, other) = wrong(text);
    let sure = found.iter().filter(|w| w.sure).count();
    let doubtful = found.len() - sure;
    // Doubtful ones count where there are many of them and hardly another foreign letter.
    let all = doubtful >= 3 && doubtful + sure > 3 * other;
    if sure == 0 && !all {
        return None;
    }
    let (mut out, mut last) = (String::with_capacity(text.len()), 0);
    for wrong in found.iter().filter(|w| w.sure || all) {
        out.push_str(&text[last..wrong.start]);
        out.push(wrong.meant);
        last = wrong.end;
    }
    out.push_str(&text[last..]);
    Some(out)
}

/// All candidates, and the number of other letters outside ASCII.
fn wrong(text: &str) -> (Vec<Wrong>, usize) {
    let (mut found, mut other, mut at) = (Vec::new(), 0, 0);
    while let Some(offset) = text[at..].find(|c: char| !c.is_ascii()) {
        at += offset;
        if let Some(one) = candidate(text, at) {
            at = one.end;
            found.push(one);
        } else {
            let c = text[at..].chars().next().unwrap_or(' ');
            other += usize::from(c.is_alphabetic());
            at += c.len_utf8();
        }
    }
    (found, other)
}

fn candidate(text: &str, start: usize) -> Option<Wrong> {
    let mut chars = text[start..].char_indices().take(4);
    let lead = byte(chars.next()?.1)?;
    let len = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let (mut bytes, mut end, mut quotes) = (vec![lead], start, 0);
    for (at, c) in chars.take(len - 1) {
        bytes.push(byte(c).filter(|b| (0x80..0xc0).contains(b))?);
        quotes += usize::from("“”‘’–—…»«\u{a0}".contains(c));
        end = start + at + c.len_utf8();
    }
    let meant = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    Some(Wrong {
        start,
        end,
        meant,
        sure: is_sure(lead, quotes == len - 1, meant),
    })
}

/// Whether no language writes these characters side by side: quotes, dashes and blanks stand beside any letter.
fn is_sure(lead: u8, only_quotes: bool, meant: char) -> bool {
    match lead {
        0xc2 => true,
        0xc3 | 0xe2 | 0xf0 => !only_quotes,
        0xef => meant == '\u{feff}',
        _ => false,
    }
}

/// The byte of a character in Windows-1252, undefined bytes as browsers have them.
fn byte(c: char) -> Option<u8> {
    const UPPER: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match u32::from(c) {
        code @ (0x80..=0xff) => u8::try_from(code).ok(),
        _ => UPPER
            .chars()
            .zip(0x80..)
            .find(|(u, _)| *u == c)
            .map(|(_, b)| b),
    }
}
