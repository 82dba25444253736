//! A family of word forms and where it stands: what shards, beginnings and ranking speak of.
//!
//! Takes nothing. Gives the types. Never knows how a family was found.

/// A word form of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surface {
    /// The folded form.
    pub text: String,
    /// Number of articles that hold it.
    pub df: u32,
    /// Whether it stands in a title, a symptom or a heading.
    pub strong: bool,
}

/// A family of word forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The forms: the shortest first (the key), then in order.
    pub surfaces: Vec<Surface>,
    /// Number of articles, for its rarity; more than there are postings only where those were cut.
    pub df: u32,
    /// Document and impact (1 to 15), by document.
    pub postings: Vec<(u32, u8)>,
}

impl Group {
    /// The form by which the group is sorted and found.
    #[must_use]
    pub fn key(&self) -> &str {
        self.surfaces.first().map_or("", |s| &s.text)
    }

    /// Whether it stands for all words with a common beginning (`ca*`).
    #[must_use]
    pub fn is_beginning(&self) -> bool {
        self.key().ends_with('*')
    }
}
