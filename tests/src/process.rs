//! A `vitrine serve` process on a port of the system's choosing, ended by its own id.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

/// Long enough for a debug build on a busy machine.
const STARTS_WITHIN: Duration = Duration::from_secs(30);

/// The administrator of the agency that [`Server::bootstrap`] makes.
pub const ADMIN_EMAIL: &str = "admin@vitrine.test";
/// The administrator's password.
pub const ADMIN_PASSWORD: &str = "correct horse battery staple";

/// How a server is started.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of what it keeps.
    pub data: PathBuf,
    /// A PostgreSQL instead of the embedded SQLite.
    pub database_url: Option<String>,
    /// Always the same address: a server that comes back after a crash must be found again.
    pub listen: Option<String>,
    /// The built phone app.
    pub app: Option<PathBuf>,
}

impl Options {
    /// An embedded SQLite in this folder.
    pub fn in_folder(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            database_url: None,
            listen: None,
            app: None,
        }
    }
}

/// A running server. Dropping it ends the process.
#[derive(Debug)]
pub struct Server {
    child: Child,
    options: Options,
    address: String,
}

/// The `vitrine` binary: named by `VITRINE_BIN`, else the one built beside this program.
///
/// # Errors
/// Says what to build where there is none.
pub fn binary() -> anyhow::Result<PathBuf> {
    if let Some(path) = std::env::var_os("VITRINE_BIN") {
        return Ok(path.into());
    }
    let program = std::env::current_exe()?;
    let found = program
        .ancestors()
        .skip(1)
        .take(2)
        .map(|folder| folder.join("vitrine"))
        .find(|path| path.is_file());
    found
        .context("no `vitrine` binary beside the tests: `cargo build -p vitrine-backend`, or set VITRINE_BIN")
}

impl Server {
    /// Starts a server and waits until it answers.
    ///
    /// # Errors
    /// Fails when the process ends or does not answer in time.
    pub fn start(options: Options) -> anyhow::Result<Self> {
        std::fs::create_dir_all(&options.data)?;
        let ready_file = options.data.join("ready");
        let _ = std::fs::remove_file(&ready_file);
        let log = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(options.data.join("server.log"))?;
        let mut command = Command::new(binary()?);
        command
            .arg("serve")
            .args(["--listen", options.listen.as_deref().unwrap_or("127.0.0.1:0")])
            .arg("--data")
            .arg(&options.data)
            .arg("--ready-file")
            .arg(&ready_file)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log);
        if let Some(url) = &options.database_url {
            command.args(["--database-url", url]);
        }
        if let Some(app) = &options.app {
            command.arg("--app").arg(app);
        }
        let mut child = command.spawn().context("starting the server")?;
        match wait_for_address(&mut child, &ready_file, &options.data.join("server.log")) {
            Ok(address) => Ok(Self {
                child,
                options,
                address,
            }),
            Err(error) => {
                let _ = child.kill();
                let _ = child.wait();
                Err(error)
            }
        }
    }

    /// Makes the tests' agency and its administrator, before or while the server runs.
    ///
    /// # Errors
    /// Fails with what the command printed.
    pub fn bootstrap(options: &Options) -> anyhow::Result<()> {
        let database_url = options.database_url.as_deref();
        Self::add_administrator(
            &options.data,
            database_url,
            ADMIN_EMAIL,
            ADMIN_PASSWORD,
            "Agência Modelo",
        )
    }

    /// Makes an agency and its administrator by the command line, as an operator would.
    ///
    /// # Errors
    /// Fails with what the command printed.
    pub fn add_administrator(
        data: &Path,
        database_url: Option<&str>,
        email: &str,
        password: &str,
        agency: &str,
    ) -> anyhow::Result<()> {
        std::fs::create_dir_all(data)?;
        let mut command = Command::new(binary()?);
        command.args([
            "user",
            "add",
            "--role",
            "admin",
            "--email",
            email,
            "--name",
            "Administração",
        ]);
        command
            .args(["--agency", agency])
            .arg("--data")
            .arg(data)
            .env("VITRINE_PASSWORD", password);
        if let Some(url) = database_url {
            command.args(["--database-url", url]);
        }
        let output = command.stdin(Stdio::null()).output()?;
        if !output.status.success() {
            bail!(
                "`vitrine user add` failed: {}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
        Ok(())
    }

    /// Where it is reached: `http://127.0.0.1:<port>`.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The folder of what it keeps.
    pub fn data(&self) -> &Path {
        &self.options.data
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends it as a power cut would (SIGKILL) and starts it again on the same address.
    ///
    /// # Errors
    /// Fails when it does not come back.
    pub fn kill_and_restart(mut self) -> anyhow::Result<Self> {
        self.child.kill()?;
        self.child.wait()?;
        let options = Options {
            listen: Some(self.address.clone()),
            ..self.options.clone()
        };
        Self::start(options)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn wait_for_address(child: &mut Child, ready_file: &Path, log: &Path) -> anyhow::Result<String> {
    let started = Instant::now();
    loop {
        if let Ok(address) = std::fs::read_to_string(ready_file)
            && address.ends_with('\n')
        {
            return Ok(address.trim().to_owned());
        }
        if let Some(status) = child.try_wait()? {
            bail!(
                "the server ended at once ({status}): {}",
                std::fs::read_to_string(log)?
            );
        }
        if started.elapsed() > STARTS_WITHIN {
            bail!(
                "the server did not answer within {STARTS_WITHIN:?}: {}",
                std::fs::read_to_string(log)?
            );
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}
