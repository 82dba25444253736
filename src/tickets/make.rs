//! From a record to a ticket.
//!
//! Takes a row, how its file is laid out, and the order of its dates. Gives [`Made`]: the ticket, and what had to be
//! mended. Never fails, and never guesses what a system does not say.

use crate::config::tickets::{DateOrder, TicketSettings};
use crate::tickets::codes;
use crate::tickets::field::Field;
use crate::tickets::row::Row;
use crate::tickets::ticket::{Place, Status, Ticket};
use crate::tickets::vendors::Vendor;
use crate::tickets::{dates, noise, words};
use jiff::civil::DateTime;
use jiff::{SignedDuration, civil};

/// Words that are no name for a service or an article.
const SEPARATORS: [char; 4] = [' ', ',', ';', '\n'];

/// How the rows of a file become tickets.
pub(crate) struct Maker<'a> {
    /// The system.
    pub(crate) vendor: &'static Vendor,
    /// The settings.
    pub(crate) settings: &'a TicketSettings,
    /// The order of dates.
    pub(crate) order: DateOrder,
}

/// A ticket, and what is known of how it was made.
pub(crate) struct Made {
    /// The ticket.
    pub(crate) ticket: Ticket,
    /// Whether the system gives it a number.
    pub(crate) has_id: bool,
    /// When it was changed last.
    pub(crate) updated: Option<DateTime>,
    /// What was mended, the first of it.
    pub(crate) repair: Option<String>,
}

impl Maker<'_> {
    /// Makes the ticket of a row.
    pub(crate) fn make(&self, row: &Row, place: Place) -> Made {
        let mut repair = mended(row);
        let mut date = |field| self.date(row, field, &mut repair);
        let (created, solved) = (date(Field::Created), date(Field::Resolved));
        let (closed, updated) = (date(Field::Closed), date(Field::Updated));
        let id = row.first(Field::Id);
        let line = |field| one_line(&words::plain(row.first(field)));
        let description = words::plain(row.first(Field::Description));
        let mut ticket = Ticket {
            id: if id.is_empty() {
                format!("row {}", place.line)
            } else {
                id.to_owned()
            },
            place,
            summary: line(Field::Summary),
            description: words::own(&description).trim().to_owned(),
            resolution: words::plain(row.first(Field::Resolution)).trim().to_owned(),
            category: self.category(row),
            service: line(Field::Service),
            status: (self.vendor.status)(row.first(Field::Status)),
            priority: (self.vendor.priority)(row.first(Field::Priority)),
            channel: line(Field::Channel),
            requester: opaque(row.first(Field::Requester)),
            group: line(Field::Group),
            created,
            resolved: solved.or(closed).or_else(|| self.elapsed(row, created)),
            breached: codes::breached(row),
            reopens: reopens(row),
            first_contact: None,
            effort: span(row, Field::Effort, self.vendor.effort),
            articles: articles(row),
            noise: None,
        };
        if ticket.status == Status::Unknown && solved.is_some() {
            ticket.status = Status::Solved;
        }
        (self.vendor.finish)(row, &mut ticket);
        ticket.noise = noise::noise(&ticket);
        Made {
            ticket,
            has_id: !id.is_empty(),
            updated,
            repair,
        }
    }

    /// A date; one that cannot be read is a repair.
    fn date(&self, row: &Row, field: Field, repair: &mut Option<String>) -> Option<DateTime> {
        let cell = row.first(field);
        if cell.is_empty() {
            return None;
        }
        let date = dates::parse(cell, self.order);
        if date.is_none() && field != Field::Updated && repair.is_none() {
            *repair = Some(format!("`{}` holds no date", field.word()));
        }
        date
    }

    /// When it was solved, where only the time that it took is known.
    fn elapsed(&self, row: &Row, created: Option<DateTime>) -> Option<DateTime> {
        let minutes = span(row, Field::Elapsed, self.vendor.elapsed)?;
        let is_sane = minutes > 0.0 && minutes < 1e7;
        let seconds = SignedDuration::from_secs((minutes * 60.0).round() as i64);
        created.filter(|_| is_sane)?.checked_add(seconds).ok()
    }

    /// The category path: the levels' own columns, each perhaps a path itself; tags where there is nothing else.
    fn category(&self, row: &Row) -> Vec<String> {
        let mut path = Vec::new();
        for field in [Field::Category, Field::Subcategory, Field::Item] {
            let cell = words::plain(row.first(field));
            self.levels(&cell, &mut path);
        }
        if path.is_empty() {
            let tags = row.first(Field::Tags);
            let first = tags.split([' ', ',', ';']).find(|t| !t.is_empty());
            path.extend(first.map(str::to_owned));
        }
        path
    }

    fn levels(&self, cell: &str, path: &mut Vec<String>) {
        let mut parts = vec![cell.to_owned()];
        for separator in self
            .settings
            .category_separators
            .iter()
            .filter(|s| !s.is_empty())
        {
            let split = parts.iter().flat_map(|p| p.split(separator.as_str()));
            parts = split.map(str::to_owned).collect();
        }
        for part in parts {
            let level = one_line(&part);
            // Some desks repeat the level above, or choose a leaf by its whole path.
            if !level.is_empty() && path.last() != Some(&level) {
                path.push(level);
            }
        }
    }
}

/// Whether a text was written in a broken encoding or with escapes of Excel.
fn mended(row: &Row) -> Option<String> {
    let texts = [
        Field::Summary,
        Field::Description,
        Field::Resolution,
        Field::Category,
    ];
    let hit = texts
        .iter()
        .find(|field| words::is_mended(row.first(**field)));
    hit.map(|field| format!("letters of `{}` were mended", field.word()))
}

/// Minutes: a clock, or a number in the system's own unit.
fn span(row: &Row, field: Field, unit: f64) -> Option<f64> {
    let cell = row.first(field);
    // ServiceNow stores a span as the moment so long after its beginning of time.
    if let Some(rest) = cell.strip_prefix("1970-01-") {
        let (day, clock) = rest.split_once(' ')?;
        let days = day.parse::<f64>().ok()? - 1.0;
        return dates::minutes(clock).map(|m| m + days * 1440.0);
    }
    match cell.replace(',', "").parse::<f64>() {
        Ok(number) => (number >= 0.0 && number.is_finite()).then_some(number * unit),
        Err(_) => dates::minutes(cell).filter(|m| *m >= 0.0),
    }
}

fn one_line(text: &str) -> String {
    let mut words = text.split_whitespace();
    let mut line = words.next().unwrap_or_default().to_owned();
    for word in words {
        line.push(' ');
        line.push_str(word);
    }
    line
}

/// A name that can be counted but not read.
fn opaque(name: &str) -> Option<String> {
    if name.is_empty() {
        return None;
    }
    let hash = blake3::hash(name.to_lowercase().as_bytes());
    Some(hash.to_hex()[..16].to_owned())
}

fn reopens(row: &Row) -> Option<u32> {
    let told = row.number(Field::Reopens);
    let when = || u32::from(!row.first(Field::Reopened).is_empty());
    told.or_else(|| row.has(Field::Reopened).then(when))
}

fn articles(row: &Row) -> Vec<String> {
    let cells = row
        .all(Field::Articles)
        .flat_map(|(_, text)| text.split(SEPARATORS));
    cells.filter(|a| !a.is_empty()).map(str::to_owned).collect()
}

/// A date that sorts before all others, for what has none.
pub(crate) const EARLIEST: DateTime = civil::datetime(-9999, 1, 1, 0, 0, 0, 0);

#[cfg(test)]
mod tests;
