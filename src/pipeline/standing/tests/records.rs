//! Records that are damaged, of another base, or forged.
//!
//! Takes the record of the small base and what may become of it. Gives whether it is believed. Never a panic.

use crate::pipeline::standing::tests::{Desk, PROGRAM, put, told};
use crate::pipeline::standing::{key, name};
use crate::source::store::{FOLDER, Store};
use serde_json::{Value, json};
use std::fs;

#[test]
fn a_damaged_record_is_not_believed() {
    let desk = Desk::new();
    let plan = desk.plan();
    let (desk, truth) = desk.kept(&plan);
    let file = desk.path(FOLDER).join(name(&plan));
    let whole = fs::read(&file).unwrap();
    let mut tried = 0;
    let mut refuses = |what: &str, bytes: &[u8]| {
        fs::write(&file, bytes).unwrap();
        assert_eq!(told(&plan), None, "{what}");
        tried += 1;
    };
    for len in (0..whole.len()).step_by(7) {
        refuses(&format!("the first {len} bytes"), &whole[..len]);
    }
    for at in (0..whole.len()).step_by(11).chain(0..60) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        refuses(&format!("byte {at}"), &bytes);
    }
    refuses("twice", &whole.repeat(2));
    refuses("one more byte", &[&whole[..], b"\n"].concat());
    refuses("only JSON", &whole[48..]);
    refuses("garbage", &[0xff; 4000]);
    assert!(tried > 300, "{tried}");
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    assert_eq!(told(&plan), None, "a folder");
    fs::remove_dir(&file).unwrap();
    fs::write(&file, &whole).unwrap();
    assert_eq!(told(&plan), Some(truth));
}

#[test]
fn a_record_of_another_base_is_not_believed() {
    let (one, two) = (Desk::new(), Desk::new());
    let (one_plan, two_plan) = (one.plan(), two.plan());
    put(
        &two.path("content/c.md"),
        b"---\ntitle: Other\naudience: internal\n---\n\nOther.\n",
    );
    let (one, _) = one.kept(&one_plan);
    let (two, truth) = two.kept(&two_plan);
    let place = |desk: &Desk, plan| desk.path(FOLDER).join(name(plan));
    let own = fs::read(place(&two, &two_plan)).unwrap();
    fs::copy(place(&one, &one_plan), place(&two, &two_plan)).unwrap();
    assert_eq!(told(&two_plan), None);
    fs::write(place(&two, &two_plan), own).unwrap();
    assert_eq!(told(&two_plan), Some(truth));
}

/// What is wrong with a record, as a change of its JSON.
type Forgery = (&'static str, fn(&mut Value));

/// With the right sum, as a program with a fault would leave them.
const FORGED: &[Forgery] = &[
    ("no finding has this code", |r| {
        first(r)["code"] = json!("KB999");
    }),
    ("no code at all", |r| first(r)["code"] = json!("")),
    ("no such level", |r| first(r)["severity"] = json!(3)),
    ("no such file", |r| first(r)["file"] = json!(100)),
    ("a file beyond all", |r| first(r)["file"] = json!(u32::MAX)),
    ("a place behind the end", |r| {
        first(r)["span"] = json!([0, 100_000]);
    }),
    ("a place from behind", |r| first(r)["span"] = json!([3, 2])),
    ("a place without a file", |r| {
        first(r)["file"] = Value::Null;
        first(r)["span"] = json!([0, 1]);
    }),
    ("a fix behind the end", |r| {
        first(r)["fix"] = json!([7, 100_000, "x"]);
    }),
    ("a fix without a file", |r| {
        first(r)["file"] = Value::Null;
        first(r)["span"] = Value::Null;
        first(r)["fix"] = json!([0, 0, "x"]);
    }),
    ("a number that is none", |r| r["articles"] = json!(-1)),
    ("fewer words", |r| first(r)["words"] = json!(["a"])),
    ("another mark", |r| {
        r["mark"][0] = json!(r["mark"][0] != json!(1));
    }),
    ("a short mark", |r| r["mark"] = json!([1, 2])),
    ("an image outside", |r| {
        r["assets"]["../../x"] = json!(vec![0; 32]);
    }),
    ("an image that is gone", |r| {
        r["assets"]["content/x.png"] = json!(vec![0; 32]);
    }),
    ("nothing", |r| *r = json!({})),
    ("a list", |r| *r = json!([])),
    ("no value", |r| *r = Value::Null),
];

fn first(record: &mut Value) -> &mut Value {
    let found = record["found"].as_array_mut().unwrap();
    found.iter_mut().find(|f| f["fix"].is_array()).unwrap()
}

#[test]
fn a_forged_record_is_not_believed() {
    let desk = Desk::new();
    let plan = desk.plan();
    let (desk, truth) = desk.kept(&plan);
    let store = Store::of(&desk.root());
    let (name, key) = (name(&plan), key(PROGRAM));
    let body = store.load(&name, &key).unwrap();
    for (what, forge) in FORGED {
        let mut record: Value = serde_json::from_slice(&body).unwrap();
        forge(&mut record);
        let forged = serde_json::to_vec(&record).unwrap();
        assert_ne!(forged, body, "{what}");
        store.save(&name, &key, &forged);
        assert_eq!(told(&plan), None, "{what}");
    }
    for bytes in [&b""[..], b"{", b"\xff", &b"[".repeat(100_000)] {
        store.save(&name, &key, bytes);
        assert_eq!(told(&plan), None);
    }
    store.save(&name, &key, &body);
    assert_eq!(told(&plan).as_ref(), Some(&truth));
    // Of another site it can speak, but that is not the one that stands there.
    let mut record: Value = serde_json::from_slice(&body).unwrap();
    record["list"] = json!(vec![7; 32]);
    store.save(&name, &key, &serde_json::to_vec(&record).unwrap());
    let list = told(&plan).unwrap().list;
    let stands = crate::output::disk::standing(&desk.root(), &desk.path("public"), list);
    assert_eq!(stands.unwrap(), None);
}
