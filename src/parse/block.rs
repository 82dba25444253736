//! From the YAML block at the head of a file to its typed front matter.
//!
//! Takes the file's text and the base's dialect. Gives [`FrontMatter`], where the body starts, and diagnostics for what
//! does not fit. Never guesses a value: what is not understood is said and left out.

pub mod flags;

use crate::diag::{Code, Diagnostic, FileId, Severity, Span, Spanned};
use crate::parse::allow;
use crate::parse::block::flags::flags;
use crate::parse::front_matter::{Confidence, FrontMatter, Governance, Kind, TicketClaims};
use crate::yaml::reader::{Codes, Reader};
use crate::yaml::{self, Fault, Node, Value};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How a base writes its front matter: what the settings say of foreign keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Dialect {
    /// The key that articles use, to ours.
    pub fields: BTreeMap<String, String>,
    /// Keys that are passed over in silence; a closing `*` stands for any ending.
    pub ignored: Vec<String>,
}

impl Dialect {
    fn ignores(&self, key: &str) -> bool {
        self.ignored
            .iter()
            .any(|known| match known.strip_suffix('*') {
                Some(start) => key.starts_with(start),
                None => key == known,
            })
    }
}

/// Our keys, in the order of the manual.
pub const KEYS: &[&str] = &[
    "id",
    "title",
    "type",
    "summary",
    "symptoms",
    "os",
    "products",
    "category",
    "tickets",
    "confidence",
    "audience",
    "clients",
    "governance",
    "owner",
    "review_by",
    "workaround",
    "problem",
    "keywords",
    "aliases",
    "related",
    "lang",
    "translation_of",
    "flags",
];

const TICKET_KEYS: &[&str] = &["patterns", "categories", "linked"];

const KINDS: &[(&str, Kind)] = &[
    ("break-fix", Kind::BreakFix),
    ("how-to", Kind::HowTo),
    ("faq", Kind::Faq),
    ("reference", Kind::Reference),
    ("known-error", Kind::KnownError),
];

const CONFIDENCES: &[(&str, Confidence)] = &[
    ("wip", Confidence::Wip),
    ("not-validated", Confidence::NotValidated),
    ("validated", Confidence::Validated),
    ("archived", Confidence::Archived),
];

const GOVERNANCES: &[(&str, Governance)] = &[
    ("experience", Governance::Experience),
    ("compliance", Governance::Compliance),
];

const CODES: Codes = Codes {
    unknown_key: Code("KB010"),
    wrong_type: Code("KB011"),
    unknown_value: Code("KB012"),
    twice: Code("KB014"),
    unknown_key_severity: Severity::Warning,
    stranger: Some("map it with `fields`, or pass it over with `ignore_fields`, in deskbook.yaml"),
};

/// Where the YAML block of a file lies: the byte after the opening fence, the byte of the closing fence, and the byte
/// where the body starts. `None` where the file does not begin with a fence that is closed.
pub(crate) fn fences(text: &str) -> Option<(usize, usize, usize)> {
    let bom = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut at = bom;
    let mut open = None;
    for line in text[bom..].split_inclusive('\n') {
        let bare = line.trim_end();
        match open {
            None if bare == "---" => open = Some(at + line.len()),
            None => return None,
            Some(start) if bare == "---" || bare == "..." => {
                return Some((start, at, at + line.len()));
            }
            Some(_) => {}
        }
        at += line.len();
    }
    None
}

/// Reads the front matter of `text`; returns it with the offset of the body.
#[must_use]
pub fn read(file: FileId, text: &str, dialect: &Dialect) -> (FrontMatter, usize, Vec<Diagnostic>) {
    let Some((start, end, body)) = fences(text) else {
        return (FrontMatter::default(), 0, unclosed(file, text));
    };
    let yaml_text = &text[start..end];
    let mut reader = Reader::new(file, CODES);
    let span = Some(Span::new(start, end));
    let front = match yaml::parse(yaml_text, start) {
        Ok(node) => {
            let (allows, said) = allow::read(file, (yaml_text, start), &node);
            let front = fill(&mut reader, node, dialect);
            reader.found.extend(said);
            FrontMatter { allows, ..front }
        }
        Err(fault) => {
            reader.found.push(broken(file, &fault));
            FrontMatter {
                title: salvaged_title(yaml_text, start),
                broken: true,
                ..FrontMatter::default()
            }
        }
    };
    (FrontMatter { span, ..front }, body, reader.found)
}

