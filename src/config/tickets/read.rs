//! `tickets:` of the settings file.
//!
//! Takes YAML nodes. Gives [`TicketSettings`], and findings through the reader. Never accepts a number that a report could
//! not be made with.

use crate::config::keys;
use crate::config::tickets::{DateOrder, TicketSettings};
use crate::diag::Spanned;
use crate::yaml::Node;
use crate::yaml::reader::Reader;
use crate::yaml::shape::names;
use std::collections::BTreeMap;

const TICKETS_KEYS: &[&str] = &names(&keys::TICKETS);

/// The fields that a column can be named for.
const COLUMN_KEYS: &[&str] = &names(&keys::COLUMNS);

/// Reads the section.
pub(crate) fn tickets(reader: &mut Reader, settings: &mut TicketSettings, value: Node) {
    for (key, value) in reader.map("tickets", value) {
        let name = key.value.as_str();
        let node = &value;
        match name {
            "files" => settings.files = texts(reader, name, node),
            "columns" => settings.columns = columns(reader, value),
            "date_order" => date_order(reader, settings, node),
            "category_separators" => settings.category_separators = separators(reader, name, node),
            "category_field" => {
                settings.category_field = reader.text(name, node).map(|t| t.value);
            }
            "window" => count(reader, name, node, &mut settings.window),
            "min_tickets" => count(reader, name, node, &mut settings.min_tickets),
            "min_days" => count(reader, name, node, &mut settings.min_days),
            "min_requesters" => count(reader, name, node, &mut settings.min_requesters),
            "none_below" => share(reader, name, node, &mut settings.none_below),
            "partial_below" => share(reader, name, node, &mut settings.partial_below),
            "pareto" => share(reader, name, node, &mut settings.pareto),
            "broad" => share(reader, name, node, &mut settings.broad),
            "deflectable" => share(reader, name, node, &mut settings.deflectable),
            "assisted_cost" => amount(reader, name, node, &mut settings.assisted_cost),
            "self_service_cost" => amount(reader, name, node, &mut settings.self_service_cost),
            "currency" => currency(reader, settings, node),
            "vague" => settings.vague = texts(reader, name, node),
            "redact" => settings.redact = texts(reader, name, node),
            "noise" => settings.noise = texts(reader, name, node),
            _ => reader.unknown_key(&key, "tickets", TICKETS_KEYS),
        }
    }
}

fn texts(reader: &mut Reader, key: &str, value: &Node) -> Vec<String> {
    reader
        .texts(key, value)
        .into_iter()
        .map(|t| t.value)
        .collect()
}

fn columns(reader: &mut Reader, value: Node) -> BTreeMap<String, String> {
    let mut columns = BTreeMap::new();
    for (key, value) in reader.map("columns", value) {
        if COLUMN_KEYS.contains(&key.value.as_str()) {
            let column = reader.text(&key.value, &value);
            columns.extend(column.map(|c| (key.value, c.value)));
        } else {
            reader.unknown_key(&key, "tickets.columns", COLUMN_KEYS);
        }
    }
    columns
}

fn date_order(reader: &mut Reader, settings: &mut TicketSettings, value: &Node) {
    let known = [
        ("day", DateOrder::DayFirst),
        ("month", DateOrder::MonthFirst),
    ];
    settings.date_order = reader.one_of("date_order", value, &known).map(|o| o.value);
}

/// Blanks around a separator count: `" > "` parts `Network > VPN` and leaves `a>b` whole.
fn separators(reader: &mut Reader, key: &str, value: &Node) -> Vec<String> {
    use crate::yaml::Value;
    let whole = |node: &Node| match &node.value {
        Value::Text(text) if !text.is_empty() => Some(text.clone()),
        _ => None,
    };
    match &value.value {
        Value::List(items) => items.iter().filter_map(whole).collect(),
        Value::Text(_) => whole(value).into_iter().collect(),
        _ => texts(reader, key, value),
    }
}

fn currency(reader: &mut Reader, settings: &mut TicketSettings, value: &Node) {
    if let Some(sign) = reader.text("currency", value) {
        settings.currency = sign.value;
    }
}

/// A whole number over zero; a closing `d` for days may stand.
fn count(reader: &mut Reader, key: &str, value: &Node, slot: &mut u32) {
    let Some(text) = reader.text(key, value) else {
        return;
    };
    let digits = if key == "window" {
        text.value.trim_end_matches('d')
    } else {
        &text.value
    };
    match digits.parse() {
        Ok(number) if number > 0 => *slot = number,
        _ => misfit(reader, key, &text, "a whole number over 0"),
    }
}

