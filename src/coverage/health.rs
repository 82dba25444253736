//! What is the matter with patterns.
//!
//! Takes the patterns that match each ticket, while tickets go by. Gives for each pattern how many it matches, the first of
//! them, and whether it is dead, too broad, or shared with another article. Never keeps more than a few hundred bytes a
//! pattern, however many tickets there are.

/// Partners and categories counted for one pattern; with more of them, counts are lower bounds.
const COUNTED: usize = 64;
/// Of a ticket that more patterns match, only so many are compared with each other.
const COMPARED: usize = 16;
/// Tickets named for each pattern.
const EXAMPLES: usize = 3;
/// A pattern is spread over categories from so many of them …
const SPREAD: usize = 3;
/// … with at least this share of its tickets each …
const SPREAD_SHARE: f64 = 0.1;
/// … and from so many tickets.
const SPREAD_FROM: u32 = 20;
/// Patterns overlap from so many tickets that both match …
const OVERLAP_FROM: u32 = 5;
/// … and from this share of the tickets of the one.
const OVERLAP_SHARE: f64 = 0.5;

/// Counts while tickets go by.
#[derive(Debug)]
pub(crate) struct Tally {
    /// Article of each pattern.
    owners: Vec<u32>,
    counts: Vec<Counts>,
}

/// What is known of one pattern.
#[derive(Clone, Debug, Default)]
struct Counts {
    matches: u32,
    examples: Vec<u32>,
    partners: Frequent,
    categories: Frequent,
}

/// One pattern and what was found out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Finding {
    /// Its number.
    pub(crate) pattern: u32,
    /// Tickets that it matches.
    pub(crate) matches: u32,
    /// The first of them, by number.
    pub(crate) examples: Vec<u32>,
    /// What is the matter.
    pub(crate) matter: Matter,
}

/// What is the matter with a pattern; the first that holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Matter {
    /// Nothing.
    Good,
    /// It matches nothing.
    Dead,
    /// It matches too much.
    Broad {
        /// Its share of all tickets.
        share: f64,
        /// Top categories with at least a tenth of its tickets: number and tickets, most first.
        categories: Vec<(u32, u32)>,
    },
    /// At least half of its tickets are matched by a pattern of another article.
    Overlapping {
        /// That pattern.
        with: u32,
        /// Tickets that both match.
        both: u32,
    },
}

impl Tally {
    /// For patterns whose articles have these numbers.
    pub(crate) fn new(owners: Vec<u32>) -> Self {
        Self {
            counts: vec![Counts::default(); owners.len()],
            owners,
        }
    }

    /// Counts a ticket: the patterns that match it, ascending, and its category of the top level.
    pub(crate) fn saw(&mut self, ticket: u32, matches: &[u32], top_category: Option<u32>) {
        for pattern in matches {
            let counts = &mut self.counts[*pattern as usize];
            counts.matches += 1;
            if counts.examples.len() < EXAMPLES {
                counts.examples.push(ticket);
            }
            if let Some(category) = top_category {
                counts.categories.add(category);
            }
        }
        let compared = &matches[..matches.len().min(COMPARED)];
        for one in compared {
            let owner = self.owners[*one as usize];
            for other in compared {
                if self.owners[*other as usize] != owner {
                    self.counts[*one as usize].partners.add(*other);
                }
            }
        }
    }

    /// One finding a pattern, in their order; `all` is the number of tickets, `broad` the share from which a pattern is.
    pub(crate) fn finish(self, all: u32, broad: f64) -> Vec<Finding> {
        let finding = |(pattern, counts): (u32, Counts)| Finding {
            pattern,
            matches: counts.matches,
            matter: counts.matter(all, broad),
            examples: counts.examples,
        };
        (0..).zip(self.counts).map(finding).collect()
    }
}

impl Counts {
    fn matter(&self, all: u32, broad: f64) -> Matter {
        if self.matches == 0 {
            return Matter::Dead;
        }
        let own = f64::from(self.matches);
        let share = own / f64::from(all.max(self.matches));
        let mut categories = self.categories.most();
        categories.retain(|(_, count)| f64::from(*count) >= SPREAD_SHARE * own);
        let is_spread = categories.len() >= SPREAD && self.matches >= SPREAD_FROM;
        if share > broad || is_spread {
            return Matter::Broad { share, categories };
        }
        match self.partners.most().first() {
            Some((with, both)) if is_overlap(*both, own) => Matter::Overlapping {
                with: *with,
                both: *both,
            },
            _ => Matter::Good,
        }
    }
}

