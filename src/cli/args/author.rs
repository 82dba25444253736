//! The words of `init`, `new`, `set`, `flag` and `schema`: what authors say.
//!
//! Takes nothing. Gives the clap types. Never does any work.

use crate::cli::args::Kind;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Flags of `init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The folder to make the base in
    #[arg(value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// Write only a pre-commit hook that checks what a commit changes, into a base that exists
    #[arg(long)]
    pub hook: bool,
}

/// Flags of `new`.
#[derive(Debug, Args)]
pub struct New {
    /// The title, as a person with the problem would say it; from tickets one is proposed
    #[arg(required_unless_present_any = ["from_gap", "from_ticket"])]
    pub title: Option<String>,
    /// The kind of article
    #[arg(long = "type", value_enum, default_value_t = Kind::BreakFix, value_name = "TYPE")]
    pub kind: Kind,
    /// The folder below the content folder
    #[arg(long, value_name = "FOLDER")]
    pub category: Option<String>,
    /// The id; by default the next free one
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// Fill it with the words, codes and notes of a gap that `deskbook gaps` names: G3
    #[arg(long, value_name = "GAP", group = "source")]
    pub from_gap: Option<String>,
    /// Fill it with what one ticket says
    #[arg(long, value_name = "TICKET", group = "source")]
    pub from_ticket: Option<String>,
    /// Ticket exports; by default those of the settings
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "source")]
    pub tickets: Vec<PathBuf>,
    /// Write it even if an article with nearly the same title or symptom exists
    #[arg(long)]
    pub anyway: bool,
}

/// Flags of `set`.
#[derive(Debug, Args)]
pub struct Set {
    /// Ids or files, then what to change: `confidence=validated`, `symptoms+="the vpn drops"`, `workaround=`
    #[arg(value_name = "ARTICLE... KEY=VALUE", required = true)]
    pub words: Vec<String>,
}

/// Flags of `flag`.
#[derive(Debug, Args)]
pub struct Flag {
    /// Its id or file
    #[arg(value_name = "ARTICLE")]
    pub article: String,
    /// What is wrong
    #[arg(required_unless_present_any = ["list", "resolve"])]
    pub text: Option<String>,
    /// Show its flags
    #[arg(long, conflicts_with = "text")]
    pub list: bool,
    /// Remove a flag by its number in the list, or all of them
    #[arg(long, value_name = "N|all", conflicts_with_all = ["text", "list"])]
    pub resolve: Option<String>,
}

/// Flags of `schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// Of what
    #[arg(value_enum, value_name = "WHAT", default_value_t = SchemaOf::FrontMatter)]
    pub what: SchemaOf,
}

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// The head of an article.
    FrontMatter,
    /// `deskbook.yaml`.
    Settings,
}
