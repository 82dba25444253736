//! The settings of a base: `deskbook.yaml`, checked.
//!
//! Takes the settings file, or nothing. Gives [`Settings`], every default in place, and diagnostics for what does not
//! fit; an unknown key is an error. Never guesses.

pub mod clients;
pub mod kcs;
pub mod keys;
pub mod learnt;
pub mod read;
pub mod rules;
pub mod schema;
mod sections;
pub mod site_address;
pub mod standard;
pub mod tickets;

use crate::config::clients::ClientSettings;
use crate::config::kcs::KcsSettings;
use crate::config::learnt::Learnt;
use crate::config::standard::StandardSettings;
use crate::config::tickets::TicketSettings;
use crate::parse::block::Dialect;
use std::collections::{BTreeMap, BTreeSet};

/// An operating system, as the settings name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OsSetting {
    /// `windows-11`.
    pub slug: String,
    /// `Windows 11`.
    pub name: String,
    /// Index of the system above in [`Settings::os`].
    pub parent: Option<usize>,
}

/// A category, as the settings name it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CategorySetting {
    /// Name to show.
    pub name: Option<String>,
    /// A sentence under the name.
    pub summary: String,
}

/// A link in header or footer.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct NavLink {
    /// The words.
    pub text: String,
    /// The address: absolute, or a path of the site.
    pub url: String,
}

/// The way to a human.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// Mail address for a prefilled message.
    pub mail: Option<String>,
    /// Address of the ticket form with `{title}`, `{id}`, `{url}`, `{os}`, `{error}`, `{steps}` to be filled in.
    pub url: Option<String>,
    /// The words of the link.
    pub label: Option<String>,
}

/// How the site looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeSettings {
    /// Folder below `themes/` that overrides the built-in theme file by file.
    pub name: String,
    /// The accent for light and dark schemes, `#rrggbb` each; `None` keeps the theme's own.
    pub accent: Option<(String, String)>,
    /// Path of the logo below the root of the base.
    pub logo: Option<String>,
    /// Path of the icon below the root of the base.
    pub favicon: Option<String>,
    /// Links in the header.
    pub links: Vec<NavLink>,
    /// Links in the footer.
    pub footer: Vec<NavLink>,
}

/// A rule of the search's vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Synonym {
    /// All words mean the same.
    Group(Vec<String>),
    /// Whoever types one of `from` also means each of `to`.
    OneWay {
        /// The words people type, each for itself.
        from: Vec<String>,
        /// The words the articles use.
        to: Vec<String>,
    },
}

/// What puts one of two articles first that answer equally well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Prior {
    /// Somebody has confirmed it.
    Validated,
    /// It was worked on lately.
    Fresh,
    /// Other articles lead to it.
    Linked,
    /// It is for the reader's own system.
    OwnSystem,
}

impl Prior {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Validated, Self::Fresh, Self::Linked, Self::OwnSystem];

    /// As the settings write it: `own_system`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Validated => "validated",
            Self::Fresh => "fresh",
            Self::Linked => "linked",
            Self::OwnSystem => "own_system",
        }
    }
}

