//! An article's HTML as an earlier run wrote it.
//!
//! Takes the same as [`article`], and what earlier runs kept. Gives what [`article`] gives. Never leaves out of a key what the
//! HTML is made from: the compiler asks for every field.

use crate::parse::markdown::Body;
use crate::render::html::{Input, Parts, article};
use crate::source::store::pack::{Key, Pack};

/// Writes the HTML of an article, or recalls it.
#[must_use]
pub fn article_again(input: &Input<'_>, kept: &Pack) -> Parts {
    if !kept.is_open() {
        return article(input);
    }
    let Some(key) = key(input) else {
        return article(input);
    };
    kept.recall(&key).unwrap_or_else(|| {
        let parts = article(input);
        kept.keep(&key, &parts);
        parts
    })
}

/// All that the HTML is made from, but the colours of code: those are the program's own.
fn key(input: &Input<'_>) -> Option<Key> {
    let Input {
        body,
        targets,
        highlighter: _,
        words,
    } = input;
    // Sections, codes and lead are the plain text of what stands here as it was written.
    let Body {
        markdown,
        offset,
        outline,
        sections: _,
        links,
        title,
        lead: _,
        has_internal,
        internal,
        codes: _,
        anchors,
    } = body;
    let structure = (
        (offset, outline, links, title),
        (has_internal, internal, anchors),
    );
    let mut hasher = blake3::Hasher::new();
    hasher.update(b"html");
    for part in [
        postcard::to_stdvec(&structure).ok()?,
        postcard::to_stdvec(&(targets, words)).ok()?,
    ] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(&part);
    }
    hasher.update(markdown.as_bytes());
    Some(*hasher.finalize().as_bytes())
}

#[cfg(test)]
mod tests {
    use crate::diag::FileId;
    use crate::parse::Internal;
    use crate::parse::markdown::{Body, body};
    use crate::paths::ContentPath;
    use crate::render::highlight::Highlighter;
    use crate::render::html::{HtmlWords, Input, LinkHref, article, article_again};
    use crate::source::SourceFile;
    use crate::source::store::Store;
    use crate::source::store::pack::Pack;
    use tempfile::TempDir;

    const TEXT: &str = "# Title\n\nLead [a](b.md).\n\n## Cause {#why}\n\n> [!NOTE]\n> Look.\n\n```sh\necho 1 # x\n```\n\n## Resolution\n\n\
        | a |\n|---|\n| 1 |\n\n### Then\n\nText.[^1]\n\n[^1]: Foot.\n\n:::internal\nOurs.\n:::\n";

    fn read(text: &str, offset: usize, internal: Internal) -> Body {
        let file = SourceFile {
            id: FileId(0),
            path: ContentPath::new("content/a.md").unwrap(),
            text: text.into(),
        };
        body(&file, offset, internal).0
    }

    /// What differs from the first in one thing each.
    fn cases() -> Vec<(Body, Vec<LinkHref>, HtmlWords)> {
        let (target, words) = (LinkHref::default(), HtmlWords::default());
        let own = read(TEXT, 0, Internal::Keep);
        let href = |href: &str| LinkHref {
            href: Some(href.to_owned()),
            ..LinkHref::default()
        };
        let titled = LinkHref {
            title: "B".to_owned(),
            ..href("../b/")
        };
        let external = LinkHref {
            external: true,
            ..href("../b/")
        };
        let sized = LinkHref {
            size: Some((1, 2)),
            ..href("../b/")
        };
        let mut cases: Vec<_> = [
            target,
            href("../b/"),
            href("../c/"),
            titled,
            external,
            sized,
        ]
        .into_iter()
        .map(|target| (own.clone(), vec![target], words.clone()))
        .collect();
        cases.push((
            read(TEXT, 0, Internal::Remove),
            vec![href("../b/")],
            words.clone(),
        ));
        let moved = format!("x\n{TEXT}");
        cases.push((
            read(&moved, 2, Internal::Keep),
            vec![href("../b/")],
            words.clone(),
        ));
        let other = TEXT.replace("echo 1", "echo 2");
        cases.push((
            read(&other, 0, Internal::Keep),
            vec![href("../b/")],
            words.clone(),
        ));
        let german = HtmlWords {
            note: "Hinweis".to_owned(),
            ..words
        };
        cases.push((own, vec![href("../b/")], german));
        cases
    }

    #[test]
    fn html_that_is_recalled_is_that_which_was_written() {
        let (root, highlighter) = (TempDir::new().unwrap(), Highlighter::new());
        let mut recalled = 0;
        for run in 0..2 {
            let kept = Store::of(root.path()).pack("pages", "test");
            for (body, targets, words) in &cases() {
                let input = Input {
                    body,
                    targets,
                    highlighter: &highlighter,
                    words,
                };
                let key = super::key(&input).unwrap();
                recalled += usize::from(kept.recall::<super::Parts>(&key).is_some());
                assert_eq!(article(&input), article_again(&input, &kept), "{run}");
                assert_eq!(article(&input), article_again(&input, &Pack::default()));
            }
        }
        assert_eq!(recalled, cases().len(), "all of them in the second run");
    }
}
