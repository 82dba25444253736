//! From `deskbook.yaml` to [`Settings`].
//!
//! Takes the settings file. Gives the settings, defaults in place, and every misfit at once. Never accepts a key it
//! does not know: a misspelt setting that is passed over in silence costs an afternoon.

use crate::config::Settings;
use crate::config::clients::clients;
use crate::config::kcs::read::kcs;
use crate::config::keys;
use crate::config::sections::{
    address, categories, contact, fields, flag_into, plain, products, search, systems, text_into,
    theme,
};
use crate::config::site_address::site_address;
use crate::config::standard::read::standard;
use crate::config::tickets::read::tickets;
use crate::diag::{Code, Diagnostic, Severity, Spanned};
use crate::source::SourceFile;
use crate::yaml::reader::{Codes, Reader};
use crate::yaml::shape::names;
use crate::yaml::{self, Node};

const CODES: Codes = Codes {
    unknown_key: Code("KB051"),
    wrong_type: Code("KB052"),
    unknown_value: Code("KB052"),
    twice: Code("KB052"),
    unknown_key_severity: Severity::Error,
    stranger: None,
};

/// The keys of the settings file, in the order of the manual.
pub const KEYS: &[&str] = &names(&keys::SETTINGS);

/// Reads the settings file.
#[must_use]
pub fn read(file: &SourceFile) -> (Settings, Vec<Diagnostic>) {
    let mut reader = Reader::new(file.id, CODES);
    let mut settings = Settings {
        from_file: true,
        ..Settings::default()
    };
    let text = file.text.trim_start_matches('\u{feff}');
    match yaml::parse(text, file.text.len() - text.len()) {
        Ok(node) => {
            for (key, value) in reader.map("deskbook.yaml", node) {
                set(&mut reader, &mut settings, &key, value);
            }
            finish(&mut reader, &mut settings);
        }
        Err(fault) => reader.found.push(
            Diagnostic::new(
                Code("KB050"),
                Severity::Error,
                file.id,
                format!("the settings are not valid YAML: {}", fault.message),
            )
            .at(fault.span)
            .help("put values that hold `: ` or ` #` in quotes, and indent with spaces"),
        ),
    }
    (settings, reader.found)
}

fn set(reader: &mut Reader, settings: &mut Settings, key: &Spanned<String>, value: Node) {
    let name = key.value.as_str();
    match name {
        "title" => text_into(reader, name, &value, &mut settings.title),
        "tagline" => text_into(reader, name, &value, &mut settings.tagline),
        "description" => text_into(reader, name, &value, &mut settings.description),
        "lang" => text_into(reader, name, &value, &mut settings.lang),
        "base_url" => settings.base_url = base_url(reader, &value),
        "audiences" => audiences(reader, settings, &value),
        "audience" => settings.audience = reader.text(name, &value).map(|t| t.value),
        "clients" => clients(reader, settings, value),
        "show_not_validated" => flag_into(reader, name, &value, &mut settings.show_not_validated),
        "answer_first" => flag_into(reader, name, &value, &mut settings.answer_first),
        "contact" => settings.contact = contact(reader, value),
        "feedback_url" => settings.feedback_url = address(reader, name, &value),
        "edit_url" => settings.edit_url = address(reader, name, &value),
        "flag_url" => settings.flag_url = address(reader, name, &value),
        "add_url" => settings.add_url = address(reader, name, &value),
        "os" => settings.os = systems(reader, value),
        "products" => products(reader, settings, value),
        "categories" => categories(reader, settings, value),
        "fields" => fields(reader, settings, value),
        "ignore_fields" => settings.dialect.ignored = plain(reader.words(name, &value)),
        "ignore" => settings.ignore = plain(reader.texts(name, &value)),
        "theme" => settings.theme = theme(reader, value),
        "offline" => flag_into(reader, name, &value, &mut settings.offline),
        "search" => search(reader, settings, value),
        "tickets" => tickets(reader, &mut settings.tickets, value),
        "kcs" => kcs(reader, &mut settings.kcs, value),
        "standard" => standard(reader, &mut settings.standard, value),
        _ => reader.unknown_key(key, "", KEYS),
    }
}

