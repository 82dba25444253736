//! What a text is put to.
//!
//! Takes nothing. Gives [`Test`], a query over numbers instead of words. Never holds a text.

/// What a text has to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Test {
    /// A word or a beginning.
    Symbol(u32),
    /// Parts next to each other, and behind them one that begins with `tail`.
    Sequence { parts: u32, tail: Option<u32> },
    /// A regular expression.
    Expression(u32),
    /// Not this.
    Not(Box<Test>),
    /// All of these, the cheapest first.
    All(Box<[Test]>),
    /// One of these.
    Any(Box<[Test]>),
}

impl Test {
    /// Calls `visit` with each symbol that is asked for.
    pub(super) fn each_symbol(&self, sequences: &[Box<[u32]>], visit: &mut impl FnMut(u32)) {
        match self {
            Self::Symbol(symbol) => visit(*symbol),
            Self::Sequence { parts, .. } => {
                sequences[*parts as usize].iter().copied().for_each(visit);
            }
            Self::Expression(_) => {}
            Self::Not(inner) => inner.each_symbol(sequences, visit),
            Self::All(tests) | Self::Any(tests) => {
                for test in tests {
                    test.each_symbol(sequences, visit);
                }
            }
        }
    }

    /// What it costs to try, in no unit.
    pub(super) fn price(&self) -> u32 {
        match self {
            Self::Symbol(_) => 1,
            Self::Sequence { .. } => 10,
            Self::Expression(_) => 1000,
            Self::Not(inner) => inner.price(),
            Self::All(tests) | Self::Any(tests) => tests.iter().map(Self::price).sum(),
        }
    }

    /// Whether something must occur, so that the pattern can be filed under it.
    pub(super) fn can_be_filed(&self) -> bool {
        match self {
            Self::Symbol(_) | Self::Sequence { .. } | Self::Expression(_) => true,
            Self::Not(_) => false,
            Self::All(tests) => tests.iter().any(Self::can_be_filed),
            Self::Any(tests) => tests.iter().all(Self::can_be_filed),
        }
    }
}
