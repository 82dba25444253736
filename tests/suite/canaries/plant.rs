//! A base by chance as files, and the words that sit in it.
//!
//! Takes a [`Base`]. Gives [`Planted`]: files, and of each word who has to read it, who may and who may not. Never asks
//! the program: the rules of audiences stand here a second time.

use crate::canaries::base::{Article, Audience, Base, Block, Link, Overlay, Within};
use crate::canaries::places::{Place, Reader};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What an edition does with a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Say {
    /// It stands nowhere.
    Never,
    /// It may stand there.
    May,
    /// It stands somewhere.
    Must,
}

/// For whom a site is: the rung of the audience, and the number of the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edition {
    pub(super) rung: usize,
    pub(super) client: Option<usize>,
}

/// A word of the base.
#[derive(Clone, Debug)]
pub(super) struct Canary {
    pub(super) word: String,
    pub(super) place: String,
    /// For each edition.
    pub(super) say: Vec<Say>,
}

/// A base ready to be written.
#[derive(Debug)]
pub(super) struct Planted {
    pub(super) files: BTreeMap<String, String>,
    pub(super) canaries: Vec<Canary>,
    pub(super) editions: Vec<Edition>,
    /// Words of the ladder, and names of the clients.
    pub(super) audiences: Vec<String>,
    pub(super) clients: Vec<String>,
    /// Name and mail of who wrote it, and what she said of it.
    pub(super) author: [String; 3],
    /// What the settings say below keys that many places share.
    settings: BTreeMap<&'static str, String>,
}

/// Letters of which no stemmer makes anything, and no language a word.
const LETTERS: &[u8; 20] = b"bcdfghjklmnpqrstvwxz";

/// The word of a number: the second and third letter are its own.
fn word(number: usize) -> String {
    let letter = |at: usize| char::from(LETTERS[at % 20]);
    let mut seed = number as u64 + 1;
    let mut rest = String::new();
    for _ in 0..5 {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        rest.push(letter((seed >> 33) as usize));
    }
    format!("q{}{}{rest}x", letter(number / 20), letter(number))
}

impl Planted {
    pub(super) fn of(base: &Base) -> Self {
        let clients = (0..base.clients).map(Some);
        let clients: Vec<Option<usize>> = std::iter::once(None).chain(clients).collect();
        let of = |rung| {
            clients.iter().map(move |client| Edition {
                rung,
                client: *client,
            })
        };
        let mut planted = Self {
            files: BTreeMap::new(),
            canaries: Vec::new(),
            editions: (0..base.rungs).flat_map(of).collect(),
            audiences: Vec::new(),
            clients: Vec::new(),
            author: Default::default(),
            settings: BTreeMap::new(),
        };
        planted.ladder(base);
        planted.history(base);
        planted.articles(base);
        planted.tickets(base);
        planted.settings(base);
        planted
    }

    /// A new word.
    fn plant(&mut self, place: impl Into<String>, say: impl Fn(Edition) -> Say) -> String {
        let word = word(self.canaries.len());
        let say = self.editions.iter().map(|edition| say(*edition)).collect();
        self.canaries.push(Canary {
            word: word.clone(),
            place: place.into(),
            say,
        });
        word
    }

    fn ladder(&mut self, base: &Base) {
        for rung in 0..base.rungs {
            let say = |e: Edition| {
                if rung >= e.rung || e.rung == 0 {
                    Say::May
                } else {
                    Say::Never
                }
            };
            let word = self.plant(format!("rung {rung} of the ladder"), say);
            self.audiences.push(word);
        }
        for client in 0..base.clients {
            let own = |e: Edition| e.client == Some(client);
            let may = move |e: Edition| own(e) || (e.rung == 0 && e.client.is_none());
            let name = self.plant("name of a client", |e| {
                if may(e) { Say::May } else { Say::Never }
            });
            self.clients.push(name);
        }
    }

