//! The statistics of the report: medians, shares, rates, and how sure one may be of their change.
//!
//! Takes counts and values. Gives figures with intervals of 95 %. Never draws a random number: every interval is a formula.

/// The 97.5th percentile of the normal distribution: 95 % lie within so many standard errors on both sides.
const Z: f64 = 1.959_964;

/// A value with the interval that holds the true one in 95 of 100 cases.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Estimate {
    /// The value.
    pub(crate) value: f64,
    /// Lower and upper end.
    pub(crate) interval: (f64, f64),
}

/// The middle value; of an even number the mean of the two in the middle. Sorts the values.
pub(crate) fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let n = values.len();
    match n {
        0 => None,
        _ if n % 2 == 1 => Some(values[n / 2]),
        _ => Some(f64::midpoint(values[n / 2 - 1], values[n / 2])),
    }
}

/// The median with its interval by order statistics: the r-th value from both ends, where r is the largest number with
/// 2 · P(X < r) ≤ 5 % for X of the binomial distribution (n, ½). Nothing under six values, where there is no such r.
pub(crate) fn median_estimate(values: &mut [f64]) -> Option<Estimate> {
    let value = median(values)?;
    let r = rank(values.len()).checked_sub(1)?;
    Some(Estimate {
        value,
        interval: (values[r], values[values.len() - 1 - r]),
    })
}

/// The rank r of [`median_estimate`]; 0 where there is none.
fn rank(n: usize) -> usize {
    if n > 500 {
        // The normal distribution is the binomial one here, and ½ⁿ would be 0.
        let r = (n as f64 - Z * (n as f64).sqrt()) / 2.0;
        return r.floor() as usize;
    }
    let (mut r, mut mass, mut below) = (0, (-(n as f64)).exp2(), 0.0);
    loop {
        below += mass;
        if 2.0 * below > 0.05 || r >= n {
            return r;
        }
        mass *= (n - r) as f64 / (r + 1) as f64;
        r += 1;
    }
}

/// A share with its interval by Wilson's score, which holds for small numbers and near 0 and 1.
pub(crate) fn share(hits: u32, all: u32) -> Option<Estimate> {
    if all == 0 {
        return None;
    }
    let (n, p) = (f64::from(all), f64::from(hits) / f64::from(all));
    let z2 = Z * Z / n;
    let middle = p + z2 / 2.0;
    let half = Z * (p * (1.0 - p) / n + z2 / (4.0 * n)).sqrt();
    Some(Estimate {
        value: p,
        interval: ((middle - half) / (1.0 + z2), (middle + half) / (1.0 + z2)),
    })
}

/// The interval of `after - before` from the intervals of both (Newcombe's hybrid; for shares his method 10).
pub(crate) fn difference(before: Estimate, after: Estimate) -> (f64, f64) {
    let change = after.value - before.value;
    let reach = |a: f64, b: f64| a.hypot(b);
    let down = reach(
        after.value - after.interval.0,
        before.interval.1 - before.value,
    );
    let up = reach(
        after.interval.1 - after.value,
        before.value - before.interval.0,
    );
    (change - down, change + up)
}

/// The interval of the ratio of two rates, after to before, from counts of equal spans of time. The logarithm of the
/// ratio is near normal with the variance φ · (1/before + 1/after); φ is how much more the counts scatter than those of
/// a Poisson process would (Pearson's chi-square over its degrees of freedom), and at least 1.
pub(crate) fn rate_ratio(before: &[u32], after: &[u32]) -> Option<(f64, f64)> {
    let sum = |side: &[u32]| f64::from(side.iter().sum::<u32>());
    let (a, b) = (sum(before), sum(after));
    if a == 0.0 || b == 0.0 {
        return None;
    }
    let scatter = |side: &[u32], total: f64| -> f64 {
        let mean = total / side.len() as f64;
        let square = |y: &u32| (f64::from(*y) - mean).powi(2) / mean;
        side.iter().map(square).sum()
    };
    let free = (before.len() + after.len()).saturating_sub(2);
    let phi = if free == 0 {
        1.0
    } else {
        ((scatter(before, a) + scatter(after, b)) / free as f64).max(1.0)
    };
    let half = Z * (phi * (1.0 / a + 1.0 / b)).sqrt();
    let ratio = (b / a).ln();
    Some(((ratio - half).exp(), (ratio + half).exp()))
}

#[cfg(test)]
mod tests {
    use super::{Estimate, difference, median, median_estimate, rank, rate_ratio, share};

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 5e-4
    }

    #[test]
    fn a_median_stands_in_the_middle() {
        for (values, expected) in [
            (&mut [][..], None),
            (&mut [3.0], Some(3.0)),
            (&mut [9.0, 1.0, 4.0], Some(4.0)),
            (&mut [9.0, 1.0, 4.0, 5.0], Some(4.5)),
        ] {
            assert_eq!(median(values), expected);
        }
    }

    #[test]
    fn the_ranks_are_those_of_the_tables() {
        // Conover, Practical Nonparametric Statistics: ranks of the 95 % interval of a median.
        for (n, r) in [
            (5, 0),
            (6, 1),
            (8, 1),
            (9, 2),
            (10, 2),
            (20, 6),
            (50, 18),
            (100, 40),
        ] {
            assert_eq!(rank(n), r, "{n}");
        }
        assert!(rank(501).abs_diff(rank(500)) <= 1, "the two ways meet");
        let mut ten: Vec<f64> = (1..=10).map(f64::from).collect();
        let found = median_estimate(&mut ten).unwrap();
        assert_eq!((found.value, found.interval), (5.5, (2.0, 9.0)));
        assert_eq!(median_estimate(&mut [1.0, 2.0, 3.0]), None);
    }

    #[test]
    fn shares_have_the_intervals_of_the_literature() {
        // Newcombe 1998, table II: 56/70 and 48/80 give a difference of 0.2 with 0.0524 to 0.3339.
        let (a, b) = (share(56, 70).unwrap(), share(48, 80).unwrap());
        let (low, high) = difference(b, a);
        assert!(near(low, 0.0524) && near(high, 0.3339), "{low} {high}");
        // Wilson: 0 of 10 is at most 27.75 %.
        let none = share(0, 10).unwrap();
        assert!(near(none.interval.0, 0.0) && near(none.interval.1, 0.2775));
        assert_eq!(share(0, 0), None);
    }

    #[test]
    fn a_difference_of_equal_things_holds_nought() {
        let same = Estimate {
            value: 4.0,
            interval: (3.0, 6.0),
        };
        let (low, high) = difference(same, same);
        assert!(near(low, -5f64.sqrt()) && near(high, 5f64.sqrt()));
    }

    #[test]
    fn a_rate_ratio_is_wider_where_weeks_differ_much() {
        // 40 and 20 tickets: ln ½ ± 1.96 √(1/40 + 1/20).
        let (low, high) = rate_ratio(&[10; 4], &[5; 4]).unwrap();
        assert!(near(low, 0.2923) && near(high, 0.8553), "{low} {high}");
        let (wild_low, wild_high) = rate_ratio(&[40, 0, 0, 0], &[5; 4]).unwrap();
        assert!(wild_low < low && wild_high > high);
        assert_eq!(rate_ratio(&[0], &[4]), None);
    }
}
