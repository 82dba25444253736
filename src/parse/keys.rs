//! The keys of the front matter, with what may stand under each.
//!
//! Takes nothing. Gives [`ARTICLE`], from which reader, `deskbook set` and the schema for editors are made. Never reads
//! a value.

use crate::yaml::shape::{Choice, Key, Own, Shape, key, names};

/// What `type` takes.
pub const KINDS: &[&str] = &["break-fix", "how-to", "faq", "reference", "known-error"];
/// What `confidence` takes.
pub const CONFIDENCES: &[&str] = &["wip", "not-validated", "validated", "archived"];
/// What `governance` takes.
pub const GOVERNANCES: &[&str] = &["experience", "compliance"];

const fn word(words: &'static [&'static str]) -> Shape {
    Shape::Word(Choice::Of(words))
}

const fn own(own: Own) -> Shape {
    Shape::Words(Choice::Own(own))
}

const ANY: Shape = Shape::Words(Choice::Any);

/// Keys of an article, in the order of the manual.
#[rustfmt::skip] // one key is one line
pub const ARTICLE: [Key; 23] = [
    key("id", Shape::Text, "A stable, unique name, never given to another article"),
    key("title", Shape::Text, "The title, in the words of those who have the problem"),
    key("type", word(KINDS), "What kind of article it is; the checks ask for sections by it"),
    key("summary", Shape::Text, "One or two sentences of plain text, shown under the title and in lists"),
    key("symptoms", Shape::Texts, "What the requester says or sees, in their words; add to them, never polish them"),
    key("os", own(Own::Systems), "Affected operating systems, by the words of the setting `os`"),
    key("products", own(Own::Products), "Affected products, by the words of the setting `products`"),
    key("category", Shape::Text, "A category other than the folder of the file"),
    key("tickets", Shape::Map(&TICKETS), "What the article says of tickets; never published"),
    key("confidence", word(CONFIDENCES), "How far the article can be trusted"),
    key("audience", Shape::Word(Choice::Own(Own::Audiences)), "The widest audience that may see the article"),
    key("clients", own(Own::Clients), "Only the sites of these clients hold the article"),
    key("governance", word(GOVERNANCES), "Who may change the article: any proficient colleague, or named people only"),
    key("owner", Shape::Word(Choice::Own(Own::Teams)), "The team that keeps the article"),
    key("review_by", Shape::Date, "The day by which somebody has to look at the article again"),
    key("workaround", Shape::Truth, "Whether the resolution is a way round and no cure"),
    key("problem", Shape::Text, "The problem record behind the article"),
    key("keywords", ANY, "Further words to be found by, which nobody needs to read"),
    key("aliases", Shape::Texts, "Old addresses of the article, from the root of the site"),
    key("related", ANY, "Ids of articles to show under \"Related articles\""),
    key("lang", Shape::Text, "The language of the article, where it is not that of the site"),
    key("translation_of", Shape::Text, "The id of the article that this one translates"),
    key("flags", Shape::ListOf(&Shape::Either(&[Shape::Text, Shape::Map(&FLAG)])), "What readers and colleagues say is wrong with the article"),
];

/// Keys below `tickets`.
#[rustfmt::skip] // one key is one line
pub const TICKETS: [Key; 3] = [
    key("patterns", Shape::Texts, "Searches over tickets that this article answers"),
    key("categories", Shape::Texts, "Ticket categories that it answers as a whole"),
    key("linked", ANY, "Tickets it was written from"),
];

/// Keys of one flag.
pub const FLAG: [Key; 3] = [
    key("date", Shape::Date, "The day it was raised"),
    key("by", Shape::Text, "Who raised it"),
    key("text", Shape::Text, "What is wrong"),
];

/// The names of [`ARTICLE`].
pub const ARTICLE_NAMES: &[&str] = &names(&ARTICLE);
/// The names of [`TICKETS`].
pub const TICKET_NAMES: &[&str] = &names(&TICKETS);
/// The names of [`FLAG`].
pub const FLAG_NAMES: &[&str] = &names(&FLAG);

#[cfg(test)]
mod tests {
    use crate::parse::front_matter::{Confidence, Governance, Kind};
    use crate::parse::keys::{CONFIDENCES, GOVERNANCES, KINDS};

    #[test]
    fn the_words_are_those_of_the_types() {
        let kinds = [
            Kind::BreakFix,
            Kind::HowTo,
            Kind::Faq,
            Kind::Reference,
            Kind::KnownError,
        ];
        assert_eq!(KINDS, kinds.map(Kind::word));
        let states = [
            Confidence::Wip,
            Confidence::NotValidated,
            Confidence::Validated,
            Confidence::Archived,
        ];
        assert_eq!(CONFIDENCES, states.map(Confidence::word));
        let said = [Governance::Experience, Governance::Compliance].map(|g| {
            let json = serde_json::to_value(g).unwrap();
            json.as_str().unwrap().to_owned()
        });
        assert_eq!(GOVERNANCES, said);
    }
}
