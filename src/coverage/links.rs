//! Which articles a ticket names.
//!
//! Takes the site once, then the text of each ticket. Gives the live articles whose id, address, alias or file name
//! stands in it. Never takes an ordinary word for an id: an id without a digit is only read in an address.

use crate::model::article::Article;
use crate::model::{ArticleId, Site};
use crate::parse::front_matter::Confidence;
use std::collections::BTreeMap;
use url::quirks::domain_to_unicode;

/// What ends an address or file name that stands in a sentence.
const EDGES: &[char] = &[
    '.', ',', ';', ':', '!', '?', '(', ')', '[', ']', '{', '}', '<', '>', '"', '\'', '`', '*', '|',
    '„', '“', '”', '»', '«',
];
/// Words that may stand before a bare number of an article.
const NUMBERED: [&str; 4] = ["kb", "article", "artikel", "kba"];

/// The names of all live articles.
pub(crate) struct Links {
    /// By id, in small letters without leading zeros of its number; `None` where two articles would share that form.
    ids: BTreeMap<String, Option<ArticleId>>,
    /// By path from the root of the site, in small letters, without slashes at the ends.
    paths: BTreeMap<String, ArticleId>,
    /// By file name; `None` where several files have it.
    files: BTreeMap<String, Option<ArticleId>>,
    /// Host and folder of the site, where the settings say it, in each of its spellings: `kb.example.com/desk/`.
    homes: Option<[String; 2]>,
}

impl Links {
    /// Learns the names of all articles that are neither archived nor in progress.
    pub(crate) fn new(site: &Site) -> Self {
        let live = |id: ArticleId| is_live(site.article(id));
        let mut links = Self {
            ids: BTreeMap::new(),
            paths: BTreeMap::new(),
            files: BTreeMap::new(),
            homes: site.settings.base_url.as_deref().map(homes),
        };
        for (id, article) in site.iter().filter(|(_, a)| is_live(a)) {
            if article.has_key && article.key.bytes().any(|b| b.is_ascii_digit()) {
                share(&mut links.ids, plain_id(&article.key), id);
            }
            links.paths.insert(plain_path(article.url.as_str()), id);
            links.paths.insert(plain_path(article.path.as_str()), id);
            if !article.is_index {
                let name = article.path.file_name().to_lowercase();
                share(&mut links.files, name, id);
            }
        }
        let redirects = site.redirects.iter().filter(|(_, id)| live(**id));
        for (file, id) in redirects {
            links.paths.entry(plain_path(file.as_str())).or_insert(*id);
        }
        // The home page is in every address.
        links.paths.remove("");
        links
    }

    /// Live articles that the text names, in order, each once.
    pub(crate) fn find(&self, text: &str) -> Vec<ArticleId> {
        let mut found = Vec::new();
        let mut before = "";
        for word in text.split_whitespace() {
            let word = word.trim_matches(EDGES);
            let named = self.address(word);
            let named = named.map_or_else(|| self.named(word, before), |id| vec![id]);
            for id in named {
                if !found.contains(&id) {
                    found.push(id);
                }
            }
            before = word;
        }
        found
    }

    /// An address, path or file.
    fn address(&self, word: &str) -> Option<ArticleId> {
        let is_path = word.contains('/');
        if !is_path && !word.contains(".md") {
            return None;
        }
        let word = decoded(word).to_lowercase();
        let bare = word.split(['?', '#']).next().unwrap_or_default();
        if !is_path {
            return self.files.get(bare).copied().flatten();
        }
        // The rest of a Markdown link or of an HTML attribute.
        let from = bare.find("http").unwrap_or(0);
        let bare = bare[from..].trim_matches(EDGES);
        let Some((_, place)) = bare.split_once("://") else {
            return self.paths.get(&plain_path(bare)).copied();
        };
        let path = match &self.homes {
            Some(homes) => homes.iter().find_map(|home| place.strip_prefix(home))?,
            None => place.split_once('/')?.1,
        };
        self.paths.get(&plain_path(path)).copied()
    }

    /// Ids in a word: `KB0042`, `(KB42)`, `KB 0042`, `…?sysparm_article=KB0042`.
    fn named(&self, word: &str, before: &str) -> Vec<ArticleId> {
        if self.ids.is_empty() || !word.bytes().any(|b| b.is_ascii_digit()) {
            return Vec::new();
        }
        let id = |text: &str| self.ids.get(&plain_id(text)).copied().flatten();
        let is_number = word.bytes().all(|b| b.is_ascii_digit() || b == b'#');
        let cue = before.trim_end_matches(EDGES).to_lowercase();
        if is_number && NUMBERED.contains(&cue.as_str()) {
            let number = word.trim_start_matches('#');
            return id(number)
                .or_else(|| id(&format!("kb{number}")))
                .into_iter()
                .collect();
        }
        let inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        let runs = word.split(|c| !inner(c)).map(|run| run.trim_matches(EDGES));
        // A number alone is no id.
        let lettered = runs.filter(|run| run.bytes().any(|b| b.is_ascii_alphabetic()));
        lettered
            .filter_map(|run| id(run).or_else(|| run.split(['_', '.']).find_map(id)))
            .collect()
    }
}

/// Neither archived nor in progress.
fn is_live(article: &Article) -> bool {
    !matches!(
        article.confidence,
        Some(Confidence::Archived | Confidence::Wip)
    )
}

/// Enters a name; one that two articles share says nothing.
fn share(names: &mut BTreeMap<String, Option<ArticleId>>, name: String, id: ArticleId) {
    names
        .entry(name)
        .and_modify(|known| *known = None)
        .or_insert(Some(id));
}

