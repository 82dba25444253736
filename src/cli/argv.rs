//! Excluded words among the arguments.
//!
//! Takes argv. Gives argv in which the `-809` of `deskbook search vpn -809` is a word and not a flag; `word` gives such
//! a word back as it was typed. Never touches another command, a flag that `search` knows, or what follows `--`.

use crate::cli::args::Cli;
use clap::{Command, CommandFactory};
use std::ffi::OsString;

/// Stands in front of a word that must not be read as a flag; no argument can hold it, since it ends them.
const MARK: char = '\0';

/// The arguments, with excluded words marked.
pub fn marked(args: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut cli = Cli::command();
    cli.build();
    let Some(search) = cli.find_subcommand("search") else {
        return args.collect();
    };
    let (mut is_search, mut is_value, mut is_over) = (None, true, false);
    let mut mark = |arg: OsString| {
        let Some(text) = arg.to_str().filter(|_| !is_over) else {
            return arg;
        };
        // The program's own name and what belongs to the flag before are nobody's business.
        if std::mem::replace(&mut is_value, takes_value(search, text)) {
            return arg;
        }
        if !text.starts_with('-') {
            is_search.get_or_insert(text == "search");
        }
        is_over = text == "--";
        if is_search == Some(true) && is_excluded(search, text) {
            return format!("{MARK}{text}").into();
        }
        arg
    };
    args.map(&mut mark).collect()
}

/// A word of the query as it was typed.
pub(crate) fn word(arg: &str) -> &str {
    arg.strip_prefix(MARK).unwrap_or(arg)
}

/// Whether it is a flag with its value in the next argument.
fn takes_value(search: &Command, text: &str) -> bool {
    let named = |flag: &&clap::Arg| flag.get_long() == text.strip_prefix("--");
    text.starts_with("--")
        && search
            .get_arguments()
            .find(named)
            .is_some_and(|flag| flag.get_action().takes_values())
}

/// Whether it is `-word`: a single `-`, then a letter or digit, and not only the letters of known flags (`-v`, `-qh`).
fn is_excluded(search: &Command, text: &str) -> bool {
    let is_flag = |c: char| search.get_arguments().any(|a| a.get_short() == Some(c));
    text.strip_prefix('-')
        .is_some_and(|word| word.starts_with(char::is_alphanumeric) && !word.chars().all(is_flag))
}

#[cfg(test)]
mod tests {
    use crate::cli::argv::{marked, word};

    #[test]
    fn only_excluded_words_of_a_search_are_marked() {
        for (line, expected) in [
            ("search vpn -809", "search vpn !-809"),
            ("search -809 vpn --limit 2", "search !-809 vpn --limit 2"),
            ("--root search search -vpn", "--root search search !-vpn"),
            ("-q search -v x -qv -h", "-q search -v x -qv -h"),
            ("search --os -x y -é", "search --os -x y !-é"),
            ("search --limit=1 - -- -x", "search --limit=1 - -- -x"),
            ("search --queries - -x", "search --queries - !-x"),
            ("new search -809", "new search -809"),
            ("check -x", "check -x"),
            ("search -\"on -(x --long", "search -\"on -(x --long"),
        ] {
            let args = ["deskbook"].into_iter().chain(line.split(' '));
            let found: Vec<String> = marked(args.map(Into::into))
                .into_iter()
                .skip(1)
                .map(|a| a.into_string().unwrap().replace('\0', "!"))
                .collect();
            assert_eq!(found.join(" "), expected);
        }
    }

    #[test]
    fn a_marked_word_is_what_was_typed() {
        assert_eq!(word("\0-809"), "-809");
        assert_eq!(word("vpn"), "vpn");
    }
}
