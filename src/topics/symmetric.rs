//! Small symmetric tables: square roots and main axes.
//!
//! Takes a symmetric table, row after row. Gives its Cholesky factor turned for use, and its eigenvectors by Jacobi's
//! rotations (Golub and Van Loan, Matrix Computations, 4.2 and 8.5). Never handles tables beyond a few hundred rows well.

/// Sweeps after which Jacobi's rotations have long settled.
const SWEEPS: usize = 12;

/// `w` with `wᵀ table w` = 1, upper triangular: columns that hold nothing new are zero.
pub(super) fn whitening(table: &[f64], n: usize) -> Vec<f64> {
    let most = (0..n).map(|i| table[i * n + i]).fold(0.0, f64::max);
    let mut lower = vec![0.0; n * n];
    let mut inverse = vec![0.0; n * n];
    for i in 0..n {
        for j in 0..=i {
            let known: f64 = (0..j).map(|k| lower[i * n + k] * lower[j * n + k]).sum();
            let left = table[i * n + j] - known;
            if i == j {
                lower[i * n + i] = if left > most * 1e-9 { left.sqrt() } else { 0.0 };
            } else if lower[j * n + j] > 0.0 {
                lower[i * n + j] = left / lower[j * n + j];
            }
        }
    }
    // The inverse of the lower factor, stored turned over.
    for i in (0..n).filter(|i| lower[i * n + i] > 0.0) {
        for j in 0..=i {
            let own = if i == j { 1.0 } else { 0.0 };
            let known: f64 = (j..i).map(|k| lower[i * n + k] * inverse[j * n + k]).sum();
            inverse[j * n + i] = (own - known) / lower[i * n + i];
        }
    }
    inverse
}

/// Eigenvalues, the largest first, and the eigenvectors as columns in the same order.
pub(super) fn axes(table: &[f64], n: usize) -> (Vec<f64>, Vec<f64>) {
    let mut a = table.to_vec();
    let mut v: Vec<f64> = vec![0.0; n * n];
    (0..n).for_each(|i| v[i * n + i] = 1.0);
    let scale: f64 = a.iter().map(|x| x * x).sum();
    for _ in 0..SWEEPS {
        let off: f64 = (0..n)
            .flat_map(|i| &a[i * n..i * n + i])
            .map(|x| x * x)
            .sum();
        if off <= scale * 1e-18 {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                rotate(&mut a, &mut v, n, (p, q));
            }
        }
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|i, j| a[j * n + j].total_cmp(&a[i * n + i]).then(i.cmp(j)));
    let values = order.iter().map(|i| a[i * n + i]).collect();
    // Vectors were kept as rows, which are quicker to turn.
    let mut columns = vec![0.0; n * n];
    for (to, from) in order.iter().enumerate() {
        for k in 0..n {
            columns[k * n + to] = v[from * n + k];
        }
    }
    (values, columns)
}

/// One rotation that makes the place (p, q) zero.
fn rotate(table: &mut [f64], vectors: &mut [f64], n: usize, (p, q): (usize, usize)) {
    let corner = table[p * n + q];
    if corner.abs() < 1e-300 {
        return;
    }
    let theta = (table[q * n + q] - table[p * n + p]) / (2.0 * corner);
    let sign = if theta < 0.0 { -1.0 } else { 1.0 };
    let tangent = sign / (theta.abs() + (theta * theta + 1.0).sqrt());
    let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
    let angle = (cosine, tangent * cosine);
    for line in table.chunks_exact_mut(n) {
        (line[p], line[q]) = turned((line[p], line[q]), angle);
    }
    turn(table, n, (p, q), angle);
    turn(vectors, n, (p, q), angle);
}

/// Turns two rows against each other.
fn turn(table: &mut [f64], n: usize, (p, q): (usize, usize), angle: (f64, f64)) {
    let (head, tail) = table.split_at_mut(q * n);
    for (one, other) in head[p * n..(p + 1) * n].iter_mut().zip(&mut tail[..n]) {
        (*one, *other) = turned((*one, *other), angle);
    }
}

fn turned((one, other): (f64, f64), (cosine, sine): (f64, f64)) -> (f64, f64) {
    (cosine * one - sine * other, sine * one + cosine * other)
}

#[cfg(test)]
mod tests {
    use super::{axes, whitening};

    /// `xᵀ table x` for a table of three rows.
    fn around(x: &[f64], table: &[f64]) -> Vec<f64> {
        let n = 3;
        let at = |i: usize, j: usize| -> f64 {
            (0..n)
                .flat_map(|k| (0..n).map(move |l| (k, l)))
                .map(|(k, l)| x[k * n + i] * table[k * n + l] * x[l * n + j])
                .sum()
        };
        (0..9).map(|c| at(c / n, c % n)).collect()
    }

    #[test]
    fn whitening_makes_the_unit_table() {
        let table = [4.0, 2.0, 0.5, 2.0, 3.0, 1.0, 0.5, 1.0, 2.0];
        let unit = around(&whitening(&table, 3), &table);
        for (i, v) in unit.iter().enumerate() {
            let wanted = if i % 4 == 0 { 1.0 } else { 0.0 };
            assert!((v - wanted).abs() < 1e-9, "{unit:?}");
        }
    }

    #[test]
    fn a_column_that_repeats_another_is_dropped() {
        let table = [1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 2.0];
        let w = whitening(&table, 3);
        assert!(w[1].abs() + w[4].abs() < 1e-12 && w[8] > 0.7, "{w:?}");
    }

    #[test]
    fn axes_are_sorted_and_diagonal() {
        let table = [2.0, 1.0, 0.0, 1.0, 3.0, 0.5, 0.0, 0.5, 1.0];
        let (values, columns) = axes(&table, 3);
        assert!(values[0] > values[1] && values[1] > values[2]);
        let diagonal = around(&columns, &table);
        for (i, v) in diagonal.iter().enumerate() {
            let wanted = if i % 4 == 0 { values[i / 4] } else { 0.0 };
            assert!((v - wanted).abs() < 1e-9, "{diagonal:?}");
        }
    }
}
