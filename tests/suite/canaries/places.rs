//! The places of a base where a word can sit.
//!
//! Takes nothing. Gives tables: what is written there, with `@` for the word, and who may read it where the article itself
//! may be read. Never knows an article.

/// Who may read a place of an article that an edition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// Everybody: it has to be there.
    All,
    /// Everybody, in the search: archived articles are out of it.
    Searching,
    /// Everybody, though nothing promises that it is there.
    Perhaps,
    /// The narrowest audience only; it has to be there.
    Colleagues,
    /// The narrowest audience only, if anybody.
    Desk,
    /// Nobody.
    Nobody,
}

/// A place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) name: &'static str,
    pub(super) text: &'static str,
    pub(super) reader: Reader,
    /// A file that the text needs: its path and its content.
    pub(super) file: Option<(&'static str, &'static str)>,
    /// What the settings say of it: the key with what opens it, and a line below.
    pub(super) setting: Option<(&'static str, &'static str)>,
}

const fn place(name: &'static str, reader: Reader, text: &'static str) -> Place {
    Place {
        name,
        text,
        reader,
        file: None,
        setting: None,
    }
}

impl Place {
    const fn with(self, path: &'static str, content: &'static str) -> Self {
        Self {
            file: Some((path, content)),
            ..self
        }
    }

    const fn set(self, key: &'static str, line: &'static str) -> Self {
        Self {
            setting: Some((key, line)),
            ..self
        }
    }
}

use Reader::{All, Colleagues, Desk, Nobody, Perhaps, Searching};

const SVG: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"99\" height=\"99\"><text>@</text></svg>";

/// Keys of the front matter.
#[rustfmt::skip] // one place is one line
pub(super) const FRONT: &[Place] = &[
    place("summary", All, "summary: Sum @ of it.\n"),
    place("symptom", All, "symptoms: ['it says @ again']\n"),
    place("code in a symptom", All, "symptoms: ['Error ERR_@ appears']\n"),
    place("keyword", Searching, "keywords: [@]\n"),
    place("alias", All, "aliases: [/old/@/]\n"),
    place("alias of a file", All, "aliases: [/old/@.html]\n"),
    place("category", Searching, "category: @\n"),
    place("named category", Searching, "category: cat-@\n").set("categories:\n", "  cat-@: {name: Category @, summary: All of @.}\n"),
    place("product", Searching, "products: [pro-@]\n"),
    place("named product", Searching, "products: [pro-@]\n").set("products:\n", "  pro-@: Product @\n"),
    place("system", Searching, "os: [sys-@]\n").set("os:\n", "  sys-@: {name: System @, children: {ver-@: Version @}}\n"),
    place("keyword with a synonym", Searching, "keywords: [@]\n").set("search:\n  synonyms:\n", "    - [@, 'crate @']\n"),
    place("keyword of a one-way synonym", Searching, "keywords: [@]\n").set("search:\n  synonyms:\n", "    - 'blue crate => @'\n"),
    place("owner", Colleagues, "owner: @\n"),
    place("problem", Desk, "problem: PRB-@\n"),
    place("ticket pattern", Desk, "tickets:\n  patterns: ['@ OR \"way @\"']\n"),
    place("ticket category", Desk, "tickets:\n  categories: [Network > @]\n"),
    place("ticket", Desk, "tickets:\n  linked: [INC-@]\n"),
    place("flag", Colleagues, "flags: ['step @ is wrong']\n"),
    place("who raised a flag", Colleagues, "flags:\n  - {date: 2026-03-01, by: Ann @, text: wrong}\n"),
    place("YAML comment", Desk, "# remember @\n"),
    place("reason to allow", Desk, "# deskbook: allow KB021 because of @\n"),
    place("unknown key", Desk, "internal-notes: ask @ for it\n"),
    place("unknown tree", Desk, "vendor:\n  - {contact: '@@example.com'}\n"),
    place("related", Desk, "related: [KB-@]\n"),
    place("translated", Desk, "translation_of: KB-@\n"),
];

