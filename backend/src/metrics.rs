//! Counters and times, read by Prometheus on a listener of their own.

use std::sync::OnceLock;
use std::time::Duration;

use axum::http::{Method, StatusCode};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};

const REQUEST_SECONDS: &str = "vitrine_http_request_seconds";

/// Starts counting, once for the process; the handle writes the text that Prometheus reads.
///
/// # Errors
/// Never: the buckets are not empty.
pub fn start() -> Result<&'static PrometheusHandle, BuildError> {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    if let Some(handle) = HANDLE.get() {
        return Ok(handle);
    }
    let recorder = PrometheusBuilder::new()
        .set_buckets_for_metric(
            Matcher::Full(REQUEST_SECONDS.to_owned()),
            &[
                0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0,
            ],
        )?
        .build_recorder();
    let handle = recorder.handle();
    // A second server in the same process counts into the first one's recorder.
    if metrics::set_global_recorder(recorder).is_ok() {
        metrics::describe_histogram!(
            REQUEST_SECONDS,
            metrics::Unit::Seconds,
            "time from a request's headers to its response's"
        );
    }
    Ok(HANDLE.get_or_init(|| handle))
}

/// A request was answered.
pub fn request(route: &str, method: &Method, status: StatusCode, took: Duration) {
    metrics::histogram!(
        REQUEST_SECONDS,
        "route" => route.to_owned(),
        "method" => method.as_str().to_owned(),
        "status" => status.as_str().to_owned(),
    )
    .record(took.as_secs_f64());
}

/// Events of a batch were kept.
pub fn events_accepted(count: usize) {
    metrics::counter!("vitrine_events_accepted_total").increment(u64::try_from(count).unwrap_or(u64::MAX));
}

/// A photo arrived and was verified.
pub fn photo_arrived(size_bytes: u64) {
    metrics::counter!("vitrine_photos_arrived_total").increment(1);
    metrics::counter!("vitrine_photo_bytes_total").increment(size_bytes);
}
