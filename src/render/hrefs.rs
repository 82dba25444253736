//! Addresses as a page has to write them.
//!
//! Takes the page one stands on. Gives relative addresses, so that the same output works at the root of a host, in a
//! sub-folder and from `file://`. Never writes an absolute path, but on the not-found page, which is served anywhere.

use crate::config::Settings;
use crate::paths::UrlPath;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What cannot stand in the path of an address. Browsers read a backslash as `/`.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'\'')
    .add(b'\\');

/// What cannot stand in a value of a query.
const VALUE: &AsciiSet = &PATH
    .add(b'&')
    .add(b'+')
    .add(b'=')
    .add(b'/')
    .add(b':')
    .add(b';')
    .add(b'@')
    .add(b'[')
    .add(b']')
    .add(b'^')
    .add(b'|');

/// A path as it stands in an address.
#[must_use]
pub fn encode_path(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// A text as it stands in a query.
#[must_use]
pub fn encode_value(text: &str) -> String {
    utf8_percent_encode(text, VALUE).to_string()
}

/// Addresses as one page writes them.
#[derive(Clone, Debug)]
pub struct Hrefs {
    root: String,
    index: &'static str,
    base: Option<String>,
}

impl Hrefs {
    /// For the page at `page`.
    #[must_use]
    pub fn new(page: &UrlPath, settings: &Settings) -> Self {
        Self::at(page.to_root(), settings)
    }

    /// For the not-found page: absolute, from the path of the site's address.
    #[must_use]
    pub fn anywhere(settings: &Settings) -> Self {
        let base = settings.base_url.as_deref().unwrap_or("/");
        let path = base.find("://").map_or(base, |i| &base[i + 3..]);
        let path = path.find('/').map_or("/", |i| &path[i..]);
        Self::at(path.to_owned(), settings)
    }

    fn at(root: String, settings: &Settings) -> Self {
        Self {
            root,
            index: if settings.offline { "index.html" } else { "" },
            base: settings.base_url.clone(),
        }
    }

    /// The way up to the site's root.
    #[must_use]
    pub fn root(&self) -> &str {
        &self.root
    }

    /// A page of the site.
    #[must_use]
    pub fn page(&self, url: &UrlPath) -> String {
        format!("{}{}{}", self.root, encode_path(url.as_str()), self.index)
    }

    /// A file of the site.
    #[must_use]
    pub fn file(&self, path: &str) -> String {
        format!("{}{}", self.root, encode_path(path))
    }

    /// A page's absolute address, or empty where the site has none.
    #[must_use]
    pub fn canonical(&self, url: &UrlPath) -> String {
        self.absolute(url.as_str())
    }

    /// A file's absolute address, or empty where the site has none.
    #[must_use]
    pub fn absolute(&self, path: &str) -> String {
        let base = self.base.as_ref();
        base.map_or_else(String::new, |base| format!("{base}{}", encode_path(path)))
    }

    /// An address as the settings write it: absolute ones stay, others are paths of the site.
    #[must_use]
    pub fn setting(&self, address: &str) -> String {
        if address.contains(':') || address.starts_with('#') {
            return address.to_owned();
        }
        let path = address.trim_start_matches("./").trim_start_matches('/');
        match path {
            "" => self.page(&UrlPath::home()),
            p if p.ends_with('/') => self.page(&UrlPath::of([p])),
            p => self.file(p),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Hrefs, encode_value};
    use crate::config::Settings;
    use crate::paths::UrlPath;

    #[test]
    fn addresses_are_relative_and_name_the_file_when_offline() {
        let mut settings = Settings::default();
        let page = UrlPath::of(["network", "vpn"]);
        let hrefs = Hrefs::new(&page, &settings);
        assert_eq!(
            hrefs.page(&UrlPath::of(["email", "a"])),
            "../../email/a/index.html"
        );
        assert_eq!(hrefs.file("img/a b.png"), "../../img/a%20b.png");
        assert_eq!(hrefs.canonical(&page), "");
        settings.offline = false;
        settings.base_url = Some("https://x.example/kb/".to_owned());
        let hrefs = Hrefs::new(&UrlPath::home(), &settings);
        assert_eq!(hrefs.page(&page), "./network/vpn/");
        assert_eq!(hrefs.canonical(&page), "https://x.example/kb/network/vpn/");
        assert_eq!(Hrefs::anywhere(&settings).page(&page), "/kb/network/vpn/");
        assert_eq!(hrefs.setting("https://s.example/"), "https://s.example/");
        assert_eq!(hrefs.setting("/network/"), "./network/");
    }

    #[test]
    fn values_are_encoded_for_queries() {
        assert_eq!(encode_value("a&b=c d/é"), "a%26b%3Dc%20d%2F%C3%A9");
    }
}