/// Whether a fence is opened and never closed: it swallows the article.
pub(crate) fn is_unclosed(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}');
    let first = start.lines().next().unwrap_or_default().trim_end();
    let looks_like_key = |line: &str| {
        line.split_once(':')
            .is_some_and(|(k, _)| !k.is_empty() && !k.contains(' '))
    };
    fences(text).is_none() && first == "---" && start.lines().nth(1).is_some_and(looks_like_key)
}

fn unclosed(file: FileId, text: &str) -> Vec<Diagnostic> {
    if !is_unclosed(text) {
        return Vec::new();
    }
    let at = text.len() - text.trim_start_matches('\u{feff}').len();
    let message = "front matter is opened but never closed";
    vec![
        Diagnostic::new(Code("KB001"), Severity::Error, file, message)
            .at(Span::new(at, at + 3))
            .help("end it with a line that holds only `---`"),
    ]
}

fn broken(file: FileId, fault: &Fault) -> Diagnostic {
    let message = format!("front matter is not valid YAML: {}", fault.message);
    Diagnostic::new(Code("KB001"), Severity::Error, file, message)
        .at(fault.span)
        .help(
            "put values that hold `: `, ` #` or begin with a sign in quotes; \
             until then the article is built with its title only, for the narrowest audience",
        )
}

/// The title of a block that is not YAML: an unquoted colon in it is the usual fault.
fn salvaged_title(block: &str, base: usize) -> Option<Spanned<String>> {
    let mut at = base;
    for line in block.split_inclusive('\n') {
        if let Some(rest) = line.strip_prefix("title:") {
            let value = rest.trim().trim_matches(['"', '\'']).trim();
            let span = Span::new(at, at + line.trim_end().len());
            return (!value.is_empty()).then(|| Spanned::new(value.to_owned(), span));
        }
        at += line.len();
    }
    None
}

fn fill(reader: &mut Reader, node: Node, dialect: &Dialect) -> FrontMatter {
    let mut front = FrontMatter::default();
    let entries = reader.map("front matter", node);
    let ours: Vec<String> = entries.iter().map(|(k, _)| k.value.clone()).collect();
    for (key, value) in entries {
        match dialect.fields.get(&key.value) {
            // A key of ours that stands beside its foreign twin wins.
            Some(mapped) if mapped != &key.value && ours.contains(mapped) => {}
            Some(mapped) => set(reader, &mut front, mapped, &value),
            None if KEYS.contains(&key.value.as_str()) => {
                set(reader, &mut front, &key.value, &value);
            }
            None if dialect.ignores(&key.value) => {}
            None => reader.unknown_key(&key, "", KEYS),
        }
    }
    front
}

fn set(reader: &mut Reader, front: &mut FrontMatter, key: &str, value: &Node) {
    match key {
        "id" => front.id = reader.text(key, value),
        "title" => front.title = reader.text(key, value),
        "type" => front.kind = reader.one_of(key, value, KINDS),
        "summary" => front.summary = reader.text(key, value),
        "symptoms" => front.symptoms = reader.texts(key, value),
        "os" => front.os = reader.words(key, value),
        "products" => front.products = reader.words(key, value),
        "category" => front.category = reader.text(key, value),
        "tickets" => front.tickets = tickets(reader, value.clone()),
        "confidence" => front.confidence = reader.one_of(key, value, CONFIDENCES),
        "audience" => front.audience = audience(reader, value),
        "clients" => front.clients = reader.words(key, value),
        "governance" => front.governance = reader.one_of(key, value, GOVERNANCES),
        "owner" => front.owner = reader.text(key, value),
        "review_by" => front.review_by = date(reader, key, value),
        "workaround" => front.workaround = reader.flag(key, value).unwrap_or(false),
        "problem" => front.problem = reader.text(key, value),
        "keywords" => front.keywords = reader.words(key, value),
        "aliases" => front.aliases = reader.texts(key, value),
        "related" => front.related = reader.words(key, value),
        "lang" => front.lang = reader.text(key, value),
        "translation_of" => front.translation_of = reader.text(key, value),
        "flags" => front.flags = flags(reader, value.clone()),
        _ => {}
    }
}

/// An audience that is not text is kept as a word no ladder has, so that the article stays with the narrowest.
fn audience(reader: &mut Reader, value: &Node) -> Option<Spanned<String>> {
    match value.value {
        Value::List(_) | Value::Map(_) => {
            reader.wrong(
                value.span,
                "`audience` wants one word of the ladder".to_owned(),
                "name the widest audience that may see the article",
            );
            Some(Spanned::new(String::new(), value.span))
        }
        _ => reader.text("audience", value),
    }
}