/// What needs more than one setting: the plain build's audience must stand on the ladder.
fn finish(reader: &mut Reader, settings: &mut Settings) {
    if settings.description.is_empty() {
        settings.description.clone_from(&settings.tagline);
    }
    let Some(name) = &settings.audience else {
        return;
    };
    settings.names_audiences = true;
    if settings.rung(name).is_none() {
        let ladder = settings.audiences.join(" < ");
        let message = format!("`audience: {name}` is not on the ladder");
        reader.found.push(
            Diagnostic::new(Code("KB052"), Severity::Error, reader.file(), message).help(format!(
                "the ladder is {ladder}; change it with `audiences`"
            )),
        );
        settings.audience = None;
    }
}

fn base_url(reader: &mut Reader, value: &Node) -> Option<String> {
    let url = reader.text("base_url", value)?;
    match site_address(&url.value) {
        Ok(address) => Some(address),
        Err(misfit) => {
            reader.wrong(url.span, misfit.what, misfit.help);
            None
        }
    }
}

fn audiences(reader: &mut Reader, settings: &mut Settings, value: &Node) {
    let ladder = plain(reader.words("audiences", value));
    if ladder.is_empty() {
        let help = "name them narrowest first: `[internal, public]`";
        reader.wrong(value.span, "`audiences` names nobody".to_owned(), help);
    } else {
        settings.audiences = ladder;
        settings.names_audiences = true;
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::read;
    use crate::config::{Prior, Settings, Synonym};
    use crate::diag::FileId;
    use crate::paths::ContentPath;
    use crate::source::SourceFile;

    /// What a settings file means, and what is said of it: message and help.
    pub(crate) fn settings(text: &str) -> (Settings, Vec<String>) {
        let file = SourceFile {
            id: FileId(0),
            path: ContentPath::new("deskbook.yaml").unwrap(),
            text: text.into(),
        };
        let (settings, found) = read(&file);
        let said = found.iter().map(|d| format!("{} ({})", d.message, d.help));
        (settings, said.collect())
    }

    #[test]
    fn an_empty_file_is_all_defaults_but_is_a_file() {
        let (found, said) = settings("# nothing\n");
        assert!(found.from_file && said.is_empty());
        assert_eq!(found.audiences.len(), 4);
        assert_eq!(found.os[1].parent, Some(0));
    }

    #[test]
    fn trees_maps_and_rules_are_understood() {
        let (found, said) = settings(
            "base_url: https://x.example\nos:\n  windows: {name: Windows, children: {windows-11: Windows 11}}\n  bsd: BSD\n\
             categories: {net/vpn: VPN}\nfields: {summary: description}\nignore_fields: [ms.*]\ntheme: {accent: '#123', links: {Status: https://s.example/}}\n\
             search: {synonyms: [[pc, computer], 'azure ad, aad => entra id'], vocabulary: no, priors: [linked, own_system]}\n",
        );
        assert!(said.is_empty(), "{said:?}");
        assert_eq!(found.base_url.as_deref(), Some("https://x.example/"));
        let systems: Vec<_> = found
            .os
            .iter()
            .map(|o| (o.slug.as_str(), o.parent))
            .collect();
        assert_eq!(
            systems,
            [("windows", None), ("windows-11", Some(0)), ("bsd", None)]
        );
        assert_eq!(found.dialect.fields["description"], "summary");
        assert_eq!(found.theme.links[0].text, "Status");
        assert!(!found.vocabulary);
        assert_eq!(found.priors, [Prior::Linked, Prior::OwnSystem].into());
        assert!(
            matches!(&found.synonyms[1], Synonym::OneWay { from, to } if from == &["azure ad", "aad"] && to == &["entra id"])
        );
    }

    #[test]
    fn every_misfit_is_said_with_what_to_do() {
        let (_, said) = settings(
            "titel: X\nbase_url: help.example\noffline: perhaps\naudience: everyone\ncontact: {mial: a@b.c, url: 'javascript:alert(1)'}\ntheme: {accent: blue}\nsearch: {priors: [linkd]}\n",
        );
        assert_eq!(
            said,
            [
                "unknown key `titel` (did you mean `title`?)",
                "`help.example` is no address of a site (write it whole: `https://help.example.com/`)",
                "`offline` wants true or false, not text ()",
                "unknown key `mial` in `contact` (did you mean `mail`?)",
                "`url` wants an address, not `javascript:alert(1)` (begin with `https://` or `mailto:`, or name a path of the site)",
                "`blue` is no colour (write it as `\"#0a5bd0\"`, in quotes)",
                "`linkd` is no value of `priors` (did you mean `linked`?)",
                "`audience: everyone` is not on the ladder (the ladder is internal < partners < customers < public; change it with `audiences`)",
            ]
        );
    }
}
