//! Themes that are broken, endless or leave their folder.
//!
//! Takes a base whose site stands, and then one bad file of its theme. Gives the finding with its place. Never touches the
//! site that stood before.

use super::guarded;
use super::paths::pipe;
use crate::kb::Kb;
use std::fs;
use std::os::unix::fs::symlink;

const ARTICLE: &str = "templates/article.html";

fn nest(open: &str, close: &str) -> String {
    format!("{}x{}", open.repeat(5_000), close.repeat(5_000))
}

#[expect(clippy::too_many_lines, reason = "a table of cases")]
/// A template, the text of it, and where and how it is said to be wrong.
fn templates() -> Vec<(String, &'static str, &'static str)> {
    let mut cases: Vec<(String, &str, &str)> = [
        ("<p>\n{% if %}\n", ":2:7", "Found `%}`"),
        ("<p>äöü漢 {{ page | nofilter }}", ":1:19", "`nofilter`"),
        ("\n{{ nofunction() }}", ":2:4", "`nofunction`"),
        ("{{ page is notest }}", ":1:12", "`notest`"),
        ("{{ <nocomponent/> }}", ":1:4", "`nocomponent`"),
        ("{% nothing %}", ":1:4", "Unknown tag"),
        ("<p>{{ nobody.knows }}", ":1:7", "`nobody` is not defined"),
        ("<p>\n é {{ page.no }}", ":2:12", "`no` is not defined"),
        ("{{ \"unclosed", ":1:4", "missing its closing"),
        ("{% raw %}", ":1:1", "raw block"),
        ("{# never closed", ":1:1", "comment"),
        ("\0{%", ":1:2", "end of input"),
        ("{% include \"/etc/passwd\" %}", ":1:12", "`/etc/passwd`"),
        ("{% include \"../../../secret.md\" %}", ":1:12", "secret.md"),
        ("{{ get_env(name=\"PATH\") }}", ":1:4", "`get_env`"),
        ("{{ load_data(path=\"x\") }}", ":1:4", "`load_data`"),
        ("{% extends \"nowhere.html\" %}", "", "nowhere.html"),
        (
            "{% extends \"article.html\" %}",
            ":1:1",
            "or back to itself",
        ),
        (
            "{% include \"article.html\" %}",
            ":1:1",
            "or back to itself",
        ),
        (
            "{% if a %}{% include 'article.html' %}{% endif %}",
            ":1:11",
            "back to itself",
        ),
        (
            "{% component a() %}{{ <a/> }}{% endcomponent a %}{{ <a/> }}",
            "",
            "recursion depth",
        ),
        ("{{ 1 / 0 }}", ":1:8", "divide by 0"),
        ("{{ throw(message=\"stop\") }}", ":1:4", "stop"),
        (
            "{% for a in range(end=1000000000) %}x{% endfor %}",
            ":1:13",
            "exceeds the limit",
        ),
        (
            "{% block a %}{% block a %}{% endblock %}{% endblock %}",
            ":1:23",
            "a block named `a`",
        ),
    ]
    .map(|(text, at, said)| (text.to_owned(), at, said))
    .to_vec();
    let long = "x".repeat(4_000);
    let endless = format!("{{% for a in range(end=100000) %}}{{{{ \"{long}\" }}}}{{% endfor %}}");
    cases.extend([
        (nest("{% if true %}", "{% endif %}"), ":1:", "too deep"),
        (
            nest("{% for a in [1] %}", "{% endfor %}"),
            ":1:",
            "too deep",
        ),
        (
            nest("{% filter upper %}", "{% endfilter %}"),
            ":1:",
            "too deep",
        ),
        (nest("{% set a %}", "{% endset %}"), ":1:", "too deep"),
        (
            format!("{{{{ {} }}}}", nest("(", ")")),
            ":1:",
            "too complex",
        ),
        (
            format!("{{{{ {} }}}}", nest("{\"a\":", "}")),
            ":1:",
            "too complex",
        ),
        (format!("{{{{ {} }}}}", nest("[", "]")), ":1:", "dimensions"),
        (
            format!("{{{{ 1{} }}}}", " + 1".repeat(20_000)),
            ":1:",
            "too complex",
        ),
        (
            format!("{{{{ 1{} }}}}", " | lower".repeat(20_000)),
            ":1:",
            "too complex",
        ),
        (
            format!("{{{{ a{} }}}}", ".b".repeat(20_000)),
            ":1:",
            "too complex",
        ),
        (
            format!("{{{{ {}1 }}}}", "1 if true else ".repeat(5_000)),
            ":1:",
            "too complex",
        ),
        (
            format!("{{% if a %}}{}{{% endif %}}", "{% elif a %}".repeat(20_000)),
            ":1:6011",
            "`elif`",
        ),
        (endless, "", "larger than 128 MB"),
    ]);
    cases
}

