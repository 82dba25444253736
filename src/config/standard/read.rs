//! `standard:` of the settings file.
//!
//! Takes YAML nodes. Gives [`StandardSettings`], and findings through the reader. Never lets a finding of safety or of
//! the build be turned off, and never keeps an expression that cannot be read.

use crate::config::keys;
use crate::config::standard::{Level, SECTIONS, StandardSettings};
use crate::diag::codes::{CODES, named};
use crate::diag::freedom::{Freedom, freedom};
use crate::diag::{Severity, Span, Spanned, nearest};
use crate::parse::front_matter::Kind;
use crate::yaml::Node;
use crate::yaml::reader::Reader;
use crate::yaml::shape::names;
use jiff::civil::Date;
use std::collections::BTreeMap;

const STANDARD_KEYS: &[&str] = &names(&keys::STANDARD);

const LEVELS: &[(&str, Level)] = &[
    ("off", Level::Off),
    ("note", Level::As(Severity::Note)),
    ("warning", Level::As(Severity::Warning)),
    ("error", Level::As(Severity::Error)),
];

const KINDS: [Kind; 5] = [
    Kind::BreakFix,
    Kind::HowTo,
    Kind::Faq,
    Kind::Reference,
    Kind::KnownError,
];

/// Below this share any two articles of one desk look alike.
const LEAST_NEAR: f64 = 0.3;

/// Reads the section.
pub(crate) fn standard(reader: &mut Reader, settings: &mut StandardSettings, value: Node) {
    for (key, value) in reader.map("standard", value) {
        let name = key.value.as_str();
        match name {
            "levels" => settings.levels = levels(reader, value),
            "sections" => settings.sections = sections(reader, value),
            "grade" => grade(reader, &value, &mut settings.grade),
            "sentence_words" => {
                whole(reader, (name, &value), |n| {
                    settings.sentence_words = n as usize;
                });
            }
            "acronyms" => settings.acronyms = words(reader, name, &value),
            "internal_words" => settings.internal_words = expressions(reader, name, &value),
            "renamed" => settings.renamed = renamed(reader, value),
            "ended" => settings.ended = ended(reader, value),
            "wip_days" => whole(reader, (name, &value), |n| settings.wip_days = n),
            "near" => near(reader, &value, &mut settings.near),
            _ => reader.unknown_key(&key, "standard", STANDARD_KEYS),
        }
    }
}

fn levels(reader: &mut Reader, value: Node) -> BTreeMap<String, Level> {
    let mut levels = BTreeMap::new();
    for (key, value) in reader.map("levels", value) {
        // YAML takes a bare `off` for "no"; an author means the level.
        let level = match reader.one_of(&key.value, &bare_off(value), LEVELS) {
            Some(level) => level.value,
            None => continue,
        };
        match named(&key.value).map(freedom) {
            Some(Freedom::Free) => {
                levels.insert(key.value, level);
            }
            Some(Freedom::Article | Freedom::Fixed) => fixed(reader, &key),
            None => unknown(reader, &key),
        }
    }
    levels
}

fn bare_off(mut value: Node) -> Node {
    use crate::yaml::Value;
    if value.value == Value::Bool(false) {
        value.value = Value::Text("off".to_owned());
    }
    value
}

fn fixed(reader: &mut Reader, key: &Spanned<String>) {
    let message = format!("the level of `{}` is fixed", key.value);
    let help = "findings of safety, of the build and of roles hold in every base";
    reader.wrong(key.span, message, help);
}

fn unknown(reader: &mut Reader, key: &Spanned<String>) {
    let help = match nearest(&key.value, CODES.iter().map(|c| c.code.0)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "codes look like `KB021`".to_owned(),
    };
    reader.wrong(key.span, format!("unknown code `{}`", key.value), help);
}

fn sections(reader: &mut Reader, value: Node) -> BTreeMap<Kind, Vec<String>> {
    let mut sections = BTreeMap::new();
    for (key, value) in reader.map("sections", value) {
        let Some(kind) = KINDS.into_iter().find(|k| k.word() == key.value) else {
            reader.unknown_key(&key, "sections", &KINDS.map(Kind::word));
            continue;
        };
        let mut wanted: Vec<String> = Vec::new();
        for word in reader.words(&key.value, &value) {
            if !SECTIONS.contains(&word.value.as_str()) {
                reader.unknown_value(&key.value, &word, SECTIONS);
            } else if !wanted.contains(&word.value) {
                wanted.push(word.value);
            }
        }
        sections.insert(kind, wanted);
    }
    sections
}

fn grade(reader: &mut Reader, value: &Node, slot: &mut f64) {
    let Some(text) = reader.text("grade", value) else {
        return;
    };
    match text.value.parse::<f64>() {
        Ok(years) if (1.0..=30.0).contains(&years) => *slot = years,
        _ => misfit(
            reader,
            "grade",
            &text,
            "the years of school that a text may ask for, from 1 to 30",
        ),
    }
}

fn near(reader: &mut Reader, value: &Node, slot: &mut f64) {
    let Some(text) = reader.text("near", value) else {
        return;
    };
    let parsed = match text.value.strip_suffix('%') {
        Some(hundred) => hundred.trim().parse::<f64>().map(|n| n / 100.0),
        None => text.value.parse(),
    };
    match parsed {
        Ok(share) if (LEAST_NEAR..=1.0).contains(&share) => *slot = share,
        _ => misfit(
            reader,
            "near",
            &text,
            "a share, from 0.3 to 1 or from 30% to 100%",
        ),
    }
}

fn whole(reader: &mut Reader, (key, value): (&str, &Node), set: impl FnOnce(u32)) {
    let Some(text) = reader.text(key, value) else {
        return;
    };
    match text.value.parse() {
        Ok(number) if number > 0 => set(number),
        _ => misfit(reader, key, &text, "a whole number over 0"),
    }
}

