//! The proof before publishing: what an edition may not hold, and what it may.
//!
//! Takes what was loaded, the theme and each file about to be written. Gives an error for each file that holds something
//! of a narrower audience or another client, with both places. Never lets a build pass that it could not prove.

mod said;

use crate::diag::{Code, Diagnostic, FileId, Severity, Span};
use crate::model::article::{Article, Target};
use crate::output::Content;
use crate::paths::{ContentPath, OutPath};
use crate::pipeline::Loaded;
use crate::pipeline::specimen::specimen;
use crate::proof::visible::texts;
use crate::proof::{Held, Leak, Secrets, leak};
use crate::render::theme::Theme;
use said::{
    for_colleagues, said_by, said_by_lists, said_by_settings, said_by_theme, stems, words_of_theme,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What has to be kept out of an edition's files.
#[derive(Debug, Default)]
pub(super) struct Proof {
    secrets: Secrets,
    copies: BTreeSet<ContentPath>,
}

impl Proof {
    /// Nothing, for the narrowest edition.
    pub(super) fn of(loaded: &Loaded, theme: &Arc<Theme>) -> Self {
        let site = &*loaded.site;
        if site.edition.is_internal() && site.edition.client.is_none() {
            return Self::default();
        }
        let mut secrets = secrets(loaded);
        secrets.but_all(site.articles.par_iter(), |article| said_by(site, article));
        secrets.but(said_by_lists(site));
        if secrets.is_empty() {
            return Self::default();
        }
        secrets.but(stems(site).iter().map(String::as_str));
        if site.edition.is_internal() {
            secrets.but(for_colleagues(loaded));
        }
        secrets.but(said_by_settings(site).iter().map(String::as_str));
        secrets.but(said_by_theme(loaded));
        secrets.but_words_of(words_of_theme(loaded));
        let is_own = !loaded.sources.theme.is_empty();
        for (path, artifact) in specimen(site, theme).iter() {
            let Ok(content) = artifact.content() else {
                continue;
            };
            let words = texts(path.as_str(), &content).unwrap_or_default();
            let words = words.iter().map(|text| &**text).chain([path.as_str()]);
            if is_own {
                secrets.but_words_of(words);
            } else {
                secrets.but(words);
            }
        }
        Self {
            secrets,
            copies: copies(loaded),
        }
    }

    /// Whether everything may pass.
    pub(super) fn is_empty(&self) -> bool {
        self.secrets.is_empty()
    }

    /// An error if a file about to be written holds something that is not for this edition.
    pub(super) fn finding(
        &self,
        loaded: &Loaded,
        file: (&OutPath, &Content<'_>),
    ) -> Option<Diagnostic> {
        if self.is_empty() {
            return None;
        }
        leak(&self.secrets, file, &self.copies).map(|leak| finding(loaded, &leak))
    }
}

/// What may belong to others: articles that the edition does not hold, and of its own what no page shows. What it may say
/// for another reason is taken away afterwards.
fn secrets(loaded: &Loaded) -> Secrets {
    let sources = &loaded.sources;
    let own: BTreeMap<FileId, &Article> =
        loaded.site.articles.iter().map(|a| (a.file, a)).collect();
    let files = sources
        .articles
        .iter()
        .chain(&sources.settings)
        .chain(&sources.learnt);
    let mut held: Vec<Held<'_>> = Vec::new();
    for id in files {
        let file = sources.file(*id);
        let of = |text| Held {
            file: Some(*id),
            text,
        };
        match own.get(id) {
            Some(article) => held.extend(unshown(article, &file.text).into_iter().map(of)),
            None => held.extend([of(&*file.text), of(file.path.as_str())]),
        }
    }
    let people = loaded
        .site
        .articles
        .iter()
        .flat_map(|a| &a.dates.contributors);
    held.extend(people.map(|text| Held { file: None, text }));
    Secrets::of(&held)
}

/// What no page shows of an article: most of its front matter, internal blocks, comments.
fn unshown<'a>(article: &Article, text: &'a str) -> Vec<&'a str> {
    let spans = article.front.span.iter().chain(&article.body.internal);
    let mut parts: Vec<&str> = spans.filter_map(|s| text.get(s.start..s.end)).collect();
    let mut rest = text;
    while let Some((_, inner)) = rest.split_once("<!--") {
        let (comment, after) = inner.split_once("-->").unwrap_or((inner, ""));
        parts.push(comment);
        rest = after;
    }
    parts
}

