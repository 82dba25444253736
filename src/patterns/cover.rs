//! Under what a pattern is filed.
//!
//! Takes tests. Gives for each a set of symbols and expressions of which at least one occurs in every text that matches
//! (its cover), and an index of patterns by them. Never files a pattern under a common word where it asks for a rarer one.

use crate::patterns::ask::Test;

/// What an expression costs as a cover, in patterns that a word stands in: it is the last resort.
const EXPRESSION: u64 = 1_000_000;

/// Instead of a symbol, where a pattern asks for nothing but its cover.
pub(super) const NO_GUARD: u32 = u32::MAX;

/// Symbols and expressions of which one must occur.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cover {
    pub(super) symbols: Vec<u32>,
    pub(super) expressions: Vec<u32>,
    price: u64,
}

/// The cheapest cover; nothing for a test that holds for texts of any words. How many patterns ask for a symbol stands for
/// how many texts hold it: what is written about often is asked for often.
pub(super) fn cover(test: &Test, uses: &[u32], sequences: &[Box<[u32]>]) -> Option<Cover> {
    let price = |symbol: &u32| u64::from(uses[*symbol as usize]);
    match test {
        Test::Symbol(symbol) => Some(Cover {
            symbols: vec![*symbol],
            price: price(symbol),
            ..Cover::default()
        }),
        Test::Sequence { parts, .. } => {
            let rarest = sequences[*parts as usize]
                .iter()
                .copied()
                .min_by_key(price)?;
            Some(Cover {
                symbols: vec![rarest],
                price: price(&rarest),
                ..Cover::default()
            })
        }
        Test::Expression(expression) => Some(Cover {
            expressions: vec![*expression],
            price: EXPRESSION,
            ..Cover::default()
        }),
        Test::Not(_) => None,
        Test::All(tests) => {
            let covers = tests.iter().filter_map(|t| cover(t, uses, sequences));
            covers.min_by_key(|cover| cover.price)
        }
        Test::Any(tests) => {
            let mut all = Cover::default();
            for test in tests {
                let one = cover(test, uses, sequences)?;
                all.symbols.extend(one.symbols);
                all.expressions.extend(one.expressions);
                all.price += one.price;
            }
            Some(all)
        }
    }
}

/// A symbol that must occur besides the cover, the one that the fewest patterns ask for. To look at it is cheaper than to
/// try the test, and it settles most of the tests that fail.
pub(super) fn guard(test: &Test, cover: &Cover, uses: &[u32], sequences: &[Box<[u32]>]) -> u32 {
    let mut required = Vec::new();
    require(test, sequences, &mut required);
    required.retain(|symbol| cover.symbols != [*symbol]);
    let rarest = required.into_iter().min_by_key(|s| uses[*s as usize]);
    rarest.unwrap_or(NO_GUARD)
}

fn require(test: &Test, sequences: &[Box<[u32]>], required: &mut Vec<u32>) {
    match test {
        Test::Symbol(symbol) => required.push(*symbol),
        Test::Sequence { parts, .. } => required.extend(&sequences[*parts as usize]),
        Test::All(tests) => tests.iter().for_each(|t| require(t, sequences, required)),
        Test::Any(_) | Test::Not(_) | Test::Expression(_) => {}
    }
}

/// Patterns by what they are filed under.
#[derive(Debug)]
pub(super) struct Index {
    symbols: Lists,
    expressions: Lists,
}

impl Index {
    pub(super) fn new(
        covers: impl Iterator<Item = Cover>,
        symbols: usize,
        expressions: usize,
    ) -> Self {
        let (mut by_symbol, mut by_expression) = (Vec::new(), Vec::new());
        for (pattern, cover) in (0..).zip(covers) {
            by_symbol.extend(cover.symbols.into_iter().map(|s| (s, pattern)));
            by_expression.extend(cover.expressions.into_iter().map(|e| (e, pattern)));
        }
        Self {
            symbols: Lists::new(by_symbol, symbols),
            expressions: Lists::new(by_expression, expressions),
        }
    }

    /// The patterns filed under a symbol.
    pub(super) fn of_symbol(&self, symbol: u32) -> &[u32] {
        self.symbols.of(symbol)
    }

    /// The patterns filed under an expression.
    pub(super) fn of_expression(&self, expression: u32) -> &[u32] {
        self.expressions.of(expression)
    }
}

/// Many short lists in one long one.
#[derive(Debug)]
struct Lists {
    starts: Vec<u32>,
    members: Vec<u32>,
}

impl Lists {
    fn new(mut pairs: Vec<(u32, u32)>, lists: usize) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let mut starts = vec![0; lists + 1];
        for (list, _) in &pairs {
            starts[*list as usize + 1] += 1;
        }
        for i in 0..lists {
            starts[i + 1] += starts[i];
        }
        Self {
            starts,
            members: pairs.into_iter().map(|(_, member)| member).collect(),
        }
    }

    fn of(&self, list: u32) -> &[u32] {
        let at = list as usize;
        &self.members[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}