/// Everything that can be set.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one line of the settings file"
)]
pub struct Settings {
    /// Whether there is a settings file.
    pub from_file: bool,
    /// Name of the site.
    pub title: String,
    /// A sentence under the search box of the home page.
    pub tagline: String,
    /// For search engines and feeds; the tagline by default.
    pub description: String,
    /// Language of the site and default language of articles.
    pub lang: String,
    /// Where the site will stand, with a closing `/`; needed for canonical links, sitemap and feed.
    pub base_url: Option<String>,
    /// The ladder of audiences, narrowest first; never empty.
    pub audiences: Vec<String>,
    /// Whether the settings speak of audiences at all.
    pub names_audiences: bool,
    /// The audience a plain `build` is for.
    pub audience: Option<String>,
    /// The clients that may be named.
    pub clients: Vec<String>,
    /// What sites of clients have instead, by client.
    pub client_settings: BTreeMap<String, ClientSettings>,
    /// The way to a human.
    pub contact: Contact,
    /// Where "did this help?" sends its answer: an address with `{id}`, `{url}`, `{vote}`, or `mailto:`.
    pub feedback_url: Option<String>,
    /// Address of the source with `{path}`.
    pub edit_url: Option<String>,
    /// Where readers say that something is wrong: an address with `{id}`, `{title}`, `{url}`, `{section}`, or `mailto:`.
    pub flag_url: Option<String>,
    /// Where colleagues add an article: an address with `{title}`.
    pub add_url: Option<String>,
    /// Operating systems, each before its versions; the usual ones where the settings name none.
    pub os: Vec<OsSetting>,
    /// Products: slug and name. Where there are none, any product may be named.
    pub products: BTreeMap<String, String>,
    /// Categories by slug, in the order they were written.
    pub categories: Vec<(String, CategorySetting)>,
    /// How the articles write their front matter.
    pub dialect: Dialect,
    /// Paths below the content folder that are left alone (folders end in `/`, `*` stands for anything but `/`).
    pub ignore: Vec<String>,
    /// How the site looks.
    pub theme: ThemeSettings,
    /// Whether links name `index.html` and search files have script twins, so that the site works from `file://`.
    pub offline: bool,
    /// Whether articles that nobody has validated are shown outside the narrowest audience.
    pub show_not_validated: bool,
    /// Whether the resolution stands before issue and cause.
    pub answer_first: bool,
    /// Whether `/` and Ctrl-K open the search.
    pub shortcuts: bool,
    /// Whether the search keeps the reader's last searches in her browser.
    pub recent_searches: bool,
    /// The base's own vocabulary of the search.
    pub synonyms: Vec<Synonym>,
    /// Whether the search also knows the words that come with the program.
    pub vocabulary: bool,
    /// What puts one of two equal articles first.
    pub priors: BTreeSet<Prior>,
    /// Ticket coverage.
    pub tickets: TicketSettings,
    /// Who may do what.
    pub kcs: KcsSettings,
    /// How strict the content standard is.
    pub standard: StandardSettings,
    /// Words of requesters, from a file of their own.
    pub learnt: Learnt,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            from_file: false,
            title: "Help".to_owned(),
            tagline: String::new(),
            description: String::new(),
            lang: "en".to_owned(),
            base_url: None,
            audiences: ["internal", "partners", "customers", "public"]
                .map(str::to_owned)
                .to_vec(),
            names_audiences: false,
            audience: None,
            clients: Vec::new(),
            client_settings: BTreeMap::new(),
            contact: Contact::default(),
            feedback_url: None,
            edit_url: None,
            flag_url: None,
            add_url: None,
            os: usual_systems(),
            products: BTreeMap::new(),
            categories: Vec::new(),
            dialect: Dialect::default(),
            ignore: Vec::new(),
            theme: ThemeSettings::default(),
            offline: true,
            show_not_validated: true,
            answer_first: true,
            shortcuts: true,
            recent_searches: false,
            synonyms: Vec::new(),
            vocabulary: true,
            priors: Prior::ALL.into(),
            tickets: TicketSettings::default(),
            kcs: KcsSettings::default(),
            standard: StandardSettings::default(),
            learnt: Learnt::default(),
        }
    }
}

impl Default for ThemeSettings {
    fn default() -> Self {
        Self {
            name: "default".to_owned(),
            accent: None,
            logo: None,
            favicon: None,
            links: Vec::new(),
            footer: Vec::new(),
        }
    }
}

impl Settings {
    /// The rung of an audience on the ladder, 0 for the narrowest.
    #[must_use]
    pub fn rung(&self, audience: &str) -> Option<usize> {
        self.audiences.iter().position(|a| a == audience)
    }

    /// A system by its slug.
    #[must_use]
    pub fn system(&self, slug: &str) -> Option<usize> {
        self.os.iter().position(|o| o.slug == slug)
    }
}

/// The systems a help desk meets, for a base whose settings name none.
fn usual_systems() -> Vec<OsSetting> {
    let tree = [
        ("windows", "Windows", None),
        ("windows-11", "Windows 11", Some(0)),
        ("windows-10", "Windows 10", Some(0)),
        ("macos", "macOS", None),
        ("linux", "Linux", None),
        ("ios", "iPhone and iPad", None),
        ("android", "Android", None),
    ];
    tree.map(|(slug, name, parent)| OsSetting {
        slug: slug.to_owned(),
        name: name.to_owned(),
        parent,
    })
    .to_vec()
}
