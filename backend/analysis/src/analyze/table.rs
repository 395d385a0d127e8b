//! The report for people: plain text, numbers aligned.

use std::io::{self, Write};

use super::report::{DriverReport, LocationRow, ModelKind, Report};
use crate::compare::Side;
use crate::drivers::Method;

/// Writes the report.
///
/// # Errors
/// What the writer fails with.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let c = report.counts;
    writeln!(
        out,
        "{} visits, {} locations, {} evaluators, {} waves",
        c.visits, c.locations, c.evaluators, c.waves
    )?;
    model(report, out)?;
    locations(report, out)?;
    severity(report, out)?;
    time(report, out)?;
    touchpoints(report, out)
}

fn model(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    if let Some(refusal) = &report.refusal {
        writeln!(out, "No model: {}.", refusal.message)?;
    }
    let (Some(v), Some(mean), Some(se), Some(criterion)) = (
        &report.variance_components,
        report.intercept,
        report.intercept_se,
        report.reml_criterion,
    ) else {
        return Ok(());
    };
    let kind = match report.model {
        Some(ModelKind::Crossed) => "location × evaluator",
        _ => "location",
    };
    writeln!(out, "\nModel: {kind}, REML criterion {criterion:.4}")?;
    writeln!(out, "  variance of a visit         {:12.4}", v.sigma2)?;
    writeln!(out, "  variance between locations  {:12.4}", v.location)?;
    if let Some(evaluator) = v.evaluator {
        writeln!(out, "  variance between evaluators {evaluator:12.4}")?;
    }
    writeln!(
        out,
        "  mean over locations         {mean:12.4} ± {se:.4} (standard error)"
    )?;
    for name in v.at_boundary {
        writeln!(
            out,
            "  The variance of {name}s is estimated as zero: no difference beyond luck is seen."
        )?;
    }
    Ok(())
}

fn locations(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let width = report
        .locations
        .iter()
        .map(|l| l.location.chars().count())
        .max()
        .unwrap_or(0)
        .clamp(8, 40);
    writeln!(
        out,
        "\n{:width$} {:>6} {:>9} {:>9} {:>8} {:>19} {:>9} {:>11}  flag",
        "location", "n", "raw", "shrunk", "se", "95 % interval", "adjusted", "rank",
    )?;
    for l in &report.locations {
        writeln!(
            out,
            "{:width$} {:>6} {:>9.2} {:>9} {:>8} {:>19} {:>9} {:>11}  {}",
            clipped(&l.location, width),
            l.n,
            l.raw,
            number(l.shrunk),
            number(l.se),
            interval(l),
            number(l.adjusted),
            format!("{}–{}", l.rank_low, l.rank_high),
            match l.flag {
                Some(Side::Above) => "above the mean",
                Some(Side::Below) => "below the mean",
                None => "",
            },
        )?;
    }
    match report.indistinguishable.as_slice() {
        [only] if only.locations == report.locations.len() && only.locations > 1 => {
            writeln!(
                out,
                "No two locations can be told apart: this order is not a ranking."
            )
        }
        _ => Ok(()),
    }
}

fn severity(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let s = &report.severity;
    if let Some(refusal) = &s.refusal {
        writeln!(out, "\nNot adjusted for severity: {}.", refusal.message)?;
        for visit in &s.joining_visits {
            writeln!(out, "  {} should visit {}", visit.evaluator, visit.location)?;
        }
    }
    if !s.adjusted {
        return Ok(());
    }
    if let Some(p) = s.p_value {
        let words = if p <= 0.05 {
            "evaluators differ"
        } else {
            "no difference between evaluators is seen"
        };
        writeln!(out, "\nSeverity: {words} (p = {p:.4})")?;
    }
    let lasting = s.evaluators.iter().filter(|e| {
        let rare = |signal: Option<crate::integrity::Signal>| signal.is_some_and(|x| x.rarer_than(0.01));
        rare(e.signals.severity_signal) || rare(e.signals.consistency_signal)
    });
    for e in lasting {
        writeln!(
            out,
            "  {}: {} visits, severity {:+.2} ± {:.2}, spread {} of the usual",
            e.evaluator,
            e.signals.n,
            e.signals.severity,
            e.se,
            e.signals
                .spread
                .map_or_else(|| "—".to_owned(), |r| format!("{r:.2}×")),
        )?;
    }
    Ok(())
}

fn time(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for wave in &report.waves {
        match &wave.change {
            Some(c) => writeln!(
                out,
                "\nWave {} to {}: {:+.2} [{:+.2}, {:+.2}] on {} locations visited in both (p = {:.4}); plain means {:+.2}, of which {:+.2} from visiting other locations",
                wave.from,
                wave.to,
                c.change.value,
                c.change.interval.low,
                c.change.interval.high,
                c.locations,
                c.p_value,
                c.raw_change,
                c.mix_effect,
            )?,
            None => writeln!(
                out,
                "\nWave {} to {}: too few visits in common",
                wave.from, wave.to
            )?,
        }
    }
    if let Some(d) = &report.drift {
        let i = d.slope.interval;
        writeln!(
            out,
            "Drift per wave: {:+.3} [{:+.3}, {:+.3}] (p = {:.4})",
            d.slope.value, i.low, i.high, d.p_value
        )?;
    }
    Ok(())
}

fn touchpoints(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for (i, t) in report.touchpoints.iter().enumerate() {
        if i == 0 {
            writeln!(out, "\ntouchpoint                      n      mean  reliability")?;
        }
        writeln!(
            out,
            "{:26} {:>6} {:>9.2} {:>12}",
            clipped(&t.touchpoint, 26),
            t.n,
            t.mean,
            number(t.reliability)
        )?;
    }
    if let Some(w) = &report.weight_sensitivity {
        writeln!(
            out,
            "Weights ±{:.0} %: neighbours change places in {:.1} % of the draws; {} pairs in more than 10 %",
            100.0 * w.by,
            100.0 * w.mean_flip,
            w.fragile.len()
        )?;
    }
    match &report.drivers {
        Some(DriverReport::Refused(reason)) => writeln!(out, "\nNo key drivers: {reason}."),
        Some(DriverReport::Found(found)) => {
            let method = match found.method {
                Method::Lmg => "LMG",
                Method::RelativeWeights => "relative weights",
            };
            writeln!(
                out,
                "\nKey drivers ({method}), R² = {:.3}, {} visits used, {} left out for gaps, {} touchpoints left out",
                found.r_squared,
                found.visits_used,
                found.visits_left_out,
                found.left_out.len()
            )?;
            for d in &found.drivers {
                let name = report
                    .touchpoints
                    .get(d.predictor)
                    .map_or("", |t| t.touchpoint.as_str());
                let range = d
                    .interval
                    .map_or_else(String::new, |i| format!("[{:.3}, {:.3}]", i.low, i.high));
                writeln!(
                    out,
                    "{:26} {:>6.3} {range} {:>5.1} %",
                    clipped(name, 26),
                    d.importance,
                    100.0 * d.share
                )?;
            }
            Ok(())
        }
        None => Ok(()),
    }
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "—".to_owned(), |v| format!("{v:.2}"))
}

fn interval(l: &LocationRow) -> String {
    match (l.low, l.high) {
        (Some(low), Some(high)) => format!("[{low:.2}, {high:.2}]"),
        _ => "—".to_owned(),
    }
}

fn clipped(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width - 1).chain(std::iter::once('…')).collect()
}
