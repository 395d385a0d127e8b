//! `/payments/*.csv`: what is due and what was paid, streamed in pages of rows.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::{Stream, stream};

use super::payments::ListQuery;
use super::reader::StaffReader;
use crate::app::App;
use crate::pages::context::HOME_ZONE;
use crate::reports::money_csv;
use crate::routes::extract::Query;
use crate::services::reading::payments::{due_filter, paid_filter};
use crate::services::{Failure, Outcome};
use crate::storage::StorageError;

/// How many rows are read at once.
const ROWS: u32 = 500;

/// `GET /payments/due.csv`
pub async fn export_dues(
    State(app): State<App>,
    staff: StaffReader,
    Query(query): Query<ListQuery>,
) -> Outcome<Response> {
    let (wanted, scope) = (query.wanted(), staff.scope().clone());
    let filter = due_filter(&wanted, HOME_ZONE);
    // What may not be read is refused before anything is sent.
    let first = app.store().dues(&scope, &filter, ROWS).await?;
    let begin = Some((first, true));
    let chunks = stream::try_unfold(begin, move |next| {
        let (app, scope, mut filter) = (app.clone(), scope.clone(), filter.clone());
        async move {
            let Some((dues, is_first)) = next else {
                return Ok::<_, StorageError>(None);
            };
            let mut chunk = if is_first {
                money_csv::due_head()
            } else {
                Vec::new()
            };
            chunk.extend_from_slice(&money_csv::due_rows(&dues));
            let after = match dues.last() {
                Some(last) if dues.len() == ROWS as usize => {
                    filter.after = Some(last.visit);
                    Some((app.store().dues(&scope, &filter, ROWS).await?, false))
                }
                _ => None,
            };
            Ok(Some((Bytes::from(chunk), after)))
        }
    });
    download("due.csv", chunks)
}

/// `GET /payments/paid.csv`
pub async fn export_paid(
    State(app): State<App>,
    staff: StaffReader,
    Query(query): Query<ListQuery>,
) -> Outcome<Response> {
    let (wanted, scope) = (query.wanted(), staff.scope().clone());
    let filter = paid_filter(&wanted);
    let first = app.store().paid_lines(&scope, &filter, None, ROWS).await?;
    let begin = Some((first, true));
    let chunks = stream::try_unfold(begin, move |next| {
        let (app, scope, filter) = (app.clone(), scope.clone(), filter.clone());
        async move {
            let Some((lines, is_first)) = next else {
                return Ok::<_, StorageError>(None);
            };
            let mut chunk = if is_first {
                money_csv::paid_head()
            } else {
                Vec::new()
            };
            chunk.extend_from_slice(&money_csv::paid_rows(&lines));
            let after = match lines.last() {
                Some(last) if lines.len() == ROWS as usize => {
                    let behind = Some((last.payment, last.visit));
                    Some((
                        app.store().paid_lines(&scope, &filter, behind, ROWS).await?,
                        false,
                    ))
                }
                _ => None,
            };
            Ok(Some((Bytes::from(chunk), after)))
        }
    });
    download("paid.csv", chunks)
}

/// A file that is sent as it is made; one that breaks off is a failed download, not a short file.
fn download(
    name: &str,
    chunks: impl Stream<Item = Result<Bytes, StorageError>> + Send + 'static,
) -> Outcome<Response> {
    let name = format!("attachment; filename=\"{name}\"");
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/csv; charset=utf-8; header=present"),
        ),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_str(&name).map_err(Failure::internal)?,
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, Body::from_stream(chunks)).into_response())
}
