//! The settings of knowledge-centred work: who may do what.
//!
//! Takes nothing but its defaults; `read` takes the settings file. Gives [`KcsSettings`]. Never knows a rule: what a
//! role may do stands in `kcs::roles`.

pub mod read;

/// What a person may do, each all that the one before may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Writes and improves; somebody else confirms.
    Candidate,
    /// Confirms articles for colleagues.
    Contributor,
    /// Shows articles to wider audiences.
    Publisher,
    /// Helps the others, and may do everything but what is bound by compliance.
    Coach,
}

impl Role {
    /// All of them, the least first.
    pub const ALL: [Self; 4] = [
        Self::Candidate,
        Self::Contributor,
        Self::Publisher,
        Self::Coach,
    ];

    /// As the settings write it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Candidate => "candidate",
            Self::Contributor => "contributor",
            Self::Publisher => "publisher",
            Self::Coach => "coach",
        }
    }
}

/// A person, by the addresses of her commits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Addresses in lower case, the first as the key of the settings; never empty.
    pub emails: Vec<String>,
    /// A name to show, where the settings give one.
    pub name: Option<String>,
    /// What she may do.
    pub role: Role,
    /// Slugs of the categories for which the role holds; empty means everywhere. Elsewhere she is a candidate.
    pub categories: Vec<String>,
}

/// A team that keeps articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// As articles name it under `owner`.
    pub slug: String,
    /// Addresses of its people, in lower case; may be empty.
    pub members: Vec<String>,
}

/// `kcs:` of the settings file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KcsSettings {
    /// People, in the order they were written. Where there are none, nothing is checked by role.
    pub people: Vec<Person>,
    /// The role of everybody else.
    pub others: Role,
    /// Addresses of those who may change articles under `governance: compliance`, in lower case.
    pub compliance: Vec<String>,
    /// Teams that keep articles. Where there are none, any owner may be named.
    pub teams: Vec<Team>,
}

impl Default for KcsSettings {
    fn default() -> Self {
        Self {
            people: Vec::new(),
            others: Role::Candidate,
            compliance: Vec::new(),
            teams: Vec::new(),
        }
    }
}

impl KcsSettings {
    /// A person by the address of a commit, in whatever case.
    #[must_use]
    pub fn person(&self, email: &str) -> Option<&Person> {
        let email = email.to_lowercase();
        self.people.iter().find(|p| p.emails.contains(&email))
    }
}
