//! REML for the crossed model: a quasi-Newton search over the relative standard deviations.
//!
//! The deviance is an even function of each λ, so the search is unconstrained in signed λ and a
//! variance of zero is an ordinary minimum at λ = 0. The gradient costs one inverse of the Schur
//! complement: ∂d/∂ln λ = 2·(q − tr) − 2·|b|²/σ², with tr the trace of the factor's block of the
//! inverse (Searle, Casella & McCulloch, 1992, §8.3; at the optimum it says |b|²/σ² = q − tr).

use super::design::Design;
use super::system::{Layout, Solved, Variances};
use crate::oneway;
use crate::refusal::Refusal;

/// Iterations after which the search gives up.
const MOST_ITERATIONS: usize = 100;
/// The search ends when the deviance's derivatives by ln λ are below this.
const GRADIENT_TOLERANCE: f64 = 1e-6;
/// A component is zero when its levels' reliability, λ²n̄, is below this.
const NEGLIGIBLE: f64 = 1e-7;

/// The optimum and what was computed there.
#[derive(Debug, Clone)]
pub struct Optimum {
    /// System at the optimum.
    pub solved: Solved,
    /// Variances there.
    pub variances: Variances,
    /// Evaluations of the system.
    pub evaluations: usize,
    /// Largest derivative by ln λ of a component that is not zero.
    pub gradient: f64,
}

struct Evaluation {
    solved: Solved,
    variances: Variances,
    /// Derivatives by ln λ.
    log_gradient: [f64; 2],
}

impl Evaluation {
    fn at(layout: &Layout, lambda: [f64; 2]) -> Option<Self> {
        let solved = layout.solve(lambda)?;
        let variances = layout.variances(&solved);
        let slope = |effects: &[f64], variances: &[super::system::EffectVariance]| {
            let freedom: f64 = variances.iter().map(|v| 1.0 - v.effect).sum();
            let squares: f64 = effects.iter().map(|b| b * b).sum();
            2.0 * freedom - 2.0 * squares / solved.sigma2
        };
        let log_gradient = [
            slope(&solved.major, &variances.major),
            slope(&solved.minor, &variances.minor),
        ];
        Some(Self {
            solved,
            variances,
            log_gradient,
        })
    }

    /// Derivatives by λ; 0 at λ = 0, where the deviance is even.
    fn gradient(&self) -> [f64; 2] {
        let [la, lb] = self.solved.lambda;
        let [ga, gb] = self.log_gradient;
        [
            if la == 0.0 { 0.0 } else { ga / la },
            if lb == 0.0 { 0.0 } else { gb / lb },
        ]
    }

    /// Largest derivative by ln λ.
    fn steepness(&self) -> f64 {
        let [ga, gb] = self.log_gradient;
        ga.abs().max(gb.abs())
    }
}

/// Finds the optimum.
///
/// # Errors
/// [`Refusal::NotConverged`], or [`Refusal::Saturated`] where nothing is left to estimate luck from.
pub fn optimise(layout: &Layout, design: &Design) -> Result<Optimum, Refusal> {
    let mean_visits = layout.levels().map(|q| design.total().n as f64 / q.max(1) as f64);
    let mut current = Evaluation::at(layout, start(layout, design, mean_visits)).ok_or(Refusal::Saturated)?;
    let mut evaluations = 1;
    let mut inverse_hessian = initial(&current);
    let mut converged = false;
    for _ in 0..MOST_ITERATIONS {
        if current.steepness() < GRADIENT_TOLERANCE || vanishes(&current, mean_visits) {
            converged = true;
            break;
        }
        let gradient = current.gradient();
        let mut direction = descend(&inverse_hessian, gradient);
        if inner(direction, gradient) >= 0.0 {
            inverse_hessian = initial(&current);
            direction = descend(&inverse_hessian, gradient);
        }
        let Some((next, tried)) = search(layout, &current, direction) else {
            // No lower point within rounding: the gradient decides whether this is the optimum.
            converged = current.steepness() < 1e3 * GRADIENT_TOLERANCE;
            break;
        };
        evaluations += tried;
        update(&mut inverse_hessian, &current, &next);
        current = next;
    }
    if !converged {
        return Err(Refusal::NotConverged {
            iterations: evaluations,
        });
    }
    let settled = settle(layout, current, mean_visits, &mut evaluations);
    let gradient = settled.steepness();
    Ok(Optimum {
        solved: settled.solved,
        variances: settled.variances,
        evaluations,
        gradient,
    })
}

