//! Findings for editors and grep: one line each.
//!
//! Takes gathered findings. Gives `path:line:column: severity[CODE] message`. Never wraps a line.

use crate::report::gather::Finding;
use crate::report::visible::{message, visible};
use std::io::{self, Write};

/// Writes one line a finding.
///
/// # Errors
/// Only those of the writer.
pub fn write<'a>(
    out: &mut dyn Write,
    findings: impl Iterator<Item = &'a Finding<'a>>,
) -> io::Result<()> {
    for finding in findings {
        if let Some(path) = finding.path {
            write!(out, "{}:", visible(path))?;
        }
        if let Some(region) = &finding.region {
            write!(out, "{}:{}:", region.start.line, region.start.column)?;
        }
        let space = if finding.path.is_some() { " " } else { "" };
        let diagnostic = finding.diagnostic;
        writeln!(
            out,
            "{space}{}[{}] {}",
            diagnostic.severity,
            diagnostic.code,
            message(&diagnostic.message)
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::report::tests::{samples, told};
    use crate::report::{Format, Notes, Options};

    #[test]
    fn one_line_a_finding() {
        let (found, sources) = samples();
        let mut options = Options::plain(Format::Short);
        let expected = "\
content/a,b: 50%.md:2:5: error[KB040] link leads nowhere: \"x␊y.md\"
content/c.md: warning[KB005] file is empty
";
        assert_eq!(told(&found, &sources, &options), expected);
        options.notes = Notes::Show;
        let all = format!("note[KB008] there is no git history\n{expected}");
        assert_eq!(told(&found, &sources, &options), all);
    }
}