fn is_overlap(both: u32, own: f64) -> bool {
    both >= OVERLAP_FROM && f64::from(both) >= OVERLAP_SHARE * own
}

/// The most frequent of many things, in bounded space: where there is no room for another one, all counts go down by one
/// and those at nought make room. Exact for up to [`COUNTED`] things, else a lower bound (Misra and Gries, 1982).
#[derive(Clone, Debug, Default)]
struct Frequent {
    counts: Vec<(u32, u32)>,
}

impl Frequent {
    fn add(&mut self, thing: u32) {
        if let Some((_, count)) = self.counts.iter_mut().find(|(t, _)| *t == thing) {
            *count += 1;
        } else if self.counts.len() < COUNTED {
            self.counts.push((thing, 1));
        } else {
            for (_, count) in &mut self.counts {
                *count -= 1;
            }
            self.counts.retain(|(_, count)| *count > 0);
        }
    }

    /// Things and their counts, most first; of equal ones the lower number first.
    fn most(&self) -> Vec<(u32, u32)> {
        let mut counts = self.counts.clone();
        counts.sort_by_key(|(thing, count)| (std::cmp::Reverse(*count), *thing));
        counts
    }
}

#[cfg(test)]
mod tests {
    use crate::coverage::health::{Finding, Matter, Tally};

    fn matters(found: &[Finding]) -> Vec<&Matter> {
        found.iter().map(|f| &f.matter).collect()
    }

    #[test]
    fn dead_broad_and_shared_patterns_are_told_apart() {
        // Patterns 0 and 1 belong to article 0, pattern 2 to article 1, pattern 3 to article 2.
        let mut tally = Tally::new(vec![0, 0, 1, 2]);
        for ticket in 0..10 {
            let both = if ticket < 6 { &[0, 1, 2][..] } else { &[0, 1] };
            tally.saw(ticket, both, Some(0));
        }
        let found = tally.finish(1000, 0.05);
        assert_eq!(found[0].examples, [0, 1, 2]);
        assert_eq!((found[0].matches, found[2].matches), (10, 6));
        let shared = |with, both| Matter::Overlapping { with, both };
        // Both patterns of article 0 are with article 1, never with each other.
        let wanted = [shared(2, 6), shared(2, 6), shared(0, 6), Matter::Dead];
        assert_eq!(matters(&found), wanted.iter().collect::<Vec<_>>());
    }

    #[test]
    fn few_shared_tickets_are_no_overlap() {
        let mut tally = Tally::new(vec![0, 1]);
        for ticket in 0..20 {
            tally.saw(ticket, if ticket < 4 { &[0, 1] } else { &[0] }, None);
        }
        let found = tally.finish(1000, 0.05);
        assert_eq!(matters(&found), [&Matter::Good, &Matter::Good]);
    }

    #[test]
    fn too_many_tickets_or_too_many_categories_are_broad() {
        let mut tally = Tally::new(vec![0, 1, 2]);
        for ticket in 0..60 {
            tally.saw(ticket, &[0], Some(7));
        }
        for ticket in 60..90 {
            // Pattern 1 has three categories, pattern 2 only two.
            tally.saw(ticket, &[1], Some(ticket % 3));
            tally.saw(ticket, &[2], Some(ticket % 2));
        }
        let found = tally.finish(1000, 0.05);
        let broad = |share, categories: &[(u32, u32)]| Matter::Broad {
            share,
            categories: categories.to_vec(),
        };
        let wanted = [
            broad(0.06, &[(7, 60)]),
            broad(0.03, &[(0, 10), (1, 10), (2, 10)]),
            Matter::Good,
        ];
        assert_eq!(matters(&found), wanted.iter().collect::<Vec<_>>());
    }

    #[test]
    fn many_partners_do_not_hide_the_one_that_counts() {
        let mut tally = Tally::new((0..2000).collect());
        for ticket in 0..1000 {
            tally.saw(ticket, &[0, 1, 2 + ticket], None);
        }
        let found = tally.finish(1_000_000, 0.05);
        let Matter::Overlapping { with: 1, both } = found[0].matter else {
            panic!("{:?}", found[0]);
        };
        assert!((900..=1000).contains(&both), "{both}");
    }
}
