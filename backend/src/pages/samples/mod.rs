//! View models to show pages with: a network of shops, a visit, a wave.

use vitrine_shared::id::{ClientId, LocationId, NodeId, UserId, VisitId, WaveId};
use vitrine_shared::text::{Lang, Text};
use vitrine_shared::time::Timestamp;

use super::context::{PageContext, Side, Viewer};
use crate::reports::named::Named;

macro_rules! id {
    ($type:ident, $kind:expr, $number:expr) => {
        $type::new(at(0), bytes($kind, $number))
    };
}

mod lists;
mod money;
mod network;
mod visit;

pub use lists::*;
pub use money::*;
pub use network::*;
pub use visit::*;

const NOW_MS: i64 = 1_778_000_000_000;
const DAY_MS: i64 = 86_400_000;

pub fn at(offset_ms: i64) -> Timestamp {
    Timestamp::from_unix_ms(NOW_MS + offset_ms).unwrap()
}

pub fn bytes(kind: u8, number: usize) -> [u8; 10] {
    let [low, high, ..] = number.to_le_bytes();
    [0, 0, 0, 0, 0, 0, 0, kind, high, low]
}

pub fn client() -> Named<ClientId> {
    Named::new(id!(ClientId, 1, 1), "Casa Aurora")
}

pub fn wave(number: usize) -> Named<WaveId> {
    Named::new(id!(WaveId, 2, number), format!("Onda {number} · 2026"))
}

pub fn node(number: usize) -> Named<NodeId> {
    Named::new(
        id!(NodeId, 3, number % 3),
        ["Capital", "Interior", "Litoral"][number % 3],
    )
}

pub fn location(number: usize) -> Named<LocationId> {
    const NAMES: [&str; 14] = [
        "Shopping Ibirapuera",
        "Avenida Paulista",
        "Campinas Centro",
        "Santos Gonzaga",
        "Ribeirão Preto",
        "Vila Mariana",
        "Guarujá",
        "Sorocaba Iguatemi",
        "Moema",
        "São José dos Campos",
        "Praia Grande",
        "Tatuapé",
        "Bauru",
        "Ubatuba",
    ];
    let name = NAMES
        .get(number)
        .map_or_else(|| format!("Loja {number:04}"), |name| (*name).to_owned());
    Named::new(id!(LocationId, 4, number), name)
}

pub fn evaluator(number: usize) -> Named<UserId> {
    Named::new(id!(UserId, 5, number), format!("Avaliador {number:02}"))
}

pub fn visit_id(number: usize) -> VisitId {
    id!(VisitId, 6, number)
}

pub fn text(pt: &str, en: &str) -> Text {
    [(Lang::PtBr, pt.to_owned()), (Lang::En, en.to_owned())]
        .into_iter()
        .collect()
}

pub fn context(lang: Lang, side: Side, address: &str) -> PageContext {
    let name = if side == Side::Agency {
        "Coordenação"
    } else {
        "Casa Aurora"
    };
    PageContext {
        lang,
        viewer: Some(Viewer {
            name: name.to_owned(),
            side,
        }),
        now: at(0),
        address: address.to_owned(),
        done: None,
    }
}
