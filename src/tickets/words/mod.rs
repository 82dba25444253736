//! The words of a ticket: what a person wrote, without what mail and export programs added.
//!
//! Takes cells and bodies as exports hold them. Gives plain text ([`plain`], [`adf`]) and of it the requester's own
//! ([`own`]). Never loses all of a text: where everything looks like packing, the packing is kept.

mod adf;
mod encoding;
mod html;
mod own;
mod tidy;

use std::borrow::Cow;

pub use self::adf::adf;
pub use self::own::own;

/// Plain text with line breaks: HTML read, Excel escapes and double encoding mended, blanks and line ends tidied.
#[must_use]
pub fn plain(text: &str) -> Cow<'_, str> {
    let mended = encoding::mend(text);
    let read = match &mended {
        Cow::Borrowed(text) => html::read(text),
        Cow::Owned(text) => html::read(text).map(|read| read.into_owned().into()),
    };
    match (read, mended) {
        (Some(read), _) => Cow::Owned(tidy::tidy(&read).into_owned()),
        (None, Cow::Borrowed(text)) => tidy::tidy(text),
        (None, Cow::Owned(text)) => Cow::Owned(tidy::tidy(&text).into_owned()),
    }
}

/// Whether [`plain`] repairs an encoding or an Excel escape: a row that counts as repaired.
#[must_use]
pub fn is_mended(text: &str) -> bool {
    matches!(encoding::mend(text), Cow::Owned(_))
}

#[cfg(test)]
mod tests;