/// Starts from the one-way estimates of each factor.
fn start(layout: &Layout, design: &Design, mean_visits: [f64; 2]) -> [f64; 2] {
    let ratio = |levels: &[crate::summary::VisitStats]| {
        let active: Vec<_> = levels.iter().copied().filter(|l| l.n > 0).collect();
        oneway::fit(&active)
            .ok()
            .and_then(Result::ok)
            .map_or(0.25, |m| m.ratio())
    };
    let (mut a, mut b) = (ratio(design.locations()), ratio(design.evaluators()));
    if !layout.locations_major {
        std::mem::swap(&mut a, &mut b);
    }
    let [na, nb] = mean_visits;
    // Never at zero, where the deviance is stationary whatever the data say.
    [a.clamp(0.1 / na, 100.0).sqrt(), b.clamp(0.1 / nb, 100.0).sqrt()]
}

/// Whether all that still moves is on its way to zero.
fn vanishes(e: &Evaluation, mean_visits: [f64; 2]) -> bool {
    let zero = |l: f64, n: f64| l * l * n < NEGLIGIBLE;
    let parts = e.solved.lambda.iter().zip(mean_visits).zip(e.log_gradient);
    parts
        .clone()
        .all(|((l, n), g)| zero(*l, n) || g.abs() < GRADIENT_TOLERANCE)
}

/// Sets components that vanish to exactly zero if the deviance agrees.
fn settle(layout: &Layout, e: Evaluation, mean_visits: [f64; 2], evaluations: &mut usize) -> Evaluation {
    let mut lambda = e.solved.lambda.map(f64::abs);
    for (l, n) in lambda.iter_mut().zip(mean_visits) {
        // The criterion cannot tell values below the square root of its rounding from zero.
        if *l * *l * n < 1e3 * NEGLIGIBLE {
            *l = 0.0;
        }
    }
    *evaluations += 1;
    match Evaluation::at(layout, lambda) {
        Some(at_zero) if at_zero.solved.deviance <= e.solved.deviance + 1e-6 => at_zero,
        _ => e,
    }
}

/// A diagonal guess of the inverse Hessian from the effective degrees of freedom.
fn initial(e: &Evaluation) -> [[f64; 2]; 2] {
    let guess = |variances: &[super::system::EffectVariance], lambda: f64| {
        let freedom: f64 = variances.iter().map(|v| 1.0 - v.effect).sum();
        lambda * lambda / (4.0 * freedom).max(1e-12)
    };
    let [la, lb] = e.solved.lambda;
    [
        [guess(&e.variances.major, la), 0.0],
        [0.0, guess(&e.variances.minor, lb)],
    ]
}

/// Halves the step until the deviance falls enough (Armijo).
fn search(layout: &Layout, from: &Evaluation, direction: [f64; 2]) -> Option<(Evaluation, usize)> {
    let slope = inner(direction, from.gradient());
    let [la, lb] = from.solved.lambda;
    let [da, db] = direction;
    let mut step = 1.0;
    for tried in 1..=30 {
        if let Some(next) = Evaluation::at(layout, [la + step * da, lb + step * db]) {
            let rounding = 1e-13 * from.solved.deviance.abs();
            if next.solved.deviance < from.solved.deviance + 1e-4 * step * slope + rounding {
                return Some((next, tried));
            }
        }
        step *= 0.5;
    }
    None
}

/// The BFGS update of the inverse Hessian (Nocedal & Wright, 2nd ed., eq. 6.17), skipped where the
/// curvature is not positive.
fn update(h: &mut [[f64; 2]; 2], from: &Evaluation, to: &Evaluation) {
    let minus = |a: [f64; 2], b: [f64; 2]| {
        let ([a0, a1], [b0, b1]) = (a, b);
        [a0 - b0, a1 - b1]
    };
    let s = minus(to.solved.lambda, from.solved.lambda);
    let y = minus(to.gradient(), from.gradient());
    let curvature = inner(s, y);
    if curvature <= 1e-14 * inner(s, s).sqrt() * inner(y, y).sqrt() {
        return;
    }
    let [[h00, h01], [_, h11]] = *h;
    let [s0, s1] = s;
    let [y0, y1] = y;
    let (hy0, hy1) = (h00 * y0 + h01 * y1, h01 * y0 + h11 * y1);
    let factor = (curvature + y0 * hy0 + y1 * hy1) / (curvature * curvature);
    let off = h01 + factor * s0 * s1 - (hy0 * s1 + s0 * hy1) / curvature;
    *h = [
        [h00 + factor * s0 * s0 - 2.0 * hy0 * s0 / curvature, off],
        [off, h11 + factor * s1 * s1 - 2.0 * hy1 * s1 / curvature],
    ];
}

fn descend(h: &[[f64; 2]; 2], g: [f64; 2]) -> [f64; 2] {
    h.map(|row| -inner(row, g))
}

fn inner(a: [f64; 2], b: [f64; 2]) -> f64 {
    let ([a0, a1], [b0, b1]) = (a, b);
    a0 * b0 + a1 * b1
}
