//! A server with one agency: a brand with two locations, a checklist, a wave.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use serde_json::{Value, json};
use tokio::sync::oneshot;
use vitrine_backend::clock::{Clock, SystemClock};
use vitrine_backend::serve::serve_by;
use vitrine_backend::services::agencies;
use vitrine_backend::services::people::NewUser;
use vitrine_backend::storage::Role;
use vitrine_backend::{Config, Server};
use vitrine_shared::text::Lang;
use vitrine_shared::time::Timestamp;

use super::{Api, Device};

/// Two questions that score, one that measures, a photo that is asked for only if something is wrong.
pub const CHECKLIST: &str = include_str!("checklist.toml");

pub const PASSWORD: &str = "correct horse battery staple";

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// A server and its world. Dropping it stops the server.
pub struct Stage {
    pub server: Server,
    /// Logged in as the agency's admin.
    pub admin: Api,
    pub client: String,
    pub locations: Vec<String>,
    pub checklist: Value,
    pub wave: String,
    pub folder: tempfile::TempDir,
    clock: Arc<ShiftedClock>,
    _stop: oneshot::Sender<()>,
}

/// The machine's time, moved ahead.
#[derive(Default)]
struct ShiftedClock(AtomicI64);

impl Clock for ShiftedClock {
    fn now(&self) -> Timestamp {
        SystemClock.now().plus_ms(self.0.load(Ordering::Relaxed))
    }
}

impl Stage {
    pub async fn set(database_url: Option<String>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config::in_folder(folder.path());
        config.database_url = database_url;
        let clock = Arc::new(ShiftedClock::default());
        let (stop, stopped) = oneshot::channel::<()>();
        let until = async {
            let _ = stopped.await;
        };
        let server = serve_by(config, clock.clone(), until).await.unwrap();
        let admin = agency(&server, "Agência", "admin@vitrine.test").await;

        let client = id(&admin
            .post("/api/v1/clients", &json!({ "name": "Marca" }))
            .await
            .ok());
        let places = json!([place("SP-1"), place("SP-2")]);
        let path = format!("/api/v1/clients/{client}/locations");
        let locations = ids(&admin.post(&path, &places).await.ok());
        let checklist = admin.publish(CHECKLIST).await.ok();
        let mut stage = Self {
            server,
            admin,
            client,
            locations,
            checklist,
            wave: String::new(),
            folder,
            clock,
            _stop: stop,
        };
        let wave = json!({
            "client": stage.client, "name": "Onda 1", "checklist": stage.checklist,
            "opens_at": stage.now().plus_ms(-DAY_MS), "closes_at": stage.now().plus_ms(30 * DAY_MS),
        });
        stage.wave = id(&stage.admin.post("/api/v1/waves", &wave).await.ok());
        stage
    }

    pub fn origin(&self) -> String {
        format!("http://{}", self.server.addr)
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Lets time pass on the server.
    pub fn pass_ms(&self, ms: i64) {
        self.clock.0.fetch_add(ms, Ordering::Relaxed);
    }

    /// Nobody: no session, no token.
    pub fn stranger(&self) -> Api {
        Api::new(&self.origin())
    }

    /// Another agency on the same server; its admin.
    pub async fn other_agency(&self) -> Api {
        agency(&self.server, "Outra agência", "admin@outra.test").await
    }

    /// A new person of this role, logged in.
    pub async fn person(&self, role: &str) -> Api {
        let email = format!("{role}@vitrine.test");
        let client = role.starts_with("client").then_some(&self.client);
        let person = json!({
            "email": email, "name": role, "role": role, "password": PASSWORD, "client": client,
        });
        self.admin.post("/api/v1/users", &person).await.ok();
        log_in(&self.origin(), &email).await
    }

    /// A new evaluator: their id and an invitation's code.
    pub async fn invited(&self, name: &str) -> (String, String) {
        let person = json!({ "name": name, "role": "evaluator" });
        let user = id(&self.admin.post("/api/v1/users", &person).await.ok());
        let path = format!("/api/v1/users/{user}/invitations");
        let invitation = self.admin.post(&path, &json!({})).await.ok();
        (user, invitation["code"].as_str().unwrap().to_owned())
    }

    /// An evaluator's enrolled phone with so many visits, one after the other at the first location.
    pub async fn evaluator(&self, name: &str, visits: usize) -> (Device, Vec<String>) {
        let (user, code) = self.invited(name).await;
        let device = Device::enrol(&self.stranger(), &code).await;
        (device, self.assign(&user, visits).await)
    }

    pub async fn assign(&self, user: &str, visits: usize) -> Vec<String> {
        let planned: Vec<_> = (0..visits).map(|_| self.visit_at(user)).collect();
        let path = format!("/api/v1/waves/{}/visits", self.wave);
        ids(&self.admin.post(&path, &planned).await.ok())
    }

    pub fn visit_at(&self, user: &str) -> Value {
        json!({
            "location": self.locations[0], "evaluator": user, "scenario": "Procure um presente.",
            "opens_at": self.now().plus_ms(-DAY_MS / 2), "closes_at": self.now().plus_ms(DAY_MS),
            "fee_minor": 4500, "currency": "BRL",
        })
    }
}

impl Api {
    pub async fn publish(&self, toml: &str) -> super::Reply {
        let headers = [("content-type", "application/toml"), ("accept-language", "en")];
        self.send("POST", "/api/v1/checklists", &headers, toml.into())
            .await
    }
}

pub async fn log_in(origin: &str, email: &str) -> Api {
    let api = Api::new(origin);
    let credentials = json!({ "email": email, "password": PASSWORD });
    api.post("/api/v1/session", &credentials).await.ok();
    api
}

async fn agency(server: &Server, name: &str, email: &str) -> Api {
    let admin = NewUser {
        email: Some(email.to_owned()),
        name: "Admin".to_owned(),
        role: Role::Admin,
        lang: Lang::En,
        password: Some(PASSWORD.to_owned()),
        client: None,
        node: None,
    };
    agencies::add_person(&server.app, name, admin).await.unwrap();
    log_in(&format!("http://{}", server.addr), email).await
}

fn place(code: &str) -> Value {
    json!({
        "code": code, "name": format!("Loja {code}"), "address": "Rua Um, 1",
        "time_zone": "America/Sao_Paulo", "ownership": "own",
    })
}

pub fn id(made: &Value) -> String {
    made["id"].as_str().unwrap().to_owned()
}

fn ids(made: &Value) -> Vec<String> {
    made.as_array().unwrap().iter().map(id).collect()
}
