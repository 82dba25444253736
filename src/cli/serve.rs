//! `deskbook serve`.
//!
//! Takes the flags. Gives the live preview of the authors' own edition, or of the one that was asked for. Never writes
//! a file.

use crate::cli::args::{Common, Serve};
use crate::cli::exit::Outcome;
use crate::cli::shell::{colour, plan, tell};
use crate::diag::{Failure, Severity};
use crate::pipeline::{self, Kept, Plan, Purpose, Trails};
use crate::report::{overlay, preview, screen};
use crate::serve::{self, Built, Event, Options, Watcher};
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
    serve::run(&options, &|| {
        let built = pipeline::preview(&plan, &kept);
        turn(common, built.and_then(|built| stands(built, shelved)))
    })?;
    Ok(Outcome::Done)
}

/// Without its content folder a base is all that lies in its root; but a folder that was there when we began will come
/// back, and what lies around it is no article until then.
fn stands(built: pipeline::Built, shelved: bool) -> Result<pipeline::Built, Failure> {
    if shelved && built.loaded.sources.content.is_empty() {
        return Err(Failure::Other {
            what: format!("the folder {CONTENT} is gone"),
            help: "the last site is shown until it is back".to_owned(),
        });
    }
    Ok(built)
}

/// One turn: a site if there can be one, and what is wrong in any case.
fn turn(common: &Common, built: Result<pipeline::Built, Failure>) -> Built {
    match built {
        Ok(built) => {
            let found = &built.loaded.found;
            // Nothing is left to tell if stderr is closed; the preview goes on.
            let _ = tell(common, found, &built.loaded.sources);
            Built {
                overlay: overlay::html(found, &built.loaded.sources),
                errors: found
                    .iter()
                    .filter(|d| d.severity == Severity::Error)
                    .count(),
                output: built.publishable.then(|| Arc::new(built.output)),
            }
        }
        Err(failure) => {
            let mut stream = screen::stderr(colour(common));
            let written = screen::failure(&mut stream.out, &failure, stream.style);
            let _ = screen::finish(stream, written);
            Built {
                output: None,
                overlay: overlay::html(
                    &[crate::diag::Diagnostic::general(
                        crate::diag::Code("KB060"),
                        Severity::Error,
                        failure.to_string(),
                    )],
                    &Sources::default(),
                ),
                errors: 1,
            }
        }
    }
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
