//! The default theme, inside the program, so that one file installs everything.
//!
//! Takes the files of `themes/default`, and its scripts also as `build.rs` made them small. Gives every file by its path
//! there. Never differs from the folder: tests of the suite compare the two.

/// A file of the default theme.
pub struct BuiltIn {
    /// Path below `themes/default`.
    pub path: &'static str,
    /// What is published or compiled: of a script the small form.
    pub text: &'static str,
    /// What stands in the folder, for people to read and copy.
    pub source: &'static str,
}

macro_rules! source {
    ($path:literal) => {
        include_str!(concat!("../../themes/default/", $path))
    };
}

macro_rules! theme {
    (files: $($file:literal),*; scripts: $($script:literal),*;) => {
        &[
            $(BuiltIn { path: $file, text: source!($file), source: source!($file) },)*
            $(BuiltIn {
                path: $script,
                text: include_str!(concat!(env!("OUT_DIR"), "/", $script)),
                source: source!($script),
            },)*
        ]
    };
}

/// Every file of the default theme.
pub const BUILT_IN: &[BuiltIn] = theme![
    files:
    "static/coverage.css",
    "static/icon.svg",
    "static/style.css",
    "strings/ar.yaml",
    "strings/de.yaml",
    "strings/en.yaml",
    "strings/fr.yaml",
    "templates/article.html",
    "templates/base.html",
    "templates/coverage.html",
    "templates/health.html",
    "templates/home.html",
    "templates/index.html",
    "templates/list.html",
    "templates/not-found.html",
    "templates/parts/article.html",
    "templates/parts/header.html",
    "templates/parts/icon.html",
    "templates/parts/small.html",
    "templates/parts/words.html",
    "templates/redirect.html",
    "templates/search.html",
    "theme.yaml";
    scripts:
    "static/scheme.js",
    "static/search/engine.js",
    "static/search/explain.js",
    "static/search/ui.js",
    "static/site.js";
];
