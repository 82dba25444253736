//! Who may do what: the one table of rules.
//!
//! Takes the settings and the address of a commit. Gives leave for an [`Act`], or the [`Refusal`] with its reason. Never
//! knows whether the address is true: git takes any name, and only signed commits prove one.

use crate::config::kcs::{KcsSettings, Person, Role};

/// Something that a change does to an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Brings a new article.
    Create,
    /// Changes the text of an article that nobody has confirmed.
    Improve,
    /// Changes the text of a validated article that stays validated.
    ImproveValidated,
    /// Sets `confidence: validated`.
    Confirm,
    /// Takes `confidence: validated` back.
    Doubt,
    /// Archives an article that nobody has confirmed.
    Archive,
    /// Archives a validated article.
    ArchiveValidated,
    /// Brings an archived article back.
    Revive,
    /// Deletes an article that nobody has confirmed.
    Delete,
    /// Deletes a validated or an archived article.
    DeleteKept,
    /// Shows it to fewer people: a narrower audience, fewer clients.
    Narrow,
    /// Shows it to more people: a wider audience, more clients.
    Widen,
    /// Sets `governance: compliance`.
    Bind,
    /// Takes `governance: compliance` away.
    Release,
    /// Says that something is wrong with it, or that it is mended.
    Flag,
    /// Changes the rules themselves: `kcs` and `audiences` of the settings.
    Rule,
}

/// One line of the table.
struct Allowed {
    act: Act,
    /// The least role that may do it.
    least: Role,
    /// In words: "may not …".
    words: &'static str,
    /// What a person without that role can do herself; may be empty.
    instead: &'static str,
}

const fn rule(act: Act, least: Role, words: &'static str, instead: &'static str) -> Allowed {
    Allowed {
        act,
        least,
        words,
        instead,
    }
}

/// Everybody writes, improves and doubts; confirming asks for a contributor; what more people see, or what is lost, asks
/// for a publisher. Compliance articles have a rule of their own: see [`may`].
const RULES: &[Allowed] = &[
    rule(Act::Create, Role::Candidate, "create articles", ""),
    rule(Act::Improve, Role::Candidate, "improve articles", ""),
    rule(Act::Doubt, Role::Candidate, "take a validation back", ""),
    rule(Act::Flag, Role::Candidate, "flag articles", ""),
    rule(
        Act::ImproveValidated,
        Role::Contributor,
        "change an article that stays validated",
        "set `confidence: not-validated`",
    ),
    rule(
        Act::Confirm,
        Role::Contributor,
        "set `confidence: validated`",
        "leave `confidence: not-validated`",
    ),
    rule(
        Act::Archive,
        Role::Contributor,
        "archive articles",
        "flag the article",
    ),
    rule(
        Act::Revive,
        Role::Contributor,
        "bring archived articles back",
        "",
    ),
    rule(
        Act::Delete,
        Role::Contributor,
        "delete articles",
        "flag the article",
    ),
    rule(
        Act::Narrow,
        Role::Contributor,
        "narrow the audience of an article",
        "flag the article",
    ),
    rule(
        Act::Widen,
        Role::Publisher,
        "widen the audience of an article",
        "leave the audience as it was",
    ),
    rule(
        Act::ArchiveValidated,
        Role::Publisher,
        "archive validated articles",
        "set `confidence: not-validated`, or flag the article",
    ),
    rule(
        Act::DeleteKept,
        Role::Publisher,
        "delete validated and archived articles",
        "flag the article",
    ),
    rule(
        Act::Bind,
        Role::Publisher,
        "set `governance: compliance`",
        "leave the governance as it was",
    ),
    rule(
        Act::Release,
        Role::Publisher,
        "take `governance: compliance` away",
        "",
    ),
    rule(
        Act::Rule,
        Role::Coach,
        "change `kcs` or `audiences` in the settings",
        "propose the change to a coach",
    ),
];

