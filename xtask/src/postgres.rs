//! A private PostgreSQL 15 cluster in a temporary folder, for tests and developers.

use std::io::Read;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::process::{POLL, output, say};
use crate::service::{Service, StopFlag};

const BIN: &str = "/usr/lib/postgresql/15/bin";
const ACCOUNT: &str = "postgres";
const START_LIMIT: Duration = Duration::from_secs(60);
/// Another process may take the port between its choice and its use.
const TRIES: usize = 5;

/// Whether a commit waits for the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// No: tests do not pull this machine's plug, and run faster.
    Off,
    /// Yes, as in production: for benchmarks.
    On,
}

/// A running cluster; dropping it stops it and removes its folder.
#[derive(Debug)]
pub struct Cluster {
    // Fields are dropped in this order: the server stops before its folder goes.
    server: Service,
    port: u16,
    dir: TempDir,
}

impl Cluster {
    /// Makes a cluster on a port of the system's choice and waits until it answers.
    ///
    /// # Errors
    /// If PostgreSQL 15 is not installed or does not start; the message carries its log.
    pub fn start(durability: Durability) -> Result<Self> {
        let dir = tempfile::Builder::new().prefix("vitrine-pg-").tempdir()?;
        let root = output(Command::new("id").arg("-u"))? == "0";
        if root {
            // PostgreSQL refuses to run as root.
            output(Command::new("chown").arg(format!("{ACCOUNT}:")).arg(dir.path()))?;
        }
        let data = dir.path().join("data");
        output(
            as_account(root, "initdb")
                .args([
                    "--username",
                    ACCOUNT,
                    "--auth=trust",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    "--no-sync",
                ])
                .arg("--pgdata")
                .arg(&data)
                .current_dir(dir.path()),
        )
        .context("cannot make a PostgreSQL cluster: is postgresql-15 installed?")?;
        for _ in 1..TRIES {
            if let Ok((server, port)) = serve(root, dir.path(), durability) {
                return Ok(Self { server, port, dir });
            }
        }
        let (server, port) = serve(root, dir.path(), durability)?;
        Ok(Self { server, port, dir })
    }

    /// The URL of its maintenance database; the user may create databases.
    pub fn url(&self) -> String {
        format!("postgres://{ACCOUNT}@127.0.0.1:{}/postgres", self.port)
    }

    /// The folder of its data, log and socket.
    pub fn dir(&self) -> &Path {
        self.dir.path()
    }
}

/// Runs a cluster in the foreground until Ctrl-C.
///
/// # Errors
/// If it does not start, or ends by itself.
pub fn keep_running(stop: &StopFlag) -> Result<()> {
    let mut cluster = Cluster::start(Durability::Off)?;
    say("PostgreSQL 15 is running; Ctrl-C ends it and removes its data");
    crate::print(&cluster.url());
    match cluster.server.wait(stop)? {
        None => Ok(()),
        Some(status) => bail!("PostgreSQL ended ({status}): {}", log(cluster.dir())),
    }
}

fn serve(root: bool, dir: &Path, durability: Durability) -> Result<(Service, u16)> {
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
    let mut command = as_account(root, "postgres");
    command
        .arg("-D")
        .arg(dir.join("data"))
        .args(["-p", &port.to_string()]);
    let mut settings = vec![
        "listen_addresses=127.0.0.1".to_owned(),
        format!("unix_socket_directories={}", dir.display()),
        "max_connections=300".to_owned(),
    ];
    if durability == Durability::Off {
        settings.extend(["fsync=off", "synchronous_commit=off", "full_page_writes=off"].map(str::to_owned));
    }
    for setting in settings {
        command.args(["-c", &setting]);
    }
    let log_file = std::fs::File::create(dir.join("log"))?;
    command
        .stdout(log_file.try_clone()?)
        .stderr(log_file)
        .current_dir(dir);
    // INT is PostgreSQL's fast shutdown: open connections are closed.
    let mut server = Service::start("PostgreSQL", &mut command, "INT")?;
    let deadline = Instant::now() + START_LIMIT;
    loop {
        let ready = Command::new(format!("{BIN}/pg_isready"))
            .args(["-q", "-h", "127.0.0.1", "-U", ACCOUNT, "-p", &port.to_string()])
            .stderr(Stdio::null())
            .status()?;
        if let Some(status) = server.exited()? {
            bail!("PostgreSQL does not start ({status}): {}", log(dir));
        }
        if ready.success() {
            return Ok((server, port));
        }
        if Instant::now() >= deadline {
            bail!(
                "PostgreSQL does not answer within {} s: {}",
                START_LIMIT.as_secs(),
                log(dir)
            );
        }
        thread::sleep(POLL);
    }
}

/// One of PostgreSQL's programs, run as its own account when this is root, and never outliving xtask.
fn as_account(root: bool, program: &str) -> Command {
    // Unlike su or runuser, setpriv becomes the program, so that signals reach it.
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "INT"]);
    if root {
        command.args(["--reuid", ACCOUNT, "--regid", ACCOUNT, "--init-groups"]);
    }
    command.arg("--").arg(format!("{BIN}/{program}"));
    command
}

fn log(dir: &Path) -> String {
    let mut text = String::new();
    let read = std::fs::File::open(dir.join("log")).and_then(|mut file| file.read_to_string(&mut text));
    match read {
        Ok(_) => text,
        Err(error) => format!("its log cannot be read: {error}"),
    }
}
