//! A base by chance as files, and the words that sit in it.
//!
//! Takes a [`Base`]. Gives [`Planted`]: files, and of each word who has to read it, who may and who may not. Never asks
//! the program: the rules of audiences stand here a second time.

use crate::canaries::base::{Article, Audience, Base, Block, Link, Overlay, Within};
use crate::canaries::places::{Place, Reader};
use crate::canaries::rules::{
    Edition, Say, of_article, overlays, own, own_clients, read, reader_of,
};
use std::collections::BTreeMap;
use std::fmt::Write as _;

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
            let say = |e: Edition| may(rung >= e.rung || e.rung == 0);
            let word = self.plant(format!("rung {rung} of the ladder"), say);
            self.audiences.push(word);
        }
        for client in 0..base.clients {
            let own = |e: Edition| e.client == Some(client);
            let name = self.plant("name of a client", |e| {
                may(own(e) || (e.rung == 0 && e.client.is_none()))
            });
            self.clients.push(name);
        }
    }

    fn history(&mut self, base: &Base) {
        // A page that is not the text of a category has a history.
        let pages = base.articles.iter().filter(|a| a.folder != 2);
        let pages: Vec<&Article> = pages.collect();
        let shown = |e: Edition| pages.iter().any(|a| of_article(base, a, e) == Say::Must);
        let name = |e: Edition| {
            if e.rung == 0 && shown(e) {
                Say::Must
            } else {
                desk(e)
            }
        };
        self.author = [
            self.plant("name of the author", name),
            self.plant("mail of the author", desk),
            self.plant("message of the commit", desk),
        ];
    }

    fn articles(&mut self, base: &Base) {
        self.files.insert(
            "content/images/plain.svg".into(),
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>".into(),
        );
        let names = self.names(base);
        let mut learnt = String::new();
        for (number, article) in base.articles.iter().enumerate() {
            let word = self.article(base, (number, article), &names);
            let _ = writeln!(learnt, "'KB-{}':\n  '{word}': 3", names[number].0);
        }
        self.files.insert("vocabulary.yaml".into(), learnt);
    }

    /// Id and path of each article; the first of the third folder is its `index.md`.
    fn names(&mut self, base: &Base) -> Vec<(String, String)> {
        let folders = [0, 1, 2].map(|folder| {
            let inside = base.articles.iter().filter(|a| a.folder == folder);
            let inside: Vec<&Article> = inside.collect();
            // The third is that of the index, whose words are promised nowhere.
            let most = if folder == 2 { Say::May } else { Say::Must };
            let of = |e: Edition| inside.iter().map(move |a| of_article(base, a, e)).max();
            let say = |e: Edition| of(e).unwrap_or(Say::Never).min(most);
            self.plant(format!("folder {folder}"), say)
        });
        let mut names: Vec<(String, String)> = Vec::new();
        for (number, article) in base.articles.iter().enumerate() {
            let earlier = &base.articles[..number];
            let is_index = article.folder == 2 && earlier.iter().all(|a| a.folder != 2);
            let most = if is_index { Say::May } else { Say::Must };
            let say = |e: Edition| read(base, article, Reader::All, e).min(most);
            let id = self.plant(format!("id of article {number}"), |e| {
                say(e).max(named_by_others(base, number, e))
            });
            let stem = if is_index {
                "index".to_owned()
            } else {
                self.plant(format!("file name of article {number}"), say)
            };
            names.push((id, format!("{}/{stem}", folders[article.folder])));
        }
        names
    }

    /// Writes an article and its overlays; gives the word that requesters have for it.
    fn article(
        &mut self,
        base: &Base,
        (number, article): (usize, &Article),
        names: &[(String, String)],
    ) -> String {
        let of = format!("of article {number}");
        let (id, name) = &names[number];
        let most = if name.ends_with("/index") {
            Say::May
        } else {
            Say::Must
        };
        let shown = |reader: Reader| move |e: Edition| read(base, article, reader, e).min(most);
        let kept = |reader: Reader| move |e: Edition| own(base, article, reader, e).min(most);
        let title = self.plant(format!("title {of}"), shown(Reader::All));
        let word = self.plant(format!("learnt word {of}"), shown(Reader::Searching));
        let mut front = format!("title: Guide {title}\nid: KB-{id}\n");
        front += &self.head(base, article, &of);
        for place in &article.front {
            front += &self.put(place, (&of, name), kept(place.reader));
        }
        front += &links_of_head(base, (number, article), names, &front);
        let say = |block: &Block, e: Edition| kept(reader_of(block))(e);
        let mut text = self.text(&article.body, (&of, name), say);
        text += &links_of_text(base, article, names);
        let path = format!("content/{name}.md");
        self.files
            .insert(path, format!("---\n{front}---\n\nThe lead.\n\n{text}"));
        for overlay in overlays(base, article) {
            self.overlay(base, (article, overlay), (&of, name));
        }
        word
    }

    /// What an article says of its readers.
    fn head(&mut self, base: &Base, article: &Article, of: &str) -> String {
        let mut head = match article.audience {
            Audience::Rung(rung) => self.rung(base, rung),
            Audience::Unknown => {
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

    fn rung(&self, base: &Base, rung: usize) -> String {
        format!("audience: {}\n", self.audiences[rung.min(base.rungs - 1)])
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
            front += &self.rung(base, rung);
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
                Reader::Desk => desk(e),
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
            let own = |e: Edition| must(e.client == Some(client));
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

fn may(holds: bool) -> Say {
    if holds { Say::May } else { Say::Never }
}

fn must(holds: bool) -> Say {
    if holds { Say::Must } else { Say::Never }
}

/// What colleagues may read.
fn desk(e: Edition) -> Say {
    may(e.rung == 0)
}

fn described(block: &Block, of: &str) -> String {
    let internal = if block.internal { "internal, " } else { "" };
    format!("({internal}in {:?}) {of}", block.within)
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

/// Whether another article says the id of this one in its text.
fn named_by_others(base: &Base, number: usize, e: Edition) -> Say {
    let to = |link: &(usize, Link)| link.1 == Link::Bare && link.0 % base.articles.len() == number;
    let all = base.articles.iter().filter(|a| a.links.iter().any(to));
    let said = all.map(|a| of_article(base, a, e).min(Say::May)).max();
    said.unwrap_or(Say::Never)
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
