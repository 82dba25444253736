//! The terminal: results on stdout, everything else on stderr.
//!
//! Takes the choice of colours. Gives the two streams and whether each is coloured. Never fails because somebody closed
//! the pipe: whoever pipes into `head` has seen enough.

use crate::diag::Failure;
use crate::report::Style;
use crate::report::visible::visible;
use anstream::{AutoStream, ColorChoice};
use anstyle::AnsiColor;
use std::io::{self, BufWriter, ErrorKind, Write};

/// Whether text is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// One of the two streams, buffered, with its style.
pub struct Stream {
    /// Where to write.
    pub out: Box<dyn Write>,
    /// Whether to colour.
    pub style: Style,
}

/// The stream for results.
#[must_use]
pub fn stdout(colour: Colour) -> Stream {
    let choice = choice(colour, AutoStream::choice(&io::stdout()));
    stream(AutoStream::new(io::stdout(), choice), choice)
}

/// The stream for notes and progress.
#[must_use]
pub fn stderr(colour: Colour) -> Stream {
    let choice = choice(colour, AutoStream::choice(&io::stderr()));
    stream(AutoStream::new(io::stderr(), choice), choice)
}

fn choice(colour: Colour, auto: ColorChoice) -> ColorChoice {
    match colour {
        Colour::Auto => auto,
        Colour::Always => ColorChoice::Always,
        Colour::Never => ColorChoice::Never,
    }
}

fn stream(out: impl Write + 'static, choice: ColorChoice) -> Stream {
    Stream {
        out: Box::new(BufWriter::new(out)),
        style: match choice {
            ColorChoice::Never => Style::Plain,
            _ => Style::Colour,
        },
    }
}

/// Flushes a stream after writing; a closed pipe is no failure.
///
/// # Errors
/// [`Failure::Write`] if the stream could not take the text.
pub fn finish(mut stream: Stream, written: io::Result<()>) -> Result<(), Failure> {
    match written.and_then(|()| stream.out.flush()) {
        Err(source) if source.kind() != ErrorKind::BrokenPipe => Err(Failure::Write {
            path: "the terminal".into(),
            source,
        }),
        _ => Ok(()),
    }
}

/// Says what could not be done, and what to do about it.
///
/// # Errors
/// Only those of the writer.
pub fn failure(out: &mut dyn Write, failure: &Failure, style: Style) -> io::Result<()> {
    let red = style.of(AnsiColor::BrightRed.on_default().bold());
    let bold = style.of(anstyle::Style::new().bold());
    let what = failure.to_string();
    writeln!(out, "{red}error{red:#}{bold}: {}{bold:#}", visible(&what))?;
    let help = match failure {
        Failure::Other { help, .. } | Failure::Usage { help, .. } => help.as_str(),
        Failure::Read { source, .. } | Failure::Write { source, .. } => advice(source.kind()),
    };
    for line in help.lines().filter(|l| !l.is_empty()) {
        writeln!(out, "  = help: {}", visible(line))?;
    }
    Ok(())
}

/// What to do about what the system says; nothing where it speaks for itself.
fn advice(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::PermissionDenied => "check who may read and write there",
        ErrorKind::ReadOnlyFilesystem => "choose a folder on a disk that can be written",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "free some space; what stood there before stands as it was"
        }
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::Failure;
    use crate::report::Style;
    use crate::report::screen::{Colour, Stream, choice, failure, finish};
    use anstream::ColorChoice;
    use std::io::{self, Write};

    #[test]
    fn a_failure_says_what_to_do() {
        let mut out = Vec::new();
        let wrong = Failure::Usage {
            what: "no audience \u{1b}[1mstaff".to_owned(),
            help: "use one of: internal, public".to_owned(),
        };
        failure(&mut out, &wrong, Style::Plain).unwrap();
        let expected = "error: no audience ␛[1mstaff\n  = help: use one of: internal, public\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn what_was_asked_for_wins() {
        assert_eq!(choice(Colour::Auto, ColorChoice::Never), ColorChoice::Never);
        assert_eq!(
            choice(Colour::Always, ColorChoice::Never),
            ColorChoice::Always
        );
        assert_eq!(
            choice(Colour::Never, ColorChoice::Always),
            ColorChoice::Never
        );
    }

    /// A stream that fails when flushed.
    struct Broken(io::ErrorKind);

    impl Write for Broken {
        fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
            Ok(buffer.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(self.0.into())
        }
    }

    #[test]
    fn a_closed_pipe_is_no_failure() {
        let end = |kind| {
            let stream = Stream {
                out: Box::new(Broken(kind)),
                style: Style::Plain,
            };
            finish(stream, Ok(()))
        };
        assert!(end(io::ErrorKind::BrokenPipe).is_ok());
        assert!(end(io::ErrorKind::StorageFull).is_err());
    }
}
