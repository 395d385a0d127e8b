//! A small grey picture.

/// The brightness of each pixel, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Luma {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Luma {
    /// A picture of these pixels; `None` where their number is not width × height, or 0.
    pub fn new(width: usize, height: usize, pixels: Vec<u8>) -> Option<Self> {
        let fits = width.checked_mul(height) == Some(pixels.len()) && !pixels.is_empty();
        fits.then_some(Self {
            width,
            height,
            pixels,
        })
    }

    /// The picture of red, green, blue and alpha bytes (ITU-R BT.601 weights).
    pub fn from_rgba(width: usize, height: usize, rgba: &[u8]) -> Option<Self> {
        let (pixels, rest) = rgba.as_chunks::<4>();
        let grey = |[r, g, b, _]: &[u8; 4]| {
            let sum = 299 * u32::from(*r) + 587 * u32::from(*g) + 114 * u32::from(*b);
            u8::try_from(sum / 1000).unwrap_or(u8::MAX)
        };
        if rest.is_empty() {
            Self::new(width, height, pixels.iter().map(grey).collect())
        } else {
            None
        }
    }

    /// Its rows, each `width` long.
    pub fn rows(&self) -> std::slice::ChunksExact<'_, u8> {
        self.pixels.chunks_exact(self.width)
    }

    /// Its pixels, row by row.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// The mean brightness of each cell of a grid laid over it.
    pub fn grid<const W: usize, const H: usize>(&self) -> [[u32; W]; H] {
        let mut sums = [[(0u64, 0u64); W]; H];
        for (y, row) in self.rows().enumerate() {
            let Some(cells) = sums.get_mut(y * H / self.height) else {
                continue;
            };
            for (x, value) in row.iter().enumerate() {
                if let Some((sum, count)) = cells.get_mut(x * W / self.width) {
                    *sum += u64::from(*value);
                    *count += 1;
                }
            }
        }
        // A cell of a picture smaller than the grid may be empty.
        sums.map(|cells| {
            cells.map(|(sum, count)| u32::try_from(sum * 256 / count.max(1)).unwrap_or(u32::MAX))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_without_its_pixels_is_none() {
        assert_eq!(Luma::new(2, 2, vec![0; 3]), None);
        assert_eq!(Luma::new(0, 0, vec![]), None);
        assert_eq!(Luma::from_rgba(1, 1, &[0; 5]), None);
    }

    #[test]
    fn grey_weighs_the_colours_as_the_eye_does() {
        let luma = Luma::from_rgba(3, 1, &[255, 0, 0, 255, 0, 255, 0, 255, 255, 255, 255, 255]).unwrap();
        assert_eq!(luma.pixels(), [76, 149, 255]);
    }

    #[test]
    fn a_grid_holds_the_mean_of_each_cell() {
        let luma = Luma::new(4, 2, vec![0, 10, 100, 100, 20, 10, 100, 100]).unwrap();
        assert_eq!(luma.grid::<2, 1>(), [[10 * 256, 100 * 256]]);
    }
}
