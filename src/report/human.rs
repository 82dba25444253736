//! Findings for people: the line itself, what is wrong with it, what to do.
//!
//! Takes gathered findings. Gives text in the manner of rustc, folded where one kind would drown the others. Never
//! writes an escape sequence that came out of an article.

use crate::diag::{Code, Severity};
use crate::report::excerpt::excerpt;
use crate::report::gather::{Counts, Finding, Region};
use crate::report::number::{counted, grouped};
use crate::report::visible::{message, visible};
use crate::report::{Fold, Notes, Options, Style};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use anstyle::AnsiColor;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Look of line numbers and of the frame around the line.
const LINES: anstyle::Style = AnsiColor::BrightBlue.on_default().bold();

/// Writes the findings and a last line that counts them.
///
/// # Errors
/// Only those of the writer.
pub fn write(
    out: &mut dyn Write,
    findings: &[Finding<'_>],
    counts: Counts,
    options: &Options<'_>,
) -> io::Result<()> {
    let renderer = renderer(options.style);
    let mut seen: BTreeMap<Code, usize> = BTreeMap::new();
    for finding in findings.iter().filter(|f| options.tells(f)) {
        let told = seen.entry(finding.diagnostic.code).or_default();
        *told += 1;
        if options.fold.allows(*told) {
            writeln!(out, "{}\n", told_one(&renderer, finding, options.style))?;
        }
    }
    for (code, total) in seen {
        if let Fold::After(limit) = options.fold
            && total > limit
        {
            let more = grouped(total - limit);
            writeln!(out, "… and {more} more of {code}, see --format short")?;
        }
    }
    summary(out, counts, options)
}

fn renderer(style: Style) -> Renderer {
    match style {
        Style::Colour => Renderer::styled().line_num(LINES),
        Style::Plain => Renderer::plain(),
    }
}

/// One finding, without a closing line feed.
///
/// The line with the place is ours: the renderer would count the column in the cut line, not in the file.
fn told_one(renderer: &Renderer, finding: &Finding<'_>, style: Style) -> String {
    let shown = renderer.render(&[group(finding)]);
    let (Some(path), Some(Region { start, .. })) = (finding.path, &finding.region) else {
        return shown;
    };
    let (title, rest) = shown.split_once('\n').unwrap_or((&shown, ""));
    let indent = start.line.to_string().len();
    let look = style.of(LINES);
    format!(
        "{title}\n{:indent$}{look}-->{look:#} {}:{}:{}\n{rest}",
        "",
        visible(path),
        start.line,
        start.column
    )
}

/// One finding in the form that the renderer wants.
fn group<'a>(finding: &'a Finding<'a>) -> Group<'a> {
    let diagnostic = finding.diagnostic;
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(message(&diagnostic.message));
    let mut group = Group::with_title(title.id(diagnostic.code.0));
    match (&finding.region, finding.path) {
        (Some(region), _) => group = group.element(snippet(region, &diagnostic.label)),
        (None, Some(path)) => group = group.element(Origin::path(visible(path))),
        (None, None) => {}
    }
    if !diagnostic.help.is_empty() {
        group = group.element(Level::HELP.message(visible(&diagnostic.help)));
    }
    group
}

/// The line itself, with its mark.
fn snippet<'a>(region: &Region<'_>, label: &'a str) -> Snippet<'a, Annotation<'a>> {
    let shown = excerpt(&region.line, &region.mark);
    let mark = AnnotationKind::Primary.span(shown.mark);
    Snippet::source(shown.text)
        .line_start(region.start.line)
        .annotation(mark.label((!label.is_empty()).then(|| visible(label))))
}

/// `12 errors, 3 warnings in 9 files`, and how many notes were not shown; nothing where there is nothing to say.
fn summary(out: &mut dyn Write, counts: Counts, options: &Options<'_>) -> io::Result<()> {
    let hidden = match options.notes {
        Notes::Hide => counts.notes,
        Notes::Show => 0,
    };
    let mut parts = Vec::new();
    for (count, word) in [
        (counts.errors, "error"),
        (counts.warnings, "warning"),
        (counts.notes - hidden, "note"),
    ] {
        if count > 0 {
            parts.push(counted(count, word));
        }
    }
    let mut line = parts.join(", ");
    if counts.files > 0 {
        line += " in ";
        line += &counted(counts.files, "file");
    }
    if hidden > 0 {
        line += if line.is_empty() { "" } else { "; " };
        line += &counted(hidden, "note");
        line += " (shown with --verbose)";
    }
    if line.is_empty() {
        return Ok(());
    }
    let bold = options.style.of(anstyle::Style::new().bold());
    writeln!(out, "{bold}{line}{bold:#}")
}

