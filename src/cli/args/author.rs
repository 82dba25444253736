//! The words of `set`, `flag` and `schema`: what authors say between writing.
//!
//! Takes nothing. Gives the clap types. Never does any work.

use clap::{Args, ValueEnum};

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
