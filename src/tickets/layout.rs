//! Which column gives which field: a system recognised by its header, a mapping laid over it.
//!
//! Takes the names of columns and the settings. Gives [`Layout`], or why none fits. Never goes by a single name, and never
//! decides between two systems that fit alike.

use crate::config::tickets::TicketSettings;
use crate::tickets::field::{Field, compared};
use crate::tickets::row::Slot;
use crate::tickets::vendors::{MAPPING, VENDORS, Vendor};
use std::collections::HashMap;

/// A system has to reach so many points: a mark counts three, any other known column one.
const ENOUGH: usize = 5;
/// Columns known by their shape come after those known by name.
const SHAPE: u8 = 100;

/// How the columns of a file are read.
pub(crate) struct Layout {
    /// The system.
    pub(crate) vendor: &'static Vendor,
    known: HashMap<&'static str, Slot>,
    mapped: HashMap<String, Field>,
    category: Option<String>,
}

/// Why no layout fits.
pub(crate) struct Stranger {
    /// The systems that fit alike.
    pub(crate) tie: Vec<&'static str>,
}

impl Layout {
    /// The layout of a file with these columns.
    pub(crate) fn of(columns: &[String], settings: &TicketSettings) -> Result<Self, Stranger> {
        let names: Vec<String> = columns.iter().map(|c| compared(c)).collect();
        let mut mapped = HashMap::new();
        for (field, column) in &settings.columns {
            let (column, field) = (compared(column), Field::of(field));
            if let Some(field) = field.filter(|_| names.iter().any(|n| **n == column)) {
                mapped.insert(column, field);
            }
        }
        let speaks = mapped
            .values()
            .any(|f| matches!(f, Field::Summary | Field::Description));
        let vendor = match detect(&names) {
            Ok(vendor) => vendor,
            Err(_) if speaks => &MAPPING,
            Err(tie) => return Err(Stranger { tie }),
        };
        let category = settings.category_field.as_deref().map(compared);
        let category = category.filter(|wanted| names.iter().any(|n| is_custom(n, wanted)));
        Ok(Self {
            vendor,
            known: known(vendor),
            mapped,
            category,
        })
    }

    /// What a column gives.
    pub(crate) fn slot(&self, column: &str) -> Option<Slot> {
        let name = compared(column);
        if let Some(field) = self.mapped.get(&name) {
            return Some(Slot {
                field: *field,
                rank: 0,
            });
        }
        let own = self.own(&name)?;
        // A mapping wins: where it names a column for a field, the system's own columns for it are not read.
        let is_replaced = self.mapped.values().any(|f| *f == own.field);
        (!is_replaced).then_some(own)
    }

    fn own(&self, name: &str) -> Option<Slot> {
        if let Some(wanted) = &self.category {
            if is_custom(name, wanted) {
                let field = if name.ends_with(".child.value") {
                    Field::Subcategory
                } else {
                    Field::Category
                };
                return Some(Slot { field, rank: 0 });
            }
            // The chosen field is the category, and nothing else is.
            let own = self.known.get(name).copied().or_else(|| self.shaped(name));
            return own.filter(|slot| slot.field != Field::Category);
        }
        self.known.get(name).copied().or_else(|| self.shaped(name))
    }

    fn shaped(&self, name: &str) -> Option<Slot> {
        (self.vendor.shape)(name).map(|field| Slot { field, rank: SHAPE })
    }
}

