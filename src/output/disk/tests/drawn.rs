//! Pages that are drawn while they are written.

use super::{Desk, tree};
use crate::diag::{Code, Diagnostic, Severity};
use crate::output::disk::{Outcome, Written, write};
use crate::output::{Artifact, Content, Draw, Output};
use crate::paths::OutPath;
use std::sync::Arc;

/// A page that says its name, unless it has none.
struct Sheet(&'static str);

impl Draw for Sheet {
    fn draw(&self) -> Result<String, Box<Diagnostic>> {
        if self.0.is_empty() {
            let broken = Diagnostic::general(Code("KB053"), Severity::Error, "no name");
            return Err(Box::new(broken));
        }
        Ok(self.0.to_owned())
    }
}

#[test]
fn what_is_found_while_pages_are_drawn_leaves_the_old_site() {
    let desk = Desk::new();
    desk.build(&[("a", "old")]).unwrap();
    let drawn = |names: [&'static str; 3]| {
        let mut output = Output::default();
        for (path, name) in ["a", "b/c", "d"].into_iter().zip(names) {
            let page = Artifact::Page(Arc::new(Sheet(name)));
            output.add(OutPath::new(path).unwrap(), page).unwrap();
        }
        output
    };
    let gate = |path: &OutPath, content: &Content<'_>| {
        let said = matches!(content, Content::Bytes(bytes) if bytes.starts_with(b"secret"));
        let finding = || Diagnostic::general(Code("KB065"), Severity::Error, path.as_str());
        said.then(finding)
    };
    let put = |names| write(&drawn(names), &gate, desk.dir.path(), &desk.out).unwrap();
    let Outcome::Refused(found) = put(["secret 1", "", "secret 2"]) else {
        panic!("it was written");
    };
    let said: Vec<&str> = found.iter().map(|d| &*d.message).collect();
    assert_eq!(said, ["a", "no name", "d"], "all of them, in order");
    assert_eq!(desk.tree(), tree(&[("a", "old")]));
    assert_eq!(desk.beside(), ["content", "public"]);
    let written = put(["new", "two", "three"]);
    let wanted = Written {
        created: 2,
        changed: 1,
        bytes: 11,
        ..Written::default()
    };
    assert!(matches!(written, Outcome::Written(written, _) if written == wanted));
    assert_eq!(
        desk.tree(),
        tree(&[("a", "new"), ("b/c", "two"), ("d", "three")])
    );
}
