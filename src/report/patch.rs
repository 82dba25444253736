//! What fixes would change, as a patch.
//!
//! Takes a file's text and the fixes that can be made together. Gives a unified diff without lines of context. Never
//! changes the text, and never shows a secret that stands in a line: its bytes are asterisks.

use crate::checks::secrets::places;
use crate::diag::Fix;
use crate::diag::mending::mended;
use crate::report::Style;
use crate::report::visible::visible;
use std::io::{self, Write};

/// Some lines of a file, and the fixes in them.
struct Hunk<'a> {
    start: usize,
    end: usize,
    fixes: Vec<&'a Fix>,
}

/// Writes the patch of one file; `fixes` are in order and apart. Gives how many lines are not shown as they are: with one of
/// them the patch cannot be applied.
///
/// # Errors
/// Only those of the writer.
pub fn write(
    out: &mut dyn Write,
    (path, text): (&str, &str),
    fixes: &[&Fix],
    style: Style,
) -> io::Result<usize> {
    let bold = style.of(anstyle::Style::new().bold());
    let (old, new) = (
        style.of(anstyle::AnsiColor::Red.on_default()),
        style.of(anstyle::AnsiColor::Green.on_default()),
    );
    let path = visible(path);
    writeln!(
        out,
        "{bold}--- a/{path}{bold:#}\n{bold}+++ b/{path}{bold:#}"
    )?;
    let secrets: Vec<&str> = places(text).into_iter().map(|at| &text[at]).collect();
    let mut moved = 0_isize;
    let mut altered = 0;
    let mut shown = |line: &str| {
        let shown = visible(&hidden(line, &secrets)).into_owned();
        altered += usize::from(shown != line);
        shown
    };
    for hunk in hunks(text, fixes) {
        let before = &text[hunk.start..hunk.end];
        let after = within(text, &hunk);
        let first = text[..hunk.start].matches('\n').count() + 1;
        let (had, has) = (before.lines().count(), after.lines().count());
        // A side without lines names the line before it.
        let there = first.saturating_add_signed(moved) - usize::from(has == 0);
        writeln!(out, "@@ -{first},{had} +{there},{has} @@")?;
        for line in before.lines() {
            writeln!(out, "{old}-{}{old:#}", shown(line))?;
        }
        for line in after.lines() {
            writeln!(out, "{new}+{}{new:#}", shown(line))?;
        }
        moved += has.cast_signed() - had.cast_signed();
    }
    Ok(altered)
}

/// A line with an asterisk for each byte of a secret.
fn hidden(line: &str, secrets: &[&str]) -> String {
    let mut shown = line.to_owned();
    for lines in secrets {
        // A key has many lines.
        for secret in lines.lines().filter(|part| !part.trim().is_empty()) {
            if shown.contains(secret) {
                shown = shown.replace(secret, &"*".repeat(secret.len()));
            }
        }
    }
    shown
}

/// The lines with fixes; those that share a line are together.
fn hunks<'a>(text: &str, fixes: &[&'a Fix]) -> Vec<Hunk<'a>> {
    let mut hunks: Vec<Hunk<'a>> = Vec::new();
    for fix in fixes {
        let start = text[..fix.span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = line_end(text, fix);
        match hunks.last_mut() {
            Some(hunk) if start < hunk.end => {
                hunk.end = hunk.end.max(end);
                hunk.fixes.push(fix);
            }
            _ => hunks.push(Hunk {
                start,
                end,
                fixes: vec![fix],
            }),
        }
    }
    hunks
}

/// The end of the last line that a fix touches. A fix that takes a line feed away joins the next line.
fn line_end(text: &str, fix: &Fix) -> usize {
    let whole = fix.text.is_empty() || fix.text.ends_with('\n');
    let starts_line = fix.span.start == 0 || text[..fix.span.start].ends_with('\n');
    let ends_line = fix.span.start < fix.span.end && text[..fix.span.end].ends_with('\n');
    if whole && starts_line && ends_line {
        return fix.span.end;
    }
    let rest = &text[fix.span.end..];
    fix.span.end + rest.find('\n').map_or(rest.len(), |at| at + 1)
}

fn within(text: &str, hunk: &Hunk<'_>) -> String {
    let own: Vec<Fix> = hunk
        .fixes
        .iter()
        .map(|fix| Fix {
            span: crate::diag::Span::new(fix.span.start - hunk.start, fix.span.end - hunk.start),
            text: fix.text.clone(),
        })
        .collect();
    let own: Vec<&Fix> = own.iter().collect();
    mended(&text[hunk.start..hunk.end], &own)
}

#[cfg(test)]
mod tests {
    use crate::diag::{Fix, Span};
    use crate::report::Style;
    use crate::report::patch::write;

    #[test]
    fn a_patch_holds_the_changed_lines_only() {
        let text = "one\nin order to go\nthree\nfour\nbasically\nend";
        let fix = |start, end, text: &str| Fix {
            span: Span::new(start, end),
            text: text.to_owned(),
        };
        let fixes = [fix(4, 15, "to"), fix(19, 25, ""), fix(40, 43, "END\nmore")];
        let fixes: Vec<&Fix> = fixes.iter().collect();
        let mut out = Vec::new();
        let altered = write(&mut out, ("a.md", text), &fixes, Style::Plain).unwrap();
        assert_eq!(altered, 0);
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "--- a/a.md\n+++ b/a.md\n@@ -2,1 +2,1 @@\n-in order to go\n+to go\n@@ -3,1 +2,0 @@\n-three\n\
             @@ -6,1 +5,2 @@\n-end\n+END\n+more\n"
        );
    }

    #[test]
    fn a_patch_shows_no_secret() {
        let text = "Simply run net use Z: \\\\files\\x /user:bo Xk93mQ7pL2 now.\n";
        let fix = Fix {
            span: Span::new(0, 6),
            text: "Then".to_owned(),
        };
        let mut out = Vec::new();
        let altered = write(&mut out, ("a.md", text), &[&fix], Style::Plain).unwrap();
        assert_eq!(altered, 2);
        let shown = String::from_utf8(out).unwrap();
        assert!(
            shown.contains("+Then run net") && !shown.contains("Xk93mQ7pL2"),
            "{shown}"
        );
    }
}
