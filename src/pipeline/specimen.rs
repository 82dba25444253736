//! A site that says nothing of its own: what is left are the words that every site of this theme holds.
//!
//! Takes a site's settings and the theme. Gives the files of a site with one article, in which every kind of block stands.
//! Never takes a word from the base.

use crate::audit::Audit;
use crate::diag::FileId;
use crate::model::Site;
use crate::model::assemble::{Base, assemble};
use crate::output::Output;
use crate::parse::{Internal, parse};
use crate::paths::ContentPath;
use crate::render::theme::Theme;
use crate::render::{Press, render};
use crate::search;
use crate::source::SourceFile;
use crate::source::history::History;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The article.
const ARTICLE: &str = include_str!("specimen.md");

/// Every file of the site.
pub(super) fn specimen(site: &Site, theme: &Arc<Theme>) -> Output {
    let Some(path) = ContentPath::new("specimen.md") else {
        return Output::default();
    };
    let settings = &site.settings;
    let audience = format!("audience: {}\n", site.edition.audience);
    let mut text = ARTICLE.replacen("audience: public\n", &audience, 1);
    if !settings.show_not_validated {
        // An article that this site would not show would leave all words of articles out.
        text = text.replacen("confidence: not-validated\n", "confidence: validated\n", 1);
    }
    let file = SourceFile {
        id: FileId(0),
        path,
        text: text.into(),
    };
    let base = Base {
        parsed: vec![parse(&file, &settings.dialect, Internal::Remove)],
        content: "",
        assets: BTreeSet::new(),
        settings: Arc::clone(settings),
        history: &History::default(),
        audit: &Audit::default(),
    };
    let (own, _) = assemble(base, site.edition.clone());
    let press = Arc::new(Press {
        site: Arc::new(own),
        theme: Arc::clone(theme),
        assets: Arc::default(),
        search_folder: search::FOLDER,
        frames: Arc::default(),
        kept: Arc::default(),
    });
    let (mut output, _) = render(&press);
    if let Ok(index) = search::build(&press.site) {
        output.merge(search::export(&index, &press.site).output);
    }
    output
}
