//! Objects of a JSON file: an array, an array inside an envelope, or one object after the other.
//!
//! Takes a [`Window`]. Gives the text of one ticket's object after the other. Never parses the file as a whole; an object that
//! is broken costs itself.

use crate::tickets::container::record::{Form, Record, Records};
use crate::tickets::container::window::Window;

/// Keys under which the systems put their tickets.
const ENVELOPES: [&str; 8] = [
    "records", "result", "issues", "tickets", "values", "results", "ticket", "issue",
];
/// Keys of a ticket's own number.
const NUMBERS: [&str; 6] = ["id", "number", "key", "issueKey", "ticket_id", "_id"];
/// So much is looked at for the shape of the file.
const LOOK: usize = 1 << 20;
/// No object is longer.
const LONGEST: usize = 64 << 20;

/// How tickets are arranged.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Shape {
    /// `[{…}, {…}]`, `{…}{…}`, a line each.
    Bare,
    /// `{"tickets": [{…}]}`.
    Under(String),
}

/// The objects of a file.
pub(crate) struct Objects<'a> {
    window: Window<'a>,
    shape: Shape,
    /// Whether the objects stand one after the other, without an array around them.
    pub(crate) is_ndjson: bool,
    /// Whether we are inside the array or object that holds tickets.
    is_inside: bool,
}

/// Follows brackets and quotes.
#[derive(Default)]
struct Depth {
    open: usize,
    is_text: bool,
    is_escaped: bool,
}

impl Depth {
    /// Whether the value that began with the first byte ends with this one.
    fn closes(&mut self, byte: u8) -> bool {
        if self.is_text {
            match byte {
                _ if self.is_escaped => self.is_escaped = false,
                b'\\' => self.is_escaped = true,
                b'"' => self.is_text = false,
                _ => {}
            }
            return self.open == 0 && !self.is_text;
        }
        match byte {
            b'"' => self.is_text = true,
            b'{' | b'[' => self.open += 1,
            b'}' | b']' => self.open = self.open.saturating_sub(1),
            _ => {}
        }
        self.open == 0 && matches!(byte, b'}' | b']')
    }
}

impl<'a> Objects<'a> {
    /// The objects of a file.
    pub(crate) fn new(mut window: Window<'a>) -> Self {
        window.fill(LOOK);
        let head = window.bytes();
        let is_array = head.trim_ascii_start().starts_with(b"[");
        let envelope = if is_array { None } else { envelope(head) };
        Self {
            is_ndjson: !is_array && envelope.is_none(),
            shape: envelope.map_or(Shape::Bare, Shape::Under),
            is_inside: false,
            window,
        }
    }

    /// Passes over everything up to the next ticket's object.
    fn approach(&mut self) -> bool {
        match self.shape.clone() {
            Shape::Bare => self.window.seek(|b| b == b'{').is_some(),
            Shape::Under(key) => loop {
                if self.is_inside {
                    match self.window.seek(|b| matches!(b, b'{' | b']')) {
                        Some(b'{') => return true,
                        None => return false,
                        _ => self.is_inside = false,
                    }
                }
                match self.enter(&key) {
                    None => return false,
                    // A single ticket, without an array around it.
                    Some(b'{') => return true,
                    Some(_) => self.is_inside = true,
                }
            },
        }
    }

    /// Passes over a number, a text or a word that stands where an object should, and tells its line.
    fn stray(&mut self) -> Option<u32> {
        let is_array = match self.shape {
            Shape::Bare => !self.is_ndjson,
            Shape::Under(_) => self.is_inside,
        };
        if !is_array {
            return None;
        }
        let between: &[u8] = if self.is_inside { b",[" } else { b",[]}" };
        let first = self
            .window
            .seek(|b| !b.is_ascii_whitespace() && !between.contains(&b))
            .filter(|b| !matches!(b, b'{' | b'}' | b'[' | b']'))?;
        let line = self.window.line();
        if first != b'"' || self.value().is_none() {
            let ends =
                |b: u8| matches!(b, b',' | b'{' | b'}' | b'[' | b']') || b.is_ascii_whitespace();
            self.window.skip(1);
            self.window.seek(ends);
        }
        Some(line)
    }

    /// Goes into the next envelope: to the array or object under its key.
    fn enter(&mut self, key: &str) -> Option<u8> {
        loop {
            // Between values of an envelope; braces of the next page are passed over like commas.
            if self.window.seek(|b| matches!(b, b'"' | b'[' | b'{')) != Some(b'"') {
                if self.window.bytes().is_empty() {
                    return None;
                }
                self.window.skip(1);
                continue;
            }
            let text = self.value()?;
            if self.window.seek(|b| !b.is_ascii_whitespace()) != Some(b':') {
                continue;
            }
            self.window.skip(1);
            let next = self.window.seek(|b| !b.is_ascii_whitespace());
            if text == format!("\"{key}\"").as_bytes() && matches!(next, Some(b'[' | b'{')) {
                return next;
            }
            if matches!(next, Some(b'[' | b'{' | b'"')) {
                self.value()?;
            }
        }
    }

    /// Takes the text, object or array that begins here.
    fn value(&mut self) -> Option<Vec<u8>> {
        let mut depth = Depth::default();
        let len = self.window.measure(LONGEST, |b| depth.closes(b))?;
        Some(self.window.take(len))
    }

    /// An object that never ends: the next line that begins one is taken up, if there is any.
    fn broken(&mut self) -> Form {
        let end = self.window.bytes().iter().position(|b| *b == b'\n');
        let goes_on = end.filter(|_| self.is_ndjson);
        self.window
            .skip(goes_on.unwrap_or(self.window.bytes().len()));
        Form::Broken("the object is not complete")
    }
}

