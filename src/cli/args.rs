//! The words of the command line.
//!
//! Takes nothing. Gives the clap types: commands, flags, defaults, help. Never does any work.

pub mod author;
pub(crate) mod values;

use crate::cli::args::author::{Flag, Init, New, Schema, Set};
use crate::cli::args::values::{at_least_one, day, days, percent, port};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const AFTER: &str = "\
Exit codes: 0 done, 1 findings, 2 wrong usage or settings, 3 could not.
Results go to stdout, progress and notes to stderr. NO_COLOR is respected.";

/// Turns a git repository of Markdown help-desk articles into a fast, searchable, offline-capable site.
#[derive(Debug, Parser)]
#[command(name = "deskbook", version, after_help = AFTER, max_term_width = 100)]
pub struct Cli {
    /// What every command understands.
    #[command(flatten)]
    pub common: Common,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What every command understands.
#[derive(Clone, Debug, Args)]
pub struct Common {
    /// The folder of the base
    #[arg(
        long,
        global = true,
        default_value = ".",
        value_name = "DIR",
        help_heading = "Common"
    )]
    pub root: PathBuf,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN", help_heading = "Common")]
    pub color: Colour,
    /// Show notes as well
    #[arg(
        short,
        long,
        global = true,
        help_heading = "Common",
        conflicts_with = "quiet"
    )]
    pub verbose: bool,
    /// Show errors only
    #[arg(short, long, global = true, help_heading = "Common")]
    pub quiet: bool,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a new base: settings, sample articles, pipelines
    Init(Init),
    /// Start a new article from a template, after a look at what exists
    New(New),
    /// Change the front matter of articles: state, audience, owner, lists
    Set(Set),
    /// Say that something is wrong with an article, or that it is mended
    Flag(Flag),
    /// Find what is wrong: front matter, links, images, duplicates, content standard
    Check(Check),
    /// Build the site
    Build(Build),
    /// Build, serve and rebuild on every change
    Serve(Serve),
    /// Search as the site does
    Search(Search),
    /// Show what is understood of ticket exports, before anyone trusts a report on them
    Tickets(Tickets),
    /// Measure which tickets have an article, and what should be written next
    Gaps(Gaps),
    /// Measure how the base is doing: states, reviews, flags, reuse, contribution
    Report(Report),
    /// Learn the requesters' words from tickets, so that the search finds articles by them
    Learn(Learn),
    /// Print a JSON Schema for editors
    Schema(Schema),
    /// Tell who did what to an article and when, from git
    History(History),
    /// Print the completions for a shell
    Completions(Completions),
    /// Print the manual page
    Man,
    /// Print whose code is in the program, and under which licences
    #[command(alias = "licenses")]
    Licences(Licences),
}

/// The kinds of article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Something does not work.
    BreakFix,
    /// How to do a thing.
    HowTo,
    /// A question and its answer.
    Faq,
    /// Facts to look up.
    Reference,
    /// A problem without a cure.
    KnownError,
}

/// Flags of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Check what changed since the branch left REV, and whether its authors may change it
    #[arg(long, value_name = "REV")]
    pub since: Option<String>,
    /// Fail on findings of this level too
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub deny: Option<Deny>,
    /// How to print the findings
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Print every address on another site with its places instead, for a program that tries them: nothing is fetched here
    #[arg(long, conflicts_with_all = ["fix", "deny", "explain"])]
    pub external: bool,
    /// Mend in the files what needs no judgement, and show what is left
    #[arg(long)]
    pub fix: bool,
    /// With --fix: show what would change, as a patch, and change nothing
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    /// Say what a code means, why it matters and what to do
    #[arg(long, value_name = "CODE", conflicts_with_all = ["fix", "deny", "format"])]
    pub explain: Option<String>,
    /// Check as of this day instead of today
    #[arg(long, value_name = "DATE", hide = true)]
    pub today: Option<String>,
}

