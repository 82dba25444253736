//! The last look at HTML that an author wrote by hand.
//!
//! Takes HTML of a part that holds raw tags. Gives it balanced, with only the elements and attributes that this crate writes
//! itself. Never lets a script, a style, a form or a frame through.

use crate::paths::SAFE_SCHEMES;
use ammonia::{Builder, UrlRelative};
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// Elements that may stand in an article.
const TAGS: &str = "a abbr aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em \
    figcaption figure h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q rp rt ruby s samp section small span strong \
    sub summary sup table tbody td tfoot th thead time tr u ul var wbr";

/// Attributes that any element may have.
const EVERYWHERE: &str = "class id role title lang dir tabindex aria-label";

/// Attributes that some elements may have.
const ATTRIBUTES: [(&str, &str); 12] = [
    ("a", "href rel"),
    ("col", "span"),
    ("colgroup", "span"),
    ("details", "open"),
    ("img", "src alt width height loading decoding"),
    ("input", "type disabled checked"),
    ("li", "value"),
    ("ol", "start reversed type"),
    ("pre", "data-lang"),
    ("td", "colspan rowspan"),
    ("th", "colspan rowspan scope"),
    ("time", "datetime"),
];

/// Attributes that authors may not use in raw HTML: they belong to what this crate writes.
const OURS: &str = "class id role tabindex rel loading decoding data-lang";

fn words(list: &'static str) -> HashSet<&'static str> {
    list.split_whitespace().collect()
}

/// Whether an element may stand in an article.
pub(crate) fn is_allowed(tag: &str) -> bool {
    tag != "input" && TAGS.split_whitespace().any(|t| t == tag)
}

/// Whether an author may give an element this attribute by hand (addresses and ids are looked at apart).
pub(crate) fn is_allowed_attribute(tag: &str, name: &str) -> bool {
    let has = |list: &str| list.split_whitespace().any(|n| n == name);
    let own = ATTRIBUTES.iter().find(|(t, _)| *t == tag);
    !has(OURS) && (has(EVERYWHERE) || own.is_some_and(|(_, list)| has(list)))
}

fn builder() -> &'static Builder<'static> {
    static BUILDER: OnceLock<Builder<'static>> = OnceLock::new();
    BUILDER.get_or_init(|| {
        let attributes: HashMap<_, _> = ATTRIBUTES
            .iter()
            .map(|(tag, list)| (*tag, words(list)))
            .collect();
        let mut builder = Builder::empty();
        builder
            .tags(words(TAGS))
            .clean_content_tags(words("script style"))
            .generic_attributes(words(EVERYWHERE))
            .tag_attributes(attributes)
            .url_schemes(SAFE_SCHEMES.iter().copied().collect())
            .url_relative(UrlRelative::PassThrough)
            .link_rel(None);
        builder
    })
}

/// Balanced and harmless HTML.
pub(crate) fn clean(html: &str) -> String {
    builder().clean(html).to_string()
}

#[cfg(test)]
mod tests {
    use crate::render::html::clean::{clean, is_allowed, is_allowed_attribute};

    #[test]
    fn only_what_we_write_stays() {
        for (html, want) in [
            ("<b>a<i>b", "<b>a<i>b</i></b>"),
            ("a</div></p>b", "a<p></p>b"),
            (
                "<a href=\"javascript:x\" rel=\"noopener\" onclick=\"y\">a</a>",
                "<a rel=\"noopener\">a</a>",
            ),
            ("<script>x</script><iframe src=\"/\"></iframe>", ""),
            (
                "<p style=\"color:red\" class=\"alert\">a</p>",
                "<p class=\"alert\">a</p>",
            ),
            (
                "<form><input type=\"text\"></form>",
                "<input type=\"text\">",
            ),
        ] {
            assert_eq!(clean(html), want, "{html}");
        }
    }

    #[test]
    fn authors_may_use_less() {
        assert!(is_allowed("td") && !is_allowed("input") && !is_allowed("script"));
        assert!(is_allowed_attribute("td", "colspan") && is_allowed_attribute("p", "lang"));
        for (tag, name) in [
            ("td", "class"),
            ("p", "onclick"),
            ("p", "style"),
            ("a", "rel"),
            ("b", "href"),
        ] {
            assert!(!is_allowed_attribute(tag, name), "{tag} {name}");
        }
    }
}
