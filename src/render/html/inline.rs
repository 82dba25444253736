//! Links and images.
//!
//! Takes the beginning of a link or an image, written in Markdown or by hand. Gives its HTML to the writer. Never writes an
//! address that could run something, never one of an image that is not the site's own.

use crate::render::escape::{is_safe_url, push_attribute, push_text};
use crate::render::html::LinkHref;
use crate::render::html::writer::Writer;
use pulldown_cmark::{Event, LinkType};
use std::ops::Range;

/// Images up to this many pixels wide and high are icons: they do not open large.
const ICON: u32 = 64;

/// An image about to be written.
pub(crate) struct Picture<'p> {
    /// Place of its link in the text.
    pub(crate) at: usize,
    /// Alternative text.
    pub(crate) alt: &'p str,
    /// Title; may be empty.
    pub(crate) title: &'p str,
    /// Width that the author asks for.
    pub(crate) width: Option<u32>,
}

/// The address, if there is one and it is harmless.
fn address(target: Option<&LinkHref>) -> Option<(&LinkHref, &str)> {
    let target = target?;
    let href = target.href.as_deref()?;
    is_safe_url(href).then_some((target, href))
}

impl Writer<'_> {
    /// Opens a link of Markdown.
    pub(crate) fn start_link(&mut self, kind: LinkType, title: &str, range: &Range<usize>) {
        let (target, _) = self.target(range.start);
        let end = self.open_link(target, title);
        self.links += 1;
        self.frames.push(end.into());
        let bare = kind == LinkType::WikiLink { has_pothole: false };
        if let Some(target) = target.filter(|t| bare && !t.title.is_empty()) {
            // The target's title stands for the words; the end of the link is still to come. It is not this article's
            // text, so a search for a phrase does not read it.
            self.out.push_str("<span class=\"unsearched\">");
            push_text(&mut self.out, &target.title);
            self.out.push_str("</span>");
            self.pass();
            self.next -= 1;
        }
    }

    /// Writes the opening tag of a link; gives the closing one.
    pub(crate) fn open_link(&mut self, target: Option<&LinkHref>, title: &str) -> &'static str {
        let Some((target, href)) = address(target) else {
            self.out.push_str("<span class=\"broken-link\">");
            return "</span>";
        };
        self.out.push_str("<a");
        push_attribute(&mut self.out, "href", href);
        if target.external {
            self.out.push_str(" class=\"external\" rel=\"noopener\"");
        }
        if !title.is_empty() {
            push_attribute(&mut self.out, "title", title);
        }
        self.out.push('>');
        "</a>"
    }

    fn in_link(&self) -> bool {
        self.links > 0 || self.raw_open.iter().any(|(name, _)| name == "a")
    }

    /// Whether the image whose link stands at `at` can be shown.
    pub(crate) fn is_shown_image(&self, at: usize) -> bool {
        address(self.target(at).0).is_some_and(|(target, _)| !target.external)
    }

    /// Writes an image of Markdown, its alternative text included.
    pub(crate) fn image_event(&mut self, title: &str, range: &Range<usize>) {
        let mut alt = String::new();
        for (event, _) in self.pass() {
            match event {
                Event::Text(text) | Event::Code(text) => alt.push_str(text),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                _ => {}
            }
        }
        if !self.curtain.is_closed() {
            self.image(&Picture {
                at: range.start,
                alt: alt.trim(),
                title,
                width: None,
            });
        }
    }

    /// Writes an image, or what stands for it.
    pub(crate) fn image(&mut self, picture: &Picture<'_>) {
        let (target, written) = self.target(picture.at);
        let name = match picture.alt {
            "" => written.rsplit('/').next().unwrap_or_default(),
            alt => alt,
        };
        match address(target) {
            Some((target, href)) if !target.external => self.local_image(picture, target, href),
            found => {
                let inside = self.in_link();
                let link = found.is_none() || !inside;
                let end = if link {
                    self.open_link(target, picture.title)
                } else {
                    ""
                };
                push_text(&mut self.out, name);
                self.out.push_str(end);
            }
        }
    }

    fn local_image(&mut self, picture: &Picture<'_>, target: &LinkHref, href: &str) {
        let icon = target.size.is_some_and(|(w, h)| w <= ICON && h <= ICON);
        let zoom = !icon && !picture.alt.is_empty() && !self.in_link();
        if zoom {
            self.out.push_str("<a class=\"zoom\"");
            push_attribute(&mut self.out, "href", href);
            self.out.push('>');
        }
        self.out.push_str("<img");
        push_attribute(&mut self.out, "src", href);
        push_attribute(&mut self.out, "alt", picture.alt);
        if let Some((width, height)) = scaled(target.size, picture.width) {
            push_attribute(&mut self.out, "width", &width.to_string());
            push_attribute(&mut self.out, "height", &height.to_string());
        }
        // What is seen first should not wait.
        if self.images > 0 {
            self.out.push_str(" loading=\"lazy\"");
        }
        self.out.push_str(" decoding=\"async\"");
        if !picture.title.is_empty() {
            push_attribute(&mut self.out, "title", picture.title);
        }
        self.out.push('>');
        if zoom {
            self.out.push_str("</a>");
        }
        self.images += 1;
    }
}

/// Width and height in the image's own proportions; the author's width counts if it is smaller.
fn scaled(size: Option<(u32, u32)>, wanted: Option<u32>) -> Option<(u32, u32)> {
    let (width, height) = size?;
    match wanted {
        Some(w) if w > 0 && w < width => {
            let h = u64::from(height) * u64::from(w) / u64::from(width);
            Some((w, u32::try_from(h.max(1)).unwrap_or(height)))
        }
        _ => Some((width, height)),
    }
}
