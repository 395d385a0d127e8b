//! `/api/v1/visits/{visit}/audio`: voice memos, in parts where a player asks for them.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use vitrine_shared::id::{MediaId, VisitId};

use crate::app::App;
use crate::routes::extract::{Member, Path};
use crate::services::{Failure, Outcome, memos};

/// A document made of a recording would run nothing and load nothing.
const CSP: &str = "default-src 'none'; media-src 'self'; sandbox; frame-ancestors 'none'";

/// `GET /api/v1/visits/{visit}/audio/{audio}`
pub async fn get_audio(
    State(app): State<App>,
    member: Member,
    Path((visit, audio)): Path<(VisitId, MediaId)>,
    headers: HeaderMap,
) -> Outcome<Response> {
    let (format, bytes) = memos::recording(&app, member.scope(), visit, audio).await?;
    let length = bytes.len();
    let asked = headers.get(header::RANGE).and_then(|range| range.to_str().ok());
    let (status, part, range) = match asked.and_then(|range| part_of(range, length)) {
        None => (StatusCode::OK, bytes, None),
        Some((from, to)) => (
            StatusCode::PARTIAL_CONTENT,
            bytes.slice(from..to),
            Some(format!("bytes {from}-{}/{length}", to.saturating_sub(1))),
        ),
    };
    let name = format!("attachment; filename=\"memo.{}\"", format.as_str());
    let name = HeaderValue::from_str(&name).map_err(Failure::internal)?;
    let fixed = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static(format.media_type()),
        ),
        (header::CONTENT_DISPOSITION, name),
        (header::ACCEPT_RANGES, HeaderValue::from_static("bytes")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CSP)),
        // A memo never changes; who may hear it does, so nobody else keeps it.
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, max-age=3600"),
        ),
    ];
    let mut response = (status, fixed, part).into_response();
    if let Some(range) = range {
        let range = HeaderValue::from_str(&range).map_err(Failure::internal)?;
        response.headers_mut().insert(header::CONTENT_RANGE, range);
    }
    Ok(response)
}

/// Reads a `Range` of one part (RFC 9110, 14.2): from the first byte up to, not including, the second.
/// What else is asked for is answered by the whole.
fn part_of(range: &str, length: usize) -> Option<(usize, usize)> {
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    let (from, to) = match (first, last) {
        ("", count) => (length.saturating_sub(count.parse().ok()?), length),
        (first, "") => (first.parse().ok()?, length),
        (first, last) => {
            let end = last.parse::<usize>().ok()?.saturating_add(1);
            (first.parse().ok()?, end.min(length))
        }
    };
    (from < to).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_player_gets_the_part_it_asks_for() {
        let cases = [
            ("bytes=0-", Some((0, 10))),
            ("bytes=0-0", Some((0, 1))),
            ("bytes=4-99", Some((4, 10))),
            ("bytes=-3", Some((7, 10))),
            ("bytes=-99", Some((0, 10))),
            ("bytes=10-", None),
            ("bytes=-0", None),
            ("bytes=5-2", None),
            ("bytes=0-1,3-4", None),
            ("items=0-1", None),
            ("bytes=x-", None),
        ];
        for (range, part) in cases {
            assert_eq!(part_of(range, 10), part, "{range}");
        }
    }
}
