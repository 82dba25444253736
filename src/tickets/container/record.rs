//! One record of an export, before anybody knows what it means.
//!
//! Takes nothing. Gives [`Record`] and what all containers can do. Never holds more than one record.

/// What a record is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A row of a text file.
    Row(Vec<u8>),
    /// An object.
    Json(Vec<u8>),
    /// An element.
    Xml(Vec<u8>),
    /// A row of a workbook.
    Cells(Vec<String>),
    /// It cannot be read; why not.
    Broken(&'static str),
}

/// One record and where it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    /// Line, or number of the row in a workbook.
    pub(crate) line: u32,
    /// What it is made of.
    pub(crate) form: Form,
}

/// Records that are worked on together.
const BATCH: usize = 4096;
/// Fewer where they are large, in bytes: one cell far out makes a row of thousands.
pub(crate) const HEAVY: usize = 64 << 20;

impl Record {
    /// The memory that it takes, about.
    pub(crate) fn weight(&self) -> usize {
        match &self.form {
            Form::Row(bytes) | Form::Json(bytes) | Form::Xml(bytes) => bytes.len(),
            Form::Cells(cells) => cells.iter().map(|c| c.len() + size_of::<String>()).sum(),
            Form::Broken(_) => 0,
        }
    }
}

/// The next records that are worked on together; at the end none.
pub(crate) fn batch(records: &mut dyn Records) -> Vec<Record> {
    let mut found = Vec::new();
    let mut weight = 0;
    while found.len() < BATCH && weight < HEAVY {
        let Some(record) = records.next() else {
            break;
        };
        weight += record.weight();
        found.push(record);
    }
    found
}

/// The records of a file, one after the other.
pub(crate) trait Records {
    /// The next one.
    fn next(&mut self) -> Option<Record>;

    /// Why the file broke off before its end, if it did.
    fn fault(&self) -> Option<&str>;
}
