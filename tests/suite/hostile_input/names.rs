//! Files with crooked names, and pictures that lie.
//!
//! Takes names and bytes that no person gives. Gives what is built and said. Never lets one name keep the other articles
//! from being built.

use super::paths::{beside_a_secret, is_apart};
use super::{findings, guarded};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;

/// Names that some disk or reader would take for another.
const NAMES: [&str; 44] = [
    "con.md",
    "aux.md",
    "nul.txt.md",
    "COM1/x.md",
    "lpt9.md",
    "a:b.md",
    "trail.md./x.md",
    "space /x.md",
    "new\nline.md",
    "bidi\u{202e}txt.md",
    "zero\u{200b}width.md",
    "q?.md",
    "<b>.md",
    "tab\tx.md",
    "\u{1b}[31m.md",
    "VPN.md",
    "vpn.md",
    "caf\u{e9}.md",
    "cafe\u{301}.md",
    "stra\u{df}e.md",
    "STRASSE.md",
    "back\\slash.md",
    "p\u{430}ypal.md",
    "search.md",
    "all/index.md",
    "index.md",
    "a/index.md",
    "a/_index.md",
    "index.html.md",
    "404.md",
    "sitemap.xml.md",
    "static/x.md",
    "os/windows.md",
    "-.md",
    "...md",
    "%2e%2e.md",
    "%00.md",
    "a b.md",
    "'quote'.md",
    "\"double\".md",
    "&amp;.md",
    "{{x}}.md",
    "\u{1f4a9}.md",
    "=cmd.md",
];

/// What is said of them.
const SAID: [&str; 20] = [
    "`con` is a reserved name on Windows",
    "`aux` is a reserved name",
    "`nul` is a reserved name",
    "`COM1` is a reserved name",
    "`lpt9` is a reserved name",
    "holds `:`",
    "ends in a dot",
    "`space ` ends in a dot or a space",
    "holds `\\n`",
    "holds `?`",
    "holds `<`",
    "holds `\\t`",
    "holds `\\u{1b}`",
    "holds `\\u{202e}`",
    "holds `\\u{200b}`",
    "only in a way that some disks do not keep",
    "looks like another name",
    "the article stands at /search-2/",
    "the article stands at /all-2/",
    "back\\\\slash.md",
];