/// Findings that fail a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Warnings and errors.
    Warnings,
    /// Notes, warnings and errors.
    Notes,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the source line and what to do.
    Human,
    /// One line each.
    Short,
    /// One object for programs.
    Json,
    /// Annotations of a GitHub pull request.
    Github,
    /// SARIF 2.1.0, for code-scanning tools.
    Sarif,
}

/// What a build is for.
#[derive(Clone, Debug, Default, Args)]
pub struct For {
    /// The audience: nothing narrower is anywhere in the output
    #[arg(long, value_name = "NAME")]
    pub audience: Option<String>,
    /// The client, for articles that name some
    #[arg(long, value_name = "NAME")]
    pub client: Option<String>,
}

/// Flags of `build`.
#[derive(Debug, Args)]
pub struct Build {
    /// The folder to write, below the root unless absolute
    #[arg(long, value_name = "DIR", default_value = "public")]
    pub out: PathBuf,
    /// For whom.
    #[command(flatten)]
    pub edition: For,
    /// Where the site will stand; wins over the settings
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Write nothing if any article has an error
    #[arg(long)]
    pub strict: bool,
}

/// Flags of `serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// The port; the next free one is taken where it is in use
    #[arg(long, default_value_t = 8480, value_parser = port)]
    pub port: u16,
    /// Open the site in the browser
    #[arg(long)]
    pub open: bool,
    /// Look for changes by reading, for disks that do not tell (network drives, some containers)
    #[arg(long)]
    pub poll: bool,
    /// For whom.
    #[command(flatten)]
    pub edition: For,
}

/// Flags of `search`.
#[derive(Debug, Args)]
pub struct Search {
    /// What to look for: words, "a phrase", -without
    #[arg(required_unless_present = "queries")]
    pub query: Vec<String>,
    /// Answer every line of this file; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "query")]
    pub queries: Option<PathBuf>,
    /// How many results
    #[arg(long, default_value_t = 10, value_parser = at_least_one)]
    pub limit: usize,
    /// Prefer this operating system
    #[arg(long, value_name = "OS")]
    pub os: Option<String>,
    /// Put articles in this language first, as its pages do; by default the language of the site
    #[arg(long, value_name = "LANG")]
    pub speak: Option<String>,
    /// What an article must be.
    #[command(flatten)]
    pub only: Only,
    /// Search as this audience sees the site
    #[command(flatten)]
    pub edition: For,
    /// Say how each word was understood, and why each article stands where it stands
    #[arg(long)]
    pub explain: bool,
    /// How to print the results
    #[arg(long, value_enum, default_value_t = SearchFormat::Human)]
    pub format: SearchFormat,
}

/// What an article must be to be found.
#[derive(Clone, Debug, Args)]
pub struct Only {
    /// Only articles about this product
    #[arg(long, value_name = "PRODUCT")]
    pub product: Option<String>,
    /// Only articles in this category or below
    #[arg(long, value_name = "CATEGORY")]
    pub category: Option<String>,
    /// Only articles of this type
    #[arg(long = "type", value_enum, value_name = "TYPE")]
    pub kind: Option<Kind>,
    /// Only articles in this language
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
}

/// How results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SearchFormat {
    /// For people.
    Human,
    /// One object for programs; of many questions one a line.
    Json,
}

/// Flags of `tickets`.
#[derive(Debug, Args)]
pub struct Tickets {
    /// The exports: CSV, TSV, JSON, NDJSON, XML or XLSX, as they are or packed by gzip or zip
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// How their dates are read.
    #[command(flatten)]
    pub dates: Dates,
    /// How to print what was understood
    #[arg(long, value_enum, default_value_t = SearchFormat::Human)]
    pub format: SearchFormat,
}

/// Flags of `learn`.
#[derive(Debug, Args)]
pub struct Learn {
    /// Ticket exports; by default those that the settings name
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// How their dates are read.
    #[command(flatten)]
    pub dates: Dates,
    /// Say what would be learnt, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// How dates of exports are read.
#[derive(Clone, Debug, Args)]
pub struct Dates {
    /// What comes first in dates such as 03/04/2026; wins over the settings and over what the files show
    #[arg(long, value_enum, value_name = "ORDER")]
    pub date_order: Option<Order>,
}

/// What comes first in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Order {
    /// The day: 3 April.
    Day,
    /// The month: March 4.
    Month,
}

