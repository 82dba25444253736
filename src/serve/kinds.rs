//! What the browser is told about a file's kind.
//!
//! Takes a path of the site. Gives its media type, and whether its address names its content. Never guesses: an unknown
//! kind is just bytes.

/// The media type of a file, by the end of its name.
pub(super) fn media_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name {
        "feed.xml" | "atom.xml" => return "application/atom+xml; charset=utf-8",
        "opensearch.xml" => return "application/opensearchdescription+xml; charset=utf-8",
        _ => {}
    }
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    match end.to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "md" | "markdown" => "text/markdown; charset=utf-8",
        "txt" | "log" | "ps1" | "sh" | "reg" | "yaml" | "yml" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "bmp" => "image/bmp",
        "ico" => "image/x-icon",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "wasm" => "application/wasm",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "eml" => "message/rfc822",
        _ => "application/octet-stream",
    }
}

/// Whether a file stands in a folder named by the hash of its content: `search/<hash>/…`.
pub(super) fn is_hashed(path: &str) -> bool {
    path.strip_prefix("search/")
        .and_then(|rest| rest.split_once('/'))
        .is_some_and(|(name, _)| name.len() >= 8 && name.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::{is_hashed, media_type};

    #[test]
    fn kinds_come_from_names() {
        let cases = [
            ("a/index.html", "text/html; charset=utf-8"),
            ("feed.xml", "application/atom+xml; charset=utf-8"),
            ("a.b/PHOTO.JPG", "image/jpeg"),
            ("search/0a/terms", "application/octet-stream"),
            ("a.html/README", "application/octet-stream"),
        ];
        for (path, kind) in cases {
            assert_eq!(media_type(path), kind, "{path}");
        }
    }

    #[test]
    fn only_files_below_a_hash_never_change() {
        assert!(is_hashed("search/0123abcd/t/1.bin"));
        for path in ["search/index.html", "search/shards/1.bin", "x/0123abcd/1"] {
            assert!(!is_hashed(path), "{path}");
        }
    }
}
