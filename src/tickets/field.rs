//! What a column can mean.
//!
//! Takes names of columns. Gives [`Field`], and names as they are compared. Never knows which system uses which name.

/// What a column can mean. The first twenty can be named in a mapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Field {
    /// The system's number.
    Id,
    /// One line.
    Summary,
    /// The requester's text.
    Description,
    /// How it was solved.
    Resolution,
    /// The widest level of the category, or a path.
    Category,
    /// The level below.
    Subcategory,
    /// The service, product or configuration item.
    Service,
    /// Where it stands.
    Status,
    /// How urgent it is.
    Priority,
    /// How it came in.
    Channel,
    /// Who asked.
    Requester,
    /// Who has it.
    Group,
    /// When it was opened.
    Created,
    /// When it was solved.
    Resolved,
    /// When it was closed.
    Closed,
    /// Whether a service level was missed.
    Breached,
    /// How often it was opened again.
    Reopens,
    /// How often it was handed on.
    Reassignments,
    /// Work on it.
    Effort,
    /// Articles.
    Articles,
    /// The level below the subcategory.
    Item,
    /// Words somebody hung on it.
    Tags,
    /// The wider word for the status.
    StatusGroup,
    /// Why it was closed: a code.
    Outcome,
    /// A comment.
    Comment,
    /// How many are hit, from 1.
    Impact,
    /// How much it hurries, from 1.
    Urgency,
    /// When it was changed last.
    Updated,
    /// Whether the service level was met.
    Met,
    /// A word on the service level: `SLA Violated`.
    Level,
    /// The time that is left of a service level: behind a `-` if it was missed.
    Clock,
    /// When it was opened again, if it was.
    Reopened,
    /// Groups that had it.
    Groups,
    /// Answers of the desk.
    Replies,
    /// The time from opening to solution.
    Elapsed,
}

impl Field {
    /// The fields of a mapping, by their words.
    pub(crate) const MAPPED: [(Self, &'static str); 20] = [
        (Self::Id, "id"),
        (Self::Summary, "summary"),
        (Self::Description, "description"),
        (Self::Resolution, "resolution"),
        (Self::Category, "category"),
        (Self::Subcategory, "subcategory"),
        (Self::Service, "service"),
        (Self::Status, "status"),
        (Self::Priority, "priority"),
        (Self::Channel, "channel"),
        (Self::Requester, "requester"),
        (Self::Group, "group"),
        (Self::Created, "created"),
        (Self::Resolved, "resolved"),
        (Self::Closed, "closed"),
        (Self::Breached, "breached"),
        (Self::Reopens, "reopens"),
        (Self::Reassignments, "reassignments"),
        (Self::Effort, "effort"),
        (Self::Articles, "articles"),
    ];

    /// Its word: that of the mapping, or of the figure it serves.
    pub(crate) fn word(self) -> &'static str {
        if let Some((_, word)) = Self::MAPPED.iter().find(|(field, _)| *field == self) {
            return word;
        }
        match self {
            Self::Item => "subcategory",
            Self::Tags => "category, where there is no other",
            Self::StatusGroup | Self::Outcome => "status",
            Self::Comment => "resolution",
            Self::Impact | Self::Urgency => "priority",
            Self::Met | Self::Level | Self::Clock => "breached",
            Self::Reopened => "reopens",
            Self::Groups | Self::Replies => "first contact",
            Self::Elapsed => "resolved",
            _ => "the newest of several rows",
        }
    }

    /// The field of a mapping by its word.
    pub(crate) fn of(word: &str) -> Option<Self> {
        let hit = Self::MAPPED.iter().find(|(_, known)| *known == word);
        hit.map(|(field, _)| *field)
    }
}

/// A name as it is compared: without case, blanks, hyphens and underscores.
pub(crate) fn compared(name: &str) -> String {
    let letters = name
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '_' | '\u{a0}' | '\t'));
    letters.flat_map(char::to_lowercase).collect()
}
