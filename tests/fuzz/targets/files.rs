//! Files that other programs may have touched: images, the folder of the site, what is kept between builds.
//!
//! Takes the bytes of such a file. Gives nothing. Never lets a foreign file be changed, or a damaged one be trusted.

use crate::Target;
use crate::corpus;
use crate::drive::scratch;
use crate::features::Features;
use crate::targets::{choice, text};
use deskbook::diag::Failure;
use deskbook::output::disk::{self, Outcome, open_gate};
use deskbook::output::{Artifact, Output};
use deskbook::parse::block::Dialect;
use deskbook::paths::{ContentPath, OutPath};
use deskbook::pipeline::standing::{keep, standing};
use deskbook::pipeline::{Kept, Plan, Purpose, Trails, build_again};
use deskbook::source::assets::{Looks, inspect};
use deskbook::source::history::pack::Pack;
use deskbook::source::history::past;
use deskbook::source::store::Store;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

const IMAGE_WORDS: &[&str] = &[
    "<svg xmlns=\"http://www.w3.org/2000/svg\">",
    "</svg>",
    "<script>",
    "</script>",
    " onload=\"a\"",
    " onclick=a",
    "<a xlink:href=\"javascript:a\">",
    "<foreignObject>",
    "<use href=\"data:image/svg+xml,\"/>",
    "<!DOCTYPE svg [<!ENTITY a \"b\">]>",
    "&a;",
    "<![CDATA[",
    "<style>@import 'a'</style>",
    " style=\"a:url(b)\"",
    "<set attributeName=\"href\" to=\"javascript:a\"/>",
    "<?xml-stylesheet href=\"a\"?>",
    "width=\"1e999\"",
    "viewBox=\"0 0 9 9\"",
    "\u{89}PNG",
    "IHDR",
    "RIFF",
    "WEBPVP8X",
    "GIF89a",
    "II*\0",
    "MM\0*",
    "ftypavif",
    "JFIF",
    "<!--",
    "-->",
    "<",
    ">",
    "&#106;",
    "&#0;",
];
const LIST_WORDS: &[&str] = &[
    "# Deskbook made these files, and removes no others.\n",
    "format: 1\n",
    "../x",
    "/etc/passwd",
    "foreign.txt",
    "index.html",
    " 5 ",
    "\\n",
    "./",
    "a/",
    "\n",
    "0000000000000000000000000000000000000000000000000000000000000000 4 foreign.txt\n",
];

pub(crate) const IMAGES: Target = Target {
    name: "images",
    seeds: images,
    words: IMAGE_WORDS,
    count: 2500,
    run: run_images,
};
pub(crate) const PUBLISHED: Target = Target {
    name: "published",
    seeds: lists,
    words: LIST_WORDS,
    count: 250,
    run: run_published,
};
pub(crate) const CACHE: Target = Target {
    name: "cache",
    seeds: kept,
    words: &[],
    count: 40,
    run: run_cache,
};

/// The smallest of each kind, and the drawings of the theme.
fn images() -> Vec<Vec<u8>> {
    let mut all = corpus::of_repository("themes/default/static", ".svg");
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x05\0\0\0\x04\x08\x02\0\0\0\0\0\0\0";
    let gif = b"GIF89a\x05\0\x04\0\0\0\0;";
    let jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x11\x08\0\x04\0\x05\x03\x01\x11\0\x02\x11\0\x03\x11\0\xff\xd9";
    let webp = b"RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x04\0\0\x03\0\0";
    let bmp = b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x05\0\0\0\x04\0\0\0\x01\0\x18\0\0\0\0\0";
    let ico = b"\0\0\x01\0\x02\0\x10\x10\0\0\x01\0\x20\0\x68\x04\0\0\x26\0\0\0\x20\x20\0\0\x01\0\x20\0\0\0\0\0\0\0\0\0";
    let tiff = b"II*\0\x08\0\0\0\x02\0\0\x01\x03\0\x01\0\0\0\x05\0\0\0\x01\x01\x03\0\x01\0\0\0\x04\0\0\0\0\0\0\0";
    let avif = b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf\0\0\0\x3cmeta\0\0\0\0\0\0\0\x34iprp\0\0\0\x2cipco\0\0\0\x14ispe\0\0\0\0\0\0\0\x05\0\0\0\x04";
    all.extend([&png[..], gif, jpeg, webp, bmp, ico, tiff, avif].map(<[u8]>::to_vec));
    let drawing = "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"2em\" viewBox=\"0 0 40 20\"><title>A &amp; B</title><path d=\"M0 0h9\"/><a href=\"https://example.org/\"><text>x</text></a></svg>";
    all.push(drawing.as_bytes().to_vec());
    all
}

