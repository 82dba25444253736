//! Nested records as a list of dotted names and texts.
//!
//! Takes one object of a JSON file or one element of an XML file. Gives `fields.summary` and its text, in the order of the
//! file; arrays repeat a name. Never keeps structure: what a system means by it is for its own file to know.

use roxmltree::{Document, ParsingOptions};
use serde_json::{Map, Value};

/// How a document tree of a description becomes text.
pub(crate) type Prose = fn(&Value) -> String;

/// Tells `each` every name and text of an object.
pub(crate) fn json(object: &Value, prose: Prose, each: &mut dyn FnMut(&str, &str)) {
    walk(object, prose, &mut String::new(), each);
}

fn walk(value: &Value, prose: Prose, path: &mut String, each: &mut dyn FnMut(&str, &str)) {
    match value {
        Value::Null => each(path, ""),
        Value::Bool(is) => each(path, if *is { "true" } else { "false" }),
        Value::Number(number) => each(path, &number.to_string()),
        Value::String(text) => each(path, text),
        Value::Array(items) => {
            for item in items {
                match item.as_object().and_then(pair) {
                    Some((name, value)) => {
                        below(path, &name, |path| walk(value, prose, path, each));
                    }
                    None => walk(item, prose, path, each),
                }
            }
        }
        Value::Object(map) => {
            if map.get("type").is_some_and(|t| t == "doc") && map.contains_key("content") {
                each(path, &prose(value));
            } else if let Some(value) = reference(map) {
                walk(value, prose, path, each);
            } else {
                for (key, value) in map {
                    below(path, key, |path| walk(value, prose, path, each));
                }
            }
        }
    }
}

/// Does something one level deeper.
fn below(path: &mut String, name: &str, then: impl FnOnce(&mut String)) {
    let before = path.len();
    if before > 0 {
        path.push('.');
    }
    path.push_str(name);
    then(path);
    path.truncate(before);
}

/// An entry of a list of own fields: `{id, value}` or `{fieldId, label, value}`.
fn pair(map: &Map<String, Value>) -> Option<(String, &Value)> {
    let id = map.get("fieldId").or_else(|| map.get("id"))?;
    let value = map.get("value")?;
    let id = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
    (map.len() <= 4 && !id.is_empty()).then_some((id, value))
}

/// What is shown of a reference of ServiceNow: `{display_value, value}`, `{display_value, link}`, `{link, value}`.
fn reference(map: &Map<String, Value>) -> Option<&Value> {
    let own = ["display_value", "value", "link"];
    if map.len() > 3 || map.len() < 2 || !map.keys().all(|k| own.contains(&k.as_str())) {
        return None;
    }
    map.get("display_value").or_else(|| map.get("value"))
}

/// Tells `each` every name and text of an element; what is wrong with it, if it is broken.
pub(crate) fn xml(text: &str, each: &mut dyn FnMut(&str, &str)) -> Result<(), String> {
    let options = ParsingOptions {
        allow_dtd: false,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options).map_err(|e| e.to_string())?;
    for field in document
        .root_element()
        .children()
        .filter(roxmltree::Node::is_element)
    {
        let text: String = field
            .descendants()
            .filter(roxmltree::Node::is_text)
            .filter_map(|n| n.text())
            .collect();
        // A reference has its name beside its key.
        let shown = field.attribute("display_value").unwrap_or(&text);
        each(field.tag_name().name(), shown.trim());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::tickets::container::flatten::{json, xml};

    fn flat(text: &str) -> Vec<String> {
        let value = serde_json::from_str(text).unwrap();
        let mut found = Vec::new();
        json(&value, |_| "prose".to_owned(), &mut |name, text| {
            found.push(format!("{name}={text}"));
        });
        found
    }

    #[test]
    fn objects_become_dotted_names() {
        let cases: [(&str, &[&str]); 7] = [
            (
                r#"{"a":{"b":1,"c":null},"d":true}"#,
                &["a.b=1", "a.c=", "d=true"],
            ),
            (r#"{"l":["x","y"]}"#, &["l=x", "l=y"]),
            (
                r#"{"c":[{"name":"x"},{"name":"y"}]}"#,
                &["c.name=x", "c.name=y"],
            ),
            (
                r#"{"f":[{"id":36,"value":"vpn"},{"id":37,"value":null}]}"#,
                &["f.36=vpn", "f.37="],
            ),
            (
                r#"{"r":[{"fieldId":"summary","label":"S","value":"v"}]}"#,
                &["r.summary=v"],
            ),
            (
                r#"{"c":{"link":"https://x","value":"9f"},"d":{"display_value":"Ann","value":"9f"}}"#,
                &["c=9f", "d=Ann"],
            ),
            (r#"{"d":{"type":"doc","content":[]}}"#, &["d=prose"]),
        ];
        for (text, expected) in cases {
            assert_eq!(flat(text), expected, "{text}");
        }
    }

    #[test]
    fn elements_become_names() {
        let mut found = Vec::new();
        let text = "<i><n>1</n><c display_value=\"Ann\">9f</c><t>a &lt; b</t></i>";
        xml(text, &mut |name, text| found.push(format!("{name}={text}"))).unwrap();
        assert_eq!(found, ["n=1", "c=Ann", "t=a < b"]);
        assert!(xml("<i><n></i>", &mut |_, _| {}).is_err());
    }
}
