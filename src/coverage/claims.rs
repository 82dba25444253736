//! Articles that answer a whole category of tickets.
//!
//! Takes `tickets.categories` of the articles. Gives [`Claims`]: the articles that claim a category or one above it. Never
//! reads anything into a name: levels are compared from the widest on, folded.

use crate::coverage::categories::folded;
use crate::model::{ArticleId, Site};
use std::collections::BTreeMap;

/// Claimed paths and their articles.
#[derive(Clone, Debug, Default)]
pub(crate) struct Claims {
    by_path: BTreeMap<Vec<String>, Vec<ArticleId>>,
}

impl Claims {
    /// Of all articles that `may` answer; the separators are those of category cells.
    pub(crate) fn of(site: &Site, separators: &[String], may: &dyn Fn(ArticleId) -> bool) -> Self {
        let mut claims = Self::default();
        for (id, article) in site.iter().filter(|(id, _)| may(*id)) {
            for claim in &article.front.tickets.categories {
                let path = levels(&claim.value, separators);
                if !path.is_empty() {
                    claims.by_path.entry(path).or_default().push(id);
                }
            }
        }
        claims
    }

    /// The articles that claim a path, those of the deepest claim first.
    pub(crate) fn find(&self, path: &[String]) -> Vec<ArticleId> {
        if self.by_path.is_empty() {
            return Vec::new();
        }
        let path: Vec<String> = path.iter().map(|name| folded(name)).collect();
        let claimed = |depth| self.by_path.get(&path[..depth]).into_iter().flatten();
        (1..=path.len()).rev().flat_map(claimed).copied().collect()
    }
}

/// The levels of a claim: `Network > VPN`, with or without blanks around the sign.
fn levels(claim: &str, separators: &[String]) -> Vec<String> {
    let mut parts = vec![claim];
    let signs = separators.iter().map(|s| s.trim());
    for sign in signs.chain([">"]).filter(|s| !s.is_empty()) {
        parts = parts.into_iter().flat_map(|p| p.split(sign)).collect();
    }
    let names = parts.into_iter().map(folded);
    names.filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Claims, levels};
    use crate::model::ArticleId;

    #[test]
    fn a_claim_of_a_parent_claims_what_is_below() {
        let mut claims = Claims::default();
        let separators = [" > ".to_owned(), "::".to_owned()];
        for (claim, article) in [("network", 1), ("Network>VPN", 2), ("Network :: VPN", 3)] {
            let path = levels(claim, &separators);
            claims
                .by_path
                .entry(path)
                .or_default()
                .push(ArticleId(article));
        }
        let find = |path: &[&str]| -> Vec<u32> {
            let path: Vec<String> = path.iter().map(|p| (*p).to_owned()).collect();
            claims.find(&path).iter().map(|a| a.0).collect()
        };
        assert_eq!(find(&["Network", "VPN", "Slow"]), [2, 3, 1]);
        assert_eq!(find(&["NETWORK", "Wi-Fi"]), [1]);
        assert_eq!(find(&["VPN"]), [0; 0]);
        assert_eq!(find(&[]), [0; 0]);
    }
}
