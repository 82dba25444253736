//! The way to a human.
//!
//! Takes the settings and what the message is about. Gives a link that works without script, and the template that the
//! script fills in. Never lets a title end the address it stands in.

use crate::config::Contact;
use crate::render::context::ContactContext;
use crate::render::hrefs::encode_value;
use crate::render::words::{Words, word};

/// The way to a human. For an article, its title, id and address are filled in already where no script runs.
#[must_use]
pub fn contact(settings: &Contact, about: Option<&About<'_>>, words: &Words) -> ContactContext {
    let Some(template) = template(settings, words, about.is_some()) else {
        return ContactContext::default();
    };
    let mut url = template.clone();
    let known = about.map_or([("title", ""), ("id", ""), ("url", "")], |a| {
        [("title", a.title), ("id", a.key), ("url", a.url)]
    });
    for (name, value) in known {
        url = url.replace(&format!("{{{name}}}"), &encode_value(value));
    }
    for open in ["{os}", "{error}", "{steps}"] {
        url = url.replace(open, "");
    }
    let label = settings
        .label
        .clone()
        .unwrap_or_else(|| word(words, "get_help"));
    ContactContext {
        label,
        url,
        template,
    }
}

/// What a message is about.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The article's title.
    pub title: &'a str,
    /// Its id, or empty.
    pub key: &'a str,
    /// Its absolute address, or empty.
    pub url: &'a str,
}

/// The ticket form of the settings, or a mail whose lines are named in the reader's language.
fn template(settings: &Contact, words: &Words, about_article: bool) -> Option<String> {
    if let Some(url) = &settings.url {
        return Some(url.clone());
    }
    let mail = settings.mail.as_ref()?;
    if !about_article {
        return Some(format!("mailto:{mail}"));
    }
    let line =
        |key: &str, value: &str| format!("{}:%20{value}%0A", encode_value(&word(words, key)));
    let body = [
        line("note_article", "{title}%20({id})"),
        line("note_page", "{url}"),
        line("note_system", "{os}"),
        line("note_error", "{error}"),
        line("note_steps", "{steps}"),
    ];
    Some(format!(
        "mailto:{mail}?subject={{title}}&body={}",
        body.concat()
    ))
}

#[cfg(test)]
mod tests {
    use super::{About, contact};
    use crate::config::Contact;
    use crate::render::words::Words;

    #[test]
    fn a_contact_works_without_script_and_leaves_places_for_it() {
        let about = About {
            title: "VPN & co",
            key: "KB0042",
            url: "",
        };
        let form = Contact {
            url: Some("https://t.example/new?t={title}&k={id}&s={steps}".to_owned()),
            ..Contact::default()
        };
        let found = contact(&form, Some(&about), &Words::default());
        assert_eq!(
            found.url,
            "https://t.example/new?t=VPN%20%26%20co&k=KB0042&s="
        );
        assert!(found.template.ends_with("&s={steps}"));
        let mail = Contact {
            mail: Some("a@b.example".to_owned()),
            ..Contact::default()
        };
        let found = contact(&mail, Some(&about), &Words::default());
        assert!(
            found
                .url
                .starts_with("mailto:a@b.example?subject=VPN%20%26%20co&body="),
            "{}",
            found.url
        );
        assert_eq!(
            contact(&mail, None, &Words::default()).url,
            "mailto:a@b.example"
        );
        assert_eq!(
            contact(&Contact::default(), None, &Words::default()).label,
            ""
        );
    }
}
