//! A first look at an export: enough to know whose it is.
//!
//! Takes an opened file. Gives [`Look`]: its columns and its first records. Never reads on when it has seen enough.

use crate::tickets::container::Opened;
use crate::tickets::container::record::{HEAVY, Record};
use crate::tickets::read::names;
use std::collections::HashSet;

/// So many records are looked at.
const LOOKED_AT: usize = 1000;

/// What a first look shows.
pub(crate) struct Look {
    /// What kind of file it is.
    pub(crate) container: &'static str,
    /// Its encoding.
    pub(crate) encoding: &'static str,
    /// What stands between cells.
    pub(crate) delimiter: u8,
    /// Its header, where it has one.
    pub(crate) header: Option<Vec<String>>,
    /// Its columns, or the names in its records, each once.
    pub(crate) columns: Vec<String>,
    /// Sentences a reader should know.
    pub(crate) notes: Vec<String>,
    /// The first records.
    pub(crate) records: Vec<Record>,
    /// Whether these are all.
    pub(crate) is_all: bool,
}

impl Look {
    /// Looks at the beginning of a file.
    pub(crate) fn at(opened: &mut Opened<'_>) -> Self {
        let mut records = Vec::new();
        let mut is_all = false;
        let mut weight = 0;
        while records.len() < LOOKED_AT && weight < HEAVY && !is_all {
            match opened.records.next() {
                Some(record) => {
                    weight += record.weight();
                    records.push(record);
                }
                None => is_all = true,
            }
        }
        let named = match &opened.header {
            Some(header) => header.clone(),
            None => records.iter().flat_map(names).collect(),
        };
        let mut seen = HashSet::new();
        let columns = named
            .into_iter()
            .filter(|name| !name.is_empty() && seen.insert(name.clone()))
            .collect();
        Self {
            container: opened.container,
            encoding: opened.encoding,
            delimiter: opened.delimiter,
            header: opened.header.take(),
            columns,
            notes: std::mem::take(&mut opened.notes),
            records,
            is_all,
        }
    }
}
