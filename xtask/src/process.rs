//! Running other programs: echoed, checked, bounded in time, or read line by line.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::project::Project;

/// How often a child is looked at while waiting for it.
pub const POLL: Duration = Duration::from_millis(50);

/// Says what is being done, on stderr, apart from the output of the programs run.
pub fn say(message: &str) {
    eprintln!("\n==> {message}");
}

/// One line of detail under the last [`say`].
pub fn note(message: &str) {
    eprintln!("    {message}");
}

/// Cargo in the checkout, the same one that runs this binary.
pub fn cargo(project: &Project) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(project.root());
    // Said outright, so that a setting in the user's own configuration cannot move what is looked for later.
    command.env("CARGO_TARGET_DIR", project.target());
    // Set by `cargo run` for xtask itself; it would lead another compiler to the wrong libraries.
    command.env_remove("LD_LIBRARY_PATH");
    command
}

/// Echoes and runs a command with this terminal; fails unless it succeeds.
///
/// # Errors
/// If it cannot be started or exits with a failure; the message names the program.
pub fn run(command: &mut Command) -> Result<()> {
    eprintln!("    $ {}", shown(command));
    let status = command
        .status()
        .with_context(|| format!("cannot start {}", program(command)))?;
    checked(command, status)
}

/// Runs a command silently and returns its trimmed standard output.
///
/// # Errors
/// If it cannot be started, fails, or prints what is not UTF-8; the message carries its stderr.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start {}", program(command)))?;
    if !output.status.success() {
        bail!(
            "{} failed: {}",
            shown(command),
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    let text = String::from_utf8(output.stdout).with_context(|| format!("output of {}", program(command)))?;
    Ok(text.trim().to_owned())
}

/// Runs a command for at most `limit`; `false` if it failed or was ended at the limit.
///
/// # Errors
/// If it cannot be started or waited for.
pub fn succeeds_within(command: &mut Command, limit: Duration) -> Result<bool> {
    eprintln!("    $ {}   (at most {} s)", shown(command), limit.as_secs());
    let mut child = command
        .stdin(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start {}", program(command)))?;
    let deadline = Instant::now() + limit;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        if Instant::now() >= deadline {
            child.kill()?;
            child.wait()?;
            return Ok(false);
        }
        thread::sleep(POLL);
    }
}

/// Which of a program's two streams a line came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Output,
    /// Standard error.
    Error,
}

/// Echoes and runs a command, passing its output on and handing every line to `each` as well.
///
/// # Errors
/// If it cannot be started or read from.
pub fn run_reading(command: &mut Command, mut each: impl FnMut(Stream, &str)) -> Result<ExitStatus> {
    eprintln!("    $ {}", shown(command));
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {}", program(command)))?;
    let (send, receive) = std::sync::mpsc::channel::<(Stream, String)>();
    let stdout = child
        .stdout
        .take()
        .map(|s| (Stream::Output, Box::new(s) as Box<dyn Read + Send>));
    let stderr = child
        .stderr
        .take()
        .map(|s| (Stream::Error, Box::new(s) as Box<dyn Read + Send>));
    thread::scope(|scope| {
        for (name, stream) in stdout.into_iter().chain(stderr) {
            let send = send.clone();
            scope.spawn(move || {
                let mut reader = BufReader::new(stream);
                let mut line = Vec::new();
                while matches!(reader.read_until(b'\n', &mut line), Ok(n) if n > 0) {
                    let text = String::from_utf8_lossy(&line).trim_end().to_owned();
                    line.clear();
                    if send.send((name, text)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        for (name, line) in receive {
            match name {
                Stream::Output => crate::print(&line),
                Stream::Error => eprintln!("{line}"),
            }
            each(name, &line);
        }
    });
    child
        .wait()
        .with_context(|| format!("waiting for {}", program(command)))
}

/// Whether `name` is a program on the PATH.
pub fn on_path(name: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|dir| dir.join(name).is_file()))
}

/// Turns a failed status into an error that names the command.
///
/// # Errors
/// If the status is not success.
pub fn checked(command: &Command, status: ExitStatus) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    bail!("`{}` failed ({status}); its own message is above", shown(command))
}

/// The command as one would type it.
fn shown(command: &Command) -> String {
    let words = command.get_args().map(|a| a.to_string_lossy());
    std::iter::once(program(command).into())
        .chain(words)
        .collect::<Vec<_>>()
        .join(" ")
}

fn program(command: &Command) -> String {
    let program = Path::new(command.get_program());
    program
        .file_name()
        .unwrap_or(program.as_os_str())
        .to_string_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_past_its_limit_is_ended() {
        let start = Instant::now();
        let ended = succeeds_within(Command::new("sleep").arg("60"), Duration::from_millis(120)).unwrap();
        assert!(!ended);
        assert!(start.elapsed() < Duration::from_secs(20));
        assert!(succeeds_within(&mut Command::new("true"), Duration::from_secs(20)).unwrap());
    }

    #[test]
    fn lines_of_both_streams_are_read() {
        let mut seen = Vec::new();
        let status = run_reading(
            Command::new("sh").args(["-c", "echo out; echo err >&2; exit 3"]),
            |stream, l| seen.push((stream == Stream::Error, l.to_owned())),
        )
        .unwrap();
        seen.sort();
        assert_eq!(seen, [(false, "out".to_owned()), (true, "err".to_owned())]);
        assert_eq!(status.code(), Some(3));
    }

    #[test]
    fn a_failure_names_the_command_and_its_message() {
        let error = output(Command::new("sh").args(["-c", "echo reason >&2; exit 1"]))
            .unwrap_err()
            .to_string();
        assert!(error.contains("sh -c") && error.contains("reason"), "{error}");
    }
}