/// A base whose site stands, with a theme that does nothing.
fn standing() -> Kb {
    let kb = Kb::new()
        .settings("title: Desk\ntheme: mine\n")
        .article("content/a.md", "VPN drops", "")
        .article("content/b.md", "Mail is gone", "")
        .file("themes/mine/static/note.txt", "mine");
    kb.write("../secret.md", "TOPSECRET");
    let _ = kb.done(&["build"]);
    kb
}

/// A build that is refused with a finding at a place of the theme; the site stays, and is built again without the file.
#[track_caller]
fn refused(kb: &Kb, (at, message): (&str, &str), label: &str) {
    let before = kb.files("public");
    let ran = guarded(kb, &["build"]);
    assert_eq!(ran.code, 3, "{label}\n{}", ran.stderr);
    let place = format!("--> themes/mine/{at}");
    let one = ran.stderr.matches("error[").count();
    assert!(
        ran.stderr.contains(&place) && ran.stderr.contains(message) && one == 1,
        "{label}: {place} {message}\n{}",
        ran.stderr
    );
    assert_eq!(before, kb.files("public"), "{label}");
}

#[test]
fn a_broken_template_is_shown_with_its_place_and_the_old_site_stays() {
    let kb = standing();
    for (text, at, message) in templates() {
        kb.write(&format!("themes/mine/{ARTICLE}"), &text);
        let label: String = text.chars().take(60).collect();
        refused(&kb, (&format!("{ARTICLE}{at}"), message), &label);
    }
    fs::remove_file(kb.path(&format!("themes/mine/{ARTICLE}"))).unwrap();
    let _ = kb.done(&["build"]);
}

#[test]
fn templates_that_lead_through_each_other_end_somewhere() {
    for (word, count) in [("include", 5), ("include", 1_000), ("extends", 1_000)] {
        let kb = standing();
        kb.write(
            &format!("themes/mine/{ARTICLE}"),
            format!("{{% {word} \"c0.html\" %}}"),
        );
        for i in 0..count {
            let text = format!(
                "{{% {word} \"c{}.html\" %}}{{% block x %}}{{{{ super() }}}}{{% endblock %}}",
                i + 1
            );
            let text = if word == "include" {
                text.split('}').next().unwrap().to_owned() + "}"
            } else {
                text
            };
            kb.write(&format!("themes/mine/templates/c{i}.html"), text);
        }
        kb.write(
            &format!("themes/mine/templates/c{count}.html"),
            "x{% block x %}{% endblock %}",
        );
        refused(&kb, (&format!("{ARTICLE}:1:1"), "more than 4 others"), word);
    }
    // A way of four steps, taken at each of the twenty steps that a component may take, has room on a small stack.
    let kb = standing();
    kb.write(
        &format!("themes/mine/{ARTICLE}"),
        "{% component again() %}{% include \"c0.html\" %}{% endcomponent again %}{{ <again/> }}",
    );
    for i in 0..2 {
        kb.write(
            &format!("themes/mine/templates/c{i}.html"),
            format!("{{% include \"c{}.html\" %}}", i + 1),
        );
    }
    kb.write("themes/mine/templates/c2.html", "{{ <again/> }}");
    refused(
        &kb,
        ("templates/article.html", "recursion depth"),
        "components",
    );
}

