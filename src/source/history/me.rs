//! Who works here, as git will write it into the next commit.
//!
//! Takes the root folder. Gives name and address of the configured user, by way of `.mailmap`. Never guesses one from the
//! machine.

use crate::source::history::git::answer;
use std::path::Path;

/// The configured user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Me {
    /// `user.name`, where it is set.
    pub name: Option<String>,
    /// `user.email` in lower case, where it is set.
    pub email: Option<String>,
}

/// Asks git who works at the root; outside of a repository the user's own settings answer.
#[must_use]
pub fn me(root: &Path) -> Me {
    let me = configured(root);
    match mapped(root, &me) {
        Some(mapped) => mapped,
        None => me,
    }
}

/// The same as a commit bears it, before `.mailmap`.
pub(super) fn configured(root: &Path) -> Me {
    Me {
        name: config(root, "user.name"),
        email: config(root, "user.email").map(|email| email.to_lowercase()),
    }
}

fn config(root: &Path, key: &str) -> Option<String> {
    let said = answer(root, &["config", "--get", key]).ok()?;
    let said = String::from_utf8_lossy(&said).trim().to_owned();
    (!said.is_empty()).then_some(said)
}

/// The name and address that `.mailmap` gives, as in the history.
fn mapped(root: &Path, me: &Me) -> Option<Me> {
    let contact = format!("{} <{}>", me.name.as_deref()?, me.email.as_deref()?);
    let said = answer(root, &["check-mailmap", &contact]).ok()?;
    let said = String::from_utf8_lossy(&said).trim().to_owned();
    let (name, email) = said.rsplit_once('<')?;
    Some(Me {
        name: Some(name.trim().to_owned()).filter(|name| !name.is_empty()),
        email: Some(email.trim_end_matches('>').to_lowercase()),
    })
}
