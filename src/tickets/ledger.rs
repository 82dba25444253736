//! The books: what became of every row.
//!
//! Takes rows in the order of the export. Gives the number of each ticket, and [`Intake`] at the end. Never lets a row go
//! uncounted: read = kept + merged + refused + blank.

use crate::tickets::intake::Intake;
use crate::tickets::make::EARLIEST;
use crate::tickets::ticket::{Noise, Place};
use jiff::civil::DateTime;
use std::collections::HashMap;
use std::collections::hash_map;

/// A ticket's number, so that a million of them need little room.
pub(crate) type Key = [u8; 16];

/// The key of a ticket: two systems may use the same number.
pub(crate) fn key(system: &str, id: &str) -> Key {
    let hash = blake3::hash(format!("{system}\n{}", id.trim()).as_bytes());
    let mut key = [0; 16];
    key.copy_from_slice(&hash.as_bytes()[..16]);
    key
}

/// What came of one record.
pub(crate) enum Entry<T> {
    /// Nothing stood there.
    Blank,
    /// It could not be read; why not.
    Refused(Place, String),
    /// A ticket.
    Ticket {
        /// Where it stands.
        place: Place,
        /// Its key, where it has a number.
        key: Option<Key>,
        /// Its number.
        id: String,
        /// When it was changed last.
        updated: Option<DateTime>,
        /// Why it is no request.
        noise: Option<Noise>,
        /// What was mended.
        repair: Option<String>,
        /// What was made of it.
        made: T,
    },
}

/// What is kept of a ticket until the end.
struct State {
    place: Place,
    updated: DateTime,
    noise: Option<Noise>,
}

/// The books of a run.
#[derive(Default)]
pub(crate) struct Ledger {
    /// The counts so far.
    pub(crate) intake: Intake,
    numbers: HashMap<Key, u32>,
    states: Vec<State>,
}

impl Ledger {
    /// Books a record; the number and what was made, if it is to be kept.
    pub(crate) fn enter<T>(&mut self, entry: Entry<T>) -> Option<(u32, T)> {
        self.intake.read += 1;
        let (place, key, id, updated, noise, repair, made) = match entry {
            Entry::Blank => {
                self.intake.blank += 1;
                return None;
            }
            Entry::Refused(place, why) => {
                self.intake.refused.add(place, why);
                return None;
            }
            Entry::Ticket {
                place,
                key,
                id,
                updated,
                noise,
                repair,
                made,
            } => (place, key, id, updated, noise, repair, made),
        };
        if let Some(what) = repair {
            self.intake.repaired.add(place, what);
        }
        let state = State {
            place,
            updated: updated.unwrap_or(EARLIEST),
            noise,
        };
        let number = self.states.len() as u32;
        if let Some(key) = key {
            match self.numbers.entry(key) {
                hash_map::Entry::Vacant(free) => {
                    free.insert(number);
                }
                hash_map::Entry::Occupied(known) => {
                    let number = *known.get();
                    self.intake
                        .merged
                        .add(place, format!("{id} was read before"));
                    return self.replace(number, state).then_some((number, made));
                }
            }
        }
        self.states.push(state);
        Some((number, made))
    }

    /// Whether a later row replaces what is known of a ticket: unless both say when they were changed, and it is the older one.
    fn replace(&mut self, number: u32, state: State) -> bool {
        let known = &mut self.states[number as usize];
        let is_older = state.updated != EARLIEST && state.updated < known.updated;
        if !is_older {
            *known = state;
        }
        !is_older
    }

    /// Adds up.
    pub(crate) fn close(mut self) -> Intake {
        self.intake.kept = self.states.len() as u64;
        for state in &self.states {
            let (index, what) = match state.noise {
                None => continue,
                Some(Noise::AutoReply) => (0, "an automatic reply"),
                Some(Noise::Alert) => (1, "an alert of a monitoring system"),
                Some(Noise::Phishing) => (2, "a report of a phishing mail"),
                Some(Noise::Empty) => (3, "no words at all"),
            };
            self.intake.noise[index].add(state.place, what);
        }
        self.intake
    }
}

#[cfg(test)]
mod tests {
    use crate::tickets::ledger::{Entry, Ledger, key};
    use crate::tickets::ticket::Place;
    use jiff::civil::date;
    use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};

    fn ticket(id: u8, day: Option<i8>) -> Entry<u8> {
        Entry::Ticket {
            place: Place::default(),
            key: Some(key("x", &id.to_string())),
            id: id.to_string(),
            updated: day.map(|d| date(2026, 1, d).at(0, 0, 0, 0)),
            noise: None,
            repair: None,
            made: id,
        }
    }

    #[test]
    fn the_newest_row_of_a_ticket_is_kept_under_its_first_number() {
        let mut books = Ledger::default();
        let mut kept = |id, day| books.enter(ticket(id, day)).map(|(number, _)| number);
        assert_eq!(kept(1, Some(5)), Some(0));
        assert_eq!(kept(2, None), Some(1));
        assert_eq!(kept(1, Some(3)), None);
        assert_eq!(kept(1, Some(5)), Some(0));
        assert_eq!(kept(2, None), Some(1));
        assert_eq!(kept(1, None), Some(0));
        let intake = books.close();
        assert_eq!((intake.read, intake.kept, intake.merged.count), (6, 2, 4));
    }

    proptest! {
        #[test]
        fn no_row_goes_uncounted(rows in proptest::collection::vec(prop_oneof![
            Just(None), any::<(u8, bool)>().prop_map(Some)], 0..200))
        {
            let mut books = Ledger::default();
            for row in &rows {
                let entry = match row {
                    None => Entry::Blank,
                    Some((id, true)) => ticket(id % 20, None),
                    Some(_) => Entry::Refused(Place::default(), String::new()),
                };
                books.enter(entry);
            }
            let i = books.close();
            assert_eq!(i.read, rows.len() as u64);
            assert_eq!(i.read, i.kept + i.merged.count + i.refused.count + i.blank);
        }
    }
}