fn run_images(input: &[u8], features: &mut Features) {
    let folder = scratch("images");
    let names = ["a.svg", "a.png", "a.bin"];
    let paths: BTreeSet<ContentPath> = names.iter().filter_map(|n| ContentPath::new(n)).collect();
    for name in names {
        fs::write(folder.join(name), input).unwrap();
    }
    let Looks {
        assets: found,
        found: said,
        ..
    } = inspect(&folder, &paths, &Looks::default());
    for d in &said {
        features.say(&d.message);
    }
    for (path, asset) in &*found {
        assert_eq!(asset.len, input.len() as u64);
        features.see((path.extension(), asset.size.is_some(), asset.active));
        // A drawing that names what runs is never published.
        let lower = text(input).to_lowercase();
        let runs = lower.contains("<script") && lower.contains("<svg");
        assert!(
            asset.active || !runs || path.extension() != "svg",
            "published: {lower:?}"
        );
    }
}

/// The name of the list beside the files of a site.
const LIST: &str = ".deskbook-manifest";

/// A site of three files.
fn small(first: &str) -> Output {
    let mut output = Output::default();
    for (path, text) in [
        ("index.html", first),
        ("a/b.html", "two"),
        ("c.css", "three"),
    ] {
        output
            .add(OutPath::new(path).unwrap(), Artifact::Text(text.to_owned()))
            .unwrap();
    }
    output
}

/// Publishes a site that nobody minds.
fn write(site: &Output, root: &Path, out: &Path) -> Result<disk::Written, Failure> {
    match disk::write(site, &open_gate, root, out)? {
        Outcome::Written(written, _) => Ok(written),
        Outcome::Refused(found) => panic!("{found:?}"),
    }
}

fn lists() -> Vec<Vec<u8>> {
    let folder = scratch("lists");
    write(&small("one"), &folder, &folder.join("out")).unwrap();
    vec![fs::read(folder.join("out").join(LIST)).unwrap()]
}

/// The list that stands beside a site is harmed, and somebody has put a file there.
fn run_published(input: &[u8], features: &mut Features) {
    let folder = scratch("published");
    let out = folder.join("out");
    write(&small("one"), &folder, &out).unwrap();
    fs::write(out.join("foreign.txt"), "mine").unwrap();
    fs::write(folder.join("outside.txt"), "mine").unwrap();
    fs::write(out.join(LIST), input).unwrap();
    let wanted = small("new");
    match write(&wanted, &folder, &out) {
        Ok(written) => {
            features.see((
                written.created,
                written.changed,
                written.same,
                written.removed,
            ));
            for (path, artifact) in wanted.iter() {
                let Artifact::Text(text) = artifact else {
                    unreachable!()
                };
                assert_eq!(
                    &fs::read_to_string(out.join(path.as_str())).unwrap(),
                    text,
                    "{path}"
                );
            }
        }
        Err(failure) => {
            features.say(&failure.to_string());
            assert_eq!(
                fs::read_to_string(out.join("index.html")).unwrap(),
                "one",
                "the old site is gone"
            );
        }
    }
    // Only a list that names the file, with its very bytes, may have it removed.
    let named = text(input).contains("foreign.txt");
    assert!(
        named || fs::read_to_string(out.join("foreign.txt")).is_ok_and(|t| t == "mine"),
        "a foreign file is gone"
    );
    assert_eq!(
        fs::read_to_string(folder.join("outside.txt")).unwrap(),
        "mine"
    );
}

fn git(folder: &Path, args: &[&str], input: &[u8]) {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(folder)
        .args(args)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("HOME", folder);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    assert!(child.wait().unwrap().success(), "git {args:?}");
}

/// A base with a history that is long enough to be kept.
fn base() -> &'static Path {
    static BASE: OnceLock<PathBuf> = OnceLock::new();
    BASE.get_or_init(|| {
        let folder = scratch("base");
        git(&folder, &["init", "--quiet", "--initial-branch=main"], b"");
        let mut stream = String::new();
        for n in 0..510 {
            let state = ["wip", "not-validated", "validated"][n % 3];
            let text = format!("---\ntitle: A {n}\nconfidence: {state}\n---\nText\n");
            let name = n % 7;
            write!(stream, "commit refs/heads/main\nauthor P{name} <p{name}@x.y> {t} +0000\ncommitter C <c@x.y> {t} +0000\ndata 1\nx\n", t = 1_700_000_000 + n * 9000).unwrap();
            write!(stream, "M 100644 inline content/a{name}.md\ndata {}\n{text}\n", text.len()).unwrap();
        }
        git(&folder, &["fast-import", "--quiet"], stream.as_bytes());
        git(&folder, &["reset", "--hard", "--quiet"], b"");
        folder
    })
}

/// The program that built, by its name.
const PROGRAM: &str = "fuzz";

fn plan() -> Plan {
    Plan {
        root: base().to_owned(),
        out: Some(base().join("public")),
        audience: None,
        client: None,
        base_url: None,
        purpose: Purpose::Publish,
        trails: Trails::Pages,
    }
}

