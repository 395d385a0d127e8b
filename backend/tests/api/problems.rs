//! What every address has in common: health, problem documents, headers, the phone app's files.

use serde_json::json;

use crate::support::{Stage, on_sqlite};

#[test]
fn whatever_goes_wrong_is_a_problem_document_in_the_readers_language() {
    on_sqlite(async |stage: Stage| {
        let stranger = stage.stranger();
        let send = async |method: &str, path: &str, lang: &str, body: &[u8]| {
            let headers = [("accept-language", lang), ("content-type", "application/json")];
            stranger.send(method, path, &headers, body.to_vec()).await
        };
        insta::assert_snapshot!("not_found", send("GET", "/nowhere", "es", b"").await.shown());
        let wrong_method = send("DELETE", "/api/v1/enrol", "en", b"").await;
        assert_eq!(wrong_method.header("allow"), Some("POST"));
        insta::assert_snapshot!("method_not_allowed", wrong_method.shown());
        let malformed = send("POST", "/api/v1/enrol", "pt-BR", b"{\"code\":").await;
        insta::assert_snapshot!("malformed", malformed.shown());
        let untyped = stranger.send("POST", "/api/v1/enrol", &[], b"{}".to_vec()).await;
        assert_eq!(untyped.code(), "unsupported-media-type");
        let large = vec![b' '; 2 * 1024 * 1024 + 1];
        assert_eq!(
            send("POST", "/api/v1/enrol", "en", &large).await.code(),
            "too-large"
        );
    });
}

#[test]
fn a_refusal_keeps_the_connection() {
    on_sqlite(async |stage: Stage| {
        // Refused by its head alone, with the body still on its way: the next request on the same
        // connection must not be lost.
        let stranger = stage.stranger();
        for _ in 0..50 {
            let headers = [("content-type", "application/json")];
            let body = vec![b' '; 200_000];
            let path = "/api/v1/visits/0192a000-0000-7000-8000-000000000000/events";
            let refused = stranger.send("POST", path, &headers, body).await;
            assert_eq!(refused.status, 401);
            assert_eq!(stranger.get("/healthz").await.status, 200);
        }
    });
}

#[test]
fn the_server_tells_whether_it_can_serve() {
    on_sqlite(async |stage: Stage| {
        let stranger = stage.stranger();
        assert_eq!(stranger.get("/healthz").await.shown(), "200 OK\nok\n");
        assert_eq!(stranger.get("/readyz").await.shown(), "200 OK\nready\n");
        stage.server.app.store().close().await;
        assert_eq!(stranger.get("/healthz").await.status, 200);
        assert_eq!(stranger.get("/readyz").await.code(), "unavailable");
    });
}

#[test]
fn unknown_fields_are_not_swallowed() {
    on_sqlite(async |stage: Stage| {
        let typo = json!({ "name": "Marca 2", "nmae": "?" });
        assert_eq!(
            stage.admin.post("/api/v1/clients", &typo).await.code(),
            "malformed"
        );
    });
}

#[test]
fn the_phone_app_is_served_compressed_and_revalidated() {
    on_sqlite(async |stage: Stage| {
        let stranger = stage.stranger();
        let missing = stranger.get("/app/").await;
        assert_eq!(missing.status, 404, "it was not built");
        let folder = stage.folder.path().join("app");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("index.html"), "<!doctype html>").unwrap();
        std::fs::write(folder.join("phone-0123456789ab.wasm"), "wasm").unwrap();
        std::fs::write(folder.join("phone-0123456789ab.wasm.br"), "brotli").unwrap();

        let index = stranger.get("/app/").await;
        assert_eq!(index.header("cache-control"), Some("no-cache"));
        let csp = index.header("content-security-policy").unwrap();
        assert!(
            csp.contains("'wasm-unsafe-eval'") && !csp.contains("unsafe-inline"),
            "{csp}"
        );
        let etag = index.header("etag").unwrap().to_owned();
        let headers = [("if-none-match", etag.as_str())];
        let known = stranger
            .send("GET", "/app/index.html", &headers, Vec::new())
            .await;
        assert_eq!((known.status.as_u16(), known.bytes.len()), (304, 0));

        let wasm = "/app/phone-0123456789ab.wasm";
        assert_eq!(stranger.get(wasm).await.bytes, b"wasm");
        let br = stranger
            .send("GET", wasm, &[("accept-encoding", "gzip, br")], Vec::new())
            .await;
        assert_eq!(br.bytes, b"brotli");
        assert_eq!(br.header("content-encoding"), Some("br"));
        assert_eq!(br.header("content-type"), Some("application/wasm"));
        assert!(br.header("cache-control").unwrap().contains("immutable"));
        for outside in ["/app/../vitrine.db", "/app/%2e%2e/vitrine.db", "/app//etc/passwd"] {
            assert_eq!(stranger.get(outside).await.status, 404, "{outside}");
        }
    });
}
