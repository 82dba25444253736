//! The parts of an address, and whether every disk and browser reads them as they are written.
//!
//! Takes one part between two slashes. Gives a yes or a no. Never looks at the other parts.

/// No disk takes a name of more than 255 bytes.
const LONGEST_PART: usize = 200;
/// What ends like this is a file of the site: a folder of that name would stand in its place.
const FILES: [&str; 8] = [
    ".html", ".htm", ".xml", ".txt", ".md", ".json", ".js", ".css",
];

/// Whether a name ends in one of these, in whatever case.
pub(crate) fn is_one_of(name: &str, endings: &[&str]) -> bool {
    let name = name.to_ascii_lowercase();
    endings.iter().any(|end| name.ends_with(end))
}

/// Whether a folder of the site may have this name, on every disk.
pub(crate) fn is_folder_name(name: &str) -> bool {
    !is_odd(name) && !is_one_of(name, &FILES)
}

/// Whether a part of a path means another place, or cannot be the name of a file on some disk.
pub(crate) fn is_odd(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).to_ascii_lowercase();
    let is_device = match stem.as_bytes() {
        [b'c', b'o', b'm', b'0'..=b'9'] | [b'l', b'p', b't', b'0'..=b'9'] => true,
        _ => ["con", "prn", "aux", "nul"].contains(&stem.as_str()),
    };
    let is_hidden = part.starts_with('.') && part != ".well-known";
    let unseen = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    part.is_empty()
        || part.len() > LONGEST_PART
        || is_device
        || is_hidden
        || part.ends_with(['.', ' '])
        || part.contains(['/', '\\', ':', '<', '>', '"', '|', '?', '*'])
        || part.contains(unseen)
}
