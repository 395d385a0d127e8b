//! Probabilities and quantiles of the normal, Student, F and χ² distributions, and the noncentral
//! Student distribution that power calculations need. A thin layer over `statrs` that never panics.

use statrs::distribution::{ChiSquared, ContinuousCDF, FisherSnedecor, Normal, StudentsT};
use statrs::function::beta::checked_beta_reg;

/// From this many degrees of freedom Student's distribution is taken from its expansions around the
/// normal one, which are exact to twelve digits there; the incomplete beta function loses digits.
const EXPANDED_FROM: f64 = 500.0;

/// P(Z ≤ `z`) for a standard normal Z.
pub fn normal_cdf(z: f64) -> f64 {
    Normal::standard().cdf(z)
}

/// The z with P(Z ≤ z) = `p`; NaN outside 0..=1.
pub fn normal_quantile(p: f64) -> f64 {
    if (0.0..=1.0).contains(&p) {
        Normal::standard().inverse_cdf(p)
    } else {
        f64::NAN
    }
}

/// P(T ≤ `t`) for Student's distribution with `df` degrees of freedom; NaN if `df` ≤ 0.
pub fn t_cdf(t: f64, df: f64) -> f64 {
    if df >= EXPANDED_FROM {
        return normal_cdf(normal_equivalent(t, df));
    }
    StudentsT::new(0.0, 1.0, df).map_or(f64::NAN, |d| d.cdf(t))
}

/// The normal deviate with the same tail as `t` (Hill, Algorithm 395, Comm. ACM 13 (1970) 617–619).
fn normal_equivalent(t: f64, df: f64) -> f64 {
    let a = df - 0.5;
    let b = 48.0 * a * a;
    let y = a * (t * t / df).ln_1p();
    let inner = ((-0.4 * y - 3.3) * y - 24.0) * y - 85.5;
    let z = ((inner / (0.8 * y * y + 100.0 + b) + y + 3.0) / b + 1.0) * y.sqrt();
    z.copysign(t)
}

/// Two-sided p value of a t statistic.
pub fn t_two_sided_p(t: f64, df: f64) -> f64 {
    (2.0 * t_cdf(-t.abs(), df)).min(1.0)
}

/// The t with P(T ≤ t) = `p`; NaN if `p` is outside 0..=1 or `df` ≤ 0.
pub fn t_quantile(p: f64, df: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    if df >= EXPANDED_FROM {
        return expanded_quantile(normal_quantile(p), df);
    }
    StudentsT::new(0.0, 1.0, df).map_or(f64::NAN, |d| d.inverse_cdf(p))
}

/// Student's quantile from the normal one (Abramowitz & Stegun 26.7.5).
fn expanded_quantile(x: f64, df: f64) -> f64 {
    let x2 = x * x;
    let g1 = (x2 + 1.0) / 4.0;
    let g2 = ((5.0 * x2 + 16.0) * x2 + 3.0) / 96.0;
    let g3 = (((3.0 * x2 + 19.0) * x2 + 17.0) * x2 - 15.0) / 384.0;
    let g4 = ((((79.0 * x2 + 776.0) * x2 + 1482.0) * x2 - 1920.0) * x2 - 945.0) / 92_160.0;
    x * (1.0 + (g1 + (g2 + (g3 + g4 / df) / df) / df) / df)
}

/// The half-width factor of a two-sided interval: the (1+`level`)/2 quantile of Student's distribution.
pub fn t_critical(level: f64, df: f64) -> f64 {
    t_quantile(0.5 + level / 2.0, df)
}

/// The half-width factor of a two-sided normal interval.
pub fn z_critical(level: f64) -> f64 {
    normal_quantile(0.5 + level / 2.0)
}

/// P(F > `f`) for the F distribution with `df1` and `df2` degrees of freedom.
pub fn f_upper(f: f64, df1: f64, df2: f64) -> f64 {
    FisherSnedecor::new(df1, df2).map_or(f64::NAN, |d| d.sf(f.max(0.0)))
}

/// P(X > `x`) for χ² with `df` degrees of freedom.
pub fn chi_squared_upper(x: f64, df: f64) -> f64 {
    ChiSquared::new(df).map_or(f64::NAN, |d| d.sf(x.max(0.0)))
}

/// P(T ≤ `t`) for the noncentral Student distribution with noncentrality `delta`.
///
/// The series of Lenth, *Algorithm AS 243*, Applied Statistics 38 (1989) 185–189.
pub fn noncentral_t_cdf(t: f64, df: f64, delta: f64) -> f64 {
    if t < 0.0 {
        return 1.0 - noncentral_t_cdf(-t, df, -delta);
    }
    let start = normal_cdf(-delta);
    if t == 0.0 {
        return start;
    }
    let x = t * t / (t * t + df);
    let half = delta * delta / 2.0;
    if half > 700.0 {
        // exp(−δ²/2) underflows; far out there the normal approximation of Abramowitz & Stegun
        // 26.7.10 is exact to the digits that a power calculation shows.
        let z = (t * (1.0 - 1.0 / (4.0 * df)) - delta) / (1.0 + t * t / (2.0 * df)).sqrt();
        return normal_cdf(z);
    }
    let b = df / 2.0;
    let mut p = 0.5 * (-half).exp();
    let mut q = p * delta * (2.0 / std::f64::consts::PI).sqrt();
    let mut sum = 0.0;
    let mut remaining = 0.5 - p;
    for j in 0..2000_u32 {
        let a = f64::from(j) + 0.5;
        let odd = checked_beta_reg(a, b, x).unwrap_or(0.0);
        let even = checked_beta_reg(a + 0.5, b, x).unwrap_or(0.0);
        sum += p * odd + q * even;
        if f64::from(j) > half && 2.0 * remaining * odd < 1e-12 {
            break;
        }
        p *= half / (f64::from(j) + 1.0);
        q *= half / (f64::from(j) + 1.5);
        remaining -= p;
    }
    (start + sum).clamp(0.0, 1.0)
}
