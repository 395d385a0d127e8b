//! `/brand`: locations compared.

use axum::extract::State;
use maud::Markup;
use serde::Deserialize;
use vitrine_shared::id::{ClientId, LocationId};
use vitrine_shared::problem::Code;

use super::reader::Reader;
use crate::app::App;
use crate::pages::brand::{View, comparison, estimates, funnel, pair, place, trend};
use crate::reports::comparison::{Choice, ComparisonView, Selection, Sort};
use crate::routes::extract::{Member, Path, Query};
use crate::services::reading::comparison::{Depth, comparison as read};
use crate::services::{Outcome, reading};

/// What is chosen, as an address says it. A form sends what is not chosen as empty.
#[derive(Debug, Default, Deserialize)]
pub struct Chosen {
    wave: Option<String>,
    region: Option<String>,
    sort: Option<String>,
    page: Option<usize>,
    a: Option<String>,
    b: Option<String>,
}

impl From<Chosen> for Choice {
    fn from(chosen: Chosen) -> Self {
        fn id<T: std::str::FromStr>(text: Option<String>) -> Option<T> {
            text?.parse().ok()
        }
        Self {
            selection: Selection {
                wave: id(chosen.wave),
                region: id(chosen.region),
                sort: chosen.sort.as_deref().map(Sort::from_name).unwrap_or_default(),
                page: chosen.page.unwrap_or(1).saturating_sub(1),
            },
            pair: id(chosen.a).zip(id(chosen.b)),
        }
    }
}

/// `GET /brand/{client}`
pub async fn show_ranking(
    State(app): State<App>,
    reader: Reader,
    Path(client): Path<ClientId>,
    Query(chosen): Query<Chosen>,
) -> Outcome<Markup> {
    let view = read(&app, reader.scope(), client, &chosen.into(), Depth::Ranking).await?;
    Ok(comparison::page(&view, &reader.cx))
}

/// `GET /brand/{client}/{view}`
pub async fn show_view(
    State(app): State<App>,
    reader: Reader,
    Path((client, view)): Path<(ClientId, String)>,
    Query(chosen): Query<Chosen>,
) -> Outcome<Markup> {
    let kind = View::from_name(&view).ok_or(Code::NotFound)?;
    let depth = match kind {
        View::Estimates => Depth::Adjusted,
        View::Trend => Depth::Trend,
        View::Ranking | View::Pair | View::Funnel => Depth::Ranking,
    };
    let view = read(&app, reader.scope(), client, &chosen.into(), depth).await?;
    let cx = &reader.cx;
    Ok(match kind {
        View::Ranking => comparison::page(&view, cx),
        View::Estimates => estimates::page(&view, cx),
        View::Pair => pair::page(&view, cx),
        View::Funnel => funnel::page(&view, cx),
        View::Trend => trend::page(&view, cx),
    })
}

/// `GET /brand/{client}/locations/{location}`
pub async fn show_place(
    State(app): State<App>,
    reader: Reader,
    Path((client, location)): Path<(ClientId, LocationId)>,
) -> Outcome<Markup> {
    let view = reading::place::place(&app, reader.scope(), client, location).await?;
    Ok(place::page(&view, &reader.cx))
}

/// `GET /api/v1/clients/{client}/comparison`
pub async fn get_comparison(
    State(app): State<App>,
    member: Member,
    Path(client): Path<ClientId>,
    Query(chosen): Query<Chosen>,
) -> Outcome<axum::Json<ComparisonView>> {
    let view = read(&app, member.scope(), client, &chosen.into(), Depth::Ranking).await?;
    Ok(axum::Json(view))
}
