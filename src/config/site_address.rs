//! The address of the site, as browsers write it.
//!
//! Takes what stands in `base_url` or `--base-url`. Gives the address with a closing `/`, odd characters escaped, or what is
//! wrong with it. Never gives one that a browser reads in another way: a path that begins with `//` is the name of a host.

use url::{Position, Url};

/// Why a text is no address of a site, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub help: String,
}

const WHOLE: &str = "write it whole: `https://help.example.com/`";

/// The address that is meant.
///
/// # Errors
/// [`Misfit`] where links that begin with this address would lead nowhere.
pub fn site_address(written: &str) -> Result<String, Misfit> {
    let misfit = |what: &str, help: String| Misfit {
        what: format!("`{written}` {what}"),
        help,
    };
    let no_address = || misfit("is no address of a site", WHOLE.to_owned());
    let url = Url::parse(written).map_err(|_| no_address())?;
    if !begins_with_host(written) {
        return Err(no_address());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Misfit {
            what: "the address of the site holds a user name".to_owned(),
            help: "every reader would see it: leave out what stands before `@`".to_owned(),
        });
    }
    let bare = &url[..Position::AfterPath];
    if url.query().is_some() || url.fragment().is_some() {
        let help = format!(
            "pages stand below it: write `{}/`",
            bare.trim_end_matches('/')
        );
        return Err(misfit("goes on behind its path", help));
    }
    let (host, path) = (
        &url[..Position::BeforePath],
        url.path().trim_end_matches('/'),
    );
    if path.contains("//") {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let help = format!("write `{host}/{}/`", parts.join("/"));
        return Err(misfit("has `//` in its path", help));
    }
    let (folder, last) = path.rsplit_once('/').unwrap_or_default();
    if [".html", ".htm"].iter().any(|end| last.ends_with(end)) {
        let help = format!("name its folder: `{host}{folder}/`");
        return Err(misfit("is the address of a page", help));
    }
    Ok(format!("{host}{path}/"))
}

/// Whether a host stands behind `https://`: browsers take `https:x` and `https:///x` too, which nobody means.
fn begins_with_host(written: &str) -> bool {
    let (scheme, rest) = written.split_once("://").unwrap_or_default();
    ["http", "https"]
        .iter()
        .any(|s| scheme.eq_ignore_ascii_case(s))
        && !rest.starts_with(['/', '\\'])
}

#[cfg(test)]
mod tests {
    use super::site_address;

    #[test]
    fn an_address_is_written_as_browsers_write_it() {
        for (written, address) in [
            ("https://x.example", "https://x.example/"),
            ("https://x.example///", "https://x.example/"),
            ("HTTPS://X.Example/Desk", "https://x.example/Desk/"),
            ("http://x.example:8080/kb/", "http://x.example:8080/kb/"),
            ("https://x.example:443/kb/", "https://x.example/kb/"),
            (
                "https://x.example/our desk/",
                "https://x.example/our%20desk/",
            ),
            (
                "https://x.example/our%20desk/",
                "https://x.example/our%20desk/",
            ),
            (
                "https://x.example/\"><b>/",
                "https://x.example/%22%3E%3Cb%3E/",
            ),
            (
                "https://x.example/störung/",
                "https://x.example/st%C3%B6rung/",
            ),
            (
                "https://störung.example/",
                "https://xn--strung-xxa.example/",
            ),
            ("https://x.example/a/../kb/./", "https://x.example/kb/"),
            ("https://x.example\\kb", "https://x.example/kb/"),
            ("https://10.0.0.5/kb", "https://10.0.0.5/kb/"),
            ("https://[::1]/kb", "https://[::1]/kb/"),
        ] {
            assert_eq!(site_address(written).as_deref(), Ok(address), "{written}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for written in [
            "",
            "x.example",
            "https://",
            "https:///kb/",
            "https:x.example/",
            "//x.example/kb/",
            "ftp://x.example/",
            "file:///srv/kb/",
            "javascript://x.example/%0aalert(1)",
            "https://exa mple/",
            "https://x.example:99999/",
        ] {
            let misfit = site_address(written).expect_err(written);
            assert!(misfit.what.contains("no address of a site"), "{written}");
        }
    }

    #[test]
    fn what_leads_elsewhere_is_refused_with_what_to_write() {
        for (path, what, help) in [
            ("x.example//kb/", "has `//`", "x.example/kb/`"),
            ("x.example/a///b//", "has `//`", "x.example/a/b/`"),
            (
                "x.example/.//y.example/",
                "has `//`",
                "x.example/y.example/`",
            ),
            ("x.example/?a=b", "behind its path", "x.example/`"),
            ("x.example/kb#top", "behind its path", "x.example/kb/`"),
            ("x.example/kb/index.html", "a page", "x.example/kb/`"),
            ("x.example/index.htm/", "a page", "x.example/`"),
            ("me:word@x.example/", "a user name", "before `@`"),
            ("me@x.example/", "a user name", "before `@`"),
        ] {
            let misfit = site_address(&format!("https://{path}")).expect_err(path);
            assert!(misfit.what.contains(what), "{path}: {}", misfit.what);
            assert!(misfit.help.ends_with(help), "{path}: {}", misfit.help);
            assert!(!misfit.what.contains("word"), "{path}");
        }
    }
}
