//! The Atlassian Document Format: a tree of nodes, as Jira's JSON has it.
//!
//! Takes the JSON value. Gives its text, blocks and list items on lines of their own. Never fails: unknown nodes give the
//! text of what is in them.

use serde_json::Value;

/// Documents nest a few levels; what nests deeper is not read.
const DEPTH: usize = 64;

/// The text of a document, or of a value that is plain text already.
#[must_use]
pub fn adf(value: &Value) -> String {
    let mut text = String::new();
    node(value, DEPTH, &mut text);
    super::tidy::tidy(&text).into_owned()
}

fn node(value: &Value, depth: usize, text: &mut String) {
    if depth == 0 {
        return;
    }
    match value {
        Value::String(words) => text.push_str(words),
        Value::Array(nodes) => nodes.iter().for_each(|n| node(n, depth - 1, text)),
        Value::Object(fields) => {
            let kind = fields.get("type").and_then(Value::as_str).unwrap_or("");
            match kind {
                "text" => text.push_str(fields.get("text").and_then(Value::as_str).unwrap_or("")),
                "hardBreak" => text.push('\n'),
                "mention" | "emoji" | "status" | "date" => text.push_str(attribute(value)),
                "inlineCard" | "media" | "mediaSingle" | "blockCard" => text.push(' '),
                _ => block(value, kind, (depth, text)),
            }
        }
        _ => {}
    }
}

fn attribute(value: &Value) -> &str {
    let get = |key: &str| value.get("attrs")?.get(key)?.as_str();
    get("text").or_else(|| get("shortName")).unwrap_or("")
}

fn block(value: &Value, kind: &str, (depth, text): (usize, &mut String)) {
    let Some(content) = value.get("content") else {
        return;
    };
    if kind == "listItem" {
        text.push_str("- ");
    }
    node(content, depth - 1, text);
    match kind {
        "tableCell" | "tableHeader" => {
            text.truncate(text.trim_end().len());
            text.push_str(" | ");
        }
        "paragraph" | "heading" | "codeBlock" | "tableRow" | "listItem"
            if !text.ends_with('\n') =>
        {
            text.push('\n');
        }
        _ => {}
    }
}
