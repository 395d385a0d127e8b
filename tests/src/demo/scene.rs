//! Drawn stand-ins for an evaluator's photos: a store front, a shelf, a checkout, a receipt.
//!
//! The demo has no real stores to photograph. Each drawing differs by its seed (colours, stock,
//! light, the angle it is held at), as one photo differs from the next.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder};
use rand::{Rng, RngExt, SeedableRng, rngs::StdRng};
use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Rect, Transform};

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scene {
    /// The front of the store, seen from the street.
    Facade,
    /// Shelves with products; some places empty.
    Shelf,
    /// The checkout with its queue.
    Checkout,
    /// The receipt on a table.
    Receipt,
}

const WIDTH: u32 = 960;
const HEIGHT: u32 = 720;
/// The scenes are composed on a sheet of 1280 × 960.
const SCALE: f32 = 0.75;

/// Draws a scene as a JPEG, the same for the same seed.
///
/// # Errors
/// Only where memory for the picture cannot be had.
pub fn draw(scene: Scene, seed: u64) -> anyhow::Result<Vec<u8>> {
    let mut rng = StdRng::seed_from_u64(seed);
    let mut canvas = Canvas::new(&mut rng)?;
    match scene {
        Scene::Facade => facade(&mut canvas, &mut rng),
        Scene::Shelf => shelf(&mut canvas, &mut rng),
        Scene::Checkout => checkout(&mut canvas, &mut rng),
        Scene::Receipt => receipt(&mut canvas, &mut rng),
    }
    canvas.into_jpeg(&mut rng)
}

struct Canvas {
    pixels: Pixmap,
    tilt: Transform,
    light: f32,
}

impl Canvas {
    fn new(rng: &mut StdRng) -> anyhow::Result<Self> {
        let pixels = Pixmap::new(WIDTH, HEIGHT).ok_or_else(|| anyhow::anyhow!("no memory for a picture"))?;
        let tilt = Transform::from_rotate_at(rng.random_range(-2.5..2.5), 640.0, 480.0)
            .post_scale(1.06 * SCALE, 1.06 * SCALE);
        Ok(Self {
            pixels,
            tilt,
            light: rng.random_range(0.8..1.05),
        })
    }

    fn paint(&self, rgb: [u8; 3]) -> Paint<'static> {
        let lit = |channel: u8| (f32::from(channel) / 255.0 * self.light).clamp(0.0, 1.0);
        let mut paint = Paint {
            anti_alias: true,
            ..Paint::default()
        };
        let [r, g, b] = rgb.map(lit);
        paint.set_color(Color::from_rgba(r, g, b, 1.0).unwrap_or(Color::BLACK));
        paint
    }

    fn rect(&mut self, x: f32, y: f32, width: f32, height: f32, rgb: [u8; 3]) {
        if let Some(rect) = Rect::from_xywh(x, y, width, height) {
            self.pixels.fill_rect(rect, &self.paint(rgb), self.tilt, None);
        }
    }

    fn circle(&mut self, x: f32, y: f32, radius: f32, rgb: [u8; 3]) {
        if let Some(path) = PathBuilder::from_circle(x, y, radius) {
            self.pixels
                .fill_path(&path, &self.paint(rgb), FillRule::Winding, self.tilt, None);
        }
    }

    /// A person seen from afar: nobody in particular.
    fn person(&mut self, x: f32, feet: f32, height: f32, clothes: [u8; 3]) {
        self.rect(
            x - height * 0.13,
            feet - height * 0.8,
            height * 0.26,
            height * 0.5,
            clothes,
        );
        self.rect(
            x - height * 0.11,
            feet - height * 0.32,
            height * 0.22,
            height * 0.32,
            [52, 56, 68],
        );
        self.circle(x, feet - height * 0.89, height * 0.1, [178, 142, 118]);
    }

    /// Sensor noise keeps the file as large as a phone's would be.
    fn into_jpeg(self, rng: &mut StdRng) -> anyhow::Result<Vec<u8>> {
        let mut rgb = Vec::with_capacity((WIDTH * HEIGHT * 3) as usize);
        for pixel in self.pixels.pixels() {
            let noise = (rng.next_u32() % 13) as i16 - 6;
            for channel in [pixel.red(), pixel.green(), pixel.blue()] {
                rgb.push(u8::try_from((i16::from(channel) + noise).clamp(0, 255))?);
            }
        }
        let mut jpeg = Vec::new();
        JpegEncoder::new_with_quality(&mut jpeg, 85).write_image(
            &rgb,
            WIDTH,
            HEIGHT,
            ExtendedColorType::Rgb8,
        )?;
        Ok(jpeg)
    }
}

/// Muted colours of shop fittings and packaging.
const COLOURS: [[u8; 3]; 8] = [
    [196, 84, 66],
    [64, 112, 146],
    [222, 176, 76],
    [92, 140, 98],
    [140, 96, 138],
    [210, 138, 92],
    [82, 92, 110],
    [176, 186, 172],
];

