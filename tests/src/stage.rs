//! Setting the stage: a brand with a location, a published checklist, a wave, evaluators with visits.

use anyhow::Context;
use serde::Deserialize;
use serde_json::{Value, json};
use vitrine_shared::id::VisitId;
use vitrine_shared::time::Timestamp;

use crate::handset::now;
use crate::staff::Staff;

/// Forty questions in eight touchpoints, all answered with yes or no, plus a photo question each.
pub fn forty_questions() -> String {
    let mut toml = String::from(
        "format = 1\nid = \"forty\"\nversion = 1\nsector = \"retail\"\nframework = \"decision_journey\"\n\
         languages = [\"en\"]\ntitle = \"Forty questions\"\nbriefing = \"Look closely.\"\n\
         declaration = \"I was there and this is what I saw.\"\n",
    );
    for touchpoint in 0..8 {
        toml += &format!(
            "\n[[touchpoints]]\nid = \"t{touchpoint}\"\ntitle = \"Touchpoint {touchpoint}\"\n\
             stage = \"active_evaluation\"\nchannel = \"in_store\"\ntouch = \"high\"\npillar = \"people\"\n\
             weight = {}\n",
            touchpoint + 1,
        );
        for question in 0..5 {
            toml += &format!(
                "\n[[touchpoints.questions]]\nid = \"q{touchpoint}-{question}\"\nkind = \"yes_no\"\n\
                 text = \"Question {question}?\"\npoints = {{ yes = {}, no = 0 }}\nphotos = {{ min = 0, max = 4 }}\n",
                question + 1,
            );
        }
    }
    toml
}

/// A wave that visits can be planned in.
#[derive(Clone, Debug)]
pub struct Wave {
    /// The brand's id.
    pub client: String,
    /// The wave's id.
    pub wave: String,
    /// The ids of the locations, in the order they were given.
    pub locations: Vec<String>,
    /// When it opens and closes.
    pub window: (Timestamp, Timestamp),
    /// The personas of its checklist.
    pub personas: Vec<String>,
}

/// A location's entry in a bulk request, without an address that matters.
pub fn plain_location(code: &str) -> Value {
    json!({
        "code": code, "name": format!("Location {code}"), "address": "Rua Um, 1",
        "time_zone": "America/Sao_Paulo", "ownership": "own",
    })
}

impl Wave {
    /// Makes a brand with these locations and a wave of this checklist.
    ///
    /// # Errors
    /// Fails with the server's problem document.
    pub fn plan(staff: &Staff, checklist_toml: &str, locations: &[Value]) -> anyhow::Result<Self> {
        let client: Value = staff.post("/api/v1/clients", &json!({ "name": "Marca" }))?;
        let client = id_of(&client)?;
        let made: Value = staff.post(&format!("/api/v1/clients/{client}/locations"), &json!(locations))?;
        let checklist = staff.publish_checklist(checklist_toml)?;
        let window = (now().plus_ms(-DAY_MS), now().plus_ms(30 * DAY_MS));
        let wave: Value = staff.post(
            "/api/v1/waves",
            &json!({
                "client": client, "name": "Wave 1", "checklist": checklist,
                "opens_at": window.0, "closes_at": window.1,
            }),
        )?;
        Ok(Self {
            client,
            wave: id_of(&wave)?,
            locations: ids_of(&made)?,
            window,
            personas: personas_of(checklist_toml)?,
        })
    }

    /// Plans visits of an evaluator, going round the locations.
    ///
    /// # Errors
    /// Fails with the server's problem document.
    pub fn assign(&self, staff: &Staff, evaluator: &str, count: usize) -> anyhow::Result<Vec<VisitId>> {
        let plan = |location: &String| {
            json!({
                "location": location, "evaluator": evaluator, "scenario": "Buy a present.",
                "persona": self.personas.first(), "opens_at": self.window.0, "closes_at": self.window.1,
                "fee_minor": 4500, "currency": "BRL",
            })
        };
        let plans: Vec<Value> = self.locations.iter().cycle().take(count).map(plan).collect();
        let mut visits = Vec::with_capacity(count);
        for chunk in plans.chunks(500) {
            let made: Value = staff.post(&format!("/api/v1/waves/{}/visits", self.wave), &json!(chunk))?;
            for id in ids_of(&made)? {
                visits.push(id.parse().context("a visit's id")?);
            }
        }
        Ok(visits)
    }
}

/// The ids of the personas that a checklist's TOML names.
///
/// # Errors
/// Fails for what is no TOML.
pub fn personas_of(checklist_toml: &str) -> anyhow::Result<Vec<String>> {
    #[derive(Deserialize)]
    struct Checklist {
        #[serde(default)]
        personas: Vec<Persona>,
    }

    #[derive(Deserialize)]
    struct Persona {
        id: String,
    }

    let checklist: Checklist = toml::from_str(checklist_toml)?;
    Ok(checklist.personas.into_iter().map(|persona| persona.id).collect())
}

/// Makes an evaluator; gives the person's id.
///
/// # Errors
/// Fails with the server's problem document.
pub fn new_evaluator(staff: &Staff, number: usize) -> anyhow::Result<String> {
    let user: Value = staff.post(
        "/api/v1/users",
        &json!({
            "email": format!("avaliador{number:02}@vitrine.test"), "name": format!("Avaliador {number:02}"),
            "role": "evaluator", "lang": "pt-BR",
        }),
    )?;
    id_of(&user)
}

/// Makes an evaluator; gives the person's id and an invitation's code.
///
/// # Errors
/// Fails with the server's problem document.
pub fn invite_evaluator(staff: &Staff, number: usize) -> anyhow::Result<(String, String)> {
    let user = new_evaluator(staff, number)?;
    let invitation: Value = staff.post(&format!("/api/v1/users/{user}/invitations"), &json!({}))?;
    let code = invitation
        .get("code")
        .and_then(Value::as_str)
        .context("an invitation without a code")?;
    Ok((user, code.to_owned()))
}

/// Milliseconds in a day.
pub const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// The id in a reply that made one thing.
///
/// # Errors
/// Fails where there is none.
pub fn id_of(reply: &Value) -> anyhow::Result<String> {
    reply
        .get("id")
        .and_then(Value::as_str)
        .map(str::to_owned)
        .with_context(|| format!("no id in {reply}"))
}

/// The ids in a reply that made several things.
///
/// # Errors
/// Fails where one has none.
pub fn ids_of(reply: &Value) -> anyhow::Result<Vec<String>> {
    reply
        .as_array()
        .with_context(|| format!("not a list: {reply}"))?
        .iter()
        .map(id_of)
        .collect()
}