/// Where an act happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// Slug of the article's category; empty at the root of the base.
    pub category: &'a str,
    /// Whether the article is under `governance: compliance` before the change.
    pub is_bound: bool,
}

/// Which rule stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bar {
    /// The role of the person.
    Role,
    /// The article is bound, and she is not named.
    Compliance,
}

/// Why an act is not allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Which rule.
    pub bar: Bar,
    /// Who may not do what, and why: `Bo Lind is a candidate and may not set …`.
    pub reason: String,
    /// What to do.
    pub help: String,
}

/// The role that an address has in a category.
#[must_use]
pub fn role(settings: &KcsSettings, email: &str, category: &str) -> Role {
    let Some(person) = settings.person(email) else {
        return settings.others;
    };
    if person.categories.is_empty() || within(person, category) {
        person.role
    } else {
        person.role.min(Role::Candidate)
    }
}

/// Whether a person's categories hold this one or a category above it.
fn within(person: &Person, category: &str) -> bool {
    let holds = |own: &String| {
        category
            .strip_prefix(own.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    person.categories.iter().any(holds)
}

/// Whether an address is one of a named editor of compliance articles.
#[must_use]
pub fn is_editor(settings: &KcsSettings, email: &str) -> bool {
    let email = email.to_lowercase();
    let own = settings.person(&email).map(|p| p.emails.as_slice());
    let own = own.unwrap_or(std::slice::from_ref(&email));
    own.iter().any(|e| settings.compliance.contains(e))
}

/// Whether the owner of an address may do this here.
///
/// Without people in the settings everybody may do everything. A compliance article belongs to its named editors, whatever
/// their role: they may do everything with it, and nobody else may do anything but flag it.
///
/// # Errors
/// The reason, where she may not.
pub fn may(
    settings: &KcsSettings,
    email: &str,
    place: Place<'_>,
    act: Act,
) -> Result<(), Box<Refusal>> {
    if settings.people.is_empty() || act == Act::Flag {
        return Ok(());
    }
    if place.is_bound {
        return if is_editor(settings, email) {
            Ok(())
        } else {
            Err(Box::new(not_named(settings, email)))
        };
    }
    let Some(rule) = RULES.iter().find(|r| r.act == act) else {
        return Ok(());
    };
    if role(settings, email, place.category) >= rule.least {
        return Ok(());
    }
    Err(Box::new(too_little(settings, email, place.category, rule)))
}

fn not_named(settings: &KcsSettings, email: &str) -> Refusal {
    let editors: Vec<String> = settings
        .compliance
        .iter()
        .map(|e| who(settings, e))
        .collect();
    let help = if editors.is_empty() {
        "name its editors with `compliance` in the settings".to_owned()
    } else {
        format!("ask {}, or flag the article", editors.join(" or "))
    };
    Refusal {
        bar: Bar::Compliance,
        reason: format!(
            "{} is not named to change articles under `governance: compliance`",
            who(settings, email)
        ),
        help,
    }
}

fn too_little(settings: &KcsSettings, email: &str, category: &str, rule: &Allowed) -> Refusal {
    let here = role(settings, email, category);
    let whole = settings.person(email).map_or(here, |p| p.role);
    let place = match category {
        _ if whole == here => String::new(),
        "" => " at the root of the base".to_owned(),
        category => format!(" in `{category}`"),
    };
    let ask = format!("ask a {}", rule.least.word());
    let help = match rule.instead {
        "" => ask,
        instead => format!("{instead}, or {ask}"),
    };
    Refusal {
        bar: Bar::Role,
        reason: format!(
            "{} is a {}{place} and may not {}",
            who(settings, email),
            here.word(),
            rule.words
        ),
        help,
    }
}

/// A person as the settings call her, or her address.
#[must_use]
pub fn who(settings: &KcsSettings, email: &str) -> String {
    let named = settings.person(email).and_then(|p| p.name.clone());
    named.unwrap_or_else(|| email.to_owned())
}

#[cfg(test)]
mod tests;
