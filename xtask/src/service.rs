//! Long-running children that are stopped by their process id when the job ends, however it ends.

use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use signal_hook::consts::{SIGINT, SIGTERM};

use crate::process::POLL;

/// How long a child may take to stop by itself before it is ended.
const GRACE: Duration = Duration::from_secs(20);

/// Set once the user asked to stop, by Ctrl-C or SIGTERM.
#[derive(Debug, Clone, Default)]
pub struct StopFlag(Arc<AtomicBool>);

impl StopFlag {
    /// Starts listening: from now on these signals stop the job in good order instead of at once.
    ///
    /// # Errors
    /// If the operating system refuses the handlers.
    pub fn listen() -> Result<Self> {
        let flag = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM] {
            // A second Ctrl-C ends xtask at once.
            signal_hook::flag::register_conditional_default(signal, Arc::clone(&flag))?;
            signal_hook::flag::register(signal, Arc::clone(&flag))?;
        }
        Ok(Self(flag))
    }

    /// Whether the user asked to stop.
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A child in a process group of its own, so that Ctrl-C reaches it only through [`Service::stop`].
#[derive(Debug)]
pub struct Service {
    name: String,
    child: Child,
    signal: &'static str,
}

impl Service {
    /// Starts a command as a service; `signal` is what asks it to stop (`TERM`, `INT`).
    ///
    /// # Errors
    /// If it cannot be started.
    pub fn start(name: &str, command: &mut Command, signal: &'static str) -> Result<Self> {
        let child = command
            .stdin(Stdio::null())
            .process_group(0)
            .spawn()
            .with_context(|| format!("cannot start {name}"))?;
        Ok(Self {
            name: name.to_owned(),
            child,
            signal,
        })
    }

    /// The exit status, if it has stopped by itself.
    ///
    /// # Errors
    /// If its state cannot be read.
    pub fn exited(&mut self) -> Result<Option<ExitStatus>> {
        self.child
            .try_wait()
            .with_context(|| format!("waiting for {}", self.name))
    }

    /// Waits until it stops by itself or the user asks to stop; `None` in the second case.
    ///
    /// # Errors
    /// If its state cannot be read.
    pub fn wait(&mut self, stop: &StopFlag) -> Result<Option<ExitStatus>> {
        while !stop.is_set() {
            if let Some(status) = self.exited()? {
                return Ok(Some(status));
            }
            thread::sleep(POLL);
        }
        Ok(None)
    }

    /// Asks it to stop, waits, and ends it when it takes longer than 20 s.
    pub fn stop(&mut self) {
        if !matches!(self.child.try_wait(), Ok(None)) {
            return;
        }
        let id = self.child.id().to_string();
        let asked = Command::new("sh")
            .args(["-c", "kill -\"$1\" \"$2\"", "sh", self.signal, &id])
            .status();
        let deadline = Instant::now() + GRACE;
        while matches!(asked, Ok(status) if status.success()) && Instant::now() < deadline {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(POLL);
        }
        eprintln!("    {} does not stop by itself and is ended", self.name);
        // It may have stopped just now; there is nothing else to do about a failure.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.stop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_service_is_gone() {
        let service = Service::start("sleep", Command::new("sleep").arg("600"), "TERM").unwrap();
        let proc = format!("/proc/{}", service.child.id());
        assert!(std::path::Path::new(&proc).exists());
        drop(service);
        assert!(!std::path::Path::new(&proc).exists());
    }

    #[test]
    fn a_service_that_ends_by_itself_tells_its_status() {
        let mut service = Service::start("sh", Command::new("sh").args(["-c", "exit 7"]), "TERM").unwrap();
        let status = service.wait(&StopFlag::default()).unwrap();
        assert_eq!(status.and_then(|s| s.code()), Some(7));
    }
}
