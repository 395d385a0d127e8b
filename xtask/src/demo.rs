//! The demo: everything built, a server on embedded SQLite, and an agency with its visits in it.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::bundle;
use crate::process::{POLL, Stream, cargo, checked, note, run, run_reading, say};
use crate::project::Project;
use crate::service::{Service, StopFlag};

const START_LIMIT: Duration = Duration::from_secs(60);
/// Holds what the loader printed; there once the demo is complete.
const DONE: &str = "demo.txt";
/// There while the loader runs.
const LOADING: &str = "demo.loading";

/// What the user asked for.
#[derive(Debug)]
pub struct Options {
    /// Where the server listens.
    pub listen: SocketAddr,
    /// The folder of the demo's data.
    pub data: PathBuf,
    /// How to build the app.
    pub bundle: bundle::Options,
}

/// What a data folder holds.
#[derive(Debug, PartialEq, Eq)]
enum Contents {
    Nothing,
    WholeDemo,
    HalfDemo,
    SomethingElse,
}

/// Builds, loads the demo once per data folder, and serves until Ctrl-C.
///
/// # Errors
/// If a step fails, the address is taken, or the data folder holds something other than the demo.
pub fn demo(project: &Project, options: &Options) -> Result<()> {
    let contents = contents(&options.data)?;
    if contents == Contents::SomethingElse {
        bail!(
            "{} holds other data: choose a new folder with --data",
            options.data.display()
        );
    }
    // Better now than after minutes of building.
    TcpListener::bind(options.listen).with_context(|| {
        format!(
            "{} cannot be listened on: choose another with --listen",
            options.listen
        )
    })?;
    bundle::bundle(project, options.bundle)?;
    say("Building the server and the demo's loader");
    let packages = [
        "-p",
        "vitrine-backend",
        "-p",
        "vitrine-tests",
        "--bin",
        "vitrine",
        "--bin",
        "vitrine-demo",
    ];
    run(cargo(project).args(["build", "--release"]).args(packages))?;
    let bin = project.target().join("release");

    let stop = StopFlag::listen()?;
    if contents == Contents::HalfDemo {
        note("the last loading of the demo was cut; it starts anew");
        fs::remove_dir_all(&options.data)?;
    }
    fs::create_dir_all(&options.data).with_context(|| format!("making {}", options.data.display()))?;
    if contents != Contents::WholeDemo {
        fs::write(options.data.join(LOADING), "")?;
    }
    say(&format!("Starting the server on {}", options.listen));
    let mut serve = Command::new(bin.join("vitrine"));
    serve
        .args(["serve", "--listen", &options.listen.to_string(), "--data"])
        .arg(&options.data);
    serve.arg("--app").arg(project.app()).current_dir(project.root());
    let mut server = Service::start("the server", &mut serve, "TERM")?;
    wait_until_ready(&mut server, options.listen, &stop)?;
    if stop.is_set() {
        return Ok(());
    }
    if contents == Contents::WholeDemo {
        note("the data folder holds the demo already");
        crate::print(&fs::read_to_string(options.data.join(DONE))?);
    } else {
        load(&bin, options)?;
    }
    say("The demo is running; Ctrl-C stops it");
    match server.wait(&stop)? {
        None => Ok(()),
        Some(status) => bail!("the server stopped by itself ({status}); its own message is above"),
    }
}

/// Fills the server through its public API, and keeps what the loader prints: addresses and log-ins.
fn load(bin: &Path, options: &Options) -> Result<()> {
    say("Loading the demo agency through the public API (once per data folder)");
    let mut command = Command::new(bin.join("vitrine-demo"));
    command
        .args(["--server", &format!("http://{}", options.listen), "--data"])
        .arg(&options.data);
    command.env("VITRINE_BIN", bin.join("vitrine"));
    let mut printed = String::new();
    let status = run_reading(&mut command, |stream, line| {
        if stream == Stream::Output {
            printed.push_str(line);
            printed.push('\n');
        }
    })?;
    checked(&command, status)?;
    fs::write(options.data.join(DONE), printed)?;
    fs::remove_file(options.data.join(LOADING)).context("the loader took away its own mark")
}

fn contents(data: &Path) -> Result<Contents> {
    if !data.exists() || fs::read_dir(data)?.next().is_none() {
        return Ok(Contents::Nothing);
    }
    Ok(match (data.join(DONE).exists(), data.join(LOADING).exists()) {
        (_, true) => Contents::HalfDemo,
        (true, false) => Contents::WholeDemo,
        (false, false) => Contents::SomethingElse,
    })
}

/// Asks `/readyz` until it answers 200, the server ends, or the user stops waiting.
fn wait_until_ready(server: &mut Service, address: SocketAddr, stop: &StopFlag) -> Result<()> {
    let deadline = Instant::now() + START_LIMIT;
    while !stop.is_set() && !is_ready(address) {
        if let Some(status) = server.exited()? {
            bail!("the server does not start ({status}); its own message is above");
        }
        if Instant::now() >= deadline {
            bail!("the server is not ready within {} s", START_LIMIT.as_secs());
        }
        thread::sleep(POLL);
    }
    Ok(())
}

fn is_ready(address: SocketAddr) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        // In one piece: whoever answers at the first and closes would cut the rest off.
        let request = format!("GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes())?;
        let mut answer = String::new();
        stream.take(4096).read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_other_data_is_never_taken_for_the_demo() {
        let dir = tempfile::tempdir().unwrap();
        let data = dir.path().join("data");
        assert_eq!(contents(&data).unwrap(), Contents::Nothing);
        fs::create_dir(&data).unwrap();
        assert_eq!(contents(&data).unwrap(), Contents::Nothing);
        fs::write(data.join("vitrine.db"), "").unwrap();
        assert_eq!(contents(&data).unwrap(), Contents::SomethingElse);
        fs::write(data.join(LOADING), "").unwrap();
        assert_eq!(contents(&data).unwrap(), Contents::HalfDemo);
        fs::write(data.join(DONE), "").unwrap();
        assert_eq!(contents(&data).unwrap(), Contents::HalfDemo, "the mark goes last");
        fs::remove_file(data.join(LOADING)).unwrap();
        assert_eq!(contents(&data).unwrap(), Contents::WholeDemo);
    }

    #[test]
    fn readiness_is_a_200_and_nothing_else() {
        for (answer, expected) in [
            ("HTTP/1.1 200 OK\r\n\r\nok", true),
            ("HTTP/1.1 503 Busy\r\n\r\n", false),
            ("", false),
        ] {
            let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
            let address = listener.local_addr().unwrap();
            let server = thread::spawn(move || {
                let (mut stream, _) = listener.accept().unwrap();
                let mut request = [0; 512];
                assert!(stream.read(&mut request).unwrap() > 0);
                stream.write_all(answer.as_bytes()).unwrap();
            });
            assert_eq!(is_ready(address), expected, "{answer}");
            server.join().unwrap();
        }
        let closed = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap();
        assert!(!is_ready(closed));
    }
}
