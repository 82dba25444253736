//! Addresses on other sites that will not last, or that not every reader can open.
//!
//! Takes the links of an article. Gives KB064 for `http:`, shorteners, marks that follow readers about, and hosts of an
//! inner network in an article for a wider audience. Never asks a network: `check --external` lists the addresses for
//! a program that does.

use crate::checks::links::place;
use crate::checks::{Check, Scene, shortened};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::article::{Article, Target};
use crate::parse::markdown::RawLink;
use crate::text::hosts::is_private_host;

/// The check.
#[derive(Debug)]
pub struct External;

const SHORT_LIVED: Code = Code("KB064");

/// Hosts that lead elsewhere for as long as their keeper likes.
const SHORTENERS: [&str; 16] = [
    "bit.ly",
    "buff.ly",
    "cutt.ly",
    "goo.gl",
    "is.gd",
    "lnkd.in",
    "ow.ly",
    "rb.gy",
    "rebrand.ly",
    "shorturl.at",
    "t.co",
    "t.ly",
    "tiny.cc",
    "tinyurl.com",
    "v.gd",
    "bl.ink",
];

/// Parameters that say where a reader came from; those that begin with `utm_` besides.
const MARKS: [&str; 12] = [
    "fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "yclid", "_hsenc",
    "_hsmi", "mkt_tok", "wt.mc_id",
];

/// Hosts whose `http:` addresses are names, not places, or that stand for an example.
const NAMES: [&str; 7] = [
    "schemas.",
    "www.w3.org",
    "xmlns.",
    "purl.org",
    "ns.adobe.com",
    "example.",
    "java.sun.com",
];

impl Check for External {
    fn codes(&self) -> &'static [Code] {
        &[SHORT_LIVED]
    }

    fn article(&self, _scene: &Scene<'_>, article: &Article) -> Vec<Diagnostic> {
        if article.is_archived() {
            return Vec::new();
        }
        let pairs = article.body.links.iter().zip(&article.targets);
        let external = pairs.filter_map(|(link, target)| match target {
            Target::External(address) => finding(article, link, address),
            _ => None,
        });
        external.collect()
    }
}

/// What is wrong with one address: the gravest first.
fn finding(article: &Article, link: &RawLink, address: &str) -> Option<Diagnostic> {
    let host = host(address)?;
    let place = place(article, link);
    let shown = shortened(&without_account(address));
    let note = |message: String| {
        Diagnostic::new(SHORT_LIVED, Severity::Note, article.file, message).at(place)
    };
    if article.rung > 0 && is_private_host(&host) {
        return Some(
            note(format!("`{host}` is known to one network or machine only"))
                .label("readers outside cannot open it")
                .help("link to a page that every reader of the article can open, or move the link into an `:::internal` block"),
        );
    }
    if SHORTENERS.contains(&host.as_str()) {
        return Some(
            note(format!("`{shown}` hides where it leads"))
                .label("a shortener")
                .help("write the address it leads to: shorteners close, and readers are taught to mistrust them"),
        );
    }
    if let Some(clean) = without_marks(address) {
        let found = note(format!("`{shown}` carries a mark that follows the reader"))
            .label("can be left out")
            .help(format!("write `{}`", shortened(&without_account(&clean))));
        // Only where the address stands there as it is: a reference or an entity is left to the author.
        let whole = place.end - place.start == link.target.len() && link.target == address;
        return Some(if whole {
            found.fix(place, clean)
        } else {
            found
        });
    }
    let plain = address
        .get(..5)
        .is_some_and(|s| s.eq_ignore_ascii_case("http:"));
    let named = NAMES
        .iter()
        .any(|name| host.starts_with(name) || host.contains(&format!(".{name}")));
    (plain && host != "localhost" && !host.starts_with("127.") && !is_private_host(&host) && !named)
        .then(|| {
            note(format!("`{shown}` is not encrypted"))
                .label("http")
                .help("try the address with `https:`; a browser may refuse it without")
        })
}

/// The host in lower case; nothing for addresses without one, such as `mailto:`.
fn host(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = host.split(':').next()?;
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let web = scheme.to_lowercase().starts_with("http");
    (web && !host.is_empty() && host.chars().all(fits)).then(|| host.to_lowercase())
}

/// Whether a browser would fetch it: a web address, not one of mail or telephone.
#[must_use]
pub fn is_fetched(address: &str) -> bool {
    host(address).is_some()
}

/// The address without the name and password in front of its host.
#[must_use]
pub fn without_account(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else {
        return address.to_owned();
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    match rest[..end].rfind('@') {
        Some(at) => format!("{scheme}://…@{}", &rest[at + 1..]),
        None => address.to_owned(),
    }
}

/// The address without its marks; nothing where it has none.
fn without_marks(address: &str) -> Option<String> {
    let (head, fragment) = match address.find('#') {
        Some(at) => address.split_at(at),
        None => (address, ""),
    };
    let (path, query) = head.split_once('?')?;
    let is_mark = |part: &&str| {
        let key = part.split('=').next().unwrap_or_default().to_lowercase();
        key.starts_with("utm_") || MARKS.contains(&key.as_str())
    };
    let parts: Vec<&str> = query.split('&').collect();
    let kept: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !is_mark(part))
        .collect();
    let mark = if kept.is_empty() { "" } else { "?" };
    (kept.len() < parts.len()).then(|| format!("{path}{mark}{}{fragment}", kept.join("&")))
}

#[cfg(test)]
mod tests {
    use crate::checks::external::{host, without_account, without_marks};

    #[test]
    fn marks_are_taken_out_and_nothing_else() {
        for (address, clean) in [
            (
                "https://a.example/x?utm_source=mail&id=7#top",
                Some("https://a.example/x?id=7#top"),
            ),
            (
                "https://a.example/x?fbclid=abc",
                Some("https://a.example/x"),
            ),
            ("https://a.example/x?id=7", None),
            ("https://a.example/x", None),
        ] {
            assert_eq!(without_marks(address).as_deref(), clean, "{address}");
        }
    }

    #[test]
    fn hosts_are_read_without_account_and_port() {
        let address = "http://ada:pw@Files.Example.com:8080/x?a=b@c";
        assert_eq!(host(address).as_deref(), Some("files.example.com"));
        assert_eq!(host("mailto:ada@example.com"), None);
        assert_eq!(
            without_account(address),
            "http://…@Files.Example.com:8080/x?a=b@c"
        );
        assert_eq!(
            without_account("https://x.example/a@b"),
            "https://x.example/a@b"
        );
    }
}
