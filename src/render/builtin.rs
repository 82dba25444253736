//! The default theme, inside the program, so that one file installs everything.
//!
//! Takes the files of `themes/default`; its scripts as `build.rs` made them small. Gives every file by its path there.
//! Never differs from the folder in anything but that: tests of the suite compare the two.

macro_rules! theme {
    (files: $($file:literal),*; scripts: $($script:literal),* $(;)?) => {
        &[
            $(($file, include_str!(concat!("../../themes/default/", $file))),)*
            $(($script, include_str!(concat!(env!("OUT_DIR"), "/", $script))),)*
        ]
    };
}

/// Path below `themes/default`, and text.
pub const BUILT_IN: &[(&str, &str)] = theme![
    files:
    "static/icon.svg",
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
    "theme.yaml";
    scripts:
    "static/scheme.js",
    "static/search/engine.js",
    "static/search/explain.js",
    "static/search/ui.js",
    "static/site.js";
];
