//! Systems that their makers no longer support.
//!
//! Takes `os`, the title, the built-in table and that of the settings, and today's date. Gives KB084 once a system.
//! Never guesses a date: what is not in the table is supported.

mod ends;

use crate::checks::{Check, Scene, head};
use crate::diag::{Code, Diagnostic, Severity, Span};
use crate::model::article::Article;
use ends::ENDS;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The check.
#[derive(Debug)]
pub struct Support;

const ENDED: Code = Code("KB084");

impl Check for Support {
    fn codes(&self) -> &'static [Code] {
        &[ENDED]
    }

    fn article(&self, scene: &Scene<'_>, article: &Article) -> Vec<Diagnostic> {
        if article.is_archived() {
            return Vec::new();
        }
        let own = &scene.site.settings.standard.ended;
        let ended = |name: &str| end(own, name).filter(|day| *day < scene.today);
        let mut found: Vec<Diagnostic> = Vec::new();
        let mut told = Vec::new();
        for os in &article.front.os {
            let name = named(scene, &os.value);
            if let Some(day) = ended(&os.value).or_else(|| ended(&name)) {
                found.push(finding(article, &name, day).at(os.span));
                told.push(plain(&name));
            }
        }
        let titled = if is_farewell(&article.title) {
            Vec::new()
        } else {
            in_title(own, &article.title)
        };
        for (name, day) in titled {
            if day < scene.today && !told.contains(&plain(&name)) {
                found.push(finding(article, &name, day).at(title(article)));
            }
        }
        found
    }
}

/// Whether a title itself says that the system goes.
fn is_farewell(title: &str) -> bool {
    const WORDS: [&str; 10] = [
        "end of support",
        "end-of-support",
        "out of support",
        "end of life",
        "retire",
        "migrat",
        "upgrade from",
        "supportende",
        "ende des supports",
        "umstieg",
    ];
    let lower = title.to_lowercase();
    WORDS.iter().any(|word| lower.contains(word))
}

/// The system's name in the settings, or else its slug.
fn named(scene: &Scene<'_>, slug: &str) -> String {
    let settings = &scene.site.settings;
    let known = settings.system(slug).map(|at| settings.os[at].name.clone());
    known.unwrap_or_else(|| slug.to_owned())
}

fn title(article: &Article) -> Span {
    article
        .front
        .title
        .as_ref()
        .map_or_else(|| head(article), |t| t.span)
}

/// Lower case, with one blank for whatever parts the words: `windows-8.1` and `Windows 8.1` are the same.
fn plain(name: &str) -> String {
    let parts = name.split(|c: char| !(c.is_alphanumeric() || c == '.'));
    let words: Vec<_> = parts.filter(|p| !p.is_empty()).collect();
    words.join(" ").to_lowercase()
}

/// The last day of support; the settings win.
fn end(own: &BTreeMap<String, Date>, name: &str) -> Option<Date> {
    let wanted = plain(name);
    if let Some((_, day)) = own.iter().find(|(slug, _)| plain(slug) == wanted) {
        return Some(*day);
    }
    let dotless = wanted.replace('.', " ");
    let row = ENDS.iter().find(|e| {
        e.names
            .iter()
            .any(|n| *n == wanted || n.replace('.', " ") == dotless)
    });
    row.map(|e| e.day)
}

/// Systems that a title names, as it names them.
fn in_title(own: &BTreeMap<String, Date>, title: &str) -> Vec<(String, Date)> {
    let words = format!(" {} ", plain(title));
    let mut found: Vec<(String, Date)> = Vec::new();
    let own_names = own.iter().map(|(slug, day)| (plain(slug), *day));
    let usual = ENDS
        .iter()
        .flat_map(|e| e.names.iter().map(|n| ((*n).to_owned(), e.day)));
    for (name, day) in own_names.chain(usual) {
        let stands = words.contains(&format!(" {name} "));
        let longer = found.iter().any(|(other, _)| other.contains(&name));
        if stands && !longer && name.contains(' ') {
            found.push((name, day));
        }
    }
    let shown = |name: &str| {
        let at = title.to_lowercase().find(name);
        at.and_then(|at| title.get(at..at + name.len()))
            .unwrap_or(name)
            .to_owned()
    };
    found
        .into_iter()
        .map(|(name, day)| (shown(&name), day))
        .collect()
}

fn finding(article: &Article, name: &str, day: Date) -> Diagnostic {
    let message = format!("support of {name} ended on {day}");
    let help = if plain(name) == "windows 10" {
        "say how to move on, or archive what is only for it; LTSC editions and devices with Extended Security Updates get fixes for longer: `standard.ended` sets another day"
    } else {
        "say how to move on, or archive what is only for it; `standard.ended` sets another day"
    };
    Diagnostic::new(ENDED, Severity::Note, article.file, message)
        .label("no security updates")
        .help(help)
}

#[cfg(test)]
mod tests {
    use crate::checks::support::{end, in_title};
    use jiff::civil::date;
    use std::collections::BTreeMap;

    #[test]
    fn slugs_and_names_lead_to_one_day() {
        let own: BTreeMap<String, _> = [("windows-10".to_owned(), date(2027, 1, 12))].into();
        let none = BTreeMap::new();
        for name in ["windows-7", "Windows 7", "win7", "windows_7"] {
            assert_eq!(end(&none, name), Some(date(2020, 1, 14)), "{name}");
        }
        assert_eq!(end(&none, "windows-8-1"), Some(date(2023, 1, 10)));
        assert_eq!(end(&none, "windows-11"), None);
        assert_eq!(end(&none, "Windows 10"), Some(date(2025, 10, 14)));
        assert_eq!(end(&own, "Windows 10"), Some(date(2027, 1, 12)));
    }

    #[test]
    fn titles_name_systems_as_whole_words() {
        let of = |title: &str| -> Vec<String> {
            let found = in_title(&BTreeMap::new(), title);
            found.into_iter().map(|(name, _)| name).collect()
        };
        assert_eq!(
            of("VPN on Windows 7 and Windows 10"),
            ["Windows 7", "Windows 10"]
        );
        assert_eq!(
            of("Windows Server 2012 R2 restarts"),
            ["Windows Server 2012 R2"]
        );
        assert_eq!(of("Windows 100 and Windows 11"), [""; 0]);
    }
}
