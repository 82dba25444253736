//! The requester's own words.
//!
//! Takes plain text. Gives it without quoted threads, signatures, disclaimers, greetings and thanks at the edges. Never
//! gives nothing for a text that has words: then the step that would have emptied it is not done.

use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Words below a forwarded mail's header are the request where fewer than these stand above it.
const OWN_WORDS: usize = 5;

/// Patterns over one line.
struct Lines {
    thread: Regex,
    header: Regex,
    sign_off: Regex,
    device: Regex,
    disclaimer: Regex,
    greeting: Regex,
    thanks: Regex,
}

static LINES: LazyLock<Option<Lines>> = LazyLock::new(|| lines().ok());

fn lines() -> Result<Lines, regex::Error> {
    Ok(Lines {
        thread: Regex::new(
            r"(?i)^\s*(?:-{2,}\s*(?:original message|forwarded message|original appointment|urspr.ngliche nachricht|weitergeleitete nachricht|message d'origine|message transf.r.|mensaje original|mensaje reenviado)\s*-{2,}|begin forwarded message:|on .{5,160} wrote:|am .{5,160} schrieb.{0,80}:|le .{5,160} a .crit\s?:|el .{5,160} escribi.:)\s*$",
        )?,
        header: Regex::new(
            r"(?i)^\s*\*?(from|von|de|sent|gesendet|envoy.|enviado(?: el)?|date|datum|fecha|to|an|.|para|cc|subject|betreff|objet|asunto)\s?:\*?\s",
        )?,
        sign_off: Regex::new(
            r"(?i)^\s*(?:many thanks|thanks a lot|thank you(?: very much)?|thanks?|thx|cheers)?[ ,.!]*(?:and |& )?(?:(?:with )?(?:kind|best|warm|many) (?:regards|wishes)|regards|best|cheers|sincerely|yours (?:sincerely|truly|faithfully)|thanks?(?: you)?(?: (?:very much|so much|a lot|in advance))?|many thanks|thx|br|kr|(?:mit )?(?:freundlichen?|besten?|viele|liebe|herzliche) gr.(?:ß|ss)e?n?|(?:vielen |besten )?dank(?: im voraus)?|danke|mfg|vg|lg|(?:bien )?cordialement|merci(?: d'avance| beaucoup)?|bonne journ.e|(?:un )?(?:cordial(?:es)? )?saludos?|(?:muchas )?gracias|atentamente)[\s,.!]*(?:[\p{Lu}][\p{L}.'-]*\s*){0,4}$",
        )?,
        device: Regex::new(
            r"(?i)^\s*(?:sent from my |get outlook for |von meinem .{2,30} gesendet|gesendet mit |envoy. de mon |enviado desde mi |sent via )",
        )?,
        disclaimer: Regex::new(
            r"(?i)(?:this (?:e-?mail|message)(?:,? (?:and|including) .{3,40})? (?:is|are|contains?|may contain) .{0,60}(?:confidential|privileged|intended)|if you are not the intended recipient|please consider the environment|this e-?mail (?:was sent|originated) from (?:an )?(?:external|outside)|^\W*(?:caution|external e-?mail|achtung)\W.{0,40}(?:external|outside|extern)|diese e-?mail (?:enth.lt|ist) .{0,60}vertraulich|ce (?:message|courriel) .{0,80}confidentiel|este (?:mensaje|correo) .{0,80}confidencial|ist ausschlie.lich f.r den (?:adressaten|empf.nger))",
        )?,
        greeting: Regex::new(
            r"(?i)^(?:hi|hello|hey|dear|greetings|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen|abend)|moin|servus|sehr geehrte(?:r| damen und herren)?|liebe(?:r|s)?|bonjour|bonsoir|salut|ch.re?|hola|buen(?:os|as) (?:d.as|tardes|noches)|estimad[oa]s?)(?:(?:\s+[\p{L}.'-]+){0,3}\s*[,!:;.\n]+|(?:\s+(?:all|team|there|everyone|support|helpdesk|help desk|it team|it|service desk|zusammen))?\s*$)\s*",
        )?,
        thanks: Regex::new(
            r"(?i)(?:[\s.,;!?-]+)(?:(?:many )?thanks(?: (?:a lot|in advance|so much))?|thank you(?: (?:very much|so much|in advance))?|(?:kind|best) regards|regards|vielen dank(?: im voraus)?|danke(?: im voraus)?|merci(?: d'avance)?|(?:muchas )?gracias|mfg|cordialement|saludos)[\s.,!]*$",
        )?,
    })
}

/// The person's own words of a plain text.
#[must_use]
pub fn own(text: &str) -> Cow<'_, str> {
    let Some(lines) = LINES.as_ref() else {
        return Cow::Borrowed(text);
    };
    let text = text.trim();
    if !text.contains('\n') {
        return Cow::Borrowed(edges(text, lines));
    }
    let unquoted = unquoted(above(text, lines));
    match unquoted {
        Cow::Borrowed(text) => Cow::Borrowed(edges(unsigned(text, lines), lines)),
        Cow::Owned(text) => Cow::Owned(edges(unsigned(&text, lines), lines).to_owned()),
    }
}

fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// The shorter text, unless it has no words.
fn unless_empty<'a>(shorter: &'a str, text: &'a str) -> &'a str {
    let shorter = shorter.trim();
    if has_words(shorter) { shorter } else { text }
}

/// Lines with where they begin.
fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = text.as_ptr() as usize;
    text.split('\n')
        .map(move |line| (line.as_ptr() as usize - start, line))
}

/// What stands above a quoted thread; of a mail passed on without a word, what was passed on.
fn above<'a>(text: &'a str, lines: &Lines) -> &'a str {
    let all: Vec<(usize, &str)> = numbered(text).collect();
    let Some(cut) = (0..all.len()).find(|at| begins_thread(&all[*at..], lines)) else {
        return text;
    };
    let top = text[..all[cut].0].trim();
    let words = top.split_whitespace().filter(|w| has_words(w)).count();
    let below = all[cut..].iter().find(|(_, line)| {
        let packing =
            lines.thread.is_match(line) || lines.header.is_match(line) || !has_words(line);
        !packing && !line.trim_start().starts_with('>')
    });
    match below {
        Some((start, _)) if words < OWN_WORDS && is_forward(&all[cut..], lines) => {
            above(&text[*start..], lines)
        }
        _ => unless_empty(top, text),
    }
}

fn begins_thread(rest: &[(usize, &str)], lines: &Lines) -> bool {
    let Some((_, first)) = rest.first() else {
        return false;
    };
    let split = rest.get(1).is_some_and(|(_, next)| {
        first.len() < 120
            && next.trim_end().ends_with(':')
            && lines.thread.is_match(&format!("{first} {next}"))
    });
    lines.thread.is_match(first) || split || is_header(rest, lines)
}

/// Three of the next five lines are those of a mail's header, the first among them.
fn is_header(rest: &[(usize, &str)], lines: &Lines) -> bool {
    let is = |line: &str| lines.header.is_match(line);
    rest.first().is_some_and(|(_, line)| is(line))
        && rest.iter().take(5).filter(|(_, line)| is(line)).count() >= 3
}

/// A reply's thread is the past; a header block below hardly a word is the request itself.
fn is_forward(rest: &[(usize, &str)], lines: &Lines) -> bool {
    (0..rest.len().min(4)).any(|at| is_header(&rest[at..], lines))
}

/// Without lines behind `>`.
fn unquoted(text: &str) -> Cow<'_, str> {
    if !text.contains('>') {
        return Cow::Borrowed(text);
    }
    let quoted = |line: &&str| line.trim_start().starts_with('>');
    if !text.split('\n').any(|line| quoted(&line)) {
        return Cow::Borrowed(text);
    }
    let kept: Vec<&str> = text.split('\n').filter(|line| !quoted(line)).collect();
    let kept = kept.join("\n");
    if has_words(&kept) {
        Cow::Owned(kept)
    } else {
        Cow::Borrowed(text)
    }
}

/// Without signature and disclaimer.
fn unsigned<'a>(text: &'a str, lines: &Lines) -> &'a str {
    let all: Vec<(usize, &str)> = numbered(text).collect();
    let mut end = text.len();
    for (at, (start, line)) in all.iter().enumerate() {
        let short = all.len() - at <= 15 && text.len() - start < 800;
        let sign = line.trim_end() == "--" || (short && lines.sign_off.is_match(line));
        if sign || lines.device.is_match(line) || lines.disclaimer.is_match(line) {
            let rest = text[..*start].trim();
            if has_words(rest) && !is_greeting(rest, lines) {
                end = *start;
                break;
            }
        }
    }
    without_warning(unless_empty(&text[..end], text), lines)
}

/// A mail gateway's warning stands on top.
fn without_warning<'a>(text: &'a str, lines: &Lines) -> &'a str {
    match text.split_once('\n') {
        Some((first, rest)) if lines.disclaimer.is_match(first) => unless_empty(rest, text),
        _ => text,
    }
}

fn is_greeting(text: &str, lines: &Lines) -> bool {
    lines
        .greeting
        .find(text)
        .is_some_and(|m| m.end() == text.len())
}

/// Without a greeting before and thanks behind.
fn edges<'a>(text: &'a str, lines: &Lines) -> &'a str {
    let start = lines.greeting.find(text).map_or(0, |m| m.end());
    let text = unless_empty(&text[start..], text);
    let end = lines.thanks.find(text).map_or(text.len(), |m| m.start());
    let kept = unless_empty(&text[..end], text);
    // The full stop of the last sentence belongs to it.
    let stop = text[kept.len()..].starts_with(['.', '!', '?']) && text.starts_with(kept);
    if stop { &text[..=kept.len()] } else { kept }
}

#[cfg(test)]
mod tests {
    use super::LINES;

    #[test]
    fn every_rule_can_be_read() {
        assert!(LINES.is_some());
    }
}
