//! The schemas against real files, and against the readers.

use crate::config::Settings;
use crate::config::keys::SETTINGS;
use crate::config::read::read;
use crate::config::schema::{front_matter, settings};
use crate::diag::FileId;
use crate::parse::keys::ARTICLE;
use crate::paths::ContentPath;
use crate::source::SourceFile;
use crate::yaml::shape::{Choice, Key, Shape};
use crate::yaml::{Node, Value as Yaml, parse};
use serde_json::{Value, json};
use std::path::Path;

fn file(text: &str) -> SourceFile {
    SourceFile {
        id: FileId(0),
        path: ContentPath::new("deskbook.yaml").unwrap(),
        text: text.into(),
    }
}

/// As an editor reads YAML.
fn editor(node: &Node) -> Value {
    match &node.value {
        Yaml::Null => Value::Null,
        Yaml::Bool(b) => (*b).into(),
        Yaml::Number(n) => n
            .parse::<f64>()
            .map_or_else(|_| n.as_str().into(), Into::into),
        Yaml::Text(t) => t.as_str().into(),
        Yaml::List(items) => items.iter().map(editor).collect(),
        Yaml::Map(pairs) => {
            let pairs = pairs.iter().map(|(k, v)| (k.value.clone(), editor(v)));
            Value::Object(pairs.collect())
        }
    }
}

/// What a validator says; only what our schemas use is understood.
fn misfits(schema: &Value, value: &Value, root: &Value) -> Vec<String> {
    if let Some(place) = schema["$ref"].as_str() {
        let target = root.pointer(place.trim_start_matches('#')).unwrap();
        return misfits(target, value, root);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let fits = any.iter().any(|s| misfits(s, value, root).is_empty());
        return if fits {
            Vec::new()
        } else {
            vec![format!("{value} fits none of {any:?}")]
        };
    }
    if let Some(known) = schema["enum"].as_array()
        && !known.contains(value)
    {
        return vec![format!("{value} is none of {known:?}")];
    }
    if !schema["type"].is_null() && !types(&schema["type"]).contains(&kind(value)) {
        return vec![format!("{value} is no {}", schema["type"])];
    }
    if let (Some(pattern), Some(text)) = (schema["pattern"].as_str(), value.as_str())
        && !regex::Regex::new(pattern).unwrap().is_match(text)
    {
        return vec![format!("{value} is not {pattern}")];
    }
    let below = |(name, value): (&String, &Value)| {
        let names = &schema["propertyNames"]["enum"];
        if names.as_array().is_some_and(|n| !n.contains(&json!(name))) {
            return vec![format!("`{name}` is none of {names}")];
        }
        match (
            &schema["properties"][name.as_str()],
            &schema["additionalProperties"],
        ) {
            (Value::Null, Value::Bool(false)) => vec![format!("unknown key `{name}`")],
            (Value::Null, more @ Value::Object(_)) => misfits(more, value, root),
            (Value::Null, _) => Vec::new(),
            (own, _) => misfits(own, value, root),
        }
    };
    match value {
        Value::Object(pairs) => pairs.iter().flat_map(below).collect(),
        Value::Array(items) if !schema["items"].is_null() => {
            let item = |item| misfits(&schema["items"], item, root);
            items.iter().flat_map(item).collect()
        }
        _ => Vec::new(),
    }
}

fn types(of: &Value) -> Vec<&str> {
    match of {
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn said(schema: &Value, yaml: &str) -> Vec<String> {
    let mut schema = schema.clone();
    widen(&mut schema);
    misfits(&schema, &editor(&parse(yaml, 0).unwrap()), &schema)
}

/// Whole numbers are numbers here.
fn widen(schema: &mut Value) {
    match schema {
        Value::String(word) if word == "integer" => "number".clone_into(word),
        Value::Array(all) => all.iter_mut().for_each(widen),
        Value::Object(all) => all.values_mut().for_each(widen),
        _ => {}
    }
}

#[test]
fn the_demo_base_fits() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("deskbook.yaml")).unwrap();
    let own = read(&file(&text)).0;
    assert_eq!(said(&settings(&own), &text), [""; 0]);
    let schema = front_matter(&own);
    let mut count = 0;
    for entry in walkdir::WalkDir::new(root.join("content")) {
        let path = entry.unwrap().into_path();
        if path.extension().is_some_and(|e| e == "md") {
            let text = std::fs::read_to_string(&path).unwrap();
            let yaml = text
                .strip_prefix("---\n")
                .unwrap()
                .split("\n---\n")
                .next()
                .unwrap();
            assert_eq!(said(&schema, yaml), [""; 0], "{}", path.display());
            count += 1;
        }
    }
    assert!(count > 50, "{count}");
}

