//! What an SVG says of itself.
//!
//! Takes its text. Gives its size and whether it is more than a picture: script, event handlers, foreign content, or
//! anything fetched from elsewhere. Never trusts what it cannot read: that counts as active.

use crate::source::assets::xml::tree;
use roxmltree::{Attribute, Node};

/// What is known of a drawing.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Facts {
    /// Width and height in CSS pixels.
    pub size: Option<(u32, u32)>,
    /// Whether it is more than a picture.
    pub active: bool,
}

/// Elements that run, embed or rewrite something, in lower case.
const ACTIVE: [&str; 11] = [
    "script",
    "foreignobject",
    "iframe",
    "object",
    "embed",
    "audio",
    "video",
    "link",
    "meta",
    "handler",
    "listener",
];

/// Namespaces of elements that have no place in a picture.
const LIVELY: [&str; 2] = [
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/1998/Math/MathML",
];

/// Reads a drawing.
pub(super) fn look(text: &str) -> Facts {
    let Some(document) = tree(text) else {
        return Facts {
            size: None,
            active: true,
        };
    };
    let root = document.root_element();
    Facts {
        size: size(root),
        active: root.tag_name().name() != "svg" || document.descendants().any(is_active),
    }
}

fn is_active(node: Node<'_, '_>) -> bool {
    // The declaration is none; what is called so and stands elsewhere is.
    if node.pi().is_some() {
        return true;
    }
    let name = node.tag_name().name().to_ascii_lowercase();
    // Elements of pages do everywhere what they do in a page.
    let lively = node
        .tag_name()
        .namespace()
        .is_some_and(|n| LIVELY.contains(&n));
    lively
        || ACTIVE.contains(&name.as_str())
        || (name == "style" && styles(&all_text(node)))
        || node.attributes().any(|a| is_active_attribute(&name, &a))
}

/// The text of an element as a browser puts it together: what stands between its pieces is left out.
fn all_text(node: Node<'_, '_>) -> String {
    let texts = node.descendants().filter(Node::is_text);
    texts.filter_map(|text| text.text()).collect()
}

fn is_active_attribute(element: &str, attribute: &Attribute<'_, '_>) -> bool {
    let name = attribute.name().to_ascii_lowercase();
    let value = attribute.value();
    let animates = element == "set" || element.starts_with("animate");
    match name.as_str() {
        "href" | "src" | "action" | "base" | "data" => !is_harmless(element, value),
        // An animation could set what we have just looked at.
        "attributename" => animates && rewrites(value),
        "ping" => !value.trim().is_empty(),
        "style" => styles(value),
        "id" | "class" => false,
        // Notes of a drawing program, such as the path it was saved at.
        _ if attribute.namespace().is_some() => name.starts_with("on"),
        _ => name.starts_with("on") || fetches(value),
    }
}

/// Whether an animated attribute is one that leads or runs somewhere.
fn rewrites(value: &str) -> bool {
    let target = value.trim().to_ascii_lowercase();
    target.ends_with("href") || target.starts_with("on")
}

/// Whether an address fetches nothing and runs nothing: a place in the drawing, a picture inside it, or, in a link, a
/// page that the reader may choose to open.
fn is_harmless(element: &str, value: &str) -> bool {
    const PICTURES: [&str; 4] = ["png", "jpeg", "gif", "webp"];
    let plain: String = value
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect::<String>()
        .to_ascii_lowercase();
    let picture = plain
        .strip_prefix("data:image/")
        .is_some_and(|rest| PICTURES.iter().any(|kind| rest.starts_with(kind)));
    let page = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| plain.starts_with(scheme));
    plain.is_empty() || plain.starts_with('#') || picture || (element == "a" && page)
}

/// Whether a style sheet fetches something, or spells a word in a way that we do not read.
fn styles(style: &str) -> bool {
    style.contains('\\') || fetches(style)
}

/// Whether a value fetches something: `@import`, a picture by its bare name, or a `url(…)` that is no place in the drawing.
fn fetches(style: &str) -> bool {
    // A backslash could spell `url` in another way.
    let lower = style.to_ascii_lowercase();
    let spelled = lower.contains('\\') && lower.contains('(');
    let named = ["@import", "image-set(", "image(", "src("];
    spelled
        || named.iter().any(|word| lower.contains(word))
        || lower.split("url(").skip(1).any(|rest| {
            let target =
                rest.trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'');
            !is_harmless("", target.split(')').next().unwrap_or_default())
        })
}

