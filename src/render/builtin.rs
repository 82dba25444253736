//! The default theme, inside the program, so that one file installs everything.
//!
//! Takes nothing. Gives every file of `themes/default` by its path there. Never differs from the folder: a test of the
//! suite compares the two.

macro_rules! theme {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../themes/default/", $name)))),*]
    };
}

/// Path below `themes/default`, and text.
pub const BUILT_IN: &[(&str, &str)] = theme![
    "static/icon.svg",
    "static/scheme.js",
    "static/search/engine.js",
    "static/search/explain.js",
    "static/search/ui.js",
    "static/site.js",
    "static/style.css",
    "strings/ar.yaml",
    "strings/de.yaml",
    "strings/en.yaml",
    "strings/fr.yaml",
    "templates/article.html",
    "templates/base.html",
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
    "theme.yaml",
];