    fn history(&mut self, base: &Base) {
        let colleague = |e: Edition| if e.rung == 0 { Say::May } else { Say::Never };
        // A page that is not the text of a category has a history.
        let pages = base.articles.iter().filter(|a| a.folder != 2);
        let pages: Vec<&Article> = pages.collect();
        let shown = |e: Edition| pages.iter().any(|a| of_article(base, a, e) == Say::Must);
        let name = |e: Edition| {
            if e.rung == 0 && shown(e) {
                Say::Must
            } else {
                colleague(e)
            }
        };
        self.author = [
            self.plant("name of the author", name),
            self.plant("mail of the author", colleague),
            self.plant("message of the commit", colleague),
        ];
    }

    fn articles(&mut self, base: &Base) {
        let folders = [0, 1, 2].map(|folder| {
            let inside = |a: &&Article| a.folder == folder;
            let of = |e: Edition| {
                base.articles
                    .iter()
                    .filter(inside)
                    .map(move |a| of_article(base, a, e))
            };
            self.plant(format!("folder {folder}"), |e| {
                of(e).max().unwrap_or(Say::Never).min(if folder == 2 {
                    Say::May
                } else {
                    Say::Must
                })
            })
        });
        self.files.insert(
            "content/images/plain.svg".into(),
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>".into(),
        );
        let mut names: Vec<(String, String)> = Vec::new();
        let mut has_index = false;
        for (number, article) in base.articles.iter().enumerate() {
            let is_index = article.folder == 2 && !has_index;
            has_index |= is_index;
            let say = |reader: Reader| {
                move |e: Edition| {
                    let read = read(base, article, reader, e);
                    if is_index { read.min(Say::May) } else { read }
                }
            };
            let bare = |e: Edition| {
                let names = |a: &&Article| {
                    a.links
                        .iter()
                        .any(|l| l.1 == Link::Bare && l.0 % base.articles.len() == number)
                };
                let all = base.articles.iter().filter(names);
                all.map(|a| of_article(base, a, e).min(Say::May))
                    .max()
                    .unwrap_or(Say::Never)
            };
            let id = self.plant(format!("id of article {number}"), |e| {
                say(Reader::All)(e).max(bare(e))
            });
            let stem = if is_index {
                "index".to_owned()
            } else {
                self.plant(format!("file name of article {number}"), say(Reader::All))
            };
            names.push((id, format!("{}/{stem}", folders[article.folder])));
        }
        let mut learnt = String::new();
        for (number, article) in base.articles.iter().enumerate() {
            let is_index = names[number].1.ends_with("/index");
            let of = format!("of article {number}");
            let cap = move |say: Say| if is_index { say.min(Say::May) } else { say };
            let title = self.plant(format!("title {of}"), |e| {
                cap(read(base, article, Reader::All, e))
            });
            let word = self.plant(format!("learnt word {of}"), |e| {
                cap(read(base, article, Reader::Searching, e))
            });
            let _ = writeln!(learnt, "'KB-{}':\n  '{word}': 3", names[number].0);
            let mut front = format!("title: Guide {title}\nid: KB-{}\n", names[number].0);
            let says = |place: &Place| {
                let reader = place.reader;
                move |e: Edition| cap(own(base, article, reader, e))
            };
            front += &self.head(base, article, &of);
            for place in &article.front {
                front += &self.put(place, (&of, &names[number].1), says(place));
            }
            front += &links_of_head(base, (number, article), &names, &front);
            let mut text = self.text(&article.body, (&of, &names[number].1), |block, e| {
                cap(own(base, article, reader_of(block), e))
            });
            text += &links_of_text(base, article, &names);
            self.files.insert(
                format!("content/{}.md", names[number].1),
                format!("---\n{front}---\n\nThe lead.\n\n{text}"),
            );
            for overlay in overlays(base, article) {
                self.overlay(base, (article, overlay), (&of, &names[number].1));
            }
        }
        self.files.insert("vocabulary.yaml".into(), learnt);
    }

