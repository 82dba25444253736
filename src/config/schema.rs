//! JSON Schema of front matter and settings, for editors.
//!
//! Takes the tables of keys and the settings of a base. Gives a schema of draft 2020-12 with the base's own words. Never
//! names a key that the readers do not know: both are made from the same tables.

use crate::config::Settings;
use crate::config::keys::SETTINGS;
use crate::diag::codes::CODES;
use crate::diag::freedom::{Freedom, freedom};
use crate::parse::keys::{ARTICLE, ARTICLE_NAMES};
use crate::yaml::shape::{Choice, Key, Own, Shape};
use serde_json::{Map, Value, json};

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of an article's front matter. Keys of other systems are allowed.
#[must_use]
pub fn front_matter(settings: &Settings) -> Value {
    let maker = Maker { settings };
    let mut properties = maker.properties(&ARTICLE);
    for (theirs, ours) in &settings.dialect.fields {
        if let Some(key) = ARTICLE.iter().find(|key| key.name == ours) {
            let about = format!("Stands for `{ours}`: {}", key.about);
            properties.insert(theirs.clone(), maker.described(key.shape, &about));
        }
    }
    json!({
        "$schema": DRAFT,
        "title": "Front matter of a Deskbook article",
        "type": "object",
        "properties": properties,
        "additionalProperties": true,
    })
}

/// The schema of `deskbook.yaml`. A key that is not in it is an error.
#[must_use]
pub fn settings(settings: &Settings) -> Value {
    let maker = Maker { settings };
    json!({
        "$schema": DRAFT,
        "title": "Settings of a Deskbook base",
        "type": "object",
        "properties": maker.properties(&SETTINGS),
        "additionalProperties": false,
        "$defs": { "systems": systems() },
    })
}

/// Operating systems inside of operating systems.
fn systems() -> Value {
    json!({
        "type": "object",
        "additionalProperties": {
            "anyOf": [
                text(),
                {
                    "type": "object",
                    "properties": {
                        "name": { "type": "string", "description": "Name to show." },
                        "children": { "$ref": "#/$defs/systems" },
                    },
                    "additionalProperties": false,
                },
            ],
        },
    })
}

/// Numbers and truth values are texts too, as they were typed; an empty key is no key.
fn text() -> Value {
    json!({ "type": ["string", "number", "boolean", "null"] })
}

fn any_of(shapes: &[Value]) -> Value {
    json!({ "anyOf": shapes })
}

/// Writes shapes with the words of one base.
struct Maker<'a> {
    settings: &'a Settings,
}

impl Maker<'_> {
    fn properties(&self, keys: &[Key]) -> Map<String, Value> {
        let property = |key: &Key| (key.name.to_owned(), self.described(key.shape, key.about));
        keys.iter().map(property).collect()
    }

    fn described(&self, shape: Shape, about: &str) -> Value {
        let mut schema = self.shape(shape);
        if let Some(fields) = schema.as_object_mut() {
            fields.insert("description".to_owned(), format!("{about}.").into());
        }
        schema
    }

    fn shape(&self, shape: Shape) -> Value {
        match shape {
            Shape::Text | Shape::Address => text(),
            Shape::Date => json!({ "type": ["string", "null"], "format": "date" }),
            Shape::Truth => json!({ "type": ["boolean", "null"] }),
            Shape::Count => {
                json!({ "type": ["integer", "string"], "minimum": 1, "pattern": "^[1-9][0-9]*d?$" })
            }
            Shape::Share => {
                json!({ "type": ["number", "string"], "minimum": 0, "maximum": 1, "pattern": "^[0-9]+(\\.[0-9]+)? *%?$" })
            }
            Shape::Amount => json!({ "type": "number", "minimum": 0 }),
            Shape::Colour => {
                json!({ "type": "string", "pattern": "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$" })
            }
            Shape::Word(choice) => self.word(choice),
            Shape::Words(choice) => self.words(choice),
            Shape::Texts => any_of(&[json!({ "type": "array", "items": text() }), text()]),
            Shape::Map(keys) => json!({
                "type": ["object", "null"],
                "properties": self.properties(keys),
                "additionalProperties": false,
            }),
            Shape::MapOf(names, shape) => self.map_of(names, *shape),
            Shape::ListOf(shape) => {
                let one = self.shape(*shape);
                any_of(&[json!({ "type": "array", "items": one }), one])
            }
            Shape::Either(shapes) => {
                let all: Vec<Value> = shapes.iter().map(|shape| self.shape(*shape)).collect();
                any_of(&all)
            }
            Shape::Systems => json!({ "$ref": "#/$defs/systems" }),
        }
    }

    fn map_of(&self, names: Choice, shape: Shape) -> Value {
        let mut schema = json!({
            "type": ["object", "null"],
            "additionalProperties": self.shape(shape),
        });
        if let (Some(known), Some(fields)) = (self.known(names), schema.as_object_mut()) {
            fields.insert("propertyNames".to_owned(), json!({ "enum": known }));
        }
        schema
    }

    fn word(&self, choice: Choice) -> Value {
        self.known(choice)
            .map_or_else(text, |known| json!({ "enum": known }))
    }

    /// A list of words, one alone, or several on one line.
    fn words(&self, choice: Choice) -> Value {
        let word = self.word(choice);
        let list = json!({ "type": "array", "items": word });
        match self.known(choice) {
            None => any_of(&[list, word]),
            Some(_) => any_of(&[
                list,
                word,
                json!({ "type": ["string", "null"], "pattern": "," }),
            ]),
        }
    }

    /// The words of a set; nothing where any word will do.
    fn known(&self, choice: Choice) -> Option<Vec<String>> {
        let owned = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect();
        let settings = self.settings;
        let words: Vec<String> = match choice {
            Choice::Any => return None,
            Choice::Of(words) => owned(words),
            Choice::Own(Own::Audiences) => settings.audiences.clone(),
            Choice::Own(Own::Clients) => settings.clients.clone(),
            Choice::Own(Own::Systems) => settings.os.iter().map(|os| os.slug.clone()).collect(),
            Choice::Own(Own::Products) => settings.products.keys().cloned().collect(),
            Choice::Own(Own::Teams) => {
                let teams = settings.kcs.teams.iter();
                teams.map(|team| team.slug.clone()).collect()
            }
            Choice::Own(Own::ArticleKeys) => owned(ARTICLE_NAMES),
            Choice::Own(Own::Codes) => CODES
                .iter()
                .filter(|info| freedom(info.code) == Freedom::Free)
                .map(|info| info.code.0.to_owned())
                .collect(),
        };
        (!words.is_empty()).then_some(words)
    }
}

#[cfg(test)]
mod tests;
