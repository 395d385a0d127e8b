//! `/api/v1/session`

use serde_json::json;

use crate::support::{Stage, both};

both! { a_password_opens_a_session_until_it_is_closed, wrong_credentials_look_alike }

async fn a_password_opens_a_session_until_it_is_closed(stage: Stage) {
    let reviewer = stage.person("reviewer").await;
    let wave = format!("/api/v1/waves/{}/visits", stage.wave);
    assert_eq!(reviewer.get(&wave).await.status, 200);
    let closed = reviewer.send("DELETE", "/api/v1/session", &[], Vec::new()).await;
    assert_eq!(closed.status, 204);
    assert_eq!(reviewer.get(&wave).await.code(), "not-authenticated");
}

async fn wrong_credentials_look_alike(stage: Stage) {
    let try_as = async |email: &str, password: &str| {
        let credentials = json!({ "email": email, "password": password });
        stage
            .stranger()
            .post("/api/v1/session", &credentials)
            .await
            .shown()
    };
    let wrong = try_as("admin@vitrine.test", "not the password").await;
    assert_eq!(wrong, try_as("nobody@vitrine.test", "not the password").await);
    insta::assert_snapshot!("wrong_credentials", wrong);
}

#[test]
fn a_session_ends_by_itself() {
    crate::support::on_sqlite(async |stage: Stage| {
        let wave = format!("/api/v1/waves/{}/visits", stage.wave);
        stage.pass_ms(7 * 24 * 60 * 60 * 1000 + 1);
        assert_eq!(stage.admin.get(&wave).await.code(), "not-authenticated");
    });
}

#[test]
fn the_cookie_is_for_the_browser_alone() {
    crate::support::on_sqlite(async |stage: Stage| {
        let credentials =
            json!({ "email": "admin@vitrine.test", "password": "correct horse battery staple" });
        let reply = stage.stranger().post("/api/v1/session", &credentials).await;
        let cookie = reply.header("set-cookie").unwrap();
        assert!(cookie.contains("HttpOnly; SameSite=Lax"), "{cookie}");
        insta::assert_snapshot!("session", reply.shown());
    });
}

#[test]
fn too_many_tries_at_one_account_have_to_wait() {
    crate::support::on_sqlite(async |stage: Stage| {
        let credentials = json!({ "email": "ana@vitrine.test", "password": "guess" });
        let stranger = stage.stranger();
        for _ in 0..10 {
            assert_eq!(
                stranger.post("/api/v1/session", &credentials).await.code(),
                "wrong-credentials"
            );
        }
        let limited = stranger.post("/api/v1/session", &credentials).await;
        assert_eq!(limited.code(), "rate-limited");
        let wait: u64 = limited.header("retry-after").unwrap().parse().unwrap();
        assert!((1..=10).contains(&wait), "{wait}");
    });
}

#[test]
fn another_site_cannot_use_the_session() {
    crate::support::on_sqlite(async |stage: Stage| {
        let name = serde_json::to_vec(&json!({ "name": "Evil" })).unwrap();
        for foreign in [
            ("origin", "https://evil.example"),
            ("sec-fetch-site", "cross-site"),
        ] {
            let headers = [("content-type", "application/json"), foreign];
            let reply = stage
                .admin
                .send("POST", "/api/v1/clients", &headers, name.clone())
                .await;
            assert_eq!(reply.code(), "foreign-origin", "{foreign:?}");
        }
        let origin = stage.origin();
        let headers = [("content-type", "application/json"), ("origin", origin.as_str())];
        let own = stage.admin.send("POST", "/api/v1/clients", &headers, name).await;
        assert_eq!(own.status, 201);
    });
}