    /// What an article says of its readers.
    fn head(&mut self, base: &Base, article: &Article, of: &str) -> String {
        let mut head = match article.audience {
            Audience::Rung(rung) => {
                format!("audience: {}\n", self.audiences[rung.min(base.rungs - 1)])
            }
            Audience::Unknown => {
                let desk = |e: Edition| if e.rung == 0 { Say::May } else { Say::Never };
                format!(
                    "audience: {}\n",
                    self.plant(format!("unknown audience {of}"), desk)
                )
            }
            Audience::Silent => String::new(),
            Audience::Broken => format!("audience: [{}\n", self.audiences[base.rungs - 1]),
        };
        if let Some(word) = article.confidence {
            let _ = writeln!(head, "confidence: {word}");
        }
        let clients: Vec<&str> = own_clients(base, article)
            .map(|c| self.clients[c].as_str())
            .collect();
        if !clients.is_empty() {
            let _ = writeln!(head, "clients: [{}]", clients.join(", "));
        }
        if article.german {
            head += "lang: de\n";
        }
        head
    }

    fn overlay(
        &mut self,
        base: &Base,
        (article, overlay): (&Article, &Overlay),
        (of, name): (&str, &str),
    ) {
        let of = format!("{of} for client {}", overlay.client);
        let is_index = name.ends_with("/index");
        let say = |reader: Reader| {
            move |e: Edition| {
                let mine = e.client == Some(overlay.client);
                let said = if mine {
                    read(base, article, reader, e)
                } else {
                    Say::Never
                };
                if is_index { said.min(Say::May) } else { said }
            }
        };
        let mut front = String::new();
        if let Some(rung) = overlay.audience {
            let _ = writeln!(
                front,
                "audience: {}",
                self.audiences[rung.min(base.rungs - 1)]
            );
        }
        if let Some(word) = overlay.confidence {
            let _ = writeln!(front, "confidence: {word}");
        }
        for place in &overlay.front {
            let changes = ["summary", "symptom", "code in a symptom", "flag"].contains(&place.name);
            let said = say(place.reader);
            front += &self.put(place, (&of, name), |e| {
                if changes {
                    said(e)
                } else {
                    said(e).min(Say::May)
                }
            });
        }
        let text = self.text(&overlay.body, (&of, name), |block, e| {
            say(reader_of(block))(e)
        });
        let heading = self.plant(format!("section {of}"), say(Reader::All));
        let path = format!("content/{name}.{}.md", self.clients[overlay.client]);
        self.files.insert(
            path,
            format!("---\n{front}---\n\n## Extra {heading}\n\nMore.\n\n{text}"),
        );
    }

    /// The text of a place, its file written beside it.
    fn put(
        &mut self,
        place: &Place,
        (of, name): (&str, &str),
        say: impl Fn(Edition) -> Say,
    ) -> String {
        let word = self.plant(format!("{} {of}", place.name), say);
        let folder = name.split('/').next().unwrap_or_default();
        if let Some((path, content)) = place.file {
            let path = format!("content/{folder}/{path}").replace('@', &word);
            self.files.insert(path, content.replace('@', &word));
        }
        if let Some((key, line)) = place.setting {
            self.settings
                .entry(key)
                .or_default()
                .push_str(&line.replace('@', &word));
        }
        place
            .text
            .replace("@@", "\0")
            .replace('@', &word)
            .replace('\0', &format!("{word}@"))
    }

    fn text(
        &mut self,
        blocks: &[Block],
        (of, name): (&str, &str),
        say: impl Fn(&Block, Edition) -> Say,
    ) -> String {
        let (mut text, mut last) = (String::new(), String::new());
        for block in blocks {
            let inner = self.put(block.place, (&described(block, of), name), |e| {
                say(block, e)
            });
            let inner = if block.internal {
                format!(":::internal\n{inner}\n:::")
            } else {
                inner
            };
            let to = if block.within == Within::Escalation {
                &mut last
            } else {
                &mut text
            };
            *to += &within(block.within, &inner);
            *to += "\n\n";
        }
        if !last.is_empty() {
            text = format!("{text}## Escalation\n\n{last}");
        }
        text
    }