impl Records for Objects<'_> {
    fn next(&mut self) -> Option<Record> {
        if let Some(line) = self.stray() {
            let form = Form::Broken("it is no object");
            return Some(Record { line, form });
        }
        if !self.approach() {
            return None;
        }
        let line = self.window.line();
        // A line of its own bounds the damage that one broken object can do.
        let form = match self.line() {
            Some(text) => Form::Json(text),
            None => self.value().map_or_else(|| self.broken(), Form::Json),
        };
        Some(Record { line, form })
    }

    fn fault(&self) -> Option<&str> {
        self.window.fault.as_deref()
    }
}

impl Objects<'_> {
    /// The rest of the line, where the file has an object on each and this one is not whole.
    fn line(&mut self) -> Option<Vec<u8>> {
        if !self.is_ndjson {
            return None;
        }
        let len = self.window.measure(LONGEST, |b| b == b'\n')?;
        let (mut depth, line) = (Depth::default(), &self.window.bytes()[..len]);
        let closes = line.iter().position(|b| depth.closes(*b)).is_some();
        let rest = &self.window.bytes()[len..];
        let next_begins = rest.trim_ascii_start().starts_with(b"{\"");
        (!closes && next_begins).then(|| self.window.take(len))
    }
}

/// The key under which an envelope holds its tickets.
fn envelope(head: &[u8]) -> Option<String> {
    let mut bytes = head;
    let mut window = Window::new(&mut bytes);
    window.seek(|b| b == b'{')?;
    window.skip(1);
    let mut found: Vec<String> = Vec::new();
    let mut scalars = 0;
    // The keys of the first object: which hold an object or an array of objects, and how many hold neither.
    while window.seek(|b| matches!(b, b'"' | b'}')) == Some(b'"') {
        let mut depth = Depth::default();
        let len = window.measure(usize::MAX, |b| depth.closes(b))?;
        let key = String::from_utf8_lossy(&window.take(len))
            .trim_matches('"')
            .to_owned();
        window.seek(|b| b == b':')?;
        window.skip(1);
        let first = window.seek(|b| !b.is_ascii_whitespace())?;
        let inner = window.bytes()[1..].trim_ascii_start().first().copied();
        let is_list = first == b'[' && matches!(inner, Some(b'{' | b']'));
        if ENVELOPES.contains(&key.as_str()) && (is_list || first == b'{') {
            return Some(key);
        }
        // What has a number of its own is a ticket, whatever lists it holds.
        if NUMBERS.contains(&key.as_str()) {
            return None;
        }
        if is_list && inner == Some(b'{') {
            found.push(key);
        } else {
            scalars += 1;
        }
        if matches!(first, b'[' | b'{' | b'"') {
            let mut depth = Depth::default();
            match window.measure(usize::MAX, |b| depth.closes(b)) {
                Some(len) => window.skip(len),
                // A list that is longer than the look is no part of one ticket.
                None => break,
            }
        } else {
            window.seek(|b| matches!(b, b',' | b'}'))?;
        }
    }
    match found.as_slice() {
        [key] if scalars <= 3 => Some(key.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::tickets::container::json::Objects;
    use crate::tickets::container::record::{Form, Records};
    use crate::tickets::container::window::Window;

    fn read(text: &str) -> (bool, Vec<(u32, String)>) {
        let mut bytes = text.as_bytes();
        let mut objects = Objects::new(Window::new(&mut bytes));
        let mut found = Vec::new();
        while let Some(record) = objects.next() {
            let told = match record.form {
                Form::Json(text) => String::from_utf8(text).unwrap().trim().to_owned(),
                Form::Broken(why) => format!("! {why}"),
                Form::Row(_) | Form::Xml(_) | Form::Cells(_) => unreachable!(),
            };
            found.push((record.line, told));
        }
        (objects.is_ndjson, found)
    }

    fn texts(text: &str) -> Vec<String> {
        read(text).1.into_iter().map(|(_, t)| t).collect()
    }

    #[test]
    fn tickets_are_found_in_every_shape() {
        let one = r#"{"id":1,"t":"a } \" ] b","l":[{"x":1}]}"#;
        let two = r#"{"id":2}"#;
        for text in [
            format!("[{one},\n{two}]"),
            format!("{one}\n{two}\n"),
            format!("{one}{two}"),
            format!(r#"{{"count":2,"tickets":[{one},{two}],"end_of_stream":true}}"#),
            format!(r#"{{"tickets":[{one}],"after":{{"a":[{{}}]}}}}{{"tickets":[{two}]}}"#),
            format!(r#"{{"expand":"x","issues":[{one}, {two}]}}"#),
            format!(r#"{{"meta":{{"n":[1]}},"rows":[{one},{two}]}}"#),
        ] {
            assert_eq!(texts(&text), [one, two], "{text}");
        }
        assert_eq!(
            texts(&format!(r#"{{"result": {one}, "users": [{two}]}}"#)),
            [one]
        );
        assert_eq!(texts(r#"{"tickets":[],"count":0}"#), [""; 0]);
        assert!(read(&format!("{one}\n{two}")).0);
    }

    #[test]
    fn a_broken_object_costs_itself() {
        let broken = "! the object is not complete".to_owned();
        assert_eq!(
            read("[{\"id\":1},\n{\"id\":2").1,
            [(1, "{\"id\":1}".to_owned()), (2, broken.clone())]
        );
        let lines = "{\"id\":1}\n{\"id\":2,\"t\":\"cut\n{\"id\":3}\n";
        let found = read(lines).1;
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!(found[2], (3, "{\"id\":3}".to_owned()));
        assert_eq!(read("{\"id\":1}\n{\"id\":").1[1], (2, broken));
    }
}