fn known(vendor: &'static Vendor) -> HashMap<&'static str, Slot> {
    let mut known = HashMap::new();
    for (field, names) in vendor.columns {
        for (rank, name) in (0..).zip(names.iter()) {
            known.insert(
                *name,
                Slot {
                    field: *field,
                    rank,
                },
            );
        }
    }
    known
}

/// The system with the most points, or those that are alike.
fn detect(names: &[String]) -> Result<&'static Vendor, Vec<&'static str>> {
    let mut best = (0, Vec::new());
    for vendor in VENDORS {
        let points = points(vendor, names);
        if points > best.0 {
            best = (points, vec![vendor]);
        } else if points == best.0 && points > 0 {
            best.1.push(vendor);
        }
    }
    match best.1.as_slice() {
        [vendor] => Ok(vendor),
        alike => Err(alike.iter().map(|v| v.name).collect()),
    }
}

fn points(vendor: &Vendor, names: &[String]) -> usize {
    let has = |wanted: &str| names.iter().any(|n| n == wanted);
    let of = |field: Field| vendor.columns.iter().filter(move |(f, _)| *f == field);
    let speaks = [Field::Summary, Field::Description]
        .into_iter()
        .flat_map(of)
        .any(|(_, known)| known.iter().any(|n| has(n)));
    let fields = vendor
        .columns
        .iter()
        .filter(|(_, known)| known.iter().any(|n| has(n)))
        .count();
    let marks = vendor.marks.iter().filter(|m| has(m)).count();
    let points = marks * 3 + fields;
    let is_custom = vendor.key == "jira" && names.iter().any(|n| n.starts_with("customfield("));
    let is_enough = marks > 0 && speaks && points >= ENOUGH;
    if is_enough {
        points + usize::from(is_custom) * 3
    } else {
        0
    }
}

/// Whether a column is the custom field with this id or name, however the system dresses it.
fn is_custom(name: &str, wanted: &str) -> bool {
    let name = name.strip_suffix(".child.value").unwrap_or(name);
    let name = [".value", ".name"]
        .iter()
        .find_map(|end| name.strip_suffix(end))
        .unwrap_or(name);
    let bare = name.split('[').next().unwrap_or(name);
    let inner = bare
        .strip_prefix("customfield(")
        .and_then(|n| n.strip_suffix(')'));
    let last = bare.rsplit('.').next().unwrap_or(bare);
    let number = last.strip_prefix("customfield");
    let slug = last.strip_prefix("cf");
    [Some(bare), inner, Some(last), number, slug].contains(&Some(wanted))
}

#[cfg(test)]
mod tests {
    use crate::config::tickets::TicketSettings;
    use crate::tickets::field::Field;
    use crate::tickets::layout::{Layout, is_custom};

    fn layout(header: &str, settings: &TicketSettings) -> Result<Layout, Vec<&'static str>> {
        let columns: Vec<String> = header.split(',').map(str::to_owned).collect();
        Layout::of(&columns, settings).map_err(|s| s.tie)
    }

    #[test]
    fn systems_are_told_by_their_headers() {
        for (header, expected) in [
            ("number,short_description,category,opened_at", "servicenow"),
            ("Number,Short description,Caller,State,Opened", "servicenow"),
            ("Summary,Issue key,Issue id,Status,Created", "jira"),
            (
                "key,fields.summary,fields.status.name,fields.created",
                "jira",
            ),
            (
                "Id,Subject,Status,Created at,Group stations,Reopens",
                "zendesk",
            ),
            ("ID,Subject,Requester,Requested,Type,Priority", "zendesk"),
            (
                "id,subject,description,requester_id,submitter_id,created_at",
                "zendesk",
            ),
            (
                "Ticket ID,Subject,Status,Agent interactions,Created time",
                "freshdesk",
            ),
            (
                "id,subject,type,description_text,fr_escalated,product_id,custom_fields.cf_x",
                "freshdesk",
            ),
            (
                "Ticket Id,Subject,Category,Sub-Category,Item,Created Time",
                "freshservice",
            ),
            (
                "id,subject,category,sub_category,item_category,department_id",
                "freshservice",
            ),
        ] {
            let found = layout(header, &TicketSettings::default());
            assert_eq!(
                found.map(|l| l.vendor.key).map_err(|_| header),
                Ok(expected)
            );
        }
    }

    #[test]
    fn strangers_and_ties_are_refused_and_a_mapping_wins() {
        let mut settings = TicketSettings::default();
        assert!(layout("Document,Topic_group", &settings).is_err());
        assert!(layout("id,subject,status,priority", &settings).is_err());
        settings
            .columns
            .insert("description".to_owned(), "document".to_owned());
        settings
            .columns
            .insert("category".to_owned(), "Topic group".to_owned());
        let mapped = layout("Document,Topic_group", &settings).ok().unwrap();
        assert_eq!(mapped.vendor.key, "mapping");
        assert_eq!(
            mapped.slot("DOCUMENT").map(|s| s.field),
            Some(Field::Description)
        );
        assert!(mapped.slot("subject").is_none());
        let over = layout(
            "number,short_description,category,Topic_group,opened_at",
            &settings,
        )
        .ok()
        .unwrap();
        assert_eq!(over.vendor.key, "servicenow");
        assert_eq!(
            over.slot("topic_group").map(|s| s.field),
            Some(Field::Category)
        );
        assert!(over.slot("category").is_none());
    }

    #[test]
    fn a_custom_field_is_found_by_id_or_name() {
        for (name, wanted) in [
            ("customfields.36001", "36001"),
            ("problemtype[list]", "problemtype"),
            ("customfield(problemtype)", "problemtype"),
            ("customfields.cfproblemtype", "problemtype"),
            ("customfields.cfproblemtype", "cfproblemtype"),
            ("fields.customfield10050.value", "customfield10050"),
            ("fields.customfield10050.child.value", "10050"),
        ] {
            assert!(is_custom(name, wanted), "{name} {wanted}");
        }
        assert!(!is_custom("customfields.36001", "3600"));
    }
}