    fn tickets(&mut self, base: &Base) {
        let desk = |e: Edition| if e.rung == 0 { Say::May } else { Say::Never };
        let [subject, caller, group, category] = ["subject", "caller", "group", "category"]
            .map(|what| self.plant(format!("{what} of a ticket"), desk));
        let mail = self.plant("mail in a ticket", |_| Say::Never);
        let mut rows = "number,short_description,description,caller_id,assignment_group,category,opened_at,state\n".to_owned();
        for n in 0..6 {
            let _ = writeln!(
                rows,
                "INC000{n},The {subject} fails,Write to {mail}@example.com,Ann {caller}{n},Group {group},{category},2026-02-0{} 10:00:00,Closed",
                n + 1
            );
        }
        self.files.insert("tickets/2026.csv".into(), rows);
        if base.tickets {
            self.settings
                .entry("tickets:\n")
                .or_default()
                .push_str("  files: ['tickets/*.csv']\n");
        }
    }

    fn settings(&mut self, base: &Base) {
        let mut text = format!(
            "title: Desk\nbase_url: https://desk.example/\naudiences: [{}]\n",
            self.audiences.join(", ")
        );
        let _ = writeln!(
            text,
            "show_not_validated: {}\noffline: {}",
            base.unconfirmed, base.offline
        );
        for place in &base.settings {
            let key = |text: &str| text.split(':').next().unwrap_or_default().to_owned();
            if self
                .settings
                .keys()
                .any(|taken| key(taken) == key(place.text))
            {
                continue;
            }
            let instead = place.name == "tagline" || place.name.starts_with("contact");
            text += &self.put(place, ("of the settings", "."), |e| match place.reader {
                Reader::All if instead && e.client.is_some() => Say::May,
                Reader::All => Say::Must,
                Reader::Nobody => Say::Never,
                Reader::Desk if e.rung > 0 => Say::Never,
                _ => Say::May,
            });
        }
        for (key, lines) in &self.settings {
            let _ = write!(text, "{key}{lines}");
        }
        if base.clients > 0 {
            text += "clients:\n";
        }
        for client in 0..base.clients {
            let own = |e: Edition| {
                if e.client == Some(client) {
                    Say::Must
                } else {
                    Say::Never
                }
            };
            let [title, tagline, mail] = ["title", "tagline", "mail"]
                .map(|what| self.plant(format!("{what} of client {client}"), own));
            let name = &self.clients[client];
            let _ = writeln!(
                text,
                "  {name}:\n    title: Help {title}\n    tagline: For {tagline}.\n    contact: {{mail: '{mail}@example.com'}}"
            );
        }
        self.files.insert("deskbook.yaml".into(), text);
    }
}

fn described(block: &Block, of: &str) -> String {
    let internal = if block.internal { "internal, " } else { "" };
    format!("({internal}in {:?}) {of}", block.within)
}

/// Who reads a block.
fn reader_of(block: &Block) -> Reader {
    match (block.internal, block.place.reader) {
        (false, reader) => reader,
        (true, Reader::All | Reader::Searching) => Reader::Colleagues,
        (true, Reader::Perhaps) => Reader::Desk,
        (true, reader) => reader,
    }
}

fn within(place: Within, text: &str) -> String {
    let lines = |indent: &str| {
        let line = |line: &str| {
            if line.is_empty() {
                indent.trim_end().to_owned()
            } else {
                format!("{indent}{line}")
            }
        };
        text.lines().map(line).collect::<Vec<_>>().join("\n")
    };
    match place {
        Within::Nothing | Within::Escalation => text.to_owned(),
        Within::Item => format!("- a point\n\n{}", lines("  ")),
        Within::Step => format!("1. A step.\n\n{}", lines("   ")),
        Within::Quote => lines("> "),
        Within::Alert => format!("> [!NOTE]\n{}", lines("> ")),
        Within::Details => format!("<details>\n<summary>More</summary>\n\n{text}\n\n</details>"),
    }
}

/// Links in the text; their words are the author's own.
fn links_of_text(base: &Base, article: &Article, names: &[(String, String)]) -> String {
    let mut text = String::new();
    for (to, form) in &article.links {
        let (id, path) = &names[to % base.articles.len()];
        let link = match form {
            Link::Bare => format!("[[KB-{id}]]"),
            Link::Id => format!("[[KB-{id}|the other page]] and [again](KB-{id})"),
            Link::Path => format!("[the other page](../{path}.md) and [more](../{path})"),
            Link::Address => format!("[the other page](/{path}/)"),
            Link::Related | Link::Translation => continue,
        };
        let _ = writeln!(text, "See {link}.\n");
    }
    text
}

