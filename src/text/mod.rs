//! The one way text becomes terms.
//!
//! Takes any text. Gives slots of terms ([`tokenize`]), word groups and function words by language ([`stem`], [`stop`]),
//! error codes ([`codes`]), the distance between words ([`edits`]), the query language ([`query`]), what of a text may not
//! be shown ([`redact`]), its sentences ([`sentences`]) and how hard it is to read ([`grade`]). Never looks at articles, settings or the locale.

pub mod actions;
pub mod codes;
pub mod edits;
pub mod fold;
pub mod grade;
pub mod hosts;
pub mod query;
pub mod redact;
pub mod sentences;
pub mod slug;
pub mod stem;
pub mod stop;
pub mod tokenize;