#[cfg(test)]
mod tests {
    use crate::diag::{Code, Diagnostic, FileId, Severity, Span};
    use crate::report::tests::{sources, told};
    use crate::report::{Fold, Format, Notes, Options, Style};

    const TEXT: &str = "---\ntitle: Reset\nreview_by: 2026-07-01\n---\nSee [it](x.md)\n";

    fn overdue() -> Diagnostic {
        let message = "review of \"Reset\" is overdue by 41 days";
        Diagnostic::new(Code("KB021"), Severity::Warning, FileId(0), message)
            .at(Span::new(28, 38))
            .label("passed")
            .help("check the steps and set a new `review_by`")
    }

    #[test]
    fn a_finding_shows_its_line_and_what_to_do() {
        let sources = sources(&[("content/reset.md", TEXT)]);
        let shown = told(&[overdue()], &sources, &Options::plain(Format::Human));
        let expected = "\
warning[KB021]: review of \"Reset\" is overdue by 41 days
 --> content/reset.md:3:12
  |
3 | review_by: 2026-07-01
  |            ^^^^^^^^^^ passed
  |
  = help: check the steps and set a new `review_by`

1 warning in 1 file
";
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_long_line_is_cut_but_its_column_is_true() {
        let text = format!(
            "\u{1b}]0;x\u{7}{} [it](x.md) {}",
            "a ".repeat(500_000),
            "b".repeat(99)
        );
        let at = text.find("x.md").unwrap();
        let sources = sources(&[("a.md", &text)]);
        let found = [
            Diagnostic::new(Code("KB040"), Severity::Error, FileId(0), "gone\u{1b}[2J")
                .at(Span::new(at, at + 4)),
        ];
        let shown = told(&found, &sources, &Options::plain(Format::Human));
        assert!(shown.contains("error[KB040]: gone␛[2J"), "{shown}");
        assert!(shown.contains("--> a.md:1:1000013"), "{shown}");
        assert!(
            shown.contains("[it](x.md) bbb") && shown.len() < 600,
            "{shown}"
        );
    }

    #[test]
    fn notes_are_counted_and_shown_on_request() {
        let sources = sources(&[("a.md", "x")]);
        let note = Diagnostic::new(
            Code("KB004"),
            Severity::Note,
            FileId(0),
            "Windows line ends",
        )
        .help("renormalise");
        let general = Diagnostic::general(Code("KB008"), Severity::Note, "no git history");
        let found = [note, general];
        let mut options = Options::plain(Format::Human);
        options.notes = Notes::Hide;
        assert_eq!(
            told(&found, &sources, &options),
            "2 notes (shown with --verbose)\n"
        );
        options.notes = Notes::Show;
        let expected = "note[KB008]: no git history\n\nnote[KB004]: Windows line ends\n--> a.md\n = help: renormalise\n\n2 notes\n";
        assert_eq!(told(&found, &sources, &options), expected);
    }

    #[test]
    fn one_kind_does_not_drown_the_others() {
        let sources = sources(&[("a.md", &"x".repeat(2000))]);
        let mut found: Vec<_> = (0..1118)
            .map(|i| {
                Diagnostic::new(Code("KB040"), Severity::Error, FileId(0), "gone")
                    .at(Span::new(i, i + 1))
            })
            .collect();
        found.push(Diagnostic::new(
            Code("KB005"),
            Severity::Warning,
            FileId(0),
            "empty",
        ));
        let mut options = Options::plain(Format::Human);
        options.fold = Fold::After(5);
        let shown = told(&found, &sources, &options);
        assert_eq!(shown.matches("error[KB040]").count(), 5);
        assert_eq!(shown.matches("warning[KB005]").count(), 1);
        assert!(shown.ends_with(
            "… and 1,113 more of KB040, see --format short\n1,118 errors, 1 warning in 1 file\n"
        ));
        options.fold = Fold::Never;
        assert_eq!(
            told(&found, &sources, &options)
                .matches("error[KB040]")
                .count(),
            1118
        );
    }

    #[test]
    fn colours_only_where_asked_for() {
        let sources = sources(&[("content/reset.md", TEXT)]);
        let mut options = Options::plain(Format::Human);
        assert!(!told(&[overdue()], &sources, &options).contains('\u{1b}'));
        options.style = Style::Colour;
        assert!(told(&[overdue()], &sources, &options).contains("\u{1b}["));
    }
}
