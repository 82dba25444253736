//! What clients change of articles, judged as a change of the article's text.
//!
//! Takes changed articles. Gives overlays the state and category of the article that they lie beside. Never lets an overlay
//! be an article of its own.

use crate::kcs::snapshot::{Reading, Snapshot};
use crate::model::overlay::split;
use crate::paths::ContentPath;
use crate::pipeline::Loaded;
use crate::pipeline::since::rules::Standing;
use crate::pipeline::since::tales::Tale;

/// Dresses every overlay whose article is there.
pub(super) fn dress(tales: &mut [Tale], loaded: &Loaded, standing: &Standing) {
    let reading = Reading {
        settings: &standing.settings,
        content: &loaded.sources.content,
    };
    for at in 0..tales.len() {
        let path = host_path(&tales[at].path, &loaded.site.settings.clients);
        let Some(host) = path.and_then(|path| host(&path, tales, loaded, reading)) else {
            continue;
        };
        let tale = &mut tales[at];
        let side = |s: Option<Snapshot>| Some(host.with_text_of(s));
        let story = &mut tale.story;
        story.base = side(story.base.take());
        story.last = side(story.last.take());
        for made in &mut story.made {
            made.before = std::mem::take(&mut made.before)
                .into_iter()
                .map(side)
                .collect();
            made.after = side(made.after.take());
        }
        tale.is_overlay = true;
    }
}

/// The path of the article that an overlay belongs to.
fn host_path(path: &str, clients: &[String]) -> Option<ContentPath> {
    let path = ContentPath::new(path)?;
    let (stem, _) = split(path.stem(), clients)?;
    path.sibling(&format!("{stem}.{}", path.extension()))
}

/// The article before the pull request, or as it is where it is new or did not change.
fn host(
    path: &ContentPath,
    tales: &[Tale],
    loaded: &Loaded,
    reading: Reading<'_>,
) -> Option<Snapshot> {
    if let Some(tale) = tales.iter().find(|t| t.path == path.as_str()) {
        return tale.story.base.clone().or_else(|| tale.story.last.clone());
    }
    let sources = &loaded.sources;
    let mut files = sources.articles.iter().map(|id| sources.file(*id));
    let file = files.find(|f| f.path == *path)?;
    Some(Snapshot::read(path.clone(), &file.text, reading))
}
