//! A network of shops, compared.

use vitrine_analysis::compare::Options;
use vitrine_analysis::crossed;
use vitrine_analysis::summary::VisitStats;
use vitrine_shared::checklist::Slug;
use vitrine_shared::text::Text;

use super::{DAY_MS, at, client, location, node, text, visit_id, wave};
use crate::reports::comparison::{
    Cell, CellInput, Choice, ComparisonInput, ComparisonView, Crossing, LocationInput, Ownership, Selection,
    build, network_trend,
};
use crate::reports::place::{PlaceView, PlaceVisit, TouchpointRow, WavePoint};

/// Numbers that look random and never change.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 40) as f64) / f64::from(1u32 << 24)
    }

    /// About normal, by the sum of twelve.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.roll()).sum::<f64>() - 6.0
    }
}

fn touchpoints(count: usize) -> Vec<(Slug, Text)> {
    const ALL: [(&str, &str, &str); 12] = [
        ("facade", "Fachada e vitrine", "Front and window"),
        ("greeting", "Recepção", "Greeting"),
        ("needs", "Sondagem", "Finding needs"),
        ("product", "Conhecimento do produto", "Product knowledge"),
        ("fitting", "Provador", "Fitting room"),
        ("checkout", "Caixa", "Checkout"),
        ("farewell", "Despedida", "Farewell"),
        ("returns", "Troca e pós-venda", "Returns and after-sales"),
        ("phone", "Telefone", "Telephone"),
        ("web", "Site", "Website"),
        ("chat", "Chat", "Chat"),
        ("delivery", "Entrega", "Delivery"),
    ];
    ALL.iter()
        .take(count)
        .map(|(id, pt, en)| (id.parse().unwrap(), text(pt, en)))
        .collect()
}

/// A network of `places` locations with two competitors, as storage gives it.
pub fn network(places: usize, columns: usize, spread: f64) -> ComparisonInput {
    let mut dice = Dice(7);
    let mut cells = Vec::new();
    let locations = (0..places + 2)
        .map(|number| {
            let level = 74.0 + spread * dice.normal();
            let n = 5 + (dice.roll() * 6.0) as usize;
            let scores: Vec<f64> = (0..n)
                .map(|_| {
                    let judge = (dice.roll() * 8.0) as usize;
                    let score = (level + 2.5 * (judge as f64 - 3.5) + 9.0 * dice.normal()).clamp(0.0, 100.0);
                    cells.push(crossed::Cell::visit(number, judge, score));
                    score
                })
                .collect();
            let is_competitor = number >= places;
            LocationInput {
                place: (!is_competitor).then(|| location(number)),
                regions: if is_competitor {
                    Vec::new()
                } else {
                    vec![node(number % 3)]
                },
                ownership: match number {
                    _ if is_competitor => Ownership::Competitor,
                    n if n % 5 == 4 => Ownership::Franchise,
                    _ => Ownership::Own,
                },
                visits: VisitStats::from_scores(scores).unwrap(),
                cells: (0..columns)
                    .map(|column| {
                        let mean =
                            (level + 14.0 * dice.normal() - 3.0 * (column % 4) as f64).clamp(0.0, 100.0);
                        (number % 11 != 3 || column != 4).then(|| CellInput {
                            n: n as u64,
                            sum_ppm: (mean * 10_000.0) as i64 * n as i64,
                        })
                    })
                    .collect(),
            }
        })
        .collect();
    ComparisonInput {
        client: client(),
        waves: vec![wave(3), wave(2), wave(1)],
        regions: (0..3).map(node).collect(),
        touchpoints: touchpoints(columns),
        locations,
        crossing: Some(Crossing { cells, evaluators: 8 }),
    }
}

pub fn comparison() -> ComparisonView {
    let choice = Choice {
        selection: Selection {
            wave: Some(wave(3).id),
            ..Selection::default()
        },
        pair: Some((location(0).id, location(1).id)),
    };
    let mut view = build(&network(14, 8, 9.0), &choice, &Options::default()).unwrap();
    let in_wave = |number: usize| {
        let drift = number as f64 * 2.5;
        let visits = network(14, 1, 9.0).locations.into_iter().filter_map(|it| {
            let mean = (it.visits.mean + drift).min(100.0);
            Some((it.place?.id, VisitStats { mean, ..it.visits }))
        });
        (wave(number), visits.collect())
    };
    view.trend = Some(network_trend(&[in_wave(1), in_wave(2), in_wave(3)]));
    view
}

pub fn place() -> PlaceView {
    let stats = |scores: &[f64]| VisitStats::from_scores(scores.iter().copied()).unwrap();
    let point = |number, scores: &[f64], network| WavePoint {
        wave: wave(number),
        here: stats(scores),
        network: Some(network),
    };
    let input = network(14, 8, 9.0);
    let heads = touchpoints(8);
    let cells = &input.locations[0].cells;
    PlaceView {
        client: client(),
        location: location(0),
        region: Some("Capital".to_owned()),
        address: "Av. Ibirapuera, 3103, São Paulo".to_owned(),
        time_zone: "America/Sao_Paulo".to_owned(),
        ownership: Ownership::Own,
        waves: vec![
            point(1, &[61.0, 70.5, 66.25], 71.2),
            point(2, &[72.0, 69.5, 78.25, 74.0], 72.9),
            point(3, &[82.0, 79.5, 76.25], 73.4),
        ],
        touchpoints: heads
            .into_iter()
            .zip(cells)
            .map(|((_, title), sums)| TouchpointRow {
                title,
                here: sums.map(|sums| Cell {
                    percent: sums.sum_ppm as f64 / sums.n as f64 / 1e4,
                    n: sums.n,
                }),
                network: Some(73.1),
            })
            .collect(),
        visits: (0..6)
            .map(|number| PlaceVisit {
                id: visit_id(number),
                wave: wave(3 - number / 2).name,
                submitted_at: Some(at(-DAY_MS * number as i64 * 20)),
                score_ppm: Some(820_000 - 21_500 * number as i64),
                photos: 4,
                failed_critical: u32::from(number == 4),
            })
            .collect(),
    }
}
