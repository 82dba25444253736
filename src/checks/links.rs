//! Links and images that lead nowhere, or not for every reader.
//!
//! Takes the targets that the model resolved. Gives KB040, KB041, KB042, KB045, KB048 and KB049, with the nearest name
//! that exists. Never resolves a link itself.

use crate::checks::{Check, Scene, shortened};
use crate::diag::{Code, Diagnostic, Severity, Span, nearest};
use crate::model::article::{Article, Reason, Target};
use crate::parse::markdown::{Body, LinkKind, RESERVED, RawLink};

/// The check.
#[derive(Debug)]
pub struct Links;

const NOWHERE: Code = Code("KB040");
const NO_HEADING: Code = Code("KB041");
const NO_IMAGE: Code = Code("KB042");
const LEFT_OUT: Code = Code("KB045");
const OUTSIDE: Code = Code("KB048");
const UNSAFE: Code = Code("KB049");

impl Check for Links {
    fn codes(&self) -> &'static [Code] {
        &[NOWHERE, NO_HEADING, NO_IMAGE, LEFT_OUT, OUTSIDE, UNSAFE]
    }

    fn article(&self, scene: &Scene<'_>, article: &Article) -> Vec<Diagnostic> {
        let pairs = article.body.links.iter().zip(&article.targets);
        pairs
            .filter_map(|(link, target)| finding(scene, article, link, target))
            .collect()
    }
}

fn finding(
    scene: &Scene<'_>,
    article: &Article,
    link: &RawLink,
    target: &Target,
) -> Option<Diagnostic> {
    let found = match target {
        Target::Broken(reason) => broken(scene, article, link, *reason),
        Target::Article { id, anchor } => {
            let anchor = anchor.as_deref()?;
            let to = scene.site.article(*id);
            if has_anchor(&to.body, anchor) {
                return None;
            }
            no_heading(article, to, &to.body, anchor)
        }
        Target::Category(_) | Target::Asset { .. } | Target::External(_) => return None,
    };
    Some(found.at(place(article, link)))
}

/// Where the target stands inside the link; the whole link where it is written elsewhere (references).
#[must_use]
pub fn place(article: &Article, link: &RawLink) -> Span {
    let body = &article.body;
    let within = |at: usize| at.checked_sub(body.offset);
    let written = within(link.span.start)
        .zip(within(link.span.end))
        .and_then(|(start, end)| body.markdown.get(start..end));
    match written.and_then(|text| text.rfind(&link.target)) {
        Some(at) if !link.target.is_empty() => {
            let start = link.span.start + at;
            Span::new(start, start + link.target.len())
        }
        _ => link.span,
    }
}

fn broken(scene: &Scene<'_>, article: &Article, link: &RawLink, reason: Reason) -> Diagnostic {
    let target = shortened(&link.target);
    let image = link.kind == LinkKind::Image;
    let error = |code, message| Diagnostic::new(code, Severity::Error, article.file, message);
    match reason {
        Reason::Missing if image => error(NO_IMAGE, format!("image `{target}` is missing"))
            .label("no such file")
            .help(did_you_mean(
                link,
                scene.near().asset(article, &link.target),
            )),
        Reason::Missing => error(NOWHERE, format!("`{target}` leads nowhere"))
            .label(label(link))
            .help(did_you_mean(
                link,
                scene.near().article(article, &link.target),
            )),
        Reason::LeftOut => left_out(article, &target),
        Reason::Outside => error(OUTSIDE, format!("`{target}` lies outside of the base"))
            .help("copy the file into the base and link to the copy"),
        Reason::Unsafe if image => error(UNSAFE, format!("image `{target}` is not a file"))
            .help("save it as a file beside the article"),
        Reason::Unsafe => error(UNSAFE, format!("a page may not open `{target}`")).help(
            "use an `https:`, `mailto:` or `tel:` address, or attach the file and link to it",
        ),
    }
}

pub(super) fn left_out(article: &Article, target: &str) -> Diagnostic {
    let message = format!("not every reader of this article may see `{target}`");
    Diagnostic::new(LEFT_OUT, Severity::Warning, article.file, message).help(
        "widen the audience of the other article, or move the link into an `:::internal` block",
    )
}

/// What was looked for.
fn label(link: &RawLink) -> &'static str {
    match link.kind {
        LinkKind::Wiki => "no article has this id",
        LinkKind::Link | LinkKind::Image | LinkKind::Auto => "no such file",
    }
}

fn did_you_mean(link: &RawLink, near: Option<String>) -> String {
    match near {
        Some(near) => format!("did you mean `{near}`?"),
        None if link.target.starts_with('/') => {
            "a path with `/` in front counts from the content folder; another site needs its whole address".to_owned()
        }
        None => "the path counts from the folder of this file; upper and lower case matter".to_owned(),
    }
}

/// Whether the page has such a place. Footnotes and text fragments are made by others and left alone.
pub(super) fn has_anchor(body: &Body, anchor: &str) -> bool {
    anchor.starts_with(":~:")
        || RESERVED.iter().any(|r| anchor.starts_with(r))
        || ["top", "main", "content"].contains(&anchor)
        || body.outline.iter().any(|h| h.id == anchor)
        || body.title.as_ref().is_some_and(|h| h.id == anchor)
        || body.anchors.iter().any(|a| a == anchor)
}

/// `body` is that of `to` as the readers in question see it.
pub(super) fn no_heading(article: &Article, to: &Article, body: &Body, anchor: &str) -> Diagnostic {
    let place = if to.file == article.file {
        "this article".to_owned()
    } else {
        to.path.to_string()
    };
    let ids = body.outline.iter().map(|h| h.id.as_str());
    let ids = ids.chain(body.anchors.iter().map(String::as_str));
    let help = match nearest(anchor, ids) {
        Some(near) => format!("did you mean `#{near}`?"),
        None if has_anchor(&to.body, anchor) => {
            "a heading inside an `:::internal` block exists only for the narrowest audience"
                .to_owned()
        }
        None => known_ids(body),
    };
    let message = format!("{place} has no heading `#{anchor}`");
    Diagnostic::new(NO_HEADING, Severity::Warning, article.file, message).help(help)
}

/// The headings there are, as far as they fit on a line.
fn known_ids(body: &Body) -> String {
    let ids: Vec<_> = body
        .outline
        .iter()
        .take(6)
        .map(|h| format!("`#{}`", h.id))
        .collect();
    match ids.len() {
        0 => "it has no headings; leave out the part behind `#`".to_owned(),
        _ => format!("its headings are {}", ids.join(", ")),
    }
}
