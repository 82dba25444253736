//! Short beginnings of words, as somebody types them.
//!
//! Takes all groups. Gives one further group for each beginning that too many words share (`ca*`), so that the first
//! letters of a query cost one small list and not all words that begin so. Never for beginnings that few words share:
//! those are looked up word by word.

use crate::search::group::{Group, Surface};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Beginnings of this many characters can get a group of their own.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=4;
/// A beginning that so many forms share gets one,
const MANY_FORMS: usize = 160;
/// and so does one with so many postings.
const MANY_POSTINGS: usize = 3000;
/// A list of a beginning is cut to the articles where it matters most.
const LONGEST: usize = 1024;

/// Groups for all short beginnings that many words share.
#[must_use]
pub fn beginnings(groups: &[Group]) -> Vec<Group> {
    let mut found: BTreeMap<&str, (BTreeSet<usize>, usize)> = BTreeMap::new();
    for (number, group) in groups.iter().enumerate() {
        for surface in &group.surfaces {
            for beginning in short(&surface.text) {
                let (numbers, forms) = found.entry(beginning).or_default();
                numbers.insert(number);
                *forms += 1;
            }
        }
    }
    let is_crowded = |(_, (numbers, forms)): &(&str, (BTreeSet<usize>, usize))| {
        let postings: usize = numbers.iter().map(|n| groups[*n].postings.len()).sum();
        *forms >= MANY_FORMS || postings >= MANY_POSTINGS && numbers.len() > 1
    };
    let crowded: Vec<_> = found.into_iter().filter(is_crowded).collect();
    crowded
        .par_iter()
        .map(|(beginning, (numbers, _))| united(beginning, numbers.iter().map(|n| &groups[*n])))
        .collect()
}

/// The beginnings of a form, itself left out.
fn short(form: &str) -> impl Iterator<Item = &str> {
    let ends = form.char_indices().map(|(i, _)| i).enumerate();
    ends.filter(|(n, _)| LENGTHS.contains(n))
        .map(|(_, end)| &form[..end])
}

fn united<'g>(beginning: &str, groups: impl Iterator<Item = &'g Group>) -> Group {
    let mut postings: Vec<(u32, u8)> = groups.flat_map(|g| g.postings.iter().copied()).collect();
    // Of each article the place where it matters most.
    postings.sort_unstable_by_key(|(doc, impact)| (*doc, Reverse(*impact)));
    postings.dedup_by_key(|(doc, _)| *doc);
    let df = postings.len() as u32;
    postings.sort_by_key(|(doc, impact)| (Reverse(*impact), *doc));
    postings.truncate(LONGEST);
    postings.sort_unstable();
    Group {
        surfaces: vec![Surface {
            text: format!("{beginning}*"),
            df,
            strong: false,
        }],
        df,
        postings,
    }
}

#[cfg(test)]
mod tests {
    use super::beginnings;
    use crate::search::group::{Group, Surface};

    #[test]
    fn only_crowded_beginnings_get_a_group() {
        let group = |i: u32| Group {
            surfaces: vec![Surface {
                text: format!("ca{i}"),
                df: 1,
                strong: false,
            }],
            df: 1,
            postings: vec![(i % 7, 1 + (i % 9) as u8)],
        };
        let many: Vec<Group> = (0..200).map(group).collect();
        let found = beginnings(&many);
        assert_eq!(found[0].key(), "ca*");
        assert_eq!(found[0].postings.len(), 7);
        assert_eq!(found.len(), 1);
        assert!(beginnings(&many[..50]).is_empty());
    }
}
