//! Bad input, one kind a test: the exact screen, and the rest of the site is built.
//!
//! Takes a base of one good and one bad article. Gives what `build` says. Never more than one thing is wrong at once.

use crate::kb::{Kb, Ran};
use snapbox::str;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

/// A good article beside what is wrong.
fn base() -> Kb {
    Kb::new().article("content/good.md", "A good article", "")
}

/// Builds with notes; the good article is there whatever else is wrong.
#[track_caller]
fn built(kb: &Kb) -> Ran {
    let ran = kb.run(&["build", "--verbose"]);
    assert!(
        kb.has("public/good/index.html"),
        "the rest of the site is built\n{}{}",
        ran.stdout,
        ran.stderr
    );
    ran
}

#[test]
fn broken_yaml() {
    let kb = base().file(
        "content/bad.md",
        "---\ntitle: VPN: error 809\nos: [windows\n---\n\nText.\n",
    );
    built(&kb.git()).shows(str![[r#"
exit 0
--- stdout
2 articles · [FILES] · [SIZE] → public   [TIME]
--- stderr
error[KB001]: front matter is not valid YAML: mapping values are not allowed in this context
 --> content/bad.md:2:11
  |
2 | title: VPN: error 809
  |           ^
  |
  = help: put values that hold `: `, ` #` or begin with a sign in quotes; until then the article is built with its title only, for the narrowest audience

1 error in 1 file

"#]]);
}

#[test]
fn front_matter_without_an_end() {
    let kb = base().file("content/bad.md", "---\ntitle: Open\n\n# Heading\n\nText.\n");
    built(&kb.git()).shows(str![[r#"
exit 0
--- stdout
2 articles · [FILES] · [SIZE] → public   [TIME]
--- stderr
error[KB001]: front matter is opened but never closed
 --> content/bad.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: end it with a line that holds only `---`

1 error in 1 file

"#]]);
}

#[test]
fn invalid_utf8() {
    let kb = base().file("content/bad.md", b"# Caf\xe9\n\nText.\n");
    built(&kb.git()).shows(str![[r#"
exit 0
--- stdout
2 articles · [FILES] · [SIZE] → public   [TIME]
--- stderr
error[KB002]: the file is not UTF-8: byte 0xE9 fits nowhere
 --> content/bad.md:1:6
  |
1 | # Caf�
  |      ^
  |
  = help: save it as UTF-8; until then the reader sees �

1 error in 1 file

"#]]);
}

#[test]
fn windows_line_ends() {
    let kb = base().file(
        "content/dos.md",
        "---\r\ntitle: From Windows\r\n---\r\n\r\n## Issue\r\n\r\nText.\r\n",
    );
    built(&kb.git()).shows(str![[r#"
exit 0
--- stdout
2 articles · [FILES] · [SIZE] → public   [TIME]
--- stderr
note[KB004]: the file has Windows line ends (CRLF)
--> content/dos.md
 = help: they are read as they are; `* text=auto` in .gitattributes makes them alike

1 note

"#]]);
    let page = kb_page("---\r\ntitle: From Windows\r\n---\r\n\r\n## Issue\r\n\r\nText.\r\n");
    assert_eq!(
        page,
        kb_page("---\ntitle: From Windows\n---\n\n## Issue\n\nText.\n"),
        "line ends make no difference"
    );
}

/// The page of an article.
fn kb_page(text: &str) -> String {
    let kb = Kb::new().file("content/dos.md", text);
    let _ = kb.run(&["build"]);
    kb.read("public/dos/index.html")
}

#[test]
fn byte_order_mark() {
    let kb = base().file(
        "content/bom.md",
        "\u{feff}---\ntitle: From Notepad\n---\n\nText.\n",
    );
    built(&kb.git()).shows(str![[r#"
exit 0
--- stdout
2 articles · [FILES] · [SIZE] → public   [TIME]
--- stderr
note[KB003]: the file has a byte order mark
--> content/bom.md
 = help: it is skipped; save as UTF-8 without it

1 note

"#]]);
    assert_eq!(
        kb_page("\u{feff}# Title\n\nText.\n"),
        kb_page("# Title\n\nText.\n")
    );
}

#[test]
fn empty_file() {
    built(&base().file("content/empty.md", "").git()).shows(str![[r#"
exit 0
--- stdout
1 article · [FILES] · [SIZE] → public   [TIME]
--- stderr
warning[KB005]: the file is empty
--> content/empty.md
 = help: write the article, or delete the file; it is left out

1 warning in 1 file

"#]]);
}

#[test]
fn file_of_blanks() {
    built(&base().file("content/blank.md", " \n\n\t\n").git()).shows(str![[r#"
exit 0
--- stdout
1 article · [FILES] · [SIZE] → public   [TIME]
--- stderr
warning[KB005]: the file is empty
--> content/blank.md
 = help: write the article, or delete the file; it is left out

1 warning in 1 file

"#]]);
}

#[test]
fn an_article_of_two_megabytes() {
    let long = format!(
        "# Long\n\n{}",
        "The printer is on fire again.\n\n".repeat(70_000)
    );
    let kb = base().file("content/long.md", long).git();
    built(&kb).shows(str![[r#"
exit 0
--- stdout
2 articles · [FILES] · [SIZE] → public   [TIME]
--- stderr
note[KB007]: this article is very long: 2170 KB of text
--> content/long.md
 = help: readers find short articles better; split it by question

1 note

"#]]);
    assert!(kb.read("public/long/index.html").len() > 2_000_000);
}

#[test]
fn one_line_of_two_megabytes() {
    let kb = base()
        .file(
            "content/long.md",
            format!("---\ntitle: [{}\n---\n", "x".repeat(2_000_000)),
        )
        .git();
    let ran = built(&kb);
    assert!(
        ran.stderr.len() < 5_000,
        "the line is cut: {} bytes",
        ran.stderr.len()
    );
}

#[test]
fn missing_title() {
    let kb = base().file(
        "content/untitled.md",
        "---\nid: KB0009\n---\n\nOnly text.\n",
    );
    built(&kb.git()).shows(str![[r#"
exit 0
--- stdout
2 articles · [FILES] · [SIZE] → public   [TIME]
--- stderr
error[KB020]: the article has no title
 --> content/untitled.md:2:1
  |
2 | id: KB0009
  | ^ shown as "Untitled"
  |
  = help: write `title:` in the front matter, or begin the text with a `# Heading`

1 error in 1 file

"#]]);
}

#[test]
fn two_articles_with_one_id() {
    let kb = base()
        .article("content/one.md", "One", "id: KB0001\n")
        .article("content/two.md", "Two", "id: KB0001\n");
    built(&kb.git()).shows(str![[r#"
exit 0
--- stdout
3 articles · [FILES] · [SIZE] → public   [TIME]
--- stderr
error[KB030]: the id `KB0001` belongs to content/one.md already
 --> content/two.md:3:5
  |
3 | id: KB0001
  |     ^^^^^^ used twice
  |
  = help: give this article an id of its own; until then it is built without one

1 error in 1 file

"#]]);
}

#[test]
fn two_articles_with_one_address() {
    let kb = base()
        .article("content/Reset Password.md", "One", "")
        .article("content/reset-password.md", "Two", "");
    built(&kb.git()).shows(str![[r#"
exit 0
--- stdout
2 articles · [FILES] · [SIZE] → public   [TIME]
--- stderr
error[KB032]: the address /reset-password/ belongs to content/Reset Password.md already
--> content/reset-password.md
 = help: rename one of the two files; until then this one is not built

1 error in 1 file

"#]]);
}

#[test]
fn an_alias_on_a_page() {
    let kb = base().article("content/other.md", "Other", "aliases: [/good/]\n");
    built(&kb.git()).shows(str![[r#"
exit 0
--- stdout
2 articles · [FILES] · [SIZE] → public   [TIME]
--- stderr
error[KB033]: the alias `/good/` is taken by another page
 --> content/other.md:3:11
  |
3 | aliases: [/good/]
  |           ^^^^^^
  |
  = help: remove it here, or there

1 error in 1 file

"#]]);
}

#[test]
fn links_to_nowhere() {
    let text = "# Links\n\nSee [there](../nowhere.md), [near](godo.md), [[KB9999]] and [far](../../../etc/passwd).\n\n![](gone.png)\n";
    let kb = base().file("content/links.md", text).git();
    built(&kb).shows(str![[r#"
exit 0
--- stdout
2 articles · [FILES] · [SIZE] → public   [TIME]
--- stderr
error[KB040]: `../nowhere.md` leads nowhere
 --> content/links.md:3:13
  |
3 | See [there](../nowhere.md), [near](godo.md), [[KB9999]] and [far](../../../etc/passwd).
  |             ^^^^^^^^^^^^^ no such file
  |
  = help: the path counts from the folder of this file; upper and lower case matter

error[KB040]: `godo.md` leads nowhere
 --> content/links.md:3:36
  |
3 | See [there](../nowhere.md), [near](godo.md), [[KB9999]] and [far](../../../etc/passwd).
  |                                    ^^^^^^^ no such file
  |
  = help: did you mean `good.md`?

error[KB040]: `KB9999` leads nowhere
 --> content/links.md:3:48
  |
3 | See [there](../nowhere.md), [near](godo.md), [[KB9999]] and [far](../../../etc/passwd).
  |                                                ^^^^^^ no article has this id
  |
  = help: the path counts from the folder of this file; upper and lower case matter

error[KB048]: `../../../etc/passwd` lies outside of the base
 --> content/links.md:3:67
  |
3 | See [there](../nowhere.md), [near](godo.md), [[KB9999]] and [far](../../../etc/passwd).
  |                                                                   ^^^^^^^^^^^^^^^^^^^
  |
  = help: copy the file into the base and link to the copy

error[KB042]: image `gone.png` is missing
 --> content/links.md:5:5
  |
5 | ![](gone.png)
  |     ^^^^^^^^ no such file
  |
  = help: the path counts from the folder of this file; upper and lower case matter

5 errors in 1 file

"#]]);
    let page = kb.read("public/links/index.html");
    assert!(
        !page.contains("nowhere.md") && !page.contains("passwd") && !page.contains("KB9999/"),
        "{page}"
    );
}

#[test]
fn unknown_key_with_a_near_one() {
    let kb = base().article(
        "content/slip.md",
        "Slip",
        "symptons: [it beeps]\nms.author: x\n",
    );
    built(&kb.git()).shows(str![[r#"
exit 0
--- stdout
2 articles · [FILES] · [SIZE] → public   [TIME]
--- stderr
warning[KB010]: unknown key `symptons`
 --> content/slip.md:3:1
  |
3 | symptons: [it beeps]
  | ^^^^^^^^
  |
  = help: did you mean `symptoms`?

warning[KB010]: unknown key `ms.author`
 --> content/slip.md:4:1
  |
4 | ms.author: x
  | ^^^^^^^^^
  |
  = help: map it with `fields`, or pass it over with `ignore_fields`, in deskbook.yaml

2 warnings in 1 file

"#]]);
}

#[test]
fn values_of_the_wrong_kind() {
    let front =
        "type: brake-fix\nos: [windws-11]\nreview_by: tomorrow\nsymptoms: {a: b}\ntitle: Again\n";
    let kb = base().article("content/bad.md", "Values", front);
    built(&kb.git()).shows(str![[r#"
exit 0
--- stdout
2 articles · [FILES] · [SIZE] → public   [TIME]
--- stderr
error[KB012]: `brake-fix` is no value of `type`
 --> content/bad.md:3:7
  |
3 | type: brake-fix
  |       ^^^^^^^^^
  |
  = help: did you mean `break-fix`?

warning[KB012]: `windws-11` is no value of `os`
 --> content/bad.md:4:6
  |
4 | os: [windws-11]
  |      ^^^^^^^^^
  |
  = help: did you mean `windows-11`?

error[KB013]: `tomorrow` is not a date
 --> content/bad.md:5:12
  |
5 | review_by: tomorrow
  |            ^^^^^^^^
  |
  = help: write it as year-month-day: `2027-01-31`

error[KB011]: `symptoms` wants a list of texts, not a mapping
 --> content/bad.md:6:11
  |
6 | symptoms: {a: b}
  |           ^

error[KB014]: `title` is written twice
 --> content/bad.md:7:1
  |
7 | title: Again
  | ^^^^^ the first one counts
  |
  = help: join the two, or remove one

4 errors, 1 warning in 1 file

"#]]);
}

#[test]
fn a_circle_of_symbolic_links() {
    let kb = base();
    fs::create_dir_all(kb.path("content/round")).unwrap();
    symlink("../round", kb.path("content/round/again")).unwrap();
    symlink("self.md", kb.path("content/self.md")).unwrap();
    built(&kb.git()).shows(str![[r#"
exit 0
--- stdout
1 article · [FILES] · [SIZE] → public   [TIME]
--- stderr
warning[KB061]: the link leads back to a folder above it
--> content/round/again
 = help: remove the link; it is left out

warning[KB061]: the link leads nowhere
--> content/self.md
 = help: mend or remove the link; it is left out

2 warnings in 2 files

"#]]);
}

#[test]
fn a_symbolic_link_out_of_the_base() {
    let kb = base().file("../secret.md", "# Secret\n\nqzjwkvexum\n");
    symlink("../../secret.md", kb.path("content/leak.md")).unwrap();
    symlink("/etc", kb.path("content/etc")).unwrap();
    let kb = kb.git();
    built(&kb).shows(str![[r#"
exit 0
--- stdout
1 article · [FILES] · [SIZE] → public   [TIME]
--- stderr
error[KB061]: the link leads out of the base
--> content/etc
 = help: put the file itself here; it is left out

error[KB061]: the link leads out of the base
--> content/leak.md
 = help: put the file itself here; it is left out

2 errors in 2 files

"#]]);
    assert!(
        kb.files("public")
            .values()
            .all(|bytes| !String::from_utf8_lossy(bytes).contains("qzjwkvexum"))
    );
}

#[test]
fn a_file_nobody_may_read() {
    let kb = base().article("content/closed.md", "Closed", "").git();
    fs::set_permissions(
        kb.path("content/closed.md"),
        fs::Permissions::from_mode(0o000),
    )
    .unwrap();
    if fs::read(kb.path("content/closed.md")).is_ok() {
        return; // root reads everything
    }
    built(&kb).shows(str![[r#"..."#]]);
}

#[test]
fn an_internal_block_that_never_ends() {
    let kb = base().settings("title: Desk\naudience: internal\n").file(
        "content/open.md",
        "# Open\n\nFirst.\n\n:::internal\nSecret.\n\n## More\n\nSecret too.\n",
    );
    built(&kb.git()).shows(str![[r#"
exit 0
--- stdout
2 articles · [FILES] · [SIZE] → public   [TIME]
--- stderr
error[KB024]: this `:::internal` block is never closed
 --> content/open.md:5:1
  |
5 | :::internal
  | ^^^^^^^^^^^
  |
  = help: close it with `:::` on a line of its own; until then everything to the end counts as internal

1 error in 1 file

"#]]);
}

#[test]
fn raw_html_is_cleaned() {
    let text = "# HTML\n\n<script>alert(1)</script><b onclick=\"x()\">bold</b> <a href=\"javascript:x()\">a</a>\n\n<iframe src=\"https://example.com\"></iframe>\n\n<details><summary>More</summary>\n\nInside.\n\n</details>\n";
    let kb = base().file("content/html.md", text).git();
    let _ = built(&kb);
    let page = kb.read("public/html/index.html");
    let main = page.split("<main").nth(1).unwrap();
    for bad in ["<script>", "onclick", "javascript:", "<iframe", "alert(1)"] {
        assert!(!main.contains(bad), "{bad} in {main}");
    }
    assert!(
        main.contains("bold") && main.contains("<summary>More</summary>"),
        "{main}"
    );
}

#[test]
fn text_cannot_leave_its_attribute() {
    let nasty = r#""><script>alert('x')</script>{{ 7*7 }}"#;
    let front = format!(
        "---\ntitle: '{0}'\nsummary: '{0}'\nsymptoms: ['{0}']\nkeywords: ['{0}']\n---\n\n## {1}\n\nText.\n",
        nasty.replace('\'', "''"),
        nasty
    );
    let kb = base()
        .file("content/nasty.md", front)
        .settings("title: 'A \"><script>alert(1)</script> desk'\nbase_url: https://example.com/\n")
        .git();
    let _ = kb.run(&["build", "--audience", "internal"]);
    for (name, bytes) in kb
        .files("public")
        .iter()
        .filter(|(name, _)| name.ends_with(".html") || name.ends_with(".xml"))
    {
        let page = String::from_utf8_lossy(bytes);
        assert!(!page.contains("<script>alert"), "{name}");
        assert!(
            !page.contains(">49"),
            "{name}: no template runs in an article"
        );
    }
}

#[test]
fn unknown_setting() {
    let kb = base().settings(
        "title: Desk\naudiance: internal\nthem: {name: x}\ncontact: {male: a@example.com}\n",
    );
    let ran = kb.run(&["build"]);
    ran.shows(str![[r#"
exit 2
--- stderr
error[KB051]: unknown key `audiance`
 --> deskbook.yaml:2:1
  |
2 | audiance: internal
  | ^^^^^^^^
  |
  = help: did you mean `audience`?

error[KB051]: unknown key `them`
 --> deskbook.yaml:3:1
  |
3 | them: {name: x}
  | ^^^^
  |
  = help: did you mean `theme`?

error[KB051]: unknown key `male` in `contact`
 --> deskbook.yaml:4:11
  |
4 | contact: {male: a@example.com}
  |           ^^^^
  |
  = help: expected one of `mail`, `url`, `label`

3 errors in 1 file; 1 note (shown with --verbose)

"#]]);
    assert!(
        !kb.has("public"),
        "with settings that nobody understands nothing is published"
    );
}

#[test]
fn settings_that_are_no_yaml() {
    let kb = base().settings("title: [Desk\n");
    kb.run(&["build"]).shows(str![[r#"
exit 2
--- stderr
error[KB050]: the settings are not valid YAML: unclosed bracket '['
 --> deskbook.yaml:1:8
  |
1 | title: [Desk
  |        ^
  |
  = help: put values that hold `: ` or ` #` in quotes, and indent with spaces

1 error in 1 file; 1 note (shown with --verbose)

"#]]);
    assert!(!kb.has("public"));
}

#[test]
fn a_drawing_that_acts() {
    let kb = base()
        .file(
            "content/bad.svg",
            r#"<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#,
        )
        .file("content/shows.md", "# Shows\n\n![Drawing](bad.svg)\n")
        .git();
    built(&kb).shows(str![[r#"
exit 0
--- stdout
2 articles · [FILES] · [SIZE] → public   [TIME]
--- stderr
error[KB047]: `content/bad.svg` could run in the reader's browser, and is not published
 --> content/shows.md:3:1
  |
3 | ![Drawing](bad.svg)
  | ^^^^^^^^^^^^^^^^^^^
  |
  = help: export it as plain SVG, without script, `on…` attributes, `foreignObject` and links to other hosts

1 error in 1 file

"#]]);
    assert!(!kb.has("public/bad.svg"));
}

#[test]
fn escape_codes_do_not_reach_the_terminal() {
    let kb = base()
        .file(
            "content/esc.md",
            "---\ntitle: a\n\"\\e[31mred\": x\nb\u{1b}[2Jlank: y\nleft\u{202e}right: z\n---\n",
        )
        .git();
    let ran = kb.run(&["build", "--verbose"]);
    let told = format!("{}{}", ran.stdout, ran.stderr);
    assert!(
        !told.contains('\u{1b}') && !told.contains('\u{202e}'),
        "{told:?}"
    );
}

#[test]
fn a_root_that_is_not_there() {
    Kb::new()
        .run(&["--root", "nowhere", "build"])
        .shows(str![[r#"
exit 3
--- stderr
error: cannot read nowhere: No such file or directory (os error 2)

"#]]);
}

#[test]
fn an_anchor_as_other_tools_write_it_leads_to_the_heading() {
    let kb = Kb::new()
        .file(
            "content/a.md",
            "# A\n\nTo [three](b.md#step-3---choose), to [the top](b.md#b).\n",
        )
        .file("content/b.md", "# B\n\n## Step 3 - choose\n\nText.\n");
    let ran = kb.done(&["build"]);
    assert!(!ran.stderr.contains("KB041"), "{}", ran.stderr);
    let page = kb.read("public/a/index.html");
    assert!(
        page.contains("href=\"../b/index.html#step-3-choose\""),
        "{page}"
    );
    assert!(page.contains("href=\"../b/index.html\""), "{page}");
}

#[test]
fn a_translation_and_its_original_name_each_other() {
    let kb = Kb::new()
        .settings("base_url: https://help.example/\n")
        .article("content/a.md", "A fix", "id: KB0001\n")
        .article(
            "content/b.md",
            "Eine Lösung",
            "lang: de\ntranslation_of: KB0001\n",
        );
    let _ = kb.done(&["build"]);
    let german = kb.read("public/b/index.html");
    assert!(german.contains("<html lang=\"de\""), "{german}");
    for (page, other) in [(kb.read("public/a/index.html"), "de"), (german, "en")] {
        assert!(page.contains(&format!("hreflang=\"{other}\"")), "{page}");
    }
}
