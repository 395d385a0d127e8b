//! What the server is told when it starts: flags, or the environment variables named beside them.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

/// The server's settings.
#[derive(Clone, Debug, Args)]
pub struct Config {
    /// The address to listen on; port 0 lets the system choose.
    #[arg(long, env = "VITRINE_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// The address of the Prometheus metrics; without it there are none.
    #[arg(long, env = "VITRINE_METRICS_LISTEN")]
    pub metrics_listen: Option<SocketAddr>,

    /// The folder of everything that is kept: the embedded database, photos, uploads, the signing key.
    #[arg(long, env = "VITRINE_DATA", default_value = "data")]
    pub data: PathBuf,

    /// The database, where it is not the embedded one: `postgres://…`.
    #[arg(long, env = "VITRINE_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,

    /// The folder of the built phone app.
    #[arg(long, env = "VITRINE_APP", default_value = "dist/app")]
    pub app: PathBuf,

    /// The address by which people reach this server, such as `https://vitrine.example`.
    /// Without it links name the address they were asked by.
    #[arg(long, env = "VITRINE_PUBLIC_URL")]
    pub public_url: Option<String>,

    /// The server stands behind a reverse proxy: the caller's address is the last one of its
    /// `X-Forwarded-For`.
    #[arg(long, env = "VITRINE_BEHIND_PROXY")]
    pub behind_proxy: bool,

    /// A file that gets the address listened on, once the server answers.
    #[arg(long)]
    pub ready_file: Option<PathBuf>,

    /// The secret seed of the key that signs receipts: 64 hexadecimal digits.
    /// Without it the key is kept in the database, and made on the first start.
    #[arg(long, env = "VITRINE_SIGNING_SEED", hide_env_values = true)]
    pub signing_seed: Option<String>,
}

impl Config {
    /// Settings for a server that keeps everything in this folder and listens on a port that the
    /// system chooses.
    pub fn in_folder(data: impl Into<PathBuf>) -> Self {
        let data = data.into();
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            metrics_listen: None,
            app: data.join("app"),
            data,
            database_url: None,
            public_url: None,
            behind_proxy: false,
            ready_file: None,
            signing_seed: None,
        }
    }

    /// The address of the database: the embedded one of the data folder, or the one that was named.
    pub fn database(&self) -> String {
        match &self.database_url {
            Some(url) => url.clone(),
            None => format!("sqlite:{}", self.data.join("vitrine.db").display()),
        }
    }

    /// Whether people reach this server over TLS.
    pub fn is_https(&self) -> bool {
        self.public_url
            .as_deref()
            .is_some_and(|url| url.starts_with("https://"))
    }
}
