//! An article at one point of history, as far as roles are asked about it.
//!
//! Takes a path and a text. Gives a [`Snapshot`]: what it says of itself, and the rest of it without that. Never keeps a
//! state that was not written.

use crate::config::Settings;
use crate::diag::{FileId, Span};
use crate::kcs::transitions::Standing;
use crate::parse::block;
use crate::parse::front_matter::FrontMatter;
use crate::paths::ContentPath;

/// Something about an article that can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Whether it is there.
    Article,
    /// Its text, with all keys but those below.
    Text,
    /// `confidence`.
    Confidence,
    /// `audience`.
    Audience,
    /// `clients`.
    Clients,
    /// `governance`.
    Governance,
}

impl Subject {
    /// Those that a key of the front matter says.
    pub const KEYS: [Self; 4] = [
        Self::Confidence,
        Self::Audience,
        Self::Clients,
        Self::Governance,
    ];

    /// As reports write it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Text => "text",
            Self::Confidence => "confidence",
            Self::Audience => "audience",
            Self::Clients => "clients",
            Self::Governance => "governance",
        }
    }
}

/// An article at one point of history.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// Its path below the root.
    pub path: ContentPath,
    /// What it says.
    pub front: FrontMatter,
    /// What that means for roles.
    pub standing: Standing,
    /// Whether its front matter is YAML.
    pub is_readable: bool,
    /// Its lines without those of the keys in [`Subject::KEYS`] and of flags.
    pub rest: Vec<String>,
}

/// How a base is read: the ladder and the dialect of its settings, and its content folder.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The settings.
    pub settings: &'a Settings,
    /// `content`, or empty.
    pub content: &'a str,
}

impl Snapshot {
    /// Reads a text.
    #[must_use]
    pub fn read(path: ContentPath, text: &str, reading: Reading<'_>) -> Self {
        let dialect = &reading.settings.dialect;
        let front = block::read(FileId(0), text, dialect).0;
        let ours = |key: &str| {
            let key = dialect.fields.get(key).map_or(key, String::as_str);
            key == "flags" || Subject::KEYS.iter().any(|s| s.word() == key)
        };
        Self {
            standing: Standing::of(&path, &front, reading.content, reading.settings),
            rest: rest(text, front.span, &ours),
            is_readable: !front.broken,
            path,
            front,
        }
    }

    /// What a key says, as written; nothing for what is no key.
    #[must_use]
    pub fn said(&self, subject: Subject) -> Option<String> {
        let front = &self.front;
        match subject {
            Subject::Article | Subject::Text => None,
            Subject::Confidence => front.confidence.as_ref().map(|c| c.value.word().to_owned()),
            Subject::Audience => front.audience.as_ref().map(|a| a.value.clone()),
            Subject::Clients => {
                let names: Vec<&str> = front.clients.iter().map(|c| c.value.as_str()).collect();
                (!names.is_empty()).then(|| names.join(", "))
            }
            Subject::Governance => front.governance.as_ref().map(|g| g.value.word().to_owned()),
        }
    }

    /// Where a key stands.
    #[must_use]
    pub fn span(&self, subject: Subject) -> Option<Span> {
        let front = &self.front;
        match subject {
            _ if !self.is_readable => None,
            Subject::Article | Subject::Text => None,
            Subject::Confidence => front.confidence.as_ref().map(|c| c.span),
            Subject::Audience => front.audience.as_ref().map(|a| a.span),
            Subject::Clients => front.clients.first().map(|c| c.span),
            Subject::Governance => front.governance.as_ref().map(|g| g.span),
        }
    }

    /// The same text where its front matter cannot be read: its state is still that of before.
    #[must_use]
    pub fn or_as_before(mut self, before: Option<&Self>) -> Self {
        if let Some(before) = before.filter(|_| !self.is_readable) {
            let category = std::mem::take(&mut self.standing.category);
            self.standing = Standing {
                category,
                ..before.standing.clone()
            };
            self.front = before.front.clone();
        }
        self
    }