#[test]
fn crooked_names_are_said_and_do_not_stop_the_others() {
    let kb = beside_a_secret();
    for (i, name) in NAMES.iter().enumerate() {
        kb.write(
            &format!("content/{name}"),
            format!("# Words {i}\n\nzebra{i}.\n"),
        );
    }
    let deep: String = (0..200).map(|_| "deep/").collect();
    kb.write(&format!("content/{deep}x.md"), "# Deep\n\nWords.\n");
    for (letter, length) in [("l", 252), ("é", 126), ("漢", 84)] {
        kb.write(
            &format!("content/{}.md", letter.repeat(length)),
            "# Long\n\nWords.\n",
        );
    }
    let odd = kb.path("content").join(OsStr::from_bytes(b"latin\xf6.md"));
    fs::write(odd, "# Latin\n\nWords.\n").unwrap();
    let shown = findings(&kb);
    for words in SAID {
        assert!(shown.contains(words), "{words}\n{shown}");
    }
    assert!(shown.contains("latin"), "{shown}");
    assert!(
        !shown.contains(['\u{202e}', '\u{200b}', '\u{1b}', '\t']),
        "{shown:?}"
    );
    let ran = guarded(&kb, &["build", "--quiet"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        kb.has("public/good/index.html") && kb.has(&format!("public/{}x/index.html", &deep[..150]))
    );
    let files = kb.files("public");
    let pages: Vec<&str> = files
        .iter()
        .filter(|(name, _)| name.ends_with(".html"))
        .map(|(_, bytes)| std::str::from_utf8(bytes).unwrap())
        .collect();
    for (i, name) in NAMES.iter().enumerate() {
        let is_built = pages
            .iter()
            .any(|page| page.contains(&format!("zebra{i}.")));
        // What is not built is said with its name.
        let place = format!("content/{name}");
        assert!(
            is_built || shown.contains(&place) || shown.contains("back\\\\slash"),
            "{name:?}\n{shown}"
        );
    }
    assert!(
        files
            .keys()
            .all(|name| name.split('/').all(|part| part.len() <= 255))
    );
    is_apart(&kb);
}

#[test]
fn an_article_in_the_place_of_a_list_stops_no_other() {
    for (path, front) in [
        ("content/network.md", ""),
        ("content/product/vpn.md", ""),
        ("content/os/windows.md", ""),
        ("content/x.md", "id: network\n"),
        ("content/x.md", "id: index.html\n"),
        ("content/x.md", "id: sitemap.xml\n"),
        (
            "content/x.md",
            "aliases: [/network/, /product/vpn/, /os/windows/, /, /404.html, /feed.xml, /good/index.html]\n",
        ),
        ("content/x.md", "category: good\n"),
        ("content/x.md", "category: search\n"),
        ("content/x.md", "category: static/style.css\n"),
        ("content/x.md", "category: index.html\n"),
        ("content/x.md", "category: os/windows\n"),
        (
            "content/x.md",
            "products: [../network, 'index.html', '..', '/']\n",
        ),
    ] {
        let kb = beside_a_secret()
            .settings("title: Desk\nbase_url: https://desk.example/\n")
            .article(
                "content/network/a.md",
                "VPN drops",
                "products: [vpn]\nos: [windows]\n",
            )
            .article(path, "Another", front);
        let ran = guarded(&kb, &["build"]);
        assert_eq!(ran.code, 0, "{path} {front}\n{}", ran.stderr);
        assert!(
            kb.has("public/good/index.html") && kb.has("public/network/a/index.html"),
            "{path} {front}"
        );
        is_apart(&kb);
    }
}

#[expect(clippy::too_many_lines, reason = "a table of cases")]
#[test]
fn pictures_that_lie_are_copied_as_they_are_or_left_out() {
    let png = |width: u32, height: u32| {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes
    };
    let entities: String = ('b'..='i')
        .map(|c| {
            format!(
                "<!ENTITY {c} \"{}\">",
                format!("&{};", (c as u8 - 1) as char).repeat(10)
            )
        })
        .collect();
    let svg = |inner: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>").into_bytes()
    };
    let bomb = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a \"ha\">{entities}]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&i;</text></svg>"
    );
    let attributes: String = (0..20_000).map(|i| format!("a{i}='1' ")).collect();
    let pictures: Vec<(&str, Vec<u8>, bool)> = vec![
        ("huge.png", png(i32::MAX as u32, u32::MAX), true),
        ("none.png", png(0, 0), true),
        ("cut.png", png(1, 1)[..18].to_vec(), true),
        ("empty.gif", Vec::new(), true),
        ("jpeg.jpg", b"\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff".to_vec(), true),
        ("endless.jpg", [b"\xff\xd8".as_slice(), &b"\xff\xe0\0\x02".repeat(50_000)].concat(), true),
        ("huge.gif", b"GIF89a\xff\xff\xff\xff".to_vec(), true),
        ("huge.webp", b"RIFF\xff\xff\xff\xffWEBPVP8X\x0a\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff".to_vec(), true),
        ("huge.bmp", b"BM\xff\xff\xff\xff\0\0\0\0\0\0\0\0\x28\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff".to_vec(), true),
        ("other.png", b"GIF89a\x01\0\x01\0".to_vec(), true),
        ("plain.svg", svg("<path d='M0 0'/>"), true),
        ("script.svg", svg("<script>alert(1)</script>"), false),
        ("page.png", b"<html><script>alert(1)</script></html>".to_vec(), false),
        ("bomb.svg", bomb.into_bytes(), false),
        ("outside.svg", b"<!DOCTYPE svg [<!ENTITY i SYSTEM \"file:///etc/passwd\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&i;</text></svg>".to_vec(), false),
        ("deep.svg", svg(&format!("{}{}", "<g>".repeat(100_000), "</g>".repeat(100_000))), true),
        ("open.svg", format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{}", "<g>".repeat(100_000)).into_bytes(), false),
        ("wide.svg", svg(&format!("<g {attributes}/>")), true),
        ("run.svg", svg("<g onload='alert(1)'/>"), false),
        ("utf16.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".encode_utf16().flat_map(u16::to_le_bytes).collect(), false),
    ];
    let kb = beside_a_secret();
    let mut text = "# Pictures\n\nzebra\n".to_owned();
    for (name, bytes, _) in &pictures {
        kb.write(&format!("content/{name}"), bytes);
        text = text + "\n![a](" + name + ")\n";
    }
    kb.write("content/pics.md", text);
    let shown = findings(&kb);
    let ran = guarded(&kb, &["build", "--quiet"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let files = kb.files("public");
    assert!(kb.read("public/pics/index.html").contains("zebra"));
    let mut wrong = Vec::new();
    for (name, _, is_published) in &pictures {
        let (stem, ending) = name.split_once('.').unwrap();
        let found = files.keys().any(|path| {
            let file = path.rsplit('/').next().unwrap();
            file.starts_with(stem) && file.ends_with(ending)
        });
        if found != *is_published || !(found || shown.contains(name)) {
            wrong.push(name);
        }
    }
    assert_eq!(wrong, Vec::<&&str>::new(), "{:?}\n{shown}", files.keys());
    is_apart(&kb);
}
