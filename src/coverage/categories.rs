//! The vendor's categories as a tree.
//!
//! Takes the paths of tickets, in order of the export. Gives a number for each path and every level above it, under the
//! spelling that came first. Never tells two spellings of one name apart: they are compared folded.

use crate::text::fold::fold;
use std::collections::{BTreeSet, HashMap};

/// The number of a category: an index into [`Categories::levels`].
pub(crate) type CategoryId = u32;

/// A category.
#[derive(Clone, Debug)]
pub(crate) struct Level {
    /// As the export spells it.
    pub(crate) name: String,
    /// The one above.
    pub(crate) parent: Option<CategoryId>,
    /// Levels above it.
    pub(crate) depth: u32,
    /// Whether its name says nothing: `Other`.
    pub(crate) is_vague: bool,
}

/// All categories of the exports.
#[derive(Debug, Default)]
pub(crate) struct Categories {
    /// Each behind its parent.
    pub(crate) levels: Vec<Level>,
    index: HashMap<(Option<CategoryId>, String), CategoryId>,
    vague: BTreeSet<String>,
}

/// A name as it is compared: folded, blanks joined.
pub(crate) fn folded(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    fold(&words.join(" ")).into_owned()
}

impl Categories {
    /// None yet; names that say nothing are known by the settings.
    pub(crate) fn new(vague: &[String]) -> Self {
        Self {
            vague: vague.iter().map(|name| folded(name)).collect(),
            ..Self::default()
        }
    }

    /// The number of a path; `None` of an empty one.
    pub(crate) fn intern(&mut self, path: &[String]) -> Option<CategoryId> {
        let levels = path.iter().filter(|name| !name.trim().is_empty());
        levels.fold(None, |parent, name| Some(self.child(parent, name)))
    }

    fn child(&mut self, parent: Option<CategoryId>, name: &str) -> CategoryId {
        let key = (parent, folded(name));
        if let Some(id) = self.index.get(&key) {
            return *id;
        }
        let id = self.levels.len() as CategoryId;
        self.levels.push(Level {
            name: name.trim().to_owned(),
            parent,
            depth: parent.map_or(0, |p| self.level(p).depth + 1),
            is_vague: self.vague.contains(&key.1),
        });
        self.index.insert(key, id);
        id
    }

    /// A category by its number.
    pub(crate) fn level(&self, id: CategoryId) -> &Level {
        &self.levels[id as usize]
    }

    /// A category and those above it, the deepest first.
    pub(crate) fn upwards(&self, id: CategoryId) -> impl Iterator<Item = CategoryId> {
        std::iter::successors(Some(id), |id| self.level(*id).parent)
    }

    /// The names of its levels, widest first.
    pub(crate) fn path(&self, id: CategoryId) -> Vec<String> {
        let mut path: Vec<String> = self
            .upwards(id)
            .map(|l| self.level(l).name.clone())
            .collect();
        path.reverse();
        path
    }

    /// The widest level above it, or itself.
    pub(crate) fn top(&self, id: CategoryId) -> CategoryId {
        self.upwards(id).last().unwrap_or(id)
    }

    /// Whether no level of it says anything, as `Other > Miscellaneous`.
    pub(crate) fn is_hollow(&self, id: CategoryId) -> bool {
        self.upwards(id).all(|l| self.level(l).is_vague)
    }
}

#[cfg(test)]
mod tests {
    use super::Categories;

    fn path(names: &[&str]) -> Vec<String> {
        names.iter().map(|n| (*n).to_owned()).collect()
    }

    #[test]
    fn spellings_of_one_name_are_one_category() {
        let mut all = Categories::new(&["Other".to_owned()]);
        let vpn = all.intern(&path(&["Network", "VPN"])).unwrap();
        assert_eq!(all.intern(&path(&["NETWORK ", "", "vpn"])), Some(vpn));
        assert_eq!(all.path(vpn), ["Network", "VPN"]);
        assert_eq!(all.intern(&path(&["", " "])), None);
        let other = all.intern(&path(&["Other"])).unwrap();
        let below = all.intern(&path(&["Network", "other"])).unwrap();
        assert_ne!(other, below);
        assert_eq!(all.top(below), all.top(vpn));
        assert_eq!(
            [other, below, vpn].map(|c| all.is_hollow(c)),
            [true, false, false]
        );
        assert_eq!(
            [other, below, vpn].map(|c| all.level(c).is_vague),
            [true, true, false]
        );
    }
}