/// The files of the base that this edition may copy: what its articles show, its brand, its theme.
fn copies(loaded: &Loaded) -> BTreeSet<ContentPath> {
    let site = &loaded.site;
    let targets = site.articles.iter().flat_map(|a| &a.targets);
    let shown = targets.filter_map(|target| match target {
        Target::Asset { from, .. } => Some(from.clone()),
        _ => None,
    });
    let theme = &site.settings.theme;
    let brand = theme.logo.iter().chain(&theme.favicon);
    let brand = brand.filter_map(|path| ContentPath::new(path));
    let themes = loaded.sources.others.iter();
    let themes = themes.filter(|path| path.as_str().starts_with("themes/"));
    shown.chain(brand).chain(themes.cloned()).collect()
}

fn finding(loaded: &Loaded, leak: &Leak) -> Diagnostic {
    const CODE: Code = Code("KB065");
    let message = format!(
        "`{}` is not for the readers of this site, and would stand in {}",
        leak.words, leak.out
    );
    let help =
        "nothing was published; keep the words in one audience, or take them out of the wider text";
    match leak.from {
        Some(file) => {
            let finding = Diagnostic::new(CODE, Severity::Error, file, message).help(help);
            match place(loaded, file, &leak.words) {
                Some(span) => finding.at(span),
                None => finding,
            }
        }
        None => Diagnostic::general(CODE, Severity::Error, message).help(help),
    }
}

/// Where the first of the words stands in the file that they come from.
fn place(loaded: &Loaded, file: FileId, words: &str) -> Option<Span> {
    let text = loaded.sources.file(file).text.to_ascii_lowercase();
    let longest = words
        .split(|c: char| !c.is_alphanumeric())
        .max_by_key(|w| w.len())
        .filter(|w| !w.is_empty())?;
    let start = text.find(&longest.to_ascii_lowercase())?;
    Some(Span::new(start, start + longest.len()))
}

#[cfg(test)]
mod tests {
    use super::Proof;
    use crate::output::Artifact;
    use crate::paths::OutPath;
    use crate::pipeline::{Plan, Purpose, Trails, build, load};
    use crate::render::theme;
    use std::fs;
    use std::path::Path;
    use std::sync::Arc;

    /// A base with an article for everybody and one for colleagues, seen by everybody.
    fn plan(root: &Path) -> Plan {
        fs::create_dir(root.join("content")).unwrap();
        let write = |name: &str, text: &str| fs::write(root.join(name), text).unwrap();
        write(
            "deskbook.yaml",
            "title: Desk\nkcs:\n  people: {wiltrud@desk.example: coach}\n",
        );
        write(
            "content/a.md",
            "---\ntitle: Reset the printer\naudience: public\nowner: cellar-team\n---\nOpen the drawer.\n\n<!-- ask Ottokar -->\n\n:::internal\nThe key hangs behind the mirror.\n:::\n",
        );
        write(
            "content/b.md",
            "---\ntitle: Zanzibar migration\n---\nMove the mailboxes on Sunday night; llms and d0 come later.\n",
        );
        Plan {
            root: root.to_owned(),
            out: None,
            audience: Some("public".to_owned()),
            client: None,
            base_url: None,
            purpose: Purpose::Publish,
            trails: Trails::Never,
        }
    }

    #[test]
    fn a_sound_build_passes_and_every_leak_is_named_with_both_places() {
        let root = tempfile::tempdir().unwrap();
        let plan = plan(root.path());
        let built = build(&plan).unwrap();
        assert!(built.publishable, "{:?}", built.loaded.found);
        for (path, artifact) in built.output.iter() {
            assert_eq!(built.leak(path, &artifact.content().unwrap()), None);
        }
        let loaded = load(&plan).unwrap();
        let (theme, _) = theme::load(&loaded.sources, &loaded.assets, &loaded.site.settings);
        let proof = Proof::of(&loaded, &Arc::new(theme));
        for (leak, from) in [
            ("<p>Zanzibar</p>", "content/b.md"),
            ("<p>Move the mailboxes on Sunday</p>", "content/b.md"),
            ("<p>behind the mirror</p>", "content/a.md"),
            ("<meta content=\"cellar-team\">", "content/a.md"),
            ("<p>Ottokar</p>", "content/a.md"),
            (
                "<a href=\"mailto:wiltrud@desk.example\">x</a>",
                "deskbook.yaml",
            ),
        ] {
            let path = OutPath::new("leak/index.html").unwrap();
            let artifact = Artifact::Text(leak.to_owned());
            let file = (&path, &artifact.content().unwrap());
            let found = proof.finding(&loaded, file).expect(leak);
            let file = loaded.sources.file(found.file.unwrap());
            assert_eq!(file.path.as_str(), from, "{leak}");
            assert!(found.message.contains("leak/index.html") && found.span.is_some());
        }
    }
}