fn links_of_head(
    base: &Base,
    (number, article): (usize, &Article),
    names: &[(String, String)],
    front: &str,
) -> String {
    let of = |form| article.links.iter().filter(move |link| link.1 == form);
    let id = |link: &(usize, Link)| format!("KB-{}", names[link.0 % base.articles.len()].0);
    let mut head = String::new();
    let related: Vec<String> = of(Link::Related).map(id).collect();
    if !related.is_empty() && !front.contains("related:") {
        let _ = writeln!(head, "related: [{}]", related.join(", "));
    }
    let other = of(Link::Translation).find(|link| link.0 % base.articles.len() != number);
    if let Some(id) = other.map(id).filter(|_| !front.contains("translation_of:")) {
        let _ = writeln!(head, "translation_of: {id}");
    }
    head
}

/// The clients that an article is for, less those that the base does not have.
fn own_clients(base: &Base, article: &Article) -> impl Iterator<Item = usize> {
    article
        .clients
        .iter()
        .copied()
        .filter(|c| *c < base.clients)
}

/// The overlays of an article that are written: the first of each client.
fn overlays<'a>(base: &Base, article: &'a Article) -> Vec<&'a Overlay> {
    let mut all: Vec<&Overlay> = Vec::new();
    for overlay in article.overlays.iter().filter(|o| o.client < base.clients) {
        if all.iter().all(|o| o.client != overlay.client) {
            all.push(overlay);
        }
    }
    all
}

/// What an edition does with an article: `May` where nobody can read its head.
fn of_article(base: &Base, article: &Article, e: Edition) -> Say {
    let all = overlays(base, article);
    let overlay = all.iter().find(|o| Some(o.client) == e.client);
    let rung = match article.audience {
        Audience::Rung(rung) => rung.min(base.rungs - 1),
        Audience::Broken if e.rung == 0 => return Say::May,
        _ => 0,
    };
    let narrower = overlay
        .and_then(|o| o.audience)
        .map_or(rung, |own| own.min(rung));
    let confidence = overlay.and_then(|o| o.confidence).or(article.confidence);
    let for_others = own_clients(base, article).count() > 0
        && !own_clients(base, article).any(|c| Some(c) == e.client);
    let sees_all = e.rung == 0 && e.client.is_none();
    let hidden = match confidence {
        Some("wip") => true,
        Some("not-validated") => !base.unconfirmed,
        _ => false,
    };
    if narrower < e.rung || (for_others && !sees_all) || (hidden && e.rung > 0) {
        return Say::Never;
    }
    Say::Must
}

/// What an edition does with a word of an article itself: an overlay of the client may have another in its place.
fn own(base: &Base, article: &Article, reader: Reader, e: Edition) -> Say {
    let all = overlays(base, article);
    let is_changed = all.iter().any(|o| Some(o.client) == e.client);
    let said = read(base, article, reader, e);
    if is_changed { said.min(Say::May) } else { said }
}

/// What an edition does with a word of an article as its client reads it.
fn read(base: &Base, article: &Article, reader: Reader, e: Edition) -> Say {
    let whole = of_article(base, article, e);
    let all = overlays(base, article);
    let overlay = all.iter().find(|o| Some(o.client) == e.client);
    let archived = overlay.and_then(|o| o.confidence).or(article.confidence) == Some("archived");
    let most = match reader {
        Reader::All => Say::Must,
        Reader::Searching if archived => Say::May,
        Reader::Searching => Say::Must,
        Reader::Perhaps => Say::May,
        Reader::Colleagues if e.rung == 0 => Say::Must,
        Reader::Desk if e.rung == 0 => Say::May,
        Reader::Colleagues | Reader::Desk | Reader::Nobody => Say::Never,
    };
    whole.min(most)
}
