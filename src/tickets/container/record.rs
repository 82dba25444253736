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

/// The records of a file, one after the other.
pub(crate) trait Records {
    /// The next one.
    fn next(&mut self) -> Option<Record>;

    /// Why the file broke off before its end, if it did.
    fn fault(&self) -> Option<&str>;
}