/// `kb42` of `KB0042`, `KB-0042` and `KB#42`; other ids in small letters.
fn plain_id(id: &str) -> String {
    let lower = id.to_lowercase();
    let at = lower.find(|c: char| !c.is_ascii_lowercase());
    let (letters, rest) = lower.split_at(at.unwrap_or(lower.len()));
    let digits = rest.trim_start_matches(['-', '_', '#']);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return lower;
    }
    format!("{letters}{}", digits.trim_start_matches('0'))
}

/// `network/vpn` of `/network/vpn/`, `network/vpn/index.html` and `/Network/VPN.html`.
fn plain_path(path: &str) -> String {
    let path = path.to_lowercase();
    let path = path.trim_matches('/');
    let path = path.strip_suffix("index.html").unwrap_or(path);
    let path = path.strip_suffix(".html").unwrap_or(path);
    path.trim_matches('/').to_owned()
}

/// `kb.example.com/desk/` of `https://kb.example.com/Desk/`; first with the host as people write it, then as machines do.
fn homes(base_url: &str) -> [String; 2] {
    let lower = decoded(base_url).to_lowercase();
    let place = lower.split_once("://").map_or(lower.as_str(), |p| p.1);
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let (name, port) = host.split_at(host.rfind(':').unwrap_or(host.len()));
    let readable = domain_to_unicode(name);
    let home = |name: &str| format!("{name}{port}/{path}");
    [home(&readable), home(name)]
}

/// Text with `%20` and its like as characters.
fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let (mut out, bytes) = (Vec::with_capacity(text.len()), text.as_bytes());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = bytes.get(at + 1..at + 3);
        let code = code.and_then(|c| std::str::from_utf8(c).ok());
        match code.map(|c| u8::from_str_radix(c, 16)) {
            Some(Ok(code)) if *byte == b'%' => {
                out.push(code);
                at += 3;
            }
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use crate::coverage::links::Links;
    use crate::model::Site;
    use crate::parse::front_matter::Confidence;
    use crate::paths::OutPath;
    use crate::search::tests::base::{article, site};
    use std::sync::Arc;

    fn base() -> Site {
        let named = |url: &str, key: &str| {
            let mut one = article(url, url, &[], &[]);
            key.clone_into(&mut one.key);
            one.has_key = true;
            one
        };
        let mut old = named("network/old-vpn", "KB0009");
        old.confidence = Some(Confidence::Archived);
        let mut draft = named("network/draft", "KB0010");
        draft.confidence = Some(Confidence::Wip);
        let all = vec![
            named("email/shared-mailbox", "KB0042"),
            named("network/vpn-809", "KA-12.3"),
            named("printing/setup", "printing"),
            article("windows/setup", "Windows", &[], &[]),
            old,
            draft,
        ];
        let mut site = site(all, Vec::new());
        let vpn = site
            .iter()
            .find(|(_, a)| a.key == "KA-12.3")
            .map(|(id, _)| id);
        for alias in ["how-to/vpn/index.html", "old/vpn.html"] {
            let file = OutPath::new(alias).unwrap();
            site.redirects.insert(file, vpn.unwrap());
        }
        site
    }

    fn found(site: &Site, text: &str) -> Vec<String> {
        let all = Links::new(site).find(text);
        all.iter().map(|id| site.article(*id).key.clone()).collect()
    }

    #[test]
    fn ids_are_read_in_every_usual_spelling() {
        let site = base();
        for text in [
            "solved with KB0042.",
            "see (kb42)",
            "KB-0042: done",
            "KB 0042",
            "as in KB: 42, thanks",
            "https://desk.service-now.com/kb_view.do?sysparm_article=KB0042&x=1",
            "attached KB0042_v3.0.pdf",
        ] {
            assert_eq!(found(&site, text), ["KB0042"], "{text}");
        }
        assert_eq!(
            found(&site, "ka-12.3, then KB42 and KB0042"),
            ["KA-12.3", "KB0042"]
        );
    }

    #[test]
    fn addresses_aliases_and_files_are_read() {
        let mut site = base();
        for (text, key) in [
            ("see /network/vpn-809/", "KA-12.3"),
            ("(https://kb.example.com/network/vpn-809/#fix)", "KA-12.3"),
            ("[this](https://x.example/how-to/vpn/)", "KA-12.3"),
            ("at /old/vpn.html?from=mail", "KA-12.3"),
            ("in email/shared-mailbox.md", "KB0042"),
            ("shared-mailbox.md helped", "KB0042"),
            ("http://kb.example.com/Email/Shared%2Dmailbox", "KB0042"),
        ] {
            assert_eq!(found(&site, text), [key], "{text}");
        }
        Arc::make_mut(&mut site.settings).base_url = Some("https://kb.example.com/desk/".into());
        let own = "https://KB.example.com/desk/network/vpn-809/";
        assert_eq!(found(&site, own), ["KA-12.3"]);
        Arc::make_mut(&mut site.settings).base_url =
            Some("https://xn--strung-xxa.example:8080/our%20desk/".into());
        for own in [
            "https://Störung.example:8080/our%20desk/network/vpn-809/",
            "https://xn--strung-xxa.example:8080/our%20desk/network/vpn-809/",
        ] {
            assert_eq!(found(&site, own), ["KA-12.3"], "{own}");
        }
        let foreign = "https://elsewhere.example/network/vpn-809/";
        assert_eq!(found(&site, foreign), [""; 0]);
    }

    #[test]
    fn what_only_looks_alike_is_left_alone() {
        let site = base();
        for text in [
            "printing does not work",
            "room 42, error 12.3",
            "KB5034441 was installed, KB00421",
            "archived: KB0009, in progress: KB0010 and /network/draft/",
            "setup.md is the name of two files",
            "50% / 100%",
            "",
        ] {
            assert_eq!(found(&site, text), [""; 0], "{text}");
        }
    }
}