/// What an intact record says of the site, and its name.
fn built() -> &'static (String, String) {
    static SAID: OnceLock<(String, String)> = OnceLock::new();
    SAID.get_or_init(|| {
        let (plan, kept) = (plan(), Kept::default());
        let site = build_again(&plan, &kept).unwrap();
        let out = plan.out.as_deref().unwrap();
        let Outcome::Written(_, list) = disk::write(&site.output, &open_gate, base(), out).unwrap()
        else {
            unreachable!("the gate is open")
        };
        keep(&plan, PROGRAM, (&site, list), &kept);
        let said = stands().expect("it was built just now");
        let mut names = names_kept();
        names.retain(|name| name.starts_with("site-"));
        (said, names.remove(0))
    })
}

fn stands() -> Option<String> {
    let stands = standing(&plan(), PROGRAM, &Kept::default()).unwrap()?;
    for found in &stands.found {
        if let (Some(file), Some(span)) = (found.file, found.span) {
            let text = &stands.sources.file(file).text;
            assert!(text.get(span.start..span.end).is_some(), "{found:?}");
        }
    }
    let (found, figures, list) = (stands.found, stands.figures, stands.list);
    Some(format!("{found:?}\n{figures:?}\n{list:?}"))
}

fn names_kept() -> Vec<String> {
    let entries = fs::read_dir(base().join(".deskbook")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
    names.sort();
    names
}

/// What is kept of a history and of a site: a name, and the file.
fn kept() -> Vec<Vec<u8>> {
    let (found, _) = past(base(), None);
    let _ = deskbook::audit::read(base(), &found.unwrap(), &Dialect::default());
    built();
    let store = base().join(".deskbook");
    let names = names_kept().into_iter();
    let all: Vec<Vec<u8>> = names
        .map(|name| {
            [
                name.as_bytes(),
                b"\n",
                &fs::read(store.join(&name)).unwrap(),
            ]
            .concat()
        })
        .collect();
    assert!(all.len() >= 2, "too little was kept");
    all
}

/// The record of a site is harmed: it says nothing. With the right sum it ends, whatever it says.
fn run_record(bytes: &[u8], is_plain: bool) -> bool {
    let (truth, name) = built();
    if is_plain {
        fs::write(base().join(".deskbook").join(name), bytes).unwrap();
        let said = stands();
        assert!(
            said.is_none() || said.as_ref() == Some(truth),
            "a damaged record was trusted"
        );
    } else {
        let body = bytes.get(48..).unwrap_or_default();
        Store::of(base()).save(name, &format!("1 {PROGRAM}"), body);
    }
    stands().is_some()
}

/// By which the states of articles are kept.
fn key_of_states() -> String {
    let mut pack = Pack::default();
    let dialect = Dialect::default();
    pack.number(dialect.fields.len() as u64);
    dialect.ignored.iter().for_each(|word| pack.text(word));
    let dialect = blake3::hash(&pack.close());
    format!("1 {} {dialect}", env!("CARGO_PKG_VERSION"))
}

/// The file is harmed: what git tells is the same as without it. Then its content is harmed and bears the right sum, as of
/// a program with a fault: no answer is asked for, but an end.
fn run_cache(input: &[u8], features: &mut Features) {
    static TRUE: OnceLock<String> = OnceLock::new();
    if let Some(rest) = input.strip_prefix(b"site-") {
        let at = rest.iter().position(|b| *b == b'\n').map_or(0, |at| at + 1);
        let stands = run_record(&rest[at..], choice(input).is_multiple_of(3));
        features.see(("site", stands));
        return;
    }
    let told = || {
        let (found, said) = past(base(), None);
        assert!(said.is_empty(), "{said:?}");
        let found = found.unwrap();
        let audit = deskbook::audit::read(base(), &found, &Dialect::default());
        format!("{:?}\n{audit:?}", found.history())
    };
    let store = base().join(".deskbook");
    let truth = TRUE.get_or_init(|| {
        fs::remove_dir_all(&store).unwrap();
        told()
    });
    let (name, bytes) = match input.iter().position(|b| *b == b'\n') {
        Some(at) if input.starts_with(b"states\n") => ("states", &input[at + 1..]),
        Some(at) => ("log", &input[at + 1..]),
        None => ("log", input),
    };
    fs::write(store.join(name), bytes).unwrap();
    if choice(input).is_multiple_of(3) {
        assert_eq!(&told(), truth, "a damaged file was trusted");
        return;
    }
    // Mark and sum stand before the content.
    let body = bytes.get(48..).unwrap_or_default();
    let key = if name == "log" {
        "1  ".to_owned()
    } else {
        key_of_states()
    };
    Store::of(base()).save(name, &key, body);
    features.see((name, told() == *truth));
}
