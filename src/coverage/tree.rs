//! The tickets of each category, rolled up by level.
//!
//! Takes the tickets that count. Gives [`Tree`]: what lies in each category itself and with everything below, and which
//! categories hold tickets of their own account. Never puts a ticket into two holders.

use crate::coverage::categories::CategoryId;
use crate::coverage::groups::{Label, group, recurs};
use crate::coverage::ledger::Ledger;
use crate::coverage::result::Group;

/// What tickets without a category are listed under.
const NO_CATEGORY: &str = "(no category)";

/// Tickets by category.
pub(crate) struct Tree {
    /// In the category itself.
    own: Vec<Vec<u32>>,
    /// With everything below, in order of the export.
    whole: Vec<Vec<u32>>,
    /// Without a category.
    none: Vec<u32>,
}

/// A category that answers for tickets: those of its own and of what is below and does not recur by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Holder {
    /// The category.
    pub(crate) category: CategoryId,
    /// Its tickets, in order of the export.
    pub(crate) tickets: Vec<u32>,
    /// Whether categories below it recur by themselves and were taken out.
    pub(crate) is_rest: bool,
}

impl Tree {
    /// Of the tickets that count.
    pub(crate) fn of(ledger: &Ledger<'_>) -> Self {
        let categories = &ledger.store.categories;
        let mut own = vec![Vec::new(); categories.levels.len()];
        let mut none = Vec::new();
        for ticket in &ledger.counted {
            match ledger.store.fact(*ticket).category {
                Some(category) => own[category as usize].push(*ticket),
                None => none.push(*ticket),
            }
        }
        let mut whole = own.clone();
        // A category stands behind its parent, so from the end on everything below is complete.
        for id in (0..whole.len()).rev() {
            whole[id].sort_unstable();
            if let Some(parent) = categories.levels[id].parent {
                let below = whole[id].clone();
                whole[parent as usize].extend(below);
            }
        }
        Self { own, whole, none }
    }

    /// All categories that hold a ticket, each before those below it, most tickets first.
    pub(crate) fn groups(&self, ledger: &Ledger<'_>) -> Vec<Group> {
        let mut groups = Vec::new();
        let mut open = self.below(ledger, None);
        while let Some(id) = open.pop() {
            let label = label(ledger, id);
            groups.push(group(ledger, label, &self.whole[id as usize]));
            open.extend(self.below(ledger, Some(id)));
        }
        if !self.none.is_empty() {
            let is_smaller = |g: &Group| (g.self_service.all as usize) < self.none.len();
            let at = groups.iter().position(|g| g.depth == 0 && is_smaller(g));
            let label = Label {
                name: NO_CATEGORY.to_owned(),
                ..Label::default()
            };
            groups.insert(at.unwrap_or(groups.len()), group(ledger, label, &self.none));
        }
        groups
    }

    /// The categories right below one, fewest tickets first, so that the last is the next.
    fn below(&self, ledger: &Ledger<'_>, parent: Option<CategoryId>) -> Vec<CategoryId> {
        let levels = &ledger.store.categories.levels;
        let size = |id: CategoryId| self.whole[id as usize].len();
        let all = (0..levels.len() as u32).filter(|id| levels[*id as usize].parent == parent);
        let mut all: Vec<CategoryId> = all.filter(|id| size(*id) > 0).collect();
        let name = |id: CategoryId| &levels[id as usize].name;
        all.sort_by(|a, b| size(*a).cmp(&size(*b)).then_with(|| name(*b).cmp(name(*a))));
        all
    }

    /// The widest categories with all their tickets, most first; tickets without a category are the last.
    pub(crate) fn tops(&self, ledger: &Ledger<'_>) -> Vec<(String, &[u32])> {
        let mut tops = self.below(ledger, None);
        tops.reverse();
        let of = |id: CategoryId| {
            let name = ledger.store.categories.level(id).name.clone();
            (name, self.whole[id as usize].as_slice())
        };
        let mut all: Vec<_> = tops.into_iter().map(of).collect();
        if !self.none.is_empty() {
            all.push((NO_CATEGORY.to_owned(), &self.none));
        }
        all.sort_by_key(|(_, tickets)| std::cmp::Reverse(tickets.len()));
        all
    }

    /// Who answers for which tickets: the deepest categories that recur; what they do not hold goes up. A name that says
    /// nothing answers for nothing.
    pub(crate) fn holders(&self, ledger: &Ledger<'_>) -> Vec<Holder> {
        let categories = &ledger.store.categories;
        let mut rest = self.own.clone();
        let mut holders = Vec::new();
        for id in (0..rest.len()).rev() {
            let mut tickets = std::mem::take(&mut rest[id]);
            tickets.sort_unstable();
            let level = &categories.levels[id];
            if !level.is_vague && recurs(ledger, &tickets) {
                holders.push(Holder {
                    category: id as CategoryId,
                    is_rest: tickets.len() < self.whole[id].len(),
                    tickets,
                });
            } else if let Some(parent) = level.parent {
                rest[parent as usize].extend(tickets);
            }
        }
        holders.reverse();
        holders
    }

    /// Tickets whose category says nothing, or that have none.
    pub(crate) fn vague(&self, ledger: &Ledger<'_>) -> Vec<u32> {
        let categories = &ledger.store.categories;
        let hollow = (0..self.own.len()).filter(|id| categories.is_hollow(*id as CategoryId));
        let mut all: Vec<u32> = hollow.flat_map(|id| &self.own[id]).copied().collect();
        all.extend(&self.none);
        all.sort_unstable();
        all
    }
}

/// What a category is called.
pub(crate) fn label(ledger: &Ledger<'_>, id: CategoryId) -> Label {
    let categories = &ledger.store.categories;
    let path = categories.path(id);
    Label {
        name: path.join(" > "),
        path,
        is_topic: false,
        depth: categories.level(id).depth,
    }
}
