//! A body as an earlier run read it.
//!
//! Takes the text and what earlier runs kept. Gives what [`body`] gives. Never keeps a text with something wrong in it, or one
//! of which something was taken out: those are few, and are read anew.

use crate::diag::Diagnostic;
use crate::parse::Internal;
use crate::parse::markdown::{Body, Markdown, body};
use crate::source::SourceFile;
use crate::source::store::pack::{Key, Pack};

/// Reads the body of an article, or recalls it.
#[must_use]
pub fn body_again(
    (file, offset): (&SourceFile, usize),
    internal: Internal,
    kept: &Pack,
) -> (Body, Vec<Diagnostic>) {
    if !kept.is_open() {
        return body(file, offset, internal);
    }
    let text = Markdown::tail(&file.text, offset);
    let key = key(file, offset);
    if let Some(markdown) = &text
        && let Some(body) = kept.recall::<Body>(&key)
    {
        let markdown = markdown.clone();
        return (Body { markdown, ..body }, Vec::new());
    }
    let (body, found) = body(file, offset, internal);
    if found.is_empty() && !body.has_internal && text.as_ref() == Some(&body.markdown) {
        kept.keep(&key, &body);
    }
    (body, found)
}

/// All that a body is made from: its text, and where it begins. What becomes of internal blocks is no part of it: a body that
/// has one is not kept, and all others are the same to every edition.
fn key(file: &SourceFile, offset: usize) -> Key {
    let text = file.text.get(offset..).unwrap_or_default();
    let mut hasher = blake3::Hasher::new();
    hasher.update(b"body");
    hasher.update(&(offset as u64).to_le_bytes());
    hasher.update(text.as_bytes());
    *hasher.finalize().as_bytes()
}

#[cfg(test)]
mod tests {
    use crate::diag::FileId;
    use crate::parse::Internal;
    use crate::parse::markdown::{body, kept::body_again};
    use crate::paths::ContentPath;
    use crate::source::SourceFile;
    use crate::source::store::Store;
    use tempfile::TempDir;

    const TEXTS: [&str; 9] = [
        "",
        "A text.\n",
        "# Title\n\nLead with *words*.\n\n## Cause {#why}\n\n[a](b.md) ![c](d.png) [[KB1|e]] <https://x.example>\n",
        "Code 0x80070643\n\n```sh\necho 1\n```\n\n<a name=\"place\"></a>\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n- [ ] task\n\nNote.[^1]\n\n[^1]: Foot.\n",
        "[nothing][defines]\n",
        ":::internal\nours\n:::\n\nText.\n",
        ":::internal\nnever closed\n",
        "One\r\n\r\n## Two\r\n\r\nÜmläute 😀\r\n",
    ];

    fn file(text: &str) -> SourceFile {
        SourceFile {
            id: FileId(7),
            path: ContentPath::new("content/a.md").unwrap(),
            text: text.into(),
        }
    }

    #[test]
    fn a_body_that_is_recalled_is_the_one_that_was_read() {
        let root = TempDir::new().unwrap();
        for run in 0..3 {
            let kept = Store::of(root.path()).pack("bodies", "test");
            for text in TEXTS {
                for before in ["", "---\ntitle: x\n---\n"] {
                    let (file, offset) = (file(&format!("{before}{text}")), before.len());
                    for internal in [Internal::Keep, Internal::Remove] {
                        let want = body(&file, offset, internal);
                        let got = body_again((&file, offset), internal, &kept);
                        assert_eq!(want, got, "{run} {text:?}");
                    }
                }
            }
        }
        let kept = Store::of(root.path()).pack("bodies", "test");
        let file = file(TEXTS[2]);
        let key = super::key(&file, 0);
        assert!(kept.recall::<crate::parse::markdown::Body>(&key).is_some());
    }
}
