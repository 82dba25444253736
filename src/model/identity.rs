//! Who an article is: its address, its id and its title.
//!
//! Takes parsed files in order of their paths. Gives each an [`Identity`], or a finding where two want the same one.
//! Never renames a file's page because of another file's content, but for the one finding that says so.

use crate::diag::{Code, Diagnostic, FileId, Severity, Span, Spanned};
use crate::model::parts::is_folder_name;
use crate::parse::Parsed;
use crate::parse::front_matter::FrontMatter;
use crate::paths::{ContentPath, UrlPath};
use crate::source::inner;
use crate::text::slug::slug;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeMap;

/// What a page is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    pub(crate) url: UrlPath,
    pub(crate) key: String,
    pub(crate) has_key: bool,
    pub(crate) title: String,
    pub(crate) title_span: Option<Span>,
    pub(crate) is_index: bool,
}

/// The path below the content folder; the whole path of a file that lies elsewhere.
pub(crate) fn below<'a>(path: &'a ContentPath, content: &str) -> &'a str {
    let text = path.as_str();
    inner(content, text).unwrap_or(text)
}

/// Pages that every site has, at addresses that browsers and bookmarks know: nothing else may have these.
pub(crate) const FIRM: [&str; 2] = ["all", "search"];
/// A category goes no deeper than a disk can hold.
const DEEPEST: usize = 30;
/// Few disks take a path of more than 4,096 bytes, with the folders above the site.
const LONGEST: usize = 1_200;

/// The slugs of a folder path: `Net work/VPN` is `net-work/vpn`.
pub(crate) fn folder_slug(folder: &str) -> String {
    let mut all = String::new();
    for part in folder.split('/').filter(|p| !p.is_empty()).take(DEEPEST) {
        let part = slug(part);
        if all.len() + part.len() > LONGEST {
            break;
        }
        if !all.is_empty() {
            all.push('/');
        }
        all.push_str(&part);
    }
    all
}

/// The slug of the category an article belongs to: as written, or its folder.
pub(crate) fn category(path: &ContentPath, front: &FrontMatter, content: &str) -> String {
    if let Some(written) = front.category.as_ref().filter(|_| !is_index(path)) {
        return folder_slug(&written.value);
    }
    let inner = below(path, content);
    folder_slug(inner.rfind('/').map_or("", |i| &inner[..i]))
}

fn is_index(path: &ContentPath) -> bool {
    matches!(path.stem(), "index" | "_index")
}

/// The address that the path of a file asks for.
fn wanted(path: &ContentPath, content: &str) -> UrlPath {
    let inner = below(path, content);
    let folder = inner.rfind('/').map_or("", |i| &inner[..i]);
    let stem = if is_index(path) {
        String::new()
    } else {
        slug(path.stem())
    };
    UrlPath::of([folder_slug(folder), stem])
}

/// The address of the page that a file is written for.
pub(crate) fn url(path: &ContentPath, content: &str) -> UrlPath {
    let wanted = wanted(path, content);
    if is_own(&wanted) {
        return beside(&wanted, 2);
    }
    wanted
}

/// `network-2/` for `network/`.
pub(crate) fn beside(url: &UrlPath, number: usize) -> UrlPath {
    UrlPath::of([format!("{}-{number}", url.as_str().trim_end_matches('/'))])
}

/// Whether a page of every site stands here.
fn is_own(url: &UrlPath) -> bool {
    FIRM.contains(&url.as_str().trim_end_matches('/'))
}

/// An id that can stand in an address and a file name.
fn is_safe_id(id: &str) -> bool {
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    (1..=64).contains(&id.len())
        && id.chars().all(good)
        && !id.starts_with('.')
        && !id.ends_with('.')
        && is_folder_name(id)
}

/// Gives every file its identity; `None` for a file whose address is taken.
pub(crate) fn identify(
    parsed: &[Parsed],
    content: &str,
    found: &mut Vec<Diagnostic>,
) -> Vec<Option<Identity>> {
    let mut names = Names::default();
    let mut all = Vec::with_capacity(parsed.len());
    let urls = parsed.par_iter().map(|file| url(&file.path, content));
    let urls: Vec<UrlPath> = urls.collect();
    for (file, url) in parsed.iter().zip(urls) {
        if let Some(first) = names.urls.get(&url) {
            found.push(same_url(file.file, &url, first));
            all.push(None);
            continue;
        }
        found.extend(aside(file, content, &url));
        names.urls.insert(url.clone(), file.path.clone());
        let id = names.claim(file, found);
        let (title, title_span) = title(file, found);
        all.push(Some(Identity {
            url,
            has_key: id.is_some(),
            key: id.unwrap_or_else(|| stem_path(&file.path, content)),
            title,
            title_span,
            is_index: is_index(&file.path),
        }));
    }
    all
}

