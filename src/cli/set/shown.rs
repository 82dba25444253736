//! Values of the front matter, as a person is told of them.
//!
//! Takes a front matter and a key. Gives its values as texts, and the line that says how they changed. Never decides
//! anything.

use crate::diag::Spanned;
use crate::parse::front_matter::FrontMatter;

/// The values of a key; none where it is not written.
pub(crate) fn values(front: &FrontMatter, key: &str) -> Vec<String> {
    let one = |value: &Option<Spanned<String>>| value.iter().map(|v| v.value.clone()).collect();
    let all = |values: &[Spanned<String>]| values.iter().map(|v| v.value.clone()).collect();
    match key {
        "id" => one(&front.id),
        "title" => one(&front.title),
        "type" => front
            .kind
            .iter()
            .map(|k| k.value.word().to_owned())
            .collect(),
        "summary" => one(&front.summary),
        "symptoms" => all(&front.symptoms),
        "os" => all(&front.os),
        "products" => all(&front.products),
        "category" => one(&front.category),
        "confidence" => {
            let words = front.confidence.iter().map(|c| c.value.word().to_owned());
            words.collect()
        }
        "audience" => one(&front.audience),
        "clients" => all(&front.clients),
        "governance" => {
            let words = front.governance.iter().map(|g| g.value.word().to_owned());
            words.collect()
        }
        "owner" => one(&front.owner),
        "review_by" => front
            .review_by
            .iter()
            .map(|d| d.value.to_string())
            .collect(),
        "workaround" => front
            .workaround
            .then(|| "true".to_owned())
            .into_iter()
            .collect(),
        "problem" => one(&front.problem),
        "keywords" => all(&front.keywords),
        "aliases" => all(&front.aliases),
        "related" => all(&front.related),
        "lang" => one(&front.lang),
        "translation_of" => one(&front.translation_of),
        _ => Vec::new(),
    }
}

/// `confidence: not-validated → validated`, `symptoms: + the vpn drops`.
pub(crate) fn line(key: &str, before: &[String], after: &[String]) -> String {
    let told = |values: &[String]| match values {
        [] => "none".to_owned(),
        values => values.join(", "),
    };
    if before == after {
        return format!("{key}: {}, as before", told(before));
    }
    match after.strip_prefix(before) {
        Some(more) if !before.is_empty() => format!("{key}: + {}", told(more)),
        _ => format!("{key}: {} → {}", told(before), told(after)),
    }
}

#[cfg(test)]
mod tests {
    use super::{line, values};
    use crate::diag::FileId;
    use crate::parse::block::{Dialect, read};
    use crate::parse::keys::ARTICLE_NAMES;

    #[test]
    fn changes_are_told_in_a_line() {
        let words = |w: &[&str]| -> Vec<String> { w.iter().map(|w| (*w).to_owned()).collect() };
        let cases: [(&[&str], &[&str], &str); 5] = [
            (&[], &["a"], "k: none → a"),
            (&["a"], &["b", "c"], "k: a → b, c"),
            (&["a"], &["a", "b"], "k: + b"),
            (&["a"], &[], "k: a → none"),
            (&["a"], &["a"], "k: a, as before"),
        ];
        for (before, after, told) in cases {
            assert_eq!(line("k", &words(before), &words(after)), told);
        }
    }

    #[test]
    fn every_key_but_the_nested_ones_has_values() {
        let text = "---\nid: a\ntitle: a\ntype: faq\nsummary: a\nsymptoms: a\nos: a\nproducts: a\ncategory: a\nconfidence: wip\naudience: a\nclients: a\ngovernance: compliance\nowner: a\nreview_by: 2027-01-31\nworkaround: true\nproblem: a\nkeywords: a\naliases: a\nrelated: a\nlang: a\ntranslation_of: a\n---\n";
        let front = read(FileId(0), text, &Dialect::default()).0;
        for key in ARTICLE_NAMES {
            let nested = ["tickets", "flags"].contains(key);
            assert_eq!(values(&front, key).is_empty(), nested, "{key}");
        }
    }
}