/// Width and height in CSS pixels, from the attributes or the view box.
fn size(root: Node<'_, '_>) -> Option<(u32, u32)> {
    let length = |name| root.attribute(name).and_then(pixels);
    let shape = root.attribute("viewBox").and_then(view_box);
    let (width, height) = match (length("width"), length("height"), shape) {
        (Some(w), Some(h), _) => (w, h),
        (Some(w), None, Some((vw, vh))) => (w, w * vh / vw),
        (None, Some(h), Some((vw, vh))) => (h * vw / vh, h),
        (_, _, shape) => shape?,
    };
    let whole = |n: f64| (n.is_finite() && n > 0.0 && n < 1e6).then_some(n.round().max(1.0) as u32);
    Some((whole(width)?, whole(height)?))
}

/// A length of CSS in pixels; nothing for shares of what is around (`%`, `em`).
fn pixels(length: &str) -> Option<f64> {
    let length = length.trim();
    let digits = length
        .find(|c: char| c.is_ascii_alphabetic() || c == '%')
        .unwrap_or(length.len());
    let (number, unit) = length.split_at(digits);
    // CSS Values 4, section 6.2: an inch is 96 px, 72 pt, 6 pc, 2.54 cm.
    let factor = match unit {
        "" | "px" => 1.0,
        "in" => 96.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "cm" => 96.0 / 2.54,
        "mm" => 9.6 / 2.54,
        _ => return None,
    };
    let value: f64 = number.trim().parse().ok()?;
    (value > 0.0).then_some(value * factor)
}

/// Width and height of a view box.
fn view_box(text: &str) -> Option<(f64, f64)> {
    let numbers: Vec<f64> = text
        .split(|c: char| c == ',' || c.is_whitespace())
        .filter(|part| !part.is_empty())
        .map_while(|part| part.parse().ok())
        .collect();
    match numbers[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::look;

    fn svg(inside: &str) -> String {
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml">{inside}</svg>"#
        )
    }

    #[test]
    fn what_runs_or_fetches_is_active() {
        let cases = [
            "<script>1</script>",
            "<SCRIPT/>",
            "<h:script/>",
            "<g onload='x()'/>",
            "<foreignObject/>",
            "<a href='javascript:x()'/>",
            "<a xlink:href='java&#10;script:x()'/>",
            "<image href='https://example.com/a.png'/>",
            "<image href='//example.com/a.png'/>",
            "<use href='other.svg#a'/>",
            "<image href='data:image/svg+xml,x'/>",
            "<style>@import 'a.css'</style>",
            "<style>a{fill:url(https://example.com/a)}</style>",
            "<rect style='fill:u\\72l(https://example.com/a)'/>",
            "<rect fill='url(\"https://example.com/a\")'/>",
            "<set attributeName='href' to='javascript:x()'/>",
            "<style>@im\\70ort 'a.css'</style>",
            "<rect style='background:image-set(\"a\" 1x)'/>",
            "<style>@im<!-- x -->port 'a.css'</style>",
            "<style>@im<![CDATA[port]]> 'a.css'</style>",
            "<h:img srcset='a 1x'/>",
            "<h:b/>",
            "<a href='https://example.com/' ping='https://example.org/'/>",
            "<g",
        ];
        for inside in cases {
            assert!(look(&svg(inside)).active, "{inside}");
        }
        let styled = format!("<?xml-stylesheet href='a.css'?>{}", svg(""));
        assert!(look(&styled).active);
        assert!(look(&format!(" <?xml<script?>{}", svg(""))).active);
        assert!(look("<html/>").active);
        let declared = format!(
            "<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'x()'>]>{}",
            svg("")
        );
        assert!(look(&declared).active);
    }

    #[test]
    fn pictures_are_not_active() {
        let cases = [
            "<path d='M0 0'/>",
            "<use href='#a'/>",
            "<rect fill='url(#a)' style='stroke:url(\"#b\")'/>",
            "<a href='https://example.com/'><text>on</text></a>",
            "<image xlink:href='data:image/png;base64,AA'/>",
            "<animate attributeName='opacity'/>",
            "<style>.one{fill:red}</style>",
            "<g id='image(2)' xmlns:i='http://www.inkscape.org/' i:path='C:\\Files (x86)\\a.svg'/>",
        ];
        for inside in cases {
            assert!(!look(&svg(inside)).active, "{inside}");
        }
        let drawn = format!(
            "<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'x.dtd'>{}",
            svg("")
        );
        assert!(!look(&drawn).active);
    }

    #[test]
    fn sizes_come_from_lengths_or_the_view_box() {
        let cases = [
            ("width='20' height='10'", Some((20, 10))),
            ("width='20px' viewBox='0 0 4 2'", Some((20, 10))),
            ("height='1in' viewBox='0,0,2,1'", Some((192, 96))),
            (
                "width='100%' height='100%' viewBox='0 0 30.4 20'",
                Some((30, 20)),
            ),
            ("width='-1' height='5'", None),
            ("viewBox='0 0 0 5'", None),
            ("", None),
        ];
        for (attributes, size) in cases {
            assert_eq!(
                look(&format!("<svg {attributes}/>")).size,
                size,
                "{attributes}"
            );
        }
    }
}
