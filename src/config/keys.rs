//! The keys of the settings file, with what may stand under each.
//!
//! Takes nothing. Gives [`SETTINGS`] and the tables below it, from which the readers of the settings and the schema for
//! editors are made. Never reads a value.

use crate::config::standard::SECTIONS;
use crate::parse::keys::KINDS;
use crate::yaml::shape::{Choice, Key, Own, Shape, key};

const ANY: Shape = Shape::Words(Choice::Any);
const ROLES: &[&str] = &["candidate", "contributor", "publisher", "coach"];
const PRIORS: &[&str] = &["validated", "fresh", "linked", "own_system"];
/// YAML reads a bare `off` as text or as false, whatever its version.
const LEVELS: &[&str] = &["off", "note", "warning", "error"];
const TEXT: Shape = Shape::Text;
const DATE: Shape = Shape::Date;
const ADDRESS: Shape = Shape::Address;
const LEVEL: Shape = Shape::Either(&[Shape::Word(Choice::Of(LEVELS)), Shape::Truth]);
const SECTION_WORDS: Shape = Shape::Words(Choice::Of(SECTIONS));
const CATEGORY_SHAPE: Shape = Shape::Either(&[Shape::Text, Shape::Map(&CATEGORY)]);
const PERSON_SHAPE: Shape = Shape::Either(&[Shape::Word(Choice::Of(ROLES)), Shape::Map(&PERSON)]);
const LINKS: Shape = Shape::MapOf(Choice::Any, &ADDRESS);
const PEOPLE: Shape = Shape::MapOf(Choice::Any, &PERSON_SHAPE);

/// Keys of the settings file, in the order of the manual.
#[rustfmt::skip] // one key is one line
pub const SETTINGS: [Key; 25] = [
    key("title", TEXT, "Name of the site"),
    key("tagline", TEXT, "A sentence under the search box of the home page"),
    key("description", TEXT, "For search engines and feeds; the tagline by default"),
    key("lang", TEXT, "Language of the site, and of articles that name none"),
    key("base_url", TEXT, "Where the site stands, whole: https://help.example.com/"),
    key("audiences", ANY, "The ladder of audiences, narrowest first"),
    key("audience", Shape::Word(Choice::Own(Own::Audiences)), "For whom a plain build is"),
    key("clients", Shape::Either(&[ANY, Shape::MapOf(Choice::Any, &Shape::Map(&CLIENT))]), "The clients that may be named, and what their sites have instead"),
    key("show_not_validated", Shape::Truth, "Whether unconfirmed articles are shown outside the narrowest audience"),
    key("answer_first", Shape::Truth, "Whether the resolution stands before issue and cause, in articles with symptoms"),
    key("contact", Shape::Map(&CONTACT), "The way to a person"),
    key("feedback_url", ADDRESS, "Where \"Did this help?\" sends its answer"),
    key("edit_url", ADDRESS, "Address of an article's source, with {path}"),
    key("os", Shape::Systems, "The tree of operating systems"),
    key("products", Shape::MapOf(Choice::Any, &TEXT), "Products: word in the articles, and name to show"),
    key("categories", Shape::MapOf(Choice::Any, &CATEGORY_SHAPE), "Names, sentences and order of the categories"),
    key("fields", Shape::MapOf(Choice::Own(Own::ArticleKeys), &ANY), "Our key, and the key that the articles use"),
    key("ignore_fields", ANY, "Keys of articles that are passed over in silence; a closing * stands for any ending"),
    key("ignore", Shape::Texts, "Paths below the content folder that are left alone"),
    key("theme", Shape::Either(&[TEXT, Shape::Map(&THEME)]), "How the site looks"),
    key("offline", Shape::Truth, "Whether the site also works from a disk, without a server"),
    key("search", Shape::Map(&SEARCH), "How the search behaves"),
    key("tickets", Shape::Map(&TICKETS), "Ticket exports, and what counts as recurring and covered"),
    key("kcs", Shape::Map(&KCS), "Who may do what"),
    key("standard", Shape::Map(&STANDARD), "How strict the content standard is"),
];

/// Keys of `contact`.
#[rustfmt::skip] // one key is one line
pub const CONTACT: [Key; 3] = [
    key("mail", TEXT, "Address for a prefilled message"),
    key("url", ADDRESS, "Address of the ticket form; wins over the mail address"),
    key("label", TEXT, "Words of the link"),
];

/// Keys of a client.
#[rustfmt::skip] // one key is one line
pub const CLIENT: [Key; 4] = [
    key("title", TEXT, "Name of the client's site"),
    key("tagline", TEXT, "The sentence under its search box"),
    key("contact", Shape::Map(&CONTACT), "The way to a person, as a whole"),
    key("theme", Shape::Map(&THEME), "Its accent, logo and icon"),
];

/// Keys of a category.
pub const CATEGORY: [Key; 2] = [
    key("name", TEXT, "Name to show"),
    key("summary", TEXT, "A sentence under the name"),
];

/// Keys of `theme`.
#[rustfmt::skip] // one key is one line
pub const THEME: [Key; 6] = [
    key("name", TEXT, "Folder below themes/ that replaces files of the built-in theme"),
    key("accent", Shape::Either(&[Shape::Colour, Shape::Map(&ACCENT)]), "The accent: one colour, or one for each scheme"),
    key("logo", TEXT, "Path of the logo, from the root of the base"),
    key("favicon", TEXT, "Path of the icon, from the root of the base"),
    key("links", LINKS, "Links in the header: words and address"),
    key("footer", LINKS, "Links in the footer"),
];

