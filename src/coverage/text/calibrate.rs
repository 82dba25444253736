//! From which confidence on a ticket counts as answered.
//!
//! Takes texts of tickets, and known answers where there are any. Gives the threshold, with how it was found. No labels are
//! needed: once the best article of a ticket is taken away, what is found next is wrong, so every ticket also says how sure
//! one can be of a wrong article. Never needs more than a sample, and gives the same threshold for the same tickets.

use crate::coverage::result::Calibration;
use crate::coverage::text::scores::scores;
use crate::coverage::text::signs::{confidence, weight};
use crate::coverage::text::{Look, TextEvidence, best};
use crate::model::ArticleId;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

/// The threshold where there is nothing to learn from, on the scale without ends.
const USUAL: f64 = 0.0;
/// A threshold stays so near to that, whatever a sample says.
const REACH: f64 = 1.8;
/// Fewer tickets say nothing.
const ENOUGH: usize = 50;
/// So many known answers say more than tickets without.
const KNOWN: usize = 30;
/// The level of an article is that of the tickets that come nearest, so many of them.
const BEST: usize = 10;
/// What the level counts for, and the level of an ordinary article.
const LEVEL: (f64, f64) = (-2.8, -0.6);
/// How often the threshold is chosen anew for what it counts as answered.
const ROUNDS: usize = 6;

/// What a ticket says: how sure we are of the best article, and of the next one were that one not there.
#[derive(Clone, Copy, Debug)]
struct Pair {
    first: f64,
    next: f64,
    /// Whether the best one is right; known answers only.
    is_right: bool,
}

impl TextEvidence<'_> {
    /// Chooses the threshold from texts of tickets (samples, at most 2,000 each, in order of the export: of all, and of those
    /// for which text decides) and, where there are any, known answers (text, article that the ticket names). From then on [`TextEvidence::settle`] knows which articles
    /// come near to everything; of several calls the first counts.
    pub(crate) fn calibrate(
        &self,
        (all, open): (&[&str], &[&str]),
        known: &[(&str, ArticleId)],
    ) -> Calibration {
        if all.len() >= ENOUGH {
            self.levels.get_or_init(|| self.learn(all));
        }
        let pairs: Vec<Pair> = open.par_iter().map(|t| self.pair(t, None)).collect();
        let answers: Vec<Pair> = known
            .par_iter()
            .map(|(text, article)| self.pair(text, Some(*article)))
            .collect();
        let mut chosen = if pairs.len() >= ENOUGH {
            of_sample(&pairs)
        } else {
            Chosen::usual()
        };
        if answers.len() >= KNOWN {
            chosen = of_answers(&answers, chosen.answered);
        }
        let over = answers.iter().filter(|pair| pair.first >= chosen.at);
        let right = over.clone().filter(|pair| pair.is_right).count();
        Calibration {
            threshold: confidence(chosen.at),
            expected_wrong: chosen.wrong,
            known: (!answers.is_empty()).then_some((over.count() as u32, right as u32)),
            method: method(pairs.len(), answers.len()),
        }
    }

    /// A judgement's confidence once it is known which articles come near to everything. This is what the threshold is
    /// for.
    pub(crate) fn settle(&self, article: ArticleId, own: f64) -> f64 {
        let document = self.index.documents().binary_search(&article);
        let level = document.map_or(0.0, |document| self.level(document as u32));
        confidence(weight(own) + level)
    }

    /// What the level of a document adds.
    fn level(&self, document: u32) -> f64 {
        let level = self.levels.get().map(|levels| levels[document as usize]);
        level.map_or(0.0, |level| LEVEL.0 * (level - LEVEL.1))
    }

    /// A ticket with and without its best article, or with and without the right one.
    fn pair(&self, text: &str, right: Option<ArticleId>) -> Pair {
        let met = self.meet(&self.lexicon.ticket(text));
        let settled = |look: Look| look.weight + self.level(look.document);
        let first = best(self.looks(&met, None));
        let documents = self.index.documents();
        let found = first.map(|first| first.document);
        let right = right.map_or(found, |right| {
            let document = documents.binary_search(&right).ok();
            document.map(|document| document as u32)
        });
        let next = best(self.looks(&met, right));
        Pair {
            first: first.map_or(f64::NEG_INFINITY, settled),
            next: next.map_or(f64::NEG_INFINITY, settled),
            is_right: found.is_some() && right == found,
        }
    }

    /// For each document how near the nearest tickets come, as a logarithm.
    fn learn(&self, sample: &[&str]) -> Vec<f64> {
        let none = || vec![[0.0_f64; BEST]; self.may.len()];
        let add = |mut all: Vec<[f64; BEST]>, text: &&str| {
            let ticket = self.lexicon.ticket(text);
            let scores = scores(self.index, &self.may, &ticket);
            all.iter_mut()
                .zip(scores)
                .for_each(|(best, score)| keep(best, score));
            all
        };
        let merge = |mut one: Vec<[f64; BEST]>, other: Vec<[f64; BEST]>| {
            for (best, other) in one.iter_mut().zip(other) {
                for score in other {
                    keep(best, score);
                }
            }
            one
        };
        let best = sample.par_iter().fold(none, add).reduce(none, merge);
        let most = self.index.rarity(1);
        let mean = |best: &[f64; BEST]| best.iter().sum::<f64>() / BEST as f64;
        best.iter()
            .map(|best| (mean(best) / most).max(1e-3).ln())
            .collect()
    }
}