/// Flags of `gaps`.
#[derive(Debug, Args)]
pub struct Gaps {
    /// Ticket exports; by default those that the settings name
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Days back from the newest ticket: `180d`, `26w`, `1y`
    #[arg(long, value_name = "TIME", value_parser = days)]
    pub window: Option<u32>,
    /// Write the report as one HTML file, to be read and printed
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Write a line for each category, topic and gap
    #[arg(long, value_name = "FILE")]
    pub csv: Option<PathBuf>,
    /// Write everything as one object for programs
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
    /// Write the report as Markdown
    #[arg(long, value_name = "FILE")]
    pub markdown: Option<PathBuf>,
    /// Write for each ticket why it counts as covered or not, a line each
    #[arg(long, value_name = "FILE")]
    pub explain: Option<PathBuf>,
    /// List the articles' ticket patterns: dead, too broad, overlapping
    #[arg(long)]
    pub patterns: bool,
    /// Exit with 1 if fewer tickets (in percent) have an article that end users can see
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    pub fail_under: Option<f64>,
    /// The order of dates.
    #[command(flatten)]
    pub dates: Dates,
    /// Show texts of tickets as they are, with names, addresses and numbers
    #[arg(long)]
    pub no_redact: bool,
    /// How many gaps to show
    #[arg(long, default_value_t = 10)]
    pub limit: usize,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = SearchFormat::Human)]
    pub format: SearchFormat,
}

/// Flags of `report`.
#[derive(Debug, Args)]
pub struct Report {
    /// What happened since a day: `2026-11-01`, `yesterday`, `7d`, `4w`
    #[arg(long, value_name = "DAY")]
    pub since: Option<String>,
    /// Ticket exports; by default those of the settings
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub tickets: Vec<PathBuf>,
    /// Write the report as one HTML file, to be read and printed
    #[arg(long, value_name = "FILE", conflicts_with = "sample")]
    pub html: Option<PathBuf>,
    /// Write everything as one object for programs
    #[arg(long, value_name = "FILE", conflicts_with = "sample")]
    pub json: Option<PathBuf>,
    /// Write the report as Markdown
    #[arg(long, value_name = "FILE", conflicts_with = "sample")]
    pub markdown: Option<PathBuf>,
    /// Draw so many articles at random instead, each with a checklist for the coach to fill
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub sample: Option<usize>,
    /// Draw from the articles of this person: a name or a mail address
    #[arg(long, value_name = "WHO", requires = "sample")]
    pub author: Option<String>,
    /// Draw with this word instead of the day and the person
    #[arg(long, value_name = "WORD", requires = "sample")]
    pub seed: Option<String>,
    /// How dates of exports are read.
    #[command(flatten)]
    pub dates: Dates,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = SearchFormat::Human)]
    pub format: SearchFormat,
    /// Report as of this day instead of today
    #[arg(long, value_name = "DATE", hide = true)]
    pub today: Option<String>,
}

/// Flags of `history`.
#[derive(Debug, Args)]
pub struct History {
    /// The article: its id, its file or its address; without one, the newest changes of state in the base
    #[arg(value_name = "ARTICLE")]
    pub article: Option<String>,
    /// Only what happened on this day or later
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<jiff::civil::Date>,
    /// How many events to show; of the base 20, of an article all
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub limit: Option<usize>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = SearchFormat::Human)]
    pub format: SearchFormat,
}

/// Flags of `completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// Flags of `licences`.
#[derive(Debug, Args)]
pub struct Licences {
    /// Names, versions and licences only, a line each
    #[arg(long)]
    pub list: bool,
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::CommandFactory;

    #[test]
    fn the_words_do_not_contradict_each_other() {
        Cli::command().debug_assert();
    }
}