/// Keys of `accent`.
pub const ACCENT: [Key; 2] = [
    key("light", Shape::Colour, "For the light scheme"),
    key("dark", Shape::Colour, "For the dark scheme"),
];

/// Keys of `search`.
#[rustfmt::skip] // one key is one line
pub const SEARCH: [Key; 5] = [
    key("shortcuts", Shape::Truth, "Whether / and Ctrl-K open the search"),
    key("recent", Shape::Truth, "Whether the reader's last searches are kept in her own browser"),
    key("synonyms", Shape::ListOf(&Shape::Either(&[TEXT, Shape::Texts])), "Words of your own that mean the same: a list, or a line with =>"),
    key("vocabulary", Shape::Truth, "Whether the search also knows the words that come with Deskbook"),
    key("priors", Shape::Either(&[Shape::Truth, Shape::Words(Choice::Of(PRIORS))]), "What puts one of two equal articles first"),
];

/// Keys of `tickets`.
#[rustfmt::skip] // one key is one line
pub const TICKETS: [Key; 20] = [
    key("files", Shape::Texts, "Exports below the root that are read where none is named"),
    key("columns", Shape::Map(&COLUMNS), "Which column is which, for exports of other systems"),
    key("date_order", Shape::Word(Choice::Of(&["day", "month"])), "What comes first in 03/04/2026"),
    key("category_separators", Shape::Texts, "What parts the levels of a category in one cell"),
    key("category_field", TEXT, "Id or name of the custom field that is the category"),
    key("window", Shape::Count, "Days back from the newest ticket"),
    key("min_tickets", Shape::Count, "A category recurs from so many tickets"),
    key("min_days", Shape::Count, "A category recurs on so many days"),
    key("min_requesters", Shape::Count, "A category recurs by so many people, where they are known"),
    key("none_below", Shape::Share, "Below this share a category has no article"),
    key("partial_below", Shape::Share, "Below this share it is covered in part"),
    key("pareto", Shape::Share, "The share of uncovered tickets for which the smallest set of gaps is looked for"),
    key("broad", Shape::Share, "A pattern that matches more than this share of all tickets is too broad"),
    key("deflectable", Shape::Share, "The share of uncovered tickets that an article would spare the desk"),
    key("assisted_cost", Shape::Amount, "What a ticket costs that a person answers"),
    key("self_service_cost", Shape::Amount, "What an answer costs that somebody finds alone"),
    key("currency", TEXT, "The sign of the currency"),
    key("vague", Shape::Texts, "Categories that say nothing: their tickets are grouped by their text"),
    key("redact", Shape::Texts, "More regular expressions of what is never shown"),
    key("noise", Shape::Texts, "More patterns of tickets that are no requests of people"),
];

const fn column(name: &'static str) -> Key {
    key(name, TEXT, "Name of the column")
}

/// Keys of `tickets.columns`: the fields that a column can be named for.
pub const COLUMNS: [Key; 20] = [
    column("id"),
    column("summary"),
    column("description"),
    column("resolution"),
    column("category"),
    column("subcategory"),
    column("service"),
    column("status"),
    column("priority"),
    column("channel"),
    column("requester"),
    column("group"),
    column("created"),
    column("resolved"),
    column("closed"),
    column("breached"),
    column("reopens"),
    column("reassignments"),
    column("effort"),
    column("articles"),
];

/// Keys of `kcs`.
#[rustfmt::skip] // one key is one line
pub const KCS: [Key; 4] = [
    key("people", PEOPLE, "People by the address of their commits: a role, or a mapping"),
    key("others", Shape::Word(Choice::Of(ROLES)), "The role of everybody else"),
    key("compliance", ANY, "Addresses of those who may change articles under `governance: compliance`"),
    key("teams", Shape::Either(&[ANY, Shape::MapOf(Choice::Any, &ANY)]), "The teams that articles name under `owner`, with their people"),
];

/// Keys of a person.
#[rustfmt::skip] // one key is one line
pub const PERSON: [Key; 4] = [
    key("role", Shape::Word(Choice::Of(ROLES)), "Her role"),
    key("categories", ANY, "The categories for which it holds, with all below them"),
    key("name", TEXT, "A name to show"),
    key("also", ANY, "Further addresses of the same person"),
];

/// Keys of `standard`.
#[rustfmt::skip] // one key is one line
pub const STANDARD: [Key; 10] = [
    key("levels", Shape::MapOf(Choice::Own(Own::Codes), &LEVEL), "A code of the content standard and its level"),
    key("sections", Shape::MapOf(Choice::Of(KINDS), &SECTION_WORDS), "The sections that articles of a type have, in order"),
    key("grade", Shape::Amount, "The years of school that a text may ask for"),
    key("sentence_words", Shape::Count, "The most words of a sentence"),
    key("acronyms", ANY, "Abbreviations that your readers know, besides the usual ones"),
    key("internal_words", Shape::Texts, "Regular expressions of what must not stand in texts for a wider audience"),
    key("renamed", Shape::MapOf(Choice::Any, &TEXT), "Old names of products, each with the name of today"),
    key("ended", Shape::MapOf(Choice::Any, &DATE), "Slugs of systems, each with the last day of its support"),
    key("wip_days", Shape::Count, "Days after which an article in progress is too old"),
    key("near", Shape::Share, "From this share of common text on, two articles are nearly the same"),
];

#[cfg(test)]
mod tests {
    use crate::config::Prior;
    use crate::config::kcs::Role;
    use crate::config::keys::{PRIORS, ROLES};

    #[test]
    fn the_words_are_those_of_the_types() {
        assert_eq!(ROLES, Role::ALL.map(Role::word));
        assert_eq!(PRIORS, Prior::ALL.map(Prior::word));
    }
}
