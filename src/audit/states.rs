//! What each version of each article said of itself.
//!
//! Takes ids of texts and the settings' dialect. Gives a [`State`] for each text that git has. A text never changes under
//! its id, so each is read once and kept. Never reads more than the head of a text.

use crate::audit::State;
use crate::diag::FileId;
use crate::parse::block::{self, Dialect};
use crate::source::history::WORTH;
use crate::source::history::blobs::{HEAD, heads};
use crate::source::history::oid::Oid;
use crate::source::history::pack::{Pack, Unpack};
use crate::source::store::Store;
use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// The file in the store.
const KEPT: &str = "states";

/// States by the id of the text; only asked, never listed.
pub(super) type States = HashMap<Oid, Arc<State>>;

/// The states of the texts; neighbours in `wanted` should be versions of one file, which git reads faster.
pub(super) fn states(root: &Path, wanted: &[Oid], dialect: &Dialect) -> States {
    let store = Store::of(root);
    let key = key(dialect);
    let kept = store.load(KEPT, &key);
    let mut states = kept.and_then(|bytes| read(&bytes)).unwrap_or_default();
    let missing: Vec<Oid> = wanted
        .iter()
        .filter(|id| !states.contains_key(*id))
        .copied()
        .collect();
    if missing.is_empty() {
        return states;
    }
    let share = missing.len().div_ceil(rayon::current_num_threads()).max(64);
    let found: Vec<Vec<(Oid, State)>> = missing
        .par_chunks(share)
        .map(|ids| look(root, ids, dialect))
        .collect();
    let mut shared: HashMap<State, Arc<State>> = HashMap::new();
    for (id, state) in found.into_iter().flatten() {
        let state = shared
            .entry(state)
            .or_insert_with_key(|s| Arc::new(s.clone()));
        states.insert(id, Arc::clone(state));
    }
    if wanted.len() >= WORTH {
        store.save(KEPT, &key, &write(wanted, &states));
    }
    states
}

/// Reads texts that were never read.
fn look(root: &Path, ids: &[Oid], dialect: &Dialect) -> Vec<(Oid, State)> {
    let mut found = Vec::with_capacity(ids.len());
    let mut take = |id, head: Option<&[u8]>| {
        found.extend(head.map(|head| (id, of_head(head, dialect))));
    };
    // What git could not hand out is not known, now; the next run asks again.
    let _ = heads(root, ids, &mut take);
    found
}

/// What the head of a text says; front matter that goes on behind it is not known.
fn of_head(head: &[u8], dialect: &Dialect) -> State {
    let text = String::from_utf8_lossy(head);
    let state = state(&text, dialect);
    let is_cut =
        head.len() as u64 == HEAD && text.trim_start_matches('\u{feff}').starts_with("---");
    State {
        broken: state.broken || (is_cut && state == State::default()),
        ..state
    }
}

/// What a text says of itself.
pub(super) fn state(text: &str, dialect: &Dialect) -> State {
    let front = block::read(FileId(0), text, dialect).0;
    if front.broken {
        return State {
            broken: true,
            ..State::default()
        };
    }
    State {
        id: front.id.map(|id| id.value),
        confidence: front.confidence.map(|c| c.value.word().to_owned()),
        audience: front.audience.map(|a| a.value),
        governance: front.governance.map(|g| g.value.word().to_owned()),
        broken: false,
    }
}

/// What a kept state was read with: our own way to read, and the dialect.
fn key(dialect: &Dialect) -> String {
    let mut pack = Pack::default();
    pack.number(dialect.fields.len() as u64);
    for (theirs, ours) in &dialect.fields {
        pack.text(theirs);
        pack.text(ours);
    }
    dialect.ignored.iter().for_each(|word| pack.text(word));
    let dialect = blake3::hash(&pack.close());
    format!("1 {} {dialect}", env!("CARGO_PKG_VERSION"))
}

