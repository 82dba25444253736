//! The last words of a build.
//!
//! Takes plain figures. Gives two lines: what was made, and what was left out. Never hides that something was left out.

use crate::report::Style;
use crate::report::number::{bytes, counted, grouped, seconds};
use crate::report::visible::visible;
use std::io::{self, Write};
use std::time::Duration;

/// What a build made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Build<'a> {
    /// Articles in the site.
    pub articles: usize,
    /// Files of the site.
    pub files: usize,
    /// Their size in bytes.
    pub bytes: u64,
    /// Files that were created or changed by this build; `None` on the first one.
    pub changed: Option<usize>,
    /// Files that were removed.
    pub removed: usize,
    /// Where the site stands.
    pub out: &'a str,
    /// How long it took.
    pub time: Duration,
    /// What it does not hold.
    pub left_out: LeftOut<'a>,
}

/// What an edition does not hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut<'a> {
    /// The audience of the edition, where the base has several.
    pub audience: Option<&'a str>,
    /// Articles for a narrower audience.
    pub narrower: usize,
    /// Articles in work or not validated.
    pub unfinished: usize,
    /// Articles for other clients.
    pub clients: usize,
    /// Articles that could not be built because of errors.
    pub broken: usize,
}

/// Writes `74 articles · 231 files · 4.2 MB → public   0.42 s` and, if need be, `left out: …`.
///
/// # Errors
/// Only those of the writer.
pub fn build_summary(out: &mut dyn Write, build: &Build<'_>, style: Style) -> io::Result<()> {
    let bold = style.of(anstyle::Style::new().bold());
    let dim = style.of(anstyle::Style::new().dimmed());
    let mut parts = vec![counted(build.files, "file"), bytes(build.bytes)];
    match build.changed {
        Some(0) if build.removed == 0 => parts.push("nothing changed".to_owned()),
        Some(changed) => parts.push(format!("{} changed", grouped(changed))),
        None => {}
    }
    if build.removed > 0 {
        parts.push(format!("{} removed", grouped(build.removed)));
    }
    let articles = counted(build.articles, "article");
    writeln!(
        out,
        "{bold}{articles}{bold:#} · {} → {bold}{}{bold:#}   {dim}{}{dim:#}",
        parts.join(" · "),
        visible(build.out),
        seconds(build.time)
    )?;
    left_out(out, &build.left_out)
}

/// Writes what an edition does not hold; nothing where it holds everything.
///
/// # Errors
/// Only those of the writer.
pub fn left_out(out: &mut dyn Write, left: &LeftOut<'_>) -> io::Result<()> {
    let audience = left
        .audience
        .map_or_else(String::new, |name| format!(" than {}", visible(name)));
    let parts: Vec<String> = [
        (left.narrower, format!("for a narrower audience{audience}")),
        (left.unfinished, "work in progress".to_owned()),
        (left.clients, "for other clients".to_owned()),
        (left.broken, "with errors".to_owned()),
    ]
    .into_iter()
    .filter(|(number, _)| *number > 0)
    .map(|(number, why)| format!("{} {why}", grouped(number)))
    .collect();
    if parts.is_empty() {
        return Ok(());
    }
    writeln!(out, "left out: {}", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use crate::report::Style;
    use crate::report::summary::{Build, LeftOut, build_summary};
    use std::time::Duration;

    fn shown(build: &Build<'_>) -> String {
        let mut out = Vec::new();
        build_summary(&mut out, build, Style::Plain).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_build_says_what_it_made_and_what_it_left_out() {
        let mut build = Build {
            articles: 74,
            files: 1231,
            bytes: 4_200_000,
            out: "public",
            time: Duration::from_millis(420),
            ..Build::default()
        };
        let first = "74 articles · 1,231 files · 4.2 MB → public   0.42 s\n";
        assert_eq!(shown(&build), first);
        build.changed = Some(0);
        build.left_out = LeftOut {
            audience: Some("public"),
            narrower: 12,
            unfinished: 1,
            ..LeftOut::default()
        };
        let again = "\
74 articles · 1,231 files · 4.2 MB · nothing changed → public   0.42 s
left out: 12 for a narrower audience than public, 1 work in progress
";
        assert_eq!(shown(&build), again);
        build.removed = 3;
        assert!(shown(&build).contains("· 0 changed · 3 removed →"));
    }
}