/// `0.2` or `20%`.
fn share(reader: &mut Reader, key: &str, value: &Node, slot: &mut f64) {
    let Some(text) = reader.text(key, value) else {
        return;
    };
    let parsed = match text.value.strip_suffix('%') {
        Some(hundred) => hundred.trim().parse::<f64>().map(|n| n / 100.0),
        None => text.value.parse(),
    };
    match parsed {
        Ok(number) if (0.0..=1.0).contains(&number) => *slot = number,
        _ => misfit(
            reader,
            key,
            &text,
            "a share, from 0 to 1 or from 0% to 100%",
        ),
    }
}

fn amount(reader: &mut Reader, key: &str, value: &Node, slot: &mut f64) {
    let Some(text) = reader.text(key, value) else {
        return;
    };
    match text.value.parse::<f64>() {
        Ok(number) if number >= 0.0 && number.is_finite() => *slot = number,
        _ => misfit(reader, key, &text, "an amount without a sign of currency"),
    }
}

fn misfit(reader: &mut Reader, key: &str, text: &Spanned<String>, wanted: &str) {
    let message = format!("`{key}` wants {wanted}, not `{}`", text.value);
    reader.wrong(text.span, message, "");
}

#[cfg(test)]
mod tests {
    use crate::config::Settings;
    use crate::config::read::read;
    use crate::config::tickets::{DateOrder, TicketSettings};
    use crate::diag::FileId;
    use crate::paths::ContentPath;
    use crate::source::SourceFile;

    fn settings(text: &str) -> (TicketSettings, Vec<String>) {
        let file = SourceFile {
            id: FileId(0),
            path: ContentPath::new("deskbook.yaml").unwrap(),
            text: text.into(),
        };
        let (Settings { tickets, .. }, found) = read(&file);
        let said = found.iter().map(|d| format!("{} ({})", d.message, d.help));
        (tickets, said.collect())
    }

    #[test]
    fn every_key_is_read() {
        let text = "tickets:\n  files: [tickets/*.csv]\n  columns: {description: Document, category: Topic_group}\n  \
            date_order: day\n  category_separators: [\" > \", \"/\"]\n  category_field: 360012\n  window: 90d\n  min_tickets: 3\n  \
            min_days: 2\n  min_requesters: 1\n  none_below: 10%\n  partial_below: 0.5\n  pareto: 90%\n  broad: 0.1\n  \
            deflectable: 0.4\n  assisted_cost: 30\n  self_service_cost: 1.5\n  currency: €\n  vague: [sundry]\n  \
            redact: ['X\\d+']\n  noise: ['\"test mail\"']\n";
        let (found, said) = settings(text);
        assert_eq!(said, [""; 0]);
        let words = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        let pair = |(a, b): (&str, &str)| (a.to_owned(), b.to_owned());
        let expected = TicketSettings {
            files: words(&["tickets/*.csv"]),
            columns: [("description", "Document"), ("category", "Topic_group")]
                .map(pair)
                .into(),
            date_order: Some(DateOrder::DayFirst),
            category_separators: words(&[" > ", "/"]),
            category_field: Some("360012".to_owned()),
            window: 90,
            min_tickets: 3,
            min_days: 2,
            min_requesters: 1,
            none_below: 0.1,
            partial_below: 0.5,
            pareto: 0.9,
            broad: 0.1,
            deflectable: 0.4,
            assisted_cost: 30.0,
            self_service_cost: 1.5,
            currency: "€".to_owned(),
            vague: words(&["sundry"]),
            redact: words(&["X\\d+"]),
            noise: words(&["\"test mail\""]),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn misfits_are_said_and_the_default_stays() {
        let text = "tickets:\n  windows: 3\n  window: 0\n  pareto: 80\n  assisted_cost: $22\n  date_order: us\n  columns: {sumary: x}\n";
        let (found, said) = settings(text);
        assert_eq!(found, TicketSettings::default());
        let expected = [
            "unknown key `windows` in `tickets` (did you mean `window`?)",
            "`window` wants a whole number over 0, not `0` ()",
            "`pareto` wants a share, from 0 to 1 or from 0% to 100%, not `80` ()",
            "`assisted_cost` wants an amount without a sign of currency, not `$22` ()",
            "`us` is no value of `date_order` (expected one of `day`, `month`)",
            "unknown key `sumary` in `tickets.columns` (did you mean `summary`?)",
        ];
        assert_eq!(said, expected);
    }
}
