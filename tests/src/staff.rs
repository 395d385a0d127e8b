//! The agency's side of the API: what a coordinator's tools would send.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, bail};
use reqwest::blocking::{Client, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Where the pictures of the shipped checklists are.
const PICTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../checklists/pictures");

/// A logged-in member of the agency or of a brand.
#[derive(Debug)]
pub struct Staff {
    http: Client,
    origin: String,
}

impl Staff {
    /// Logs in.
    ///
    /// # Errors
    /// Fails with the server's problem document.
    pub fn log_in(origin: &str, email: &str, password: &str) -> anyhow::Result<Self> {
        let http = Client::builder().cookie_store(true).build()?;
        let staff = Self {
            http,
            origin: origin.to_owned(),
        };
        let _: Value = staff.post(
            "/api/v1/session",
            &json!({ "email": email, "password": password }),
        )?;
        Ok(staff)
    }

    /// Sends JSON and reads the JSON that comes back.
    ///
    /// # Errors
    /// Fails with the server's problem document.
    pub fn post<T: DeserializeOwned>(&self, path: &str, body: &Value) -> anyhow::Result<T> {
        let response = self.try_post(path, body)?;
        read(path, response)
    }

    /// Sends JSON and gives whatever comes back.
    ///
    /// # Errors
    /// Fails when the server cannot be reached.
    pub fn try_post(&self, path: &str, body: &Value) -> anyhow::Result<Response> {
        let request = self
            .http
            .post(self.url(path))
            .header("origin", &self.origin)
            .json(body);
        Ok(request.send()?)
    }

    /// Sends a text as it is.
    ///
    /// # Errors
    /// Fails when the server cannot be reached.
    pub fn try_post_text(&self, path: &str, content_type: &str, body: String) -> anyhow::Result<Response> {
        let request = self.http.post(self.url(path)).header("origin", &self.origin);
        Ok(request.header("content-type", content_type).body(body).send()?)
    }

    /// Takes a phone's token away.
    ///
    /// # Errors
    /// Fails with the server's refusal.
    pub fn revoke_phone(&self, device: &str) -> anyhow::Result<()> {
        let request = self.http.delete(self.url(&format!("/api/v1/devices/{device}")));
        let reply = request.header("origin", &self.origin).send()?;
        reply.error_for_status()?;
        Ok(())
    }

    /// Sends a visit's file.
    ///
    /// # Errors
    /// Fails only where no answer comes.
    pub fn import_visit_file(&self, bytes: Vec<u8>) -> anyhow::Result<Response> {
        let request = self.http.post(self.url("/api/v1/visit-files"));
        Ok(request.header("origin", &self.origin).body(bytes).send()?)
    }

    /// Publishes a checklist written in TOML, after those pictures of `checklists/pictures` that it
    /// names; gives its id, version and digest.
    ///
    /// # Errors
    /// Fails with the server's findings.
    pub fn publish_checklist(&self, toml: &str) -> anyhow::Result<Value> {
        for name in pictures_of(toml) {
            let file = Path::new(PICTURES).join(name);
            let bytes = std::fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
            let path = format!("/api/v1/pictures?name={name}");
            let request = self.http.post(self.url(&path)).header("origin", &self.origin);
            let _: Value = read(&path, request.body(bytes).send()?)?;
        }
        let path = "/api/v1/checklists";
        read(
            path,
            self.try_post_text(path, "application/toml", toml.to_owned())?,
        )
    }

    /// Publishes a training written in TOML, for a checklist that is published.
    ///
    /// # Errors
    /// Fails with the server's findings.
    pub fn publish_training(&self, toml: &str) -> anyhow::Result<Value> {
        let path = "/api/v1/trainings";
        read(
            path,
            self.try_post_text(path, "application/toml", toml.to_owned())?,
        )
    }

    /// Reads JSON.
    ///
    /// # Errors
    /// Fails with the server's problem document.
    pub fn get<T: DeserializeOwned>(&self, path: &str) -> anyhow::Result<T> {
        read(path, self.try_get(path)?)
    }

    /// Gives whatever is at this path.
    ///
    /// # Errors
    /// Fails when the server cannot be reached.
    pub fn try_get(&self, path: &str) -> anyhow::Result<Response> {
        Ok(self.http.get(self.url(path)).send()?)
    }

    /// Moves a visit through these states, one after the other.
    ///
    /// # Errors
    /// Fails with the first refusal.
    pub fn move_visit(&self, visit: &str, states: &[&str]) -> anyhow::Result<()> {
        for to in states {
            let _: Value = self.post(&format!("/api/v1/visits/{visit}/moves"), &json!({ "to": to }))?;
        }
        Ok(())
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

/// The files that a checklist's pictures are made of, as it names them.
fn pictures_of(toml: &str) -> BTreeSet<&str> {
    let named = toml.split("file = \"").skip(1);
    named.filter_map(|rest| rest.split('"').next()).collect()
}

fn read<T: DeserializeOwned>(path: &str, response: Response) -> anyhow::Result<T> {
    let status = response.status();
    let body = response.text()?;
    if !status.is_success() {
        bail!("{path} answered {status}: {body}");
    }
    let body = if body.is_empty() { "null" } else { &body };
    serde_json::from_str(body).with_context(|| format!("{path} answered {body}"))
}
