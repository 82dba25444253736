//! For whom a site is built, and which articles it may hold.
//!
//! Takes what an article says of its audience, confidence and clients. Gives a yes, or the reason for a no. Never lets
//! an article in whose audience is unclear: that is for the narrowest.

use crate::config::Settings;
use crate::diag::{Code, Diagnostic, FileId, Severity, nearest};
use crate::parse::front_matter::{Confidence, FrontMatter};

/// For whom a site is built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The audience, a word of the ladder.
    pub audience: String,
    /// Its rung: 0 is the narrowest.
    pub rung: usize,
    /// The client, where one was named.
    pub client: Option<String>,
}

impl Edition {
    /// Whether this is the narrowest audience, which sees internal blocks, owners and health.
    #[must_use]
    pub fn is_internal(&self) -> bool {
        self.rung == 0
    }
}

/// How many articles an edition does not hold, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// For a narrower audience.
    pub audience: usize,
    /// Work in progress, or not validated where the settings hide those.
    pub confidence: usize,
    /// For other clients.
    pub client: usize,
}

/// Why an edition does not hold an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is for a narrower audience.
    Audience,
    /// It is work in progress, or not validated where the settings hide those.
    Confidence,
    /// It is for other clients.
    Client,
}

impl LeftOut {
    /// Counts one more.
    pub fn count(&mut self, refusal: Refusal) {
        match refusal {
            Refusal::Audience => self.audience += 1,
            Refusal::Confidence => self.confidence += 1,
            Refusal::Client => self.client += 1,
        }
    }

    /// How many in all.
    #[must_use]
    pub fn total(&self) -> usize {
        self.audience + self.confidence + self.client
    }
}

/// The rung an article stands on. Nothing written, or a word the ladder does not have, is the narrowest.
pub(crate) fn rung(
    file: FileId,
    front: &FrontMatter,
    settings: &Settings,
) -> (usize, Option<Diagnostic>) {
    let Some(audience) = &front.audience else {
        return (0, None);
    };
    if let Some(rung) = settings.rung(&audience.value) {
        return (rung, None);
    }
    if !settings.from_file {
        // A base without settings has one audience, whatever its articles call theirs.
        return (0, None);
    }
    let ladder = settings.audiences.iter().map(String::as_str);
    let help = match nearest(&audience.value, ladder) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the ladder is {}", settings.audiences.join(" < ")),
    };
    let message = format!("`{}` is no audience", audience.value);
    let found = Diagnostic::new(Code("KB012"), Severity::Error, file, message)
        .at(audience.span)
        .label("counts as the narrowest")
        .help(help);
    (0, Some(found))
}

/// Whether `edition` may hold an article on `rung`.
pub(crate) fn admits(
    edition: &Edition,
    settings: &Settings,
    rung: usize,
    front: &FrontMatter,
) -> Result<(), Refusal> {
    if rung < edition.rung {
        return Err(Refusal::Audience);
    }
    let mine = |c: &str| edition.client.as_deref() == Some(c);
    let for_clients = !front.clients.is_empty();
    let sees_all = edition.is_internal() && edition.client.is_none();
    if for_clients && !sees_all && !front.clients.iter().any(|c| mine(&c.value)) {
        return Err(Refusal::Client);
    }
    let hidden = match front.confidence.as_ref().map(|c| c.value) {
        Some(Confidence::Wip) => true,
        Some(Confidence::NotValidated) => !settings.show_not_validated,
        _ => false,
    };
    if hidden && !edition.is_internal() {
        return Err(Refusal::Confidence);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Edition, Refusal, admits, rung};
    use crate::config::Settings;
    use crate::diag::{FileId, Span, Spanned};
    use crate::parse::front_matter::{Confidence, FrontMatter};

    fn written<T>(value: T) -> Spanned<T> {
        Spanned::new(value, Span::default())
    }

    fn edition(rung: usize, client: Option<&str>) -> Edition {
        Edition {
            audience: Settings::default().audiences[rung].clone(),
            rung,
            client: client.map(str::to_owned),
        }
    }

    #[test]
    fn an_unclear_audience_is_the_narrowest() {
        let settings = Settings {
            from_file: true,
            ..Settings::default()
        };
        let mut front = FrontMatter::default();
        assert_eq!(rung(FileId(0), &front, &settings), (0, None));
        front.audience = Some(written("publik".to_owned()));
        let (at, found) = rung(FileId(0), &front, &settings);
        assert_eq!(
            (at, found.unwrap().help.as_str()),
            (0, "did you mean `public`?")
        );
        front.audience = Some(written("public".to_owned()));
        assert_eq!(rung(FileId(0), &front, &settings), (3, None));
    }

    #[test]
    fn an_edition_holds_its_rung_and_wider() {
        let settings = Settings::default();
        let front = FrontMatter::default();
        assert_eq!(
            admits(&edition(3, None), &settings, 2, &front),
            Err(Refusal::Audience)
        );
        assert_eq!(admits(&edition(2, None), &settings, 3, &front), Ok(()));
        let wip = FrontMatter {
            confidence: Some(written(Confidence::Wip)),
            ..FrontMatter::default()
        };
        assert_eq!(
            admits(&edition(1, None), &settings, 3, &wip),
            Err(Refusal::Confidence)
        );
        assert_eq!(admits(&edition(0, None), &settings, 0, &wip), Ok(()));
    }

    #[test]
    fn a_client_sees_its_own_and_the_common_ones() {
        let settings = Settings::default();
        let acme = FrontMatter {
            clients: vec![written("acme".to_owned())],
            ..FrontMatter::default()
        };
        assert_eq!(
            admits(&edition(3, None), &settings, 3, &acme),
            Err(Refusal::Client)
        );
        assert_eq!(
            admits(&edition(3, Some("acme")), &settings, 3, &acme),
            Ok(())
        );
        assert_eq!(
            admits(&edition(0, Some("other")), &settings, 3, &acme),
            Err(Refusal::Client)
        );
        assert_eq!(admits(&edition(0, None), &settings, 3, &acme), Ok(()));
    }
}
