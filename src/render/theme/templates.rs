//! The templates of a theme: compiled once, drawn many times.
//!
//! Takes the texts of the built-in theme and of the base. Gives [`Templates`]. Never lets a template that leads nowhere, or
//! back to itself, end the program: what cannot be compiled or drawn is a finding with its place.

use crate::diag::{Code, Diagnostic, FileId, Severity, Span};
use crate::render::builtin::BUILT_IN;
use crate::render::statics::Text;
use crate::render::theme::limits;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::panic::resume_unwind;
use std::thread;
use tera::{Context, ErrorKind, ReportError, Tera};

/// No page is larger, in bytes; a list of fifty thousand articles is a fifth of that.
const LARGEST_PAGE: usize = 128 << 20;

/// Stack for templates that include others, which a component may do at each of twenty steps; most of it is never touched.
const STACK: usize = 64 << 20;

/// Templates that compiled.
pub struct Templates {
    tera: Tera,
    /// Those of the base.
    own: BTreeMap<String, Own>,
    /// Whether one of them includes others: then a page needs more stack than a thread has.
    is_deep: bool,
}

/// A template of the base.
struct Own {
    file: FileId,
    text: String,
}

impl Templates {
    /// Compiles all templates. A broken override is said once, and the built-in one stands in for it so that the other
    /// findings of the run are true.
    pub(crate) fn new(texts: &BTreeMap<&str, Text<'_>>, found: &mut Vec<Diagnostic>) -> Self {
        let named = |name: &str| name.strip_prefix("templates/").map(str::to_owned);
        let all: Vec<(String, &Text<'_>)> = texts
            .iter()
            .filter_map(|(n, t)| Some((named(n)?, t)))
            .collect();
        let own = |(name, text): &(String, &Text<'_>)| {
            let file = text.file?;
            let text = text.text.to_owned();
            Some((name.clone(), Own { file, text }))
        };
        let own = all.iter().filter_map(own).collect();
        let mut templates = Self {
            tera: engine(),
            own,
            is_deep: limits::includes(&all),
        };
        let beyond = limits::beyond(&all);
        if beyond.is_empty() {
            let texts = all.iter().map(|(n, t)| (n.clone(), t.text));
            match templates.tera.add_raw_templates(texts) {
                Ok(()) => return templates,
                Err(error) => found.push(templates.broken(&error)),
            }
        }
        found.extend(beyond);
        templates.tera = engine();
        let built_in = BUILT_IN
            .iter()
            .filter_map(|own| Some((named(own.path)?, own.text)));
        // The built-in templates compile: a test of the theme holds that.
        let _ = templates.tera.add_raw_templates(built_in);
        templates
    }

    /// Draws a page.
    ///
    /// # Errors
    /// A finding where the template cannot be drawn.
    pub fn draw(&self, template: &str, context: &Context) -> Result<String, Box<Diagnostic>> {
        self.drawn(template, context)
            .map_err(|error| Box::new(self.not_drawn(template, &error)))
    }

    fn drawn(&self, template: &str, context: &Context) -> Result<String, tera::Error> {
        let draw = || {
            let mut page = Page(Vec::new());
            self.tera.render_to(template, context, &mut page)?;
            Ok(String::from_utf8(page.0)?)
        };
        if !self.is_deep {
            return draw();
        }
        thread::scope(|scope| {
            let roomy = thread::Builder::new().stack_size(STACK);
            let drawn = roomy
                .spawn_scoped(scope, draw)
                .map(thread::ScopedJoinHandle::join);
            drawn.map_or_else(
                |_| draw(),
                |done| done.unwrap_or_else(|panic| resume_unwind(panic)),
            )
        })
    }

    fn broken(&self, error: &tera::Error) -> Diagnostic {
        let message = format!("a template of the theme does not work: {}", said(error));
        let diagnostic = Diagnostic::general(Code("KB053"), Severity::Error, message)
            .help("mend it, or delete it to have the built-in one back; the manual's theme page lists every name");
        let text = error.to_string();
        let culprit = self.own.iter().find(|(name, _)| text.contains(*name));
        self.placed(diagnostic, error, culprit.map(|(_, own)| own))
    }

    fn not_drawn(&self, template: &str, error: &tera::Error) -> Diagnostic {
        let why = if let ErrorKind::Io(io::ErrorKind::FileTooLarge) = error.kind() {
            format!("the page is larger than {} MB", LARGEST_PAGE >> 20)
        } else {
            said(error)
        };
        let message = format!("the template {template} cannot be drawn: {why}");
        let diagnostic = Diagnostic::general(Code("KB053"), Severity::Error, message)
            .help("the manual's theme page lists every name a template may use");
        self.placed(diagnostic, error, self.own.get(template))
    }

    /// The finding where the engine saw it, else in the file that is most likely to be meant.
    fn placed(
        &self,
        mut diagnostic: Diagnostic,
        error: &tera::Error,
        likely: Option<&Own>,
    ) -> Diagnostic {
        if let Some(report) = report(error) {
            let range = report.span().range.clone();
            let own = self.own.get(report.filename());
            diagnostic.file = own.map(|own| own.file);
            diagnostic.span = own.map(|_| Span::new(range.start, range.end.max(range.start)));
        }
        let seen = diagnostic.file.zip(diagnostic.span);
        let seen = seen.or_else(|| self.shown(&error.to_string()));
        let likely = likely.or_else(|| self.only()).map(|own| own.file);
        diagnostic.file = seen.map(|(file, _)| file).or(likely);
        diagnostic.span = seen.map(|(_, span)| span);
        diagnostic
    }

    /// The first place of a template of the base in a text of the engine: `--> name:line:column`.
    fn shown(&self, text: &str) -> Option<(FileId, Span)> {
        text.lines().find_map(|line| {
            let mut parts = line.trim().strip_prefix("--> ")?.rsplitn(3, ':');
            let column: usize = parts.next()?.parse().ok()?;
            let line: usize = parts.next()?.parse().ok()?;
            let own = self.own.get(parts.next()?)?;
            let mut lines = own.text.split_inclusive('\n');
            let before: usize = lines
                .by_ref()
                .take(line.checked_sub(1)?)
                .map(str::len)
                .sum();
            let letters = lines.next().unwrap_or_default().chars();
            let inside: usize = letters
                .take(column.checked_sub(1)?)
                .map(char::len_utf8)
                .sum();
            Some((own.file, Span::new(before + inside, before + inside)))
        })
    }

    /// The template of the base, if it has one only.
    fn only(&self) -> Option<&Own> {
        let mut own = self.own.values();
        own.next().filter(|_| own.next().is_none())
    }
}

fn engine() -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".html", ".xml"]);
    tera
}

fn report(error: &tera::Error) -> Option<&ReportError> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Some(report),
        _ => None,
    }
}

/// The engine's words in one line, without the place and the source that a finding shows in its own way.
fn said(error: &tera::Error) -> String {
    let first = |text: &str| {
        let line = text.lines().next().unwrap_or_default();
        line.trim_start_matches("error: ").to_owned()
    };
    let mut said = report(error).map_or_else(|| first(&error.to_string()), |r| first(r.message()));
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        said = format!("{said}: {}", first(&inner.to_string()));
        source = inner.source();
    }
    said.trim_end_matches('.').to_owned()
}

/// A page in the making, which does not grow for ever.
struct Page(Vec<u8>);

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LARGEST_PAGE {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
