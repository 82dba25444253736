//! `deskbook serve`.
//!
//! Takes the flags. Gives the live preview of the authors' own edition, or of the one that was asked for. Never writes
//! a file.

use crate::cli::args::{Common, Serve};
use crate::cli::exit::Outcome;
use crate::cli::shell::{colour, plan, tell};
use crate::diag::{Code, Diagnostic, Failure, Severity};
use crate::output::Output;
use crate::pipeline::{self, Draft, Kept, Plan, Preview, Purpose, Trails};
use crate::report::{overlay, preview, screen};
use crate::serve::{self, Built, Event, Notice, Options, Pages, Watcher};
use crate::source::Sources;
use std::sync::Arc;

/// Where the articles of a base are, if they have a folder of their own.
const CONTENT: &str = "content";

/// Serves until the program is ended.
pub(crate) fn run(common: &Common, flags: &Serve) -> Result<Outcome, Failure> {
    let plan = Plan {
        out: Some(common.root.join("public")),
        trails: Trails::Pages,
        ..plan(common, &flags.edition, Purpose::Preview)
    };
    // A folder that is not there is a slip of the command line, not something to wait for.
    pipeline::load(&plan)?;
    let watch = ["deskbook.yaml", "vocabulary.yaml", "content", "themes"]
        .map(|name| common.root.join(name));
    let shelved = common.root.join(CONTENT).is_dir();
    let watch = if shelved {
        watch.to_vec()
    } else {
        vec![common.root.clone()]
    };
    let on_event = |event: &Event| say(common, event);
    let options = Options {
        root: common.root.clone(),
        watch,
        ignore: plan.out.iter().cloned().collect(),
        port: flags.port,
        open: flags.open,
        watcher: if flags.poll {
            Watcher::Poll
        } else {
            Watcher::Native
        },
        on_event: &on_event,
    };
    let kept = Kept::default();
    serve::run(&options, &|touched| {
        let preview = pipeline::preview(&plan, &kept, touched);
        turn(
            common,
            preview.and_then(|preview| stands(preview, shelved)),
            &kept,
        )
    })?;
    Ok(Outcome::Done)
}

/// Without its content folder a base is all that lies in its root; but a folder that was there when we began will come
/// back, and what lies around it is no article until then.
fn stands(preview: Preview, shelved: bool) -> Result<Preview, Failure> {
    if shelved && preview.draft.loaded.sources.content.is_empty() {
        return Err(Failure::Other {
            what: format!("the folder {CONTENT} is gone"),
            help: "the last site is shown until it is back".to_owned(),
        });
    }
    Ok(preview)
}

/// One turn: the pages if there can be any, what is wrong in any case, and afterwards what needs all pages.
fn turn<'a>(common: &'a Common, preview: Result<Preview, Failure>, kept: &'a Kept) -> Built<'a> {
    let Preview { draft, mark } = match preview {
        Ok(preview) => preview,
        Err(failure) => {
            return Built {
                notice: failed(common, &failure),
                ..Built::default()
            };
        }
    };
    let found = draft.judged([]);
    let notice = notice(common, &found, &draft.loaded.sources);
    if !draft.publishable {
        return Built {
            notice,
            ..Built::default()
        };
    }
    Built {
        output: Some(Pages {
            output: Arc::clone(&draft.output),
            mark,
        }),
        rest: Some(Box::new(move || afterwards(common, &draft, kept))),
        notice,
    }
}

/// Search index, reports and, for a wider audience, the proof; what that finds is told with what was found before.
fn afterwards(common: &Common, draft: &Draft, kept: &Kept) -> (Option<Output>, Notice) {
    let sources = &draft.loaded.sources;
    match draft.rest(kept) {
        Ok(rest) => {
            let leaks = draft.leaks(&rest.output);
            let news = !(rest.found.is_empty() && leaks.is_empty());
            let output = leaks.is_empty().then_some(rest.output);
            let all = draft.judged(rest.found.into_iter().chain(leaks));
            if news {
                return (output, notice(common, &all, sources));
            }
            (output, shown(&all, sources))
        }
        Err(failure) => (None, failed(common, &failure)),
    }
}

/// Tells what is wrong, and gives it as the reader sees it.
fn notice(common: &Common, found: &[Diagnostic], sources: &Sources) -> Notice {
    // Nothing is left to tell if stderr is closed; the preview goes on.
    let _ = tell(common, found, sources);
    shown(found, sources)
}

fn shown(found: &[Diagnostic], sources: &Sources) -> Notice {
    let errors = found.iter().filter(|d| d.severity == Severity::Error);
    Notice {
        overlay: overlay::html(found, sources),
        errors: errors.count(),
    }
}

fn failed(common: &Common, failure: &Failure) -> Notice {
    let mut stream = screen::stderr(colour(common));
    let written = screen::failure(&mut stream.out, failure, stream.style);
    let _ = screen::finish(stream, written);
    let said = Diagnostic::general(Code("KB060"), Severity::Error, failure.to_string());
    shown(&[said], &Sources::default())
}

fn say(common: &Common, event: &Event) {
    let mut stream = screen::stderr(colour(common));
    let style = stream.style;
    let out = &mut stream.out;
    let written = match event {
        Event::Listening { url, taken } => preview::listening(out, url, *taken, style),
        Event::Changed { paths } => preview::changed(out, paths, &common.root, style),
        Event::Built { news, errors } => preview::built(out, *news, *errors, style),
        Event::Trouble { what } => preview::trouble(out, what, style),
    };
    let _ = screen::finish(stream, written);
}