/// Blocks of the text.
#[rustfmt::skip] // one place is one line
pub(super) const BODY: &[Place] = &[
    place("paragraph", All, "Text @ here."),
    place("strong", All, "Press **the @ button** now."),
    place("heading", All, "### Part @"),
    place("heading with an id", All, "### Part {#at-@}"),
    place("list", All, "- one\n- item @"),
    place("step", All, "1. Open it.\n2. Choose @."),
    place("task", All, "- [ ] do @"),
    place("table", All, "| A | B |\n|---|---|\n| x | cell @ |"),
    place("quote", All, "> They said @."),
    place("alert", All, "> [!WARNING]\n> Mind @."),
    place("code", All, "```powershell\nGet-Item -Path C:\\@\\x\n```"),
    place("plain code", All, "```\nrun @\n```"),
    place("indented code", All, "    run @ now"),
    place("code span", All, "Type `go-@` now."),
    place("code of an error", All, "It ends with ERR_@ at once."),
    place("key", All, "Press <kbd>@</kbd>."),
    place("footnote", All, "See below.[^@]\n\n[^@]: The note @."),
    place("image name", All, "![Drawing](images/@.svg)").with("images/@.svg", SVG),
    place("alternative text", All, "![Drawing @](/images/plain.svg)"),
    place("caption", All, "![Drawing](/images/plain.svg \"Seen @\")"),
    place("attachment", All, "Take [the form](files/@.txt).").with("files/@.txt", "Form @\n"),
    place("address", All, "See [there](https://@.example/)."),
    place("bare address", All, "See <https://example.com/@>."),
    place("mail", All, "Write to <@@example.com>."),
    place("title of a link", Perhaps, "See [there](https://example.com/ 'about @')."),
    place("reference", All, "See [there][r@].\n\n[r@]: https://example.com/@/x"),
    place("unused reference", Perhaps, "Text.\n\n[u@]: https://example.com/@/y"),
    place("dead link", Perhaps, "See [[KB-@]] and [this](gone/@.md)."),
    place("details", All, "<details>\n<summary>More @</summary>\n\nHidden.\n\n</details>"),
    place("entity", All, "A &lt;@&gt; B &amp; C."),
    place("info of a fence", Perhaps, "```text @\nx\n```"),
    place("attribute", Perhaps, "A <span class=\"@\" title='@'>word</span>."),
    place("definition", All, "<dl><dt>@</dt><dd>a thing</dd></dl>"),
    place("comment", Nobody, "Before. <!-- remember @ --> After."),
    place("comment as a block", Nobody, "<!--\nremember @\n-->"),
    place("comment in a list", Nobody, "- one <!-- @ -->\n- two"),
];

/// Lines of the settings; `Colleagues` is never used here.
#[rustfmt::skip] // one place is one line
pub(super) const SETTINGS: &[Place] = &[
    place("tagline", All, "tagline: We help @.\n"),
    place("description", Perhaps, "description: For all of @.\n"),
    place("contact", All, "contact: {mail: '@@example.com', label: Call us}\n"),
    place("contact label", All, "contact: {url: 'https://tickets.example/new', label: Call @}\n"),
    place("feedback", Perhaps, "feedback_url: 'https://votes.example/@?v={vote}'\n"),
    place("flag address", Perhaps, "flag_url: 'https://git.example/@?t={title}'\n"),
    place("edit address", Perhaps, "edit_url: 'https://git.example/@/{path}'\n"),
    place("add address", Desk, "add_url: 'https://git.example/@/new?t={title}'\n"),
    place("header link", All, "theme:\n  links: {'State @': 'https://state.example/'}\n"),
    place("footer link", All, "theme:\n  footer: {Imprint: 'https://imprint.example/@/'}\n"),
    place("person", Desk, "kcs:\n  people: {'@@example.com': {role: coach, name: Ann, also: ['old@@example.com']}}\n"),
    place("name of a person", Desk, "kcs:\n  people: {'ann@@example.com': {role: coach, name: Ann @}}\n"),
    place("compliance", Desk, "kcs:\n  people: {'@@example.com': publisher}\n  compliance: ['@@example.com']\n"),
    place("team", Desk, "kcs:\n  people: {'bo@@example.com': publisher}\n  teams: {team-@: ['bo@@example.com']}\n"),
    place("internal word", Desk, "standard:\n  internal_words: ['\\bproject @\\b']\n"),
    place("renamed", Desk, "standard:\n  renamed: {'Old @': New}\n"),
    place("acronym", Desk, "standard:\n  acronyms: ['@']\n"),
    place("vague", Desk, "tickets:\n  vague: ['other', '@']\n"),
    place("redacted", Desk, "tickets:\n  redact: ['\\b@\\b']\n"),
    place("noise", Desk, "tickets:\n  noise: ['@ alert']\n"),
    place("foreign key", Desk, "fields: {problem: key-@}\n"),
    place("ignored key", Desk, "ignore_fields: [key-@]\n"),
    place("synonym of nothing", Desk, "search:\n  synonyms: [[laptop-@, '@ box']]\n"),
    place("one-way synonym of nothing", Desk, "search:\n  synonyms: ['blue @ => crate @']\n"),
    place("ignored folder", Desk, "ignore: [drafts-@/]\n").with("drafts-@/a.md", "---\ntitle: Draft @\naudience: public\n---\nDraft @.\n"),
    place("comment in the settings", Nobody, "# remember @\n"),
];
