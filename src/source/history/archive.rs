//! The log as bytes, to be kept beside the base.
//!
//! Takes the log with the commit it was read at. Gives bytes, and from bytes the same log. Never reads bytes of which
//! anything is odd: then there is no log.

use crate::source::history::log::{Change, Commit, Held, Log};
use crate::source::history::oid::Oid;
use crate::source::history::pack::{Pack, Unpack};
use jiff::civil::Date;

/// The bytes.
pub(super) fn write(head: Oid, log: &Log) -> Vec<u8> {
    let mut pack = Pack::default();
    pack.oid(head);
    pack.number(log.paths.len() as u64);
    log.paths.iter().for_each(|path| pack.text(path));
    pack.number(log.living.len() as u64);
    log.living.iter().for_each(|n| pack.number(u64::from(*n)));
    pack.number(log.people.len() as u64);
    for (name, mail) in &log.people {
        pack.text(name);
        pack.text(mail);
    }
    pack.number(log.commits.len() as u64);
    log.commits.iter().for_each(|c| write_commit(&mut pack, c));
    pack.close()
}

fn write_commit(pack: &mut Pack, commit: &Commit) {
    pack.oid(commit.id);
    // Times before 1970 are rare and keep their bits.
    pack.number(commit.seconds.cast_unsigned());
    pack.text(&commit.day.map(|d| d.to_string()).unwrap_or_default());
    pack.number(u64::from(commit.author));
    pack.number(commit.changes.len() as u64);
    for change in &commit.changes {
        pack.number(u64::from(change.path) << 1 | u64::from(change.is_own));
        write_held(pack, change.after);
        pack.number(change.before.len() as u64);
        for (path, held) in &change.before {
            pack.number(u64::from(*path));
            write_held(pack, *held);
        }
    }
}

fn write_held(pack: &mut Pack, held: Held) {
    match held {
        Held::Absent => pack.bytes(&[]),
        Held::Other => pack.bytes(&[0]),
        Held::File(oid) => pack.oid(oid),
    }
}

/// The log and the commit it was read at.
pub(super) fn read(bytes: &[u8]) -> Option<(Oid, Log)> {
    let mut from = Unpack::new(bytes);
    let head = from.oid()?;
    let mut log = Log::default();
    for _ in 0..from.count()? {
        log.paths.push(from.text()?);
    }
    for _ in 0..from.count()? {
        log.living.push(below(&mut from, log.paths.len())?);
    }
    for _ in 0..from.count()? {
        log.people.push((from.text()?, from.text()?));
    }
    for _ in 0..from.count()? {
        log.commits.push(read_commit(&mut from, &log)?);
    }
    from.is_done().then_some((head, log))
}

fn read_commit(from: &mut Unpack<'_>, log: &Log) -> Option<Commit> {
    let id = from.oid()?;
    let seconds = from.number()?.cast_signed();
    let day = from.bytes()?;
    let day: Option<Date> = match day {
        [] => None,
        day => Some(std::str::from_utf8(day).ok()?.parse().ok()?),
    };
    let author = below(from, log.people.len())?;
    let mut changes = Vec::new();
    for _ in 0..from.count()? {
        changes.push(read_change(from, log.paths.len())?);
    }
    Some(Commit {
        id,
        seconds,
        day,
        author,
        changes,
    })
}

fn read_change(from: &mut Unpack<'_>, paths: usize) -> Option<Change> {
    let packed = from.number()?;
    let path = u32::try_from(packed >> 1).ok()?;
    let after = read_held(from)?;
    let mut before = Vec::new();
    for _ in 0..from.count()? {
        before.push((below(from, paths)?, read_held(from)?));
    }
    ((path as usize) < paths).then_some(Change {
        path,
        after,
        before,
        is_own: packed & 1 == 1,
    })
}

/// A number below `end`.
fn below(from: &mut Unpack<'_>, end: usize) -> Option<u32> {
    let number = u32::try_from(from.number()?).ok()?;
    ((number as usize) < end).then_some(number)
}

fn read_held(from: &mut Unpack<'_>) -> Option<Held> {
    match from.bytes()? {
        [] => Some(Held::Absent),
        [0] => Some(Held::Other),
        bytes => Oid::of(bytes).map(Held::File),
    }
}

#[cfg(test)]
mod tests {
    use crate::source::history::archive::{read, write};
    use crate::source::history::log::{Change, Commit, Held, Log};
    use crate::source::history::oid::Oid;

    #[test]
    fn a_log_comes_back_as_it_was_and_half_of_it_is_nothing() {
        let oid = |c: &str| Oid::parse(&c.repeat(40)).unwrap();
        let change = Change {
            path: 1,
            after: Held::File(oid("b")),
            before: vec![(0, Held::Other), (1, Held::Absent)],
            is_own: true,
        };
        let commit = Commit {
            id: oid("c"),
            seconds: -5,
            day: Some(jiff::civil::date(1969, 12, 31)),
            author: 0,
            changes: vec![change],
        };
        let log = Log {
            commits: vec![commit],
            people: vec![("Ann".to_owned(), "a@b".to_owned())],
            paths: vec!["a.md".to_owned(), "b.md".to_owned()],
            living: vec![1],
        };
        let bytes = write(oid("a"), &log);
        assert_eq!(read(&bytes), Some((oid("a"), log)));
        for len in 0..bytes.len() {
            assert_eq!(read(&bytes[..len]), None, "{len}");
        }
    }
}