    /// The state of this article with the path and lines of another text, or with none.
    #[must_use]
    pub fn with_text_of(&self, other: Option<Self>) -> Self {
        let here = || (self.path.clone(), Vec::new());
        let (path, rest) = other.map_or_else(here, |o| (o.path, o.rest));
        Self {
            path,
            rest,
            is_readable: false,
            front: self.front.clone(),
            standing: self.standing.clone(),
        }
    }

    /// Whether flags of both are the same.
    #[must_use]
    pub fn has_flags_of(&self, other: &Self) -> bool {
        let texts = |s: &Self| -> Vec<String> {
            let flags = s.front.flags.iter();
            flags.map(|f| f.text.value.clone()).collect()
        };
        texts(self) == texts(other)
    }
}

/// The lines of a text without the top keys of its front matter that `leaves` names.
fn rest(text: &str, front: Option<Span>, leaves: &dyn Fn(&str) -> bool) -> Vec<String> {
    let front = front.unwrap_or_default();
    let (mut at, mut left) = (0, false);
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        let inside = at >= front.start && at < front.end;
        at += line.len();
        if !inside {
            left = false;
        } else if !bare.starts_with([' ', '\t', '-', '#']) && !bare.is_empty() {
            let key = bare.split(':').next().unwrap_or_default();
            left = leaves(key.trim().trim_matches(['"', '\'']));
        }
        // A comment at the margin belongs to no key.
        if !left || bare.starts_with('#') {
            lines.push(bare.trim_start_matches('\u{feff}').to_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use crate::config::Settings;
    use crate::kcs::snapshot::{Reading, Snapshot, Subject};
    use crate::paths::ContentPath;

    fn snapshot(text: &str) -> Snapshot {
        let mut settings = Settings {
            from_file: true,
            ..Settings::default()
        };
        let foreign = ("status".to_owned(), "confidence".to_owned());
        settings.dialect.fields.extend([foreign]);
        let reading = Reading {
            settings: &settings,
            content: "content",
        };
        Snapshot::read(ContentPath::new("content/net/a.md").unwrap(), text, reading)
    }

    #[test]
    fn state_and_flags_are_no_part_of_the_rest() {
        let plain = "---\ntitle: A\nos: [macos]\n---\nText: confidence\n";
        for other in [
            "---\ntitle: A\nconfidence: validated\nos: [macos]\n---\nText: confidence\n",
            "---\r\ntitle: A\r\nos: [macos]\r\nflags:\r\n  - x\r\n- y\r\n---\r\nText: confidence\r\n",
            "---\ntitle: A\nstatus: wip\n'audience': public\nclients:\n- a\n- b\nos: [macos]\ngovernance: compliance\n---\nText: confidence",
        ] {
            assert_eq!(snapshot(other).rest, snapshot(plain).rest, "{other}");
        }
        let allowed = plain.replace("os:", "# deskbook: allow KB021 x\nos:");
        assert_ne!(snapshot(&allowed).rest, snapshot(plain).rest);
    }

    #[test]
    fn a_foreign_key_says_the_state() {
        let found = snapshot("---\ntitle: A\nstatus: validated\naudience: public\n---\n");
        assert_eq!(
            found.said(Subject::Confidence).as_deref(),
            Some("validated")
        );
        assert_eq!(
            (found.standing.rung, found.standing.category.as_str()),
            (3, "net")
        );
    }

    #[test]
    fn a_broken_front_matter_changes_no_state() {
        let before = snapshot("---\ntitle: A\nconfidence: validated\n---\n");
        let broken = snapshot("---\ntitle: A: B\nconfidence: wip\n---\n");
        let found = broken.or_as_before(Some(&before));
        assert_eq!(found.standing, before.standing);
        assert_ne!(found.rest, before.rest);
    }
}
