//! The YAML block at the head of an article.
//!
//! Takes nothing. Gives [`FrontMatter`], every value with its span; `parse::block` fills it. Never holds a guess.

use crate::diag::{Span, Spanned};
use jiff::civil::Date;

/// What kind of article it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Something does not work; the article says why and how to mend it.
    BreakFix,
    /// How to do a thing.
    HowTo,
    /// A question and its answer.
    Faq,
    /// Facts to look up.
    Reference,
    /// A problem with a known cause that is not solved for good.
    KnownError,
}

/// How sure we are of the article (KCS).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// No resolution yet.
    Wip,
    /// A resolution that nobody has confirmed.
    NotValidated,
    /// Complete, and meets the content standard.
    Validated,
    /// Kept for links; out of search, lists and feeds.
    Archived,
}

impl Kind {
    /// As authors write it: `break-fix`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::BreakFix => "break-fix",
            Self::HowTo => "how-to",
            Self::Faq => "faq",
            Self::Reference => "reference",
            Self::KnownError => "known-error",
        }
    }
}

impl Confidence {
    /// As authors write it: `not-validated`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Wip => "wip",
            Self::NotValidated => "not-validated",
            Self::Validated => "validated",
            Self::Archived => "archived",
        }
    }
}

/// Who may change the article (KCS).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Governance {
    /// Any proficient person.
    Experience,
    /// Named people; a review date is required.
    Compliance,
}

impl Governance {
    /// As authors write it: `compliance`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Experience => "experience",
            Self::Compliance => "compliance",
        }
    }
}

/// What the article says of tickets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TicketClaims {
    /// Saved searches over tickets.
    pub patterns: Vec<Spanned<String>>,
    /// Ticket categories that the article answers as a whole.
    pub categories: Vec<Spanned<String>>,
    /// Tickets it was written from.
    pub linked: Vec<Spanned<String>>,
}

/// A reader's or colleague's word that something is wrong with the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// When it was raised.
    pub date: Option<Date>,
    /// By whom: a name.
    pub by: Option<String>,
    /// What is wrong.
    pub text: Spanned<String>,
}

/// A finding that the authors live with: a comment `# deskbook: allow KB021 reason` in the front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The code that was written, and where.
    pub code: Spanned<String>,
    /// Why; may be empty, which is itself a finding.
    pub reason: String,
}

/// The front matter, as far as it was written and understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// The YAML between the fences; `None` where the file has none.
    pub span: Option<Span>,
    /// The block is not YAML: nothing but the title is known, and the audience is the narrowest.
    pub broken: bool,
    /// Stable, unique id.
    pub id: Option<Spanned<String>>,
    /// The title.
    pub title: Option<Spanned<String>>,
    /// The kind of article.
    pub kind: Option<Spanned<Kind>>,
    /// One or two sentences.
    pub summary: Option<Spanned<String>>,
    /// In the requester's words.
    pub symptoms: Vec<Spanned<String>>,
    /// Affected operating systems, by their slugs in the settings.
    pub os: Vec<Spanned<String>>,
    /// Products, by their slugs.
    pub products: Vec<Spanned<String>>,
    /// `folder/sub` instead of the folder the file lies in.
    pub category: Option<Spanned<String>>,
    /// What the article says of tickets.
    pub tickets: TicketClaims,
    /// How sure we are.
    pub confidence: Option<Spanned<Confidence>>,
    /// Who may see it: a word of the ladder in the settings.
    pub audience: Option<Spanned<String>>,
    /// Only these clients; empty is everyone.
    pub clients: Vec<Spanned<String>>,
    /// Who may change it.
    pub governance: Option<Spanned<Governance>>,
    /// The team that keeps it.
    pub owner: Option<Spanned<String>>,
    /// When it has to be looked at again.
    pub review_by: Option<Spanned<Date>>,
    /// The resolution is a way round, not a cure.
    pub workaround: bool,
    /// The problem record behind it.
    pub problem: Option<Spanned<String>>,
    /// Further words to be found by.
    pub keywords: Vec<Spanned<String>>,
    /// Old addresses.
    pub aliases: Vec<Spanned<String>>,
    /// Ids of related articles.
    pub related: Vec<Spanned<String>>,
    /// Language tag such as `en` or `pt-BR`.
    pub lang: Option<Spanned<String>>,
    /// The id of the article that this one translates.
    pub translation_of: Option<Spanned<String>>,
    /// What readers and colleagues say is wrong with it.
    pub flags: Vec<Flag>,
    /// Findings that the authors live with.
    pub allows: Vec<Allow>,
}
