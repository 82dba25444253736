//! What may stand under a key, as one table that readers, commands and schemas share.
//!
//! Takes nothing. Gives [`Key`] and [`Shape`]. Never reads a value itself.

/// A key: its name, what may stand under it, and a sentence for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// As people write it.
    pub name: &'static str,
    /// What may stand under it.
    pub shape: Shape,
    /// What it is for: one sentence, no full stop.
    pub about: &'static str,
}

/// What may stand under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One line or paragraph.
    Text,
    /// A web address, or a path of the site.
    Address,
    /// `2027-01-31`.
    Date,
    /// `true` or `false`.
    Truth,
    /// A whole number over zero; a closing `d` for days may stand.
    Count,
    /// From 0 to 1, or from 0% to 100%.
    Share,
    /// Any number that is not negative.
    Amount,
    /// `"#0a5bd0"`.
    Colour,
    /// One word of a set.
    Word(Choice),
    /// Several words of a set; one line may part them by commas.
    Words(Choice),
    /// Several texts; a single one may stand alone.
    Texts,
    /// A mapping with these keys.
    Map(&'static [Key]),
    /// A mapping whose keys are the author's own.
    MapOf(Choice, &'static Shape),
    /// Several of one shape; a single one may stand alone.
    ListOf(&'static Shape),
    /// One of several shapes.
    Either(&'static [Shape]),
    /// The tree of operating systems: names, or mappings with `name` and `children`.
    Systems,
}

/// A set of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Any word.
    Any,
    /// These.
    Of(&'static [&'static str]),
    /// Words that the base's settings name.
    Own(Own),
}

/// Sets of words that a base names in its settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// The ladder of audiences.
    Audiences,
    /// Clients, where some are named.
    Clients,
    /// Operating systems.
    Systems,
    /// Products, where some are named.
    Products,
    /// Teams, where some are named.
    Teams,
    /// Keys of articles.
    ArticleKeys,
    /// Codes of checks.
    Codes,
}

/// A row of a table.
#[must_use]
pub const fn key(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, shape, about }
}

/// The names of a table, in its order.
#[must_use]
pub const fn names<const N: usize>(keys: &[Key; N]) -> [&'static str; N] {
    let mut names = [""; N];
    let mut at = 0;
    while at < N {
        names[at] = keys[at].name;
        at += 1;
    }
    names
}
