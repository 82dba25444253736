//! Groups of texts that tell the same problem in different words.
//!
//! Takes texts. Gives groups with telling names, without being told how many. Never asks a model or the network.

mod duplicates;
mod graph;
mod grouping;
mod groups;
mod joined;
mod latent;
mod learnt;
mod names;
mod neighbours;
mod packed;
mod phrases;
mod sparse;
mod symmetric;
mod terms;
mod vectors;

use crate::topics::duplicates::{Distinct, distinct};
use crate::topics::grouping::grouping;
use crate::topics::joined::joined;
use crate::topics::learnt::Learnt;
use crate::topics::names::{Naming, name};
use crate::topics::packed::Packed;
use crate::topics::terms::Analyser;
use crate::topics::vectors::dot;
use rayon::prelude::*;
pub use vectors::{Space, Vectors};

/// Distinct texts that are grouped; of more, half are the most frequent and half are evenly spaced among the others, and
/// each of the rest joins the group that it is nearest to.
pub const MOST_GROUPED: usize = 12_000;
/// Cosine from which on a text beyond the limit joins a group.
const JOINS: f32 = 0.4;

/// What is known beside the texts.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The language of most texts, such as `en` or `pt-BR`.
    pub lang: &'a str,
    /// Texts of the articles, from which words that belong together are learnt as well; may be empty.
    pub known: &'a [&'a str],
    /// A group has at least so many texts.
    pub smallest: u32,
    /// So many distinct texts are grouped, each beside each other; the rest joins the nearest group. [`MOST_GROUPED`], or
    /// fewer where there are many lots of texts to be grouped.
    pub most: usize,
}

/// Texts with the same problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its most telling phrases, `phrase · phrase · phrase`, at most 60 characters.
    pub name: String,
    /// Telling phrases as people wrote them, the best first.
    pub phrases: Vec<String>,
    /// Numbers of the texts, the most typical first.
    pub members: Vec<u32>,
}

/// The topics of some texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topics {
    /// The largest first; of equals, the one whose first member comes first.
    pub topics: Vec<Topic>,
    /// The topic of each text; nothing for a text that stands alone.
    pub of: Vec<Option<u32>>,
}

/// The topics of texts, in the space that is learnt from them and from the articles.
#[must_use]
pub fn topics(texts: &[&str], options: &Options<'_>) -> Topics {
    let space = Learnt {
        lang: options.lang,
        known: options.known,
    };
    topics_in(&space, texts, options)
}

/// The topics of texts in a space from elsewhere.
#[must_use]
pub fn topics_in(space: &dyn Space, texts: &[&str], options: &Options<'_>) -> Topics {
    let kinds = distinct(texts);
    let firsts: Vec<&str> = kinds.firsts.iter().map(|f| texts[*f as usize]).collect();
    let vectors = space.vectors(&firsts);
    let of_kind = of_kinds(&vectors, &firsts, options);
    let members = members(&kinds, &of_kind, &vectors, options.smallest);
    let naming = Naming::of(texts, &members, options.lang);
    let topics: Vec<Topic> = members
        .into_par_iter()
        .map(|members| {
            let phrases = naming.phrases(&members);
            Topic {
                name: name(&phrases, texts[members[0] as usize]),
                phrases,
                members,
            }
        })
        .collect();
    let mut of = vec![None; texts.len()];
    for (number, topic) in (0..).zip(&topics) {
        topic
            .members
            .iter()
            .for_each(|m| of[*m as usize] = Some(number));
    }
    Topics { topics, of }
}

/// Telling phrases of some texts against the rest, the best first.
#[must_use]
pub fn phrases(inside: &[&str], outside: &[&str], lang: &str) -> Vec<String> {
    let all: Vec<&str> = inside.iter().chain(outside).copied().collect();
    let members: Vec<u32> = (0..inside.len() as u32).collect();
    let naming = Naming::of(&all, std::slice::from_ref(&members), lang);
    naming.phrases(&members)
}

/// The group of each distinct text.
fn of_kinds(vectors: &Vectors, texts: &[&str], options: &Options<'_>) -> Vec<u32> {
    let analyser = Analyser::of(options.lang);
    if texts.len() <= options.most {
        let (of, count) = grouping(vectors);
        let to = joined(&analyser.table(texts), &of, count);
        return of.iter().map(|group| to[*group as usize]).collect();
    }
    let rows = picked(texts.len(), options.most);
    let some = vectors.of(&rows);
    let (of, count) = grouping(&some);
    let texts: Vec<&str> = rows.iter().map(|row| texts[*row as usize]).collect();
    let to = joined(&analyser.table(&texts), &of, count);
    let centres = Packed::of(&some.means(&of, count));
    let nearest: Vec<Option<(u32, f32)>> = (0..vectors.len())
        .into_par_iter()
        .map(|row| centres.nearest(vectors.row(row)))
        .collect();
    let mut all: Vec<u32> = (count as u32..).take(vectors.len()).collect();
    for (own, near) in all.iter_mut().zip(nearest) {
        if let Some((group, _)) = near.filter(|n| n.1 >= JOINS) {
            *own = to[group as usize];
        }
    }
    rows.iter()
        .zip(of)
        .for_each(|(row, group)| all[*row as usize] = to[group as usize]);
    all
}

/// Of too many kinds, the most frequent and as many from all the others, evenly spaced.
fn picked(kinds: usize, most: usize) -> Vec<u32> {
    let first = most / 2;
    let rest = kinds - first;
    let spaced = (0..most - first).map(|i| first + i * rest / (most - first));
    (0..first).chain(spaced).map(|row| row as u32).collect()
}

/// The texts of each group that is large enough, the most typical first; the groups in order.
fn members(kinds: &Distinct, of: &[u32], vectors: &Vectors, smallest: u32) -> Vec<Vec<u32>> {
    let count = of.iter().max().map_or(0, |most| *most as usize + 1);
    let centres = vectors.means(of, count);
    let typical: Vec<f32> = (0..of.len())
        .map(|kind| dot(vectors.row(kind), centres.row(of[kind] as usize)))
        .collect();
    let mut groups: Vec<Vec<(u32, u32)>> = vec![Vec::new(); count];
    for (text, kind) in (0..).zip(&kinds.of) {
        if let Some(kind) = kind {
            groups[of[*kind as usize] as usize].push((text, *kind));
        }
    }
    groups.retain(|g| g.len() >= smallest.max(1) as usize);
    groups.sort_by_key(|g| (std::cmp::Reverse(g.len()), g.first().map(|m| m.0)));
    let sorted = groups.into_iter().map(|mut group| {
        let near = |m: &(u32, u32)| typical[m.1 as usize];
        group.sort_by(|a, b| near(b).total_cmp(&near(a)).then(a.0.cmp(&b.0)));
        group.into_iter().map(|m| m.0).collect()
    });
    sorted.collect()
}

#[cfg(test)]
mod tests;
