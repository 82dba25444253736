//! What a live preview says while it runs.
//!
//! Takes its events as plain values. Gives one quiet line each. Never repeats what the browser shows.

use crate::report::Style;
use crate::report::number::counted;
use crate::report::visible::visible;
use anstyle::AnsiColor;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Where the site can be read.
///
/// # Errors
/// Only those of the writer.
pub fn listening(out: &mut dyn Write, url: &str, taken: Option<u16>, style: Style) -> io::Result<()> {
    if let Some(port) = taken {
        writeln!(out, "port {port} is in use, so this is the next free one")?;
    }
    let link = style.of(AnsiColor::Cyan.on_default().underline());
    writeln!(out, "serving {link}{url}{link:#}   Ctrl-C ends it")
}

/// What changed, relative to the base.
///
/// # Errors
/// Only those of the writer.
pub fn changed(out: &mut dyn Write, paths: &[PathBuf], root: &Path, style: Style) -> io::Result<()> {
    let dim = style.of(anstyle::Style::new().dimmed());
    let name = |path: &PathBuf| path.strip_prefix(root).unwrap_or(path).display().to_string();
    let what = match paths {
        [] => "something".to_owned(),
        [one] => name(one),
        [one, more @ ..] => format!("{} and {}", name(one), counted(more.len(), "other")),
    };
    writeln!(out, "{dim}changed: {}{dim:#}", visible(&what))
}

/// What came of a build.
///
/// # Errors
/// Only those of the writer.
pub fn built(out: &mut dyn Write, news: bool, errors: usize, style: Style) -> io::Result<()> {
    let green = style.of(AnsiColor::Green.on_default());
    match (news, errors) {
        (true, 0) => writeln!(out, "{green}built{green:#}"),
        (true, n) => writeln!(out, "built, with {}", counted(n, "error")),
        (false, 0) => writeln!(out, "nothing new to see"),
        (false, n) => writeln!(out, "{}: the last good site stays", counted(n, "error")),
    }
}

/// What does not work as it was asked to.
///
/// # Errors
/// Only those of the writer.
pub fn trouble(out: &mut dyn Write, what: &str, style: Style) -> io::Result<()> {
    let yellow = style.of(AnsiColor::Yellow.on_default());
    writeln!(out, "{yellow}note{yellow:#}: {}", visible(what))
}

#[cfg(test)]
mod tests {
    use crate::report::Style;
    use crate::report::preview::{built, changed, listening};
    use std::path::Path;

    fn said(f: impl Fn(&mut Vec<u8>) -> std::io::Result<()>) -> String {
        let mut out = Vec::new();
        f(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn each_event_is_one_quiet_line() {
        let url = "http://127.0.0.1:8481/";
        assert_eq!(
            said(|o| listening(o, url, Some(8480), Style::Plain)),
            "port 8480 is in use, so this is the next free one\nserving http://127.0.0.1:8481/   Ctrl-C ends it\n"
        );
        let paths = ["/kb/content/a.md".into(), "/kb/content/b.md".into()];
        assert_eq!(said(|o| changed(o, &paths, Path::new("/kb"), Style::Plain)), "changed: content/a.md and 1 other\n");
        assert_eq!(said(|o| built(o, false, 2, Style::Plain)), "2 errors: the last good site stays\n");
    }
}