fn colour(rng: &mut StdRng) -> [u8; 3] {
    COLOURS
        .get(rng.random_range(0..COLOURS.len()))
        .copied()
        .unwrap_or([128; 3])
}

fn facade(canvas: &mut Canvas, rng: &mut StdRng) {
    canvas.rect(-80.0, -80.0, 1500.0, 420.0, [176, 202, 222]);
    canvas.rect(-80.0, 120.0, 1500.0, 720.0, [206, 198, 186]);
    let brand = colour(rng);
    canvas.rect(120.0, 190.0, 1040.0, 110.0, brand);
    for letter in 0..7u8 {
        canvas.rect(
            420.0 + f32::from(letter) * 62.0,
            218.0,
            38.0,
            54.0,
            [246, 242, 234],
        );
    }
    for window in [140.0, 760.0] {
        canvas.rect(window, 330.0, 380.0, 420.0, [118, 136, 146]);
        canvas.rect(window + 12.0, 342.0, 356.0, 396.0, [232, 226, 210]);
        for item in 0..3u8 {
            let x = window + 70.0 + f32::from(item) * 110.0;
            if rng.random_bool(0.85) {
                canvas.person(x, 730.0, 300.0, colour(rng));
            }
        }
    }
    canvas.rect(545.0, 340.0, 190.0, 410.0, [74, 84, 92]);
    canvas.rect(557.0, 352.0, 80.0, 398.0, [198, 212, 214]);
    canvas.rect(643.0, 352.0, 80.0, 398.0, [190, 206, 208]);
    canvas.rect(-80.0, 750.0, 1500.0, 300.0, [148, 144, 140]);
    for slab in 0..9u8 {
        canvas.rect(
            -60.0 + f32::from(slab) * 170.0,
            750.0,
            4.0,
            300.0,
            [120, 116, 112],
        );
    }
}

fn shelf(canvas: &mut Canvas, rng: &mut StdRng) {
    canvas.rect(-80.0, -80.0, 1500.0, 1200.0, [226, 222, 214]);
    for level in 0..4u8 {
        let board = 250.0 + f32::from(level) * 220.0;
        let mut x = 20.0;
        while x < 1240.0 {
            let (width, height) = (rng.random_range(44.0..92.0f32), rng.random_range(90.0..170.0f32));
            let rgb = colour(rng);
            // Now and then a gap: what the stock question is about.
            for _ in 0..rng.random_range(1..5u8) {
                if rng.random_bool(0.92) {
                    canvas.rect(x, board - height, width, height, rgb);
                    canvas.rect(
                        x + 6.0,
                        board - height * 0.7,
                        width - 12.0,
                        height * 0.3,
                        [240, 236, 226],
                    );
                }
                x += width + 5.0;
            }
        }
        canvas.rect(-80.0, board, 1500.0, 22.0, [150, 130, 108]);
        for tag in 0..10u8 {
            canvas.rect(
                40.0 + f32::from(tag) * 126.0,
                board + 2.0,
                46.0,
                18.0,
                [250, 248, 240],
            );
        }
    }
}

fn checkout(canvas: &mut Canvas, rng: &mut StdRng) {
    canvas.rect(-80.0, -80.0, 1500.0, 800.0, [220, 214, 204]);
    canvas.rect(-80.0, 640.0, 1500.0, 480.0, [168, 160, 150]);
    canvas.rect(760.0, 120.0, 420.0, 110.0, colour(rng));
    canvas.person(960.0, 640.0, 360.0, colour(rng));
    canvas.rect(720.0, 500.0, 500.0, 250.0, [120, 98, 80]);
    canvas.rect(700.0, 480.0, 540.0, 34.0, [92, 76, 64]);
    canvas.rect(850.0, 390.0, 120.0, 90.0, [46, 50, 56]);
    for waiting in 0..rng.random_range(1..5u8) {
        canvas.person(610.0 - f32::from(waiting) * 150.0, 860.0, 470.0, colour(rng));
    }
}

fn receipt(canvas: &mut Canvas, rng: &mut StdRng) {
    canvas.rect(-80.0, -80.0, 1500.0, 1200.0, [134, 104, 78]);
    for grain in 0..14u8 {
        canvas.rect(-80.0, f32::from(grain) * 78.0, 1500.0, 3.0, [116, 90, 68]);
    }
    canvas.rect(420.0, 60.0, 440.0, 840.0, [246, 244, 238]);
    canvas.rect(520.0, 100.0, 240.0, 34.0, [70, 70, 74]);
    for line in 0..rng.random_range(9..18u8) {
        let y = 180.0 + f32::from(line) * 38.0;
        canvas.rect(450.0, y, rng.random_range(120.0..250.0), 12.0, [104, 104, 108]);
        canvas.rect(770.0, y, 60.0, 12.0, [84, 84, 88]);
    }
    canvas.rect(690.0, 858.0, 140.0, 20.0, [40, 40, 44]);
}
