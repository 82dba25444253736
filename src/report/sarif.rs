//! Findings in SARIF 2.1.0, for code scanning.
//!
//! Takes gathered findings and the table of codes. Gives one log with one run. Never names a machine: paths are
//! relative to `SRCROOT`.

use crate::diag::Severity;
use crate::diag::codes::{CODES, CodeInfo};
use crate::report::gather::{Finding, Region};
use crate::report::github::in_repository;
use crate::report::json;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};
use std::io::{self, Write};

/// Where the form is described.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// What may not stand in the path of a URI (RFC 3986, 3.3); `:` since it would end a scheme.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Writes the log; `below` is the folder of the base in its repository, or empty.
///
/// # Errors
/// Only those of the writer.
pub fn write(out: &mut dyn Write, findings: &[Finding<'_>], below: &str) -> io::Result<()> {
    let results: Vec<_> = findings.iter().map(|f| result(f, below)).collect();
    let driver = json!({
        "name": "deskbook",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": CODES.iter().map(rule).collect::<Vec<_>>(),
    });
    let run = json!({
        "tool": { "driver": driver },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": { "SRCROOT": { "description": { "text": "the root of the repository" } } },
        "results": results,
    });
    json::value(
        out,
        &json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] }),
    )
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn rule(info: &CodeInfo) -> Value {
    json!({
        "id": info.code.0,
        "shortDescription": { "text": info.title },
        "fullDescription": { "text": info.why },
        "help": { "text": info.fix },
        "defaultConfiguration": { "level": level(info.severity) },
    })
}

fn result(finding: &Finding<'_>, below: &str) -> Value {
    let diagnostic = finding.diagnostic;
    let mut text = diagnostic.message.clone();
    if !diagnostic.help.is_empty() {
        text += "\n";
        text += &diagnostic.help;
    }
    let mut result = json!({
        "ruleId": diagnostic.code.0,
        "level": level(diagnostic.severity),
        "message": { "text": text },
    });
    if let Ok(index) = CODES.binary_search_by(|info| info.code.cmp(&diagnostic.code)) {
        result["ruleIndex"] = json!(index);
    }
    if let Some(path) = finding.path {
        result["locations"] = json!([location(
            &in_repository(below, path),
            finding.region.as_ref()
        )]);
    }
    result
}

fn location(path: &str, region: Option<&Region<'_>>) -> Value {
    let uri = utf8_percent_encode(path, PATH).to_string();
    let mut place = json!({ "artifactLocation": { "uri": uri, "uriBaseId": "SRCROOT" } });
    if let Some(region) = region {
        place["region"] = json!({
            "startLine": region.start.line,
            "startColumn": region.start.column,
            "endLine": region.end.line,
            "endColumn": region.end.column,
        });
    }
    json!({ "physicalLocation": place })
}

#[cfg(test)]
mod tests {
    use crate::diag::codes::CODES;
    use crate::report::tests::{samples, told};
    use crate::report::{Format, Options};
    use serde_json::{Value, json};

    #[test]
    fn a_log_has_rules_results_and_regions() {
        let (found, sources) = samples();
        let mut options = Options::plain(Format::Sarif);
        options.below = "kb";
        let log: Value = serde_json::from_str(&told(&found, &sources, &options)).unwrap();
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        assert_eq!(rules.len(), CODES.len());
        let result = &run["results"][1];
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(
            (&rules[index]["id"], &result["level"]),
            (&json!("KB040"), &json!("error"))
        );
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(
            place["artifactLocation"]["uri"],
            "kb/content/a,b%3A%2050%25.md"
        );
        let region = json!({"startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 9});
        assert_eq!(place["region"], region);
        assert_eq!(run["results"][0].get("locations"), None);
    }
}
