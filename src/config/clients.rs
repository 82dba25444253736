//! The settings that one client's site has instead of the common ones.
//!
//! Takes `clients:` of the settings file, a list of names or a mapping. Gives the names and what each changes. Never
//! changes a setting that no page shows: what an article is does not depend on who reads it.

use crate::config::keys;
use crate::config::sections::{contact, plain, theme};
use crate::config::{Contact, Settings};
use crate::yaml::reader::Reader;
use crate::yaml::shape::names;
use crate::yaml::{Node, Value};

const KEYS: &[&str] = &names(&keys::CLIENT);

/// What one client's site has instead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientSettings {
    /// Name of the site.
    pub title: Option<String>,
    /// The sentence under the search box.
    pub tagline: Option<String>,
    /// The way to a human, as a whole.
    pub contact: Option<Contact>,
    /// The accent for light and dark schemes.
    pub accent: Option<(String, String)>,
    /// Path of the logo.
    pub logo: Option<String>,
    /// Path of the icon.
    pub favicon: Option<String>,
}

/// `clients:`, as a list or as a mapping.
pub(crate) fn clients(reader: &mut Reader, settings: &mut Settings, value: Node) {
    if !matches!(value.value, Value::Map(_)) {
        settings.clients = plain(reader.words("clients", &value));
        return;
    }
    for (name, value) in reader.map("clients", value) {
        let own = match value.value {
            Value::Null => ClientSettings::default(),
            _ => client(reader, &name.value, value),
        };
        settings.clients.push(name.value.clone());
        settings.client_settings.insert(name.value, own);
    }
}

fn client(reader: &mut Reader, name: &str, value: Node) -> ClientSettings {
    let mut own = ClientSettings::default();
    for (key, value) in reader.map(name, value) {
        match key.value.as_str() {
            "title" => own.title = reader.text("title", &value).map(|t| t.value),
            "tagline" => own.tagline = reader.text("tagline", &value).map(|t| t.value),
            "contact" => own.contact = Some(contact(reader, value)),
            "theme" => {
                let look = theme(reader, value);
                own.accent = look.accent;
                own.logo = look.logo;
                own.favicon = look.favicon;
            }
            _ => reader.unknown_key(&key, name, KEYS),
        }
    }
    own
}

impl Settings {
    /// The settings of one client's site.
    #[must_use]
    pub fn of_client(mut self, name: &str) -> Self {
        let Some(own) = self.client_settings.remove(name) else {
            return self;
        };
        let described = self.description != self.tagline;
        self.title = own.title.unwrap_or(self.title);
        self.tagline = own.tagline.unwrap_or(self.tagline);
        if !described {
            self.description.clone_from(&self.tagline);
        }
        self.contact = own.contact.unwrap_or(self.contact);
        self.theme.accent = own.accent.or(self.theme.accent);
        self.theme.logo = own.logo.or(self.theme.logo);
        self.theme.favicon = own.favicon.or(self.theme.favicon);
        self
    }
}

#[cfg(test)]
mod tests {
    use crate::config::read::read;
    use crate::diag::FileId;
    use crate::paths::ContentPath;
    use crate::source::SourceFile;

    #[test]
    fn a_list_names_clients_and_a_mapping_dresses_them() {
        let of = |text: &str| {
            read(&SourceFile {
                id: FileId(0),
                path: ContentPath::new("deskbook.yaml").unwrap(),
                text: text.into(),
            })
        };
        let (listed, said) = of("clients: [acme, globex]\n");
        assert_eq!((listed.clients.len(), said.len()), (2, 0));
        let (dressed, said) = of(
            "title: Desk\ntagline: Us\nclients:\n  acme:\n    title: Acme help\n    contact: {mail: a@acme.example}\n    theme: {accent: '#123456', logo: a.svg}\n  globex:\n",
        );
        assert!(said.is_empty(), "{said:?}");
        assert_eq!(dressed.clients, ["acme", "globex"]);
        let acme = dressed.clone().of_client("acme");
        assert_eq!(
            (acme.title.as_str(), acme.description.as_str()),
            ("Acme help", "Us")
        );
        assert_eq!(acme.contact.mail.as_deref(), Some("a@acme.example"));
        assert_eq!(acme.theme.logo.as_deref(), Some("a.svg"));
        assert_eq!(dressed.of_client("globex").title, "Desk");
        let (_, said) = of("clients: {acme: {titel: X}}\n");
        assert_eq!(said[0].message, "unknown key `titel` in `acme`");
    }
}
