//! Every ticket explained, one JSON object a line.
//!
//! Takes [`Explained`]. Gives lines whose keys do not change. Never leaves a ticket out.

use crate::brief::words::evidence;
use crate::coverage::explained::Explained;
use serde::Serialize;

/// A line, as programs read it.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    category: &'a str,
    topic: Option<&'a str>,
    covered: bool,
    /// `linked`, `pattern`, `category`, `text` or `none`.
    evidence: &'a str,
    article: Option<&'a str>,
    why: &'a str,
}

/// One line a ticket, in the order given.
pub(crate) fn write(all: &[Explained]) -> String {
    let mut out = String::new();
    for one in all {
        let line = Line {
            id: &one.id,
            category: &one.category,
            topic: one.topic.as_deref(),
            covered: one.covered,
            evidence: one.evidence.map_or("none", evidence),
            article: one.article.as_deref(),
            why: &one.why,
        };
        // Text and truth values can always be written.
        out.push_str(&serde_json::to_string(&line).unwrap_or_default());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::brief::lines::write;
    use crate::coverage::explained::Explained;
    use crate::coverage::result::Evidence;

    #[test]
    fn lines_are_frozen() {
        let open = Explained {
            id: "INC1".to_owned(),
            category: "Network > VPN".to_owned(),
            topic: None,
            covered: false,
            evidence: None,
            article: None,
            why: "no article reaches \"0.62\"\n".to_owned(),
        };
        let answered = Explained {
            id: "INC2".to_owned(),
            topic: Some("vpn drops".to_owned()),
            covered: true,
            evidence: Some(Evidence::Pattern),
            article: Some("KB0042".to_owned()),
            why: "809".to_owned(),
            ..open.clone()
        };
        let expected = concat!(
            r#"{"id":"INC1","category":"Network > VPN","topic":null,"covered":false,"evidence":"none","article":null,"why":"no article reaches \"0.62\"\n"}"#,
            "\n",
            r#"{"id":"INC2","category":"Network > VPN","topic":"vpn drops","covered":true,"evidence":"pattern","article":"KB0042","why":"809"}"#,
            "\n"
        );
        assert_eq!(write(&[open, answered]), expected);
    }
}