/// Keeps the highest, highest first.
fn keep(best: &mut [f64; BEST], score: f64) {
    let at = best.partition_point(|known| *known >= score);
    if at < BEST {
        best[at..].rotate_right(1);
        best[at] = score;
    }
}

/// A threshold.
#[derive(Clone, Copy, Debug)]
struct Chosen {
    at: f64,
    /// The share of wrong ones among those over it.
    wrong: f64,
    /// The share of all tickets that have an answer.
    answered: f64,
}

impl Chosen {
    const fn usual() -> Self {
        Self {
            at: USUAL,
            wrong: 0.2,
            answered: 0.5,
        }
    }
}

/// The share of values below `at`; the values are in order.
fn below(values: &[f64], at: f64) -> f64 {
    values.partition_point(|value| *value < at) as f64 / values.len().max(1) as f64
}

fn ordered(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values
}

/// Thresholds worth trying.
fn steps() -> impl Iterator<Item = f64> {
    (-36..=36).map(|step| USUAL + f64::from(step) / 36.0 * REACH)
}

/// Without labels: tickets are a mixture of answered and unanswered ones. How sure one is of wrong articles is seen where
/// the right one was taken away; the share of unanswered tickets is how much of that is found among the tickets where
/// answered ones are few. The threshold makes the fewest mistakes of both kinds.
fn of_sample(pairs: &[Pair]) -> Chosen {
    let first = ordered(pairs.iter().map(|pair| pair.first));
    let mut chosen = Chosen::usual();
    for _ in 0..ROUNDS {
        // A ticket that has no answer says little by its second best: the best was wrong already.
        let answered = pairs.iter().filter(|pair| pair.first >= chosen.at);
        let mut wrong = ordered(answered.map(|pair| pair.next));
        if wrong.len() < ENOUGH / 2 {
            wrong = ordered(pairs.iter().map(|pair| pair.next));
        }
        let low = wrong[wrong.len() * 2 / 5];
        let without = (below(&first, low) / below(&wrong, low).max(0.1)).min(1.0);
        let mistakes = |at: f64| {
            let passed = without * (1.0 - below(&wrong, at));
            // Answered tickets that stay below, and unanswered ones that do not.
            (below(&first, at) - without * below(&wrong, at)).max(0.0) + passed
        };
        let at = steps().min_by(|a, b| mistakes(*a).total_cmp(&mistakes(*b)));
        chosen = Chosen {
            at: at.unwrap_or(USUAL),
            answered: 1.0 - without,
            wrong: 0.0,
        };
        let over = 1.0 - below(&first, chosen.at);
        let passed = without * (1.0 - below(&wrong, chosen.at));
        chosen.wrong = if over > 0.0 {
            (passed / over).min(1.0)
        } else {
            0.0
        };
    }
    chosen
}

/// With known answers: right ones are known as such, and wrong ones are found where the right one was taken away.
fn of_answers(answers: &[Pair], answered: f64) -> Chosen {
    let right = ordered(answers.iter().filter(|p| p.is_right).map(|p| p.first));
    let amiss = ordered(answers.iter().filter(|p| !p.is_right).map(|p| p.first));
    let wrong = ordered(answers.iter().map(|p| p.next));
    let all = answers.len() as f64;
    let shares = |at: f64| {
        let found = answered * (1.0 - below(&right, at)) * right.len() as f64 / all;
        let astray = answered * (1.0 - below(&amiss, at)) * amiss.len() as f64 / all;
        (found, astray + (1.0 - answered) * (1.0 - below(&wrong, at)))
    };
    let gain = |at: f64| shares(at).0 - shares(at).1;
    let at = steps().max_by(|a, b| gain(*a).total_cmp(&gain(*b)));
    let at = at.unwrap_or(USUAL);
    let (found, passed) = shares(at);
    let wrong = if found + passed > 0.0 {
        passed / (found + passed)
    } else {
        0.0
    };
    Chosen {
        at,
        wrong,
        answered,
    }
}

fn method(tickets: usize, answers: usize) -> String {
    let what = match (tickets >= ENOUGH, answers >= KNOWN) {
        (_, true) => {
            format!("{answers} tickets that name an article, each judged with and without it")
        }
        (true, false) => {
            format!("{tickets} tickets, each judged with and without the best article")
        }
        (false, false) => return format!("the usual threshold: fewer than {ENOUGH} tickets"),
    };
    format!("{what}; the threshold with the fewest mistakes of both kinds")
}
