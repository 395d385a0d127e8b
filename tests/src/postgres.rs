//! A database of a test's own in the PostgreSQL that `VITRINE_TEST_POSTGRES` names.

use std::process::Command;

use anyhow::bail;

/// The environment variable with the URL of a maintenance database.
pub const VARIABLE: &str = "VITRINE_TEST_POSTGRES";

/// An empty database, dropped when this is.
#[derive(Debug)]
pub struct Database {
    maintenance_url: String,
    name: String,
}

impl Database {
    /// Makes one; `None` where no PostgreSQL was given, which a test prints as skipped.
    ///
    /// # Errors
    /// Fails where the PostgreSQL refuses.
    pub fn create() -> anyhow::Result<Option<Self>> {
        let Ok(maintenance_url) = std::env::var(VARIABLE) else {
            return Ok(None);
        };
        let name = format!("vitrine_e2e_{:016x}", rand::random::<u64>());
        let database = Self {
            maintenance_url,
            name,
        };
        database.run(&format!("CREATE DATABASE {}", database.name))?;
        Ok(Some(database))
    }

    /// Its URL.
    pub fn url(&self) -> String {
        match self.maintenance_url.rsplit_once('/') {
            Some((server, _)) => format!("{server}/{}", self.name),
            None => self.maintenance_url.clone(),
        }
    }

    fn run(&self, sql: &str) -> anyhow::Result<()> {
        let output = Command::new("psql")
            .args(["-qX", "-d", &self.maintenance_url, "-c", sql])
            .output()?;
        if !output.status.success() {
            bail!("psql: {}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(())
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let _ = self.run(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
    }
}