#[test]
fn words_and_description_of_a_theme_are_read_with_care() {
    let kb = standing();
    let laughs: String = ('b'..='j')
        .map(|c| {
            format!(
                "{c}: &{c} [{}]\n",
                vec![format!("*{}", (c as u8 - 1) as char); 9].join(",")
            )
        })
        .collect();
    let cases = [
        (format!("a: &a [l]\n{laughs}"), ":", "repeat too much"),
        (
            format!("k: {}", "[".repeat(10_000)),
            ":1:",
            "nested too deeply",
        ),
        ("- a\n- b\n".to_owned(), ":1:1", "a list, not a mapping"),
        (
            "name: a\nsearch: [a, b]\n".to_owned(),
            ":2:9",
            "no text at `search` but a list",
        ),
        ("a: b\n\tc: d\n".to_owned(), ":1:", "a tab"),
        (
            "name: a\nname: b\nb: *a\n".to_owned(),
            ":3:",
            "unknown anchor",
        ),
    ];
    for name in ["strings/en.yaml", "strings/xx.yaml", "theme.yaml"] {
        for (yaml, at, message) in &cases {
            kb.write(&format!("themes/mine/{name}"), yaml);
            refused(&kb, (&format!("{name}{at}"), message), yaml);
        }
        fs::remove_file(kb.path(&format!("themes/mine/{name}"))).unwrap();
    }
    kb.write("themes/mine/theme.yaml", "name: mine\ncontract: 2\n");
    refused(
        &kb,
        ("theme.yaml:2:11", "made for contract 2, not 1"),
        "contract",
    );
    kb.write("themes/mine/theme.yaml", "name: mine\ncontract: 1\n");
    let _ = kb.done(&["build"]);
}

#[test]
fn files_of_a_theme_that_are_no_files_of_the_base_are_not_read() {
    let kb = standing();
    let before = kb.files("public");
    let secret = kb.path("../secret.md");
    let outside = [secret.to_str().unwrap(), "/etc/passwd", "/dev/zero"];
    for name in [
        ARTICLE,
        "static/style.css",
        "static/pic.png",
        "strings/en.yaml",
        "theme.yaml",
    ] {
        let path = format!("themes/mine/{name}");
        fs::create_dir_all(kb.path(&path).parent().unwrap()).unwrap();
        for to in outside.into_iter().chain(["nowhere", ".", "pipe"]) {
            if to == "pipe" {
                pipe(&kb, &path);
            } else {
                symlink(to, kb.path(&path)).unwrap();
            }
            let ran = guarded(&kb, &["build"]);
            let code = if outside.contains(&to) { 3 } else { 0 };
            assert_eq!(ran.code, code, "{name} -> {to}\n{}", ran.stderr);
            assert!(ran.stderr.contains(&path), "{name} -> {to}\n{}", ran.stderr);
            assert_eq!(before, kb.files("public"), "{name} -> {to}");
            fs::remove_file(kb.path(&path)).unwrap();
        }
    }
    for (bytes, message) in [
        (b"caf\xe9".to_vec(), ":1:4"),
        (vec![b'x'; (16 << 20) + 1], ""),
    ] {
        let kb = standing();
        kb.write(&format!("themes/mine/{ARTICLE}"), bytes);
        refused(
            &kb,
            (&format!("{ARTICLE}{message}"), "the file is"),
            message,
        );
    }
}

#[test]
fn a_theme_is_a_folder_below_themes() {
    let kb = standing();
    let before = kb.files("public");
    let long = "x".repeat(5_000);
    for (name, code) in [
        ("../../..", 3),
        ("/etc", 3),
        ("..", 3),
        (".", 3),
        ("a/b", 3),
        ("mine\\x", 3),
        ("con", 3),
        ("nowhere", 3),
        (&long, 3),
        ("\"mi\\nne\"", 3),
        ("\"\\u202e\"", 3),
        ("[a]", 2),
        ("{name: [a]}", 2),
        ("*a", 2),
    ] {
        kb.write("deskbook.yaml", format!("title: Desk\ntheme: {name}\n"));
        let ran = guarded(&kb, &["build"]);
        assert_eq!(ran.code, code, "{name}\n{}", ran.stderr);
        assert!(
            ran.stderr.contains("error[KB05") && !ran.stderr.contains('\u{202e}'),
            "{name}\n{}",
            ran.stderr
        );
        assert_eq!(before, kb.files("public"), "{name}");
    }
}