fn words(reader: &mut Reader, key: &str, value: &Node) -> Vec<String> {
    let found = reader.words(key, value).into_iter();
    found.map(|w| w.value).collect()
}

/// Expressions that can be read; the others are said.
fn expressions(reader: &mut Reader, key: &str, value: &Node) -> Vec<String> {
    let mut kept = Vec::new();
    for text in reader.texts(key, value) {
        match regex::RegexBuilder::new(&text.value)
            .size_limit(1 << 20)
            .build()
        {
            Ok(_) => kept.push(text.value),
            Err(error) => unreadable(reader, &text, &error),
        }
    }
    kept
}

fn unreadable(reader: &mut Reader, text: &Spanned<String>, error: &regex::Error) {
    // The library draws the place over several lines; its last line says what is wrong.
    let said = error.to_string();
    let last = said.lines().last().unwrap_or_default();
    let why = last.trim().trim_start_matches("error: ");
    let message = format!("`{}` is no regular expression: {why}", text.value);
    reader.wrong(text.span, message, "put a `\\` before signs that are meant");
}

fn renamed(reader: &mut Reader, value: Node) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for (old, value) in reader.map("renamed", value) {
        let new = reader.text(&old.value, &value);
        names.extend(new.map(|new| (old.value, new.value)));
    }
    names
}

fn ended(reader: &mut Reader, value: Node) -> BTreeMap<String, Date> {
    let mut days = BTreeMap::new();
    for (slug, value) in reader.map("ended", value) {
        let Some(text) = reader.text(&slug.value, &value) else {
            continue;
        };
        match text.value.parse::<Date>() {
            Ok(day) => {
                days.insert(slug.value, day);
            }
            Err(_) => not_a_date(reader, &text.value, text.span),
        }
    }
    days
}

fn not_a_date(reader: &mut Reader, text: &str, span: Span) {
    let message = format!("`{text}` is not a date");
    let help = "write the last day of support as year-month-day: `2027-01-31`";
    reader.wrong(span, message, help);
}

fn misfit(reader: &mut Reader, key: &str, text: &Spanned<String>, wanted: &str) {
    let message = format!("`{key}` wants {wanted}, not `{}`", text.value);
    reader.wrong(text.span, message, "");
}

#[cfg(test)]
mod tests {
    use crate::config::read::tests::settings as whole;
    use crate::config::standard::{Level, StandardSettings};
    use crate::diag::Severity;
    use crate::parse::front_matter::Kind;
    use jiff::civil::date;

    fn settings(text: &str) -> (StandardSettings, Vec<String>) {
        let (settings, said) = whole(text);
        (settings.standard, said)
    }

    #[test]
    fn every_key_is_read() {
        let (found, said) = settings(
            "standard:\n  levels: {KB021: off, KB023: 'off', KB031: error}\n  sections: {how-to: [resolution], faq: []}\n  \
             grade: 8.5\n  sentence_words: 25\n  acronyms: SAP, ERP\n  internal_words: ['srv-\\d+']\n  \
             renamed: {Lync: Teams}\n  ended: {windows-8: 2016-01-12}\n  wip_days: 14\n  near: 70%\n",
        );
        assert_eq!(said, [""; 0]);
        let texts = |texts: &[&str]| texts.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
        let expected = StandardSettings {
            levels: [
                ("KB021".to_owned(), Level::Off),
                ("KB023".to_owned(), Level::Off),
                ("KB031".to_owned(), Level::As(Severity::Error)),
            ]
            .into(),
            sections: [
                (Kind::HowTo, texts(&["resolution"])),
                (Kind::Faq, Vec::new()),
            ]
            .into(),
            grade: 8.5,
            sentence_words: 25,
            acronyms: texts(&["SAP", "ERP"]),
            internal_words: texts(&["srv-\\d+"]),
            renamed: [("Lync".to_owned(), "Teams".to_owned())].into(),
            ended: [("windows-8".to_owned(), date(2016, 1, 12))].into(),
            wip_days: 14,
            near: 0.7,
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn misfits_are_said_and_the_default_stays() {
        let (found, said) = settings(
            "standard:\n  levels: {KB047: off, kb021: note, KB021: loud}\n  sections: {howto: [resolution]}\n  grade: high\n  \
             internal_words: ['(']\n  ended: {x: soon}\n  near: 0.1\n  wip_days: 0\n  nera: 1\n",
        );
        assert_eq!(found, StandardSettings::default());
        let expected = [
            "the level of `KB047` is fixed (findings of safety, of the build and of roles hold in every base)",
            "unknown code `kb021` (did you mean `KB021`?)",
            "`loud` is no value of `KB021` (expected one of `off`, `note`, `warning`, `error`)",
            "unknown key `howto` in `sections` (did you mean `how-to`?)",
            "`grade` wants the years of school that a text may ask for, from 1 to 30, not `high` ()",
            "`(` is no regular expression: unclosed group (put a `\\` before signs that are meant)",
            "`soon` is not a date (write the last day of support as year-month-day: `2027-01-31`)",
            "`near` wants a share, from 0.3 to 1 or from 30% to 100%, not `0.1` ()",
            "`wip_days` wants a whole number over 0, not `0` ()",
            "unknown key `nera` in `standard` (did you mean `near`?)",
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn an_unknown_section_is_said() {
        let (found, said) = settings("standard: {sections: {how-to: [solution, cause]}}\n");
        assert_eq!(found.sections[&Kind::HowTo], ["cause"]);
        assert_eq!(said.len(), 1, "{said:?}");
    }
}
