//! What the checks find in articles, by code.
//!
//! Takes diagnostics. Gives counts and the articles behind them. Never counts what is wrong with settings, theme or exports.

use crate::diag::codes::info;
use crate::diag::{Code, FileId};
use crate::kcs::measures::input::Input;
use crate::kcs::measures::result::Findings;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Codes with findings, most first.
pub(crate) fn by_code(input: &Input<'_>) -> Vec<Findings> {
    let keys = keys(input);
    let mut all: BTreeMap<Code, Findings> = BTreeMap::new();
    for finding in input.found {
        let Some(key) = finding.file.and_then(|file| keys.get(&file)) else {
            continue;
        };
        let of = all.entry(finding.code).or_insert_with(|| Findings {
            code: finding.code,
            severity: finding.severity,
            title: info(finding.code).map_or("", |info| info.title),
            count: 0,
            articles: Vec::new(),
        });
        of.count += 1;
        of.severity = of.severity.min(finding.severity);
        of.articles.push((*key).to_owned());
    }
    let mut all: Vec<Findings> = all.into_values().collect();
    for findings in &mut all {
        findings.articles.sort_unstable();
        findings.articles.dedup();
    }
    all.sort_by_key(|f| Reverse(f.count));
    all
}

/// Keys of articles by their files.
fn keys<'a>(input: &Input<'a>) -> BTreeMap<FileId, &'a str> {
    let site = input.site;
    site.articles.iter().map(|a| (a.file, &a.key[..])).collect()
}