fn stem_path(path: &ContentPath, content: &str) -> String {
    let inner = below(path, content);
    let ending = path.file_name().len() - path.stem().len();
    inner[..inner.len() - ending].to_owned()
}

/// The names that are taken, and the file that has them.
#[derive(Default)]
struct Names {
    urls: BTreeMap<UrlPath, ContentPath>,
    ids: BTreeMap<String, ContentPath>,
}

impl Names {
    fn claim(&mut self, file: &Parsed, found: &mut Vec<Diagnostic>) -> Option<String> {
        let id = file.front.id.as_ref()?;
        if !is_safe_id(&id.value) {
            found.push(unsafe_id(file.file, id));
            return None;
        }
        if let Some(first) = self.ids.get(&id.value.to_lowercase()) {
            found.push(same_id(file.file, id, first));
            return None;
        }
        self.ids.insert(id.value.to_lowercase(), file.path.clone());
        Some(id.value.clone())
    }
}

fn same_url(file: FileId, url: &UrlPath, first: &ContentPath) -> Diagnostic {
    let message = format!("the address {url} belongs to {first} already");
    Diagnostic::new(Code("KB032"), Severity::Error, file, message)
        .help("rename one of the two files; until then this one is not built")
}

/// An article that would stand where every site has a page of its own.
fn aside(file: &Parsed, content: &str, url: &UrlPath) -> Option<Diagnostic> {
    let wanted = wanted(&file.path, content);
    (wanted != *url).then(|| {
        let message =
            format!("the article stands at {url}, because {wanted} is a page of every site");
        Diagnostic::new(Code("KB039"), Severity::Warning, file.file, message)
            .help("rename the file, or leave it so")
    })
}

fn same_id(file: FileId, id: &Spanned<String>, first: &ContentPath) -> Diagnostic {
    let message = format!("the id `{}` belongs to {first} already", id.value);
    Diagnostic::new(Code("KB030"), Severity::Error, file, message)
        .at(id.span)
        .label("used twice")
        .help("give this article an id of its own; until then it is built without one")
}

fn unsafe_id(file: FileId, id: &Spanned<String>) -> Diagnostic {
    let message = format!("the id `{}` cannot stand in an address", id.value);
    Diagnostic::new(Code("KB034"), Severity::Error, file, message)
        .at(id.span)
        .help("use letters, digits, `-`, `_` and `.`, at most 64 of them")
}

fn title(file: &Parsed, found: &mut Vec<Diagnostic>) -> (String, Option<Span>) {
    if let Some(title) = &file.front.title {
        return (title.value.clone(), Some(title.span));
    }
    if let Some(heading) = file.body.title.as_ref().filter(|h| !h.text.is_empty()) {
        return (heading.text.clone(), Some(heading.span));
    }
    if let Some(heading) = file.body.outline.iter().find(|h| !h.text.is_empty()) {
        return (heading.text.clone(), Some(heading.span));
    }
    let name = readable(file.path.stem());
    let at = file
        .front
        .span
        .map_or(Span::default(), |s| Span::new(s.start, s.start));
    let message = "the article has no title";
    found.push(
        Diagnostic::new(Code("KB020"), Severity::Error, file.file, message)
            .at(at)
            .label(format!("shown as \"{name}\""))
            .help("write `title:` in the front matter, or begin the text with a `# Heading`"),
    );
    (name, None)
}

/// A file or folder name as words: `vpn-error_809` is `Vpn error 809`.
pub(crate) fn readable(name: &str) -> String {
    let spaced = name.replace(['-', '_'], " ");
    let mut chars = spaced.trim().chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{folder_slug, is_safe_id, readable, url};
    use crate::paths::ContentPath;

    #[test]
    fn addresses_follow_the_path() {
        let of = |path: &str| {
            url(&ContentPath::new(path).unwrap(), "content")
                .as_str()
                .to_owned()
        };
        assert_eq!(
            of("content/network/VPN Error 809.md"),
            "network/vpn-error-809/"
        );
        assert_eq!(of("content/network/index.md"), "network/");
        assert_eq!(of("content/index.md"), "");
        assert_eq!(folder_slug("A B/C"), "a-b/c");
    }

    #[test]
    fn ids_are_safe_in_addresses() {
        for (id, safe) in [
            ("KB0042", true),
            ("KA-12.3_b", true),
            ("", false),
            ("a/b", false),
            ("..", false),
            ("a b", false),
        ] {
            assert_eq!(is_safe_id(id), safe, "{id}");
        }
    }

    #[test]
    fn names_become_words() {
        assert_eq!(readable("vpn-error_809"), "Vpn error 809");
        assert_eq!(readable("-"), "-");
    }
}
