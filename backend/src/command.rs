//! What the command line asks for.

use std::io::{IsTerminal, Read, Write};
use std::sync::Arc;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use tokio::signal::unix::{SignalKind, signal};
use vitrine_backend::clock::SystemClock;
use vitrine_backend::services::agencies;
use vitrine_backend::services::people::NewUser;
use vitrine_backend::storage::{Role, Store};
use vitrine_backend::{App, Config, serve};
use vitrine_shared::text::Lang;

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Serves until it is told to stop (SIGTERM or SIGINT).
    Serve(Config),
    /// Brings the database's schema up to date; `serve` does it too.
    Migrate(Config),
    /// The people who log in.
    User {
        #[command(subcommand)]
        command: UserCommand,
    },
    Analyze(vitrine_analysis::command::Args),
}

/// What to do with people.
#[derive(Subcommand)]
pub enum UserCommand {
    /// Adds a person, and the agency where there is none of that name.
    ///
    /// The password comes from `VITRINE_PASSWORD` or, in a pipe, from standard input; without
    /// either one is made and printed, once.
    Add(NewPerson),
}

/// A person to be added.
#[derive(Args)]
pub struct NewPerson {
    /// admin, coordinator or reviewer.
    #[arg(long, value_parser = staff_role)]
    role: Role,
    /// What they log in with.
    #[arg(long)]
    email: String,
    /// What the agency calls them.
    #[arg(long)]
    name: Option<String>,
    /// pt-BR, en or es.
    #[arg(long, default_value = "pt-BR", value_parser = |tag: &str| tag.parse::<Lang>())]
    lang: Lang,
    /// The agency's name.
    #[arg(long)]
    agency: String,
    #[command(flatten)]
    config: Config,
}

impl Command {
    /// Does it.
    pub async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Serve(config) => run_server(config).await,
            Self::Migrate(config) => {
                std::fs::create_dir_all(&config.data).context("making the data folder")?;
                Ok(Store::migrate(&config.database()).await?)
            }
            Self::User {
                command: UserCommand::Add(person),
            } => add_person(person).await,
            Self::Analyze(args) => Ok(vitrine_analysis::command::run(&args, &mut std::io::stdout())?),
        }
    }
}

async fn run_server(config: Config) -> anyhow::Result<()> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let told_to_stop = async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping");
    };
    let server = serve(config, told_to_stop).await?;
    Ok(server.stopped().await?)
}

async fn add_person(person: NewPerson) -> anyhow::Result<()> {
    let (password, is_made) = password()?;
    let app = App::open(person.config, Arc::new(SystemClock)).await?;
    let new = NewUser {
        name: person.name.unwrap_or_else(|| person.email.clone()),
        email: Some(person.email.clone()),
        role: person.role,
        lang: person.lang,
        password: Some(password.clone()),
        client: None,
        node: None,
    };
    let added = agencies::add_person(&app, &person.agency, new).await;
    app.store().close().await;
    added.map_err(|failure| anyhow::anyhow!(failure.for_operator()))?;
    let mut out = std::io::stdout();
    writeln!(out, "{} may log in as {}", person.email, person.role.as_str())?;
    if is_made {
        writeln!(out, "password: {password}")?;
    }
    Ok(())
}

/// The password, and whether it was made here.
fn password() -> anyhow::Result<(String, bool)> {
    if let Ok(password) = std::env::var("VITRINE_PASSWORD") {
        return Ok((password, false));
    }
    let mut stdin = std::io::stdin();
    if !stdin.is_terminal() {
        let mut typed = String::new();
        stdin.read_to_string(&mut typed).context("reading the password")?;
        let typed = typed.trim_end_matches(['\r', '\n']);
        if !typed.is_empty() {
            return Ok((typed.to_owned(), false));
        }
    }
    let (made, _) = vitrine_backend::security::token::make_code()?;
    Ok((made, true))
}

fn staff_role(name: &str) -> anyhow::Result<Role> {
    match Role::from_name(name) {
        Some(role @ (Role::Admin | Role::Coordinator | Role::Reviewer)) => Ok(role),
        _ => bail!("must be admin, coordinator or reviewer"),
    }
}
