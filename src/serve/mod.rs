//! The live preview: build, publish, wait for a change, and again.
//!
//! Takes [`Options`] and a function that builds. Gives the site on this machine's own address, reloaded in the browser
//! after each change, and tells what happens by [`Event`]. Never prints, never writes a file, never listens to other
//! machines, and keeps the last good site when a build brings none.

mod afterwards;
mod desk;
mod http;
mod kinds;
mod reply;
mod watch;

use crate::diag::Failure;
use crate::output::Output;
use afterwards::Afterwards;
use desk::Desk;
use std::path::PathBuf;
use std::sync::Arc;
use watch::Watch;

/// How a preview is to run.
pub struct Options<'a> {
    /// The base; copies of its files are read from here.
    pub root: PathBuf,
    /// Files and folders whose change means a new build: settings, content, themes. They need not exist.
    pub watch: Vec<PathBuf>,
    /// Folders below those that mean nothing: the output folder.
    pub ignore: Vec<PathBuf>,
    /// The wanted port; one of the next twenty is taken if it is not free. 0 means any.
    pub port: u16,
    /// Whether to show the site in the reader's browser.
    pub open: bool,
    /// How changes are noticed.
    pub watcher: Watcher,
    /// Hears what happens.
    pub on_event: &'a dyn Fn(&Event),
}

/// How changes are noticed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Watcher {
    /// The system tells.
    #[default]
    Native,
    /// We look twice a second: for network drives and containers, where the system does not tell.
    Poll,
}

/// What came of a build.
#[derive(Default)]
pub struct Built<'a> {
    /// The pages; nothing keeps the last ones.
    pub output: Option<Pages>,
    /// What is wrong.
    pub notice: Notice,
    /// What is made afterwards, while the pages can be read already.
    pub rest: Option<Rest<'a>>,
}

/// The pages of a site.
#[derive(Clone, Debug)]
pub struct Pages {
    /// The files.
    pub output: Arc<Output>,
    /// What they were made from: the same mark means the same pages.
    pub mark: [u8; 32],
}

/// What is wrong, as the reader of a preview sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// A fragment of safe HTML to be shown over the page.
    pub overlay: Option<String>,
    /// How many errors that tells of: with none, it is shown small.
    pub errors: usize,
}

/// Makes what takes its time: the search index, and pages that are reports. Nothing keeps the last ones.
pub type Rest<'a> = Box<dyn FnOnce() -> (Option<Output>, Notice) + Send + 'a>;

/// Builds; with the paths that were touched since the last build, where nothing else can have changed.
pub type Build<'a> = dyn Fn(Option<&[PathBuf]>) -> Built<'a> + Sync + 'a;

/// What happens during a preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The site can be read.
    Listening {
        /// Its address.
        url: String,
        /// The port that was wanted and is not free.
        taken: Option<u16>,
    },
    /// Something changed; a build follows.
    Changed {
        /// What, in order; may be empty where the system does not say.
        paths: Vec<PathBuf>,
    },
    /// A build has ended.
    Built {
        /// Whether the reader sees something new.
        news: bool,
        /// How many errors it had.
        errors: usize,
    },
    /// The preview goes on, but not as it was asked to.
    Trouble {
        /// What does not work, and what is done instead.
        what: String,
    },
}

/// Runs a preview until the program is ended: `Ctrl-C` is left to the system, for there is nothing to tidy up.
///
/// # Errors
/// [`Failure`] if no port is free.
pub fn run(options: &Options<'_>, build: &Build<'_>) -> Result<(), Failure> {
    let tell = options.on_event;
    let listener = http::bind(options.port)?;
    let port = http::port(&listener)?;
    let desk = Arc::new(Desk::new(options.root.clone()));
    // The watch comes before the first build, so that nothing saved meanwhile is missed.
    let mut watch = Watch::start(options, tell);
    std::thread::scope(|scope| {
        let afterwards = Afterwards::start(scope, Arc::clone(&desk));
        let turn = |touched: Option<&[PathBuf]>| {
            let Built {
                output,
                notice,
                rest,
            } = build(touched);
            let errors = notice.errors;
            let (news, old) = desk.publish(output, &notice);
            tell(&Event::Built { news, errors });
            if let Some(rest) = rest {
                afterwards.make(rest);
            }
            afterwards.put_away(old);
        };
        turn(None);
        http::spawn(Arc::clone(&desk), listener)?;
        let url = format!("http://127.0.0.1:{port}/");
        tell(&Event::Listening {
            url: url.clone(),
            taken: (options.port != 0 && options.port != port).then_some(options.port),
        });
        if options.open
            && let Err(e) = open::that_detached(&url)
        {
            tell(&Event::Trouble {
                what: format!("the browser cannot be opened: {e}"),
            });
        }
        loop {
            let change = watch.wait(tell)?;
            let paths: Vec<_> = change.paths.into_iter().collect();
            let touched = change.is_all.then(|| paths.clone());
            tell(&Event::Changed { paths });
            turn(touched.as_deref());
        }
    })
}

#[cfg(test)]
mod tests;
