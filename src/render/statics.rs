//! The static files of a theme: styles, scripts, icons, fonts.
//!
//! Takes the theme's files and the settings' accent. Gives each its name in the site, with a piece of its hash, so that
//! it may be cached for ever. Never changes a file that the base brings itself.

use crate::config::Settings;
use crate::diag::FileId;
use crate::output::Artifact;
use crate::paths::ContentPath;
use crate::source::Asset;
use std::collections::BTreeMap;

/// One text file of the theme.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
    /// Its content.
    pub(crate) text: &'a str,
    /// Where it was read; `None` for a built-in one.
    pub(crate) file: Option<FileId>,
}

/// A static file of the theme: its name in the site, and its content.
#[derive(Clone, Debug)]
pub struct Static {
    /// `static/style.1f3a5b7c.css`.
    pub out: String,
    /// What it holds.
    pub artifact: Artifact,
}

/// `style.css` with the first half of its hash in its name, so that it may be cached for ever.
fn hashed(name: &str, hash: &str) -> String {
    let short = &hash[..8];
    match name
        .rfind('.')
        .filter(|dot| *dot > name.rfind('/').map_or(0, |s| s + 1))
    {
        Some(dot) => format!("static/{}.{short}{}", &name[..dot], &name[dot..]),
        None => format!("static/{name}.{short}"),
    }
}

fn static_text(name: &str, text: String) -> (String, Static) {
    let hash = blake3::hash(text.as_bytes()).to_hex();
    let out = hashed(name, &hash);
    let artifact = Artifact::Text(text);
    (name.to_owned(), Static { out, artifact })
}

pub(crate) fn static_texts(texts: &BTreeMap<&str, Text<'_>>) -> BTreeMap<String, Static> {
    let named = texts
        .iter()
        .filter_map(|(n, t)| Some((n.strip_prefix("static/")?, t)));
    named
        .map(|(name, text)| match text.file {
            None => static_text(name, lean(name, text.text)),
            Some(_) => static_text(name, text.text.to_owned()),
        })
        .collect()
}

pub(crate) fn static_assets(
    images: &BTreeMap<ContentPath, Asset>,
    folder: &str,
) -> Vec<(String, Static)> {
    let mut all = Vec::new();
    for (path, asset) in images {
        let inner = path
            .as_str()
            .strip_prefix(folder)
            .and_then(|p| p.strip_prefix("static/"));
        let Some(name) = inner.filter(|_| !asset.active) else {
            continue;
        };
        let hex = blake3::Hash::from_bytes(asset.hash).to_hex();
        let artifact = Artifact::CopyOf {
            from: path.clone(),
            hash: asset.hash,
            len: asset.len,
        };
        all.push((
            name.to_owned(),
            Static {
                out: hashed(name, &hex),
                artifact,
            },
        ));
    }
    all
}

/// A built-in style sheet without its comments and indentation: they are for those who read the source. Only whole lines
/// go, and the built-in files hold no text over several lines, so the meaning stays. Scripts are small already.
fn lean(name: &str, text: &str) -> String {
    if name.rsplit('.').next() != Some("css") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut within = false;
    for line in text.lines().map(str::trim) {
        within |= line.starts_with("/*");
        if within {
            within = !line.ends_with("*/");
        } else if !line.is_empty() {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// The accent of the settings as a style sheet of its own: a strict policy forbids styles in the page.
pub(crate) fn accent(settings: &Settings) -> Option<(String, Static)> {
    let (light, dark) = settings.theme.accent.as_ref()?;
    let css = format!(":root{{--accent-light:{light};--accent-dark:{dark}}}\n");
    Some(static_text("accent.css", css))
}

#[cfg(test)]
mod tests {
    use super::{hashed, lean};

    #[test]
    fn names_carry_a_piece_of_the_hash() {
        let hash = "0123456789abcdef";
        assert_eq!(hashed("search/ui.js", hash), "static/search/ui.01234567.js");
        assert_eq!(hashed("LICENSE", hash), "static/LICENSE.01234567");
    }

    #[test]
    fn comments_and_indentation_go_and_code_stays() {
        let css = "/* a\n   b */\n.x {\n  color: red; /* why */\n}\n";
        assert_eq!(lean("a.css", css), ".x {\ncolor: red; /* why */\n}\n");
        assert_eq!(lean("a.js", " // a\n f();\n"), " // a\n f();\n");
        assert_eq!(lean("a.svg", " <svg/>"), " <svg/>");
    }
}
