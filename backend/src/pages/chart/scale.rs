//! From numbers to places in a drawing.

/// A straight scale; what lies outside is drawn at its end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    from: (f64, f64),
    to: (f64, f64),
}

impl Scale {
    /// Puts `from.0` at `to.0` and `from.1` at `to.1`.
    pub fn new(from: (f64, f64), to: (f64, f64)) -> Self {
        Self { from, to }
    }

    /// A scale for scores in percent that holds all `values`: whole tens within 0 to 100, twenty
    /// points wide at least.
    pub fn of_scores(values: impl IntoIterator<Item = f64>, to: (f64, f64)) -> Self {
        let (mut low, mut high) = values
            .into_iter()
            .filter(|value| value.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| {
                (low.min(v), high.max(v))
            });
        if low > high {
            (low, high) = (0.0, 100.0);
        }
        low = ((low / 10.0).floor() * 10.0).clamp(0.0, 80.0);
        high = ((high / 10.0).ceil() * 10.0).clamp(low + 20.0, 100.0);
        Self::new((low, high), to)
    }

    /// Where `value` is drawn.
    pub fn at(&self, value: f64) -> f64 {
        let (low, high) = self.from;
        let share = if high > low {
            ((value - low) / (high - low)).clamp(0.0, 1.0)
        } else {
            0.5
        };
        self.to.0 + share * (self.to.1 - self.to.0)
    }

    /// The numbers at its ends.
    pub fn domain(&self) -> (f64, f64) {
        self.from
    }

    /// Round numbers on it, about so many.
    pub fn ticks(&self, about: u32) -> Vec<f64> {
        let (low, high) = self.from;
        let rough = (high - low) / f64::from(about.max(1));
        if rough.is_nan() || rough <= 0.0 {
            return vec![low];
        }
        let power = 10f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .map(|factor| factor * power)
            .find(|step| *step >= rough * 0.999)
            .unwrap_or(10.0 * power);
        let first = (low / step).ceil() as i64;
        let last = (high / step).floor() as i64;
        (first..=last).map(|index| index as f64 * step).collect()
    }
}

/// A coordinate as it is written: tenths of a pixel are finer than anyone sees.
pub fn px(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_get_whole_tens_and_room() {
        assert_eq!(Scale::of_scores([62.0, 81.0], (0.0, 1.0)).domain(), (60.0, 90.0));
        assert_eq!(Scale::of_scores([99.0], (0.0, 1.0)).domain(), (80.0, 100.0));
        assert_eq!(Scale::of_scores([], (0.0, 1.0)).domain(), (0.0, 100.0));
    }

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(
            Scale::new((0.0, 100.0), (0.0, 1.0)).ticks(5),
            [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]
        );
        assert_eq!(Scale::new((1.0, 9.0), (0.0, 1.0)).ticks(4), [2.0, 4.0, 6.0, 8.0]);
        assert_eq!(Scale::new((3.0, 3.0), (0.0, 1.0)).ticks(4), [3.0]);
    }

    #[test]
    fn what_lies_outside_is_drawn_at_the_end() {
        let scale = Scale::new((0.0, 10.0), (100.0, 0.0));
        assert_eq!(
            (scale.at(-5.0), scale.at(5.0), scale.at(50.0)),
            (100.0, 50.0, 0.0)
        );
    }
}
