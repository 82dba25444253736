//! How rare a word is.
//!
//! Takes counts. Gives the inverse document frequency, by `+ − · /` alone, so that it is the same to the last bit in the
//! browser's engine. Never uses a function of the machine.

use crate::search::SearchIndex;

/// The natural logarithm of a number from 1 up, by `+ − · /` alone: exactly the same steps as in the browser's engine.
fn ln(mut x: f64) -> f64 {
    let mut exponent = 0.0;
    while x >= 2.0 {
        x /= 2.0;
        exponent += 1.0;
    }
    let s = (x - 1.0) / (x + 1.0);
    let q = s * s;
    let mut sum = 0.0;
    for k in (1..=17).rev().step_by(2) {
        sum = sum * q + 1.0 / f64::from(k);
    }
    2.0 * s * sum + exponent * std::f64::consts::LN_2
}

/// How rare a word of so many articles is: `ln(1 + (N − df + ½) / (df + ½))`.
pub(super) fn idf(index: &SearchIndex<'_>, df: u32) -> f64 {
    let (n, df) = (index.articles.len() as f64, f64::from(df));
    ln(1.0 + (n - df + 0.5) / (df + 0.5))
}

#[cfg(test)]
mod tests {
    use super::ln;

    #[test]
    fn the_logarithm_is_near_enough() {
        for x in [1.0, 1.5, 2.0, 3.0, 17.25, 1000.5, 20_007.0] {
            assert!((ln(x) - f64::ln(x)).abs() < 1e-9, "{x}");
        }
    }
}