fn write(wanted: &[Oid], states: &States) -> Vec<u8> {
    let mut numbers: HashMap<&State, u64> = HashMap::new();
    let mut table: Vec<&State> = Vec::new();
    let mut rows: Vec<(Oid, u64)> = Vec::new();
    for id in wanted {
        let Some(state) = states.get(id) else {
            continue;
        };
        let next = table.len() as u64;
        let number = *numbers.entry(state).or_insert(next);
        if number == next {
            table.push(state);
        }
        rows.push((*id, number));
    }
    let mut pack = Pack::default();
    pack.number(table.len() as u64);
    for state in table {
        write_state(&mut pack, state);
    }
    pack.number(rows.len() as u64);
    for (id, number) in rows {
        pack.oid(id);
        pack.number(number);
    }
    pack.close()
}

fn write_state(pack: &mut Pack, state: &State) {
    pack.number(u64::from(state.broken));
    let words = [
        &state.id,
        &state.confidence,
        &state.audience,
        &state.governance,
    ];
    for word in words {
        pack.number(u64::from(word.is_some()));
        pack.text(word.as_deref().unwrap_or_default());
    }
}

fn read(bytes: &[u8]) -> Option<States> {
    let mut from = Unpack::new(bytes);
    let mut table = Vec::new();
    for _ in 0..from.count()? {
        table.push(Arc::new(read_state(&mut from)?));
    }
    let mut states = States::new();
    for _ in 0..from.count()? {
        let id = from.oid()?;
        let number = usize::try_from(from.number()?).ok()?;
        states.insert(id, Arc::clone(table.get(number)?));
    }
    from.is_done().then_some(states)
}

fn read_state(from: &mut Unpack<'_>) -> Option<State> {
    let broken = from.number()? == 1;
    let mut word = || {
        let is_there = from.number()? == 1;
        let text = from.text()?;
        Some(is_there.then_some(text))
    };
    Some(State {
        id: word()?,
        confidence: word()?,
        audience: word()?,
        governance: word()?,
        broken,
    })
}

#[cfg(test)]
mod tests {
    use crate::audit::State;
    use crate::audit::states::{States, key, read, state, write};
    use crate::parse::block::Dialect;
    use crate::source::history::oid::Oid;
    use std::sync::Arc;

    fn written(text: &str) -> State {
        state(text, &Dialect::default())
    }

    #[test]
    fn a_text_says_its_state_or_nothing() {
        let whole = written(
            "---\nid: KB1\nconfidence: wip\naudience: public\ngovernance: compliance\n---\nText",
        );
        let words = [whole.id, whole.confidence, whole.audience, whole.governance];
        let words: Vec<_> = words.iter().map(|w| w.as_deref().unwrap()).collect();
        assert_eq!(words, ["KB1", "wip", "public", "compliance"]);
        assert_eq!(written("Text"), State::default());
        assert_eq!(written("---\nconfidence: sure\n---\n"), State::default());
        assert!(written("---\nid: a: b\nconfidence: validated\n---\n").broken);
    }

    #[test]
    fn states_come_back_as_they_were_and_half_of_them_is_nothing() {
        let oid = |c: &str| Oid::parse(&c.repeat(40)).unwrap();
        let states: States = [
            (
                oid("a"),
                Arc::new(written("---\nid: KB1\naudience: ''\n---\n")),
            ),
            (oid("b"), Arc::new(written("---\n: [\n---\n"))),
        ]
        .into();
        let bytes = write(&[oid("b"), oid("c"), oid("a")], &states);
        assert_eq!(read(&bytes), Some(states));
        for len in 0..bytes.len() {
            assert_eq!(read(&bytes[..len]), None, "{len}");
        }
    }

    #[test]
    fn another_dialect_is_another_key() {
        let mapped = Dialect {
            fields: [("state".to_owned(), "confidence".to_owned())].into(),
            ignored: Vec::new(),
        };
        assert_ne!(key(&mapped), key(&Dialect::default()));
    }
}
