//! Many tests at once: the false discovery rate of Benjamini and Hochberg.

/// Adjusted p values (q values) by Benjamini & Hochberg, J. R. Stat. Soc. B 57 (1995) 289–300, in
/// the order of the input. Flagging all q ≤ 0.05 keeps the expected share of false flags at 5 %.
/// A NaN (no test) is left out of the family and stays NaN.
pub fn benjamini_hochberg(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<(usize, f64)> = p_values
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, p)| !p.is_nan())
        .collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    let m = order.len() as f64;
    let mut adjusted = vec![f64::NAN; p_values.len()];
    let mut smallest = 1.0_f64;
    let mut rank = m;
    for (index, p) in order {
        smallest = smallest.min(p * m / rank);
        rank -= 1.0;
        if let Some(slot) = adjusted.get_mut(index) {
            *slot = smallest;
        }
    }
    adjusted
}