fn tickets(reader: &mut Reader, node: Node) -> TicketClaims {
    let mut claims = TicketClaims::default();
    for (key, value) in reader.map("tickets", node) {
        match key.value.as_str() {
            "patterns" => claims.patterns = reader.texts("patterns", &value),
            "categories" => claims.categories = reader.texts("categories", &value),
            "linked" => claims.linked = reader.words("linked", &value),
            _ => reader.unknown_key(&key, "tickets", TICKET_KEYS),
        }
    }
    claims
}

pub(crate) fn date(reader: &mut Reader, key: &str, value: &Node) -> Option<Spanned<Date>> {
    let text = reader.text(key, value)?;
    if let Ok(day) = text.value.parse::<Date>() {
        return Some(Spanned::new(day, text.span));
    }
    let message = format!("`{}` is not a date", text.value);
    let file = reader.file();
    reader.found.push(
        Diagnostic::new(Code("KB013"), Severity::Error, file, message)
            .at(text.span)
            .help("write it as year-month-day: `2027-01-31`"),
    );
    None
}

#[cfg(test)]
mod tests {
    use crate::diag::{FileId, Span};
    use crate::parse::block::{Dialect, read};
    use crate::parse::front_matter::{Confidence, Kind};
    use proptest::prelude::{prop_assert, proptest};

    fn codes(text: &str, dialect: &Dialect) -> Vec<String> {
        let found = read(FileId(0), text, dialect).2;
        found
            .iter()
            .map(|d| format!("{} {}", d.code, d.message))
            .collect()
    }

    #[test]
    fn a_whole_block_is_typed() {
        let text = "\u{feff}---\r\nid: KB0042\r\ntitle: 'VPN: 809'\r\ntype: break-fix\r\nos: windows\r\nconfidence: validated\r\ntickets:\r\n  patterns: ['\"error 809\"']\r\nreview_by: 2027-01-31\r\n---\r\nBody\r\n";
        let (front, body, found) = read(FileId(0), text, &Dialect::default());
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(&text[body..], "Body\r\n");
        let title = front.title.unwrap();
        assert_eq!(title.value, "VPN: 809");
        assert_eq!(&text[title.span.start..title.span.end], "'VPN: 809'");
        assert_eq!(front.kind.unwrap().value, Kind::BreakFix);
        assert_eq!(front.confidence.unwrap().value, Confidence::Validated);
        assert_eq!(front.tickets.patterns[0].value, "\"error 809\"");
        assert_eq!(front.review_by.unwrap().value.to_string(), "2027-01-31");
    }

    #[test]
    fn every_misfit_of_a_block_is_said_at_once() {
        let text = "---\ntitle: A\nsymptons: x\ntype: howto\nreview_by: 31.1.2027\nworkaround: 3\ntitle: B\n---\n";
        assert_eq!(
            codes(text, &Dialect::default()),
            [
                "KB014 `title` is written twice",
                "KB010 unknown key `symptons`",
                "KB012 `howto` is no value of `type`",
                "KB013 `31.1.2027` is not a date",
                "KB011 `workaround` wants true or false, not a number",
            ]
        );
    }

    #[test]
    fn foreign_keys_are_mapped_or_passed_over() {
        let dialect = Dialect {
            fields: [("description".to_owned(), "summary".to_owned())].into(),
            ignored: vec!["ms.*".to_owned(), "ROBOTS".to_owned()],
        };
        let text = "---\ntitle: A\ndescription: B\nms.author: x\nROBOTS: y\n---\n";
        let (front, _, found) = read(FileId(0), text, &dialect);
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(front.summary.unwrap().value, "B");
    }

    #[test]
    fn a_broken_block_keeps_its_title_and_says_where() {
        let text = "---\nproduct: x\ntitle: Outlook: it crashes\n---\nBody";
        let (front, body, found) = read(FileId(0), text, &Dialect::default());
        assert!(front.broken);
        assert_eq!(front.title.unwrap().value, "Outlook: it crashes");
        assert_eq!((body, found.len()), (46, 1));
        assert!(found[0].span.unwrap().start > Span::new(4, 4).start);
        assert_eq!(codes("---\ntitle: A\nBody", &Dialect::default()).len(), 1);
        assert!(codes("---\n\nA rule, not front matter", &Dialect::default()).is_empty());
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(---\n)?[a-z:#&*'\"\\[\\]{}|> \\-\n\r\tä]{0,80}(\n---\n)?x?") {
            let (_, body, _) = read(FileId(0), &text, &Dialect::default());
            prop_assert!(text.is_char_boundary(body));
        }
    }
}
