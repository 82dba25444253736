//! Files that a browser would open as a page of the site, and names that a host obeys.
//!
//! Takes the name and the content of an attachment. Gives whether it could act in the reader's name or change how the site is
//! served. Never trusts the name alone: some hosts name no kind, and then the browser looks at the content.

use crate::source::assets::xml::{decoded, tree};

/// Ends of names of pages, of archives of pages, and of what some hosts run.
const PAGES: &str =
    "html htm xhtml xht xhtm shtml shtm stm mht mhtml svgz php phtml phar asp aspx jsp jspx cfm";

/// Ends of names of XML that browsers show.
const XML: &str = "xml xsl xslt xsd rdf rss atom mathml mml xul kml gpx wsdl xspf";

/// Names by which hosts are told to redirect, to rewrite headers, or to run something.
const OBEYED: &str = "_headers _redirects _routes.json _worker.js cname netlify.toml staticwebapp.config.json vercel.json web.config";

/// What makes a browser take a file for a page, if a blank, a `>` or a `/` follows: the MIME Sniffing Standard's list, and a few more.
const BEGINNINGS: &str = "!doctype a b base body br button center details div embed font form frame frameset h1 h2 h3 head html \
    iframe img input link main math meta noscript object p script section style svg table template title video";

/// Namespaces of elements that run or fetch something.
const LIVELY: [&str; 4] = [
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1998/Math/MathML",
    "http://www.w3.org/1999/XSL/Transform",
];

/// So many bytes decide whether the whole file is looked at.
pub(super) const HEAD: usize = 2048;

fn has(list: &str, word: &str) -> bool {
    list.split(' ').any(|w| w == word)
}

/// Whether the name alone makes the file one that is not published. Some hosts look at every part between two dots.
pub(super) fn is_named_so(file_name: &str) -> bool {
    let name = file_name.to_lowercase();
    has(OBEYED, &name) || name.split('.').skip(1).any(|part| has(PAGES, part))
}

/// Whether the content has to be looked at: XML by its name, or what begins as markup does.
pub(super) fn is_markup(extension: &str, head: &[u8]) -> bool {
    has(XML, extension) || decoded(head).trim_start().starts_with('<')
}

/// Whether the content is a page, or XML that holds pieces of one.
pub(super) fn is_page(extension: &str, bytes: &[u8]) -> bool {
    let text = decoded(bytes);
    let begins = text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control());
    if !begins.starts_with("<?xml") && begins_a_page(begins) {
        return true;
    }
    let shown = has(XML, extension) || begins.starts_with("<?");
    shown
        && tree(&text).is_none_or(|tree| {
            tree.descendants().any(|node| {
                let namespace = node.tag_name().namespace();
                node.pi().is_some() || namespace.is_some_and(|n| LIVELY.contains(&n))
            })
        })
}

fn begins_a_page(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('<') else {
        return false;
    };
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
    let name = rest[..end.unwrap_or(rest.len())].to_ascii_lowercase();
    rest.starts_with("!--") || has(BEGINNINGS, &name)
}

#[cfg(test)]
mod tests {
    use super::{is_markup, is_named_so, is_page};

    #[test]
    fn names_of_pages_and_names_that_hosts_obey() {
        for name in [
            "a.html",
            "A.HTM",
            "a.html.de",
            "a.svgz",
            "a.php",
            "_redirects",
            "CNAME",
            "Web.config",
        ] {
            assert!(is_named_so(name), "{name}");
        }
        for name in ["html", "a.pdf", "a.xml", "cname.txt", "my_headers", "a.png"] {
            assert!(!is_named_so(name), "{name}");
        }
    }

    #[test]
    fn contents_that_a_browser_takes_for_a_page() {
        for (extension, content) in [
            ("", "<!DOCTYPE html>"),
            ("log", " \n<script>1</script>"),
            ("txt", "\u{feff}<P>x"),
            ("x", "<!-- x --><a>"),
            (
                "x",
                "<?xml version='1.0'?><a xmlns='http://www.w3.org/1999/xhtml'/>",
            ),
            ("xml", "<a><b xmlns='http://www.w3.org/2000/svg'/></a>"),
            ("xml", "<?xml-stylesheet href='a.xsl'?><a/>"),
            ("xml", "<a"),
            ("rss", ""),
        ] {
            assert!(is_markup(extension, content.as_bytes()), "{content}");
            assert!(is_page(extension, content.as_bytes()), "{content}");
        }
        for (extension, content) in [
            (
                "xml",
                "<?xml version='1.0' encoding='UTF-8'?><Task><Settings/></Task>",
            ),
            (
                "mobileconfig",
                "<?xml version='1.0'?><!DOCTYPE plist PUBLIC '-//Apple//DTD PLIST 1.0//EN' 'x'><plist/>",
            ),
            ("ps1", "<# comment #>"),
            ("log", "<13>Jan 1 x"),
            ("txt", "<user@example.com> wrote"),
            ("txt", "<abc> <b>"),
        ] {
            assert!(!is_page(extension, content.as_bytes()), "{content}");
        }
        assert!(!is_markup("reg", b"Windows <script>"));
    }
}
