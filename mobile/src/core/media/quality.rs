//! Whether a photo shows anything: sharp enough, neither dark nor burnt out.

use vitrine_shared::event::PhotoWarning;

use super::Luma;

/// Below this variance of the Laplacian of the grey copy, a picture looks blurred.
const SHARP_FROM: f64 = 60.0;

/// Pixels up to this brightness are black to the eye, and so large a share (in percent) is too much.
const BLACK: (u8, usize) = (35, 80);

/// Pixels from this brightness on are burnt out, and so large a share (in percent) is too much.
const WHITE: (u8, usize) = (250, 60);

/// What is wrong with the picture itself.
pub fn warnings(luma: &Luma) -> Vec<PhotoWarning> {
    let share = |is_bad: &dyn Fn(u8) -> bool| {
        let bad = luma.pixels().iter().filter(|value| is_bad(**value)).count();
        bad * 100 / luma.pixels().len().max(1)
    };
    let mut found = Vec::new();
    if share(&|value| value <= BLACK.0) >= BLACK.1 {
        found.push(PhotoWarning::Dark);
    } else if share(&|value| value >= WHITE.0) >= WHITE.1 {
        found.push(PhotoWarning::Bright);
    } else if sharpness(luma) < SHARP_FROM {
        // Dark and burnt-out pictures have no edges either: one reason is enough.
        found.push(PhotoWarning::Blurred);
    }
    found
}

/// The variance of the Laplacian: how much the brightness changes from pixel to pixel.
fn sharpness(luma: &Luma) -> f64 {
    let (mut sum, mut squares, mut count) = (0i64, 0i64, 0i64);
    let rows = luma.rows();
    for ((above, row), below) in rows.clone().zip(rows.clone().skip(1)).zip(rows.skip(2)) {
        let around = row.iter().zip(row.iter().skip(1)).zip(row.iter().skip(2));
        let column = above.iter().skip(1).zip(below.iter().skip(1));
        for (((left, here), right), (up, down)) in around.zip(column) {
            let neighbours = [left, right, up, down]
                .map(|value| i64::from(*value))
                .iter()
                .sum::<i64>();
            let edge = neighbours - 4 * i64::from(*here);
            sum += edge;
            squares += edge * edge;
            count += 1;
        }
    }
    if count == 0 {
        return 0.0;
    }
    let mean = sum as f64 / count as f64;
    squares as f64 / count as f64 - mean * mean
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(value: impl Fn(usize, usize) -> u8) -> Luma {
        let pixels = (0..96 * 64).map(|i| value(i % 96, i / 96)).collect();
        Luma::new(96, 64, pixels).unwrap()
    }

    #[test]
    fn a_sharp_picture_passes_and_the_others_are_told_apart() {
        let tiles = |x: usize, y: usize| {
            if (x / 8 + y / 8).is_multiple_of(2) {
                60
            } else {
                190
            }
        };
        assert_eq!(warnings(&picture(tiles)), []);
        let haze = |x: usize, _: usize| u8::try_from(60 + x).unwrap();
        assert_eq!(warnings(&picture(haze)), [PhotoWarning::Blurred]);
        assert_eq!(warnings(&picture(|_, _| 4)), [PhotoWarning::Dark]);
        assert_eq!(warnings(&picture(|_, _| 255)), [PhotoWarning::Bright]);
    }
}