#[test]
fn what_the_readers_refuse_does_not_fit() {
    let own = read(&file(
        "audiences: [internal, public]\nproducts: {vpn: VPN}\nfields: {summary: description}\n",
    ))
    .0;
    let article = front_matter(&own);
    for wrong in [
        "type: howto",
        "confidence: [wip]",
        "audience: customers",
        "os: [windows-95]",
        "products: outlook",
        "flags: [{txt: a}]",
        "tickets: {pattern: a}",
        "description: [a]",
    ] {
        assert_eq!(said(&article, wrong).len(), 1, "{wrong}");
    }
    for right in [
        "products: vpn, vpn",
        "ms.author: x",
        "description: x",
        "flags: [a, {text: b, date: 2026-11-22}]",
        "owner: 5",
        "os: windows-11",
    ] {
        assert_eq!(said(&article, right), [""; 0], "{right}");
    }
    let schema = settings(&own);
    for wrong in [
        "titel: x",
        "os: {windows: {nme: x}}",
        "tickets: {window: soon}",
        "kcs: {people: {a@b.c: captain}}",
        "standard: {levels: {KB047: off}}",
        "theme: {accent: blue}",
        "fields: {sumary: x}",
    ] {
        assert_eq!(said(&schema, wrong).len(), 1, "{wrong}");
    }
}

/// A value of a shape, as somebody might write it.
fn example(shape: Shape) -> String {
    match shape {
        Shape::Text | Shape::Texts | Shape::Words(Choice::Any) => "x".to_owned(),
        Shape::Address => "https://x.example/".to_owned(),
        Shape::Date => "2027-01-31".to_owned(),
        Shape::Truth => "true".to_owned(),
        Shape::Count => "5".to_owned(),
        Shape::Share => "40%".to_owned(),
        Shape::Amount => "9".to_owned(),
        Shape::Colour => "'#0a5bd0'".to_owned(),
        Shape::Word(Choice::Of(words)) | Shape::Words(Choice::Of(words)) => words[0].to_owned(),
        Shape::Word(_) | Shape::Words(_) => "internal".to_owned(),
        Shape::Map(keys) => block(keys),
        Shape::MapOf(Choice::Of(words), shape) => format!("{{{}: {}}}", words[0], example(*shape)),
        Shape::MapOf(Choice::Any, shape) => format!("{{a@b.example: {}}}", example(*shape)),
        Shape::MapOf(_, _) => "{}".to_owned(),
        Shape::ListOf(shape) => format!("[{}]", example(*shape)),
        Shape::Either(shapes) => example(shapes[shapes.len() - 1]),
        Shape::Systems => "{a: {name: A, children: {b: B}}}".to_owned(),
    }
}

fn block(keys: &[Key]) -> String {
    let pairs: Vec<_> = keys
        .iter()
        .map(|key| format!("{}: {}", key.name, example(key.shape)))
        .collect();
    format!("{{{}}}", pairs.join(", "))
}

#[test]
fn the_readers_take_every_key_and_what_the_schema_takes() {
    let yaml = block(&SETTINGS);
    let (own, found) = read(&file(&yaml));
    let unknown: Vec<_> = found.iter().filter(|d| d.code.0 == "KB051").collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    assert_eq!(said(&settings(&Settings::default()), &yaml), [""; 0]);
    assert_eq!(own.title, "x");
    let article = format!("---\n{}\n---\n", block(&ARTICLE));
    let dialect = &Settings::default().dialect;
    let (front, _, found) = crate::parse::block::read(FileId(0), &article, dialect);
    let unknown: Vec<_> = found.iter().filter(|d| d.code.0 == "KB010").collect();
    assert!(unknown.is_empty() && front.title.is_some(), "{found:?}");
}
